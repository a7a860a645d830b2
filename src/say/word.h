/* word: a word or two for every value of the model's enumerations. */
#pragma once

#include "model/model.h"

const char *zf_say_audience(ZfLang lang,
                            ZfAudience audience); /* edition: "内部资料 · 含准确小数" */
const char *zf_say_level(ZfLang lang, ZfAreaLevel level);
const char *zf_say_sex(ZfLang lang, ZfSex sex);
const char *zf_say_role(ZfLang lang, ZfRole role);
const char *zf_say_category(ZfLang lang, unsigned bit);
const char *zf_say_trait(ZfLang lang, unsigned bit);
const char *zf_say_location(ZfLang lang, ZfLocationSource source);
const char *zf_say_visit_mode(ZfLang lang, ZfVisitMode mode);
const char *zf_say_outcome(ZfLang lang, ZfOutcome outcome);
const char *zf_say_clear(ZfLang lang, unsigned bit);
const char *zf_say_safety(ZfLang lang, unsigned bit);
const char *zf_say_hazard(ZfLang lang, ZfHazardState state);
const char *zf_say_agreement(ZfLang lang, ZfAgreement agreement);
const char *zf_say_mode(ZfLang lang, ZfTravelMode mode);
const char *zf_say_place(ZfLang lang, ZfPlaceKind kind);
/* The one Hanzi in a landmark's frame: 文 医 店 庙 井 树 坊 村 童 车; NULL for hamlets and others.
 * The sign is the same in both languages, the legend explains it. */
const char *zf_say_place_sign(ZfPlaceKind kind);
const char *zf_say_volunteer(ZfLang lang, ZfVolunteerKind kind);
const char *zf_say_scope(ZfLang lang, ZfScope scope);
const char *zf_say_state(ZfLang lang, ZfState state);
const char *zf_say_class(ZfLang lang, ZfClass class);
/* As the legend says it: "80 % 至 ＜95 %", "≥95 %", "少于 5 人". k 0 = nothing is hidden. */
char *zf_say_class_target(ZfLang lang, ZfClass class, int32_t target_permille, int32_t k);
const char *zf_say_priority(ZfLang lang, unsigned bit);
/* What the campaign counts: "人" / "children", "户" / "homes". */
const char *zf_say_unit(ZfLang lang, ZfUnit unit);

/* The eight rungs of the ladder, 0 = registered … 7 = complete. */
#define ZF_SAY_RUNGS 8
const char *zf_say_rung(ZfLang lang, unsigned rung);
int32_t zf_counts_rung(const ZfCounts *counts, unsigned rung);

/* A skill by its bit; custom: ZfSnapshot.skills, may be NULL. Never NULL. */
const char *zf_say_skill(ZfLang lang, unsigned bit, const char *const *custom);

/* Sets as a list in the order of the bits: "女孩、逾期"; empty set "". */
char *zf_say_categories(ZfLang lang, uint32_t set);
char *zf_say_priorities(ZfLang lang, uint32_t set);
char *zf_say_skills(ZfLang lang, uint64_t set, const char *const *custom);

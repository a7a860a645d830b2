/* campaigns: making and editing campaigns, by named settings. */
#pragma once

#include "app/grid.h"
#include "app/workspace.h"

/* Sets one field by its name: "unit", "household". text: as a person types it (dates 2026-02-09,
 * times 09:00, yes/no, minutes for service times, per cent for the target, codes with commas for
 * sets). Texts are kept by chunk.
 * Errors: USAGE with what may be typed instead. */
bool zf_campaign_set(ZfCampaign *campaign, GStringChunk *chunk, const char *key, const char *text,
                     GError **error) ZF_CHECK_RESULT;
/* ret: the field as zf_campaign_set would take it, owned by the caller; NULL for an unknown key. */
char *zf_campaign_get(const ZfCampaign *campaign, const char *key);
/* ret: n names of fields in the order of `campaign show`; their meaning, translated. */
const char *const *zf_campaign_keys(size_t *n);
const char *zf_campaign_meaning(const char *key);

/* Makes a campaign (or changes one) from "key=value" settings; it becomes the current one when it
 * is new. questions: what it asks at every home — a file as zf_ingest_questions reads it, "default"
 * or "none"; NULL = as it is. Errors: USAGE; those of zf_ingest_questions. */
bool zf_app_campaign_new(ZfApp *app, const char *id, const char *const *settings,
                         const char *questions, GError **error) ZF_CHECK_RESULT;
bool zf_app_campaign_edit(ZfApp *app, const char *id, const char *const *settings,
                          const char *questions, GError **error) ZF_CHECK_RESULT;
bool zf_app_campaign_use(ZfApp *app, const char *id, GError **error) ZF_CHECK_RESULT;

ZfGrid *zf_app_campaign_list(ZfApp *app, GError **error) ZF_CHECK_RESULT;
/* id NULL: the one meant. */
ZfGrid *zf_app_campaign_show(ZfApp *app, const char *id, GError **error) ZF_CHECK_RESULT;
/* The questions of the campaign meant, or (what) those of a file or "default" in that language, as
 * a table that can be read again. */
ZfGrid *zf_app_campaign_questions(ZfApp *app, const char *what, ZfLang lang,
                                  GError **error) ZF_CHECK_RESULT;

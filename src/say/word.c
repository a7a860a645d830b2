#include "say/say.h"

typedef struct Word {
    const char *zh;
    const char *en;
} Word;

#define WORD(table, i)                                                                             \
    do {                                                                                           \
        g_assert((size_t)(i) < G_N_ELEMENTS(table));                                               \
        return lang == ZF_LANG_ZH ? (table)[(i)].zh : (table)[(i)].en;                             \
    } while (0)

const char *
zf_say_audience(ZfLang lang, ZfAudience audience)
{
    static const ZfSay words[] = {
        [ZF_AUDIENCE_PLANNER] = ZF_SAY_EDITION_PLANNER,
        [ZF_AUDIENCE_VILLAGE] = ZF_SAY_EDITION_VILLAGE,
        [ZF_AUDIENCE_VOLUNTEER] = ZF_SAY_EDITION_VOLUNTEER,
        [ZF_AUDIENCE_COUNTY] = ZF_SAY_EDITION_COUNTY,
        [ZF_AUDIENCE_PUBLIC] = ZF_SAY_EDITION_PUBLIC,
    };
    g_assert((size_t)audience < G_N_ELEMENTS(words));
    return zf_say(lang, words[audience]);
}

const char *
zf_say_level(ZfLang lang, ZfAreaLevel level)
{
    static const Word words[] = {
        [ZF_LEVEL_PROVINCE] = {"省", "province"},       [ZF_LEVEL_CITY] = {"市", "city"},
        [ZF_LEVEL_COUNTY] = {"县（区）", "county"},     [ZF_LEVEL_TOWN] = {"乡镇（街道）", "town"},
        [ZF_LEVEL_VILLAGE] = {"村（社区）", "village"}, [ZF_LEVEL_GROUP] = {"村民小组", "group"},
    };
    WORD(words, level);
}

const char *
zf_say_sex(ZfLang lang, ZfSex sex)
{
    static const Word words[] = {
        [ZF_SEX_UNKNOWN] = {"", ""},
        [ZF_SEX_FEMALE] = {"女", "female"},
        [ZF_SEX_MALE] = {"男", "male"},
    };
    WORD(words, sex);
}

const char *
zf_say_role(ZfLang lang, ZfRole role)
{
    static const Word words[] = {
        [ZF_ROLE_CHILD] = {"儿童", "child"},
        [ZF_ROLE_FATHER] = {"父亲", "father"},
        [ZF_ROLE_MOTHER] = {"母亲", "mother"},
        [ZF_ROLE_CARER] = {"监护人", "carer"},
    };
    WORD(words, role);
}

const char *
zf_say_category(ZfLang lang, unsigned bit)
{
    static const Word words[ZF_CATEGORY_COUNT] = {
        {"散居孤儿", "orphan"},
        {"事实无人抚养儿童", "de facto without carers"},
        {"农村留守儿童", "left behind, rural"},
        {"城镇留守儿童", "left behind, urban"},
        {"低保家庭", "low-income family"},
        {"残疾", "disabled"},
        {"遭受家暴", "violence at home"},
        {"易走失流浪", "prone to wander off"},
        {"涉案受侵害", "victim of a crime"},
        {"受教育矫正", "in corrective education"},
        {"辍学", "out of school"},
        {"特困", "extreme poverty"},
        {"重病重残", "seriously ill or disabled"},
        {"贫困家庭", "poor family"},
        {"单亲", "single parent"},
        {"其他困境儿童", "other hardship"},
    };
    WORD(words, bit);
}

const char *
zf_say_trait(ZfLang lang, unsigned bit)
{
    static const Word words[ZF_TRAIT_COUNT] = {
        {"留守妇女", "wife left behind"},
        {"偏远独户", "isolated"},
        {"近水", "near water"},
        {"有犬", "dog"},
        {"监护人年老或患病", "carer old or ill"},
        {"父母不返乡", "parents do not come home"},
    };
    WORD(words, bit);
}

const char *
zf_say_location(ZfLang lang, ZfLocationSource source)
{
    static const Word words[] = {
        [ZF_LOCATION_NONE] = {"没有位置", "no position"},
        [ZF_LOCATION_VILLAGE] = {"只知道村", "village only"},
        [ZF_LOCATION_GROUP] = {"只知道组", "group only"},
        [ZF_LOCATION_GEOCODED] = {"地址查得", "from the address"},
        [ZF_LOCATION_POINT] = {"地图点", "from a map"},
        [ZF_LOCATION_FIELD] = {"实地标定", "marked on the spot"},
    };
    WORD(words, source);
}

const char *
zf_say_visit_mode(ZfLang lang, ZfVisitMode mode)
{
    static const Word words[] = {
        [ZF_VISIT_IN_PERSON] = {"入户", "in person"},
        [ZF_VISIT_PHONE] = {"电话", "phone"},
        [ZF_VISIT_VIDEO] = {"视频", "video"},
    };
    WORD(words, mode);
}

const char *
zf_say_outcome(ZfLang lang, ZfOutcome outcome)
{
    static const Word words[ZF_OUTCOME_COUNT] = {
        [ZF_OUTCOME_SEEN] = {"见到儿童并完成", "child seen, done"},
        [ZF_OUTCOME_GUARDIAN] = {"只见到监护人", "carer only"},
        [ZF_OUTCOME_NOBODY] = {"无人", "nobody at home"},
        [ZF_OUTCOME_REFUSED] = {"拒访", "refused"},
        [ZF_OUTCOME_WITH_PARENTS] = {"随父母外出", "away with parents"},
        [ZF_OUTCOME_BOARDING] = {"住校", "boarding at school"},
        [ZF_OUTCOME_MOVED] = {"搬走", "moved"},
        [ZF_OUTCOME_NOT_FOUND] = {"查无此户", "home not found"},
        [ZF_OUTCOME_NO_ROAD] = {"路不通", "no way there"},
        [ZF_OUTCOME_OTHER] = {"其他", "other"},
    };
    WORD(words, outcome);
}

const char *
zf_say_clear(ZfLang lang, unsigned bit)
{
    static const Word words[ZF_CLEAR_COUNT] = {
        {"数据", "data"},       {"基本情况", "basics"}, {"重要情况", "care"},
        {"社会关系", "social"}, {"成长要求", "growth"}, {"其他", "other"},
    };
    WORD(words, bit);
}

const char *
zf_say_safety(ZfLang lang, unsigned bit)
{
    static const Word words[ZF_SAFETY_COUNT] = {
        {"用电", "power"}, {"用气", "gas"},  {"用水", "water"},
        {"消防", "fire"},  {"食品", "food"}, {"近水", "pond"},
    };
    WORD(words, bit);
}

const char *
zf_say_hazard(ZfLang lang, ZfHazardState state)
{
    static const Word words[] = {
        [ZF_HAZARD_NONE] = {"无", "none"},
        [ZF_HAZARD_REMOVED] = {"已排除", "removed"},
        [ZF_HAZARD_REPORTED] = {"已上报", "reported"},
    };
    WORD(words, state);
}

const char *
zf_say_agreement(ZfLang lang, ZfAgreement agreement)
{
    static const Word words[] = {
        [ZF_AGREEMENT_UNKNOWN] = {"不详", "not known"},
        [ZF_AGREEMENT_SIGNED] = {"已签", "signed"},
        [ZF_AGREEMENT_MISSING] = {"未签", "not signed"},
    };
    WORD(words, agreement);
}

const char *
zf_say_mode(ZfLang lang, ZfTravelMode mode)
{
    static const Word words[ZF_MODE_COUNT] = {
        [ZF_MODE_FOOT] = {"步行", "on foot"},
        [ZF_MODE_BICYCLE] = {"自行车", "by bicycle"},
        [ZF_MODE_EBIKE] = {"电动车", "by e-bike"},
        [ZF_MODE_MOTORCYCLE] = {"摩托车", "by motorcycle"},
        [ZF_MODE_CAR] = {"汽车", "by car"},
    };
    WORD(words, mode);
}

const char *
zf_say_place(ZfLang lang, ZfPlaceKind kind)
{
    static const Word words[ZF_PLACE_COUNT] = {
        [ZF_PLACE_OFFICE] = {"村委会", "office"},
        [ZF_PLACE_SCHOOL] = {"学校", "school"},
        [ZF_PLACE_CHILDREN] = {"儿童之家", "children's home"},
        [ZF_PLACE_CLINIC] = {"卫生室", "clinic"},
        [ZF_PLACE_SHOP] = {"小店", "shop"},
        [ZF_PLACE_TEMPLE] = {"庙", "temple"},
        [ZF_PLACE_WELL] = {"水井", "well"},
        [ZF_PLACE_TREE] = {"大树", "tree"},
        [ZF_PLACE_WORKSHOP] = {"作坊", "workshop"},
        [ZF_PLACE_HAMLET] = {"院落", "hamlet"},
        [ZF_PLACE_BUS_STOP] = {"车站", "bus stop"},
        [ZF_PLACE_OTHER] = {"地点", "place"},
    };
    WORD(words, kind);
}

const char *
zf_say_place_sign(ZfPlaceKind kind)
{
    static const char *const signs[ZF_PLACE_COUNT] = {
        [ZF_PLACE_OFFICE] = "村", [ZF_PLACE_SCHOOL] = "文",   [ZF_PLACE_CHILDREN] = "童",
        [ZF_PLACE_CLINIC] = "医", [ZF_PLACE_SHOP] = "店",     [ZF_PLACE_TEMPLE] = "庙",
        [ZF_PLACE_WELL] = "井",   [ZF_PLACE_TREE] = "树",     [ZF_PLACE_WORKSHOP] = "坊",
        [ZF_PLACE_HAMLET] = NULL, [ZF_PLACE_BUS_STOP] = "车", [ZF_PLACE_OTHER] = NULL,
    };
    g_assert((size_t)kind < G_N_ELEMENTS(signs));
    return signs[kind];
}

const char *
zf_say_volunteer(ZfLang lang, ZfVolunteerKind kind)
{
    static const Word words[ZF_VOLUNTEER_COUNT] = {
        [ZF_VOLUNTEER_COMMITTEE] = {"妇联执委", "women's federation committee"},
        [ZF_VOLUNTEER_WOMEN] = {"巾帼志愿者", "women volunteers"},
        [ZF_VOLUNTEER_FAMILY] = {"家庭教育专家", "family education experts"},
        [ZF_VOLUNTEER_CHILD_HEAD] = {"儿童主任", "village child workers"},
        [ZF_VOLUNTEER_JUDGE] = {"法官", "judges"},
        [ZF_VOLUNTEER_PROSECUTOR] = {"检察官", "prosecutors"},
        [ZF_VOLUNTEER_LAWYER] = {"律师", "lawyers"},
        [ZF_VOLUNTEER_TEACHER] = {"热心教师", "teachers"},
        [ZF_VOLUNTEER_POLICE] = {"公安干警", "police"},
        [ZF_VOLUNTEER_STUDENT] = {"大学生志愿者", "students"},
        [ZF_VOLUNTEER_MEDICAL] = {"医护", "medical staff"},
        [ZF_VOLUNTEER_SOCIAL] = {"社工", "social workers"},
        [ZF_VOLUNTEER_ELDER] = {"五老", "retired volunteers"},
        [ZF_VOLUNTEER_LEAGUE] = {"团干部", "youth league"},
        [ZF_VOLUNTEER_OTHER] = {"其他", "other"},
    };
    WORD(words, kind);
}

const char *
zf_say_scope(ZfLang lang, ZfScope scope)
{
    static const Word words[ZF_SCOPE_COUNT] = {
        [ZF_SCOPE_IN] = {"在范围", "in scope"},
        [ZF_SCOPE_AGE] = {"超龄", "too old"},
        [ZF_SCOPE_CATEGORY] = {"不属本次类别", "not in these categories"},
        [ZF_SCOPE_EXITED] = {"已退出台账", "left the ledger"},
        [ZF_SCOPE_NOT_YET] = {"窗口之后才进入", "enters after the window"},
        [ZF_SCOPE_AREA] = {"不在本次地域", "lives outside the areas"},
    };
    WORD(words, scope);
}

const char *
zf_say_state(ZfLang lang, ZfState state)
{
    static const Word words[] = {
        [ZF_STATE_SEEN] = {"见到", "seen"},
        [ZF_STATE_ACCOUNTED] = {"去向已核实", "accounted for"},
        [ZF_STATE_SCHEDULED] = {"已排入计划", "scheduled"},
        [ZF_STATE_UNSCHEDULED] = {"未排入计划", "not scheduled"},
    };
    WORD(words, state);
}

const char *
zf_say_class(ZfLang lang, ZfClass class)
{
    static const Word words[ZF_CLASS_COUNT] = {
        [ZF_CLASS_UNDER_50] = {"＜50 %", "<50 %"},
        [ZF_CLASS_UNDER_80] = {"50 % 至 ＜80 %", "50 % to <80 %"},
        [ZF_CLASS_UNDER_TARGET] = {"80 % 至 ＜目标", "80 % to <target"},
        [ZF_CLASS_TARGET] = {"达标", "target met"},
        [ZF_CLASS_UNDECIDED] = {"待定", "undecided"},
        [ZF_CLASS_FEW] = {"人数少", "few"},
        [ZF_CLASS_NO_DATA] = {"无数据", "no data"},
    };
    WORD(words, class);
}

char *
zf_say_class_target(ZfLang lang, ZfClass class, int32_t target_permille, int32_t k)
{
    g_autofree char *target =
        zf_say_percent(lang, target_permille, 1000, target_permille % 10 != 0);
    bool zh = lang == ZF_LANG_ZH;
    switch (class) {
    case ZF_CLASS_UNDER_TARGET: return g_strconcat(zh ? "80 % 至 ＜" : "80 % to <", target, NULL);
    case ZF_CLASS_TARGET: return g_strconcat("≥", target, NULL);
    case ZF_CLASS_FEW:
        return k > 0 ? g_strdup_printf(zh ? "少于 %d 人" : "fewer than %d", k)
                     : g_strdup(zf_say_class(lang, class));
    default: return g_strdup(zf_say_class(lang, class));
    }
}

const char *
zf_say_priority(ZfLang lang, unsigned bit)
{
    static const Word words[ZF_PRIORITY_COUNT] = {
        {"逾期", "overdue"},
        {"从未见到", "never seen"},
        {"女童", "girl"},
        {"父母不返乡", "parents stay away"},
        {"监护人年老或患病", "carer old or ill"},
        {"没有得力监护人", "without a capable guardian"},
        {"上次没见到", "missed last time"},
    };
    WORD(words, bit);
}

const char *
zf_say_unit(ZfLang lang, ZfUnit unit)
{
    static const Word words[] = {
        [ZF_UNIT_CHILD] = {"人", "children"},
        [ZF_UNIT_HOUSEHOLD] = {"户", "homes"},
    };
    WORD(words, unit);
}

const char *
zf_say_rung(ZfLang lang, unsigned rung)
{
    static const Word words[ZF_SAY_RUNGS] = {
        {"登记", "Registered"}, {"在范围", "In scope"},  {"已定位", "Located"},
        {"已派单", "Assigned"}, {"已尝试", "Attempted"}, {"已接触", "Contacted"},
        {"见到", "Seen"},       {"完整", "Complete"},
    };
    WORD(words, rung);
}

int32_t
zf_counts_rung(const ZfCounts *counts, unsigned rung)
{
    const int32_t values[ZF_SAY_RUNGS] = {
        counts->registered, counts->in_scope,  counts->located, counts->assigned,
        counts->attempted,  counts->contacted, counts->seen,    counts->complete,
    };
    g_assert(rung < ZF_SAY_RUNGS);
    return values[rung];
}

const char *
zf_say_skill(ZfLang lang, unsigned bit, const char *const *custom)
{
    static const Word words[ZF_SKILL_CUSTOM] = {
        [ZF_SKILL_FEMALE] = {"女访员", "female visitor"},
        [ZF_SKILL_MEDICAL] = {"医护", "medical"},
        [ZF_SKILL_LAW] = {"法律", "law"},
        [ZF_SKILL_PSYCHOLOGY] = {"心理", "psychology"},
        [ZF_SKILL_TEACHER] = {"教师", "teacher"},
        [ZF_SKILL_POLICE] = {"公安", "police"},
        {"专业 7", "skill 7"},
        {"专业 8", "skill 8"},
    };
    if (bit < ZF_SKILL_CUSTOM) {
        WORD(words, bit);
    }
    g_assert(bit < ZF_SKILL_CUSTOM + ZF_SKILL_CUSTOM_MAX);
    const char *name = custom != NULL ? custom[bit - ZF_SKILL_CUSTOM] : NULL;
    return name != NULL && name[0] != '\0' ? name : lang == ZF_LANG_ZH ? "专业" : "skill";
}

static void
add_item(GString *list, ZfLang lang, const char *item)
{
    if (list->len > 0) {
        g_string_append(list, zf_say(lang, ZF_SAY_LIST_COMMA));
    }
    g_string_append(list, item);
}

char *
zf_say_categories(ZfLang lang, uint32_t set)
{
    GString *list = g_string_new(NULL);
    for (unsigned bit = 0; bit < ZF_CATEGORY_COUNT; bit++) {
        if (set >> bit & 1) {
            add_item(list, lang, zf_say_category(lang, bit));
        }
    }
    return g_string_free(list, FALSE);
}

char *
zf_say_priorities(ZfLang lang, uint32_t set)
{
    GString *list = g_string_new(NULL);
    for (unsigned bit = 0; bit < ZF_PRIORITY_COUNT; bit++) {
        if (set >> bit & 1) {
            add_item(list, lang, zf_say_priority(lang, bit));
        }
    }
    return g_string_free(list, FALSE);
}

char *
zf_say_skills(ZfLang lang, uint64_t set, const char *const *custom)
{
    GString *list = g_string_new(NULL);
    for (unsigned bit = 0; bit < ZF_SKILL_CUSTOM + ZF_SKILL_CUSTOM_MAX; bit++) {
        if (set >> bit & 1) {
            add_item(list, lang, zf_say_skill(lang, bit, custom));
        }
    }
    return g_string_free(list, FALSE);
}

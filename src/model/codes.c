#include "model/codes.h"

#include <string.h>

#include "base/base.h"

typedef struct List {
    const char *const *codes;
    int n;
} List;

#define LIST(...)                                                                                  \
    {                                                                                              \
        (const char *const[]){__VA_ARGS__},                                                        \
            (int)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))               \
    }

/* clang-format off */
static const List lists[ZF_CODES_LISTS] = {
    [ZF_CODES_LANG] = LIST("en", "zh_CN"),
    [ZF_CODES_AUDIENCE] = LIST("planner", "village", "volunteer", "county", "public"),
    [ZF_CODES_UNIT] = LIST("child", "household"),
    [ZF_CODES_LEVEL] = LIST("province", "city", "county", "town", "village", "group"),
    [ZF_CODES_SEX] = LIST("unknown", "female", "male"),
    [ZF_CODES_ROLE] = LIST("child", "father", "mother", "carer"),
    [ZF_CODES_CATEGORY] = LIST("orphan", "de_facto_orphan", "rural_left", "urban_left", "low_income",
                               "disabled", "abused", "wandering", "justice", "correction", "dropout",
                               "extreme_poverty", "ill", "poor", "single_parent", "other"),
    [ZF_CODES_TRAIT] = LIST("left_behind_wife", "isolated", "near_water", "dog", "carer_weak",
                            "parents_stay"),
    [ZF_CODES_LOCATION] = LIST("none", "village", "group", "geocoded", "point", "field"),
    [ZF_CODES_VISIT_MODE] = LIST("in_person", "phone", "video"),
    [ZF_CODES_OUTCOME] = LIST("seen", "guardian", "nobody", "refused", "with_parents", "boarding",
                              "moved", "not_found", "no_road", "other"),
    [ZF_CODES_CLEAR] = LIST("data", "basic", "important", "social", "growth", "other"),
    [ZF_CODES_SAFETY] = LIST("electricity", "gas", "water_use", "fire", "food", "near_water"),
    [ZF_CODES_HAZARD] = LIST("none", "removed", "reported"),
    [ZF_CODES_AGREEMENT] = LIST("unknown", "signed", "missing"),
    [ZF_CODES_MODE] = LIST("foot", "bicycle", "ebike", "motorcycle", "car"),
    [ZF_CODES_PLACE] = LIST("office", "school", "children", "clinic", "shop", "temple", "well",
                            "tree", "workshop", "hamlet", "bus_stop", "other"),
    [ZF_CODES_SKILL] = LIST("female", "medical", "law", "psychology", "teacher", "police"),
    [ZF_CODES_VOLUNTEER] = LIST("committee", "women", "family", "child_head", "judge", "prosecutor",
                                "lawyer", "teacher", "police", "student", "medical", "social",
                                "elder", "league", "other"),
    [ZF_CODES_DUTY] = LIST("household", "village"),
    [ZF_CODES_PRIORITY] = LIST("overdue", "never_seen", "girl", "parents_stay", "carer_weak",
                               "no_guardian", "retry"),
    [ZF_CODES_CUE] = LIST("start", "straight", "slight_left", "left", "sharp_left", "slight_right",
                          "right", "sharp_right", "u_turn", "roundabout", "bridge", "ford", "ferry",
                          "steps", "road_ends", "park", "stop", "end"),
    [ZF_CODES_UNPLANNED] = LIST("no_shift", "no_position", "unreachable", "skill", "team_size",
                                "pair", "window", "time", "visits", "gap", "lock", "distance"),
    [ZF_CODES_SCOPE] = LIST("in_scope", "age", "category", "exited", "not_yet", "area"),
    [ZF_CODES_STATE] = LIST("seen", "accounted", "scheduled", "unscheduled"),
    [ZF_CODES_FATE] = LIST("new", "changed", "same", "merged", "outside", "quarantined", "excluded"),
    [ZF_CODES_IMPORT] = LIST("areas", "households", "ledger", "volunteers", "pairings", "visits",
                             "roads", "water", "places", "dem", "activities"),
    [ZF_CODES_CLASS] = LIST("under_50", "under_80", "under_target", "target", "undecided", "few",
                            "no_data"),
    [ZF_CODES_NAVIGATION] = LIST("geo", "amap", "tencent"),
    [ZF_CODES_QUESTION] = LIST("one", "many", "number", "text"),
    [ZF_CODES_WEATHER] = LIST("dry", "rain", "ice"),
};
/* clang-format on */

const char *
zf_code(ZfCodeList list, int value)
{
    g_assert(list < ZF_CODES_LISTS && value >= 0 && value < lists[list].n);
    return lists[list].codes[value];
}

int
zf_code_count(ZfCodeList list)
{
    g_assert(list < ZF_CODES_LISTS);
    return lists[list].n;
}

bool
zf_code_find(ZfCodeList list, const char *code, int *value)
{
    for (int i = 0; i < zf_code_count(list); i++) {
        if (strcmp(lists[list].codes[i], code) == 0) {
            *value = i;
            return true;
        }
    }
    return false;
}

char *
zf_codes_format(ZfCodeList list, uint64_t bits)
{
    GString *out = g_string_new(NULL);
    for (int i = 0; i < zf_code_count(list); i++) {
        if (bits >> i & 1) {
            g_string_append_printf(out, "%s%s", out->len ? "," : "", zf_code(list, i));
        }
    }
    return g_string_free(out, FALSE);
}

bool
zf_codes_parse(ZfCodeList list, const char *text, uint64_t *bits)
{
    uint64_t ret = 0;
    g_auto(GStrv) parts = g_strsplit(text, ",", -1);
    for (char **part = parts; *part; part++) {
        int value;
        g_strstrip(*part);
        if (!**part) {
            continue;
        }
        if (!zf_code_find(list, *part, &value)) {
            return false;
        }
        ret |= (uint64_t)1 << value;
    }
    *bits = ret;
    return true;
}

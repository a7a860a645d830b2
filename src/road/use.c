/* What a profile makes of the tags of one way or node. The vocabulary is OpenStreetMap's:
 * https://wiki.openstreetmap.org/wiki/Key:access, /Key:oneway, /Key:barrier, /Tag:route=ferry. */
#include "road/profileimpl.h"

#include <math.h>
#include <string.h>

/* ret: the value decided by the last of keys that is present; which: its index, -1 = none. */
static const char *
last_tag(const ZfWayTag *tags, uint32_t n_tags, char *const *keys, int *which)
{
    const char *value = NULL;
    *which = -1;
    for (int k = 0; keys[k]; k++) {
        for (uint32_t i = 0; i < n_tags; i++) {
            if (strcmp(tags[i].key, keys[k]) == 0) {
                value = tags[i].value;
                *which = k;
            }
        }
    }
    return value;
}

static ZfRoadAccess
access_of_word(const ZfRoadProfile *profile, const char *word)
{
    gpointer found = g_hash_table_lookup(profile->access_values, word);
    return found ? (ZfRoadAccess)(GPOINTER_TO_UINT(found) - 1) : ZF_ROAD_ACCESS_YES;
}

/* "agricultural;forestry": the friendliest of the words counts. */
static ZfRoadAccess
access_of(const ZfRoadProfile *profile, const char *value)
{
    if (!strchr(value, ';')) {
        return access_of_word(profile, value);
    }
    g_auto(GStrv) words = g_strsplit(value, ";", -1);
    ZfRoadAccess best = ZF_ROAD_ACCESS_NO;
    for (size_t i = 0; words[i]; i++) {
        best = MAX(best, access_of_word(profile, g_strstrip(words[i])));
    }
    return best;
}

const char *
zf_road_profile_way_class(const ZfRoadProfile *profile, const ZfWay *way)
{
    const char *highway = zf_way_tag(way, "highway");
    if (highway) {
        const char *mapped = g_hash_table_lookup(profile->classes, highway);
        return mapped ? mapped : highway;
    }
    const char *route = zf_way_tag(way, "route");
    if (route && strcmp(route, "ferry") == 0) {
        return "ferry";
    }
    const char *railway = zf_way_tag(way, "railway");
    const char *transport = zf_way_tag(way, "public_transport");
    if ((railway && strcmp(railway, "platform") == 0) ||
        (transport && strcmp(transport, "platform") == 0)) {
        return "platform";
    }
    const char *man_made = zf_way_tag(way, "man_made");
    return man_made && strcmp(man_made, "pier") == 0 ? "pier" : NULL;
}

/* "25", "00:25", "1:30:00", "PT1H30M", "PT25M". ret: seconds, 0 when it cannot be read. */
static double
duration_s(const char *text)
{
    double value;
    if (zf_text_to_double(text, &value)) {
        return value > 0 && value < 10000 ? value * 60 : 0;
    }
    double total = 0;
    if (text[0] == 'P') {
        double number = 0;
        for (const char *c = text + 1; *c && total < 1e7; c++) {
            if (g_ascii_isdigit(*c)) {
                number = number * 10 + (*c - '0');
            } else {
                total += *c == 'D'   ? number * 86400
                         : *c == 'H' ? number * 3600
                         : *c == 'M' ? number * 60
                         : *c == 'S' ? number
                                     : 0;
                number = 0;
            }
        }
        return total < 1e6 ? total : 0;
    }
    g_auto(GStrv) fields = g_strsplit(text, ":", 4);
    double unit = 3600;
    for (size_t i = 0; i < 3 && fields[i]; i++, unit /= 60) {
        if (!zf_text_to_double(fields[i], &value) || value < 0 || value > 999) {
            return 0;
        }
        total += value * unit;
    }
    return total;
}

/* ret: km/h, 0 when there is no limit or it cannot be read. */
static double
maxspeed_kmh(const char *text)
{
    if (!text) {
        return 0;
    }
    if (strcmp(text, "walk") == 0) {
        return 7;
    }
    char *end = NULL;
    double value = g_ascii_strtod(text, &end);
    if (end == text || !(value > 0) || value > 400) {
        return 0;
    }
    while (*end == ' ') {
        end++;
    }
    return strcmp(end, "mph") == 0 ? value * 1.609344 : value;
}

/* Lowers *percent by the rule of a value; false when it forbids. */
static bool
apply_rule(const ZfRoadProfile *profile, ZfRoadSection section, const char *value, double *percent)
{
    const ZfRoadRule *rule = value ? zf_road_profile_rule(profile, section, value) : NULL;
    if (rule && !rule->no) {
        *percent = MIN(*percent, rule->number);
    }
    return !rule || !rule->no;
}

/* Rules of "key:value" over all tags, and of the bare surface in weather sections. */
static bool
apply_tag_rules(const ZfRoadProfile *profile, ZfRoadSection section, const ZfWay *way,
                const char *way_class, double *percent)
{
    if (g_hash_table_size(profile->sections[section]) == 0) {
        return true;
    }
    for (uint32_t i = 0; i < way->n_tags; i++) {
        char key[96];
        bool highway = strcmp(way->tags[i].key, "highway") == 0;
        g_snprintf(key, sizeof key, "%s:%s", way->tags[i].key,
                   highway ? way_class : way->tags[i].value);
        if (!apply_rule(profile, section, key, percent)) {
            return false;
        }
    }
    return section == ZF_ROAD_SECTION_TAGS ||
           apply_rule(profile, section, zf_way_tag(way, "surface"), percent);
}

/* ret: percent of the class's speed, 0 = not passable. */
static double
condition_percent(const ZfRoadProfile *profile, const ZfWay *way, const char *way_class,
                  ZfRoadWeather weather)
{
    double percent = 1000;
    bool good =
        apply_rule(profile, ZF_ROAD_SECTION_SURFACE, zf_way_tag(way, "surface"), &percent) &&
        apply_rule(profile, ZF_ROAD_SECTION_TRACKTYPE, zf_way_tag(way, "tracktype"), &percent) &&
        apply_rule(profile, ZF_ROAD_SECTION_SMOOTHNESS, zf_way_tag(way, "smoothness"), &percent) &&
        apply_rule(profile, ZF_ROAD_SECTION_SAC_SCALE, zf_way_tag(way, "sac_scale"), &percent) &&
        apply_tag_rules(profile, ZF_ROAD_SECTION_TAGS, way, way_class, &percent);
    if (good && weather == ZF_ROAD_RAIN) {
        good = apply_tag_rules(profile, ZF_ROAD_SECTION_RAIN, way, way_class, &percent);
    }
    if (good && weather == ZF_ROAD_ICE) {
        good = apply_tag_rules(profile, ZF_ROAD_SECTION_ICE, way, way_class, &percent);
    }
    return !good ? 0 : percent == 1000 ? 100 : percent;
}

typedef enum Direction { BOTH, FORWARD, BACKWARD } Direction;

static bool
is_roundabout(const ZfWay *way)
{
    const char *junction = zf_way_tag(way, "junction");
    return junction && (strcmp(junction, "roundabout") == 0 || strcmp(junction, "circular") == 0);
}

static Direction
direction_of(const ZfRoadProfile *profile, const ZfWay *way, const char *way_class)
{
    int which;
    const char *value = last_tag(way->tags, way->n_tags, profile->oneway, &which);
    bool general = profile->oneway[0] && strcmp(profile->oneway[0], "oneway") == 0;
    if (general && profile->mode != ZF_ROAD_CAR && profile->mode != ZF_ROAD_MOTORCYCLE) {
        const char *cycleway = zf_way_tag(way, "cycleway");
        if (which <= 0 && cycleway && g_str_has_prefix(cycleway, "opposite")) {
            return BOTH;
        }
    }
    if (!value) {
        bool implied = is_roundabout(way) || strcmp(way_class, "motorway") == 0;
        return general && implied ? FORWARD : BOTH;
    }
    if (strcmp(value, "-1") == 0 || strcmp(value, "reverse") == 0) {
        return BACKWARD;
    }
    bool one = strcmp(value, "yes") == 0 || strcmp(value, "1") == 0 || strcmp(value, "true") == 0;
    return one ? FORWARD : BOTH;
}

/* May this mode use the way, and is a private way's gate to be paid? explicit: a tag more special
 * than `access` says so. */
static ZfRoadAccess
way_access(const ZfRoadProfile *profile, const ZfWay *way, bool *explicit, const char **value)
{
    int which;
    *value = last_tag(way->tags, way->n_tags, profile->access, &which);
    *explicit = which > 0;
    return *value ? access_of(profile, *value) : ZF_ROAD_ACCESS_YES;
}

static void
set_ferry(const ZfRoadProfile *profile, const ZfWay *way, ZfRoadUse *use)
{
    const char *duration = zf_way_tag(way, "duration");
    use->ferry_s = duration ? duration_s(duration) : 0;
    use->wait_s = profile->ferry_wait_s;
    use->stop = false;
}

/* Dismounting where the tags ask for it. */
static void
set_dismount(const char *value, ZfRoadUse *use, double *kmh)
{
    if (value && strcmp(value, "dismount") == 0) {
        use->push = true;
        *kmh = MIN(*kmh, 4.5);
    }
}

bool
zf_road_profile_use(const ZfRoadProfile *profile, const ZfWay *way, ZfRoadWeather weather,
                    ZfRoadUse *ret)
{
    *ret = (ZfRoadUse){.stop = true};
    const char *way_class = zf_road_profile_way_class(profile, way);
    if (!way_class) {
        return false;
    }
    bool explicit;
    const char *value;
    ZfRoadAccess access = way_access(profile, way, &explicit, &value);
    bool ferry = strcmp(way_class, "ferry") == 0;
    const ZfRoadRule ferry_rule = {.number = profile->ferry_kmh};
    const ZfRoadRule *rule =
        ferry ? &ferry_rule : zf_road_profile_rule(profile, ZF_ROAD_SECTION_CLASS, way_class);
    if (access == ZF_ROAD_ACCESS_NO || !rule || (rule->no && (!explicit || rule->number <= 0))) {
        return false;
    }
    double percent = ferry ? 100 : condition_percent(profile, way, way_class, weather);
    double kmh = rule->number;
    double limit = maxspeed_kmh(zf_way_tag(way, "maxspeed"));
    if (profile->maxspeed && limit > 0 && !ferry) {
        kmh = MIN(kmh, limit);
    }
    ret->push = rule->push && !explicit;
    if (rule->push && explicit) {
        kmh = MAX(kmh, 10);
    }
    set_dismount(value, ret, &kmh);
    kmh = kmh * percent / 100;
    if (kmh <= 0) {
        return false;
    }
    Direction direction = ret->push ? BOTH : direction_of(profile, way, way_class);
    ret->forward_kmh = direction == BACKWARD ? 0 : kmh;
    ret->backward_kmh = direction == FORWARD ? 0 : kmh;
    ret->ask_s = access == ZF_ROAD_ACCESS_ASK ? profile->ask_s : 0;
    ret->roundabout = is_roundabout(way);
    ret->stop = !g_strv_contains((const char *const *)profile->nostop, way_class);
    if (ferry) {
        set_ferry(profile, way, ret);
    }
    return true;
}

bool
zf_road_profile_pass(const ZfRoadProfile *profile, const ZfWayNode *node, double *delay_s)
{
    *delay_s = 0;
    const ZfWay tags = {.tags = node->tags, .n_tags = node->n_tags};
    const char *barrier = zf_way_tag(&tags, "barrier");
    if (!barrier) {
        return true;
    }
    bool explicit;
    const char *value;
    ZfRoadAccess access = way_access(profile, &tags, &explicit, &value);
    const ZfRoadRule *rule = zf_road_profile_rule(profile, ZF_ROAD_SECTION_BARRIER, barrier);
    if (access == ZF_ROAD_ACCESS_NO || (rule && rule->no && !explicit)) {
        return false;
    }
    *delay_s = rule && !rule->no ? rule->number : 0;
    if (access == ZF_ROAD_ACCESS_ASK) {
        *delay_s += profile->ask_s;
    }
    return true;
}

#include "ingest/areamatch.h"

#include <math.h>
#include <string.h>

enum { POINT_ONLY_RADIUS_M = 1500 };

typedef struct Village {
    int32_t area;
    const ZfPolygon *shape;
    char *stripped;
} Village;

struct AreaMatch {
    const ZfSnapshot *known;
    GArray *villages;  /* Village */
    GHashTable *names; /* every name and alias -> GArray of int32_t areas */
    GHashTable *stripped;
    GPtrArray *texts;   /* owns keys */
    ZfAreaIndex *index; /* over villages, NULL without polygons */
    const ZfPolygon **shapes;
    const char **keys;
};

char *
zf_area_name_stripped(const char *name)
{
    static const char *const suffixes[] = {
        "社区居民委员会", "社区居委会", "村民委员会", "居民委员会", "村委会",  "居委会",
        "社区",           "行政村",     "村",         " commune",   " village"};
    g_autofree char *clean = zf_text_clean(name, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        size_t length = strlen(clean);
        size_t cut = strlen(suffixes[i]);
        bool wide = (unsigned char)suffixes[i][0] >= 0x80;
        if (g_str_has_suffix(clean, suffixes[i]) && length >= cut + (wide ? 3 : 2)) {
            clean[length - cut] = '\0';
            i = wide ? 7 : G_N_ELEMENTS(suffixes); /* 柏垭村村委会 still ends in 村 */
        }
    }
    return g_steal_pointer(&clean);
}

static void
add_name(AreaMatch *match, GHashTable *table, const char *name, int32_t area)
{
    if (!*name) {
        return;
    }
    GArray *areas = g_hash_table_lookup(table, name);
    if (!areas) {
        areas = g_array_new(FALSE, FALSE, sizeof(int32_t));
        char *key = g_strdup(name);
        g_ptr_array_add(match->texts, key);
        g_hash_table_insert(table, key, areas);
    }
    for (guint i = 0; i < areas->len; i++) {
        if (g_array_index(areas, int32_t, i) == area) {
            return;
        }
    }
    g_array_append_val(areas, area);
}

static void
add_village(AreaMatch *match, int32_t index)
{
    const ZfArea *area = &match->known->areas[index];
    Village village = {index, area->shape, zf_area_name_stripped(area->name)};
    g_array_append_val(match->villages, village);
    g_autofree char *clean = zf_text_clean(area->name, NULL);
    add_name(match, match->names, area->code, index);
    add_name(match, match->names, clean, index);
    add_name(match, match->stripped, village.stripped, index);
    g_auto(GStrv) aliases = g_strsplit(area->aliases, "|", -1);
    for (char **alias = aliases; *alias; alias++) {
        g_autofree char *one = zf_text_clean(*alias, NULL);
        g_autofree char *bare = zf_area_name_stripped(one);
        add_name(match, match->names, one, index);
        add_name(match, match->stripped, bare, index);
    }
}

static void
build_index(AreaMatch *match)
{
    size_t n = match->known ? match->villages->len : 0;
    bool any = false;
    match->shapes = g_new0(const ZfPolygon *, n + 1);
    match->keys = g_new0(const char *, n + 1);
    for (size_t i = 0; i < n; i++) {
        const Village *village = &g_array_index(match->villages, Village, i);
        match->shapes[i] = village->shape;
        match->keys[i] = match->known->areas[village->area].code;
        any |= village->shape != NULL;
    }
    if (any) {
        match->index = zf_area_index_new(match->shapes, match->keys, n);
    }
}

AreaMatch *
zf_area_match_new(const ZfSnapshot *known)
{
    AreaMatch *match = g_new0(AreaMatch, 1);
    match->known = known;
    match->villages = g_array_new(FALSE, FALSE, sizeof(Village));
    match->texts = g_ptr_array_new_with_free_func(g_free);
    match->names =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    match->stripped =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    for (size_t i = 0; known && i < known->n_areas; i++) {
        if (known->areas[i].level == ZF_LEVEL_VILLAGE) {
            add_village(match, (int32_t)i);
        }
    }
    build_index(match);
    return match;
}

void
zf_area_match_free(AreaMatch *match)
{
    if (!match) {
        return;
    }
    for (guint i = 0; i < match->villages->len; i++) {
        g_free(g_array_index(match->villages, Village, i).stripped);
    }
    g_array_unref(match->villages);
    g_hash_table_unref(match->names);
    g_hash_table_unref(match->stripped);
    g_ptr_array_unref(match->texts);
    zf_area_index_free(match->index);
    g_free(match->shapes);
    g_free(match->keys);
    g_free(match);
}

size_t
zf_area_match_count(const AreaMatch *match)
{
    return match->villages->len;
}

bool
zf_area_match_has_shapes(const AreaMatch *match)
{
    return match->index != NULL;
}

/* Does an ancestor of the area bear that name (as a whole or as the start or end of the text)? */
static bool
lies_in(const AreaMatch *match, int32_t area, const char *town)
{
    const ZfSnapshot *known = match->known;
    for (int32_t i = known->areas[area].parent_index; i >= 0; i = known->areas[i].parent_index) {
        const char *name = known->areas[i].name;
        if (*name &&
            (strcmp(known->areas[i].code, town) == 0 || strstr(town, name) || strstr(name, town))) {
            return true;
        }
    }
    return false;
}

/* One area of several by its town. ret: AREA_SEVERAL or good. */
static AreaFound
narrow(const AreaMatch *match, const GArray *areas, const char *town, AreaFound good, int32_t *ret)
{
    int32_t found = -1;
    size_t n = 0;
    if (areas->len == 1) {
        *ret = g_array_index(areas, int32_t, 0);
        return good;
    }
    for (guint i = 0; town && *town && i < areas->len; i++) {
        int32_t area = g_array_index(areas, int32_t, i);
        if (lies_in(match, area, town)) {
            found = area;
            n++;
        }
    }
    if (n != 1) {
        return AREA_SEVERAL;
    }
    *ret = found;
    return good;
}

/* The longest village name that stands inside the text; homonyms are told apart by the text itself
 * ("鹿鸣乡柏垭村3组"). */
static AreaFound
find_inside(const AreaMatch *match, const char *text, const char *town, int32_t *ret)
{
    g_autoptr(GArray) best = g_array_new(FALSE, FALSE, sizeof(int32_t));
    size_t longest = 0;
    for (guint i = 0; i < match->villages->len; i++) {
        int32_t area = g_array_index(match->villages, Village, i).area;
        const char *name = match->known->areas[area].name;
        size_t length = strlen(name);
        if (length < 6 || length < longest || !strstr(text, name)) {
            continue;
        }
        if (length > longest) {
            g_array_set_size(best, 0);
            longest = length;
        }
        g_array_append_val(best, area);
    }
    if (best->len == 0) {
        return AREA_NONE;
    }
    g_autofree char *hint = g_strconcat(town ? town : "", " ", text, NULL);
    return narrow(match, best, hint, AREA_INSIDE, ret);
}

/* One wrong, missing or extra character in a stripped name of two or more. */
static AreaFound
find_fuzzy(const AreaMatch *match, const char *stripped, const char *town, int32_t *ret)
{
    g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(int32_t));
    if (g_utf8_strlen(stripped, -1) < 2) {
        return AREA_NONE;
    }
    for (guint i = 0; i < match->villages->len; i++) {
        const Village *village = &g_array_index(match->villages, Village, i);
        if (g_utf8_strlen(village->stripped, -1) >= 2 &&
            zf_text_distance(village->stripped, stripped, 1) <= 1) {
            g_array_append_val(near, village->area);
        }
    }
    return near->len ? narrow(match, near, town, AREA_FUZZY, ret) : AREA_NONE;
}

AreaFound
zf_area_match_text(const AreaMatch *match, const char *text, const char *town, int32_t *ret_area)
{
    g_autofree char *clean = zf_text_clean(text, NULL);
    *ret_area = -1;
    if (!*clean) {
        return AREA_NONE;
    }
    const GArray *areas = g_hash_table_lookup(match->names, clean);
    if (areas) {
        bool code = clean[strspn(clean, "0123456789")] == '\0';
        return narrow(match, areas, town, code ? AREA_CODE : AREA_EXACT, ret_area);
    }
    g_autofree char *stripped = zf_area_name_stripped(clean);
    areas = g_hash_table_lookup(match->stripped, stripped);
    if (areas) {
        return narrow(match, areas, town, AREA_STRIPPED, ret_area);
    }
    AreaFound inside = find_inside(match, clean, town, ret_area);
    return inside != AREA_NONE ? inside : find_fuzzy(match, stripped, town, ret_area);
}

int32_t
zf_area_match_locate(const AreaMatch *match, ZfLonLat point)
{
    int32_t found = -1;
    if (match->index) {
        zf_area_index_locate(match->index, &point, 1, &found);
    }
    return found < 0 ? -1 : g_array_index(match->villages, Village, found).area;
}

double
zf_area_match_distance_m(const AreaMatch *match, int32_t area, ZfLonLat point)
{
    const ZfPolygon *shape = match->known->areas[area].shape;
    if (!shape) {
        return -1;
    }
    return zf_polygon_holds(shape, point) ? 0 : zf_polygon_border_distance_m(shape, point);
}

int32_t
zf_area_match_nearest(const AreaMatch *match, ZfLonLat point, double limit_m, double *distance_m)
{
    int32_t found =
        match->index ? zf_area_index_nearest(match->index, point, limit_m, distance_m) : -1;
    return found < 0 ? -1 : g_array_index(match->villages, Village, found).area;
}

int32_t
zf_area_match_nearest_point(const AreaMatch *match, ZfLonLat point)
{
    int32_t best = -1;
    double best_m = INFINITY;
    for (guint i = 0; i < match->villages->len; i++) {
        int32_t area = g_array_index(match->villages, Village, i).area;
        const ZfArea *known = &match->known->areas[area];
        double d = known->has_point ? zf_distance_m(known->point, point) : INFINITY;
        if (d < best_m) {
            best_m = d;
            best = area;
        }
    }
    return best;
}

bool
zf_area_match_circle(const AreaMatch *match, int32_t area, ZfLonLat *centre, int32_t *radius_m)
{
    const ZfArea *known = &match->known->areas[area];
    if (!known->shape && !known->has_point) {
        return false;
    }
    *centre = known->has_point ? known->point : zf_polygon_pole(known->shape, 10, NULL);
    double radius = known->shape ? 0 : POINT_ONLY_RADIUS_M;
    for (uint32_t i = 0; known->shape && i < known->shape->n_points; i++) {
        radius = fmax(radius, zf_distance_m(*centre, known->shape->points[i]));
    }
    *radius_m = (int32_t)fmin(ceil(radius), 100000);
    return true;
}

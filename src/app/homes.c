/* Correcting a home by hand. */
#include <string.h>

#include "app/figures.h"
#include "app/inside.h"
#include "app/people.h"

/* "a..b" into two parts; false without "..". */
static bool
split_range(const char *text, char **first, char **last)
{
    const char *dots = strstr(text, "..");
    if (!dots) {
        return false;
    }
    *first = g_strndup(text, (gsize)(dots - text));
    *last = g_strdup(dots + 2);
    return true;
}

static bool
set_point(ZfHousehold *home, const char *value)
{
    g_auto(GStrv) parts = g_strsplit(value, ",", 3);
    ZfLonLat point;
    if (g_strv_length(parts) != 2 || !zf_text_to_double(g_strstrip(parts[0]), &point.lon) ||
        !zf_text_to_double(g_strstrip(parts[1]), &point.lat) || point.lon < -180 ||
        point.lon > 180 || point.lat < -90 || point.lat > 90) {
        return false;
    }
    home->has_point = true;
    home->point = point;
    home->location = ZF_LOCATION_FIELD;
    home->accuracy_m = 10;
    return true;
}

static bool
set_back(ZfHousehold *home, const char *value)
{
    g_autofree char *first = NULL;
    g_autofree char *last = NULL;
    if (!split_range(value, &first, &last)) {
        return zf_date_parse(value, &home->back_date);
    }
    return zf_date_parse(first, &home->back_date) &&
           (!*last || zf_date_parse(last, &home->back_until));
}

static bool
set_window(ZfHousehold *home, const char *value)
{
    g_autofree char *first = NULL;
    g_autofree char *last = NULL;
    return split_range(value, &first, &last) && zf_time_parse(first, &home->window_from_s) &&
           zf_time_parse(last, &home->window_to_s) && home->window_from_s < home->window_to_s;
}

static bool
set_traits(ZfHousehold *home, const char *value)
{
    uint64_t bits;
    if (!zf_codes_parse(ZF_CODES_TRAIT, value, &bits)) {
        return false;
    }
    home->traits = (uint32_t)bits;
    return true;
}

static bool
set_area(const ZfSnapshot *snapshot, ZfHousehold *home, const char *value)
{
    int32_t area = zf_app_find_area(snapshot, value, NULL);
    if (area < 0) {
        return false;
    }
    home->declared_area = snapshot->areas[area].code;
    return true;
}

typedef struct TextField {
    const char *key;
    size_t offset;
    unsigned field;
} TextField;

static const TextField text_fields[] = {
    {"number", offsetof(ZfHousehold, number), ZF_FIELD_NUMBER},
    {"group", offsetof(ZfHousehold, group), ZF_FIELD_GROUP},
    {"address", offsetof(ZfHousehold, address), ZF_FIELD_ADDRESS},
    {"landmark", offsetof(ZfHousehold, landmark), ZF_FIELD_LANDMARK},
    {"note", offsetof(ZfHousehold, note), ZF_FIELD_NOTE},
};

/* ret: the field that was set, 0 when key or value is not understood. */
static unsigned
set_one(const ZfSnapshot *snapshot, ZfHousehold *home, const char *key, const char *value)
{
    for (size_t i = 0; i < G_N_ELEMENTS(text_fields); i++) {
        if (strcmp(key, text_fields[i].key) == 0) {
            *(const char **)((char *)home + text_fields[i].offset) = value;
            return text_fields[i].field;
        }
    }
    if (strcmp(key, "point") == 0) {
        return set_point(home, value) ? ZF_FIELD_POINT : 0;
    }
    if (strcmp(key, "area") == 0) {
        return set_area(snapshot, home, value) ? ZF_FIELD_AREA : 0;
    }
    if (strcmp(key, "back") == 0) {
        return set_back(home, value) ? ZF_FIELD_BACK : 0;
    }
    if (strcmp(key, "window") == 0) {
        return set_window(home, value) ? ZF_FIELD_WINDOW : 0;
    }
    if (strcmp(key, "weekend") == 0) {
        home->weekend_only = strcmp(value, "yes") == 0;
        return ZF_FIELD_WINDOW;
    }
    if (strcmp(key, "traits") == 0) {
        return set_traits(home, value) ? ZF_FIELD_TRAITS : 0;
    }
    if (strcmp(key, "exit") == 0) {
        return zf_date_parse(value, &home->exit) ? ZF_FIELD_EXIT : 0;
    }
    return 0;
}

/* A new position lies in a village; the declared one stays the ledger's. */
void
zf_app_locate_home(const ZfSnapshot *snapshot, ZfHousehold *home)
{
    g_autofree const ZfPolygon **shapes = g_new0(const ZfPolygon *, snapshot->n_areas + 1);
    g_autofree const char **codes = g_new0(const char *, snapshot->n_areas + 1);
    for (size_t i = 0; i < snapshot->n_areas; i++) {
        bool village = snapshot->areas[i].level == ZF_LEVEL_VILLAGE;
        shapes[i] = village ? snapshot->areas[i].shape : NULL;
        codes[i] = snapshot->areas[i].code;
    }
    g_autoptr(ZfAreaIndex) index = zf_area_index_new(shapes, codes, snapshot->n_areas);
    int32_t area;
    zf_area_index_locate(index, &home->point, 1, &area);
    home->located_area = area >= 0 ? snapshot->areas[area].code : "";
}

bool
zf_app_household_edit(ZfApp *app, const char *household, const char *const *settings,
                      GError **error)
{
    g_autoptr(ZfSnapshot) snapshot =
        zf_store_load(app->store, NULL, ZF_LOAD_ALL, ZF_DATE_NONE, error);
    int32_t index = snapshot ? zf_app_find_household(snapshot, household, error) : -1;
    if (index < 0) {
        return false;
    }
    ZfHousehold home = snapshot->households[index];
    unsigned fields = 0;
    for (int i = 0; settings[i]; i++) {
        const char *equals = strchr(settings[i], '=');
        g_autofree char *key =
            equals ? g_strndup(settings[i], (gsize)(equals - settings[i])) : NULL;
        unsigned field = key ? set_one(snapshot, &home, key, equals + 1) : 0;
        if (!field) {
            g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE,
                        _("%s is not understood; “zoufang household --help” lists what can be "
                          "set"),
                        settings[i]);
            return false;
        }
        fields |= field;
    }
    if (fields & ZF_FIELD_POINT) {
        zf_app_locate_home(snapshot, &home);
    }
    return zf_store_household_edit(app->store, &home, fields, ZF_DATE_NONE, error);
}

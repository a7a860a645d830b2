#include "ingest/homes.h"

#include <math.h>
#include <string.h>

enum {
    BORDER_TOLERANCE_M = 200, /* villages' borders are drawn no better */
    OUTSIDE_LIMIT_M = 500,    /* a home without a claimed village may lie so far from any */
    CROWD = 5,       /* so many homes at one point, and half of their village's: an office */
    GROUP_LEAST = 3, /* located homes needed for a group's circle */
    GROUP_MARGIN_M = 100,
    FAR_M = 30000, /* no home is so far from the middle of its village */
};

bool
zf_homes_init(Homes *homes, In *in, GError **error)
{
    *homes = (Homes){.in = in, .known = in->context ? in->context->known : NULL};
    homes->match = zf_area_match_new(homes->known);
    homes->claims = g_new0(int32_t, in->rows->len + 1);
    homes->points = g_new0(InPoint, in->rows->len + 1);
    homes->by_key = g_hash_table_new(g_str_hash, g_str_equal);
    if (in->context && in->context->n_water > 0) {
        homes->water = zf_area_index_new(in->context->water, NULL, in->context->n_water);
    }
    return zf_in_claims(in, homes->match, homes->claims, error) &&
           zf_in_points(in, homes->match, homes->claims, homes->points, error);
}

void
zf_homes_clear(Homes *homes)
{
    zf_area_match_free(homes->match);
    zf_area_index_free(homes->water);
    g_free(homes->claims);
    g_free(homes->points);
    if (homes->by_key) {
        g_hash_table_unref(homes->by_key);
    }
}

static const char *
area_code(const Homes *homes, int32_t area)
{
    return area < 0 ? "" : zf_batch_text(homes->in->batch, homes->known->areas[area].code);
}

const char *
zf_homes_claim(const Homes *homes, guint row)
{
    return area_code(homes, homes->claims[row]);
}

static ZfField
point_field(const In *in, const InRow *row)
{
    return zf_in_has(in, row, ZF_WHOM_SELF, ZF_F_LONLAT) ? ZF_F_LONLAT
           : zf_in_has(in, row, ZF_WHOM_SELF, ZF_F_LON)  ? ZF_F_LON
                                                         : ZF_F_COUNT;
}

static void
quarantine_far(Homes *homes, InRow *row, int32_t claim, int32_t inside, double away)
{
    const ZfArea *areas = homes->known->areas;
    g_autofree char *message =
        inside >= 0
            ? g_strdup_printf(_("the position lies in %s, %.0f m outside %s, which the row names"),
                              areas[inside].name, away, areas[claim].name)
            : g_strdup_printf(_("the position lies %.0f m outside %s and in no known village"),
                              away, areas[claim].name);
    zf_in_quarantine(homes->in, row, ZF_WHOM_SELF, point_field(homes->in, row), "outside-village",
                     message, _("correct the village or the coordinates (longitude, latitude)"));
}

/* A point in a row that claims a village with a polygon. */
static bool
check_claim(Homes *homes, InRow *row, int32_t claim, int32_t inside, ZfLonLat point)
{
    double away = zf_area_match_distance_m(homes->match, claim, point);
    if (inside == claim || away <= 0) {
        return true;
    }
    if (away > BORDER_TOLERANCE_M) {
        quarantine_far(homes, row, claim, inside, away);
        return false;
    }
    g_autofree char *message = g_strdup_printf(
        _("the position lies %.0f m outside %s; that is within the tolerance of the "
          "border"),
        away, homes->known->areas[claim].name);
    zf_in_find(homes->in, row, ZF_WHOM_SELF, point_field(homes->in, row), ZF_SEVERITY_WARNING,
               "border", message, NULL);
    return true;
}

/* A point in a row that claims nothing, in no village. ret: the area taken, -1 when quarantined. */
static int32_t
near_village(Homes *homes, InRow *row, ZfLonLat point)
{
    double away = 0;
    int32_t near = zf_area_match_nearest(homes->match, point, OUTSIDE_LIMIT_M, &away);
    if (near < 0) {
        zf_in_quarantine(homes->in, row, ZF_WHOM_SELF, point_field(homes->in, row), "outside-all",
                         _("the position lies in no known village"),
                         _("correct the coordinates, or import the villages of that region"));
        return -1;
    }
    g_autofree char *message =
        g_strdup_printf(_("the position lies in no village; the nearest, %s, is %.0f m away"),
                        homes->known->areas[near].name, away);
    zf_in_find(homes->in, row, ZF_WHOM_SELF, point_field(homes->in, row), ZF_SEVERITY_WARNING,
               "outside-near", message, NULL);
    return near;
}

/* The smallest area above a village that has a polygon, -1 none. */
static int32_t
shape_above(const ZfSnapshot *known, int32_t area)
{
    do {
        area = known->areas[area].parent_index;
    } while (area >= 0 && !known->areas[area].shape);
    return area;
}

/* A point in a row that claims a village without a polygon: it must lie in the township or county,
 * or at least not absurdly far. ret: false when quarantined. */
static bool
check_region(Homes *homes, InRow *row, int32_t claim, ZfLonLat point)
{
    const ZfArea *areas = homes->known->areas;
    int32_t above = shape_above(homes->known, claim);
    double away = 0;
    double limit = FAR_M;
    const char *name = areas[claim].name;
    if (above >= 0 && !zf_polygon_holds(areas[above].shape, point)) {
        away = zf_polygon_border_distance_m(areas[above].shape, point);
        limit = BORDER_TOLERANCE_M;
        name = areas[above].name;
    } else if (above < 0 && areas[claim].has_point) {
        away = zf_distance_m(areas[claim].point, point);
    }
    if (away <= limit) {
        return true;
    }
    g_autofree char *message =
        above >= 0 ? g_strdup_printf(_("the position lies %.0f m outside %s"), away, name)
                   : g_strdup_printf(_("the position lies %.0f km from %s, which the row names"),
                                     away / 1000, name);
    zf_in_quarantine(homes->in, row, ZF_WHOM_SELF, point_field(homes->in, row), "outside-region",
                     message, _("correct the village or the coordinates (longitude, latitude)"));
    return false;
}

/* ret: false when the point lies in a lake or river, and the row is quarantined for it. */
static bool
check_water(Homes *homes, InRow *row, ZfLonLat point)
{
    const ZfIngestContext *context = homes->in->context;
    int32_t lake = -1;
    if (!homes->water) {
        return true;
    }
    zf_area_index_locate(homes->water, &point, 1, &lake);
    double shore = lake < 0 ? 0 : zf_polygon_border_distance_m(context->water[lake], point);
    if (shore <= ZF_INGEST_SHORE_M) {
        return true;
    }
    g_autofree char *message =
        g_strdup_printf(_("the position lies in the water, %.0f m from the shore"), shore);
    zf_in_quarantine(homes->in, row, ZF_WHOM_SELF, point_field(homes->in, row), "in-water", message,
                     _("correct the coordinates (longitude, latitude)"));
    return false;
}

static bool
place_point(Homes *homes, guint i, ZfHousehold *home)
{
    InRow *row = ZF_IN_ROW(homes->in, i);
    const InPoint *point = &homes->points[i];
    int32_t claim = homes->claims[i];
    int32_t inside = zf_area_match_locate(homes->match, point->point);
    bool shaped = claim >= 0 && homes->known->areas[claim].shape;
    if (shaped && !check_claim(homes, row, claim, inside, point->point)) {
        return false;
    }
    if ((claim >= 0 && !shaped && !check_region(homes, row, claim, point->point)) ||
        !check_water(homes, row, point->point)) {
        return false;
    }
    if (inside < 0 && claim < 0 && zf_area_match_has_shapes(homes->match)) {
        inside = near_village(homes, row, point->point);
        if (inside < 0) {
            return false;
        }
    }
    home->located_area = area_code(homes, inside);
    home->has_point = true;
    home->point = point->point;
    home->accuracy_m = point->accuracy_m;
    home->location = ZF_LOCATION_POINT;
    if (point->accuracy_m > ZF_LOCATED_M) {
        g_autofree char *message = g_strdup_printf(
            _("too few digits: the position is good to about %d m only"), point->accuracy_m);
        zf_in_find(homes->in, row, ZF_WHOM_SELF, point_field(homes->in, row), ZF_SEVERITY_WARNING,
                   "coarse-point", message, _("give at least five digits behind the point"));
    }
    return true;
}

bool
zf_homes_place(Homes *homes, guint i, ZfHousehold *home)
{
    In *in = homes->in;
    InRow *row = ZF_IN_ROW(in, i);
    const InPoint *point = &homes->points[i];
    home->declared_area = zf_homes_claim(homes, i);
    if (point->state == IN_POINT_BAD) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, point_field(in, row), "coordinate-unread",
                         _("the coordinates cannot be read"),
                         _("write longitude and latitude as decimal degrees, 109.856933 and "
                           "28.979955; minutes and seconds stay below 60"));
        return false;
    }
    if (point->state == IN_POINT_PLACEHOLDER) {
        zf_in_find(in, row, ZF_WHOM_SELF, point_field(in, row), ZF_SEVERITY_WARNING,
                   "coordinate-placeholder",
                   _("nobody measured this position; the home counts as not located"), NULL);
    }
    if (point->state == IN_POINT_OK) {
        return place_point(homes, i, home);
    }
    if (homes->claims[i] < 0) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_COUNT, "no-place",
                         _("neither a village nor a position is given"),
                         _("fill in the village, or the coordinates"));
        return false;
    }
    return true;
}

/* 留守妇女 近水 … in a free text. */
static uint32_t
traits_of(const char *text)
{
    static const struct {
        const char *word;
        uint32_t trait;
    } words[] = {{"留守妇女", ZF_TRAIT_LEFT_BEHIND_WIFE},
                 {"独居", ZF_TRAIT_ISOLATED},
                 {"偏远", ZF_TRAIT_ISOLATED},
                 {"单门独户", ZF_TRAIT_ISOLATED},
                 {"孤立", ZF_TRAIT_ISOLATED},
                 {"近水", ZF_TRAIT_NEAR_WATER},
                 {"临水", ZF_TRAIT_NEAR_WATER},
                 {"有狗", ZF_TRAIT_DOG},
                 {"养狗", ZF_TRAIT_DOG},
                 {"犬", ZF_TRAIT_DOG},
                 {"年老体弱", ZF_TRAIT_CARER_WEAK},
                 {"体弱", ZF_TRAIT_CARER_WEAK},
                 {"不返乡", ZF_TRAIT_PARENTS_STAY},
                 {"父母不回", ZF_TRAIT_PARENTS_STAY}};
    uint64_t coded;
    uint32_t set = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        set |= strstr(text, words[i].word) ? words[i].trait : 0;
    }
    if (set == 0 && zf_codes_parse(ZF_CODES_TRAIT, text, &coded)) {
        set = (uint32_t)coded;
    }
    return set;
}

static void
describe_times(Homes *homes, guint i, ZfHousehold *home)
{
    In *in = homes->in;
    InRow *row = ZF_IN_ROW(in, i);
    g_autofree char *back = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_BACK_DATE);
    if (strstr(back, "不")) { /* 不返乡, 春节不回 */
        home->traits |= ZF_TRAIT_PARENTS_STAY;
    } else {
        home->back_date = zf_in_optional_day(in, row, ZF_WHOM_SELF, ZF_F_BACK_DATE);
    }
    home->back_until = zf_in_optional_day(in, row, ZF_WHOM_SELF, ZF_F_BACK_UNTIL);
    home->entry = zf_in_optional_day(in, row, ZF_WHOM_SELF, ZF_F_ENTRY);
    home->exit = zf_in_optional_day(in, row, ZF_WHOM_SELF, ZF_F_EXIT);
    home->exit_reason = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_EXIT_REASON);
    g_autofree char *span = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_VISIT_TIME);
    if (zf_parse_span(span, &home->window_from_s, &home->window_to_s, &home->weekend_only) ==
        ZF_PARSED_BAD) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_VISIT_TIME, ZF_SEVERITY_WARNING, "span-unread",
                   _("these hours were not understood; any time will be planned"),
                   _("write them like 09:00-17:00, 上午, 下午 or 周末"));
    }
}

void
zf_homes_name(Homes *homes, guint i, ZfHousehold *home)
{
    In *in = homes->in;
    InRow *row = ZF_IN_ROW(in, i);
    g_autofree char *group = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_GROUP);
    g_autofree char *address = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_ADDRESS);
    g_autofree char *even = *group ? zf_parse_group(group) : zf_group_in_address(address);
    home->group = zf_batch_text(in->batch, even);
    home->address = zf_batch_text(in->batch, address);
    home->number = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_NUMBER);
}

void
zf_homes_describe(Homes *homes, guint i, ZfHousehold *home)
{
    In *in = homes->in;
    InRow *row = ZF_IN_ROW(in, i);
    g_autofree char *traits = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_TRAITS);
    zf_homes_name(homes, i, home);
    home->landmark = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_LANDMARK);
    home->note = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_NOTE);
    home->traits |= traits_of(traits);
    describe_times(homes, i, home);
}

const char *
zf_homes_number_key(const Homes *homes, const char *village, const char *number)
{
    g_autofree char *key =
        *village ? g_strdup_printf("h-%s-%s", village, number) : g_strdup_printf("h-%s", number);
    int32_t known = homes->known ? zf_snapshot_household(homes->known, key) : -1;
    if (known < 0 && homes->known && !*village) { /* the number alone, when only one home has it */
        int32_t found = -1;
        size_t n = 0;
        for (size_t i = 0; i < homes->known->n_households; i++) {
            if (strcmp(homes->known->households[i].number, number) == 0) {
                found = (int32_t)i;
                n++;
            }
        }
        if (n == 1) {
            return zf_batch_text(homes->in->batch, homes->known->households[found].id);
        }
    }
    return zf_batch_text(homes->in->batch, key);
}

ZfHousehold *
zf_homes_find(const Homes *homes, const char *key)
{
    guint found = GPOINTER_TO_UINT(g_hash_table_lookup(homes->by_key, key));
    return found ? &g_array_index(homes->in->batch->households, ZfHousehold, found - 1) : NULL;
}

ZfHousehold *
zf_homes_add(Homes *homes, const ZfHousehold *home)
{
    ZfHousehold *added = zf_batch_add_household(homes->in->batch);
    *added = *home;
    g_hash_table_insert(homes->by_key, (gpointer)added->id,
                        GUINT_TO_POINTER(homes->in->batch->households->len));
    return added;
}

static const char *
area_of(const ZfHousehold *home)
{
    return *home->declared_area ? home->declared_area : home->located_area;
}

/* Many homes of a village at exactly one point: somebody typed the office's position. */
static void
thin_crowds(Homes *homes)
{
    GArray *all = homes->in->batch->households;
    g_autoptr(GHashTable) at = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) in_village = g_hash_table_new(g_str_hash, g_str_equal);
    for (int pass = 0; pass < 2; pass++) {
        size_t thinned = 0;
        for (guint i = 0; i < all->len; i++) {
            ZfHousehold *home = &g_array_index(all, ZfHousehold, i);
            if (home->location != ZF_LOCATION_POINT) {
                continue;
            }
            g_autofree char *key = g_strdup_printf("%s %.0f %.0f", area_of(home),
                                                   home->point.lon * 1e6, home->point.lat * 1e6);
            guint here = GPOINTER_TO_UINT(g_hash_table_lookup(at, key));
            guint village = GPOINTER_TO_UINT(g_hash_table_lookup(in_village, area_of(home)));
            if (pass == 0) {
                g_hash_table_insert(at, g_steal_pointer(&key), GUINT_TO_POINTER(here + 1));
                g_hash_table_insert(in_village, (gpointer)area_of(home),
                                    GUINT_TO_POINTER(village + 1));
            } else if (here >= CROWD && here * 2 >= village) {
                home->location = ZF_LOCATION_VILLAGE;
                home->has_point = false;
                thinned++;
            }
        }
        if (thinned > 0) {
            g_autofree char *message =
                g_strdup_printf(_("%zu homes stand at one and the same point of their village (an "
                                  "office?); they count as not located"),
                                thinned);
            zf_findings_add_at(homes->in->findings, ZF_SEVERITY_WARNING, "crowd", homes->in->file,
                               NULL, 0, 0, NULL, message, NULL);
        }
    }
}

typedef struct Circle {
    double lon, lat; /* sums, then the middle */
    double radius_m;
    guint n;
} Circle;

static char *
group_key(const ZfHousehold *home)
{
    return *home->group ? g_strconcat(area_of(home), "/", home->group, NULL) : NULL;
}

/* The middle and the reach of the located homes of every group. */
static GHashTable *
group_circles(const Homes *homes)
{
    GHashTable *circles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    GArray *all = homes->in->batch->households;
    for (int pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < all->len; i++) {
            const ZfHousehold *home = &g_array_index(all, ZfHousehold, i);
            g_autofree char *key = group_key(home);
            if (!key || home->location != ZF_LOCATION_POINT || home->accuracy_m > ZF_LOCATED_M) {
                continue;
            }
            Circle *circle = g_hash_table_lookup(circles, key);
            if (!circle) {
                circle = g_new0(Circle, 1);
                g_hash_table_insert(circles, g_steal_pointer(&key), circle);
            }
            if (pass == 0) {
                circle->lon += home->point.lon;
                circle->lat += home->point.lat;
                circle->n++;
            } else {
                ZfLonLat middle = {circle->lon / circle->n, circle->lat / circle->n};
                circle->radius_m = fmax(circle->radius_m, zf_distance_m(middle, home->point));
            }
        }
    }
    return circles;
}

static void
circle_home(const Homes *homes, GHashTable *circles, ZfHousehold *home)
{
    g_autofree char *key = group_key(home);
    const Circle *circle = key ? g_hash_table_lookup(circles, key) : NULL;
    int32_t area = homes->known ? zf_snapshot_area(homes->known, area_of(home)) : -1;
    if (circle && circle->n >= GROUP_LEAST) {
        home->has_point = true;
        home->point = (ZfLonLat){circle->lon / circle->n, circle->lat / circle->n};
        home->accuracy_m = (int32_t)ceil(circle->radius_m) + GROUP_MARGIN_M;
        home->location = ZF_LOCATION_GROUP;
    } else if (area >= 0) {
        home->location = ZF_LOCATION_VILLAGE;
        home->has_point = zf_area_match_circle(homes->match, area, &home->point, &home->accuracy_m);
    }
}

void
zf_homes_finish(Homes *homes)
{
    GArray *all = homes->in->batch->households;
    thin_crowds(homes);
    g_autoptr(GHashTable) circles = group_circles(homes);
    for (guint i = 0; i < all->len; i++) {
        ZfHousehold *home = &g_array_index(all, ZfHousehold, i);
        if (!home->has_point) {
            circle_home(homes, circles, home);
        }
    }
}

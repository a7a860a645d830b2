#include "app/access.h"

#include <string.h>

#include "app/figures.h"
#include "app/inside.h"
#include "app/network.h"
#include "coverage/coverage.h"
#include "plan/plan.h"

enum { LIMIT_MINUTES = 60 };

static const ZfPlaceKind service_kinds[ZF_SERVICE_COUNT] = {
    [ZF_SERVICE_CHILDREN] = ZF_PLACE_CHILDREN,
    [ZF_SERVICE_SCHOOL] = ZF_PLACE_SCHOOL,
    [ZF_SERVICE_CLINIC] = ZF_PLACE_CLINIC,
    [ZF_SERVICE_OFFICE] = ZF_PLACE_OFFICE,
};

typedef struct Job {
    const ZfSnapshot *snapshot;
    const Network *network;
    ZfAccess *access;
    ZfTravelMode mode;
    int32_t area;       /* only homes there; -1 = everywhere */
    ZfLonLat *points;   /* of the homes in access */
    ZfRoadSnaps *snaps; /* of the homes, by vehicle as they are driven to; NULL without roads */
    GArray *unlocated;  /* int32_t */
    double kmh;         /* on a good flat road */
    unsigned threads;
    const ZfProgress *progress;
} Job;

/* Does a home belong to the area asked for, or to one below it? */
static bool
is_wanted(const Job *job, int32_t household)
{
    int32_t area = job->snapshot->households[household].area_index;
    while (job->area >= 0 && area >= 0 && area != job->area) {
        area = job->snapshot->areas[area].parent_index;
    }
    return job->area < 0 || area >= 0;
}

static void
collect_homes(Job *job, ZfDate day)
{
    const ZfSnapshot *s = job->snapshot;
    job->access->homes = g_new0(ZfAccessHome, s->n_households + 1);
    job->points = g_new0(ZfLonLat, s->n_households + 1);
    for (size_t i = 0; i < s->n_households; i++) {
        int32_t index = (int32_t)i;
        if (!zf_access_counts(s, index, day) || !is_wanted(job, index)) {
            continue;
        }
        if (!s->households[i].has_point) {
            g_array_append_val(job->unlocated, index);
            continue;
        }
        ZfAccessHome home = {.household = index, .nearest = -1, .flat_s = ZF_ACCESS_NEVER};
        for (int service = 0; service < ZF_SERVICE_COUNT; service++) {
            home.trips[service] = (ZfAccessTrip){-1, ZF_ACCESS_NEVER, 0};
        }
        job->points[job->access->n_homes] = s->households[i].point;
        job->access->homes[job->access->n_homes++] = home;
    }
}

/* ret: indices (int32_t) and positions of the places of one kind. */
static GArray *
places_of(const ZfSnapshot *s, ZfPlaceKind kind, GArray *points)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(int32_t));
    for (size_t i = 0; i < s->n_places; i++) {
        if (s->places[i].kind == kind) {
            int32_t index = (int32_t)i;
            g_array_append_val(places, index);
            g_array_append_val(points, s->places[i].point);
        }
    }
    return places;
}

/* Puts the places of a kind on the roads, and the homes as they are driven to from these: who goes
 * by car leaves it where the whole way is least. of: which place each of the ret is. */
static ZfRoadSnaps *
snap(Job *job, const GArray *points, uint32_t **of, GError **error)
{
    bool foot = job->mode == ZF_MODE_FOOT;
    const ZfRoadGraph *graph = job->network->graphs[job->mode];
    ZfRoadSnapOptions how = {.barriers = job->network->barriers,
                             .walk = foot ? NULL : job->network->graphs[ZF_MODE_FOOT],
                             .heights = job->network->dem ? &job->network->heights : NULL,
                             .threads = job->threads};
    ZfRoadSnaps *from = zf_road_depart(graph, (const ZfLonLat *)(const void *)points->data,
                                       points->len, &how, of, job->progress, error);
    if (from && (!foot || !job->snaps)) {
        how.starts = from;
        zf_road_snaps_free(job->snaps);
        job->snaps =
            zf_road_snap(graph, job->points, job->access->n_homes, &how, job->progress, error);
    }
    if (from && !job->snaps) {
        g_clear_pointer(&from, zf_road_snaps_free);
        g_clear_pointer(of, g_free);
    }
    return from;
}

/* What is to be said of a home whether a place is reached or not. */
static void
take_flags(const ZfRoadSnap *at, ZfAccessHome *home)
{
    home->leg_m = home->nearest < 0 ? (int32_t)zf_road_metres(at->leg_dm) : home->leg_m;
    /* where there is a road that leads nowhere, there is one near */
    bool none = (at->flags & ZF_ROAD_SNAP_NONE) != 0;
    home->blocked = none && (at->flags & ZF_ROAD_SNAP_BLOCKED) != 0;
    home->no_road = none && !(at->flags & ZF_ROAD_SNAP_MOVED);
}

static bool
has_ferries(const ZfWays *ways)
{
    for (size_t i = 0; i < ways->n_ways; i++) {
        if (g_strcmp0(zf_way_tag(&ways->ways[i], "route"), "ferry") == 0 ||
            g_strcmp0(zf_way_tag(&ways->ways[i], "highway"), "ferry") == 0) {
            return true;
        }
    }
    return false;
}

static bool
goes_by_ferry(const Job *job, const ZfRoadSnaps *from, size_t i, size_t home)
{
    g_autoptr(ZfRoadPath) path =
        zf_road_path(job->network->graphs[job->mode], from, i, job->snaps, home, NULL);
    for (uint32_t k = 0; path && k < path->n_parts; k++) {
        if (path->parts[k].kind == ZF_ROAD_PART_FERRY || path->parts[k].ferry) {
            return true;
        }
    }
    return false;
}

/* Takes a trip over; which: index among the places of its kind. ret: it is the nearest so far. */
static bool
take_trip(const Job *job, ZfAccessHome *home, int service, ZfAccessTrip trip)
{
    home->trips[service] = trip;
    if (home->nearest >= 0 && home->trips[home->nearest].seconds <= trip.seconds) {
        return false;
    }
    home->nearest = service;
    bool flat = !job->network->dem;
    home->flat_s = flat ? trip.seconds : (int32_t)(trip.metres * 3.6 / job->kmh);
    return true;
}

/* One kind of place by road. */
static bool
by_road(Job *job, int service, const GArray *places, const GArray *points, bool ferries,
        GError **error)
{
    size_t n = job->access->n_homes;
    g_autofree uint32_t *of = NULL;
    g_autoptr(ZfRoadSnaps) from = snap(job, points, &of, error);
    g_autofree int32_t *which = g_new(int32_t, n + 1);
    g_autofree uint32_t *time_ds = g_new(uint32_t, n + 1);
    g_autofree uint32_t *dist_dm = g_new(uint32_t, n + 1);
    if (!from || !zf_road_nearest(job->network->graphs[job->mode], from, job->snaps, which, time_ds,
                                  dist_dm, job->progress, error)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        ZfAccessHome *home = &job->access->homes[i];
        take_flags(&job->snaps->snaps[i], home);
        if (which[i] < 0) {
            continue;
        }
        ZfAccessTrip trip = {g_array_index(places, int32_t, of[which[i]]),
                             (int32_t)zf_road_seconds(time_ds[i]),
                             (int32_t)zf_road_metres(dist_dm[i])};
        if (take_trip(job, home, service, trip)) {
            home->leg_m = (int32_t)zf_road_metres(job->snaps->snaps[i].leg_dm);
            home->ferry = ferries && goes_by_ferry(job, from, (size_t)which[i], i);
        }
    }
    return true;
}

static void
by_straight_lines(Job *job, int service, const GArray *places, const GArray *points)
{
    for (size_t i = 0; i < job->access->n_homes; i++) {
        ZfAccessTrip best = {-1, ZF_ACCESS_NEVER, 0};
        for (guint k = 0; k < places->len; k++) {
            uint32_t time_ds, dist_dm;
            zf_road_straight(g_array_index(points, ZfLonLat, k), job->points[i],
                             ZF_PLAN_DETOUR_PERCENT, job->kmh, &time_ds, &dist_dm);
            int32_t seconds = (int32_t)MIN(zf_road_seconds(time_ds), ZF_ACCESS_NEVER - 1);
            if (seconds < best.seconds) {
                best = (ZfAccessTrip){g_array_index(places, int32_t, k), seconds,
                                      (int32_t)zf_road_metres(dist_dm)};
            }
        }
        if (best.place >= 0) {
            take_trip(job, &job->access->homes[i], service, best);
        }
    }
}

static bool
measure(Job *job, GError **error)
{
    ZfAccess *access = job->access;
    access->estimated = !job->network->graphs[job->mode];
    bool ferries = has_ferries(job->network->ways);
    for (int service = 0; service < ZF_SERVICE_COUNT; service++) {
        g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
        g_autoptr(GArray) places = places_of(job->snapshot, service_kinds[service], points);
        if (places->len == 0) {
            continue;
        }
        if (access->estimated) {
            by_straight_lines(job, service, places, points);
        } else if (!by_road(job, service, places, points, ferries, error)) {
            return false;
        }
    }
    return true;
}

static bool
has_services(const ZfSnapshot *s)
{
    for (size_t i = 0; i < s->n_places; i++) {
        for (int service = 0; service < ZF_SERVICE_COUNT; service++) {
            if (s->places[i].kind == service_kinds[service]) {
                return true;
            }
        }
    }
    return false;
}

static bool
check_there_is_something(const ZfSnapshot *s, const ZfAccess *access, GError **error)
{
    if (!has_services(s)) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING,
                    _("there is no 儿童之家, school, clinic or village office yet: “zoufang import "
                      "places FILE”"));
        return false;
    }
    if (access->n_homes == 0) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING,
                    _("no home has a position yet: import households with coordinates"));
        return false;
    }
    return true;
}

static bool
fill(ZfApp *app, Job *job, const ZfAccessOptions *options, ZfFindings *findings, GError **error)
{
    const ZfSnapshot *s = job->snapshot;
    ZfStamp as_of = options->as_of == ZF_STAMP_NONE ? zf_app_now() : options->as_of;
    collect_homes(job, zf_stamp_date(as_of));
    if (!check_there_is_something(s, job->access, error)) {
        return false;
    }
    g_autofree ZfLonLat *bases = g_new0(ZfLonLat, s->n_shifts + 1);
    for (size_t i = 0; i < s->n_shifts; i++) {
        bases[i] = s->shifts[i].point;
    }
    NetworkOptions how = {.modes = 1u << job->mode | 1u << ZF_MODE_FOOT,
                          .weather = options->weather,
                          .day = zf_stamp_date(as_of),
                          .threads = options->threads,
                          .bases = bases,
                          .n_bases = s->n_shifts};
    g_autoptr(Network) network = network_load(app, &how, findings, job->progress, error);
    if (!network) {
        return false;
    }
    job->network = network;
    job->kmh = network->kmh[job->mode];
    bool good = measure(job, error);
    zf_road_snaps_free(job->snaps);
    if (good) {
        zf_access_add_up(job->access, s, job->area, (const int32_t *)(void *)job->unlocated->data,
                         job->unlocated->len);
    }
    return good;
}

ZfAccessFigures *
zf_app_access(ZfApp *app, const ZfAccessOptions *options, ZfFindings *findings,
              const ZfProgress *progress, GError **error)
{
    ZfAccessOptions defaults = {.as_of = ZF_STAMP_NONE};
    options = options ? options : &defaults;
    int mode = ZF_MODE_FOOT;
    if (options->mode && !zf_code_find(ZF_CODES_MODE, options->mode, &mode)) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE,
                    _("--mode %s: there are foot, bicycle, ebike, motorcycle, car"), options->mode);
        return NULL;
    }
    g_autoptr(ZfAccessFigures) figures = g_new0(ZfAccessFigures, 1);
    ZfDate day = options->as_of == ZF_STAMP_NONE ? ZF_DATE_NONE : zf_stamp_date(options->as_of);
    figures->audience = options->audience;
    figures->snapshot = zf_app_snapshot(app, false, day, error);
    if (!figures->snapshot) {
        return NULL;
    }
    int32_t area = -1;
    if (options->area) {
        area = zf_app_find_area(figures->snapshot, options->area, error);
        if (area < 0) {
            return NULL;
        }
    }
    figures->access = g_new0(ZfAccess, 1);
    figures->access->mode = (ZfTravelMode)mode;
    figures->access->limit_s =
        (options->limit_minutes > 0 ? options->limit_minutes : LIMIT_MINUTES) * 60;
    Job job = {.snapshot = figures->snapshot,
               .access = figures->access,
               .mode = (ZfTravelMode)mode,
               .area = area,
               .unlocated = g_array_new(FALSE, FALSE, sizeof(int32_t)),
               .threads = options->threads,
               .progress = progress};
    bool good = fill(app, &job, options, findings, error);
    g_array_unref(job.unlocated);
    g_free(job.points);
    return good ? g_steal_pointer(&figures) : NULL;
}

void
zf_access_figures_free(ZfAccessFigures *figures)
{
    if (figures) {
        zf_access_free(figures->access);
        zf_snapshot_free(figures->snapshot);
        g_free(figures);
    }
}

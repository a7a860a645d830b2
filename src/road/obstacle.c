#include "road/obstacle.h"

#include "road/graphimpl.h"

#include <math.h>

/* Lines and shores as segments; owner is the polygon's number, or NOBODY for lines. */
enum { NOBODY = INT32_MAX };

/* A barrier this near to the leg's end is the road it leads to. */
static const double ON_ROAD_M = 1;

typedef struct Crossing {
    ZfLonLat at;
    double radius_m;
} Crossing;

struct ZfBarriers {
    GArray *segments;
    GPtrArray *polygons; /* ZfPolygon */
    GArray *crossings;
    ZfSegIndex *index;
    ZfSegIndex *crossing_index; /* a segment of no length each */
    double widest_m;
};

ZfBarriers *
zf_barriers_new(void)
{
    ZfBarriers *barriers = g_new0(ZfBarriers, 1);
    barriers->segments = g_array_new(FALSE, FALSE, sizeof(ZfSegment));
    barriers->polygons = g_ptr_array_new_with_free_func((GDestroyNotify)zf_polygon_free);
    barriers->crossings = g_array_new(FALSE, FALSE, sizeof(Crossing));
    return barriers;
}

void
zf_barriers_free(ZfBarriers *barriers)
{
    if (!barriers) {
        return;
    }
    g_array_free(barriers->segments, TRUE);
    g_array_free(barriers->crossings, TRUE);
    g_ptr_array_free(barriers->polygons, TRUE);
    zf_segindex_free(barriers->index);
    zf_segindex_free(barriers->crossing_index);
    g_free(barriers);
}

static void
add_segment(ZfBarriers *barriers, ZfLonLat a, ZfLonLat b, uint32_t owner)
{
    ZfRoadVertex u;
    ZfRoadVertex v;
    if (zf_road_vertex(a, &u) && zf_road_vertex(b, &v) &&
        llabs((int64_t)u.lon - v.lon) < 1800000000) {
        ZfSegment segment = {u.lon, u.lat, v.lon, v.lat, owner, barriers->segments->len};
        g_array_append_val(barriers->segments, segment);
    }
}

void
zf_barriers_add_polygon(ZfBarriers *barriers, const ZfPolygon *polygon)
{
    g_assert(!barriers->index);
    uint32_t owner = barriers->polygons->len;
    g_ptr_array_add(barriers->polygons, zf_polygon_copy(polygon));
    for (uint32_t r = 0; r < polygon->n_rings; r++) {
        uint32_t first = polygon->rings[r];
        uint32_t end = polygon->rings[r + 1];
        for (uint32_t i = first; i < end; i++) {
            ZfLonLat next = polygon->points[i + 1 < end ? i + 1 : first];
            add_segment(barriers, polygon->points[i], next, owner);
        }
    }
}

void
zf_barriers_add_line(ZfBarriers *barriers, const ZfLonLat *points, size_t n)
{
    g_assert(!barriers->index);
    for (size_t i = 0; i + 1 < n; i++) {
        add_segment(barriers, points[i], points[i + 1], NOBODY);
    }
}

void
zf_barriers_add_crossing(ZfBarriers *barriers, ZfLonLat at, double radius_m)
{
    g_assert(!barriers->index);
    ZfRoadVertex vertex;
    if (zf_road_vertex(at, &vertex) && radius_m > 0) {
        Crossing crossing = {at, radius_m};
        g_array_append_val(barriers->crossings, crossing);
        barriers->widest_m = MAX(barriers->widest_m, radius_m);
    }
}

size_t
zf_barriers_count(const ZfBarriers *barriers)
{
    return barriers->segments->len;
}

size_t
zf_barriers_n_polygons(const ZfBarriers *barriers)
{
    return barriers->polygons->len;
}

const ZfPolygon *
zf_barriers_polygon(const ZfBarriers *barriers, size_t i)
{
    g_assert(i < barriers->polygons->len);
    return barriers->polygons->pdata[i];
}

void
zf_barriers_index(ZfBarriers *barriers)
{
    if (barriers->index) {
        return;
    }
    uint32_t n = barriers->segments->len;
    barriers->index =
        zf_segindex_new(g_memdup2(barriers->segments->data, n * sizeof(ZfSegment)), n, 1);
    uint32_t m = barriers->crossings->len;
    ZfSegment *points = g_new0(ZfSegment, m + 1u);
    for (uint32_t i = 0; i < m; i++) {
        ZfRoadVertex at = {0};
        zf_road_vertex(g_array_index(barriers->crossings, Crossing, i).at, &at);
        points[i] = (ZfSegment){at.lon, at.lat, at.lon, at.lat, i, 0};
    }
    barriers->crossing_index = zf_segindex_new(points, m, 1);
}

/* ---- does a leg cross? Exact: products of 32-bit differences fit in 64 + 1 bits. ---- */

typedef struct Leg {
    const ZfBarriers *barriers;
    ZfBarriersHome *home;
    ZfLonLat to;
    ZfRoadVertex a, b;
    bool blocked;
} Leg;

static int
side(ZfRoadVertex a, ZfRoadVertex b, int32_t x, int32_t y)
{
    __int128 cross = (__int128)((int64_t)b.lon - a.lon) * ((int64_t)y - a.lat) -
                     (__int128)((int64_t)b.lat - a.lat) * ((int64_t)x - a.lon);
    return (cross > 0) - (cross < 0);
}

static bool
segments_meet(const Leg *leg, const ZfSegment *s)
{
    ZfRoadVertex c = {s->ax, s->ay};
    ZfRoadVertex d = {s->bx, s->by};
    int a_side = side(c, d, leg->a.lon, leg->a.lat);
    int b_side = side(c, d, leg->b.lon, leg->b.lat);
    int c_side = side(leg->a, leg->b, c.lon, c.lat);
    int d_side = side(leg->a, leg->b, d.lon, d.lat);
    if (a_side == 0 && b_side == 0) {
        /* on one line: they meet where their boxes do, and those do already */
        return true;
    }
    return a_side * b_side <= 0 && c_side * d_side <= 0;
}

/* Where the leg meets the segment, well enough to look for a crossing nearby. */
static ZfLonLat
meeting_point(const Leg *leg, const ZfSegment *s)
{
    double ux = (double)leg->b.lon - leg->a.lon;
    double uy = (double)leg->b.lat - leg->a.lat;
    double vx = (double)s->bx - s->ax;
    double vy = (double)s->by - s->ay;
    double denominator = ux * vy - uy * vx;
    double t =
        denominator != 0
            ? (((double)s->ax - leg->a.lon) * vy - ((double)s->ay - leg->a.lat) * vx) / denominator
            : 0.5;
    t = CLAMP(t, 0, 1);
    return (ZfLonLat){((double)leg->a.lon + t * ux) / 1e7, ((double)leg->a.lat + t * uy) / 1e7};
}

static bool
has_crossing(const ZfBarriers *barriers, ZfLonLat at)
{
    if (barriers->crossings->len == 0) {
        return false;
    }
    g_autoptr(ZfSegSearch) search = zf_segsearch_new();
    ZfSegHit hit;
    zf_segsearch_begin(search, barriers->crossing_index, at, barriers->widest_m);
    while (zf_segsearch_next(search, &hit)) {
        const Crossing *crossing =
            &g_array_index(barriers->crossings, Crossing, hit.segment->owner);
        if ((double)hit.dist_mm <= crossing->radius_m * 1000) {
            return true;
        }
    }
    return false;
}

/* Whether the home stands in a polygon. */
static bool
stands_in(const Leg *leg, uint32_t polygon)
{
    ZfBarriersHome *home = leg->home;
    uint32_t slot = polygon % G_N_ELEMENTS(home->polygon);
    if (home->polygon[slot] != polygon + 1) {
        home->polygon[slot] = polygon + 1;
        home->inside[slot] = zf_polygon_holds(leg->barriers->polygons->pdata[polygon], home->home);
    }
    return home->inside[slot];
}

static bool
visit_segment(void *user, const ZfSegment *segment)
{
    Leg *leg = user;
    if (!segments_meet(leg, segment)) {
        return true;
    }
    if (segment->owner != NOBODY && stands_in(leg, segment->owner)) {
        return true;
    }
    ZfLonLat meeting = meeting_point(leg, segment);
    if (zf_distance_m(meeting, leg->to) <= ON_ROAD_M || has_crossing(leg->barriers, meeting)) {
        return true;
    }
    leg->blocked = true;
    return false;
}

bool
zf_barriers_block(const ZfBarriers *barriers, ZfLonLat a, ZfLonLat b)
{
    ZfBarriersHome home = {.home = a};
    return zf_barriers_block_from(barriers, &home, b);
}

bool
zf_barriers_block_from(const ZfBarriers *barriers, ZfBarriersHome *home, ZfLonLat b)
{
    g_assert(barriers->index);
    Leg leg = {.barriers = barriers, .home = home, .to = b};
    if (!zf_road_vertex(home->home, &leg.a) || !zf_road_vertex(b, &leg.b)) {
        return true;
    }
    if (llabs((int64_t)leg.a.lon - leg.b.lon) > 1800000000) {
        return false;
    }
    zf_segindex_query(barriers->index, MIN(leg.a.lon, leg.b.lon), MIN(leg.a.lat, leg.b.lat),
                      MAX(leg.a.lon, leg.b.lon), MAX(leg.a.lat, leg.b.lat), visit_segment, &leg);
    return leg.blocked;
}

#include "road/chords.h"

#include "road/graphimpl.h"

#include <string.h>

enum { MOST_ENTRIES = 64 };

/* Rings ways[first … end - 1] are one area. */
typedef struct Area {
    size_t first;
    size_t end;
} Area;

static uint64_t
key_of(ZfRoadVertex vertex)
{
    return (uint64_t)(uint32_t)vertex.lon << 32 | (uint32_t)vertex.lat;
}

static guint
hash_key(gconstpointer key)
{
    uint64_t k = *(const uint64_t *)key * 0x9E3779B97F4A7C15u;
    return (guint)(k >> 32);
}

static bool
is_area(const ZfWay *way)
{
    const char *area = zf_way_tag(way, "area");
    ZfRoadVertex first, last;
    return way->n_points >= 4 && area && strcmp(area, "yes") == 0 &&
           zf_road_vertex(way->points[0], &first) &&
           zf_road_vertex(way->points[way->n_points - 1], &last) && key_of(first) == key_of(last);
}

static GArray *
find_areas(const ZfWays *ways)
{
    GArray *areas = g_array_new(FALSE, FALSE, sizeof(Area));
    for (size_t i = 0; i < ways->n_ways; i++) {
        if (!is_area(&ways->ways[i])) {
            continue;
        }
        Area area = {i, i + 1};
        while (area.end < ways->n_ways && ways->ways[area.end].id == ways->ways[i].id &&
               is_area(&ways->ways[area.end])) {
            area.end++;
        }
        g_array_append_val(areas, area);
        i = area.end - 1;
    }
    return areas;
}

/* One vertex of an area's rim. */
typedef struct Rim {
    uint64_t key;
    uint32_t area; /* the last one that has it */
    bool shared;   /* with another area, or with a way that is none */
} Rim;

static void
collect_rim(const ZfWays *ways, const GArray *areas, GHashTable *rims)
{
    for (guint a = 0; a < areas->len; a++) {
        const Area *area = &g_array_index(areas, Area, a);
        for (size_t w = area->first; w < area->end; w++) {
            for (uint32_t i = 0; i < ways->ways[w].n_points; i++) {
                ZfRoadVertex vertex;
                if (!zf_road_vertex(ways->ways[w].points[i], &vertex)) {
                    continue;
                }
                uint64_t key = key_of(vertex);
                Rim *rim = g_hash_table_lookup(rims, &key);
                if (!rim) {
                    rim = g_new(Rim, 1);
                    *rim = (Rim){key, a, false};
                    g_hash_table_add(rims, rim);
                }
                rim->shared |= rim->area != a;
            }
        }
    }
}

static void
mark_shared(const ZfWays *ways, const GArray *areas, GHashTable *rims)
{
    guint next = 0;
    for (size_t w = 0; w < ways->n_ways; w++) {
        if (next < areas->len && g_array_index(areas, Area, next).first == w) {
            w = g_array_index(areas, Area, next++).end - 1;
            continue;
        }
        for (uint32_t i = 0; i < ways->ways[w].n_points; i++) {
            ZfRoadVertex vertex;
            if (zf_road_vertex(ways->ways[w].points[i], &vertex)) {
                uint64_t key = key_of(vertex);
                Rim *rim = g_hash_table_lookup(rims, &key);
                if (rim) {
                    rim->shared = true;
                }
            }
        }
    }
}

static int
side(ZfRoadVertex a, ZfRoadVertex b, ZfRoadVertex c)
{
    __int128 cross = (__int128)((int64_t)b.lon - a.lon) * ((int64_t)c.lat - a.lat) -
                     (__int128)((int64_t)b.lat - a.lat) * ((int64_t)c.lon - a.lon);
    return (cross > 0) - (cross < 0);
}

/* Whether a–b crosses the rim, or runs outside: the middle decides. */
static bool
lies_inside(const ZfWays *ways, const Area *area, ZfLonLat from, ZfLonLat to)
{
    ZfRoadVertex a, b;
    if (!zf_road_vertex(from, &a) || !zf_road_vertex(to, &b) ||
        llabs((int64_t)a.lon - b.lon) > 1800000000) {
        return false;
    }
    ZfLonLat middle = {(from.lon + to.lon) / 2, (from.lat + to.lat) / 2};
    bool inside = false;
    for (size_t w = area->first; w < area->end; w++) {
        const ZfWay *ring = &ways->ways[w];
        for (uint32_t i = 0; i + 1 < ring->n_points; i++) {
            ZfLonLat p = ring->points[i];
            ZfLonLat q = ring->points[i + 1];
            ZfRoadVertex c, d;
            if (!zf_road_vertex(p, &c) || !zf_road_vertex(q, &d)) {
                return false;
            }
            if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) {
                return false;
            }
            if ((p.lat > middle.lat) != (q.lat > middle.lat) &&
                middle.lon < (q.lon - p.lon) * (middle.lat - p.lat) / (q.lat - p.lat) + p.lon) {
                inside = !inside;
            }
        }
    }
    return inside;
}

/* Positions of an area's entries, along its rings, each once. */
static GArray *
entries_of(const ZfWays *ways, const Area *area, GHashTable *rims)
{
    GArray *entries = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    for (size_t w = area->first; w < area->end; w++) {
        for (uint32_t i = 0; i + 1 < ways->ways[w].n_points; i++) {
            ZfRoadVertex vertex;
            if (!zf_road_vertex(ways->ways[w].points[i], &vertex)) {
                continue;
            }
            uint64_t key = key_of(vertex);
            const Rim *rim = g_hash_table_lookup(rims, &key);
            if (rim && rim->shared) {
                g_array_append_val(entries, ways->ways[w].points[i]);
            }
        }
    }
    return entries;
}

static bool
are_neighbours(const ZfWays *ways, const Area *area, ZfLonLat a, ZfLonLat b)
{
    for (size_t w = area->first; w < area->end; w++) {
        const ZfWay *ring = &ways->ways[w];
        for (uint32_t i = 0; i + 1 < ring->n_points; i++) {
            ZfLonLat p = ring->points[i];
            ZfLonLat q = ring->points[i + 1];
            if ((p.lon == a.lon && p.lat == a.lat && q.lon == b.lon && q.lat == b.lat) ||
                (p.lon == b.lon && p.lat == b.lat && q.lon == a.lon && q.lat == a.lat)) {
                return true;
            }
        }
    }
    return false;
}

static void
cross_area(const ZfWays *ways, const Area *area, GHashTable *rims, ZfWays *chords)
{
    g_autoptr(GArray) entries = entries_of(ways, area, rims);
    const ZfWay *way = &ways->ways[area->first];
    g_autofree ZfWayTag *tags = g_new(ZfWayTag, way->n_tags + 1u);
    size_t n_tags = 0;
    for (uint32_t i = 0; i < way->n_tags; i++) {
        if (strcmp(way->tags[i].key, "area") != 0) {
            tags[n_tags++] = way->tags[i];
        }
    }
    for (guint i = 0; i < entries->len; i++) {
        for (guint k = i + 1; k < entries->len && k <= i + MOST_ENTRIES; k++) {
            const ZfLonLat line[] = {g_array_index(entries, ZfLonLat, i),
                                     g_array_index(entries, ZfLonLat, k)};
            if (lies_inside(ways, area, line[0], line[1]) &&
                !are_neighbours(ways, area, line[0], line[1])) {
                zf_ways_add(chords, way->id, line, 2, tags, n_tags);
            }
        }
    }
}

ZfWays *
zf_road_area_chords(const ZfWays *ways)
{
    g_autoptr(GArray) areas = find_areas(ways);
    if (areas->len == 0) {
        return NULL;
    }
    g_autoptr(GHashTable) rims = g_hash_table_new_full(hash_key, g_int64_equal, g_free, NULL);
    collect_rim(ways, areas, rims);
    mark_shared(ways, areas, rims);
    ZfWays *chords = zf_ways_new();
    for (guint a = 0; a < areas->len; a++) {
        cross_area(ways, &g_array_index(areas, Area, a), rims, chords);
    }
    return chords;
}

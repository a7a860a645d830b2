/* segindex: a packed R-tree over straight segments in integer degrees. Private to road.
 * Boxes of 16, Hilbert order (Kamel and Faloutsos, "Hilbert R-tree", 1994; packed as in flatbush).
 */
#pragma once

#include "geo/geo.h"

typedef struct ZfSegment {
    int32_t ax, ay, bx, by; /* 1e-7 degrees, x = longitude */
    uint32_t owner;
    uint32_t part;
} ZfSegment;

/* Position along the Hilbert curve of order 16; x and y below 65536. */
uint32_t zf_hilbert(uint32_t x, uint32_t y);

typedef struct ZfSegIndex ZfSegIndex;

/* Takes over segments (g_free). n < 2^31. threads: 0 = all cores; one order for any number. */
ZfSegIndex *zf_segindex_new(ZfSegment *segments, uint32_t n, unsigned threads);
void zf_segindex_free(ZfSegIndex *index);
size_t zf_segindex_bytes(const ZfSegIndex *index);

/* Working memory of nearest searches, one a thread. */
typedef struct ZfSegSearch ZfSegSearch;
ZfSegSearch *zf_segsearch_new(void);
void zf_segsearch_free(ZfSegSearch *search);

typedef struct ZfSegHit {
    const ZfSegment *segment;
    int64_t dist_mm;
    double t;      /* 0 … 1 from a to b */
    ZfLonLat foot; /* the nearest place on the segment, on the 1e-7° grid */
} ZfSegHit;

/* Begins a search outwards from a point; next gives segments by growing distance (ties by owner,
 * part), false when none is left within limit_m. Also looks across the antimeridian. */
void zf_segsearch_begin(ZfSegSearch *search, const ZfSegIndex *index, ZfLonLat point,
                        double limit_m);
bool zf_segsearch_next(ZfSegSearch *search, ZfSegHit *ret);

/* Calls visit for every segment whose box meets the box, in the index's order, until it says false.
 * ret: false when stopped. */
bool zf_segindex_query(const ZfSegIndex *index, int32_t min_x, int32_t min_y, int32_t max_x,
                       int32_t max_y, bool (*visit)(void *user, const ZfSegment *segment),
                       void *user);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfSegIndex, zf_segindex_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfSegSearch, zf_segsearch_free)

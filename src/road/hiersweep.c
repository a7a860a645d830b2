/* Four lanes are one vector, four vectors a place. The same integers on every processor. */
#include "road/hiersweep.h"

#include <string.h>

typedef ZfRoadLane Four __attribute__((vector_size(32), may_alias));
typedef uint32_t Words __attribute__((vector_size(16), may_alias));

enum { VECTORS = ZF_ROAD_LANES / 4 };

/* acc = min(acc, from + add), lane by lane. */
static inline __attribute__((always_inline)) void
lower(Four *acc, const Four *from, ZfRoadLane add)
{
    for (int k = 0; k < VECTORS; k++) {
        Four cost = from[k] + add;
        Four less = (Four)(cost < acc[k]);
        acc[k] = (cost & less) | (acc[k] & ~less);
    }
}

/* Places first … end - 1, none of which has a start. */
static inline __attribute__((always_inline)) void
sweep_range(const ZfRoadWalk *walk, uint32_t first, uint32_t end, Four *lanes)
{
    const uint32_t *other = walk->other;
    const ZfRoadLane *cost = walk->cost;
    uint32_t i = walk->first[first];
    for (uint32_t v = first; v < end; v++) {
        Four acc[VECTORS];
        for (int k = 0; k < VECTORS; k++) {
            acc[k] = (Four){ZF_ROAD_FAR, ZF_ROAD_FAR, ZF_ROAD_FAR, ZF_ROAD_FAR};
        }
        for (uint32_t stop = walk->first[v + 1]; i < stop; i++) {
            lower(acc, lanes + (size_t)other[i] * VECTORS, cost[i]);
        }
        for (int k = 0; k < VECTORS; k++) {
            lanes[(size_t)v * VECTORS + k] = acc[k];
        }
    }
}

static inline __attribute__((always_inline)) void
sweep_body(const ZfRoadWalk *walk, const ZfRoadStart *starts, size_t n_starts, Four *lanes)
{
    uint32_t done = 0;
    for (size_t s = 0; s < n_starts; s++) {
        uint32_t place = starts[s].place;
        sweep_range(walk, done, place, lanes);
        Four *at = lanes + (size_t)place * VECTORS;
        memcpy(at, starts[s].lanes, VECTORS * sizeof(Four));
        for (uint32_t i = walk->first[place]; i < walk->first[place + 1]; i++) {
            lower(at, lanes + (size_t)walk->other[i] * VECTORS, walk->cost[i]);
        }
        done = place + 1;
    }
    sweep_range(walk, done, walk->n, lanes);
}

/* ---- cells ---- */

/* The least cost to each of four targets, 16 lanes each; all bits set where there is no way. */
static inline __attribute__((always_inline)) void
reach_targets(const ZfRoadTarget *targets, const Four *lanes, Four cells[4][VECTORS])
{
    for (int j = 0; j < 4; j++) {
        const Four *a = lanes + (size_t)targets[j].a * VECTORS;
        const Four *b = lanes + (size_t)targets[j].b * VECTORS;
        for (int k = 0; k < VECTORS; k++) {
            Four cost = a[k] + targets[j].by_a;
            Four other = b[k] + targets[j].by_b;
            Four less = (Four)(other < cost);
            cost = (other & less) | (cost & ~less);
            cells[j][k] = cost | (Four)(cost >= ZF_ROAD_FAR);
        }
    }
}

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
enum { LOW = 0, HIGH = 1 };
#else
enum { LOW = 1, HIGH = 0 };
#endif

/* Turns 4 targets × 2 lanes into runs of 4 cells in 2 rows. words: of a target, 8 a vector. */
static inline __attribute__((always_inline)) void
turn(const Words *w0, const Words *w1, const Words *w2, const Words *w3, Words out[4])
{
    Words a = __builtin_shufflevector(*w0, *w1, 0, 4, 1, 5);
    Words b = __builtin_shufflevector(*w2, *w3, 0, 4, 1, 5);
    Words c = __builtin_shufflevector(*w0, *w1, 2, 6, 3, 7);
    Words d = __builtin_shufflevector(*w2, *w3, 2, 6, 3, 7);
    out[LOW] = __builtin_shufflevector(a, b, 0, 1, 4, 5);
    out[HIGH] = __builtin_shufflevector(a, b, 2, 3, 6, 7);
    out[2 + LOW] = __builtin_shufflevector(c, d, 0, 1, 4, 5);
    out[2 + HIGH] = __builtin_shufflevector(c, d, 2, 3, 6, 7);
}

/* Four targets into columns col … col + 3 of n rows. */
static inline __attribute__((always_inline)) void
write_four(const ZfRoadTarget *targets, size_t col, size_t cols, const Four *lanes,
           const uint32_t *rows, int n, uint32_t *time_ds, uint32_t *dist_dm)
{
    Four cells[4][VECTORS];
    reach_targets(targets, lanes, cells);
    const Words *words = (const Words *)cells;
    for (int k = 0; k < n; k += 2) {
        const Words *w = words + k / 2;
        Words out[4];
        turn(w, w + 2 * VECTORS, w + 4 * VECTORS, w + 6 * VECTORS, out);
        for (int r = 0; r < 2 && k + r < n; r++) {
            size_t cell = (size_t)rows[k + r] * cols + col;
            memcpy(dist_dm + cell, &out[2 * r], sizeof(Words));
            memcpy(time_ds + cell, &out[2 * r + 1], sizeof(Words));
        }
    }
}

static inline __attribute__((always_inline)) void
write_body(const ZfRoadTarget *targets, size_t cols, const Four *lanes, const uint32_t *rows, int n,
           uint32_t *time_ds, uint32_t *dist_dm)
{
    size_t col = 0;
    for (; col + 4 <= cols; col += 4) {
        write_four(targets + col, col, cols, lanes, rows, n, time_ds, dist_dm);
    }
    for (; col < cols; col++) {
        const ZfRoadTarget *target = &targets[col];
        const ZfRoadLane *a = (const ZfRoadLane *)(lanes + (size_t)target->a * VECTORS);
        const ZfRoadLane *b = (const ZfRoadLane *)(lanes + (size_t)target->b * VECTORS);
        for (int k = 0; k < n; k++) {
            ZfRoadLane cost = MIN(a[k] + target->by_a, b[k] + target->by_b);
            size_t cell = (size_t)rows[k] * cols + col;
            time_ds[cell] = cost >= ZF_ROAD_FAR ? ZF_ROAD_NEVER : (uint32_t)(cost >> 32);
            dist_dm[cell] = cost >= ZF_ROAD_FAR ? ZF_ROAD_NEVER : (uint32_t)cost;
        }
    }
}

/* ---- one build for any processor, one for wide vectors ---- */

#ifdef __x86_64__
__attribute__((target("avx2"))) static void
sweep_wide(const ZfRoadWalk *walk, const ZfRoadStart *starts, size_t n_starts, Four *lanes)
{
    sweep_body(walk, starts, n_starts, lanes);
}

__attribute__((target("avx2"))) static void
write_wide(const ZfRoadTarget *targets, size_t cols, const Four *lanes, const uint32_t *rows, int n,
           uint32_t *time_ds, uint32_t *dist_dm)
{
    write_body(targets, cols, lanes, rows, n, time_ds, dist_dm);
}
#endif

void
zf_road_sweep(const ZfRoadWalk *walk, const ZfRoadStart *starts, size_t n_starts, ZfRoadLane *lanes)
{
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx2")) {
        sweep_wide(walk, starts, n_starts, (Four *)lanes);
        return;
    }
#endif
    sweep_body(walk, starts, n_starts, (Four *)lanes);
}

void
zf_road_write_cells(const ZfRoadTarget *targets, size_t cols, const ZfRoadLane *lanes,
                    const uint32_t *rows, int n, uint32_t *time_ds, uint32_t *dist_dm)
{
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx2")) {
        write_wide(targets, cols, (const Four *)lanes, rows, n, time_ds, dist_dm);
        return;
    }
#endif
    write_body(targets, cols, (const Four *)lanes, rows, n, time_ds, dist_dm);
}

/* ways: what stands in for a matrix of n × n entries where those would be too many (from
 * ZF_VRP_WAYS_FROM places on). Two kinds.
 *
 * On a plane: straight lines, worked out when they are asked for; the entries of the matrix.
 *
 * By rows and hubs: the exact ways from each place to those near it, and from and to some places,
 * the hubs: wherever shifts begin and end, and as many others as make one near every place. Any
 * other way is taken over the hub near its beginning or the hub near its end, whichever is
 * shorter. That is a way one can go, so it is never less than the true one (road times obey
 * the triangle inequality, and rounding each part up keeps it); a plan that keeps its limits with
 * these entries keeps them with the true ones, because arriving earlier and waiting is allowed.
 * What it is too long by is at most the way from the place to its hub and back. Whoever makes a
 * plan by them adds the exact ways that the plan goes (zf_vrp_way_rows_add) and solves on from it,
 * for more may fit then; whoever begins with a plan adds its ways first.
 *
 * An entry is one and the same however often and from whichever thread it is asked for. */
#pragma once

#include "base/base.h"

#include <math.h>

#define ZF_VRP_WAYS_FROM 8001

typedef struct ZfVrpWays {
    bool times;   /* the entries are durations, */
    bool lengths; /* distances, or both */
    bool missing; /* some may be ZF_VRP_NO_WAY */
    int32_t most; /* none of the others is larger */

    /* on a plane, x not NULL: (int32_t)(length * scale + up) */
    const double *x;
    const double *y;
    double scale;
    double up;

    /* else */
    int32_t n;           /* places */
    const size_t *first; /* n + 1: the row of place i is first[i] … first[i + 1] - 1 of */
    const int32_t *to;   /* rising within a row, the place itself left out, */
    const int32_t *entry;
    const int32_t *hub;       /* [place]: which hub it is, or -1 */
    const int32_t *near_hub;  /* [place]: the hub near it, */
    const int32_t *to_near;   /* the way there */
    const int32_t *from_near; /* and back */
    const int32_t *from_hub;  /* [hub * n + place] */
    const int32_t *to_hub;    /* [hub * n + place], from the place */
} ZfVrpWays;

/* The same with rows still growing: what fills from_hub, to_hub and rows owns the arrays, all
 * freed by zf_vrp_way_rows_free. */
typedef struct ZfVrpWayRows {
    ZfVrpWays ways; /* to be used in a matrix */
    int32_t n_hubs;
} ZfVrpWayRows;

/* hubs: n_hubs different places, copied. ret: all entries NO_WAY, all rows empty. The caller fills
 * the two tables of hubs (zf_vrp_way_rows_table) and calls zf_vrp_way_rows_link; rows are added
 * any time. */
ZfVrpWayRows *zf_vrp_way_rows_new(int32_t n, const int32_t *hubs, int32_t n_hubs);
void zf_vrp_way_rows_free(ZfVrpWayRows *rows);
/* ret: n_hubs × n entries, from the hubs or to them. */
int32_t *zf_vrp_way_rows_table(ZfVrpWayRows *rows, bool to_hub);
/* Finds the hub near each place and what the largest entry is. */
void zf_vrp_way_rows_link(ZfVrpWayRows *rows);

typedef struct ZfVrpWayEntry {
    int32_t from;
    int32_t to;
    int32_t entry;
} ZfVrpWayEntry;

/* Adds exact ways: n of them, in any order; those that are known already count nothing. */
void zf_vrp_way_rows_add(ZfVrpWayRows *rows, const ZfVrpWayEntry *entries, size_t n);
/* Whether the entry is exact. */
bool zf_vrp_way_rows_know(const ZfVrpWayRows *rows, int32_t from, int32_t to);

/* By rows and hubs. */
int32_t zf_vrp_ways_by_rows(const ZfVrpWays *ways, int32_t from, int32_t to);

/* from, to: places. */
static inline int32_t
zf_vrp_ways_entry(const ZfVrpWays *ways, int32_t from, int32_t to)
{
    if (!ways->x) {
        return zf_vrp_ways_by_rows(ways, from, to);
    }
    double x = ways->x[from] - ways->x[to];
    double y = ways->y[from] - ways->y[to];
    return (int32_t)(sqrt(x * x + y * y) * ways->scale + ways->up);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfVrpWayRows, zf_vrp_way_rows_free)

/* labels: a raster whose cells belong to villages. Private. */
#pragma once

#include "sample/terrain.h"

#define CELL 60.0

typedef struct Labels {
    int columns, rows;
    ZfXY origin;   /* the lower left corner of cell 0, 0 */
    int32_t *cell; /* row * columns + column; village, or -1 outside the land */
} Labels;

static inline ZfXY
labels_middle(const Labels *labels, int column, int row)
{
    return (ZfXY){labels->origin.x + (column + 0.5) * CELL, labels->origin.y + (row + 0.5) * CELL};
}

/* The land as a whole: one piece without holes, all 0. */
Labels *labels_land(const Terrain *terrain);
void labels_free(Labels *labels);

/* n places spread evenly over the land, moved to the streams near them. */
void labels_spread(const Labels *labels, const Terrain *terrain, int n, ZfXY *ret);

/* Gives every cell of the land to the seed it is easiest to reach from: rivers and ridges part.
 * Each village is one piece, and touches itself nowhere at a mere corner. */
void labels_grow(Labels *labels, const Terrain *terrain, const ZfXY *seeds, int n);

/* The borders of n villages as polygons in metres, smoothed and bent, sharing their points. */
ZfPolygon **labels_trace(const Labels *labels, uint64_t seed, int n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Labels, labels_free)

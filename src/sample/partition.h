/* partition: the land cut into villages along the ridges. Every border is one chain of points used
 * by both its villages, so there are neither gaps nor overlaps. Private. */
#pragma once

#include "sample/terrain.h"

typedef struct Land {
    int n;
    ZfXY *seeds;         /* n, on streams: where a village's heart is */
    ZfPolygon **borders; /* n; points are metres: .lon is x, .lat is y */
    int *town;           /* n */
    int n_towns;
    int *seat; /* n_towns: the village that is the town's centre */
} Land;

/* Cuts the terrain into n villages and n_towns towns of neighbours. */
Land *land_new(const Terrain *terrain, int n, int n_towns);
void land_free(Land *land);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Land, land_free)

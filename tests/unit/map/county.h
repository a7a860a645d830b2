/* county: a small made-up county for tests — a grid of villages with winding shared borders in
 * three towns, with figures of every class. */
#pragma once

#include "map/map.h"

typedef struct County {
    ZfArea *areas; /* towns first, then villages */
    size_t n_areas;
    ZfCoverage *coverage;
    ZfRoad roads[2];
    ZfWater water[1];
    ZfCampaign campaign;
    GStringChunk *texts;
} County;

/* columns × rows villages of about size_m metres; points_only: no polygons. */
County *county_new(int columns, int rows, double size_m, bool points_only, ZfLang lang);
void county_free(County *county);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(County, county_free)

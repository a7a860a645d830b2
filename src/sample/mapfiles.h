/* mapfiles: borders, heights, roads, water and places of the sample as files. Private. */
#pragma once

#include "sample/family.h"
#include "sample/settle.h"

typedef struct Township {
    const Terrain *terrain;
    const Land *land;
    const Settlement *settlement;
    Village *villages; /* n */
    GPtrArray *towns;  /* names */
    uint64_t seed;
    ZfDate start;
} Township;

bool mapfiles_areas(const Township *township, const char *path, bool clean, GError **error);
bool mapfiles_dem(const Township *township, const char *path, GError **error);
bool mapfiles_roads(const Township *township, const char *path, GError **error);
bool mapfiles_places(const Township *township, const char *path, bool clean, GError **error);

/* What a village's office is called: "石塘村委会". */
void mapfiles_office_name(const Village *village, char ret[NAME_BYTES * 2]);

/* outline: the outer border of all areas and the borders between their towns, each shared line
 * once, joined into long lines so that dashes run through. */
#pragma once

#include "model/model.h"

typedef struct ZfOutline {
    ZfPolygon *outer; /* union of the units, or NULL without shapes */
    GPtrArray *towns; /* of GArray of ZfLonLat: lines between towns */
} ZfOutline;

/* areas: n areas with parent_index; unit: the level whose shapes are joined. A set of shapes that
 * cannot be joined gives no outer border (NULL), never an error: the map is still right. */
ZfOutline *zf_outline_new(const ZfArea *areas, size_t n, ZfAreaLevel unit);
void zf_outline_free(ZfOutline *outline);

/* The level of the communities: villages, or the lowest level that has any area. */
ZfAreaLevel zf_area_unit_level(const ZfArea *areas, size_t n);
/* The index of the area's town, -1. */
int32_t zf_area_town(const ZfArea *areas, size_t n, size_t area);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfOutline, zf_outline_free)

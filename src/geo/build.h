/* build: putting polygons and lines together point by point, as readers and generators do.
 *
 *     g_auto(ZfPolygonBuilder) builder = zf_polygon_builder();
 *     zf_polygon_builder_part(&builder);
 *     zf_polygon_builder_ring(&builder);            the shell; further rings are holes
 *     zf_polygon_builder_add(&builder, (ZfLonLat){110.1, 28.7});   …
 *     ZfPolygon *polygon = zf_polygon_builder_finish(&builder);    NULL: nothing with an area */
#pragma once

#include "geo/types.h"

typedef struct ZfPolygonBuilder {
    GArray *points; /* ZfLonLat */
    GArray *rings;  /* uint32_t, where each ring starts */
    GArray *parts;  /* uint32_t, where each part starts */
} ZfPolygonBuilder;

ZfPolygonBuilder zf_polygon_builder(void);
void zf_polygon_builder_clear(ZfPolygonBuilder *builder);
void zf_polygon_builder_part(ZfPolygonBuilder *builder);
/* The first ring after _part is its shell; a ring without a part begins one. */
void zf_polygon_builder_ring(ZfPolygonBuilder *builder);
void zf_polygon_builder_add(ZfPolygonBuilder *builder, ZfLonLat point);
/* Points repeated one after the other and the repeated end of a ring are dropped, rings of fewer
 * than three points too (with a shell its holes); shells come out counter-clockwise, holes
 * clockwise. ret: owned by the caller, NULL when no ring is left. The builder is empty after. */
ZfPolygon *zf_polygon_builder_finish(ZfPolygonBuilder *builder) ZF_CHECK_RESULT;

typedef struct ZfLinesBuilder {
    GArray *points; /* ZfLonLat */
    GArray *lines;  /* uint32_t, where each line starts */
} ZfLinesBuilder;

ZfLinesBuilder zf_lines_builder(void);
void zf_lines_builder_clear(ZfLinesBuilder *builder);
void zf_lines_builder_line(ZfLinesBuilder *builder);
void zf_lines_builder_add(ZfLinesBuilder *builder, ZfLonLat point);
/* Repeated points and lines of fewer than two are dropped. ret: NULL when no line is left. */
ZfLines *zf_lines_builder_finish(ZfLinesBuilder *builder) ZF_CHECK_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ZfPolygonBuilder, zf_polygon_builder_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ZfLinesBuilder, zf_lines_builder_clear)

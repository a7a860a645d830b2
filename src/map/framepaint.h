/* framepaint: the lines and fills of a frame, layer by layer as the style says. */
#pragma once

#include "map/frame.h"
#include "map/ground.h"
#include "map/styleint.h"

/* What is needed to paint geometry through a lens. */
typedef struct ZfBrush {
    ZfCanvas *canvas;
    const ZfStyle *style;
    ZfFrameLens lens;
    ZfRect rect; /* nothing is drawn outside */
    ZfBox box;   /* the ground it shows, a little larger */
    double zoom;
    double mm_per_m;
    bool bw;
    const char *size;  /* property "size" of every feature: cover, strip, inset, sheet */
    double least_size; /* of names, mm; 0 = the style's */
    GArray *points;    /* scratch of ZfMm */
    GArray *pieces;    /* scratch of uint32_t */
    GArray *ring;      /* scratch of ZfLonLat */
    GArray *keep;      /* scratch of bool */
    GStringChunk *scratch;
} ZfBrush;

ZfBrush zf_brush_new(ZfCanvas *canvas, const ZfStyle *style, const ZfFrameView *view, bool bw,
                     const char *size);
void zf_brush_clear(ZfBrush *brush);

/* "main", "road", "track", "path" or "" for an OpenStreetMap highway class. */
const char *zf_road_kind(const char *highway);

/* The parts of a line that come near the view, thinned to THIN_MM on paper: each is appended to
 * points and its end to pieces (uint32_t, which begins with one 0). */
void zf_brush_cut_line(ZfBrush *brush, const ZfLonLat *line, size_t n, GArray *points,
                       GArray *pieces);
/* The same for the rings of a polygon, clipped to a box a little larger than the view. */
void zf_brush_cut_polygon(ZfBrush *brush, const ZfPolygon *polygon, GArray *points, GArray *pieces);
/* Adds a line or a polygon, cut and thinned, to the canvas's path. */
void zf_brush_add_line(ZfBrush *brush, const ZfLonLat *points, size_t n);
void zf_brush_add_polygon(ZfBrush *brush, const ZfPolygon *polygon);
/* The line as points on paper, in brush->points; valid until the next call. */
void zf_brush_project(ZfBrush *brush, const ZfLonLat *points, size_t n);

/* Strokes or fills the path as the layer says for the look; then forgets the path. */
void zf_brush_draw(ZfBrush *brush, const ZfLayer *layer, const ZfLook *look);

/* Draws one layer of the ground: source layers house and area (roads and water: scene.h). */
void zf_brush_ground_layer(ZfBrush *brush, const ZfLayer *layer, const ZfGround *ground);

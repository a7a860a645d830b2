/* mapsheet: the page around a map — title, edition stamp, map frame, panel, footer. Measures are
 * those of an A4 sheet; larger paper enlarges lettering by the root of its size and gives the rest
 * to the map. */
#pragma once

#include "map/framepaint.h"
#include "map/mapjob.h"

typedef struct ZfMapSheet {
    ZfCanvas *canvas;
    const ZfMapInput *input;
    const ZfMapOptions *options;
    double width, height; /* of the page in its own millimetres */
    double factor;        /* of those on real paper */
    ZfRect frame;
    /* The panel is filled from the top: columns in order, y in the current one. */
    ZfRect columns[3];
    unsigned n_columns;
    unsigned column;
    double y;
} ZfMapSheet;

/* Where the frame and the panel go; canvas and text come later. */
ZfMapSheet zf_map_sheet(const ZfMapInput *input, const ZfMapOptions *options);
/* Begins a page, extra_mm longer than the options say. */
void zf_map_sheet_page(ZfMapSheet *sheet, ZfPaper *paper, double extra_mm, const char *label);
void zf_map_sheet_end(ZfMapSheet *sheet);

void zf_map_sheet_title(ZfMapSheet *sheet, const char *title, const char *subtitle);
/* figures: the line of conservation, or NULL. */
void zf_map_sheet_footer(ZfMapSheet *sheet, const char *figures, bool points, unsigned page,
                         unsigned pages);
/* Goes on in the next column, if there is one, where sections of that height together would not fit
 * below: they stay with each other. */
void zf_map_sheet_keep(ZfMapSheet *sheet, double height);
/* Makes room for a section of that height in the panel. ret: its left top corner and width (h is
 * what is left below). */
ZfRect zf_map_sheet_section(ZfMapSheet *sheet, double height);
void zf_map_sheet_rule(ZfMapSheet *sheet);

/* The checks every map starts with. points: homes are drawn. */
bool zf_map_check_audience(const ZfMapInput *input, const ZfMapOptions *options, bool points,
                           GError **error);
/* ret: roads, water and areas of the input, without places; owned by the caller. */
ZfGround *zf_map_ground(const ZfMapInput *input);
/* ret: ZfLonLat, the outlines of all areas, or where one has none its seat; homes may be added.
 * Owned by the caller. */
GArray *zf_map_area_points(const ZfMapInput *input);
/* Where an area's name stands: its seat, else the middle of its shape. ret: false when it has
 * neither. */
bool zf_map_area_place(const ZfArea *area, ZfLonLat *ret);
/* Adds a mark (ZfFrameMark) with its name for each village that has a place. */
void zf_map_village_names(const ZfMapInput *input, GArray *marks);
/* Fits the frame around the points. ret: false with ZF_MAP_ERROR_EMPTY when there is none. */
bool zf_map_fit(const ZfMapSheet *sheet, const GArray *points, ZfFrameView *ret, GError **error);
/* ret: the title: input's own, or the sentence filled with the campaign's title; the rest of it
 * where there is no campaign or it has none. */
char *zf_map_title(const ZfMapInput *input, const ZfMapOptions *options, int say);

/* Where the areas lie among input's wider ones: a small map in a box (locator.c). */
#define ZF_LOCATOR_W 30.0
#define ZF_LOCATOR_H 26.0
void zf_map_locator_draw(ZfCanvas *canvas, ZfRect box, const ZfMapInput *input,
                         const ZfMapOptions *options);

/* The panel's sections (mappanel.c). */
void zf_map_panel_heading(ZfMapSheet *sheet, const char *text);
void zf_map_panel_ladder(ZfMapSheet *sheet);
void zf_map_panel_forecast(ZfMapSheet *sheet);

#define ZF_MAP_GREY 0x595959

/* strip: the route's way as one line with its cues, and how it is cut into pages. */
#pragma once

#include "map/map.h"
#include "sheet/sheetint.h"

#define ZF_STRIP_STOPS      8  /* at most on a page */
#define ZF_STRIP_CUES       12 /* at most on a page; the page code takes the room of a thirteenth */
#define ZF_STRIP_CUES_LARGE 8

/* Something to be read in the cue column. */
typedef struct ZfWayNode {
    ZfLonLat point;
    ZfXY xy;
    double at_m;      /* from the start, every metre counted */
    int64_t at_s;     /* under way from the start, without stays */
    const ZfCue *cue; /* NULL = made here: a stop or the end without a cue of the plan */
    /* A turn-off and the home at its end are one: point, at_m, at_s are the turn's. */
    ZfLonLat stop_point;
    ZfXY stop_xy;
    double end_m; /* metres at the stop; at_m where there is none or no turn-off */
    bool stop;    /* stops first_stop … first_stop + n_stops - 1 are here */
    uint32_t first_stop;
    uint32_t n_stops;
    bool end;
    bool cut; /* a long step is cut here: nothing but the way goes on */
    bool gap; /* the way to the next node, also a cut, is on no page: nothing happens there */
} ZfWayNode;

struct ZfSheetWay {
    ZfProjection projection;
    ZfLonLat *points;
    ZfXY *xy;
    double *at_m;
    uint32_t n_points;
    GArray *nodes;       /* ZfWayNode, the first is the start */
    GArray *lines;       /* ZfFrameLine: the way on roads, off them, estimated */
    GArray *leg_of_line; /* uint32_t: the leg (0 … n_stops) each line belongs to */
    bool large;          /* pages in large type */
};

ZfSheetWay *zf_sheet_way_new(const ZfSheetDraft *draft);
/* Cuts the step from a node to the next at that many metres from the start, between both. */
void zf_sheet_way_cut(ZfSheetWay *way, uint32_t node, double at_m, bool gap);
void zf_sheet_way_free(ZfSheetWay *way);

#define ZF_STRIP_SCALE   10000 /* 1:10 000 is the smallest; longer steps are cut */
#define ZF_STRIP_TRANSIT 25000 /* by vehicle, where no home lies on the way */

/* A page of the route map: from one node to another. */
typedef struct ZfSheetStrip {
    uint32_t first_node;
    uint32_t last_node;
    uint32_t first_stop; /* stops met on it behind its first node */
    uint32_t n_stops;
    double up_deg;
    double scale;
    bool loop; /* comes back to where it began: no direction is its own */
} ZfSheetStrip;

/* Cuts what is too long for a page, then the way into pages: 1:5 000 … 1:10 000, at most eight
 * stops each; by vehicle up to 1:25 000 between homes. A step of many kilometres without any cue is
 * shown at its two ends alone. ret: array of ZfSheetStrip, at least one. Owned by the caller. */
GArray *zf_sheet_strips(const ZfSheetDraft *draft);

/* "停 1—7"; owned by the caller. */
char *zf_sheet_strip_stops(const ZfSheetDraft *draft, const ZfSheetStrip *strip);

/* The view of a page. */
ZfFrameView zf_sheet_strip_view(const ZfSheetDraft *draft, const ZfSheetStrip *strip);
/* Where it stands on the page: in large type the red box below takes more room. */
ZfRect zf_sheet_strip_rect(bool large);

void zf_sheet_draw_strip(ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t strip);

/* The cue column beside a strip. view: of its map; insets: for each stop of the route the letter of
 * the inset it is numbered in, 0 = none; letters: cues are found by letters instead of lines, where
 * the way doubles back. */
void zf_sheet_draw_cues(const ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t strip,
                        const ZfFrameView *view, const char *insets, bool letters);
/* true when the cues of a strip come one above the other on the map. */
bool zf_sheet_cues_rise(const ZfSheetDraft *draft, const ZfSheetStrip *strip,
                        const ZfFrameView *view);
/* The sign of a cue in its rounded box of 7.2, centred. */
void zf_sheet_draw_icon(ZfCanvas *canvas, double x, double y, ZfCueKind kind);

/* A row of stop symbols with their words, up to right in large type, then the next row; only states
 * that occur among the stops shown (by stop; NULL = all). ret: x behind. */
double zf_sheet_legend_states(const ZfSheetDraft *draft, ZfCanvas *canvas, const bool *shown,
                              double x, double y, double right, double r, double gap);

/* The stops of a frame: all of the route, those of [first, first + n) with symbols. Owned by the
 * caller (with the numbers in texts). */
GArray *zf_sheet_frame_stops(const ZfSheetDraft *draft, uint32_t first, uint32_t n,
                             GStringChunk *texts);

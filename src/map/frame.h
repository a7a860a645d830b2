/* frame: the map frame painter — one rectangle of paper showing the ground at a scale, turned so
 * that any direction runs up. Cover maps, strip maps and insets of worksheets are frames.
 *
 *     g_autoptr(ZfGround) ground = zf_ground_new(&(ZfGroundInput){.roads = roads, …});
 *     ZfFrameView view = zf_frame_fit((ZfRect){20, 81, 178, 104}, points, n, 6, 0, 1000);
 *     g_autofree char *placed = zf_frame_paint(page, &(ZfFrame){.ground = ground, .view = view,
 * …});
 *
 * Every number of a stop whose home lies in the rectangle is drawn, whatever happens: eight
 * positions around the home, then leaders up to 14 mm, then as far as the frame goes, then smaller,
 * then side by side with a neighbour's.
 * Names and landmarks give way to them. */
#pragma once

#include "draw/draw.h"
#include "geo/geo.h"
#include "map/style.h"
#include "model/model.h"

/* The ground: what lies under every map of a job. Made once, read by many threads at a time. */
typedef struct ZfGround ZfGround;

typedef struct ZfGroundInput {
    const ZfRoad *roads;
    size_t n_roads;
    const ZfWater *water;
    size_t n_water;
    const ZfPlace *places; /* hamlets become names, other kinds landmarks with their sign */
    size_t n_places;
    const ZfLonLat *houses; /* drawn as small squares; true footprints in shapes */
    size_t n_houses;
    const ZfPolygon *const *house_shapes;
    size_t n_house_shapes;
    const ZfArea *areas; /* borders; NULL = none */
    size_t n_areas;
    const ZfContours *contours; /* every 20 m; NULL = none */
} ZfGroundInput;

/* Borrows everything input points to. */
ZfGround *zf_ground_new(const ZfGroundInput *input);
void zf_ground_free(ZfGround *ground);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfGround, zf_ground_free)

typedef struct ZfFrameView {
    ZfRect rect;     /* on the page, mm */
    ZfLonLat centre; /* lies in the middle of rect */
    double scale;    /* denominator */
    double up_deg;   /* compass direction that runs up the page: 0 = north up */
} ZfFrameView;

/* A view made ready for many points. */
typedef struct ZfFrameLens {
    ZfProjection projection;
    ZfMm middle;
    double mm_per_m;
    double cos_up, sin_up;
} ZfFrameLens;

ZfFrameLens zf_frame_lens(const ZfFrameView *view);
ZfMm zf_frame_to_paper(const ZfFrameLens *lens, ZfLonLat point);
ZfLonLat zf_frame_to_ground(const ZfFrameLens *lens, ZfMm paper);

/* A view of the largest round scale (1, 1.1, 1.2, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8 × 10^n) at
 * which all points keep margin_mm from rect's edges, not larger than 1:min_scale. */
ZfFrameView zf_frame_fit(ZfRect rect, const ZfLonLat *points, size_t n, double margin_mm,
                         double up_deg, double min_scale);

typedef enum ZfFrameLineKind {
    ZF_FRAME_ROUTE, /* the way, with arrowheads */
    ZF_FRAME_LANE,  /* side lane or off-road leg: thin, no arrowheads */
    ZF_FRAME_RAIN,  /* alternative: black, dashed */
} ZfFrameLineKind;

typedef struct ZfFrameLine {
    ZfFrameLineKind kind;
    const ZfLonLat *points;
    size_t n;
    int32_t route;          /* number, picks pattern and colour of the style where there are many */
    ZfColour colour;        /* none = the style's */
    const ZfStroke *stroke; /* the whole stroke instead of the style's, NULL = the style's */
} ZfFrameLine;

typedef struct ZfFrameStop {
    ZfLonLat point;
    const char *number;
    ZfStopState state;
    int32_t accuracy_m; /* > 0: uncertainty circle of that radius, from 1:5 000 on */
    ZfColour colour;    /* none = black */
    bool dot_only;      /* numbered elsewhere (an inset): a plain dot */
} ZfFrameStop;

typedef enum ZfFrameMarkKind {
    ZF_FRAME_LANDMARK, /* sign framed, name beside */
    ZF_FRAME_HAZARD,   /* sign in a triangle */
    ZF_FRAME_NAME,     /* a place name alone */
    ZF_FRAME_LETTER,   /* tile with a letter or number: where an inset lies, which route it is */
    ZF_FRAME_SEAT,     /* ring with a dot: a base or seat, name beside */
} ZfFrameMarkKind;

typedef struct ZfFrameMark {
    ZfFrameMarkKind kind;
    ZfLonLat point;
    const char *sign; /* one Hanzi or letter */
    const char *name; /* or NULL */
    bool always;      /* must be drawn, as far from its place as 14 mm with a leader */
    ZfColour colour;  /* of a tile, none = black */
} ZfFrameMark;

/* The outline of another page or inset. */
typedef struct ZfFrameSheet {
    ZfFrameView view;
    const char *label; /* "第 2 页", or NULL */
    bool solid;        /* thin black line instead of round dots */
} ZfFrameSheet;

typedef enum ZfFrameSize {
    ZF_FRAME_COVER, /* overview: road 1.3, route 1.2, stops r 2.9 */
    ZF_FRAME_STRIP, /* road 1.9, route 1.35, stops r 3.2 */
    ZF_FRAME_INSET, /* road 3.4, route 1.8, stops r 3.0 */
} ZfFrameSize;

typedef enum ZfFrameShow {
    ZF_FRAME_SHOW_NORTH = 1 << 0,
    ZF_FRAME_SHOW_SCALE = 1 << 1,
    ZF_FRAME_SHOW_MINUTES = 1 << 2, /* walking minutes under the scale bar */
    ZF_FRAME_SHOW_NAMES = 1 << 3,   /* of places, and of roads and rivers along them */
    ZF_FRAME_SHOW_LANDMARKS = 1 << 4,
    ZF_FRAME_SHOW_ARROWS = 1 << 5,
    ZF_FRAME_SHOW_HOUSES = 1 << 6,
    ZF_FRAME_SHOW_BORDERS = 1 << 7,
    ZF_FRAME_SHOW_GRID = 1 << 8, /* 20 m grid, columns A–D, rows 1–4, for a home not located */
    ZF_FRAME_SHOW_LINE_NAMES = 1 << 9, /* of roads and rivers alone */
    ZF_FRAME_SHOW_ALL = 0xff,
} ZfFrameShow;

typedef struct ZfFrame {
    const ZfGround *ground; /* may be NULL */
    ZfFrameView view;
    ZfFrameSize size;
    const ZfStyle *style; /* NULL = the built-in sheet style */
    ZfLang lang;
    bool bw;
    unsigned show; /* ZfFrameShow */
    const ZfFrameLine *lines;
    size_t n_lines;
    const ZfFrameStop *stops;
    size_t n_stops;
    const ZfFrameMark *marks;
    size_t n_marks;
    const ZfFrameSheet *sheets;
    size_t n_sheets;
    bool has_flag;
    ZfLonLat flag;
    const char *flag_label; /* "起点·终点 村委会", or NULL */
    /* Boxes on the page that are covered later (insets, plates): nothing is placed there. */
    const ZfRect *covered;
    size_t n_covered;
    double frame_width; /* 0 = 0.6 */
    double stop_r;      /* radius of the stop symbols, 0 = by size */
    bool large;         /* large type: no text below 14 pt, symbols to match */
    bool on_homes;      /* symbols stand on their homes where they can: maps with many routes */
} ZfFrame;

/* Paints it, white ground first, frame line last.
 * ret: one line for each thing placed ("stop 3 at 45.2 60.1 symbol 50.1 57.3"), in drawing order,
 * for golden tests; owned by the caller. Lines beginning with "dropped" name what was left out
 * (never a stop); "crowded N" says that N symbols had to overlap something. */
char *zf_frame_paint(ZfCanvas *canvas, const ZfFrame *frame);

/* The contours a frame of that scale shows, metres between them: 20, from 1:15 000 on 100, 0 = none
 * beyond 1:60 000. */
int32_t zf_frame_contour_step(double scale);

/* Which stops lie too close to be numbered within 14 mm of their homes, so that an inset would
 * help. ret: n_stops flags, true = dense; owned by the caller. */
bool *zf_frame_dense(ZfCanvas *canvas, const ZfFrame *frame);

/* The box of a given size inside the view's rect that hides least of route, stops and names; what a
 * caller's inset should take. */
ZfRect zf_frame_free_box(const ZfFrame *frame, double w, double h);

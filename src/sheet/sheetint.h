/* sheetint: one worksheet being laid out and drawn; private to the folder. */
#pragma once

#include "sheet/sheet.h"
#include "draw/draw.h"
#include "geo/geo.h"

typedef struct ZfSheetWay ZfSheetWay;
typedef struct ZfSheetAsk ZfSheetAsk;

typedef enum ZfSheetPageKind {
    ZF_SHEET_COVER,
    ZF_SHEET_STRIP,
    ZF_SHEET_HOMES,
    ZF_SHEET_CLOSING,
    ZF_SHEET_NAMES, /* tear-off; outside the count of pages */
    ZF_SHEET_PHONE,
} ZfSheetPageKind;

typedef struct ZfSheetPage {
    ZfSheetPageKind kind;
    /* COVER, CLOSING: which of its pages; STRIP: index of the strip; HOMES: first slot; NAMES,
     * PHONE: first stop */
    uint32_t first;
    uint32_t n; /* HOMES: slots; NAMES, PHONE: stops */
} ZfSheetPage;

/* A place for a block on a page: a stop, or what goes on of it. */
typedef struct ZfSheetSlot {
    uint32_t stop; /* offset in the route */
    uint32_t first_child;
    bool more;    /* goes on from the slot before */
    uint32_t ask; /* which block of the campaign's own questions, from 1; 0 = the home itself */
} ZfSheetSlot;

typedef struct ZfSheetDraft {
    const ZfSheetInput *input;
    const ZfSheetOptions *options;
    const ZfSnapshot *snapshot;
    const ZfCampaign *campaign;
    const ZfPlan *plan;
    const ZfRoute *route;
    const ZfStop *stops;
    uint32_t n_stops;
    ZfLang lang;
    const char *number; /* of the sheet */
    const char *const *rain;
    char *recipient;
    char *date;      /* 2026-02-14 */
    int day;         /* which of the plan's days, from 1 */
    char prefix[16]; /* of destination names: "r7-" */
    ZfSheetHome **homes;
    ZfStopState *states;
    int32_t children; /* to be seen on the route */
    int32_t homes_n;  /* stops that are homes */
    ZfColour accent;
    ZfSheetWay *way;
    ZfSheetAsk *ask;   /* the campaign's own questions */
    GArray *slots;     /* ZfSheetSlot */
    GArray *strips;    /* ZfSheetStrip */
    GArray *pages;     /* ZfSheetPage */
    uint32_t covers;   /* pages of the cover */
    uint32_t n_most;   /* large type: room is kept for so many pages in index and boxes */
    uint32_t n_pages;  /* counted ones: without the tear-off list */
    uint32_t per_page; /* blocks */
    GArray *spots;     /* ZfSheetSpot of what is drawn; NULL = nobody asks */
} ZfSheetDraft;

/* A check box of a closing page: where a photograph of it is looked at. */
typedef struct ZfSheetSpot {
    uint32_t page; /* from 1 */
    char name[24]; /* "new-1-told", "stop-7", "page-3" */
    ZfRect at;
} ZfSheetSpot;

/* Notes a box with its left edge at x, centred on mid, for whoever asked for them. row: from 1, 0 =
 * there is but one; then a word, or "". */
void zf_sheet_spot(const ZfSheetDraft *draft, uint32_t page, const char *what, uint32_t row,
                   const char *word, double x, double mid, double size);

/* Never fails: what cannot be drawn is found while drawing. given->route must be in range and have
 * a stop. */
ZfSheetDraft *zf_sheet_draft_new(const ZfSheetInput *input, const ZfSheetOptions *options,
                                 const ZfSheetRoute *given);
void zf_sheet_draft_free(ZfSheetDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfSheetDraft, zf_sheet_draft_free)

/* Draws all its pages. */
void zf_sheet_draft_draw(ZfSheetDraft *draft, ZfPaper *paper, const ZfProgress *progress);

/* Its layout as text, for golden tests; owned by the caller. */
char *zf_sheet_draft_dump(const ZfSheetDraft *draft);

/* The page (from 1) that holds a stop's block, a strip. */
uint32_t zf_sheet_page_of_stop(const ZfSheetDraft *draft, uint32_t stop);
uint32_t zf_sheet_page_of_strip(const ZfSheetDraft *draft, uint32_t strip);
/* Names of destinations: "r7-p3", "r7-s5". Owned by the caller. */
char *zf_sheet_dest_page(const ZfSheetDraft *draft, uint32_t page);
char *zf_sheet_dest_stop(const ZfSheetDraft *draft, uint32_t stop);

/* The areas the route's stops lie in, in the order of the route, each once: indices in the
 * snapshot. */
GArray *zf_sheet_areas(const ZfSheetDraft *draft);

/* For whom a sheet is: given, else the team's first member, else the team. Owned by the caller. */
char *zf_sheet_recipient(const ZfSnapshot *snapshot, const ZfRoute *route, const char *given);

/* Errors: ZF_DRAW_ERROR_GLYPH listing every stop with a character that the font lacks. */
bool zf_sheet_check_glyphs(const ZfSheetInput *input, const ZfSheetOptions *options,
                           GError **error) ZF_CHECK_RESULT;

/* The list of all sheets. pages: of each route. */
void zf_sheet_draw_index(const ZfSheetInput *input, const int32_t *pages, ZfPaper *paper);

/* Pages. page counts from 1. */
void zf_sheet_draw_cover(ZfSheetDraft *draft, ZfCanvas *canvas);
void zf_sheet_draw_homes(ZfSheetDraft *draft, ZfCanvas *canvas, const ZfSheetPage *page);
/* ret: the sentences about rain that fit a line of that width; NULL = nothing to say. */
char *zf_sheet_rain_line(ZfCanvas *canvas, const ZfSheetDraft *draft, double width);
void zf_sheet_draw_closing(ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t page);
void zf_sheet_draw_names(ZfSheetDraft *draft, ZfCanvas *canvas, const ZfSheetPage *page);
void zf_sheet_draw_phone(ZfSheetDraft *draft, ZfCanvas *canvas, const ZfSheetPage *page);

/* The page code: 25 modules and a quiet zone of 4 on each side. Version 2 with level H, because a
 * smaller one has nothing in its fourth corner that tells a reader where it is (draw/qr.c). Its
 * modules are four dots of a picture of 100 dots an inch, and its upper left corner lies on the
 * grid of such dots. The dark part ends at the content frame, its quiet zone in the page's margin.
 * tests/bench/PAPER.md has what zbarimg reads from simulated copies of whole pages. */
#define ZF_SHEET_DOT       0.254 /* mm, 1/100 inch */
#define ZF_SHEET_CODE_SIZE (33 * 4 * ZF_SHEET_DOT)
#define ZF_SHEET_CODE_X    (663 * ZF_SHEET_DOT)
#define ZF_SHEET_CODE_LEFT (ZF_SHEET_CODE_X - 1) /* mm: what stands beside it ends here */
/* Its upper edge: beside the red box of homes and closing page, in the corner of the last block;
 * above the red line of route maps; in the head of covers and locating maps. */
#define ZF_SHEET_CODE_FOOT (970 * ZF_SHEET_DOT)
#define ZF_SHEET_CODE_MAP  (929 * ZF_SHEET_DOT)
#define ZF_SHEET_CODE_HEAD (68 * ZF_SHEET_DOT)

/* The four registration marks. */
void zf_sheet_marks(ZfCanvas *canvas);
/* Whose map lies under the maps, at the top of the binding edge. ret: mm of the edge it takes; 0
 * when source is NULL or "". */
double zf_sheet_source(ZfCanvas *canvas, ZfLang lang, const char *source);
/* What is the same on all pages: watermark, marks, head, foot, edge line. head: left words. */
void zf_sheet_page_frame(const ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t page,
                         const char *head);
#define ZF_SHEET_LARGE 14 /* pt: least lettering in large type */
/* Blocks of large type of those heights (mm), one below the other, as many on a page as fit above
 * its code. ret: number of pages; page: of each block, from 0; y: where it begins. */
uint32_t zf_sheet_stack(const double *heights, size_t n, uint32_t *page, double *y);
/* The size of a text that has to be read, in points. */
double zf_sheet_points(const ZfSheetDraft *draft, double points);
/* The page code with its upper edge at y. */
void zf_sheet_page_code(const ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t page, double y);
/* The red box of three lines (large type: two) beside the page code, y 264–277.2; of one line on
 * maps, but not in large type. */
void zf_sheet_red_box(const ZfSheetDraft *draft, ZfCanvas *canvas);
void zf_sheet_red_line(const ZfSheetDraft *draft, ZfCanvas *canvas);
/* Whom to phone first: "乡督导员 138 …", a blank to fill in where the campaign names nobody. Owned
 * by the caller. */
char *zf_sheet_hotline(const ZfSheetDraft *draft);
/* The same (without the name where that is too long) and as many of the other numbers as fit into
 * width, bold. Owned by the caller. */
char *zf_sheet_hotlines(const ZfSheetDraft *draft, ZfCanvas *canvas, double points, double width,
                        const char *between);

/* sheet: the worksheet that a team carries on paper (DOMAIN §8): cover, route maps with cues, a
 * block to fill in for every home, a closing page. A4, readable from a black-and-white copy, usable
 * without a phone. Positions of everything: docs of the look, in millimetres; the boxes to tick
 * stand at the same place in every block of a language, so that a photograph can be read later.
 *
 *     ZfSheetInput input = {.snapshot = snapshot, .plan = plan, .routes = &route, .n_routes = 1};
 *     ZfSheetOptions options = {0};
 *     if (!zf_sheet_render(&input, &options, "out.pdf", NULL, progress, error)) {
 *         return false;
 *     }
 *
 * Nothing is computed here that the plan does not hold; nothing of a person is printed that a
 * volunteer may not see (zf_sheet_home below is the one place that decides it). */
#pragma once

#include "base/base.h"
#include "model/model.h"
#include "say/say.h"
#include "map/map.h"

#define ZF_SHEET_ERROR (zf_sheet_error_quark())
GQuark zf_sheet_error_quark(void);
typedef enum {
    ZF_SHEET_ERROR_EMPTY,  /* no route was asked for, or one without a stop */
    ZF_SHEET_ERROR_NUMBER, /* a sheet number that no code can carry */
} ZfSheetError;

/* A route to be printed. */
typedef struct ZfSheetRoute {
    uint32_t route;        /* index in ZfPlan.routes */
    const char *number;    /* of the sheet, "LM7-0214-3X" */
    const char *recipient; /* whom it is for; NULL or "" = the team's first member, else the team */
    /* What rain makes of the route, what matters most first, NULL-terminated: the cover says as
     * many of these sentences as it has room for. NULL = nothing. */
    const char *const *rain;
} ZfSheetRoute;

/* Everything read-only; must live until the call returns. Arrays may be empty. */
typedef struct ZfSheetInput {
    const ZfSnapshot *snapshot; /* with its campaign, persons, places, earlier visits */
    const ZfPlan *plan;         /* with its way geometry and cues */
    const ZfSheetRoute *routes;
    size_t n_routes;
    ZfLetters *letters; /* what may be written (draw/letters.h); NULL = anything */
    /* What lies under the maps: roads, water, places, buildings (all of them, not only homes that
     * are visited: a mark of its own would give them away). NULL = white ground. */
    const ZfGround *ground;
    const char *source; /* whose map that is, printed on every page's edge; NULL or "" = nobody's */
    bool relief;        /* the ground has contours: the cover says how far apart they are */
} ZfSheetInput;

typedef struct ZfSheetOptions {
    bool large;    /* 14 pt and more, two homes a page */
    bool bw;       /* no colour at all */
    bool blind;    /* spot check: nothing of an earlier visit */
    bool names;    /* adds a tear-off page with full names, numbered apart */
    bool phone;    /* adds a list for visits by phone: carers' numbers by stop */
    bool north_up; /* route maps with north up instead of the direction of travel */
    /* Written into the file as its date; 0 or ZF_STAMP_NONE = now (or SOURCE_DATE_EPOCH). */
    ZfStamp created;
    unsigned threads; /* zf_sheet_render_each only; 0 = the machine's cores */
} ZfSheetOptions;

/* All routes in one PDF, one behind the other. pages: n_routes page counts, or NULL.
 * Errors: ZF_SHEET_ERROR; ZF_DRAW_ERROR with every route and stop named where a character has no
 * glyph, or where a text does not fit; ZF_FILE_ERROR. Nothing is written then. */
bool zf_sheet_render(const ZfSheetInput *input, const ZfSheetOptions *options, const char *out_pdf,
                     int32_t *pages, const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;

/* One PDF a route, in parallel; the bytes do not depend on the number of threads.
 * out_pdfs: n_routes paths. What was finished before an error stays. */
bool zf_sheet_render_each(const ZfSheetInput *input, const ZfSheetOptions *options,
                          const char *const *out_pdfs, int32_t *pages, const ZfProgress *progress,
                          GError **error) ZF_CHECK_RESULT;

/* The index of one PDF a route: route, day, for whom, number, stops, pages, and two cells a sheet
 * to sign what goes out and comes back. pages: n_routes page counts. */
bool zf_sheet_render_index(const ZfSheetInput *input, const ZfSheetOptions *options,
                           const int32_t *pages, const char *out_pdf,
                           GError **error) ZF_CHECK_RESULT;

/* ---- gridded village maps, on which the village worker marks homes by cell ---- */

typedef struct ZfSheetLocateMap {
    int32_t area;         /* index in the snapshot */
    ZfCellGrid grid;      /* as registered */
    const char *number;   /* "LM7-0214-3X" */
    const char *hash;     /* 12 hexadecimal digits over what is printed */
    const int32_t *homes; /* indices in the snapshot, in printed order */
    size_t n_homes;
} ZfSheetLocateMap;

typedef struct ZfSheetLocateInput {
    const ZfSnapshot *snapshot; /* with names: the list is for the village worker */
    const ZfGround *ground;     /* may be NULL */
    const char *source;         /* whose map that is; NULL or "" = nobody's */
    ZfLetters *letters;         /* NULL = anything may be written */
    const ZfSheetLocateMap *maps;
    size_t n_maps;
} ZfSheetLocateInput;

/* The grid of a village: square cells of 25 or 50 m where one page shows all of it, else of 100 m
 * on up to nine pages, larger only in still larger villages. columns 0 = nobody knows where it is.
 */
ZfCellGrid zf_sheet_locate_grid(const ZfSnapshot *snapshot, int32_t area);

/* Draws the maps one behind the other, each with the list of its homes below and behind it. pages:
 * of all, may be NULL. Errors as of zf_sheet_render. */
bool zf_sheet_render_locate(const ZfSheetLocateInput *input, const ZfSheetOptions *options,
                            const char *out_pdf, int32_t *pages, const ZfProgress *progress,
                            GError **error) ZF_CHECK_RESULT;

/* What the page code says: sheet number without hyphens, page, six digits of the plan's hash:
 * "LM702143X-03-7C1F90", at most 20 characters, capitals and digits, so that the smallest QR code
 * holds it. Owned by the caller; NULL when it would be longer. */
char *zf_sheet_code(const char *number, int page, const char *plan_hash);
/* Reads it back. number: without hyphens. ret: false when it is none; nothing touched then. */
typedef struct ZfSheetCode {
    char number[16];
    int page;
    char hash[7]; /* lower case */
} ZfSheetCode;
bool zf_sheet_code_parse(const char *code, ZfSheetCode *ret);

/* What the navigation code of a stop says, by the campaign's setting; a stop number, never a
 * person. Owned by the caller. */
char *zf_sheet_navigation(ZfNavigation navigation, ZfLang lang, ZfLonLat point, int32_t stop);

/* What may be printed of a home on a volunteer's sheet, and nothing else: surnames, age bands,
 * where it is. Owns every text. */
#define ZF_SHEET_CHILDREN_MAX 24
typedef struct ZfSheetHome {
    char *code;    /* 户编号, else "07-01" of route and stop */
    char *village; /* name */
    char *address; /* village, group and address without repeating any; "" = not known */
    char *carer;   /* "祖母田某", "" = not known */
    char *find;    /* landmark and note, "" */
    char *last;    /* day of the last visit, "" = none or blind */
    char *children[ZF_SHEET_CHILDREN_MAX]; /* "田某 女 6—8 岁" */
    uint32_t n_children;
    uint32_t n_more; /* children beyond the table, counted only */
    bool female;     /* marks: a female visitor; two people */
    bool two;
    bool talk;    /* a village duty, no home */
    bool located; /* known to the house */
    bool has_point;
    ZfLonLat point;
    int32_t accuracy_m;
} ZfSheetHome;

/* day: of the route, for ages. */
/* Village, group and address of a home without repeating any; owned by the caller. */
char *zf_sheet_address(const ZfSnapshot *snapshot, const ZfHousehold *home);

ZfSheetHome *zf_sheet_home(const ZfSnapshot *snapshot, const ZfRoute *route, const ZfStop *stop,
                           bool blind);
void zf_sheet_home_free(ZfSheetHome *home);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfSheetHome, zf_sheet_home_free)

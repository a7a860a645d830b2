/* mapjob: whole map sheets — coverage, unvisited homes, routes, access — as pages of a ZfPaper.
 *
 *     g_autoptr(ZfPaper) paper = zf_paper_new(&paper_options);
 *     ZfMapInput input = {.campaign = &snapshot->campaign, .areas = snapshot->areas, …};
 *     if (!zf_map_coverage(paper, &input, &options, NULL, error) ||
 *         !zf_paper_save(paper, path, error)) …
 *
 * A PDF gets as many pages as are needed; PNG and SVG get one, made longer where a list of names
 * has no room beside the map. */
#pragma once

#include "draw/draw.h"
#include "map/maperror.h"
#include "map/style.h"
#include "model/model.h"

typedef struct ZfMapOptions {
    double width_mm; /* 0 and 0 = A4 across */
    double height_mm;
    bool grow;            /* coverage: larger paper, up to A0, where names find no room inside */
    bool best_fit;        /* turned when that shows the areas larger */
    ZfPaperFormat format; /* that of the paper it goes on */
    ZfAudience audience;
    ZfLang lang;
    bool bw;
    const ZfStyle *style;       /* NULL = the built-in one */
    const ZfProgress *progress; /* of atlas and routes, page by page; NULL = silent */
} ZfMapOptions;

/* Everything is borrowed. Pointers may be NULL and counts 0 for what a map does not need. */
typedef struct ZfMapInput {
    const ZfCampaign *campaign;
    const char *title;   /* NULL = campaign's title and what the map shows */
    int32_t issue;       /* number of the issue, 0 = none */
    const char *check;   /* hash of the data, printed in the footer, or NULL */
    const ZfArea *areas; /* with parent_index (a snapshot's) */
    size_t n_areas;
    /* all around where areas are only a part, for a small map of where it lies; NULL = none */
    const ZfArea *wider;
    size_t n_wider;
    const ZfRoad *roads;
    size_t n_roads;
    const ZfWater *water;
    size_t n_water;
    const ZfPlace *places;
    size_t n_places;
    const ZfCoverage *coverage; /* coverage, unvisited */
    const ZfCoverage *before;   /* coverage: earlier figures; shown is the change since. Or NULL */
    const ZfCoverage *const *moments; /* coverage: as it was at each of them, oldest first */
    size_t n_moments;
    bool weekly;                   /* the moments are weeks, not days */
    bool by_seen;                  /* classes by seen / in scope instead of complete / in scope */
    const ZfHousehold *households; /* unvisited, routes: the snapshot's, index as in coverage */
    size_t n_households;
    /* where areas are only some of a snapshot's: its index -> index in areas or -1; NULL = all */
    const int32_t *area_place;
    const ZfPerson *persons; /* atlas: the snapshot's; NULL = no names */
    const ZfPlan *plan;      /* routes */
    const ZfAccess *access;  /* access: homes as in households, rows of the snapshot's areas */
    int32_t access_k;        /* access: villages of fewer homes are left out; 0 = none are */
    ZfStamp as_of;           /* access */
    ZfDate day;              /* routes: only this day; ZF_DATE_NONE = all */
    const bool *only_routes; /* routes: by route of the plan, which are wanted; NULL = all */
} ZfMapInput;

/* Each draws its page or pages. placed: a line for each label placed, for golden tests, owned by
 * the caller; may be NULL.
 * Errors: ZF_MAP_ERROR_EMPTY when no area or home has a position; ZF_MAP_ERROR_AUDIENCE when
 * points are asked for an audience that may not see them (DOMAIN §7); ZF_MAP_ERROR_APPROVAL. */
bool zf_map_coverage(ZfPaper *paper, const ZfMapInput *input, const ZfMapOptions *options,
                     char **placed, GError **error) ZF_CHECK_RESULT;
/* One small map for each of input's moments, at one scale and with one legend; twelve a page. PNG
 * and SVG: ZF_MAP_ERROR_EMPTY when there are more than MULTIPLES_MOST. */
#define ZF_MAP_MULTIPLES_MOST 30
bool zf_map_multiples(ZfPaper *paper, const ZfMapInput *input, const ZfMapOptions *options,
                      char **placed, GError **error) ZF_CHECK_RESULT;
bool zf_map_unvisited(ZfPaper *paper, const ZfMapInput *input, const ZfMapOptions *options,
                      char **placed, GError **error) ZF_CHECK_RESULT;
/* The same homes gathered in hexagons of 6 mm, the ten heaviest numbered and listed by village. */
bool zf_map_hotspots(ZfPaper *paper, const ZfMapInput *input, const ZfMapOptions *options,
                     char **placed, GError **error) ZF_CHECK_RESULT;
/* Every stop is numbered on a page of a PDF; what is too much for one page gets an overview and
 * pages by day and part of the ground. PNG and SVG have one page: the overview, when numbers do not
 * fit, which says where they are. */
bool zf_map_routes(ZfPaper *paper, const ZfMapInput *input, const ZfMapOptions *options,
                   char **placed, GError **error) ZF_CHECK_RESULT;

/* For county and public no homes: a tile a village. */
bool zf_map_access(ZfPaper *paper, const ZfMapInput *input, const ZfMapOptions *options,
                   char **placed, GError **error) ZF_CHECK_RESULT;

/* PDF only, A4 upright: a page for each village with all its homes numbered and listed. */
bool zf_map_atlas(ZfPaper *paper, const ZfMapInput *input, const ZfMapOptions *options,
                  char **placed, GError **error) ZF_CHECK_RESULT;

/* The coverage map alone inside a rectangle, for bulletins: fills, borders, river, roads, labels,
 * scale bar; names that do not fit become key numbers with a list in the free corner. */
bool zf_map_coverage_in(ZfCanvas *canvas, ZfRect rect, const ZfMapInput *input,
                        const ZfMapOptions *options, GError **error) ZF_CHECK_RESULT;

/* Colour and pattern of a route by its number; the same on maps and legends. */
ZfStroke zf_map_route_stroke(int32_t number, bool bw);

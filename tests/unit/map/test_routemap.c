#include "county.h"
#include "map/routepages.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define POINTS 6

/* A plan of loops around the county, every home a stop. */
typedef struct Loops {
    ZfPlan *plan;
    ZfHousehold *homes;
    size_t n_homes;
    ZfUnvisited *unvisited;
} Loops;

static ZfLonLat
at(double x, double y)
{
    ZfProjection projection = zf_projection_at((ZfLonLat){109.85, 29.0});
    return zf_unproject(&projection, (ZfXY){x, y});
}

static void
add_leg(ZfPlan *plan, size_t leg, ZfLonLat from, ZfLonLat to)
{
    plan->legs[leg] = (ZfLeg){.first_point = (uint32_t)(leg * POINTS),
                              .n_points = POINTS,
                              .road_from = 1,
                              .road_to = POINTS - 1};
    for (int i = 0; i < POINTS; i++) {
        double t = (double)i / (POINTS - 1);
        plan->points[leg * POINTS + i] =
            (ZfLonLat){from.lon + t * (to.lon - from.lon), from.lat + t * (to.lat - from.lat)};
    }
}

static void
add_route(Loops *loops, int route, int stops, int routes, int days)
{
    ZfPlan *plan = loops->plan;
    ZfLonLat base = at(12000, 8000);
    ZfLonLat last = base;
    size_t home_leg = (size_t)(routes * stops + route);
    plan->routes[route] = (ZfRoute){.number = route + 1,
                                    .team_name = "周岚、韩启文",
                                    .date = 20500 + route * days / routes,
                                    .base = "村委会",
                                    .point = base,
                                    .first_stop = (uint32_t)(route * stops),
                                    .n_stops = (uint32_t)stops,
                                    .metres = 12345,
                                    .home_leg = (uint32_t)home_leg};
    for (int s = 0; s < stops; s++) {
        size_t i = (size_t)(route * stops + s);
        double angle = s * 2 * G_PI / stops;
        ZfLonLat here = at(3000 + route % 5 * 4200 + 1300 * cos(angle),
                           2500 + route / 5 * 3500 + 1100 * sin(angle));
        loops->homes[i] = zf_household_empty();
        g_autofree char *id = g_strdup_printf("h%zu", i);
        loops->homes[i].id = zf_plan_text(plan, id);
        loops->homes[i].has_point = true;
        loops->homes[i].point = here;
        loops->homes[i].location = i % 7 == 0 ? ZF_LOCATION_GROUP : ZF_LOCATION_POINT;
        plan->stops[i] = (ZfStop){.household = loops->homes[i].id,
                                  .number = s + 1,
                                  .leg = (uint32_t)i,
                                  .fixed_time = i % 9 == 3};
        loops->unvisited[i] =
            (ZfUnvisited){.household = (int32_t)i,
                          .area = 3,
                          .children = 2,
                          .state = i % 2 ? ZF_STATE_SCHEDULED : ZF_STATE_UNSCHEDULED,
                          .overdue_days = i % 5 == 0 ? 3 : 0};
        add_leg(plan, i, last, here);
        last = here;
    }
    add_leg(plan, home_leg, last, base);
}

static Loops
loops_new(int routes, int stops, int days)
{
    size_t n = (size_t)(routes * stops);
    Loops loops = {.plan = zf_plan_new(),
                   .homes = g_new0(ZfHousehold, n),
                   .n_homes = n,
                   .unvisited = g_new0(ZfUnvisited, n)};
    loops.plan->n_routes = (size_t)routes;
    loops.plan->n_stops = n;
    loops.plan->n_legs = n + (size_t)routes;
    loops.plan->n_points = loops.plan->n_legs * POINTS;
    loops.plan->routes = g_new0(ZfRoute, loops.plan->n_routes);
    loops.plan->stops = g_new0(ZfStop, n);
    loops.plan->legs = g_new0(ZfLeg, loops.plan->n_legs);
    loops.plan->points = g_new0(ZfLonLat, loops.plan->n_points);
    for (int i = 0; i < routes; i++) {
        add_route(&loops, i, stops, routes, days);
    }
    return loops;
}

static void
loops_clear(Loops *loops)
{
    zf_plan_free(loops->plan);
    g_free(loops->homes);
    g_free(loops->unvisited);
}

static ZfMapInput
input_of(const County *county, const Loops *loops)
{
    county->coverage->unvisited = loops->unvisited;
    county->coverage->n_unvisited = loops->n_homes;
    return (ZfMapInput){.campaign = &county->campaign,
                        .areas = county->areas,
                        .n_areas = county->n_areas,
                        .roads = county->roads,
                        .n_roads = 1,
                        .water = county->water,
                        .n_water = 1,
                        .coverage = county->coverage,
                        .households = loops->homes,
                        .n_households = loops->n_homes,
                        .plan = loops->plan,
                        .day = ZF_DATE_NONE};
}

static unsigned
count(const char *text, const char *part)
{
    unsigned n = 0;
    for (const char *found = text; (found = strstr(found, part)); found += strlen(part)) {
        n++;
    }
    return n;
}

/* In a PDF every stop's number is on a page, in its frame or in an inset; PNG and SVG have all or
 * say that they are an overview. */
static void
check_routes(int routes, int stops, int days, ZfPaperFormat format, unsigned pages, bool numbers)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(County) county = county_new(6, 4, 4000, false, ZF_LANG_ZH);
    Loops loops = loops_new(routes, stops, days);
    ZfMapInput input = input_of(county, &loops);
    ZfMapOptions options = {.format = format, .lang = ZF_LANG_ZH};
    g_autoptr(ZfPaper) paper =
        zf_paper_new(&(ZfPaperOptions){.format = format, .dpi = 50, .created = 1770000000});
    g_autofree char *placed = NULL;
    g_assert_true(zf_map_routes(paper, &input, &options, &placed, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(zf_paper_pages(paper), ==, pages);
    g_autoptr(GBytes) bytes = zf_paper_finish(paper, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(count(placed, "\nstop "), ==, numbers ? (unsigned)(routes * stops) : 0);
    g_assert_cmpuint(count(placed, "sign "), >=, (unsigned)routes);
    g_assert_cmpuint(count(placed, " overview "), ==, pages > 1 || !numbers ? 1 : 0);
    g_assert_null(strstr(placed, "crossings"));
    loops_clear(&loops);
}

static void
test_routes(void)
{
    check_routes(3, 8, 1, ZF_PAPER_PNG, 1, true);
    check_routes(6, 12, 2, ZF_PAPER_PDF, 3, true);
    check_routes(6, 8, 1, ZF_PAPER_PDF, 1, true);
    check_routes(20, 15, 4, ZF_PAPER_PNG, 1, false);
    check_routes(20, 15, 4, ZF_PAPER_PDF, 5, true);
    check_routes(20, 15, 1, ZF_PAPER_PDF, 5, true);
    check_routes(1, 120, 1, ZF_PAPER_PNG, 1, true);
}

/* Every route stands on one page with numbers, which is not too full; only what was asked for. */
static void
test_pages(void)
{
    Loops loops = loops_new(70, 9, 3);
    bool *only = g_new0(bool, loops.plan->n_routes);
    ZfMapInput input = {.plan = loops.plan, .day = ZF_DATE_NONE};
    g_autoptr(GPtrArray) pages = zf_route_pages(&input, true);
    unsigned *found = g_new0(unsigned, loops.plan->n_routes);
    unsigned overviews = 0;
    for (guint i = 0; i < pages->len; i++) {
        const ZfRoutePage *page = pages->pdata[i];
        overviews += page->overview;
        for (unsigned k = 0; k < page->n; k++) {
            found[page->routes[k]] += !page->overview;
            g_assert_cmpint(loops.plan->routes[page->routes[k]].date, ==, page->day);
            g_assert_true(k == 0 || page->routes[k - 1] < page->routes[k]);
        }
        g_assert_true(page->overview || page->n <= ZF_ROUTE_PAGE_ROUTES);
    }
    for (size_t i = 0; i < loops.plan->n_routes; i++) {
        g_assert_cmpuint(found[i], ==, 1);
    }
    g_assert_cmpuint(overviews, ==, 3); /* 70 are too many for one */
    only[5] = true;
    input.only_routes = only;
    g_autoptr(GPtrArray) one = zf_route_pages(&input, false);
    g_assert_cmpuint(one->len, ==, 1);
    const ZfRoutePage *page = one->pdata[0];
    g_assert_true(!page->overview && page->n == 1 && page->routes[0] == 5);
    only[5] = false;
    g_autoptr(GPtrArray) none = zf_route_pages(&input, true);
    g_assert_cmpuint(none->len, ==, 0);
    g_free(found);
    g_free(only);
    loops_clear(&loops);
}

/* A hamlet of homes closer than their symbols is shown larger, and its numbers stand there. */
static void
test_route_inset(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(County) county = county_new(6, 4, 4000, false, ZF_LANG_ZH);
    Loops loops = loops_new(2, 16, 1);
    for (int s = 0; s < 9; s++) {
        loops.homes[s].point = at(3000 + 60 * (s % 3), 2500 + 60 * (s / 3));
    }
    ZfMapInput input = input_of(county, &loops);
    ZfMapOptions options = {.format = ZF_PAPER_PDF, .lang = ZF_LANG_ZH};
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PDF});
    g_autofree char *placed = NULL;
    g_assert_true(zf_map_routes(paper, &input, &options, &placed, &error));
    g_assert_no_error(error);
    g_autoptr(GBytes) bytes = zf_paper_finish(paper, &error);
    g_assert_no_error(error);
    const char *inset = strstr(placed, "inset A ");
    g_assert_nonnull(inset);
    g_assert_cmpuint(count(inset, "\nstop "), >=, 9);
    g_assert_cmpuint(count(placed, "\nstop "), ==, 32);
    g_assert_nonnull(strstr(placed, "sign A at "));
    g_assert_null(strstr(placed, "crowded"));
    loops_clear(&loops);
}

static void
test_no_route(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(County) county = county_new(6, 4, 4000, false, ZF_LANG_ZH);
    Loops loops = loops_new(2, 3, 1);
    ZfMapInput input = input_of(county, &loops);
    input.day = 1;
    ZfMapOptions options = {.format = ZF_PAPER_PDF, .lang = ZF_LANG_ZH};
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    g_assert_false(zf_map_routes(paper, &input, &options, NULL, &error));
    g_assert_error(error, ZF_MAP_ERROR, ZF_MAP_ERROR_EMPTY);
    g_clear_error(&error);
    options.audience = ZF_AUDIENCE_COUNTY;
    g_assert_false(zf_map_routes(paper, &input, &options, NULL, &error));
    g_assert_error(error, ZF_MAP_ERROR, ZF_MAP_ERROR_AUDIENCE);
    loops_clear(&loops);
}

static void
test_unvisited(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(County) county = county_new(6, 4, 4000, false, ZF_LANG_ZH);
    Loops loops = loops_new(5, 10, 1);
    loops.homes[1].has_point = false;
    ZfMapInput input = input_of(county, &loops);
    ZfMapOptions options = {.format = ZF_PAPER_PDF, .lang = ZF_LANG_ZH};
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PDF});
    g_autofree char *placed = NULL;
    g_assert_true(zf_map_unvisited(paper, &input, &options, &placed, &error));
    g_assert_no_error(error);
    g_assert_nonnull(strstr(placed, "scheduled 20\nunscheduled 20\noverdue 10\nno place 1\n"));
    g_autoptr(GBytes) bytes = zf_paper_finish(paper, &error);
    g_assert_no_error(error);
    loops_clear(&loops);
}

/* All homes with a position are in a cell; the worst cells are listed; not for the county. */
static void
test_hotspots(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(County) county = county_new(6, 4, 4000, false, ZF_LANG_ZH);
    Loops loops = loops_new(5, 10, 1);
    loops.homes[1].has_point = false;
    ZfMapInput input = input_of(county, &loops);
    for (int bw = 0; bw < 2; bw++) {
        ZfMapOptions options = {.format = ZF_PAPER_PDF, .lang = ZF_LANG_ZH, .bw = bw == 1};
        g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PDF});
        g_autofree char *placed = NULL;
        g_assert_true(zf_map_hotspots(paper, &input, &options, &placed, &error));
        g_assert_no_error(error);
        long homes = 0;
        g_auto(GStrv) lines = g_strsplit(placed, "\n", -1);
        for (int i = 0; lines[i]; i++) {
            long here, weight;
            if (sscanf(lines[i], "spot homes %ld weight %ld", &here, &weight) == 2) {
                homes += here;
                g_assert_cmpint(weight, >=, here);
            }
        }
        g_assert_cmpint(homes, ==, (long)county->coverage->n_unvisited - 1);
        g_assert_nonnull(strstr(placed, "no place 1\n"));
        g_autoptr(GBytes) bytes = zf_paper_finish(paper, &error);
        g_assert_no_error(error);
    }
    ZfMapOptions options = {.format = ZF_PAPER_PDF, .audience = ZF_AUDIENCE_COUNTY};
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PDF});
    g_assert_false(zf_map_hotspots(paper, &input, &options, NULL, &error));
    g_assert_error(error, ZF_MAP_ERROR, ZF_MAP_ERROR_AUDIENCE);
    loops_clear(&loops);
}

/* Homes by their minutes and, for county and public, villages alone. */
static void
test_access(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(County) county = county_new(6, 4, 4000, false, ZF_LANG_ZH);
    Loops loops = loops_new(1, 10, 1);
    ZfMapInput input = input_of(county, &loops);
    ZfAccessHome homes[10];
    for (int32_t i = 0; i < 10; i++) {
        homes[i] = (ZfAccessHome){.household = i};
        homes[i].trips[0] = (ZfAccessTrip){0, i * 480 + 1, 0}; /* 1, 9, 17 … 73 minutes */
    }
    homes[9].nearest = -1;
    homes[8].reasons = ZF_ACCESS_FAR;
    homes[9].reasons = ZF_ACCESS_NO_ROAD;
    int32_t village = (int32_t)county->n_areas - 1;
    ZfAccessRow rows[] = {{.area = village, .homes = 6, .nearest_median_s = 1801},
                          {.area = village - 1, .homes = 4, .nearest_median_s = 100}};
    ZfAccess access = {.limit_s = 3600,
                       .homes = homes,
                       .n_homes = 10,
                       .rows = rows,
                       .n_rows = 2,
                       .total = {.area = -1, .homes = 10, .hard = 2}};
    input.access = &access;
    input.access_k = 5;
    static const char *const expected[] = {"near 2\nmiddle 2\nfar 4\nbeyond 1\nnever 1\n",
                                           "near 0\nmiddle 0\nfar 1\nbeyond 0\nnever 0\n"};
    for (int coarse = 0; coarse < 2; coarse++) {
        ZfMapOptions options = {.format = ZF_PAPER_PDF,
                                .lang = ZF_LANG_ZH,
                                .audience = coarse ? ZF_AUDIENCE_COUNTY : ZF_AUDIENCE_PLANNER};
        g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PDF});
        g_autofree char *placed = NULL;
        g_assert_true(zf_map_access(paper, &input, &options, &placed, &error));
        g_assert_no_error(error);
        g_assert_nonnull(strstr(placed, expected[coarse]));
        /* half an hour and a second is 35 minutes for the county; the other village is too small */
        g_assert_cmpuint(count(placed, "sign 35 "), ==, coarse ? 1 : 0);
        g_assert_cmpuint(count(placed, "sign 5 "), ==, 0);
        g_autoptr(GBytes) bytes = zf_paper_finish(paper, &error);
        g_assert_no_error(error);
    }
    loops_clear(&loops);
}

/* Every home of a village has its number, also where it is not known, and no leaders cross. */
static void
test_atlas(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(County) county = county_new(3, 2, 4000, false, ZF_LANG_ZH);
    Loops loops = loops_new(5, 10, 1);
    int32_t village = (int32_t)county->n_areas - 1;
    loops.homes[1].has_point = false;
    for (size_t i = 0; i < loops.n_homes; i++) {
        loops.homes[i].area_index = i < 40 ? village : village - 1;
        loops.homes[i].exit = ZF_DATE_NONE;
    }
    ZfMapInput input = input_of(county, &loops);
    ZfMapOptions options = {.format = ZF_PAPER_PDF, .lang = ZF_LANG_ZH};
    g_autofree char *placed = NULL;
    for (int round = 0; round < 2; round++) {
        g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PDF});
        g_autofree char *again = NULL;
        g_assert_true(zf_map_atlas(paper, &input, &options, &again, &error));
        g_assert_no_error(error);
        g_assert_cmpuint(zf_paper_pages(paper), >=, 6);
        g_assert_true(!placed || strcmp(placed, again) == 0);
        g_free(placed);
        placed = g_steal_pointer(&again);
        g_autoptr(GBytes) bytes = zf_paper_finish(paper, &error);
        g_assert_no_error(error);
    }
    g_assert_cmpuint(count(placed, "village "), ==, 6);
    g_assert_cmpuint(count(placed, "homes 40 "), ==, 1);
    g_assert_cmpuint(count(placed, "homes 10 "), ==, 1);
    g_assert_cmpuint(count(placed, "crossing 0\n"), ==,
                     count(placed, "village ") + count(placed, "inset "));
    g_assert_null(strstr(placed, "dropped"));
    g_autofree char *path =
        g_build_filename(g_getenv("ZF_SOURCE_DIR"), "tests", "golden", "map", "atlas.txt", NULL);
    if (g_getenv("ZF_RENEW")) {
        g_assert_true(g_file_set_contents(path, placed, -1, NULL));
    }
    g_autofree char *stored = NULL;
    g_assert_true(g_file_get_contents(path, &stored, NULL, NULL));
    g_assert_cmpstr(placed, ==, stored);
    options.audience = ZF_AUDIENCE_PUBLIC;
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PDF});
    g_assert_false(zf_map_atlas(paper, &input, &options, NULL, &error));
    g_assert_error(error, ZF_MAP_ERROR, ZF_MAP_ERROR_AUDIENCE);
    g_clear_error(&error);
    options = (ZfMapOptions){.format = ZF_PAPER_PNG, .lang = ZF_LANG_ZH};
    g_assert_false(zf_map_atlas(paper, &input, &options, NULL, &error));
    g_assert_error(error, ZF_MAP_ERROR, ZF_MAP_ERROR_EMPTY);
    loops_clear(&loops);
}

static bool
wants_out(void *user)
{
    return ++*(unsigned *)user > 3;
}

/* Who interrupts an atlas or a map of many routes is heard before it is done. */
static void
test_interrupted(void)
{
    g_autoptr(County) county = county_new(3, 2, 4000, false, ZF_LANG_ZH);
    Loops loops = loops_new(20, 15, 4);
    ZfMapInput input = input_of(county, &loops);
    for (int atlas = 0; atlas < 2; atlas++) {
        g_autoptr(GError) error = NULL;
        unsigned asked = 0;
        ZfProgress progress = {.cancelled = wants_out, .user = &asked};
        ZfMapOptions options = {.format = ZF_PAPER_PDF, .progress = &progress};
        g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PDF});
        g_assert_false(atlas ? zf_map_atlas(paper, &input, &options, NULL, &error)
                             : zf_map_routes(paper, &input, &options, NULL, &error));
        g_assert_error(error, ZF_PROGRESS_ERROR, ZF_PROGRESS_ERROR_CANCELLED);
    }
    loops_clear(&loops);
}

/* Neighbouring numbers differ in colour, and in black and white in pattern. */
static void
test_strokes(void)
{
    for (int i = 1; i < 60; i++) {
        ZfStroke a = zf_map_route_stroke(i, false);
        ZfStroke b = zf_map_route_stroke(i + 1, false);
        g_assert_true(memcmp(&a.colour, &b.colour, sizeof a.colour) != 0);
        g_assert_cmpfloat(zf_colour_contrast(a.colour, ZF_COLOUR_WHITE), >, 3);
        a = zf_map_route_stroke(i, true);
        b = zf_map_route_stroke(i + 1, true);
        g_assert_true(memcmp(a.dash, b.dash, sizeof a.dash) != 0);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/map/routes/all-stops", test_routes);
    g_test_add_func("/map/routes/pages", test_pages);
    g_test_add_func("/map/routes/inset", test_route_inset);
    g_test_add_func("/map/routes/none", test_no_route);
    g_test_add_func("/map/routes/strokes", test_strokes);
    g_test_add_func("/map/interrupted", test_interrupted);
    g_test_add_func("/map/unvisited", test_unvisited);
    g_test_add_func("/map/access", test_access);
    g_test_add_func("/map/atlas", test_atlas);
    g_test_add_func("/map/hotspots", test_hotspots);
    return g_test_run();
}

#include "map/routepages.h"

#include <stdlib.h>

/* A route and the middle of its stops, in metres. */
typedef struct Centre {
    uint32_t route;
    unsigned stops;
    ZfXY at;
} Centre;

static void
page_free(gpointer data)
{
    ZfRoutePage *page = data;
    g_free(page->routes);
    g_free(page);
}

static bool
is_wanted(const ZfMapInput *input, size_t i)
{
    const ZfRoute *route = &input->plan->routes[i];
    return route->n_stops > 0 && (input->day == ZF_DATE_NONE || route->date == input->day) &&
           (!input->only_routes || input->only_routes[i]);
}

/* The middle of the ends of its legs: near enough, and known for every stop. */
static Centre
centre_of(const ZfPlan *plan, uint32_t index, const ZfProjection *projection)
{
    const ZfRoute *route = &plan->routes[index];
    Centre centre = {.route = index, .stops = route->n_stops};
    unsigned n = 0;
    for (uint32_t s = 0; s < route->n_stops; s++) {
        const ZfLeg *leg = &plan->legs[plan->stops[route->first_stop + s].leg];
        if (leg->n_points > 0) {
            ZfXY p = zf_project(projection, plan->points[leg->first_point + leg->n_points - 1]);
            centre.at.x += p.x;
            centre.at.y += p.y;
            n++;
        }
    }
    if (n == 0) {
        centre.at = zf_project(projection, route->point);
        return centre;
    }
    centre.at = (ZfXY){centre.at.x / n, centre.at.y / n};
    return centre;
}

static int
by_x(gconstpointer a, gconstpointer b)
{
    const Centre *p = a;
    const Centre *q = b;
    return p->at.x != q->at.x ? (p->at.x < q->at.x ? -1 : 1)
                              : (p->route > q->route) - (p->route < q->route);
}

static int
by_y(gconstpointer a, gconstpointer b)
{
    const Centre *p = a;
    const Centre *q = b;
    return p->at.y != q->at.y ? (p->at.y > q->at.y ? -1 : 1) /* from the north */
                              : (p->route > q->route) - (p->route < q->route);
}

static int
compare_index(gconstpointer a, gconstpointer b)
{
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void
add_page(GPtrArray *pages, bool overview, ZfDate day, const Centre *centres, unsigned n)
{
    ZfRoutePage *page = g_new0(ZfRoutePage, 1);
    *page = (ZfRoutePage){.overview = overview, .day = day, .part = 1, .parts = 1, .n = n};
    page->routes = g_new(uint32_t, n + 1);
    for (unsigned i = 0; i < n; i++) {
        page->routes[i] = centres[i].route;
    }
    qsort(page->routes, n, sizeof *page->routes, compare_index);
    g_ptr_array_add(pages, page);
}

/* How many pages so many routes and stops need. */
static unsigned
pages_for(unsigned n, unsigned stops)
{
    unsigned by_routes = (n + ZF_ROUTE_PAGE_ROUTES - 1) / ZF_ROUTE_PAGE_ROUTES;
    unsigned by_stops = (stops + ZF_ROUTE_PAGE_STOPS - 1) / ZF_ROUTE_PAGE_STOPS;
    return MIN(MAX(by_routes, by_stops), n);
}

/* Divides what is too much across its longer side, so that both sides fill whole pages. */
static void
divide(GPtrArray *pages, ZfDate day, Centre *centres, unsigned n)
{
    unsigned stops = 0;
    double x1 = centres[0].at.x, x2 = x1, y1 = centres[0].at.y, y2 = y1;
    for (unsigned i = 0; i < n; i++) {
        stops += centres[i].stops;
        x1 = MIN(x1, centres[i].at.x);
        x2 = MAX(x2, centres[i].at.x);
        y1 = MIN(y1, centres[i].at.y);
        y2 = MAX(y2, centres[i].at.y);
    }
    unsigned needed = pages_for(n, stops);
    if (needed <= 1) {
        add_page(pages, false, day, centres, n);
        return;
    }
    qsort(centres, n, sizeof *centres, x2 - x1 > y2 - y1 ? by_x : by_y);
    unsigned share = (n + stops) * (needed / 2) / needed; /* a route counts as one stop more */
    unsigned first = 1;
    for (unsigned before = centres[0].stops + 1; first + 1 < n; first++) {
        before += centres[first].stops + 1;
        if (before > share) {
            break;
        }
    }
    divide(pages, day, centres, first);
    divide(pages, day, centres + first, n - first);
}

static void
divide_day(GPtrArray *pages, ZfDate day, Centre *centres, unsigned n, bool own_overview)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    divide(parts, day, centres, n);
    if (own_overview && parts->len > 1) {
        add_page(pages, true, day, centres, n);
    }
    for (guint i = 0; i < parts->len; i++) {
        ZfRoutePage *part = parts->pdata[i];
        part->part = i + 1;
        part->parts = parts->len;
        g_ptr_array_add(pages, part);
    }
}

GPtrArray *
zf_route_pages(const ZfMapInput *input, bool several)
{
    const ZfPlan *plan = input->plan;
    GPtrArray *pages = g_ptr_array_new_with_free_func(page_free);
    g_autofree Centre *centres = g_new(Centre, plan->n_routes + 1);
    ZfProjection projection =
        zf_projection_at(plan->n_routes > 0 ? plan->routes[0].point : (ZfLonLat){0});
    unsigned n = 0;
    unsigned stops = 0;
    for (uint32_t i = 0; i < plan->n_routes; i++) {
        if (is_wanted(input, i)) {
            centres[n++] = centre_of(plan, i, &projection);
            stops += plan->routes[i].n_stops;
        }
    }
    bool one_day =
        n > 0 && plan->routes[centres[0].route].date == plan->routes[centres[n - 1].route].date;
    ZfDate day = one_day ? plan->routes[centres[0].route].date : ZF_DATE_NONE;
    bool fits = n == 1 || (n <= ZF_ROUTE_PAGE_ROUTES && stops <= ZF_ROUTE_PAGE_STOPS);
    if (n == 0) {
        return pages;
    }
    if (!several || (one_day && fits)) {
        add_page(pages, !fits, day, centres, n);
        return pages;
    }
    bool one_overview = one_day || n <= ZF_ROUTE_OVERVIEW;
    if (one_overview) {
        add_page(pages, true, day, centres, n);
    }
    for (unsigned i = 0, next; i < n; i = next) { /* routes are sorted by date */
        ZfDate date = plan->routes[centres[i].route].date;
        for (next = i + 1; next < n && plan->routes[centres[next].route].date == date; next++) {
        }
        divide_day(pages, date, centres + i, next - i, !one_overview);
    }
    return pages;
}

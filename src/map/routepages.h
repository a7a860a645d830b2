/* routepages: which routes of a plan stand on which page of its map. A page with numbered stops
 * takes what can be read on it; when there are several, an overview without numbers comes before
 * them and says where the numbers are. */
#pragma once

#include "map/mapjob.h"

#define ZF_ROUTE_PAGE_ROUTES 8  /* most on a page with numbers */
#define ZF_ROUTE_PAGE_STOPS  90 /* unless one route alone has more */
#define ZF_ROUTE_OVERVIEW    48 /* most on an overview of several days */

typedef struct ZfRoutePage {
    bool overview;        /* no stop numbers */
    ZfDate day;           /* ZF_DATE_NONE = of several days */
    unsigned part, parts; /* of the day's pages with numbers, part from 1 */
    uint32_t *routes;     /* in the plan, ascending */
    unsigned n;
} ZfRoutePage;

/* Routes without stops stand on no page. One page with numbers when that holds all of one day; else
 * an overview of all, or of each day that has several pages where all would be too many, and the
 * pages by day, large days divided into compact parts of the ground. several: false (PNG, SVG) =
 * one page only, the overview when one with numbers does not do. ret: of ZfRoutePage, frees them;
 * empty when no route is wanted. */
GPtrArray *zf_route_pages(const ZfMapInput *input, bool several);

/* routemap: one page of the map of routes, shared by the files that draw its parts. */
#pragma once

#include "map/framepaint.h"
#include "map/mapsheet.h"
#include "map/routepages.h"

#define ZF_ROUTE_ROW    4.9 /* mm of one row of the list */
#define ZF_ROUTE_INSETS 3

/* A hamlet shown larger. */
typedef struct ZfRouteInset {
    ZfRect mark;      /* on the main map */
    ZfFrameView view; /* where it stands */
    char letter[2];
} ZfRouteInset;

typedef struct ZfRouteMap {
    ZfMapSheet *sheet;
    const ZfMapInput *input;
    const ZfMapOptions *options;
    const ZfRoutePage *page;
    const unsigned *page_of; /* by route: where its numbers stand, 0 = in this file nowhere */
    GHashTable *homes;       /* id -> index + 1 */
    GArray *lines;           /* ZfFrameLine */
    GArray *stops;           /* ZfFrameStop */
    GArray *marks;           /* ZfFrameMark */
    GArray *points;          /* ZfLonLat: everything that must be on the map */
    GArray *covered;         /* ZfRect: of the insets */
    GArray *sheets;          /* ZfFrameSheet: what they show */
    ZfStroke *strokes;       /* two a route: road and lane */
    GStringChunk *texts;
    const ZfGround *ground;
    const ZfStyle *style;
    ZfFrameView view;
    ZfRouteInset insets[ZF_ROUTE_INSETS];
    unsigned n_insets;
} ZfRouteMap;

/* How the page's frame is painted, with what the arrays hold by then. */
ZfFrame zf_route_map_frame(const ZfRouteMap *map);

/* routeinset.c: finds hamlets too dense for their numbers, whose stops become dots on the main map
 * and are numbered in the insets. Needs the view; changes stops and marks. */
void zf_route_insets_find(ZfRouteMap *map);
/* dump gets a line for each inset and each of its stops. */
void zf_route_insets_draw(const ZfRouteMap *map, GString *dump);

/* routelist.c: legend and list of routes. What has no room in the panel goes to pages of its own in
 * a PDF, and below the footer elsewhere. */
double zf_route_list_extra(const ZfRouteMap *map);   /* mm the page grows by */
unsigned zf_route_list_pages(const ZfRouteMap *map); /* behind this one */
void zf_route_list_draw(ZfRouteMap *map);            /* on the map's page */
/* Page k (from 0) of the rest of the list. */
void zf_route_list_page(ZfRouteMap *map, unsigned k);
char *zf_route_list_subtitle(const ZfRouteMap *map);

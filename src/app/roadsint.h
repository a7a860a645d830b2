/* roadsint: a file of roads and its graph. Private to the roads*.c of app. */
#pragma once

#include <jansson.h>

#include "app/roads.h"
#include "gis/gis.h"
#include "road/road.h"

struct ZfRoads {
    char *file;
    ZfRoadProfiles *profiles;
    ZfWays *ways;
    ZfBarriers *barriers; /* NULL = not asked for */
    size_t n_barriers;
    ZfRoadLandmarks *landmarks; /* NULL = not asked for */
    ZfDem *dem;                 /* NULL = flat */
    ZfRoadHeights heights;
    ZfRoadGraph *graph; /* of the mode asked for */
    ZfRoadGraph *walk;  /* on foot, for what lies beyond a vehicle's roads; NULL = on foot anyway */
    unsigned threads;
    bool osm;
    ZfRoadsTiming timing;
};

/* CPU seconds of this process so far; the most memory it has held. */
double roads_cpu_s(void);
double roads_rss_mb(void);
/* {"read_s": …, …} to be put into an object. table: snap_s and table_s too. */
json_t *roads_timing_json(const ZfRoadsTiming *timing, bool table);
/* ret: the text with a newline behind it; takes root over. */
char *roads_json_text(json_t *root);
/* What is to be said of a place before it is on the road; appended. which: "start", … */
void roads_say_end(GString *text, const char *which, const ZfRoadSnap *snap, ZfLang lang);
/* How positions are put on the graph of the mode; with walk the last part may be walked. */
ZfRoadSnapOptions roads_snap_options(const ZfRoads *roads);

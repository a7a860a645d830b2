/* network: the stored roads, water and heights as graphs for each means of travel. */
#pragma once

#include "app/inside.h"
#include "gis/gis.h"
#include "plan/plan.h"
#include "road/road.h"

typedef struct Network {
    ZfBatch *roads; /* as stored, for maps */
    ZfBatch *water;
    ZfWays *ways;
    ZfBarriers *barriers;
    ZfDem *dem;                         /* NULL = none */
    ZfRoadHeights heights;              /* of dem */
    ZfRoadGraph *graphs[ZF_MODE_COUNT]; /* NULL = not asked for, or no way it may use */
    GArray *changes;                    /* ZfPlanRoads: other roads from those days on */
    GPtrArray *more;                    /* their graphs, owned */
    double kmh[ZF_MODE_COUNT];          /* on a good flat road */
} Network;

typedef struct NetworkOptions {
    unsigned modes; /* bits by ZfTravelMode */
    ZfWeather weather;
    ZfDate day;         /* closures are judged by it; ZF_DATE_NONE = those without dates */
    const ZfDate *days; /* later days on which roads may be shut or open again, in order */
    size_t n_days;
    unsigned threads;
    const ZfLonLat *bases;
    size_t n_bases;
} NetworkOptions;

/* Says which homes the nearest road does not serve by this means of travel: it is an island, or
 * lies beyond water ("moved-home", with the extra metres), nothing is in reach ("no-road-home"), or
 * the leg to it is long and has no way ("far-home"). */
bool network_list_moved(const Network *network, int mode, const ZfSnapshot *snapshot,
                        ZfFindings *findings, const ZfProgress *progress,
                        GError **error) ZF_CHECK_RESULT;

/* The dates from … to in order, each once, for NetworkOptions.days; ZF_DATE_NONE = no bound. */
GArray *network_days(const ZfDate *dates, size_t n, ZfDate from, ZfDate to);
/* Lays the graphs and their changes into an input; the network must outlive it. */
void network_lend(const Network *network, ZfPlanInput *input);

/* What takes longest is kept beside the database, in zoufang.db-roads, from run to run; the file
 * may be deleted at any time.
 * Loads everything; speeds and rules of a profiles.ini in the workspace's folder are laid over the
 * built-in ones. No roads at all leaves the graphs NULL. findings: what could not be used. */
Network *network_load(ZfApp *app, const NetworkOptions *options, ZfFindings *findings,
                      const ZfProgress *progress, GError **error);
void network_free(Network *network);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Network, network_free)

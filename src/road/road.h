/* road: the road engine — ways in, a graph per means of travel, homes snapped to it, tables of time
 * and metres, paths and the places where a person must decide.
 *
 *     ways ── profile ──► graph ── snap(points) ──► table, path + cues, reach
 *
 * Example, from the homes of a township to a table:
 *     g_autoptr(ZfWays) ways = zf_road_read("roads.osm.pbf", NULL, findings, NULL, &error);
 *     g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
 *     ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, ZF_ROAD_FOOT)};
 *     g_autoptr(ZfRoadGraph) graph = zf_road_graph_new(ways, &options, NULL, &error);
 *     g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(graph, points, n, NULL, NULL, &error);
 *     g_autoptr(ZfRoadTable) table = zf_road_table(graph, snaps, snaps, NULL, NULL, &error);
 *     table->time_ds[i * table->cols + j];
 *
 * Units: time in deciseconds (_ds), length in decimetres (_dm), both uint32_t; sums up to 13 years
 * and ten times round the Earth. A path is the lexicographic least of time, then length, in every
 * query, so that a table's two halves belong to the same path. Everything that is compared is an
 * integer: same input, same bytes, for any number of threads.
 *
 * Other folders include this header alone; the headers it names are its chapters. */
#pragma once

#include "road/mode.h"
#include "road/way.h"
#include "road/profile.h"
#include "road/graph.h"
#include "road/obstacle.h"
#include "road/snap.h"
#include "road/table.h"
#include "road/path.h"
#include "road/reacharea.h"
#include "road/read.h"

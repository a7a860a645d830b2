/* layers: roads, water and heights — what is drawn and travelled on, not counted. */
#pragma once

#include "app/imports.h"
#include "store/store.h"

/* Roads that touch the areas' box widened by 10 km (all of them while there are no areas); the
 * others are rows with the fate OUTSIDE. extra: kilometres by village; a finding warns of villages
 * without any. */
ZfBatch *layers_read_roads(const ZfImportRequest *request, const ZfSnapshot *known,
                           ZfFindings *findings, ZfGrid **extra, const ZfProgress *progress,
                           GError **error);

/* Rivers, lakes and ponds: of OpenStreetMap files the layers lines and multipolygons with water
 * tags, of others the layer asked for (or those with areas, or with lines). */
ZfBatch *layers_read_water(const ZfImportRequest *request, const ZfSnapshot *known,
                           ZfFindings *findings, const ZfProgress *progress, GError **error);

/* Homes that were placed before and lie in the batch's water, farther than ZF_INGEST_SHORE_M from
 * its shore: a finding "home-in-water" each. Their rows were taken; they stay: a position is not
 * taken away for a coarse outline of a lake, and who mends it needs to see where it was.
 * confirmed_too: also those measured at the door, marked on a sheet or typed by hand. */
void layers_report_wet_homes(const ZfBatch *batch, const ZfSnapshot *known, bool confirmed_too,
                             const char *file, ZfFindings *findings);

/* The height files that were imported and are still there, newest first: of several that overlap
 * the first counts. gone: one that is not there any more, owned by the caller, or NULL; may be
 * NULL. ret: ends with NULL, may be empty; owned by the caller. NULL with an error. */
char **layers_dem_files(ZfStore *store, char **gone, GError **error);
/* Adds a file; one of the same name takes the other's place. */
bool layers_add_dem(ZfStore *store, const char *path, GError **error);

/* Opens the raster once. note: its size and heights, for people. */
bool layers_check_dem(const char *path, char **note, GError **error);

/* The stored tags "key=value" lines as a list; keys and values lie in copy, which the caller keeps.
 * ret: ZfWayTag-like pairs: key at [2i], value at [2i+1], n pairs. */
GPtrArray *layers_split_tags(const char *tags, char **copy);
/* The box all areas (or, without them, homes) lie in, widened by so many metres; empty when there
 * is nothing. */
ZfBox layers_box(const ZfSnapshot *snapshot, double margin_m);

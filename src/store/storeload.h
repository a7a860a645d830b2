/* storeload: the database as structs. Every call reads one consistent state. */
#pragma once

#include "store/storefile.h"
#include "model/batch.h"
#include "model/snapshot.h"

typedef enum ZfLoadFlags {
    /* Names, ID numbers, phones, schools, health of persons; names and phones of volunteers; else
     * these are "". Sex, birth and categories always come. Ask only for an audience that may. */
    ZF_LOAD_NAMES = 1 << 0,
    /* Also shifts and pairings outside the campaign's window. */
    ZF_LOAD_ALL = 1 << 1,
} ZfLoadFlags;

/* The snapshot of a campaign, linked. campaign NULL or "": no campaign (defaults, no visits, no
 * shifts): what ingest's context needs. as_of: membership, position and categories as they were on
 * that day, and visits up to it; ZF_DATE_NONE = as they are now.
 * - homes and persons: all, also those that have left (their exit says so).
 * - shifts: those within the campaign's window; pairings that hold on some day of it.
 * - visits: of this campaign, not superseded; earlier: one visit of each home in other campaigns up
 *   to this one's last day, the last one at which children were seen, else the last one.
 * - activities: of this campaign or of none.
 * - volunteers' skills come with FEMALE set from their sex; custom skills are numbered in the order
 *   of their names (more than ZF_SKILL_CUSTOM_MAX: those behind are left out).
 * Errors: UNKNOWN when there is no such campaign. */
ZfSnapshot *zf_store_load(ZfStore *store, const char *campaign, unsigned flags, ZfDate as_of,
                          GError **error) ZF_CHECK_RESULT;

/* What lies in (touches) a box, as arrays of a batch: roads with barriers, or water. An empty box
 * means everything. Sorted by id (zf_text_compare); barriers by position. */
ZfBatch *zf_store_load_roads(ZfStore *store, ZfBox box, GError **error) ZF_CHECK_RESULT;
ZfBatch *zf_store_load_water(ZfStore *store, ZfBox box, GError **error) ZF_CHECK_RESULT;
ZfBatch *zf_store_load_places(ZfStore *store, ZfBox box, GError **error) ZF_CHECK_RESULT;

/* The roads' files with what their maps must say: "© OpenStreetMap contributors"; one text a file,
 * strings. */
GPtrArray *zf_store_ground_files(ZfStore *store, GError **error) ZF_CHECK_RESULT;

/* How much there is, for messages and `doctor`. */
typedef struct ZfStoreCounts {
    int64_t areas, areas_with_shape, households, households_with_point, persons, children;
    int64_t volunteers, teams, shifts, pairings, visits, places, water, roads, activities;
    int64_t campaigns, plans, sheets, runs;
} ZfStoreCounts;
bool zf_store_counts(ZfStore *store, ZfStoreCounts *ret, GError **error) ZF_CHECK_RESULT;

/* Of a file (by the sha256 of a batch): the last run that is not undone, 0 = none, -1 = error. */
int64_t zf_store_find_run(ZfStore *store, ZfImportKind kind, const char *sha256,
                          GError **error) ZF_CHECK_RESULT;

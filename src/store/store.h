/* store: one SpatiaLite file per township — everything that is kept, and nothing that computes.
 *
 *     g_autoptr(ZfStore) store = zf_store_open("zoufang.db", ZF_STORE_WRITE, &error);
 *     g_auto(ZfImportResult) result = {0};
 *     if (!store || !zf_store_import(store, batch, NULL, &result, &error)) { … }
 *     g_autoptr(ZfSnapshot) snapshot =
 *         zf_store_load(store, "2026-winter", 0, ZF_DATE_NONE, &error);
 *
 * Rules that hold for every function here:
 * - One ZfStore is one connection: use it from one thread at a time; open another for another.
 * - Each call is one transaction: on failure the database is as before. No transaction is open
 *   between two calls. A second process that writes is waited for (5 s), then
 *   ZF_STORE_ERROR_LOCKED. Readers never wait and see the last finished state.
 * - A call that returned true is on the disk: power may go, the process may be killed.
 * - data_version grows by one with every call that changed what coverage or plans are computed
 *   from (areas, homes, people, visits, teams, shifts, locks, closures, roads, campaigns). Saving a
 *   plan, the register of sheets, issues, the audit log and settings leave it as it is.
 * - Texts may be NULL for "" on the way in and are never NULL on the way out. Every error message
 *   is in the user's language, names the file and says what to do. Outputs are untouched on
 *   failure.
 * - Arrays that come back as GPtrArray or GArray are owned by the caller.
 *
 * The file is opened by QGIS as it is (layers area (borders and points), household, place,
 * road, road_barrier, water, route, stop; views v_coverage, v_unvisited, v_route, v_stop):
 * migrations/001.sql describes every table. Only the table person holds what names a child or a
 * family, only the table volunteer what names a volunteer. */
#pragma once

#include "base/base.h"
#include "geo/geo.h"
#include "model/model.h"

#include "store/storefile.h"
#include "store/storeimport.h"
#include "store/storeload.h"
#include "store/storeedit.h"
#include "store/storevisit.h"
#include "store/storeplan.h"
#include "store/storesheet.h"
#include "store/storelocate.h"
#include "store/storekeep.h"

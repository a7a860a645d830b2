/* spatialcalls: SpatiaLite, loaded when a connection needs its SQL functions: a new database, and
 * looking at one that was changed elsewhere. Reading and changing need none of them, and the
 * library brings along many others. Private. */
#pragma once

#include <sqlite3.h>

/* ret: SpatiaLite's cache for the connection, with its functions registered there; NULL when the
 * library cannot be used. */
void *zf_spatial_open(sqlite3 *db);
/* After the connection is closed. */
void zf_spatial_close(void *cache);

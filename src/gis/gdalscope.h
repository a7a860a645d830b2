/* gdalscope: every stretch of GDAL calls runs between enter and leave; what GDAL complains about in
 * between is caught there, on the calling thread only. Private. */
#pragma once

#include "gis/gdalcalls.h"
#include "gis/gis.h"

#define GDAL_SCOPE_WARNINGS 5 /* kept word for word, further ones are counted */

typedef struct GdalScope {
    char *failure;       /* the first CE_Failure or worse, or NULL */
    GPtrArray *warnings; /* distinct texts, at most GDAL_SCOPE_WARNINGS; NULL = none */
    unsigned n_warnings;
} GdalScope;

/* Registers drivers and shuts network and side doors, once in the process; then catches errors. */
void gdal_enter(GdalScope *scope);
/* Stops catching. ret: false with an error of that code when there was a failure. file: as the
 * user named it. */
bool gdal_leave(GdalScope *scope, ZfGisError code, const char *file, GError **error);
void gdal_scope_clear(GdalScope *scope);

/* Turns what was collected into findings ("gdal-warning") and forgets it. */
void gdal_report_warnings(GdalScope *scope, const char *file, ZfFindings *findings);

/* false when part cannot be made: GDAL would say so in its own words. ZF_GIS_ERROR_WRITE about
 * path */
bool gis_can_write(const char *part, const char *path, GError **error);

/* ret: the real path of a regular file, or NULL with ZF_GIS_ERROR_READ. */
char *gdal_real_path(const char *path, GError **error);

/* Inside a zip: the names of files that end like one of the suffixes (NULL ends the list).
 * Errors: ZF_GIS_ERROR_READ for a damaged zip, _LIMIT for a bomb. */
GPtrArray *gdal_zip_list(const char *real_path, const char *const *suffixes, GError **error);

/* true when text ends in suffix, in either case. */
bool gdal_ends_with(const char *text, const char *suffix);

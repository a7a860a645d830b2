/* dem: heights as a grid of WGS-84 degrees, read from .tif, .hgt, zipped .hgt, .asc. */
#pragma once

#include "geo/geo.h"

/* values[row * columns + column], row 0 the northernmost; NAN where nothing is known. The value
 * stands at lon0 + column * step_lon, lat0 - row * step_lat. */
typedef struct ZfDem {
    float *values; /* metres */
    uint32_t columns, rows;
    double lon0, lat0;
    double step_lon, step_lat; /* degrees, both positive */
} ZfDem;

/* Reads what lies in box (NULL: all) of n files of any resolution and CRS (a file without one is
 * taken as WGS-84 when its numbers allow) into one grid with the finest of their steps; where files
 * overlap, the first with a value wins. At most 100 million cells: ask for a box.
 * Errors: ZF_GIS_ERROR_READ, _LIMIT, _CRS; ZF_GIS_ERROR_READ too when no file touches the box. */
ZfDem *zf_dem_read(const char *const *paths, size_t n, const ZfBox *box,
                   GError **error) ZF_CHECK_RESULT;
void zf_dem_free(ZfDem *dem);

/* Height by bilinear interpolation, NAN outside and where all corners are unknown; unknown corners
 * are left out of the mean. Thread-safe. */
float zf_dem_sample(const ZfDem *dem, ZfLonLat point);

/* The box of its values. */
ZfBox zf_dem_box(const ZfDem *dem);

/* Writes a GeoTIFF (deflated, 32-bit float, NAN as -32768) in one step. The same bytes every time.
 * Errors: ZF_GIS_ERROR_WRITE. */
bool zf_dem_write(const ZfDem *dem, const char *path, GError **error) ZF_CHECK_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfDem, zf_dem_free)

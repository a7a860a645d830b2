/* gis: features and rasters in and out. The only folder that knows GDAL.
 *
 * Files come from strangers: a path must be a regular file, the driver follows from its name, no
 * network is used, and whatever GDAL calls a failure voids the whole reading (a half-read layer
 * would lose people silently). Nothing is printed; GDAL's warnings become findings. GDAL reads in a
 * process of its own (base/jail.h), which may read that file, write nothing, and use so much memory
 * and CPU: a file that makes a driver crash or run for ever is an error like any other.
 *
 * Other folders include this header alone; the headers it names are its chapters. */
#pragma once

#include "base/base.h"
#include "geo/geo.h"

#define ZF_GIS_ERROR (zf_gis_error_quark())
GQuark zf_gis_error_quark(void);
typedef enum {
    ZF_GIS_ERROR_READ,   /* missing, damaged, or not what its name says */
    ZF_GIS_ERROR_FORMAT, /* a kind of file this program does not take */
    ZF_GIS_ERROR_LAYER,  /* no such layer, or which one must be said; the message lists them */
    ZF_GIS_ERROR_WHERE,  /* the attribute filter is wrong */
    ZF_GIS_ERROR_CRS,    /* positions that do not exist in the coordinate system */
    ZF_GIS_ERROR_LIMIT,  /* larger than the limits */
    ZF_GIS_ERROR_WRITE,  /* cannot be written */
} ZfGisError;

#include "gis/geometry.h"
#include "gis/vector.h"
#include "gis/dem.h"
#include "gis/vectorwrite.h"

/* For the whole program: true reads in this process, as a fuzzer needs it, and as it is from the
 * start in a build with sanitizers, which see leaks only there; false in a process of its own. */
void zf_gis_read_here(bool here);

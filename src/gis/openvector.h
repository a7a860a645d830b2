/* openvector: from a path to an open GDAL data set: driver by name, zips, missing pieces of
 * shapefiles, encodings. Private. */
#pragma once

#include "gis/gdalscope.h"

typedef struct OpenVector {
    GDALDatasetH data;
    char *memory; /* a /vsimem folder to be removed with the data set, or NULL */
    char *copy;   /* a GeoPackage copied together with its journal, to be removed too, or NULL */
    bool is_osm;
    bool is_shape;
} OpenVector;

/* findings may be NULL; path is as the user named it. */
bool open_vector(const char *path, const char *encoding, ZfFindings *findings, OpenVector *ret,
                 GError **error);
void open_vector_close(OpenVector *open);

/* ret: true when a GeoPackage was copied while it was being edited: its last changes stand in a
 * -wal file beside it, which SQLite reads only where it may write. */
bool open_vector_has_journal(const char *path);

bool open_vector_knows(const char *path);

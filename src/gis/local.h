/* local: vector files read by GDAL in the process that calls; what zf_gis_open and zf_gis_read
 * promise, except that a file which makes GDAL crash takes the process along. Private. */
#pragma once

#include "gis/vector.h"

typedef struct LocalSource LocalSource;
typedef struct LocalReader LocalReader;

/* options: encoding is NULL or the name of one. findings may be NULL. */
LocalSource *local_open(const char *path, const ZfGisOpenOptions *options, ZfFindings *findings,
                        GError **error) ZF_CHECK_RESULT;
void local_source_free(LocalSource *source);

GArray *local_layers(const LocalSource *source); /* ZfGisLayer; belongs to the source */
bool local_is_osm(const LocalSource *source);

/* index: of the layer; options->layer is not looked at. A new reader ends the one before. */
LocalReader *local_read(LocalSource *source, size_t index, const ZfGisReadOptions *options,
                        GError **error) ZF_CHECK_RESULT;
const ZfGisLayer *local_reader_layer(const LocalReader *reader);
void local_reader_free(LocalReader *reader);
bool local_next(LocalReader *reader, ZfGisFeature **ret, GError **error) ZF_CHECK_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(LocalSource, local_source_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LocalReader, local_reader_free)

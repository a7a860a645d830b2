/* Map files: the first byte chooses the kind, the rest is the file. Any bytes end in features or in
 * an error, and a reading that failed never says it is whole. */
#include "gis/gis.h"

#include <glib/gstdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const kinds[] = {"geojson", "kml", "osm", "gpx", "shp", "zip", "fgb", "tif"};

static void
read_raster(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfDem) dem = zf_dem_read(&path, 1, NULL, &error);
    g_assert_true((dem == NULL) == (error != NULL));
}

static void
read_features(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfFindings) findings = zf_findings_new();
    g_autoptr(ZfGisSource) source = zf_gis_open(path, NULL, findings, &error);
    g_assert_true((source == NULL) == (error != NULL));
    for (size_t i = 0; source && i < zf_gis_n_layers(source); i++) {
        ZfGisReadOptions options = {.layer = zf_gis_layer(source, i)->name, .crs = "auto"};
        g_clear_error(&error);
        g_autoptr(ZfGisReader) reader = zf_gis_read(source, &options, &error);
        const ZfGisFeature *feature = NULL;
        while (reader && zf_gis_next(reader, &feature, &error) && feature) {
            g_assert_null(error);
        }
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0 || size > 1 << 20) {
        return 0;
    }
    static char *folder;
    if (!folder) {
        folder = g_dir_make_tmp("zf-fuzz-XXXXXX", NULL);
    }
    const char *kind = kinds[data[0] % G_N_ELEMENTS(kinds)];
    g_autofree char *path = g_strdup_printf("%s/a.%s", folder, kind);
    if (g_file_set_contents(path, (const char *)data + 1, (gssize)size - 1, NULL)) {
        if (g_strcmp0(kind, "tif") == 0) {
            read_raster(path);
        } else {
            read_features(path);
        }
    }
    g_unlink(path);
    return 0;
}

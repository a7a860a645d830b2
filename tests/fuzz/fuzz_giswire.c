/* What comes back from the process that reads a file: any bytes end in a value or in broken. */
#include "gis/cell.h"
#include "gis/gis.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_reply(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfFindings) findings = zf_findings_new();
    GByteArray message = {(guint8 *)data, (guint)size};
    WireIn in = cell_reply(&message, findings, &error);
    g_assert_true((in.bytes == NULL) == (error != NULL));
    if (!in.bytes) {
        return;
    }
    wire_byte(&in);
    g_autoptr(GArray) layers = g_array_new(FALSE, TRUE, sizeof(ZfGisLayer));
    g_array_set_clear_func(layers, wire_layer_clear);
    wire_layers(&in, layers);
    g_autoptr(GPtrArray) values = g_ptr_array_new();
    g_autoptr(GArray) tags = g_array_new(FALSE, FALSE, sizeof(ZfGisTag));
    while (!in.broken && in.at < in.size) {
        ZfGisFeature feature = {0};
        wire_feature(&in, &feature, layers->len, values, tags);
        (void)zf_gis_geometry_box(&feature.geometry);
        zf_gis_geometry_clear(&feature.geometry);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size <= 1 << 20) {
        read_reply(data, size);
    }
    return 0;
}

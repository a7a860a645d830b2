/* fuzz_style: a map style from a stranger. Whatever it says, reading and evaluating it must end. */
#include "map/styleint.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfStyle) style = zf_style_parse((const char *)data, size, "fuzz", &error);
    if (!style) {
        g_assert(error);
        return 0;
    }
    g_autoptr(GStringChunk) scratch = g_string_chunk_new(64);
    const ZfProp props[] = {zf_prop_text("class", "under_50"), zf_prop_text("kind", "main"),
                            zf_prop_number("number", 7), zf_prop_bool("bridge", true)};
    for (size_t i = 0; i < zf_style_layers(style); i++) {
        const ZfLayer *layer = zf_style_layer(style, i);
        for (int bw = 0; bw < 2; bw++) {
            ZfLook look = {.feature = {props, G_N_ELEMENTS(props), 12, scratch}, .bw = bw};
            (void)zf_layer_shows(layer, &look);
            (void)zf_layer_stroke(layer, &look);
            (void)zf_layer_lettering(layer, &look);
            (void)zf_layer_hatch(style, layer, &look);
        }
    }
    return 0;
}

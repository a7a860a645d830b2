/* chooselayer: which layers of a file are meant when nobody said. */
#include <string.h>

#include "gis/vector.h"

enum { LOOK_AT = 1000 }; /* features of a layer that does not say what it holds */

/* ret: a bit a kind of geometry that the layer holds. */
static bool
kinds_in(ZfGisSource *source, const ZfGisLayer *layer, unsigned *ret, GError **error)
{
    *ret = 1u << layer->kind;
    if (layer->kind != ZF_GIS_MIXED || layer->n_features == 0) {
        return true;
    }
    *ret = 0;
    ZfGisReadOptions options = {.layer = layer->name};
    g_autoptr(ZfGisReader) reader = zf_gis_read(source, &options, error);
    if (!reader) {
        return false;
    }
    for (int i = 0; i < LOOK_AT; i++) {
        const ZfGisFeature *feature;
        if (!zf_gis_next(reader, &feature, error)) {
            return false;
        }
        if (!feature) {
            break;
        }
        *ret |= 1u << feature->geometry.kind;
    }
    return true;
}

/* Folders of one drawing, or sheets of one survey: their columns are the same. */
static bool
same_columns(const ZfGisLayer *a, const ZfGisLayer *b)
{
    bool same = a->n_fields == b->n_fields && g_strcmp0(a->crs, b->crs) == 0;
    for (size_t i = 0; same && i < a->n_fields; i++) {
        same = strcmp(a->fields[i].name, b->fields[i].name) == 0;
    }
    return same;
}

/* Says which were taken and which were not. */
static void
report(ZfGisSource *source, const GPtrArray *taken, const char *path, ZfFindings *findings)
{
    g_autoptr(GString) yes = g_string_new(NULL);
    g_autoptr(GString) no = g_string_new(NULL);
    for (size_t i = 0, t = 0; i < zf_gis_n_layers(source); i++) {
        const char *name = zf_gis_layer(source, i)->name;
        bool in = t < taken->len && g_ptr_array_index(taken, t) == name;
        GString *list = in ? yes : no;
        g_string_append_printf(list, "%s%s", list->len ? _(", ") : "", name);
        t += in;
    }
    g_autofree char *message =
        no->len ? g_strdup_printf(_("of its layers these were read: %s; these hold something else "
                                    "and were not: %s"),
                                  yes->str, no->str)
                : g_strdup_printf(_("all of its layers were read: %s"), yes->str);
    zf_findings_add_at(findings, ZF_SEVERITY_WARNING, "layers-taken", path, NULL, 0, 0, NULL,
                       message, _("if only one of them is meant, say which with --layer"));
}

GPtrArray *
zf_gis_choose_layers(ZfGisSource *source, const char *path, const ZfGisKind *wanted,
                     size_t n_wanted, ZfFindings *findings, GError **error)
{
    size_t n = zf_gis_n_layers(source);
    g_autoptr(GPtrArray) taken = g_ptr_array_new();
    g_autofree unsigned *kinds = g_new0(unsigned, n + 1);
    if (n < 2) {
        g_ptr_array_add(taken, n ? zf_gis_layer(source, 0)->name : NULL);
        return g_steal_pointer(&taken);
    }
    for (size_t i = 0; i < n; i++) {
        if (!kinds_in(source, zf_gis_layer(source, i), &kinds[i], error)) {
            return NULL;
        }
    }
    const ZfGisLayer *first = NULL;
    bool alike = true;
    for (size_t w = 0; w < n_wanted && taken->len == 0; w++) {
        for (size_t i = 0; i < n; i++) {
            const ZfGisLayer *layer = zf_gis_layer(source, i);
            if (layer->n_features != 0 && kinds[i] >> wanted[w] & 1) {
                first = first ? first : layer;
                alike = alike && same_columns(first, layer);
                g_ptr_array_add(taken, layer->name);
            }
        }
    }
    if (taken->len == 0 || !alike) { /* reading without a name lists them in its error */
        g_ptr_array_set_size(taken, 0);
        g_ptr_array_add(taken, NULL);
    } else if (taken->len > 1) {
        report(source, taken, path, findings);
    }
    return g_steal_pointer(&taken);
}

#include "gis/vector.h"

#include "gis/cell.h"
#include "gis/local.h"
#include "gis/openvector.h"
#include "gis/wire.h"

#include <string.h>

struct ZfGisSource {
    char *path;
    bool is_osm;
    GArray *layers; /* ZfGisLayer */
    ZfFindings *findings;
    LocalSource *local; /* one of these two */
    Cell *cell;
    GByteArray *message;
    ZfGisReader *reader; /* the one that is reading, or NULL */
    bool pending;        /* a block is on its way that nobody wants any more */
};

struct ZfGisReader {
    ZfGisSource *source; /* NULL once another reader took over */
    const ZfGisLayer *layer;
    LocalReader *local;
    GByteArray *block; /* features still to be handed out, and the room they point into */
    WireIn in;
    bool asked; /* for the next block */
    bool ended; /* no further block comes */
    ZfGisFeature feature;
    GPtrArray *values;
    GArray *tags;
};

static bool
open_far(ZfGisSource *source, const ZfGisOpenOptions *options, GError **error)
{
    source->message = g_byte_array_new();
    source->layers = g_array_new(FALSE, TRUE, sizeof(ZfGisLayer));
    g_array_set_clear_func(source->layers, wire_layer_clear);
    source->cell = cell_open(source->path, options, error);
    if (!source->cell || !cell_receive(source->cell, source->message, error)) {
        return false;
    }
    WireIn in = cell_reply(source->message, source->findings, error);
    if (!in.bytes) {
        return false;
    }
    source->is_osm = wire_byte(&in) != 0;
    wire_layers(&in, source->layers);
    return cell_check(source->cell, &in, error);
}

static bool
open_here(ZfGisSource *source, const ZfGisOpenOptions *options, GError **error)
{
    source->local = local_open(source->path, options, source->findings, error);
    if (!source->local) {
        return false;
    }
    source->layers = g_array_ref(local_layers(source->local));
    source->is_osm = local_is_osm(source->local);
    return true;
}

ZfGisSource *
zf_gis_open(const char *path, const ZfGisOpenOptions *options, ZfFindings *findings, GError **error)
{
    ZfGisOpenOptions given = options ? *options : (ZfGisOpenOptions){0};
    if (given.encoding && g_ascii_strcasecmp(given.encoding, "auto") == 0) {
        given.encoding = NULL;
    }
    g_autoptr(ZfGisSource) source = g_new0(ZfGisSource, 1);
    source->path = g_strdup(path);
    source->findings = findings;
    bool ok = cell_in_use() ? open_far(source, &given, error) : open_here(source, &given, error);
    return ok ? g_steal_pointer(&source) : NULL;
}

static void
end_reader(ZfGisSource *source)
{
    ZfGisReader *reader = source->reader;
    if (reader) {
        source->reader = NULL;
        source->pending = reader->asked;
        reader->source = NULL;
        g_clear_pointer(&reader->local, local_reader_free);
    }
}

void
zf_gis_source_free(ZfGisSource *source)
{
    if (!source) {
        return;
    }
    end_reader(source);
    local_source_free(source->local);
    cell_free(source->cell);
    g_clear_pointer(&source->message, g_byte_array_unref);
    g_clear_pointer(&source->layers, g_array_unref);
    g_free(source->path);
    g_free(source);
}

bool
zf_gis_is_osm(const ZfGisSource *source)
{
    return source->is_osm;
}

bool
zf_gis_knows(const char *path)
{
    return open_vector_knows(path);
}

size_t
zf_gis_n_layers(const ZfGisSource *source)
{
    return source->layers->len;
}

const ZfGisLayer *
zf_gis_layer(const ZfGisSource *source, size_t i)
{
    g_assert(i < source->layers->len);
    return &g_array_index(source->layers, ZfGisLayer, i);
}

const ZfGisLayer *
zf_gis_find_layer(const ZfGisSource *source, const char *name)
{
    const ZfGisLayer *found = NULL;
    unsigned n = 0;
    for (size_t i = 0; i < source->layers->len; i++) {
        const ZfGisLayer *layer = zf_gis_layer(source, i);
        if (strcmp(layer->name, name) == 0) {
            return layer;
        }
        if (g_ascii_strcasecmp(layer->name, name) == 0) {
            found = layer;
            n++;
        }
    }
    return n == 1 ? found : NULL;
}

/* ret: the layer asked for, or the only one there is. */
static const ZfGisLayer *
choose_layer(const ZfGisSource *source, const char *name, GError **error)
{
    const ZfGisLayer *layer = name ? zf_gis_find_layer(source, name) : NULL;
    if (!name && source->layers->len == 1) {
        layer = zf_gis_layer(source, 0);
    }
    if (layer) {
        return layer;
    }
    g_autoptr(GString) list = g_string_new(NULL);
    for (size_t i = 0; i < source->layers->len && i < 30; i++) {
        g_string_append_printf(list, "%s%s", i ? _(", ") : "", zf_gis_layer(source, i)->name);
    }
    if (source->layers->len == 0) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_LAYER, _("%s holds no layer"), source->path);
    } else if (name) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_LAYER,
                    _("%s has no layer \"%s\"; it has: %s"), source->path, name, list->str);
    } else {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_LAYER,
                    _("%s has several layers: %s; say which with --layer"), source->path,
                    list->str);
    }
    return NULL;
}

static bool
read_far(ZfGisReader *reader, const ZfGisReadOptions *options, GError **error)
{
    ZfGisSource *source = reader->source;
    bool pending = source->pending;
    source->pending = false;
    if (pending && !cell_receive(source->cell, source->message, error)) {
        return false;
    }
    if (!cell_ask_read(source->cell, (size_t)(reader->layer - zf_gis_layer(source, 0)), options,
                       error) ||
        !cell_receive(source->cell, source->message, error)) {
        return false;
    }
    WireIn in = cell_reply(source->message, source->findings, error);
    return in.bytes && cell_check(source->cell, &in, error);
}

ZfGisReader *
zf_gis_read(ZfGisSource *source, const ZfGisReadOptions *options, GError **error)
{
    const ZfGisLayer *layer = choose_layer(source, options ? options->layer : NULL, error);
    if (!layer) {
        return NULL;
    }
    end_reader(source);
    g_autoptr(ZfGisReader) reader = g_new0(ZfGisReader, 1);
    reader->layer = layer;
    reader->source = source;
    reader->block = g_byte_array_new();
    reader->values = g_ptr_array_new();
    reader->tags = g_array_new(FALSE, FALSE, sizeof(ZfGisTag));
    source->reader = reader;
    if (source->cell) {
        return read_far(reader, options, error) ? g_steal_pointer(&reader) : NULL;
    }
    reader->local =
        local_read(source->local, (size_t)(layer - zf_gis_layer(source, 0)), options, error);
    return reader->local ? g_steal_pointer(&reader) : NULL;
}

void
zf_gis_reader_free(ZfGisReader *reader)
{
    if (!reader) {
        return;
    }
    if (reader->source) {
        end_reader(reader->source);
    }
    zf_gis_geometry_clear(&reader->feature.geometry);
    g_byte_array_unref(reader->block);
    g_ptr_array_unref(reader->values);
    g_array_unref(reader->tags);
    g_free(reader);
}

const ZfGisLayer *
zf_gis_reader_layer(const ZfGisReader *reader)
{
    return reader->layer;
}

/* Takes the block that was asked for, and asks for the one behind it, which is then made while this
 * one is used. */
static bool
next_block(ZfGisReader *reader, GError **error)
{
    ZfGisSource *source = reader->source;
    if (!reader->asked && !cell_ask_block(source->cell, error)) {
        return false;
    }
    reader->asked = false;
    if (!cell_receive(source->cell, reader->block, error)) {
        return false;
    }
    reader->in = cell_reply(reader->block, source->findings, error);
    if (!reader->in.bytes) {
        return false;
    }
    reader->ended = wire_byte(&reader->in) == 0;
    reader->asked = !reader->ended && cell_ask_block(source->cell, error);
    return reader->ended || reader->asked;
}

static bool
next_far(ZfGisReader *reader, const ZfGisFeature **ret, GError **error)
{
    *ret = NULL;
    while (reader->in.at == reader->in.size && !reader->in.broken) {
        if (reader->ended) {
            return true;
        }
        if (!next_block(reader, error)) {
            return false;
        }
    }
    zf_gis_geometry_clear(&reader->feature.geometry);
    wire_feature(&reader->in, &reader->feature, reader->layer->n_fields, reader->values,
                 reader->tags);
    *ret = &reader->feature;
    return cell_check(reader->source->cell, &reader->in, error);
}

bool
zf_gis_next(ZfGisReader *reader, const ZfGisFeature **ret, GError **error)
{
    g_assert(reader->source);
    if (reader->source->cell) {
        return next_far(reader, ret, error);
    }
    ZfGisFeature *feature = NULL;
    bool ok = local_next(reader->local, &feature, error);
    *ret = feature;
    return ok;
}

const char *
zf_gis_value(const ZfGisReader *reader, const ZfGisFeature *feature, const char *name)
{
    for (size_t i = 0; i < reader->layer->n_fields; i++) {
        if (g_ascii_strcasecmp(reader->layer->fields[i].name, name) == 0) {
            return feature->values[i];
        }
    }
    return zf_gis_tag(feature, name);
}

const char *
zf_gis_tag(const ZfGisFeature *feature, const char *key)
{
    for (size_t i = 0; i < feature->n_tags; i++) {
        if (strcmp(feature->tags[i].key, key) == 0) {
            return feature->tags[i].value;
        }
    }
    return NULL;
}

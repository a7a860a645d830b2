#include "gis/cell.h"

#include "gis/gdalscope.h"
#include "gis/local.h"
#include "gis/openvector.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* GDAL reads the slowest kinds (XML) at some 5 MB/s; a layer may be read several times over. */
#define CPU_SECONDS     120
#define CPU_SECONDS_MB  20
#define MAX_CPU_SECONDS 36000
#define MEMORY          ((uint64_t)3 << 30)
#define BLOCK_BYTES     (256u << 10)
#define BLOCK_FEATURES  2000
#define SCRATCH_FROM    (4 << 20) /* bytes: larger OpenStreetMap files may need room on disk */
#define REQUEST_READ    1
#define REQUEST_BLOCK   2

static gint reads_here = ZF_WITH_SANITIZER;

struct Cell {
    ZfJail *jail;
    char *path;    /* as the user named it */
    char *scratch; /* a folder, or NULL */
    uint32_t cpu_seconds;
};

void
zf_gis_read_here(bool here)
{
    g_atomic_int_set(&reads_here, here);
}

bool
cell_in_use(void)
{
    return g_atomic_int_get(&reads_here) == 0;
}

/* Adds the file and whatever lies beside it under the same name with another ending. */
static void
add_pieces(GPtrArray *readable, const char *path)
{
    g_autofree char *real = gdal_real_path(path, NULL);
    if (!real) {
        return;
    }
    g_autofree char *folder = g_path_get_dirname(real);
    g_autofree char *base = g_path_get_basename(real);
    const char *dot = strrchr(base, '.');
    size_t stem = dot ? (size_t)(dot - base) : strlen(base);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        if (g_ascii_strncasecmp(name, base, stem) == 0 && (name[stem] == '.' || !name[stem])) {
            g_ptr_array_add(readable, g_build_filename(folder, name, NULL));
        }
    }
    g_ptr_array_add(readable, g_steal_pointer(&real));
}

static int64_t
size_of(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? (int64_t)status.st_size : 0;
}

static bool
is_osm(const char *path)
{
    return gdal_ends_with(path, ".pbf") || gdal_ends_with(path, ".osm") ||
           gdal_ends_with(path, ".osm.gz");
}

typedef struct Entry {
    ZfJailWork work;
    gpointer data;
    const char *scratch;
} Entry;

/* Runs inside. */
static void
enter(int channel, gpointer data)
{
    const Entry *entry = data;
    if (entry->scratch) {
        CPLSetConfigOption("CPL_TMPDIR", entry->scratch);
    }
    entry->work(channel, entry->data);
}

Cell *
cell_start(const char *const *paths, size_t n, ZfJailWork work, gpointer data, GError **error)
{
    g_autoptr(Cell) cell = g_new0(Cell, 1);
    g_autoptr(GPtrArray) readable = g_ptr_array_new_with_free_func(g_free);
    int64_t bytes = 0;
    bool writes = false;
    for (size_t i = 0; i < n; i++) {
        add_pieces(readable, paths[i]);
        bytes += size_of(paths[i]);
        writes = writes || open_vector_has_journal(paths[i]) ||
                 (is_osm(paths[i]) && size_of(paths[i]) >= SCRATCH_FROM);
    }
    g_ptr_array_add(readable, NULL);
    cell->path = g_strdup(n > 0 ? paths[0] : "");
    if (writes) {
        cell->scratch = g_dir_make_tmp("zoufang-XXXXXX", NULL);
    }
    int64_t seconds = CPU_SECONDS + CPU_SECONDS_MB * (bytes >> 20);
    cell->cpu_seconds = (uint32_t)MIN(seconds, MAX_CPU_SECONDS);
    GdalScope scope = {0};
    gdal_enter(&scope);
    (void)gdal_leave(&scope, ZF_GIS_ERROR_READ, "", NULL);
    gdal_scope_clear(&scope);
    ZfJailOptions options = {.readable = (const char *const *)readable->pdata,
                             .scratch = cell->scratch,
                             .cpu_seconds = cell->cpu_seconds,
                             .memory = MEMORY};
    GError *inner = NULL;
    Entry entry = {work, data, cell->scratch};
    cell->jail = zf_jail_start(&options, enter, &entry, &inner);
    if (!cell->jail) {
        g_set_error_literal(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ, inner->message);
        g_error_free(inner);
        return NULL;
    }
    return g_steal_pointer(&cell);
}

void
cell_free(Cell *cell)
{
    if (!cell) {
        return;
    }
    zf_jail_free(cell->jail);
    g_autoptr(GDir) dir = cell->scratch ? g_dir_open(cell->scratch, 0, NULL) : NULL;
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(cell->scratch, name, NULL);
        g_remove(path);
    }
    if (cell->scratch) {
        g_rmdir(cell->scratch);
    }
    g_free(cell->scratch);
    g_free(cell->path);
    g_free(cell);
}

const ZfJail *
cell_jail(const Cell *cell)
{
    return cell->jail;
}

GByteArray *
cell_begin_reply(const ZfFindings *findings, const GError *error)
{
    GByteArray *reply = g_byte_array_new();
    g_autoptr(ZfFindings) none = findings ? NULL : zf_findings_new();
    wire_put_findings(reply, findings ? findings : none);
    wire_put_byte(reply, error == NULL);
    if (error) {
        wire_put_error(reply, error);
    }
    return reply;
}

WireIn
cell_reply(const GByteArray *message, ZfFindings *findings, GError **error)
{
    WireIn in = {.bytes = message->data, .size = message->len};
    wire_findings(&in, findings);
    if (wire_byte(&in) == 0) {
        wire_error(&in, error);
        return (WireIn){0};
    }
    return in;
}

bool
cell_check(const Cell *cell, const WireIn *in, GError **error)
{
    if (in->broken) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ,
                    _("%s cannot be read: it is damaged, or not what its name says"), cell->path);
    }
    return !in->broken;
}

static bool
explain_end(Cell *cell, GError **error)
{
    if (zf_jail_wait(cell->jail) == ZF_JAIL_LATE) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ,
                    _("%s: reading it was given up after %u minutes of work; it is damaged or made "
                      "to do harm. Save it anew from a map program, or cut out the part that is "
                      "needed"),
                    cell->path, cell->cpu_seconds / 60);
        return false;
    }
    g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ,
                _("%s: the map library crashed over it, or needed too much memory; it is damaged "
                  "or made to do harm. Save it anew from a map program; nothing of it was taken"),
                cell->path);
    return false;
}

static bool
send_request(Cell *cell, const GByteArray *request, GError **error)
{
    return zf_channel_send(zf_jail_channel(cell->jail), request->data, request->len) ||
           explain_end(cell, error);
}

bool
cell_ask_read(Cell *cell, size_t layer, const ZfGisReadOptions *options, GError **error)
{
    g_autoptr(GByteArray) request = g_byte_array_new();
    wire_put_byte(request, REQUEST_READ);
    wire_put_number(request, (int64_t)layer);
    wire_put_text(request, options ? options->where : NULL);
    wire_put_text(request, options ? options->crs : NULL);
    wire_put_box(request, options ? options->box : NULL);
    return send_request(cell, request, error);
}

bool
cell_ask_block(Cell *cell, GError **error)
{
    g_autoptr(GByteArray) request = g_byte_array_new();
    wire_put_byte(request, REQUEST_BLOCK);
    return send_request(cell, request, error);
}

bool
cell_receive(Cell *cell, GByteArray *message, GError **error)
{
    return zf_channel_receive(zf_jail_channel(cell->jail), message) || explain_end(cell, error);
}

/* What follows runs inside. */

typedef struct Inside {
    const char *path;
    const ZfGisOpenOptions *options;
    LocalSource *source;
    LocalReader *reader;
    ZfFindings *findings;
} Inside;

/* ret: the reply so far, with the findings there were since the last. */
static GByteArray *
begin(Inside *inside, const GError *error)
{
    GByteArray *reply = cell_begin_reply(inside->findings, error);
    ZfFindings *said = zf_findings_new();
    zf_findings_move(said, inside->findings);
    zf_findings_free(said);
    return reply;
}

static GByteArray *
start_reading(Inside *inside, WireIn *request)
{
    g_autoptr(GError) error = NULL;
    ZfBox box;
    size_t layer = (size_t)wire_number(request);
    ZfGisReadOptions options = {.where = wire_text(request)};
    options.crs = wire_text(request);
    options.box = wire_box(request, &box) ? &box : NULL;
    g_clear_pointer(&inside->reader, local_reader_free);
    inside->reader = local_read(inside->source, layer, &options, &error);
    return begin(inside, error);
}

static GByteArray *
read_block(Inside *inside)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GByteArray) features = g_byte_array_new();
    ZfGisFeature *feature = NULL;
    size_t n_values = local_reader_layer(inside->reader)->n_fields;
    for (int n = 0; n < BLOCK_FEATURES && features->len < BLOCK_BYTES; n++) {
        if (!local_next(inside->reader, &feature, &error) || !feature) {
            break;
        }
        wire_put_feature(features, feature, n_values);
    }
    GByteArray *reply = begin(inside, error);
    if (!error) {
        wire_put_byte(reply, feature != NULL);
        g_byte_array_append(reply, features->data, features->len);
    }
    return reply;
}

static bool
answer(Inside *inside, int channel, GByteArray *message)
{
    WireIn request = {.bytes = message->data, .size = message->len};
    uint8_t kind = wire_byte(&request);
    g_autoptr(GByteArray) reply =
        kind == REQUEST_READ ? start_reading(inside, &request) : read_block(inside);
    return zf_channel_send(channel, reply->data, reply->len);
}

static void
serve(int channel, gpointer data)
{
    Inside *inside = data;
    g_autoptr(GError) error = NULL;
    inside->findings = zf_findings_new();
    inside->source = local_open(inside->path, inside->options, inside->findings, &error);
    g_autoptr(GByteArray) reply = begin(inside, error);
    if (inside->source) {
        wire_put_byte(reply, local_is_osm(inside->source));
        wire_put_layers(reply, local_layers(inside->source));
    }
    bool ok = zf_channel_send(channel, reply->data, reply->len);
    g_autoptr(GByteArray) message = g_byte_array_new();
    while (ok && inside->source && zf_channel_receive(channel, message)) {
        ok = answer(inside, channel, message);
    }
    /* the process ends here: nothing is put away */
}

Cell *
cell_open(const char *path, const ZfGisOpenOptions *options, GError **error)
{
    Inside inside = {.path = path, .options = options};
    return cell_start(&path, 1, serve, &inside, error);
}

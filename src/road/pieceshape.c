#include "road/pieceshape.h"

#include "road/bulk.h"

#include <string.h>

enum { MAX_BYTES = 5 }; /* of one number: differences of two 32-bit numbers */
static const uint64_t MAX_SHAPES = (uint64_t)1 << 31;

static void
put_number(GByteArray *bytes, int64_t number)
{
    uint64_t rest = (uint64_t)number << 1 ^ (number < 0 ? UINT64_MAX : 0);
    uint8_t coded[2 * MAX_BYTES];
    guint n = 0;
    for (; rest >= 0x80; rest >>= 7) {
        coded[n++] = (uint8_t)(rest | 0x80);
    }
    coded[n++] = (uint8_t)rest;
    g_byte_array_append(bytes, coded, n);
}

static int64_t
take_number(const uint8_t **at)
{
    uint64_t rest = 0;
    for (int shift = 0;; shift += 7) {
        uint8_t byte = *(*at)++;
        rest |= (uint64_t)(byte & 0x7f) << shift;
        if (!(byte & 0x80)) {
            return (int64_t)(rest >> 1) ^ -(int64_t)(rest & 1);
        }
    }
}

/* What threads encode with: each portion of pieces has bytes of its own. */
typedef struct Encoding {
    ZfRoadGraph *graph;
    GByteArray **bytes; /* one a portion */
} Encoding;

enum { PORTION = 4096 };

static bool
encode_portion(void *user, size_t item, unsigned worker, GError **error)
{
    (void)worker;
    (void)error;
    const Encoding *encoding = user;
    ZfRoadGraph *graph = encoding->graph;
    GByteArray *bytes = g_byte_array_new();
    encoding->bytes[item] = bytes;
    uint32_t end = (uint32_t)MIN((size_t)graph->n_pieces, (item + 1) * PORTION);
    for (uint32_t i = (uint32_t)item * PORTION; i < end; i++) {
        ZfRoadPiece *piece = &graph->pieces[i];
        if (bytes->len + (uint64_t)piece->n_vertices * 2 * MAX_BYTES > MAX_SHAPES) {
            return false;
        }
        uint32_t first = bytes->len;
        ZfRoadVertex last = graph->origin;
        for (uint32_t k = 0; k < piece->n_vertices; k++) {
            ZfRoadVertex vertex = zf_road_piece_vertex(graph, piece, k);
            put_number(bytes, (int64_t)vertex.lon - last.lon);
            put_number(bytes, (int64_t)vertex.lat - last.lat);
            last = vertex;
        }
        piece->first = first;
    }
    return true;
}

/* Lays the portions side by side. false when that is too much. */
static bool
join_portions(const Encoding *encoding, size_t portions)
{
    ZfRoadGraph *graph = encoding->graph;
    uint64_t total = 0;
    for (size_t i = 0; i < portions; i++) {
        total += encoding->bytes[i]->len;
    }
    if (total > MAX_SHAPES) {
        return false;
    }
    graph->stats.shape_bytes = total;
    graph->shapes = zf_bulk_new(uint8_t, total + 1);
    uint32_t before = 0;
    for (size_t i = 0; i < portions; i++) {
        const GByteArray *bytes = encoding->bytes[i];
        memcpy(graph->shapes + before, bytes->data, bytes->len);
        uint32_t end = (uint32_t)MIN((size_t)graph->n_pieces, (i + 1) * PORTION);
        for (uint32_t p = (uint32_t)i * PORTION; p < end; p++) {
            graph->pieces[p].first += before;
        }
        before += bytes->len;
    }
    return true;
}

bool
zf_road_shapes_encode(ZfRoadGraph *graph, unsigned threads, GError **error)
{
    size_t portions = (graph->n_pieces + PORTION - 1) / PORTION;
    g_autofree GByteArray **bytes = g_new0(GByteArray *, portions + 1);
    Encoding encoding = {graph, bytes};
    graph->origin = graph->vertices[0];
    bool good = zf_pool_run(threads, portions, encode_portion, &encoding, NULL, NULL) &&
                join_portions(&encoding, portions);
    for (size_t i = 0; i < portions; i++) {
        g_clear_pointer(&bytes[i], g_byte_array_unref);
    }
    g_clear_pointer(&graph->vertices, g_free);
    if (!good) {
        g_set_error(error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_LARGE,
                    _("the road file has more than a billion points; cut it to the area needed"));
    }
    return good;
}

ZfLonLat *
zf_road_piece_shape(const ZfRoadGraph *graph, const ZfRoadPiece *piece)
{
    ZfLonLat *shape = g_new(ZfLonLat, piece->n_vertices);
    const uint8_t *at = graph->shapes + piece->first;
    ZfRoadVertex vertex = graph->origin;
    for (uint32_t k = 0; k < piece->n_vertices; k++) {
        vertex.lon = (int32_t)(vertex.lon + take_number(&at));
        vertex.lat = (int32_t)(vertex.lat + take_number(&at));
        shape[k] = zf_road_lonlat(vertex);
    }
    return shape;
}

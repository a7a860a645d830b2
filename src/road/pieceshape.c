#include "road/pieceshape.h"

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

bool
zf_road_shapes_encode(ZfRoadGraph *graph, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    graph->origin = graph->vertices[0];
    for (uint32_t i = 0; i < graph->n_pieces; i++) {
        ZfRoadPiece *piece = &graph->pieces[i];
        if (bytes->len + (uint64_t)piece->n_vertices * 2 * MAX_BYTES > MAX_SHAPES) {
            g_set_error(
                error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_LARGE,
                _("the road file has more than a billion points; cut it to the area needed"));
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
    graph->stats.shape_bytes = bytes->len;
    graph->shapes = g_memdup2(bytes->data, bytes->len);
    g_clear_pointer(&graph->vertices, g_free);
    return true;
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

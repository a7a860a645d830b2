#include "road/pieceshape.h"

/* The place where_dm along a piece. */
static ZfLonLat
place_on(const ZfRoadGraph *graph, const ZfRoadPiece *piece, double where_dm)
{
    g_autofree ZfLonLat *shape = zf_road_piece_shape(graph, piece);
    ZfLonLat last = shape[0];
    double gone = 0;
    for (uint32_t k = 1; k < piece->n_vertices; k++) {
        ZfLonLat here = shape[k];
        double step = zf_distance_m(last, here) * 10;
        if (gone + step >= where_dm && step > 0) {
            double t = (where_dm - gone) / step;
            return (ZfLonLat){last.lon + t * (here.lon - last.lon),
                              last.lat + t * (here.lat - last.lat)};
        }
        gone += step;
        last = here;
    }
    return last;
}

void
zf_road_graph_scatter(const ZfRoadGraph *graph, size_t n, uint64_t seed, ZfLonLat *ret)
{
    const uint32_t never = ZF_ROAD_WAY_BRIDGE | ZF_ROAD_WAY_TUNNEL | ZF_ROAD_WAY_NOSTOP;
    g_assert(graph->n_pieces > 0); /* a graph without roads is not made */
    g_autofree uint64_t *end_dm = g_new(uint64_t, graph->n_pieces + 1u);
    uint64_t total = 0;
    for (uint32_t i = 0; i < graph->n_pieces; i++) {
        const ZfRoadPiece *piece = &graph->pieces[i];
        bool fine = zf_road_piece_is_main(graph, i) && !(graph->ways[piece->way].flags & never);
        total += fine ? piece->len_dm : 0;
        end_dm[i] = total;
    }
    ZfRng rng;
    zf_rng_init(&rng, seed, 0);
    for (size_t k = 0; k < n; k++) {
        uint64_t at = total ? zf_rng_u64(&rng) % total : 0;
        uint32_t low = 0;
        uint32_t high = graph->n_pieces - 1;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (end_dm[middle] > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        double where = (double)(at - (low ? end_dm[low - 1] : 0));
        ret[k] = place_on(graph, &graph->pieces[low], where);
    }
}

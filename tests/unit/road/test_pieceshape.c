/* Shapes kept as differences come back vertex for vertex, in the direction of their edge. */
#include "road/pieceshape.h"

#include <string.h>

/* A graph of nothing but pieces over a list of vertices. */
static ZfRoadGraph *
bare_graph(const ZfRoadVertex *vertices, uint32_t n_vertices, const ZfRoadPiece *pieces,
           uint32_t n_pieces)
{
    ZfRoadGraph *graph = g_new0(ZfRoadGraph, 1);
    graph->vertices = g_memdup2(vertices, n_vertices * sizeof *vertices);
    graph->n_vertices = n_vertices;
    graph->pieces = g_memdup2(pieces, n_pieces * sizeof *pieces);
    graph->n_pieces = n_pieces;
    return graph;
}

static void
bare_free(ZfRoadGraph *graph)
{
    g_free(graph->vertices);
    g_free(graph->shapes);
    g_free(graph->pieces);
    g_free(graph);
}

static void
assert_shape(const ZfRoadGraph *graph, uint32_t piece, const ZfRoadVertex *expected, uint32_t n)
{
    const ZfRoadPiece *p = &graph->pieces[piece];
    g_autofree ZfLonLat *shape = zf_road_piece_shape(graph, p);
    g_assert_cmpuint(p->n_vertices, ==, n);
    for (uint32_t k = 0; k < n; k++) {
        ZfLonLat wanted = zf_road_lonlat(expected[k]);
        g_assert_cmpfloat(shape[k].lon, ==, wanted.lon);
        g_assert_cmpfloat(shape[k].lat, ==, wanted.lat);
    }
}

static void
test_there_and_back(void)
{
    /* village steps, a step of nothing, and across the whole Earth */
    const ZfRoadVertex vertices[] = {{1101234567, 287654321},  {1101234630, 287654258},
                                     {1101234630, 287654258},  {1800000000, -900000000},
                                     {-1800000000, 900000000}, {0, 0}};
    const ZfRoadPiece pieces[] = {{.first = 0, .n_vertices = 3},
                                  {.first = 1, .n_vertices = 4, .reversed = true},
                                  {.first = 3, .n_vertices = 3}};
    ZfRoadGraph *graph = bare_graph(vertices, G_N_ELEMENTS(vertices), pieces, 3);
    g_assert_true(zf_road_shapes_encode(graph, 2, NULL));
    g_assert_null(graph->vertices);
    assert_shape(graph, 0, vertices, 3);
    const ZfRoadVertex back[] = {vertices[4], vertices[3], vertices[2], vertices[1]};
    assert_shape(graph, 1, back, 4);
    assert_shape(graph, 2, vertices + 3, 3);
    bare_free(graph);
}

/* A road with a vertex every 20 m or so takes less than five bytes a vertex, not eight. */
static void
test_small(void)
{
    enum { N = 1000 };
    ZfRoadVertex vertices[N];
    ZfRng rng;
    zf_rng_init(&rng, 5, 0);
    vertices[0] = (ZfRoadVertex){1101234567, 287654321};
    for (int i = 1; i < N; i++) {
        vertices[i].lon = vertices[i - 1].lon + zf_rng_range(&rng, -2500, 2500);
        vertices[i].lat = vertices[i - 1].lat + zf_rng_range(&rng, -2500, 2500);
    }
    const ZfRoadPiece piece = {.first = 0, .n_vertices = N};
    ZfRoadGraph *graph = bare_graph(vertices, N, &piece, 1);
    g_assert_true(zf_road_shapes_encode(graph, 2, NULL));
    assert_shape(graph, 0, vertices, N);
    g_assert_cmpuint(graph->stats.shape_bytes, <, 5 * N);
    bare_free(graph);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/road/pieceshape/there-and-back", test_there_and_back);
    g_test_add_func("/road/pieceshape/small", test_small);
    return g_test_run();
}

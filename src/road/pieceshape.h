/* pieceshape: the vertices of a finished graph's pieces, kept as differences and decoded where they
 * are drawn or measured. Private to road.
 *
 * A piece's shape begins at byte `first` of graph->shapes: for each of its vertices, in the
 * direction of its edge, longitude then latitude less those of the vertex before (of the graph's
 * origin at the first), in 1e-7 degrees, as zigzag numbers (0, -1, 1, -2 … are 0, 1, 2, 3 …) of
 * seven bits a byte, the lowest first, the top bit set while more follow. */
#pragma once

#include "road/graphimpl.h"

/* Turns graph->vertices into graph->shapes; every piece's first then counts bytes. threads: 0 = all
 * cores. Errors: ZF_ROAD_ERROR_LARGE. */
bool zf_road_shapes_encode(ZfRoadGraph *graph, unsigned threads, GError **error);

/* ret: the piece's n_vertices positions in the direction of its edge, owned by the caller. */
ZfLonLat *zf_road_piece_shape(const ZfRoadGraph *graph, const ZfRoadPiece *piece);

/* pointlabel: boxes (numbers, symbols) for points that stand close together. Each box is tried on
 * eight positions at two distances from its point, then farther out with a leader; what finds no
 * place pushes one neighbour aside; leaders are shortened when all stand. Boxes cover neither each
 * other nor another's point, and leaders cross neither each other nor a box. Same input, same
 * places.
 *
 * What finds no place at all can be forced: it then covers something, but still crosses nothing. */
#pragma once

#include "map/labelplace.h"

typedef struct ZfPointLabel {
    ZfMm at;
    double w, h;   /* of the box */
    double pitch;  /* the box is a grid of symbols that wide: leaders end in the middle of one; 0 =
                    * on the edge */
    bool on_point; /* may stand on its point, which is tried first */
    bool fixed;    /* stands on its point, whatever is there */
    bool no_dot;   /* nothing is drawn at its point: others may stand there */
    /* found */
    bool placed, leader, crowded;
    ZfRect box;
    ZfMm end; /* of the leader */
} ZfPointLabel;

typedef struct ZfPointRoom {
    ZfRect bounds;       /* boxes stay inside */
    const ZfRect *taken; /* on which nothing may stand */
    size_t n_taken;
    const ZfPlacer *raster; /* blocked cells are taken too, what it hurts to cover costs; or NULL */
    double dot;             /* radius of a point, mm */
    bool tied;              /* a box beside its point has a leader too, if a short one */
    bool hasty;             /* the search is for nothing where one in eight finds no place at first:
                             * smaller boxes will be tried */
} ZfPointRoom;

/* ret: how many found no place. */
size_t zf_point_labels_place(const ZfPointRoom *room, ZfPointLabel *labels, size_t n);
/* Those that found none: over something else, marked as crowded, without leaders. */
void zf_point_labels_force(const ZfPointRoom *room, ZfPointLabel *labels, size_t n);
/* How many pairs of leaders cross, and how many pairs of boxes overlap: for tests. */
size_t zf_point_labels_crossings(const ZfPointLabel *labels, size_t n);
size_t zf_point_labels_overlaps(const ZfPointLabel *labels, size_t n);

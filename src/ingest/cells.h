/* cells (private): homes marked by cell on a gridded map or in the circle on their worksheet. */
#pragma once

#include "ingest/areamatch.h"

typedef enum InCellState {
    IN_CELL_EMPTY, /* nothing stands there */
    IN_CELL_TAKEN, /* the batch has the home's position */
    IN_CELL_BAD, /* there is no such cell; a finding says so, a row that stands alone is settled */
} InCellState;

/* Reads the cell of a row for a home (index in known->households) that stands at a stop; stop may
 * be NULL. alone: the row says nothing else. */
InCellState zf_in_cell_place(In *in, InRow *row, const AreaMatch *match, int32_t home,
                             const ZfIngestStop *stop, bool alone);

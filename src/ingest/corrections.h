/* corrections (private): the rows that were not taken, as they stood. */
#pragma once

#include "ingest/source.h"

/* Fills in->out->bad from rows marked defective; their reasons come from the findings. */
void zf_corrections_collect(In *in);
void zf_bad_row_free(gpointer bad);

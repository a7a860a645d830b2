/* cell: the process in which GDAL reads, and how one talks with it. First it opens the file and
 * sends what is inside; then each request (read this layer; the next features) gets one reply.
 * Private. */
#pragma once

#include "gis/wire.h"

typedef struct Cell Cell;

/* true when files are to be read in a process of their own: see zf_gis_read_here. */
bool cell_in_use(void);

/* Starts a process that may read these n files, with the pieces that belong to them, and does work
 * in there. GDAL is started first, so that this is done once and not in each process.
 * Errors: ZF_GIS_ERROR_READ. */
Cell *cell_start(const char *const *paths, size_t n, ZfJailWork work, gpointer data,
                 GError **error) ZF_CHECK_RESULT;
/* The same with local_open inside, whose reply (is_osm, layers) comes first. */
Cell *cell_open(const char *path, const ZfGisOpenOptions *options, GError **error) ZF_CHECK_RESULT;
void cell_free(Cell *cell); /* NULL is fine */
const ZfJail *cell_jail(const Cell *cell);

/* Each request is followed by one cell_receive. */
bool cell_ask_read(Cell *cell, size_t layer, const ZfGisReadOptions *options, GError **error);
bool cell_ask_block(Cell *cell, GError **error);
/* Errors: ZF_GIS_ERROR_READ when the process ended, saying how. */
bool cell_receive(Cell *cell, GByteArray *message, GError **error) ZF_CHECK_RESULT;

/* What stands first in every reply: findings (may be NULL) and an error (or NULL).
 * ret: owned by the caller, who adds the rest when there was no error. */
GByteArray *cell_begin_reply(const ZfFindings *findings, const GError *error);
/* Takes that off. ret: the rest; bytes are NULL, with error set, when the reply was an error. */
WireIn cell_reply(const GByteArray *message, ZfFindings *findings, GError **error);
/* ret: false with ZF_GIS_ERROR_READ when what came made no sense. */
bool cell_check(const Cell *cell, const WireIn *in, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Cell, cell_free)

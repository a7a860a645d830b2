/* arena: memory that is given back all at once. For the three places where millions of small pieces
 * share one life: a solver run, the building of a road graph, the placing of labels. */
#pragma once

#include "base/prelude.h"

typedef struct ZfArena ZfArena;

/* block_bytes: the size of the blocks asked from the system, 0 = 1 MiB. Never fails (aborts on OOM,
 * as GLib does). */
ZfArena *zf_arena_new(size_t block_bytes);
void zf_arena_free(ZfArena *arena);

/* Gives everything back but keeps the first block for the next use. */
void zf_arena_reset(ZfArena *arena);

/* ret: size bytes, zeroed, aligned to 16; never NULL. size 0 gives a valid pointer. */
void *zf_arena_alloc(ZfArena *arena, size_t size) G_GNUC_MALLOC;
char *zf_arena_strdup(ZfArena *arena, const char *text);

/* An array of n elements; aborts when n * sizeof overflows. */
#define zf_arena_array(arena, Type, n) ((Type *)zf_arena_alloc_n((arena), sizeof(Type), (n)))
void *zf_arena_alloc_n(ZfArena *arena, size_t size, size_t n);

/* Bytes handed out since the last reset. */
size_t zf_arena_used(const ZfArena *arena);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfArena, zf_arena_free)

#include "base/arena.h"

#include <string.h>

typedef struct Block {
    struct Block *next;
    size_t size;
    size_t used;
    bool clean; /* behind used, all is still 0 */
    max_align_t data[];
} Block;

struct ZfArena {
    Block *head;
    size_t block_bytes;
    size_t used;
};

static Block *
block_new(size_t size, Block *next)
{
    /* a large block comes from the system as zeros that need no writing */
    Block *block = g_malloc0(sizeof(Block) + size);
    block->next = next;
    block->size = size;
    block->clean = true;
    return block;
}

ZfArena *
zf_arena_new(size_t block_bytes)
{
    ZfArena *arena = g_new0(ZfArena, 1);
    arena->block_bytes = block_bytes ? block_bytes : (size_t)1 << 20;
    return arena;
}

static void
free_blocks(Block *block)
{
    while (block) {
        Block *next = block->next;
        g_free(block);
        block = next;
    }
}

void
zf_arena_free(ZfArena *arena)
{
    if (!arena) {
        return;
    }
    free_blocks(arena->head);
    g_free(arena);
}

void
zf_arena_reset(ZfArena *arena)
{
    Block *keep = arena->head;
    if (keep) {
        free_blocks(keep->next);
        keep->next = NULL;
        keep->used = 0;
        keep->clean = false;
    }
    arena->used = 0;
}

void *
zf_arena_alloc(ZfArena *arena, size_t size)
{
    g_assert(size <= SIZE_MAX - 16);
    size_t need = (MAX(size, 1) + 15) & ~(size_t)15;
    if (!arena->head || arena->head->size - arena->head->used < need) {
        arena->head = block_new(MAX(need, arena->block_bytes), arena->head);
    }
    void *ret = (char *)arena->head->data + arena->head->used;
    arena->head->used += need;
    arena->used += need;
    return arena->head->clean ? ret : memset(ret, 0, need);
}

void *
zf_arena_alloc_n(ZfArena *arena, size_t size, size_t n)
{
    g_assert(size == 0 || n <= SIZE_MAX / size);
    return zf_arena_alloc(arena, size * n);
}

char *
zf_arena_strdup(ZfArena *arena, const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(zf_arena_alloc(arena, size), text, size);
}

size_t
zf_arena_used(const ZfArena *arena)
{
    return arena->used;
}

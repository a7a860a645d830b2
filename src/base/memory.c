#include "base/memory.h"

#include <glib.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define LARGE_PAGE ((size_t)2 << 20)
#define FIRST_HEAP ((size_t)32 << 20)

void
zf_memory_prepare(void)
{
    /* what is large goes back to the system at once, what is smaller stays at hand */
    mallopt(M_MMAP_THRESHOLD, 8 << 20);
    mallopt(M_TRIM_THRESHOLD, 128 << 20);
    mallopt(M_TOP_PAD, (int)FIRST_HEAP);
    void *volatile more = malloc(4 << 20); /* than the heap has yet: it grows, by the padding too */
    free(more);
    mallopt(M_TOP_PAD, 1 << 20);
    uintptr_t end = (uintptr_t)sbrk(0);
    uintptr_t first = (end - FIRST_HEAP + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
    if (end > first) {
        (void)madvise((void *)first, end - first, MADV_HUGEPAGE);
    }
}

void *
zf_memory_map(size_t size)
{
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        g_error("out of memory: %zu bytes", size);
    }
    (void)madvise(memory, size, MADV_HUGEPAGE);
    return memory;
}

void
zf_memory_unmap(void *memory, size_t size)
{
    munmap(memory, size);
}

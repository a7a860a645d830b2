#include "road/bulk.h"

#include <stdlib.h>
#include <sys/mman.h>

static const size_t HUGE_PAGE = (size_t)2 << 20;
static const size_t HUGE_FROM = (size_t)1 << 20;

void *
zf_bulk_alloc(size_t n, size_t size)
{
    g_assert(n <= SIZE_MAX / 2 / size);
    bool huge = n * size >= HUGE_FROM;
    size_t align = huge ? HUGE_PAGE : 64;
    size_t bytes = (MAX(n * size, 1) + align - 1) / align * align;
    void *memory = NULL;
    if (posix_memalign(&memory, align, bytes) != 0) {
        g_error("out of memory: %zu bytes", bytes);
    }
#ifdef MADV_HUGEPAGE
    if (huge) {
        (void)madvise(memory, bytes, MADV_HUGEPAGE); /* a wish only */
    }
#endif
    return memory;
}

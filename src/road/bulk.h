/* bulk: big plain arrays. Tables and lanes take hundreds of megabytes that are touched once; in
 * pages of 4 KiB the first touch alone can cost more than filling them. Private to road. */
#pragma once

#include "base/base.h"

/* n items of size bytes each, not cleared, aligned to 64 bytes; from 1 MiB on in huge pages where
 * the system has them. Freed with g_free. Stops the program when memory is out, as g_malloc. */
void *zf_bulk_alloc(size_t n, size_t size);

#define zf_bulk_new(type, n) ((type *)zf_bulk_alloc((n), sizeof(type)))

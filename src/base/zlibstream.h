/* zlibstream: packing and unpacking zlib streams in memory (those inside PDF files). */
#pragma once

#include "base/prelude.h"

/* level: 1 quick … 9 small. ret: the packed bytes; NULL when memory is short. */
GBytes *zf_zlib_pack(const uint8_t *bytes, size_t size, int level);
/* ret: NULL when it is damaged, cut off or larger than limit. */
GByteArray *zf_zlib_unpack(const uint8_t *bytes, size_t size, size_t limit);

/* zlibstream: packing and unpacking zlib streams in memory (those inside PDF files). */
#pragma once

#include "base/prelude.h"

/* level: 1 quick … 9 small. ret: the packed bytes; NULL when memory is short. */
GBytes *zf_zlib_pack(const uint8_t *bytes, size_t size, int level);

/* The same piece by piece, for what need not be in memory at once. */
typedef struct ZfZlibPacker ZfZlibPacker;
/* Packed bytes are appended to out, which must stay until the end. */
ZfZlibPacker *zf_zlib_packer_new(GByteArray *out, int level);
void zf_zlib_packer_add(ZfZlibPacker *packer, const uint8_t *bytes, size_t size);
/* Writes the rest and frees the packer. */
void zf_zlib_packer_end(ZfZlibPacker *packer);

/* ret: NULL when it is damaged, cut off or larger than limit. */
GByteArray *zf_zlib_unpack(const uint8_t *bytes, size_t size, size_t limit);

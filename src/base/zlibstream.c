#include "base/zlibstream.h"

#include <zlib.h>

#define STEP (1u << 18)

GBytes *
zf_zlib_pack(const uint8_t *bytes, size_t size, int level)
{
    uLongf length = compressBound((uLong)size);
    g_autofree Bytef *out = g_malloc(length);
    if (compress2(out, &length, bytes, (uLong)size, level) != Z_OK) {
        return NULL;
    }
    return g_bytes_new(out, length);
}

GByteArray *
zf_zlib_unpack(const uint8_t *bytes, size_t size, size_t limit)
{
    z_stream z = {.next_in = (Bytef *)(uintptr_t)bytes, .avail_in = (uInt)MIN(size, UINT32_MAX)};
    g_autoptr(GByteArray) out = g_byte_array_new();
    int status = inflateInit(&z);
    while (status == Z_OK && out->len <= limit) {
        guint have = out->len;
        g_byte_array_set_size(out, have + STEP);
        z.next_out = out->data + have;
        z.avail_out = STEP;
        status = inflate(&z, Z_NO_FLUSH);
        g_byte_array_set_size(out, out->len - z.avail_out);
    }
    inflateEnd(&z);
    return status == Z_STREAM_END && out->len <= limit ? g_steal_pointer(&out) : NULL;
}

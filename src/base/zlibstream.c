#include "base/zlibstream.h"

#include <zlib.h>

#define STEP  (1u << 18)
#define PIECE (1u << 14)

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

struct ZfZlibPacker {
    z_stream z;
    GByteArray *out;
};

ZfZlibPacker *
zf_zlib_packer_new(GByteArray *out, int level)
{
    ZfZlibPacker *packer = g_new0(ZfZlibPacker, 1);
    packer->out = out;
    if (deflateInit(&packer->z, level) != Z_OK) {
        g_error("out of memory");
    }
    return packer;
}

static void
pack_more(ZfZlibPacker *packer, int flush)
{
    do {
        guint have = packer->out->len;
        g_byte_array_set_size(packer->out, have + PIECE);
        packer->z.next_out = packer->out->data + have;
        packer->z.avail_out = PIECE;
        (void)deflate(&packer->z, flush); /* cannot fail: the state is ours, the room is there */
        g_byte_array_set_size(packer->out, have + PIECE - packer->z.avail_out);
    } while (packer->z.avail_out == 0);
}

void
zf_zlib_packer_add(ZfZlibPacker *packer, const uint8_t *bytes, size_t size)
{
    while (size > 0) {
        uInt now = (uInt)MIN(size, STEP);
        packer->z.next_in = (Bytef *)(uintptr_t)bytes;
        packer->z.avail_in = now;
        pack_more(packer, Z_NO_FLUSH);
        bytes += now;
        size -= now;
    }
}

void
zf_zlib_packer_end(ZfZlibPacker *packer)
{
    packer->z.next_in = NULL;
    packer->z.avail_in = 0;
    pack_more(packer, Z_FINISH);
    deflateEnd(&packer->z);
    g_free(packer);
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

/* Unpacking gzip in memory; zlib does it, here the limit is kept. */
#include <string.h>
#include <zlib.h>

#include "base/file.h"

#define FIRST_ROOM ((size_t)1 << 16)

bool
zf_file_is_gzip(const char *bytes, size_t size)
{
    return size >= 2 && (unsigned char)bytes[0] == 0x1f && (unsigned char)bytes[1] == 0x8b;
}

/* Unpacks member after member. ret: Z_OK, Z_DATA_ERROR, or Z_BUF_ERROR when limit is not enough. */
static int
unpack(z_stream *z, GByteArray *out, size_t limit)
{
    for (;;) {
        size_t room = MAX(FIRST_ROOM, (size_t)out->len);
        room = MIN(room, limit + 1 - out->len);
        size_t at = out->len;
        g_byte_array_set_size(out, (guint)(at + room));
        z->next_out = out->data + at;
        z->avail_out = (uInt)room;
        int status = inflate(z, Z_NO_FLUSH);
        g_byte_array_set_size(out, (guint)(at + room - z->avail_out));
        if (out->len > limit) {
            return Z_BUF_ERROR;
        }
        if (status == Z_STREAM_END) {
            if (z->avail_in == 0) {
                return Z_OK;
            }
            status = inflateReset(z);
        }
        if (status != Z_OK || (z->avail_in == 0 && z->avail_out > 0)) {
            return Z_DATA_ERROR;
        }
    }
}

char *
zf_file_gunzip(const char *bytes, size_t size, size_t limit, const char *name, size_t *unpacked,
               GError **error)
{
    GByteArray *out = g_byte_array_new();
    z_stream z = {.next_in = (Bytef *)(uintptr_t)bytes, .avail_in = (uInt)MIN(size, UINT32_MAX)};
    limit = MIN(limit, (size_t)INT32_MAX);
    int status = size <= UINT32_MAX ? inflateInit2(&z, 16 + MAX_WBITS) : Z_DATA_ERROR;
    if (status == Z_OK) {
        status = unpack(&z, out, limit);
        inflateEnd(&z);
    }
    if (status != Z_OK) {
        if (status == Z_BUF_ERROR) {
            g_set_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_TOO_LARGE,
                        _("%s is too large: unpacked it has more than %lu bytes"), name,
                        (unsigned long)limit);
        } else {
            g_set_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_READ,
                        _("%s: packed with gzip, but damaged or cut off"), name);
        }
        g_byte_array_unref(out);
        return NULL;
    }
    *unpacked = out->len;
    g_byte_array_append(out, (const guint8 *)"", 1);
    return (char *)g_byte_array_free(out, FALSE);
}

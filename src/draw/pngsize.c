#include "draw/pngsize.h"

#include <math.h>
#include <string.h>

/* CRC-32 as in the PNG specification, annex D; over 13 bytes, so bit by bit. */
static uint32_t
crc32_of(const uint8_t *bytes, size_t n)
{
    uint32_t crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < n; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
        }
    }
    return ~crc;
}

static void
put_u32(uint8_t *at, uint32_t value)
{
    value = GUINT32_TO_BE(value);
    memcpy(at, &value, sizeof value);
}

void
zf_png_set_dpi(GByteArray *png, double dpi)
{
    const guint header = 8 + 25; /* signature and IHDR */
    uint8_t chunk[21] = {0, 0, 0, 9, 'p', 'H', 'Y', 's'};
    uint32_t per_metre = (uint32_t)lround(dpi / 0.0254);
    put_u32(chunk + 8, per_metre);
    put_u32(chunk + 12, per_metre);
    chunk[16] = 1; /* per metre */
    put_u32(chunk + 17, crc32_of(chunk + 4, 13));
    g_assert(png->len > header);
    guint length = png->len;
    g_byte_array_set_size(png, length + (guint)sizeof chunk);
    memmove(png->data + header + sizeof chunk, png->data + header, length - header);
    memcpy(png->data + header, chunk, sizeof chunk);
}

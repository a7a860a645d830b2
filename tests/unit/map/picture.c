#include "picture.h"

#include "base/zlibstream.h"

#include <math.h>
#include <string.h>

void
picture_clear(Picture *picture)
{
    g_free(picture->rgb);
}

static uint32_t
word_at(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

Picture
picture_unpack(const uint8_t *png, size_t size, double dpi)
{
    Picture picture = {.dpi = dpi};
    uint8_t palette[768] = {0};
    g_autoptr(GByteArray) packed = g_byte_array_new();
    for (size_t at = 8; at + 12 <= size;) {
        uint32_t length = word_at(png + at);
        const uint8_t *data = png + at + 8;
        g_assert_cmpuint(length, <=, size - at - 12);
        if (memcmp(png + at + 4, "IHDR", 4) == 0) {
            picture.width = word_at(data);
            picture.height = word_at(data + 4);
            g_assert_cmpuint(data[8], ==, 8);
            g_assert_cmpuint(data[9], ==, 3);
        } else if (memcmp(png + at + 4, "PLTE", 4) == 0) {
            memcpy(palette, data, MIN(length, sizeof palette));
        } else if (memcmp(png + at + 4, "IDAT", 4) == 0) {
            g_byte_array_append(packed, data, length);
        }
        at += 12 + length;
    }
    size_t line = picture.width + 1;
    g_autoptr(GByteArray) rows = zf_zlib_unpack(packed->data, packed->len, line * picture.height);
    g_assert_nonnull(rows);
    g_assert_cmpuint(rows->len, ==, line * picture.height);
    picture.rgb = g_malloc(3 * (size_t)picture.width * picture.height);
    for (uint32_t y = 0; y < picture.height; y++) {
        g_assert_cmpuint(rows->data[y * line], ==, 0);
        for (uint32_t x = 0; x < picture.width; x++) {
            memcpy(picture.rgb + 3 * ((size_t)y * picture.width + x),
                   palette + 3 * rows->data[y * line + 1 + x], 3);
        }
    }
    return picture;
}

int
picture_darkest(const Picture *picture, ZfRect at)
{
    double dot = 25.4 / picture->dpi;
    int darkest = 255;
    for (int y = (int)floor(at.y / dot); y < (int)ceil((at.y + at.h) / dot); y++) {
        for (int x = (int)floor(at.x / dot); x < (int)ceil((at.x + at.w) / dot); x++) {
            g_assert_true(x >= 0 && y >= 0 && (uint32_t)x < picture->width &&
                          (uint32_t)y < picture->height);
            const uint8_t *rgb = picture->rgb + 3 * ((size_t)y * picture->width + (size_t)x);
            darkest = MIN(darkest, (rgb[0] + rgb[1] + rgb[2]) / 3);
        }
    }
    return darkest;
}

/* picture: a PNG that a paper made, dot by dot, for tests of what is seen. */
#pragma once

#include "draw/draw.h"

typedef struct Picture {
    uint32_t width, height;
    double dpi;
    uint8_t *rgb;
} Picture;

/* The kind of PNG that zf_png_write_palette makes: 8 bits, a palette, no filters. dpi: as it was
 * drawn. */
Picture picture_unpack(const uint8_t *png, size_t size, double dpi);
void picture_clear(Picture *picture);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Picture, picture_clear)

/* The darkest grey (0 … 255) in a rectangle of the page, which lies on it. */
int picture_darkest(const Picture *picture, ZfRect at);

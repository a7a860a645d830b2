/* pngpalette: pictures with a palette. A map has a dozen colours and the shades between two of them
 * along its edges: 256 entries hold them within what an eye can see, at a third of the size. */
#pragma once

#include "base/base.h"

/* pixels: 0x00RRGGBB, stride words a row. Appends a whole PNG file. Deterministic.
 * ret: false, and nothing appended, when the picture has colours that 256 entries cannot stand for
 * (a photograph, a smooth shading). */
bool zf_png_write_palette(const uint32_t *pixels, uint32_t width, uint32_t height, size_t stride,
                          GByteArray *png);

#include "draw/paperint.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

ZfColour
zf_colour_rgb(uint32_t rrggbb)
{
    return (ZfColour){(rrggbb >> 16 & 255) / 255.0, (rrggbb >> 8 & 255) / 255.0,
                      (rrggbb & 255) / 255.0, 1};
}

ZfColour
zf_colour_grey(double white)
{
    return (ZfColour){white, white, white, 1};
}

bool
zf_colour_is_none(ZfColour colour)
{
    return colour.a <= 0;
}

static bool
parse_hex(const char *digits, ZfColour *ret)
{
    size_t n = strlen(digits);
    double channel[4] = {0, 0, 0, 1};
    if (n != 3 && n != 6 && n != 8) {
        return false;
    }
    size_t each = n == 3 ? 1 : 2;
    for (size_t i = 0; i < n / each; i++) {
        int high = g_ascii_xdigit_value(digits[i * each]);
        int low = g_ascii_xdigit_value(digits[i * each + each - 1]);
        if (high < 0 || low < 0) {
            return false;
        }
        channel[i] = (high * 16 + low) / 255.0;
    }
    *ret = (ZfColour){channel[0], channel[1], channel[2], channel[3]};
    return true;
}

/* "rgb(…)" and "rgba(…)": three numbers 0 … 255, then opacity 0 … 1. */
static bool
parse_function(const char *text, ZfColour *ret)
{
    bool alpha = g_str_has_prefix(text, "rgba(");
    size_t length = strlen(text);
    if ((!alpha && !g_str_has_prefix(text, "rgb(")) || text[length - 1] != ')') {
        return false;
    }
    size_t start = alpha ? 5 : 4;
    g_autofree char *inner = g_strndup(text + start, length - start - 1);
    g_auto(GStrv) parts = g_strsplit(inner, ",", 8);
    double v[4] = {0, 0, 0, 1};
    if (g_strv_length(parts) != (alpha ? 4 : 3)) {
        return false;
    }
    for (unsigned i = 0; parts[i]; i++) {
        double limit = i == 3 ? 1 : 255;
        if (!zf_text_to_double(g_strstrip(parts[i]), &v[i]) || v[i] < 0 || v[i] > limit) {
            return false;
        }
    }
    *ret = (ZfColour){v[0] / 255, v[1] / 255, v[2] / 255, v[3]};
    return true;
}

bool
zf_colour_parse(const char *text, ZfColour *ret)
{
    if (text[0] == '#') {
        return parse_hex(text + 1, ret);
    }
    if (strcmp(text, "white") == 0) {
        *ret = ZF_COLOUR_WHITE;
    } else if (strcmp(text, "black") == 0) {
        *ret = ZF_COLOUR_BLACK;
    } else if (strcmp(text, "transparent") == 0) {
        *ret = (ZfColour){0};
    } else {
        return parse_function(text, ret);
    }
    return true;
}

/* WCAG 2.1, relative luminance. */
static double
linear(double channel)
{
    return channel <= 0.03928 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

static double
luminance(ZfColour c)
{
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

double
zf_colour_contrast(ZfColour a, ZfColour b)
{
    double la = luminance(a);
    double lb = luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

void
zf_canvas_source(ZfCanvas *canvas, ZfColour colour, ZfColour instead_of_none)
{
    ZfColour c = zf_colour_is_none(colour) ? instead_of_none : colour;
    if (canvas->paper->grey) {
        double grey = 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b;
        c = (ZfColour){grey, grey, grey, c.a};
    }
    if (c.a >= 1) {
        cairo_set_source_rgb(canvas->cr, c.r, c.g, c.b);
    } else {
        cairo_set_source_rgba(canvas->cr, c.r, c.g, c.b, c.a);
    }
}

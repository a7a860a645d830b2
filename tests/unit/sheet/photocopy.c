#include "photocopy.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define THRESHOLD  150.0
#define SPECKLE    250 /* one dot in so many */
#define MAX_PIXELS 40000000

typedef struct Picture {
    int width, height;
    uint8_t *grey;
} Picture;

static bool
read_picture(const char *path, Picture *ret)
{
    g_autofree char *bytes = NULL;
    gsize size = 0;
    int width = 0, height = 0, start = 0;
    if (!g_file_get_contents(path, &bytes, &size, NULL) ||
        sscanf(bytes, "P5 %d %d 255%n", &width, &height, &start) != 2 || start == 0 || width < 1 ||
        height < 1 || height > MAX_PIXELS / width ||
        size < (gsize)start + 1 + (gsize)width * (gsize)height) {
        return false;
    }
    size_t n = (size_t)width * (size_t)height;
    *ret = (Picture){width, height, g_memdup2(bytes + start + 1, n)};
    return true;
}

static double
at(const Picture *p, int x, int y)
{
    bool inside = x >= 0 && y >= 0 && x < p->width && y < p->height;
    return inside ? p->grey[(size_t)y * (size_t)p->width + (size_t)x] : 255;
}

/* Weights 1 2 1 across and down. ret: its pixels, owned by the caller. */
static uint8_t *
blurred(const Picture *p)
{
    uint8_t *ret = g_malloc((size_t)p->width * (size_t)p->height);
    for (int y = 0; y < p->height; y++) {
        for (int x = 0; x < p->width; x++) {
            double sum = 0;
            for (int dy = -1; dy <= 1; dy++) {
                double row = at(p, x - 1, y + dy) + 2 * at(p, x, y + dy) + at(p, x + 1, y + dy);
                sum += dy == 0 ? 2 * row : row;
            }
            ret[(size_t)y * (size_t)p->width + (size_t)x] = (uint8_t)(sum / 16);
        }
    }
    return ret;
}

static double
between(const Picture *p, double x, double y)
{
    int x0 = (int)floor(x);
    int y0 = (int)floor(y);
    double fx = x - x0;
    double fy = y - y0;
    return (at(p, x0, y0) * (1 - fx) + at(p, x0 + 1, y0) * fx) * (1 - fy) +
           (at(p, x0, y0 + 1) * (1 - fx) + at(p, x0 + 1, y0 + 1) * fx) * fy;
}

bool
photocopy(const char *in_pgm, const char *out_pgm, double turn_deg, uint64_t seed)
{
    Picture p = {0};
    if (!read_picture(in_pgm, &p)) {
        return false;
    }
    uint8_t *sharp = p.grey;
    p.grey = blurred(&p);
    g_free(sharp);
    ZfRng rng;
    zf_rng_init(&rng, seed, 0);
    g_autoptr(GByteArray) out = g_byte_array_new();
    g_autofree char *head = g_strdup_printf("P5\n%d %d\n255\n", p.width, p.height);
    g_byte_array_append(out, (const guint8 *)head, (guint)strlen(head));
    double s = sin(turn_deg * G_PI / 180);
    double c = cos(turn_deg * G_PI / 180);
    for (int y = 0; y < p.height; y++) {
        for (int x = 0; x < p.width; x++) {
            double dx = x - p.width / 2.0;
            double dy = y - p.height / 2.0;
            double grey =
                between(&p, p.width / 2.0 + dx * c + dy * s, p.height / 2.0 - dx * s + dy * c);
            uint8_t dot = grey < THRESHOLD ? 0 : 255;
            if (zf_rng_below(&rng, SPECKLE) == 0) {
                dot = (uint8_t)(255 - dot);
            }
            g_byte_array_append(out, &dot, 1);
        }
    }
    g_free(p.grey);
    return g_file_set_contents(out_pgm, (const char *)out->data, (gssize)out->len, NULL);
}

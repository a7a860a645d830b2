#include "draw/pngpalette.h"

#include <stdlib.h>
#include <string.h>

#include "base/zlibstream.h"

#define SLOTS     (1u << 16) /* of the table of colours */
#define MOST      24000      /* different colours at most */
#define ENTRIES   256
#define TOLERANCE 24 /* no pixel is off by more */

typedef struct Colour {
    uint32_t rgb;
    uint32_t count;
    uint8_t entry;
} Colour;

typedef struct Table {
    uint32_t *slots; /* index + 1 into colours */
    Colour *colours;
    uint32_t n;
} Table;

/* ret: NULL when there are too many. */
static Colour *
find_colour(Table *table, uint32_t rgb)
{
    uint32_t slot = (rgb * 0x9E3779B1u) >> 16;
    while (table->slots[slot] != 0) {
        Colour *colour = &table->colours[table->slots[slot] - 1];
        if (colour->rgb == rgb) {
            return colour;
        }
        slot = (slot + 1) % SLOTS;
    }
    if (table->n == MOST) {
        return NULL;
    }
    table->colours[table->n] = (Colour){.rgb = rgb};
    table->slots[slot] = ++table->n;
    return &table->colours[table->n - 1];
}

/* How many pixels from the first on have its colour. What a map shows is mostly such runs, so they
 * are compared in pairs. */
static uint32_t
run_length(const uint32_t *pixels, uint32_t n)
{
    const uint32_t rgb = pixels[0] & 0xFFFFFF;
    const uint64_t both = (uint64_t)rgb << 32 | rgb;
    uint32_t length = 1;
    for (; length + 8 <= n; length += 8) {
        uint64_t pairs[4];
        memcpy(pairs, pixels + length, sizeof pairs);
        uint64_t differ =
            (pairs[0] ^ both) | (pairs[1] ^ both) | (pairs[2] ^ both) | (pairs[3] ^ both);
        if (differ & 0x00FFFFFF00FFFFFFu) {
            break;
        }
    }
    for (; length + 2 <= n; length += 2) {
        uint64_t pair;
        memcpy(&pair, pixels + length, sizeof pair);
        if ((pair ^ both) & 0x00FFFFFF00FFFFFFu) {
            break;
        }
    }
    return length < n && (pixels[length] & 0xFFFFFF) == rgb ? length + 1 : length;
}

static bool
count_colours(Table *table, const uint32_t *pixels, uint32_t width, uint32_t height, size_t stride)
{
    for (uint32_t y = 0; y < height; y++) {
        const uint32_t *row = pixels + y * stride;
        for (uint32_t x = 0; x < width;) {
            Colour *colour = find_colour(table, row[x] & 0xFFFFFF);
            uint32_t length = run_length(row + x, width - x);
            if (!colour) {
                return false;
            }
            colour->count += length;
            x += length;
        }
    }
    return true;
}

static int
compare_counts(gconstpointer a, gconstpointer b)
{
    const Colour *x = *(const Colour *const *)a;
    const Colour *y = *(const Colour *const *)b;
    if (x->count != y->count) {
        return x->count > y->count ? -1 : 1;
    }
    return (x->rgb > y->rgb) - (x->rgb < y->rgb);
}

/* The largest difference in a channel. */
static int
distance(uint32_t a, uint32_t b)
{
    int red = abs((int)(a >> 16 & 255) - (int)(b >> 16 & 255));
    int green = abs((int)(a >> 8 & 255) - (int)(b >> 8 & 255));
    int blue = abs((int)(a & 255) - (int)(b & 255));
    return MAX(red, MAX(green, blue));
}

static int
nearest_entry(const uint32_t *palette, unsigned n, uint32_t rgb, uint8_t *ret)
{
    int best = 256;
    for (unsigned i = 0; i < n && best > 0; i++) {
        int away = distance(palette[i], rgb);
        if (away < best) {
            best = away;
            *ret = (uint8_t)i;
        }
    }
    return best;
}

/* Entries for colours in that order; those that differ from one by no more than same in any channel
 * share it. ret: entries, 0 when some colour is too far from all. */
static unsigned
fill_palette(const Table *table, Colour **order, int same, uint32_t *palette)
{
    unsigned n = 0;
    for (uint32_t i = 0; i < table->n; i++) {
        int away = nearest_entry(palette, n, order[i]->rgb, &order[i]->entry);
        if (away > same && n < ENTRIES) {
            order[i]->entry = (uint8_t)n;
            palette[n++] = order[i]->rgb;
        } else if (away > TOLERANCE) {
            return 0;
        }
    }
    return n;
}

/* The most frequent colours first, as fine as 256 entries allow. */
static unsigned
make_palette(Table *table, uint32_t *palette)
{
    static const int steps[] = {5, 8, 12, 16, 20, TOLERANCE};
    g_autofree Colour **order = g_new(Colour *, table->n + 1);
    for (uint32_t i = 0; i < table->n; i++) {
        order[i] = &table->colours[i];
    }
    qsort(order, table->n, sizeof *order, compare_counts);
    unsigned n = table->n <= ENTRIES ? fill_palette(table, order, -1, palette) : 0;
    for (size_t i = 0; i < G_N_ELEMENTS(steps) && n == 0; i++) {
        n = fill_palette(table, order, steps[i], palette);
    }
    return n;
}

static uint32_t
crc_of(const uint8_t *bytes, size_t n, const uint32_t *table)
{
    uint32_t crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < n; i++) {
        crc = table[(crc ^ bytes[i]) & 255] ^ crc >> 8;
    }
    return ~crc;
}

/* Length, name, bytes and checksum as the PNG specification (5.3) has it. */
static void
append_chunk(GByteArray *png, const char *name, const uint8_t *bytes, size_t size)
{
    uint32_t table[256];
    for (uint32_t i = 0; i < 256; i++) {
        table[i] = i;
        for (int bit = 0; bit < 8; bit++) {
            table[i] = table[i] & 1 ? table[i] >> 1 ^ 0xEDB88320u : table[i] >> 1;
        }
    }
    uint32_t length = GUINT32_TO_BE((uint32_t)size);
    g_byte_array_append(png, (const guint8 *)&length, 4);
    guint start = png->len;
    g_byte_array_append(png, (const guint8 *)name, 4);
    if (size > 0) {
        g_byte_array_append(png, bytes, (guint)size);
    }
    uint32_t crc = GUINT32_TO_BE(crc_of(png->data + start, size + 4, table));
    g_byte_array_append(png, (const guint8 *)&crc, 4);
}

/* Rows of entries, each behind a zero: no filter. Level 2: half the time of 4, a fifth larger. */
static GByteArray *
pack_rows(Table *table, const uint32_t *pixels, uint32_t width, uint32_t height, size_t stride)
{
    g_autoptr(GByteArray) packed = g_byte_array_new();
    g_autofree uint8_t *line = g_malloc0((size_t)width + 1);
    ZfZlibPacker *packer = zf_zlib_packer_new(packed, 2);
    for (uint32_t y = 0; y < height; y++) {
        const uint32_t *row = pixels + y * stride;
        for (uint32_t x = 0; x < width;) {
            uint32_t length = run_length(row + x, width - x);
            memset(line + 1 + x, find_colour(table, row[x] & 0xFFFFFF)->entry, length);
            x += length;
        }
        zf_zlib_packer_add(packer, line, (size_t)width + 1);
    }
    zf_zlib_packer_end(packer);
    return g_steal_pointer(&packed);
}

static void
write_file(GByteArray *png, uint32_t width, uint32_t height, const uint32_t *palette, unsigned n,
           const GByteArray *packed)
{
    static const uint8_t signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    uint8_t header[13] = {0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0}; /* 8 bits, a palette */
    uint8_t entries[3 * ENTRIES];
    uint32_t sides[2] = {GUINT32_TO_BE(width), GUINT32_TO_BE(height)};
    memcpy(header, sides, sizeof sides);
    for (unsigned i = 0; i < n; i++) {
        entries[3 * i] = (uint8_t)(palette[i] >> 16);
        entries[3 * i + 1] = (uint8_t)(palette[i] >> 8);
        entries[3 * i + 2] = (uint8_t)palette[i];
    }
    g_byte_array_append(png, signature, sizeof signature);
    append_chunk(png, "IHDR", header, sizeof header);
    append_chunk(png, "PLTE", entries, 3 * (size_t)n);
    append_chunk(png, "IDAT", packed->data, packed->len);
    append_chunk(png, "IEND", NULL, 0);
}

bool
zf_png_write_palette(const uint32_t *pixels, uint32_t width, uint32_t height, size_t stride,
                     GByteArray *png)
{
    uint32_t palette[ENTRIES];
    g_autofree uint32_t *slots = g_new0(uint32_t, SLOTS);
    g_autofree Colour *colours = g_new0(Colour, MOST);
    Table table = {slots, colours, 0};
    if (!count_colours(&table, pixels, width, height, stride)) {
        return false;
    }
    unsigned n = make_palette(&table, palette);
    if (n == 0) {
        return false;
    }
    g_autoptr(GByteArray) packed = pack_rows(&table, pixels, width, height, stride);
    write_file(png, width, height, palette, n, packed);
    return true;
}

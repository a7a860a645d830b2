#include "map/linename.h"

#include <math.h>
#include <string.h>

#define REPEAT     80.0 /* mm of a road for each time its name is written */
#define APART      60.0 /* mm between two of them at least */
#define STEP       1.5  /* mm between the places that are tried */
#define BOW        0.7  /* mm: how far a run may leave its chord */
#define MOST_HURT  (24 * 16)
#define STEEP      50.0 /* degrees: from here on Hanzi stand one below the other */
#define END_MARGIN 1.0  /* mm of the run before and behind the name */

/* A place for a name. */
typedef struct Spot {
    ZfMm middle;
    double angle; /* degrees, from -90 to 90 */
    int64_t cost;
} Spot;

typedef struct Work {
    ZfBrush *brush;
    ZfPlacer *placer;
    const ZfLayer *layer;
    GHashTable *drawn; /* name -> GArray of ZfMm */
    GString *dump;
} Work;

/* The point that far along a line, and the segment it lies on. */
static ZfMm
point_along(const ZfMm *p, size_t n, double along, size_t *segment)
{
    double before = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        double length = hypot(p[i + 1].x - p[i].x, p[i + 1].y - p[i].y);
        if (before + length >= along && length > 0) {
            double t = (along - before) / length;
            *segment = i;
            return (ZfMm){p[i].x + t * (p[i + 1].x - p[i].x), p[i].y + t * (p[i + 1].y - p[i].y)};
        }
        before += length;
    }
    *segment = n - 2;
    return p[n - 1];
}

static double
length_of(const ZfMm *p, size_t n)
{
    double length = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        length += hypot(p[i + 1].x - p[i].x, p[i + 1].y - p[i].y);
    }
    return length;
}

/* Is the line between two of its points straight enough to be written along? */
static bool
is_straight(const ZfMm *p, ZfMm a, size_t first, ZfMm b, size_t last)
{
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    double chord = hypot(dx, dy);
    for (size_t i = first + 1; i <= last; i++) {
        double off = ((p[i].x - a.x) * dy - (p[i].y - a.y) * dx) / chord;
        if (fabs(off) > BOW) {
            return false;
        }
    }
    return true;
}

/* The small boxes that a slanted name covers; ret: how many. */
static unsigned
cover(const Spot *spot, double width, double height, ZfRect *boxes, unsigned most)
{
    double radians = spot->angle * G_PI / 180;
    unsigned n = (unsigned)CLAMP(ceil(width / (0.6 * height)), 1, most);
    for (unsigned i = 0; i < n; i++) {
        double along = n > 1 ? (width - height) * ((double)i / (n - 1) - 0.5) : 0;
        boxes[i] = (ZfRect){spot->middle.x + along * cos(radians) - height / 2,
                            spot->middle.y + along * sin(radians) - height / 2, height, height};
    }
    return n;
}

enum { MOST_BOXES = 64 };

static int64_t
cost_of(const Work *work, const Spot *spot, double width, double height)
{
    ZfRect boxes[MOST_BOXES];
    unsigned n = cover(spot, width, height, boxes, MOST_BOXES);
    int64_t sum = 0;
    for (unsigned i = 0; i < n; i++) {
        int64_t cost = zf_placer_cost(work->placer, boxes[i]);
        if (cost == ZF_PLACER_BLOCKED) {
            return ZF_PLACER_BLOCKED;
        }
        sum += cost;
    }
    return sum / MAX(n, 1u);
}

/* Is the name written close by already? */
static bool
is_near_again(const Work *work, const char *name, ZfMm at)
{
    const GArray *spots = g_hash_table_lookup(work->drawn, name);
    for (guint i = 0; spots && i < spots->len; i++) {
        ZfMm other = g_array_index(spots, ZfMm, i);
        if (hypot(at.x - other.x, at.y - other.y) < APART) {
            return true;
        }
    }
    return false;
}

/* How far from the middle of its share of the line a name would stand. */
static double
off_middle(double along, double length)
{
    double share = length / fmax(1, floor(length / REPEAT));
    return fabs(along - (floor(along / share) + 0.5) * share);
}

/* The best place along one piece, above the line or below it; cost BLOCKED = none. */
static Spot
best_spot(const Work *work, const char *name, const ZfMm *p, size_t n, ZfTextSize size,
          double aside)
{
    Spot best = {.cost = ZF_PLACER_BLOCKED};
    double height = size.ink_top + size.ink_bottom + 0.6;
    double span = size.width + 2 * END_MARGIN;
    double length = length_of(p, n);
    for (double along = 0; along + span <= length; along += STEP) {
        size_t first, last;
        ZfMm a = point_along(p, n, along, &first);
        ZfMm b = point_along(p, n, along + span, &last);
        if (hypot(b.x - a.x, b.y - a.y) < 0.97 * span || !is_straight(p, a, first, b, last)) {
            continue;
        }
        double angle = atan2(b.y - a.y, b.x - a.x) * 180 / G_PI;
        angle = angle > 90 ? angle - 180 : angle <= -90 ? angle + 180 : angle;
        double radians = angle * G_PI / 180;
        for (int side = -1; side <= 1; side += 2) {
            Spot spot = {.middle = {(a.x + b.x) / 2 - side * aside * sin(radians),
                                    (a.y + b.y) / 2 + side * aside * cos(radians)},
                         .angle = angle};
            spot.cost = cost_of(work, &spot, size.width, height);
            if (spot.cost != ZF_PLACER_BLOCKED) { /* above it rather than below */
                spot.cost += llround(off_middle(along + span / 2, length)) + (side > 0 ? 8 : 0);
            }
            if (spot.cost < best.cost && !is_near_again(work, name, spot.middle)) {
                best = spot;
            }
        }
    }
    return best;
}

static bool
is_hanzi(const char *text)
{
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c < 0x3400 || c > 0x9FFF) {
            return false;
        }
    }
    return true;
}

/* Along a line that runs up the page Hanzi stand one below the other, each nearly upright. */
static void
write_down(ZfCanvas *canvas, const char *text, const Spot *spot, const ZfLettering *style,
           double width)
{
    double down = spot->angle > 0 ? spot->angle : spot->angle + 180;
    double radians = down * G_PI / 180;
    double step = width / (double)g_utf8_strlen(text, -1);
    double along = (step - width) / 2;
    for (const char *at = text; *at; at = g_utf8_next_char(at), along += step) {
        g_autofree char *one = g_strndup(at, (gsize)(g_utf8_next_char(at) - at));
        zf_canvas_save(canvas);
        zf_canvas_translate(canvas, spot->middle.x + along * cos(radians),
                            spot->middle.y + along * sin(radians));
        zf_canvas_rotate(canvas, down - 90);
        zf_canvas_text_mid(canvas, style, 0, 0, one);
        zf_canvas_restore(canvas);
    }
}

static void
write_name(Work *work, const char *name, const char *text, const Spot *spot,
           const ZfLettering *style, ZfTextSize size)
{
    ZfRect boxes[MOST_BOXES];
    double height = size.ink_top + size.ink_bottom + 0.6;
    unsigned n = cover(spot, size.width, height, boxes, MOST_BOXES);
    for (unsigned i = 0; i < n; i++) {
        zf_placer_block(work->placer, boxes[i]);
    }
    GArray *spots = g_hash_table_lookup(work->drawn, name);
    if (!spots) {
        spots = g_array_new(FALSE, FALSE, sizeof(ZfMm));
        g_hash_table_insert(work->drawn, g_strdup(name), spots);
    }
    g_array_append_val(spots, spot->middle);
    ZfLettering centred = *style;
    centred.align = ZF_ALIGN_CENTRE;
    if (fabs(spot->angle) > STEEP && is_hanzi(text)) {
        centred.letter_space = 0;
        write_down(work->brush->canvas, text, spot, &centred, size.width);
    } else {
        zf_canvas_save(work->brush->canvas);
        zf_canvas_translate(work->brush->canvas, spot->middle.x, spot->middle.y);
        zf_canvas_rotate(work->brush->canvas, spot->angle);
        zf_canvas_text(work->brush->canvas, &centred, 0, (size.ink_top - size.ink_bottom) / 2,
                       text);
        zf_canvas_restore(work->brush->canvas);
    }
    if (work->dump) {
        g_autofree char *x = zf_text_from_double(spot->middle.x, 1);
        g_autofree char *y = zf_text_from_double(spot->middle.y, 1);
        g_autofree char *angle = zf_text_from_double(spot->angle, 0);
        g_string_append_printf(work->dump, "along %s at %s %s angle %s\n", text, x, y, angle);
    }
}

static void
name_item(Work *work, const ZfScene *scene, const ZfSceneItem *item)
{
    ZfProp props[ZF_SCENE_PROPS];
    ZfLook look = zf_scene_look(work->brush, item, props);
    const char *name = item->road    ? item->road->road->name
                       : item->water ? item->water->water->name
                                     : NULL;
    g_autofree char *text = zf_layer_words(work->layer, &look, "");
    if (!*text || !name || !*name) {
        return;
    }
    ZfLettering style = zf_layer_lettering(work->layer, &look);
    style.size = fmax(style.size, work->brush->least_size);
    ZfMm offset = zf_layer_pair(work->layer, ZF_PROPERTY_TEXT_OFFSET, &look);
    style.width = 0;
    ZfTextSize size = zf_canvas_text_size(work->brush->canvas, &style, text);
    for (uint32_t k = 0; k < item->n_pieces; k++) {
        size_t n;
        const ZfMm *p = zf_scene_piece(scene, item->first + k, &n);
        Spot spot = {.cost = 0};
        while (n >= 2 && spot.cost != ZF_PLACER_BLOCKED) {
            spot = best_spot(work, name, p, n, size, fabs(offset.y) * style.size);
            if (spot.cost > MOST_HURT) {
                break;
            }
            write_name(work, name, text, &spot, &style, size);
        }
    }
}

static void
spots_free(gpointer spots)
{
    g_array_unref(spots);
}

void
zf_line_names_draw(const ZfScene *scene, ZfBrush *brush, ZfPlacer *placer, size_t index,
                   GString *dump)
{
    g_autoptr(GHashTable) drawn =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, spots_free);
    Work work = {brush, placer, zf_style_layer(brush->style, index), drawn, dump};
    for (guint i = 0; i < scene->items->len; i++) {
        const ZfSceneItem *item = &g_array_index(scene->items, ZfSceneItem, i);
        bool area = item->water && item->water->water->shape;
        if (scene->shows[i * scene->n_layers + index] && item->n_pieces > 0 && !area) {
            name_item(&work, scene, item);
        }
    }
}

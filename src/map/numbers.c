#include "map/numbers.h"

#include "map/pointgroup.h"

#include <math.h>
#include <string.h>

#define SAME_SPOT 0.6 /* mm */
#define SIZES     4
#define CROWD_MM  4.0
#define JOIN_MM   6 /* at first, and 1 mm more in each round */

static void
add_range(GString *text, unsigned first, unsigned last)
{
    if (text->len > 0) {
        g_string_append(text, "、");
    }
    if (last > first) {
        g_string_append_printf(text, last == first + 1 ? "%u、%u" : "%u–%u", first, last);
    } else {
        g_string_append_printf(text, "%u", first);
    }
}

/* The numbers of all sites on the spot of site i: "3、12–15". */
static char *
text_of(const ZfNumberSite *sites, size_t n, const size_t *group, size_t i)
{
    GString *text = g_string_new(NULL);
    unsigned first = sites[i].number;
    unsigned last = first;
    for (size_t j = i + 1; j < n; j++) {
        if (group[j] != i) {
            continue;
        }
        if (sites[j].number != last + 1) {
            add_range(text, first, last);
            first = sites[j].number;
        }
        last = sites[j].number;
    }
    add_range(text, first, last);
    return g_string_free(text, FALSE);
}

/* By site: the first one on the same spot. */
static size_t *
spots_of(const ZfNumberSite *sites, size_t n)
{
    size_t *spot = g_new(size_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        spot[i] = i;
        for (size_t j = 0; j < i && spot[i] == i; j++) {
            if (spot[j] == j && sites[i].rough == sites[j].rough &&
                hypot(sites[i].at.x - sites[j].at.x, sites[i].at.y - sites[j].at.y) < SAME_SPOT) {
                spot[i] = j;
            }
        }
    }
    return spot;
}

static void
make_dots(ZfNumbers *numbers, const ZfNumberSite *sites, size_t n, const size_t *spot)
{
    numbers->dots = g_new0(ZfNumberSite, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (spot[i] != i) {
            continue;
        }
        ZfNumberSite *dot = &numbers->dots[numbers->n_dots++];
        *dot = sites[i];
        for (size_t j = i + 1; j < n; j++) { /* open only when all there are visited */
            dot->done = dot->done && (spot[j] != i || sites[j].done);
        }
    }
}

static void
clear_labels(ZfNumbers *numbers)
{
    for (size_t i = 0; i < numbers->n; i++) {
        g_free(numbers->labels[i].text);
    }
    g_clear_pointer(&numbers->labels, g_free);
    g_clear_pointer(&numbers->places, g_free);
    numbers->n = 0;
}

/* How many other spots lie close to a site. */
static unsigned
crowd_of(const ZfNumbers *numbers, ZfMm at)
{
    unsigned crowd = 0;
    for (size_t d = 0; d < numbers->n_dots; d++) {
        ZfMm other = numbers->dots[d].at;
        crowd += fabs(other.x - at.x) < CROWD_MM && fabs(other.y - at.y) < CROWD_MM;
    }
    return crowd;
}

/* A label for each group, at the spot from which a leader gets out best. */
static void
make_labels(ZfNumbers *numbers, const ZfNumberSite *sites, size_t n, const size_t *spot,
            const size_t *group)
{
    clear_labels(numbers);
    numbers->labels = g_new0(ZfNumberLabel, n + 1);
    numbers->places = g_new0(ZfPointLabel, numbers->n_dots + 1);
    for (size_t i = 0; i < n; i++) {
        if (group[i] != i) {
            continue;
        }
        ZfNumberLabel *label = &numbers->labels[numbers->n++];
        *label = (ZfNumberLabel){.at = sites[i].at, .text = text_of(sites, n, group, i)};
        unsigned least = crowd_of(numbers, label->at);
        label->spots = 1;
        for (size_t j = i + 1; j < n; j++) {
            if (group[j] == i && spot[j] == j) {
                unsigned crowd = crowd_of(numbers, sites[j].at);
                label->at = crowd < least ? sites[j].at : label->at;
                least = MIN(least, crowd);
                label->spots++;
            }
        }
    }
}

static ZfLettering
lettering_of(const ZfNumbers *numbers)
{
    return (ZfLettering){.size = numbers->size, .bold = true, .align = ZF_ALIGN_CENTRE};
}

/* Dots without a label of their own are points on which nothing may stand. ret: how many spots
 * found no place. */
static size_t
place_labels(ZfNumbers *numbers, ZfCanvas *canvas, const ZfPointRoom *room, double size)
{
    numbers->size = size;
    ZfLettering style = lettering_of(numbers);
    for (size_t i = 0; i < numbers->n; i++) {
        ZfPointLabel *place = &numbers->places[i];
        *place = (ZfPointLabel){.at = numbers->labels[i].at, .h = 0.92 * size};
        place->w = zf_canvas_text_size(canvas, &style, numbers->labels[i].text).width + 0.3;
    }
    size_t n = numbers->n;
    for (size_t d = 0; d < numbers->n_dots; d++) {
        ZfMm at = numbers->dots[d].at;
        bool own = false;
        for (size_t i = 0; i < numbers->n && !own; i++) {
            own = numbers->labels[i].at.x == at.x && numbers->labels[i].at.y == at.y;
        }
        if (!own) {
            numbers->places[n++] = (ZfPointLabel){.at = at, .fixed = true};
        }
    }
    zf_point_labels_place(room, numbers->places, n);
    size_t missing = 0;
    for (size_t i = 0; i < numbers->n; i++) {
        missing += numbers->places[i].placed ? 0 : numbers->labels[i].spots;
    }
    return missing;
}

/* What labels are laid out by. */
typedef struct Layout {
    ZfNumbers *numbers;
    ZfCanvas *canvas;
    const ZfPointRoom *room;
    const ZfNumberSite *sites;
    size_t n;
    const size_t *spot;
    const size_t *group;
} Layout;

static size_t
lay_out(void *user, const ZfPointLabel **labels)
{
    const Layout *l = user;
    make_labels(l->numbers, l->sites, l->n, l->spot, l->group);
    size_t missing = place_labels(l->numbers, l->canvas, l->room, l->numbers->size);
    *labels = l->numbers->places;
    return missing;
}

ZfNumbers *
zf_numbers_new(ZfCanvas *canvas, ZfRect bounds, const ZfNumberSite *sites, size_t n, double size,
               const ZfRect *taken, size_t n_taken)
{
    ZfNumbers *numbers = g_new0(ZfNumbers, 1);
    g_autofree size_t *spot = spots_of(sites, n);
    g_autofree size_t *group = g_memdup2(spot, (n + 1) * sizeof *spot);
    make_dots(numbers, sites, n, spot);
    make_labels(numbers, sites, n, spot, group);
    ZfPointRoom room = {.bounds = bounds, .taken = taken, .n_taken = n_taken, .dot = ZF_NUMBER_DOT};
    size_t missing = 0;
    for (int attempt = 0; attempt < SIZES && (attempt == 0 || missing > 0); attempt++) {
        missing = place_labels(numbers, canvas, &room, size * (1 - 0.11 * attempt));
    }
    Layout layout = {numbers, canvas, &room, sites, n, spot, group};
    zf_point_groups_join(&(ZfPointGroups){group, n, 1, JOIN_MM, lay_out, &layout}, numbers->places,
                         missing);
    zf_point_labels_force(&room, numbers->places, numbers->n);
    for (size_t i = 0; i < numbers->n; i++) {
        numbers->leaders += numbers->places[i].leader;
        numbers->crowded += numbers->places[i].crowded;
    }
    return numbers;
}

void
zf_numbers_free(ZfNumbers *numbers)
{
    if (numbers) {
        clear_labels(numbers);
        g_free(numbers->dots);
        g_free(numbers);
    }
}

void
zf_numbers_draw(const ZfNumbers *numbers, ZfCanvas *canvas)
{
    ZfLettering style = lettering_of(numbers);
    for (size_t i = 0; i < numbers->n; i++) {
        const ZfPointLabel *place = &numbers->places[i];
        if (place->leader) {
            zf_canvas_line(canvas, place->at.x, place->at.y, place->end.x, place->end.y,
                           &(ZfStroke){.width = 0.16});
        }
    }
    for (size_t i = 0; i < numbers->n_dots; i++) {
        const ZfNumberSite *dot = &numbers->dots[i];
        ZfStroke ring = {.width = 0.22};
        ZfStroke dashed = {.width = 0.22, .dash = {0.7, 0.5}, .n_dash = 2};
        bool open = dot->done || dot->rough;
        zf_canvas_circle(canvas, dot->at.x, dot->at.y,
                         dot->rough ? 1.6 * ZF_NUMBER_DOT : ZF_NUMBER_DOT,
                         open ? ZF_COLOUR_WHITE : ZF_COLOUR_BLACK, dot->rough ? &dashed : &ring);
    }
    for (size_t i = 0; i < numbers->n; i++) {
        const ZfNumberLabel *label = &numbers->labels[i];
        const ZfPointLabel *place = &numbers->places[i];
        zf_canvas_rect(canvas, place->box, ZF_COLOUR_WHITE, NULL);
        zf_canvas_text_mid(canvas, &style, place->box.x + place->box.w / 2,
                           place->box.y + place->box.h / 2, label->text);
    }
}

void
zf_numbers_dump(const ZfNumbers *numbers, GString *dump)
{
    for (size_t i = 0; i < numbers->n; i++) {
        const ZfNumberLabel *label = &numbers->labels[i];
        const ZfPointLabel *place = &numbers->places[i];
        g_autofree char *x1 = zf_text_from_double(label->at.x, 1);
        g_autofree char *y1 = zf_text_from_double(label->at.y, 1);
        g_autofree char *x2 = zf_text_from_double(place->box.x + place->box.w / 2, 1);
        g_autofree char *y2 = zf_text_from_double(place->box.y + place->box.h / 2, 1);
        g_string_append_printf(dump, "number %s home %s %s at %s %s%s%s\n", label->text, x1, y1, x2,
                               y2, place->leader ? " leader" : "",
                               place->crowded ? " crowded" : "");
    }
}

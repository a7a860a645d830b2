#include "map/numbers.h"

#include <math.h>
#include <string.h>

#define SAME_SPOT 0.6 /* mm */

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

static void
make_labels(ZfNumbers *numbers, const ZfNumberSite *sites, size_t n)
{
    g_autofree size_t *group = g_new(size_t, n + 1); /* the first site on the same spot */
    numbers->labels = g_new0(ZfNumberLabel, n + 1);
    numbers->places = g_new0(ZfPointLabel, n + 1);
    for (size_t i = 0; i < n; i++) {
        group[i] = i;
        for (size_t j = 0; j < i && group[i] == i; j++) {
            if (group[j] == j && sites[i].rough == sites[j].rough &&
                hypot(sites[i].at.x - sites[j].at.x, sites[i].at.y - sites[j].at.y) < SAME_SPOT) {
                group[i] = j;
            }
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (group[i] != i) {
            continue;
        }
        ZfNumberLabel *label = &numbers->labels[numbers->n++];
        *label = (ZfNumberLabel){.at = sites[i].at,
                                 .rough = sites[i].rough,
                                 .done = sites[i].done,
                                 .text = text_of(sites, n, group, i)};
        for (size_t j = i + 1; j < n; j++) { /* open only when all there are visited */
            label->done = label->done && (group[j] != i || sites[j].done);
        }
    }
}

static ZfLettering
lettering_of(const ZfNumbers *numbers)
{
    return (ZfLettering){.size = numbers->size, .bold = true, .align = ZF_ALIGN_CENTRE};
}

ZfNumbers *
zf_numbers_new(ZfCanvas *canvas, ZfRect bounds, const ZfNumberSite *sites, size_t n, double size,
               const ZfRect *taken, size_t n_taken)
{
    ZfNumbers *numbers = g_new0(ZfNumbers, 1);
    make_labels(numbers, sites, n);
    ZfPointRoom room = {.bounds = bounds, .taken = taken, .n_taken = n_taken, .dot = ZF_NUMBER_DOT};
    for (int attempt = 0; attempt < 4; attempt++) {
        numbers->size = size * (1 - 0.11 * attempt);
        ZfLettering style = lettering_of(numbers);
        for (size_t i = 0; i < numbers->n; i++) {
            ZfPointLabel *place = &numbers->places[i];
            *place = (ZfPointLabel){.at = numbers->labels[i].at, .h = 0.92 * numbers->size};
            place->w = zf_canvas_text_size(canvas, &style, numbers->labels[i].text).width + 0.3;
        }
        if (zf_point_labels_place(&room, numbers->places, numbers->n) == 0) {
            break;
        }
    }
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
        for (size_t i = 0; i < numbers->n; i++) {
            g_free(numbers->labels[i].text);
        }
        g_free(numbers->labels);
        g_free(numbers->places);
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
    for (size_t i = 0; i < numbers->n; i++) {
        const ZfNumberLabel *label = &numbers->labels[i];
        ZfStroke ring = {.width = 0.22};
        ZfStroke dashed = {.width = 0.22, .dash = {0.7, 0.5}, .n_dash = 2};
        bool open = label->done || label->rough;
        zf_canvas_circle(canvas, label->at.x, label->at.y,
                         label->rough ? 1.6 * ZF_NUMBER_DOT : ZF_NUMBER_DOT,
                         open ? ZF_COLOUR_WHITE : ZF_COLOUR_BLACK, label->rough ? &dashed : &ring);
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

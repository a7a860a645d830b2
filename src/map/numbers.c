#include "map/numbers.h"
#include "map/turn.h"

#include <math.h>
#include <string.h>

#define SAME_SPOT 0.6  /* mm */
#define NEAR      0.35 /* mm between dot and label */
#define FARTHER   1.3
#define BESIDE    16 /* places without a leader */
#define RINGS     8
#define AROUND    16
#define PLACES    (BESIDE + RINGS * AROUND)
#define DOT_ROOM  (ZF_NUMBER_DOT + 0.15)
#define FREE      (-1)
#define MANY      (-2)
#define NEVER     (-3)

static const double ring_radii[RINGS] = {3.6, 4.8, 6.2, 8, 10.5, 13.5, 17, 21};

typedef struct Place {
    ZfRect box;
    bool leader;
    ZfMm end;
    int cost;
} Place;

typedef struct Work {
    ZfNumbers *numbers;
    ZfRect bounds;
    const ZfRect *taken;
    size_t n_taken;
    double *width; /* of the labels */
    double height;
} Work;

/* ---- geometry ---- */

static double
side_of(ZfMm a, ZfMm b, ZfMm p)
{
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

static bool
segments_cross(ZfMm a, ZfMm b, ZfMm c, ZfMm d)
{
    return side_of(a, b, c) * side_of(a, b, d) <= 0 && side_of(c, d, a) * side_of(c, d, b) <= 0 &&
           fmax(a.x, b.x) >= fmin(c.x, d.x) && fmax(c.x, d.x) >= fmin(a.x, b.x) &&
           fmax(a.y, b.y) >= fmin(c.y, d.y) && fmax(c.y, d.y) >= fmin(a.y, b.y);
}

static bool
holds(ZfRect box, ZfMm p)
{
    return p.x >= box.x && p.x <= box.x + box.w && p.y >= box.y && p.y <= box.y + box.h;
}

static bool
segment_meets_box(ZfMm a, ZfMm b, ZfRect box)
{
    if (fmax(a.x, b.x) < box.x || fmin(a.x, b.x) > box.x + box.w || fmax(a.y, b.y) < box.y ||
        fmin(a.y, b.y) > box.y + box.h) {
        return false;
    }
    const ZfMm corners[4] = {{box.x, box.y},
                             {box.x + box.w, box.y},
                             {box.x + box.w, box.y + box.h},
                             {box.x, box.y + box.h}};
    return holds(box, a) || holds(box, b) || segments_cross(a, b, corners[0], corners[2]) ||
           segments_cross(a, b, corners[1], corners[3]);
}

static double
segment_distance(ZfMm a, ZfMm b, ZfMm p)
{
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    double length = dx * dx + dy * dy;
    double t = length > 0 ? CLAMP(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0, 1) : 0;
    return hypot(a.x + t * dx - p.x, a.y + t * dy - p.y);
}

static ZfMm
nearest_in(ZfRect box, ZfMm p)
{
    return (ZfMm){CLAMP(p.x, box.x, box.x + box.w), CLAMP(p.y, box.y, box.y + box.h)};
}

/* ---- places ---- */

/* Place k of a label: right first, as people read; then around; then farther out with a leader. */
static Place
place_of(const Work *work, size_t i, int k)
{
    static const int directions[8] = {0, 14, 2, 8, 12, 4, 10, 6};
    const ZfNumberLabel *label = &work->numbers->labels[i];
    double w = work->width[i];
    double h = work->height;
    bool beside = k < BESIDE;
    int direction = beside ? directions[k % 8] : (k - BESIDE) % AROUND;
    double angle = direction * G_PI / 8;
    double ux = cos(angle);
    double uy = sin(angle);
    double sx = fabs(ux) < 0.2 ? 0 : ux > 0 ? 1 : -1;
    double sy = fabs(uy) < 0.2 ? 0 : uy > 0 ? 1 : -1;
    double r =
        beside ? ZF_NUMBER_DOT + (k < 8 ? NEAR : FARTHER) : ring_radii[(k - BESIDE) / AROUND];
    double x = label->at.x + ux * r + sx * w / 2;
    double y = label->at.y + uy * r + sy * h / 2;
    if (beside && sx != 0 && sy != 0) { /* corners come close to the dot */
        x -= sx * 0.3;
        y -= sy * 0.3;
    }
    Place place = {.box = {x - w / 2, y - h / 2, w, h}, .leader = !beside};
    place.end = nearest_in(place.box, label->at);
    place.cost = beside ? k + (k < 8 ? 0 : 12) : 60 + (int)lround(20 * r);
    return place;
}

static bool
meets(ZfRect a, ZfRect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

static bool
labels_clash(const Place *a, ZfMm home_a, const ZfNumberLabel *b)
{
    if (meets(a->box, b->box)) {
        return true;
    }
    return (a->leader && segment_meets_box(home_a, a->end, b->box)) ||
           (b->leader && segment_meets_box(b->at, b->end, a->box)) ||
           (a->leader && b->leader && segments_cross(home_a, a->end, b->at, b->end));
}

/* What stands in the way of a place: FREE, the one label that does, MANY, or NEVER when it is
 * something that cannot move. */
static int
blocker(const Work *work, size_t i, const Place *place)
{
    const ZfNumbers *numbers = work->numbers;
    ZfMm home = numbers->labels[i].at;
    int found = FREE;
    if (!zf_rect_within(place->box, work->bounds)) {
        return NEVER;
    }
    for (size_t t = 0; t < work->n_taken; t++) {
        if (meets(place->box, work->taken[t]) ||
            (place->leader && segment_meets_box(home, place->end, work->taken[t]))) {
            return NEVER;
        }
    }
    ZfRect reach = {fmin(place->box.x, home.x) - DOT_ROOM, fmin(place->box.y, home.y) - DOT_ROOM, 0,
                    0};
    reach.w = fmax(place->box.x + place->box.w, home.x) + DOT_ROOM - reach.x;
    reach.h = fmax(place->box.y + place->box.h, home.y) + DOT_ROOM - reach.y;
    for (size_t j = 0; j < numbers->n; j++) {
        const ZfNumberLabel *other = &numbers->labels[j];
        if (j != i && holds(reach, other->at) &&
            (holds(zf_rect_grow(place->box, ZF_NUMBER_DOT), other->at) ||
             (place->leader && segment_distance(home, place->end, other->at) < DOT_ROOM))) {
            return NEVER;
        }
        if (j != i && other->placed && labels_clash(place, home, other)) {
            if (found != FREE) {
                return MANY;
            }
            found = (int)j;
        }
    }
    return found;
}

static void
take(Work *work, size_t i, const Place *place)
{
    ZfNumberLabel *label = &work->numbers->labels[i];
    label->box = place->box;
    label->leader = place->leader;
    label->end = place->end;
    label->placed = true;
}

static Place
current(const ZfNumberLabel *label)
{
    return (Place){.box = label->box, .leader = label->leader, .end = label->end};
}

/* The cheapest free place; the order of places is that of their cost but for the second round. */
static bool
place_free(Work *work, size_t i, int below)
{
    for (int k = 0; k < PLACES; k++) {
        Place place = place_of(work, i, k);
        if (place.cost >= below) {
            return false;
        }
        if (blocker(work, i, &place) == FREE) {
            take(work, i, &place);
            return true;
        }
    }
    return false;
}

/* Puts a label where exactly one other stands, when that one finds another place. */
static bool
push_aside(Work *work, size_t i)
{
    for (int k = 0; k < PLACES; k++) {
        Place place = place_of(work, i, k);
        int other = blocker(work, i, &place);
        if (other < 0) {
            continue;
        }
        ZfNumberLabel *neighbour = &work->numbers->labels[other];
        Place before = current(neighbour);
        neighbour->placed = false;
        take(work, i, &place);
        if (place_free(work, (size_t)other, G_MAXINT)) {
            return true;
        }
        work->numbers->labels[i].placed = false;
        take(work, (size_t)other, &before);
    }
    return false;
}

/* Any free place with a leader, the nearest first, anywhere in the bounds. */
static bool
place_far(Work *work, size_t i)
{
    const ZfNumberLabel *label = &work->numbers->labels[i];
    double most = hypot(work->bounds.w, work->bounds.h);
    for (double r = ring_radii[RINGS - 1] + 3; r < most; r += 3) {
        int steps = (int)ceil(2 * G_PI * r / 3);
        for (int s = 0; s < steps; s++) {
            double angle = 2 * G_PI * s / steps;
            Place place = {.box = {label->at.x + r * cos(angle) - work->width[i] / 2,
                                   label->at.y + r * sin(angle) - work->height / 2, work->width[i],
                                   work->height},
                           .leader = true};
            place.end = nearest_in(place.box, label->at);
            if (zf_rect_within(place.box, work->bounds) && blocker(work, i, &place) == FREE) {
                take(work, i, &place);
                return true;
            }
        }
    }
    return false;
}

/* Those in the thick of others first. */
static ZfTurn *
order_of(const ZfNumbers *numbers)
{
    ZfTurn *turns = g_new0(ZfTurn, numbers->n + 1);
    for (size_t i = 0; i < numbers->n; i++) {
        turns[i].item = i;
        for (size_t j = 0; j < numbers->n; j++) {
            ZfMm a = numbers->labels[i].at;
            ZfMm b = numbers->labels[j].at;
            turns[i].crowd += fabs(a.x - b.x) < 5 && fabs(a.y - b.y) < 5;
        }
    }
    zf_turns_sort(turns, numbers->n);
    return turns;
}

static int
cost_of(const Work *work, size_t i)
{
    const ZfNumberLabel *label = &work->numbers->labels[i];
    return label->leader
               ? 60 +
                     (int)lround(20 * hypot(label->end.x - label->at.x, label->end.y - label->at.y))
               : 28;
}

/* ret: how many labels found no place. */
static size_t
place_all(Work *work)
{
    ZfNumbers *numbers = work->numbers;
    g_autofree ZfTurn *turns = order_of(numbers);
    size_t missing = 0;
    for (size_t i = 0; i < numbers->n; i++) {
        numbers->labels[i].placed = false;
    }
    for (size_t t = 0; t < numbers->n; t++) {
        place_free(work, turns[t].item, G_MAXINT);
    }
    for (size_t t = 0; t < numbers->n; t++) {
        size_t i = turns[t].item;
        if (!numbers->labels[i].placed && !push_aside(work, i) && !place_far(work, i)) {
            missing++;
        }
    }
    for (int round = 0; round < 2; round++) { /* shorter leaders, now that all stand */
        for (size_t t = 0; t < numbers->n; t++) {
            ZfNumberLabel *label = &numbers->labels[turns[t].item];
            if (label->placed && label->leader) {
                Place before = current(label);
                label->placed = false;
                if (!place_free(work, turns[t].item, cost_of(work, turns[t].item) - 10)) {
                    take(work, turns[t].item, &before);
                }
            }
        }
    }
    return missing;
}

/* Over something else, without a leader: the least bad of the places beside the home. */
static void
place_crowded(Work *work, size_t i)
{
    Place best = place_of(work, i, 0);
    size_t least = SIZE_MAX;
    for (int k = 0; k < BESIDE; k++) {
        Place place = place_of(work, i, k);
        size_t covered = zf_rect_within(place.box, work->bounds) ? 0 : 1000;
        for (size_t j = 0; j < work->numbers->n; j++) {
            const ZfNumberLabel *other = &work->numbers->labels[j];
            covered += j != i && (holds(place.box, other->at) ||
                                  (other->placed && meets(place.box, other->box)));
        }
        if (covered < least) {
            least = covered;
            best = place;
        }
    }
    take(work, i, &best);
    work->numbers->labels[i].crowded = true;
}

/* ---- labels ---- */

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
    Work work = {.numbers = numbers,
                 .bounds = bounds,
                 .taken = taken,
                 .n_taken = n_taken,
                 .width = g_new(double, numbers->n + 1)};
    for (int attempt = 0; attempt < 4; attempt++) {
        numbers->size = size * (1 - 0.11 * attempt);
        ZfLettering style = lettering_of(numbers);
        work.height = 0.92 * numbers->size;
        for (size_t i = 0; i < numbers->n; i++) {
            work.width[i] =
                zf_canvas_text_size(canvas, &style, numbers->labels[i].text).width + 0.3;
        }
        if (place_all(&work) == 0) {
            break;
        }
    }
    for (size_t i = 0; i < numbers->n; i++) {
        if (!numbers->labels[i].placed) {
            place_crowded(&work, i);
        }
        numbers->leaders += numbers->labels[i].leader;
        numbers->crowded += numbers->labels[i].crowded;
    }
    g_free(work.width);
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
        g_free(numbers);
    }
}

void
zf_numbers_draw(const ZfNumbers *numbers, ZfCanvas *canvas)
{
    ZfLettering style = lettering_of(numbers);
    for (size_t i = 0; i < numbers->n; i++) {
        const ZfNumberLabel *label = &numbers->labels[i];
        if (label->leader) {
            zf_canvas_line(canvas, label->at.x, label->at.y, label->end.x, label->end.y,
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
        zf_canvas_rect(canvas, label->box, ZF_COLOUR_WHITE, NULL);
        zf_canvas_text_mid(canvas, &style, label->box.x + label->box.w / 2,
                           label->box.y + label->box.h / 2, label->text);
    }
}

void
zf_numbers_dump(const ZfNumbers *numbers, GString *dump)
{
    for (size_t i = 0; i < numbers->n; i++) {
        const ZfNumberLabel *label = &numbers->labels[i];
        g_autofree char *x1 = zf_text_from_double(label->at.x, 1);
        g_autofree char *y1 = zf_text_from_double(label->at.y, 1);
        g_autofree char *x2 = zf_text_from_double(label->box.x + label->box.w / 2, 1);
        g_autofree char *y2 = zf_text_from_double(label->box.y + label->box.h / 2, 1);
        g_string_append_printf(dump, "number %s home %s %s at %s %s%s%s\n", label->text, x1, y1, x2,
                               y2, label->leader ? " leader" : "",
                               label->crowded ? " crowded" : "");
    }
}

size_t
zf_numbers_crossings(const ZfNumbers *numbers)
{
    size_t crossings = 0;
    for (size_t i = 0; i < numbers->n; i++) {
        for (size_t j = 0; j < i; j++) {
            const ZfNumberLabel *a = &numbers->labels[i];
            const ZfNumberLabel *b = &numbers->labels[j];
            crossings += a->leader && b->leader && segments_cross(a->at, a->end, b->at, b->end);
        }
    }
    return crossings;
}

size_t
zf_numbers_overlaps(const ZfNumbers *numbers)
{
    size_t overlaps = 0;
    for (size_t i = 0; i < numbers->n; i++) {
        for (size_t j = 0; j < i; j++) {
            overlaps += meets(numbers->labels[i].box, numbers->labels[j].box);
        }
    }
    return overlaps;
}

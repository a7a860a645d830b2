#include "map/pointlabel.h"
#include "map/turn.h"

#include <math.h>
#include <string.h>

#define NEAR     0.35 /* mm between dot and label */
#define FARTHER  1.3
#define BESIDE   16 /* places without a leader */
#define RINGS    8
#define AROUND   16
#define PLACES   (BESIDE + RINGS * AROUND)
#define ON       (-1) /* the place on the point itself */
#define MARGIN   0.15 /* mm around a dot */
#define FARTHEST 70.0 /* mm */
#define AGAIN    3    /* attempts when some find no place */
#define CELL     8.0  /* mm of the index */
#define FREE     (-1)
#define MANY     (-2)
#define NEVER    (-3)

static const double ring_radii[RINGS] = {3.6, 4.8, 6.2, 8, 10.5, 13.5, 17, 21};

typedef struct Place {
    ZfRect box;
    bool leader;
    ZfMm end;
    int64_t cost;
} Place;

/* Which labels have their point in each cell, and which reach into it. */
typedef struct Index {
    ZfRect bounds;
    int nx, ny;
    GArray **points; /* uint32_t; NULL = none */
    GArray **placed;
} Index;

typedef struct Work {
    const ZfPointRoom *room;
    ZfPointLabel *labels;
    size_t n;
    Index index;
} Work;

/* ---- geometry ---- */

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
    return holds(box, a) || holds(box, b) || zf_segments_cross(a, b, corners[0], corners[2]) ||
           zf_segments_cross(a, b, corners[1], corners[3]);
}

/* Where a leader from p ends in a box. */
static ZfMm
end_in(const ZfPointLabel *label, ZfRect box)
{
    double half = label->pitch / 2;
    ZfMm p = {CLAMP(label->at.x, box.x + half, box.x + box.w - half),
              CLAMP(label->at.y, box.y + half, box.y + box.h - half)};
    if (half > 0) { /* the middle of the nearest symbol */
        p.x = box.x + half + label->pitch * round((p.x - box.x - half) / label->pitch);
        p.y = box.y + half + label->pitch * round((p.y - box.y - half) / label->pitch);
        p.x = fmin(p.x, box.x + box.w - half);
        p.y = fmin(p.y, box.y + box.h - half);
    }
    return p;
}

static bool
meets(ZfRect a, ZfRect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/* The box around a box and a point. */
static ZfRect
around(ZfRect box, ZfMm p, double margin)
{
    double x1 = fmin(box.x, p.x) - margin;
    double y1 = fmin(box.y, p.y) - margin;
    return (ZfRect){x1, y1, fmax(box.x + box.w, p.x) + margin - x1,
                    fmax(box.y + box.h, p.y) + margin - y1};
}

/* ---- index ---- */

typedef struct Cells {
    int x1, y1, x2, y2;
} Cells;

static Cells
cells_of(const Index *index, ZfRect box)
{
    return (Cells){CLAMP((int)floor((box.x - index->bounds.x) / CELL), 0, index->nx - 1),
                   CLAMP((int)floor((box.y - index->bounds.y) / CELL), 0, index->ny - 1),
                   CLAMP((int)floor((box.x + box.w - index->bounds.x) / CELL), 0, index->nx - 1),
                   CLAMP((int)floor((box.y + box.h - index->bounds.y) / CELL), 0, index->ny - 1)};
}

static void
index_add(const Index *index, GArray **lists, ZfRect box, size_t i)
{
    Cells c = cells_of(index, box);
    uint32_t item = (uint32_t)i;
    for (int y = c.y1; y <= c.y2; y++) {
        for (int x = c.x1; x <= c.x2; x++) {
            GArray **list = &lists[(size_t)y * index->nx + x];
            *list = *list ? *list : g_array_new(FALSE, FALSE, sizeof(uint32_t));
            g_array_append_val(*list, item);
        }
    }
}

static void
index_remove(const Index *index, GArray **lists, ZfRect box, size_t i)
{
    Cells c = cells_of(index, box);
    for (int y = c.y1; y <= c.y2; y++) {
        for (int x = c.x1; x <= c.x2; x++) {
            GArray *list = lists[(size_t)y * index->nx + x];
            guint k = 0;
            while (k < list->len && g_array_index(list, uint32_t, k) != i) {
                k++;
            }
            g_array_remove_index(list, k);
        }
    }
}

static void
index_init(Index *index, ZfRect bounds, const ZfPointLabel *labels, size_t n)
{
    index->bounds = bounds;
    index->nx = MAX((int)ceil(bounds.w / CELL), 1);
    index->ny = MAX((int)ceil(bounds.h / CELL), 1);
    index->points = g_new0(GArray *, (size_t)index->nx * (size_t)index->ny);
    index->placed = g_new0(GArray *, (size_t)index->nx * (size_t)index->ny);
    for (size_t i = 0; i < n; i++) {
        if (!labels[i].no_dot) {
            index_add(index, index->points, (ZfRect){labels[i].at.x, labels[i].at.y, 0, 0}, i);
        }
    }
}

static void
index_clear(Index *index)
{
    for (size_t i = 0; i < (size_t)index->nx * (size_t)index->ny; i++) {
        g_clear_pointer(&index->points[i], g_array_unref);
        g_clear_pointer(&index->placed[i], g_array_unref);
    }
    g_free(index->points);
    g_free(index->placed);
}

/* ---- places ---- */

/* Place k of a label: on its point; right of it first, as people read; then around; then farther
 * out with a leader. */
static Place
place_of(const Work *work, size_t i, int k)
{
    static const int directions[8] = {0, 14, 2, 8, 12, 4, 10, 6};
    const ZfPointLabel *label = &work->labels[i];
    double w = label->w;
    double h = label->h;
    if (k == ON) {
        return (Place){.box = {label->at.x - w / 2, label->at.y - h / 2, w, h}, .end = label->at};
    }
    bool beside = k < BESIDE;
    int direction = beside ? directions[k % 8] : (k - BESIDE) % AROUND;
    double angle = direction * G_PI / 8;
    double ux = cos(angle);
    double uy = sin(angle);
    double sx = fabs(ux) < 0.2 ? 0 : ux > 0 ? 1 : -1;
    double sy = fabs(uy) < 0.2 ? 0 : uy > 0 ? 1 : -1;
    double r =
        beside ? work->room->dot + (k < 8 ? NEAR : FARTHER) : ring_radii[(k - BESIDE) / AROUND];
    double x = label->at.x + ux * r + sx * w / 2;
    double y = label->at.y + uy * r + sy * h / 2;
    if (beside && sx != 0 && sy != 0) { /* corners come close to the dot */
        x -= sx * 0.3;
        y -= sy * 0.3;
    }
    Place place = {.box = {x - w / 2, y - h / 2, w, h}, .leader = !beside || work->room->tied};
    place.end = end_in(label, place.box);
    place.cost = beside ? k + (k < 8 ? 0 : 12) : 60 + (int)lround(20 * r);
    return place;
}

static bool
labels_clash(const Place *a, ZfMm home_a, const ZfPointLabel *b)
{
    if (meets(a->box, b->box)) {
        return true;
    }
    /* a home under a sign that cannot move: its leader has to come from there */
    bool under = b->fixed && b->no_dot && holds(b->box, home_a);
    return (a->leader && !under && segment_meets_box(home_a, a->end, b->box)) ||
           (b->leader && segment_meets_box(b->at, b->end, a->box)) ||
           (a->leader && b->leader && zf_segments_cross(home_a, a->end, b->at, b->end));
}

static bool
is_taken(const Work *work, ZfMm home, const Place *place)
{
    const ZfPointRoom *room = work->room;
    if (!zf_rect_within(place->box, room->bounds)) {
        return true;
    }
    for (size_t t = 0; t < room->n_taken; t++) {
        if (meets(place->box, room->taken[t]) ||
            (place->leader && segment_meets_box(home, place->end, room->taken[t]))) {
            return true;
        }
    }
    return room->raster && zf_placer_cost(room->raster, place->box) == ZF_PLACER_BLOCKED;
}

/* Does it hide the point of another label, or lead over it? */
static bool
hides_point(const Work *work, size_t i, const Place *place)
{
    const Index *index = &work->index;
    const double room = work->room->dot + MARGIN;
    ZfMm home = work->labels[i].at;
    ZfRect reach = around(place->box, home, room);
    Cells c = cells_of(index, reach);
    for (int y = c.y1; y <= c.y2; y++) {
        for (int x = c.x1; x <= c.x2; x++) {
            const GArray *list = index->points[(size_t)y * index->nx + x];
            for (guint k = 0; list && k < list->len; k++) {
                size_t j = g_array_index(list, uint32_t, k);
                ZfMm other = work->labels[j].at;
                if (j == i || !holds(reach, other)) {
                    continue;
                }
                /* dots that touch: a leader may lead away from the other, not over it */
                double apart = fmin(room, 0.9 * hypot(home.x - other.x, home.y - other.y));
                if (holds(zf_rect_grow(place->box, work->room->dot), other) ||
                    (place->leader && zf_segment_distance(home, place->end, other) < apart)) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* What stands in the way of a place: FREE, the one label that does, MANY, or NEVER when it is
 * something that cannot move. */
static int
blocker(const Work *work, size_t i, const Place *place)
{
    const Index *index = &work->index;
    ZfMm home = work->labels[i].at;
    int found = FREE;
    if (is_taken(work, home, place) || hides_point(work, i, place)) {
        return NEVER;
    }
    Cells c = cells_of(index, around(place->box, home, 0));
    for (int y = c.y1; y <= c.y2; y++) {
        for (int x = c.x1; x <= c.x2; x++) {
            const GArray *list = index->placed[(size_t)y * index->nx + x];
            for (guint k = 0; list && k < list->len; k++) {
                size_t j = g_array_index(list, uint32_t, k);
                if (j != i && (int)j != found && labels_clash(place, home, &work->labels[j])) {
                    if (found != FREE || work->labels[j].fixed) {
                        return work->labels[j].fixed ? NEVER : MANY;
                    }
                    found = (int)j;
                }
            }
        }
    }
    return found;
}

static void
take(Work *work, size_t i, const Place *place)
{
    ZfPointLabel *label = &work->labels[i];
    label->box = place->box;
    label->leader = place->leader;
    label->end = place->end;
    label->placed = true;
    index_add(&work->index, work->index.placed, around(label->box, label->at, 0), i);
}

static void
leave(Work *work, size_t i)
{
    ZfPointLabel *label = &work->labels[i];
    label->placed = false;
    index_remove(&work->index, work->index.placed, around(label->box, label->at, 0), i);
}

static Place
current(const ZfPointLabel *label)
{
    return (Place){.box = label->box, .leader = label->leader, .end = label->end};
}

/* What a place costs with what it covers. */
static int64_t
whole_cost(const Work *work, size_t i, const Place *place)
{
    const ZfPlacer *raster = work->room->raster;
    if (!raster) {
        return place->cost;
    }
    int64_t hurt = zf_placer_cost(raster, place->box);
    int64_t crossed =
        place->leader ? zf_placer_crossing(raster, work->labels[i].at, place->end) : 0;
    return hurt == ZF_PLACER_BLOCKED ? hurt : place->cost + hurt / 2 + 40 * crossed;
}

/* The cheapest free place; the order of places is that of their cost but for what they cover. */
static bool
place_free(Work *work, size_t i, int64_t below)
{
    Place best = {.cost = below};
    bool found = false;
    for (int k = work->labels[i].on_point ? ON : 0; k < PLACES; k++) {
        Place place = place_of(work, i, k);
        if (place.cost >= best.cost) {
            break; /* what follows costs no less */
        }
        place.cost = k == ON ? 0 : whole_cost(work, i, &place); /* on a road, if there it is */
        if (place.cost < best.cost && blocker(work, i, &place) == FREE) {
            best = place;
            found = true;
        }
    }
    if (found) {
        take(work, i, &best);
    }
    return found;
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
        Place before = current(&work->labels[other]);
        leave(work, (size_t)other);
        take(work, i, &place);
        if (place_free(work, (size_t)other, INT64_MAX)) {
            return true;
        }
        leave(work, i);
        take(work, (size_t)other, &before);
    }
    return false;
}

/* Any free place with a leader that an eye can still follow, the nearest first. */
static bool
place_far(Work *work, size_t i)
{
    const ZfPointLabel *label = &work->labels[i];
    double most = fmin(hypot(work->room->bounds.w, work->room->bounds.h), FARTHEST);
    for (double r = ring_radii[RINGS - 1] + 3; r < most; r += 3) {
        int steps = (int)ceil(2 * G_PI * r / 3);
        for (int s = 0; s < steps; s++) {
            double angle = 2 * G_PI * s / steps;
            Place place = {.box = {label->at.x + r * cos(angle) - label->w / 2,
                                   label->at.y + r * sin(angle) - label->h / 2, label->w, label->h},
                           .leader = true};
            place.end = end_in(label, place.box);
            if (zf_rect_within(place.box, work->room->bounds) && blocker(work, i, &place) == FREE) {
                take(work, i, &place);
                return true;
            }
        }
    }
    return false;
}

/* Those in the thick of others first. */
static ZfTurn *
order_of(const Work *work)
{
    ZfTurn *turns = g_new0(ZfTurn, work->n + 1);
    for (size_t i = 0; i < work->n; i++) {
        turns[i].item = i;
        for (size_t j = 0; j < work->n; j++) {
            ZfMm a = work->labels[i].at;
            ZfMm b = work->labels[j].at;
            turns[i].crowd += fabs(a.x - b.x) < 5 && fabs(a.y - b.y) < 5;
        }
    }
    zf_turns_sort(turns, work->n);
    return turns;
}

static int64_t
cost_of(const Work *work, size_t i)
{
    const ZfPointLabel *label = &work->labels[i];
    Place place = current(label);
    place.cost =
        60 + (int)lround(20 * hypot(label->end.x - label->at.x, label->end.y - label->at.y));
    return whole_cost(work, i, &place);
}

/* Shorter leaders, now that all stand. */
static void
shorten(Work *work, const ZfTurn *turns)
{
    for (size_t t = 0; t < work->n; t++) {
        size_t i = turns[t].item;
        const ZfPointLabel *label = &work->labels[i];
        if (label->placed && label->leader) {
            Place before = current(label);
            int64_t cost = cost_of(work, i);
            leave(work, i);
            if (!place_free(work, i, cost - 10)) {
                take(work, i, &before);
            }
        }
    }
}

/* For those that found no place at first. ret: how many find none. */
static size_t
search(Work *work, const ZfTurn *turns)
{
    size_t missing = 0;
    for (size_t t = 0; t < work->n; t++) {
        size_t i = turns[t].item;
        if (!work->labels[i].placed && !push_aside(work, i) && !place_far(work, i)) {
            missing++;
        }
    }
    shorten(work, turns);
    shorten(work, turns);
    return missing;
}

/* All that can move, in turn. ret: how many find no place. */
static size_t
place_in_turn(Work *work, const ZfTurn *turns)
{
    size_t missing = 0;
    for (size_t t = 0; t < work->n; t++) {
        size_t i = turns[t].item;
        missing += !work->labels[i].placed && !place_free(work, i, INT64_MAX);
    }
    return !work->room->hasty || 8 * missing <= work->n ? search(work, turns) : missing;
}

/* Once more, those that found no place before all others. ret: how many find none. */
static size_t
place_anew(Work *work, ZfTurn *turns)
{
    for (size_t t = 0; t < work->n; t++) {
        size_t i = turns[t].item;
        turns[t].crowd += work->labels[i].placed ? 0 : (unsigned)work->n;
        if (work->labels[i].placed && !work->labels[i].fixed) {
            leave(work, i);
        }
    }
    zf_turns_sort(turns, work->n);
    return place_in_turn(work, turns);
}

size_t
zf_point_labels_place(const ZfPointRoom *room, ZfPointLabel *labels, size_t n)
{
    Work work = {.room = room, .labels = labels, .n = n};
    g_autofree ZfTurn *turns = order_of(&work);
    g_autofree ZfPointLabel *best = g_new(ZfPointLabel, n + 1);
    index_init(&work.index, room->bounds, labels, n);
    for (size_t i = 0; i < n; i++) {
        labels[i].placed = false;
        if (labels[i].fixed) {
            Place place = place_of(&work, i, ON);
            take(&work, i, &place);
        }
    }
    size_t least = place_in_turn(&work, turns);
    memcpy(best, labels, n * sizeof *best);
    for (int again = 0; again < AGAIN && least > 0 && 8 * least <= n; again++) {
        size_t missing = place_anew(&work, turns);
        if (missing < least) {
            least = missing;
            memcpy(best, labels, n * sizeof *best);
        }
    }
    memcpy(labels, best, n * sizeof *best);
    index_clear(&work.index);
    return least;
}

/* ---- the last resort ---- */

/* How much a place covers. */
static size_t
covered_by(const Work *work, size_t i, const Place *place)
{
    size_t covered = zf_rect_within(place->box, work->room->bounds) ? 0 : 1000;
    for (size_t j = 0; j < work->n; j++) {
        const ZfPointLabel *other = &work->labels[j];
        covered += j != i && (holds(place->box, other->at) ||
                              (other->placed && meets(place->box, other->box)));
    }
    return covered;
}

void
zf_point_labels_force(const ZfPointRoom *room, ZfPointLabel *labels, size_t n)
{
    Work work = {.room = room, .labels = labels, .n = n};
    for (size_t i = 0; i < n; i++) {
        if (labels[i].placed) {
            continue;
        }
        Place best = place_of(&work, i, 0);
        size_t least = SIZE_MAX;
        for (int k = 0; k < BESIDE; k++) {
            Place place = place_of(&work, i, k);
            size_t covered = covered_by(&work, i, &place);
            if (covered < least) {
                least = covered;
                best = place;
            }
        }
        ZfRect b = room->bounds;
        best.box.x = fmax(fmin(best.box.x, b.x + b.w - best.box.w), b.x);
        best.box.y = fmax(fmin(best.box.y, b.y + b.h - best.box.h), b.y);
        labels[i].box = best.box;
        labels[i].end = end_in(&labels[i], best.box);
        labels[i].leader = false;
        labels[i].placed = true;
        labels[i].crowded = true;
    }
}

size_t
zf_point_labels_crossings(const ZfPointLabel *labels, size_t n)
{
    size_t crossings = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i; j++) {
            const ZfPointLabel *a = &labels[i];
            const ZfPointLabel *b = &labels[j];
            crossings += a->leader && b->leader && zf_segments_cross(a->at, a->end, b->at, b->end);
        }
    }
    return crossings;
}

size_t
zf_point_labels_overlaps(const ZfPointLabel *labels, size_t n)
{
    size_t overlaps = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i; j++) {
            overlaps += meets(labels[i].box, labels[j].box);
        }
    }
    return overlaps;
}

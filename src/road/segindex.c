#include "road/segindex.h"

#include "road/bulk.h"

#include <math.h>
#include <string.h>

enum { FAN = 16, MAX_LEVELS = 9 };

typedef struct Box {
    int32_t min_x, min_y, max_x, max_y;
} Box;

/* Level 0 boxes hold FAN segments each, level k boxes hold FAN boxes of level k-1. */
struct ZfSegIndex {
    ZfSegment *segments;
    Box *boxes;
    uint32_t n;
    uint32_t n_levels;
    uint32_t first_box[MAX_LEVELS + 1]; /* of each level */
};

static Box
segment_box(const ZfSegment *segment)
{
    return (Box){MIN(segment->ax, segment->bx), MIN(segment->ay, segment->by),
                 MAX(segment->ax, segment->bx), MAX(segment->ay, segment->by)};
}

static Box
join(Box a, Box b)
{
    return (Box){MIN(a.min_x, b.min_x), MIN(a.min_y, b.min_y), MAX(a.max_x, b.max_x),
                 MAX(a.max_y, b.max_y)};
}

uint32_t
zf_hilbert(uint32_t x, uint32_t y)
{
    uint32_t d = 0;
    for (uint32_t s = 1u << 15; s > 0; s >>= 1) {
        uint32_t rx = (x & s) > 0;
        uint32_t ry = (y & s) > 0;
        d += s * s * ((3 * rx) ^ ry);
        if (ry == 0) {
            if (rx == 1) {
                x = 65535 - x;
                y = 65535 - y;
            }
            uint32_t swap = x;
            x = y;
            y = swap;
        }
    }
    return d;
}

typedef struct Key {
    uint32_t order;
    uint32_t item;
} Key;

/* Sorts by order, eleven bits at a time from the lowest; equal ones stay as they stand. */
static void
sort_keys(Key *keys, uint32_t n)
{
    enum { BITS = 11, VALUES = 1 << BITS };
    g_autofree Key *spare = zf_bulk_new(Key, n);
    Key *from = keys;
    Key *to = spare;
    for (unsigned shift = 0; shift < 32; shift += BITS) {
        uint32_t first[VALUES + 1] = {0};
        for (uint32_t i = 0; i < n; i++) {
            first[(from[i].order >> shift) % VALUES + 1]++;
        }
        for (uint32_t v = 1; v < VALUES; v++) {
            first[v] += first[v - 1];
        }
        for (uint32_t i = 0; i < n; i++) {
            to[first[(from[i].order >> shift) % VALUES]++] = from[i];
        }
        Key *swap = from;
        from = to;
        to = swap;
    }
    memcpy(keys, from, n * sizeof *keys); /* three turns: it lies in spare */
}

/* What threads sort with: every portion of segments has places of its own. */
typedef struct Sorting {
    ZfSegIndex *index;
    Box all;
    Key *keys;
    ZfSegment *sorted;
} Sorting;

enum { PORTION = 16384 /* a multiple of FAN */ };

static bool
key_portion(void *user, size_t item, unsigned worker, GError **error)
{
    (void)worker;
    (void)error;
    const Sorting *sorting = user;
    double width = MAX(1.0, (double)sorting->all.max_x - sorting->all.min_x);
    double height = MAX(1.0, (double)sorting->all.max_y - sorting->all.min_y);
    uint32_t end = (uint32_t)MIN((size_t)sorting->index->n, (item + 1) * PORTION);
    for (uint32_t i = (uint32_t)item * PORTION; i < end; i++) {
        Box box = segment_box(&sorting->index->segments[i]);
        double x = ((double)box.min_x + box.max_x) / 2 - sorting->all.min_x;
        double y = ((double)box.min_y + box.max_y) / 2 - sorting->all.min_y;
        sorting->keys[i] =
            (Key){zf_hilbert((uint32_t)(x / width * 65535), (uint32_t)(y / height * 65535)), i};
    }
    return true;
}

/* Puts segments in their order and draws the boxes of level 0. */
static bool
place_portion(void *user, size_t item, unsigned worker, GError **error)
{
    (void)worker;
    (void)error;
    const Sorting *sorting = user;
    const ZfSegIndex *index = sorting->index;
    uint32_t end = (uint32_t)MIN((size_t)index->n, (item + 1) * PORTION);
    for (uint32_t i = (uint32_t)item * PORTION; i < end; i++) {
        const ZfSegment *segment = &index->segments[sorting->keys[i].item];
        Box *box = &index->boxes[i / FAN];
        *box = i % FAN ? join(*box, segment_box(segment)) : segment_box(segment);
        sorting->sorted[i] = *segment;
    }
    return true;
}

/* Sorts the segments along the curve; ties keep their order. */
static void
sort_segments(ZfSegIndex *index, unsigned threads)
{
    Sorting sorting = {.index = index, .all = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN}};
    for (uint32_t i = 0; i < index->n; i++) {
        sorting.all = join(sorting.all, segment_box(&index->segments[i]));
    }
    g_autofree Key *keys = zf_bulk_new(Key, index->n);
    sorting.keys = keys;
    sorting.sorted = zf_bulk_new(ZfSegment, index->n);
    size_t portions = (index->n + PORTION - 1) / PORTION;
    bool good = zf_pool_run(threads, portions, key_portion, &sorting, NULL, NULL);
    sort_keys(keys, index->n);
    good = good && zf_pool_run(threads, portions, place_portion, &sorting, NULL, NULL);
    g_assert(good);
    g_free(index->segments);
    index->segments = sorting.sorted;
}

static void
make_levels(ZfSegIndex *index)
{
    uint32_t total = 0;
    uint32_t n = index->n;
    do {
        n = (n + FAN - 1) / FAN;
        index->first_box[index->n_levels++] = total;
        total += n;
    } while (n > 1);
    index->first_box[index->n_levels] = total;
    index->boxes = g_new(Box, MAX(total, 1));
}

/* Draws the boxes above level 0. */
static void
fill_levels(ZfSegIndex *index)
{
    for (uint32_t level = 1; level < index->n_levels; level++) {
        const Box *below = index->boxes + index->first_box[level - 1];
        uint32_t n_below = index->first_box[level] - index->first_box[level - 1];
        for (uint32_t i = 0; i < n_below; i++) {
            Box *box = &index->boxes[index->first_box[level] + i / FAN];
            *box = i % FAN ? join(*box, below[i]) : below[i];
        }
    }
}

ZfSegIndex *
zf_segindex_new(ZfSegment *segments, uint32_t n, unsigned threads)
{
    ZfSegIndex *index = g_new0(ZfSegIndex, 1);
    index->segments = segments;
    index->n = n;
    if (n > 0) {
        make_levels(index);
        sort_segments(index, threads);
        fill_levels(index);
    }
    return index;
}

void
zf_segindex_free(ZfSegIndex *index)
{
    if (index) {
        g_free(index->segments);
        g_free(index->boxes);
        g_free(index);
    }
}

size_t
zf_segindex_bytes(const ZfSegIndex *index)
{
    return index->n * sizeof *index->segments +
           (index->n_levels ? index->first_box[index->n_levels] : 0) * sizeof *index->boxes;
}

/* ---- crossing boxes ---- */

static bool
meets(Box box, Box other)
{
    return box.min_x <= other.max_x && box.max_x >= other.min_x && box.min_y <= other.max_y &&
           box.max_y >= other.min_y;
}

typedef struct Query {
    const ZfSegIndex *index;
    Box box;
    bool (*visit)(void *user, const ZfSegment *segment);
    void *user;
} Query;

static bool
query_box(const Query *query, uint32_t level, uint32_t item)
{
    const ZfSegIndex *index = query->index;
    if (!meets(index->boxes[index->first_box[level] + item], query->box)) {
        return true;
    }
    uint32_t n = level ? index->first_box[level] - index->first_box[level - 1] : index->n;
    uint32_t end = MIN(n, (item + 1) * FAN);
    for (uint32_t i = item * FAN; i < end; i++) {
        const ZfSegment *segment = level ? NULL : &index->segments[i];
        bool on = !segment                                  ? query_box(query, level - 1, i)
                  : meets(segment_box(segment), query->box) ? query->visit(query->user, segment)
                                                            : true;
        if (!on) {
            return false;
        }
    }
    return true;
}

bool
zf_segindex_query(const ZfSegIndex *index, int32_t min_x, int32_t min_y, int32_t max_x,
                  int32_t max_y, bool (*visit)(void *user, const ZfSegment *segment), void *user)
{
    Query query = {index, {min_x, min_y, max_x, max_y}, visit, user};
    return index->n == 0 || query_box(&query, index->n_levels - 1, 0);
}

/* ---- nearest ---- */

/* kind: level + 1 of a box, 0 for a segment. turn: the point was moved by turn × 360°. */
typedef struct Entry {
    int64_t dist_mm;
    uint32_t item;
    int8_t turn;
    uint8_t kind;
} Entry;

struct ZfSegSearch {
    const ZfSegIndex *index;
    double x, y;   /* of the point, 1e-7 degrees */
    double kx, ky; /* metres per unit */
    int64_t limit_mm;
    Entry *heap;
    size_t n;
    size_t room;
};

ZfSegSearch *
zf_segsearch_new(void)
{
    ZfSegSearch *search = zf_bulk_new(ZfSegSearch, 1); /* cache lines of its own */
    *search = (ZfSegSearch){0};
    return search;
}

void
zf_segsearch_free(ZfSegSearch *search)
{
    if (search) {
        g_free(search->heap);
        g_free(search);
    }
}

/* By distance; boxes before segments, so that ties among segments are all known when the first of
 * them leaves; then by owner and part. */
static bool
before(const ZfSegSearch *search, const Entry *a, const Entry *b)
{
    if (a->dist_mm != b->dist_mm) {
        return a->dist_mm < b->dist_mm;
    }
    if (a->kind != b->kind) {
        return a->kind > b->kind;
    }
    if (a->kind == 0) {
        const ZfSegment *s = &search->index->segments[a->item];
        const ZfSegment *t = &search->index->segments[b->item];
        return s->owner != t->owner ? s->owner < t->owner : s->part < t->part;
    }
    return a->item < b->item;
}

static void
push(ZfSegSearch *search, Entry entry)
{
    if (entry.dist_mm > search->limit_mm) {
        return;
    }
    if (search->n == search->room) {
        search->room = MAX(256, search->room * 2);
        search->heap = g_renew(Entry, search->heap, search->room);
    }
    size_t i = search->n++;
    while (i > 0 && before(search, &entry, &search->heap[(i - 1) / 2])) {
        search->heap[i] = search->heap[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    search->heap[i] = entry;
}

static Entry
pop(ZfSegSearch *search)
{
    Entry top = search->heap[0];
    Entry last = search->heap[--search->n];
    size_t i = 0;
    for (size_t child = 1; child < search->n; child = 2 * i + 1) {
        if (child + 1 < search->n &&
            before(search, &search->heap[child + 1], &search->heap[child])) {
            child++;
        }
        if (!before(search, &search->heap[child], &last)) {
            break;
        }
        search->heap[i] = search->heap[child];
        i = child;
    }
    search->heap[i] = last;
    return top;
}

static double
turned_x(const ZfSegSearch *search, int turn)
{
    return search->x + turn * 3.6e9;
}

static int64_t
box_distance_mm(const ZfSegSearch *search, Box box, int turn)
{
    double x = turned_x(search, turn);
    double dx = MAX(0, MAX(box.min_x - x, x - box.max_x)) * search->kx;
    double dy = MAX(0, MAX(box.min_y - search->y, search->y - box.max_y)) * search->ky;
    return (int64_t)(sqrt(dx * dx + dy * dy) * 1000);
}

/* ret: where on the segment the nearest place lies, 0 … 1. */
static double
nearest_t(const ZfSegSearch *search, const ZfSegment *segment, int turn)
{
    double x = turned_x(search, turn);
    double ux = ((double)segment->bx - segment->ax) * search->kx;
    double uy = ((double)segment->by - segment->ay) * search->ky;
    double vx = (x - segment->ax) * search->kx;
    double vy = (search->y - segment->ay) * search->ky;
    double length2 = ux * ux + uy * uy;
    return length2 > 0 ? CLAMP((ux * vx + uy * vy) / length2, 0, 1) : 0;
}

static int64_t
segment_distance_mm(const ZfSegSearch *search, const ZfSegment *segment, int turn)
{
    double t = nearest_t(search, segment, turn);
    double x = segment->ax + t * ((double)segment->bx - segment->ax);
    double y = segment->ay + t * ((double)segment->by - segment->ay);
    double dx = (x - turned_x(search, turn)) * search->kx;
    double dy = (y - search->y) * search->ky;
    return (int64_t)llround(sqrt(dx * dx + dy * dy) * 1000);
}

void
zf_segsearch_begin(ZfSegSearch *search, const ZfSegIndex *index, ZfLonLat point, double limit_m)
{
    search->index = index;
    search->n = 0;
    search->x = point.lon * 1e7;
    search->y = point.lat * 1e7;
    search->limit_mm = (int64_t)llround(limit_m * 1000);
    double lat = CLAMP(point.lat, -89.9, 89.9);
    search->kx = zf_distance_m((ZfLonLat){0, lat}, (ZfLonLat){0.001, lat}) / 1e4;
    search->ky = zf_distance_m((ZfLonLat){0, lat - 0.0005}, (ZfLonLat){0, lat + 0.0005}) / 1e4;
    if (index->n == 0) {
        return;
    }
    uint32_t top = index->n_levels - 1;
    for (int turn = -1; turn <= 1; turn++) {
        Entry entry = {.item = 0, .turn = (int8_t)turn, .kind = (uint8_t)(top + 1)};
        entry.dist_mm = box_distance_mm(search, index->boxes[index->first_box[top]], turn);
        push(search, entry);
    }
}

static void
open_box(ZfSegSearch *search, Entry box)
{
    const ZfSegIndex *index = search->index;
    uint32_t level = box.kind - 1u;
    uint32_t n = level ? index->first_box[level] - index->first_box[level - 1] : index->n;
    uint32_t end = MIN(n, (box.item + 1) * FAN);
    for (uint32_t i = box.item * FAN; i < end; i++) {
        Entry entry = {.item = i, .turn = box.turn, .kind = (uint8_t)level};
        entry.dist_mm =
            level ? box_distance_mm(search, index->boxes[index->first_box[level - 1] + i], box.turn)
                  : segment_distance_mm(search, &index->segments[i], box.turn);
        push(search, entry);
    }
}

bool
zf_segsearch_next(ZfSegSearch *search, ZfSegHit *ret)
{
    while (search->n > 0) {
        Entry entry = pop(search);
        if (entry.kind > 0) {
            open_box(search, entry);
            continue;
        }
        const ZfSegment *segment = &search->index->segments[entry.item];
        double t = nearest_t(search, segment, entry.turn);
        double x = segment->ax + t * ((double)segment->bx - segment->ax);
        double y = segment->ay + t * ((double)segment->by - segment->ay);
        *ret = (ZfSegHit){.segment = segment,
                          .dist_mm = entry.dist_mm,
                          .t = t,
                          .foot = {(double)llround(x) / 1e7, (double)llround(y) / 1e7}};
        return true;
    }
    return false;
}

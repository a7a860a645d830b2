/* Insets of the map of routes: hamlets whose numbers could not stand near their homes, shown two to
 * five times as large where the map is emptiest, under a letter. */
#include "map/routemap.h"

#include <math.h>

#include "map/linked.h"

#define LEAST_STOPS 5    /* fewer need no inset */
#define LEAST_TIGHT 4    /* so many of them must be in need of one */
#define CROWD_MM    3.5  /* a home with two others nearer than this is */
#define SIDE_MM     62.0 /* an inset, at most */
#define SIDE_LEAST  16.0
#define AROUND_MM   2.2 /* what an inset shows around its homes */
#define SYMBOL_R    2.4
#define LETTER_MM   4.6

typedef struct Cluster {
    ZfRect mark;
    unsigned stops, tight;
} Cluster;

static ZfFrameStop *
stop_at(const ZfRouteMap *map, guint i)
{
    return &g_array_index(map->stops, ZfFrameStop, i);
}

static ZfMm *
places_of(const ZfRouteMap *map)
{
    ZfFrameLens lens = zf_frame_lens(&map->view);
    ZfMm *at = g_new0(ZfMm, map->stops->len + 1);
    for (guint i = 0; i < map->stops->len; i++) {
        at[i] = zf_frame_to_paper(&lens, stop_at(map, i)->point);
    }
    return at;
}

/* Stops whose symbols would touch belong together. */
typedef struct Touching {
    const ZfMm *at;
    double gap;
} Touching;

static bool
touch(const void *user, size_t i, size_t j)
{
    const Touching *t = user;
    return hypot(t->at[i].x - t->at[j].x, t->at[i].y - t->at[j].y) < t->gap;
}

static void
add_tight(const ZfMm *at, guint n, bool *tight)
{
    for (guint i = 0; i < n; i++) {
        unsigned near = 0;
        for (guint j = 0; j < n; j++) {
            near += j != i && hypot(at[i].x - at[j].x, at[i].y - at[j].y) < CROWD_MM;
        }
        tight[i] |= near >= 2;
    }
}

static Cluster
cluster_of(const ZfMm *at, const size_t *first, const bool *tight, guint n, guint which)
{
    Cluster cluster = {0};
    double x1 = INFINITY, y1 = INFINITY, x2 = -INFINITY, y2 = -INFINITY;
    for (guint i = 0; i < n; i++) {
        if (first[i] == which) {
            x1 = fmin(x1, at[i].x);
            y1 = fmin(y1, at[i].y);
            x2 = fmax(x2, at[i].x);
            y2 = fmax(y2, at[i].y);
            cluster.stops++;
            cluster.tight += tight[i];
        }
    }
    cluster.mark = zf_rect_grow((ZfRect){x1, y1, x2 - x1, y2 - y1}, AROUND_MM);
    return cluster;
}

/* May an inset stand there? It hides no stop, no base and nothing of another inset. */
static bool
is_free(const ZfRouteMap *map, const ZfMm *at, ZfRect box, ZfRect mark)
{
    bool good = zf_rect_within(box, map->view.rect) && !zf_rect_meets(box, mark);
    for (guint i = 0; good && i < map->stops->len; i++) {
        good = !zf_rect_within((ZfRect){at[i].x, at[i].y, 0, 0}, zf_rect_grow(box, 1.5));
    }
    for (guint i = 0; good && i < map->covered->len; i++) {
        good = !zf_rect_meets(g_array_index(map->covered, ZfRect, i), box);
    }
    ZfFrameLens lens = zf_frame_lens(&map->view);
    for (guint i = 0; good && i < map->marks->len; i++) {
        const ZfFrameMark *sign = &g_array_index(map->marks, ZfFrameMark, i);
        ZfMm p = zf_frame_to_paper(&lens, sign->point);
        good = !sign->always || !zf_rect_within((ZfRect){p.x, p.y, 0, 0}, zf_rect_grow(box, 1));
    }
    return good;
}

static void
take_inset(ZfRouteMap *map, const ZfMm *at, ZfRect mark, ZfRect box, double factor)
{
    ZfFrameLens lens = zf_frame_lens(&map->view);
    ZfRouteInset *inset = &map->insets[map->n_insets];
    *inset = (ZfRouteInset){.mark = mark,
                            .view = {.rect = box,
                                     .centre = zf_frame_to_ground(
                                         &lens, (ZfMm){mark.x + mark.w / 2, mark.y + mark.h / 2}),
                                     .scale = map->view.scale / factor},
                            .letter = {(char)('A' + map->n_insets), 0}};
    map->n_insets++;
    ZfRect kept = zf_rect_grow(box, 0.8);
    g_array_append_val(map->covered, kept);
    g_array_append_val(map->covered, mark);
    ZfFrameSheet outline = {.view = inset->view, .solid = true};
    g_array_append_val(map->sheets, outline);
    ZfFrameMark letter = {.kind = ZF_FRAME_LETTER,
                          .point = zf_frame_to_ground(&lens, (ZfMm){mark.x + mark.w + LETTER_MM / 2,
                                                                    mark.y - LETTER_MM / 2}),
                          .sign = inset->letter,
                          .always = true};
    g_array_append_val(map->marks, letter);
    for (guint i = 0; i < map->stops->len; i++) {
        stop_at(map, i)->dot_only |= zf_rect_within((ZfRect){at[i].x, at[i].y, 0, 0}, mark);
    }
}

/* The largest enlargement that finds a place, if any. */
static void
add_inset(ZfRouteMap *map, const ZfMm *at, ZfRect mark)
{
    static const double factors[] = {5, 4, 3, 2.5, 2};
    for (size_t f = 0; f < G_N_ELEMENTS(factors); f++) {
        double w = mark.w * factors[f];
        double h = mark.h * factors[f];
        if (w > SIDE_MM || h > SIDE_MM || fmin(w, h) < SIDE_LEAST) {
            continue;
        }
        ZfFrame frame = zf_route_map_frame(map);
        ZfRect box = zf_frame_free_box(&frame, w, h);
        if (is_free(map, at, box, mark)) {
            take_inset(map, at, mark, box, factors[f]);
            return;
        }
    }
}

static int
worse_first(gconstpointer a, gconstpointer b)
{
    const Cluster *x = a;
    const Cluster *y = b;
    return x->tight != y->tight     ? (x->tight > y->tight ? -1 : 1)
           : x->mark.y != y->mark.y ? (x->mark.y < y->mark.y ? -1 : 1)
                                    : (x->mark.x > y->mark.x) - (x->mark.x < y->mark.x);
}

void
zf_route_insets_find(ZfRouteMap *map)
{
    guint n = map->stops->len;
    ZfFrame frame = zf_route_map_frame(map);
    g_autofree ZfMm *at = places_of(map);
    g_autofree bool *tight = zf_frame_dense(map->sheet->canvas, &frame);
    const Touching touching = {at, 2 * (frame.stop_r + 0.45)};
    g_autofree size_t *first = zf_linked(n, touch, &touching);
    g_autoptr(GArray) clusters = g_array_new(FALSE, FALSE, sizeof(Cluster));
    add_tight(at, n, tight);
    for (guint i = 0; i < n; i++) {
        Cluster cluster = first[i] == i ? cluster_of(at, first, tight, n, i) : (Cluster){0};
        if (cluster.stops >= LEAST_STOPS && cluster.tight >= LEAST_TIGHT) {
            g_array_append_val(clusters, cluster);
        }
    }
    g_array_sort(clusters, worse_first);
    for (guint i = 0; i < clusters->len && map->n_insets < ZF_ROUTE_INSETS; i++) {
        ZfRect mark = g_array_index(clusters, Cluster, i).mark;
        bool shown = false; /* partly in another inset's frame */
        for (unsigned k = 0; k < map->n_insets; k++) {
            shown = shown || zf_rect_meets(map->insets[k].mark, mark);
        }
        if (!shown) {
            add_inset(map, at, mark);
        }
    }
}

static GArray *
inset_stops(const ZfRouteMap *map, const ZfRouteInset *inset, const ZfMm *at)
{
    GArray *stops = g_array_new(FALSE, FALSE, sizeof(ZfFrameStop));
    for (guint i = 0; i < map->stops->len; i++) {
        ZfFrameStop stop = *stop_at(map, i);
        stop.dot_only = false;
        if (zf_rect_within((ZfRect){at[i].x, at[i].y, 0, 0}, inset->mark)) {
            g_array_append_val(stops, stop);
        }
    }
    return stops;
}

void
zf_route_insets_draw(const ZfRouteMap *map, GString *dump)
{
    ZfCanvas *canvas = map->sheet->canvas;
    g_autofree ZfMm *at = places_of(map);
    for (unsigned k = 0; k < map->n_insets; k++) {
        const ZfRouteInset *inset = &map->insets[k];
        g_autoptr(GArray) stops = inset_stops(map, inset, at);
        ZfRect box = inset->view.rect;
        ZfRect tile = {box.x, box.y, LETTER_MM, LETTER_MM};
        ZfFrame frame = zf_route_map_frame(map);
        frame.view = inset->view;
        frame.size = ZF_FRAME_INSET;
        frame.show = ZF_FRAME_SHOW_SCALE | ZF_FRAME_SHOW_BORDERS;
        frame.stops = (const ZfFrameStop *)(const void *)stops->data;
        frame.n_stops = stops->len;
        frame.n_marks = 0;
        frame.n_sheets = 0;
        frame.covered = &tile;
        frame.n_covered = 1;
        frame.stop_r = SYMBOL_R;
        zf_canvas_rect(canvas, zf_rect_grow(box, 0.6), ZF_COLOUR_WHITE, NULL);
        g_string_append_printf(dump, "inset %s stops %u\n", inset->letter, stops->len);
        g_autofree char *placed = zf_frame_paint(canvas, &frame);
        g_string_append(dump, placed);
        zf_canvas_rect(canvas, tile, ZF_COLOUR_BLACK, NULL);
        zf_canvas_text_mid(
            canvas,
            &(ZfLettering){
                .size = 3.4, .bold = true, .colour = ZF_COLOUR_WHITE, .align = ZF_ALIGN_CENTRE},
            tile.x + LETTER_MM / 2, tile.y + LETTER_MM / 2, inset->letter);
    }
}

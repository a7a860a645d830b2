/* The way of a route as one line, and the cues along it. */
#include "sheet/strip.h"

#include <math.h>
#include <string.h>

#define SAME_PLACE_M 15  /* stops nearer than this to each other share a cue */
#define TURN_OFF_M   250 /* a home this near behind a turn shares its cue */
#define OFF_ROAD_M   800 /* a home farther than this from its road is a place by itself */

static const ZfLeg *
leg_at(const ZfSheetDraft *draft, uint32_t i)
{
    uint32_t leg = i < draft->n_stops ? draft->stops[i].leg : draft->route->home_leg;
    g_assert(leg < draft->plan->n_legs);
    return &draft->plan->legs[leg];
}

static ZfLonLat
stop_point(const ZfSheetDraft *draft, uint32_t i)
{
    return draft->homes[i]->has_point ? draft->homes[i]->point : draft->route->point;
}

static ZfLonLat
place_before(const ZfSheetDraft *draft, uint32_t leg)
{
    return leg == 0 ? draft->route->point : stop_point(draft, leg - 1);
}

static ZfLonLat
place_after(const ZfSheetDraft *draft, uint32_t leg)
{
    return leg < draft->n_stops ? stop_point(draft, leg) : draft->route->point;
}

/* Building up: points with their metres. */
typedef struct Builder {
    const ZfSheetDraft *draft;
    ZfSheetWay *way;
    GArray *points; /* ZfLonLat */
    GArray *at_m;   /* double */
} Builder;

static void
add_point(Builder *b, ZfLonLat point, double at_m)
{
    g_array_append_val(b->points, point);
    g_array_append_val(b->at_m, at_m);
}

/* The leg's points, their metres stretched to the leg's length as the plan counts it. */
static void
add_leg_points(Builder *b, const ZfLeg *leg, uint32_t index, double start_m)
{
    const ZfLonLat ends[2] = {place_before(b->draft, index), place_after(b->draft, index)};
    const ZfLonLat *points = leg->n_points >= 2 ? &b->draft->plan->points[leg->first_point] : ends;
    uint32_t n = leg->n_points >= 2 ? leg->n_points : 2;
    double length = zf_line_length_m(points, n);
    double factor = length > 0 ? leg->metres / length : 0;
    double at = start_m;
    for (uint32_t i = 0; i < n; i++) {
        at += i > 0 ? zf_distance_m(points[i - 1], points[i]) * factor : 0;
        add_point(b, points[i], at);
    }
}

static void
add_line(Builder *b, uint32_t index, ZfFrameLineKind kind, const ZfLonLat *points, uint32_t n)
{
    if (n < 2) {
        return;
    }
    ZfFrameLine line = {.kind = kind, .points = points, .n = n, .colour = b->draft->accent};
    g_array_append_val(b->way->lines, line);
    g_array_append_val(b->way->leg_of_line, index);
}

static void
add_leg_lines(Builder *b, const ZfLeg *leg, uint32_t index)
{
    if (leg->n_points < 2) {
        return;
    }
    const ZfLonLat *points = &b->draft->plan->points[leg->first_point];
    if (leg->estimated) {
        add_line(b, index, ZF_FRAME_RAIN, points, leg->n_points);
        return;
    }
    uint32_t from = MIN(leg->road_from, leg->n_points);
    uint32_t to = CLAMP(leg->road_to, from, leg->n_points);
    if (to - from < 2) {
        add_line(b, index, ZF_FRAME_LANE, points, leg->n_points);
        return;
    }
    add_line(b, index, ZF_FRAME_LANE, points, from + 1);
    add_line(b, index, ZF_FRAME_ROUTE, points + from, to - from);
    add_line(b, index, ZF_FRAME_LANE, points + to - 1, leg->n_points - to + 1);
}

static void
add_node(Builder *b, ZfWayNode node)
{
    node.stop_point = node.point;
    node.end_m = node.at_m;
    g_array_append_val(b->way->nodes, node);
}

static const ZfCue *
cue_of_kind(const ZfSheetDraft *draft, const ZfLeg *leg, ZfCueKind kind)
{
    for (uint32_t i = 0; i < leg->n_cues; i++) {
        const ZfCue *cue = &draft->plan->cues[leg->first_cue + i];
        if (cue->kind == kind) {
            return cue;
        }
    }
    return NULL;
}

/* One of a row of bridges along the same road: the first says it for all. */
static bool
is_next_bridge(const ZfWayNode *last, const ZfCue *cue)
{
    return cue->kind == ZF_CUE_BRIDGE && last->cue != NULL && !last->stop &&
           last->cue->kind == ZF_CUE_BRIDGE;
}

static void
add_turns(Builder *b, const ZfLeg *leg, double start_m, int64_t start_s)
{
    for (uint32_t i = 0; i < leg->n_cues; i++) {
        const ZfCue *cue = &b->draft->plan->cues[leg->first_cue + i];
        if (cue->kind == ZF_CUE_START || cue->kind == ZF_CUE_STOP || cue->kind == ZF_CUE_END ||
            is_next_bridge(&g_array_index(b->way->nodes, ZfWayNode, b->way->nodes->len - 1), cue)) {
            continue;
        }
        add_node(b, (ZfWayNode){
                        .point = cue->point,
                        .at_m = start_m + cue->metres,
                        .at_s = start_s + cue->seconds,
                        .cue = cue,
                    });
    }
}

/* A turn of this leg behind which nothing but the home comes. */
static bool
is_turn_off(const ZfWayNode *node)
{
    if (node->cue == NULL || node->stop) {
        return false;
    }
    switch (node->cue->kind) {
    case ZF_CUE_SLIGHT_LEFT:
    case ZF_CUE_LEFT:
    case ZF_CUE_SHARP_LEFT:
    case ZF_CUE_SLIGHT_RIGHT:
    case ZF_CUE_RIGHT:
    case ZF_CUE_SHARP_RIGHT:
    case ZF_CUE_U_TURN:
    case ZF_CUE_ROAD_ENDS:
    case ZF_CUE_PARK: return true;
    default: return false; /* a bridge is a place to look out for by itself */
    }
}

/* Where one leaves the road for the home. */
static ZfLonLat
leaves_road(const ZfSheetDraft *draft, const ZfLeg *leg, uint32_t index)
{
    if (leg->estimated || leg->road_to == 0 || leg->road_to > leg->n_points ||
        leg->road_to <= leg->road_from) {
        return stop_point(draft, index);
    }
    ZfLonLat road = draft->plan->points[leg->first_point + leg->road_to - 1];
    ZfLonLat home = stop_point(draft, index);
    return zf_distance_m(road, home) <= OFF_ROAD_M ? road : home;
}

/* A stop; one more at the place of the stop before; or the end of a turn-off. */
static void
add_stop(Builder *b, const ZfLeg *leg, uint32_t index, double at_m, int64_t at_s)
{
    GArray *nodes = b->way->nodes;
    ZfWayNode *last = &g_array_index(nodes, ZfWayNode, nodes->len - 1);
    if (last->stop && leg->metres <= SAME_PLACE_M && last->n_stops < ZF_STRIP_STOPS) {
        last->n_stops++;
        return;
    }
    if (is_turn_off(last) && at_m - last->at_m <= TURN_OFF_M) {
        last->stop = true;
        last->first_stop = index;
        last->n_stops = 1;
        last->stop_point = stop_point(b->draft, index);
        last->end_m = at_m;
        return;
    }
    add_node(b, (ZfWayNode){
                    .point = leaves_road(b->draft, leg, index),
                    .at_m = at_m,
                    .at_s = at_s,
                    .stop = true,
                    .first_stop = index,
                    .n_stops = 1,
                });
    ZfWayNode *node = &g_array_index(nodes, ZfWayNode, nodes->len - 1);
    node->stop_point = stop_point(b->draft, index);
}

static void
add_start(Builder *b)
{
    add_node(b, (ZfWayNode){
                    .point = b->draft->route->point,
                    .cue = cue_of_kind(b->draft, leg_at(b->draft, 0), ZF_CUE_START),
                });
}

/* Straight-on cues help least; they go first when there are too many for a handful of pages. */
static void
thin_out(Builder *b)
{
    static const ZfCueKind weakest[] = {ZF_CUE_STRAIGHT, ZF_CUE_SLIGHT_LEFT, ZF_CUE_SLIGHT_RIGHT};
    GArray *nodes = b->way->nodes;
    uint32_t limit = ZF_STRIP_CUES * (b->draft->n_stops / 4 + 2);
    for (size_t k = 0; k < G_N_ELEMENTS(weakest); k++) {
        for (uint32_t i = nodes->len; i > 0 && nodes->len > limit; i--) {
            const ZfWayNode *node = &g_array_index(nodes, ZfWayNode, i - 1);
            if (!node->stop && node->cue != NULL && node->cue->kind == weakest[k]) {
                g_array_remove_index(nodes, i - 1);
            }
        }
    }
}

static void
finish(Builder *b)
{
    ZfSheetWay *way = b->way;
    ZfBox box = zf_box_empty();
    for (guint i = 0; i < b->points->len; i++) {
        zf_box_add(&box, g_array_index(b->points, ZfLonLat, i));
    }
    way->projection = zf_projection_for_box(box);
    way->n_points = b->points->len;
    way->xy = g_new(ZfXY, way->n_points);
    for (uint32_t i = 0; i < way->n_points; i++) {
        way->xy[i] = zf_project(&way->projection, g_array_index(b->points, ZfLonLat, i));
    }
    for (guint i = 0; i < way->nodes->len; i++) {
        ZfWayNode *node = &g_array_index(way->nodes, ZfWayNode, i);
        node->xy = zf_project(&way->projection, node->point);
        node->stop_xy = zf_project(&way->projection, node->stop_point);
    }
    way->points = (ZfLonLat *)(void *)g_array_free(b->points, FALSE);
    way->at_m = (double *)(void *)g_array_free(b->at_m, FALSE);
}

ZfSheetWay *
zf_sheet_way_new(const ZfSheetDraft *draft)
{
    ZfSheetWay *way = g_new0(ZfSheetWay, 1);
    way->large = draft->options->large;
    way->nodes = g_array_new(FALSE, FALSE, sizeof(ZfWayNode));
    way->lines = g_array_new(FALSE, FALSE, sizeof(ZfFrameLine));
    way->leg_of_line = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    Builder b = {draft, way, g_array_new(FALSE, FALSE, sizeof(ZfLonLat)),
                 g_array_new(FALSE, FALSE, sizeof(double))};
    add_start(&b);
    double at_m = 0;
    int64_t at_s = 0;
    for (uint32_t i = 0; i <= draft->n_stops; i++) {
        const ZfLeg *leg = leg_at(draft, i);
        add_leg_points(&b, leg, i, at_m);
        add_leg_lines(&b, leg, i);
        add_turns(&b, leg, at_m, at_s);
        at_m += leg->metres;
        at_s += leg->seconds;
        if (i < draft->n_stops) {
            add_stop(&b, leg, i, at_m, at_s);
        } else {
            add_node(&b, (ZfWayNode){.point = draft->route->point,
                                     .at_m = at_m,
                                     .at_s = at_s,
                                     .cue = cue_of_kind(draft, leg, ZF_CUE_END),
                                     .end = true});
        }
    }
    thin_out(&b);
    finish(&b);
    return way;
}

void
zf_sheet_way_cut(ZfSheetWay *way, uint32_t index, double at_m, bool gap)
{
    ZfWayNode *a = &g_array_index(way->nodes, ZfWayNode, index);
    const ZfWayNode *b = &g_array_index(way->nodes, ZfWayNode, index + 1);
    g_assert(at_m > a->end_m && at_m < b->at_m);
    uint32_t i = 1;
    while (i + 1 < way->n_points && way->at_m[i] < at_m) {
        i++;
    }
    double piece = way->at_m[i] - way->at_m[i - 1];
    double t = piece > 0 ? CLAMP((at_m - way->at_m[i - 1]) / piece, 0, 1) : 0;
    double share = (at_m - a->end_m) / (b->at_m - a->end_m);
    ZfWayNode node = {
        .xy = {way->xy[i - 1].x + t * (way->xy[i].x - way->xy[i - 1].x),
               way->xy[i - 1].y + t * (way->xy[i].y - way->xy[i - 1].y)},
        .at_m = at_m,
        .end_m = at_m,
        .at_s = a->at_s + (int64_t)llround(share * (double)(b->at_s - a->at_s)),
        .cut = true,
        .gap = gap,
    };
    node.point = zf_unproject(&way->projection, node.xy);
    node.stop_point = node.point;
    node.stop_xy = node.xy;
    g_array_insert_val(way->nodes, index + 1, node);
}

void
zf_sheet_way_free(ZfSheetWay *way)
{
    if (way == NULL) {
        return;
    }
    g_free(way->points);
    g_free(way->xy);
    g_free(way->at_m);
    g_array_unref(way->nodes);
    g_array_unref(way->lines);
    g_array_unref(way->leg_of_line);
    g_free(way);
}

GArray *
zf_sheet_frame_stops(const ZfSheetDraft *draft, uint32_t first, uint32_t n, GStringChunk *texts)
{
    GArray *stops = g_array_new(FALSE, FALSE, sizeof(ZfFrameStop));
    for (uint32_t i = first; i < first + n; i++) {
        if (!draft->homes[i]->has_point) {
            continue;
        }
        g_autofree char *number = g_strdup_printf("%d", draft->stops[i].number);
        ZfFrameStop stop = {
            .point = draft->homes[i]->point,
            .number = g_string_chunk_insert_const(texts, number),
            .state = draft->states[i],
            .accuracy_m = draft->homes[i]->located ? 0 : draft->homes[i]->accuracy_m,
        };
        g_array_append_val(stops, stop);
    }
    return stops;
}

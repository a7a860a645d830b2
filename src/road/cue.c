/* Where a person must decide. At every junction of the path the way out is compared with the other
 * ways one could take; a cue is given only when one of them could be mistaken for ours. */
#include "road/pathimpl.h"
#include "road/pieceshape.h"

#include <math.h>
#include <string.h>

static const double LOOK_M = 20; /* directions are taken over this length */
static const double LEG_M = 30;  /* shorter legs are part of setting out and arriving */
static const double PLACE_M = 30;
static const double LEAST_M_PER_DEGREE = 110000; /* of latitude */
static const double AT_ONCE_M = 25;              /* turns so close to each other may be one */
static const double JOG_M = 12;                  /* what lies so close is seen as one crossing */
static const double SAME_BRIDGE_M = 100; /* bridges so close to each other are one landmark */

/* Deviations from straight on, degrees. */
static const double FORK = 8; /* where both branches go on straight, this tells left from right */
static const double STRAIGHT = 20;
static const double SLIGHT = 40;
static const double TURN = 120;
static const double BACK = 170;
static const double ALIKE = 45; /* a branch within this of straight on can be mistaken for it */

typedef struct Maker {
    const ZfRoadGraph *graph;
    const ZfRoadPath *path;
    const ZfRoadPathOptions *options;
    GArray *cues;
} Maker;

/* ret: -180 < turn <= 180 from the heading in to the heading out, right positive. */
static double
turn_deg(double in, double out)
{
    double turn = fmod(out - in, 360);
    return turn > 180 ? turn - 360 : turn <= -180 ? turn + 360 : turn;
}

static double
heading_before(const ZfRoadPath *path, uint32_t point)
{
    uint32_t k = point;
    while (k > 0 && path->at_dm[point] - path->at_dm[k] < LOOK_M * 10) {
        k--;
    }
    return zf_bearing_deg(path->points[k], path->points[point]);
}

static double
heading_after(const ZfRoadPath *path, uint32_t point)
{
    uint32_t k = point;
    while (k + 1 < path->n_points && path->at_dm[k] - path->at_dm[point] < LOOK_M * 10) {
        k++;
    }
    return zf_bearing_deg(path->points[point], path->points[k]);
}

/* The heading in which an arc leaves its node. */
static double
arc_heading(const ZfRoadGraph *graph, uint32_t arc)
{
    const ZfRoadEdge *edge = &graph->edges[arc / 2];
    bool back = arc % 2;
    ZfLonLat start = {0, 0};
    ZfLonLat here = {0, 0};
    double gone = 0;
    bool begun = false;
    for (uint32_t i = 0; i < edge->n_pieces && gone < LOOK_M; i++) {
        uint32_t p = edge->first_piece + (back ? edge->n_pieces - 1 - i : i);
        const ZfRoadPiece *piece = &graph->pieces[p];
        g_autofree ZfLonLat *shape = zf_road_piece_shape(graph, piece);
        for (uint32_t k = 0; k < piece->n_vertices && gone < LOOK_M; k++) {
            ZfLonLat next = shape[back ? piece->n_vertices - 1 - k : k];
            gone += begun ? zf_distance_m(here, next) : 0;
            start = begun ? start : next;
            here = next;
            begun = true;
        }
    }
    return zf_bearing_deg(start, here);
}

/* The way an arc begins with. */
static const ZfRoadWayInfo *
arc_way(const ZfRoadGraph *graph, uint32_t arc)
{
    const ZfRoadEdge *edge = &graph->edges[arc / 2];
    uint32_t p = edge->first_piece + (arc % 2 ? edge->n_pieces - 1 : 0);
    return &graph->ways[graph->pieces[p].way];
}

static int
class_rank(const char *way_class)
{
    static const char *const order[] = {"motorway",      "trunk",        "primary",     "secondary",
                                        "tertiary",      "unclassified", "residential", "road",
                                        "living_street", "service",      "pedestrian",  "track",
                                        "cycleway",      "footway",      "path",        NULL};
    static const int ranks[] = {0, 1, 2, 3, 4, 5, 5, 6, 6, 7, 7, 8, 9, 9, 9};
    for (int i = 0; order[i]; i++) {
        size_t length = strlen(order[i]);
        if (strncmp(order[i], way_class, length) == 0 &&
            (way_class[length] == 0 || strcmp(way_class + length, "_link") == 0)) {
            return ranks[i];
        }
    }
    return 9;
}

static ZfRoadCueKind
turn_kind(double turn)
{
    double size = fabs(turn);
    bool right = turn > 0;
    if (size <= STRAIGHT) {
        return ZF_ROAD_CUE_STRAIGHT;
    }
    if (size <= SLIGHT) {
        return right ? ZF_ROAD_CUE_SLIGHT_RIGHT : ZF_ROAD_CUE_SLIGHT_LEFT;
    }
    if (size <= TURN) {
        return right ? ZF_ROAD_CUE_RIGHT : ZF_ROAD_CUE_LEFT;
    }
    if (size <= BACK) {
        return right ? ZF_ROAD_CUE_SHARP_RIGHT : ZF_ROAD_CUE_SHARP_LEFT;
    }
    return ZF_ROAD_CUE_U_TURN;
}

static int32_t
nearest_place(const Maker *maker, ZfLonLat at)
{
    const ZfRoadPathOptions *options = maker->options;
    double best = options->place_m > 0 ? options->place_m : PLACE_M;
    int32_t place = -1;
    for (size_t i = 0; i < options->n_places; i++) {
        if (fabs(options->places[i].at.lat - at.lat) * LEAST_M_PER_DEGREE > best + 1) {
            continue;
        }
        double distance = round(zf_distance_m(at, options->places[i].at) * 10) / 10;
        if (distance < best || (place < 0 && distance <= best)) {
            best = distance;
            place = (int32_t)i;
        }
    }
    return place;
}

static ZfRoadCue *
add_cue(Maker *maker, ZfRoadCueKind kind, uint32_t point, const ZfRoadWayInfo *way)
{
    ZfRoadCue cue = {.kind = kind,
                     .point = point,
                     .dist_dm = maker->path->at_dm[point],
                     .time_ds = maker->path->at_ds[point],
                     .bearing_deg = heading_after(maker->path, point),
                     .place = nearest_place(maker, maker->path->points[point]),
                     .name = way ? way->name : NULL,
                     .way_class = way ? way->way_class : NULL};
    g_array_append_val(maker->cues, cue);
    return &g_array_index(maker->cues, ZfRoadCue, maker->cues->len - 1);
}

/* Among the other ways out of a node: the straightest, and whether the old road goes on there. */
typedef struct Branches {
    uint32_t n;
    double straightest;   /* degrees off straight on; 360 when there is none */
    int straightest_rank; /* its class */
    bool old_road;        /* one of them is the road we came on */
} Branches;

static Branches
look_at(const Maker *maker, const ZfRoadMark *mark, double in)
{
    const ZfRoadGraph *graph = maker->graph;
    const ZfRoadWayInfo *came = arc_way(graph, mark->arc_in ^ 1u);
    const ZfRoadWayInfo *goes = arc_way(graph, mark->arc_out);
    bool stays = came->name == goes->name && came->way_class == goes->way_class;
    Branches branches = {.straightest = 360, .straightest_rank = 9};
    uint32_t end = graph->first_arc[mark->node + 1];
    for (uint32_t i = graph->first_arc[mark->node]; i < end; i++) {
        uint32_t arc = graph->arcs[i].id;
        if (arc == mark->arc_out || arc == (mark->arc_in ^ 1u)) {
            continue;
        }
        const ZfRoadWayInfo *way = arc_way(graph, arc);
        double off = fabs(turn_deg(in, arc_heading(graph, arc)));
        branches.n++;
        if (off < branches.straightest) {
            branches.straightest = off;
            branches.straightest_rank = class_rank(way->way_class);
        }
        branches.old_road |=
            !stays && off < 120 && way->way_class == came->way_class && way->name == came->name;
    }
    return branches;
}

/* Does the junction need a word? */
static bool
must_decide(const Maker *maker, const ZfRoadMark *mark, double turn, Branches branches)
{
    if (branches.n == 0) {
        return false;
    }
    const ZfRoadWayInfo *came = arc_way(maker->graph, mark->arc_in ^ 1u);
    const ZfRoadWayInfo *goes = arc_way(maker->graph, mark->arc_out);
    bool stays = came->name == goes->name && came->way_class == goes->way_class;
    int rank = class_rank(goes->way_class);
    if (fabs(turn) > SLIGHT) {
        /* on a bend of our own road, side ways that are much less straight mislead nobody */
        return !stays || branches.straightest < fabs(turn) + 20;
    }
    bool minor = branches.straightest_rank >= rank + 2;
    bool fork = branches.straightest <= ALIKE;
    return branches.old_road || (fork && !(stays && minor));
}

static void
junction(Maker *maker, const ZfRoadMark *mark)
{
    double in = heading_before(maker->path, mark->point);
    double turn = turn_deg(in, heading_after(maker->path, mark->point));
    Branches branches = look_at(maker, mark, in);
    if (must_decide(maker, mark, turn, branches)) {
        ZfRoadCueKind kind = turn_kind(turn);
        if (kind == ZF_ROAD_CUE_U_TURN && mark->arc_out != (mark->arc_in ^ 1u)) {
            /* another way, however close beside ours it leads back */
            kind = turn > 0 ? ZF_ROAD_CUE_SHARP_RIGHT : ZF_ROAD_CUE_SHARP_LEFT;
        }
        if (kind == ZF_ROAD_CUE_STRAIGHT && branches.straightest <= SLIGHT && fabs(turn) >= FORK) {
            kind = turn > 0 ? ZF_ROAD_CUE_SLIGHT_RIGHT : ZF_ROAD_CUE_SLIGHT_LEFT;
        }
        add_cue(maker, kind, mark->point, arc_way(maker->graph, mark->arc_out));
    }
}

static bool
is_round(const Maker *maker, uint32_t arc)
{
    return maker->graph->mode != ZF_ROAD_FOOT &&
           (arc_way(maker->graph, arc)->flags & ZF_ROAD_WAY_ROUNDABOUT);
}

static bool
has_exit(const Maker *maker, uint32_t node)
{
    const ZfRoadGraph *graph = maker->graph;
    for (uint32_t i = graph->first_arc[node]; i < graph->first_arc[node + 1]; i++) {
        if (!is_round(maker, graph->arcs[i].id)) {
            return true;
        }
    }
    return false;
}

/* From the mark that enters a roundabout: one cue with the exit's number. ret: the mark after it.
 */
static guint
roundabout(Maker *maker, const GArray *marks, guint first)
{
    unsigned exits = 0;
    guint i = first + 1;
    for (; i < marks->len; i++) {
        const ZfRoadMark *mark = &g_array_index(marks, ZfRoadMark, i);
        exits += has_exit(maker, mark->node);
        if (!is_round(maker, mark->arc_out)) {
            break;
        }
    }
    const ZfRoadMark *enter = &g_array_index(marks, ZfRoadMark, first);
    const ZfRoadMark *leave = i < marks->len ? &g_array_index(marks, ZfRoadMark, i) : enter;
    ZfRoadCue *cue =
        add_cue(maker, ZF_ROAD_CUE_ROUNDABOUT, enter->point, arc_way(maker->graph, leave->arc_out));
    cue->exit_no = (uint8_t)CLAMP(exits, 1, 99);
    return i + 1;
}

static void
junctions(Maker *maker, const GArray *marks)
{
    for (guint i = 0; i < marks->len;) {
        const ZfRoadMark *mark = &g_array_index(marks, ZfRoadMark, i);
        if (is_round(maker, mark->arc_out) && !is_round(maker, mark->arc_in)) {
            i = roundabout(maker, marks, i);
        } else {
            junction(maker, mark);
            i++;
        }
    }
}

static ZfRoadSide
side_of(double turn)
{
    return fabs(turn) <= SLIGHT ? ZF_ROAD_AHEAD : turn > 0 ? ZF_ROAD_RIGHT : ZF_ROAD_LEFT;
}

/* Where one goes ashore. */
static void
land(Maker *maker, const ZfRoadPart *road)
{
    const ZfRoadWayInfo way = {.name = road->name, .way_class = road->way_class};
    double in = heading_before(maker->path, road->first);
    ZfRoadCue *cue = add_cue(maker, ZF_ROAD_CUE_ROAD, road->first, &way);
    cue->side = side_of(turn_deg(in, heading_after(maker->path, road->first)));
}

/* Bridges, steps and ferries the path comes to. */
static void
landmarks(Maker *maker)
{
    for (uint32_t i = 0; i < maker->path->n_parts; i++) {
        const ZfRoadPart *part = &maker->path->parts[i];
        const ZfRoadWayInfo way = {.name = part->name, .way_class = part->way_class};
        if (part->kind == ZF_ROAD_PART_FERRY) {
            add_cue(maker, ZF_ROAD_CUE_FERRY, part->first, &way);
            if (i + 1 < maker->path->n_parts && part[1].kind == ZF_ROAD_PART_ROAD) {
                land(maker, part + 1);
            }
        } else if (part->kind == ZF_ROAD_PART_ROAD && part->steps) {
            add_cue(maker, ZF_ROAD_CUE_STEPS, part->first, &way);
        } else if (part->kind == ZF_ROAD_PART_ROAD && part->bridge && part->dist_dm >= 50 &&
                   class_rank(part->way_class) > 2) {
            /* on a main road one bridge is like the other, and none is a ford in a flood */
            add_cue(maker, ZF_ROAD_CUE_BRIDGE, part->first, &way);
        }
    }
}

/* ret: the part when it is a leg worth a word, NULL otherwise. */
static const ZfRoadPart *
long_leg(const ZfRoadPart *part)
{
    return part->kind == ZF_ROAD_PART_LEG && part->dist_dm > LEG_M * 10 ? part : NULL;
}

static void
set_out(Maker *maker)
{
    const ZfRoadPath *path = maker->path;
    const ZfRoadPart *first = &path->parts[0];
    bool leg = first->kind == ZF_ROAD_PART_LEG;
    const ZfRoadPart *road = leg && path->n_parts > 1 ? first + 1 : first;
    const ZfRoadWayInfo way = {.name = road->name, .way_class = road->way_class};
    bool far = long_leg(first) != NULL;
    ZfRoadCue *cue = add_cue(maker, ZF_ROAD_CUE_START, 0, far ? NULL : &way);
    if (!far && leg) {
        cue->bearing_deg = heading_after(path, first->last);
    }
    if (far && road != first) {
        double turn = turn_deg(heading_before(path, first->last), heading_after(path, first->last));
        cue = add_cue(maker, ZF_ROAD_CUE_ROAD, first->last, &way);
        cue->side = side_of(turn);
    }
}

static void
arrive(Maker *maker)
{
    const ZfRoadPath *path = maker->path;
    const ZfRoadPart *last = &path->parts[path->n_parts - 1];
    bool leg = last->kind == ZF_ROAD_PART_LEG && path->n_parts > 1;
    ZfRoadSide side = ZF_ROAD_AHEAD;
    if (leg) {
        side =
            side_of(turn_deg(heading_before(path, last->first), heading_after(path, last->first)));
    }
    if (leg && long_leg(last)) {
        const ZfRoadWayInfo ferry = {.way_class = "ferry"};
        ZfRoadCue *walk =
            add_cue(maker, ZF_ROAD_CUE_WALK, last->first, last->ferry ? &ferry : NULL);
        walk->side = side;
        side = ZF_ROAD_AHEAD;
    }
    ZfRoadCue *cue = add_cue(maker, ZF_ROAD_CUE_ARRIVE, path->n_points - 1, NULL);
    cue->side = side;
    cue->bearing_deg = heading_before(path, path->n_points - 1);
}

/* By place on the path; setting out first, arriving last, turns before what follows them. */
static int
compare_cues(const void *a, const void *b)
{
    const ZfRoadCue *x = a;
    const ZfRoadCue *y = b;
    if (x->point != y->point) {
        return x->point < y->point ? -1 : 1;
    }
    return (x->kind > y->kind) - (x->kind < y->kind);
}

/* ---- what is said once ---- */

/* -1 left, 1 right, 0 straight on. */
static int
side_of_kind(ZfRoadCueKind kind)
{
    switch (kind) {
    case ZF_ROAD_CUE_SLIGHT_LEFT:
    case ZF_ROAD_CUE_LEFT:
    case ZF_ROAD_CUE_SHARP_LEFT: return -1;
    case ZF_ROAD_CUE_SLIGHT_RIGHT:
    case ZF_ROAD_CUE_RIGHT:
    case ZF_ROAD_CUE_SHARP_RIGHT: return 1;
    default: return 0;
    }
}

static bool
is_turn(ZfRoadCueKind kind)
{
    return kind >= ZF_ROAD_CUE_STRAIGHT && kind <= ZF_ROAD_CUE_SHARP_RIGHT;
}

/* Two turns on to the same road within a few steps, as where its lanes lie apart, are one. ret:
 * whether the second went into the first. */
static bool
merge_turns(const Maker *maker, ZfRoadCue *first, const ZfRoadCue *second)
{
    if (!is_turn(first->kind) || !is_turn(second->kind) ||
        side_of_kind(first->kind) * side_of_kind(second->kind) < 0 || first->name != second->name ||
        !first->name || second->dist_dm - first->dist_dm > AT_ONCE_M * 10) {
        return false;
    }
    int side = side_of_kind(first->kind) + side_of_kind(second->kind);
    first->kind = turn_kind(turn_deg(heading_before(maker->path, first->point),
                                     heading_after(maker->path, second->point)));
    if (first->kind == ZF_ROAD_CUE_U_TURN && maker->graph->mode == ZF_ROAD_FOOT && side != 0) {
        /* on foot there are no lanes to turn back on: a path winds uphill */
        first->kind = side > 0 ? ZF_ROAD_CUE_SHARP_RIGHT : ZF_ROAD_CUE_SHARP_LEFT;
    }
    first->way_class = second->way_class;
    first->place = first->place < 0 ? second->place : first->place;
    return true;
}

/* ret: the part of the path that leads to a point; NULL at its beginning. */
static const ZfRoadPart *
part_before(const ZfRoadPath *path, uint32_t point)
{
    for (uint32_t i = 0; i < path->n_parts; i++) {
        if (path->parts[i].first < point && point <= path->parts[i].last) {
            return &path->parts[i];
        }
    }
    return NULL;
}

/* Across a road whose other side lies a few steps to the left or right: who stays on his own road
 * and in his direction decides once. ret: whether the second turn went into the first. */
static bool
merge_jog(const Maker *maker, ZfRoadCue *first, const ZfRoadCue *second)
{
    const ZfRoadPart *came = part_before(maker->path, first->point);
    if (!is_turn(first->kind) || !is_turn(second->kind) || !came ||
        side_of_kind(first->kind) * side_of_kind(second->kind) > 0 ||
        second->dist_dm - first->dist_dm > JOG_M * 10 || g_strcmp0(came->name, second->name) != 0 ||
        g_strcmp0(came->way_class, second->way_class) != 0) {
        return false;
    }
    ZfRoadCueKind kind = turn_kind(turn_deg(heading_before(maker->path, first->point),
                                            heading_after(maker->path, second->point)));
    if (kind != ZF_ROAD_CUE_STRAIGHT) {
        return false;
    }
    first->kind = kind;
    first->name = second->name;
    first->way_class = second->way_class;
    first->place = first->place < 0 ? second->place : first->place;
    return true;
}

/* Two turns to the same side a few steps apart are one sharper one. ret: whether the second went
 * into the first. */
static bool
merge_bend(const Maker *maker, ZfRoadCue *first, const ZfRoadCue *second)
{
    int side = side_of_kind(first->kind);
    if (!is_turn(first->kind) || !is_turn(second->kind) || side == 0 ||
        side_of_kind(second->kind) != side || second->dist_dm - first->dist_dm > JOG_M * 10) {
        return false;
    }
    double turn = turn_deg(heading_before(maker->path, first->point),
                           heading_after(maker->path, second->point));
    double round = turn * side < 0 ? turn * side + 360 : turn * side;
    if (round <= STRAIGHT || round > 360 - BACK) {
        return false; /* nearly straight on, or more than half round */
    }
    ZfRoadCueKind sharpest = side > 0 ? ZF_ROAD_CUE_SHARP_RIGHT : ZF_ROAD_CUE_SHARP_LEFT;
    first->kind = round > TURN ? sharpest : turn_kind(turn);
    first->name = second->name;
    first->way_class = second->way_class;
    first->place = first->place < 0 ? second->place : first->place;
    return true;
}

static bool
merge_bridges(const ZfRoadCue *first, const ZfRoadCue *second)
{
    return first->kind == ZF_ROAD_CUE_BRIDGE && second->kind == ZF_ROAD_CUE_BRIDGE &&
           second->dist_dm - first->dist_dm <= SAME_BRIDGE_M * 10;
}

/* A turn at the landing tells the way on. */
static bool
merge_landing(const ZfRoadCue *first, const ZfRoadCue *second)
{
    return second->kind == ZF_ROAD_CUE_ROAD && second->point == first->point &&
           (is_turn(first->kind) || first->kind == ZF_ROAD_CUE_ROUNDABOUT);
}

static bool
same_place(const Maker *maker, int32_t a, int32_t b)
{
    const ZfRoadPlace *places = maker->options->places;
    return a >= 0 && b >= 0 && (a == b || g_strcmp0(places[a].name, places[b].name) == 0);
}

static void
merge_cues(Maker *maker)
{
    int32_t mentioned = -1;
    guint n = 0;
    for (guint i = 0; i < maker->cues->len; i++) {
        const ZfRoadCue *cue = &g_array_index(maker->cues, ZfRoadCue, i);
        ZfRoadCue *last = n > 0 ? &g_array_index(maker->cues, ZfRoadCue, n - 1) : NULL;
        if (!last || (!merge_turns(maker, last, cue) && !merge_jog(maker, last, cue) &&
                      !merge_bend(maker, last, cue) && !merge_bridges(last, cue) &&
                      !merge_landing(last, cue))) {
            ZfRoadCue *kept = &g_array_index(maker->cues, ZfRoadCue, n++);
            *kept = *cue;
            /* what was just named tells nothing new a few steps on */
            bool again = same_place(maker, mentioned, cue->place);
            mentioned = cue->place >= 0 ? cue->place : mentioned;
            kept->place = again ? -1 : cue->place;
        }
    }
    g_array_set_size(maker->cues, n);
}

/* Roads change their names where nothing need be decided. When most of the way to the next cue is
 * called otherwise than its beginning, that name is told too. */
static void
name_the_rest(const ZfRoadPath *path, ZfRoadCue *cue)
{
    uint32_t end = cue->dist_dm + cue->next_dm;
    bool begun = false; /* the first name has ended */
    uint32_t longest = 0;
    cue->first_dm = cue->next_dm;
    for (uint32_t i = 0; cue->way_class && i < path->n_parts; i++) {
        const ZfRoadPart *part = &path->parts[i];
        uint32_t from = MAX(path->at_dm[part->first], cue->dist_dm);
        uint32_t to = MIN(path->at_dm[part->last], end);
        if (part->kind != ZF_ROAD_PART_ROAD || to <= from) {
            continue;
        }
        if (!begun && part->name != cue->name) {
            begun = true;
            cue->first_dm = from - cue->dist_dm;
        }
        if (part->name && part->name != cue->name && to - from > longest) {
            longest = to - from;
            cue->then_name = longest > cue->next_dm / 2 ? part->name : NULL;
        }
    }
}

void
zf_road_cues(const ZfRoadGraph *graph, ZfRoadPath *path, const ZfRoadPathOptions *options,
             const GArray *marks)
{
    if (path->n_parts == 0) {
        return;
    }
    Maker maker = {.graph = graph, .path = path, .options = options};
    maker.cues = g_array_new(FALSE, TRUE, sizeof(ZfRoadCue));
    set_out(&maker);
    junctions(&maker, marks);
    landmarks(&maker);
    arrive(&maker);
    g_array_sort(maker.cues, compare_cues);
    merge_cues(&maker);
    path->n_cues = maker.cues->len;
    path->cues = (ZfRoadCue *)g_array_free(maker.cues, FALSE);
    for (uint32_t i = 0; i + 1 < path->n_cues; i++) {
        path->cues[i].next_dm = path->cues[i + 1].dist_dm - path->cues[i].dist_dm;
        path->cues[i].next_ds = path->cues[i + 1].time_ds - path->cues[i].time_ds;
        name_the_rest(path, &path->cues[i]);
    }
}

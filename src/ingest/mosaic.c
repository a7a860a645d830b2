/* mosaic: do the villages cover their ground once? Overlaps, holes between them, and slits that
 * reach the outside. Only listed: which line is right the surveyor must say. */
#include <math.h>

#include "ingest/source.h"

enum {
    LEAST_M2 = 1000,      /* smaller gaps and overlaps are rounding */
    SLIT_WIDTH_M = 40,    /* narrower ground between two villages is no outer world */
    MAX_PAIRS = 5000,     /* at most so many neighbours are compared … */
    MAX_NOTES = 200,      /* … and so many places named */
    MAX_SHAPES = 1000,    /* joining more takes too long … */
    MAX_POINTS = 1000000, /* … and so do more corners */
};

typedef struct Mosaic {
    In *in;
    GPtrArray *villages; /* const ZfArea *, those of the batch first */
    GArray *boxes;       /* ZfBox */
    guint n_new;
    guint notes;
} Mosaic;

static void
note(Mosaic *mosaic, const char *code, const char *message)
{
    if (mosaic->notes++ < MAX_NOTES) {
        zf_findings_add_at(mosaic->in->findings, ZF_SEVERITY_WARNING, code, mosaic->in->file, NULL,
                           0, 0, NULL, message,
                           _("look at it in a map program; a home there may be counted for the "
                             "wrong village"));
    }
}

static bool
boxes_meet(ZfBox a, ZfBox b)
{
    return a.min_lon <= b.max_lon && b.min_lon <= a.max_lon && a.min_lat <= b.max_lat &&
           b.min_lat <= a.max_lat;
}

static void
list_overlap(Mosaic *mosaic, const ZfArea *a, const ZfArea *b)
{
    ZfPolygon *raw = NULL;
    if (!zf_polygon_intersect(a->shape, b->shape, &raw, NULL)) {
        return;
    }
    g_autoptr(ZfPolygon) shared = raw;
    double size = shared ? zf_polygon_area_m2(shared) : 0;
    if (size > LEAST_M2) {
        ZfLonLat at = zf_polygon_pole(shared, 10, NULL);
        g_autofree char *message = g_strdup_printf(_("%s and %s overlap by %.2f ha, at %.5f, %.5f"),
                                                   a->name, b->name, size / 10000, at.lon, at.lat);
        note(mosaic, "areas-overlap", message);
    }
}

/* Pairs of villages that cover the same ground; those known before are not compared again. */
static void
list_overlaps(Mosaic *mosaic)
{
    guint pairs = 0;
    for (guint i = 0; i < mosaic->n_new; i++) {
        for (guint j = i + 1; j < mosaic->villages->len; j++) {
            if (!boxes_meet(g_array_index(mosaic->boxes, ZfBox, i),
                            g_array_index(mosaic->boxes, ZfBox, j))) {
                continue;
            }
            if (++pairs > MAX_PAIRS) {
                g_autofree char *message = g_strdup_printf(
                    _("more than %d pairs of neighbours; not all were searched for overlaps"),
                    MAX_PAIRS);
                note(mosaic, "areas-many", message);
                return;
            }
            list_overlap(mosaic, g_ptr_array_index(mosaic->villages, i),
                         g_ptr_array_index(mosaic->villages, j));
        }
    }
}

/* The names of the villages at a place: "柏垭村, 老屋村". ret: how many. */
static guint
villages_at(const Mosaic *mosaic, ZfLonLat at, GString *names)
{
    guint n = 0;
    for (guint i = 0; i < mosaic->villages->len; i++) {
        const ZfArea *area = g_ptr_array_index(mosaic->villages, i);
        ZfBox box = g_array_index(mosaic->boxes, ZfBox, i);
        const double near = 0.001; /* degrees, more than the slit is wide */
        bool close = at.lon > box.min_lon - near && at.lon < box.max_lon + near &&
                     at.lat > box.min_lat - near && at.lat < box.max_lat + near;
        if (close && zf_polygon_border_distance_m(area->shape, at) <= SLIT_WIDTH_M) {
            g_string_append_printf(names, "%s%s", n ? _(", ") : "", area->name);
            n++;
        }
    }
    return n;
}

/* One part of a polygon as a polygon of its own; borrowed. rings and parts: room for one. */
static ZfPolygon
one_ring(const ZfPolygon *polygon, uint32_t ring, uint32_t rings[2], uint32_t parts[2])
{
    rings[0] = 0;
    rings[1] = polygon->rings[ring + 1] - polygon->rings[ring];
    parts[0] = 0;
    parts[1] = 1;
    return (ZfPolygon){.points = polygon->points + polygon->rings[ring],
                       .rings = rings,
                       .parts = parts,
                       .n_points = rings[1],
                       .n_rings = 1,
                       .n_parts = 1};
}

/* Holes in the union of all villages: ground that belongs to none. */
static void
list_holes(Mosaic *mosaic, const ZfPolygon *joined)
{
    for (uint32_t p = 0; p < joined->n_parts; p++) {
        for (uint32_t r = joined->parts[p] + 1; r < joined->parts[p + 1]; r++) {
            uint32_t rings[2];
            uint32_t parts[2];
            ZfPolygon hole = one_ring(joined, r, rings, parts);
            double size = fabs(zf_polygon_area_m2(&hole));
            if (size > LEAST_M2) {
                ZfLonLat at = zf_polygon_pole(&hole, 10, NULL);
                g_autofree char *message = g_strdup_printf(
                    _("between the villages, at %.5f, %.5f, %.2f ha belong to none"), at.lon,
                    at.lat, size / 10000);
                note(mosaic, "areas-gap", message);
            }
        }
    }
}

/* Narrow ground between two villages that is open to the outside. */
static void
list_slits(Mosaic *mosaic, const ZfPolygon *joined)
{
    ZfPolygon *raw = NULL;
    if (!zf_polygon_slits(joined, SLIT_WIDTH_M, &raw, NULL) || !raw) {
        return;
    }
    g_autoptr(ZfPolygon) slits = raw;
    for (uint32_t p = 0; p < slits->n_parts; p++) {
        uint32_t rings[2];
        uint32_t parts[2];
        ZfPolygon slit = one_ring(slits, slits->parts[p], rings, parts);
        double size = fabs(zf_polygon_area_m2(&slit));
        g_autoptr(GString) names = g_string_new(NULL);
        if (size <= LEAST_M2) {
            continue;
        }
        ZfLonLat at = zf_polygon_pole(&slit, 1, NULL);
        if (villages_at(mosaic, at, names) >= 2) {
            g_autofree char *message =
                g_strdup_printf(_("between %s, at %.5f, %.5f, a strip of %.2f ha belongs to none"),
                                names->str, at.lon, at.lat, size / 10000);
            note(mosaic, "areas-gap", message);
        }
    }
}

static void
list_gaps(Mosaic *mosaic)
{
    guint n = mosaic->villages->len;
    size_t points = 0;
    g_autofree const ZfPolygon **shapes = g_new(const ZfPolygon *, n);
    for (guint i = 0; i < n; i++) {
        shapes[i] = ((const ZfArea *)g_ptr_array_index(mosaic->villages, i))->shape;
        points += shapes[i]->n_points;
    }
    if (n > MAX_SHAPES || points > MAX_POINTS) {
        note(mosaic, "areas-many", _("too many villages to search for gaps between them"));
        return;
    }
    g_autoptr(ZfPolygon) joined = zf_polygon_union(shapes, n, NULL);
    if (joined) {
        list_holes(mosaic, joined);
        list_slits(mosaic, joined);
    }
}

static void
add_village(Mosaic *mosaic, const ZfArea *area)
{
    if (area->shape && area->level == ZF_LEVEL_VILLAGE) {
        ZfBox box = zf_polygon_box(area->shape);
        g_ptr_array_add(mosaic->villages, (gpointer)area);
        g_array_append_val(mosaic->boxes, box);
    }
}

void
zf_in_check_mosaic(In *in)
{
    const ZfSnapshot *known = in->context ? in->context->known : NULL;
    Mosaic mosaic = {
        .in = in, .villages = g_ptr_array_new(), .boxes = g_array_new(FALSE, FALSE, sizeof(ZfBox))};
    g_autoptr(GHashTable) codes = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < in->batch->areas->len; i++) {
        const ZfArea *area = &g_array_index(in->batch->areas, ZfArea, i);
        g_hash_table_add(codes, (gpointer)area->code);
        add_village(&mosaic, area);
    }
    mosaic.n_new = mosaic.villages->len;
    for (size_t i = 0; known && i < known->n_areas; i++) {
        if (!g_hash_table_contains(codes, known->areas[i].code)) {
            add_village(&mosaic, &known->areas[i]);
        }
    }
    if (mosaic.n_new > 0 && mosaic.villages->len > 1) {
        list_overlaps(&mosaic);
        list_gaps(&mosaic);
    }
    if (mosaic.notes > MAX_NOTES) {
        g_autofree char *message =
            g_strdup_printf(NG_("%u further place where villages overlap or leave a gap",
                                "%u further places where villages overlap or leave a gap",
                                mosaic.notes - MAX_NOTES),
                            mosaic.notes - MAX_NOTES);
        zf_findings_add_at(in->findings, ZF_SEVERITY_WARNING, "areas-many", in->file, NULL, 0, 0,
                           NULL, message, NULL);
    }
    g_ptr_array_unref(mosaic.villages);
    g_array_unref(mosaic.boxes);
}

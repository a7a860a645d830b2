#include "map/scene.h"

#include <math.h>
#include <string.h>

static const ZfLonLat centre = {109.85, 29.0};

static ZfLonLat
metres(double x, double y)
{
    ZfProjection projection = zf_projection_at(centre);
    return zf_unproject(&projection, (ZfXY){x, y});
}

static const ZfFrameView view = {{20, 30, 100, 80}, {109.85, 29.0}, 10000, 30};

/* Roads anywhere within 20 km, some long: what the index finds is what looking at all finds. */
static void
test_index(void)
{
    enum { N = 400 };
    static ZfLonLat points[N][2];
    static ZfRoad roads[N];
    ZfRng rng;
    zf_rng_init(&rng, 3, 1);
    for (int i = 0; i < N; i++) {
        double x = zf_rng_range(&rng, -20000, 20000);
        double y = zf_rng_range(&rng, -20000, 20000);
        int reach = i % 10 == 0 ? 15000 : 300;
        points[i][0] = metres(x, y);
        points[i][1] =
            metres(x + zf_rng_range(&rng, -reach, reach), y + zf_rng_range(&rng, -reach, reach));
        roads[i] = (ZfRoad){.id = "",
                            .name = "",
                            .highway = "track",
                            .tags = "",
                            .points = points[i],
                            .n_points = i == 7 ? 0 : 2};
    }
    g_autoptr(ZfGround) ground = zf_ground_new(&(ZfGroundInput){.roads = roads, .n_roads = N});
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (int round = 0; round < 200; round++) {
        ZfBox box = zf_box_empty();
        double x = zf_rng_range(&rng, -25000, 25000);
        double y = zf_rng_range(&rng, -25000, 25000);
        zf_box_add(&box, metres(x, y));
        zf_box_add(&box, metres(x + zf_rng_range(&rng, 0, 5000), y + 700));
        zf_ground_find(&ground->road_index, box, found);
        uint32_t next = 0;
        for (guint i = 0; i < found->len; i++) {
            uint32_t at = g_array_index(found, uint32_t, i);
            for (; next < at; next++) { /* what was left out does not meet the box */
                g_assert_false(zf_box_meets(ground->roads[next].box, box));
            }
            next = at + 1;
        }
        for (; next < N; next++) {
            g_assert_false(zf_box_meets(ground->roads[next].box, box));
        }
    }
}

static double
distance_to_line(ZfMm p, const ZfMm *line, size_t n)
{
    double best = INFINITY;
    for (size_t i = 0; i + 1 < n; i++) {
        double dx = line[i + 1].x - line[i].x;
        double dy = line[i + 1].y - line[i].y;
        double d2 = dx * dx + dy * dy;
        double t = d2 > 0 ? ((p.x - line[i].x) * dx + (p.y - line[i].y) * dy) / d2 : 0;
        t = CLAMP(t, 0, 1);
        best = fmin(best, hypot(p.x - line[i].x - t * dx, p.y - line[i].y - t * dy));
    }
    return best;
}

/* A winding line right through the frame and far beyond: near the frame it stays within a tenth of
 * a millimetre, far from it it is gone. */
static void
test_cut_line(void)
{
    enum { N = 4000 };
    static ZfLonLat line[N];
    for (int i = 0; i < N; i++) {
        line[i] = metres((i - N / 2) * 5, 120 * sin(i / 9.0) + 2 * sin(i * 1.7));
    }
    ZfBrush brush = zf_brush_new(NULL, zf_style_default(ZF_STYLE_SHEET), &view, false, "strip");
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(ZfMm));
    g_autoptr(GArray) pieces = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    g_array_set_size(pieces, 1);
    zf_brush_cut_line(&brush, line, N, points, pieces);
    g_assert_cmpuint(pieces->len, ==, 2);
    g_assert_cmpuint(points->len, <, N / 8);
    unsigned inside = 0;
    for (int i = 0; i < N; i++) {
        ZfMm p = zf_frame_to_paper(&brush.lens, line[i]);
        if (zf_rect_within((ZfRect){p.x, p.y, 0, 0}, view.rect)) {
            const ZfMm *cut = (const ZfMm *)(const void *)points->data;
            g_assert_cmpfloat(distance_to_line(p, cut, points->len), <, 0.105);
            inside++;
        }
    }
    g_assert_cmpuint(inside, >, 100);
    zf_brush_clear(&brush);
}

/* A lake larger than the frame is cut to a few points around it; its island stays. */
static void
test_cut_polygon(void)
{
    ZfLonLat points[] = {metres(-90000, -90000), metres(90000, -90000), metres(90000, 90000),
                         metres(-90000, 90000),  metres(-100, -100),    metres(-100, 100),
                         metres(100, 100),       metres(100, -100)};
    uint32_t rings[] = {0, 4, 8};
    uint32_t parts[] = {0, 2};
    ZfPolygon lake = {.points = points,
                      .n_points = 8,
                      .rings = rings,
                      .n_rings = 2,
                      .parts = parts,
                      .n_parts = 1};
    ZfBrush brush = zf_brush_new(NULL, zf_style_default(ZF_STYLE_SHEET), &view, false, "strip");
    g_autoptr(GArray) cut = g_array_new(FALSE, FALSE, sizeof(ZfMm));
    g_autoptr(GArray) pieces = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    g_array_set_size(pieces, 1);
    zf_brush_cut_polygon(&brush, &lake, cut, pieces);
    g_assert_cmpuint(pieces->len, ==, 3);
    for (guint i = 0; i < cut->len; i++) {
        ZfMm p = g_array_index(cut, ZfMm, i);
        g_assert_true(zf_rect_within((ZfRect){p.x, p.y, 0, 0}, zf_rect_grow(view.rect, 80)));
        bool shore = i < g_array_index(pieces, uint32_t, 1);
        g_assert_true(!shore || !zf_rect_within((ZfRect){p.x, p.y, 0, 0}, view.rect));
    }
    zf_brush_clear(&brush);
}

/* Streams go at small scales, rivers stay, however many pieces they come in; so do main roads. */
static void
test_by_scale(void)
{
    ZfLonLat a[] = {metres(-400, 0), metres(-100, 0)};
    ZfLonLat b[] = {metres(100, 0), metres(9000, 0)};
    ZfLonLat c[] = {metres(0, -200), metres(0, 200)};
    uint32_t lines[] = {0, 2};
    ZfLines la = {.points = a, .n_points = 2, .lines = lines, .n_lines = 1};
    ZfLines lb = {.points = b, .n_points = 2, .lines = lines, .n_lines = 1};
    ZfLines lc = {.points = c, .n_points = 2, .lines = lines, .n_lines = 1};
    ZfWater water[] = {{.id = "1", .name = "猛洞河", .lines = &la},
                       {.id = "2", .name = "猛洞河", .lines = &lb},
                       {.id = "3", .name = "", .lines = &lc}};
    ZfRoad roads[] = {
        {.id = "4", .name = "", .highway = "primary", .tags = "", .points = a, .n_points = 2},
        {.id = "5", .name = "", .highway = "unclassified", .tags = "", .points = b, .n_points = 2},
        {.id = "6", .name = "", .highway = "footway", .tags = "", .points = c, .n_points = 2}};
    g_autoptr(ZfGround) ground =
        zf_ground_new(&(ZfGroundInput){.roads = roads, .n_roads = 3, .water = water, .n_water = 3});
    static const struct {
        double scale;
        const char *shown; /* roads, then waters */
    } wanted[] = {{5000, "111111"}, {40000, "110110"}, {100000, "100110"}};
    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
        ZfFrameView v = view;
        v.scale = wanted[i].scale;
        ZfBrush brush = zf_brush_new(NULL, zf_style_default(ZF_STYLE_SHEET), &v, false, "cover");
        g_autoptr(ZfScene) scene = zf_scene_new(&brush, ground);
        g_autoptr(GString) shown = g_string_new(NULL);
        for (guint k = 0; k < scene->items->len; k++) {
            const ZfSceneItem *item = &g_array_index(scene->items, ZfSceneItem, k);
            g_string_append_c(shown, item->n_pieces > 0 ? '1' : '0');
        }
        g_assert_cmpstr(shown->str, ==, wanted[i].shown);
        zf_brush_clear(&brush);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/map/scene/index", test_index);
    g_test_add_func("/map/scene/cut-line", test_cut_line);
    g_test_add_func("/map/scene/cut-polygon", test_cut_polygon);
    g_test_add_func("/map/scene/by-scale", test_by_scale);
    return g_test_run();
}

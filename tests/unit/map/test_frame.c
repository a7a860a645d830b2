#include "map/map.h"
#include "picture.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const ZfLonLat centre = {109.85, 29.0};

static ZfLonLat
metres(double x, double y)
{
    ZfProjection projection = zf_projection_at(centre);
    return zf_unproject(&projection, (ZfXY){x, y});
}

static void
test_lens(void)
{
    ZfFrameView view = {{20, 30, 100, 80}, centre, 10000, 90}; /* east runs up */
    ZfFrameLens lens = zf_frame_lens(&view);
    ZfMm p = zf_frame_to_paper(&lens, metres(100, 0));
    g_assert_cmpfloat_with_epsilon(p.x, 70, 1e-6);
    g_assert_cmpfloat_with_epsilon(p.y, 60, 1e-4);
    p = zf_frame_to_paper(&lens, metres(0, 100)); /* north is to the left */
    g_assert_cmpfloat_with_epsilon(p.x, 60, 1e-4);
    for (int turn = 0; turn < 360; turn += 37) {
        view.up_deg = turn;
        lens = zf_frame_lens(&view);
        ZfLonLat there = metres(333, -222);
        ZfLonLat back = zf_frame_to_ground(&lens, zf_frame_to_paper(&lens, there));
        g_assert_cmpfloat_with_epsilon(back.lon, there.lon, 1e-9);
        g_assert_cmpfloat_with_epsilon(back.lat, there.lat, 1e-9);
    }
}

static void
test_fit(void)
{
    ZfLonLat points[30];
    ZfRng rng;
    zf_rng_init(&rng, 5, 1);
    for (int i = 0; i < 30; i++) {
        points[i] = metres(zf_rng_range(&rng, -900, 700), zf_rng_range(&rng, -300, 500));
    }
    for (int turn = 0; turn < 360; turn += 30) {
        ZfRect rect = {20, 81, 178, 104};
        ZfFrameView view = zf_frame_fit(rect, points, 30, 6, turn, 500);
        ZfFrameLens lens = zf_frame_lens(&view);
        for (int i = 0; i < 30; i++) {
            ZfMm p = zf_frame_to_paper(&lens, points[i]);
            g_assert_true(zf_rect_within((ZfRect){p.x, p.y, 0, 0}, zf_rect_grow(rect, -5.9)));
        }
        g_assert_cmpfloat(view.scale, <=, 25000);
        g_assert_cmpfloat(fmod(view.scale, 10), ==, 0);
    }
    /* north up: the points that are passed over are never the outermost, at any latitude */
    ZfLonLat many[400];
    for (int lat = -80; lat <= 80; lat += 20) {
        ZfRect rect = {20, 81, 178, 104};
        for (int i = 0; i < 400; i++) {
            many[i] = (ZfLonLat){110 + zf_rng_range(&rng, -3000, 3000) / 1500.0,
                                 lat + zf_rng_range(&rng, -3000, 3000) / 2000.0};
        }
        ZfFrameView view = zf_frame_fit(rect, many, 400, 6, 0, 500);
        ZfFrameLens lens = zf_frame_lens(&view);
        for (int i = 0; i < 400; i++) {
            ZfMm p = zf_frame_to_paper(&lens, many[i]);
            g_assert_true(zf_rect_within((ZfRect){p.x, p.y, 0, 0}, zf_rect_grow(rect, -5.9)));
        }
    }
    ZfFrameView one = zf_frame_fit((ZfRect){0, 0, 45, 45}, points, 1, 6, 0, 2500);
    g_assert_cmpfloat(one.scale, ==, 2500);
}

/* Paints n stops, spread over that many metres, in large type or not; ret: the dump. */
static char *
paint(int n, int spread_m, bool large, uint64_t seed)
{
    g_autofree ZfFrameStop *stops = g_new0(ZfFrameStop, n + 1);
    g_autoptr(GStringChunk) texts = g_string_chunk_new(256);
    ZfRng rng;
    zf_rng_init(&rng, seed, 0);
    for (int i = 0; i < n; i++) {
        g_autofree char *number = g_strdup_printf("%d", i + 1);
        stops[i] = (ZfFrameStop){.point = metres(zf_rng_range(&rng, -spread_m, spread_m),
                                                 zf_rng_range(&rng, -spread_m, spread_m)),
                                 .number = g_string_chunk_insert(texts, number),
                                 .state = (ZfStopState)(i % 6)};
    }
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    ZfCanvas *page = zf_paper_page(paper, 210, 297, NULL);
    ZfFrame frame = {.view = {{20, 30, 178, 104}, centre, 12000, 0},
                     .lang = ZF_LANG_ZH,
                     .show = ZF_FRAME_SHOW_ALL,
                     .stops = stops,
                     .n_stops = (size_t)n,
                     .large = large};
    char *dump = zf_frame_paint(page, &frame);
    g_assert_null(zf_paper_error(paper));
    return dump;
}

/* Whatever the crowd, every number stands on the page, once, and inside the frame. */
static void
check_all_stops(int n, int spread_m, bool large, uint64_t seed)
{
    g_autofree char *dump = paint(n, spread_m, large, seed);
    g_auto(GStrv) lines = g_strsplit(dump, "\n", -1);
    g_autofree int *seen = g_new0(int, n + 1);
    double x[300];
    double y[300];
    int count = 0;
    bool crowded = strstr(dump, "crowded") != NULL;
    g_assert_false(crowded && n <= 60);
    g_assert_null(strstr(dump, "crossings"));
    for (int i = 0; lines[i]; i++) {
        int number;
        double at_x, at_y;
        if (sscanf(lines[i], "stop %d at %lf %lf symbol %lf %lf", &number, &at_x, &at_y, &x[count],
                   &y[count]) == 5) {
            seen[number]++;
            g_assert_true(x[count] > 20 && x[count] < 198 && y[count] > 30 && y[count] < 134);
            for (int j = 0; j < count && !crowded; j++) {
                double apart = hypot(x[count] - x[j], y[count] - y[j]);
                g_assert_true(apart > 3.9 || apart == 0); /* 0: they share one */
            }
            count++;
        }
    }
    for (int i = 1; i <= n; i++) {
        g_assert_cmpint(seen[i], ==, 1);
    }
}

static void
test_no_stop_dropped(void)
{
    check_all_stops(1, 0, false, 1);
    check_all_stops(12, 500, false, 2);
    check_all_stops(60, 500, false, 3);
    check_all_stops(150, 500, false, 4);
    check_all_stops(150, 150, false, 7);
    check_all_stops(250, 500, false, 8);
    check_all_stops(40, 30, false, 5); /* a thick cluster */
    check_all_stops(25, 0, false, 6);  /* all at one place */
    check_all_stops(12, 30, true, 9);
    check_all_stops(22, 500, true, 10);
}

/* Ten homes in one building that follow each other share a symbol; one that is otherwise does not
 * hide among them. */
static void
test_shared_symbol(void)
{
    static const char *const numbers[] = {"3", "4", "5", "6", "7"};
    ZfFrameStop stops[5] = {0};
    for (int i = 0; i < 5; i++) {
        stops[i] = (ZfFrameStop){.point = metres(0, 0), .number = numbers[i]};
    }
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    ZfCanvas *page = zf_paper_page(paper, 210, 297, NULL);
    ZfFrame frame = {.view = {{20, 30, 178, 104}, centre, 12000, 0}, .stops = stops, .n_stops = 5};
    for (int differs = 0; differs < 2; differs++) {
        stops[2].state = differs ? ZF_STOP_FIXED_TIME : ZF_STOP_LOCATED;
        g_autofree char *dump = zf_frame_paint(page, &frame);
        g_auto(GStrv) lines = g_strsplit(dump, "\n", -1);
        g_autoptr(GHashTable) spots = g_hash_table_new(g_str_hash, g_str_equal);
        for (int i = 0; i < 5; i++) {
            g_assert_true(g_str_has_prefix(lines[i], "stop "));
            g_hash_table_add(spots, strstr(lines[i], "symbol"));
        }
        g_assert_cmpuint(g_hash_table_size(spots), ==, differs ? 5 : 1);
    }
}

/* The names written along a road; ret: the dump. */
static char *
paint_road(const ZfLonLat *points, uint32_t n)
{
    ZfRoad road = {.id = "r",
                   .name = "鹿溪路",
                   .highway = "secondary",
                   .tags = "",
                   .points = (ZfLonLat *)(uintptr_t)points,
                   .n_points = n};
    g_autoptr(ZfGround) ground = zf_ground_new(&(ZfGroundInput){.roads = &road, .n_roads = 1});
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    ZfCanvas *page = zf_paper_page(paper, 210, 297, NULL);
    ZfFrame frame = {.view = {{20, 30, 178, 104}, centre, 12000, 0},
                     .ground = ground,
                     .show = ZF_FRAME_SHOW_NAMES};
    return zf_frame_paint(page, &frame);
}

static void
test_road_names(void)
{
    /* from right to left: upright all the same, and again after 80 mm */
    const ZfLonLat straight[] = {metres(1050, 300), metres(-1050, -200)};
    g_autofree char *dump = paint_road(straight, 2);
    g_auto(GStrv) lines = g_strsplit(dump, "\n", -1);
    double x[2], y[2], angle[2];
    g_assert_cmpuint(g_strv_length(lines), ==, 3);
    for (int i = 0; i < 2; i++) {
        g_assert_cmpint(
            sscanf(lines[i], "along 鹿溪路 at %lf %lf angle %lf", &x[i], &y[i], &angle[i]), ==, 3);
        g_assert_cmpfloat_with_epsilon(angle[i], -13, 1);
    }
    g_assert_cmpfloat(hypot(x[1] - x[0], y[1] - y[0]), >=, 60);
    ZfLonLat winding[80]; /* no run is straight enough */
    for (int i = 0; i < 80; i++) {
        winding[i] = metres(-1000 + 25 * i, i % 2 * 60);
    }
    g_autofree char *none = paint_road(winding, 80);
    g_assert_null(strstr(none, "along"));
}

static void
test_same_again(void)
{
    g_autofree char *first = paint(40, 500, false, 9);
    g_autofree char *second = paint(40, 500, false, 9);
    g_assert_cmpstr(first, ==, second);
}

static void
test_dense(void)
{
    ZfFrameStop stops[3] = {{.point = metres(0, 0), .number = "1"},
                            {.point = metres(1, 1), .number = "2"},
                            {.point = metres(400, 100), .number = "3"}};
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    ZfCanvas *page = zf_paper_page(paper, 210, 297, NULL);
    ZfFrame frame = {.view = {{20, 30, 178, 104}, centre, 12000, 0}, .stops = stops, .n_stops = 3};
    g_autofree bool *dense = zf_frame_dense(page, &frame);
    g_assert_true(dense[0] && dense[1] && !dense[2]);
    ZfRect box = zf_frame_free_box(&frame, 42, 41);
    ZfFrameLens lens = zf_frame_lens(&frame.view);
    g_assert_true(zf_rect_within(box, frame.view.rect));
    for (int i = 0; i < 3; i++) {
        ZfMm p = zf_frame_to_paper(&lens, stops[i].point);
        g_assert_false(zf_rect_meets(box, (ZfRect){p.x, p.y, 0.1, 0.1}));
    }
}

/* The page of a detail map is written where it hides no stop, and not at all where that cannot be:
 * here one edge after the other is in the thick of stops. */
static void
test_sheet_label(void)
{
    ZfFrameStop stops[24] = {0};
    g_autoptr(GStringChunk) texts = g_string_chunk_new(64);
    for (int i = 0; i < 24; i++) { /* along the upper and the right edge */
        g_autofree char *number = g_strdup_printf("%d", i + 1);
        stops[i] = (ZfFrameStop){.point = i < 12 ? metres(-330 + 60 * i, 300)
                                                 : metres(330, 300 - 50 * (i - 12)),
                                 .number = g_string_chunk_insert(texts, number)};
    }
    ZfFrameSheet sheet = {.view = {{0, 0, 55, 50}, centre, 12000, 0}, .label = "第 2 页"};
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    ZfCanvas *page = zf_paper_page(paper, 210, 297, NULL);
    ZfFrame frame = {.view = {{20, 30, 178, 104}, centre, 12000, 0},
                     .stops = stops,
                     .n_stops = G_N_ELEMENTS(stops),
                     .sheets = &sheet,
                     .n_sheets = 1};
    g_autofree char *dump = zf_frame_paint(page, &frame);
    double x = 0;
    double y = 0;
    const char *line = strstr(dump, "sheet 第 2 页 at ");
    g_assert_nonnull(line);
    g_assert_cmpint(sscanf(line + strlen("sheet 第 2 页 at "), "%lf %lf", &x, &y), ==, 2);
    g_auto(GStrv) lines = g_strsplit(dump, "\n", -1);
    for (int i = 0; lines[i]; i++) {
        int number;
        double at_x, at_y, sx, sy;
        if (sscanf(lines[i], "stop %d at %lf %lf symbol %lf %lf", &number, &at_x, &at_y, &sx,
                   &sy) == 5) {
            g_assert_true(fabs(sx - x) > 5 || fabs(sy - y) > 4.4);
        }
    }
}

/* The bar of a narrow inset fits into it. */
static void
test_small_bar(void)
{
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    ZfCanvas *page = zf_paper_page(paper, 210, 297, NULL);
    for (double width = 18; width < 40; width += 3) {
        ZfFrame frame = {.view = {{20, 30, width, 50}, centre, 14300, 0},
                         .size = ZF_FRAME_INSET,
                         .show = ZF_FRAME_SHOW_SCALE};
        g_autofree char *dump = zf_frame_paint(page, &frame);
        double x = 0;
        const char *at = strstr(dump, " at ");
        g_assert_true(g_str_has_prefix(dump, "scale ") && at);
        g_assert_cmpint(sscanf(at, " at %lf", &x), ==, 1);
        g_assert_cmpfloat(x, <=, 20 + width / 2 + 0.1); /* in the left corner: no wider than it */
    }
}

/* The north arrow and its letter are whole whichever way north is: nothing of them reaches the
 * frame, where it would be cut off. */
static void
test_north_whole(void)
{
    const double dpi = 254; /* dots of 0.1 mm */
    const ZfRect rect = {10, 10, 60, 50};
    for (int turn = 0; turn < 360; turn += 15) {
        for (int large = 0; large < 2; large++) {
            g_autoptr(ZfPaper) paper = zf_paper_new(
                &(ZfPaperOptions){.format = ZF_PAPER_PNG, .dpi = dpi, .grey = true, .created = 1});
            ZfCanvas *page = zf_paper_page(paper, 80, 70, NULL);
            ZfFrame frame = {.view = {rect, centre, 6000, turn},
                             .size = ZF_FRAME_STRIP,
                             .lang = turn % 30 ? ZF_LANG_EN : ZF_LANG_ZH,
                             .large = large,
                             .frame_width = 0.4,
                             .show = ZF_FRAME_SHOW_NORTH};
            g_free(zf_frame_paint(page, &frame));
            g_autoptr(GBytes) bytes = zf_paper_finish(paper, NULL);
            gsize size;
            const uint8_t *data = g_bytes_get_data(bytes, &size);
            g_auto(Picture) picture = picture_unpack(data, size, dpi);
            ZfRect in = zf_rect_grow(rect, -0.4); /* inside its line */
            const ZfRect edges[4] = {{in.x, in.y, in.w, 0.1},
                                     {in.x, in.y, 0.1, in.h},
                                     {in.x + in.w - 0.1, in.y, 0.1, in.h},
                                     {in.x, in.y + in.h - 0.1, in.w, 0.1}};
            g_assert_cmpint(picture_darkest(&picture, in), <, 60);
            for (int i = 0; i < 4; i++) {
                int darkest = picture_darkest(&picture, edges[i]);
                if (darkest < 200) {
                    g_error("turned by %d, large %d: cut at edge %d (%d)", turn, large, i, darkest);
                }
            }
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/map/frame/lens", test_lens);
    g_test_add_func("/map/frame/fit", test_fit);
    g_test_add_func("/map/frame/no-stop-dropped", test_no_stop_dropped);
    g_test_add_func("/map/frame/shared-symbol", test_shared_symbol);
    g_test_add_func("/map/frame/road-names", test_road_names);
    g_test_add_func("/map/frame/same-again", test_same_again);
    g_test_add_func("/map/frame/dense", test_dense);
    g_test_add_func("/map/frame/sheet-label", test_sheet_label);
    g_test_add_func("/map/frame/small-bar", test_small_bar);
    g_test_add_func("/map/frame/north-whole", test_north_whole);
    return g_test_run();
}

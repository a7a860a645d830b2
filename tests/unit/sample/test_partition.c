#include "sample/settle.h"

#include <math.h>

static const int sizes[] = {1, 2, 3, 8, 37};

/* Villages cover the land without gaps or overlaps: the union has their areas' sum and no hole. */
static void
test_no_gaps(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        int n = sizes[i];
        double width = sqrt(n * 4.5e6 * 1.5);
        g_autoptr(Terrain) terrain = terrain_new(3 + i, width, width / 1.35);
        g_autoptr(Land) land = land_new(terrain, n, MAX(n / 10, 1));
        g_autoptr(Settlement) settlement = settlement_new(terrain, land, (ZfLonLat){110.2, 28.9});
        g_autoptr(GError) error = NULL;
        double sum = 0.0;
        for (int v = 0; v < n; v++) {
            double changed = -1.0;
            g_autoptr(ZfPolygon) valid = zf_polygon_repair(settlement->areas[v], &changed, &error);
            g_assert_no_error(error);
            g_assert_cmpfloat(changed, ==, 0.0);
            g_assert_cmpuint(valid->n_parts, ==, 1);
            double area = zf_polygon_area_m2(valid);
            g_assert_cmpfloat(area, >, 0.3e6);
            sum += area;
        }
        g_autoptr(ZfPolygon) all =
            zf_polygon_union((const ZfPolygon *const *)settlement->areas, (size_t)n, &error);
        g_assert_no_error(error);
        g_assert_cmpuint(all->n_parts, ==, 1);
        g_assert_cmpuint(all->n_rings, ==, 1);
        g_assert_cmpfloat(fabs(zf_polygon_area_m2(all) - sum), <, 1e-6 * sum);
    }
}

static void
test_towns(void)
{
    g_autoptr(Terrain) terrain = terrain_new(5, 20000, 15000);
    g_autoptr(Land) land = land_new(terrain, 60, 3);
    int count[3] = {0};
    for (int v = 0; v < 60; v++) {
        g_assert_cmpint(land->town[v], >=, 0);
        g_assert_cmpint(land->town[v], <, 3);
        count[land->town[v]]++;
    }
    for (int t = 0; t < 3; t++) {
        g_assert_cmpint(count[t], >=, 10);
        g_assert_cmpint(land->town[land->seat[t]], ==, t);
    }
}

static void
test_terrain(void)
{
    g_autoptr(Terrain) terrain = terrain_new(1, 8000, 6000);
    const Stream *river = terrain_stream(terrain, 0);
    for (guint i = 1; i < river->points->len; i++) { /* water flows down */
        g_assert_cmpfloat(stream_point(river, i)->bed, >, stream_point(river, i - 1)->bed);
    }
    double low = INFINITY;
    double high = -INFINITY;
    for (double x = -4000; x <= 4000; x += 150) {
        for (double y = -3000; y <= 3000; y += 150) {
            double here = terrain_height(terrain, (ZfXY){x, y});
            double beside = terrain_height(terrain, (ZfXY){x + 1.0, y});
            g_assert_cmpfloat(fabs(here - beside), <, 2.0); /* no cliffs */
            low = MIN(low, here);
            high = MAX(high, here);
        }
    }
    g_assert_cmpfloat(low, >, 150.0);
    g_assert_cmpfloat(high - low, >, 120.0);
    g_assert_cmpfloat(high, <, 1000.0);
    ZfXY mid = stream_point(river, river->points->len / 2)->at;
    g_assert_cmpfloat(terrain_water_distance(terrain, mid, 0, 100.0), ==, 0.0);
}

static void
test_houses(void)
{
    g_autoptr(Terrain) terrain = terrain_new(2, 9000, 6500);
    g_autoptr(Land) land = land_new(terrain, 9, 1);
    g_autoptr(Settlement) settlement = settlement_new(terrain, land, (ZfLonLat){110.2, 28.9});
    ZfRng rng;
    zf_rng_init(&rng, 4, 4);
    g_assert_cmpuint(settlement->groups->len, >=, 27);
    for (guint g = 0; g < settlement->groups->len; g++) {
        const Group *group = settlement_group(settlement, (int)g);
        for (int i = 0; i < 40; i++) { /* each in its own village */
            ZfLonLat house = settlement_house(settlement, group, 10, &rng);
            int32_t village;
            zf_area_index_locate(settlement->index, &house, 1, &village);
            g_assert_cmpint(village, ==, group->village);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/partition/no-gaps", test_no_gaps);
    g_test_add_func("/partition/towns", test_towns);
    g_test_add_func("/partition/terrain", test_terrain);
    g_test_add_func("/partition/houses", test_houses);
    return g_test_run();
}

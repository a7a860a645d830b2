#include "model/cellgrid.h"

#include <glib.h>
#include <math.h>

static void
test_names(void)
{
    static const struct {
        int32_t column;
        int32_t row;
        const char *name;
    } cells[] = {{0, 0, "A1"},    {7, 6, "H7"},   {8, 0, "J1"},     {12, 0, "N1"}, {13, 0, "P1"},
                 {23, 18, "Z19"}, {24, 0, "AA1"}, {47, 98, "AZ99"}, {48, 0, "BA1"}};
    ZfCellGrid grid = {.cell_m = 50, .columns = 60, .rows = 100};
    for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
        char name[ZF_CELL_NAME_MAX];
        int32_t column;
        int32_t row;
        zf_cell_name(cells[i].column, cells[i].row, name);
        g_assert_cmpstr(name, ==, cells[i].name);
        g_assert_true(zf_cell_parse(&grid, name, &column, &row));
        g_assert_cmpint(column, ==, cells[i].column);
        g_assert_cmpint(row, ==, cells[i].row);
    }
}

static void
test_typed(void)
{
    static const char *const good[] = {"c7", " C7 ", "Ｃ７", "c 7", "C-7", "c07"};
    static const char *const bad[] = {"",   "7",    "C",   "I3",    "O3",   "C0",    "C20", "E7",
                                      "7C", "CC7C", "C7x", "C 7 7", "AAA1", "C1000", "柏",  "C-"};
    ZfCellGrid grid = {.cell_m = 50, .columns = 4, .rows = 19};
    int32_t column = -5;
    int32_t row = -5;
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_assert_false(zf_cell_parse(&grid, bad[i], &column, &row));
        g_assert_cmpint(column, ==, -5);
        g_assert_cmpint(row, ==, -5);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
        g_assert_true(zf_cell_parse(&grid, good[i], &column, &row));
        g_assert_cmpint(column, ==, 2);
        g_assert_cmpint(row, ==, 6);
    }
    ZfCellGrid none = {.columns = 0};
    g_assert_false(zf_cell_parse(&none, "A1", &column, &row));
}

/* The middles lie where the names say, and everything of a cell within its accuracy. */
static void
test_ground(void)
{
    ZfLonLat corner = {109.8, 28.95};
    ZfCellGrid grid = {.corner = corner, .cell_m = 100, .columns = 20, .rows = 20};
    ZfProjection plane = zf_projection_at(corner);
    ZfXY middle = zf_project(&plane, zf_cell_middle(&grid, 3, 6));
    g_assert_cmpfloat_with_epsilon(middle.x, 350, 0.01);
    g_assert_cmpfloat_with_epsilon(middle.y, -650, 0.01);
    g_assert_cmpint(zf_cell_accuracy_m(&grid), ==, 71);
    ZfLonLat edge = zf_unproject(&plane, (ZfXY){300, -600});
    g_assert_cmpfloat(zf_distance_m(edge, zf_cell_middle(&grid, 3, 6)), <=, 71);
}

/* Around a circle: sixteen cells, their middles within it or in its corners. */
static void
test_around(void)
{
    ZfLonLat home = {107.08, 29.86};
    ZfCellGrid grid = zf_cell_grid_around(home, 200);
    g_assert_cmpint(grid.columns, ==, 4);
    g_assert_cmpint(grid.rows, ==, 4);
    g_assert_cmpint(zf_cell_accuracy_m(&grid), ==, 71);
    for (int32_t i = 0; i < 16; i++) {
        ZfLonLat middle = zf_cell_middle(&grid, i % 4, i / 4);
        g_assert_cmpfloat(zf_distance_m(home, middle), <, 213);
        g_assert_true((middle.lon < home.lon) == (i % 4 < 2));
        g_assert_true((middle.lat > home.lat) == (i / 4 < 2));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cellgrid/names", test_names);
    g_test_add_func("/cellgrid/typed", test_typed);
    g_test_add_func("/cellgrid/ground", test_ground);
    g_test_add_func("/cellgrid/around", test_around);
    return g_test_run();
}

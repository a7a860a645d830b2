/* relief: the heights that were imported, as contours for the ground under a map. */
#include "app/relief.h"

#include "app/layers.h"
#include "gis/gis.h"

#define INTERVAL_M   20
#define LEAST_POINTS 6 /* shorter lines are noise of the grid */
#define MOST_CELLS   600000

/* Every so-manieth height, so that a large county takes no longer than a township. */
static float *
thinned(const ZfDem *dem, uint32_t step, uint32_t *columns, uint32_t *rows)
{
    *columns = (dem->columns + step - 1) / step;
    *rows = (dem->rows + step - 1) / step;
    float *values = g_new(float, (size_t)*columns **rows);
    for (uint32_t r = 0; r < *rows; r++) {
        for (uint32_t c = 0; c < *columns; c++) {
            values[(size_t)r * *columns + c] =
                dem->values[(size_t)r * step * dem->columns + (size_t)c * step];
        }
    }
    return values;
}

static ZfContours *
contours_of(const ZfDem *dem)
{
    uint32_t step = 1;
    while ((uint64_t)(dem->columns / step) * (dem->rows / step) > MOST_CELLS) {
        step++;
    }
    ZfHeightGrid grid = {.lon0 = dem->lon0,
                         .lat0 = dem->lat0,
                         .step_lon = dem->step_lon * step,
                         .step_lat = dem->step_lat * step};
    g_autofree float *values = thinned(dem, step, &grid.columns, &grid.rows);
    grid.values = values;
    return zf_contours_new(&grid, INTERVAL_M, LEAST_POINTS);
}

bool
relief_load(ZfApp *app, ZfBox box, ZfContours **ret, GError **error)
{
    g_auto(GStrv) paths = layers_dem_files(app->store, NULL, error);
    if (!paths) {
        return false;
    }
    *ret = NULL;
    if (!*paths) {
        return true;
    }
    /* a file that is gone was a finding when the plan was made; a sheet is as good without it */
    g_autoptr(ZfDem) dem =
        zf_dem_read((const char *const *)paths, g_strv_length(paths), &box, NULL);
    *ret = dem ? contours_of(dem) : NULL;
    return true;
}

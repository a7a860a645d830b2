#include "gis/gis.h"
#include "road/graph.h"

#include <math.h>

static bool
sample(void *user, const ZfLonLat *points, size_t n, double *ret_m, GError **error)
{
    (void)error;
    const ZfDem *dem = user;
    for (size_t i = 0; i < n; i++) {
        ret_m[i] = (double)zf_dem_sample(dem, points[i]);
    }
    return true;
}

ZfRoadHeights
zf_road_heights_dem(const ZfDem *dem)
{
    return (ZfRoadHeights){
        .sample = sample, .user = (void *)dem, .step_m = MAX(30, dem->step_lat * 111000)};
}

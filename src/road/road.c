#include "road/road.h"

#include <string.h>

G_DEFINE_QUARK(zf_road_error, zf_road_error)

static const char *const mode_names[ZF_ROAD_N_MODES] = {
    [ZF_ROAD_FOOT] = "foot",   [ZF_ROAD_BICYCLE] = "bicycle",
    [ZF_ROAD_EBIKE] = "ebike", [ZF_ROAD_MOTORCYCLE] = "motorcycle",
    [ZF_ROAD_CAR] = "car",
};

const char *
zf_road_mode_name(ZfRoadMode mode)
{
    g_assert((unsigned)mode < ZF_ROAD_N_MODES);
    return mode_names[mode];
}

bool
zf_road_mode_parse(const char *name, ZfRoadMode *ret)
{
    for (unsigned i = 0; i < ZF_ROAD_N_MODES; i++) {
        if (strcmp(name, mode_names[i]) == 0) {
            *ret = (ZfRoadMode)i;
            return true;
        }
    }
    return false;
}

/* Profile files: any bytes give an error or profiles that work. */
#include "road/road.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    g_autoptr(GError) error = NULL;
    bool good = zf_road_profiles_override(profiles, (const char *)data, size, &error);
    g_assert_true(good == (error == NULL));
    const ZfWayTag tags[] = {{"highway", "track"}, {"surface", "mud"}, {"access", "private"}};
    const ZfWay way = {.tags = tags, .n_tags = 3};
    const ZfWayTag gate = {"barrier", "gate"};
    const ZfWayNode node = {.tags = &gate, .n_tags = 1};
    for (int i = 0; i < ZF_ROAD_N_MODES; i++) {
        const ZfRoadProfile *profile = zf_road_profiles_get(profiles, (ZfRoadMode)i);
        ZfRoadUse use;
        double delay_s;
        zf_road_profile_use(profile, &way, ZF_ROAD_RAIN, &use);
        g_assert_true(use.forward_kmh >= 0 && use.forward_kmh < 5000);
        zf_road_profile_pass(profile, &node, &delay_s);
        g_assert_true(delay_s >= 0);
    }
    return 0;
}

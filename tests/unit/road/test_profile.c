#include "road/road.h"

#include <string.h>

/* Tags as one text, "highway=path oneway=yes". */
static bool
use(const ZfRoadProfiles *profiles, ZfRoadMode mode, const char *text, ZfRoadWeather weather,
    ZfRoadUse *ret)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    ZfWayTag tags[16];
    uint32_t n = 0;
    for (; words[n]; n++) {
        char *equals = strchr(words[n], '=');
        *equals = 0;
        tags[n] = (ZfWayTag){words[n], equals + 1};
    }
    const ZfWay way = {.tags = tags, .n_tags = n};
    return zf_road_profile_use(zf_road_profiles_get(profiles, mode), &way, weather, ret);
}

typedef struct Case {
    ZfRoadMode mode;
    const char *tags;
    double forward_kmh;
    double backward_kmh;
} Case;

static const Case cases[] = {
    {ZF_ROAD_FOOT, "highway=residential", 5.037, 5.037},
    {ZF_ROAD_FOOT, "highway=residential oneway=yes", 5.037, 5.037},
    {ZF_ROAD_FOOT, "highway=footway oneway:foot=yes", 5.037, 0},
    {ZF_ROAD_FOOT, "highway=motorway", 0, 0},
    {ZF_ROAD_FOOT, "highway=motorway foot=yes", 5, 5},
    {ZF_ROAD_FOOT, "highway=primary motorroad=yes", 0, 0},
    {ZF_ROAD_FOOT, "highway=construction", 0, 0},
    {ZF_ROAD_FOOT, "railway=platform", 4, 4},
    {ZF_ROAD_FOOT, "man_made=pier", 4.5, 4.5},
    {ZF_ROAD_FOOT, "building=yes", 0, 0},
    {ZF_ROAD_FOOT, "highway=service access=no foot=permissive", 5.037, 5.037},
    {ZF_ROAD_CAR, "highway=residential maxspeed=10", 10, 10},
    {ZF_ROAD_CAR, "highway=trunk maxspeed=CN:urban", 65, 65},
    {ZF_ROAD_CAR, "highway=motorway", 95, 0},
    {ZF_ROAD_CAR, "highway=motorway oneway=no", 95, 95},
    {ZF_ROAD_CAR, "highway=tertiary junction=roundabout", 38, 0},
    {ZF_ROAD_CAR, "highway=tertiary junction=roundabout oneway=-1", 0, 38},
    {ZF_ROAD_CAR, "highway=footway", 0, 0},
    {ZF_ROAD_CAR, "highway=pedestrian motor_vehicle=destination", 8, 8},
    {ZF_ROAD_CAR, "highway=track tracktype=grade3", 6.5, 6.5},
    {ZF_ROAD_CAR, "highway=track tracktype=grade5", 0, 0},
    {ZF_ROAD_CAR, "highway=track motor_vehicle=agricultural;forestry", 10, 10},
    {ZF_ROAD_CAR, "highway=service vehicle=no motorcar=yes", 14, 14},
    {ZF_ROAD_BICYCLE, "highway=footway", 4.5, 4.5},
    {ZF_ROAD_BICYCLE, "highway=footway bicycle=yes", 10, 10},
    {ZF_ROAD_BICYCLE, "highway=residential bicycle=dismount", 4.5, 4.5},
    {ZF_ROAD_BICYCLE, "highway=residential oneway=yes cycleway=opposite_lane", 15, 15},
    {ZF_ROAD_BICYCLE, "highway=residential oneway=yes", 15, 0},
    {ZF_ROAD_BICYCLE, "highway=path surface=grass smoothness=bad", 4.05, 4.05},
    {ZF_ROAD_MOTORCYCLE, "highway=村道", 30, 30},
    {ZF_ROAD_EBIKE, "highway=台阶", 0, 0},
    {ZF_ROAD_FOOT, "highway=石板路", 4.5, 4.5},
};

static void
test_cases(void)
{
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        ZfRoadUse got;
        bool good = use(profiles, cases[i].mode, cases[i].tags, ZF_ROAD_DRY, &got);
        g_test_message("%s: %s", zf_road_mode_name(cases[i].mode), cases[i].tags);
        g_assert_cmpint(good, ==, cases[i].forward_kmh > 0 || cases[i].backward_kmh > 0);
        g_assert_cmpfloat_with_epsilon(got.forward_kmh, cases[i].forward_kmh, 1e-9);
        g_assert_cmpfloat_with_epsilon(got.backward_kmh, cases[i].backward_kmh, 1e-9);
    }
}

static void
test_mph(void)
{
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    const ZfWayTag tags[] = {{"highway", "tertiary"}, {"maxspeed", "20 mph"}};
    const ZfWay way = {.tags = tags, .n_tags = 2};
    ZfRoadUse got;
    g_assert_true(
        zf_road_profile_use(zf_road_profiles_get(profiles, ZF_ROAD_CAR), &way, ZF_ROAD_DRY, &got));
    g_assert_cmpfloat_with_epsilon(got.forward_kmh, 32.18688, 1e-6);
}

static void
test_ferry(void)
{
    static const struct {
        const char *duration;
        double seconds;
    } durations[] = {{"25", 1500},    {"00:25", 1500}, {"1:30:00", 5400}, {"PT1H30M", 5400},
                     {"PT25M", 1500}, {"soon", 0},     {"-5", 0},         {"99999999999", 0}};
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    for (size_t i = 0; i < G_N_ELEMENTS(durations); i++) {
        g_autofree char *tags = g_strconcat("route=ferry duration=", durations[i].duration, NULL);
        ZfRoadUse got;
        g_assert_true(use(profiles, ZF_ROAD_FOOT, tags, ZF_ROAD_DRY, &got));
        g_assert_cmpfloat_with_epsilon(got.ferry_s, durations[i].seconds, 1e-9);
        g_assert_cmpfloat(got.wait_s, ==, 600);
        g_assert_false(got.stop);
    }
}

static void
test_weather(void)
{
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    ZfRoadUse got;
    g_assert_true(use(profiles, ZF_ROAD_CAR, "highway=track surface=dirt", ZF_ROAD_DRY, &got));
    g_assert_cmpfloat_with_epsilon(got.forward_kmh, 5, 1e-9);
    g_assert_true(use(profiles, ZF_ROAD_CAR, "highway=track surface=dirt", ZF_ROAD_RAIN, &got));
    g_assert_cmpfloat_with_epsilon(got.forward_kmh, 3, 1e-9);
    g_assert_false(use(profiles, ZF_ROAD_CAR, "highway=track", ZF_ROAD_ICE, &got));
    g_assert_true(use(profiles, ZF_ROAD_FOOT, "highway=台阶", ZF_ROAD_ICE, &got));
    g_assert_cmpfloat_with_epsilon(got.forward_kmh, 1.5, 1e-9);
}

static void
test_pass(void)
{
    static const struct {
        ZfRoadMode mode;
        const char *key, *value, *key2, *value2;
        bool pass;
        double delay_s;
    } nodes[] = {
        {ZF_ROAD_CAR, "barrier", "bollard", "foot", "yes", false, 0},
        {ZF_ROAD_CAR, "barrier", "bollard", "motor_vehicle", "yes", true, 0},
        {ZF_ROAD_FOOT, "barrier", "bollard", "access", "private", true, 30},
        {ZF_ROAD_FOOT, "barrier", "gate", "access", "no", false, 0},
        {ZF_ROAD_CAR, "barrier", "gate", "x", "y", true, 20},
        {ZF_ROAD_CAR, "barrier", "cattle_grid", "x", "y", true, 0},
        {ZF_ROAD_CAR, "highway", "crossing", "access", "no", true, 0},
        {ZF_ROAD_BICYCLE, "barrier", "stile", "x", "y", true, 60},
    };
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    for (size_t i = 0; i < G_N_ELEMENTS(nodes); i++) {
        const ZfWayTag tags[] = {{nodes[i].key, nodes[i].value}, {nodes[i].key2, nodes[i].value2}};
        const ZfWayNode node = {.tags = tags, .n_tags = 2};
        double delay_s;
        bool pass =
            zf_road_profile_pass(zf_road_profiles_get(profiles, nodes[i].mode), &node, &delay_s);
        g_assert_cmpint(pass, ==, nodes[i].pass);
        if (pass) {
            g_assert_cmpfloat(delay_s, ==, nodes[i].delay_s);
        }
    }
}

static void
test_override(void)
{
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    g_autofree char *before =
        g_strdup(zf_road_profile_hash(zf_road_profiles_get(profiles, ZF_ROAD_CAR)));
    g_autofree char *foot =
        g_strdup(zf_road_profile_hash(zf_road_profiles_get(profiles, ZF_ROAD_FOOT)));
    const char text[] = "[car.class]\ntrack = 17\n[classes]\n";
    g_autoptr(GError) error = NULL;
    g_assert_true(zf_road_profiles_override(profiles, text, strlen(text), &error));
    g_assert_no_error(error);
    ZfRoadUse got;
    g_assert_true(use(profiles, ZF_ROAD_CAR, "highway=track", ZF_ROAD_DRY, &got));
    g_assert_cmpfloat(got.forward_kmh, ==, 17);
    g_assert_true(use(profiles, ZF_ROAD_CAR, "highway=tertiary", ZF_ROAD_DRY, &got));
    g_assert_cmpfloat(got.forward_kmh, ==, 38);
    g_assert_cmpstr(zf_road_profile_hash(zf_road_profiles_get(profiles, ZF_ROAD_CAR)), !=, before);
    g_assert_cmpstr(zf_road_profile_hash(zf_road_profiles_get(profiles, ZF_ROAD_FOOT)), ==, foot);
}

static void
test_bad(void)
{
    static const char *const texts[] = {
        "[horse]\nspeed = 3\n",
        "[car]\nspede = 3\n",
        "[car]\nspeed = fast\n",
        "[car]\nspeed = 1e9\n",
        "[car.class]\ntrack = nope\n",
        "[car.class]\ntrack = push\n",
        "[car.wings]\nbig = yes\n",
        "[access]\nprivate = maybe\n",
        "[foot]\nslope = steep\n",
        "[car.surface]\nmud = -4\n",
        "track = 3\n",
        "[car\n",
        "\xff\xfe",
    };
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    g_autofree char *before =
        g_strdup(zf_road_profile_hash(zf_road_profiles_get(profiles, ZF_ROAD_CAR)));
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        g_test_message("%s", texts[i]);
        g_assert_false(zf_road_profiles_override(profiles, texts[i], strlen(texts[i]), &error));
        g_assert_error(error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_PROFILE);
    }
    g_assert_cmpstr(zf_road_profile_hash(zf_road_profiles_get(profiles, ZF_ROAD_CAR)), ==, before);
}

static void
test_words(void)
{
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    g_assert_cmpstr(zf_road_profiles_class(profiles, "乡道"), ==, "tertiary");
    g_assert_cmpstr(zf_road_profiles_class(profiles, "footway"), ==, "footway");
    g_assert_cmpstr(zf_road_profiles_class(profiles, "ferry"), ==, "ferry");
    g_assert_null(zf_road_profiles_class(profiles, "运河"));
    g_assert_cmpstr(zf_road_profiles_columns(profiles, "class")[0], ==, "highway");
    g_assert_null(zf_road_profiles_columns(profiles, "colour"));
}

/* A mode's own speed moves all its classes but those named beside it, and not what is pushed. */
static void
test_speed(void)
{
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    g_autoptr(GError) error = NULL;
    const char *text = "[bicycle]\nspeed = 7.5\n[bicycle.class]\ntertiary = 20\n";
    g_assert_true(zf_road_profiles_override(profiles, text, strlen(text), &error));
    ZfRoadUse got;
    g_assert_true(use(profiles, ZF_ROAD_BICYCLE, "highway=primary", ZF_ROAD_DRY, &got));
    g_assert_cmpfloat(got.forward_kmh, ==, 7.5);
    g_assert_true(use(profiles, ZF_ROAD_BICYCLE, "highway=tertiary", ZF_ROAD_DRY, &got));
    g_assert_cmpfloat(got.forward_kmh, ==, 20);
    g_assert_true(use(profiles, ZF_ROAD_BICYCLE, "highway=footway", ZF_ROAD_DRY, &got));
    g_assert_cmpfloat(got.forward_kmh, ==, 4.5);
    g_assert_true(use(profiles, ZF_ROAD_BICYCLE, "highway=busway bicycle=yes", ZF_ROAD_DRY, &got));
    g_assert_cmpfloat(got.forward_kmh, ==, 7.5);
    g_assert_true(use(profiles, ZF_ROAD_EBIKE, "highway=primary", ZF_ROAD_DRY, &got));
    g_assert_cmpfloat(got.forward_kmh, ==, 22);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/profile/cases", test_cases);
    g_test_add_func("/profile/mph", test_mph);
    g_test_add_func("/profile/ferry", test_ferry);
    g_test_add_func("/profile/weather", test_weather);
    g_test_add_func("/profile/pass", test_pass);
    g_test_add_func("/profile/override", test_override);
    g_test_add_func("/profile/speed", test_speed);
    g_test_add_func("/profile/bad", test_bad);
    g_test_add_func("/profile/words", test_words);
    return g_test_run();
}

/* A made-up valley: one village, homes on a grid of tracks, teams of two at the office. */
#pragma once

#include <string.h>

#include "plan/plan.h"

#define VALLEY_LON 110.1
#define VALLEY_LAT 28.7
/* Spacing of the tracks: about 200 m. */
#define VALLEY_STEP 0.002

typedef struct Valley {
    ZfSnapshot *s;
    ZfDuties *duties;
    ZfRoadGraph *graph;
    ZfPlanInput input;
} Valley;

static inline ZfDate
valley_day(int number)
{
    return zf_date_from_civil((ZfCivil){2026, 2, number});
}

static inline void
valley_homes(ZfSnapshot *s, int n)
{
    ZfRng rng;
    zf_rng_init(&rng, 5, 0);
    s->households = g_new(ZfHousehold, n);
    s->n_households = (size_t)n;
    for (int i = 0; i < n; i++) {
        g_autofree char *id = g_strdup_printf("h%d", i);
        s->households[i] = zf_household_empty();
        s->households[i].id = zf_snapshot_text(s, id);
        s->households[i].declared_area = "V";
        s->households[i].has_point = true;
        s->households[i].point =
            (ZfLonLat){VALLEY_LON + VALLEY_STEP * (zf_rng_range(&rng, 0, 100) / 10.0),
                       VALLEY_LAT + VALLEY_STEP * (zf_rng_range(&rng, 0, 100) / 10.0)};
    }
}

/* Teams t0 … of two: a woman and a man; members v<2t>, v<2t+1>. One shift a day from the 9th. */
static inline void
valley_teams(ZfSnapshot *s, int n, int days)
{
    s->volunteers = g_new(ZfVolunteer, 2 * n);
    s->teams = g_new(ZfTeam, n);
    s->shifts = g_new(ZfShift, n * days);
    s->n_volunteers = (size_t)(2 * n);
    s->n_teams = (size_t)n;
    s->n_shifts = (size_t)(n * days);
    for (int i = 0; i < 2 * n; i++) {
        g_autofree char *id = g_strdup_printf("v%d", i);
        s->volunteers[i] = zf_volunteer_empty();
        s->volunteers[i].id = zf_snapshot_text(s, id);
        s->volunteers[i].skills = i % 2 ? 0 : 1u << ZF_SKILL_FEMALE;
    }
    for (int t = 0; t < n; t++) {
        g_autofree char *id = g_strdup_printf("t%d", t);
        s->teams[t] = zf_team_empty();
        s->teams[t].id = s->teams[t].name = zf_snapshot_text(s, id);
        s->teams[t].n_members = 2;
        s->teams[t].members[0] = s->volunteers[2 * t].id;
        s->teams[t].members[1] = s->volunteers[2 * t + 1].id;
        for (int d = 0; d < days; d++) {
            ZfShift *shift = &s->shifts[t * days + d];
            g_autofree char *shift_id = g_strdup_printf("t%d@%d", t, d);
            *shift = zf_shift_empty();
            shift->id = zf_snapshot_text(s, shift_id);
            shift->team = s->teams[t].id;
            shift->date = valley_day(9 + d);
            shift->from_s = 9 * 3600;
            shift->to_s = 17 * 3600;
            shift->base = "村委会";
            shift->point = (ZfLonLat){VALLEY_LON + 5 * VALLEY_STEP, VALLEY_LAT + 5 * VALLEY_STEP};
            shift->max_visits = 12;
        }
    }
}

static inline ZfSnapshot *
valley_snapshot(int homes, int teams, int days)
{
    ZfSnapshot *s = zf_snapshot_new();
    s->campaign.id = "2026";
    s->campaign.from = valley_day(9);
    s->campaign.to = valley_day(9 + days - 1);
    s->areas = g_new(ZfArea, 1);
    s->n_areas = 1;
    s->areas[0] = zf_area_empty();
    s->areas[0].code = s->areas[0].name = "V";
    valley_homes(s, homes);
    valley_teams(s, teams, days);
    s->places = g_new0(ZfPlace, 1);
    s->n_places = 1;
    s->places[0] = (ZfPlace){.id = "p1",
                             .kind = ZF_PLACE_SHOP,
                             .name = "小卖部",
                             .point = {VALLEY_LON + 3 * VALLEY_STEP, VALLEY_LAT + 3 * VALLEY_STEP},
                             .area = "V"};
    zf_snapshot_link(s);
    return s;
}

/* One ordinary duty a home. */
static inline ZfDuties *
valley_duties(const ZfSnapshot *s)
{
    ZfDuties *duties = g_new0(ZfDuties, 1);
    duties->texts = g_string_chunk_new(1 << 10);
    duties->n = s->n_households;
    duties->duties = g_new0(ZfDuty, duties->n + 1);
    for (size_t i = 0; i < duties->n; i++) {
        g_autofree char *id = g_strdup_printf("%s#1", s->households[i].id);
        duties->duties[i] = (ZfDuty){.id = g_string_chunk_insert(duties->texts, id),
                                     .household = (int32_t)i,
                                     .area = s->households[i].area_index,
                                     .nth = 1,
                                     .children = 1,
                                     .service_s = 1500,
                                     .team_size = 1,
                                     .gap_days = 3,
                                     .preferred_volunteer = -1,
                                     .locked_team = -1,
                                     .locked_date = ZF_DATE_NONE};
    }
    return duties;
}

/* Tracks every step in both directions, 11 × 11; the one along of that number is closed. */
static inline ZfRoadGraph *
valley_graph_without(ZfRoadMode mode, int closed)
{
    const ZfWayTag tags[] = {{"highway", "residential"}, {"name", "村道"}};
    g_autoptr(ZfWays) ways = zf_ways_new();
    for (int k = 0; k <= 10; k++) {
        ZfLonLat across[11];
        ZfLonLat along[11];
        for (int i = 0; i <= 10; i++) {
            across[i] = (ZfLonLat){VALLEY_LON + i * VALLEY_STEP, VALLEY_LAT + k * VALLEY_STEP};
            along[i] = (ZfLonLat){VALLEY_LON + k * VALLEY_STEP, VALLEY_LAT + i * VALLEY_STEP};
        }
        zf_ways_add(ways, 1 + k, across, 11, tags, 2);
        if (k != closed) {
            zf_ways_add(ways, 100 + k, along, 11, tags, 2);
        }
    }
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, mode),
                                  .day = ZF_DATE_NONE};
    g_autoptr(GError) error = NULL;
    ZfRoadGraph *graph = zf_road_graph_new(ways, &options, NULL, &error);
    g_assert_no_error(error);
    return graph;
}

static inline ZfRoadGraph *
valley_graph(ZfRoadMode mode)
{
    return valley_graph_without(mode, -1);
}

static inline Valley
valley_new(int homes, int teams, int days, bool network)
{
    Valley v = {.s = valley_snapshot(homes, teams, days)};
    v.duties = valley_duties(v.s);
    v.graph = network ? valley_graph(ZF_ROAD_FOOT) : NULL;
    v.input =
        (ZfPlanInput){.snapshot = v.s, .duties = v.duties, .graphs = {[ZF_MODE_FOOT] = v.graph}};
    return v;
}

static inline void
valley_clear(Valley *v)
{
    zf_snapshot_free(v->s);
    zf_duties_free(v->duties);
    zf_road_graph_free(v->graph);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Valley, valley_clear)

static inline ZfPlanOptions
valley_options(void)
{
    ZfPlanOptions options = ZF_PLAN_OPTIONS_INIT;
    options.iterations = 2000;
    options.threads = 1;
    options.made = 0;
    return options;
}

static inline ZfPlan *
valley_plan(const Valley *v, const ZfPlanOptions *options)
{
    g_autoptr(GError) error = NULL;
    ZfPlan *plan = zf_plan_make(&v->input, options, NULL, &error);
    g_assert_no_error(error);
    return plan;
}

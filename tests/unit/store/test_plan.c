/* Plans, sheets, visits, teams: what the planner's week writes. */
#include "storetest.h"

#include <string.h>

/* A township of 2 villages, 8 homes, 4 volunteers, the campaign and two teams. */
static void
fill(ZfStore *store)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfBatch) areas = sample_areas(2);
    g_autoptr(ZfBatch) ledger = sample_ledger(2, 8);
    g_autoptr(ZfBatch) volunteers = sample_volunteers(4);
    must_import(store, areas, "2026-01-01", NULL);
    must_import(store, ledger, "2026-01-01", NULL);
    must_import(store, volunteers, "2026-01-01", NULL);
    ZfCampaign campaign = sample_campaign();
    g_assert_true(zf_store_campaign_save(store, &campaign, &error));
    ZfTeam teams[2] = {zf_team_empty(), zf_team_empty()};
    teams[0].id = "t1";
    teams[0].name = "一组";
    teams[0].n_members = 2;
    teams[0].members[0] = "v0";
    teams[0].members[1] = "v1";
    teams[1] = teams[0];
    teams[1].id = "t2";
    teams[1].name = "二组";
    teams[1].members[0] = "v2";
    teams[1].members[1] = "v3";
    g_assert_true(zf_store_teams_save(store, teams, 2, &error));
    g_assert_no_error(error);
}

static int64_t
version(ZfStore *store)
{
    return zf_store_data_version(store, NULL);
}

static ZfLeg
leg(ZfPlan *plan, uint32_t n_points, double lon)
{
    ZfLeg made = {.seconds = 300,
                  .metres = 250,
                  .first_point = (uint32_t)plan->n_points,
                  .n_points = n_points,
                  .road_from = 0,
                  .road_to = n_points,
                  .first_cue = (uint32_t)plan->n_cues,
                  .n_cues = 1};
    plan->points = g_renew(ZfLonLat, plan->points, plan->n_points + n_points);
    for (uint32_t i = 0; i < n_points; i++) {
        plan->points[plan->n_points++] = (ZfLonLat){lon + i * 0.0013, 28.001 + i * 0.0001};
    }
    plan->cues = g_renew(ZfCue, plan->cues, plan->n_cues + 1);
    plan->cues[plan->n_cues++] = (ZfCue){.kind = ZF_CUE_LEFT,
                                         .point = {lon, 28.001},
                                         .metres = 7,
                                         .seconds = 9,
                                         .count = 2,
                                         .road = "村道",
                                         .highway = "track",
                                         .landmark = "大樟树",
                                         .landmark_kind = ZF_PLACE_TREE};
    return made;
}

/* Two routes of three and one stops, one duty left out. */
static ZfPlan *
make_plan(ZfStore *store, int32_t depart_s)
{
    static const char *const homes[] = {"h0", "h2", "h4", "h1"};
    ZfPlan *plan = zf_plan_new();
    plan->campaign = "w";
    plan->data_version = version(store);
    plan->made = 1767225600;
    plan->seed = UINT64_MAX - 5;
    plan->iterations = 1000;
    plan->options = "--prefer compact";
    plan->cost = 123456789012;
    plan->n_stops = 4;
    plan->stops = g_new0(ZfStop, 4);
    plan->legs = g_new0(ZfLeg, 6);
    for (uint32_t i = 0; i < 4; i++) {
        g_autofree char *duty = g_strdup_printf("%s#1", homes[i]);
        plan->stops[i] = (ZfStop){.duty = zf_plan_text(plan, duty),
                                  .household = homes[i],
                                  .area = "A1",
                                  .number = i < 3 ? (int32_t)i + 1 : 1,
                                  .arrive_s = 33000 + (int32_t)i * 1800,
                                  .begin_s = 33000 + (int32_t)i * 1800,
                                  .leave_s = 34500 + (int32_t)i * 1800,
                                  .children = 1,
                                  .priority = 2,
                                  .reasons = ZF_PRIORITY_GIRL | ZF_PRIORITY_NEVER_SEEN,
                                  .skills = (uint64_t)1 << 40,
                                  .team_size = 2,
                                  .leg = i};
        plan->legs[plan->n_legs++] = leg(plan, i == 1 ? 0 : 2 + i, 110.001 + i * 0.01);
    }
    plan->legs[plan->n_legs++] = leg(plan, 2, 110.03);
    plan->legs[plan->n_legs++] = leg(plan, 2, 110.04);
    plan->n_routes = 2;
    plan->routes = g_new0(ZfRoute, 2);
    plan->routes[0] = (ZfRoute){.number = 1,
                                .shift = "s1",
                                .team = "t1",
                                .team_name = "一组",
                                .date = day("2026-02-02"),
                                .mode = ZF_MODE_EBIKE,
                                .base = "乡政府",
                                .point = {110.005, 28.005},
                                .first_stop = 0,
                                .n_stops = 3,
                                .home_leg = 4,
                                .depart_s = depart_s,
                                .return_s = 40000,
                                .metres = 2500};
    plan->routes[1] = plan->routes[0];
    plan->routes[1].number = 2;
    plan->routes[1].team = "t2";
    plan->routes[1].team_name = "二组";
    plan->routes[1].first_stop = 3;
    plan->routes[1].n_stops = 1;
    plan->routes[1].home_leg = 5;
    plan->n_unplanned = 1;
    plan->unplanned = g_new0(ZfUnplanned, 1);
    plan->n_relaxations = 1;
    plan->relaxations = g_new0(ZfRelaxation, 1);
    plan->relaxations[0] = (ZfRelaxation){.days = 2,
                                          .until = 20500,
                                          .teams = 1,
                                          .team_size = 3,
                                          .skills = UINT64_C(1) << 60,
                                          .base = zf_plan_text(plan, "村委会"),
                                          .extra_s = 1800,
                                          .visits = 4,
                                          .placed = 5,
                                          .least = true};
    plan->unplanned[0] = (ZfUnplanned){.relaxable = true,
                                       .duty = "h3#1",
                                       .household = "h3",
                                       .area = "A2",
                                       .priority = 1,
                                       .reason = ZF_UNPLANNED_TIME,
                                       .short_s = 420,
                                       .team = "t1",
                                       .team_name = "一组",
                                       .date = day("2026-02-02"),
                                       .forced_s = 900,
                                       .pushes = "h1"};
    zf_plan_set_hash(plan);
    return plan;
}

static void
test_plan(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(GError) error = NULL;
    fill(s->store);
    g_autoptr(ZfPlan) plan = make_plan(s->store, 30000);
    int64_t before = version(s->store);
    g_assert_true(zf_store_plan_save(s->store, plan, &error));
    g_assert_no_error(error);
    g_assert_cmpint(plan->number, ==, 1);
    g_assert_cmpint(version(s->store), ==, before);

    g_autoptr(ZfPlan) stops = zf_store_plan_load_stops(s->store, "w", 0, &error);
    g_assert_no_error(error);
    g_assert_true(stops->n_legs == 0 && stops->n_points == 0 && stops->n_cues == 0);
    g_assert_cmpuint(stops->n_stops, ==, plan->n_stops);
    g_assert_cmpuint(stops->n_routes, ==, plan->n_routes);
    g_assert_cmpstr(stops->stops[0].household, ==, plan->stops[0].household);
    g_autoptr(ZfPlan) back = zf_store_plan_load(s->store, "w", 0, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(back->seed, ==, plan->seed);
    g_assert_cmpint(back->cost, ==, plan->cost);
    g_assert_cmpint(back->made, ==, plan->made);
    g_assert_cmpstr(back->options, ==, plan->options);
    g_assert_cmpuint(back->n_points, ==, plan->n_points);
    g_assert_cmpint(memcmp(back->points, plan->points, plan->n_points * sizeof(ZfLonLat)), ==, 0);
    g_assert_cmpuint(back->n_legs, ==, 6);
    for (size_t i = 0; i < 6; i++) {
        const ZfLeg *a = &back->legs[i];
        const ZfLeg *b = &plan->legs[i];
        g_assert_cmpint(a->seconds, ==, b->seconds);
        g_assert_cmpint(a->metres, ==, b->metres);
        g_assert_cmpuint(a->first_point, ==, b->first_point);
        g_assert_cmpuint(a->n_points, ==, b->n_points);
        g_assert_cmpuint(a->road_to, ==, b->road_to);
        g_assert_cmpuint(a->first_cue, ==, b->first_cue);
        g_assert_cmpuint(a->n_cues, ==, b->n_cues);
    }
    g_assert_cmpuint(back->n_cues, ==, plan->n_cues);
    g_assert_cmpstr(back->cues[3].landmark, ==, "大樟树");
    g_assert_cmpint(back->cues[3].landmark_kind, ==, ZF_PLACE_TREE);
    g_assert_cmpfloat(back->cues[3].point.lon, ==, plan->cues[3].point.lon);
    g_assert_cmpuint(back->stops[2].skills, ==, plan->stops[2].skills);
    g_assert_cmpuint(back->stops[2].reasons, ==, plan->stops[2].reasons);
    g_assert_cmpint(back->routes[1].first_stop, ==, 3);
    g_assert_cmpfloat(back->routes[1].point.lat, ==, 28.005);
    g_assert_cmpint(back->unplanned[0].forced_s, ==, 900);
    g_assert_cmpstr(back->unplanned[0].pushes, ==, "h1");
    g_assert_true(back->unplanned[0].relaxable);
    g_assert_cmpuint(back->n_relaxations, ==, 1);
    const ZfRelaxation *more = &back->relaxations[0];
    g_assert_cmpint(more->days, ==, 2);
    g_assert_cmpint(more->until, ==, 20500);
    g_assert_cmpint(more->teams, ==, 1);
    g_assert_cmpint(more->team_size, ==, 3);
    g_assert_cmpuint(more->skills, ==, UINT64_C(1) << 60);
    g_assert_cmpstr(more->base, ==, "村委会");
    g_assert_cmpint(more->extra_s, ==, 1800);
    g_assert_cmpint(more->visits, ==, 4);
    g_assert_cmpint(more->placed, ==, 5);
    g_assert_true(more->least);
    zf_plan_set_hash(back);
    g_assert_cmpstr(back->hash, ==, plan->hash);

    /* the same plan again keeps its number, another one gets the next */
    g_autoptr(ZfPlan) same = make_plan(s->store, 30000);
    g_assert_true(zf_store_plan_save(s->store, same, &error));
    g_assert_cmpint(same->number, ==, 1);
    g_autoptr(ZfPlan) other = make_plan(s->store, 30600);
    g_assert_true(zf_store_plan_save(s->store, other, &error));
    g_assert_cmpint(other->number, ==, 2);
    g_autoptr(GPtrArray) plans = zf_store_plans(s->store, "w", &error);
    g_assert_cmpuint(plans->len, ==, 2);
    const ZfPlanInfo *info = g_ptr_array_index(plans, 1);
    g_assert_true(info->current);
    g_assert_cmpint(info->stops, ==, 4);
    g_assert_true(zf_store_plan_set_current(s->store, 1, &error));
    g_autofree char *boxes = query(s->path, "SELECT count(*) FROM idx_stop_geom");
    g_assert_cmpstr(boxes, ==, "6"); /* a leg without points gives a stop without one */
    g_assert_true(zf_store_plan_remove(s->store, 2, &error));
    g_autofree char *left = query(s->path, "SELECT count(*) FROM idx_stop_geom");
    g_assert_cmpstr(left, ==, "3");

    /* the data moves on */
    g_autoptr(ZfPlan) late = make_plan(s->store, 31000);
    ZfPairing pair = zf_pairing_empty();
    pair.household = "h1";
    pair.volunteer = "v1";
    g_assert_true(zf_store_pairings_save(s->store, &pair, 1, &error));
    g_assert_false(zf_store_plan_save(s->store, late, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_STALE);
    g_assert_cmpint(late->number, ==, 0);
    g_clear_error(&error);
    late->data_version = version(s->store);
    late->stops[1].leg = 77;
    g_assert_false(zf_store_plan_save(s->store, late, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_null(zf_store_plan_load(s->store, "w", 9, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_UNKNOWN);
}

static void
test_numbers(void)
{
    /* one wrong character or two swapped ones are noticed */
    g_autoptr(Scratch) s = scratch_new();
    fill(s->store);
    g_autoptr(ZfPlan) plan = make_plan(s->store, 30000);
    g_assert_true(zf_store_plan_save(s->store, plan, NULL));
    g_autoptr(ZfSheetRow) row = zf_store_sheet_draw(s->store, 1, 1, 0, NULL);
    const char *number = row->sheet.number;
    g_assert_cmpuint(strlen(number), ==, 11);
    g_autofree char *lower = g_ascii_strdown(number, -1);
    g_autofree char *cleaned = zf_sheet_number_clean(lower);
    g_assert_cmpstr(cleaned, ==, number);
    for (size_t i = 0; i < strlen(number); i++) {
        for (const char *c = "0123456789ABCDEFGHJKMNPQRSTVWXY"; *c; c++) {
            g_autofree char *wrong = g_strdup(number);
            if (wrong[i] == '-' || wrong[i] == *c) {
                continue;
            }
            wrong[i] = *c;
            g_autofree char *ret = zf_sheet_number_clean(wrong);
            g_assert_null(ret);
        }
    }
    g_assert_null(zf_sheet_number_clean(""));
    g_assert_null(zf_sheet_number_clean("KM7-0214-3X9"));
}

static void
test_sheets_and_visits(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(GError) error = NULL;
    fill(s->store);
    g_autoptr(ZfPlan) plan = make_plan(s->store, 30000);
    g_assert_true(zf_store_plan_save(s->store, plan, &error));
    int64_t before = version(s->store);
    g_autoptr(ZfSheetRow) row = zf_store_sheet_draw(s->store, 1, 1, 6, &error);
    g_assert_no_error(error);
    g_autoptr(ZfSheetRow) again = zf_store_sheet_draw(s->store, 1, 1, 0, &error);
    g_assert_cmpstr(row->sheet.number, ==, again->sheet.number);
    g_assert_cmpint(again->sheet.pages, ==, 6);
    g_assert_cmpint(again->stops, ==, 3);
    g_assert_false(again->outdated);
    const char *number = row->sheet.number;
    g_assert_true(zf_store_sheet_issue(s->store, number, "一组", 1767225600, &error));
    g_assert_false(zf_store_sheet_issue(s->store, number, "二组", 1767225600, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_CONFLICT);
    g_clear_error(&error);
    g_autoptr(GPtrArray) out = zf_store_sheets(s->store, "w", true, &error);
    g_assert_cmpuint(out->len, ==, 1);
    g_assert_cmpint(version(s->store), ==, before);
    g_autoptr(ZfPlan) stops = zf_store_sheet_stops(s->store, number, &error);
    g_assert_cmpuint(stops->n_stops, ==, 3);
    g_assert_cmpstr(stops->stops[1].household, ==, "h2");

    /* results in printed order */
    ZfVisit visits[2] = {zf_visit_empty(), zf_visit_empty()};
    for (int i = 0; i < 2; i++) {
        visits[i].sheet = number;
        visits[i].stop = i + 1;
        visits[i].date = day("2026-02-02");
        visits[i].outcome = i ? ZF_OUTCOME_NOBODY : ZF_OUTCOME_SEEN;
        visits[i].clear = ZF_CLEAR_ALL;
        visits[i].hazard = ZF_SAFETY_FIRE | ZF_SAFETY_GAS;
        visits[i].wish = "一双运动鞋";
        visits[i].evidence = "a.jpg;b.jpg";
        visits[i].answers = i ? "" : "健康=良好\n费用=书费=300";
    }
    ZfVisitsResult result;
    g_assert_true(zf_store_visits_add(s->store, visits, 2, &result, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(result.added, ==, 2);
    g_assert_cmpint(result.data_version, ==, before + 1);
    g_assert_true(zf_store_visits_add(s->store, visits, 2, &result, &error));
    g_assert_cmpuint(result.same, ==, 2);
    g_assert_cmpint(result.data_version, ==, before + 1);
    g_autoptr(ZfVisits) on = zf_store_visits_on(s->store, number, &error);
    g_assert_cmpuint(on->n, ==, 2);
    g_assert_cmpstr(on->items[1].household, ==, "h2");
    g_assert_cmpstr(on->items[1].campaign, ==, "w");
    g_assert_cmpstr(on->items[1].wish, ==, "一双运动鞋");
    g_assert_cmpstr(on->items[1].evidence, ==, "a.jpg;b.jpg");
    g_assert_cmpstr(on->items[0].answers, ==, "健康=良好\n费用=书费=300");
    g_assert_cmpstr(on->items[1].answers, ==, "");
    g_autoptr(ZfSnapshot) nameless = zf_store_load(s->store, "w", 0, ZF_DATE_NONE, &error);
    g_assert_cmpstr(nameless->visits[0].answers, ==, "");
    g_assert_cmpuint(on->items[1].hazard, ==, ZF_SAFETY_FIRE | ZF_SAFETY_GAS);

    /* keyed twice with other values: refused; as a correction: taken */
    ZfVisit correction = visits[1];
    correction.outcome = ZF_OUTCOME_SEEN;
    correction.answers = "健康=一般";
    g_assert_false(zf_store_visits_add(s->store, &correction, 1, &result, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_CONFLICT);
    g_clear_error(&error);
    correction.supersedes = on->items[1].id;
    g_assert_true(zf_store_visits_add(s->store, &correction, 1, &result, &error));
    g_assert_no_error(error);
    correction.note = "再改";
    g_assert_false(zf_store_visits_add(s->store, &correction, 1, &result, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_CONFLICT);
    g_clear_error(&error);
    g_autoptr(ZfVisits) of = zf_store_visits_of(s->store, "h2", &error);
    g_assert_cmpuint(of->n, ==, 2);
    g_autoptr(ZfSnapshot) snapshot = zf_store_load(s->store, "w", 0, ZF_DATE_NONE, &error);
    g_assert_cmpuint(snapshot->n_visits, ==, 2);
    size_t first;
    g_assert_cmpuint(zf_snapshot_visits(snapshot, zf_snapshot_household(snapshot, "h2"), &first),
                     ==, 1);
    g_assert_cmpint(snapshot->visits[first].outcome, ==, ZF_OUTCOME_SEEN);
    g_autoptr(ZfSnapshot) then = zf_store_load(s->store, "w", 0, day("2026-02-01"), &error);
    g_assert_cmpuint(then->n_visits, ==, 0);

    ZfVisit nowhere = visits[0];
    nowhere.stop = 9;
    g_assert_false(zf_store_visits_add(s->store, &nowhere, 1, NULL, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_UNKNOWN);
    g_clear_error(&error);
    g_assert_true(zf_store_sheet_return(s->store, number, 6, ZF_STAMP_NONE, &error));
    g_assert_false(zf_store_sheet_return(s->store, number, 6, ZF_STAMP_NONE, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_false(zf_store_plan_remove(s->store, 1, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_CONFLICT);
    g_autoptr(GPtrArray) log = zf_store_audit_list(s->store, 0, NULL);
    g_assert_cmpuint(log->len, ==, 2);
}

static void
test_edits(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(GError) error = NULL;
    fill(s->store);
    int64_t before = version(s->store);
    ZfShift shift = zf_shift_empty();
    shift.id = "s1";
    shift.team = "t1";
    shift.date = day("2026-02-03");
    shift.from_s = 32400;
    shift.to_s = 61200;
    shift.point = (ZfLonLat){110.005, 28.005};
    g_assert_true(zf_store_shifts_save(s->store, &shift, 1, &error));
    g_assert_true(zf_store_shifts_save(s->store, &shift, 1, &error));
    g_assert_cmpint(version(s->store), ==, before + 1);
    shift.id = "s2";
    shift.date = day("2026-03-03");
    g_assert_true(zf_store_shifts_save(s->store, &shift, 1, &error));
    g_autoptr(ZfSnapshot) snapshot = zf_store_load(s->store, "w", 0, ZF_DATE_NONE, &error);
    g_assert_cmpuint(snapshot->n_shifts, ==, 1);
    g_assert_cmpuint(snapshot->n_teams, ==, 2);
    g_assert_cmpint(snapshot->teams[0].n_members, ==, 2);
    g_assert_cmpint(snapshot->shifts[0].team_index, ==, 0);
    shift.team = "nobody";
    g_assert_false(zf_store_shifts_save(s->store, &shift, 1, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_INVALID);
    g_clear_error(&error);

    g_assert_true(zf_store_lock(s->store, "w", "h1#1", "t1", ZF_DATE_NONE, &error));
    g_assert_true(zf_store_lock(s->store, "w", "h10#1", NULL, day("2026-02-05"), &error) == false);
    g_clear_error(&error);
    g_assert_true(zf_store_lock(s->store, "w", "A1#talk", NULL, day("2026-02-05"), &error));
    g_autoptr(GPtrArray) locks = zf_store_locks(s->store, "w", &error);
    g_assert_cmpuint(locks->len, ==, 2);
    g_assert_true(zf_store_unlock(s->store, "w", "A1#talk", &error));
    g_assert_false(zf_store_unlock(s->store, "w", "A1#talk", &error));
    g_clear_error(&error);
    g_assert_true(zf_store_team_remove(s->store, "t1", &error));
    g_autofree char *shifts = query(s->path, "SELECT count(*) FROM shift");
    g_assert_cmpstr(shifts, ==, "0");

    ZfClosure closure = {
        .road = "村道", .from = ZF_DATE_NONE, .to = ZF_DATE_NONE, .when = ZF_WEATHER_RAIN};
    int64_t number = zf_store_closure_add(s->store, &closure, &error);
    g_assert_cmpint(number, ==, 1);
    g_assert_cmpint(zf_store_closure_add(s->store, &closure, &error), ==, 1);
    g_autoptr(ZfClosures) closures = zf_store_closures(s->store, &error);
    g_assert_cmpuint(closures->n, ==, 1);
    g_assert_cmpint(closures->items[0].when, ==, ZF_WEATHER_RAIN);
    g_assert_true(zf_store_closure_remove(s->store, 1, &error));

    /* a home corrected by hand stays so when the ledger comes again */
    ZfHousehold home = zf_household_empty();
    home.id = "h3";
    home.address = "新址";
    home.has_point = true;
    home.point = (ZfLonLat){110.0155, 28.0055};
    home.location = ZF_LOCATION_FIELD;
    home.accuracy_m = 5;
    home.located_area = "A2";
    g_assert_true(zf_store_household_edit(s->store, &home, ZF_FIELD_ADDRESS | ZF_FIELD_POINT,
                                          day("2026-01-20"), &error));
    g_assert_no_error(error);
    g_autoptr(ZfBatch) ledger = sample_ledger(2, 8);
    ledger->sha256 = "ledger-9";
    g_auto(ZfImportResult) result = {0};
    must_import(s->store, ledger, "2026-01-25", &result);
    g_assert_cmpuint(result.kept, >=, 2);
    g_autoptr(ZfSnapshot) after = zf_store_load(s->store, "w", 0, ZF_DATE_NONE, &error);
    const ZfHousehold *kept = &after->households[zf_snapshot_household(after, "h3")];
    g_assert_cmpstr(kept->address, ==, "新址");
    g_assert_cmpfloat(kept->point.lon, ==, 110.0155);
    g_assert_cmpstr(kept->number, ==, "0003");
    home.id = "nobody";
    g_assert_false(
        zf_store_household_edit(s->store, &home, ZF_FIELD_ADDRESS, ZF_DATE_NONE, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_UNKNOWN);
    g_clear_error(&error);

    ZfCampaign campaign = sample_campaign();
    before = version(s->store);
    g_assert_true(zf_store_campaign_save(s->store, &campaign, &error));
    g_assert_cmpint(version(s->store), ==, before);
    campaign.areas = "A1, A2";
    g_assert_true(zf_store_campaign_save(s->store, &campaign, &error));
    g_assert_no_error(error);
    g_autoptr(ZfCampaigns) campaigns = zf_store_campaigns(s->store, &error);
    g_assert_cmpstr(campaigns->items[0].areas, ==, "A1,A2");
    campaign.areas = "B7";
    g_assert_false(zf_store_campaign_save(s->store, &campaign, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_INVALID);
    g_clear_error(&error);
    campaign.areas = "";
    campaign.to = campaign.from - 1;
    g_assert_false(zf_store_campaign_save(s->store, &campaign, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_INVALID);
}

static void
test_keeping(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(GError) error = NULL;
    fill(s->store);
    g_assert_null(zf_store_setting(s->store, "lang", &error));
    g_assert_no_error(error);
    g_assert_true(zf_store_set_setting(s->store, "lang", "zh_CN", &error));
    g_autofree char *lang = zf_store_setting(s->store, "lang", &error);
    g_assert_cmpstr(lang, ==, "zh_CN");
    g_assert_true(zf_store_set_setting(s->store, "lang", NULL, &error));
    g_assert_null(zf_store_setting(s->store, "lang", &error));

    ZfIssue issue = {.campaign = "w",
                     .audience = "public",
                     .as_of = 1767225600,
                     .published = 1767225600,
                     .hash = "abc",
                     .figures = "{\"n\": 12}"};
    g_assert_cmpint(zf_store_issue_add(s->store, &issue, &error), ==, 1);
    g_autoptr(GPtrArray) issues = zf_store_issues(s->store, "w", &error);
    g_assert_cmpstr(((ZfIssue *)g_ptr_array_index(issues, 0))->figures, ==, "{\"n\": 12}");

    g_autofree char *copy = g_build_filename(s->folder, "copy.db", NULL);
    g_assert_true(zf_store_backup(s->store, copy, &error));
    g_assert_no_error(error);
    g_autofree char *here = dump(s->path);
    g_autofree char *there = dump(copy);
    g_assert_cmpstr(here, ==, there);
    g_assert_false(zf_store_backup(s->store, copy, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_EXISTS);
    g_clear_error(&error);
    ZfStore *other = zf_store_open(copy, ZF_STORE_WRITE, &error);
    g_assert_no_error(error);
    g_assert_cmpint(version(other), ==, version(s->store));
    zf_store_close(other);
}

static void
test_questions(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(GError) error = NULL;
    ZfCampaign campaign = sample_campaign();
    g_autoptr(ZfQuestions) wanted = zf_questions_new();
    wanted->items = g_new(ZfQuestion, 2);
    wanted->n = 2;
    wanted->items[0] = zf_question_empty();
    wanted->items[0].key = "健康";
    wanted->items[0].text = "健康状况";
    wanted->items[0].kind = ZF_QUESTION_ONE;
    wanted->items[0].options = "良好\n一般";
    wanted->items[0].restricted = true;
    wanted->items[1] = zf_question_empty();
    wanted->items[1].key = "人数";
    wanted->items[1].text = "几口人";
    wanted->items[1].kind = ZF_QUESTION_NUMBER;
    wanted->items[1].unit = "人";
    wanted->items[1].min = 1;
    wanted->items[1].max = 30;
    g_assert_true(zf_store_campaign_save_asking(s->store, &campaign, wanted, &error));
    g_assert_no_error(error);
    int64_t before = version(s->store);
    g_assert_true(zf_store_campaign_save_asking(s->store, &campaign, wanted, &error));
    g_assert_true(zf_store_campaign_save(s->store, &campaign, &error));
    g_assert_cmpint(version(s->store), ==, before);
    g_autoptr(ZfSnapshot) snapshot = zf_store_load(s->store, "w", 0, ZF_DATE_NONE, &error);
    g_assert_cmpuint(snapshot->n_questions, ==, 2);
    g_assert_cmpstr(snapshot->questions[0].options, ==, "良好\n一般");
    g_assert_true(snapshot->questions[0].restricted);
    g_assert_cmpint(snapshot->questions[1].kind, ==, ZF_QUESTION_NUMBER);
    g_assert_cmpint(snapshot->questions[1].max, ==, 30);
    g_assert_cmpstr(snapshot->questions[1].unit, ==, "人");
    wanted->n = 1;
    g_assert_true(zf_store_campaign_save_asking(s->store, &campaign, wanted, &error));
    g_assert_cmpint(version(s->store), ==, before + 1);
    g_autoptr(ZfQuestions) now = zf_store_questions(s->store, "w", &error);
    g_assert_cmpuint(now->n, ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/store/plan", test_plan);
    g_test_add_func("/store/numbers", test_numbers);
    g_test_add_func("/store/sheets-and-visits", test_sheets_and_visits);
    g_test_add_func("/store/edits", test_edits);
    g_test_add_func("/store/keeping", test_keeping);
    g_test_add_func("/store/questions", test_questions);
    return g_test_run();
}

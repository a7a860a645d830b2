#include "sample/sample.h"

#include "sample/ledger.h"
#include "sample/mapfiles.h"
#include "sample/volunteers.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define VILLAGE_M2      4.5e6
#define VILLAGES_A_TOWN 20
#define DEFAULT_START   20486 /* 2026-02-02, a Monday */
#define MAX_TEAMS       5000  /* more names than that would repeat themselves */
#define COUNTY          990101u

static const ZfLonLat centre = {110.2, 28.9};

typedef struct Job {
    const ZfSampleOptions *options;
    const ZfProgress *progress;
    ZfSampleReport *report;
    Township *township;
    GArray *volunteers;
    IdMaker *ids;
    OutFile *pairings, *visits, *plain;
    Ledger *left, *hardship; /* of the town being written, unless clean */
    int64_t done;
} Job;

void
zf_sample_report_clear(ZfSampleReport *report)
{
    g_clear_pointer(&report->files, g_ptr_array_unref);
    memset(report, 0, sizeof *report);
}

/* The path of a file of the sample, noted in the report. */
static char *
note_file(Job *job, const char *name)
{
    g_ptr_array_add(job->report->files, g_strdup(name));
    return g_build_filename(job->options->folder, name, NULL);
}

/* Shares total out by weight, at least one each; what rounding leaves goes to the first. */
static void
share_out(int64_t total, const int *weights, int n, int *ret)
{
    int64_t sum = 0;
    int64_t given = 0;
    for (int i = 0; i < n; i++) {
        sum += weights[i];
    }
    for (int i = 0; i < n; i++) {
        ret[i] = (int)MAX(total * weights[i] / sum, 1);
        given += ret[i];
    }
    for (int i = 0; given != total && n > 0; i = (i + 1) % n) {
        if (given < total) {
            ret[i]++;
            given++;
        } else if (ret[i] > 1) {
            ret[i]--;
            given--;
        }
    }
}

static void
name_villages(Township *township, int64_t households)
{
    const Land *land = township->land;
    ZfRng rng;
    zf_rng_init(&rng, township->seed, 4);
    township->towns = names_towns(&rng, land->n_towns);
    g_autoptr(GPtrArray) names = names_villages(&rng, land->n);
    g_autofree int *weights = g_new(int, land->n);
    g_autofree int *houses = g_new(int, land->n);
    g_autofree int *count = g_new0(int, land->n_towns);
    for (int i = 0; i < land->n; i++) {
        weights[i] = zf_rng_range(&rng, 60, 140);
        weights[i] = land->seat[land->town[i]] == i ? weights[i] * 8 / 5 : weights[i];
    }
    share_out(households, weights, land->n, houses);
    for (int i = 0; i < land->n; i++) {
        Village *village = &township->villages[i];
        int town = land->town[i];
        bool seat = land->seat[town] == i;
        int number = seat ? 1 : 201 + count[town]++;
        village->index = i;
        village->houses = houses[i];
        village->town = township->towns->pdata[town];
        int stem = (int)strlen(village->town) - (int)strlen("镇");
        g_autofree char *urban = g_strdup_printf("%.*s社区", stem, village->town);
        village->name = g_intern_string(seat ? urban : names->pdata[i]);
        snprintf(village->code, sizeof village->code, "%u%03u%03u", COUNTY,
                 (100u + (unsigned)town) % 1000u, (unsigned)number % 1000u);
        snprintf(village->school, sizeof village->school, "%.*s中心小学", stem, village->town);
        if (i % 4 == 1 && !seat) {
            snprintf(village->school, sizeof village->school, "%.*s小学",
                     (int)(strlen(village->name) - strlen("村")), village->name);
        }
    }
}

static void
write_child(Job *job, const Village *village, const Family *family, const Child *child)
{
    job->report->children++;
    if (job->plain) {
        ledger_plain_add(job->plain, village, family, child);
        job->report->left_behind += child->left_behind;
        job->report->hardship += child->hardship;
        return;
    }
    if (child->left_behind) {
        ledger_add(job->left, family, child);
    }
    if (child->hardship) {
        ledger_add(job->hardship, family, child);
    }
}

static void
write_village(Job *job, const Village *village)
{
    const Settlement *settlement = job->township->settlement;
    int first = settlement->first_group[village->index];
    int n_groups = settlement->first_group[village->index + 1] - first;
    int weights[16] = {0};
    int houses[16] = {0};
    ZfRng rng;
    ZfRng later; /* pairings and visits: on their own, so that people stay the same */
    zf_rng_init(&rng, job->township->seed, 1000 + (uint64_t)village->index);
    zf_rng_init(&later, job->township->seed, 2000000 + (uint64_t)village->index);
    n_groups = MIN(n_groups, village->houses); /* at least one home in a group */
    n_groups = MIN(n_groups, (int)G_N_ELEMENTS(weights));
    for (int g = 0; g < n_groups; g++) {
        weights[g] = g == 0 ? 150 : zf_rng_range(&rng, 50, 120);
    }
    share_out(village->houses, weights, n_groups, houses);
    int number = 0;
    int town = job->township->land->town[village->index];
    for (int g = 0; g < n_groups; g++) {
        Family before;
        for (int h = 0; h < houses[g]; h++) {
            Family family;
            family_make(settlement, village, settlement_group(settlement, first + g), ++number,
                        houses[g], job->township->start, job->ids, h > 0 ? &before : NULL, &rng,
                        &family);
            for (int c = 0; c < family.n_children; c++) {
                write_child(job, village, &family, &family.children[c]);
            }
            job->report->households++;
            job->report->with_point += family.has_point;
            job->report->pairings += pairings_add(job->pairings, job->volunteers, town, &family,
                                                  job->township->start, &later);
            job->report->visits += visits_add(job->visits, job->volunteers, town, &family,
                                              job->township->start, &later);
            before = family;
        }
    }
}

static bool
save_town(Job *job, int town, GError **error)
{
    const char *name = job->township->towns->pdata[town];
    bool only = job->township->land->n_towns == 1;
    g_autofree char *left =
        only ? g_strdup("ledger_留守.xlsx") : g_strdup_printf("ledger_留守_%s.xlsx", name);
    g_autofree char *hardship =
        only ? g_strdup("ledger_困境.xlsx") : g_strdup_printf("ledger_困境_%s.xlsx", name);
    g_autofree char *left_path = note_file(job, left);
    g_autofree char *hardship_path = note_file(job, hardship);
    bool ok = ledger_save(job->left, left_path, error) &&
              ledger_save(job->hardship, hardship_path, error);
    g_clear_pointer(&job->left, ledger_free);
    g_clear_pointer(&job->hardship, ledger_free);
    return ok;
}

static bool
write_town(Job *job, int town, GError **error)
{
    const Township *township = job->township;
    const char *name = township->towns->pdata[town];
    if (!job->plain) {
        job->left = ledger_new(false, name, township->start - 18, township->seed, job->report);
        job->hardship = ledger_new(true, name, township->start - 18, township->seed, job->report);
    }
    for (int v = 0; v < township->land->n; v++) {
        if (township->land->town[v] != town) {
            continue;
        }
        if (zf_progress_stop(job->progress, error)) {
            return false;
        }
        if (!job->plain) {
            ledger_village(job->left, &township->villages[v]);
            ledger_village(job->hardship, &township->villages[v]);
        }
        write_village(job, &township->villages[v]);
        zf_progress_report(job->progress, _("making up people"), ++job->done, township->land->n);
    }
    return job->plain || save_town(job, town, error);
}

static bool
write_people(Job *job, GError **error)
{
    bool clean = job->options->clean;
    g_autofree char *pairings = note_file(job, "pairings.csv");
    g_autofree char *visits = note_file(job, clean ? "visits.csv" : "visits_上一轮.csv");
    job->pairings = out_open(pairings, !clean, error);
    job->visits = job->pairings ? out_open(visits, !clean, error) : NULL;
    if (!job->visits) {
        return false;
    }
    pairings_header(job->pairings);
    visits_header(job->visits);
    if (clean) {
        g_autofree char *plain = note_file(job, "ledger.csv");
        job->plain = out_open(plain, false, error);
        if (!job->plain) {
            return false;
        }
        ledger_plain_header(job->plain);
    }
    for (int t = 0; t < job->township->land->n_towns; t++) {
        if (!write_town(job, t, error)) {
            return false;
        }
    }
    return out_close(job->pairings, error) && out_close(job->visits, error) &&
           (!job->plain || out_close(job->plain, error));
}

static bool
write_maps(Job *job, GError **error)
{
    const Township *township = job->township;
    bool clean = job->options->clean;
    g_autofree char *areas = note_file(job, clean ? "villages.gpkg" : "villages.shp");
    g_autofree char *dem = note_file(job, "dem.tif");
    g_autofree char *roads = note_file(job, "roads.osm");
    g_autofree char *places = note_file(job, "places.csv");
    g_autofree char *volunteers = note_file(job, clean ? "volunteers.csv" : "volunteers.xlsx");
    zf_progress_report(job->progress, _("drawing the land"), 0, 0);
    return mapfiles_areas(township, areas, clean, error) && mapfiles_dem(township, dem, error) &&
           mapfiles_roads(township, roads, error) &&
           mapfiles_places(township, places, clean, error) &&
           volunteers_write(township, job->volunteers, volunteers, clean, error);
}

static bool
write_readme(Job *job, GError **error)
{
    const ZfSampleReport *report = job->report;
    g_autofree char *path = note_file(job, "README.txt");
    g_autofree char *text = g_strdup_printf(
        "这里的一切都是程序编造的：没有真实的人，没有真实的村。\n"
        "姓名由字词随机拼成；身份证号以 990101 开头，这个地区代码没有分配给任何地方；\n"
        "电话以 14000 开头。地形、边界、道路与所在位置的真实情况无关。\n"
        "仅供培训、演示和测试。\n\n"
        "Everything here is made up by a program: no real person, no real village.\n"
        "ID numbers begin with 990101, an area code nobody has been given; telephone\n"
        "numbers with 14000. The land is not the one that is really there.\n\n"
        "%d towns, %d villages, %d groups, %ld homes, %ld children\n"
        "ledgers: %ld left-behind rows, %ld hardship rows; %ld homes with a position\n"
        "%ld volunteers in %ld teams, %ld pairings, %ld visits of an earlier round\n"
        "seed %lu\n",
        report->towns, report->villages, report->groups, (long)report->households,
        (long)report->children, (long)report->left_behind, (long)report->hardship,
        (long)report->with_point, (long)report->volunteers, (long)report->teams,
        (long)report->pairings, (long)report->visits, (unsigned long)job->options->seed);
    return zf_file_write(path, text, strlen(text), error);
}

static Township *
township_new(const ZfSampleOptions *options)
{
    Township *township = g_new0(Township, 1);
    int n = options->villages > 0 ? MIN(options->villages, ZF_SAMPLE_MAX_VILLAGES) : 20;
    int64_t households = options->households > 0
                             ? MIN(options->households, ZF_SAMPLE_MAX_HOUSEHOLDS)
                             : 30 * (int64_t)n;
    int towns = MAX((n + VILLAGES_A_TOWN / 2) / VILLAGES_A_TOWN, 1);
    double width = sqrt(n * VILLAGE_M2 * 1.35 / 0.85);
    township->seed = options->seed;
    township->start = options->start ? options->start : DEFAULT_START;
    township->terrain = terrain_new(options->seed, width, width / 1.35);
    township->land = land_new(township->terrain, n, towns);
    township->settlement = settlement_new(township->terrain, township->land, centre);
    township->villages = g_new0(Village, n);
    name_villages(township, MAX(households, n));
    return township;
}

static void
township_free(Township *township)
{
    settlement_free((Settlement *)township->settlement);
    land_free((Land *)township->land);
    terrain_free((Terrain *)township->terrain);
    g_free(township->villages);
    g_ptr_array_unref(township->towns);
    g_free(township);
}

static void
fill_report(ZfSampleReport *report, const Township *township, int teams, const GArray *volunteers)
{
    report->towns = township->land->n_towns;
    report->villages = township->land->n;
    report->groups = (int32_t)township->settlement->groups->len;
    report->places = township->settlement->places->len;
    report->road_m = township->settlement->road_m;
    report->teams = teams;
    report->volunteers = volunteers->len;
}

static bool
write_all(Job *job, GError **error)
{
    return write_maps(job, error) && write_people(job, error) && write_readme(job, error);
}

bool
zf_sample_write(const ZfSampleOptions *options, const ZfProgress *progress, ZfSampleReport *report,
                GError **error)
{
    g_auto(ZfSampleReport) own = {.files = g_ptr_array_new_with_free_func(g_free)};
    if (!zf_file_make_folder(options->folder, error)) {
        return false;
    }
    Job job = {.options = options, .progress = progress, .report = &own};
    job.township = township_new(options);
    int64_t homes = 0;
    for (int i = 0; i < job.township->land->n; i++) {
        homes += job.township->villages[i].houses;
    }
    int teams = options->teams > 0 ? options->teams : (int)MAX((homes + 39) / 40, 1);
    teams = MIN(teams, MAX_TEAMS);
    ZfDate start = job.township->start;
    job.volunteers = volunteers_new(job.township, teams);
    job.ids = id_maker_new(start - 70 * 366, start);
    fill_report(&own, job.township, teams, job.volunteers);
    own.start = start;
    bool ok = write_all(&job, error);
    out_free(job.pairings);
    out_free(job.visits);
    out_free(job.plain);
    ledger_free(job.left);
    ledger_free(job.hardship);
    id_maker_free(job.ids);
    g_array_unref(job.volunteers);
    township_free(job.township);
    if (ok && report) {
        *report = own;
        memset(&own, 0, sizeof own);
    }
    return ok;
}

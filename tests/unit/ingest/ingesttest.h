/* ingesttest: small helpers for tests of whole files: a made-up township and files in a scratch
 * folder. */
#pragma once

#include <glib/gstdio.h>
#include <string.h>

#include "ingest/ingest.h"
#include "table/table.h"

typedef struct Scratch {
    char *folder;
    ZfSnapshot *known;
    ZfIngestContext context;
} Scratch;

/* A square of side degrees around a middle. */
static inline ZfPolygon *
square(double lon, double lat, double side)
{
    ZfPolygon *shape = g_new0(ZfPolygon, 1);
    double h = side / 2;
    const ZfLonLat corners[] = {
        {lon - h, lat - h}, {lon + h, lat - h}, {lon + h, lat + h}, {lon - h, lat + h}};
    shape->n_points = 4;
    shape->n_rings = 1;
    shape->n_parts = 1;
    shape->points = g_memdup2(corners, sizeof corners);
    shape->rings = g_memdup2((uint32_t[]){0, 4}, 8);
    shape->parts = g_memdup2((uint32_t[]){0, 1}, 8);
    return shape;
}

/* Snapshots keep their areas in plain arrays: this makes room for n more. */
static inline ZfArea *
add_known_area(ZfSnapshot *known, const char *code, const char *name, ZfAreaLevel level,
               const char *parent)
{
    known->areas = g_renew(ZfArea, known->areas, known->n_areas + 1);
    ZfArea *area = &known->areas[known->n_areas++];
    *area = zf_area_empty();
    area->code = zf_snapshot_text(known, code);
    area->name = zf_snapshot_text(known, name);
    area->parent = zf_snapshot_text(known, parent);
    area->level = level;
    return area;
}

static inline void
add_known_village(ZfSnapshot *known, const char *code, const char *name, const char *aliases,
                  double lon, double lat)
{
    g_autofree char *town = g_strdup_printf("%.9s000", code);
    ZfArea *area = add_known_area(known, code, name, ZF_LEVEL_VILLAGE, town);
    area->aliases = zf_snapshot_text(known, aliases);
    area->shape = square(lon, lat, 0.02);
    area->has_point = true;
    area->point = (ZfLonLat){lon, lat};
}

/* Two towns; villages 0.02 degrees (2 km) wide side by side; 新民村 in both towns. */
static inline void
scratch_init(Scratch *scratch)
{
    g_autoptr(GError) error = NULL;
    scratch->folder = g_dir_make_tmp("zf-ingest-XXXXXX", &error);
    g_assert_no_error(error);
    ZfSnapshot *known = zf_snapshot_new();
    known->campaign = zf_campaign_default();
    known->campaign.from = zf_date_from_civil((ZfCivil){2026, 1, 20});
    known->campaign.to = zf_date_from_civil((ZfCivil){2026, 2, 28});
    add_known_area(known, "990101000000", "鹿山县", ZF_LEVEL_COUNTY, "");
    add_known_area(known, "990101201000", "鹿鸣乡", ZF_LEVEL_TOWN, "990101000000");
    add_known_area(known, "990101202000", "石桥镇", ZF_LEVEL_TOWN, "990101000000");
    add_known_village(known, "990101201201", "柏垭村", "老柏村|990101201299", 109.01, 28.01);
    add_known_village(known, "990101201202", "松林村", "", 109.03, 28.01);
    add_known_village(known, "990101201203", "新民村", "", 109.05, 28.01);
    add_known_village(known, "990101202201", "新民村", "", 109.07, 28.01);
    add_known_village(known, "990101202202", "河口社区", "", 109.09, 28.01);
    zf_snapshot_link(known);
    scratch->known = known;
    scratch->context =
        (ZfIngestContext){.known = known, .today = zf_date_from_civil((ZfCivil){2026, 2, 1})};
}

static inline void
scratch_clear(Scratch *scratch)
{
    g_autoptr(GDir) dir = g_dir_open(scratch->folder, 0, NULL);
    const char *name;
    while ((name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(scratch->folder, name, NULL);
        g_unlink(path);
    }
    g_rmdir(scratch->folder);
    g_free(scratch->folder);
    zf_snapshot_free(scratch->known);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scratch, scratch_clear)

static inline char *
write_text(const Scratch *scratch, const char *name, const char *text)
{
    g_autoptr(GError) error = NULL;
    char *path = g_build_filename(scratch->folder, name, NULL);
    g_assert_true(zf_file_write(path, text, strlen(text), &error));
    return path;
}

static inline ZfIngest *
read_file(const Scratch *scratch, ZfImportKind kind, const char *path,
          const ZfIngestOptions *options)
{
    g_autoptr(GError) error = NULL;
    ZfIngest *in = zf_ingest_file(kind, path, &scratch->context, options, NULL, &error);
    g_assert_no_error(error);
    for (size_t i = 0; i < zf_findings_count(in->findings); i++) {
        const ZfFinding *f = zf_findings_get(in->findings, i);
        g_autofree char *cell = zf_finding_cell(f);
        g_test_message("%s %s %s", cell, f->code, f->message);
    }
    return in;
}

static inline ZfIngest *
read_csv(const Scratch *scratch, ZfImportKind kind, const char *text,
         const ZfIngestOptions *options)
{
    g_autofree char *path = write_text(scratch, "表.csv", text);
    return read_file(scratch, kind, path, options);
}

static inline void
read_fails(const Scratch *scratch, ZfImportKind kind, const char *text,
           const ZfIngestOptions *options, GQuark domain, int code, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = write_text(scratch, "表.csv", text);
    g_autoptr(ZfIngest) in = zf_ingest_file(kind, path, &scratch->context, options, NULL, &error);
    g_assert_null(in);
    g_assert_error(error, domain, code);
    g_test_message("%s", error->message);
    g_assert_nonnull(strstr(error->message, words));
}

static inline const ZfFinding *
find_code(const ZfIngest *in, const char *code)
{
    for (size_t i = 0; i < zf_findings_count(in->findings); i++) {
        const ZfFinding *finding = zf_findings_get(in->findings, i);
        if (strcmp(finding->code, code) == 0) {
            return finding;
        }
    }
    return NULL;
}

/* The fate of a row by its number on the first sheet that has it. */
static inline ZfFate
fate_of(const ZfIngest *in, int64_t row)
{
    for (guint i = 0; i < in->batch->rows->len; i++) {
        const ZfRow *r = &g_array_index(in->batch->rows, ZfRow, i);
        if (r->row == row) {
            return r->fate;
        }
    }
    g_assert_not_reached();
}

#define HOME(in, i)      (&g_array_index((in)->batch->households, ZfHousehold, (i)))
#define PERSON(in, i)    (&g_array_index((in)->batch->persons, ZfPerson, (i)))
#define AREA(in, i)      (&g_array_index((in)->batch->areas, ZfArea, (i)))
#define VOLUNTEER(in, i) (&g_array_index((in)->batch->volunteers, ZfVolunteer, (i)))

/* Whole tables of every kind: any text gives an error, or every row of it ends in exactly one fate.
 * The first byte chooses the kind of file. */
#include <string.h>
#include <unistd.h>

#include "ingest/ingest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static ZfPolygon *
square(double lon, double lat)
{
    g_auto(ZfPolygonBuilder) builder = zf_polygon_builder();
    zf_polygon_builder_add(&builder, (ZfLonLat){lon, lat});
    zf_polygon_builder_add(&builder, (ZfLonLat){lon + 0.05, lat});
    zf_polygon_builder_add(&builder, (ZfLonLat){lon + 0.05, lat + 0.05});
    zf_polygon_builder_add(&builder, (ZfLonLat){lon, lat + 0.05});
    return zf_polygon_builder_finish(&builder);
}

/* Two villages and a home: what most texts refer to. */
static ZfSnapshot *
make_known(void)
{
    static const char *const names[] = {"柏垭村", "老屋村"};
    ZfSnapshot *known = zf_snapshot_new();
    known->areas = g_new0(ZfArea, 2);
    known->n_areas = 2;
    for (int i = 0; i < 2; i++) {
        g_autofree char *code = g_strdup_printf("99010100120%d", i + 1);
        known->areas[i] = zf_area_empty();
        known->areas[i].code = zf_snapshot_text(known, code);
        known->areas[i].name = zf_snapshot_text(known, names[i]);
        known->areas[i].level = ZF_LEVEL_VILLAGE;
        known->areas[i].shape = square(109.80 + 0.05 * i, 28.90);
    }
    known->households = g_new0(ZfHousehold, 1);
    known->n_households = 1;
    known->households[0] = zf_household_empty();
    known->households[0].id = zf_snapshot_text(known, "h-990101001201-07-01");
    known->households[0].number = zf_snapshot_text(known, "07-01");
    known->households[0].declared_area = zf_snapshot_text(known, "990101001201");
    known->campaign.id = zf_snapshot_text(known, "c");
    zf_snapshot_link(known);
    return known;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const ZfImportKind kinds[] = {
        ZF_IMPORT_LEDGER, ZF_IMPORT_HOUSEHOLDS, ZF_IMPORT_AREAS,      ZF_IMPORT_VOLUNTEERS,
        ZF_IMPORT_VISITS, ZF_IMPORT_PAIRINGS,   ZF_IMPORT_ACTIVITIES, ZF_IMPORT_PLACES};
    if (size < 2 || size > 4096 || memcmp(data + 1, "PK", MIN(size - 1, 2)) == 0) {
        return 0;
    }
    g_autofree char *path = g_strdup_printf("%s/zf-fuzz-%d.csv", g_get_tmp_dir(), (int)getpid());
    g_assert_true(g_file_set_contents(path, (const char *)data + 1, (gssize)size - 1, NULL));
    g_autoptr(ZfSnapshot) known = make_known();
    ZfIngestContext context = {.known = known, .today = 20493};
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfIngest) in =
        zf_ingest_file(kinds[data[0] % G_N_ELEMENTS(kinds)], path, &context, NULL, NULL, &error);
    g_assert_true((in == NULL) == (error != NULL));
    if (in) {
        ZfIngestCounts counts = zf_ingest_counts(in);
        size_t sum = 0;
        for (int f = 0; f < ZF_FATE_COUNT; f++) {
            sum += counts.fates[f];
        }
        g_assert_cmpuint(sum, ==, counts.rows);
        g_assert_cmpuint(in->bad->len, >=, counts.fates[ZF_FATE_QUARANTINED]);
    }
    unlink(path);
    return 0;
}

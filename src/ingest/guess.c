/* guess: what a file holds, by its headers, or by its layers' geometry and fields. */
#include <string.h>

#include "ingest/source.h"

static bool
has(const InTable *table, ZfField field)
{
    return table->column[ZF_WHOM_SELF][field] >= 0;
}

static bool
has_parents(const InTable *table)
{
    return table->column[ZF_WHOM_FATHER][ZF_F_NAME] >= 0 ||
           table->column[ZF_WHOM_MOTHER][ZF_F_NAME] >= 0;
}

static bool
is_visits(const InTable *t)
{
    return has(t, ZF_F_OUTCOME) && (has(t, ZF_F_DATE) || has(t, ZF_F_SHEET));
}

static bool
is_activities(const InTable *t)
{
    return has(t, ZF_F_TITLE) && (has(t, ZF_F_ORGANISER) || has(t, ZF_F_PEOPLE));
}

static bool
is_volunteers(const InTable *t)
{
    int n = has(t, ZF_F_BASE) + has(t, ZF_F_MODE) + has(t, ZF_F_SKILLS) + has(t, ZF_F_DAYS) +
            has(t, ZF_F_MAX_VISITS) + has(t, ZF_F_TEAM) + has(t, ZF_F_UNIT);
    return has(t, ZF_F_NAME) && (n >= 2 || has(t, ZF_F_BASE)) && !has(t, ZF_F_VILLAGE);
}

static bool
is_pairings(const InTable *t)
{
    return has(t, ZF_F_VOLUNTEER) && (has(t, ZF_F_NUMBER) || has(t, ZF_F_NAME)) &&
           !has_parents(t) && !has(t, ZF_F_ID);
}

static bool
is_ledger(const InTable *t)
{
    int n = has(t, ZF_F_ID) + has(t, ZF_F_BIRTH) + has(t, ZF_F_CATEGORY) + has(t, ZF_F_SCHOOL) +
            has(t, ZF_F_GRADE) + has(t, ZF_F_HUKOU);
    bool born = has(t, ZF_F_BIRTH) && !is_volunteers(t);
    return has(t, ZF_F_NAME) && (has_parents(t) || n >= 2 || born);
}

static bool
is_areas(const InTable *t)
{
    return has(t, ZF_F_NAME) && has(t, ZF_F_CODE) && !has(t, ZF_F_NUMBER) && !has(t, ZF_F_ADDRESS);
}

static bool
is_places(const InTable *t)
{
    return has(t, ZF_F_NAME) && has(t, ZF_F_KIND) && (has(t, ZF_F_LON) || has(t, ZF_F_LONLAT));
}

static bool
is_households(const InTable *t)
{
    bool where = has(t, ZF_F_VILLAGE) || has(t, ZF_F_VILLAGE_CODE) || has(t, ZF_F_LON) ||
                 has(t, ZF_F_LONLAT) || t->layer;
    return where && (has(t, ZF_F_NUMBER) || has(t, ZF_F_ADDRESS));
}

/* In this order: the first whose test holds is it. */
static const struct {
    ZfImportKind kind;
    bool (*test)(const InTable *table);
    const char *why;
} TESTS[] = {
    {ZF_IMPORT_VISITS, is_visits, N_("results of visits: columns for outcome and date")},
    {ZF_IMPORT_ACTIVITIES, is_activities, N_("activities: columns for content and organiser")},
    {ZF_IMPORT_LEDGER, is_ledger, N_("a ledger of children: columns for persons and parents")},
    {ZF_IMPORT_PAIRINGS, is_pairings, N_("pairings: columns for homes and volunteers")},
    {ZF_IMPORT_VOLUNTEERS, is_volunteers, N_("a roster of volunteers")},
    {ZF_IMPORT_PLACES, is_places, N_("places: names, kinds and positions")},
    {ZF_IMPORT_AREAS, is_areas, N_("areas: codes and names")},
    {ZF_IMPORT_HOUSEHOLDS, is_households, N_("homes: addresses or numbers")},
};

static bool
cannot_tell(const char *path, GError **error)
{
    g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_KIND,
                _("%s: cannot tell what this file holds"), path);
    return false;
}

/* Maps a table's columns as that kind of file would; the notes made on the way are of no use. */
static bool
test_table(In *in, InTable *table, ZfImportKind kind, bool (*test)(const InTable *))
{
    uint32_t first = 0;
    uint32_t last = 0;
    in->kind = kind;
    if (!table->layer && !zf_in_find_header(in, table->tab, &first, &last)) {
        return false;
    }
    if (!table->layer) {
        g_ptr_array_set_size(table->headers, 0);
    }
    return zf_in_map_columns(in, table, first, last, NULL) && test(table);
}

static bool
guess_tables(In *in, ZfImportKind *kind, char **why, GError **error)
{
    for (size_t t = 0; t < G_N_ELEMENTS(TESTS); t++) {
        for (guint i = 0; i < in->tables->len; i++) {
            if (test_table(in, g_ptr_array_index(in->tables, i), TESTS[t].kind, TESTS[t].test)) {
                *kind = TESTS[t].kind;
                if (why) {
                    *why = g_strdup(_(TESTS[t].why));
                }
                return true;
            }
        }
    }
    return cannot_tell(in->path, error);
}

static InTable *
add_table(In *in, const char *name, uint32_t n_columns)
{
    InTable *table = g_new0(InTable, 1);
    table->headers = g_ptr_array_new_with_free_func(g_free);
    table->name = name;
    table->n_columns = n_columns;
    g_ptr_array_add(in->tables, table);
    return table;
}

static void
add_layer(In *in, const ZfGisLayer *layer)
{
    InTable *table = add_table(in, layer->name, (uint32_t)layer->n_fields);
    table->layer = true;
    for (size_t f = 0; f < layer->n_fields; f++) {
        g_ptr_array_add(table->headers, g_strdup(layer->fields[f].name));
    }
}

static bool
answer(ZfImportKind *kind, char **why, ZfImportKind is, const char *reason)
{
    *kind = is;
    if (why) {
        *why = g_strdup(reason);
    }
    return true;
}

static bool
name_has(const char *path, const char *words)
{
    g_autofree char *base = g_path_get_basename(path);
    g_autofree char *name = g_utf8_strdown(base, -1);
    g_auto(GStrv) list = g_strsplit(words, "|", -1);
    for (char **word = list; *word; word++) {
        if (strstr(name, *word)) {
            return true;
        }
    }
    return false;
}

/* Codes and names of areas, and no column of road classes (extracts of roads have codes too). */
static bool
is_borders(In *in)
{
    ZfImportKind kind;
    for (guint i = 0; i < in->tables->len; i++) {
        const InTable *table = g_ptr_array_index(in->tables, i);
        for (guint c = 0; c < table->headers->len; c++) {
            if (name_has(table->headers->pdata[c], "class|highway|osm|road|等级|道路|路")) {
                return false;
            }
        }
    }
    return guess_tables(in, &kind, NULL, NULL) && kind == ZF_IMPORT_AREAS;
}

static bool
guess_layer(In *in, ZfImportKind *kind, char **why, GError **error)
{
    g_autoptr(ZfGisSource) source = zf_gis_open(in->path, NULL, in->findings, error);
    if (!source) {
        return false;
    }
    if (zf_gis_is_osm(source)) {
        return answer(kind, why, ZF_IMPORT_ROADS,
                      _("OpenStreetMap data: its roads, and also water, places and areas"));
    }
    bool lines = false;
    bool polygons = false;
    bool points = false;
    for (size_t i = 0; i < zf_gis_n_layers(source); i++) {
        const ZfGisLayer *layer = zf_gis_layer(source, i);
        lines |= layer->kind == ZF_GIS_LINES;
        polygons |= layer->kind == ZF_GIS_POLYGON;
        points |= layer->kind == ZF_GIS_POINT;
        add_layer(in, layer);
    }
    if (name_has(in->path, "water|river|lake|pond|水系|河|湖|塘|水面")) {
        return answer(kind, why, ZF_IMPORT_WATER, _("water, by its name"));
    }
    if (lines && !polygons && is_borders(in)) { /* refused there, with what to do */
        return answer(kind, why, ZF_IMPORT_AREAS, _("areas: codes and names"));
    }
    if (lines && !polygons) {
        return answer(kind, why, ZF_IMPORT_ROADS, _("lines: roads"));
    }
    if (polygons && !points && !name_has(in->path, "building|home|house|建筑|房屋|户")) {
        return answer(kind, why, ZF_IMPORT_AREAS, _("polygons: areas"));
    }
    if (guess_tables(in, kind, why, NULL)) {
        return true;
    }
    if (points && name_has(in->path, "place|poi|地点|地名")) {
        return answer(kind, why, ZF_IMPORT_PLACES, _("points: places, by its name"));
    }
    if (polygons || name_has(in->path, "home|house|户")) {
        return answer(kind, why, ZF_IMPORT_HOUSEHOLDS, _("homes, by its name"));
    }
    return cannot_tell(in->path, error);
}

static bool
guess_book(In *in, ZfImportKind *kind, char **why, GError **error)
{
    in->book = zf_workbook_open(in->path, NULL, NULL, error);
    if (!in->book) {
        return false;
    }
    for (size_t i = 0; i < in->book->n_sheets; i++) {
        const ZfTab *tab = &in->book->sheets[i];
        if (tab->n_rows > 0) {
            add_table(in, tab->name, tab->n_columns)->tab = tab;
        }
    }
    return guess_tables(in, kind, why, error);
}

bool
zf_ingest_guess(const char *path, ZfImportKind *kind, char **why, GError **error)
{
    if (name_has(path, ".tif|.hgt|.asc|.img|.dem")) {
        return answer(kind, why, ZF_IMPORT_DEM, _("an elevation raster, by its name"));
    }
    g_autoptr(In) in = zf_in_new(ZF_IMPORT_LEDGER, path, NULL, NULL, NULL);
    ZfIngest scratch = {.batch = zf_batch_new(ZF_IMPORT_LEDGER),
                        .findings = zf_findings_new(),
                        .columns = g_array_new(FALSE, TRUE, sizeof(ZfIngestColumn))};
    in->out = &scratch;
    in->batch = scratch.batch;
    in->findings = scratch.findings;
    bool good =
        zf_gis_knows(path) ? guess_layer(in, kind, why, error) : guess_book(in, kind, why, error);
    zf_batch_free(scratch.batch);
    zf_findings_free(scratch.findings);
    g_array_unref(scratch.columns);
    return good;
}

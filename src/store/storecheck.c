/* The independent check of a database: what SQLite can say, what must hold between records, and
 * whether the indexes, the geometry and the plans are whole. */
#include "store/importing.h"
#include "store/reading.h"

#include <sys/stat.h>

typedef struct Checking {
    ZfFindings *findings;
    const ZfProgress *progress;
    int64_t done;
    int64_t total;
} Checking;

static void
add(Checking *checking, ZfSeverity severity, const char *code, const char *path, const char *value,
    const char *message, const char *advice)
{
    zf_findings_add_at(checking->findings, severity, code, path, NULL, 0, 0, value, message,
                       advice);
}

static bool
tick(Checking *checking, GError **error)
{
    zf_progress_report(checking->progress, _("checking the database"), checking->done++,
                       checking->total);
    return !zf_progress_stop(checking->progress, error);
}

/* ---- pages and references, as SQLite sees them */

static bool
check_pages(ZfStore *store, Checking *checking, GError **error)
{
    sqlite3_stmt *stmt = zf_db_statement(store, "PRAGMA integrity_check(20)", error);
    if (!stmt) {
        return false;
    }
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error)) {
            return false;
        }
        const char *text = row ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
        if (text && g_strcmp0(text, "ok") != 0) {
            add(checking, ZF_SEVERITY_STOP, "store-damaged", store->path, text,
                _("the file is damaged"), _("go back to the last backup"));
        }
    }
    return true;
}

static bool
check_foreign_keys(ZfStore *store, Checking *checking, GError **error)
{
    sqlite3_stmt *stmt = zf_db_statement(store,
                                         "SELECT \"table\", parent, count(*) FROM "
                                         "pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, "
                                         "2",
                                         error);
    if (!stmt) {
        return false;
    }
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error)) {
            return false;
        }
        if (row) {
            g_autofree char *message = g_strdup_printf(
                _("records that refer to others that are not there: %d (of “%s”, to “%s”)"),
                sqlite3_column_int(stmt, 2), (const char *)sqlite3_column_text(stmt, 0),
                (const char *)sqlite3_column_text(stmt, 1));
            add(checking, ZF_SEVERITY_STOP, "store-reference", store->path, NULL, message,
                _("another program has changed the file: go back to the last backup"));
        }
    }
    return true;
}

/* ---- what must hold between records */

typedef struct Rule {
    const char *code;
    ZfSeverity severity;
    const char *sql;     /* how many, and one of them */
    const char *message; /* %d: how many, %s: one of them */
    const char *advice;
} Rule;

#define RECORD_OF_ROW(table, key)                                                                  \
    "AND NOT EXISTS (SELECT 1 FROM " table " WHERE " table "." key " = r.key) "

static const Rule rules[] = {
    {"store-area-unknown", ZF_SEVERITY_WARNING,
     "SELECT count(*), min(id) FROM household WHERE declared_area IS NOT NULL AND declared_area "
     "NOT IN (SELECT code FROM area)",
     N_("homes whose village is not known: %d (home %s)"),
     N_("import the villages' areas, or correct the homes' village")},
    {"store-located-unknown", ZF_SEVERITY_WARNING,
     "SELECT count(*), min(id) FROM household WHERE located_area IS NOT NULL AND located_area NOT "
     "IN (SELECT code FROM area)",
     N_("homes in an area that is not known: %d (home %s)"), N_("import the areas again")},
    {"store-parent-unknown", ZF_SEVERITY_WARNING,
     "SELECT count(*), min(code) FROM area WHERE parent IS NOT NULL AND parent NOT IN (SELECT code "
     "FROM area)",
     N_("areas below an area that is not known: %d (area %s)"),
     N_("import the towns and the county too, if figures for them are wanted")},
    {"store-parent-circle", ZF_SEVERITY_STOP,
     "SELECT count(*), min(u.code) FROM x_area_up u JOIN area a ON a.code = u.above WHERE a.parent "
     "= u.code AND a.code <> u.code",
     N_("areas below themselves: %d (area %s)"), N_("correct the column of parents, import again")},
    {"store-no-home", ZF_SEVERITY_STOP,
     "SELECT count(*), min(id) FROM person WHERE household IS NULL AND role <> 'contact'",
     N_("persons without a home: %d (person %s)"), N_("import the ledger again")},
    {"store-category", ZF_SEVERITY_STOP,
     "SELECT count(*), min(person) FROM person_category WHERE exit_date < entry",
     N_("categories that ended before they began: %d (person %s)"), N_("import the ledger again")},
    {"store-history", ZF_SEVERITY_STOP,
     "SELECT count(*), min(household) FROM (SELECT household FROM membership_past WHERE valid_from "
     ">= valid_to UNION ALL SELECT household FROM position_past WHERE valid_from >= valid_to UNION "
     "ALL SELECT a.household FROM membership_past a JOIN membership_past b ON b.household = "
     "a.household AND b.pk <> a.pk AND coalesce(a.valid_from, '') < b.valid_to AND b.valid_to < "
     "a.valid_to)",
     N_("earlier villages or positions of homes that contradict each other: %d (home %s)"),
     N_("take the last import back and run it again")},
    {"store-residence", ZF_SEVERITY_STOP,
     "SELECT count(*), min(person) FROM (SELECT person FROM residence_past WHERE valid_from > "
     "valid_to OR from_version >= changed UNION ALL SELECT r.person FROM residence_past r JOIN "
     "person p ON p.id = r.person WHERE r.valid_from IS NOT r.valid_to AND r.valid_to > "
     "coalesce(p.home_from, '') UNION ALL SELECT a.person FROM residence_past a JOIN "
     "residence_past b ON b.person = a.person AND b.pk <> a.pk AND coalesce(a.valid_from, '') < "
     "b.valid_to AND b.valid_to < a.valid_to)",
     N_("earlier homes of persons that contradict each other: %d (person %s)"),
     N_("take the last import back and run it again")},
    {"store-visit-child", ZF_SEVERITY_WARNING,
     "SELECT count(DISTINCT v.id), min(v.id) FROM visit v, json_each('[\"' || replace(v.about, "
     "',', '\",\"') || '\"]') j LEFT JOIN person p ON p.id = j.value WHERE v.about <> '' AND "
     "p.household IS NOT v.household AND NOT EXISTS (SELECT 1 FROM residence_past r WHERE r.person "
     "= j.value AND r.household = v.household) AND NOT EXISTS (SELECT 1 FROM visit w WHERE "
     "w.supersedes = v.id)",
     N_("visits about children who, as far as is known, never lived there: %d (visit %s)"),
     N_("look at the visit; if it was paid to another home, enter a correction")},
    {"store-visit-seen", ZF_SEVERITY_STOP,
     "SELECT count(DISTINCT v.id), min(v.id) FROM visit v, json_each('[\"' || "
     "replace(replace(v.seen, ' ', ''), ',', '\",\"') || '\"]') j WHERE v.seen <> '' AND "
     "instr(',' || v.about || ',', ',' || j.value || ',') = 0",
     N_("visits that saw children they are not about: %d (visit %s)"),
     N_("another program has changed the file: go back to the last backup")},
    {"store-visit-home", ZF_SEVERITY_WARNING,
     "SELECT count(*), min(v.id) FROM visit v JOIN visit w ON w.id = v.supersedes WHERE "
     "v.household "
     "<> w.household OR v.campaign <> w.campaign OR v.id = w.id",
     N_("corrections of visits that belong to another home or campaign: %d (visit %s)"),
     N_("enter a correction for each of the two homes")},
    {"store-visit-sheet", ZF_SEVERITY_WARNING,
     "SELECT count(*), min(v.id) FROM visit v JOIN sheet s ON s.number = v.sheet JOIN stop t ON "
     "t.plan = s.plan AND t.route = s.route AND t.number = v.stop WHERE t.household IS NOT NULL "
     "AND "
     "t.household <> v.household",
     N_("visits that name another home than their sheet does: %d (visit %s)"),
     N_("look at the sheet and enter a correction")},
    {"store-conservation", ZF_SEVERITY_STOP,
     "SELECT count(*), min(number) FROM (SELECT i.number, count(r.seq) AS n, max(r.seq) AS last "
     "FROM import_run i JOIN import_row r ON r.run = i.number GROUP BY i.number) WHERE n <> last + "
     "1",
     N_("imports that do not account for all their rows: %d (run %s)"),
     N_("take the import back and run it again")},
    {"store-row-fate", ZF_SEVERITY_STOP,
     "SELECT count(*), min(run) FROM import_row WHERE fate NOT IN ('new', 'changed', 'same', "
     "'merged', 'outside', 'quarantined', 'excluded')",
     N_("rows of imports that ended nowhere: %d (run %s)"),
     N_("take the import back and run it again")},
    {"store-row-lost", ZF_SEVERITY_WARNING,
     "SELECT count(*), min(r.key) FROM import_row r JOIN import_run i ON i.number = r.run WHERE "
     "i.undone IS NULL AND r.key <> '' AND r.fate IN ('new', 'changed', 'same') AND i.kind IN "
     "('areas', 'households', 'ledger', 'volunteers') " RECORD_OF_ROW("area", "code") RECORD_OF_ROW(
         "household", "id") RECORD_OF_ROW("person", "id") RECORD_OF_ROW("volunteer", "id"),
     N_("imported rows without a record: %d (record %s)"),
     N_("another program has deleted records: import the file again")},
    {"store-plan-home", ZF_SEVERITY_WARNING,
     "SELECT count(*), min(s.household) FROM stop s JOIN plan p ON p.number = s.plan WHERE "
     "p.current AND s.household IS NOT NULL AND s.household NOT IN (SELECT id FROM household)",
     N_("stops of the current plan at homes that are not known: %d (home %s)"), N_("plan again")},
    {"store-sheet-route", ZF_SEVERITY_STOP,
     "SELECT count(*), min(s.number) FROM sheet s WHERE NOT EXISTS (SELECT 1 FROM route r WHERE "
     "r.plan = s.plan AND r.number = s.route)",
     N_("sheets of a route that is not there: %d (sheet %s)"), N_("go back to the last backup")},
};

static bool
check_rule(ZfStore *store, Checking *checking, const Rule *rule, GError **error)
{
    bool row;
    sqlite3_stmt *stmt = zf_db_statement(store, rule->sql, error);
    if (!stmt || !zf_db_step(store, stmt, &row, error)) {
        return false;
    }
    int n = row ? sqlite3_column_int(stmt, 0) : 0;
    if (n > 0) {
        g_autofree char *one = zf_db_text_dup(stmt, 1);
        g_autofree char *message = g_strdup_printf(_(rule->message), n, one);
        add(checking, rule->severity, rule->code, store->path, one, message, _(rule->advice));
    }
    sqlite3_reset(stmt);
    return true;
}

/* ---- geometry and its index */

typedef struct Layer {
    const char *table;
    const char *column;
    const char *key;
} Layer;

static const Layer layers[] = {
    {"area", "geom", "code"}, {"area", "point", "code"}, {"household", "geom", "id"},
    {"place", "geom", "id"},  {"water", "geom", "id"},   {"water", "line", "id"},
    {"road", "geom", "id"},   {"route", "geom", "pk"},   {"road_barrier", "geom", "id"},
    {"stop", "geom", "pk"},
};

typedef struct LayerFaults {
    int64_t unreadable; /* no geometry, or outside the world */
    int64_t unindexed;  /* the index has no such box */
    char *example;
} LayerFaults;

static void
note_fault(LayerFaults *faults, int64_t *counter, sqlite3_stmt *stmt)
{
    ++*counter;
    if (!faults->example) {
        faults->example = zf_db_text_dup(stmt, 0);
    }
}

/* The index stores single precision, rounded outwards. */
static void
look_at_row(LayerFaults *faults, sqlite3_stmt *stmt)
{
    ZfBox box;
    const void *blob = sqlite3_column_blob(stmt, 1);
    if (!zf_blob_read_box(blob, (size_t)sqlite3_column_bytes(stmt, 1), &box) ||
        !(box.min_lon >= -180 && box.max_lon <= 180 && box.min_lat >= -90 && box.max_lat <= 90)) {
        note_fault(faults, &faults->unreadable, stmt);
        return;
    }
    const double slack = 1e-4;
    double xmin = sqlite3_column_double(stmt, 2);
    double xmax = sqlite3_column_double(stmt, 3);
    double ymin = sqlite3_column_double(stmt, 4);
    double ymax = sqlite3_column_double(stmt, 5);
    bool fits = sqlite3_column_type(stmt, 2) != SQLITE_NULL && xmin <= box.min_lon &&
                xmin > box.min_lon - slack && xmax >= box.max_lon && xmax < box.max_lon + slack &&
                ymin <= box.min_lat && ymin > box.min_lat - slack && ymax >= box.max_lat &&
                ymax < box.max_lat + slack;
    if (!fits) {
        note_fault(faults, &faults->unindexed, stmt);
    }
}

static bool
scan_layer(ZfStore *store, const Layer *layer, LayerFaults *faults, GError **error)
{
    g_autofree char *rows = g_strdup_printf(
        "SELECT t.\"%s\", t.\"%s\", i.xmin, i.xmax, i.ymin, i.ymax FROM \"%s\" t LEFT JOIN "
        "\"idx_%s_%s\" i ON i.pkid = t.pk WHERE t.\"%s\" IS NOT NULL ORDER BY t.pk",
        layer->key, layer->column, layer->table, layer->table, layer->column, layer->column);
    g_autofree char *stale = g_strdup_printf(
        "SELECT count(*) FROM \"idx_%s_%s\" WHERE pkid NOT IN (SELECT pk FROM \"%s\" WHERE \"%s\" "
        "IS NOT NULL)",
        layer->table, layer->column, layer->table, layer->column);
    sqlite3_stmt *stmt = zf_db_statement(store, rows, error);
    if (!stmt) {
        return false;
    }
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error)) {
            return false;
        }
        if (row) {
            look_at_row(faults, stmt);
        }
    }
    int64_t n = 0;
    if (!zf_db_get(store, stale, &n, error, "")) {
        return false;
    }
    faults->unindexed += n;
    return true;
}

static bool
check_layer(ZfStore *store, Checking *checking, const Layer *layer, GError **error)
{
    LayerFaults faults = {0};
    bool ok = scan_layer(store, layer, &faults, error);
    g_autofree char *example = faults.example;
    if (ok && faults.unreadable) {
        g_autofree char *message =
            g_strdup_printf(_("records with a geometry that cannot be: %d, of “%s” (record %s)"),
                            (int)faults.unreadable, layer->table, example);
        add(checking, ZF_SEVERITY_STOP, "store-geometry", store->path, example, message,
            _("import the layer again"));
    }
    if (ok && faults.unindexed) {
        g_autofree char *message =
            g_strdup_printf(_("the spatial index of “%s” is wrong, places: %d"), layer->table,
                            (int)faults.unindexed);
        add(checking, ZF_SEVERITY_STOP, "store-index", store->path, example, message,
            _("another program has changed the file: make a backup, then import the layer again"));
    }
    return ok;
}

static bool
check_shapes(ZfStore *store, Checking *checking, GError **error)
{
    static const Rule shapes[] = {
        {"store-shape", ZF_SEVERITY_STOP,
         "SELECT count(*), min(code) FROM area WHERE geom IS NOT NULL AND ST_IsValid(geom) <> 1",
         N_("areas with a border that crosses itself: %d (area %s)"),
         N_("import the areas again: borders are mended then")},
        {"store-shape", ZF_SEVERITY_WARNING,
         "SELECT count(*), min(id) FROM water WHERE geom IS NOT NULL AND ST_IsValid(geom) <> 1",
         N_("waters with a border that crosses itself: %d (water %s)"),
         N_("import the waters again: borders are mended then")},
    };
    if (!zf_db_load_spatialite(store, error)) {
        return false;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(shapes); i++) {
        if (!check_rule(store, checking, &shapes[i], error)) {
            return false;
        }
    }
    return true;
}

/* ---- plans */

static bool
check_plans(ZfStore *store, Checking *checking, GError **error)
{
    g_autoptr(GPtrArray) plans = zf_store_plans(store, NULL, error);
    if (!plans) {
        return false;
    }
    for (guint i = 0; i < plans->len; i++) {
        const ZfPlanInfo *info = g_ptr_array_index(plans, i);
        g_autoptr(GError) failure = NULL;
        g_autoptr(ZfPlan) plan = zf_store_plan_load(store, NULL, info->number, &failure);
        g_autofree char *number = g_strdup_printf("%d", (int)info->number);
        if (!plan) {
            add(checking, ZF_SEVERITY_STOP, "store-plan", store->path, number, failure->message,
                _("plan again"));
            continue;
        }
        g_autofree char *hash = g_strdup(plan->hash);
        zf_plan_set_hash(plan);
        if (g_strcmp0(hash, plan->hash) != 0) {
            g_autofree char *message =
                g_strdup_printf(_("plan %s is not what it was when it was stored"), number);
            add(checking, ZF_SEVERITY_STOP, "store-plan", store->path, number, message,
                _("plan again"));
        }
    }
    return true;
}

/* ---- the file */

static void
check_rights(ZfStore *store, Checking *checking)
{
    struct stat st;
    if (stat(store->path, &st) == 0 && (st.st_mode & 077)) {
        g_autofree char *mode = g_strdup_printf("%03o", (unsigned)(st.st_mode & 0777));
        add(checking, ZF_SEVERITY_WARNING, "store-rights", store->path, mode,
            _("other users of this computer can open the database"), _("chmod 600 the file"));
    }
}

bool
zf_store_check(ZfStore *store, ZfFindings *findings, const ZfProgress *progress, GError **error)
{
    Checking checking = {findings, progress, 0, 4 + G_N_ELEMENTS(rules) + G_N_ELEMENTS(layers)};
    check_rights(store, &checking);
    if (!tick(&checking, error) || !check_pages(store, &checking, error) ||
        !tick(&checking, error) || !check_foreign_keys(store, &checking, error)) {
        return false;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
        if (!tick(&checking, error) || !check_rule(store, &checking, &rules[i], error)) {
            return false;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(layers); i++) {
        if (!tick(&checking, error) || !check_layer(store, &checking, &layers[i], error)) {
            return false;
        }
    }
    return tick(&checking, error) && check_shapes(store, &checking, error) &&
           tick(&checking, error) && check_plans(store, &checking, error);
}

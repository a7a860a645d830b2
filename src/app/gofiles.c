#include "app/gofiles.h"

#include <string.h>

#include "app/workspace.h"
#include "gis/gis.h"
#include "ingest/ingest.h"
#include "plan/plan.h"

static void
file_free(gpointer data)
{
    GoFile *file = data;
    g_free(file->path);
    g_free(file->name);
    g_free(file->why);
    g_free(file);
}

static const char *
kind_words(ZfImportKind kind)
{
    switch (kind) {
    case ZF_IMPORT_AREAS: return _("village boundaries");
    case ZF_IMPORT_HOUSEHOLDS: return _("list of homes");
    case ZF_IMPORT_LEDGER: return _("ledger of children");
    case ZF_IMPORT_VOLUNTEERS: return _("volunteers");
    case ZF_IMPORT_PAIRINGS: return _("pairs of volunteer and home");
    case ZF_IMPORT_VISITS: return _("results of visits");
    case ZF_IMPORT_ROADS: return _("roads");
    case ZF_IMPORT_WATER: return _("rivers and ponds");
    case ZF_IMPORT_PLACES: return _("places: village offices, schools …");
    case ZF_IMPORT_DEM: return _("heights");
    default: return _("talks and donations");
    }
}

bool
go_kind_needs_campaign(ZfImportKind kind)
{
    return kind == ZF_IMPORT_VISITS || kind == ZF_IMPORT_ACTIVITIES;
}

bool
go_is_empty_plan(const GError *error)
{
    return g_error_matches(error, ZF_PLAN_ERROR, ZF_PLAN_ERROR_EMPTY);
}

static bool
ends_with_any(const char *name, const char *const *endings)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);
    for (size_t i = 0; endings[i]; i++) {
        if (g_str_has_suffix(lower, endings[i])) {
            return true;
        }
    }
    return false;
}

/* The parts of a shapefile, our own files, notes: nothing to import by itself. */
static bool
is_side_file(const char *name)
{
    static const char *const endings[] = {
        ".shx", ".dbf",    ".prj",      ".cpg",    ".sbn", ".sbx", ".qpj", ".xml", ".qmd", ".lock",
        ".db",  ".db-wal", ".db-roads", ".db-shm", ".txt", ".md",  ".pdf", ".png", NULL};
    return name[0] == '.' || name[0] == '~' || ends_with_any(name, endings);
}

/* Letters, notices, photographs, archives: they may lie there, but nothing can be read from them.
 * (Old workbooks are not among them: .xls and .et may well be the ledger, so they stop the run.) */
static bool
is_paper(const char *name)
{
    static const char *const endings[] = {
        ".doc", ".docx", ".wps",  ".rtf",  ".ofd", ".ppt", ".pptx", ".jpg", ".jpeg",
        ".bmp", ".gif",  ".heic", ".mp3",  ".mp4", ".mov", ".avi",  ".rar", ".7z",
        ".lnk", ".url",  ".htm",  ".html", ".eml", ".ini", ".log",  NULL};
    return ends_with_any(name, endings);
}

bool
go_is_osm(const char *name)
{
    static const char *const endings[] = {".osm", ".pbf", ".osm.gz", ".osm.bz2", NULL};
    return ends_with_any(name, endings);
}

static bool
is_dem(const char *name)
{
    static const char *const endings[] = {".tif", ".tiff", ".hgt", ".hgt.zip", ".asc", NULL};
    return ends_with_any(name, endings);
}

/* A table of the campaign's own questions: by its name, or because it reads as one. */
static bool
is_questions(const char *path, const char *name)
{
    static const char *const tables[] = {".csv", ".xlsx", NULL};
    static const char *const words[] = {"问题", "题目", "问卷", "questions"};
    g_autofree char *lower = g_utf8_strdown(name, -1);
    if (!ends_with_any(name, tables)) {
        return false;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strstr(lower, words[i])) {
            return true;
        }
    }
    g_autoptr(ZfQuestions) questions = zf_ingest_questions(path, NULL, NULL);
    return questions != NULL;
}

static void
add_file(GPtrArray *files, const char *path, const char *name, ZfImportKind kind, const char *why)
{
    GoFile *file = g_new0(GoFile, 1);
    file->path = g_strdup(path);
    file->name = g_strdup(name);
    file->kind = kind;
    file->why = why && *why ? g_strdup_printf("%s (%s)", kind_words(kind), why)
                            : g_strdup(kind_words(kind));
    g_ptr_array_add(files, file);
}

static void
add_unread(GPtrArray *files, const char *path, const char *name, const char *why, bool questions)
{
    GoFile *file = g_new0(GoFile, 1);
    file->path = g_strdup(path);
    file->name = g_strdup(name);
    file->why = g_strdup(why);
    file->skip = true;
    file->questions = questions;
    g_ptr_array_add(files, file);
}

/* Answers of told() that are no kind of import. */
#define TOLD_SKIP      (-1)
#define TOLD_QUESTIONS (-2)

/* ret: true when the user said what this file is. */
static bool
told(const char *const *as, const char *name, int *kind, GError **error)
{
    for (size_t i = 0; as && as[i]; i++) {
        const char *equals = strrchr(as[i], '=');
        size_t length = equals ? (size_t)(equals - as[i]) : 0;
        if (!equals || strlen(name) != length || strncmp(name, as[i], length) != 0) {
            continue;
        }
        bool questions = strcmp(equals + 1, "questions") == 0;
        if (questions || strcmp(equals + 1, "skip") == 0) {
            *kind = questions ? TOLD_QUESTIONS : TOLD_SKIP;
            return true;
        }
        if (!zf_code_find(ZF_CODES_IMPORT, equals + 1, kind)) {
            g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE,
                        _("--as %s: areas, households, ledger, volunteers, pairings, visits, "
                          "roads, water, places, dem, activities, questions or skip"),
                        as[i]);
            return false;
        }
        return true;
    }
    return false;
}

static bool
add_guess(GPtrArray *files, const char *path, const char *name, GError **error)
{
    if (is_paper(name)) {
        add_unread(files, path, name, _("not read: neither a table nor a map"), false);
        return true;
    }
    if (is_questions(path, name)) {
        add_unread(files, path, name, _("questions of the campaign"), true);
        return true;
    }
    if (is_dem(name)) {
        add_file(files, path, name, ZF_IMPORT_DEM, NULL);
        return true;
    }
    if (go_is_osm(name)) {
        add_file(files, path, name, ZF_IMPORT_ROADS, _("OpenStreetMap"));
        add_file(files, path, name, ZF_IMPORT_WATER, _("OpenStreetMap"));
        return true;
    }
    ZfImportKind kind;
    g_autofree char *why = NULL;
    GError *failure = NULL;
    if (zf_ingest_guess(path, &kind, &why, &failure)) {
        add_file(files, path, name, kind, NULL);
        return true;
    }
    if (failure->domain == ZF_INGEST_ERROR) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_CHOICE,
                    _("%s. If it is an input, say what it holds with --as %s=KIND (areas, "
                      "households, ledger, volunteers, pairings, visits, roads, water, places, "
                      "dem, activities, questions); if not, --as %s=skip"),
                    failure->message, name, name);
    } else { /* it cannot be read at all: its kind would not help */
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_CHOICE,
                    _("%s. To go on without it: --as %s=skip"), failure->message, name);
    }
    g_clear_error(&failure);
    return false;
}

static int
compare_name(gconstpointer a, gconstpointer b)
{
    return zf_text_compare(*(const char *const *)a, *(const char *const *)b);
}

/* A folder that is not the workspace's own. */
static bool
is_other_folder(const char *path, const char *name)
{
    bool own = *name == '.' || strcmp(name, "in") == 0 || strcmp(name, "out") == 0;
    return !own && g_file_test(path, G_FILE_TEST_IS_DIR);
}

static bool
add_folder(GPtrArray *files, const char *folder, const char *const *as, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *entry;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    while (dir && (entry = g_dir_read_name(dir))) {
        g_ptr_array_add(names, g_strdup(entry));
    }
    g_ptr_array_sort(names, compare_name);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (is_other_folder(path, name)) {
            add_unread(files, path, name, _("not read: a folder; put its files beside the others"),
                       false);
        }
        if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
            continue;
        }
        int kind = -1;
        GError *failure = NULL;
        bool known = told(as, name, &kind, &failure);
        if (failure) {
            g_propagate_error(error, failure);
            return false;
        }
        if (known && kind == TOLD_QUESTIONS) {
            add_unread(files, path, name, _("questions of the campaign (as you said)"), true);
        } else if (known && kind >= 0) {
            add_file(files, path, name, (ZfImportKind)kind, _("as you said"));
        } else if (!known && !is_side_file(name) && !add_guess(files, path, name, error)) {
            return false;
        }
    }
    return true;
}

/* Areas before what lies in them, people before what they did. */
static int
rank(ZfImportKind kind)
{
    static const int ranks[ZF_IMPORT_COUNT] = {
        [ZF_IMPORT_AREAS] = 0,      [ZF_IMPORT_PLACES] = 1,     [ZF_IMPORT_ROADS] = 2,
        [ZF_IMPORT_WATER] = 3,      [ZF_IMPORT_DEM] = 4,        [ZF_IMPORT_HOUSEHOLDS] = 5,
        [ZF_IMPORT_LEDGER] = 6,     [ZF_IMPORT_VOLUNTEERS] = 7, [ZF_IMPORT_PAIRINGS] = 8,
        [ZF_IMPORT_ACTIVITIES] = 9, [ZF_IMPORT_VISITS] = 10,
    };
    return ranks[kind];
}

static int
compare_file(gconstpointer a, gconstpointer b)
{
    const GoFile *p = *(const GoFile *const *)a;
    const GoFile *q = *(const GoFile *const *)b;
    int order = p->skip != q->skip ? p->skip - q->skip : rank(p->kind) - rank(q->kind);
    return order ? order : zf_text_compare(p->path, q->path);
}

/* A campaign asks the questions of one table. */
static bool
one_table_of_questions(const GPtrArray *files, GError **error)
{
    const GoFile *first = NULL;
    for (guint i = 0; i < files->len; i++) {
        const GoFile *file = g_ptr_array_index(files, i);
        if (file->questions && first) {
            g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_CHOICE,
                        _("%s and %s both hold questions, and a campaign asks those of one table: "
                          "leave one out with --as %s=skip"),
                        first->name, file->name, file->name);
            return false;
        }
        first = file->questions ? file : first;
    }
    return true;
}

static bool
any_to_read(const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++) {
        if (!((const GoFile *)g_ptr_array_index(files, i))->skip) {
            return true;
        }
    }
    return false;
}

GPtrArray *
go_files_find(const char *folder, const char *const *as, GError **error)
{
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING, _("there is no folder %s"), folder);
        return NULL;
    }
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(file_free);
    g_autofree char *in = g_build_filename(folder, "in", NULL);
    if (!add_folder(files, folder, as, error) || !add_folder(files, in, as, error)) {
        return NULL;
    }
    if (!any_to_read(files)) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING,
                    _("there is no file to read in %s; put village boundaries, ledgers, the "
                      "volunteer list and a road file there"),
                    folder);
        return NULL;
    }
    g_ptr_array_sort(files, compare_file);
    if (!one_table_of_questions(files, error)) {
        return NULL;
    }
    return g_steal_pointer(&files);
}

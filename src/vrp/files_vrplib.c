/* VRPLIB: "KEY : value" lines and sections of numbers, the first of each row being its index. */
#include "vrp/files_scan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ROW_MAX 20000 /* numbers in a row */

typedef struct Section {
    char *name;
    GArray *numbers; /* double */
    GArray *rows;    /* int32_t: where each row begins in numbers */
} Section;

typedef struct Vrplib {
    GPtrArray *sections;
    GHashTable *keys; /* only looked up */
    int32_t n;        /* DIMENSION */
    Scan scan;
} Vrplib;

static void
section_free(gpointer data)
{
    Section *section = data;
    g_free(section->name);
    g_array_unref(section->numbers);
    g_array_unref(section->rows);
    g_free(section);
}

static const Section *
find_section(const Vrplib *f, const char *name)
{
    for (guint i = 0; i < f->sections->len; i++) {
        const Section *section = g_ptr_array_index(f->sections, i);
        if (strcmp(section->name, name) == 0) {
            return section;
        }
    }
    return NULL;
}

static bool
read_all(Vrplib *f, GError **error)
{
    Section *section = NULL;
    g_autofree double *row = g_new(double, ROW_MAX);
    for (char *next = zf_vrp_scan_line(&f->scan); next; next = zf_vrp_scan_line(&f->scan)) {
        g_autofree char *line = next;
        if (!*line) {
            continue;
        }
        if (strcmp(line, "EOF") == 0) {
            break;
        }
        if (!g_ascii_isalpha(*line)) {
            int32_t n = section ? zf_vrp_scan_numbers(line, row, ROW_MAX) : -1;
            if (n < 0 || n == ROW_MAX) {
                return zf_vrp_scan_fail(&f->scan, _("numbers were expected"), error);
            }
            int32_t at = (int32_t)section->numbers->len;
            g_array_append_val(section->rows, at);
            g_array_append_vals(section->numbers, row, (guint)n);
            continue;
        }
        char *colon = strchr(line, ':');
        if (colon) {
            *colon = 0;
            g_hash_table_replace(f->keys, g_strdup(g_strstrip(line)),
                                 g_strdup(g_strstrip(colon + 1)));
            section = NULL;
        } else {
            section = g_new0(Section, 1);
            section->name = g_strdup(line);
            section->numbers = g_array_new(FALSE, FALSE, sizeof(double));
            section->rows = g_array_new(FALSE, FALSE, sizeof(int32_t));
            g_ptr_array_add(f->sections, section);
        }
    }
    return true;
}

static const double *
section_row(const Section *section, guint i, int32_t *n)
{
    int32_t at = g_array_index(section->rows, int32_t, i);
    int32_t end = i + 1 < section->rows->len ? g_array_index(section->rows, int32_t, i + 1)
                                             : (int32_t)section->numbers->len;
    *n = end - at;
    return &g_array_index(section->numbers, double, at);
}

/* ret: false with an error when the key is there but is no number within 0 … 1e9. */
static bool
key_number(const Vrplib *f, const char *key, double *ret, GError **error)
{
    const char *text = g_hash_table_lookup(f->keys, key);
    double value;
    if (!text) {
        return true;
    }
    /* some files write inf for "none" */
    if (g_ascii_strncasecmp(text, "inf", 3) == 0) {
        return true;
    }
    if (zf_vrp_scan_numbers(text, &value, 1) != 1 || value < 0 || value > 1e9) {
        g_set_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_FILE, _("%s: %s is no number"), f->scan.name,
                    key);
        return false;
    }
    *ret = value;
    return true;
}

static bool
bad_section(const Vrplib *f, const char *name, GError **error)
{
    g_set_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_FILE, _("%s: %s is missing or damaged"),
                f->scan.name, name);
    return false;
}

/* Values of a section of rows "index value …" with at least `columns` values each: handed to take
 * with the index from 0. */
typedef void (*TakeRow)(void *item, const double *values, int32_t n);

static bool
take_rows(const Vrplib *f, const char *name, GArray *items, int32_t columns, bool required,
          TakeRow take, GError **error)
{
    const Section *section = find_section(f, name);
    if (!section) {
        return !required || bad_section(f, name, error);
    }
    if (required && section->rows->len < items->len) {
        return bad_section(f, name, error); /* cut off */
    }
    for (guint i = 0; i < section->rows->len; i++) {
        int32_t n;
        const double *row = section_row(section, i, &n);
        if (n < columns + 1 || row[0] < 1 || row[0] > items->len || row[0] != floor(row[0])) {
            return bad_section(f, name, error);
        }
        for (int32_t k = 1; k < n; k++) {
            if (fabs(row[k]) > 1e9) {
                return bad_section(f, name, error);
            }
        }
        guint size = g_array_get_element_size(items);
        take(items->data + (size_t)size * ((size_t)row[0] - 1), row + 1, n - 1);
    }
    return true;
}

static void
take_point(void *item, const double *values, int32_t n)
{
    FileNode *node = item;
    node->x = values[0];
    node->y = values[1];
    (void)n;
}

static void
take_demand(void *item, const double *values, int32_t n)
{
    FileNode *node = item;
    for (int32_t d = 0; d < MIN(n, ZF_VRP_DIMS); d++) {
        node->demand[d] = (int64_t)MAX(0, values[d]);
    }
}

static void
take_service(void *item, const double *values, int32_t n)
{
    ((FileNode *)item)->service = MAX(0, values[0]);
    (void)n;
}

static void
take_window(void *item, const double *values, int32_t n)
{
    FileNode *node = item;
    node->open = values[0];
    node->close = MAX(values[0], values[1]);
    node->windowed = true;
    (void)n;
}

static void
take_prize(void *item, const double *values, int32_t n)
{
    ((FileNode *)item)->prize = MAX(0, values[0]);
    (void)n;
}

static void
take_capacity(void *item, const double *values, int32_t n)
{
    FileVehicle *vehicle = item;
    for (int32_t d = 0; d < MIN(n, ZF_VRP_DIMS); d++) {
        vehicle->capacity[d] = (int64_t)MAX(0, values[d]);
    }
}

static void
take_fixed(void *item, const double *values, int32_t n)
{
    ((FileVehicle *)item)->fixed = (int64_t)MAX(0, values[0]);
    (void)n;
}

static void
take_unit(void *item, const double *values, int32_t n)
{
    ((FileVehicle *)item)->unit = (int32_t)CLAMP(values[0], 0, 1e6);
    (void)n;
}

static void
take_base(void *item, const double *values, int32_t n)
{
    ((FileVehicle *)item)->base = (int32_t)values[0] - 1;
    (void)n;
}

static void
take_max_duration(void *item, const double *values, int32_t n)
{
    ((FileVehicle *)item)->max_duration = MAX(0, values[0]);
    (void)n;
}

static void
take_max_distance(void *item, const double *values, int32_t n)
{
    ((FileVehicle *)item)->max_distance = MAX(0, values[0]);
    (void)n;
}

static bool
read_nodes(Vrplib *f, FileDraft *draft, GError **error)
{
    double n = 0;
    double service = 0;
    if (!key_number(f, "DIMENSION", &n, error) || !key_number(f, "SERVICE_TIME", &service, error)) {
        return false;
    }
    if (n < 2 || n > ZF_VRP_FILE_NODES || n != floor(n)) {
        g_set_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_FILE,
                    _("%s: DIMENSION must be 2 … %d for a full matrix of distances"), f->scan.name,
                    ZF_VRP_FILE_NODES);
        return false;
    }
    f->n = (int32_t)n;
    for (int32_t i = 0; i < f->n; i++) {
        FileNode node = {.prize = -1, .group = ZF_VRP_NONE, .number = i, .service = service};
        g_array_append_val(draft->nodes, node);
    }
    const char *type = g_hash_table_lookup(f->keys, "EDGE_WEIGHT_TYPE");
    bool explicit_ways = type && strcmp(type, "EXPLICIT") == 0;
    if (!explicit_ways && (!type || strcmp(type, "EUC_2D") != 0)) {
        return bad_section(f, "EDGE_WEIGHT_TYPE (EUC_2D, EXPLICIT)", error);
    }
    const Section *bases = find_section(f, "DEPOT_SECTION");
    if (!bases) { /* some files leave it out: the first node */
        g_array_index(draft->nodes, FileNode, 0).base = true;
    }
    for (guint i = 0; bases && i < bases->numbers->len; i++) {
        double id = g_array_index(bases->numbers, double, i);
        if (id < 0) {
            break;
        }
        if (id < 1 || id > f->n) {
            return bad_section(f, "DEPOT_SECTION", error);
        }
        FileNode *base = &g_array_index(draft->nodes, FileNode, (guint)id - 1);
        base->base = true;
    }
    return take_rows(f, "NODE_COORD_SECTION", draft->nodes, 2, !explicit_ways, take_point, error) &&
           take_rows(f, "DEMAND_SECTION", draft->nodes, 1, false, take_demand, error) &&
           take_rows(f, "SERVICE_TIME_SECTION", draft->nodes, 1, false, take_service, error) &&
           take_rows(f, "TIME_WINDOW_SECTION", draft->nodes, 2, false, take_window, error) &&
           take_rows(f, "PRIZE_SECTION", draft->nodes, 1, false, take_prize, error);
}

/* LOWER_ROW (without the diagonal), LOWER_DIAG_ROW, FULL_MATRIX. */
static bool
read_matrix(const Vrplib *f, FileDraft *draft, GError **error)
{
    const char *type = g_hash_table_lookup(f->keys, "EDGE_WEIGHT_TYPE");
    if (strcmp(type, "EXPLICIT") != 0) {
        return true;
    }
    const char *format = g_hash_table_lookup(f->keys, "EDGE_WEIGHT_FORMAT");
    const Section *section = find_section(f, "EDGE_WEIGHT_SECTION");
    size_t n = (size_t)f->n;
    bool full = format && strcmp(format, "FULL_MATRIX") == 0;
    bool lower = format && strcmp(format, "LOWER_ROW") == 0;
    bool diagonal = format && strcmp(format, "LOWER_DIAG_ROW") == 0;
    size_t wanted = full ? n * n : lower ? n * (n - 1) / 2 : n * (n + 1) / 2;
    if (!section || !(full || lower || diagonal) || section->numbers->len < wanted) {
        return bad_section(f, "EDGE_WEIGHT_SECTION", error);
    }
    draft->matrix = g_new0(int32_t, n * n);
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < (full ? n : diagonal ? i + 1 : i); j++) {
            double d = g_array_index(section->numbers, double, at++);
            if (d < 0 || d >= ZF_VRP_NO_WAY) {
                return bad_section(f, "EDGE_WEIGHT_SECTION", error);
            }
            draft->matrix[i * n + j] = (int32_t)(d + 0.5);
            if (!full) {
                draft->matrix[j * n + i] = (int32_t)(d + 0.5);
            }
        }
    }
    return true;
}

static bool
read_groups(const Vrplib *f, FileDraft *draft, GError **error)
{
    const Section *section = find_section(f, "MUTUALLY_EXCLUSIVE_GROUP_SECTION");
    for (guint i = 0; section && i < section->rows->len; i++) {
        int32_t n;
        const double *row = section_row(section, i, &n);
        for (int32_t k = 1; k < n; k++) {
            if (row[k] < 1 || row[k] > f->n) {
                return bad_section(f, section->name, error);
            }
            FileNode *node = &g_array_index(draft->nodes, FileNode, (guint)row[k] - 1);
            node->group = node->base ? ZF_VRP_NONE : draft->n_groups;
        }
        draft->n_groups++;
    }
    return true;
}

/* Vehicles that may serve the same customers are one team. */
static bool
read_allowed(const Vrplib *f, FileDraft *draft, GError **error)
{
    const Section *section = find_section(f, "VEHICLES_ALLOWED_CLIENTS_SECTION");
    int32_t teams = 0;
    g_autofree bool *may = g_new(bool, f->n);
    for (guint i = 0; section && i < section->rows->len; i++) {
        int32_t n;
        const double *row = section_row(section, i, &n);
        if (n < 1 || row[0] < 1 || row[0] > draft->vehicles->len) {
            return bad_section(f, section->name, error);
        }
        FileVehicle *vehicle = &g_array_index(draft->vehicles, FileVehicle, (guint)row[0] - 1);
        vehicle->team = -1;
        for (guint k = 0; k < i && vehicle->team < 0; k++) {
            int32_t m;
            const double *other = section_row(section, k, &m);
            if (m == n && memcmp(row + 1, other + 1, sizeof(double) * (size_t)(n - 1)) == 0) {
                vehicle->team =
                    g_array_index(draft->vehicles, FileVehicle, (guint)other[0] - 1).team;
            }
        }
        if (vehicle->team >= 0) {
            continue;
        }
        vehicle->team = teams++;
        memset(may, 0, sizeof(bool) * (size_t)f->n);
        for (int32_t k = 1; k < n; k++) {
            if (row[k] < 1 || row[k] > f->n) {
                return bad_section(f, section->name, error);
            }
            may[(int32_t)row[k] - 1] = true;
        }
        for (int32_t v = 0; v < f->n; v++) {
            if (!may[v]) {
                ZfVrpForbidden forbidden = {v, vehicle->team};
                g_array_append_val(draft->forbidden, forbidden);
            }
        }
    }
    return true;
}

/* Without a number in the file: as many as are surely enough (as HGS-CVRP takes it, 1.3 times what
 * the demand needs, and three more). */
static double
enough_vehicles(const FileDraft *draft, double capacity)
{
    double demand = 0;
    double served = 0;
    for (guint i = 0; i < draft->nodes->len; i++) {
        const FileNode *node = &g_array_index(draft->nodes, FileNode, i);
        demand += (double)node->demand[0];
        served += !node->base;
    }
    return capacity > 0 ? MIN(served, ceil(1.3 * demand / capacity) + 3) : served;
}

static bool
read_vehicles(const Vrplib *f, FileDraft *draft, const ZfVrpFileOptions *options, GError **error)
{
    double capacity = -1;
    double vehicles = 0;
    FileVehicle usual = {.max_duration = -1, .max_distance = -1, .unit = 1};
    if (!key_number(f, "CAPACITY", &capacity, error) ||
        !key_number(f, "VEHICLES", &vehicles, error) ||
        !key_number(f, "VEHICLES_MAX_DURATION", &usual.max_duration, error) ||
        !key_number(f, "VEHICLES_MAX_DISTANCE", &usual.max_distance, error)) {
        return false;
    }
    if (options->vehicles > 0) {
        vehicles = options->vehicles;
    }
    vehicles = vehicles > 0 ? vehicles : enough_vehicles(draft, capacity);
    if (vehicles > 100000) {
        return bad_section(f, "VEHICLES", error);
    }
    for (guint i = 0; i < draft->nodes->len && usual.base == 0; i++) {
        usual.base = g_array_index(draft->nodes, FileNode, i).base ? (int32_t)i : 0;
    }
    for (int32_t d = 0; d < ZF_VRP_DIMS; d++) {
        usual.capacity[d] = capacity >= 0 && d == 0 ? (int64_t)capacity : ZF_VRP_FAR;
    }
    for (int32_t i = 0; i < (int32_t)vehicles; i++) {
        g_array_append_val(draft->vehicles, usual);
    }
    GArray *v = draft->vehicles;
    bool good =
        take_rows(f, "CAPACITY_SECTION", v, 1, false, take_capacity, error) &&
        take_rows(f, "VEHICLES_FIXED_COST_SECTION", v, 1, false, take_fixed, error) &&
        take_rows(f, "VEHICLES_UNIT_DISTANCE_COST_SECTION", v, 1, false, take_unit, error) &&
        take_rows(f, "VEHICLES_DEPOT_SECTION", v, 1, false, take_base, error) &&
        take_rows(f, "VEHICLES_MAX_DURATION_SECTION", v, 1, false, take_max_duration, error) &&
        take_rows(f, "VEHICLES_MAX_DISTANCE_SECTION", v, 1, false, take_max_distance, error) &&
        read_allowed(f, draft, error);
    for (guint i = 0; good && i < v->len; i++) {
        int32_t base = g_array_index(v, FileVehicle, i).base;
        good = base >= 0 && base < f->n && g_array_index(draft->nodes, FileNode, base).base;
        if (!good) {
            return bad_section(f, "VEHICLES_DEPOT_SECTION", error);
        }
    }
    return good;
}

static bool
build(Vrplib *f, const ZfVrpFileOptions *options, ZfVrpFile *file, GError **error)
{
    g_autoptr(FileDraft) draft = zf_vrp_draft_new();
    if (!read_all(f, error) || !read_nodes(f, draft, error) || !read_matrix(f, draft, error) ||
        !read_groups(f, draft, error) || !read_vehicles(f, draft, options, error)) {
        return false;
    }
    draft->placed = find_section(f, "NODE_COORD_SECTION") != NULL;
    if (draft->matrix) {
        file->rounding = ZF_VRP_ROUNDING_MATRIX;
    }
    draft->timed = find_section(f, "TIME_WINDOW_SECTION") ||
                   g_hash_table_contains(f->keys, "VEHICLES_MAX_DURATION") ||
                   find_section(f, "VEHICLES_MAX_DURATION_SECTION");
    return zf_vrp_draft_build(draft, file, error);
}

bool
zf_vrp_read_vrplib(const char *text, size_t size, const ZfVrpFileOptions *options, ZfVrpFile *file,
                   GError **error)
{
    Vrplib f = {
        .sections = g_ptr_array_new_with_free_func(section_free),
        .keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
        .scan = zf_vrp_scan_init(text, size, file->name),
    };
    bool good = build(&f, options, file, error);
    g_ptr_array_unref(f.sections);
    g_hash_table_unref(f.keys);
    return good;
}

/* Solomon, Cordeau and TOPTW: tables of numbers with a customer a line. */
#include "vrp/files_scan.h"

#define ROW_MAX 512

typedef struct Table {
    Scan scan;
    double row[ROW_MAX];
    int32_t n; /* numbers in row */
} Table;

/* The next line that holds anything. ret: false at the end. row is empty (n = -1) for words. */
static bool
next_row(Table *t)
{
    for (char *next = zf_vrp_scan_line(&t->scan); next; next = zf_vrp_scan_line(&t->scan)) {
        g_autofree char *line = next;
        if (*line) {
            t->n = zf_vrp_scan_numbers(line, t->row, ROW_MAX);
            return true;
        }
    }
    t->n = 0;
    return false;
}

static bool
in_range(const Table *t)
{
    for (int32_t i = 0; i < t->n; i++) {
        if (t->row[i] < -1e9 || t->row[i] > 1e9) {
            return false;
        }
    }
    return true;
}

/* A row of at least that many numbers, or an error. */
static bool
need_row(Table *t, int32_t columns, GError **error)
{
    if (!next_row(t) || t->n < columns || !in_range(t)) {
        return zf_vrp_scan_fail(&t->scan, _("the line is missing or has too few numbers"), error);
    }
    return true;
}

static void
add_vehicles(FileDraft *draft, FileVehicle vehicle, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        g_array_append_val(draft->vehicles, vehicle);
    }
}

static FileVehicle
usual_vehicle(double capacity)
{
    FileVehicle vehicle = {.max_duration = -1, .max_distance = -1, .unit = 1};
    for (int32_t d = 0; d < ZF_VRP_DIMS; d++) {
        vehicle.capacity[d] = d == 0 ? (int64_t)MAX(0, capacity) : ZF_VRP_FAR;
    }
    return vehicle;
}

bool
zf_vrp_read_solomon(const char *text, size_t size, const ZfVrpFileOptions *options, ZfVrpFile *file,
                    GError **error)
{
    g_autoptr(FileDraft) draft = zf_vrp_draft_new();
    Table t = {.scan = zf_vrp_scan_init(text, size, file->name)};
    draft->timed = true;
    draft->placed = true;
    /* name and headings are words; some names are numbers alone, but one number is no fleet */
    while (next_row(&t) && t.n != 2) {
    }
    if (t.n != 2 || !in_range(&t) || t.row[0] < 1 || t.row[0] > 100000) {
        return zf_vrp_scan_fail(&t.scan, _("number and capacity of the vehicles are missing"),
                                error);
    }
    add_vehicles(draft, usual_vehicle(t.row[1]),
                 options->vehicles > 0 ? options->vehicles : (int32_t)t.row[0]);
    while (next_row(&t)) {
        if (t.n < 0 && draft->nodes->len == 0) {
            continue; /* headings */
        }
        if (t.n != 7 || !in_range(&t) || t.row[5] < t.row[4]) {
            return zf_vrp_scan_fail(&t.scan, _("seven numbers were expected"), error);
        }
        FileNode node = {.number = (int64_t)t.row[0],
                         .x = t.row[1],
                         .y = t.row[2],
                         .demand = {(int64_t)MAX(0, t.row[3])},
                         .open = t.row[4],
                         .close = t.row[5],
                         .service = MAX(0, t.row[6]),
                         .prize = -1,
                         .group = ZF_VRP_NONE,
                         .windowed = true,
                         .base = draft->nodes->len == 0};
        g_array_append_val(draft->nodes, node);
        if (draft->nodes->len > ZF_VRP_FILE_NODES) {
            break;
        }
    }
    return zf_vrp_draft_build(draft, file, error);
}

/* Type 2 of Cordeau, Gendreau and Laporte's files: "2 m n t", t lines "D Q" (0 is none), n
 * customers "i x y service demand f a list…", t bases. */
bool
zf_vrp_read_cordeau(const char *text, size_t size, const ZfVrpFileOptions *options, ZfVrpFile *file,
                    GError **error)
{
    g_autoptr(FileDraft) draft = zf_vrp_draft_new();
    Table t = {.scan = zf_vrp_scan_init(text, size, file->name)};
    draft->timed = true;
    draft->placed = true;
    if (!need_row(&t, 4, error)) {
        return false;
    }
    int32_t type = (int32_t)t.row[0];
    double m = options->vehicles > 0 ? options->vehicles : t.row[1];
    double n = t.row[2];
    double bases = t.row[3];
    if (type != 2 || m < 1 || n < 1 || bases < 1 || m * bases > 100000 ||
        n + bases > ZF_VRP_FILE_NODES) {
        return zf_vrp_scan_fail(&t.scan, _("only several bases (type 2) of sensible size are read"),
                                error);
    }
    for (int32_t i = 0; i < (int32_t)bases; i++) {
        if (!need_row(&t, 2, error)) {
            return false;
        }
        FileVehicle vehicle = usual_vehicle(t.row[1]);
        vehicle.capacity[0] = t.row[1] > 0 ? vehicle.capacity[0] : ZF_VRP_FAR;
        vehicle.max_duration = t.row[0] > 0 ? t.row[0] : -1;
        vehicle.base = (int32_t)n + i;
        add_vehicles(draft, vehicle, (int32_t)m);
    }
    for (int32_t i = 0; i < (int32_t)(n + bases); i++) {
        if (!need_row(&t, 5, error)) {
            return false;
        }
        FileNode node = {.number = (int64_t)t.row[0],
                         .x = t.row[1],
                         .y = t.row[2],
                         .service = MAX(0, t.row[3]),
                         .demand = {(int64_t)MAX(0, t.row[4])},
                         .prize = -1,
                         .group = ZF_VRP_NONE,
                         .base = i >= (int32_t)n};
        g_array_append_val(draft->nodes, node);
    }
    return zf_vrp_draft_build(draft, file, error);
}

/* "k v n t", "D Q", then the base and n customers: "i x y service score f a list… open close". */
bool
zf_vrp_read_toptw(const char *text, size_t size, const ZfVrpFileOptions *options, ZfVrpFile *file,
                  GError **error)
{
    g_autoptr(FileDraft) draft = zf_vrp_draft_new();
    Table t = {.scan = zf_vrp_scan_init(text, size, file->name)};
    draft->timed = true;
    draft->placed = true;
    draft->scored = true;
    if (!need_row(&t, 4, error)) {
        return false;
    }
    double vehicles = options->vehicles > 0 ? options->vehicles : t.row[1];
    if (vehicles < 1 || vehicles > 100000) {
        return zf_vrp_scan_fail(&t.scan, _("the number of routes is missing"), error);
    }
    if (!need_row(&t, 2, error)) {
        return false;
    }
    FileVehicle vehicle = usual_vehicle(0);
    vehicle.capacity[0] = ZF_VRP_FAR;
    add_vehicles(draft, vehicle, (int32_t)vehicles);
    while (next_row(&t)) {
        if (t.n < 7 || !in_range(&t) || t.row[t.n - 1] < t.row[t.n - 2]) {
            return zf_vrp_scan_fail(&t.scan, _("a customer with a window was expected"), error);
        }
        FileNode node = {.number = (int64_t)t.row[0],
                         .x = t.row[1],
                         .y = t.row[2],
                         .service = MAX(0, t.row[3]),
                         .prize = MAX(0, t.row[4]),
                         .open = t.row[t.n - 2],
                         .close = t.row[t.n - 1],
                         .windowed = true,
                         .group = ZF_VRP_NONE,
                         .base = draft->nodes->len == 0};
        g_array_append_val(draft->nodes, node);
        if (draft->nodes->len > ZF_VRP_FILE_NODES) {
            break;
        }
    }
    return zf_vrp_draft_build(draft, file, error);
}

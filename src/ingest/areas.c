/* areas: villages and what lies above them, from layers of polygons or tables of codes and points.
 */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "ingest/homeplace.h"

enum {
    CHANGE_PERMILLE = 5, /* more area than this lost or gained by a repair stops the file */
};

typedef struct Areas {
    In *in;
    const ZfSnapshot *known;
    InPoint *points;
    ZfCrs *crs;
    GHashTable *by_code; /* code -> index in the batch + 1 */
    GPtrArray *parts;    /* per batch area: GPtrArray of ZfPolygon * */
    GPtrArray *towns;    /* per batch area: const char *, the town's name as written, "" */
} Areas;

static void
areas_clear(Areas *areas)
{
    g_free(areas->points);
    zf_crs_free(areas->crs);
    g_clear_pointer(&areas->by_code, g_hash_table_unref);
    g_clear_pointer(&areas->parts, g_ptr_array_unref);
    g_clear_pointer(&areas->towns, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Areas, areas_clear)

static bool
all_digits(const char *text)
{
    return *text && text[strspn(text, "0123456789")] == '\0';
}

/* Codes that went through a spreadsheet ("4.33E+11", "433127100201.0"), the 19 digits of a ZLDWDM
 * (its first 12 name the village), and town or county codes without their zeros. */
static char *
clean_code(const char *text)
{
    double value;
    g_autofree char *code = g_strdup(text);
    if (strpbrk(text, ".eE") && zf_text_to_double(text, &value) && value > 0 && value < 1e15 &&
        value == floor(value)) {
        g_free(code);
        code = zf_text_from_double(value, 0);
    }
    if (!all_digits(code)) {
        return g_steal_pointer(&code);
    }
    size_t length = strlen(code);
    if (length == 19) {
        return g_strndup(code, 12);
    }
    int province = (code[0] - '0') * 10 + (length > 1 ? code[1] - '0' : 0);
    if ((length == 6 || length == 9) && province >= 11 && province <= 71) {
        return g_strdup_printf("%s%s", code, length == 6 ? "000000" : "000");
    }
    return g_steal_pointer(&code);
}

static bool
is_statistical(const char *code)
{
    return strlen(code) == 12 && all_digits(code);
}

static ZfAreaLevel
level_of_code(const char *code)
{
    if (!is_statistical(code)) {
        return ZF_LEVEL_VILLAGE;
    }
    return strcmp(code + 2, "0000000000") == 0 ? ZF_LEVEL_PROVINCE
           : strcmp(code + 4, "00000000") == 0 ? ZF_LEVEL_CITY
           : strcmp(code + 6, "000000") == 0   ? ZF_LEVEL_COUNTY
           : strcmp(code + 9, "000") == 0      ? ZF_LEVEL_TOWN
                                               : ZF_LEVEL_VILLAGE;
}

static ZfAreaLevel
level_of(const In *in, const InRow *row, const char *code)
{
    static const struct {
        const char *words;
        ZfAreaLevel level;
    } names[] = {{"province|省|省级|4", ZF_LEVEL_PROVINCE},
                 {"city|市|市级|5", ZF_LEVEL_CITY},
                 {"county|县|区|县级|区县|6", ZF_LEVEL_COUNTY},
                 {"town|township|乡|镇|乡镇|街道|乡级|7", ZF_LEVEL_TOWN},
                 {"village|村|社区|村级|commune|8|9|10", ZF_LEVEL_VILLAGE}};
    g_autofree char *text = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_LEVEL);
    bool number = all_digits(text);
    for (size_t i = 0; *text && (!number || row->osm_type) && i < G_N_ELEMENTS(names); i++) {
        g_auto(GStrv) words = g_strsplit(names[i].words, "|", -1);
        if (g_strv_contains((const char *const *)words, text)) {
            return names[i].level;
        }
    }
    return level_of_code(code);
}

static char *
code_of(const In *in, const InRow *row, const char *name, const char *town)
{
    g_autofree char *text = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_CODE);
    if (*text && !row->osm_type) {
        return clean_code(text);
    }
    if (row->osm_type) {
        return g_strdup_printf("osm-%c%" PRId64, row->osm_type, row->osm_id);
    }
    const char *parts[] = {name, town, NULL};
    return *name ? g_strdup(zf_in_hash_key(in, "a", parts)) : g_strdup("");
}

/* The row's polygon in WGS-84, repaired. ret: false when the file must stop. */
static bool
take_polygon(Areas *areas, InRow *row, ZfPolygon **ret, GError **error)
{
    In *in = areas->in;
    ZfPolygon *raw = row->geometry.polygon;
    for (uint32_t i = 0; in->swapped && i < raw->n_points; i++) {
        raw->points[i] = (ZfLonLat){raw->points[i].lat, raw->points[i].lon};
    }
    double changed = 0;
    *ret = zf_gis_geometry_to_wgs84(&row->geometry, areas->crs, error)
               ? zf_polygon_repair(row->geometry.polygon, &changed, error)
               : NULL;
    if (!*ret) {
        g_prefix_error(error, _("%s, feature %" PRId64 ": "), in->file, row->number);
        return false;
    }
    double area = zf_polygon_area_m2(*ret);
    if (fabs(changed) * 1000 > area * CHANGE_PERMILLE) {
        g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_GEOMETRY,
                    _("%s, feature %" PRId64 ": the area crosses itself; mending it would "
                      "change its size by %.1f %%; correct it in a map program"),
                    in->file, row->number, fabs(changed) * 100 / area);
        g_clear_pointer(ret, zf_polygon_free);
        return false;
    }
    if (fabs(changed) >= 1) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_COUNT, ZF_SEVERITY_FIXED, "area-repaired",
                   _("the area's outline crossed itself; it was mended"), NULL);
    }
    return true;
}

static ZfArea *
find_area(const Areas *areas, const char *code, guint *index)
{
    guint found = GPOINTER_TO_UINT(g_hash_table_lookup(areas->by_code, code));
    if (!found) {
        return NULL;
    }
    if (index) {
        *index = found - 1;
    }
    return &g_array_index(areas->in->batch->areas, ZfArea, found - 1);
}

static ZfArea *
new_area(Areas *areas, const char *code, const char *name, ZfAreaLevel level, const char *town)
{
    ZfBatch *batch = areas->in->batch;
    ZfArea *area = zf_batch_add_area(batch);
    area->code = zf_batch_text(batch, code);
    area->name = zf_batch_text(batch, name);
    area->level = level;
    g_hash_table_insert(areas->by_code, (gpointer)area->code, GUINT_TO_POINTER(batch->areas->len));
    g_ptr_array_add(areas->parts, g_ptr_array_new_with_free_func((GDestroyNotify)zf_polygon_free));
    g_ptr_array_add(areas->towns, (gpointer)zf_batch_text(batch, town));
    return area;
}

static void
describe(const In *in, const InRow *row, ZfArea *area)
{
    int64_t year;
    area->parent = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_PARENT);
    g_autofree char *aliases = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_ALIAS);
    g_autoptr(GString) list = g_string_new(aliases);
    g_string_replace(list, "、", "|", 0);
    g_string_replace(list, ",", "|", 0);
    g_string_replace(list, ";", "|", 0);
    area->aliases = zf_batch_text(in->batch, list->str);
    area->contact_name = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_CONTACT);
    g_autofree char *phone_text = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_CONTACT_PHONE);
    g_autofree char *phone = zf_parse_phone(phone_text, false, NULL);
    area->contact_phone = zf_batch_text(in->batch, phone);
    g_autofree char *code_year = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_CODE_YEAR);
    if (zf_parse_count(code_year, 2100, &year) == ZF_PARSED_OK && year >= 1980) {
        area->code_year = (int32_t)year;
    }
}

/* A second feature of a code: part of the same area, perhaps under another name. */
static void
join_area(In *in, InRow *row, ZfArea *area, const char *name)
{
    if (*name && strcmp(area->name, name) != 0) {
        g_autofree char *aliases =
            *area->aliases ? g_strconcat(area->aliases, "|", name, NULL) : g_strdup(name);
        area->aliases = zf_batch_text(in->batch, aliases);
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_NAME, ZF_SEVERITY_WARNING, "code-two-names",
                   _("this code stands in another row with another name; both were joined, the "
                     "second name kept as an alias"),
                   NULL);
    }
    zf_in_settle(row, ZF_FATE_MERGED, area->code, "joined with an earlier row of this code");
}

/* The town the row names, else the folder of a drawing that is called like a town. */
static char *
town_of(const In *in, const InRow *row)
{
    static const char *const ends[] = {"乡", "镇", "街道", "办事处"};
    char *town = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_TOWN);
    const InTable *table = zf_in_table(in, row);
    for (size_t i = 0; !*town && table->layer && in->tables->len > 1 && i < G_N_ELEMENTS(ends);
         i++) {
        if (g_str_has_suffix(table->name, ends[i])) {
            g_free(town);
            town = g_strdup(table->name);
        }
    }
    return town;
}

static bool
take_row(Areas *areas, guint i, GError **error)
{
    In *in = areas->in;
    InRow *row = ZF_IN_ROW(in, i);
    g_autofree char *name = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_NAME);
    g_autofree char *town = town_of(in, row);
    g_autofree char *code = code_of(in, row, name, town);
    const InPoint *point = &areas->points[i];
    if (!*code || (!*name && row->osm_type)) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, *code ? ZF_F_NAME : ZF_F_CODE, "area-nameless",
                         _("an area needs a code or a name"), _("fill in at least one of them"));
        return true;
    }
    if (point->state == IN_POINT_BAD && row->geometry.kind == ZF_GIS_NONE) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_LON, "coordinate-unread",
                         _("the coordinates cannot be read"), _("write decimal degrees"));
        return true;
    }
    guint index;
    ZfPolygon *shape = NULL;
    if (row->geometry.kind == ZF_GIS_POLYGON && !take_polygon(areas, row, &shape, error)) {
        return false;
    }
    ZfArea *area = find_area(areas, code, &index);
    if (area) {
        join_area(in, row, area, name);
    } else {
        area = new_area(areas, code, *name ? name : code, level_of(in, row, code), town);
        index = in->batch->areas->len - 1;
        describe(in, row, area);
        zf_in_settle(row, ZF_FATE_NEW, area->code, "");
    }
    if (shape) {
        g_ptr_array_add(g_ptr_array_index(areas->parts, index), shape);
    } else if (point->state == IN_POINT_OK && !area->has_point) {
        area->has_point = true;
        area->point = point->point;
    }
    return true;
}

/* One shape an area, and a point inside it. */
static bool
dissolve(Areas *areas, GError **error)
{
    for (guint i = 0; i < areas->in->batch->areas->len; i++) {
        ZfArea *area = &g_array_index(areas->in->batch->areas, ZfArea, i);
        GPtrArray *parts = g_ptr_array_index(areas->parts, i);
        if (parts->len == 1) {
            area->shape = g_ptr_array_steal_index(parts, 0);
        } else if (parts->len > 1) {
            area->shape =
                zf_polygon_union((const ZfPolygon *const *)parts->pdata, parts->len, error);
            if (!area->shape) {
                g_prefix_error(error, _("%s, %s: "), areas->in->file, area->name);
                return false;
            }
        }
        if (area->shape) {
            area->has_point = true;
            area->point = zf_polygon_pole(area->shape, 10, NULL);
        }
    }
    return true;
}

static bool
code_known(const Areas *areas, const char *code)
{
    return find_area(areas, code, NULL) ||
           (areas->known && zf_snapshot_area(areas->known, code) >= 0);
}

/* The code above a 12-digit one at a given length of its digits. */
static char *
code_above(const char *code, int digits)
{
    char above[13] = "000000000000";
    memcpy(above, code, (size_t)digits);
    return g_strdup(above);
}

static const char *
parent_by_digits(const Areas *areas, const ZfArea *area)
{
    static const int lengths[] = {9, 6, 4, 2};
    for (size_t i = 0; is_statistical(area->code) && i < G_N_ELEMENTS(lengths); i++) {
        g_autofree char *above = code_above(area->code, lengths[i]);
        if (strcmp(above, area->code) != 0 && code_known(areas, above)) {
            return zf_batch_text(areas->in->batch, above);
        }
    }
    return "";
}

/* A town that only a column names: made, with the code its villages' digits give. */
static const char *
parent_by_name(Areas *areas, guint index, const char *town)
{
    ZfBatch *batch = areas->in->batch;
    const ZfArea *area = &g_array_index(batch->areas, ZfArea, index);
    if (!*town || area->level != ZF_LEVEL_VILLAGE) {
        return "";
    }
    for (size_t i = 0; areas->known && i < areas->known->n_areas; i++) {
        if (areas->known->areas[i].level < ZF_LEVEL_VILLAGE &&
            strcmp(areas->known->areas[i].name, town) == 0) {
            return zf_batch_text(batch, areas->known->areas[i].code);
        }
    }
    for (guint i = 0; i < batch->areas->len; i++) {
        const ZfArea *other = &g_array_index(batch->areas, ZfArea, i);
        if (other->level < ZF_LEVEL_VILLAGE && strcmp(other->name, town) == 0) {
            return other->code;
        }
    }
    const char *parts[] = {town, "town", NULL};
    g_autofree char *code = is_statistical(area->code)
                                ? code_above(area->code, 9)
                                : g_strdup(zf_in_hash_key(areas->in, "a", parts));
    return new_area(areas, code, town, ZF_LEVEL_TOWN, "")->code;
}

static void
link_parents(Areas *areas)
{
    ZfBatch *batch = areas->in->batch;
    guint n = batch->areas->len;
    for (guint i = 0; i < n; i++) {
        const ZfArea *area = &g_array_index(batch->areas, ZfArea, i);
        g_autofree char *given = clean_code(area->parent);
        const char *parent = *given && code_known(areas, given) && strcmp(given, area->code) != 0
                                 ? zf_batch_text(batch, given)
                                 : parent_by_digits(areas, area);
        if (!*parent) {
            parent = parent_by_name(areas, i, g_ptr_array_index(areas->towns, i));
        }
        g_array_index(batch->areas, ZfArea, i).parent = parent;
    }
}

static bool
no_lines(const In *in, GError **error)
{
    for (guint i = 0; i < in->rows->len; i++) {
        if (ZF_IN_ROW(in, i)->geometry.kind == ZF_GIS_LINES) {
            g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_GEOMETRY,
                        _("%s holds border lines, not areas; turn them into areas first (QGIS: "
                          "Vector, Geometry Tools, Polygonize), or take another layer"),
                        in->file);
            return false;
        }
    }
    return true;
}

/* A layer nothing in which names or numbers its areas. */
static bool
has_names(const In *in, GError **error)
{
    for (guint t = 0; t < in->tables->len; t++) {
        const InTable *table = g_ptr_array_index(in->tables, t);
        const int16_t *column = table->column[ZF_WHOM_SELF];
        if (!table->layer || in->rows->len == 0 || column[ZF_F_CODE] >= 0 ||
            column[ZF_F_NAME] >= 0) {
            continue;
        }
        g_autoptr(GString) list = g_string_new(NULL);
        for (guint c = 0; c < table->headers->len && c < 20; c++) {
            g_string_append_printf(list, "%s%s", c ? _(", ") : "",
                                   (const char *)g_ptr_array_index(table->headers, c));
        }
        if (list->len == 0) {
            g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_HEADER,
                        _("%s holds shapes, but neither names nor codes; of a shapefile they stand "
                          "in the .dbf of the same name: put it beside the .shp"),
                        in->file);
        } else {
            g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_HEADER,
                        _("%s: none of its columns (%s) is known as the name or code of an area; "
                          "say which is, for example --map name=%s"),
                        in->file, list->str, (const char *)g_ptr_array_index(table->headers, 0));
        }
        return false;
    }
    return true;
}

/* Known areas of the same code help to tell where the coordinates belong. */
static bool
settle_points(Areas *areas, GError **error)
{
    In *in = areas->in;
    g_autoptr(AreaMatch) match = zf_area_match_new(areas->known);
    g_autofree int32_t *claims = g_new(int32_t, in->rows->len + 1);
    for (guint i = 0; i < in->rows->len; i++) {
        g_autofree char *text = zf_in_text(in, ZF_IN_ROW(in, i), ZF_WHOM_SELF, ZF_F_CODE);
        g_autofree char *code = clean_code(text);
        claims[i] = areas->known && *code ? zf_snapshot_area(areas->known, code) : -1;
    }
    return zf_in_points(in, match, claims, areas->points, error);
}

bool
zf_in_areas(In *in, GError **error)
{
    g_auto(Areas) areas = {.in = in, .known = in->context ? in->context->known : NULL};
    areas.points = g_new0(InPoint, in->rows->len + 1);
    areas.by_code = g_hash_table_new(g_str_hash, g_str_equal);
    areas.parts = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    areas.towns = g_ptr_array_new();
    if (!no_lines(in, error) || !has_names(in, error) || !settle_points(&areas, error)) {
        return false;
    }
    areas.crs = zf_crs_new(*in->batch->crs ? in->batch->crs : "wgs84", error);
    if (!areas.crs) {
        return false;
    }
    for (guint i = zf_in_next(in, 0); i < in->rows->len; i = zf_in_next(in, i + 1)) {
        if (!take_row(&areas, i, error)) {
            return false;
        }
    }
    if (!dissolve(&areas, error)) {
        return false;
    }
    link_parents(&areas);
    zf_in_check_mosaic(in);
    return true;
}

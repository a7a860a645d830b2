/* Positions somebody typed, or keeps in a table. */
#include <math.h>
#include <string.h>

#include "app/roads.h"
#include "app/workspace.h"
#include "gis/gis.h"
#include "table/table.h"

bool
zf_roads_parse_point(const char *text, ZfLonLat *ret)
{
    g_auto(GStrv) fields = g_strsplit(text, ",", 3);
    if (g_strv_length(fields) != 2) {
        return false;
    }
    double lon, lat;
    if (!zf_text_to_double(g_strstrip(fields[0]), &lon) ||
        !zf_text_to_double(g_strstrip(fields[1]), &lat) || !(fabs(lon) <= 180) ||
        !(fabs(lat) <= 90)) {
        return false;
    }
    *ret = (ZfLonLat){lon, lat};
    return true;
}

/* ret: the column of the head row with one of the names, -1 = none. */
static int
find_column(const ZfTab *sheet, const char *const *names)
{
    const ZfTabRow *head = sheet->n_rows ? &sheet->rows[0] : NULL;
    for (uint32_t c = 0; head && c < head->n_cells; c++) {
        g_autofree char *clean = zf_text_clean(head->cells[c].text, NULL);
        for (size_t i = 0; names[i]; i++) {
            if (g_ascii_strcasecmp(clean, names[i]) == 0) {
                return head->cells[c].column;
            }
        }
    }
    return -1;
}

/* One coordinate of a row. */
static bool
read_cell(const char *path, const ZfTab *sheet, const ZfTabRow *row, int column, double *ret,
          GError **error)
{
    const ZfCell *cell = zf_tab_row_cell(row, (uint32_t)column);
    g_autofree char *text = zf_text_clean(cell->text, NULL);
    if (zf_text_to_double(text, ret) && isfinite(*ret)) {
        return true;
    }
    g_autofree char *letter = zf_column_name(column + 1);
    g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_FILE,
                _("%s, %s, cell %s%u: “%s” is no coordinate; write degrees such as 110.1067"), path,
                sheet->name, letter, row->number, text);
    return false;
}

static bool
read_row(const char *path, const ZfTab *sheet, const ZfTabRow *row, const int columns[2],
         ZfCrs *crs, GArray *points, GError **error)
{
    double x, y;
    ZfLonLat point;
    if (!read_cell(path, sheet, row, columns[0], &x, error) ||
        !read_cell(path, sheet, row, columns[1], &y, error)) {
        return false;
    }
    if (!zf_crs_to_wgs84(crs, x, y, &point, error)) {
        g_prefix_error(error, _("%s, row %u: "), path, row->number);
        return false;
    }
    g_array_append_val(points, point);
    return true;
}

/* Middles of the features of a map file. */
static ZfLonLat *
read_features(const char *path, const char *crs, size_t *n, GError **error)
{
    g_autoptr(ZfGisSource) source = zf_gis_open(path, NULL, NULL, error);
    bool osm = source && zf_gis_is_osm(source);
    const ZfGisReadOptions how = {.layer = osm ? "multipolygons" : NULL,
                                  .crs = osm   ? NULL
                                         : crs ? crs
                                               : "auto"};
    g_autoptr(ZfGisReader) reader = source ? zf_gis_read(source, &how, error) : NULL;
    if (!reader) {
        return NULL;
    }
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    const ZfGisFeature *feature;
    do {
        if (!zf_gis_next(reader, &feature, error)) {
            return NULL;
        }
        if (feature && feature->geometry.kind != ZF_GIS_NONE &&
            (!osm || zf_gis_tag(feature, "building"))) {
            ZfBox box = zf_gis_geometry_box(&feature->geometry);
            ZfLonLat middle = {(box.min_lon + box.max_lon) / 2, (box.min_lat + box.max_lat) / 2};
            g_array_append_val(points, middle);
        }
    } while (feature);
    *n = points->len;
    return (ZfLonLat *)(void *)g_array_free(g_steal_pointer(&points), FALSE);
}

ZfLonLat *
zf_roads_read_points(const char *path, const char *crs_spec, size_t *n, GError **error)
{
    static const char *const lons[] = {"lon", "lng", "long", "longitude", "x", "经度", NULL};
    static const char *const lats[] = {"lat", "latitude", "y", "纬度", NULL};
    if (zf_gis_knows(path)) {
        return read_features(path, crs_spec, n, error);
    }
    g_autoptr(ZfCrs) crs = zf_crs_new(crs_spec ? crs_spec : "wgs84", error);
    g_autoptr(ZfWorkbook) book = crs ? zf_workbook_open(path, NULL, NULL, error) : NULL;
    if (!book) {
        return NULL;
    }
    const ZfTab *sheet = book->n_sheets ? &book->sheets[0] : NULL;
    int columns[2] = {sheet ? find_column(sheet, lons) : -1, sheet ? find_column(sheet, lats) : -1};
    if (columns[0] < 0 || columns[1] < 0) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_FILE,
                    _("%s: the first row must name a longitude and a latitude column: lon and lat, "
                      "or 经度 and 纬度"),
                    path);
        return NULL;
    }
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    for (size_t r = 1; r < sheet->n_rows; r++) {
        if (!read_row(path, sheet, &sheet->rows[r], columns, crs, points, error)) {
            return NULL;
        }
    }
    if (points->len == 0) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING,
                    _("%s: there are no positions in it"), path);
        return NULL;
    }
    *n = points->len;
    return (ZfLonLat *)(void *)g_array_free(g_steal_pointer(&points), FALSE);
}

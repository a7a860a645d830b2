#include "app/grid.h"

#include <glib/gstdio.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "app/gridcells.h"
#include "app/jsonpieces.h"

G_DEFINE_QUARK(zf_grid_error, zf_grid_error)

static void
column_clear(gpointer data)
{
    GridColumn *column = data;
    g_free(column->key);
    g_free(column->title);
}

static void
cell_clear(gpointer data)
{
    g_free(((GridCell *)data)->text);
}

static void
shape_clear(gpointer data)
{
    GridShape *shape = data;
    zf_polygon_free(shape->polygon);
    g_free(shape->points);
}

ZfGrid *
zf_grid_new(const char *key, const char *title)
{
    ZfGrid *grid = g_new0(ZfGrid, 1);
    grid->key = g_strdup(key);
    grid->title = g_strdup(title);
    grid->columns = g_array_new(FALSE, TRUE, sizeof(GridColumn));
    grid->cells = g_array_new(FALSE, TRUE, sizeof(GridCell));
    grid->shapes = g_array_new(FALSE, TRUE, sizeof(GridShape));
    g_array_set_clear_func(grid->columns, column_clear);
    g_array_set_clear_func(grid->cells, cell_clear);
    g_array_set_clear_func(grid->shapes, shape_clear);
    return grid;
}

void
zf_grid_free(ZfGrid *grid)
{
    if (!grid) {
        return;
    }
    g_array_unref(grid->columns);
    g_array_unref(grid->cells);
    g_array_unref(grid->shapes);
    g_free(grid->key);
    g_free(grid->title);
    g_free(grid);
}

void
zf_grid_column(ZfGrid *grid, const char *key, const char *title, ZfGridType type)
{
    g_assert(grid->shapes->len == 0);
    GridColumn column = {.key = g_strdup(key), .title = g_strdup(title), .type = type};
    g_array_append_val(grid->columns, column);
}

void
zf_grid_detail(ZfGrid *grid)
{
    g_assert(grid->columns->len > 0);
    g_array_index(grid->columns, GridColumn, grid->columns->len - 1).detail = true;
}

void
zf_grid_row(ZfGrid *grid)
{
    g_assert(grid->cells->len == (size_t)grid->shapes->len * grid->columns->len);
    g_array_set_size(grid->shapes, grid->shapes->len + 1);
}

/* Appends a cell. ret: its column's type. */
static ZfGridType
add(ZfGrid *grid, GridCell cell)
{
    g_assert(grid->cells->len < (size_t)grid->shapes->len * grid->columns->len);
    ZfGridType type = grid_column(grid, grid->cells->len % grid->columns->len)->type;
    g_array_append_val(grid->cells, cell);
    return type;
}

void
zf_grid_text(ZfGrid *grid, const char *text)
{
    ZfGridType type = add(grid, (GridCell){.text = text && *text ? g_strdup(text) : NULL});
    g_assert(type == ZF_GRID_TEXT);
}

void
zf_grid_int(ZfGrid *grid, int64_t value)
{
    ZfGridType type = add(grid, (GridCell){.number = value});
    GridCell *cell = &g_array_index(grid->cells, GridCell, grid->cells->len - 1);
    switch (type) {
    case ZF_GRID_INT: cell->text = g_strdup_printf("%" G_GINT64_FORMAT, (gint64)value); break;
    case ZF_GRID_BOOL: cell->text = g_strdup(value ? _("yes") : _("no")); break;
    case ZF_GRID_TIME: cell->text = zf_time_format((int32_t)value); break;
    case ZF_GRID_DATE:
        cell->text = value == ZF_DATE_NONE ? NULL : zf_date_format((ZfDate)value);
        break;
    default: g_assert_not_reached();
    }
}

void
zf_grid_real(ZfGrid *grid, double value, int decimals)
{
    ZfGridType type =
        add(grid, (GridCell){.text = zf_text_from_double(value, decimals), .real = value});
    g_assert(type == ZF_GRID_REAL);
    GridCell *cell = &g_array_index(grid->cells, GridCell, grid->cells->len - 1);
    cell->real = g_ascii_strtod(cell->text, NULL);
}

void
zf_grid_none(ZfGrid *grid)
{
    add(grid, (GridCell){0});
}

/* The shape of the row begun last, which has none yet. */
static GridShape *
fresh_shape(ZfGrid *grid)
{
    g_assert(grid->shapes->len > 0);
    GridShape *shape = &g_array_index(grid->shapes, GridShape, grid->shapes->len - 1);
    g_assert(!shape->polygon && !shape->points);
    return shape;
}

void
zf_grid_total(ZfGrid *grid)
{
    fresh_shape(grid)->total = true;
}

void
zf_grid_point(ZfGrid *grid, ZfLonLat point)
{
    zf_grid_line(grid, &point, 1);
}

void
zf_grid_line(ZfGrid *grid, const ZfLonLat *points, size_t n)
{
    GridShape *shape = fresh_shape(grid);
    shape->points = g_memdup2(points, n * sizeof *points);
    shape->n_points = n;
}

void
zf_grid_polygon(ZfGrid *grid, const ZfPolygon *polygon)
{
    fresh_shape(grid)->polygon = zf_polygon_copy(polygon);
}

size_t
zf_grid_rows(const ZfGrid *grid)
{
    return grid->shapes->len;
}

size_t
zf_grid_columns(const ZfGrid *grid)
{
    return grid->columns->len;
}

const char *
zf_grid_title(const ZfGrid *grid)
{
    return grid->title;
}

const char *
zf_grid_cell(const ZfGrid *grid, size_t row, size_t column)
{
    const char *text = grid_cell(grid, row, column)->text;
    return text ? text : "";
}

static bool
is_number(ZfGridType type)
{
    return type == ZF_GRID_INT || type == ZF_GRID_REAL || type == ZF_GRID_TIME;
}

static void
append_cell(GString *line, const char *text, size_t width, bool right)
{
    g_autofree char *padded = zf_text_pad(text, width, right);
    g_string_append(line, line->len ? "  " : "");
    g_string_append(line, padded);
}

static void
end_line(GString *out, GString *line)
{
    while (line->len > 0 && line->str[line->len - 1] == ' ') {
        g_string_truncate(line, line->len - 1);
    }
    g_string_append_printf(out, "%s\n", line->str);
    g_string_truncate(line, 0);
}

char *
zf_grid_to_text(const ZfGrid *grid)
{
    size_t n = zf_grid_columns(grid);
    g_autofree size_t *width = g_new0(size_t, n + 1);
    for (size_t c = 0; c < n; c++) {
        width[c] = zf_text_columns(grid_column(grid, c)->title);
        for (size_t r = 0; r < zf_grid_rows(grid); r++) {
            width[c] = MAX(width[c], zf_text_columns(zf_grid_cell(grid, r, c)));
        }
    }
    GString *out = g_string_new(NULL);
    g_autoptr(GString) line = g_string_new(NULL);
    if (*grid->title) {
        g_string_append_printf(out, "%s\n", grid->title);
    }
    for (size_t c = 0; c < n; c++) {
        const GridColumn *column = grid_column(grid, c);
        if (!column->detail) {
            append_cell(line, column->title, width[c], is_number(column->type));
        }
    }
    end_line(out, line);
    for (size_t r = 0; r < zf_grid_rows(grid); r++) {
        for (size_t c = 0; c < n; c++) {
            const GridColumn *column = grid_column(grid, c);
            if (!column->detail) {
                append_cell(line, zf_grid_cell(grid, r, c), width[c], is_number(column->type));
            }
        }
        end_line(out, line);
    }
    return g_string_free(out, FALSE);
}

static json_t *
cell_to_json(const GridColumn *column, const GridCell *cell)
{
    if (!cell->text) {
        return json_null();
    }
    switch (column->type) {
    case ZF_GRID_INT: return json_integer(cell->number);
    case ZF_GRID_REAL: return json_real(cell->real);
    case ZF_GRID_BOOL: return json_boolean(cell->number != 0);
    default: return json_string(cell->text);
    }
}

char *
zf_grid_to_json(const ZfGrid *grid)
{
    json_t *rows = json_array();
    for (size_t r = 0; r < zf_grid_rows(grid); r++) {
        json_t *row = json_object();
        for (size_t c = 0; c < zf_grid_columns(grid); c++) {
            const GridColumn *column = grid_column(grid, c);
            json_object_set_new(row, column->key, cell_to_json(column, grid_cell(grid, r, c)));
        }
        json_array_append_new(rows, row);
    }
    json_t *root = json_pack("{s:o}", grid->key, rows);
    return json_print(root);
}

static const char *const format_names[ZF_FORMAT_COUNT] = {"table",   "json", "csv", "xlsx",
                                                          "geojson", "gpkg", "kml", "gpx"};

bool
zf_format_parse(const char *text, ZfFormat *ret)
{
    for (int i = 0; i < ZF_FORMAT_COUNT; i++) {
        if (strcmp(text, format_names[i]) == 0) {
            *ret = (ZfFormat)i;
            return true;
        }
    }
    return false;
}

bool
zf_format_of_path(const char *path, ZfFormat *ret)
{
    const char *dot = strrchr(path, '.');
    if (!dot || strchr(dot, '/')) {
        return false;
    }
    g_autofree char *extension = g_ascii_strdown(dot + 1, -1);
    if (strcmp(extension, "txt") == 0) {
        *ret = ZF_FORMAT_TABLE;
        return true;
    }
    return zf_format_parse(extension, ret);
}

static bool
has_shapes(const ZfGrid *grid)
{
    for (size_t r = 0; r < zf_grid_rows(grid); r++) {
        if (grid_shape(grid, r)->polygon || grid_shape(grid, r)->points) {
            return true;
        }
    }
    return false;
}

static bool
write_text(const char *path, const char *text, GError **error)
{
    if (path && strcmp(path, "-") != 0) {
        return zf_file_write(path, text, strlen(text), error);
    }
    if (fputs(text, stdout) < 0 || fflush(stdout) != 0) {
        g_set_error_literal(error, ZF_FILE_ERROR, ZF_FILE_ERROR_WRITE,
                            _("cannot write to the standard output"));
        return false;
    }
    return true;
}

/* Through a file: the writer knows no other way. */
static bool
print_geojson(const ZfGrid *grid, GError **error)
{
    g_autofree char *folder = g_dir_make_tmp("zoufang-XXXXXX", error);
    if (!folder) {
        return false;
    }
    g_autofree char *file = g_build_filename(folder, "grid.geojson", NULL);
    size_t size;
    g_autofree char *text = NULL;
    bool good = zf_grid_write_shapes(grid, ZF_FORMAT_GEOJSON, file, error);
    if (good) {
        text = zf_file_read(file, SIZE_MAX / 2, &size, error);
    }
    g_remove(file);
    g_rmdir(folder);
    return text && write_text(NULL, text, error);
}

bool
zf_grid_write(const ZfGrid *grid, ZfFormat format, const char *path, GError **error)
{
    if (format == ZF_FORMAT_TABLE || format == ZF_FORMAT_JSON) {
        g_autofree char *text =
            format == ZF_FORMAT_JSON ? zf_grid_to_json(grid) : zf_grid_to_text(grid);
        return write_text(path, text, error);
    }
    bool to_stdout = !path || strcmp(path, "-") == 0;
    if (to_stdout && format == ZF_FORMAT_GEOJSON && has_shapes(grid)) {
        return print_geojson(grid, error);
    }
    if (to_stdout && format != ZF_FORMAT_CSV) {
        g_set_error(error, ZF_GRID_ERROR, ZF_GRID_ERROR_FORMAT,
                    _("--format %s writes a file: say which one with -o FILE.%s"),
                    format_names[format], format_names[format]);
        return false;
    }
    if (format == ZF_FORMAT_CSV || format == ZF_FORMAT_XLSX) {
        return zf_grid_write_sheet(grid, format, to_stdout ? NULL : path, error);
    }
    if (!has_shapes(grid)) {
        g_set_error(error, ZF_GRID_ERROR, ZF_GRID_ERROR_FORMAT,
                    _("this table has no positions to write as %s; use csv, xlsx or json"),
                    format_names[format]);
        return false;
    }
    return zf_grid_write_shapes(grid, format, path, error);
}

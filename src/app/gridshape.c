/* A grid with shapes as GeoJSON, GeoPackage, KML or GPX. */
#include <string.h>

#include "app/gridcells.h"
#include "gis/gis.h"

static ZfGisKind
kind_of(const GridShape *shape)
{
    if (shape->polygon) {
        return ZF_GIS_POLYGON;
    }
    return shape->n_points == 0 ? ZF_GIS_NONE : shape->n_points == 1 ? ZF_GIS_POINT : ZF_GIS_LINES;
}

static ZfGisKind
kind_of_grid(const ZfGrid *grid)
{
    ZfGisKind kind = ZF_GIS_NONE;
    for (size_t r = 0; r < zf_grid_rows(grid); r++) {
        ZfGisKind own = kind_of(grid_shape(grid, r));
        if (own != ZF_GIS_NONE && kind != ZF_GIS_NONE && own != kind) {
            return ZF_GIS_MIXED;
        }
        kind = own == ZF_GIS_NONE ? kind : own;
    }
    return kind;
}

static ZfGisType
type_of(ZfGridType type)
{
    switch (type) {
    case ZF_GRID_INT:
    case ZF_GRID_BOOL: return ZF_GIS_INTEGER;
    case ZF_GRID_REAL: return ZF_GIS_REAL;
    case ZF_GRID_DATE: return ZF_GIS_DATE;
    default: return ZF_GIS_TEXT;
    }
}

/* Row as the writer takes it; lines points at offsets that the caller keeps. */
static ZfGisGeometry
geometry_of(const GridShape *shape, ZfLines *lines, uint32_t offsets[2])
{
    ZfGisGeometry geometry = {.kind = kind_of(shape), .polygon = shape->polygon};
    if (geometry.kind == ZF_GIS_POINT) {
        geometry.point = shape->points[0];
    } else if (geometry.kind == ZF_GIS_LINES) {
        offsets[0] = 0;
        offsets[1] = (uint32_t)shape->n_points;
        *lines = (ZfLines){.points = shape->points,
                           .lines = offsets,
                           .n_points = (uint32_t)shape->n_points,
                           .n_lines = 1};
        geometry.lines = lines;
    }
    return geometry;
}

/* GPX and KML know a place by its name alone. */
static const char *
value_of(const ZfGrid *grid, size_t row, size_t column, char **boolean)
{
    const GridCell *cell = grid_cell(grid, row, column);
    if (cell->text && grid_column(grid, column)->type == ZF_GRID_BOOL) {
        g_free(*boolean);
        *boolean = g_strdup(cell->number ? "1" : "0");
        return *boolean;
    }
    return cell->text;
}

/* only: rows of this kind alone; MIXED = all. */
static bool
write_rows(const ZfGrid *grid, ZfGisKind only, ZfGisWriter *writer, GError **error)
{
    size_t n = zf_grid_columns(grid);
    g_autofree const char **values = g_new0(const char *, n + 1);
    g_autofree char **booleans = g_new0(char *, n + 1);
    bool good = true;
    for (size_t r = 0; good && r < zf_grid_rows(grid); r++) {
        const GridShape *shape = grid_shape(grid, r);
        if (shape->total || (only != ZF_GIS_MIXED && kind_of(shape) != only)) {
            continue;
        }
        ZfLines lines;
        uint32_t offsets[2];
        ZfGisGeometry geometry = geometry_of(shape, &lines, offsets);
        for (size_t c = 0; c < n; c++) {
            values[c] = value_of(grid, r, c, &booleans[c]);
        }
        good = zf_gis_writer_add(writer, &geometry, values, error);
    }
    for (size_t c = 0; c < n; c++) {
        g_free(booleans[c]);
    }
    return good;
}

bool
zf_grid_write_shapes(const ZfGrid *grid, ZfFormat format, const char *path, GError **error)
{
    size_t n = zf_grid_columns(grid);
    g_autofree ZfGisWriteField *fields = g_new0(ZfGisWriteField, n + 1);
    for (size_t c = 0; c < n; c++) {
        const GridColumn *column = grid_column(grid, c);
        fields[c] = (ZfGisWriteField){.name = column->key, .type = type_of(column->type)};
    }
    ZfGisKind kind = kind_of_grid(grid);
    ZfGisWriteLayer layer = {.name = format == ZF_FORMAT_GPX ? NULL : grid->key,
                             .kind = kind,
                             .fields = fields,
                             .n_fields = n};
    g_autoptr(ZfGisWriter) writer = zf_gis_writer_new(path, NULL, error);
    if (!writer) {
        return false;
    }
    if (format == ZF_FORMAT_GPX && kind == ZF_GIS_MIXED) {
        /* waypoints and ways are layers of their own there, in this order */
        static const ZfGisKind kinds[] = {ZF_GIS_POINT, ZF_GIS_LINES};
        for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
            layer.kind = kinds[i];
            if (!zf_gis_writer_layer(writer, &layer, error) ||
                !write_rows(grid, kinds[i], writer, error)) {
                return false;
            }
        }
        return zf_gis_writer_close(writer, error);
    }
    return zf_gis_writer_layer(writer, &layer, error) &&
           write_rows(grid, ZF_GIS_MIXED, writer, error) && zf_gis_writer_close(writer, error);
}

/* grid: one table of results, written in whatever form somebody asks for — a terminal, CSV, XLSX,
 * JSON, or with shapes GeoJSON, GeoPackage, KML, GPX. Every command that lists something fills one.
 */
#pragma once

#include "base/base.h"
#include "geo/types.h"

typedef enum ZfGridType {
    ZF_GRID_TEXT,
    ZF_GRID_INT,
    ZF_GRID_REAL,
    ZF_GRID_BOOL,
    ZF_GRID_DATE, /* as YYYY-MM-DD */
    ZF_GRID_TIME, /* seconds since midnight, shown as HH:MM */
} ZfGridType;

typedef enum ZfFormat {
    ZF_FORMAT_TABLE,
    ZF_FORMAT_JSON,
    ZF_FORMAT_CSV,
    ZF_FORMAT_XLSX,
    ZF_FORMAT_GEOJSON,
    ZF_FORMAT_GPKG,
    ZF_FORMAT_KML,
    ZF_FORMAT_GPX,
} ZfFormat;
#define ZF_FORMAT_COUNT 8

typedef struct ZfGrid ZfGrid;

/* key: stable English name of the list, the JSON object's member ("rows" of "coverage").
 * title: for people, in their language. */
ZfGrid *zf_grid_new(const char *key, const char *title);
void zf_grid_free(ZfGrid *grid);

/* key: stable snake_case name; title: column head. All columns before the first row. */
void zf_grid_column(ZfGrid *grid, const char *key, const char *title, ZfGridType type);

/* The column added last is left out of the text for a terminal; files and JSON have it. */
void zf_grid_detail(ZfGrid *grid);

/* Begins a row; then one call a column, from left to right. A NULL text is an empty cell. */
void zf_grid_row(ZfGrid *grid);
void zf_grid_text(ZfGrid *grid, const char *text);
void zf_grid_int(ZfGrid *grid, int64_t value); /* INT, BOOL (0/1), DATE, TIME columns */
void zf_grid_real(ZfGrid *grid, double value, int decimals);
void zf_grid_none(ZfGrid *grid);

/* The row begun last is a sum of others: files for maps leave it out. */
void zf_grid_total(ZfGrid *grid);

/* The row's geometry; copied. At most one a row. */
void zf_grid_point(ZfGrid *grid, ZfLonLat point);
void zf_grid_line(ZfGrid *grid, const ZfLonLat *points, size_t n);
void zf_grid_polygon(ZfGrid *grid, const ZfPolygon *polygon);

size_t zf_grid_rows(const ZfGrid *grid);
size_t zf_grid_columns(const ZfGrid *grid);
const char *zf_grid_title(const ZfGrid *grid);
/* ret: the cell as people read it; "" when empty; lives as long as the grid. */
const char *zf_grid_cell(const ZfGrid *grid, size_t row, size_t column);

/* ret: lines for a terminal: title, head, rows; right-aligned numbers; no detail columns. Owned by
 * the caller. */
char *zf_grid_to_text(const ZfGrid *grid);
/* ret: {"<key>": [{column key: value, …}, …]} as text with a newline behind it. */
char *zf_grid_to_json(const ZfGrid *grid);

/* Writes a file of that form; TABLE, JSON, CSV and GeoJSON go to stdout when path is NULL or "-".
 * Errors: a form that needs shapes and a grid without any; whatever the file system says. */
bool zf_grid_write(const ZfGrid *grid, ZfFormat format, const char *path,
                   GError **error) ZF_CHECK_RESULT;

/* "table", "json", "csv" …; false when there is no such form. */
bool zf_format_parse(const char *text, ZfFormat *ret);
/* The form a file name's extension asks for; false when it asks for none. */
bool zf_format_of_path(const char *path, ZfFormat *ret);

#define ZF_GRID_ERROR (zf_grid_error_quark())
GQuark zf_grid_error_quark(void);
typedef enum { ZF_GRID_ERROR_FORMAT } ZfGridError;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfGrid, zf_grid_free)

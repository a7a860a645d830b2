/* gridcells: the inside of a ZfGrid, for the files that write it. */
#pragma once

#include "app/grid.h"

typedef struct GridColumn {
    char *key;
    char *title;
    ZfGridType type;
    bool detail;
} GridColumn;

typedef struct GridCell {
    char *text;     /* as people read it; NULL = empty */
    int64_t number; /* INT, BOOL, DATE, TIME */
    double real;
} GridCell;

typedef struct GridShape {
    ZfPolygon *polygon;
    ZfLonLat *points; /* a point or a line */
    size_t n_points;
    bool total; /* a sum of other rows */
} GridShape;

struct ZfGrid {
    char *key;
    char *title;
    GArray *columns; /* GridColumn */
    GArray *cells;   /* GridCell, row by row */
    GArray *shapes;  /* GridShape, one a row */
};

static inline const GridColumn *
grid_column(const ZfGrid *grid, size_t column)
{
    return &g_array_index(grid->columns, GridColumn, column);
}

static inline const GridCell *
grid_cell(const ZfGrid *grid, size_t row, size_t column)
{
    return &g_array_index(grid->cells, GridCell, row * grid->columns->len + column);
}

static inline const GridShape *
grid_shape(const ZfGrid *grid, size_t row)
{
    return &g_array_index(grid->shapes, GridShape, row);
}

/* The forms that need another library; each writes the whole file. */
bool zf_grid_write_sheet(const ZfGrid *grid, ZfFormat format, const char *path, GError **error);
bool zf_grid_write_shapes(const ZfGrid *grid, ZfFormat format, const char *path, GError **error);

/* cellgrid: a piece of ground in square cells that people name by letter and figure: "C7". Columns
 * run east from A (without I and O; AA, AB … behind Z), rows south from 1. The same everywhere: on
 * the maps on which a village worker marks homes, and in the circle of a home on a worksheet. */
#pragma once

#include "geo/geo.h"

typedef struct ZfCellGrid {
    ZfLonLat corner; /* north-west */
    double cell_m;
    int32_t columns; /* 0 = there is no grid */
    int32_t rows;
} ZfCellGrid;

#define ZF_CELL_NAME_MAX 8

/* Four by four cells around the circle in which a home lies. */
ZfCellGrid zf_cell_grid_around(ZfLonLat centre, double radius_m);

/* The name of a column, of a cell. */
void zf_cell_column_name(int32_t column, char name[ZF_CELL_NAME_MAX]);
void zf_cell_name(int32_t column, int32_t row, char name[ZF_CELL_NAME_MAX]);
/* Reads a cell as people type it ("c7", "Ｃ ７"). ret: false when the grid has no such cell;
 * nothing touched then. */
bool zf_cell_parse(const ZfCellGrid *grid, const char *text, int32_t *column, int32_t *row);

ZfLonLat zf_cell_middle(const ZfCellGrid *grid, int32_t column, int32_t row);
/* The radius of the circle around a cell's middle that holds the cell: half its diagonal, rounded
 * up. */
int32_t zf_cell_accuracy_m(const ZfCellGrid *grid);

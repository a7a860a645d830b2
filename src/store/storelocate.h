/* storelocate: the register of gridded village maps on which homes are marked by cell. A map's
 * number is drawn like a worksheet's and from the same characters; no number is given to both. */
#pragma once

#include "store/storefile.h"
#include "model/cellgrid.h"

typedef struct ZfLocateMap {
    char *number; /* as printed; NULL before it is drawn */
    char *campaign;
    char *area; /* code of the village */
    ZfCellGrid grid;
    GPtrArray *homes; /* keys in printed order: the first is number 1; owned */
} ZfLocateMap;

ZfLocateMap *zf_locate_map_new(const char *campaign, const char *area, ZfCellGrid grid);
void zf_locate_map_free(ZfLocateMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfLocateMap, zf_locate_map_free)

/* ret: 12 hexadecimal digits over everything that is printed: campaign, village, grid and homes.
 * Owned by the caller. */
char *zf_locate_map_hash(const ZfLocateMap *map);

/* Gives the map its number: drawn at the first call, the same for the same map at every later one.
 * The grid's corner is rounded to 1e-7 degrees, its cell to a metre, as they are stored. */
bool zf_store_locate_draw(ZfStore *store, ZfLocateMap *map, GError **error) ZF_CHECK_RESULT;

/* The circle on a worksheet in which a home lies that was not located when it was printed. */
typedef struct ZfSheetCircle {
    int32_t stop;
    ZfLonLat centre;
    int32_t radius_m;
} ZfSheetCircle;

/* Keeps what a sheet (number as printed) shows now; what it showed before goes. */
bool zf_store_sheet_circles_put(ZfStore *store, const char *number, const ZfSheetCircle *circles,
                                size_t n, GError **error) ZF_CHECK_RESULT;
/* ret: array of ZfSheetCircle by stop; number as printed. */
GArray *zf_store_sheet_circles(ZfStore *store, const char *number, GError **error) ZF_CHECK_RESULT;

/* number: as typed. *map: NULL when no gridded map has that number. */
bool zf_store_locate_find(ZfStore *store, const char *number, ZfLocateMap **map,
                          GError **error) ZF_CHECK_RESULT;

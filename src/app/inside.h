/* inside: what the files of app share. */
#pragma once

#include "app/workspace.h"
#include "store/store.h"

struct ZfApp {
    ZfStore *store;
    char *folder;
    char *campaign; /* selected, or NULL */
    int64_t plan;   /* selected, or 0 */
};

/* Nothing is called text. names: what it might have been meant for. plain: the message with its %s;
 * meant: the same with a second %s, for the nearest name, where one is near. Error: CHOICE. */
void zf_app_no_such(const char *text, const GPtrArray *names, const char *plain, const char *meant,
                    GError **error);

/* Which village holds a home's new position: sets located_area, borrowed from the snapshot. */
void zf_app_locate_home(const ZfSnapshot *snapshot, ZfHousehold *home);

/* A known home with the middle of a cell as its position, added to a batch. ret: NULL when the grid
 * has no such cell. */
ZfHousehold *zf_app_cell_home(ZfBatch *batch, const ZfSnapshot *snapshot, const char *household,
                              const ZfCellGrid *grid, const char *cell);

/* The grid in which a stop's home stands on a sheet, of array ZfSheetCircle; no columns where its
 * position was known when it was printed, or nothing of it. */
ZfCellGrid zf_app_stop_grid(const GArray *circles, int32_t stop);

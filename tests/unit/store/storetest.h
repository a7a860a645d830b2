/* storetest: a scratch database and made-up records for the tests of the store. */
#pragma once

#include "store/store.h"

typedef struct Scratch {
    char *folder;
    char *path;
    ZfStore *store; /* open for writing */
} Scratch;

/* A new folder with an empty database in it. */
Scratch *scratch_new(void);
void scratch_free(Scratch *scratch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scratch, scratch_free)

/* A square of side_deg with its lower left corner there. */
ZfPolygon *square(double lon, double lat, double side_deg);
/* Villages "A1" … in a row, with a town "A" above. */
ZfBatch *sample_areas(int villages);
/* homes homes "h0" … with a point in their village, one child and one carer each. */
ZfBatch *sample_ledger(int villages, int homes);
ZfBatch *sample_volunteers(int n);
/* The campaign "w": 2026-02-01 to 2026-02-20. */
ZfCampaign sample_campaign(void);

/* Imports with fixed moment and day, and must succeed. */
void must_import(ZfStore *store, ZfBatch *batch, const char *day, ZfImportResult *result);

/* ret: the first column of the first row, read through another connection; owned by the caller. */
char *query(const char *path, const char *sql);
/* All data of the database as text, but import_run, import_row and meta. */
char *dump(const char *path);

ZfDate day(const char *text);

/* batch: what one file brought — records and every row's fate. ingest makes it, store writes it. */
#pragma once

#include "model/people.h"
#include "model/place.h"
#include "model/visit.h"

typedef enum ZfImportKind {
    ZF_IMPORT_AREAS,
    ZF_IMPORT_HOUSEHOLDS,
    ZF_IMPORT_LEDGER,
    ZF_IMPORT_VOLUNTEERS,
    ZF_IMPORT_PAIRINGS,
    ZF_IMPORT_VISITS,
    ZF_IMPORT_ROADS,
    ZF_IMPORT_WATER,
    ZF_IMPORT_PLACES,
    ZF_IMPORT_DEM,
    ZF_IMPORT_ACTIVITIES,
} ZfImportKind;
#define ZF_IMPORT_COUNT 11

/* Where a row of the file ended; exactly one (不漏一人). */
typedef enum ZfFate {
    ZF_FATE_NEW,         /* a record that was not there */
    ZF_FATE_CHANGED,     /* a known record with other content */
    ZF_FATE_SAME,        /* a known record, nothing new */
    ZF_FATE_MERGED,      /* a second row of the same thing */
    ZF_FATE_OUTSIDE,     /* out of scope, with reason */
    ZF_FATE_QUARANTINED, /* not taken, with reason */
    ZF_FATE_EXCLUDED,    /* no data row: title, total, signature, blank */
} ZfFate;
#define ZF_FATE_COUNT 7

typedef struct ZfRow {
    const char *sheet; /* worksheet or layer */
    int64_t row;       /* counted from 1 as the user's program counts; layers: feature number */
    ZfFate fate;       /* ingest says NEW; the store turns it into CHANGED or SAME */
    const char *key;   /* of the record it became, or would be if it were not set aside; "" */
    const char *reason;
} ZfRow;

typedef struct ZfBatch {
    ZfImportKind kind;
    const char *file;   /* as the user named it */
    const char *sha256; /* of its bytes and of the options that matter */
    const char *crs;    /* what its coordinates were taken as */
    GArray *areas;      /* ZfArea */
    GArray *households; /* ZfHousehold */
    GArray *persons;    /* ZfPerson */
    GArray *volunteers; /* ZfVolunteer */
    GArray *pairings;   /* ZfPairing */
    GArray *visits;     /* ZfVisit */
    GArray *places;     /* ZfPlace */
    GArray *water;      /* ZfWater */
    GArray *roads;      /* ZfRoad */
    GArray *barriers;   /* ZfRoadBarrier */
    GArray *activities; /* ZfActivity */
    GArray *rows;       /* ZfRow, one for each row of the file */
    GStringChunk *texts;
} ZfBatch;

ZfBatch *zf_batch_new(ZfImportKind kind);
void zf_batch_free(ZfBatch *batch);

/* ret: the text as kept by the batch; NULL gives "". */
const char *zf_batch_text(ZfBatch *batch, const char *text);
/* The same for a text that will hardly occur twice (not interned). */
const char *zf_batch_text_unique(ZfBatch *batch, const char *text);

/* A record with every text "" and every index -1, days ZF_DATE_NONE; the batch's array grows. The
 * pointer holds until the next add of the same kind. */
ZfArea *zf_batch_add_area(ZfBatch *batch);
ZfHousehold *zf_batch_add_household(ZfBatch *batch);
ZfPerson *zf_batch_add_person(ZfBatch *batch);
ZfVolunteer *zf_batch_add_volunteer(ZfBatch *batch);
ZfPairing *zf_batch_add_pairing(ZfBatch *batch);
ZfVisit *zf_batch_add_visit(ZfBatch *batch);
ZfPlace *zf_batch_add_place(ZfBatch *batch);
ZfWater *zf_batch_add_water(ZfBatch *batch);
ZfRoad *zf_batch_add_road(ZfBatch *batch);
ZfRoadBarrier *zf_batch_add_barrier(ZfBatch *batch);
ZfActivity *zf_batch_add_activity(ZfBatch *batch);
ZfRow *zf_batch_add_row(ZfBatch *batch, const char *sheet, int64_t row, ZfFate fate,
                        const char *key, const char *reason);

/* How many rows ended there. */
size_t zf_batch_count(const ZfBatch *batch, ZfFate fate);

/* The empty records of the add functions, for snapshots and tests. */
ZfArea zf_area_empty(void);
ZfHousehold zf_household_empty(void);
ZfPerson zf_person_empty(void);
ZfVolunteer zf_volunteer_empty(void);
ZfPairing zf_pairing_empty(void);
ZfVisit zf_visit_empty(void);
ZfActivity zf_activity_empty(void);
ZfTeam zf_team_empty(void);
ZfShift zf_shift_empty(void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfBatch, zf_batch_free)

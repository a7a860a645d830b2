/* reading: rows of tables as arrays of structs. Private to the store. */
#pragma once

#include "store/blob.h"
#include "store/db.h"
#include "store/layout.h"
#include "store/store.h"

typedef struct ZfReading {
    const ZfTable *table;
    const char *tail;  /* "WHERE … ORDER BY …", or NULL */
    bool names;        /* also what names people */
    const void *empty; /* the record before it is read */
    size_t keep;       /* bytes of the row that go to the array, 0 = the whole row */
} ZfReading;

/* ret: an array of rows, NULL on failure. The rest binds the tail's parameters (zf_db_bind). */
GArray *zf_read_rows(ZfStore *store, const ZfReading *what, GStringChunk *texts, GError **error,
                     const char *letters, ...);

/* ret: ZfVisit with wish, hazards and evidence; with names also the answers. */
GArray *zf_read_visits(ZfStore *store, const char *tail, bool names, GStringChunk *texts,
                       GError **error, const char *letters, ...);

/* ret: a campaign with its areas, g_free; NULL with UNKNOWN. */
ZfCampaign *zf_read_campaign(ZfStore *store, const char *id, GStringChunk *texts, GError **error);

/* The campaign's questions; items: g_free. */
bool zf_read_questions(ZfStore *store, const char *campaign, GStringChunk *texts,
                       ZfQuestion **items, size_t *n, GError **error);
/* Within a transaction: makes them those wanted; changed: set when they were others. */
bool zf_put_questions(ZfStore *store, const char *campaign, const ZfQuestions *wanted,
                      bool *changed, GError **error);

ZfPlace zf_place_empty(void);

/* A plan with one route and its stops, without their ways (storeplan.c). */
ZfPlan *zf_plan_load_route(ZfStore *store, int64_t number, int32_t route, GError **error);

/* Within a transaction: one line of the access log. */
bool zf_audit_add(ZfStore *store, const char *action, const char *detail, GError **error);

/* ret: the user's way of naming a missing thing. false, always. */
bool zf_store_unknown(const char *message, const char *key, GError **error);
/* The same for a sheet, with the number that may have been meant (storesheet.c). */
bool zf_store_unknown_sheet(ZfStore *store, const char *number, GError **error);

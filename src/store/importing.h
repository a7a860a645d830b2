/* importing: the parts of an import, one a kind of record. Private to the store. */
#pragma once

#include "store/change.h"
#include "store/store.h"

/* How a home and a volunteer are called before people, by their ids. */
#define ZF_SQL_HOME_NAME                                                                           \
    "SELECT coalesce(nullif(number, ''), nullif(address, ''), id) FROM household WHERE id = ?"
#define ZF_SQL_VOLUNTEER_NAME "SELECT coalesce(nullif(name, ''), id) FROM volunteer WHERE id = ?"

/* One import under way. */
typedef struct ZfImporting {
    const ZfBatch *batch;
    ZfImportOptions options;
    ZfImportResult *result;
    ZfChange change;
    int64_t previous;    /* last run of the same kind and file name that was not undone, 0 = none */
    int64_t same_bytes;  /* last one with the same sha256, 0 = none */
    GHashTable *states;  /* key -> ZfPutState + 1 of records other than homes and persons */
    GHashTable *homes;   /* the same of homes, raised by their grown-ups */
    GHashTable *persons; /* of persons */
    GHashTable *family;  /* home key -> raised by every person of it */
    GStringChunk *keys;  /* made here */
    int64_t done;        /* records, for the progress */
    int64_t total;
} ZfImporting;

/* Counts a record, keeps its state for the rows' fates, and lists it when it is not the same.
 * fields: of a changed one, may be NULL. */
void zf_importing_record(ZfImporting *job, GHashTable *states, const char *table, const char *key,
                         const char *label, ZfPutState state, const char *fields);
/* Lists what is missing now. */
void zf_importing_left(ZfImporting *job, const char *table, const char *key, const char *label);
/* ret: a text that the statement gives for an id, the id itself when it gives none; owned by the
 * caller, NULL on failure. For the labels of what an import changes. */
char *zf_importing_name(ZfImporting *job, const char *sql, const char *id, GError **error);
/* Tells the progress; false when the user wants out. */
bool zf_importing_tick(ZfImporting *job, GError **error);
/* The higher of two states under a key. */
void zf_importing_raise(GHashTable *states, const char *key, ZfPutState state);

bool zf_importing_places(ZfImporting *job, GError **error); /* areas, places, roads, water */
bool zf_importing_people(ZfImporting *job, GError **error); /* homes, persons, volunteers, pairs */
bool zf_importing_visits(ZfImporting *job, GError **error); /* visits, activities */
/* What the previous run of the file had and this one has not. */
bool zf_importing_missing(ZfImporting *job, GError **error);

/* Homes: the protection of edited fields and better positions, and the history. user of the writer:
 * ZfHomeRules. Used by imports and by edits by hand. */
typedef struct ZfHomeRules {
    ZfDate from; /* since when a change holds */
    size_t kept; /* edited fields left alone */
} ZfHomeRules;
void zf_home_protect(ZfWriter *writer, sqlite3_stmt *old, void *row, bool *keep);
bool zf_home_differing(ZfWriter *writer, sqlite3_stmt *old, void *row, bool *differs,
                       GError **error);

/* Persons: where they lived before is kept. user of the writer: const ZfDate *, since when a change
 * holds. */
void zf_person_protect(ZfWriter *writer, sqlite3_stmt *old, void *row, bool *keep);
bool zf_person_differing(ZfWriter *writer, sqlite3_stmt *old, void *row, bool *differs,
                         GError **error);
/* Children a result for visit->household is about where it does not say: those on visit->sheet,
 * else those who lived there on visit->date, else (two homes became one meanwhile) those who lived
 * there last. ret: ids, ',' between, "" = nobody was listed. */
bool zf_residents(ZfStore *store, const ZfVisit *visit, const char **ret, GStringChunk *texts,
                  GError **error);

/* Visits with their evidence, hazards and wishes (visitput.c). */
typedef struct ZfVisitWriter {
    ZfWriter writer;
    ZfStamp now;
} ZfVisitWriter;
bool zf_visit_writer_init(ZfVisitWriter *writer, ZfChange *change, ZfStamp now, GError **error);
void zf_visit_writer_clear(ZfVisitWriter *writer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ZfVisitWriter, zf_visit_writer_clear)
/* id: the visit's, given or drawn; owned by the caller. */
bool zf_visit_put(ZfVisitWriter *writer, const ZfVisit *visit, ZfPutState *state, char **id,
                  GError **error);

/* One pair (storeimport's and storeedit's). */
bool zf_pairing_put(ZfChange *change, const ZfPairing *pairing, ZfPutState *state, GError **error);

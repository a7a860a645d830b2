/* ingest: from the files that really arrive to records of the model, every row accounted for.
 *
 *     ZfIngestContext context = {.known = snapshot, .today = today};
 *     ZfIngestOptions options = {.crs = "auto"};
 *     g_autoptr(ZfIngest) in =
 *         zf_ingest_file(ZF_IMPORT_LEDGER, "留守儿童.xlsx", &context, &options, NULL, &error);
 *     zf_store_import(store, in->batch, …);
 *     zf_ingest_write_corrections(in, "留守儿童-更正.xlsx", &error);
 *
 * It reads and judges, and never touches the database. A file as a whole is an error only when
 * nothing sensible can be made of it (no header, unknown coordinates, not a table); a bad row is
 * quarantined with a finding that names file, sheet, cell and what to type. Nothing is dropped:
 * the batch holds one ZfRow for every row of every sheet, in exactly one fate (asserted).
 *
 * What the columns mean comes from their headers (fieldlist.c, Chinese and English), one to three
 * rows of them, merged or not, anywhere in the first rows of a sheet; --map FIELD=COLUMN overrides.
 * COLUMN is a header, a letter ("C") or a number from 1 ("3"); with numbers or letters for every
 * field a table needs no header at all. */
#pragma once

#include "base/base.h"
#include "geo/geo.h"
#include "model/model.h"

#include "ingest/cellparse.h"

#define ZF_INGEST_ERROR (zf_ingest_error_quark())
GQuark zf_ingest_error_quark(void);
typedef enum {
    ZF_INGEST_ERROR_HEADER,   /* no header row, a needed column is missing, --map is wrong */
    ZF_INGEST_ERROR_CRS,      /* coordinates that cannot be told; the message says what to pass */
    ZF_INGEST_ERROR_GEOMETRY, /* lines where areas are needed, shapes beyond repair */
    ZF_INGEST_ERROR_KIND,     /* this kind of file is not read here */
    ZF_INGEST_ERROR_TOTALS,   /* a typed total differs from the sum of its column */
    ZF_INGEST_ERROR_WRITE,    /* corrections cannot be written */
} ZfIngestError;

/* A position in a water's polygon is no home when it lies farther from the shore. */
enum { ZF_INGEST_SHORE_M = 25 };

/* One stop of a printed sheet, or one home of a gridded map: what is keyed by number and stop finds
 * its home by it. */
typedef struct ZfIngestStop {
    const char *sheet; /* as printed */
    int32_t stop;
    const char *household; /* key */
    const char *campaign;
    const char *team; /* key */
    ZfDate date;
    ZfCellGrid grid; /* in which the home is marked; no columns = its position is known */
} ZfIngestStop;

/* What is known already; read only, borrowed. */
typedef struct ZfIngestContext {
    const ZfSnapshot *known; /* linked, with names and history; NULL = nothing is known yet */
    const ZfIngestStop *stops;
    size_t n_stops;
    const ZfPolygon *const *water; /* lakes, ponds and wide rivers: nobody lives in them */
    size_t n_water;
    ZfDate today; /* for what lies in the future; ZF_DATE_NONE = no such check */
} ZfIngestContext;

/* What the user said; {0} is all default. Texts are borrowed. */
typedef struct ZfIngestOptions {
    const char *const *map; /* "FIELD=COLUMN", NULL at the end; FIELD as zf_ingest_field_names */
    const char *sheet;      /* only this worksheet */
    const char *layer;      /* of a map file; NULL = the only one, or all that fit */
    const char *where;      /* SQL condition on a layer's attributes */
    int64_t limit;          /* at most so many features, drawn with seed; 0 = all */
    uint64_t seed;
    const char *crs;      /* NULL, "auto", "wgs84", "gcj02", "bd09", "EPSG:n" */
    const char *encoding; /* NULL, "auto", "GB18030" … */
    const char *village;  /* code or name: where rows without a village live */
    /* VISITS: rows without a sheet number are stops of this one, in printed order where they have
     * no stop number; what was recorded from it before is corrected; no outcome = not visited */
    const char *visit_sheet;
    /* HOUSEHOLDS: rows are the homes of this gridded map, in printed order where they have no
     * number; their cells become positions, nothing else is read */
    const char *locate_map;
    bool accept_totals; /* a typed total that differs from its sum is a warning only */
} ZfIngestOptions;

/* How one column was understood. */
typedef struct ZfIngestColumn {
    const char *sheet;
    int32_t column;     /* from 1 */
    const char *header; /* composed: "父亲情况/姓名" */
    const char *field;  /* "father.name", "" = not used */
} ZfIngestColumn;

/* How well one reading of the coordinates fits. */
typedef struct ZfIngestScore {
    const char *crs; /* "gcj02", "EPSG:4545"; with ", swapped" when north comes first */
    int64_t inside;  /* homes inside the village they claim */
    int64_t of;      /* homes that could be tried */
    bool chosen;
} ZfIngestScore;

typedef struct ZfIngest {
    ZfBatch *batch;
    ZfFindings *findings;
    GArray *columns;  /* ZfIngestColumn, by sheet and column */
    GArray *scores;   /* ZfIngestScore, best first; empty when the system was told or known */
    const char *note; /* how the coordinates were settled, in the user's language; "" = none */
    GPtrArray *bad;   /* private: rows with something to correct as they stood; len: how many */
} ZfIngest;

/* Reads one file. ROADS, WATER and DEM are road's and gis's business (ZF_INGEST_ERROR_KIND).
 * options and progress may be NULL.
 * Errors: ZF_INGEST_ERROR_*, ZF_TABLE_ERROR_*, ZF_GIS_ERROR_*, ZF_GEO_ERROR_*, ZF_FILE_ERROR_*,
 * ZF_PROGRESS_ERROR_CANCELLED. */
ZfIngest *zf_ingest_file(ZfImportKind kind, const char *path, const ZfIngestContext *context,
                         const ZfIngestOptions *options, const ZfProgress *progress,
                         GError **error) ZF_CHECK_RESULT;
void zf_ingest_free(ZfIngest *ingest);

/* The rows that were quarantined, or of which a part was set aside, as a workbook: their original
 * columns under their headers, and before them where each stood and what is wrong. Mended in place
 * it can be imported again with the same kind. Writes nothing and returns true when there is none.
 */
bool zf_ingest_write_corrections(const ZfIngest *ingest, const char *path,
                                 GError **error) ZF_CHECK_RESULT;

/* A campaign's own questions from a workbook or text table (data/questions/README.md): one a row
 * under the heads 题目 (question) and 类型 (kind); the first worksheet counts.
 * Errors: ZF_INGEST_ERROR_HEADER naming every cell that needs mending; those of reading a table. */
ZfQuestions *zf_ingest_questions(const char *path, const ZfProgress *progress,
                                 GError **error) ZF_CHECK_RESULT;
/* The same from memory; name stands for the file in messages. */
ZfQuestions *zf_ingest_questions_parse(const char *name, const void *bytes, size_t size,
                                       GError **error) ZF_CHECK_RESULT;
/* Those the program brings along: what DOMAIN §4 lists beyond the boxes every sheet has. */
ZfQuestions *zf_ingest_questions_default(ZfLang lang);

/* A rest as somebody writes it, in the roster or by hand: "12:00-13:30", "45", "none"; nothing: as
 * the campaign has it. ret: false when it is none of these. */
bool zf_ingest_rest(const char *text, ZfRest *ret);
/* ret: whether a file of visits has a column of that name for itself. */
bool zf_ingest_is_visit_column(const char *name);

/* What a file seems to hold, by its headers or its layers' geometry. why: one line for the user,
 * owned by the caller; may be NULL.
 * ret: false with error when it cannot be read or told. */
bool zf_ingest_guess(const char *path, ZfImportKind *kind, char **why,
                     GError **error) ZF_CHECK_RESULT;

/* ret: the names --map takes, static, NULL at the end: "name", "father.phone", "lon" … */
const char *const *zf_ingest_field_names(void);

/* The conservation line's figures: rows of the file by fate sum to all rows. */
typedef struct ZfIngestCounts {
    size_t rows;
    size_t fates[ZF_FATE_COUNT];
    size_t records;
} ZfIngestCounts;
ZfIngestCounts zf_ingest_counts(const ZfIngest *ingest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfIngest, zf_ingest_free)

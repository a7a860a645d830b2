/* finding: what is wrong, odd or was mended in a file somebody gave us, said so that they can find
 * the cell and know what to type. A bad row is a finding, not an error. */
#pragma once

#include "base/prelude.h"

typedef enum ZfSeverity {
    ZF_SEVERITY_FIXED,      /* mended and logged */
    ZF_SEVERITY_WARNING,    /* taken as it is, look at it */
    ZF_SEVERITY_ASIDE,      /* part of this row was set aside (a mistyped ID), the rest was taken */
    ZF_SEVERITY_QUARANTINE, /* this row was not taken */
    ZF_SEVERITY_STOP,       /* the whole file was not taken */
} ZfSeverity;

typedef struct ZfFinding {
    ZfSeverity severity;
    char *code;     /* stable, for programs: "id-check-digit" */
    char *file;     /* as the user named it, or NULL */
    char *sheet;    /* worksheet or layer, or NULL */
    int64_t row;    /* counted from 1 as the user's program counts, 0 = the whole file */
    int32_t column; /* counted from 1, 0 = the whole row */
    char *value;    /* what stands there, or NULL */
    char *message;  /* what is wrong, in the user's language */
    char *advice;   /* what to do, in the user's language, or NULL */
} ZfFinding;

typedef struct ZfFindings ZfFindings;

ZfFindings *zf_findings_new(void);
void zf_findings_free(ZfFindings *findings);

/* Takes over nothing: every text is copied. ret: the finding as kept, to add to; never NULL. */
ZfFinding *zf_findings_add(ZfFindings *findings, ZfSeverity severity, const char *code,
                           const char *message);
/* The same with the place filled in. */
ZfFinding *zf_findings_add_at(ZfFindings *findings, ZfSeverity severity, const char *code,
                              const char *file, const char *sheet, int64_t row, int32_t column,
                              const char *value, const char *message, const char *advice);

/* Moves all of from to the end of findings; from is empty afterwards. */
void zf_findings_move(ZfFindings *findings, ZfFindings *from);

size_t zf_findings_count(const ZfFindings *findings);
const ZfFinding *zf_findings_get(const ZfFindings *findings, size_t i);
size_t zf_findings_count_of(const ZfFindings *findings, ZfSeverity severity);

/* ret: "C7" for row 7, column 3; "row 7" where there is no column; "" for a whole file.
 * Owned by the caller. */
char *zf_finding_cell(const ZfFinding *finding);
/* ret: column 1 -> "A", 27 -> "AA"; owned by the caller. */
char *zf_column_name(int32_t column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfFindings, zf_findings_free)

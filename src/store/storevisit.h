/* storevisit: results back from the doors. Visits are append-only. */
#pragma once

#include "store/storefile.h"
#include "model/visit.h"

/* What became of each visit handed in. */
typedef struct ZfVisitsResult {
    size_t added;
    size_t same; /* there already, word for word */
    int64_t data_version;
} ZfVisitsResult;

/* Adds visits, all or none.
 * - id "" is drawn: the same content gives the same id, so keying twice adds nothing.
 * - sheet and stop without a household: filled in from the sheet's route.
 * - campaign "" with a sheet: the sheet's.
 * - supersedes: the visit it corrects; an id that is superseded already is refused.
 * - two visits of one sheet and stop with other content, none superseding the other: CONFLICT.
 * - entered ZF_STAMP_NONE: now. result may be NULL.
 * Errors: UNKNOWN (home, campaign, sheet, stop, superseded visit), CONFLICT. */
bool zf_store_visits_add(ZfStore *store, const ZfVisit *visits, size_t n, ZfVisitsResult *result,
                         GError **error) ZF_CHECK_RESULT;

typedef struct ZfVisits {
    ZfVisit *items; /* by date, time, id */
    size_t n;
    GStringChunk *texts;
} ZfVisits;
void zf_visits_free(ZfVisits *visits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfVisits, zf_visits_free)

/* Everything ever recorded for a home, superseded visits too, in all campaigns. */
ZfVisits *zf_store_visits_of(ZfStore *store, const char *household, GError **error) ZF_CHECK_RESULT;
/* What was recorded for a sheet and not superseded, by stop. */
ZfVisits *zf_store_visits_on(ZfStore *store, const char *sheet, GError **error) ZF_CHECK_RESULT;

/* lookup (private): which known home, child or volunteer a row of results or pairings means. */
#pragma once

#include "ingest/areamatch.h"

typedef struct Lookup Lookup;

Lookup *zf_lookup_new(const In *in);
void zf_lookup_free(Lookup *lookup);

/* The home of a row: by sheet and stop, by its key or number (within its village when one is
 * named), by a child's or carer's name when only one home has it.
 * stop: the printed stop it was found by, NULL otherwise; may be NULL.
 * ret: index in known->households; -1 when the row was quarantined. */
int32_t zf_lookup_home(Lookup *lookup, In *in, InRow *row, const ZfIngestStop **stop);

/* The home where a person lived on the day of a visit, for a row whose home was found by the
 * person's name; home itself when that is no other. */
int32_t zf_lookup_home_then(const Lookup *lookup, const In *in, const InRow *row, int32_t home,
                            ZfDate day);

/* A volunteer by key, phone or name. ret: index in known->volunteers, -1 none, -2 several. */
int32_t zf_lookup_volunteer(const Lookup *lookup, const char *text, const char *phone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lookup, zf_lookup_free)

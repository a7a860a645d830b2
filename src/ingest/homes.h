/* homes (private): from rows that describe a home to ZfHousehold, shared by the lists of households
 * and the ledgers of children. */
#pragma once

#include "ingest/homeplace.h"

typedef struct Homes {
    In *in;
    const ZfSnapshot *known; /* may be NULL */
    AreaMatch *match;
    int32_t *claims;    /* per row */
    InPoint *points;    /* per row */
    ZfAreaIndex *water; /* lakes and rivers of the context, NULL = none */
    GHashTable *by_key; /* household key -> index in the batch + 1 */
} Homes;

/* Claims and points of all rows. Errors: as zf_in_claims and zf_in_points. */
bool zf_homes_init(Homes *homes, In *in, GError **error) ZF_CHECK_RESULT;
void zf_homes_clear(Homes *homes);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Homes, zf_homes_clear)

/* ret: the code of the claimed village, "" without. */
const char *zf_homes_claim(const Homes *homes, guint row);

/* Where the home of a row stands: fills areas, point, accuracy and source of home.
 * ret: false when the row was quarantined for it. */
bool zf_homes_place(Homes *homes, guint row, ZfHousehold *home);

/* What a home is known by: number, group, address. */
void zf_homes_name(Homes *homes, guint row, ZfHousehold *home);

/* Everything else of a row that describes the home: group, address, landmark, windows … */
void zf_homes_describe(Homes *homes, guint row, ZfHousehold *home);

/* The key of a home with a number people know; owned by the batch. */
const char *zf_homes_number_key(const Homes *homes, const char *village, const char *number);

/* ret: the batch's household of that key, or NULL. */
ZfHousehold *zf_homes_find(const Homes *homes, const char *key);
/* Adds a copy of home under its key; the pointer holds until the next one. */
ZfHousehold *zf_homes_add(Homes *homes, const ZfHousehold *home);

/* Once all homes are there: many at one point lose it, homes without a point get the circle of
 * their group or village. */
void zf_homes_finish(Homes *homes);

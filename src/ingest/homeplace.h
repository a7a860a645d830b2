/* homeplace (private): which village a row claims and where its point lies. */
#pragma once

#include "ingest/areamatch.h"

/* The village of every row: by code, name, address, section line, sheet name, title, --village.
 * ret_claims: one index in known->areas a row of in->rows, -1 = none given. Rows whose village is
 * unknown or ambiguous are quarantined.
 * Errors: HEADER when villages are named but none is known yet. */
bool zf_in_claims(In *in, const AreaMatch *match, int32_t *ret_claims,
                  GError **error) ZF_CHECK_RESULT;

typedef enum InPointState {
    IN_POINT_NONE,
    IN_POINT_OK,
    IN_POINT_BAD,         /* cannot be read */
    IN_POINT_PLACEHOLDER, /* 0,0 and 999: nobody measured that */
    IN_POINT_CENTRE,      /* the very point of homes in several villages: a town's middle */
} InPointState;

typedef struct InPoint {
    InPointState state;
    double x, y; /* as written, east first unless said otherwise */
    bool degrees;
    int32_t accuracy_m; /* from the digits given */
    ZfLonLat point;     /* WGS-84, once settled */
} InPoint;

/* Reads the coordinates of all unsettled rows and brings them to WGS-84: as the user says, as the
 * file says, or by fit to the claimed villages. ret: one a row.
 * Errors: ZF_INGEST_ERROR_CRS with what to pass; ZF_GEO_ERROR_*. */
bool zf_in_points(In *in, const AreaMatch *match, const int32_t *claims, InPoint *ret,
                  GError **error) ZF_CHECK_RESULT;

/* Settles the coordinate system of points[…] with state OK and fills .point. */
bool zf_in_fit_crs(In *in, const AreaMatch *match, const int32_t *claims, InPoint *points,
                   GError **error) ZF_CHECK_RESULT;

/* access: minutes to the nearest service places, and who is hard to reach. */
#pragma once

#include "app/grid.h"
#include "app/workspace.h"

typedef struct ZfAccessOptions {
    ZfStamp as_of;         /* ZF_STAMP_NONE = now */
    ZfAudience audience;   /* county and public: no homes, no counts, minutes in steps of five */
    const char *area;      /* code or name: only homes there; NULL = everywhere */
    const char *mode;      /* code of a ZfTravelMode; NULL = foot */
    int32_t limit_minutes; /* farther is hard to reach; 0 = 60 */
    ZfWeather weather;
    unsigned threads; /* 0 = all cores; never changes the result */
} ZfAccessOptions;

typedef struct ZfAccessFigures {
    ZfSnapshot *snapshot;
    ZfAccess *access;
    ZfAudience audience;
} ZfAccessFigures;

/* From every 儿童之家, school, clinic and office to every home, on the imported roads with their
 * closures and slopes; without roads by straight lines. options NULL = now, on foot, 60 minutes.
 * Errors: ZF_APP_ERROR_NOTHING without places or homes with a position; _USAGE. */
ZfAccessFigures *zf_app_access(ZfApp *app, const ZfAccessOptions *options, ZfFindings *findings,
                               const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;
void zf_access_figures_free(ZfAccessFigures *figures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfAccessFigures, zf_access_figures_free)

/* A row a community, with shapes, and the sum. */
ZfGrid *zf_access_rows(const ZfAccessFigures *figures, ZfLang lang);
/* A row a home, farthest first, with positions. Not for county and public: empty. */
ZfGrid *zf_access_homes(const ZfAccessFigures *figures, ZfLang lang);
/* ret: "12 of 340 homes are hard to reach …", for a terminal. */
char *zf_access_summary(const ZfAccessFigures *figures, ZfLang lang);

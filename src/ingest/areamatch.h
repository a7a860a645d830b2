/* areamatch (private): which known village a text means, and which one holds a position. */
#pragma once

#include "ingest/source.h"

typedef struct AreaMatch AreaMatch;

/* known may be NULL. */
AreaMatch *zf_area_match_new(const ZfSnapshot *known);
void zf_area_match_free(AreaMatch *match);

typedef enum AreaFound {
    AREA_NONE,
    AREA_CODE,     /* by its code, or an old one among its aliases */
    AREA_EXACT,    /* by its name or an alias */
    AREA_STRIPPED, /* 柏垭 for 柏垭村村民委员会 */
    AREA_INSIDE,   /* named inside a longer text */
    AREA_FUZZY,    /* one character differs */
    AREA_SEVERAL,  /* several villages of that name */
} AreaFound;

/* town: narrows homonyms, may be NULL or "". ret_area: index in known->areas, -1 unless found. */
AreaFound zf_area_match_text(const AreaMatch *match, const char *text, const char *town,
                             int32_t *ret_area);

/* The villages known (level VILLAGE). */
size_t zf_area_match_count(const AreaMatch *match);
/* true when at least one has a polygon. */
bool zf_area_match_has_shapes(const AreaMatch *match);

/* ret: the village (index in known->areas) whose polygon holds a point, -1 none. */
int32_t zf_area_match_locate(const AreaMatch *match, ZfLonLat point);
/* Metres from a point to a village: 0 inside its polygon; of one without polygon -1. */
double zf_area_match_distance_m(const AreaMatch *match, int32_t area, ZfLonLat point);
/* The nearest village with a polygon within limit_m, -1 none. */
int32_t zf_area_match_nearest(const AreaMatch *match, ZfLonLat point, double limit_m,
                              double *distance_m);
/* The village without polygon whose point is nearest, -1 when no village has a point. */
int32_t zf_area_match_nearest_point(const AreaMatch *match, ZfLonLat point);

/* The middle of a village and the radius of the circle around it, for homes known by village only.
 * ret: false when it has neither polygon nor point. */
bool zf_area_match_circle(const AreaMatch *match, int32_t area, ZfLonLat *centre,
                          int32_t *radius_m);

/* A name without 村 村民委员会 社区居委会 …, for comparing; owned by the caller. */
char *zf_area_name_stripped(const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(AreaMatch, zf_area_match_free)

/* campaign: one round of visits and its settings (DOMAIN §3). */
#pragma once

#include "model/kinds.h"
#include "model/people.h"
#include "geo/types.h"

/* Which link a stop's navigation code carries. */
typedef enum ZfNavigation {
    ZF_NAVIGATION_GEO,
    ZF_NAVIGATION_AMAP,
    ZF_NAVIGATION_TENCENT
} ZfNavigation;

typedef struct ZfCampaign {
    const char *id;    /* short name, unique in the database: "2026-winter" */
    const char *title; /* as printed: "鹿鸣乡 · 2026 年寒假走访" */
    const char *organiser;
    ZfLang lang; /* of sheets, maps and tables */
    ZfUnit unit;
    ZfDate from;             /* first day of the window */
    ZfDate to;               /* last day of the window, included */
    const char *areas;       /* codes it covers with all below, ',' between; "" = everywhere */
    uint32_t categories;     /* which children it is about; ZF_CATEGORY_ALL */
    int32_t age_limit;       /* under this age on the window's first day; 18 */
    int32_t required_visits; /* a home in the window; 1 */
    int32_t gap_days;        /* at least between two visits of a home; 7 */
    int32_t interval_days;   /* a home is due again after; 0 = by the window's end */
    int32_t target_permille; /* coverage aimed at; 950 */
    int32_t service_s;       /* at a home, first child; 1500 */
    int32_t service_extra_s; /* each further child; 300 */
    int32_t team_size;       /* 2 */
    bool female_for_girls;   /* a home with a girl wants a female visitor; true */
    bool two_at_isolated;    /* two people at isolated homes; true */
    bool village_talks;      /* each village also holds a talk; false */
    int32_t day_from_s;      /* default shift window; 09:00 */
    int32_t day_to_s;        /* 17:00 */
    int32_t max_visits;      /* a shift; 12 */
    ZfRest rest;       /* of teams whose roster says nothing; none, else from 11:30 … 13:00 */
    ZfTravelMode mode; /* where the roster says nothing; foot */
    ZfNavigation navigation;
    const char *place;        /* printed: "鹿鸣乡" */
    const char *hotline_name; /* whom to phone at once: "乡儿童督导员" */
    const char *hotline;      /* and under which number */
    const char *hotlines;     /* others, "报警 110\n急救 120\n未保热线 12345" */
    const char *rules;        /* five lines for volunteers, '\n' between; "" = the defaults */
    const char *return_to;    /* where sheets go back to */
    const char *map_approval; /* 审图号, compulsory for public maps */
    const char *source;       /* source line of maps: "© OpenStreetMap contributors" */
} ZfCampaign;

/* When the team rests that day: its own, else the campaign's; length_s 0 = not at all. */
ZfRest zf_shift_rest(const ZfCampaign *campaign, const ZfShift *shift);

/* The defaults above with empty texts and an empty window. */
ZfCampaign zf_campaign_default(void);

/* plan: routes with times, ways and turn cues; and the duties that found no place, with reasons. */
#pragma once

#include "model/duty.h"

typedef enum ZfCueKind {
    ZF_CUE_START,
    ZF_CUE_STRAIGHT, /* go straight on where one could turn */
    ZF_CUE_SLIGHT_LEFT,
    ZF_CUE_LEFT,
    ZF_CUE_SHARP_LEFT,
    ZF_CUE_SLIGHT_RIGHT,
    ZF_CUE_RIGHT,
    ZF_CUE_SHARP_RIGHT,
    ZF_CUE_U_TURN,
    ZF_CUE_ROUNDABOUT, /* exit number in count */
    ZF_CUE_BRIDGE,
    ZF_CUE_FORD,
    ZF_CUE_FERRY,
    ZF_CUE_STEPS,
    ZF_CUE_ROAD_ENDS, /* walk on off the road */
    ZF_CUE_PARK,      /* leave the vehicle, walk on */
    ZF_CUE_STOP,      /* the home */
    ZF_CUE_END,       /* back at the base */
} ZfCueKind;
#define ZF_CUE_COUNT 18

typedef struct ZfCue {
    ZfCueKind kind;
    ZfLonLat point;
    int32_t metres;       /* from the leg's start */
    int32_t seconds;      /* from the leg's start */
    int32_t count;        /* roundabout exit; off-road seconds for ROAD_ENDS and PARK; side of a
                           * STOP: 1 left, 2 right; where a START leads: 1 north, 2 north-east …
                           * 8 north-west, 0 not known */
    const char *road;     /* name of the way taken, "" */
    const char *highway;  /* its class */
    const char *landmark; /* something to see there, "" */
    ZfPlaceKind landmark_kind;
} ZfCue;

/* How a team gets from one place to the next. */
typedef struct ZfLeg {
    int32_t seconds;
    int32_t metres;
    bool estimated;       /* no road network: straight line times a factor */
    uint32_t first_point; /* into ZfPlan.points */
    uint32_t n_points;
    /* Points [road_from, road_to) of the leg lie on roads; before and behind it is walked. */
    uint32_t road_from;
    uint32_t road_to;
    uint32_t first_cue; /* into ZfPlan.cues */
    uint32_t n_cues;
} ZfLeg;

typedef struct ZfStop {
    const char *duty;      /* key */
    const char *household; /* key, "" for a village duty */
    const char *area;      /* code */
    int32_t number;        /* on the sheet, 1 … n along the route */
    int32_t arrive_s;
    int32_t begin_s; /* after waiting for a window */
    int32_t leave_s;
    int32_t children;
    int32_t priority;
    uint32_t reasons;
    uint64_t skills; /* asked for */
    int32_t team_size;
    bool fixed_time; /* a window or an appointment binds it */
    bool repeat;     /* the home was visited before in this campaign */
    bool locked;
    uint32_t leg; /* into ZfPlan.legs: the way to it */
} ZfStop;

typedef struct ZfRoute {
    int32_t number; /* 1 … n in the plan, by date, then team */
    const char *shift;
    const char *team;
    const char *team_name;
    ZfDate date;
    ZfTravelMode mode;
    const char *base;
    ZfLonLat point;      /* of the base */
    uint32_t first_stop; /* into ZfPlan.stops */
    uint32_t n_stops;
    uint32_t home_leg; /* into ZfPlan.legs: the way back */
    int32_t depart_s;
    int32_t return_s;
    int32_t travel_s;
    int32_t service_s;
    int32_t wait_s; /* at homes, and for the rest to begin */
    int32_t rest_begin_s;
    int32_t rest_s;     /* 0: no rest on the way */
    int32_t rest_after; /* stops before it */
    int32_t metres;
    int32_t children;
} ZfRoute;

/* The constraint that kept a duty out, the nearest miss first of all. */
typedef enum ZfUnplannedReason {
    ZF_UNPLANNED_NO_SHIFT,    /* there is no shift at all (or none on its days) */
    ZF_UNPLANNED_NO_POSITION, /* nobody knows where the home is, not even its village */
    ZF_UNPLANNED_UNREACHABLE, /* no way leads there from any base */
    ZF_UNPLANNED_SKILL,       /* no team has what it needs */
    ZF_UNPLANNED_TEAM_SIZE,
    ZF_UNPLANNED_PAIR,     /* the paired volunteer has no shift */
    ZF_UNPLANNED_WINDOW,   /* its windows fit no shift */
    ZF_UNPLANNED_TIME,     /* every compatible shift is full: short by `short_s` */
    ZF_UNPLANNED_VISITS,   /* most visits a day reached */
    ZF_UNPLANNED_GAP,      /* too soon after the home's last visit */
    ZF_UNPLANNED_LOCK,     /* a lock of the planner contradicts */
    ZF_UNPLANNED_DISTANCE, /* longest way a day reached */
} ZfUnplannedReason;
#define ZF_UNPLANNED_COUNT 12

typedef struct ZfUnplanned {
    const char *duty;
    const char *household;
    const char *area;
    int32_t priority;
    ZfUnplannedReason reason;
    int32_t short_s;  /* how far the nearest miss is from fitting, seconds; 0 = does not apply */
    const char *team; /* of the nearest miss, "" */
    const char *team_name;
    ZfDate date;        /* of the nearest miss, ZF_DATE_NONE */
    int32_t forced_s;   /* what it would cost to force it in there, seconds; 0 = not known */
    const char *pushes; /* key of the planned home of least priority that would make room there if
                         * it were left out, "" = no single one would */
    bool relaxable;     /* one of the plan's relaxations gives it a place */
} ZfUnplanned;

/* A change of the campaign with which what was left out finds a place: more of one thing, the least
 * that search found. Its plan was made and passed the checker. */
typedef struct ZfRelaxation {
    int32_t days;      /* more, behind the plan's last, the same teams on each */
    ZfDate until;      /* with days: the last of them; else ZF_DATE_NONE */
    int32_t teams;     /* more, out on all days; */
    int32_t team_size; /* people in each, */
    uint64_t skills;   /* who can do this */
    const char *base;  /* where they set out; "" = at several bases */
    int32_t extra_s;   /* more each day: every shift ends so much later */
    int32_t visits;    /* more a shift than its most */
    int32_t placed;    /* so many of those left out */
    bool least;        /* counting shows that less cannot do; else less was tried in vain */
} ZfRelaxation;

typedef struct ZfPlan {
    int64_t number; /* in the database, 0 = not stored yet */
    const char *campaign;
    int64_t data_version; /* of the snapshot it was made from */
    ZfStamp made;
    uint64_t seed;
    int64_t iterations;
    const char *options; /* what it was made with, for people: "--prefer compact" */
    const char *hash;    /* 12 hexadecimal digits over routes and stops: the sheets' plan version */
    ZfRoute *routes;
    size_t n_routes;
    ZfStop *stops;
    size_t n_stops;
    ZfLeg *legs;
    size_t n_legs;
    ZfLonLat *points;
    size_t n_points;
    ZfCue *cues;
    size_t n_cues;
    ZfUnplanned *unplanned;
    size_t n_unplanned;
    ZfRelaxation *relaxations; /* days, teams, hours, visits; only those that help */
    size_t n_relaxations;
    int64_t cost;
    GStringChunk *texts;
} ZfPlan;

/* How a plan looks to those who walk it (plan/human.h measures it). */
typedef struct ZfPlanHuman {
    int32_t pairs;       /* pairs of routes, whatever the day */
    int32_t crossing;    /* of these: the straight lines from stop to stop cross */
    int32_t overlapping; /* of these: the areas that their stops span (convex hulls) overlap */
    int32_t stops;
    int32_t strays;              /* stops that lie within the area of another route */
    int32_t neighbours;          /* stops and each of their nearest stops elsewhere, */
    int32_t neighbours_together; /* in the same route */
    int32_t passed; /* stops whose door another route passes on its way; where roads are known */
    int32_t shortest_s; /* of the days away from the base */
    int32_t longest_s;
    int32_t teams;   /* that go, or could have gone on these days */
    int64_t least_s; /* hours of the team with the fewest, over all its days, */
    int64_t most_s;  /* with the most, */
    int64_t mean_s;
    int32_t
        least_load;    /* the same in thousandths of the time that each offers on these days; all */
    int32_t most_load; /* 0 where the shifts are not known */
    int32_t mean_load;
    int32_t known;           /* duties with somebody who should go again, */
    int32_t known_kept;      /* and goes */
    int64_t travel_s;        /* of all routes */
    int64_t balance_price_s; /* travel that even hours cost, */
    int64_t compact_price_s; /* that compact routes cost; both only where they were measured */
} ZfPlanHuman;

/* A worksheet on paper. */
typedef struct ZfSheet {
    const char *number; /* opaque, with a check digit; printed as "LM7-0214-3X" */
    int64_t plan;
    int32_t route;
    int32_t pages; /* 0 = not drawn yet */
    ZfStamp issued;
    const char *issued_to;
    ZfStamp returned;
    int32_t returned_pages;
} ZfSheet;

ZfPlan *zf_plan_new(void);
void zf_plan_free(ZfPlan *plan);
const char *zf_plan_text(ZfPlan *plan, const char *text);
/* Computes hash from what is printed: routes, days, teams, stops and their order and times. */
void zf_plan_set_hash(ZfPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfPlan, zf_plan_free)

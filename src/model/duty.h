/* duty: one visit that has to be made — what coverage hands to plan. */
#pragma once

#include "model/snapshot.h"

typedef enum ZfDutyKind { ZF_DUTY_HOUSEHOLD, ZF_DUTY_VILLAGE } ZfDutyKind;

/* Why a home comes first (a set); the more bits, the higher its class. */
typedef enum ZfPriorityReason {
    ZF_PRIORITY_OVERDUE = 1 << 0,
    ZF_PRIORITY_NEVER_SEEN = 1 << 1,
    ZF_PRIORITY_GIRL = 1 << 2,
    ZF_PRIORITY_PARENTS_STAY = 1 << 3,
    ZF_PRIORITY_CARER_WEAK = 1 << 4,
    ZF_PRIORITY_NO_GUARDIAN = 1 << 5, /* orphan, de facto orphan */
    ZF_PRIORITY_RETRY = 1 << 6,       /* tried in this campaign without seeing the child */
} ZfPriorityReason;
#define ZF_PRIORITY_COUNT 7

/* A time at which the home can be visited. */
typedef struct ZfDutyWindow {
    ZfDate date;
    int32_t from_s; /* the visit begins within [from_s, to_s] */
    int32_t to_s;
} ZfDutyWindow;

typedef struct ZfDuty {
    const char *id; /* household id + "#" + n, or area code + "#talk"; stable between runs */
    ZfDutyKind kind;
    int32_t household; /* index, -1 for a village duty */
    int32_t area;
    int32_t nth;      /* 1 … required: which of the home's visits this is */
    int32_t children; /* to be seen there */
    int32_t priority; /* 0 (ordinary) … 3 (first of all) */
    uint32_t reasons; /* ZfPriorityReason */
    int32_t service_s;
    uint64_t skills;             /* bits the team must have together */
    int32_t team_size;           /* at least */
    int32_t gap_days;            /* to the home's previous duty (nth - 1) */
    int32_t preferred_volunteer; /* index: paired, or same as last time; -1 */
    bool pair_required;          /* only the paired one may go */
    int32_t first_window;        /* in ZfDuties.windows; n_windows 0 = any time of any shift */
    int32_t n_windows;
    /* planner's locks: index of team or -1, day or ZF_DATE_NONE */
    int32_t locked_team;
    ZfDate locked_date;
} ZfDuty;

typedef struct ZfDuties {
    ZfDuty *duties; /* by household, nth; then village duties by area */
    size_t n;
    ZfDutyWindow *windows;
    size_t n_windows;
    GStringChunk *texts;
} ZfDuties;

void zf_duties_free(ZfDuties *duties);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfDuties, zf_duties_free)

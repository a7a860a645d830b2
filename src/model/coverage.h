/* coverage: figures per community (DOMAIN §5), as structs; the folder coverage computes them. */
#pragma once

#include "model/snapshot.h"

/* The ladder and what stands beside it; units are children or households as the campaign says. */
typedef struct ZfCounts {
    int32_t registered;      /* R */
    int32_t in_scope;        /* S */
    int32_t located;         /* L */
    int32_t assigned;        /* A: on a sheet of the current plan */
    int32_t attempted;       /* T */
    int32_t contacted;       /* C */
    int32_t seen;            /* V */
    int32_t complete;        /* Q */
    int32_t accounted;       /* O, verified elsewhere */
    int32_t barred;          /* B: refused, inaccessible, moved, not found */
    int32_t households;      /* with someone in scope */
    int32_t households_seen; /* with all in scope seen */
    int32_t obligation_met;  /* Σ min(v, r) */
    int32_t obligation;      /* Σ r */
    int32_t scheduled;       /* in scope, neither seen nor accounted for, on the current plan */
    int32_t unscheduled;     /* neither, and not on it */
    int32_t overdue;         /* households overdue */
    int32_t overdue_days;    /* the longest */
} ZfCounts;

/* 未掌握: neither seen nor verified elsewhere. */
static inline int32_t
zf_counts_missing(const ZfCounts *counts)
{
    return counts->in_scope - counts->seen - counts->accounted;
}

/* Fixed target classes of the coverage map (look/map SPEC §1). */
typedef enum ZfClass {
    ZF_CLASS_UNDER_50,
    ZF_CLASS_UNDER_80,
    ZF_CLASS_UNDER_TARGET,
    ZF_CLASS_TARGET,
    ZF_CLASS_UNDECIDED, /* a sample's interval straddles the target */
    ZF_CLASS_FEW,       /* fewer than k, or hidden to protect another */
    ZF_CLASS_NO_DATA,   /* nobody in scope, nothing reported */
} ZfClass;
#define ZF_CLASS_COUNT 7

/* What disclosure control leaves of a row for the audience. */
typedef enum ZfShown {
    ZF_SHOWN_EXACT,
    ZF_SHOWN_BOUND,  /* only "≥ n − k + 1 of N" */
    ZF_SHOWN_FEW,    /* "< k" */
    ZF_SHOWN_HIDDEN, /* 隐, protects another cell */
} ZfShown;

typedef struct ZfCoverageRow {
    const char *code; /* area code; group: village code + "/" + group; category code */
    const char *name;
    ZfAreaLevel level;
    int32_t area;   /* index in the snapshot, -1 for categories */
    int32_t parent; /* row index of the next level up, -1 */
    ZfCounts counts;
    ZfClass class_seen;     /* by seen / in scope */
    ZfClass class_complete; /* by complete / in scope */
    ZfShown shown;
    ZfDate last_visit;
    int32_t talks; /* held in this village */
} ZfCoverageRow;

/* Why a registered unit is not in scope (R ∖ S). */
typedef enum ZfScope {
    ZF_SCOPE_IN,
    ZF_SCOPE_AGE,      /* too old on the window's first day */
    ZF_SCOPE_CATEGORY, /* none of the campaign's categories */
    ZF_SCOPE_EXITED,   /* left the ledger before the window */
    ZF_SCOPE_NOT_YET,  /* enters after the window */
    ZF_SCOPE_AREA,     /* lives outside the campaign's areas */
} ZfScope;
#define ZF_SCOPE_COUNT 6

/* Where an in-scope unit stands; each in exactly one (conservation). */
typedef enum ZfState {
    ZF_STATE_SEEN,
    ZF_STATE_ACCOUNTED,
    ZF_STATE_SCHEDULED,
    ZF_STATE_UNSCHEDULED,
} ZfState;

/* Every registered unit ends in exactly one place. */
typedef struct ZfConservation {
    int32_t registered;
    int32_t by_scope[ZF_SCOPE_COUNT]; /* sums to registered; [ZF_SCOPE_IN] = in scope */
    int32_t by_state[4];              /* sums to in scope */
    bool holds;
} ZfConservation;

typedef struct ZfTrendDay {
    ZfDate date;
    int32_t seen;        /* cumulative */
    int32_t needed_x100; /* straight line to the target at the deadline, hundredths of a unit */
} ZfTrendDay;

typedef enum ZfVerdict {
    ZF_VERDICT_DONE, /* nobody remains */
    ZF_VERDICT_IN_TIME,
    ZF_VERDICT_LATE,    /* late_days says by how much */
    ZF_VERDICT_NO_PACE, /* nothing in the last 7 days */
    ZF_VERDICT_NOBODY,  /* nobody is in scope: nothing to forecast */
} ZfVerdict;

typedef struct ZfForecast {
    ZfVerdict verdict;
    int32_t remaining;          /* in scope, not seen */
    int32_t seen_7_days;        /* pace = this / 7 a day */
    int32_t needed_per_day_x10; /* to finish by the window's end */
    ZfDate finish;              /* ZF_DATE_NONE without a pace */
    int32_t late_days;
} ZfForecast;

/* A household that still has somebody to see. */
typedef struct ZfUnvisited {
    int32_t household;
    int32_t area;
    int32_t children; /* still to see */
    ZfState state;
    bool attempted;
    ZfOutcome outcome; /* of the last attempt, when attempted */
    int32_t attempts;
    ZfDate last_attempt;
    ZfDate last_seen; /* in any campaign */
    ZfDate due;
    int32_t overdue_days;
    uint32_t reasons; /* ZfPriorityReason */
    ZfDate planned;   /* day on the current plan, ZF_DATE_NONE */
    int32_t planned_route;
} ZfUnvisited;

typedef struct ZfCoverage {
    ZfStamp as_of;
    ZfUnit unit;
    ZfAudience audience;
    int32_t k;           /* counts below this are hidden; 0 = none */
    ZfCoverageRow *rows; /* county, towns, villages (and groups) in tree order */
    size_t n_rows;
    ZfCoverageRow total;
    ZfCoverageRow *categories; /* one a category that occurs; they overlap, never add them */
    size_t n_categories;
    ZfConservation conservation;
    ZfTrendDay *trend; /* one a day of the window up to as-of */
    size_t n_trend;
    ZfForecast forecast;
    ZfUnvisited *unvisited; /* worst first: overdue days, priority, area, household */
    size_t n_unvisited;
    int32_t villages;          /* with somebody in scope */
    int32_t villages_reached;  /* with at least one visit */
    int32_t villages_complete; /* all seen */
    int32_t villages_talked;
    GStringChunk *texts;
} ZfCoverage;

void zf_coverage_free(ZfCoverage *coverage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfCoverage, zf_coverage_free)

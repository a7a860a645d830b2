/* facts: where every unit stands, one record each — the sets of coverage.h before anybody adds them
 * up. Figures, the list of homes and duties all read the same facts. Private to coverage. */
#pragma once

#include "model/model.h"

/* Bits of membership. */
typedef enum ZfFact {
    ZF_FACT_LOCATED = 1 << 0,
    ZF_FACT_ASSIGNED = 1 << 1,
    ZF_FACT_ATTEMPTED = 1 << 2,
    ZF_FACT_CONTACTED = 1 << 3,
    ZF_FACT_SEEN = 1 << 4,
    ZF_FACT_COMPLETE = 1 << 5,
    ZF_FACT_ACCOUNTED = 1 << 6,
    ZF_FACT_BARRED = 1 << 7,
    ZF_FACT_SCHEDULED = 1 << 8,
    ZF_FACT_IN_PERSON = 1 << 9, /* the home was visited in person, whatever the outcome */
} ZfFact;

/* A child or a home unit. */
typedef struct ZfChildFacts {
    int32_t household;
    int32_t person; /* -1: the home unit */
    ZfScope scope;
    uint32_t facts;
    int32_t seen_days; /* distinct days seen in person */
    ZfDate first_seen; /* in this campaign */
} ZfChildFacts;

typedef struct ZfHomeFacts {
    ZfScope scope;
    uint32_t facts;
    size_t first_child; /* into children */
    int32_t n_children; /* child units, the home unit included */
    int32_t n_in_scope;
    int32_t n_seen;      /* of those in scope */
    int32_t n_accounted; /* of those in scope */
    int32_t seen_days;   /* distinct days with a valid visit in this campaign */
    ZfDate all_seen;     /* the day the last of those in scope was first seen; NONE */
    ZfDate last_valid;   /* of this campaign */
    ZfDate last_seen;    /* valid visit of any campaign */
    ZfDate last_visit;
    int32_t attempts;  /* distinct days with a visit */
    int32_t vain_days; /* of these, in person and without anybody in scope seen */
    ZfDate last_vain;
    int32_t last; /* index of the last counted visit, -1 */
    ZfDate due;   /* ZF_DATE_NONE = nothing is due */
    int32_t overdue_days;
    ZfDate planned; /* first stop of the current plan dated t or later */
    int32_t planned_route;
    uint32_t reasons; /* ZfPriorityReason, over those in scope */
} ZfHomeFacts;

typedef struct ZfFacts {
    const ZfSnapshot *snapshot;
    ZfDate t;
    ZfDate from;           /* of the window, made definite */
    ZfDate to;             /* INT32_MAX when it has no end */
    bool *area_in;         /* by area: campaign.areas names it or an ancestor */
    GHashTable *strays;    /* household + 1 -> visits elsewhere that are about a child of it */
    GHashTable *child_ids; /* id -> index + 1 of the children; NULL until somebody moved */
    ZfHomeFacts *homes;
    ZfChildFacts *children; /* by household, persons in their order */
    size_t n_children;
} ZfFacts;

/* plan and sheets as for zf_coverage_compute. */
ZfFacts *zf_facts_new(const ZfSnapshot *snapshot, ZfDate t, const ZfPlan *plan,
                      const ZfSheet *sheets, size_t n_sheets);
void zf_facts_free(ZfFacts *facts);

/* The home's own reason to be out (exited, not_yet, area), IN otherwise. */
ZfScope zf_facts_home_scope(const ZfFacts *facts, int32_t household);

/* true when the visit's list names this id. */
bool zf_visit_names(const ZfVisit *visit, const char *person);

/* The child was seen in person at this visit. */
bool zf_visit_saw(const ZfSnapshot *snapshot, const ZfVisit *visit, int32_t person);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfFacts, zf_facts_free)

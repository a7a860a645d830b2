#include "coverage/reasons.h"

#include "coverage/duties.h"

uint32_t
zf_reasons_of(const ZfFacts *f, int32_t household)
{
    const ZfHomeFacts *home = &f->homes[household];
    uint32_t traits = f->snapshot->households[household].traits;
    bool all = home->facts & ZF_FACT_SEEN;
    uint32_t reasons = 0;
    if (home->scope != ZF_SCOPE_IN) {
        return 0;
    }
    for (int32_t i = 0; i < home->n_children; i++) {
        const ZfChildFacts *child = &f->children[home->first_child + i];
        bool counts = child->scope == ZF_SCOPE_IN && (all || !(child->facts & ZF_FACT_SEEN));
        if (!counts || child->person < 0) {
            continue;
        }
        const ZfPerson *person = &f->snapshot->persons[child->person];
        reasons |= person->sex == ZF_SEX_FEMALE ? ZF_PRIORITY_GIRL : 0u;
        reasons |= person->categories & (ZF_CATEGORY_ORPHAN | ZF_CATEGORY_DE_FACTO_ORPHAN)
                       ? ZF_PRIORITY_NO_GUARDIAN
                       : 0u;
    }
    reasons |= home->overdue_days > 0 ? ZF_PRIORITY_OVERDUE : 0u;
    reasons |= home->last_seen == ZF_DATE_NONE ? ZF_PRIORITY_NEVER_SEEN : 0u;
    reasons |= traits & ZF_TRAIT_PARENTS_STAY ? ZF_PRIORITY_PARENTS_STAY : 0u;
    reasons |= traits & ZF_TRAIT_CARER_WEAK ? ZF_PRIORITY_CARER_WEAK : 0u;
    reasons |= home->facts & ZF_FACT_ATTEMPTED && home->seen_days == 0 ? ZF_PRIORITY_RETRY : 0u;
    return reasons;
}

int32_t
zf_priority_class(uint32_t reasons)
{
    return MIN(3, __builtin_popcount(reasons));
}

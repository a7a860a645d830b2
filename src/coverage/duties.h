/* duties: the campaign's rules as a list of visits that still have to be made (DOMAIN §3). */
#pragma once

#include "model/model.h"

typedef struct ZfDutiesOptions {
    ZfStamp as_of;        /* visits up to its day are done; ZF_STAMP_NONE = zf_stamp_now() */
    ZfDate from;          /* days to look at; ZF_DATE_NONE = the campaign's window, … */
    ZfDate to;            /* … never before the day of as-of */
    int32_t max_attempts; /* days a home is tried in vain before it is left to the village worker */
    bool barred;          /* also homes that refused, moved or were not found */
    bool pair_required;   /* only the paired volunteer may go */
    const char *area;     /* only homes of this area and what lies below; NULL or "" = all */
} ZfDutiesOptions;

#define ZF_DUTIES_OPTIONS_INIT                                                                     \
    {                                                                                              \
        .as_of = ZF_STAMP_NONE, .from = ZF_DATE_NONE, .to = ZF_DATE_NONE, .max_attempts = 3        \
    }

/* Length of a village talk. */
#define ZF_TALK_SERVICE_S 3600

/* Why a home has no duty. */
typedef enum ZfNoDuty {
    ZF_NO_DUTY_HAS_ONE,
    ZF_NO_DUTY_OUT_OF_SCOPE,
    ZF_NO_DUTY_DONE,      /* as many visits as required, everybody seen */
    ZF_NO_DUTY_ACCOUNTED, /* verified elsewhere */
    ZF_NO_DUTY_REFUSED,
    ZF_NO_DUTY_MOVED,
    ZF_NO_DUTY_NOT_FOUND,
    ZF_NO_DUTY_ATTEMPTS,  /* tried max_attempts times in vain */
    ZF_NO_DUTY_ELSEWHERE, /* not in options.area */
} ZfNoDuty;

/* options NULL = the defaults. ret: owned by the caller, never NULL.
 *
 * Number: max(required_visits − days with a valid visit, 1 if somebody is still to be seen), none
 * for homes out of scope, accounted for, refused, moved, not found or tried in vain too often; the
 * planner asks zf_duties_none why. Ids "<household>#<nth>" stay the same between runs.
 * Children: those in scope neither seen nor accounted for, for a repeated visit all in scope; 0
 * where nobody is listed. Service: service_s + service_extra_s for each child behind the first.
 * Windows: none when nothing restricts. Else one a day of [from, to] from the day of as-of on:
 *   - the parents' days back_date … back_until (open end: to). Ignored when the trait says that
 * they do not come, or when no such day is left: the child is visited all the same;
 *   - only Saturdays and Sundays for homes marked so or with a boarding child to see. Ignored when
 *     the days looked at hold none (a campaign of weekdays is one in the holidays);
 *   - not before the last valid visit + gap_days (one day at least) for each visit since, nor on
 *     the day of a vain attempt;
 *   - the visit begins within 可访时间, early enough to end in it.
 *   A duty all of whose days are gone keeps one window that can never be met, so that nobody plans
 *   it by mistake: n_windows = 1, from_s = to_s = -1.
 * Skills: FEMALE where a girl is to be seen and the campaign wants it. Team: 2 at isolated homes if
 * so wanted, else 1. Preferred volunteer: paired on one of the days looked at (the latest pairing),
 * else who came last with success (this campaign or before), if the visit's `visitors` names one by
 * id or by a name that only one has, or its team has a first member. Priority: min(3, number of
 * reasons). Village duties (campaign.village_talks): one talk, ZF_TALK_SERVICE_S, priority 1, for
 * every community with somebody in scope where none was held. */
ZfDuties *zf_duties_make(const ZfSnapshot *snapshot,
                         const ZfDutiesOptions *options) ZF_CHECK_RESULT;

/* Why this home has no duty (or that it has). */
ZfNoDuty zf_duties_none(const ZfSnapshot *snapshot, const ZfDutiesOptions *options,
                        int32_t household);

/* Class 0 … 3 of a set of reasons. */
int32_t zf_priority_class(uint32_t reasons);

/* schedule: the times of one route, exactly, whatever it holds: several windows a visit, breaks,
 * locked orders. Slower than joining segments: O(stops × breaks × windows). Private to vrp. */
#pragma once

#include "vrp/core.h"

typedef struct Times {
    int64_t depart;
    int64_t end;
    int64_t travel;
    int64_t distance;
    int64_t work; /* services and set-ups */
} Times;

typedef struct Scheduler Scheduler;

Scheduler *zf_vrp_scheduler_new(const Core *core);
void zf_vrp_scheduler_free(Scheduler *scheduler);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scheduler, zf_vrp_scheduler_free)

/* How far a route is from possible; all 0 when it is. */
typedef struct Excess {
    bool order; /* a locked order is broken */
    bool never; /* a visit that has no window here, or a way that does not exist */
    int64_t load[ZF_VRP_DIMS];
    int64_t visits;
    int64_t distance;
    int64_t duration;
    int64_t time; /* seconds that windows would have to stay open longer, summed over the route,
                     breaks left aside */
} Excess;

/* Earliest finish, latest departure for it. ret: false when some limit breaks; n = 0 is fine. */
bool zf_vrp_schedule_times(Scheduler *scheduler, int32_t shift, const int32_t *visits, int32_t n,
                           Times *ret);

/* The same, stop by stop; the route must be possible. Appends ZfVrpStop to stops, breaks on the way
 * included, and fills route but for first_stop. */
void zf_vrp_schedule_stops(Scheduler *scheduler, int32_t shift, const int32_t *visits, int32_t n,
                           GArray *stops, ZfVrpRoute *route);

/* What is wrong with a route. */
Excess zf_vrp_schedule_excess(Scheduler *scheduler, int32_t shift, const int32_t *visits,
                              int32_t n);

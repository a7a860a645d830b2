/* travelrows: the ways between so many places that a table of all would be too large. Private to
 * plan. */
#pragma once

#include "plan/travel.h"

/* travel: has its graph and snaps. Hubs are the places of all
 * shifts, and places spread out so that each has one near it; near are ZF_TRAVEL_NEAR places each.
 * Errors: cancelled. */
#define ZF_TRAVEL_NEAR 200
#define ZF_TRAVEL_HUBS 256 /* beside those of the shifts */
ZfVrpWayRows *zf_travel_rows_new(const ZfPlanPlaces *places, const ZfTravel *travel,
                                 size_t n_shifts, int32_t threads, const ZfProgress *progress,
                                 GError **error) ZF_CHECK_RESULT;

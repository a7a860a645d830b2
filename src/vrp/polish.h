/* polish: no route is left that a turn of a stretch, or moving a short stretch within it, would
 * make better: nobody passes a home by and comes back to it without need. Private to vrp. */
#pragma once

#include "vrp/state.h"

/* ret: anything changed. */
bool zf_vrp_polish(State *s);

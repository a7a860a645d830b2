/* polish: no route is left that a turn of a stretch, or moving a short stretch within it, would
 * make better: nobody passes a home by and comes back to it without need. Private to vrp. */
#pragma once

#include "vrp/state.h"

/* Asked now and then; true: leave off. */
typedef bool (*StopFunc)(void *user);

/* stop may be NULL. ret: anything changed. */
bool zf_vrp_polish(State *s, StopFunc stop, void *user);

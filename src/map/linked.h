/* linked: what hangs together by short gaps, like the homes of a hamlet on paper. Private to map.
 */
#pragma once

#include "base/base.h"

/* near: are i and j one step apart? ret: by item, the number of the first that it hangs together
 * with, over any number of steps; n of them, owned by the caller. O(n²) calls. */
size_t *zf_linked(size_t n, bool (*near)(const void *user, size_t i, size_t j), const void *user);

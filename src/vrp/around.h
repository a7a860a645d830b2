/* around: which visits can be among the nearest of one, without looking at all of them. Private to
 * vrp. */
#pragma once

#include "vrp/vrp.h"

typedef struct Around Around;

/* place: of n visits. ways and place must outlive it. */
Around *zf_vrp_around_new(const ZfVrpWays *ways, const int32_t *place, int32_t n);
void zf_vrp_around_free(Around *around);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Around, zf_vrp_around_free)

/* ret: *n visits, in no order that matters, v itself perhaps among them; valid until the next call.
 * On a plane the k nearest by ways there and back, ties by index, are among them; by rows those
 * whose exact ways are known. */
const int32_t *zf_vrp_around_find(Around *around, int32_t v, int32_t k, int32_t *n);

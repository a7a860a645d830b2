/* pool: the same work on many items, over a few threads. Results must not depend on which thread
 * takes which item: every item writes to its own place. */
#pragma once

#include "base/prelude.h"
#include "base/progress.h"

/* worker: 0 … threads-1, to pick scratch memory; item: 0 … n-1. false stops all the others. */
typedef bool (*ZfPoolFunc)(void *user, size_t item, unsigned worker, GError **error);

/* Runs func on items 0 … n-1 and returns when all are done. threads 0 = the machine's cores;
 * 1 runs in the calling thread. ret: false with the error of the smallest failed item, or when
 * progress is cancelled. Items are handed out in order. */
bool zf_pool_run(unsigned threads, size_t n, ZfPoolFunc func, void *user,
                 const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;

/* The number of cores this process may use, at least 1. */
unsigned zf_pool_cores(void);

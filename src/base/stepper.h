/* stepper: threads that stand by between many short steps. pool.h makes threads for one long job;
 * where hundreds of steps take less than a millisecond each, making threads and waking them costs
 * more than they save. Between steps the stepper looks out for the next one for a moment before it
 * sleeps.
 *
 *     ZfStepper *stepper = zf_stepper_new(threads);
 *     while (…) {
 *         if (!zf_stepper_run(stepper, n, step, user, progress, error)) …
 *     }
 *     zf_stepper_free(stepper);
 */
#pragma once

#include "base/pool.h"

typedef struct ZfStepper ZfStepper;

/* threads: 0 = the machine's cores; 1 = all is done by the calling thread. */
ZfStepper *zf_stepper_new(unsigned threads);
void zf_stepper_free(ZfStepper *stepper);
unsigned zf_stepper_threads(const ZfStepper *stepper);

/* worker: 0 … threads-1, to pick scratch memory; item: 0 … n-1. */
typedef void (*ZfStepFunc)(void *user, size_t item, unsigned worker);

/* Runs step on items 0 … n-1 and returns when all are done. Each worker begins with its own even
 * share of the items, the same one every time, so that what it wrote in one step is in its core's
 * cache in the next; who is done takes over from the others. One step at a time, always from the
 * thread that made the stepper. ret: false when progress is cancelled. */
bool zf_stepper_run(ZfStepper *stepper, size_t n, ZfStepFunc step, void *user,
                    const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfStepper, zf_stepper_free)

/* progress: how a long computation tells where it is, and how it is asked to stop.
 * Library folders never print: the caller hands in what shows the bar. */
#pragma once

#include "base/prelude.h"

typedef struct ZfProgress {
    /* stage: what is being done, in the user's language; done of total, total 0 = not known.
     * May be NULL. May be called from a worker thread, never from two at once. */
    void (*report)(void *user, const char *stage, int64_t done, int64_t total);
    /* true when the user wants out. May be NULL. Called from any thread, at any time. */
    bool (*cancelled)(void *user);
    void *user;
} ZfProgress;

/* A NULL progress is silent and never cancelled. */
void zf_progress_report(const ZfProgress *progress, const char *stage, int64_t done, int64_t total);
bool zf_progress_cancelled(const ZfProgress *progress);

/* Sets a G_IO-free "interrupted" error and returns true when the user wants out:
 *     if (zf_progress_stop(progress, error)) return false; */
bool zf_progress_stop(const ZfProgress *progress, GError **error);

#define ZF_PROGRESS_ERROR (zf_progress_error_quark())
GQuark zf_progress_error_quark(void);
typedef enum { ZF_PROGRESS_ERROR_CANCELLED } ZfProgressError;

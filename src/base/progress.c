#include "base/progress.h"

G_DEFINE_QUARK(zf_progress_error, zf_progress_error)

void
zf_progress_report(const ZfProgress *progress, const char *stage, int64_t done, int64_t total)
{
    if (progress && progress->report) {
        progress->report(progress->user, stage, done, total);
    }
}

bool
zf_progress_cancelled(const ZfProgress *progress)
{
    return progress && progress->cancelled && progress->cancelled(progress->user);
}

bool
zf_progress_stop(const ZfProgress *progress, GError **error)
{
    if (!zf_progress_cancelled(progress)) {
        return false;
    }
    g_set_error_literal(error, ZF_PROGRESS_ERROR, ZF_PROGRESS_ERROR_CANCELLED,
                        _("interrupted; nothing was changed"));
    return true;
}

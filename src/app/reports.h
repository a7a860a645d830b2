/* reports: the mandated tables and the bulletin. */
#pragma once

#include "app/workspace.h"

typedef struct ZfReportRequest {
    const char *what;   /* "summary", "ledger", "bulletin" … */
    const char *output; /* .xlsx, .csv or .pdf */
    ZfAudience audience;
    const char *area; /* code or name; NULL = everything */
    ZfStamp as_of;    /* ZF_STAMP_NONE = now */
    bool bw;
} ZfReportRequest;

/* Written to the access log when it names people. Errors: USAGE for an unknown report; an audience
 * that may not read it. */
bool zf_app_report(ZfApp *app, const ZfReportRequest *request, GError **error) ZF_CHECK_RESULT;

/* ret: the names of all reports, NULL-ended; static. */
const char *const *zf_app_report_names(void);

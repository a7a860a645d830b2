/* go: the planner's one command. Looks at every file of a folder, says what it is, imports it,
 * makes the campaign, plans, draws, and fills out/ with a folder for the day. Run again, it takes
 * up what changed and says what became different. */
#pragma once

#include "app/drawing.h"
#include "app/imports.h"
#include "app/planning.h"
#include "app/workspace.h"

typedef struct ZfGoRequest {
    const char *folder; /* with the files; the database is made in it when missing */
    const char *db;
    const char *const *as;       /* "FILE=KIND": what a file is where that cannot be told */
    const char *const *settings; /* of the campaign, "from=2026-02-09" … */
    const char *campaign;        /* name; NULL = the current one, else "campaign" */
    bool accept_totals;          /* a typed total that differs from its sum is a warning only */
    const char *crs;
    ZfPlanRequest plan;
    bool bw;
    ZfLang lang; /* of what is said */
} ZfGoRequest;

/* What go says while it works, one line a step; never NULL text. */
typedef void (*ZfGoSay)(void *user, const char *line);
/* Findings of a file, as they come. */
typedef void (*ZfGoFindings)(void *user, const ZfFindings *findings);

typedef struct ZfGoReport {
    GPtrArray *files;   /* paths to open, in the order to open them */
    GPtrArray *what;    /* one line each: what it is */
    size_t quarantined; /* rows not taken */
    size_t set_aside;   /* rows taken without a part of theirs, an ID number */
    size_t unplanned;
    size_t lacking; /* papers on which a character has no glyph: 〓 stands for it */
    char *folder;   /* out/2026-02-14 */
} ZfGoReport;
void zf_go_report_free(ZfGoReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfGoReport, zf_go_report_free)

ZfGoReport *zf_app_go(const ZfGoRequest *request, ZfGoSay say, ZfGoFindings findings, void *user,
                      const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;

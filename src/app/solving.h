/* solving: the optimiser on the field's public instance files. No database. */
#pragma once

#include "base/base.h"

typedef struct ZfSolveRequest {
    const char *file;
    const char *format;   /* NULL = auto */
    const char *rounding; /* NULL = what the format is used with */
    double time_s;        /* from the start of the program, reading included; 0 = no limit */
    double cpu_s;         /* likewise, CPU of the program */
    int64_t iterations;   /* 0 = by the size of the problem, unless a time is given */
    uint64_t seed;
    int64_t threads;      /* 0 = all cores; never changes the result */
    int64_t workers;      /* 0 = by the size of the problem */
    int64_t vehicles;     /* 0 = the file's */
    const char *draw;     /* SVG to write, or NULL */
    const char *output;   /* solution to write, or NULL */
    const char *evaluate; /* a solution to look at instead of searching, or NULL */
    double wall_at_start; /* g_get_monotonic_time() / 1e6 when the program began */
} ZfSolveRequest;

typedef struct ZfSolveReport {
    char *solution; /* routes and cost, as the format's programs write them */
    char *json;
    char *summary; /* a line or two for people */
    bool feasible; /* all that must be served is, and the checker agrees */
} ZfSolveReport;

void zf_solve_report_free(ZfSolveReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfSolveReport, zf_solve_report_free)

/* Errors: USAGE for words and numbers that are not known or out of range; those of reading and
 * writing files. Interrupted, it returns the best so far. */
ZfSolveReport *zf_app_solve(const ZfSolveRequest *request, const ZfProgress *progress,
                            GError **error) ZF_CHECK_RESULT;

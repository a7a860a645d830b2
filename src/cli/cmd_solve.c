/* solve: the optimiser on public instance files. */
#include <stdio.h>

#include "cli/commands.h"

static char *format;
static char *rounding;
static double seconds;
static double cpu_seconds;
static gint64 iterations;
static gint64 seed = 1;
static gint64 threads;
static gint64 workers;
static gint64 vehicles;
static char *draw;
static char *output;
static char *evaluate;

static const GOptionEntry entries[] = {
    {"format", 0, 0, G_OPTION_ARG_STRING, &format,
     N_("auto, vrplib, solomon, cordeau, toptw or vroom"), N_("FORMAT")},
    {"rounding", 0, 0, G_OPTION_ARG_STRING, &rounding,
     N_("of distances: round, dimacs, exact, double or matrix"), N_("HOW")},
    {"time", 0, 0, G_OPTION_ARG_DOUBLE, &seconds,
     N_("stop so long after the start; another run may then give another result"), N_("SECONDS")},
    {"cpu-time", 0, 0, G_OPTION_ARG_DOUBLE, &cpu_seconds,
     N_("likewise, by the time the processor worked"), N_("SECONDS")},
    {"iterations", 0, 0, G_OPTION_ARG_INT64, &iterations,
     N_("so many steps instead: the same result on any machine"), N_("N")},
    {"seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_("another start, another result"), N_("N")},
    {"threads", 0, 0, G_OPTION_ARG_INT64, &threads, N_("cores to use; never changes the result"),
     N_("N")},
    {"workers", 0, 0, G_OPTION_ARG_INT64, &workers,
     N_("searches side by side; may change the result, whatever the cores"), N_("N")},
    {"vehicles", 0, 0, G_OPTION_ARG_INT64, &vehicles,
     N_("instead of the number in the file, where all are alike"), N_("N")},
    {"draw", 0, 0, G_OPTION_ARG_FILENAME, &draw, N_("draw the routes"), N_("FILE.svg")},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("write the solution to a file"),
     N_("FILE")},
    {"evaluate", 0, 0, G_OPTION_ARG_FILENAME, &evaluate,
     N_("look at this solution instead of searching"), N_("FILE.sol")},
    {NULL},
};

static const GOptionEntry *
options(void)
{
    return entries;
}

static ZfExit
run_solve(ZfSession *session, int argc, char **argv)
{
    if (argc != 1) {
        return zf_session_usage(session, "solve", _("solve needs one instance file"));
    }
    ZfSolveRequest request = {.file = argv[0],
                              .format = format,
                              .rounding = rounding,
                              .time_s = seconds,
                              .cpu_s = cpu_seconds,
                              .iterations = iterations,
                              .seed = (uint64_t)seed,
                              .threads = threads,
                              .workers = workers,
                              .vehicles = vehicles,
                              .draw = draw,
                              .output = output,
                              .evaluate = evaluate,
                              .wall_at_start = session->wall_at_start};
    GError *error = NULL;
    g_autoptr(ZfSolveReport) report = zf_app_solve(&request, &session->progress, &error);
    if (g_error_matches(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE)) {
        zf_session_usage(session, "solve", "%s", error->message);
        g_error_free(error);
        return ZF_EXIT_USAGE;
    }
    if (!report) {
        return zf_session_fail(session, error);
    }
    fputs(session->json ? report->json : report->solution, stdout);
    if (!session->json) {
        zf_session_note(session, "%s", report->summary);
    }
    return report->feasible ? ZF_EXIT_DONE : ZF_EXIT_FINDINGS;
}

const ZfCommand zf_command_solve = {
    .name = "solve",
    .arguments = "FILE",
    .summary = N_("try the optimiser on a public instance file"),
    .help = N_("Reads VRPLIB (with fleets, time windows, prizes, groups), Solomon's and Cordeau's "
               "tables, team orienteering, and VROOM's JSON, packed with gzip or not, and writes "
               "the solution in the form in which it is usual for the format. FILE alone is "
               "opened. Every result is recomputed by a checker of its own before it is told.\n"
               "--json gives cost, routes, unserved, iterations, feasible, timing."),
    .examples = N_("zoufang solve X-n101-k25.vrp --time 10\n"
                   "zoufang solve R101.txt --rounding dimacs --iterations 100000 -o R101.sol\n"
                   "zoufang solve campaign.json --time 5 --json"),
    .options = options,
    .run = run_solve,
};

/* sample: the made-up township. */
#include <stdio.h>

#include "cli/commands.h"

static gint64 villages = 8;
static gint64 households;
static gint64 teams;
static gint64 seed = 1;
static char *start;
static gboolean clean;

static const GOptionEntry entries[] = {
    {"villages", 0, 0, G_OPTION_ARG_INT64, &villages, N_("how many villages (8)"), N_("N")},
    {"households", 0, 0, G_OPTION_ARG_INT64, &households, N_("how many homes (30 a village)"),
     N_("N")},
    {"teams", 0, 0, G_OPTION_ARG_INT64, &teams,
     N_("how many teams of volunteers (one for 40 homes)"), N_("N")},
    {"seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_("another seed, another township"), N_("N")},
    {"start", 0, 0, G_OPTION_ARG_STRING, &start, N_("first day of the campaign"), N_("DATE")},
    {"clean", 0, 0, G_OPTION_ARG_NONE, &clean, N_("plain UTF-8 files in WGS-84 without flaws"),
     NULL},
    {NULL},
};

static const GOptionEntry *
options(void)
{
    return entries;
}

static ZfExit
run_sample(ZfSession *session, int argc, char **argv)
{
    if (argc != 1) {
        return zf_session_usage(session, "sample", _("sample needs a folder to write to"));
    }
    ZfSampleRequest request = {.folder = argv[0],
                               .villages = villages,
                               .households = households,
                               .teams = teams,
                               .seed = (uint64_t)seed,
                               .start = ZF_DATE_NONE,
                               .clean = clean};
    if (!zf_session_date(session, "start", start, &request.start)) {
        return ZF_EXIT_USAGE;
    }
    GError *error = NULL;
    g_autoptr(ZfGrid) grid = zf_app_sample(&request, &session->progress, &error);
    if (!grid) {
        return zf_session_fail(session, error);
    }
    return zf_session_grid(session, grid, NULL, NULL);
}

const ZfCommand zf_command_sample = {
    .name = "sample",
    .arguments = "DIR",
    .summary = N_("write a made-up township to try things on"),
    .help = N_("Boundaries, ledgers, volunteers, roads, heights, pairs and an earlier round of "
               "visits, in the forms in which such files arrive. Nobody in it exists; ID numbers "
               "begin with an area code that was never given out. The same seed gives the same "
               "bytes."),
    .examples = N_("zoufang sample demo\n"
                   "zoufang sample county --villages 100 --households 5000 --seed 1"),
    .options = options,
    .run = run_sample,
};

/* check, backup, audit. */
#include <stdio.h>

#include "cli/commands.h"

static ZfExit
run_check(ZfSession *session, int argc, char **argv)
{
    (void)argv;
    if (argc > 0) {
        return zf_session_usage(session, "check", _("check takes no files"));
    }
    g_autoptr(ZfApp) app = zf_session_open(session, false);
    GError *error = NULL;
    g_autoptr(ZfFindings) findings = app ? zf_app_check(app, &session->progress, &error) : NULL;
    if (!findings) {
        return app ? zf_session_fail(session, error) : ZF_EXIT_FAILED;
    }
    size_t n = zf_findings_count(findings);
    zf_session_findings(session, findings);
    if (session->json) {
        g_autofree char *json = zf_check_json(findings);
        fputs(json, stdout);
    } else if (n == 0) {
        printf("%s\n", _("checked: the file, the sums and the plan are sound"));
    } else {
        printf(NG_("checked: %zu finding\n", "checked: %zu findings\n", n), n);
    }
    return n == 0 ? ZF_EXIT_DONE : ZF_EXIT_FINDINGS;
}

const ZfCommand zf_command_check = {
    .name = "check",
    .arguments = "",
    .summary = N_("look at everything again, independently"),
    .help = N_("Reads the whole database, adds up every sum anew, recomputes every route and tries "
               "every position for every home that was left out. Homes that lie in the water are "
               "told until their position is corrected, or typed again because it is right."),
    .examples = N_("zoufang check"),
    .run = run_check,
};

static ZfExit
run_backup(ZfSession *session, int argc, char **argv)
{
    if (argc != 1) {
        return zf_session_usage(session, "backup", _("say which file to make"));
    }
    g_autoptr(ZfApp) app = zf_session_open(session, false);
    GError *error = NULL;
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    if (!zf_app_backup(app, argv[0], &error)) {
        return zf_session_fail(session, error);
    }
    return zf_session_wrote(session, argv[0]);
}

const ZfCommand zf_command_backup = {
    .name = "backup",
    .arguments = "FILE",
    .summary = N_("a whole copy of the database in one file"),
    .help = N_("Safe while others work in it. Never copy zoufang.db with the file manager while a "
               "command runs: the newest changes may be missing in such a copy."),
    .examples = N_("zoufang backup /media/stick/zoufang.db"),
    .run = run_backup,
};

static ZfExit
run_audit(ZfSession *session, int argc, char **argv)
{
    int64_t limit = 0;
    if (argc > 1 || (argc == 1 && (!zf_text_to_int64(argv[0], &limit) || limit < 0))) {
        return zf_session_usage(session, "audit", _("audit takes one number at most"));
    }
    g_autoptr(ZfApp) app = zf_session_open(session, false);
    GError *error = NULL;
    g_autoptr(ZfGrid) grid = app ? zf_app_audit_list(app, (size_t)limit, &error) : NULL;
    if (!grid) {
        return app ? zf_session_fail(session, error) : ZF_EXIT_FAILED;
    }
    return zf_session_grid(session, grid, NULL, NULL);
}

const ZfCommand zf_command_audit = {
    .name = "audit",
    .arguments = "[N]",
    .summary = N_("who did what when"),
    .help = N_("The access log: imports, sheets issued, lists with names. N: only the last ones."),
    .examples = N_("zoufang audit 20"),
    .run = run_audit,
};

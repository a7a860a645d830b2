/* zoufang: reads the words before and behind the command's name, and runs the command. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/command.h"
#include "cli/help.h"
#include "cli/terminal.h"

typedef struct Globals {
    char *folder;
    char *db;
    char *lang;
    char *campaign;
    gint64 plan;
    gboolean quiet;
    gboolean verbose;
    gboolean json;
    gboolean help;
    gboolean version;
    gboolean man;
} Globals;

static Globals globals;

static const GOptionEntry global_entries[] = {
    {"workspace", 'C', 0, G_OPTION_ARG_FILENAME, &globals.folder,
     N_("folder with zoufang.db, in/ and out/ (default: here)"), N_("DIR")},
    {"db", 0, 0, G_OPTION_ARG_FILENAME, &globals.db, N_("database file"), N_("FILE")},
    {"lang", 0, 0, G_OPTION_ARG_STRING, &globals.lang, N_("language of messages: zh_CN or en"),
     N_("LANG")},
    {"campaign", 0, 0, G_OPTION_ARG_STRING, &globals.campaign,
     N_("campaign, when there are several"), N_("NAME")},
    {"plan", 0, 0, G_OPTION_ARG_INT64, &globals.plan, N_("plan, when not the newest"), N_("N")},
    {"quiet", 'q', 0, G_OPTION_ARG_NONE, &globals.quiet, N_("say only what went wrong"), NULL},
    {"verbose", 'v', 0, G_OPTION_ARG_NONE, &globals.verbose, N_("list every finding"), NULL},
    {"json", 0, 0, G_OPTION_ARG_NONE, &globals.json, N_("print the result as one JSON object"),
     NULL},
    {"help", 'h', 0, G_OPTION_ARG_NONE, &globals.help, N_("show this help"), NULL},
    {"version", 0, 0, G_OPTION_ARG_NONE, &globals.version, N_("show the version"), NULL},
    {"man", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &globals.man, "", NULL},
    {NULL},
};

/* The language must be known before the first message, so it is looked for by hand. */
static const char *
find_lang(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (g_str_has_prefix(argv[i], "--lang=")) {
            return argv[i] + strlen("--lang=");
        }
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc) {
            return argv[i + 1];
        }
    }
    return NULL;
}

/* ret: where in argv the command's name stands, or argc. */
static int
find_command(int argc, char **argv)
{
    static const char *const with_value[] = {"-C",     "--workspace", "--db",
                                             "--lang", "--campaign",  "--plan"};
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] != '-') {
            return i;
        }
        for (size_t j = 0; j < G_N_ELEMENTS(with_value); j++) {
            if (strcmp(argv[i], with_value[j]) == 0) {
                i++;
                break;
            }
        }
    }
    return argc;
}

static const ZfCommand *
command_by_name(const char *name)
{
    for (int i = 0; zf_commands[i]; i++) {
        if (strcmp(zf_commands[i]->name, name) == 0) {
            return zf_commands[i];
        }
    }
    return NULL;
}

static ZfExit
unknown_command(ZfSession *session, const char *name)
{
    const char *near = NULL;
    for (int i = 0; zf_commands[i]; i++) {
        if (zf_text_distance(name, zf_commands[i]->name, 2) <= 2) {
            near = zf_commands[i]->name;
        }
    }
    zf_session_usage(session, NULL, _("there is no command %s"), name);
    if (near) {
        fprintf(stderr, _("Did you mean: zoufang %s\n"), near);
    }
    fprintf(stderr, _("zoufang --help lists all commands.\n"));
    return ZF_EXIT_USAGE;
}

static GOptionContext *
make_context(const ZfCommand *command)
{
    GOptionContext *context = g_option_context_new(NULL);
    g_option_context_set_help_enabled(context, FALSE);
    if (command && command->options) {
        g_option_context_add_main_entries(context, command->options(), ZF_GETTEXT_DOMAIN);
    }
    g_option_context_add_main_entries(context, global_entries, ZF_GETTEXT_DOMAIN);
    return context;
}

static void
fill_session(ZfSession *session, ZfLang lang)
{
    session->folder = globals.folder ? globals.folder : ".";
    session->db =
        globals.db ? g_strdup(globals.db) : g_build_filename(session->folder, "zoufang.db", NULL);
    session->lang = lang;
    session->campaign = globals.campaign;
    session->plan = globals.plan;
    session->quiet = globals.quiet;
    session->verbose = globals.verbose;
    session->json = globals.json;
    session->wall_at_start = (double)g_get_monotonic_time() / 1e6;
    session->progress = terminal_progress(globals.quiet || globals.json);
}

static ZfExit
run(int argc, char **argv, ZfLang lang)
{
    ZfSession session = {.lang = lang};
    int at = find_command(argc, argv);
    const ZfCommand *command = at < argc ? command_by_name(argv[at]) : NULL;
    if (at < argc && !command) {
        return unknown_command(&session, argv[at]);
    }
    g_autoptr(GOptionContext) context = make_context(command);
    GError *error = NULL;
    char **words = argv;
    g_auto(GStrv) copy = g_strdupv(words);
    if (!g_option_context_parse_strv(context, &copy, &error)) {
        ZfExit ret =
            zf_session_usage(&session, command ? command->name : NULL, "%s", error->message);
        g_clear_error(&error);
        return ret;
    }
    if (globals.version) {
        puts("zoufang " ZF_VERSION);
        return ZF_EXIT_DONE;
    }
    if (globals.man) {
        g_autofree char *page = zf_help_man(command, global_entries);
        fputs(page, stdout);
        return ZF_EXIT_DONE;
    }
    if (!command || globals.help) {
        g_autofree char *text =
            command ? zf_help_command(command, global_entries) : zf_help_overview(global_entries);
        fputs(text, stdout);
        return command || globals.help ? ZF_EXIT_DONE : ZF_EXIT_USAGE;
    }
    fill_session(&session, lang);
    /* copy: the program's name, the command's name, its arguments */
    int n = (int)g_strv_length(copy);
    ZfExit ret = command->run(&session, n - 2, copy + 2);
    terminal_clear_bar();
    g_free((char *)session.db);
    return ret;
}

int
main(int argc, char **argv)
{
    zf_memory_prepare();
    /* nothing here needs the network or another program; files from elsewhere shall not have them
     */
    (void)zf_rights_drop();
    const char *wanted = find_lang(argc, argv);
    ZfLang lang = terminal_set_language(wanted);
    if (wanted && strcmp(wanted, "en") != 0 && strcmp(wanted, "zh_CN") != 0 &&
        strcmp(wanted, "zh") != 0) {
        fprintf(stderr, "zoufang: --lang %s: zh_CN | en\n", wanted);
        return ZF_EXIT_USAGE;
    }
    ZfExit ret = run(argc, argv, lang);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "zoufang: %s\n", _("cannot write to the standard output"));
        return ZF_EXIT_FAILED;
    }
    return (int)ret;
}

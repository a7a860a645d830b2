/* init, campaign: the first two things a planner does by hand. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"

static ZfExit
run_init(ZfSession *session, int argc, char **argv)
{
    (void)argv;
    if (argc > 0) {
        return zf_session_usage(session, "init", _("init takes no files; say where with -C DIR"));
    }
    GError *error = NULL;
    if (!zf_app_create(session->db, &error)) {
        return zf_session_fail(session, error);
    }
    return zf_session_done(session, zf_done_json("database", session->db),
                           _("made %s, and beside it in/ for your files and out/ for results"),
                           session->db);
}

const ZfCommand zf_command_init = {
    .name = "init",
    .arguments = "",
    .summary = N_("make an empty workspace"),
    .help = N_("A workspace is a folder with zoufang.db, in/ and out/. The database is readable by "
               "its owner only."),
    .examples = N_("zoufang -C luming init"),
    .run = run_init,
};

static char *from;
static char *to;
static char *unit;
static char *title;
static char *place;
static char *lang;
static char *questions;
static char *output;
static char *format;

static const GOptionEntry campaign_entries[] = {
    {"from", 0, 0, G_OPTION_ARG_STRING, &from, N_("first day"), N_("DATE")},
    {"to", 0, 0, G_OPTION_ARG_STRING, &to, N_("last day"), N_("DATE")},
    {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("what is counted: child or household"),
     N_("UNIT")},
    {"title", 0, 0, G_OPTION_ARG_STRING, &title, N_("title on sheets and maps"), N_("TEXT")},
    {"place", 0, 0, G_OPTION_ARG_STRING, &place, N_("township or town, as printed"), N_("TEXT")},
    {"paper-lang", 0, 0, G_OPTION_ARG_STRING, &lang,
     N_("language of sheets, maps and tables: zh_CN or en"), N_("LANG")},
    {"questions", 0, 0, G_OPTION_ARG_FILENAME, &questions,
     N_("new, edit: what else is asked at every home: a table, “default” or “none”"), N_("FILE")},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("list, show, questions: file to write"),
     N_("FILE")},
    {"format", 0, 0, G_OPTION_ARG_STRING, &format,
     N_("list, show, questions: table, json, csv or xlsx"), N_("FORMAT")},
    {NULL},
};

static const GOptionEntry *
campaign_options(void)
{
    return campaign_entries;
}

/* The options and the name=value words as one list of settings. */
static char **
collect_settings(int argc, char **argv)
{
    GStrvBuilder *builder = g_strv_builder_new();
    const struct {
        const char *key;
        const char *value;
    } options[] = {{"from", from},   {"to", to},       {"unit", unit},
                   {"title", title}, {"place", place}, {"lang", lang}};
    for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
        if (options[i].value) {
            g_autofree char *setting = g_strdup_printf("%s=%s", options[i].key, options[i].value);
            g_strv_builder_add(builder, setting);
        }
    }
    for (int i = 0; i < argc; i++) {
        g_strv_builder_add(builder, argv[i]);
    }
    char **ret = g_strv_builder_end(builder);
    g_strv_builder_unref(builder);
    return ret;
}

static ZfExit
change(ZfSession *session, const char *verb, int argc, char **argv)
{
    if (argc < 1) {
        return zf_session_usage(session, "campaign", _("campaign %s needs a name"), verb);
    }
    g_autoptr(ZfApp) app = zf_session_open(session, true);
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    g_auto(GStrv) settings = collect_settings(argc - 1, argv + 1);
    const char *const *list = (const char *const *)settings;
    GError *error = NULL;
    bool good =
        strcmp(verb, "new") == 0    ? zf_app_campaign_new(app, argv[0], list, questions, &error)
        : strcmp(verb, "edit") == 0 ? zf_app_campaign_edit(app, argv[0], list, questions, &error)
                                    : zf_app_campaign_use(app, argv[0], &error);
    if (!good) {
        return zf_session_fail(session, error);
    }
    return zf_session_done(session, zf_done_json("campaign", argv[0]), _("campaign %s is set"),
                           argv[0]);
}

static ZfExit
run_campaign(ZfSession *session, int argc, char **argv)
{
    const char *verb = argc > 0 ? argv[0] : "list";
    if (strcmp(verb, "new") == 0 || strcmp(verb, "edit") == 0 || strcmp(verb, "use") == 0) {
        return change(session, verb, argc - 1, argv + 1);
    }
    bool list = strcmp(verb, "list") == 0;
    bool asked = strcmp(verb, "questions") == 0;
    if (!list && !asked && strcmp(verb, "show") != 0) {
        return zf_session_usage(session, "campaign",
                                _("campaign %s: there are new, list, show, edit, use, questions"),
                                verb);
    }
    g_autoptr(ZfApp) app = zf_session_open(session, false);
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    GError *error = NULL;
    const char *what = argc > 1 ? argv[1] : NULL;
    g_autoptr(ZfGrid) grid = list    ? zf_app_campaign_list(app, &error)
                             : asked ? zf_app_campaign_questions(app, what, session->lang, &error)
                                     : zf_app_campaign_show(app, what, &error);
    return grid ? zf_session_grid(session, grid, format, output) : zf_session_fail(session, error);
}

const ZfCommand zf_command_campaign = {
    .name = "campaign",
    .arguments = "new|edit|show|list|use|questions [NAME] [SETTING=VALUE…]",
    .summary = N_("make, show and change campaigns"),
    .help =
        N_("A campaign is one round of visits: its days, what it counts, and the rules. "
           "“campaign show” lists every setting with its meaning; “campaign edit NAME "
           "setting=value” changes one.\n\nSheets have boxes for the outcome, the six facts, "
           "safety and care. What a campaign asks beyond them stands in a table, one question "
           "a row: 名称 (name, heads the answers), 题目 (question), 类型 (kind: 单选 one, 多选 "
           "many, 是否 yes/no, 数字 number, 文字 text), 选项 (options, | between), 单位 (unit), "
           "最小 and 最大 (min, max), 限阅 (restricted: the answer is for the planner alone). "
           "“--questions FILE” takes it, “--questions default” ours (care, support, health, "
           "holidays, difficulties), “--questions none” takes all away. “campaign questions” "
           "lists them as such a table, “campaign questions default” ours. They are printed "
           "behind each home's block, asked by “record”, read from columns of their names by "
           "“import visits”, and come out with “report answers”."),
    .examples = N_("zoufang campaign new 2026-winter --from 2026-02-02 --to 2026-02-13 --title "
                   "鹿鸣乡寒假走访\n"
                   "zoufang campaign edit 2026-winter max_visits=10 hotline=13800000712\n"
                   "zoufang campaign questions default -o questions.csv\n"
                   "zoufang campaign edit 2026-winter --questions questions.csv"),
    .options = campaign_options,
    .run = run_campaign,
};

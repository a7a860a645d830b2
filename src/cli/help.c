#include "cli/help.h"

#include <string.h>

#include "cli/command.h"

static char *
option_words(const GOptionEntry *entry)
{
    g_autofree char *value =
        entry->arg_description ? g_strdup_printf(" %s", _(entry->arg_description)) : g_strdup("");
    if (entry->short_name) {
        return g_strdup_printf("-%c, --%s%s", entry->short_name, entry->long_name, value);
    }
    return g_strdup_printf("    --%s%s", entry->long_name, value);
}

static void
add_options(GString *out, const GOptionEntry *entries)
{
    for (const GOptionEntry *entry = entries; entry && entry->long_name; entry++) {
        if (entry->flags & G_OPTION_FLAG_HIDDEN) {
            continue;
        }
        g_autofree char *words = option_words(entry);
        if (zf_text_columns(words) > 26) {
            g_string_append_printf(out, "  %s\n%30s", words, "");
        } else {
            g_autofree char *padded = zf_text_pad(words, 28, false);
            g_string_append_printf(out, "  %s", padded);
        }
        g_string_append_printf(out, "%s\n", _(entry->description));
    }
}

/* Breaks paragraphs into lines of at most 78 columns: at blanks, and between Chinese characters. */
static char *
wrap(const char *text)
{
    GString *out = g_string_new(NULL);
    size_t column = 0;
    for (const char *p = text; *p;) {
        const char *end = g_utf8_next_char(p);
        while (*end && *end != ' ' && *end != '\n' && *p != '\n' && *p != ' ' &&
               !g_unichar_iswide(g_utf8_get_char(end)) && !g_unichar_iswide(g_utf8_get_char(p))) {
            end = g_utf8_next_char(end);
        }
        g_autofree char *word = g_strndup(p, (gsize)(end - p));
        size_t width = *word == '\n' ? 0 : zf_text_columns(word);
        if (column + width > 78 && column > 0) {
            g_string_append_c(out, '\n');
            column = 0;
        }
        if (*word != ' ' || column > 0) {
            g_string_append(out, word);
            column = *word == '\n' ? 0 : column + width;
        }
        p = end;
    }
    return g_string_free(out, FALSE);
}

char *
zf_help_overview(const GOptionEntry *globals)
{
    GString *out = g_string_new(NULL);
    g_string_append(out, _("zoufang plans household visits: files in; coverage, routes, maps and "
                           "worksheets out.\n\n"));
    g_string_append(out, _("Usage: zoufang [OPTION…] COMMAND [ARGUMENT…]\n\n"));
    g_string_append(out, _("The one command a planner needs: zoufang go FOLDER\n\n"));
    g_string_append(out, _("Commands:\n"));
    for (int i = 0; zf_commands[i]; i++) {
        g_autofree char *name = zf_text_pad(zf_commands[i]->name, 12, false);
        g_string_append_printf(out, "  %s  %s\n", name, _(zf_commands[i]->summary));
    }
    g_string_append(out, _("\nOptions that every command takes:\n"));
    add_options(out, globals);
    g_string_append(out, _("\nExit status: 0 done, 1 failed, 2 wrong usage, 3 done, with rows or "
                           "homes that need a look.\n"));
    g_string_append(out, _("zoufang COMMAND --help tells more about one of them.\n"));
    return g_string_free(out, FALSE);
}

static void
add_indented(GString *out, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (**line || line[1]) {
            g_string_append_printf(out, "%s%s\n", **line ? "  " : "", *line);
        }
    }
}

char *
zf_help_command(const ZfCommand *command, const GOptionEntry *globals)
{
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, _("Usage: zoufang [OPTION…] %s %s\n\n"), command->name,
                           command->arguments);
    g_string_append_printf(out, "%s\n\n", _(command->summary));
    if (command->help && *command->help) {
        g_autofree char *wrapped = wrap(_(command->help));
        g_string_append_printf(out, "%s\n\n", wrapped);
    }
    if (command->options) {
        g_string_append(out, _("Options:\n"));
        add_options(out, command->options());
        g_string_append_c(out, '\n');
    }
    if (command->examples && *command->examples) {
        g_string_append(out, _("Examples:\n"));
        add_indented(out, _(command->examples));
        g_string_append_c(out, '\n');
    }
    g_string_append(out, _("Options that every command takes:\n"));
    add_options(out, globals);
    return g_string_free(out, FALSE);
}

/* Protects what mandoc would read as a request or an escape; in prose a sentence begins a line. */
static void
add_man_line(GString *out, const char *line, bool prose)
{
    if (*line == '.' || *line == '\'') {
        g_string_append(out, "\\&");
    }
    for (const char *p = line; *p; p++) {
        bool end = prose && *p == ' ' && p > line && (p[-1] == '.' || p[-1] == ':') &&
                   g_ascii_isupper(p[1]);
        if (*p == '\\') {
            g_string_append(out, "\\e");
        } else {
            g_string_append_c(out, end ? '\n' : *p);
        }
    }
    g_string_append_c(out, '\n');
}

static void
add_man_text(GString *out, const char *text, bool prose)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (prose && **line == '\0') {
            continue; /* a paragraph begins at each line anyway */
        }
        if (prose && line != lines) {
            g_string_append(out, ".Pp\n");
        }
        add_man_line(out, *line, prose);
    }
}

static void
add_man_options(GString *out, const GOptionEntry *entries)
{
    g_string_append(out, ".Bl -tag -width indent\n");
    for (const GOptionEntry *entry = entries; entry->long_name; entry++) {
        if (entry->flags & G_OPTION_FLAG_HIDDEN) {
            continue;
        }
        g_string_append(out, ".It ");
        if (entry->short_name) {
            g_string_append_printf(out, "Fl %c , ", entry->short_name);
        }
        g_string_append_printf(out, "Fl \\&-%s", entry->long_name);
        if (entry->arg_description) {
            g_string_append_printf(out, " Ar %s", entry->arg_description);
        }
        g_string_append_c(out, '\n');
        add_man_text(out, entry->description, true);
    }
    g_string_append(out, ".El\n");
}

static void
add_man_head(GString *out, const char *name, const char *summary)
{
    g_autofree char *upper = g_ascii_strup(name, -1);
    g_string_append_printf(out, ".Dd $Mdocdate$\n.Dt %s 1\n.Os zoufang %s\n", upper, ZF_VERSION);
    g_string_append_printf(out, ".Sh NAME\n.Nm %s\n.Nd ", name);
    add_man_text(out, summary, true);
    g_string_append(out, ".Sh SYNOPSIS\n");
}

static char *
man_overview(const GOptionEntry *globals)
{
    GString *out = g_string_new(NULL);
    add_man_head(out, "zoufang", "plan household visits");
    g_string_append(out, ".Nm zoufang\n.Op Ar option ...\n.Ar command\n.Op Ar argument ...\n");
    g_string_append(out, ".Sh DESCRIPTION\nzoufang turns ledgers, village boundaries, volunteer "
                         "lists and road files into coverage figures,\nvisit routes, maps and "
                         "printed worksheets, in one database file without a network.\n");
    g_string_append(out, ".Sh COMMANDS\n.Bl -tag -width indent\n");
    for (int i = 0; zf_commands[i]; i++) {
        g_string_append_printf(out, ".It Ic %s\n", zf_commands[i]->name);
        add_man_text(out, zf_commands[i]->summary, true);
        g_string_append_printf(out, "See\n.Xr zoufang-%s 1 .\n", zf_commands[i]->name);
    }
    g_string_append(out, ".El\n.Sh OPTIONS\n");
    add_man_options(out, globals);
    g_string_append(out, ".Sh FILES\n.Bl -tag -width indent\n.It Pa zoufang.db\nthe database of a "
                         "workspace\n.It Pa in/\nthe files that were given\n.It Pa out/\nwhat was "
                         "made of them, a folder a day\n.El\n");
    g_string_append(out, ".Sh EXIT STATUS\n0 done, 1 failed, 2 wrong usage, 3 done, with rows that "
                         "were not taken or homes that could not be planned.\n");
    return g_string_free(out, FALSE);
}

char *
zf_help_man(const ZfCommand *command, const GOptionEntry *globals)
{
    if (!command) {
        return man_overview(globals);
    }
    GString *out = g_string_new(NULL);
    g_autofree char *name = g_strdup_printf("zoufang-%s", command->name);
    add_man_head(out, name, command->summary);
    g_string_append_printf(out, ".Nm zoufang\n.Op Ar option ...\n.Ic %s\n", command->name);
    if (*command->arguments) {
        g_string_append_printf(out, ".Ar %s\n", command->arguments);
    }
    g_string_append(out, ".Sh DESCRIPTION\n");
    add_man_text(out, command->help && *command->help ? command->help : command->summary, true);
    if (command->options) {
        g_string_append(out, ".Sh OPTIONS\n");
        add_man_options(out, command->options());
    }
    if (command->examples && *command->examples) {
        g_string_append(out, ".Sh EXAMPLES\n.Bd -literal\n");
        add_man_text(out, command->examples, false);
        g_string_append(out, ".Ed\n");
    }
    g_string_append(out, ".Sh SEE ALSO\n.Xr zoufang 1\n");
    return g_string_free(out, FALSE);
}

#include "cli/terminal.h"

#include <libintl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted;
static bool bar_shown;
static gint64 bar_drawn_at;

static void
on_signal(int number)
{
    if (interrupted) {
        signal(number, SIG_DFL);
        raise(number);
    }
    interrupted = 1;
}

static bool
cancelled(void *user)
{
    (void)user;
    return interrupted != 0;
}

static void
report(void *user, const char *stage, int64_t done, int64_t total)
{
    (void)user;
    gint64 now = g_get_monotonic_time();
    if (now - bar_drawn_at < 100000 && done < total) {
        return;
    }
    bar_drawn_at = now;
    bar_shown = true;
    if (total <= 0) {
        fprintf(stderr, "\r\033[K%s …", stage);
    } else {
        int filled = (int)(CLAMP(done, 0, total) * 30 / total);
        fprintf(stderr, "\r\033[K%s [", stage);
        for (int i = 0; i < 30; i++) {
            fputc(i < filled ? '#' : '.', stderr);
        }
        fprintf(stderr, "] %d %%", (int)(CLAMP(done, 0, total) * 100 / total));
    }
    fflush(stderr);
}

void
terminal_clear_bar(void)
{
    if (bar_shown) {
        fputs("\r\033[K", stderr);
        bar_shown = false;
    }
}

ZfProgress
terminal_progress(bool quiet)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_DFL);
    bool bar = !quiet && isatty(STDERR_FILENO);
    return (ZfProgress){.report = bar ? report : NULL, .cancelled = cancelled};
}

/* The catalogue lies beside the program in a build tree, else where it was installed. */
static void
bind_catalogue(void)
{
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = self ? g_path_get_dirname(self) : g_strdup(".");
    g_autofree char *built = g_build_filename(folder, "..", "..", "po", "locale", NULL);
    const char *from = g_getenv("ZF_LOCALEDIR");
    if (!from) {
        from = g_file_test(built, G_FILE_TEST_IS_DIR) ? built : ZF_LOCALEDIR;
    }
    bindtextdomain(ZF_GETTEXT_DOMAIN, from);
    bind_textdomain_codeset(ZF_GETTEXT_DOMAIN, "UTF-8");
    textdomain(ZF_GETTEXT_DOMAIN);
}

static bool
is_chinese(const char *name)
{
    return name && g_str_has_prefix(name, "zh");
}

/* The language the environment asks for, as gettext would read it. */
static ZfLang
from_environment(void)
{
    const char *language = g_getenv("LANGUAGE");
    if (language && *language) {
        return is_chinese(language) ? ZF_LANG_ZH : ZF_LANG_EN;
    }
    const char *names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = g_getenv(names[i]);
        if (value && *value) {
            return is_chinese(value) ? ZF_LANG_ZH : ZF_LANG_EN;
        }
    }
    return ZF_LANG_EN;
}

ZfLang
terminal_set_language(const char *wanted)
{
    ZfLang lang = wanted ? (is_chinese(wanted) ? ZF_LANG_ZH : ZF_LANG_EN) : from_environment();
    /* A bare Debian has neither de_DE nor zh_CN; gettext translates nothing in plain C. */
    setlocale(LC_ALL, "C");
    setlocale(LC_CTYPE, "C.UTF-8");
    setlocale(LC_MESSAGES, "C.UTF-8");
    g_setenv("LC_ALL", "C.UTF-8", TRUE);
    g_setenv("LANGUAGE", lang == ZF_LANG_ZH ? "zh_CN" : "en", TRUE);
    g_unsetenv("LC_ALL");
    bind_catalogue();
    return lang;
}

/* What every command shares: messages, findings, results. */
#include "cli/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/terminal.h"

ZfApp *
zf_session_open(ZfSession *session, bool write)
{
    GError *error = NULL;
    ZfApp *app = zf_app_open(session->db, write, &error);
    if (!app) {
        zf_session_fail(session, error);
        return NULL;
    }
    zf_app_select(app, session->campaign, session->plan);
    return app;
}

ZfExit
zf_session_fail(ZfSession *session, GError *error)
{
    (void)session;
    terminal_clear_bar();
    fprintf(stderr, "zoufang: %s\n", error ? error->message : _("failed"));
    bool stopped = g_error_matches(error, ZF_PROGRESS_ERROR, ZF_PROGRESS_ERROR_CANCELLED);
    bool wrong_call = g_error_matches(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE);
    g_clear_error(&error);
    return stopped ? (ZfExit)130 : wrong_call ? ZF_EXIT_USAGE : ZF_EXIT_FAILED;
}

ZfExit
zf_session_usage(ZfSession *session, const char *command, const char *format, ...)
{
    (void)session;
    va_list list;
    va_start(list, format);
    g_autofree char *message = g_strdup_vprintf(format, list);
    va_end(list);
    fprintf(stderr, "zoufang: %s\n", message);
    if (command) {
        fprintf(stderr, _("Try: zoufang %s --help\n"), command);
    }
    return ZF_EXIT_USAGE;
}

void
zf_session_note(ZfSession *session, const char *format, ...)
{
    if (session->quiet) {
        return;
    }
    terminal_clear_bar();
    va_list list;
    va_start(list, format);
    g_autofree char *message = g_strdup_vprintf(format, list);
    va_end(list);
    fprintf(stderr, "%s\n", message);
}

static const char *
severity_word(ZfSeverity severity)
{
    switch (severity) {
    case ZF_SEVERITY_FIXED: return _("mended");
    case ZF_SEVERITY_WARNING: return _("look");
    case ZF_SEVERITY_ASIDE: return _("set aside");
    case ZF_SEVERITY_QUARANTINE: return _("not taken");
    default: return _("stopped");
    }
}

static void
print_finding(const ZfFinding *finding, size_t more)
{
    g_autofree char *cell = zf_finding_cell(finding);
    g_autoptr(GString) line = g_string_new(NULL);
    g_string_append_printf(line, "  [%s] ", severity_word(finding->severity));
    const char *places[] = {finding->file, finding->sheet, cell};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        if (places[i] && *places[i]) {
            g_string_append_printf(line, "%s ", places[i]);
        }
    }
    if (finding->value && *finding->value) {
        g_string_append_printf(line, "“%s” ", finding->value);
    }
    g_string_append(line, finding->message ? finding->message : "");
    if (finding->advice && *finding->advice) {
        g_string_append_printf(line, " — %s", finding->advice);
    }
    if (more > 0) {
        g_string_append(line, " ");
        g_string_append_printf(line, _("(and %zu more of this kind; -v lists all)"), more);
    }
    fprintf(stderr, "%s\n", line->str);
}

static size_t
count_code(const ZfFindings *findings, const ZfFinding *like)
{
    size_t n = 0;
    for (size_t i = 0; i < zf_findings_count(findings); i++) {
        const ZfFinding *finding = zf_findings_get(findings, i);
        n += finding->severity == like->severity && g_strcmp0(finding->code, like->code) == 0;
    }
    return n;
}

/* Each code once, worst severity first. */
static void
print_short(const ZfFindings *findings, ZfSeverity severity)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < zf_findings_count(findings); i++) {
        const ZfFinding *finding = zf_findings_get(findings, i);
        if (finding->severity == severity && g_hash_table_add(seen, finding->code)) {
            print_finding(finding, count_code(findings, finding) - 1);
        }
    }
}

void
zf_session_findings(ZfSession *session, const ZfFindings *findings)
{
    terminal_clear_bar();
    for (int severity = ZF_SEVERITY_STOP; severity >= ZF_SEVERITY_FIXED; severity--) {
        if (session->quiet && severity < ZF_SEVERITY_ASIDE) {
            return;
        }
        if (!session->verbose) {
            print_short(findings, (ZfSeverity)severity);
            continue;
        }
        for (size_t i = 0; i < zf_findings_count(findings); i++) {
            if (zf_findings_get(findings, i)->severity == (ZfSeverity)severity) {
                print_finding(zf_findings_get(findings, i), 0);
            }
        }
    }
}

ZfExit
zf_session_done(ZfSession *session, char *json, const char *format, ...)
{
    if (session->json) {
        fputs(json, stdout);
    } else {
        va_list list;
        va_start(list, format);
        g_autofree char *message = g_strdup_vprintf(format, list);
        va_end(list);
        zf_session_note(session, "%s", message);
    }
    g_free(json);
    return ZF_EXIT_DONE;
}

ZfExit
zf_session_wrote(ZfSession *session, const char *path)
{
    return zf_session_done(session, zf_files_json(&path, 1), _("wrote %s"), path);
}

static bool
has_ending(const char *path)
{
    g_autofree char *name = g_path_get_basename(path);
    return strchr(name + 1, '.') != NULL;
}

ZfExit
zf_session_grid(ZfSession *session, const ZfGrid *grid, const char *format, const char *path)
{
    ZfFormat form = session->json ? ZF_FORMAT_JSON : ZF_FORMAT_TABLE;
    if (format) {
        if (!zf_format_parse(format, &form)) {
            return zf_session_usage(session, NULL,
                                    _("no such format: %s (table, json, csv, xlsx, geojson, gpkg, "
                                      "kml, gpx)"),
                                    format);
        }
    } else if (path && !zf_format_of_path(path, &form) && !session->json && has_ending(path)) {
        return zf_session_usage(session, NULL,
                                _("-o %s: lists are written as .xlsx, .csv, .json, .geojson, "
                                  ".gpkg, .kml, .gpx or .txt; or say which with --format"),
                                path);
    }
    GError *error = NULL;
    if (!zf_grid_write(grid, form, path, &error)) {
        return zf_session_fail(session, error);
    }
    return path && strcmp(path, "-") != 0 ? zf_session_wrote(session, path) : ZF_EXIT_DONE;
}

bool
zf_session_date(ZfSession *session, const char *option, const char *text, ZfDate *ret)
{
    if (!text || zf_date_parse(text, ret)) {
        return true;
    }
    zf_session_usage(session, NULL, _("--%s %s: write the day as 2026-02-14"), option, text);
    return false;
}

static bool
read_weather(ZfSession *session, const char *command, const char *text, ZfWeather *ret)
{
    int value = (int)*ret;
    if (text && !zf_code_find(ZF_CODES_WEATHER, text, &value)) {
        zf_session_usage(session, command, _("--weather %s: dry, rain or ice"), text);
        return false;
    }
    *ret = (ZfWeather)value;
    return true;
}

bool
zf_session_access(ZfSession *session, const char *command, int limit, const char *weather,
                  ZfWeather *ret)
{
    if (limit < 0 || limit > 100000) {
        zf_session_usage(session, command, _("--limit %d: minutes, 1 or more"), limit);
        return false;
    }
    return read_weather(session, command, weather, ret);
}

bool
zf_session_plan_words(ZfSession *session, const char *command, const ZfPlanWords *words,
                      ZfPlanRequest *request)
{
    ZfWeather weather = ZF_WEATHER_DRY;
    if (words->prefer && !zf_prefer_parse(words->prefer, &request->prefer)) {
        zf_session_usage(session, command, _("--prefer %s: balanced, compact or short"),
                         words->prefer);
        return false;
    }
    if (!read_weather(session, command, words->weather, &weather)) {
        return false;
    }
    if (words->seconds < 0 || words->iterations < 0 || words->threads < 0) {
        zf_session_usage(session, command,
                         _("--time, --iterations and --threads are not negative"));
        return false;
    }
    request->weather = weather;
    request->time_s = words->seconds;
    request->iterations = words->iterations;
    request->seed = (uint64_t)words->seed;
    request->threads = (unsigned)words->threads;
    return true;
}

bool
zf_session_audience(ZfSession *session, const char *command, const char *text, ZfAudience *ret)
{
    int value = (int)*ret;
    if (text && !zf_code_find(ZF_CODES_AUDIENCE, text, &value)) {
        zf_session_usage(session, command,
                         _("--for %s: planner, village, volunteer, county or public"), text);
        return false;
    }
    *ret = (ZfAudience)value;
    return true;
}

bool
zf_session_as_of(ZfSession *session, const char *command, const char *text, ZfStamp *ret)
{
    if (!text || zf_stamp_parse(text, true, ret)) {
        return true;
    }
    zf_session_usage(session, command, _("--%s %s: write the day as 2026-02-14"), "as-of", text);
    return false;
}

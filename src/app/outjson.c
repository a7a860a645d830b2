#include "app/outjson.h"

#include <jansson.h>
#include <stdlib.h>

#include "app/jsonpieces.h"

char *
json_print(json_t *root)
{
    char *text = json_dumps(root, JSON_INDENT(1) | JSON_REAL_PRECISION(12));
    char *ret = g_strconcat(text, "\n", NULL);
    free(text);
    json_decref(root);
    return ret;
}

static json_t *
finding_to_json(const ZfFinding *finding)
{
    static const char *const severities[] = {"fixed", "warning", "set-aside", "quarantine", "stop"};
    g_autofree char *cell = zf_finding_cell(finding);
    return json_pack("{s:s,s:s,s:s?,s:s?,s:s,s:s?,s:s?,s:s?}", "severity",
                     severities[finding->severity], "code", finding->code, "file", finding->file,
                     "sheet", finding->sheet, "cell", cell, "value", finding->value, "message",
                     finding->message, "advice", finding->advice);
}

json_t *
json_of_findings(const ZfFindings *findings)
{
    json_t *list = json_array();
    for (size_t i = 0; i < zf_findings_count(findings); i++) {
        json_array_append_new(list, finding_to_json(zf_findings_get(findings, i)));
    }
    return list;
}

char *
zf_done_json(const char *key, const char *value)
{
    return json_print(json_pack("{s:s}", key, value));
}

char *
zf_files_json(const char *const *files, size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) {
        json_array_append_new(list, json_string(files[i]));
    }
    return json_print(json_pack("{s:o}", "files", list));
}

char *
zf_map_json(const char *file, const ZfMapPlacing *placing)
{
    const struct {
        const char *key;
        int64_t count, group;
    } counts[] = {{"names", placing->names, placing->names},
                  {"inside", placing->inside, placing->names},
                  {"inset", placing->inset, placing->names},
                  {"outside", placing->outside, placing->names},
                  {"keys", placing->keys, placing->names},
                  {"missing", placing->missing, placing->names},
                  {"overlaps", placing->overlaps, placing->names},
                  {"homes", placing->homes, placing->homes},
                  {"numbers", placing->numbers, placing->homes},
                  {"leaders", placing->leaders, placing->homes},
                  {"crossings", placing->crossings, placing->homes},
                  {"crowded", placing->crowded, placing->homes},
                  {"insets", placing->insets, placing->homes}};
    json_t *placed = json_object();
    for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
        if (counts[i].group > 0) {
            json_object_set_new(placed, counts[i].key, json_integer(counts[i].count));
        }
    }
    json_t *root = json_pack("{s:[s]}", "files", file);
    if (placing->paper[0] != '\0') {
        json_object_set_new(root, "paper", json_string(placing->paper));
    }
    if (json_object_size(placed) > 0) {
        json_object_set(root, "placed", placed);
    }
    json_decref(placed);
    return json_print(root);
}

char *
zf_sheets_report_json(const ZfSheetsReport *report)
{
    json_t *list = json_array();
    for (guint i = 0; i < report->files->len; i++) {
        json_array_append_new(list, json_string(g_ptr_array_index(report->files, i)));
    }
    return json_print(json_pack("{s:I,s:I,s:o}", "routes", (json_int_t)report->routes, "pages",
                                (json_int_t)report->pages, "files", list));
}

char *
zf_locate_report_json(const ZfLocateReport *report, const char *file)
{
    return json_print(json_pack("{s:s,s:I,s:I,s:I}", "file", file, "villages",
                                (json_int_t)report->maps, "homes", (json_int_t)report->homes,
                                "pages", (json_int_t)report->pages));
}

char *
zf_keyed_json(const char *sheet, size_t keyed, size_t stops)
{
    return json_print(json_pack("{s:s,s:I,s:I}", "sheet", sheet, "keyed", (json_int_t)keyed,
                                "stops", (json_int_t)stops));
}

char *
zf_go_report_json(const ZfGoReport *report)
{
    json_t *list = json_array();
    for (guint i = 0; i < report->files->len; i++) {
        json_array_append_new(list, json_pack("{s:s,s:s}", "file",
                                              (char *)g_ptr_array_index(report->files, i), "what",
                                              (char *)g_ptr_array_index(report->what, i)));
    }
    return json_print(json_pack("{s:s,s:o,s:I,s:I,s:I}", "folder", report->folder, "files", list,
                                "quarantined", (json_int_t)report->quarantined, "set_aside",
                                (json_int_t)report->set_aside, "unplanned",
                                (json_int_t)report->unplanned));
}

char *
zf_check_json(const ZfFindings *findings)
{
    size_t n = zf_findings_count(findings);
    return json_print(json_pack("{s:I,s:b,s:o}", "findings", (json_int_t)n, "sound", (int)(n == 0),
                                "list", json_of_findings(findings)));
}

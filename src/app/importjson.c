/* An import's report as JSON. */
#include <jansson.h>

#include "app/imports.h"

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

char *
zf_import_report_json(const ZfImportReport *report)
{
    json_t *fates = json_object();
    for (int i = 0; i < ZF_FATE_COUNT; i++) {
        json_object_set_new(fates, zf_code(ZF_CODES_FATE, i),
                            json_integer((json_int_t)report->fates[i]));
    }
    json_t *findings = json_array();
    for (size_t i = 0; i < zf_findings_count(report->findings); i++) {
        json_array_append_new(findings, finding_to_json(zf_findings_get(report->findings, i)));
    }
    json_t *root = json_pack(
        "{s:s,s:s,s:I,s:b,s:b,s:I,s:o,s:I,s:I,s:I,s:I,s:I,s:s,s:s?,s:o}", "kind",
        zf_code(ZF_CODES_IMPORT, (int)report->kind), "file", report->file, "run",
        (json_int_t)report->run, "repeated", (int)report->repeated, "dry_run", (int)report->dry_run,
        "rows", (json_int_t)report->rows, "fates", fates, "set_aside",
        (json_int_t)report->set_aside, "records_new", (json_int_t)report->records_new,
        "records_changed", (json_int_t)report->records_changed, "records_same",
        (json_int_t)report->records_same, "records_left", (json_int_t)report->records_left, "note",
        report->note, "corrections", report->errors, "findings", findings);
    char *text = json_dumps(root, JSON_INDENT(1));
    char *ret = g_strconcat(text, "\n", NULL);
    free(text);
    json_decref(root);
    return ret;
}

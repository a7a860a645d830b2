/* An import's report as JSON. */
#include <jansson.h>

#include "app/imports.h"
#include "app/jsonpieces.h"

char *
zf_import_report_json(const ZfImportReport *report)
{
    json_t *fates = json_object();
    for (int i = 0; i < ZF_FATE_COUNT; i++) {
        json_object_set_new(fates, zf_code(ZF_CODES_FATE, i),
                            json_integer((json_int_t)report->fates[i]));
    }
    json_t *findings = json_of_findings(report->findings);
    json_t *root = json_pack(
        "{s:s,s:s,s:I,s:b,s:b,s:I,s:o,s:I,s:I,s:I,s:I,s:I,s:s,s:s?,s:o}", "kind",
        zf_code(ZF_CODES_IMPORT, (int)report->kind), "file", report->file, "run",
        (json_int_t)report->run, "repeated", (int)report->repeated, "dry_run", (int)report->dry_run,
        "rows", (json_int_t)report->rows, "fates", fates, "set_aside",
        (json_int_t)report->set_aside, "records_new", (json_int_t)report->records_new,
        "records_changed", (json_int_t)report->records_changed, "records_same",
        (json_int_t)report->records_same, "records_left", (json_int_t)report->records_left, "note",
        report->note, "corrections", report->errors, "findings", findings);
    return json_print(root);
}

/* outjson: what a command did, as one JSON object with a newline behind it, for --json. Texts are
 * owned by the caller. */
#pragma once

#include "app/drawing.h"
#include "app/go.h"
#include "app/locate.h"

/* {"<key>": "<value>"}: what was made or changed, where there is no more to tell. */
char *zf_done_json(const char *key, const char *value);
/* {"files": ["a.pdf", …]} */
char *zf_files_json(const char *const *files, size_t n);
/* {"files": ["a.pdf"], "placed": {"names": 100, …}}: of “map”; what is 0 in all of a group is left
 * out. */
char *zf_map_json(const char *file, const ZfMapPlacing *placing);
char *zf_sheets_report_json(const ZfSheetsReport *report);
/* {"file": …, "villages": 8, "homes": 23, "pages": 14} */
char *zf_locate_report_json(const ZfLocateReport *report, const char *file);
/* {"sheet": …, "keyed": 5, "stops": 7} */
char *zf_keyed_json(const char *sheet, size_t keyed, size_t stops);
/* {"folder": …, "files": [{"file": …, "what": …}, …], "quarantined": 0, "unplanned": 0} */
char *zf_go_report_json(const ZfGoReport *report);
/* {"findings": 2, "sound": false, "list": [{"severity": …, "code": …, "message": …}, …]} */
char *zf_check_json(const ZfFindings *findings);

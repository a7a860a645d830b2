/* keeping: the independent check, backups, the access log. */
#pragma once

#include "app/grid.h"
#include "app/workspace.h"

/* Looks at everything again by other ways: the file, the sums, the plan, every insertion position
 * of every home that was left out, homes in the water whichever came first. ret: findings (none =
 * sound); NULL when it could not run. */
ZfFindings *zf_app_check(ZfApp *app, const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;

/* A whole copy in one file. */
bool zf_app_backup(ZfApp *app, const char *path, GError **error) ZF_CHECK_RESULT;

/* Who did what when; limit 0 = all. */
ZfGrid *zf_app_audit_list(ZfApp *app, size_t limit, GError **error) ZF_CHECK_RESULT;

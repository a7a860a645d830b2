/* What the calls hand out, given back. */
#include "store/store.h"

void
zf_import_result_clear(ZfImportResult *result)
{
    g_clear_pointer(&result->row_fates, g_free);
    g_clear_pointer(&result->changes, g_ptr_array_unref);
    *result = (ZfImportResult){0};
}

void
zf_import_run_free(ZfImportRun *run)
{
    if (!run) {
        return;
    }
    g_free(run->file);
    g_free(run->sha256);
    g_free(run->crs);
    g_free(run);
}

void
zf_campaigns_free(ZfCampaigns *campaigns)
{
    if (!campaigns) {
        return;
    }
    g_free(campaigns->items);
    g_string_chunk_free(campaigns->texts);
    g_free(campaigns);
}

void
zf_closures_free(ZfClosures *closures)
{
    if (!closures) {
        return;
    }
    g_free(closures->items);
    g_free(closures->numbers);
    g_string_chunk_free(closures->texts);
    g_free(closures);
}

void
zf_lock_free(ZfLock *lock)
{
    if (!lock) {
        return;
    }
    g_free(lock->duty);
    g_free(lock->team);
    g_free(lock);
}

void
zf_visits_free(ZfVisits *visits)
{
    if (!visits) {
        return;
    }
    g_free(visits->items);
    g_string_chunk_free(visits->texts);
    g_free(visits);
}

void
zf_plan_info_free(ZfPlanInfo *info)
{
    if (!info) {
        return;
    }
    g_free(info->campaign);
    g_free(info->hash);
    g_free(info->options);
    g_free(info);
}

void
zf_sheet_row_free(ZfSheetRow *row)
{
    if (!row) {
        return;
    }
    g_free((char *)row->sheet.number);
    g_free((char *)row->sheet.issued_to);
    g_free(row->campaign);
    g_free(row->hash);
    g_free(row->team_name);
    g_free(row);
}

void
zf_issue_free(ZfIssue *issue)
{
    if (!issue) {
        return;
    }
    g_free((char *)issue->campaign);
    g_free((char *)issue->audience);
    g_free((char *)issue->hash);
    g_free((char *)issue->figures);
    g_free(issue);
}

void
zf_audit_entry_free(ZfAuditEntry *entry)
{
    if (!entry) {
        return;
    }
    g_free(entry->user);
    g_free(entry->action);
    g_free(entry->detail);
    g_free(entry);
}

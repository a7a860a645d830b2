#include "base/finding.h"

struct ZfFindings {
    GPtrArray *items;
};

static void
finding_free(gpointer data)
{
    ZfFinding *finding = data;
    g_free(finding->code);
    g_free(finding->file);
    g_free(finding->sheet);
    g_free(finding->value);
    g_free(finding->message);
    g_free(finding->advice);
    g_free(finding);
}

ZfFindings *
zf_findings_new(void)
{
    ZfFindings *findings = g_new0(ZfFindings, 1);
    findings->items = g_ptr_array_new_with_free_func(finding_free);
    return findings;
}

void
zf_findings_free(ZfFindings *findings)
{
    if (!findings) {
        return;
    }
    g_ptr_array_unref(findings->items);
    g_free(findings);
}

ZfFinding *
zf_findings_add_at(ZfFindings *findings, ZfSeverity severity, const char *code, const char *file,
                   const char *sheet, int64_t row, int32_t column, const char *value,
                   const char *message, const char *advice)
{
    ZfFinding *finding = g_new0(ZfFinding, 1);
    finding->severity = severity;
    finding->code = g_strdup(code);
    finding->file = g_strdup(file);
    finding->sheet = g_strdup(sheet);
    finding->row = row;
    finding->column = column;
    finding->value = g_strdup(value);
    finding->message = g_strdup(message);
    finding->advice = g_strdup(advice);
    g_ptr_array_add(findings->items, finding);
    return finding;
}

ZfFinding *
zf_findings_add(ZfFindings *findings, ZfSeverity severity, const char *code, const char *message)
{
    return zf_findings_add_at(findings, severity, code, NULL, NULL, 0, 0, NULL, message, NULL);
}

void
zf_findings_move(ZfFindings *findings, ZfFindings *from)
{
    g_ptr_array_extend_and_steal(findings->items, from->items);
    from->items = g_ptr_array_new_with_free_func(finding_free);
}

size_t
zf_findings_count(const ZfFindings *findings)
{
    return findings->items->len;
}

const ZfFinding *
zf_findings_get(const ZfFindings *findings, size_t i)
{
    g_assert(i < findings->items->len);
    return g_ptr_array_index(findings->items, i);
}

size_t
zf_findings_count_of(const ZfFindings *findings, ZfSeverity severity)
{
    size_t n = 0;
    for (size_t i = 0; i < zf_findings_count(findings); i++) {
        n += zf_findings_get(findings, i)->severity == severity;
    }
    return n;
}

char *
zf_column_name(int32_t column)
{
    char buffer[8];
    size_t at = sizeof buffer - 1;
    buffer[at] = '\0';
    while (column > 0 && at > 0) {
        buffer[--at] = (char)('A' + (column - 1) % 26);
        column = (column - 1) / 26;
    }
    return g_strdup(buffer + at);
}

char *
zf_finding_cell(const ZfFinding *finding)
{
    if (finding->row <= 0) {
        return g_strdup("");
    }
    if (finding->column <= 0) {
        return g_strdup_printf(_("row %ld"), (long)finding->row);
    }
    g_autofree char *column = zf_column_name(finding->column);
    return g_strdup_printf("%s%" G_GINT64_FORMAT, column, finding->row);
}

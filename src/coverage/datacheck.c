#include "coverage/datacheck.h"

static void
add_row(GChecksum *sum, const ZfCoverageRow *row)
{
    const ZfCounts *c = &row->counts;
    const int32_t numbers[] = {c->registered,     c->in_scope,   c->located,
                               c->assigned,       c->attempted,  c->contacted,
                               c->seen,           c->complete,   c->accounted,
                               c->barred,         c->households, c->households_seen,
                               c->obligation_met, c->obligation, c->scheduled,
                               c->unscheduled,    c->overdue,    (int32_t)row->shown};
    /* all but overdue_days: a new count does not compile until it stands above */
    G_STATIC_ASSERT(G_N_ELEMENTS(numbers) == sizeof(ZfCounts) / sizeof(int32_t));
    g_autoptr(GString) text = g_string_new(row->code);
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_string_append_printf(text, "\t%d", numbers[i]);
    }
    g_string_append_c(text, '\n');
    g_checksum_update(sum, (const guchar *)text->str, (gssize)text->len);
}

char *
zf_coverage_check(const ZfCoverage *coverage)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (size_t i = 0; i < coverage->n_rows; i++) {
        if (coverage->rows[i].level != ZF_LEVEL_GROUP) {
            add_row(sum, &coverage->rows[i]);
        }
    }
    add_row(sum, &coverage->total);
    const char *hex = g_checksum_get_string(sum);
    return g_strdup_printf("%.4s-%.4s-%.4s", hex, hex + 4, hex + 8);
}

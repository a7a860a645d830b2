#include "ingest/cells.h"

#include "ingest/lookup.h"

#include <string.h>

/* The village that holds a position; of one outside all polygons the home's own. */
static const char *
area_of(const In *in, const AreaMatch *match, const ZfHousehold *home, ZfLonLat point)
{
    const ZfSnapshot *known = in->context->known;
    int32_t inside = zf_area_match_locate(match, point);
    return inside >= 0 ? known->areas[inside].code : home->declared_area;
}

/* A row that has nothing else is not taken for it; of another the cell alone is left out. */
static void
report_bad(In *in, InRow *row, bool alone, const char *code, const char *message,
           const char *advice)
{
    if (alone) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_CELL, code, message, advice);
    } else {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_CELL, ZF_SEVERITY_WARNING, code, message, advice);
    }
}

static void
find_bad(In *in, InRow *row, const ZfIngestStop *stop, bool alone, const char *text)
{
    if (!stop || stop->grid.columns == 0) {
        report_bad(in, row, alone, "cell-without-grid",
                   _("this home has no grid on the sheet: its position is known, or nothing is "
                     "known of it"),
                   _("give longitude and latitude with household edit"));
        return;
    }
    char last[ZF_CELL_NAME_MAX];
    zf_cell_name(stop->grid.columns - 1, stop->grid.rows - 1, last);
    g_autofree char *message = g_strdup_printf(_("there is no cell “%s”"), text);
    g_autofree char *advice = g_strdup_printf(_("cells go from A1 to %s"), last);
    report_bad(in, row, alone, "cell-unread", message, advice);
}

/* Known to the house, and not from a cell that may be corrected by another. */
static bool
is_measured(const ZfHousehold *home)
{
    return zf_household_located(home) && home->location != ZF_LOCATION_FIELD;
}

InCellState
zf_in_cell_place(In *in, InRow *row, const AreaMatch *match, int32_t home, const ZfIngestStop *stop,
                 bool alone)
{
    g_autofree char *text = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_CELL);
    int32_t column;
    int32_t line;
    if (!*text) {
        return IN_CELL_EMPTY;
    }
    if (!stop || !zf_cell_parse(&stop->grid, text, &column, &line)) {
        find_bad(in, row, stop, alone, text);
        return IN_CELL_BAD;
    }
    const ZfHousehold *known = &in->context->known->households[home];
    if (is_measured(known)) {
        report_bad(
            in, row, alone, "cell-late",
            _("the home's position is known more exactly by now; a cell does not replace it"),
            _("correct it with household edit if it is wrong"));
        return IN_CELL_BAD;
    }
    ZfHousehold *placed = zf_batch_add_household(in->batch);
    placed->id = zf_batch_text(in->batch, known->id);
    placed->has_point = true;
    placed->point = zf_cell_middle(&stop->grid, column, line);
    placed->accuracy_m = zf_cell_accuracy_m(&stop->grid);
    placed->location = ZF_LOCATION_FIELD;
    placed->located_area = zf_batch_text(in->batch, area_of(in, match, known, placed->point));
    if (strcmp(placed->located_area, known->declared_area) != 0 && *known->declared_area) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_CELL, ZF_SEVERITY_WARNING, "cell-elsewhere",
                   _("the cell's middle lies in another village than the home's"),
                   _("compare with the map; it was taken"));
    }
    return IN_CELL_TAKEN;
}

static void
take_row(In *in, InRow *row, Lookup *lookup, const AreaMatch *match, GHashTable *seen)
{
    g_autofree char *text = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_CELL);
    if (!*text) {
        zf_in_settle(row, ZF_FATE_EXCLUDED, "", "not marked");
        return;
    }
    const ZfIngestStop *stop = NULL;
    int32_t home = zf_lookup_home(lookup, in, row, &stop);
    if (home < 0) {
        return;
    }
    const char *key = zf_batch_text(in->batch, in->context->known->households[home].id);
    if (!g_hash_table_add(seen, (gpointer)key)) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_CELL, "cell-twice",
                         _("an earlier row marks this home"), _("keep one of the rows"));
        return;
    }
    if (zf_in_cell_place(in, row, match, home, stop, true) == IN_CELL_TAKEN) {
        zf_in_settle(row, ZF_FATE_NEW, key, "");
    }
}

bool
zf_in_cells(In *in, GError **error)
{
    if (!in->context || !in->context->known || in->context->known->n_households == 0) {
        g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_HEADER,
                    _("%s: no homes are known yet; import households or a ledger first"), in->file);
        return false;
    }
    g_autoptr(Lookup) lookup = zf_lookup_new(in);
    g_autoptr(AreaMatch) match = zf_area_match_new(in->context->known);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    int64_t nth = 0;
    for (guint i = zf_in_next(in, 0); i < in->rows->len; i = zf_in_next(in, i + 1)) {
        ZF_IN_ROW(in, i)->nth = ++nth;
        take_row(in, ZF_IN_ROW(in, i), lookup, match, seen);
    }
    return true;
}

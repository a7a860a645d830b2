/* claims: the village a row says it belongs to. */
#include <string.h>

#include "ingest/homeplace.h"

typedef struct Claim {
    AreaFound found;
    int32_t area;
    ZfField field; /* what named it; ZF_F_COUNT = something outside the row */
    char *text;
    char *passed; /* a code or name before it that named no village, or NULL */
    ZfField passed_field;
} Claim;

static void
claim_clear(Claim *claim)
{
    g_free(claim->text);
    g_free(claim->passed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Claim, claim_clear)

/* The columns of a row that may name its village, best first. */
static Claim
claim_by_columns(const In *in, const AreaMatch *match, const InRow *row)
{
    static const ZfField fields[] = {ZF_F_VILLAGE_CODE, ZF_F_VILLAGE, ZF_F_ADDRESS};
    g_autofree char *town = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_TOWN);
    Claim worst = {.found = AREA_NONE, .area = -1, .field = ZF_F_COUNT};
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        g_autofree char *text = zf_in_text(in, row, ZF_WHOM_SELF, fields[i]);
        int32_t area;
        if (!*text) {
            continue;
        }
        AreaFound found = zf_area_match_text(match, text, town, &area);
        bool address = fields[i] == ZF_F_ADDRESS;
        if (address && (found == AREA_FUZZY || found == AREA_STRIPPED)) {
            continue; /* an address is not a village's name */
        }
        if (found != AREA_NONE && found != AREA_SEVERAL) {
            return (Claim){found, area, fields[i], g_steal_pointer(&text), worst.text, worst.field};
        }
        if ((found == AREA_SEVERAL || !address) && !worst.text) {
            worst = (Claim){found, -1, fields[i], g_steal_pointer(&text)};
        }
    }
    return worst;
}

/* A section line, the sheet's name, the title above, --village. */
static int32_t
claim_by_surroundings(const In *in, const AreaMatch *match, const InRow *row)
{
    const InTable *table = zf_in_table(in, row);
    const char *const hints[] = {row->hint, table->layer ? NULL : table->name, table->hint,
                                 in->options->village};
    for (size_t i = 0; i < G_N_ELEMENTS(hints); i++) {
        int32_t area;
        AreaFound found = hints[i] ? zf_area_match_text(match, hints[i], NULL, &area) : AREA_NONE;
        if (found != AREA_NONE && found != AREA_SEVERAL && found != AREA_FUZZY) {
            return area;
        }
    }
    return -1;
}

static void
report_fuzzy(In *in, const InRow *row, const Claim *claim)
{
    const ZfArea *area = &in->context->known->areas[claim->area];
    g_autofree char *message = g_strdup_printf(_("“%s” was taken for %s (one character differs)"),
                                               claim->text, area->name);
    g_autofree char *advice =
        g_strdup_printf(_("if that is right, write %s, or add “%s” to the village's other names"),
                        area->name, claim->text);
    zf_in_find(in, row, ZF_WHOM_SELF, claim->field, ZF_SEVERITY_WARNING, "village-fuzzy", message,
               advice);
}

/* A code nobody knows beside a name that is known, or a code and a name of two villages. */
static void
report_contradiction(In *in, const AreaMatch *match, const InRow *row, const Claim *claim)
{
    const ZfArea *areas = in->context->known->areas;
    if (claim->passed) {
        g_autofree char *message = g_strdup_printf(
            _("no village is known as “%s”; %s was taken, which the row also names"), claim->passed,
            areas[claim->area].name);
        zf_in_find(in, row, ZF_WHOM_SELF, claim->passed_field, ZF_SEVERITY_WARNING,
                   "village-code-unknown", message,
                   _("correct it; an old code can be added to the village's other names"));
    }
    g_autofree char *name = claim->field == ZF_F_VILLAGE_CODE
                                ? zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_VILLAGE)
                                : g_strdup("");
    g_autofree char *town = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_TOWN);
    int32_t named = claim->area;
    AreaFound found = *name ? zf_area_match_text(match, name, town, &named) : AREA_NONE;
    bool sure = found == AREA_CODE || found == AREA_EXACT || found == AREA_STRIPPED;
    if (sure && named != claim->area) {
        g_autofree char *message =
            g_strdup_printf(_("the code is that of %s, but the row names %s; the code was taken"),
                            areas[claim->area].name, name);
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_VILLAGE, ZF_SEVERITY_WARNING, "village-contradicts",
                   message, _("correct the code or the name"));
    }
}

static void
reject(In *in, InRow *row, const Claim *claim)
{
    bool several = claim->found == AREA_SEVERAL;
    g_autofree char *message = g_strdup_printf(several ? _("several villages are called “%s”")
                                                       : _("no village is known as “%s”"),
                                               claim->text);
    zf_in_quarantine(in, row, ZF_WHOM_SELF, claim->field,
                     several ? "village-ambiguous" : "village-unknown", message,
                     several
                         ? _("add a column 乡镇 with the town, or 村代码 with the 12-digit code")
                         : _("write the name as in the list of villages, or its code; an old "
                             "name can be added to the village's other names"));
}

static bool
none_known(const In *in, const Claim *claim, GError **error)
{
    g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_HEADER,
                _("%s names the village “%s”, but no villages are known yet; import the areas "
                  "first"),
                in->file, claim->text);
    return false;
}

bool
zf_in_claims(In *in, const AreaMatch *match, int32_t *ret_claims, GError **error)
{
    for (guint i = 0; i < in->rows->len; i++) {
        InRow *row = ZF_IN_ROW(in, i);
        ret_claims[i] = -1;
        if (row->fate >= 0) {
            continue;
        }
        g_auto(Claim) claim = claim_by_columns(in, match, row);
        if (claim.text && claim.area < 0 && zf_area_match_count(match) == 0) {
            return none_known(in, &claim, error);
        }
        if (claim.area >= 0) {
            ret_claims[i] = claim.area;
            if (claim.found == AREA_FUZZY) {
                report_fuzzy(in, row, &claim);
            }
            report_contradiction(in, match, row, &claim);
            continue;
        }
        int32_t around = claim_by_surroundings(in, match, row);
        if (!claim.text || (claim.field == ZF_F_ADDRESS && around >= 0)) {
            ret_claims[i] = around;
        } else {
            reject(in, row, &claim);
        }
    }
    return true;
}

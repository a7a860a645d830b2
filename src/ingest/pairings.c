/* pairings: 结对, who is responsible for which home (DOMAIN §6: 儿童 or 户编号, 志愿者, 起始日期).
 */
#include <string.h>

#include "ingest/lookup.h"

static ZfDate
first_day(In *in, InRow *row)
{
    ZfDate day = zf_in_optional_day(in, row, ZF_WHOM_SELF, ZF_F_FROM);
    const ZfSnapshot *known = in->context ? in->context->known : NULL;
    if (day != ZF_DATE_NONE) {
        return day;
    }
    return known && known->campaign.from != ZF_DATE_NONE ? known->campaign.from
           : in->context                                 ? in->context->today
                                                         : ZF_DATE_NONE;
}

/* One volunteer of the row. ret: false when the row was quarantined. */
static bool
add_one(In *in, InRow *row, Lookup *lookup, const char *name, const char *phone,
        const char *household, ZfDate from, GHashTable *seen)
{
    int32_t found = zf_lookup_volunteer(lookup, name, phone);
    if (found < 0) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_VOLUNTEER,
                         found == -2 ? "volunteer-ambiguous" : "volunteer-unknown",
                         found == -2 ? _("several volunteers have this name")
                                     : _("no volunteer of this name is in the roster"),
                         found == -2 ? _("add a column 电话 with the phone number")
                                     : _("import the roster first, or correct the name"));
        return false;
    }
    const char *volunteer = zf_batch_text(in->batch, in->context->known->volunteers[found].id);
    g_autofree char *pair = g_strconcat(household, "\x1f", volunteer, NULL);
    if (!g_hash_table_add(seen, g_steal_pointer(&pair))) {
        return true;
    }
    ZfPairing *pairing = zf_batch_add_pairing(in->batch);
    pairing->household = household;
    pairing->volunteer = volunteer;
    pairing->from = from;
    pairing->to = zf_in_optional_day(in, row, ZF_WHOM_SELF, ZF_F_TO);
    return true;
}

static void
take_row(In *in, InRow *row, Lookup *lookup, GHashTable *seen)
{
    g_autofree char *text = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_VOLUNTEER);
    g_autofree char *phone_text = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_PHONE);
    g_autofree char *phone = zf_parse_phone(phone_text, false, NULL);
    if (!*text) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_VOLUNTEER, "volunteer-missing",
                         _("no volunteer is named"), _("fill in the volunteer"));
        return;
    }
    int32_t home = zf_lookup_home(lookup, in, row, NULL);
    if (home < 0) {
        return;
    }
    const char *household = zf_batch_text(in->batch, in->context->known->households[home].id);
    ZfDate from = first_day(in, row);
    guint before = in->batch->pairings->len;
    g_autoptr(GString) even = g_string_new(text);
    g_string_replace(even, "、", ",", 0);
    g_string_replace(even, ";", ",", 0);
    g_string_replace(even, "/", ",", 0);
    g_auto(GStrv) names = g_strsplit(even->str, ",", -1);
    for (char **name = names; *name; name++) {
        g_strstrip(*name);
        if (**name && !add_one(in, row, lookup, *name, phone, household, from, seen)) {
            g_array_set_size(in->batch->pairings, before);
            return;
        }
    }
    bool none = in->batch->pairings->len == before;
    zf_in_settle(row, none ? ZF_FATE_MERGED : ZF_FATE_NEW, household,
                 none ? "same pair as an earlier row" : "");
}

bool
zf_in_pairings(In *in, GError **error)
{
    (void)error;
    g_autoptr(Lookup) lookup = zf_lookup_new(in);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = zf_in_next(in, 0); i < in->rows->len; i = zf_in_next(in, i + 1)) {
        take_row(in, ZF_IN_ROW(in, i), lookup, seen);
    }
    return true;
}

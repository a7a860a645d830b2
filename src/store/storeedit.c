/* Campaigns, and homes corrected by hand. */
#include "store/importing.h"
#include "store/reading.h"

#include <string.h>

/* ---- campaigns */

static bool
check_campaign(const ZfCampaign *campaign, GError **error)
{
    const char *message = NULL;
    if (!campaign->id || !*campaign->id) {
        message = _("a campaign needs a short name");
    } else if (campaign->from == ZF_DATE_NONE || campaign->to == ZF_DATE_NONE) {
        message = _("a campaign needs a first and a last day");
    } else if (campaign->from > campaign->to) {
        message = _("the campaign ends before it begins; exchange --from and --to");
    } else if (campaign->required_visits < 1 || campaign->team_size < 1) {
        message = _("a campaign needs at least one visit a home and one person a team");
    } else if (campaign->target_permille < 0 || campaign->target_permille > 1000) {
        message = _("the target must lie between 0 and 100 %");
    }
    if (message) {
        g_set_error_literal(error, ZF_STORE_ERROR, ZF_STORE_ERROR_INVALID, message);
    }
    return !message;
}

static bool
save_scope(ZfStore *store, const ZfCampaign *campaign, GError **error)
{
    g_auto(GStrv) codes = g_strsplit(campaign->areas ? campaign->areas : "", ",", -1);
    int64_t seq = 0;
    if (!zf_db_run(store, "DELETE FROM campaign_scope WHERE campaign = ?", error, "s",
                   campaign->id)) {
        return false;
    }
    for (char **code = codes; *code; code++) {
        int64_t known = 0;
        g_strstrip(*code);
        if (!**code) {
            continue;
        }
        if (!zf_db_get(store, "SELECT 1 FROM area WHERE code = ?", &known, error, "s", *code)) {
            return false;
        }
        if (!known) {
            g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_INVALID,
                        _("the campaign covers the area “%s”, which is not known; import the "
                          "areas first or correct the code"),
                        *code);
            return false;
        }
        if (!zf_db_run(store, "INSERT INTO campaign_scope (campaign, seq, area) VALUES (?, ?, ?)",
                       error, "sls", campaign->id, ++seq, *code)) {
            return false;
        }
    }
    return true;
}

typedef struct Saving {
    const ZfCampaign *campaign;
    const ZfQuestions *questions; /* NULL = as they are */
} Saving;

static bool
save_campaign(ZfStore *store, void *user, GError **error)
{
    const Saving *saving = user;
    const ZfCampaign *campaign = saving->campaign;
    bool changed = false;
    if (!zf_row_put(store, &zf_table_campaign, campaign, &changed, error)) {
        return false;
    }
    GStringChunk *texts = g_string_chunk_new(256);
    g_autofree ZfCampaign *known = zf_read_campaign(store, campaign->id, texts, error);
    bool ok = known != NULL;
    if (ok && strcmp(campaign->areas ? campaign->areas : "", known->areas) != 0) {
        changed = true;
        ok = save_scope(store, campaign, error);
    }
    g_string_chunk_free(texts);
    ok = ok && (!saving->questions ||
                zf_put_questions(store, campaign->id, saving->questions, &changed, error));
    return ok && (!changed || zf_db_bump(store, NULL, error));
}

bool
zf_store_campaign_save(ZfStore *store, const ZfCampaign *campaign, GError **error)
{
    return zf_store_campaign_save_asking(store, campaign, NULL, error);
}

bool
zf_store_campaign_save_asking(ZfStore *store, const ZfCampaign *campaign,
                              const ZfQuestions *questions, GError **error)
{
    Saving saving = {campaign, questions};
    return check_campaign(campaign, error) && zf_db_write(store, save_campaign, &saving, error);
}

static bool
list_campaigns(ZfStore *store, void *user, GError **error)
{
    ZfCampaigns *campaigns = user;
    ZfCampaign empty = zf_campaign_default();
    g_autoptr(GArray) rows = zf_read_rows(store,
                                          &(ZfReading){.table = &zf_table_campaign,
                                                       .tail = "ORDER BY first_day, id",
                                                       .empty = &empty},
                                          campaigns->texts, error, "");
    if (!rows) {
        return false;
    }
    for (guint i = 0; i < rows->len; i++) {
        const ZfCampaign *row = &g_array_index(rows, ZfCampaign, i);
        g_autofree ZfCampaign *one = zf_read_campaign(store, row->id, campaigns->texts, error);
        if (!one) {
            return false;
        }
        campaigns->items = g_renew(ZfCampaign, campaigns->items, campaigns->n + 1);
        campaigns->items[campaigns->n++] = *one;
    }
    return true;
}

ZfCampaigns *
zf_store_campaigns(ZfStore *store, GError **error)
{
    g_autoptr(ZfCampaigns) campaigns = g_new0(ZfCampaigns, 1);
    campaigns->texts = g_string_chunk_new(4096);
    return zf_db_read(store, list_campaigns, campaigns, error) ? g_steal_pointer(&campaigns) : NULL;
}

/* ---- homes */

typedef struct HomeEdit {
    const ZfHousehold *home;
    unsigned fields;
    ZfDate from;
} HomeEdit;

static void
protect_edited(ZfWriter *writer, sqlite3_stmt *old, void *row, bool *keep)
{
    (void)keep;
    ZfHomeRow *home = row;
    /* `edited` has no edit bit of its own: differing_edited sets it. */
    home->edited = sqlite3_column_int(old, zf_table_column(writer->table, "edited") + 1);
}

static bool
differing_edited(ZfWriter *writer, sqlite3_stmt *old, void *row, bool *differs, GError **error)
{
    ZfHomeRow *home = row;
    int edited = zf_table_column(writer->table, "edited");
    home->edited |= (int32_t)writer->only;
    differs[edited] = true;
    return zf_home_differing(writer, old, row, differs, error);
}

static bool
edit_home(ZfStore *store, void *user, GError **error)
{
    const HomeEdit *edit = user;
    int64_t known = 0;
    int64_t version = 0;
    if (!zf_db_get(store, "SELECT 1 FROM household WHERE id = ?", &known, error, "s",
                   edit->home->id)) {
        return false;
    }
    if (!known) {
        return zf_store_unknown(_("there is no home “%s”"), edit->home->id, error);
    }
    if (!zf_db_get(store, "SELECT value FROM meta WHERE name = 'data_version'", &version, error,
                   "")) {
        return false;
    }
    g_auto(ZfChange) change = {0};
    g_auto(ZfWriter) writer = {0};
    zf_change_init(&change, store, 0, version + 1);
    if (!zf_writer_init(&writer, &change, &zf_table_household, error)) {
        return false;
    }
    ZfHomeRules rules = {.from = edit->from};
    writer.by_hand = true;
    writer.only = edit->fields;
    writer.protect = protect_edited;
    writer.differing = differing_edited;
    writer.user = &rules;
    ZfHomeRow row = {.home = *edit->home};
    ZfPutState state;
    return zf_writer_put(&writer, &row, &state, error) &&
           (state == ZF_PUT_SAME || zf_db_bump(store, NULL, error));
}

bool
zf_store_household_edit(ZfStore *store, const ZfHousehold *home, unsigned fields, ZfDate from,
                        GError **error)
{
    if (fields == 0) {
        return true;
    }
    HomeEdit edit = {home, fields, from == ZF_DATE_NONE ? zf_stamp_date(zf_stamp_now()) : from};
    return zf_db_write(store, edit_home, &edit, error);
}

#include "app/workspace.h"

#include "app/inside.h"

G_DEFINE_QUARK(zf_app_error, zf_app_error)

bool
zf_app_create(const char *db, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(db);
    g_autofree char *in = g_build_filename(folder, "in", NULL);
    g_autofree char *out = g_build_filename(folder, "out", NULL);
    return zf_file_make_folder(folder, error) && zf_store_create(db, error) &&
           zf_file_make_folder(in, error) && zf_file_make_folder(out, error);
}

ZfApp *
zf_app_open(const char *db, bool write, GError **error)
{
    ZfStore *store = zf_store_open(db, write ? ZF_STORE_WRITE : ZF_STORE_READ, error);
    if (!store) {
        if (error && g_error_matches(*error, ZF_STORE_ERROR, ZF_STORE_ERROR_MISSING)) {
            g_clear_error(error);
            g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING,
                        _("there is no %s here; make one with “zoufang init”, or let “zoufang go "
                          "FOLDER” do it all"),
                        db);
        }
        return NULL;
    }
    ZfApp *app = g_new0(ZfApp, 1);
    app->store = store;
    app->folder = g_path_get_dirname(db);
    return app;
}

void
zf_app_close(ZfApp *app)
{
    if (!app) {
        return;
    }
    zf_store_close(app->store);
    g_free(app->folder);
    g_free(app->campaign);
    g_free(app);
}

void
zf_app_select(ZfApp *app, const char *campaign, int64_t plan)
{
    g_free(app->campaign);
    app->campaign = g_strdup(campaign);
    app->plan = plan;
}

ZfStamp
zf_app_now(void)
{
    return zf_stamp_now();
}

const char *
zf_app_folder(const ZfApp *app)
{
    return app->folder;
}

static char *
list_ids(const ZfCampaigns *campaigns)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < campaigns->n; i++) {
        g_string_append_printf(out, "%s%s", i ? _(", ") : "", campaigns->items[i].id);
    }
    return g_string_free(out, FALSE);
}

static bool
has_id(const ZfCampaigns *campaigns, const char *id)
{
    for (size_t i = 0; i < campaigns->n; i++) {
        if (g_strcmp0(campaigns->items[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

char *
zf_app_campaign_id(ZfApp *app, GError **error)
{
    g_autoptr(ZfCampaigns) campaigns = zf_store_campaigns(app->store, error);
    if (!campaigns) {
        return NULL;
    }
    if (campaigns->n == 0) {
        g_set_error_literal(error, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING,
                            _("there is no campaign yet; make one with “zoufang campaign new NAME "
                              "--from 2026-02-09 --to 2026-02-20”"));
        return NULL;
    }
    g_autofree char *all = list_ids(campaigns);
    if (app->campaign) {
        if (has_id(campaigns, app->campaign)) {
            return g_strdup(app->campaign);
        }
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_CHOICE,
                    _("there is no campaign %s; there are: %s"), app->campaign, all);
        return NULL;
    }
    if (campaigns->n == 1) {
        return g_strdup(campaigns->items[0].id);
    }
    GError *failure = NULL;
    g_autofree char *chosen = zf_store_setting(app->store, "campaign.current", &failure);
    if (failure) {
        g_propagate_error(error, failure);
        return NULL;
    }
    if (chosen && has_id(campaigns, chosen)) {
        return g_steal_pointer(&chosen);
    }
    g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_CHOICE,
                _("there are several campaigns (%s); say which with --campaign NAME"), all);
    return NULL;
}

ZfSnapshot *
zf_app_snapshot(ZfApp *app, bool names, ZfDate as_of, GError **error)
{
    g_autofree char *id = zf_app_campaign_id(app, error);
    return id ? zf_store_load(app->store, id, names ? ZF_LOAD_NAMES : 0, as_of, error) : NULL;
}

static ZfPlan *
load_plan(ZfApp *app, bool ways, GError **error)
{
    g_autofree char *id = zf_app_campaign_id(app, error);
    if (!id) {
        return NULL;
    }
    GError *failure = NULL;
    ZfPlan *plan = ways ? zf_store_plan_load(app->store, id, app->plan, &failure)
                        : zf_store_plan_load_stops(app->store, id, app->plan, &failure);
    if (plan) {
        return plan;
    }
    if (app->plan == 0 && g_error_matches(failure, ZF_STORE_ERROR, ZF_STORE_ERROR_UNKNOWN)) {
        g_clear_error(&failure);
    } else {
        g_propagate_error(error, failure);
    }
    return NULL;
}

ZfPlan *
zf_app_plan(ZfApp *app, GError **error)
{
    return load_plan(app, true, error);
}

ZfPlan *
zf_app_plan_stops(ZfApp *app, GError **error)
{
    return load_plan(app, false, error);
}

bool
zf_app_audit(ZfApp *app, const char *action, const char *detail, GError **error)
{
    return zf_store_audit(app->store, action, detail, error);
}

void
zf_app_no_such(const char *text, const GPtrArray *names, const char *plain, const char *meant,
               GError **error)
{
    const char *near = zf_text_nearest(text, names);
    if (near) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_CHOICE, meant, text, near);
    } else {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_CHOICE, plain, text);
    }
}

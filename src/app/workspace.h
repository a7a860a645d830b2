/* workspace: a folder with zoufang.db, in/ and out/, opened. */
#pragma once

#include "base/base.h"
#include "model/model.h"

typedef struct ZfApp ZfApp;

#define ZF_APP_ERROR (zf_app_error_quark())
GQuark zf_app_error_quark(void);
typedef enum {
    ZF_APP_ERROR_USAGE,   /* a wrong call (exit status 2); the message says what to type */
    ZF_APP_ERROR_CHOICE,  /* none or several are called so; the message says which there are */
    ZF_APP_ERROR_FILE,    /* what a file holds is of no use; the message says where and why */
    ZF_APP_ERROR_NOTHING, /* nothing there to do it with: no homes, no campaign, no plan … */
} ZfAppError;

/* Makes the database and, beside it, in/ and out/. Errors: there is one already. */
bool zf_app_create(const char *db, GError **error) ZF_CHECK_RESULT;

/* Opens it; write = the command may change it. */
ZfApp *zf_app_open(const char *db, bool write, GError **error) ZF_CHECK_RESULT;
void zf_app_close(ZfApp *app);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfApp, zf_app_close)

/* What --campaign and --plan said: NULL and 0 = find out. Texts are copied. */
void zf_app_select(ZfApp *app, const char *campaign, int64_t plan);
/* The moment figures are for; ZF_STAMP_NONE = now (or SOURCE_DATE_EPOCH). */
ZfStamp zf_app_now(void);

/* ret: the folder the database lies in; lives as long as app. */
const char *zf_app_folder(const ZfApp *app);

/* ret: the id of the campaign meant: the selected one, else the only one, else the one chosen last
 * (campaign use), owned by the caller. Errors: NOTHING, CHOICE. */
char *zf_app_campaign_id(ZfApp *app, GError **error) ZF_CHECK_RESULT;

/* The campaign meant, loaded. names: with what names a person. as_of: ZF_DATE_NONE = now. */
ZfSnapshot *zf_app_snapshot(ZfApp *app, bool names, ZfDate as_of, GError **error) ZF_CHECK_RESULT;

/* ret: the selected or current plan of the campaign; NULL without error when there is none yet. */
ZfPlan *zf_app_plan(ZfApp *app, GError **error);
/* The same without its ways (legs, points, cues): who goes where and when, in a third of the time.
 */
ZfPlan *zf_app_plan_stops(ZfApp *app, GError **error);

/* A line in the access log; a failure to write it is an error like any other. */
bool zf_app_audit(ZfApp *app, const char *action, const char *detail,
                  GError **error) ZF_CHECK_RESULT;

/* activities: talks and donations (DOMAIN §6, 活动统计表). */
#include <math.h>
#include <string.h>

#include "ingest/homeplace.h"

/* "1,200.50元", "1.2万" as fen. ret: false when it is no sum of money. */
static bool
parse_money(const char *text, int64_t *fen)
{
    g_autoptr(GString) plain = g_string_new(text);
    g_string_replace(plain, ",", "", 0);
    g_string_replace(plain, "元", "", 0);
    g_string_replace(plain, "¥", "", 0);
    g_string_replace(plain, "￥", "", 0);
    double factor = 100;
    if (g_str_has_suffix(plain->str, "万")) {
        g_string_truncate(plain, plain->len - strlen("万"));
        factor = 1000000;
    }
    g_autofree char *clean = g_strstrip(g_strdup(plain->str));
    double value;
    if (!zf_text_to_double(clean, &value) || value < 0 || value > 1e12) {
        return false;
    }
    *fen = (int64_t)llround(value * factor);
    return true;
}

static void
read_money(In *in, InRow *row, ZfActivity *activity)
{
    static const ZfField fields[] = {ZF_F_MONEY, ZF_F_VALUE};
    bool ticked;
    for (size_t i = 0; i < G_N_ELEMENTS(fields) && activity->money_fen == 0; i++) {
        g_autofree char *text = zf_in_text(in, row, ZF_WHOM_SELF, fields[i]);
        if (*text && !parse_money(text, &activity->money_fen) &&
            zf_parse_yes(text, &ticked) != ZF_PARSED_OK) {
            zf_in_find(in, row, ZF_WHOM_SELF, fields[i], ZF_SEVERITY_WARNING, "money-unread",
                       _("this is no sum of money; it was left out"), _("write it in yuan: 1200"));
        }
    }
}

static const char *
kind_of(const In *in, const InRow *row, const char *title)
{
    g_autofree char *text = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_KIND);
    bool talk = strstr(text, "宣讲") || strstr(title, "宣讲") || strstr(title, "讲座") ||
                strstr(text, "讲座") || strcmp(text, "talk") == 0;
    return talk ? "talk" : zf_batch_text(in->batch, text);
}

static void
take_row(In *in, guint i, const int32_t *claims, GHashTable *seen)
{
    InRow *row = ZF_IN_ROW(in, i);
    const ZfSnapshot *known = in->context ? in->context->known : NULL;
    g_autofree char *people = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_PEOPLE);
    ZfActivity activity = zf_activity_empty();
    int64_t count = 0;
    activity.title = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_TITLE);
    activity.organiser = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_ORGANISER);
    if (!*activity.title) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_TITLE, "title-missing",
                         _("what the activity was is missing"), _("fill in the content"));
        return;
    }
    ZfDate day = ZF_DATE_NONE;
    if (zf_in_day(in, row, ZF_WHOM_SELF, ZF_F_DATE, &day, NULL) == ZF_PARSED_BAD) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_DATE, "date-unread",
                         _("the day of the activity cannot be read"),
                         _("write it like 2026-02-09"));
        return;
    }
    if (zf_parse_count(people, 100000000, &count) == ZF_PARSED_BAD) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_PEOPLE, ZF_SEVERITY_WARNING, "count-unread",
                   _("this is not a number of people; it was left out"), NULL);
        count = 0;
    }
    activity.date = day;
    activity.people = (int32_t)count;
    activity.campaign = known ? zf_batch_text(in->batch, known->campaign.id) : "";
    activity.area =
        known && claims[i] >= 0 ? zf_batch_text(in->batch, known->areas[claims[i]].code) : "";
    activity.kind = kind_of(in, row, activity.title);
    activity.goods = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_GOODS);
    activity.other = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_OTHER);
    read_money(in, row, &activity);
    g_autofree char *date = zf_date_format(day);
    const char *parts[] = {activity.title, activity.organiser, date, activity.area, NULL};
    activity.id = zf_in_hash_key(in, "t", parts);
    if (!g_hash_table_add(seen, (gpointer)activity.id)) {
        zf_in_settle(row, ZF_FATE_MERGED, activity.id, "same activity as an earlier row");
        return;
    }
    *zf_batch_add_activity(in->batch) = activity;
    zf_in_settle(row, ZF_FATE_NEW, activity.id, "");
}

bool
zf_in_activities(In *in, GError **error)
{
    g_autoptr(AreaMatch) match = zf_area_match_new(in->context ? in->context->known : NULL);
    g_autofree int32_t *claims = g_new0(int32_t, in->rows->len + 1);
    if (!zf_in_claims(in, match, claims, error)) {
        return false;
    }
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = zf_in_next(in, 0); i < in->rows->len; i = zf_in_next(in, i + 1)) {
        take_row(in, i, claims, seen);
    }
    return true;
}

/* Which reports there are, who may read them, and the words they share. */
#include "report/formgrid.h"

#include <string.h>

G_DEFINE_QUARK(zf_report_error, zf_report_error)

typedef void (*Make)(const ZfReportJob *job, ZfReportKind kind, GPtrArray *reports);

/* persons: names homes or people, hence not for county and public. found: tells what earlier visits
 * found, hence not for volunteers (last date only). whole: for county and public the township as a
 * whole, since parts of it could be subtracted from each other. */
static const struct {
    const char *code;
    Make make;
    bool persons;
    bool found;
    bool whole;
} kinds[ZF_REPORT_COUNT] = {
    [ZF_REPORT_UNVISITED] = {"unvisited", zf_report_make_list, true, false, false},
    [ZF_REPORT_OVERDUE] = {"overdue", zf_report_make_list, true, false, false},
    [ZF_REPORT_COVERAGE] = {"coverage", zf_report_make_figures, false, false, false},
    [ZF_REPORT_VILLAGE] = {"village", zf_report_make_figures, false, false, false},
    [ZF_REPORT_SUMMARY] = {"summary", zf_report_make_form, false, false, false},
    [ZF_REPORT_ACTIVITIES] = {"activities", zf_report_make_form, false, false, false},
    [ZF_REPORT_LEDGER] = {"ledger", zf_report_make_ledger, true, false, false},
    [ZF_REPORT_HARDSHIP] = {"hardship", zf_report_make_ledger, true, false, false},
    [ZF_REPORT_UNPAIRED] = {"unpaired", zf_report_make_list, true, false, false},
    [ZF_REPORT_NEAR_WATER] = {"near-water", zf_report_make_list, true, false, false},
    [ZF_REPORT_WISHES] = {"wishes", zf_report_make_list, true, true, false},
    [ZF_REPORT_AGREEMENTS] = {"agreements", zf_report_make_list, true, true, false},
    [ZF_REPORT_WIVES] = {"wives", zf_report_make_list, true, false, false},
    [ZF_REPORT_UNPLANNED] = {"unplanned", zf_report_make_list, true, false, false},
    [ZF_REPORT_ANSWERS] = {"answers", zf_report_make_answers, true, true, false},
    [ZF_REPORT_TALLY] = {"tally", zf_report_make_answers, false, true, true},
};

const char *
zf_report_code(ZfReportKind kind)
{
    g_assert((size_t)kind < ZF_REPORT_COUNT);
    return kinds[kind].code;
}

bool
zf_report_find(const char *code, ZfReportKind *ret)
{
    for (size_t i = 0; i < ZF_REPORT_COUNT; i++) {
        if (strcmp(kinds[i].code, code) == 0) {
            *ret = (ZfReportKind)i;
            return true;
        }
    }
    return false;
}

bool
zf_report_in_area(const ZfReportJob *job, int32_t area)
{
    if (job->area < 0) {
        return true;
    }
    while (area >= 0 && area != job->area) {
        area = job->snapshot->areas[area].parent_index;
    }
    return area == job->area;
}

char *
zf_report_name(const ZfReportJob *job, const char *name)
{
    return job->input->audience <= ZF_AUDIENCE_VILLAGE ? g_strdup(name) : zf_say_surname(name);
}

static const ZfPerson *
find_carer(const ZfSnapshot *snapshot, int32_t household, bool with_phone)
{
    const ZfHousehold *home = &snapshot->households[household];
    const ZfPerson *found = NULL;
    for (int32_t i = 0; i < home->n_persons; i++) {
        const ZfPerson *p = &snapshot->persons[home->first_person + i];
        bool wanted = p->role != ZF_ROLE_CHILD && (with_phone ? p->phone : p->name)[0] != '\0';
        if (wanted && (found == NULL || p->role == ZF_ROLE_CARER)) {
            found = p;
        }
    }
    return found;
}

char *
zf_report_carer(const ZfReportJob *job, int32_t household)
{
    const ZfPerson *carer = find_carer(job->snapshot, household, false);
    if (carer == NULL) {
        return g_strdup("");
    }
    g_autofree char *name = zf_report_name(job, carer->name);
    const char *relation =
        carer->relation[0] != '\0' ? carer->relation : zf_say_role(job->lang, carer->role);
    return g_strconcat(name, job->lang == ZF_LANG_ZH ? "（" : " (", relation,
                       job->lang == ZF_LANG_ZH ? "）" : ")", NULL);
}

const char *
zf_report_phone(const ZfReportJob *job, int32_t household)
{
    const ZfPerson *carer = find_carer(job->snapshot, household, true);
    bool allowed = job->input->audience <= ZF_AUDIENCE_VILLAGE;
    return carer != NULL && allowed ? carer->phone : "";
}

char *
zf_report_children(const ZfReportJob *job, int32_t household)
{
    const ZfHousehold *home = &job->snapshot->households[household];
    GString *list = g_string_new(NULL);
    for (int32_t i = 0; i < home->n_persons; i++) {
        const ZfPerson *p = &job->snapshot->persons[home->first_person + i];
        if (p->role != ZF_ROLE_CHILD || p->exit != ZF_DATE_NONE) {
            continue;
        }
        g_autofree char *name = zf_report_name(job, p->name);
        g_string_append_printf(list, "%s%s",
                               list->len > 0 ? zf_say(job->lang, ZF_SAY_LIST_COMMA) : "", name);
    }
    return g_string_free(list, FALSE);
}

static bool
check(ZfReportKind kind, const ZfReportInput *input, GError **error)
{
    if (kinds[kind].persons && input->audience >= ZF_AUDIENCE_COUNTY) {
        g_set_error(error, ZF_REPORT_ERROR, ZF_REPORT_ERROR_AUDIENCE,
                    _("the report “%s” names homes: it is not for county or public"),
                    kinds[kind].code);
        return false;
    }
    bool whole = input->area == NULL || input->area[0] == '\0';
    if (kinds[kind].found && input->audience == ZF_AUDIENCE_VOLUNTEER) {
        g_set_error(error, ZF_REPORT_ERROR, ZF_REPORT_ERROR_AUDIENCE,
                    _("the report “%s” tells what visits found: it is not for volunteers"),
                    kinds[kind].code);
        return false;
    }
    if (kinds[kind].whole && input->audience >= ZF_AUDIENCE_COUNTY && !whole) {
        g_set_error(error, ZF_REPORT_ERROR, ZF_REPORT_ERROR_AUDIENCE,
                    _("the report “%s” is for county and public as a whole only: leave out "
                      "--area"),
                    kinds[kind].code);
        return false;
    }
    if (!whole && zf_snapshot_area(input->snapshot, input->area) < 0) {
        g_set_error(error, ZF_REPORT_ERROR, ZF_REPORT_ERROR_AREA, _("there is no area “%s”"),
                    input->area);
        return false;
    }
    if (kinds[kind].persons && input->audience == ZF_AUDIENCE_VILLAGE && whole) {
        g_set_error_literal(error, ZF_REPORT_ERROR, ZF_REPORT_ERROR_AREA,
                            _("a village worker may see one village: say which one with --area"));
        return false;
    }
    return true;
}

GPtrArray *
zf_report_make(ZfReportKind kind, const ZfReportInput *input, GError **error)
{
    g_assert((size_t)kind < ZF_REPORT_COUNT);
    if (!check(kind, input, error)) {
        return NULL;
    }
    const ZfCampaign *campaign = &input->snapshot->campaign;
    int32_t area = input->area != NULL ? zf_snapshot_area(input->snapshot, input->area) : -1;
    ZfReportJob job = {
        .input = input,
        .snapshot = input->snapshot,
        .campaign = campaign,
        .coverage = input->coverage,
        .lang = campaign->lang,
        .area = area,
        .place = area >= 0                    ? input->snapshot->areas[area].name
                 : campaign->place[0] != '\0' ? campaign->place
                                              : campaign->title,
        .as_of = zf_say_as_of(campaign->lang, input->coverage->as_of),
    };
    GPtrArray *reports = g_ptr_array_new_with_free_func((GDestroyNotify)zf_report_free);
    kinds[kind].make(&job, kind, reports);
    for (guint i = 0; i < reports->len; i++) {
        ((ZfReport *)reports->pdata[i])->personal = kinds[kind].persons;
    }
    g_free(job.as_of);
    return reports;
}

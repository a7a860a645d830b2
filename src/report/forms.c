/* The two mandated forms on activities (DOMAIN §6). */
#include "report/formgrid.h"

#include <string.h>

#define TEN   10 /* kinds of volunteers in the form */
#define MEDIA 4

/* An activity's kind as people write it when it is a report in the media. */
static const char *const media_kinds[MEDIA][2] = {
    {"纸媒", "print"}, {"新媒体", "new media"}, {"广播", "radio"}, {"电视台", "television"}};

static int
media_of(const ZfActivity *activity)
{
    for (int i = 0; i < MEDIA; i++) {
        if (strcmp(activity->kind, media_kinds[i][0]) == 0 ||
            g_ascii_strcasecmp(activity->kind, media_kinds[i][1]) == 0) {
            return i;
        }
    }
    return -1;
}

static bool
is_ours(const ZfReportJob *job, const ZfActivity *activity)
{
    bool campaign =
        activity->campaign[0] == '\0' || strcmp(activity->campaign, job->campaign->id) == 0;
    return campaign && (activity->area[0] == '\0' ||
                        zf_report_in_area(job, zf_snapshot_area(job->snapshot, activity->area)));
}

/* Volunteers of the teams that go out; the whole roster while no shift is made yet. */
static void
count_volunteers(const ZfReportJob *job, int64_t counts[ZF_VOLUNTEER_COUNT])
{
    const ZfSnapshot *s = job->snapshot;
    g_autofree bool *out = g_new0(bool, s->n_volunteers + 1);
    bool any = false;
    for (size_t i = 0; i < s->n_shifts; i++) {
        int32_t team = s->shifts[i].team_index;
        for (int32_t k = 0; team >= 0 && !s->shifts[i].cancelled && k < s->teams[team].n_members;
             k++) {
            int32_t who = s->teams[team].member_index[k];
            if (who >= 0) {
                out[who] = any = true;
            }
        }
    }
    for (size_t i = 0; i < s->n_volunteers; i++) {
        counts[s->volunteers[i].kind] += out[i] || !any;
    }
}

/* Counties in which a home was visited: by area, else by the first six digits of the code. */
static int64_t
counties_reached(const ZfReportJob *job)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < job->snapshot->n_visits; i++) {
        int32_t home = job->snapshot->visits[i].household_index;
        int32_t area = home >= 0 ? job->snapshot->households[home].area_index : -1;
        if (area < 0 || !zf_report_in_area(job, area)) {
            continue;
        }
        int32_t county = zf_snapshot_ancestor(job->snapshot, area, ZF_LEVEL_COUNTY);
        g_hash_table_add(seen, county >= 0 ? g_strdup(job->snapshot->areas[county].code)
                                           : g_strndup(job->snapshot->areas[area].code, 6));
    }
    return g_hash_table_size(seen);
}

static int64_t
communities_reached(const ZfReportJob *job)
{
    g_autofree bool *seen = g_new0(bool, job->snapshot->n_areas + 1);
    int64_t n = 0;
    for (size_t i = 0; i < job->snapshot->n_visits; i++) {
        const ZfVisit *visit = &job->snapshot->visits[i];
        int32_t home = visit->household_index;
        int32_t area = home >= 0 ? job->snapshot->households[home].area_index : -1;
        if (visit->mode == ZF_VISIT_IN_PERSON && area >= 0 && zf_report_in_area(job, area)) {
            n += !seen[area];
            seen[area] = true;
        }
    }
    return n;
}

static bool
is_child(const ZfReportJob *job, const ZfPerson *p)
{
    return p->role == ZF_ROLE_CHILD && p->exit == ZF_DATE_NONE &&
           (p->birth == ZF_DATE_NONE ||
            zf_date_age(p->birth, job->campaign->from) < job->campaign->age_limit);
}

static int64_t
children_of(const ZfReportJob *job, int32_t household)
{
    const ZfHousehold *home = &job->snapshot->households[household];
    int64_t n = 0;
    for (int32_t i = 0; i < home->n_persons; i++) {
        n += is_child(job, &job->snapshot->persons[home->first_person + i]);
    }
    return n;
}

static int64_t
paired_children(const ZfReportJob *job)
{
    const ZfSnapshot *s = job->snapshot;
    ZfDate day = zf_stamp_date(job->coverage->as_of);
    g_autofree bool *counted = g_new0(bool, s->n_households + 1);
    int64_t n = 0;
    for (size_t i = 0; i < s->n_pairings; i++) {
        const ZfPairing *p = &s->pairings[i];
        int32_t home = p->household_index;
        if (home >= 0 && !counted[home] && (p->to == ZF_DATE_NONE || p->to >= day) &&
            zf_report_in_area(job, s->households[home].area_index)) {
            counted[home] = true;
            n += children_of(job, home);
        }
    }
    return n;
}

/* Children seen at home, each visit counted. */
static int64_t
people_visited(const ZfReportJob *job)
{
    int64_t n = 0;
    for (size_t i = 0; i < job->snapshot->n_visits; i++) {
        const ZfVisit *visit = &job->snapshot->visits[i];
        if (visit->mode != ZF_VISIT_IN_PERSON || visit->household_index < 0 ||
            !zf_report_in_area(job, job->snapshot->households[visit->household_index].area_index)) {
            continue;
        }
        if (visit->seen[0] != '\0') {
            g_auto(GStrv) ids = g_strsplit(visit->seen, ",", -1);
            n += g_strv_length(ids);
        } else if (visit->outcome == ZF_OUTCOME_SEEN) {
            n += MAX(children_of(job, visit->household_index), 1);
        }
    }
    return n;
}

static void
summary_columns(const ZfReportJob *job, ZfReport *grid)
{
    zf_form_column(grid, -1, ZF_SAY_FORM_UNIT, 16, false);
    for (int kind = 0; kind < TEN; kind++) {
        zf_form_column_named(grid, ZF_SAY_SPAN_VOLUNTEERS,
                             zf_say_volunteer(job->lang, (ZfVolunteerKind)kind), 8, true);
    }
    zf_form_column(grid, ZF_SAY_SPAN_VOLUNTEERS, ZF_SAY_FORM_VOLUNTEERS_TOTAL, 8, true);
    zf_form_column(grid, ZF_SAY_SPAN_ACTIVITIES, ZF_SAY_FORM_COUNTIES, 8, true);
    zf_form_column(grid, ZF_SAY_SPAN_ACTIVITIES, ZF_SAY_FORM_COMMUNITIES, 8, true);
    zf_form_column(grid, ZF_SAY_SPAN_ACTIVITIES, ZF_SAY_FORM_PAIRED, 8, true);
    zf_form_column(grid, ZF_SAY_SPAN_ACTIVITIES, ZF_SAY_FORM_EVENTS, 8, true);
    zf_form_column(grid, ZF_SAY_SPAN_ACTIVITIES, ZF_SAY_FORM_PEOPLE, 10, true);
    zf_form_column(grid, ZF_SAY_SPAN_MEDIA, ZF_SAY_FORM_PAPER, 6, true);
    zf_form_column(grid, ZF_SAY_SPAN_MEDIA, ZF_SAY_FORM_NEW_MEDIA, 8, true);
    zf_form_column(grid, ZF_SAY_SPAN_MEDIA, ZF_SAY_FORM_RADIO, 6, true);
    zf_form_column(grid, ZF_SAY_SPAN_MEDIA, ZF_SAY_FORM_TV, 8, true);
    zf_form_column(grid, ZF_SAY_SPAN_MEDIA, ZF_SAY_FORM_MEDIA_TOTAL, 8, true);
}

static void
summary_notes(const ZfReportJob *job, ZfReport *grid, const int64_t *volunteers)
{
    GString *others = g_string_new(NULL);
    for (int kind = TEN; kind < ZF_VOLUNTEER_COUNT; kind++) {
        if (volunteers[kind] > 0) {
            g_string_append_printf(
                others, "%s%s %d", others->len > 0 ? zf_say(job->lang, ZF_SAY_LIST_COMMA) : "",
                zf_say_volunteer(job->lang, (ZfVolunteerKind)kind), (int)volunteers[kind]);
        }
    }
    if (others->len > 0) {
        g_autofree char *text = zf_say_fill(job->lang, ZF_SAY_NOTE_OTHER_VOLUNTEERS, others->str);
        zf_form_note(grid, text);
    }
    g_string_free(others, TRUE);
    zf_form_note(grid, zf_say(job->lang, ZF_SAY_NOTE_BENEFIT));
}

static void
summary(const ZfReportJob *job, GPtrArray *reports)
{
    g_autofree char *title = zf_say_fill(job->lang, ZF_SAY_REPORT_SUMMARY, job->place);
    g_autofree char *subtitle = g_strconcat(job->campaign->title, " · ", job->as_of, NULL);
    ZfReport *grid = zf_form_new(job->lang, title, subtitle, title);
    summary_columns(job, grid);
    int64_t volunteers[ZF_VOLUNTEER_COUNT] = {0};
    count_volunteers(job, volunteers);
    zf_form_text(grid, job->place);
    int64_t all = 0;
    for (int kind = 0; kind < TEN; kind++) {
        zf_form_number(grid, volunteers[kind]);
        all += volunteers[kind];
    }
    zf_form_number(grid, all);
    zf_form_number(grid, counties_reached(job));
    zf_form_number(grid, communities_reached(job));
    zf_form_number(grid, paired_children(job));
    int64_t events = 0;
    int64_t people = people_visited(job);
    int64_t media[MEDIA] = {0};
    for (size_t i = 0; i < job->snapshot->n_activities; i++) {
        const ZfActivity *activity = &job->snapshot->activities[i];
        int kind = media_of(activity);
        if (!is_ours(job, activity)) {
            continue;
        }
        if (kind >= 0) {
            media[kind]++;
        } else {
            events++;
            people += activity->people;
        }
    }
    zf_form_number(grid, events);
    zf_form_number(grid, people);
    for (int i = 0; i < MEDIA; i++) {
        zf_form_number(grid, media[i]);
    }
    zf_form_number(grid, media[0] + media[1] + media[2] + media[3]);
    summary_notes(job, grid, volunteers);
    g_ptr_array_add(reports, grid);
}

static void
activities(const ZfReportJob *job, GPtrArray *reports)
{
    g_autofree char *title = zf_say_fill(job->lang, ZF_SAY_REPORT_ACTIVITIES, job->place);
    g_autofree char *subtitle = g_strconcat(job->campaign->title, " · ", job->as_of, NULL);
    ZfReport *grid = zf_form_new(job->lang, title, subtitle, title);
    zf_form_column(grid, -1, ZF_SAY_COL_NO, 6, true);
    zf_form_column(grid, -1, ZF_SAY_ACT_CONTENT, 30, false);
    zf_form_column(grid, -1, ZF_SAY_ACT_ORGANISER, 20, false);
    zf_form_column(grid, -1, ZF_SAY_ACT_TIME, 11, false);
    zf_form_column(grid, ZF_SAY_ACT_GIFT, ZF_SAY_ACT_MONEY, 10, true);
    zf_form_column(grid, ZF_SAY_ACT_GIFT, ZF_SAY_ACT_GOODS, 16, false);
    zf_form_column(grid, ZF_SAY_ACT_GIFT, ZF_SAY_ACT_OTHER, 12, false);
    zf_form_column(grid, -1, ZF_SAY_ACT_VALUE, 12, true);
    zf_form_column(grid, -1, ZF_SAY_ACT_CHILDREN, 10, true);
    int64_t fen = 0;
    int64_t people = 0;
    for (size_t i = 0; i < job->snapshot->n_activities; i++) {
        const ZfActivity *a = &job->snapshot->activities[i];
        if (!is_ours(job, a) || media_of(a) >= 0) {
            continue;
        }
        bool money = a->goods[0] == '\0' && a->other[0] == '\0';
        zf_form_number(grid, (int64_t)zf_form_rows_begun(grid) + 1);
        zf_form_text(grid, a->title[0] != '\0' ? a->title : a->kind);
        zf_form_text(grid, a->organiser);
        zf_form_date(grid, a->date);
        zf_form_money(grid, money ? a->money_fen : 0);
        zf_form_text(grid, a->goods);
        zf_form_text(grid, a->other);
        zf_form_money(grid, a->money_fen);
        zf_form_number(grid, a->people);
        fen += a->money_fen;
        people += a->people;
    }
    zf_form_blank(grid);
    zf_form_text(grid, zf_say(job->lang, ZF_SAY_TOTAL));
    for (int i = 0; i < 5; i++) {
        zf_form_blank(grid);
    }
    zf_form_money(grid, fen);
    zf_form_number(grid, people);
    grid->total = true;
    g_ptr_array_add(reports, grid);
}

void
zf_report_make_form(const ZfReportJob *job, ZfReportKind kind, GPtrArray *reports)
{
    if (kind == ZF_REPORT_SUMMARY) {
        summary(job, reports);
    } else {
        activities(job, reports);
    }
}

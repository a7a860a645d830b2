/* The ledgers as townships keep them: two lines of heads, a sheet a village; what the program reads
 * it writes. */
#include "report/formgrid.h"

#include <string.h>

#define LEFT_BEHIND ((uint32_t)(ZF_CATEGORY_RURAL_LEFT | ZF_CATEGORY_URBAN_LEFT))

static void
parent_columns(ZfReport *grid, ZfSay group, ZfRole role)
{
    const char *who = zf_say_role(grid->lang, role);
    zf_form_column_of(grid, group, who, ZF_SAY_LED_NAME, 10);
    zf_form_column_of(grid, group, who, ZF_SAY_LED_BIRTH, 11);
    zf_form_column_of(grid, group, who, ZF_SAY_LED_ID, 20);
    zf_form_column_of(grid, group, who, ZF_SAY_LED_WORK, 14);
    zf_form_column_of(grid, group, who, ZF_SAY_LED_AWAY, 11);
    zf_form_column_of(grid, group, who, ZF_SAY_COL_PHONE, 14);
    zf_form_column_of(grid, group, who, ZF_SAY_LED_CAPACITY, 10);
}

static void
columns(ZfReport *grid, bool hardship)
{
    static const struct {
        ZfSay head;
        double width;
    } child[] = {
        {ZF_SAY_LED_NAME, 10},      {ZF_SAY_LED_SEX, 6},     {ZF_SAY_LED_NATION, 8},
        {ZF_SAY_LED_BIRTH, 11},     {ZF_SAY_LED_ID, 20},     {ZF_SAY_LED_HUKOU, 16},
        {ZF_SAY_LED_RESIDENCE, 24}, {ZF_SAY_COL_GROUP, 10},  {ZF_SAY_LED_CATEGORY, 18},
        {ZF_SAY_LED_HEALTH, 10},    {ZF_SAY_LED_SCHOOL, 16}, {ZF_SAY_LED_GRADE, 8},
        {ZF_SAY_LED_BOARDING, 8},
    };
    zf_form_column(grid, -1, ZF_SAY_COL_NO, 6, true);
    for (size_t i = 0; i < G_N_ELEMENTS(child); i++) {
        zf_form_column_of(grid, ZF_SAY_LED_CHILD, "", child[i].head, child[i].width);
    }
    parent_columns(grid, ZF_SAY_LED_FATHER, ZF_ROLE_FATHER);
    parent_columns(grid, ZF_SAY_LED_MOTHER, ZF_ROLE_MOTHER);
    const char *carer = zf_say_role(grid->lang, ZF_ROLE_CARER);
    zf_form_column_of(grid, ZF_SAY_LED_CARER, carer, ZF_SAY_LED_NAME, 10);
    zf_form_column_of(grid, ZF_SAY_LED_CARER, "", ZF_SAY_LED_RELATION, 10);
    zf_form_column_of(grid, ZF_SAY_LED_CARER, carer, ZF_SAY_COL_PHONE, 14);
    zf_form_column(grid, -1, ZF_SAY_LED_BACK, 11, false);
    zf_form_column(grid, -1, ZF_SAY_LED_TIMES, 14, false);
    if (hardship) {
        zf_form_column(grid, -1, ZF_SAY_LED_CAUSE, 16, false);
    }
}

/* The whole number for the planner, the last four for a village worker. */
static void
id_cell(const ZfReportJob *job, ZfReport *grid, const char *id)
{
    if (job->input->audience == ZF_AUDIENCE_PLANNER) {
        zf_form_text(grid, id);
    } else if (job->input->audience == ZF_AUDIENCE_VILLAGE) {
        zf_form_take(grid, zf_say_id_tail(id));
    } else {
        zf_form_blank(grid);
    }
}

static void
name_cell(const ZfReportJob *job, ZfReport *grid, const char *name)
{
    zf_form_take(grid, zf_report_name(job, name));
}

static const ZfPerson *
person_of(const ZfReportJob *job, const ZfHousehold *home, ZfRole role)
{
    for (int32_t i = 0; i < home->n_persons; i++) {
        const ZfPerson *p = &job->snapshot->persons[home->first_person + i];
        if (p->role == role) {
            return p;
        }
    }
    return NULL;
}

static bool
sees_persons(const ZfReportJob *job)
{
    return job->input->audience <= ZF_AUDIENCE_VILLAGE;
}

static void
parent_cells(const ZfReportJob *job, ZfReport *grid, const ZfPerson *parent)
{
    if (parent == NULL) {
        for (int i = 0; i < 7; i++) {
            zf_form_blank(grid);
        }
        return;
    }
    name_cell(job, grid, parent->name);
    zf_form_date(grid, sees_persons(job) ? parent->birth : ZF_DATE_NONE);
    id_cell(job, grid, parent->id_number);
    zf_form_text(grid, parent->away_place);
    zf_form_date(grid, parent->away_since);
    zf_form_text(grid, sees_persons(job) ? parent->phone : "");
    zf_form_blank(grid); /* 监护能力 is judged at the visit, not stored */
}

static char *
times_text(const ZfHousehold *home, ZfLang lang)
{
    bool any = home->window_from_s == 0 && home->window_to_s == 0;
    g_autofree char *window =
        any ? g_strdup("") : zf_say_times(lang, home->window_from_s, home->window_to_s);
    if (!home->weekend_only) {
        return g_steal_pointer(&window);
    }
    const char *weekend = lang == ZF_LANG_ZH ? "周末" : "weekends";
    return g_strconcat(weekend, window[0] != '\0' ? " " : "", window, NULL);
}

static void
child_cells(const ZfReportJob *job, ZfReport *grid, const ZfHousehold *home, const ZfPerson *child)
{
    ZfLang lang = job->lang;
    ZfDate day = zf_stamp_date(job->coverage->as_of);
    name_cell(job, grid, child->name);
    zf_form_text(grid, zf_say_sex(lang, child->sex));
    zf_form_blank(grid);
    if (sees_persons(job)) {
        zf_form_date(grid, child->birth);
    } else {
        zf_form_take(grid, zf_say_age_band(lang, child->birth, day));
    }
    id_cell(job, grid, child->id_number);
    int32_t hukou = zf_snapshot_area(job->snapshot, child->hukou_area);
    zf_form_text(grid, hukou >= 0 ? job->snapshot->areas[hukou].name : child->hukou_area);
    zf_form_text(grid, home->address);
    zf_form_text(grid, home->group);
    uint32_t shown = sees_persons(job) ? child->categories & ~ZF_CATEGORY_SECRET : 0;
    zf_form_take(grid, zf_say_categories(lang, shown));
    zf_form_text(grid, job->input->audience == ZF_AUDIENCE_PLANNER ? child->health : "");
    zf_form_text(grid, child->school);
    zf_form_text(grid, child->grade);
    zf_form_text(grid, zf_say(lang, child->boarding ? ZF_SAY_YES : ZF_SAY_NO));
}

static void
add_child(const ZfReportJob *job, ZfReport *grid, const ZfHousehold *home, const ZfPerson *child,
          bool hardship)
{
    zf_form_number(grid, (int64_t)zf_form_rows_begun(grid) + 1);
    child_cells(job, grid, home, child);
    parent_cells(job, grid, person_of(job, home, ZF_ROLE_FATHER));
    parent_cells(job, grid, person_of(job, home, ZF_ROLE_MOTHER));
    const ZfPerson *carer = person_of(job, home, ZF_ROLE_CARER);
    name_cell(job, grid, carer != NULL ? carer->name : "");
    zf_form_text(grid, carer != NULL ? carer->relation : "");
    zf_form_text(grid, carer != NULL && sees_persons(job) ? carer->phone : "");
    zf_form_date(grid, home->back_date);
    zf_form_take(grid, times_text(home, job->lang));
    if (hardship) {
        zf_form_blank(grid);
    }
}

static ZfReport *
new_ledger(const ZfReportJob *job, int32_t area, bool hardship)
{
    const char *village =
        area >= 0 ? job->snapshot->areas[area].name : zf_say(job->lang, ZF_SAY_LED_UNKNOWN_VILLAGE);
    const char *what =
        zf_say(job->lang, hardship ? ZF_SAY_REPORT_LEDGER_HARDSHIP : ZF_SAY_REPORT_LEDGER_LEFT);
    g_autofree char *title = g_strconcat(village, job->lang == ZF_LANG_EN ? ": " : "", what, NULL);
    g_autofree char *subtitle = g_strconcat(job->campaign->place, " · ", job->as_of, NULL);
    ZfReport *grid = zf_form_new(job->lang, title, subtitle, village);
    columns(grid, hardship);
    zf_form_note(grid, zf_say(job->lang, ZF_SAY_NOTE_SECRET));
    return grid;
}

/* Left behind: in the one ledger; every other category, and children without any, in the other. A
 * child of both kinds stands in both, as the notices want. */
static bool
belongs(const ZfPerson *child, bool hardship)
{
    uint32_t open = child->categories & ~ZF_CATEGORY_SECRET;
    return hardship ? (open & ~LEFT_BEHIND) != 0 || (open & LEFT_BEHIND) == 0
                    : (open & LEFT_BEHIND) != 0;
}

/* A sheet for an area that has a child to show. first: of its homes. */
static void
add_village(const ZfReportJob *job, int32_t area, bool hardship, int32_t first, const int32_t *next,
            GPtrArray *reports)
{
    const ZfSnapshot *s = job->snapshot;
    ZfReport *grid = NULL;
    for (int32_t i = first; i >= 0; i = next[i]) {
        const ZfHousehold *home = &s->households[i];
        for (int32_t k = 0; home->exit == ZF_DATE_NONE && k < home->n_persons; k++) {
            const ZfPerson *child = &s->persons[home->first_person + k];
            if (child->role != ZF_ROLE_CHILD || child->exit != ZF_DATE_NONE ||
                !belongs(child, hardship)) {
                continue;
            }
            if (grid == NULL) {
                grid = new_ledger(job, area, hardship);
                g_ptr_array_add(reports, grid);
            }
            add_child(job, grid, home, child, hardship);
        }
    }
}

void
zf_report_make_ledger(const ZfReportJob *job, ZfReportKind kind, GPtrArray *reports)
{
    bool hardship = kind == ZF_REPORT_HARDSHIP;
    const ZfSnapshot *s = job->snapshot;
    /* homes of each area as a chain, in their own order; those without an area in the last */
    g_autofree int32_t *first = g_new(int32_t, s->n_areas + 1);
    g_autofree int32_t *next = g_new(int32_t, s->n_households + 1);
    for (size_t a = 0; a <= s->n_areas; a++) {
        first[a] = -1;
    }
    for (size_t i = s->n_households; i > 0; i--) {
        int32_t area = s->households[i - 1].area_index;
        size_t chain = area >= 0 ? (size_t)area : s->n_areas;
        next[i - 1] = first[chain];
        first[chain] = (int32_t)i - 1;
    }
    for (size_t a = 0; a <= s->n_areas; a++) {
        int32_t area = a < s->n_areas ? (int32_t)a : -1;
        if (zf_report_in_area(job, area)) {
            add_village(job, area, hardship, first[a], next, reports);
        }
    }
    if (reports->len == 0) {
        g_ptr_array_add(reports, new_ledger(job, job->area, hardship));
    }
}

/* visits: results keyed into a table (DOMAIN §6, visit file). */
#include <string.h>

#include "ingest/answers.h"
#include "ingest/cells.h"
#include "ingest/lookup.h"
#include "ingest/visitwords.h"

enum { MANY_VISITS = 30 /* by one person on one day */ };

static const char *const CLEAR_NAMES[ZF_CLEAR_COUNT] = {"数据|data",      "基本|basic",
                                                        "重要|important", "社会|关系|social",
                                                        "成长|growth",    "其他情况|other"};
static const char *const SAFE_NAMES[ZF_SAFETY_COUNT] = {"用电|electricity", "用气|燃气|gas",
                                                        "用水|water_use",   "消防|fire",
                                                        "食品|饮食|food",   "近水|溺水|near_water"};

/* Day and time. stop: of the sheet that is keyed, whose day holds where the row says none.
 * ret: false when the row was quarantined. */
static bool
read_when(In *in, InRow *row, const ZfIngestStop *stop, ZfVisit *visit)
{
    const ZfSnapshot *known = in->context->known;
    ZfParsed state = zf_in_day(in, row, ZF_WHOM_SELF, ZF_F_DATE, &visit->date, NULL);
    if (state == ZF_PARSED_EMPTY && stop && in->options->visit_sheet) {
        visit->date = stop->date;
        state = ZF_PARSED_OK;
    }
    if (state != ZF_PARSED_OK) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_DATE, "visit-date",
                         state == ZF_PARSED_EMPTY ? _("the day of the visit is missing")
                                                  : _("the day of the visit cannot be read"),
                         _("write it like 2026-02-09"));
        return false;
    }
    if (in->context->today != ZF_DATE_NONE && visit->date > in->context->today) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_DATE, "visit-future",
                         _("the visit lies in the future"), _("correct the day"));
        return false;
    }
    if (known->campaign.from != ZF_DATE_NONE && visit->date < known->campaign.from) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_DATE, "visit-early",
                         _("the visit lies before the campaign's first day"),
                         _("correct the day, or import the file into the earlier campaign "
                           "(--campaign)"));
        return false;
    }
    if (known->campaign.to != ZF_DATE_NONE && visit->date > known->campaign.to) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_DATE, ZF_SEVERITY_WARNING, "visit-late",
                   _("the visit lies behind the campaign's last day"), NULL);
    }
    g_autofree char *time = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_TIME);
    visit->time_s = -1;
    if (zf_parse_clock(time, &visit->time_s) == ZF_PARSED_BAD) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_TIME, ZF_SEVERITY_WARNING, "time-unread",
                   _("the time was not understood and left out"), _("write it like 09:30"));
    }
    return true;
}

static bool
is_child_called(const ZfPerson *person, const char *name)
{
    return person->role == ZF_ROLE_CHILD &&
           (strcmp(person->name, name) == 0 || strcmp(person->id, name) == 0);
}

/* The child of that name, or key, who lives in the home or lived there before; -1 none. */
static int32_t
child_called(const ZfSnapshot *known, int32_t home, const char *name)
{
    const ZfHousehold *household = &known->households[home];
    for (int32_t p = 0; household->first_person >= 0 && p < household->n_persons; p++) {
        if (is_child_called(&known->persons[household->first_person + p], name)) {
            return household->first_person + p;
        }
    }
    for (size_t i = 0; i < known->n_residences; i++) {
        const ZfResidence *past = &known->residences[i];
        if (past->household_index == home &&
            is_child_called(&known->persons[past->person_index], name)) {
            return past->person_index;
        }
    }
    return -1;
}

/* Names of children to their keys. */
static const char *
seen_ids(In *in, InRow *row, int32_t home)
{
    const ZfSnapshot *known = in->context->known;
    g_autofree char *text = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_SEEN);
    g_autoptr(GString) ids = g_string_new(NULL);
    g_autoptr(GString) even = g_string_new(text);
    g_string_replace(even, "、", ",", 0);
    g_string_replace(even, ";", ",", 0);
    g_auto(GStrv) names = g_strsplit(even->str, ",", -1);
    bool yes;
    if (zf_parse_yes(text, &yes) == ZF_PARSED_OK) {
        return "";
    }
    for (char **name = names; *name; name++) {
        int32_t child = **name ? child_called(known, home, *name) : -1;
        if (child >= 0) {
            g_string_append_printf(ids, "%s%s", ids->len ? "," : "", known->persons[child].id);
        } else if (**name) {
            g_autofree char *message =
                g_strdup_printf(_("no child of this home is called %s"), *name);
            zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_SEEN, ZF_SEVERITY_WARNING, "seen-unknown",
                       message, NULL);
        }
    }
    return zf_batch_text(in->batch, ids->str);
}

static bool
read_outcome(In *in, InRow *row, ZfVisit *visit, int32_t home)
{
    g_autofree char *text = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_OUTCOME);
    g_autofree char *mode = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_MODE);
    g_autofree char *seen = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_SEEN);
    bool vague;
    if (!zf_parse_outcome(text, &visit->outcome, &visit->nobody_count, &vague)) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_OUTCOME, "outcome-unread",
                         _("the outcome was not understood"),
                         _("write one of those on the sheet: 见到儿童并完成, 只见到监护人, 无人, "
                           "拒访, 随父母外出, 住校, 搬走, 查无此户, 路不通, 其他"));
        return false;
    }
    if (!zf_parse_visit_mode(mode, &visit->mode)) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_MODE, "mode-unread",
                         _("whether it was in person is not clear"), _("write 入户, 电话 or 视频"));
        return false;
    }
    if (vague && !*seen) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_OUTCOME, ZF_SEVERITY_WARNING, "seen-nobody-named",
                   _("“visited”, but no child is named: taken as all children of the home seen"),
                   _("name the children that were seen"));
    }
    if (visit->outcome == ZF_OUTCOME_SEEN) {
        visit->seen = seen_ids(in, row, home);
    }
    return true;
}

/* A set of boxes from one cell or from a column each. */
static void
read_boxes(In *in, InRow *row, ZfField whole, const char *const *names, int n, uint32_t *yes,
           uint32_t *no)
{
    g_autofree char *text = zf_in_text(in, row, ZF_WHOM_SELF, whole);
    if (!zf_parse_boxes(text, names, n, yes, no)) {
        zf_in_find(in, row, ZF_WHOM_SELF, whole, ZF_SEVERITY_WARNING, "boxes-unread",
                   _("these check marks were not understood and left out"),
                   _("write √ or × for each box in the sheet's order, or 全部"));
    }
    for (int i = 0; i < n; i++) {
        g_autofree char *one = zf_in_text(in, row, ZF_WHOM_SELF, (ZfField)(whole + 1 + i));
        bool ticked;
        if (zf_parse_yes(one, &ticked) == ZF_PARSED_OK) {
            *(ticked ? yes : no) |= 1u << i;
        }
    }
}

static void
read_findings_at_home(In *in, InRow *row, ZfVisit *visit)
{
    uint32_t unclear;
    read_boxes(in, row, ZF_F_CLEAR, CLEAR_NAMES, ZF_CLEAR_COUNT, &visit->clear, &unclear);
    read_boxes(in, row, ZF_F_SAFE, SAFE_NAMES, ZF_SAFETY_COUNT, &visit->safe, &visit->hazard);
    g_autofree char *hazard = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_HAZARD);
    g_autofree char *agreement = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_AGREEMENT);
    g_autofree char *signature = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_SIGNED);
    g_autofree char *verified = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_VERIFIED);
    int code;
    if (zf_code_find(ZF_CODES_HAZARD, hazard, &code)) {
        visit->hazard_state = (ZfHazardState)code;
    } else if (strstr(hazard, "排除") || strstr(hazard, "整改") || strstr(hazard, "消除")) {
        visit->hazard_state = ZF_HAZARD_REMOVED;
    } else if (*hazard && strcmp(hazard, "否") != 0) {
        visit->hazard_state = ZF_HAZARD_REPORTED;
    }
    for (int i = 0; i < ZF_SAFETY_COUNT; i++) {
        g_auto(GStrv) words = g_strsplit(SAFE_NAMES[i], "|", -1);
        for (char **word = words; *word; word++) {
            visit->hazard |= strstr(hazard, *word) ? 1u << i : 0;
        }
    }
    visit->safe &= ~visit->hazard;
    bool yes = false;
    if (zf_code_find(ZF_CODES_AGREEMENT, agreement, &code)) {
        visit->agreement = (ZfAgreement)code;
    } else if (zf_parse_yes(agreement, &yes) == ZF_PARSED_OK) {
        visit->agreement = yes ? ZF_AGREEMENT_SIGNED : ZF_AGREEMENT_MISSING;
    }
    (void)zf_parse_yes(signature, &visit->signed_by_guardian);
    (void)zf_parse_yes(verified, &visit->verified);
}

static bool
same_content(const ZfVisit *a, const ZfVisit *b)
{
    return a->outcome == b->outcome && a->mode == b->mode && a->clear == b->clear &&
           a->safe == b->safe && a->hazard == b->hazard && a->agreement == b->agreement &&
           strcmp(a->seen, b->seen) == 0 && strcmp(a->wish, b->wish) == 0 &&
           strcmp(a->note, b->note) == 0 && strcmp(a->answers, b->answers) == 0;
}

/* A visit of that id among the known ones, or NULL. */
static const ZfVisit *
known_visit(const ZfSnapshot *known, int32_t home, const char *id)
{
    size_t first = 0;
    size_t n = zf_snapshot_visits(known, home, &first);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(known->visits[first + i].id, id) == 0) {
            return &known->visits[first + i];
        }
    }
    return NULL;
}

/* The same visit keyed before. ret: true when the row is settled by that. */
static bool
settle_keyed_twice(In *in, InRow *row, const ZfVisit *visit, const ZfVisit *before, bool known)
{
    if (!before) {
        return false;
    }
    ZfVisit now = *visit;
    if (known && !*now.seen && now.outcome == ZF_OUTCOME_SEEN) {
        now.seen = before->seen; /* nobody was named: those of then were meant */
    }
    if (!same_content(&now, before)) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_OUTCOME, "visit-twice",
                         known ? _("this visit was recorded before with other content")
                               : _("an earlier row records this visit with other content"),
                         _("keep one of the rows; corrections to recorded visits are made with "
                           "the command record"));
        return true;
    }
    if (!known) {
        zf_in_settle(row, ZF_FATE_MERGED, before->id, "same visit as an earlier row");
        return true;
    }
    return false; /* the store finds it unchanged */
}

/* What was recorded from a stop of a sheet before and is not corrected, or NULL. */
static const ZfVisit *
known_at_stop(const ZfSnapshot *known, int32_t home, const ZfVisit *visit)
{
    size_t first = 0;
    size_t n = zf_snapshot_visits(known, home, &first);
    for (size_t i = first; i < first + n; i++) {
        const ZfVisit *before = &known->visits[i];
        if (before->stop == visit->stop && strcmp(before->sheet, visit->sheet) == 0) {
            return before;
        }
    }
    return NULL;
}

/* On a sheet that is keyed what was recorded before is corrected, as by hand. ret: true when the
 * row says nothing new. */
static bool
correct_known(In *in, InRow *row, int32_t home, ZfVisit *visit)
{
    const ZfVisit *before = known_at_stop(in->context->known, home, visit);
    if (!before) {
        return false;
    }
    if (same_content(visit, before) && visit->date == before->date &&
        visit->hazard_state == before->hazard_state &&
        visit->signed_by_guardian == before->signed_by_guardian &&
        visit->verified == before->verified) {
        zf_in_settle(row, ZF_FATE_MERGED, zf_batch_text(in->batch, before->id),
                     "recorded from this sheet before");
        return true;
    }
    visit->supersedes = zf_batch_text(in->batch, before->id);
    const char *parts[] = {visit->id, visit->supersedes, NULL};
    visit->id = zf_in_hash_key(in, "w", parts);
    return false;
}

/* On a sheet that is keyed: a stop with nothing beside its printed words was not visited. */
static bool
is_unvisited_stop(const In *in, const InRow *row)
{
    static const ZfField fields[] = {ZF_F_OUTCOME, ZF_F_NOTE,  ZF_F_WISH,
                                     ZF_F_SEEN,    ZF_F_CLEAR, ZF_F_CELL};
    if (!in->options->visit_sheet) {
        return false;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        g_autofree char *text = zf_in_text(in, row, ZF_WHOM_SELF, fields[i]);
        if (*text) {
            return false;
        }
    }
    return true;
}

typedef struct Visits {
    In *in;
    Lookup *lookup;
    AreaMatch *match;
    GHashTable *by_id;  /* id -> index in the batch + 1 */
    GHashTable *by_day; /* "visitors\x1fday" -> how many */
} Visits;

/* Where the visitors marked a home whose position was not known. ret: true when the row says
 * nothing else and is settled. */
static bool
take_cell(Visits *visits, InRow *row, int32_t home, const ZfIngestStop *stop)
{
    In *in = visits->in;
    g_autofree char *outcome = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_OUTCOME);
    bool alone = !*outcome && in->options->visit_sheet;
    InCellState state = zf_in_cell_place(in, row, visits->match, home, stop, alone);
    if (alone && state == IN_CELL_TAKEN) {
        zf_in_settle(row, ZF_FATE_NEW,
                     zf_batch_text(in->batch, in->context->known->households[home].id), "");
    }
    return alone && state != IN_CELL_EMPTY;
}

static void
take_row(Visits *visits, InRow *row)
{
    In *in = visits->in;
    const ZfSnapshot *known = in->context->known;
    const ZfIngestStop *stop = NULL;
    ZfVisit visit = zf_visit_empty();
    if (is_unvisited_stop(in, row)) {
        zf_in_settle(row, ZF_FATE_EXCLUDED, "", "not visited");
        return;
    }
    int32_t home = zf_lookup_home(visits->lookup, in, row, &stop);
    if (home >= 0 && take_cell(visits, row, home, stop)) {
        return;
    }
    if (home < 0 || !read_when(in, row, stop, &visit)) {
        return;
    }
    home = stop ? home : zf_lookup_home_then(visits->lookup, in, row, home, visit.date);
    if (!read_outcome(in, row, &visit, home)) {
        return;
    }
    read_findings_at_home(in, row, &visit);
    visit.household = zf_batch_text(in->batch, known->households[home].id);
    visit.campaign =
        zf_batch_text(in->batch, stop && *stop->campaign ? stop->campaign : known->campaign.id);
    visit.visitors = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_VISITORS);
    visit.wish = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_WISH);
    visit.note = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_NOTE);
    visit.evidence = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_EVIDENCE);
    visit.answers = zf_in_answers(in, row);
    visit.team = stop ? zf_batch_text(in->batch, stop->team) : "";
    visit.sheet = stop ? zf_batch_text(in->batch, stop->sheet) : "";
    visit.stop = stop ? stop->stop : 0;
    int32_t team = *visit.visitors ? -1 : zf_snapshot_team(known, visit.team);
    if (team >= 0 && in->options->visit_sheet) {
        visit.visitors = zf_batch_text(in->batch, known->teams[team].name);
    }
    g_autofree char *day = zf_date_format(visit.date);
    const char *parts[] = {visit.campaign, visit.household, day,
                           *visit.sheet ? visit.sheet : visit.visitors, NULL};
    visit.id = zf_in_hash_key(in, "w", parts);
    guint before = GPOINTER_TO_UINT(g_hash_table_lookup(visits->by_id, visit.id));
    const ZfVisit *earlier = before ? &g_array_index(in->batch->visits, ZfVisit, before - 1) : NULL;
    if (in->options->visit_sheet && !earlier && correct_known(in, row, home, &visit)) {
        return;
    }
    if (settle_keyed_twice(in, row, &visit, earlier, false) ||
        settle_keyed_twice(in, row, &visit, known_visit(known, home, visit.id), true)) {
        return;
    }
    *zf_batch_add_visit(in->batch) = visit;
    g_hash_table_insert(visits->by_id, (gpointer)visit.id,
                        GUINT_TO_POINTER(in->batch->visits->len));
    char *who = g_strconcat(visit.visitors, "\x1f", day, NULL);
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(visits->by_day, who)) + 1;
    g_hash_table_insert(visits->by_day, who, GUINT_TO_POINTER(n));
    if (n == MANY_VISITS + 1 && *visit.visitors) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_VISITORS, ZF_SEVERITY_WARNING, "visits-many",
                   _("more than 30 visits by the same people on one day"),
                   _("ask whether they were really made on that day"));
    }
    zf_in_settle(row, ZF_FATE_NEW, visit.id, "");
}

bool
zf_in_visits(In *in, GError **error)
{
    if (!in->context || !in->context->known || in->context->known->n_households == 0) {
        g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_HEADER,
                    _("%s: no homes are known yet; import households or a ledger first"), in->file);
        return false;
    }
    if (!*in->context->known->campaign.id && in->context->n_stops == 0) {
        g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_HEADER,
                    _("%s: visits belong to a campaign, and there is none yet; make one first "
                      "(campaign new)"),
                    in->file);
        return false;
    }
    Visits visits = {.in = in,
                     .lookup = zf_lookup_new(in),
                     .match = zf_area_match_new(in->context->known),
                     .by_id = g_hash_table_new(g_str_hash, g_str_equal),
                     .by_day = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    int64_t nth = 0;
    for (guint i = zf_in_next(in, 0); i < in->rows->len; i = zf_in_next(in, i + 1)) {
        ZF_IN_ROW(in, i)->nth = ++nth;
        take_row(&visits, ZF_IN_ROW(in, i));
    }
    zf_lookup_free(visits.lookup);
    zf_area_match_free(visits.match);
    g_hash_table_unref(visits.by_id);
    g_hash_table_unref(visits.by_day);
    return true;
}

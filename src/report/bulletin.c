/* The bulletin: headline figures, map, and the assembly of the page. */
#include "report/bulletin.h"

#include <string.h>

double
zf_bulletin_text(const ZfBulletin *b, double size, bool bold, ZfColour colour, ZfAlign align,
                 double x, double base, const char *text)
{
    ZfLettering style = {.size = size, .bold = bold, .colour = colour, .align = align};
    return zf_canvas_text(b->canvas, &style, x, base, text);
}

void
zf_bulletin_rule(const ZfBulletin *b, double y, double width)
{
    zf_canvas_line(b->canvas, ZF_BULLETIN_LEFT, y, ZF_BULLETIN_RIGHT, y,
                   &(ZfStroke){.width = width, .colour = ZF_INK_TEXT});
}

char *
zf_bulletin_count(const ZfBulletin *b, int32_t count)
{
    if (count >= 0) {
        return zf_say_number(count);
    }
    return count < -1 ? g_strdup_printf("≥%d", -count - 1)
                      : g_strdup(zf_say(b->lang, ZF_SAY_HIDDEN));
}

char *
zf_bulletin_units(const ZfBulletin *b, int32_t count)
{
    return count >= 0 ? zf_say_units(b->lang, b->coverage->unit, count)
                      : zf_bulletin_count(b, count);
}

int32_t
zf_bulletin_missing(const ZfCounts *c)
{
    return c->in_scope < 0 || c->seen < 0 || c->accounted < 0 ? -1 : zf_counts_missing(c);
}

const ZfCoverageRow *
zf_bulletin_last_row(const ZfBulletin *b, const char *code)
{
    for (size_t i = 0; b->last != NULL && i < b->last->n_rows; i++) {
        if (strcmp(b->last->rows[i].code, code) == 0) {
            return &b->last->rows[i];
        }
    }
    return NULL;
}

/* Colours and hatches of the classes: look/map SPEC §1, the same as on the map. */
void
zf_bulletin_swatch(const ZfBulletin *b, ZfRect rect, ZfClass class)
{
    static const uint32_t colours[ZF_CLASS_COUNT] = {0x8F2D00, 0xD9692B, 0xF5BE82, 0xD6E9F5,
                                                     0xFFFFFF, 0xFFFFFF, 0xFFFFFF};
    static const ZfHatch hatches[ZF_CLASS_COUNT] = {
        {ZF_HATCH_CROSSED, 45, 0.42, 1.1, 0, 0, {0}},  {ZF_HATCH_LINES, 45, 0.34, 1.3, 0, 0, {0}},
        {ZF_HATCH_LINES, 0, 0.16, 2.2, 0, 0, {0}},     {ZF_HATCH_NONE, 0, 0, 0, 0, 0, {0}},
        {ZF_HATCH_BROKEN, 135, 0.4, 2, 1.5, 0.9, {0}}, {ZF_HATCH_DOTS, 0, 0.54, 1.7, 0, 0, {0}},
        {ZF_HATCH_CROSSES, 0, 0.2, 2.5, 1, 0, {0}}};
    bool plain = !b->input->bw && class <= ZF_CLASS_TARGET;
    zf_canvas_begin(b->canvas);
    zf_canvas_add_rect(b->canvas, rect, 0);
    zf_canvas_fill(b->canvas, plain ? zf_colour_rgb(colours[class]) : ZF_COLOUR_WHITE);
    if (!plain) {
        zf_canvas_hatch(b->canvas, &hatches[class]);
    }
    zf_canvas_stroke(b->canvas, &(ZfStroke){.width = 0.2, .colour = ZF_INK_TEXT});
}

static size_t
villages_with_data(const ZfCoverage *coverage, size_t *all)
{
    size_t n = 0;
    *all = 0;
    for (size_t i = 0; i < coverage->n_rows; i++) {
        bool village = coverage->rows[i].level == ZF_LEVEL_VILLAGE;
        *all += village;
        n += village && coverage->rows[i].class_complete != ZF_CLASS_NO_DATA;
    }
    return n;
}

/* "鹿溪镇走访简报"; a campaign whose title ends with the visits does not say them twice. */
static char *
title_of(const ZfBulletin *b)
{
    const ZfCampaign *c = b->campaign;
    const char *place = b->input->place       ? b->input->place
                        : c->place[0] != '\0' ? c->place
                                              : c->title;
    static const char visits[] = "走访";
    g_autofree char *stem = g_str_has_suffix(place, visits) && b->lang == ZF_LANG_ZH
                                ? g_strndup(place, strlen(place) - strlen(visits))
                                : g_strdup(place);
    return zf_say_fill(b->lang, ZF_SAY_BUL_TITLE, stem);
}

static void
head(const ZfBulletin *b)
{
    const ZfCampaign *c = b->campaign;
    g_autofree char *title = title_of(b);
    double width =
        zf_canvas_text_size(b->canvas, &(ZfLettering){.size = 8, .bold = true}, title).width;
    zf_bulletin_text(b, 8 * MIN(1, 128 / MAX(width, 1)), true, ZF_INK_TEXT, ZF_ALIGN_LEFT, 14, 20.5,
                     title);
    size_t all = 0;
    g_autofree char *n = g_strdup_printf("%u", (unsigned)villages_with_data(b->coverage, &all));
    g_autofree char *of = g_strdup_printf("%u", (unsigned)all);
    g_autofree char *issue_no = g_strdup_printf("%d", b->input->issue);
    g_autofree char *issue = b->input->issue > 0 ? zf_say_fill(b->lang, ZF_SAY_ISSUE, issue_no)
                                                 : zf_say_dates(b->lang, c->from, c->to);
    g_autofree char *as_of = zf_say_as_of(b->lang, b->coverage->as_of);
    g_autofree char *line = zf_say_fill(b->lang, ZF_SAY_BUL_LINE, issue, as_of, n, of);
    zf_bulletin_text(b, 3.3, false, ZF_INK_SECOND, ZF_ALIGN_LEFT, 14, 26.3, line);
    zf_bulletin_text(b, 3, false, ZF_INK_SECOND, ZF_ALIGN_RIGHT, 196, 17,
                     zf_say_audience(b->lang, b->input->audience));
    zf_bulletin_text(b, 3, false, ZF_INK_SECOND, ZF_ALIGN_RIGHT, 196, 21.6,
                     zf_say(b->lang, ZF_SAY_BUL_SIGN));
    if (c->map_approval[0] != '\0') {
        g_autofree char *approval = zf_say_fill(b->lang, ZF_SAY_MAP_APPROVAL, c->map_approval);
        zf_bulletin_text(b, 3, false, ZF_INK_SECOND, ZF_ALIGN_RIGHT, 196, 26.3, approval);
    }
    zf_bulletin_rule(b, 29.6, 0.8);
}

/* 未掌握 and where it comes from. */
static void
headline_missing(const ZfBulletin *b)
{
    const ZfCounts *c = &b->coverage->total.counts;
    int32_t missing = zf_bulletin_missing(c);
    g_autofree char *number = zf_bulletin_count(b, missing);
    zf_bulletin_text(b, 3.8, true, ZF_INK_TEXT, ZF_ALIGN_LEFT, 14, 37,
                     zf_say(b->lang, ZF_SAY_MISSING));
    const char *unit = zf_say_unit(b->lang, b->coverage->unit);
    ZfLettering large = {.size = 18.5, .bold = true};
    ZfLettering small = {.size = 5, .bold = true};
    double width = zf_canvas_text_size(b->canvas, &large, number).width;
    double room = 58 - zf_canvas_text_size(b->canvas, &small, unit).width;
    double size = large.size * MIN(1, room / MAX(width, 1));
    double x = 14 + zf_bulletin_text(b, size, true, ZF_INK_ALARM, ZF_ALIGN_LEFT, 14, 54.6, number);
    zf_bulletin_text(b, 5, true, ZF_INK_ALARM, ZF_ALIGN_LEFT, x + 1.5, 54.6, unit);
    g_autofree char *scope = zf_bulletin_count(b, c->in_scope);
    g_autofree char *seen = zf_bulletin_count(b, c->seen);
    g_autofree char *accounted = zf_bulletin_count(b, c->accounted);
    g_autofree char *sum = zf_say_fill(b->lang, ZF_SAY_BUL_SUBTRACT, scope, seen, accounted);
    zf_bulletin_text(b, b->lang == ZF_LANG_ZH ? 3 : 2.5, false, ZF_INK_TEXT, ZF_ALIGN_LEFT, 14,
                     60.2, sum);
    int32_t before = b->last != NULL ? zf_bulletin_missing(&b->last->total.counts) : -1;
    if (before >= 0 && missing >= 0) {
        g_autofree char *last = zf_bulletin_units(b, before);
        g_autofree char *by = zf_bulletin_units(b, ABS(before - missing));
        g_autofree char *change =
            before == missing
                ? g_strdup(zf_say(b->lang, ZF_SAY_BUL_SAME))
                : zf_say_fill(b->lang, before > missing ? ZF_SAY_BUL_FEWER : ZF_SAY_BUL_MORE, by);
        g_autofree char *text = zf_say_fill(b->lang, ZF_SAY_BUL_LAST_MISSING, last, change);
        zf_bulletin_text(b, 3, true, ZF_INK_TEXT, ZF_ALIGN_LEFT, 14, 64.6, text);
    }
}

/* Effective coverage with its bar and the target's tick. */
static void
headline_coverage(const ZfBulletin *b)
{
    const ZfCounts *c = &b->coverage->total.counts;
    int32_t target = b->campaign->target_permille;
    zf_bulletin_text(b, 3.8, true, ZF_INK_TEXT, ZF_ALIGN_LEFT, 77.7, 37,
                     zf_say(b->lang, ZF_SAY_EFFECTIVE_COVERAGE));
    bool known = c->complete >= 0 && c->in_scope >= 0;
    g_autofree char *percent = known ? zf_say_percent(b->lang, c->complete, c->in_scope, 1)
                                     : zf_bulletin_count(b, c->complete);
    double x =
        77.7 + zf_bulletin_text(b, 10.5, true, ZF_INK_TEXT, ZF_ALIGN_LEFT, 77.7, 48.8, percent);
    if (!known) {
        return;
    }
    g_autofree char *ratio = zf_say_part(c->complete, c->in_scope);
    zf_bulletin_text(b, 4.4, false, ZF_INK_TEXT, ZF_ALIGN_LEFT, x + 2, 48.8, ratio);
    double share = c->in_scope > 0 ? (double)c->complete / c->in_scope : 0;
    zf_canvas_rect(b->canvas, (ZfRect){77.7, 52.6, 54, 4}, zf_colour_rgb(0xE3E6E9), NULL);
    zf_canvas_rect(b->canvas, (ZfRect){77.7, 52.6, 54 * share, 4}, ZF_INK_DONE, NULL);
    double tick = 77.7 + 54 * target / 1000.0;
    zf_canvas_line(b->canvas, tick, 51.4, tick, 57.8, &(ZfStroke){.width = 0.7});
    g_autofree char *aim = zf_say_percent(b->lang, target, 1000, target % 10 != 0);
    int64_t needed = ((int64_t)c->in_scope * target + 999) / 1000 - c->complete;
    g_autofree char *left = zf_bulletin_units(b, (int32_t)MAX(needed, 0));
    g_autofree char *text = needed > 0 ? zf_say_fill(b->lang, ZF_SAY_BUL_TARGET, aim, left)
                                       : zf_say_fill(b->lang, ZF_SAY_BUL_TARGET_MET, aim);
    zf_bulletin_text(b, 3, false, ZF_INK_TEXT, ZF_ALIGN_LEFT, 77.7, 61, text);
    if (b->last != NULL && b->last->total.counts.complete >= 0) {
        g_autofree char *was = zf_say_ratio(b->lang, b->last->total.counts.complete,
                                            b->last->total.counts.in_scope, 1);
        g_autofree char *last = zf_say_fill(b->lang, ZF_SAY_BUL_LAST_RATIO, was);
        zf_bulletin_text(b, 3, false, ZF_INK_TEXT, ZF_ALIGN_LEFT, 77.7, 65, last);
    }
}

/* What the plan would need so that nobody is left out; public bulletins do without. ret: owned by
 * the caller, NULL = nothing to say. */
static char *
relaxations(const ZfBulletin *b)
{
    const ZfPlan *plan = b->input->plan;
    bool told = plan != NULL && plan->n_relaxations > 0 && b->input->audience != ZF_AUDIENCE_PUBLIC;
    return told ? zf_say_relaxations_short(b->lang, plan) : NULL;
}

static void
headline_deadline(const ZfBulletin *b)
{
    const ZfForecast *f = &b->coverage->forecast;
    const ZfCounts *c = &b->coverage->total.counts;
    bool good = f->verdict == ZF_VERDICT_DONE || f->verdict == ZF_VERDICT_IN_TIME;
    g_autofree char *deadline = zf_say_date(b->lang, b->campaign->to);
    g_autofree char *question = zf_say_fill(b->lang, ZF_SAY_DEADLINE_QUESTION, deadline);
    zf_bulletin_text(b, 3.8, true, ZF_INK_TEXT, ZF_ALIGN_LEFT, 140.3, 37, question);
    g_autofree char *verdict = zf_say_forecast(b->lang, f);
    ZfLettering style = {.size = 8.6, .bold = true, .colour = good ? ZF_INK_DONE : ZF_INK_ALARM};
    double width = zf_canvas_text_size(b->canvas, &style, verdict).width;
    style.size *= MIN(1, 55.5 / width);
    zf_canvas_text(b->canvas, &style, 140.3, 48.4, verdict);
    g_autofree char *finish = zf_say_forecast_finish(b->lang, f);
    g_autofree char *pace = zf_say_forecast_pace(b->lang, f, b->coverage->unit);
    ZfLettering lines = {.size = 3, .colour = ZF_INK_TEXT, .width = 56};
    g_autofree char *more = relaxations(b);
    double step = more != NULL ? 3.4 : 4.2; /* room for two lines more */
    double y = more != NULL ? 52.4 : 54.2;
    zf_canvas_text(b->canvas, &lines, 140.3, y, finish);
    if (c->in_scope >= 0 && c->seen >= 0) {
        g_autofree char *part = zf_say_part(c->in_scope - c->seen, c->in_scope);
        g_autofree char *left = zf_say_fill(b->lang, ZF_SAY_BUL_REMAINING, part);
        zf_canvas_text(b->canvas, &lines, 140.3, y += step, left);
    }
    lines.bold = true;
    lines.size = 2.8;
    if (f->verdict == ZF_VERDICT_IN_TIME || f->verdict == ZF_VERDICT_LATE) {
        zf_canvas_text(b->canvas, &lines, 140.3, y += step, pace);
    }
    if (more != NULL) {
        ZfLettering whole = {.size = 2.6, .bold = true};
        double wide = zf_canvas_text_size(b->canvas, &whole, more).width;
        lines.size = 2.6 * (wide < 1.08 * lines.width ? MIN(1, lines.width / wide) : 1);
        zf_canvas_text(b->canvas, &lines, 140.3, y + step, more);
    }
}

#define LEGEND_W 96.0 /* mm: as wide as the map */

/* "50 % 至 ＜80 % · 3"; NULL when no village is of the class. */
static char *
class_words(const ZfBulletin *b, ZfClass class, int32_t count)
{
    if (count == 0) {
        return NULL;
    }
    g_autofree char *word =
        zf_say_class_target(b->lang, class, b->campaign->target_permille, b->coverage->k);
    return g_strdup_printf("%s · %d", word, count);
}

/* Swatch, words and how many villages: worst first, classes without a village are left out. */
static void
class_legend(const ZfBulletin *b)
{
    int32_t counts[ZF_CLASS_COUNT] = {0};
    for (size_t i = 0; i < b->coverage->n_rows; i++) {
        if (b->coverage->rows[i].level == ZF_LEVEL_VILLAGE) {
            counts[b->coverage->rows[i].class_complete]++;
        }
    }
    double width = 0;
    unsigned n = 0;
    for (int class = 0; class < ZF_CLASS_COUNT; class ++) {
        g_autofree char *text = class_words(b, (ZfClass) class, counts[class]);
        width += text ? zf_canvas_text_size(b->canvas, &(ZfLettering){.size = 2.6}, text).width : 0;
        n += text != NULL;
    }
    double x = 14;
    double size = 2.6 * MIN(1, (LEGEND_W - n * 7.4) / MAX(width, 1)); /* all of them in one line */
    for (int class = 0; class < ZF_CLASS_COUNT; class ++) {
        g_autofree char *text = class_words(b, (ZfClass) class, counts[class]);
        if (text) {
            zf_bulletin_swatch(b, (ZfRect){x, 164.6, 5.2, 3.2}, (ZfClass) class);
            x += 6;
            x += zf_bulletin_text(b, size, false, ZF_INK_TEXT, ZF_ALIGN_LEFT, x, 167.2, text) + 1.4;
        }
    }
}

static bool
map(const ZfBulletin *b, GError **error)
{
    const ZfSnapshot *s = b->input->snapshot;
    ZfMapInput input = {
        .campaign = b->campaign,
        .areas = b->input->areas ? b->input->areas : s->areas,
        .n_areas = b->input->areas ? b->input->n_areas : s->n_areas,
        .wider = b->input->areas ? s->areas : NULL,
        .n_wider = b->input->areas ? s->n_areas : 0,
        .roads = b->input->roads,
        .n_roads = b->input->n_roads,
        .water = b->input->water,
        .n_water = b->input->n_water,
        .coverage = b->coverage,
    };
    ZfMapOptions options = {.format = ZF_PAPER_PDF,
                            .audience = b->input->audience,
                            .lang = b->lang,
                            .bw = b->input->bw};
    zf_bulletin_text(b, 4, true, ZF_INK_TEXT, ZF_ALIGN_LEFT, 14, 74.5,
                     zf_say(b->lang, ZF_SAY_BUL_MAP));
    zf_bulletin_text(b, 2.7, false, ZF_INK_SECOND, ZF_ALIGN_RIGHT, 110, 74.5,
                     zf_say(b->lang, ZF_SAY_BUL_MAP_NOTE));
    return zf_map_coverage_in(b->canvas, (ZfRect){14, 77, 96, 86}, &input, &options, error);
}

static void
foot(const ZfBulletin *b)
{
    zf_bulletin_rule(b, 284.2, 0.25);
    const char *who =
        b->campaign->organiser[0] != '\0' ? b->campaign->organiser : b->campaign->place;
    if (*who == '\0') {
        who = b->campaign->title;
    }
    g_autofree char *left =
        zf_say_fill(b->lang, ZF_SAY_BUL_FOOT, who, b->input->check != NULL ? b->input->check : "—");
    const char *from = b->input->source;
    g_autofree char *source = from && *from ? g_strconcat(left, " · ", from, NULL) : g_strdup(left);
    zf_bulletin_text(b, 2.6, false, ZF_INK_SECOND, ZF_ALIGN_LEFT, 14, 288.4, source);
    zf_bulletin_text(b, 2.6, false, ZF_INK_SECOND, ZF_ALIGN_RIGHT, 196, 288.4,
                     zf_say(b->lang, ZF_SAY_BUL_FOOT_RIGHT));
}

static bool
page(const ZfBulletin *b, GError **error)
{
    head(b);
    headline_missing(b);
    headline_coverage(b);
    headline_deadline(b);
    for (int i = 0; i < 2; i++) {
        double x = i == 0 ? 74.8 : 137;
        zf_canvas_line(b->canvas, x, 34, x, 66, &(ZfStroke){.width = 0.2, .colour = ZF_INK_SECOND});
    }
    zf_bulletin_rule(b, 68.8, 0.4);
    if (!map(b, error)) {
        return false;
    }
    class_legend(b);
    zf_bulletin_ladder(b);
    zf_bulletin_trend(b);
    zf_bulletin_rule(b, 169.8, 0.4);
    zf_bulletin_worst(b);
    zf_bulletin_rule(b, 239.6, 0.4);
    zf_bulletin_changes(b);
    zf_bulletin_method(b);
    foot(b);
    return true;
}

bool
zf_report_bulletin(const ZfBulletinInput *input, const char *out_pdf, GError **error)
{
    const ZfCampaign *campaign = &input->snapshot->campaign;
    g_autofree char *title =
        zf_say_fill(campaign->lang, ZF_SAY_BUL_TITLE,
                    campaign->place[0] != '\0' ? campaign->place : campaign->title);
    g_autoptr(ZfPaper) paper =
        zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PDF,
                                       .grey = input->bw,
                                       .title = title,
                                       .lang = zf_say_lang_tag(campaign->lang),
                                       .created = input->created});
    ZfBulletin b = {
        .input = input,
        .campaign = campaign,
        .coverage = input->coverage,
        .last = input->last,
        .canvas = zf_paper_page(paper, 210, 297, "1"),
        .lang = campaign->lang,
    };
    return page(&b, error) && zf_paper_save(paper, out_pdf, error);
}

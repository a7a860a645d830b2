/* Ladder, trend, the worst villages, changes of the denominator, method. */
#include "report/bulletin.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RIGHT_X 116.0
#define WORST   10

static void
title(const ZfBulletin *b, double x, double base, const char *text)
{
    zf_bulletin_text(b, 4, true, ZF_INK_TEXT, ZF_ALIGN_LEFT, x, base, text);
}

void
zf_bulletin_ladder(const ZfBulletin *b)
{
    static const uint32_t colours[ZF_SAY_RUNGS] = {0xD9D9D9, 0xB4B9BE, 0xC9D5E0, 0xC9D5E0,
                                                   0xC9D5E0, 0xC9D5E0, 0x7FA6CA, 0x1F4E79};
    const ZfCounts *c = &b->coverage->total.counts;
    title(b, RIGHT_X, 74.5, zf_say(b->lang, ZF_SAY_BUL_LADDER));
    g_autofree char *note =
        zf_say_fill(b->lang, ZF_SAY_BUL_LADDER_NOTE, zf_say_unit(b->lang, b->coverage->unit));
    zf_bulletin_text(b, 2.7, false, ZF_INK_SECOND, ZF_ALIGN_RIGHT, 196, 74.5, note);
    double bars = b->lang == ZF_LANG_ZH ? 129 : 135;
    for (unsigned rung = 0; rung < ZF_SAY_RUNGS; rung++) {
        double y = 77.2 + rung * 5.1;
        int32_t n = zf_counts_rung(c, rung);
        bool strong = rung >= 6;
        zf_bulletin_text(b, 3.1, strong, ZF_INK_TEXT, ZF_ALIGN_LEFT, RIGHT_X, y + 3.2,
                         zf_say_rung(b->lang, rung));
        double length = n > 0 && c->registered > 0 ? 36.0 * n / c->registered : 0;
        zf_canvas_rect(b->canvas, (ZfRect){bars, y, MIN(length, 40), 4.3},
                       zf_colour_rgb(colours[rung]), NULL);
        g_autofree char *count = zf_bulletin_count(b, n);
        zf_bulletin_text(b, 3.1, strong, ZF_INK_TEXT, ZF_ALIGN_RIGHT, 184, y + 3.2, count);
        if (rung >= 2 && n >= 0 && c->in_scope > 0) {
            g_autofree char *percent = zf_say_percent(b->lang, n, c->in_scope, 0);
            zf_bulletin_text(b, 3.1, strong, ZF_INK_TEXT, ZF_ALIGN_RIGHT, 196, y + 3.2, percent);
        }
    }
}

/* Days of the chart: first of the window to the deadline or the forecast, whichever is later. */
typedef struct Chart {
    double x, y, w, h;
    ZfDate from, to;
    int32_t most;
} Chart;

static ZfMm
at(const Chart *chart, ZfDate day, double value)
{
    double span = MAX(chart->to - chart->from, 1);
    return (ZfMm){chart->x + chart->w * (day - chart->from) / span,
                  chart->y + chart->h - chart->h * value / MAX(chart->most, 1)};
}

/* From one date written below the chart to the next: so many that they do not touch, even where the
 * last one is moved in from the edge. */
static int
weeks_apart(const Chart *chart)
{
    double room = chart->w * 7 / MAX(chart->to - chart->from, 1);
    return MAX((int)ceil(20 / room), 1);
}

static void
chart_frame(const ZfBulletin *b, const Chart *chart)
{
    const ZfCampaign *c = b->campaign;
    ZfStroke thin = {.width = 0.2, .colour = zf_colour_rgb(0x999999)};
    zf_canvas_line(b->canvas, chart->x, chart->y, chart->x + chart->w, chart->y, &thin);
    zf_canvas_line(b->canvas, chart->x, chart->y + chart->h, chart->x + chart->w,
                   chart->y + chart->h, &thin);
    g_autofree char *scope = zf_bulletin_count(b, b->coverage->total.counts.in_scope);
    g_autofree char *words = zf_say_fill(b->lang, ZF_SAY_BUL_TREND_SCOPE, scope);
    zf_bulletin_text(b, 2.6, false, ZF_INK_SECOND, ZF_ALIGN_LEFT, chart->x, chart->y - 0.9, words);
    ZfMm top = at(chart, c->to, chart->most);
    zf_canvas_line(b->canvas, top.x, chart->y, top.x, chart->y + chart->h,
                   &(ZfStroke){.width = 0.4, .colour = ZF_INK_TEXT});
    g_autofree char *day = zf_say_date(b->lang, c->to);
    g_autofree char *deadline = zf_say_fill(b->lang, ZF_SAY_BUL_TREND_DEADLINE, day);
    ZfLettering style = {.size = 2.6};
    double wide = zf_canvas_text_size(b->canvas, &style, deadline).width + 0.8;
    bool left = top.x - wide > chart->x; /* of the line, where there is room */
    zf_bulletin_text(b, 2.6, false, ZF_INK_TEXT, left ? ZF_ALIGN_RIGHT : ZF_ALIGN_LEFT,
                     left ? top.x - 0.8 : top.x + 0.8, chart->y + chart->h - 1.2, deadline);
    ZfMm start = at(chart, chart->from, 0);
    zf_canvas_line(
        b->canvas, start.x, start.y, top.x, top.y,
        &(ZfStroke){
            .width = 0.3, .colour = zf_colour_rgb(0x666666), .dash = {0.8, 0.8}, .n_dash = 2});
    ZfMm middle = at(chart, chart->from + (c->to - chart->from) * 2 / 3, chart->most * 0.3);
    if (top.x - chart->x > 20) { /* else the line is too steep to stand beside it */
        zf_bulletin_text(b, 2.6, false, ZF_INK_SECOND, ZF_ALIGN_LEFT, middle.x, middle.y,
                         zf_say(b->lang, ZF_SAY_BUL_TREND_NEEDED));
    }
    ZfDate step = 7 * weeks_apart(chart);
    for (ZfDate week = chart->from; week <= chart->to; week += step) {
        ZfMm tick = at(chart, week, 0);
        g_autofree char *text = zf_say_date(b->lang, week);
        bool edge = tick.x + 6 > chart->x + chart->w;
        ZfAlign align = edge                  ? ZF_ALIGN_RIGHT
                        : week == chart->from ? ZF_ALIGN_LEFT
                                              : ZF_ALIGN_CENTRE;
        zf_bulletin_text(b, 2.5, false, ZF_INK_SECOND, align, edge ? chart->x + chart->w : tick.x,
                         chart->y + chart->h + 3.3, text);
    }
}

static void
chart_actual(const ZfBulletin *b, const Chart *chart)
{
    const ZfCoverage *cov = b->coverage;
    g_autoptr(GArray) line = g_array_new(FALSE, FALSE, sizeof(ZfMm));
    for (size_t i = 0; i < cov->n_trend; i++) {
        if (cov->trend[i].seen >= 0) {
            ZfMm p = at(chart, cov->trend[i].date, cov->trend[i].seen);
            g_array_append_val(line, p);
        }
    }
    if (line->len == 0) {
        return;
    }
    zf_canvas_polyline(b->canvas, (const ZfMm *)(const void *)line->data, line->len,
                       &(ZfStroke){.width = 0.8, .colour = ZF_INK_DONE, .join = ZF_JOIN_ROUND});
    ZfDate step = 7 * weeks_apart(chart);
    for (size_t i = 0; i < cov->n_trend; i++) {
        bool last = i + 1 == cov->n_trend;
        if ((!last && (cov->trend[i].date - chart->from) % step != step - 1) ||
            cov->trend[i].seen < 0) {
            continue;
        }
        ZfMm p = at(chart, cov->trend[i].date, cov->trend[i].seen);
        zf_canvas_circle(b->canvas, p.x, p.y, 0.8, ZF_INK_DONE, NULL);
        g_autofree char *n = zf_say_number(cov->trend[i].seen);
        ZfLettering style = {.size = last ? 3.2 : 2.6,
                             .bold = last,
                             .colour = ZF_INK_DONE,
                             .align = ZF_ALIGN_RIGHT,
                             .plate = 0.3};
        zf_canvas_text(b->canvas, &style, MAX(p.x - 0.6, chart->x + 6), p.y - 1.4, n);
    }
    const ZfForecast *f = &cov->forecast;
    if (f->finish != ZF_DATE_NONE && cov->n_trend > 0) {
        ZfMm here = g_array_index(line, ZfMm, line->len - 1);
        ZfMm there = at(chart, MIN(f->finish, chart->to), chart->most);
        ZfStroke dashed = {.width = 0.5, .colour = ZF_INK_ALARM, .dash = {1.4, 1}, .n_dash = 2};
        zf_canvas_line(b->canvas, here.x, here.y, there.x, there.y, &dashed);
        g_autofree char *day = zf_say_date(b->lang, f->finish);
        g_autofree char *text = zf_say_fill(b->lang, ZF_SAY_BUL_TREND_FORECAST, day);
        zf_bulletin_text(b, 2.8, true, ZF_INK_ALARM, ZF_ALIGN_RIGHT, chart->x + chart->w,
                         chart->y - 0.9, text);
    }
}

void
zf_bulletin_trend(const ZfBulletin *b)
{
    title(b, RIGHT_X, 124.4, zf_say(b->lang, ZF_SAY_BUL_TREND));
    const ZfCoverage *c = b->coverage;
    ZfDate from = b->campaign->from != ZF_DATE_NONE ? b->campaign->from : zf_stamp_date(c->as_of);
    ZfDate to = MAX(b->campaign->to, zf_stamp_date(c->as_of));
    if (c->forecast.finish != ZF_DATE_NONE) {
        /* a finish far away would press the weeks flat: at most half the window is added */
        to = MAX(to, MIN(c->forecast.finish, to + (to - from) / 2 + 7));
    }
    Chart chart = {117, 131, 78, 28, from, to, MAX(c->total.counts.in_scope, 1)};
    chart_frame(b, &chart);
    chart_actual(b, &chart);
}

static int
compare_worst(const void *x, const void *y)
{
    const ZfCoverageRow *a = *(const ZfCoverageRow *const *)x;
    const ZfCoverageRow *b = *(const ZfCoverageRow *const *)y;
    int32_t ma = zf_bulletin_missing(&a->counts);
    int32_t mb = zf_bulletin_missing(&b->counts);
    if (ma != mb) {
        return ma > mb ? -1 : 1;
    }
    /* exact ratios crosswise: no floats decide */
    int64_t left = (int64_t)MAX(a->counts.complete, 0) * MAX(b->counts.in_scope, 1);
    int64_t right = (int64_t)MAX(b->counts.complete, 0) * MAX(a->counts.in_scope, 1);
    if (left != right) {
        return left < right ? -1 : 1;
    }
    return zf_text_compare(a->code, b->code);
}

static GPtrArray *
worst_rows(const ZfCoverage *coverage)
{
    GPtrArray *rows = g_ptr_array_new();
    for (size_t i = 0; i < coverage->n_rows; i++) {
        const ZfCoverageRow *row = &coverage->rows[i];
        if (row->level == ZF_LEVEL_VILLAGE && row->counts.in_scope != 0) {
            g_ptr_array_add(rows, (void *)row);
        }
    }
    qsort(rows->pdata, rows->len, sizeof(void *), compare_worst);
    return rows;
}

/* Right ends of the columns of figures. */
static const double figure_x[] = {60, 112, 129, 143, 157, 176};

static void
worst_line(const ZfBulletin *b, double y, const ZfCoverageRow *row, int rank, int32_t most)
{
    const ZfCounts *c = &row->counts;
    bool total = rank == 0;
    int32_t missing = zf_bulletin_missing(c);
    const ZfCoverageRow *last =
        total ? b->last != NULL ? &b->last->total : NULL : zf_bulletin_last_row(b, row->code);
    const char *name = total ? zf_say(b->lang, ZF_SAY_BUL_ALL) : row->name;
    if (!total) {
        g_autofree char *number = g_strdup_printf("%d", rank);
        zf_bulletin_text(b, 3, false, ZF_INK_TEXT, ZF_ALIGN_LEFT, 14, y, number);
    }
    zf_bulletin_text(b, 3.1, true, ZF_INK_TEXT, ZF_ALIGN_LEFT, 22, y, name);
    const int32_t values[] = {missing, last != NULL ? zf_bulletin_missing(&last->counts) : -1,
                              c->seen, c->complete, c->in_scope};
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        bool none = i == 1 && last == NULL;
        g_autofree char *text = none ? g_strdup("—") : zf_bulletin_count(b, values[i]);
        zf_bulletin_text(b, 3.1, i == 0 || total, ZF_INK_TEXT, ZF_ALIGN_RIGHT, figure_x[i], y,
                         text);
    }
    g_autofree char *percent = c->complete >= 0 && c->in_scope >= 0
                                   ? zf_say_percent(b->lang, c->complete, c->in_scope, 0)
                                   : zf_bulletin_count(b, c->complete);
    zf_bulletin_text(b, 3.1, total, ZF_INK_TEXT, ZF_ALIGN_RIGHT, figure_x[5], y, percent);
    if (!total) {
        if (missing > 0) {
            zf_canvas_rect(b->canvas, (ZfRect){64, y - 3, 32.0 * missing / MAX(most, 1), 3.3},
                           ZF_INK_ALARM, NULL);
        }
        zf_bulletin_swatch(b, (ZfRect){181, y - 2.9, 8, 3.2}, row->class_complete);
    }
}

void
zf_bulletin_worst(const ZfBulletin *b)
{
    title(b, 14, 176, zf_say(b->lang, ZF_SAY_BUL_WORST));
    zf_bulletin_text(b, 2.7, false, ZF_INK_SECOND, ZF_ALIGN_RIGHT, 196, 176,
                     zf_say(b->lang, ZF_SAY_BUL_WORST_NOTE));
    zf_bulletin_text(b, 2.8, true, ZF_INK_TEXT, ZF_ALIGN_LEFT, 14, 182.3,
                     zf_say(b->lang, ZF_SAY_BUL_RANK));
    zf_bulletin_text(b, 2.8, true, ZF_INK_TEXT, ZF_ALIGN_LEFT, 22, 182.3,
                     zf_say(b->lang, ZF_SAY_COL_VILLAGE));
    const char *heads[] = {zf_say(b->lang, ZF_SAY_MISSING), zf_say(b->lang, ZF_SAY_BUL_LAST),
                           zf_say_rung(b->lang, 6),         zf_say_rung(b->lang, 7),
                           zf_say_rung(b->lang, 1),         zf_say(b->lang, ZF_SAY_BUL_COVERAGE)};
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
        zf_bulletin_text(b, b->lang == ZF_LANG_ZH ? 2.8 : 2.4, true, ZF_INK_TEXT, ZF_ALIGN_RIGHT,
                         figure_x[i], 182.3, heads[i]);
    }
    zf_bulletin_text(b, 2.8, true, ZF_INK_TEXT, ZF_ALIGN_LEFT, 181, 182.3,
                     zf_say(b->lang, ZF_SAY_COL_CLASS));
    zf_bulletin_rule(b, 183.7, 0.25);
    g_autoptr(GPtrArray) rows = worst_rows(b->coverage);
    int32_t most =
        rows->len > 0 ? zf_bulletin_missing(&((const ZfCoverageRow *)rows->pdata[0])->counts) : 0;
    double y = 187.4;
    for (guint i = 0; i < rows->len && i < WORST; i++, y += 4.75) {
        if (i % 2 == 1) {
            zf_canvas_rect(b->canvas, (ZfRect){14, y - 3.5, 182, 4.75}, zf_colour_rgb(0xF4F5F6),
                           NULL);
        }
        worst_line(b, y, rows->pdata[i], (int)i + 1, most);
    }
    zf_bulletin_rule(b, y - 3.3, 0.25);
    worst_line(b, y + 0.6, &b->coverage->total, 0, most);
}

void
zf_bulletin_changes(const ZfBulletin *b)
{
    g_autofree char *head =
        zf_say_fill(b->lang, ZF_SAY_BUL_CHANGES, zf_say_unit(b->lang, b->coverage->unit));
    title(b, 14, 245.6, head);
    if (b->last == NULL || b->last->total.counts.in_scope < 0 ||
        b->coverage->total.counts.in_scope < 0) {
        zf_bulletin_text(b, 2.9, false, ZF_INK_SECOND, ZF_ALIGN_LEFT, 14, 251.4,
                         zf_say(b->lang, ZF_SAY_BUL_NO_LAST));
        return;
    }
    const ZfConservation *now = &b->coverage->conservation;
    const ZfConservation *was = &b->last->conservation;
    double y = 251.2;
    double zero = 72;
    int32_t widest = ABS(now->registered - was->registered);
    for (int i = 1; i < ZF_SCOPE_COUNT; i++) {
        widest = MAX(widest, ABS(now->by_scope[i] - was->by_scope[i]));
    }
    for (int i = -1; i <= ZF_SCOPE_COUNT; i++, y += 4.1) {
        bool sum = i == -1 || i == ZF_SCOPE_COUNT;
        const ZfCoverage *end = i == -1 ? b->last : b->coverage;
        int32_t change = sum      ? end->total.counts.in_scope
                         : i == 0 ? now->registered - was->registered
                                  : was->by_scope[i] - now->by_scope[i];
        const char *word = i == -1               ? zf_say(b->lang, ZF_SAY_BUL_LAST)
                           : i == ZF_SCOPE_COUNT ? zf_say(b->lang, ZF_SAY_BUL_THIS)
                           : i == 0              ? zf_say(b->lang, ZF_SAY_BUL_REGISTERED)
                                                 : zf_say_scope(b->lang, (ZfScope)i);
        g_autofree char *value = sum ? zf_say_number(change) : zf_say_change(change);
        zf_bulletin_text(b, 2.9, sum, ZF_INK_TEXT, ZF_ALIGN_LEFT, 14, y, word);
        zf_bulletin_text(b, 2.9, sum, ZF_INK_TEXT, ZF_ALIGN_RIGHT, 58, y, value);
        if (!sum && change != 0) {
            double w = 14.0 * ABS(change) / MAX(widest, 1);
            zf_canvas_rect(b->canvas, (ZfRect){change > 0 ? zero : zero - w, y - 2.7, w, 2.9},
                           change > 0 ? ZF_INK_SEEN : zf_colour_rgb(0xD9A57B), NULL);
        }
    }
    zf_canvas_line(b->canvas, zero, 252.4, zero, y - 7, &(ZfStroke){.width = 0.2});
}

void
zf_bulletin_method(const ZfBulletin *b)
{
    static const ZfSay lines[] = {ZF_SAY_BUL_M1, ZF_SAY_BUL_M2, ZF_SAY_BUL_M3, ZF_SAY_BUL_M5,
                                  ZF_SAY_BUL_M6};
    const ZfCounts *c = &b->coverage->total.counts;
    title(b, 98, 245.6, zf_say(b->lang, ZF_SAY_BUL_METHOD));
    double y = 251.2;
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++, y += 4.1) {
        zf_bulletin_text(b, 2.9, false, ZF_INK_TEXT, ZF_ALIGN_LEFT, 98, y,
                         zf_say(b->lang, lines[i]));
    }
    g_autofree char *age = g_strdup_printf("%d", b->campaign->age_limit);
    g_autofree char *residence = zf_say_fill(b->lang, ZF_SAY_BUL_M4, age);
    zf_bulletin_text(b, 2.9, false, ZF_INK_TEXT, ZF_ALIGN_LEFT, 98, y, residence);
    if (c->registered < 0 || c->in_scope < 0 || c->seen < 0 || c->accounted < 0) {
        return;
    }
    g_autofree char *registered = zf_say_number(c->registered);
    g_autofree char *scope = zf_say_number(c->in_scope);
    g_autofree char *out = zf_say_number(c->registered - c->in_scope);
    g_autofree char *seen = zf_say_number(c->seen);
    g_autofree char *accounted = zf_say_number(c->accounted);
    g_autofree char *left = zf_say_number(zf_counts_missing(c));
    g_autofree char *first = zf_say_fill(b->lang, ZF_SAY_BUL_M7, registered, scope, out);
    g_autofree char *second = zf_say_fill(b->lang, ZF_SAY_BUL_M8, scope, seen, accounted, left);
    zf_bulletin_text(b, 2.9, false, ZF_INK_TEXT, ZF_ALIGN_LEFT, 98, y + 4.1, first);
    zf_bulletin_text(b, 2.9, false, ZF_INK_TEXT, ZF_ALIGN_LEFT, 98, y + 8.2, second);
}

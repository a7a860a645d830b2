/* The sections of the panel beside a map: headings, the ladder, the forecast. */
#include "map/mapsheet.h"

#include <math.h>
#include <string.h>

#include "say/say.h"

#define HEADING  6
#define PITCH    5.15
#define BAR      4.3
#define MAX_COLS 3

void
zf_map_panel_heading(ZfMapSheet *sheet, const char *text)
{
    zf_map_sheet_keep(sheet, 2 * HEADING); /* never alone at the foot of a column */
    ZfRect at = zf_map_sheet_section(sheet, HEADING);
    ZfLettering bold = {.size = 3.5, .bold = true};
    double width = zf_canvas_text_size(sheet->canvas, &bold, text).width;
    bold.size *= fmin(1, at.w / fmax(width, 1));
    zf_canvas_text(sheet->canvas, &bold, at.x, at.y + 3.6, text);
}

/* The rows a ladder shows: towns when there are two or three, else the whole. */
static unsigned
ladder_rows(const ZfMapInput *input, const ZfCoverageRow **rows)
{
    unsigned n = 0;
    for (size_t i = 0; i < input->coverage->n_rows; i++) {
        const ZfCoverageRow *row = &input->coverage->rows[i];
        if (row->level == ZF_LEVEL_TOWN) {
            if (n == MAX_COLS) {
                n = 0;
                break;
            }
            rows[n++] = row;
        }
    }
    if (n < 2) {
        rows[0] = &input->coverage->total;
        n = 1;
    }
    return n;
}

static ZfColour
rung_colour(unsigned rung, bool bw)
{
    static const uint32_t colours[ZF_SAY_RUNGS] = {0xD9D9D9, 0xB4B9BE, 0xDCE5EE, 0xDCE5EE,
                                                   0xDCE5EE, 0xDCE5EE, 0xA9C4DF, 0x7FA6CA};
    static const uint32_t greys[ZF_SAY_RUNGS] = {0xFFFFFF, 0xE6E6E6, 0xFFFFFF, 0xFFFFFF,
                                                 0xFFFFFF, 0xFFFFFF, 0xCFCFCF, 0xB0B0B0};
    return zf_colour_rgb(bw ? greys[rung] : colours[rung]);
}

static void
draw_rung(ZfMapSheet *sheet, const ZfCoverageRow *row, unsigned rung, double x, double y,
          double width)
{
    bool bw = sheet->options->bw;
    bool strong = rung >= 6;
    int32_t value = zf_counts_rung(&row->counts, rung);
    int32_t most = MAX(row->counts.registered, 1);
    double bar = width * CLAMP((double)value / most, 0, 1);
    ZfStroke edge = {.width = 0.2, .colour = zf_colour_grey(0.4)};
    bool exact = row->shown == ZF_SHOWN_EXACT;
    g_autofree char *number =
        exact ? zf_say_number(value) : g_strdup(zf_say(sheet->options->lang, ZF_SAY_HIDDEN));
    g_autofree char *share = zf_say_percent(sheet->options->lang, value, row->counts.in_scope, 0);
    g_autofree char *text =
        strong && exact ? g_strdup_printf("%s · %s", number, share) : g_strdup(number);
    if (exact && bar > 0.1) {
        zf_canvas_rect(sheet->canvas, (ZfRect){x, y, bar, BAR}, rung_colour(rung, bw),
                       bw ? &edge : NULL);
    }
    zf_canvas_text_mid(sheet->canvas, &(ZfLettering){.size = 2.8, .bold = strong}, x + 1,
                       y + BAR / 2, text);
}

/* Is a rung above the one before it? Then the note says that they are not nested. */
static bool
is_nested(const ZfCoverageRow *row)
{
    for (unsigned rung = 1; rung < ZF_SAY_RUNGS; rung++) {
        if (zf_counts_rung(&row->counts, rung) > zf_counts_rung(&row->counts, rung - 1)) {
            return false;
        }
    }
    return true;
}

static void
draw_note(ZfMapSheet *sheet, const char *text)
{
    ZfLettering note = {.size = 2.5,
                        .colour = zf_colour_rgb(ZF_MAP_GREY),
                        .width = sheet->columns[sheet->column].w,
                        .line_height = 1.3};
    double height = zf_canvas_text_size(sheet->canvas, &note, text).height;
    ZfRect at = zf_map_sheet_section(sheet, height + 0.6);
    zf_canvas_text(sheet->canvas, &note, at.x, at.y + 2.9, text);
}

void
zf_map_panel_ladder(ZfMapSheet *sheet)
{
    const ZfCoverageRow *rows[MAX_COLS + 1];
    ZfLang lang = sheet->options->lang;
    unsigned n = ladder_rows(sheet->input, rows);
    const char *unit = zf_say_unit(lang, sheet->input->coverage->unit);
    g_autofree char *heading =
        zf_say_fill(lang, n > 1 ? ZF_SAY_LADDER_TOWNS : ZF_SAY_LADDER_TITLE, unit);
    double head = n > 1 ? 4.6 : 0;
    zf_map_sheet_keep(sheet, HEADING + head + ZF_SAY_RUNGS * PITCH);
    zf_map_panel_heading(sheet, heading);
    ZfRect at = zf_map_sheet_section(sheet, head + ZF_SAY_RUNGS * PITCH);
    double label = lang == ZF_LANG_ZH ? 15 : 19;
    double column = (at.w - label) / n;
    bool nested = true;
    for (unsigned i = 0; i < n; i++) {
        nested = nested && is_nested(rows[i]);
        if (n > 1) {
            ZfLettering bold = {.size = 3, .bold = true};
            double width = zf_canvas_text_size(sheet->canvas, &bold, rows[i]->name).width;
            bold.size *= fmin(1, (column - 2) / fmax(width, 1));
            zf_canvas_text(sheet->canvas, &bold, at.x + label + i * column, at.y + 3.2,
                           rows[i]->name);
        }
    }
    for (unsigned rung = 0; rung < ZF_SAY_RUNGS; rung++) {
        double y = at.y + head + rung * PITCH;
        bool bold = rung == 1 || rung >= 6;
        zf_canvas_text_mid(sheet->canvas, &(ZfLettering){.size = 3, .bold = bold}, at.x,
                           y + BAR / 2, zf_say_rung(lang, rung));
        for (unsigned i = 0; i < n; i++) {
            draw_rung(sheet, rows[i], rung, at.x + label + i * column, y, column - 2);
        }
    }
    draw_note(sheet, zf_say(lang, ZF_SAY_LADDER_NOTE));
    if (!nested) {
        draw_note(sheet, zf_say(lang, ZF_SAY_LADDER_NOT_NESTED));
    }
}

static void
draw_line(ZfMapSheet *sheet, const char *text, double size)
{
    ZfLettering style = {.size = size};
    ZfRect at = zf_map_sheet_section(sheet, 1.45 * size);
    double width = zf_canvas_text_size(sheet->canvas, &style, text).width;
    style.size *= fmin(1, at.w / fmax(width, 1));
    zf_canvas_text(sheet->canvas, &style, at.x, at.y + 1.1 * size, text);
}

void
zf_map_panel_forecast(ZfMapSheet *sheet)
{
    const ZfCoverage *coverage = sheet->input->coverage;
    ZfLang lang = sheet->options->lang;
    zf_map_panel_heading(sheet, zf_say(lang, ZF_SAY_FORECAST_TITLE));
    g_autofree char *verdict = zf_say_forecast(lang, &coverage->forecast);
    bool alarm = coverage->forecast.verdict == ZF_VERDICT_LATE ||
                 coverage->forecast.verdict == ZF_VERDICT_NO_PACE;
    ZfRect at = zf_map_sheet_section(sheet, 6.6);
    ZfLettering bold = {.size = 5.2,
                        .bold = true,
                        .colour = alarm ? zf_colour_rgb(0x8F2D00) : zf_colour_rgb(0x1F4E79)};
    if (sheet->options->bw) {
        bold.colour = ZF_COLOUR_BLACK;
    }
    double width = zf_canvas_text_size(sheet->canvas, &bold, verdict).width;
    bold.size *= fmin(1, at.w / fmax(width, 1));
    zf_canvas_text(sheet->canvas, &bold, at.x, at.y + 4.6, verdict);
    g_autofree char *finish = zf_say_forecast_finish(lang, &coverage->forecast);
    g_autofree char *pace = zf_say_forecast_pace(lang, &coverage->forecast, coverage->unit);
    g_autofree char *remaining =
        zf_say_part(coverage->forecast.remaining, coverage->total.counts.in_scope);
    g_autofree char *missing =
        zf_say_units(lang, coverage->unit, zf_counts_missing(&coverage->total.counts));
    g_autofree char *rest = zf_say_fill(lang, ZF_SAY_MISSING_OF, remaining, missing);
    if (*finish) {
        draw_line(sheet, finish, 3);
    }
    draw_line(sheet, pace, 3);
    draw_line(sheet, rest, 3);
}

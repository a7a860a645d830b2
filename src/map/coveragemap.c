/* The coverage map sheet: choropleth, legend, ladder, forecast (look/map). */
#include "map/coveragemap.h"

#include <math.h>
#include <string.h>

#include "say/say.h"

#define SWATCH_W      9.0
#define SWATCH_H      4.9
#define ROW           5.95
#define MOVER_ROW     4.7
#define MOVERS        8  /* listed either way */
#define ENOUGH_INSIDE 96 /* per cent of names inside their community */

static const char *
class_note(ZfLang lang, ZfClass class)
{
    switch (class) {
    case ZF_CLASS_TARGET: return zf_say(lang, ZF_SAY_CLASS_TARGET_NOTE);
    case ZF_CLASS_UNDECIDED: return zf_say(lang, ZF_SAY_CLASS_UNDECIDED_NOTE);
    case ZF_CLASS_FEW: return zf_say(lang, ZF_SAY_CLASS_FEW_NOTE);
    case ZF_CLASS_NO_DATA: return zf_say(lang, ZF_SAY_CLASS_NO_DATA_NOTE);
    default: return "";
    }
}

/* Name and note of a class in the legend; name: owned by the caller. */
static char *
class_name(const ZfMapSheet *sheet, int class, const char **note)
{
    static const ZfSay changes[ZF_CLASS_COUNT] = {
        ZF_SAY_CHANGE_FELL_MUCH, ZF_SAY_CHANGE_FELL,   ZF_SAY_CHANGE_SAME,   ZF_SAY_CHANGE_ROSE,
        ZF_SAY_CHANGE_ROSE_MUCH, ZF_SAY_CHANGE_HIDDEN, ZF_SAY_CHANGE_NO_DATA};
    ZfLang lang = sheet->options->lang;
    const ZfCampaign *campaign = sheet->input->campaign;
    int32_t target = campaign && campaign->target_permille > 0 ? campaign->target_permille : 950;
    if (sheet->input->before) {
        *note = "";
        return g_strdup(zf_say(lang, changes[class]));
    }
    *note = class_note(lang, (ZfClass) class);
    return zf_say_class_target(lang, (ZfClass) class, target,
                               sheet->input->coverage ? sheet->input->coverage->k : 0);
}

static void
draw_class(ZfMapSheet *sheet, const ZfChoropleth *c, int class)
{
    ZfLang lang = sheet->options->lang;
    const char *remark;
    ZfRect at = zf_map_sheet_section(sheet, ROW);
    zf_canvas_begin(sheet->canvas);
    zf_canvas_add_rect(sheet->canvas, (ZfRect){at.x, at.y, SWATCH_W, SWATCH_H}, 0);
    zf_choropleth_fill(c, sheet->canvas, class);
    zf_canvas_stroke(sheet->canvas, &(ZfStroke){.width = 0.25});
    zf_canvas_begin(sheet->canvas);
    g_autofree char *name = class_name(sheet, class, &remark);
    g_autofree char *number = zf_say_number((int64_t)c->by_class[class]);
    g_autofree char *count = zf_say_fill(lang, ZF_SAY_CLASS_VILLAGES, number);
    ZfLettering bold = {.size = 3.2, .bold = true};
    ZfLettering note = {.size = 2.8, .colour = zf_colour_rgb(ZF_MAP_GREY)};
    ZfLettering right = {.size = 3.2, .align = ZF_ALIGN_RIGHT};
    double middle = at.y + SWATCH_H / 2;
    double x = at.x + SWATCH_W + 2;
    double end =
        at.x + at.w - zf_canvas_text_mid(sheet->canvas, &right, at.x + at.w, middle, count);
    x += zf_canvas_text_mid(sheet->canvas, &bold, x, middle, name) + 2;
    double width = zf_canvas_text_size(sheet->canvas, &note, remark).width;
    note.size *= fmin(1, (end - x - 1) / fmax(width, 1));
    zf_canvas_text_mid(sheet->canvas, &note, x, middle, remark);
}

/* One entry of the line legend: sample and word; entries flow over the panel's width. */
typedef struct Flow {
    ZfMapSheet *sheet;
    double x; /* in the current row, 0 = a new row is needed */
    ZfRect row;
} Flow;

static ZfMm
flow_next(Flow *flow, double width)
{
    if (flow->x == 0 || flow->x + width > flow->row.x + flow->row.w) {
        flow->row = zf_map_sheet_section(flow->sheet, 4.9);
        flow->x = flow->row.x;
    }
    ZfMm at = {flow->x, flow->row.y + 2.2};
    flow->x += width + 3.4;
    return at;
}

static void
stroke_sample(ZfMapSheet *sheet, const ZfChoropleth *c, const char *layer_id, const char *level,
              ZfMm at)
{
    const ZfLayer *layer = zf_style_find(c->style, layer_id);
    const ZfProp props[] = {zf_prop_text("level", level), zf_prop_text("kind", "main")};
    ZfLook look = zf_choropleth_look(c, props, G_N_ELEMENTS(props));
    if (layer) {
        ZfStroke stroke = zf_layer_stroke(layer, &look);
        zf_canvas_line(sheet->canvas, at.x, at.y, at.x + SWATCH_W, at.y, &stroke);
    }
}

static void
line_entry(Flow *flow, const ZfChoropleth *c, const char *casing, const char *layer, ZfSay say)
{
    const ZfLayer *listed = zf_style_find(c->style, layer);
    if (listed && !listed->legend) {
        return;
    }
    const char *word = zf_say(flow->sheet->options->lang, say);
    ZfLettering style = {.size = 3};
    double width = SWATCH_W + 1.6 + zf_canvas_text_size(flow->sheet->canvas, &style, word).width;
    ZfMm at = flow_next(flow, width);
    if (casing) {
        stroke_sample(flow->sheet, c, casing, "", at);
    }
    stroke_sample(flow->sheet, c, layer, "", at);
    zf_canvas_text_mid(flow->sheet->canvas, &style, at.x + SWATCH_W + 1.6, at.y, word);
}

static void
text_entry(Flow *flow, const char *text)
{
    ZfLettering style = {.size = 3};
    ZfMm at = flow_next(flow, zf_canvas_text_size(flow->sheet->canvas, &style, text).width);
    zf_canvas_text_mid(flow->sheet->canvas, &style, at.x, at.y, text);
}

static bool
has_seats(const ZfMapInput *input, const ZfChoropleth *c)
{
    for (size_t i = 0; i < input->n_areas; i++) {
        if (input->areas[i].level == ZF_LEVEL_TOWN && input->areas[i].has_point &&
            c->unit_level != ZF_LEVEL_TOWN) {
            return true;
        }
    }
    return false;
}

/* The figures of the first village whose label has that form, or NULL. */
static const ZfUnitArea *
example_of(const ZfChoropleth *c, ZfShown shown, bool sample)
{
    for (size_t i = 0; i < c->n_units; i++) {
        const ZfUnitArea *unit = &c->units[i];
        bool is_sample = unit->class == ZF_CLASS_UNDECIDED;
        if (unit->row && unit->class != ZF_CLASS_NO_DATA && is_sample == sample &&
            (sample || unit->row->shown == shown)) {
            return unit;
        }
    }
    return NULL;
}

static const ZfUnitArea *
example_of_change(const ZfChoropleth *c)
{
    for (size_t i = 0; i < c->n_units; i++) {
        if (c->units[i].class <= ZF_CHANGE_ROSE_MUCH) {
            return &c->units[i];
        }
    }
    return NULL;
}

static void
draw_forms(Flow *flow, const ZfChoropleth *c)
{
    ZfLang lang = flow->sheet->options->lang;
    const ZfUnitArea *exact = example_of(c, ZF_SHOWN_EXACT, false);
    const ZfUnitArea *bound = example_of(c, ZF_SHOWN_BOUND, false);
    const ZfUnitArea *sample = example_of(c, ZF_SHOWN_EXACT, true);
    if (c->input->before) {
        const ZfUnitArea *change = example_of_change(c);
        g_autofree char *text =
            change ? zf_say_fill(lang, ZF_SAY_CHANGE_FORM, change->figure) : NULL;
        if (text) {
            text_entry(flow, text);
        }
        return;
    }
    if (exact && !c->input->by_seen) {
        g_autofree char *text = zf_say_fill(lang, ZF_SAY_FORM_EXACT, exact->figure);
        text_entry(flow, text);
    }
    if (bound) {
        g_autofree char *k = g_strdup_printf("%d", c->input->coverage->k);
        g_autofree char *text = zf_say_fill(lang, ZF_SAY_FORM_BOUND, bound->figure, k);
        text_entry(flow, text);
    }
    if (sample) {
        g_autofree char *text = zf_say_fill(lang, ZF_SAY_FORM_SAMPLE, sample->figure);
        text_entry(flow, text);
    }
}

static void
draw_lines(ZfMapSheet *sheet, const ZfChoropleth *c)
{
    ZfLang lang = sheet->options->lang;
    Flow flow = {.sheet = sheet};
    if (c->outline->outer) {
        bool towns = c->outline->towns->len > 0;
        line_entry(&flow, c, NULL, "county-border",
                   towns ? ZF_SAY_BORDER_COUNTY : ZF_SAY_BORDER_TOWN);
        if (towns) {
            line_entry(&flow, c, NULL, "town-border", ZF_SAY_BORDER_TOWN);
        }
        line_entry(&flow, c, NULL, "village-border", ZF_SAY_BORDER_VILLAGE);
    }
    if (has_seats(sheet->input, c)) {
        const char *word = zf_say(lang, ZF_SAY_SEAT);
        ZfMm at = flow_next(
            &flow, 4 + zf_canvas_text_size(sheet->canvas, &(ZfLettering){.size = 3}, word).width);
        zf_canvas_circle(sheet->canvas, at.x + 1.3, at.y, 1.15, ZF_COLOUR_WHITE,
                         &(ZfStroke){.width = 0.4});
        zf_canvas_circle(sheet->canvas, at.x + 1.3, at.y, 0.5, ZF_COLOUR_BLACK, NULL);
        zf_canvas_text_mid(sheet->canvas, &(ZfLettering){.size = 3}, at.x + 3.8, at.y, word);
    }
    if (c->has_river) {
        line_entry(&flow, c, NULL, "river", ZF_SAY_RIVER);
    }
    if (c->has_road) {
        line_entry(&flow, c, "road-casing", "road", ZF_SAY_ROAD);
    }
    draw_forms(&flow, c);
}

/* ---- changes ---- */

typedef struct Mover {
    const ZfUnitArea *unit;
    double by; /* points */
} Mover;

static int
compare_movers(gconstpointer a, gconstpointer b)
{
    const Mover *x = a;
    const Mover *y = b;
    if (x->by != y->by) {
        return x->by < y->by ? -1 : 1;
    }
    return (x->unit > y->unit) - (x->unit < y->unit);
}

/* All villages that can be compared, the most fallen first. */
static GArray *
movers_of(const ZfChoropleth *c)
{
    GArray *movers = g_array_new(FALSE, FALSE, sizeof(Mover));
    for (size_t i = 0; i < c->n_units; i++) {
        const ZfUnitArea *unit = &c->units[i];
        if (unit->class > ZF_CHANGE_ROSE_MUCH) {
            continue;
        }
        const ZfCounts *now = &unit->row->counts;
        const ZfCounts *old = &unit->before->counts;
        double p = (double)(c->input->by_seen ? now->seen : now->complete) / now->in_scope;
        double q = (double)(c->input->by_seen ? old->seen : old->complete) / old->in_scope;
        Mover mover = {unit, 100 * (p - q)};
        g_array_append_val(movers, mover);
    }
    g_array_sort(movers, compare_movers);
    return movers;
}

static void
mover_row(ZfMapSheet *sheet, const Mover *mover)
{
    ZfRect at = zf_map_sheet_section(sheet, MOVER_ROW);
    double y = at.y + MOVER_ROW / 2;
    g_autofree char *by = zf_say_change(llround(mover->by));
    zf_canvas_text_mid(sheet->canvas, &(ZfLettering){.size = 3.1}, at.x, y,
                       mover->unit->area->name);
    zf_canvas_text_mid(sheet->canvas, &(ZfLettering){.size = 3.1, .align = ZF_ALIGN_RIGHT},
                       at.x + at.w - 14, y, mover->unit->figure);
    zf_canvas_text_mid(sheet->canvas,
                       &(ZfLettering){.size = 3.1, .bold = true, .align = ZF_ALIGN_RIGHT},
                       at.x + at.w, y, by);
}

/* The villages that fell most, and those that rose most: none of those that did not move. */
static void
draw_movers(ZfMapSheet *sheet, const ZfChoropleth *c)
{
    ZfLang lang = sheet->options->lang;
    g_autoptr(GArray) movers = movers_of(c);
    for (int rising = 0; rising < 2; rising++) {
        bool headed = false;
        for (guint i = 0; i < MIN(movers->len, (guint)MOVERS); i++) {
            const Mover *mover = &g_array_index(movers, Mover, rising ? movers->len - 1 - i : i);
            if (rising ? mover->by < 0.5 : mover->by > -0.5) {
                break;
            }
            if (!headed) {
                zf_map_sheet_rule(sheet);
                zf_map_panel_heading(sheet, zf_say(lang, rising ? ZF_SAY_CHANGE_MOST_RISEN
                                                                : ZF_SAY_CHANGE_MOST_FALLEN));
                headed = true;
            }
            mover_row(sheet, mover);
        }
    }
}

void
zf_map_panel_coverage(ZfMapSheet *sheet, const ZfChoropleth *c)
{
    ZfLang lang = sheet->options->lang;
    bool change = sheet->input->before != NULL;
    zf_map_panel_heading(sheet, zf_say(lang, change                  ? ZF_SAY_LEGEND_CHANGE
                                             : sheet->input->by_seen ? ZF_SAY_LEGEND_SEEN
                                                                     : ZF_SAY_LEGEND_EFFECTIVE));
    int32_t k = sheet->input->coverage ? sheet->input->coverage->k : 0;
    for (int class = 0; class < ZF_CLASS_COUNT; class ++) {
        if (class != ZF_CLASS_FEW || k > 0 || c->by_class[class] > 0) {
            draw_class(sheet, c, class);
        }
    }
    zf_map_sheet_rule(sheet);
    draw_lines(sheet, c);
    if (change) {
        draw_movers(sheet, c);
    } else if (sheet->input->coverage) {
        zf_map_sheet_rule(sheet);
        zf_map_panel_ladder(sheet);
        zf_map_sheet_rule(sheet);
        zf_map_panel_forecast(sheet);
    }
}

static char *
ratio_of(const ZfMapInput *input, ZfLang lang, const ZfCoverage *coverage)
{
    const ZfCounts *counts = &coverage->total.counts;
    return zf_say_ratio(lang, input->by_seen ? counts->seen : counts->complete, counts->in_scope,
                        1);
}

static char *
subtitle_of(const ZfChoropleth *c)
{
    const ZfCoverage *coverage = c->input->coverage;
    ZfLang lang = c->options->lang;
    if (c->input->before) {
        g_autofree char *old = ratio_of(c->input, lang, c->input->before);
        g_autofree char *then = zf_say_as_of(lang, c->input->before->as_of);
        g_autofree char *now = ratio_of(c->input, lang, coverage);
        g_autofree char *today = zf_say_as_of(lang, coverage->as_of);
        return zf_say_fill(lang, ZF_SAY_SUBTITLE_CHANGE, old, then, now, today);
    }
    g_autofree char *with = zf_say_number((int64_t)c->with_data);
    g_autofree char *all = zf_say_number((int64_t)c->n_units);
    g_autofree char *as_of = zf_say_as_of(lang, coverage->as_of);
    g_autofree char *ratio = ratio_of(c->input, lang, coverage);
    g_autofree char *text = zf_say_fill(lang, ZF_SAY_SUBTITLE_COVERAGE, ratio, with, all, as_of);
    if (c->input->issue > 0) {
        g_autofree char *number = g_strdup_printf("%d", c->input->issue);
        g_autofree char *issue = zf_say_fill(lang, ZF_SAY_ISSUE, number);
        return g_strconcat(text, " · ", issue, NULL);
    }
    return g_steal_pointer(&text);
}

char *
zf_map_coverage_data(const ZfChoropleth *c)
{
    const ZfCoverage *coverage = c->input->coverage;
    const ZfConservation *all = &coverage->conservation;
    int32_t in = all->by_scope[ZF_SCOPE_IN];
    g_autofree char *registered = zf_say_number(all->registered);
    g_autofree char *in_scope = zf_say_number(in);
    g_autofree char *out = zf_say_number(all->registered - in);
    return zf_say_fill(c->options->lang, ZF_SAY_FOOT_DATA, registered, in_scope, out,
                       c->input->check ? c->input->check : "—");
}

/* What has no room beside the map: in a PDF on a page of its own, else below the footer. */
static double
extra_height(const ZfMapSheet *sheet, const ZfChoropleth *c, unsigned *columns)
{
    double width = sheet->width - 24;
    *columns = (unsigned)CLAMP(floor(width / fmax(c->key_width, 1)), 1, 12);
    unsigned rows = (c->n_keys + *columns - 1) / *columns;
    return rows * ZF_KEY_LINE + 0.1;
}

static unsigned
list_pages(const ZfMapSheet *sheet, const ZfChoropleth *c)
{
    unsigned columns;
    double height = extra_height(sheet, c, &columns);
    if (c->n_keys == 0 || c->key_list.w > 0 || sheet->options->format != ZF_PAPER_PDF) {
        return 0;
    }
    return (unsigned)ceil(height / (floor((sheet->height - 50) / ZF_KEY_LINE) * ZF_KEY_LINE));
}

static void
draw_list_pages(ZfMapSheet *sheet, ZfPaper *paper, const ZfChoropleth *c, const char *title,
                const char *subtitle, unsigned pages)
{
    unsigned columns;
    extra_height(sheet, c, &columns);
    unsigned first = 0;
    for (unsigned page = 2; page <= pages; page++) {
        zf_map_sheet_page(sheet, paper, 0, NULL);
        zf_map_sheet_title(sheet, title, subtitle);
        double height = floor((sheet->height - 50) / ZF_KEY_LINE) * ZF_KEY_LINE + 0.1;
        ZfRect box = {12, 31, sheet->width - 24, height};
        first = zf_choropleth_key_list(c, sheet->canvas, box, columns, first);
        zf_map_sheet_footer(sheet, NULL, false, page, pages);
        zf_map_sheet_end(sheet);
    }
}

static void
draw_sheet(ZfMapSheet *sheet, ZfPaper *paper, ZfChoropleth *c)
{
    unsigned pages = 1 + list_pages(sheet, c);
    unsigned columns;
    double extra = extra_height(sheet, c, &columns) + 4;
    bool below = c->n_keys > 0 && c->key_list.w == 0 && pages == 1;
    g_autofree char *title = zf_map_title(
        c->input, c->options, c->input->before ? ZF_SAY_TITLE_CHANGE : ZF_SAY_TITLE_COVERAGE);
    g_autofree char *subtitle = subtitle_of(c);
    g_autofree char *figures = zf_map_coverage_data(c);
    zf_map_sheet_page(sheet, paper, below ? extra : 0, "1");
    zf_map_sheet_title(sheet, title, subtitle);
    zf_choropleth_draw(c, sheet->canvas);
    zf_map_panel_coverage(sheet, c);
    zf_map_sheet_footer(sheet, figures, false, 1, pages);
    if (below) {
        ZfRect box = {12, sheet->height - 4, sheet->width - 24, extra - 4};
        zf_choropleth_key_list(c, sheet->canvas, box, columns, 0);
    }
    zf_map_sheet_end(sheet);
    draw_list_pages(sheet, paper, c, title, subtitle, pages);
}

/* The map laid out on paper that draws nowhere. */
static ZfChoropleth *
laid_out(ZfPaper *paper, const ZfMapInput *input, const ZfMapOptions *options, ZfMapSheet *sheet,
         ZfPaper **trial, GError **error)
{
    *sheet = zf_map_sheet(input, options);
    *trial = zf_paper_new(
        &(ZfPaperOptions){.format = ZF_PAPER_MEASURE, .letters = zf_paper_letters(paper)});
    ZfCanvas *measure = zf_paper_page(*trial, sheet->width, sheet->height, NULL);
    return zf_choropleth_new(measure, sheet->frame, input, options, ZF_CHOROPLETH_SHEET, error);
}

/* Per cent of the communities with a polygon whose name stands inside it. */
static unsigned
inside_percent(const ZfChoropleth *c, size_t *inside, size_t *names)
{
    *inside = 0;
    *names = 0;
    for (size_t i = 0; i < c->n_units; i++) {
        const ZfUnitArea *unit = &c->units[i];
        *names += unit->points != NULL;
        *inside += unit->points && (unit->fate == ZF_LABEL_INSIDE || unit->fate == ZF_LABEL_INSET);
    }
    return *names > 0 ? (unsigned)(100 * *inside / *names) : 100;
}

/* Laid out on the smallest paper on which enough names stand inside their own community, else on
 * that with most of them. options: get its size. dump gets a line when it is not A4. */
static ZfChoropleth *
laid_out_growing(ZfPaper *paper, const ZfMapInput *input, ZfMapOptions *options, ZfMapSheet *sheet,
                 ZfPaper **trial, GString *dump, GError **error)
{
    ZfChoropleth *c = NULL;
    char name[3] = "A4";
    int best = -1;
    unsigned most = 0;
    size_t on_a4 = 0;
    for (int size = 4;; size--) {
        bool again = size < 0; /* none has enough: once more the best */
        name[1] = (char)('0' + (again ? best : size));
        g_clear_pointer(&c, zf_choropleth_free);
        g_clear_pointer(trial, zf_paper_free);
        zf_paper_size_of(name, true, &options->width_mm, &options->height_mm);
        c = laid_out(paper, input, options, sheet, trial, error);
        if (!c || again) {
            break;
        }
        size_t inside, names;
        unsigned share = inside_percent(c, &inside, &names);
        on_a4 = size == 4 ? inside : on_a4;
        if (best < 0 || share > most) {
            best = size;
            most = share;
        }
        if (share >= ENOUGH_INSIDE) {
            break;
        }
    }
    if (c && strcmp(name, "A4") != 0) {
        g_string_append_printf(dump, "paper %s, inside on A4 %zu\n", name, on_a4);
    }
    return c;
}

bool
zf_map_coverage(ZfPaper *paper, const ZfMapInput *input, const ZfMapOptions *options, char **placed,
                GError **error)
{
    g_assert(input->coverage);
    if (!zf_map_check_audience(input, options, false, error)) {
        return false;
    }
    g_autoptr(GString) dump = g_string_new(NULL);
    ZfMapOptions sized = *options;
    ZfMapSheet sheet;
    g_autoptr(ZfPaper) trial = NULL;
    /* laid out before it is drawn: the list of names decides how long the page is */
    g_autoptr(ZfChoropleth) c =
        options->grow ? laid_out_growing(paper, input, &sized, &sheet, &trial, dump, error)
                      : laid_out(paper, input, &sized, &sheet, &trial, error);
    if (!c) {
        return false;
    }
    draw_sheet(&sheet, paper, c);
    if (placed) {
        zf_choropleth_dump(c, dump);
        *placed = g_strdup(dump->str);
    }
    return true;
}

bool
zf_map_coverage_in(ZfCanvas *canvas, ZfRect rect, const ZfMapInput *input,
                   const ZfMapOptions *options, GError **error)
{
    if (!zf_map_check_audience(input, options, false, error)) {
        return false;
    }
    g_autoptr(ZfChoropleth) c =
        zf_choropleth_new(canvas, rect, input, options, ZF_CHOROPLETH_BULLETIN, error);
    if (!c) {
        return false;
    }
    zf_choropleth_draw(c, canvas);
    return true;
}

/* The village page: what stands in a village on one sheet of paper, for its worker — figures, a map
 * of the homes still to visit and the list of them under the same numbers. */
#include "report/report.h"

#include <math.h>
#include <string.h>

#define LEFT   14.0
#define RIGHT  196.0
#define MAP    ((ZfRect){LEFT, 47, RIGHT - LEFT, 104})
#define LIST_Y 158.0
#define BOTTOM 281.0
#define STOP_R 2.3

typedef struct Page {
    const ZfVillagePageInput *input;
    const ZfSnapshot *snapshot;
    const ZfCoverage *coverage;
    const ZfCoverageRow *row;
    const ZfGround *ground;
    ZfLang lang;
    GPtrArray *homes; /* const ZfUnvisited *, worst first: the numbers */
} Page;

static double
text(ZfCanvas *canvas, double points, bool bold, ZfAlign align, double x, double base,
     const char *words)
{
    ZfLettering style = {.size = ZF_PT(points), .bold = bold, .align = align};
    return zf_canvas_text(canvas, &style, x, base, words);
}

static bool
is_below(const ZfSnapshot *snapshot, int32_t area, const char *code)
{
    for (int depth = 0; area >= 0 && depth < 16; depth++) {
        if (strcmp(snapshot->areas[area].code, code) == 0) {
            return true;
        }
        area = snapshot->areas[area].parent_index;
    }
    return false;
}

/* ---- what stands on it */

static void
head(const Page *page, ZfCanvas *canvas, const char *of)
{
    const ZfCampaign *campaign = &page->snapshot->campaign;
    g_autofree char *title = zf_say_fill(page->lang, ZF_SAY_VP_TITLE, page->row->name);
    g_autofree char *as_of = zf_say_as_of(page->lang, page->coverage->as_of);
    g_autofree char *line = g_strconcat(campaign->title, " · ", as_of, NULL);
    text(canvas, 18, true, ZF_ALIGN_LEFT, LEFT, 21, title);
    text(canvas, 10, false, ZF_ALIGN_LEFT, LEFT, 27, line);
    text(canvas, 10, false, ZF_ALIGN_RIGHT, RIGHT, 21, of);
    text(canvas, 10, false, ZF_ALIGN_RIGHT, RIGHT, 27,
         zf_say_audience(page->lang, page->input->audience));
    zf_canvas_line(canvas, LEFT, 29.5, RIGHT, 29.5, &(ZfStroke){.width = 0.7});
    text(canvas, 10, true, ZF_ALIGN_CENTRE, 105, 289, zf_say(page->lang, ZF_SAY_FOOT_KEEP));
    if (page->input->source && *page->input->source) {
        g_autofree char *source = zf_say_fill(page->lang, ZF_SAY_FOOT_SOURCE, page->input->source);
        text(canvas, 7, false, ZF_ALIGN_RIGHT, RIGHT, 289, source);
    }
}

/* A large figure over its words; second = its whole, -1 = none. */
static void
figure(ZfCanvas *canvas, double x, int32_t n, int32_t whole, const char *words)
{
    g_autofree char *big = zf_say_number(n);
    double w = text(canvas, 20, true, ZF_ALIGN_LEFT, x, 38.5, big);
    if (whole >= 0) {
        g_autofree char *of = g_strdup_printf("/ %d", whole);
        text(canvas, 12, false, ZF_ALIGN_LEFT, x + w + 1.2, 38.5, of);
    }
    text(canvas, 9.5, false, ZF_ALIGN_LEFT, x, 43.6, words);
}

static void
figures(const Page *page, ZfCanvas *canvas)
{
    const ZfCounts *c = &page->row->counts;
    ZfLang lang = page->lang;
    bool homes = page->coverage->unit == ZF_UNIT_HOUSEHOLD;
    figure(canvas, LEFT, zf_counts_missing(c), -1,
           zf_say(lang, homes ? ZF_SAY_VP_MISSING_HOMES : ZF_SAY_VP_MISSING));
    figure(canvas, 50, c->seen, c->in_scope,
           zf_say(lang, homes ? ZF_SAY_VP_SEEN_HOMES : ZF_SAY_VP_SEEN));
    figure(canvas, 90, c->households_seen, c->households, zf_say(lang, ZF_SAY_VP_HOMES));
    figure(canvas, 130, c->overdue, -1, zf_say(lang, ZF_SAY_VP_OVERDUE));
    figure(canvas, 163, page->row->talks, -1, zf_say(lang, ZF_SAY_VP_TALKS));
}

/* The homes still to visit, in the village's border where it is known. */
static ZfFrameView
view_of(const Page *page)
{
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    const ZfArea *area = &page->snapshot->areas[page->row->area];
    if (area->shape != NULL) {
        g_array_append_vals(points, area->shape->points, area->shape->n_points);
    } else if (area->has_point) {
        g_array_append_val(points, area->point);
    }
    for (guint i = 0; i < page->homes->len; i++) {
        const ZfUnvisited *u = g_ptr_array_index(page->homes, i);
        const ZfHousehold *home = &page->snapshot->households[u->household];
        if (home->has_point) {
            g_array_append_val(points, home->point);
        }
    }
    return zf_frame_fit(MAP, (const ZfLonLat *)(const void *)points->data, points->len, 5, 0, 2000);
}

/* The signs that are on the map, each with the number of the first home that has it. */
static void
legend(const Page *page, ZfCanvas *canvas, const ZfFrameStop *stops, size_t n)
{
    static const struct {
        ZfStopState state;
        ZfSay say;
    } signs[] = {{ZF_STOP_LOCATED, ZF_SAY_VP_TO_VISIT},
                 {ZF_STOP_NOT_LOCATED, ZF_SAY_STATE_NOT_LOCATED}};
    ZfLettering style = {.size = ZF_PT(9.5), .align = ZF_ALIGN_LEFT};
    double x = LEFT + STOP_R;
    for (size_t k = 0; k < G_N_ELEMENTS(signs); k++) {
        size_t i = 0;
        while (i < n && stops[i].state != signs[k].state) {
            i++;
        }
        if (i < n) {
            zf_canvas_stop(canvas, x, 154.3, STOP_R, signs[k].state, stops[i].number,
                           ZF_COLOUR_BLACK);
            x += STOP_R + 1;
            x += zf_canvas_text_mid(canvas, &style, x, 154.3, zf_say(page->lang, signs[k].say)) +
                 STOP_R + 6;
        }
    }
}

static void
map(const Page *page, ZfCanvas *canvas)
{
    g_autoptr(GStringChunk) texts = g_string_chunk_new(256);
    g_autoptr(GArray) stops = g_array_new(FALSE, FALSE, sizeof(ZfFrameStop));
    for (guint i = 0; i < page->homes->len; i++) {
        const ZfUnvisited *u = g_ptr_array_index(page->homes, i);
        const ZfHousehold *home = &page->snapshot->households[u->household];
        g_autofree char *number = g_strdup_printf("%u", i + 1);
        ZfFrameStop stop = {.point = home->point,
                            .number = g_string_chunk_insert(texts, number),
                            .state =
                                zf_household_located(home) ? ZF_STOP_LOCATED : ZF_STOP_NOT_LOCATED};
        if (home->has_point) {
            g_array_append_val(stops, stop);
        }
    }
    ZfFrame frame = {.ground = page->ground,
                     .view = view_of(page),
                     .size = ZF_FRAME_COVER,
                     .lang = page->lang,
                     .bw = page->input->bw,
                     .show = ZF_FRAME_SHOW_ALL,
                     .stops = (const ZfFrameStop *)(void *)stops->data,
                     .n_stops = stops->len,
                     .stop_r = STOP_R,
                     .frame_width = 0.6};
    g_free(zf_frame_paint(canvas, &frame));
    legend(page, canvas, (const ZfFrameStop *)(void *)stops->data, stops->len);
}

/* Carers and children by name where they are known. */
static char *
who(const Page *page, const ZfHousehold *home)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (int32_t i = 0; i < home->n_persons; i++) {
        const ZfPerson *person = &page->snapshot->persons[home->first_person + i];
        if (person->role == ZF_ROLE_CHILD && person->name[0] != '\0') {
            g_string_append_printf(names, "%s%s",
                                   names->len > 0 ? zf_say(page->lang, ZF_SAY_LIST_COMMA) : "",
                                   person->name);
        }
    }
    return g_strdup(names->str);
}

static void
add_cells(const Page *page, guint i, GPtrArray *cells)
{
    const ZfUnvisited *u = g_ptr_array_index(page->homes, i);
    const ZfHousehold *home = &page->snapshot->households[u->household];
    g_autofree char *planned = u->planned != ZF_DATE_NONE ? zf_date_format(u->planned) : NULL;
    g_autofree char *tried = u->attempted ? zf_date_format(u->last_attempt) : NULL;
    g_ptr_array_add(cells, g_strdup_printf("%u", i + 1));
    g_ptr_array_add(cells, g_strdup(home->number));
    bool whole = strstr(home->address, page->row->name) != NULL; /* it names its group too */
    g_ptr_array_add(cells, whole ? g_strdup(home->address)
                                 : g_strconcat(home->group, home->group[0] != '\0' ? " " : "",
                                               home->address, NULL));
    g_ptr_array_add(cells, who(page, home));
    g_ptr_array_add(cells, tried != NULL ? g_strconcat(tried, "\n",
                                                       zf_say_outcome(page->lang, u->outcome), NULL)
                                         : g_strdup(""));
    g_ptr_array_add(cells, planned != NULL && u->planned_route > 0
                               ? g_strdup_printf("%s · %02d", planned, u->planned_route)
                               : g_strdup(zf_say_state(page->lang, u->state)));
}

static void
list(const Page *page, ZfPaper *paper, ZfCanvas *canvas)
{
    static const ZfTabularColumn columns[] = {{.width = 14, .align = ZF_ALIGN_CENTRE, .bold = true},
                                              {.width = 37},
                                              {.width = 43},
                                              {.width = 32},
                                              {.width = 24},
                                              {.width = 32}};
    static const ZfSay says[] = {ZF_SAY_LOCATE_SEQ, ZF_SAY_LOCATE_CODE, ZF_SAY_LOCATE_ADDRESS,
                                 ZF_SAY_VP_WHO,     ZF_SAY_VP_LAST,     ZF_SAY_VP_PLANNED};
    const char *heads[G_N_ELEMENTS(says)];
    for (size_t i = 0; i < G_N_ELEMENTS(says); i++) {
        heads[i] = zf_say(page->lang, says[i]);
    }
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < page->homes->len; i++) {
        add_cells(page, i, cells);
    }
    if (page->homes->len == 0) {
        text(canvas, 12, true, ZF_ALIGN_LEFT, LEFT, LIST_Y + 6, zf_say(page->lang, ZF_SAY_VP_DONE));
        return;
    }
    ZfTabular table = {.columns = columns,
                       .n_columns = G_N_ELEMENTS(columns),
                       .heads = heads,
                       .cells = (const char *const *)cells->pdata,
                       .n_rows = page->homes->len,
                       .row_height = 6.5,
                       .size = ZF_PT(9.5),
                       .upright = true};
    unsigned next = 0;
    zf_canvas_tabular(canvas, &table, LEFT, LIST_Y, BOTTOM, 0, &next);
    for (int n = 2; next < table.n_rows && zf_paper_error(paper) == NULL; n++) {
        g_autofree char *label = g_strdup_printf("%s-%d", page->row->code, n);
        g_autofree char *of = g_strdup_printf("%d", n);
        canvas = zf_paper_page(paper, 210, 297, label);
        head(page, canvas, of);
        zf_canvas_tabular(canvas, &table, LEFT, 35, BOTTOM, next, &next);
    }
}

/* ---- the document */

static void
draw_village(const ZfVillagePageInput *input, const ZfCoverageRow *row, const ZfGround *ground,
             ZfPaper *paper)
{
    Page page = {.input = input,
                 .snapshot = input->snapshot,
                 .coverage = input->coverage,
                 .row = row,
                 .ground = ground,
                 .lang = input->snapshot->campaign.lang,
                 .homes = g_ptr_array_new()};
    for (size_t i = 0; i < input->coverage->n_unvisited; i++) {
        if (input->coverage->unvisited[i].area == row->area) {
            g_ptr_array_add(page.homes, (gpointer)&input->coverage->unvisited[i]);
        }
    }
    g_autofree char *dest = g_strdup_printf("v%d", row->area);
    zf_paper_set_context(paper, row->name);
    zf_paper_outline(paper, 0, row->name, dest);
    ZfCanvas *canvas = zf_paper_page(paper, 210, 297, row->code);
    zf_canvas_dest(canvas, dest, 0, 0);
    head(&page, canvas, "1");
    figures(&page, canvas);
    map(&page, canvas);
    list(&page, paper, canvas);
    g_ptr_array_unref(page.homes);
}

static bool
may_read(const ZfVillagePageInput *input, GError **error)
{
    if (input->audience != ZF_AUDIENCE_PLANNER && input->audience != ZF_AUDIENCE_VILLAGE) {
        g_set_error_literal(error, ZF_REPORT_ERROR, ZF_REPORT_ERROR_AUDIENCE,
                            _("village pages name homes and are for planner and village alone"));
        return false;
    }
    if (input->audience == ZF_AUDIENCE_VILLAGE && (input->area == NULL || !*input->area)) {
        g_set_error_literal(error, ZF_REPORT_ERROR, ZF_REPORT_ERROR_AREA,
                            _("a village worker sees one village: say which with --area"));
        return false;
    }
    return true;
}

bool
zf_report_village_pages(const ZfVillagePageInput *input, const char *out_pdf, GError **error)
{
    if (!may_read(input, error)) {
        return false;
    }
    const ZfCampaign *campaign = &input->snapshot->campaign;
    g_autoptr(ZfGround) ground =
        zf_ground_new(&(ZfGroundInput){.roads = input->roads,
                                       .n_roads = input->n_roads,
                                       .water = input->water,
                                       .n_water = input->n_water,
                                       .places = input->snapshot->places,
                                       .n_places = input->snapshot->n_places,
                                       .areas = input->snapshot->areas,
                                       .n_areas = input->snapshot->n_areas});
    g_autoptr(ZfPaper) paper = zf_paper_new(
        &(ZfPaperOptions){.format = ZF_PAPER_PDF,
                          .grey = input->bw,
                          .title = campaign->title,
                          .lang = zf_say_lang_tag(campaign->lang),
                          .author = campaign->organiser[0] != '\0' ? campaign->organiser : NULL,
                          .subject = zf_say(campaign->lang, ZF_SAY_FOOT_KEEP),
                          .created = input->created});
    size_t drawn = 0;
    for (size_t i = 0; i < input->coverage->n_rows; i++) {
        const ZfCoverageRow *row = &input->coverage->rows[i];
        bool wanted = row->level == ZF_LEVEL_VILLAGE && row->area >= 0 &&
                      row->counts.in_scope > 0 &&
                      (input->area == NULL || !*input->area ||
                       is_below(input->snapshot, row->area, input->area));
        if (wanted) {
            draw_village(input, row, ground, paper);
            drawn++;
        }
    }
    if (drawn == 0) {
        g_set_error_literal(error, ZF_REPORT_ERROR, ZF_REPORT_ERROR_AREA,
                            _("no village there has anybody to visit"));
        return false;
    }
    return zf_paper_save(paper, out_pdf, error);
}

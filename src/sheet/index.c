/* The index of a folder of worksheets: what there is, for whom, and room to tick what went out and
 * what came back. */
#include "sheet/ink.h"
#include "sheet/sheetint.h"

#define BOTTOM 272.0

static const ZfTabularColumn columns[] = {
    {.width = 12, .align = ZF_ALIGN_CENTRE, .bold = true},
    {.width = 24, .align = ZF_ALIGN_LEFT},
    {.width = 42, .align = ZF_ALIGN_LEFT},
    {.width = 30, .align = ZF_ALIGN_LEFT, .bold = true},
    {.width = 13, .align = ZF_ALIGN_RIGHT},
    {.width = 13, .align = ZF_ALIGN_RIGHT},
    {.width = 22, .align = ZF_ALIGN_LEFT},
    {.width = 22, .align = ZF_ALIGN_LEFT},
};
#define COLUMNS G_N_ELEMENTS(columns)

static void
add_row(GPtrArray *cells, const ZfSheetInput *input, size_t i, int32_t pages)
{
    const ZfRoute *route = &input->plan->routes[input->routes[i].route];
    g_ptr_array_add(cells, g_strdup_printf("%02d", route->number));
    g_ptr_array_add(cells, zf_date_format(route->date));
    g_ptr_array_add(cells, zf_sheet_recipient(input->snapshot, route, input->routes[i].recipient));
    g_ptr_array_add(cells, g_strdup(input->routes[i].number));
    g_ptr_array_add(cells, g_strdup_printf("%u", route->n_stops));
    g_ptr_array_add(cells, g_strdup_printf("%d", pages));
    g_ptr_array_add(cells, g_strdup(""));
    g_ptr_array_add(cells, g_strdup(""));
}

static void
page_words(const ZfSheetInput *input, ZfCanvas *canvas, unsigned page, const char *note)
{
    const ZfCampaign *campaign = &input->snapshot->campaign;
    g_autofree char *digits = g_strdup_printf("%u", page);
    zf_ink_left(canvas, 10.5, true, 20, 16.1, campaign->title);
    zf_ink_right(canvas, 10.5, false, 198, 16.1, digits);
    zf_ink_left(canvas, 15, true, 20, 25.5, zf_say(campaign->lang, ZF_SAY_LIST_TITLE));
    zf_ink_left(canvas, 10.5, false, 20, 31.5, note);
    zf_ink_centre(canvas, 10.5, true, 109, 284, zf_say(campaign->lang, ZF_SAY_FOOT_KEEP));
}

void
zf_sheet_draw_index(const ZfSheetInput *input, const int32_t *pages, ZfPaper *paper)
{
    static const ZfSay heads[COLUMNS] = {ZF_SAY_LIST_ROUTE,  ZF_SAY_LIST_DAY,     ZF_SAY_LIST_TO,
                                         ZF_SAY_LIST_NUMBER, ZF_SAY_LIST_STOPS,   ZF_SAY_LIST_PAGES,
                                         ZF_SAY_LIST_ISSUED, ZF_SAY_LIST_RETURNED};
    ZfLang lang = input->snapshot->campaign.lang;
    const char *titles[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++) {
        titles[i] = zf_say(lang, heads[i]);
    }
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    int64_t total = 0;
    for (size_t i = 0; i < input->n_routes; i++) {
        add_row(cells, input, i, pages[i]);
        total += pages[i];
    }
    ZfTabular table = {.columns = columns,
                       .n_columns = COLUMNS,
                       .heads = titles,
                       .cells = (const char *const *)cells->pdata,
                       .n_rows = (unsigned)input->n_routes,
                       .row_height = 8.5,
                       .head_height = 7,
                       .size = ZF_PT(10.5),
                       .upright = true};
    g_autofree char *sheets = g_strdup_printf("%zu", input->n_routes);
    g_autofree char *sum = zf_say_number(total);
    g_autofree char *note = zf_say_fill(lang, ZF_SAY_LIST_NOTE, sheets, sum);
    unsigned page = 0;
    for (unsigned next = 0; next < table.n_rows && zf_paper_error(paper) == NULL;) {
        page++;
        g_autofree char *label = g_strdup_printf("%u", page);
        ZfCanvas *canvas = zf_paper_page(paper, 210, 297, label);
        page_words(input, canvas, page, note);
        zf_canvas_tabular(canvas, &table, 20, 36, BOTTOM, next, &next);
    }
}

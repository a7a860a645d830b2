/* Worksheets into files. */
#include "sheet/closing.h"
#include "sheet/cover.h"
#include "sheet/ink.h"
#include "sheet/sheetint.h"
#include "sheet/strip.h"

G_DEFINE_QUARK(zf_sheet_error, zf_sheet_error)

static char *
stops_range(const ZfSheetDraft *draft, uint32_t first, uint32_t last)
{
    g_autofree char *a = g_strdup_printf("%d", draft->stops[first].number);
    if (first == last) {
        return zf_say_fill(draft->lang, ZF_SAY_STOPS_ONE, a);
    }
    g_autofree char *b = g_strdup_printf("%d", draft->stops[last].number);
    return zf_say_fill(draft->lang, ZF_SAY_STOPS_RANGE, a, b);
}

/* "住户页    停 1—3    柏垭村 罗主任 138 …" */
static char *
homes_head(const ZfSheetDraft *draft, const ZfSheetPage *page)
{
    uint32_t first = g_array_index(draft->slots, ZfSheetSlot, page->first).stop;
    uint32_t last = g_array_index(draft->slots, ZfSheetSlot, page->first + page->n - 1).stop;
    g_autofree char *range = stops_range(draft, first, last);
    g_autofree char *head = zf_say_fill(draft->lang, ZF_SAY_PAGE_HOMES, range);
    int32_t area = zf_snapshot_area(draft->snapshot, draft->stops[first].area);
    if (area < 0 || draft->snapshot->areas[area].contact_phone[0] == '\0') {
        return g_steal_pointer(&head);
    }
    const ZfArea *a = &draft->snapshot->areas[area];
    if (draft->options->large) { /* no room for the village, which stands in the blocks */
        return g_strconcat(head, "  ", a->contact_name, " ", a->contact_phone, NULL);
    }
    return g_strconcat(head, "    ", a->name, " ", a->contact_name, " ", a->contact_phone, NULL);
}

static char *
page_head(const ZfSheetDraft *draft, const ZfSheetPage *page)
{
    switch (page->kind) {
    case ZF_SHEET_HOMES: return homes_head(draft, page);
    case ZF_SHEET_CLOSING: return zf_say_fill(draft->lang, ZF_SAY_CLOSING_HEAD, draft->route->base);
    default: return g_strdup(draft->campaign->title);
    }
}

static void
draw_page(ZfSheetDraft *draft, ZfPaper *paper, uint32_t index)
{
    const ZfSheetPage *page = &g_array_index(draft->pages, ZfSheetPage, index);
    uint32_t number = index + 1;
    bool counted = number <= draft->n_pages;
    g_autofree char *label =
        counted ? g_strdup_printf("%02d-%u", draft->route->number, number)
                : g_strdup_printf("%02d-+%u", draft->route->number, number - draft->n_pages);
    g_autofree char *context = g_strdup_printf(_("route %d"), draft->route->number);
    zf_paper_set_context(paper, context);
    ZfCanvas *canvas = zf_paper_page(paper, 210, 297, label);
    g_autofree char *head = page_head(draft, page);
    zf_sheet_page_frame(draft, canvas, number, head);
    switch (page->kind) {
    case ZF_SHEET_COVER:
        if (draft->options->large) {
            zf_cover_large_draw(draft, canvas, page->first);
        } else {
            zf_sheet_draw_cover(draft, canvas);
        }
        break;
    case ZF_SHEET_STRIP: zf_sheet_draw_strip(draft, canvas, page->first); break;
    case ZF_SHEET_HOMES: zf_sheet_draw_homes(draft, canvas, page); break;
    case ZF_SHEET_CLOSING:
        if (draft->options->large) {
            zf_closing_large_draw(draft, canvas, page->first, number);
        } else {
            zf_sheet_draw_closing(draft, canvas, number);
        }
        break;
    case ZF_SHEET_NAMES: zf_sheet_draw_names(draft, canvas, page); break;
    case ZF_SHEET_PHONE: zf_sheet_draw_phone(draft, canvas, page); break;
    }
    zf_paper_set_context(paper, context);
    if (page->kind == ZF_SHEET_HOMES || page->kind == ZF_SHEET_CLOSING) {
        zf_sheet_red_box(draft, canvas);
    }
    bool own_code = page->kind == ZF_SHEET_STRIP || number == 1;
    if (!own_code) {
        zf_sheet_page_code(draft, canvas, number, ZF_SHEET_CODE_FOOT);
    }
}

static void
outline(const ZfSheetDraft *draft, ZfPaper *paper)
{
    g_autofree char *route = g_strdup_printf("%02d", draft->route->number);
    g_autofree char *text =
        zf_say_fill(draft->lang, ZF_SAY_OUTLINE_SHEET, route, draft->date, draft->recipient);
    g_autofree char *cover = zf_sheet_dest_page(draft, 1);
    int top = zf_paper_outline(paper, 0, text, cover);
    for (uint32_t i = 0; i < draft->n_stops; i++) {
        g_autofree char *number = g_strdup_printf("%d", draft->stops[i].number);
        g_autofree char *stop =
            zf_say_fill(draft->lang, ZF_SAY_OUTLINE_STOP, number, draft->homes[i]->address);
        g_autofree char *dest = zf_sheet_dest_stop(draft, i);
        zf_paper_outline(paper, top, stop, dest);
    }
    uint32_t last = draft->n_pages;
    while (g_array_index(draft->pages, ZfSheetPage, last - 1).first > 0) {
        last--; /* the first of the closing pages */
    }
    g_autofree char *closing = zf_sheet_dest_page(draft, last);
    zf_paper_outline(paper, top, zf_say(draft->lang, ZF_SAY_OUTLINE_CLOSING), closing);
}

void
zf_sheet_draft_draw(ZfSheetDraft *draft, ZfPaper *paper, const ZfProgress *progress)
{
    outline(draft, paper);
    for (uint32_t i = 0; i < draft->pages->len && !zf_progress_cancelled(progress); i++) {
        draw_page(draft, paper, i);
        if (zf_paper_error(paper) != NULL) {
            return;
        }
    }
}

static bool
check_route(const ZfSheetInput *input, size_t i, GError **error)
{
    g_assert(input->routes[i].route < input->plan->n_routes);
    const ZfRoute *route = &input->plan->routes[input->routes[i].route];
    if (route->n_stops == 0) {
        g_set_error(error, ZF_SHEET_ERROR, ZF_SHEET_ERROR_EMPTY, _("route %d has no stop"),
                    route->number);
        return false;
    }
    g_autofree char *code = zf_sheet_code(input->routes[i].number, 1, input->plan->hash);
    if (code == NULL || input->routes[i].number[0] == '\0') {
        g_set_error(error, ZF_SHEET_ERROR, ZF_SHEET_ERROR_NUMBER,
                    _("route %d: “%s” is no number that a page code can carry"), route->number,
                    input->routes[i].number);
        return false;
    }
    return true;
}

static ZfPaper *
new_paper(const ZfSheetInput *input, const ZfSheetOptions *options, const char *number)
{
    const ZfCampaign *campaign = &input->snapshot->campaign;
    g_autofree char *title = zf_say_fill(campaign->lang, ZF_SAY_DOC_TITLE, campaign->title, number);
    return zf_paper_new(&(ZfPaperOptions){
        .format = ZF_PAPER_PDF,
        .grey = options->bw,
        .letters = input->letters,
        .title = title,
        .lang = zf_say_lang_tag(campaign->lang),
        .author = campaign->organiser[0] != '\0' ? campaign->organiser : NULL,
        .subject = zf_say(campaign->lang, ZF_SAY_FOOT_KEEP),
        .keywords = input->plan->hash,
        .created = options->created,
    });
}

static int32_t
draw_route(const ZfSheetInput *input, const ZfSheetOptions *options, size_t i, ZfPaper *paper,
           const ZfProgress *progress)
{
    g_autoptr(ZfSheetDraft) draft = zf_sheet_draft_new(input, options, &input->routes[i]);
    zf_sheet_draft_draw(draft, paper, progress);
    return (int32_t)draft->n_pages;
}

bool
zf_sheet_render(const ZfSheetInput *input, const ZfSheetOptions *options, const char *out_pdf,
                int32_t *pages, const ZfProgress *progress, GError **error)
{
    if (input->n_routes == 0) {
        g_set_error_literal(error, ZF_SHEET_ERROR, ZF_SHEET_ERROR_EMPTY,
                            _("there is no route to print"));
        return false;
    }
    if (!zf_sheet_check_glyphs(input, options, error)) {
        return false;
    }
    const char *number = input->n_routes == 1 ? input->routes[0].number : "";
    g_autoptr(ZfPaper) paper = new_paper(input, options, number);
    g_autofree int32_t *counts = g_new0(int32_t, input->n_routes);
    for (size_t i = 0; i < input->n_routes; i++) {
        zf_progress_report(progress, _("drawing worksheets"), (int64_t)i, (int64_t)input->n_routes);
        if (!check_route(input, i, error)) {
            return false;
        }
        counts[i] = draw_route(input, options, i, paper, progress);
        if (zf_progress_stop(progress, error)) {
            return false;
        }
    }
    if (!zf_paper_save(paper, out_pdf, error)) {
        return false;
    }
    for (size_t i = 0; i < input->n_routes && pages != NULL; i++) {
        pages[i] = counts[i];
    }
    return true;
}

typedef struct Each {
    const ZfSheetInput *input;
    const ZfSheetOptions *options;
    const char *const *paths;
    int32_t *pages;
    const ZfProgress *progress;
    GMutex lock; /* of done, and of who reports */
    int64_t done;
} Each;

static void
report_one(Each *each)
{
    g_mutex_lock(&each->lock);
    each->done++;
    zf_progress_report(each->progress, _("drawing worksheets"), each->done,
                       (int64_t)each->input->n_routes);
    g_mutex_unlock(&each->lock);
}

static bool
render_one(void *user, size_t item, unsigned worker, GError **error)
{
    (void)worker;
    Each *each = user;
    if (!check_route(each->input, item, error)) {
        return false;
    }
    g_autoptr(ZfPaper) paper =
        new_paper(each->input, each->options, each->input->routes[item].number);
    int32_t pages = draw_route(each->input, each->options, item, paper, each->progress);
    if (zf_progress_cancelled(each->progress)) {
        return zf_progress_stop(each->progress, error) ? false : true;
    }
    if (!zf_paper_save(paper, each->paths[item], error)) {
        return false;
    }
    if (each->pages != NULL) {
        each->pages[item] = pages;
    }
    report_one(each);
    return true;
}

bool
zf_sheet_render_each(const ZfSheetInput *input, const ZfSheetOptions *options,
                     const char *const *out_pdfs, int32_t *pages, const ZfProgress *progress,
                     GError **error)
{
    if (input->n_routes == 0) {
        g_set_error_literal(error, ZF_SHEET_ERROR, ZF_SHEET_ERROR_EMPTY,
                            _("there is no route to print"));
        return false;
    }
    if (!zf_sheet_check_glyphs(input, options, error)) {
        return false;
    }
    Each each = {.input = input,
                 .options = options,
                 .paths = out_pdfs,
                 .pages = pages,
                 .progress = progress};
    g_mutex_init(&each.lock);
    bool ok = zf_pool_run(options->threads, input->n_routes, render_one, &each, progress, error);
    g_mutex_clear(&each.lock);
    return ok;
}

bool
zf_sheet_render_index(const ZfSheetInput *input, const ZfSheetOptions *options,
                      const int32_t *pages, const char *out_pdf, GError **error)
{
    if (input->n_routes == 0) {
        g_set_error_literal(error, ZF_SHEET_ERROR, ZF_SHEET_ERROR_EMPTY,
                            _("there is no route to print"));
        return false;
    }
    g_autoptr(ZfPaper) paper = new_paper(input, options, "");
    zf_sheet_draw_index(input, pages, paper);
    return zf_paper_save(paper, out_pdf, error);
}

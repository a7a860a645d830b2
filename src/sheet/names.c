/* Pages apart from the sheet: full names for checking at the door, numbers for visits by phone.
 * They are not counted as pages of the sheet and are handed back by themselves. */
#include "sheet/ink.h"
#include "sheet/sheetint.h"

#define BOTTOM (ZF_SHEET_CODE_FOOT - 0.4)

static char *
join(GPtrArray *parts, const char *between)
{
    g_ptr_array_add(parts, NULL);
    return g_strjoinv(between, (char **)parts->pdata);
}

static const ZfPerson *
persons_of(const ZfSheetDraft *draft, uint32_t stop, int32_t *n)
{
    int32_t home = zf_snapshot_household(draft->snapshot, draft->stops[stop].household);
    *n = 0;
    if (draft->homes[stop]->talk || home < 0) {
        return NULL;
    }
    *n = draft->snapshot->households[home].n_persons;
    return *n > 0 ? &draft->snapshot->persons[draft->snapshot->households[home].first_person]
                  : NULL;
}

static char *
names_of(const ZfSheetDraft *draft, uint32_t stop, bool children)
{
    int32_t n = 0;
    const ZfPerson *persons = persons_of(draft, stop, &n);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (int32_t i = 0; i < n; i++) {
        bool is_child = persons[i].role == ZF_ROLE_CHILD;
        bool wanted = children ? is_child : persons[i].role == ZF_ROLE_CARER;
        if (wanted && persons[i].name[0] != '\0') {
            g_ptr_array_add(names, (char *)persons[i].name);
        }
    }
    return join(names, zf_say(draft->lang, ZF_SAY_LIST_COMMA));
}

/* Of the carer, else of a parent. */
static const char *
phone_of(const ZfSheetDraft *draft, uint32_t stop)
{
    int32_t n = 0;
    const ZfPerson *persons = persons_of(draft, stop, &n);
    for (int32_t i = 0; i < n; i++) {
        if (persons[i].role == ZF_ROLE_CARER && persons[i].phone[0] != '\0') {
            return persons[i].phone;
        }
    }
    for (int32_t i = 0; i < n; i++) {
        if (persons[i].role != ZF_ROLE_CHILD && persons[i].phone[0] != '\0') {
            return persons[i].phone;
        }
    }
    return "";
}

static void
list(const ZfSheetDraft *draft, ZfCanvas *canvas, const ZfTabularColumn *columns, unsigned n,
     const ZfSay *heads, GPtrArray *cells)
{
    g_autofree const char **titles = g_new0(const char *, n);
    for (unsigned i = 0; i < n; i++) {
        titles[i] = zf_say(draft->lang, heads[i]);
    }
    ZfTabular table = {
        .columns = columns,
        .n_columns = n,
        .heads = titles,
        .cells = (const char *const *)cells->pdata,
        .n_rows = cells->len / n,
        .row_height = draft->options->large ? 11 : 8.5,
        .head_height = draft->options->large ? 9 : 7,
        .size = ZF_PT(zf_sheet_points(draft, 10.5)),
        .upright = true,
    };
    unsigned next = 0;
    zf_canvas_tabular(canvas, &table, 20, 34, BOTTOM, 0, &next);
    if (next < table.n_rows) {
        zf_paper_fail(zf_canvas_paper(canvas),
                      g_error_new(ZF_DRAW_ERROR, ZF_DRAW_ERROR_FIT,
                                  _("the list of names does not fit on its page")));
    }
}

static void
title(const ZfSheetDraft *draft, ZfCanvas *canvas, ZfSay head, ZfSay note)
{
    zf_ink_left(canvas, 15, true, 20, 25.5, zf_say(draft->lang, head));
    zf_ink_left(canvas, zf_sheet_points(draft, 10.5), false, 20, 31.5, zf_say(draft->lang, note));
}

void
zf_sheet_draw_names(ZfSheetDraft *draft, ZfCanvas *canvas, const ZfSheetPage *page)
{
    static const ZfTabularColumn columns[] = {{.width = 14, .align = ZF_ALIGN_CENTRE, .bold = true},
                                              {.width = 70},
                                              {.width = 50},
                                              {.width = 44}};
    static const ZfSay heads[] = {ZF_SAY_TEAR_OFF_STOP, ZF_SAY_TEAR_OFF_CHILDREN,
                                  ZF_SAY_TEAR_OFF_CARER, ZF_SAY_REMARKS};
    title(draft, canvas, ZF_SAY_TEAR_OFF_TITLE, ZF_SAY_TEAR_OFF_NOTE);
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    for (uint32_t i = page->first; i < page->first + page->n; i++) {
        g_ptr_array_add(cells, g_strdup_printf("%d", draft->stops[i].number));
        g_ptr_array_add(cells, names_of(draft, i, true));
        g_ptr_array_add(cells, names_of(draft, i, false));
        g_ptr_array_add(cells, g_strdup(""));
    }
    list(draft, canvas, columns, G_N_ELEMENTS(columns), heads, cells);
}

void
zf_sheet_draw_phone(ZfSheetDraft *draft, ZfCanvas *canvas, const ZfSheetPage *page)
{
    static const ZfTabularColumn columns[] = {{.width = 14, .align = ZF_ALIGN_CENTRE, .bold = true},
                                              {.width = 34},
                                              {.width = 36},
                                              {.width = 29},
                                              {.width = 65}};
    static const ZfSay heads[] = {ZF_SAY_TEAR_OFF_STOP, ZF_SAY_TEAR_OFF_CARER,
                                  ZF_SAY_TEAR_OFF_PHONE, ZF_SAY_PHONE_WHEN, ZF_SAY_PHONE_RESULT};
    title(draft, canvas, ZF_SAY_PHONE_HEAD, ZF_SAY_PHONE_NOTE);
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    for (uint32_t i = page->first; i < page->first + page->n; i++) {
        g_ptr_array_add(cells, g_strdup_printf("%d", draft->stops[i].number));
        g_ptr_array_add(cells, g_strdup(draft->homes[i]->carer));
        g_ptr_array_add(cells, g_strdup(phone_of(draft, i)));
        g_ptr_array_add(cells, g_strdup(""));
        g_ptr_array_add(cells, g_strdup(""));
    }
    list(draft, canvas, columns, G_N_ELEMENTS(columns), heads, cells);
}

/* What a worksheet is made of: homes, slots, pages. */
#include "sheet/ask.h"
#include "sheet/closing.h"
#include "sheet/cover.h"
#include "sheet/sheetint.h"
#include "sheet/strip.h"

#include <string.h>

#define CHILDREN_PER_BLOCK       3
#define CHILDREN_PER_LARGE_BLOCK 2
#define NAMES_PER_PAGE           22
#define NAMES_PER_LARGE_PAGE     13

/* The how-manieth day of the plan it is. */
static int
day_of_plan(const ZfPlan *plan, ZfDate date)
{
    int day = 1;
    ZfDate last = ZF_DATE_NONE;
    for (size_t i = 0; i < plan->n_routes; i++) {
        if (plan->routes[i].date != last && plan->routes[i].date < date) {
            day++;
        }
        last = plan->routes[i].date;
    }
    return day;
}

char *
zf_sheet_recipient(const ZfSnapshot *snapshot, const ZfRoute *route, const char *given)
{
    if (given != NULL && given[0] != '\0') {
        return g_strdup(given);
    }
    int32_t team = zf_snapshot_team(snapshot, route->team);
    if (team >= 0 && snapshot->teams[team].n_members > 0 &&
        snapshot->teams[team].member_index[0] >= 0) {
        return g_strdup(snapshot->volunteers[snapshot->teams[team].member_index[0]].name);
    }
    return g_strdup(route->team_name);
}

/* A reprint knows what was recorded from this very sheet. */
static bool
is_recorded(const ZfSheetDraft *draft, const ZfStop *stop)
{
    int32_t home = zf_snapshot_household(draft->snapshot, stop->household);
    if (stop->household[0] == '\0' || home < 0) {
        return false;
    }
    size_t first = 0;
    size_t n = zf_snapshot_visits(draft->snapshot, home, &first);
    for (size_t i = first; i < first + n; i++) {
        const ZfVisit *visit = &draft->snapshot->visits[i];
        if (visit->stop == stop->number && visit->sheet[0] != '\0' &&
            strcmp(visit->sheet, draft->number) == 0) {
            return true;
        }
    }
    return false;
}

static ZfStopState
state_of(const ZfSheetDraft *draft, const ZfStop *stop, const ZfSheetHome *home)
{
    if (!draft->options->blind && is_recorded(draft, stop)) {
        return ZF_STOP_DONE;
    }
    if (!home->located) {
        return ZF_STOP_NOT_LOCATED;
    }
    if (stop->fixed_time) {
        return ZF_STOP_FIXED_TIME;
    }
    return stop->repeat && !draft->options->blind ? ZF_STOP_REPEAT : ZF_STOP_LOCATED;
}

static void
take_homes(ZfSheetDraft *draft)
{
    draft->homes = g_new0(ZfSheetHome *, draft->n_stops);
    draft->states = g_new0(ZfStopState, draft->n_stops);
    for (uint32_t i = 0; i < draft->n_stops; i++) {
        const ZfStop *stop = &draft->stops[i];
        ZfSheetHome *home =
            zf_sheet_home(draft->snapshot, draft->route, stop, draft->options->blind);
        draft->homes[i] = home;
        draft->states[i] = state_of(draft, stop, home);
        draft->children += home->talk ? 0 : stop->children;
        draft->homes_n += home->talk ? 0 : 1;
    }
}

static void
make_slots(ZfSheetDraft *draft)
{
    uint32_t per = draft->options->large ? CHILDREN_PER_LARGE_BLOCK : CHILDREN_PER_BLOCK;
    for (uint32_t i = 0; i < draft->n_stops; i++) {
        uint32_t n = MAX(draft->homes[i]->n_children, 1);
        for (uint32_t child = 0; child < n; child += per) {
            ZfSheetSlot slot = {.stop = i, .first_child = child, .more = child > 0};
            g_array_append_val(draft->slots, slot);
        }
        uint32_t asked = draft->homes[i]->talk ? 0 : zf_sheet_ask_slots(draft->ask);
        for (uint32_t k = 1; k <= asked; k++) {
            ZfSheetSlot slot = {.stop = i, .more = true, .ask = k};
            g_array_append_val(draft->slots, slot);
        }
    }
}

static void
add_page(ZfSheetDraft *draft, ZfSheetPageKind kind, uint32_t first, uint32_t n)
{
    ZfSheetPage page = {.kind = kind, .first = first, .n = n};
    g_array_append_val(draft->pages, page);
}

static void
make_pages(ZfSheetDraft *draft)
{
    bool large = draft->options->large;
    uint32_t homes = (draft->slots->len + draft->per_page - 1) / draft->per_page;
    uint32_t closing = 1;
    draft->covers = 1;
    if (large) {
        /* how many there are goes into the index of the cover and the boxes of the closing pages:
         * the least number for which all of them have room */
        uint32_t others = draft->strips->len + homes;
        draft->n_most = others + 1;
        do {
            draft->n_most++;
            closing = zf_closing_large_pages(draft, draft->n_most);
            draft->covers = zf_cover_large_pages(draft, draft->n_most);
        } while (draft->covers + others + closing > draft->n_most);
    }
    for (uint32_t i = 0; i < draft->covers; i++) {
        add_page(draft, ZF_SHEET_COVER, i, 0);
    }
    for (uint32_t i = 0; i < draft->strips->len; i++) {
        add_page(draft, ZF_SHEET_STRIP, i, 1);
    }
    for (uint32_t i = 0; i < draft->slots->len; i += draft->per_page) {
        add_page(draft, ZF_SHEET_HOMES, i, MIN(draft->per_page, draft->slots->len - i));
    }
    for (uint32_t i = 0; i < closing; i++) {
        add_page(draft, ZF_SHEET_CLOSING, i, 0);
    }
    draft->n_pages = draft->pages->len;
    uint32_t per = large ? NAMES_PER_LARGE_PAGE : NAMES_PER_PAGE;
    for (uint32_t i = 0; draft->options->names && i < draft->n_stops; i += per) {
        add_page(draft, ZF_SHEET_NAMES, i, MIN(per, draft->n_stops - i));
    }
    for (uint32_t i = 0; draft->options->phone && i < draft->n_stops; i += per) {
        add_page(draft, ZF_SHEET_PHONE, i, MIN(per, draft->n_stops - i));
    }
}

ZfSheetDraft *
zf_sheet_draft_new(const ZfSheetInput *input, const ZfSheetOptions *options,
                   const ZfSheetRoute *given)
{
    g_assert(given->route < input->plan->n_routes);
    ZfSheetDraft *draft = g_new0(ZfSheetDraft, 1);
    draft->input = input;
    draft->options = options;
    draft->snapshot = input->snapshot;
    draft->campaign = &input->snapshot->campaign;
    draft->plan = input->plan;
    draft->route = &input->plan->routes[given->route];
    draft->stops = &input->plan->stops[draft->route->first_stop];
    draft->n_stops = draft->route->n_stops;
    draft->lang = draft->campaign->lang;
    draft->number = given->number;
    draft->rain = given->rain;
    draft->recipient = zf_sheet_recipient(input->snapshot, draft->route, given->recipient);
    draft->date = zf_date_format(draft->route->date);
    draft->day = day_of_plan(input->plan, draft->route->date);
    draft->accent = options->bw ? ZF_COLOUR_BLACK : zf_colour_rgb(0xB02117);
    draft->per_page = options->large ? 2 : 3;
    g_snprintf(draft->prefix, sizeof draft->prefix, "r%u-", given->route);
    draft->slots = g_array_new(FALSE, FALSE, sizeof(ZfSheetSlot));
    draft->pages = g_array_new(FALSE, FALSE, sizeof(ZfSheetPage));
    draft->ask = zf_sheet_ask_new(input->snapshot, options->large);
    take_homes(draft);
    make_slots(draft);
    draft->way = zf_sheet_way_new(draft);
    draft->strips = zf_sheet_strips(draft);
    make_pages(draft);
    return draft;
}

void
zf_sheet_draft_free(ZfSheetDraft *draft)
{
    if (draft == NULL) {
        return;
    }
    for (uint32_t i = 0; i < draft->n_stops; i++) {
        zf_sheet_home_free(draft->homes[i]);
    }
    g_free(draft->homes);
    g_free(draft->states);
    g_free(draft->recipient);
    g_free(draft->date);
    zf_sheet_way_free(draft->way);
    zf_sheet_ask_free(draft->ask);
    g_array_unref(draft->slots);
    g_array_unref(draft->strips);
    g_array_unref(draft->pages);
    g_free(draft);
}

uint32_t
zf_sheet_page_of_strip(const ZfSheetDraft *draft, uint32_t strip)
{
    g_assert(strip < draft->strips->len);
    return draft->covers + 1 + strip;
}

uint32_t
zf_sheet_page_of_stop(const ZfSheetDraft *draft, uint32_t stop)
{
    uint32_t slot = 0;
    while (g_array_index(draft->slots, ZfSheetSlot, slot).stop != stop) {
        slot++;
    }
    return draft->covers + 1 + draft->strips->len + slot / draft->per_page;
}

char *
zf_sheet_dest_page(const ZfSheetDraft *draft, uint32_t page)
{
    return g_strdup_printf("%sp%u", draft->prefix, page);
}

char *
zf_sheet_dest_stop(const ZfSheetDraft *draft, uint32_t stop)
{
    return g_strdup_printf("%ss%u", draft->prefix, stop + 1);
}

GArray *
zf_sheet_areas(const ZfSheetDraft *draft)
{
    GArray *areas = g_array_new(FALSE, FALSE, sizeof(int32_t));
    for (uint32_t i = 0; i < draft->n_stops; i++) {
        int32_t area = zf_snapshot_area(draft->snapshot, draft->stops[i].area);
        bool known = area < 0;
        for (uint32_t j = 0; j < areas->len && !known; j++) {
            known = g_array_index(areas, int32_t, j) == area;
        }
        if (!known) {
            g_array_append_val(areas, area);
        }
    }
    return areas;
}

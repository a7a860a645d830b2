#include "fixture.h"

#include "sheet/sheetint.h"
#include "sheet/strip.h"

#include <string.h>

static ZfSheetDraft *
draft_of(const Fixture *f, const ZfSheetInput *input, const ZfSheetOptions *options)
{
    return zf_sheet_draft_new(input, options, &f->routes[0]);
}

/* ZF_RENEW=1 writes the golden file anew. */
static void
test_golden(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 11, 1);
    ZfSheetInput input = fixture_input(f);
    ZfSheetOptions options = {.names = true};
    g_autoptr(ZfSheetDraft) draft = draft_of(f, &input, &options);
    g_autofree char *dump = zf_sheet_draft_dump(draft);
    g_autofree char *path =
        g_build_filename(g_getenv("ZF_SOURCE_DIR"), "tests", "unit", "sheet", "layout.txt", NULL);
    if (g_getenv("ZF_RENEW") != NULL) {
        g_assert_true(g_file_set_contents(path, dump, -1, NULL));
    }
    g_autofree char *golden = NULL;
    g_assert_true(g_file_get_contents(path, &golden, NULL, NULL));
    g_assert_cmpstr(dump, ==, golden);
}

/* Every stop is on exactly one strip and has exactly one first block; no strip has more than it
 * may; strips hang together. */
static void
check_whole(const ZfSheetDraft *draft)
{
    uint32_t next_stop = 0;
    uint32_t node = 0;
    for (guint i = 0; i < draft->strips->len; i++) {
        const ZfSheetStrip *strip = &g_array_index(draft->strips, ZfSheetStrip, i);
        g_assert_cmpuint(strip->first_node, ==, node);
        g_assert_cmpuint(strip->last_node, >, strip->first_node);
        g_assert_cmpuint(strip->last_node - strip->first_node + 1, <=, ZF_STRIP_CUES);
        g_assert_cmpuint(strip->n_stops, <=, ZF_STRIP_STOPS);
        if (strip->n_stops > 0) {
            g_assert_cmpuint(strip->first_stop, ==, next_stop);
        }
        next_stop += strip->n_stops;
        node = strip->last_node;
    }
    g_assert_cmpuint(next_stop, ==, draft->n_stops);
    g_assert_cmpuint(node + 1, ==, draft->way->nodes->len);
    g_autofree uint32_t *children = g_new0(uint32_t, draft->n_stops);
    for (guint i = 0; i < draft->slots->len; i++) {
        const ZfSheetSlot *slot = &g_array_index(draft->slots, ZfSheetSlot, i);
        g_assert_cmpuint(slot->more, ==, slot->first_child > 0);
        children[slot->stop]++;
    }
    for (uint32_t i = 0; i < draft->n_stops; i++) {
        g_assert_cmpuint(children[i], >=, 1);
        uint32_t page = zf_sheet_page_of_stop(draft, i);
        g_assert_cmpint(g_array_index(draft->pages, ZfSheetPage, page - 1).kind, ==,
                        ZF_SHEET_HOMES);
    }
}

/* Everything a strip shows lies on it. */
static void
check_on_paper(const ZfSheetDraft *draft)
{
    ZfRect rect = ZF_STRIP_RECT;
    for (guint i = 0; i < draft->strips->len; i++) {
        const ZfSheetStrip *strip = &g_array_index(draft->strips, ZfSheetStrip, i);
        ZfFrameView view = zf_sheet_strip_view(draft, strip);
        ZfFrameLens lens = zf_frame_lens(&view);
        for (uint32_t k = strip->first_node; k <= strip->last_node; k++) {
            const ZfWayNode *node = &g_array_index(draft->way->nodes, ZfWayNode, k);
            ZfMm at = zf_frame_to_paper(&lens, node->stop_point);
            g_assert_cmpfloat(at.x, >, rect.x + 6);
            g_assert_cmpfloat(at.x, <, rect.x + rect.w - 6);
            g_assert_cmpfloat(at.y, >, rect.y + 8);
            g_assert_cmpfloat(at.y, <, rect.y + rect.h - 8);
        }
    }
}

static void
test_whole(void)
{
    for (uint32_t stops = 1; stops <= 40; stops += 3) {
        for (int mode = 0; mode < ZF_MODE_COUNT; mode++) {
            g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, stops, 1);
            f->plan->routes[0].mode = (ZfTravelMode)mode;
            ZfSheetInput input = fixture_input(f);
            ZfSheetOptions options = {.large = stops % 2 == 0};
            g_autoptr(ZfSheetDraft) draft = draft_of(f, &input, &options);
            check_whole(draft);
            check_on_paper(draft);
        }
    }
}

/* A home tried from this very sheet is ticked off on a reprint, not on a blind one. */
static void
test_reprint(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 5, 1);
    ZfSnapshot *s = f->snapshot;
    s->visits = g_new(ZfVisit, 1);
    s->n_visits = 1;
    s->visits[0] = zf_visit_empty();
    s->visits[0].id = "x";
    s->visits[0].household = "h002";
    s->visits[0].sheet = f->routes[0].number;
    s->visits[0].stop = 2;
    s->visits[0].date = f->plan->routes[0].date;
    zf_snapshot_link(s);
    ZfSheetInput input = fixture_input(f);
    ZfSheetOptions options = {0};
    g_autoptr(ZfSheetDraft) draft = draft_of(f, &input, &options);
    g_assert_cmpint(draft->states[0], ==, ZF_STOP_LOCATED);
    g_assert_cmpint(draft->states[1], ==, ZF_STOP_DONE);
    g_assert_cmpint(draft->states[2], ==, ZF_STOP_NOT_LOCATED);
    g_assert_cmpint(draft->states[3], ==, ZF_STOP_FIXED_TIME);
    options.blind = true;
    g_autoptr(ZfSheetDraft) blind = draft_of(f, &input, &options);
    g_assert_cmpint(blind->states[1], ==, ZF_STOP_LOCATED);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/golden", test_golden);
    g_test_add_func("/layout/whole", test_whole);
    g_test_add_func("/layout/reprint", test_reprint);
    return g_test_run();
}

#include "fixture.h"

#include <glib/gstdio.h>

#include "sheet/ask.h"
#include "sheet/sheetint.h"
#include "sheet/strip.h"

#include <math.h>
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
        bool gap = i > 0 && g_array_index(draft->way->nodes, ZfWayNode, node).gap;
        g_assert_cmpuint(strip->first_node, ==, node + (gap ? 1 : 0));
        g_assert_cmpuint(strip->last_node, >, strip->first_node);
        g_assert_cmpuint(strip->last_node - strip->first_node + 1, <=,
                         draft->options->large ? ZF_STRIP_CUES_LARGE : ZF_STRIP_CUES);
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
    ZfRect rect = zf_sheet_strip_rect(draft->options->large);
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
            if (options.large) { /* no room is kept for pages there are not */
                g_assert_cmpuint(draft->n_most, >=, draft->n_pages);
                g_assert_cmpuint(draft->n_most, <=, draft->n_pages + 1);
            }
        }
    }
}

/* Makes everything of a fixture's plan that many times as large, around its base. */
static void
stretch(Fixture *f, double times)
{
    ZfLonLat base = f->plan->routes[0].point;
    for (size_t i = 0; i < f->plan->n_points; i++) {
        ZfLonLat *p = &f->plan->points[i];
        *p = (ZfLonLat){base.lon + (p->lon - base.lon) * times,
                        base.lat + (p->lat - base.lat) * times};
    }
    for (size_t i = 0; i < f->plan->n_cues; i++) {
        ZfCue *cue = &f->plan->cues[i];
        cue->point = (ZfLonLat){base.lon + (cue->point.lon - base.lon) * times,
                                base.lat + (cue->point.lat - base.lat) * times};
        cue->metres = (int32_t)(cue->metres * times);
    }
    for (size_t i = 0; i < f->snapshot->n_households; i++) {
        ZfLonLat *p = &f->snapshot->households[i].point;
        *p = (ZfLonLat){base.lon + (p->lon - base.lon) * times,
                        base.lat + (p->lat - base.lat) * times};
    }
    for (size_t i = 0; i < f->plan->n_legs; i++) {
        f->plan->legs[i].metres = (int32_t)(f->plan->legs[i].metres * times);
    }
}

/* Two homes on the page, less than half of a page of 1:10 000 apart. */
static bool
homes_near(const ZfSheetDraft *draft, const ZfSheetStrip *strip)
{
    double before = -INFINITY;
    for (uint32_t i = strip->first_node; i <= strip->last_node; i++) {
        const ZfWayNode *node = &g_array_index(draft->way->nodes, ZfWayNode, i);
        if (node->stop && node->at_m - before < 1000) {
            return true;
        }
        before = node->stop ? node->end_m : before;
    }
    return false;
}

/* However long the way, no page is smaller than 1:10 000 (by vehicle 1:25 000 between homes) or
 * larger than 1:5 000, and what is on no page is a long stretch between two cuts with the way told.
 */
static void
test_scales(void)
{
    static const double times[] = {0.2, 1, 3, 10, 40};
    for (size_t k = 0; k < G_N_ELEMENTS(times); k++) {
        for (int north = 0; north <= 1; north++) {
            for (int mode = 0; mode < ZF_MODE_COUNT; mode += ZF_MODE_CAR) {
                g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 9, 1);
                stretch(f, times[k]);
                f->plan->routes[0].mode = (ZfTravelMode)mode;
                ZfSheetInput input = fixture_input(f);
                ZfSheetOptions options = {.north_up = north};
                g_autoptr(ZfSheetDraft) draft = draft_of(f, &input, &options);
                check_whole(draft);
                check_on_paper(draft);
                bool gaps = false;
                for (guint i = 0; i < draft->strips->len; i++) {
                    const ZfSheetStrip *strip = &g_array_index(draft->strips, ZfSheetStrip, i);
                    ZfFrameView view = zf_sheet_strip_view(draft, strip);
                    g_assert_cmpfloat(view.scale, >=, 5000);
                    bool near = mode == ZF_MODE_FOOT || homes_near(draft, strip);
                    g_assert_cmpfloat(view.scale, <=, near ? ZF_STRIP_SCALE : ZF_STRIP_TRANSIT);
                    /* a home is never looked for on a map of the way there */
                    g_assert_true(strip->n_stops == 0 || view.scale <= ZF_STRIP_SCALE);
                    g_assert_true(!north || view.up_deg == 0);
                    const ZfWayNode *last =
                        &g_array_index(draft->way->nodes, ZfWayNode, strip->last_node);
                    g_assert_true(!last->gap || last->cut);
                    gaps |= last->gap;
                }
                g_assert_true(gaps == (times[k] > 20));
            }
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

/* Many long questions take several blocks a home; nothing of them is lost, none leaves its block,
 * and they stand at the same places for every home. */
static void
test_questions(void)
{
    for (int large = 0; large <= 1; large++) {
        g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 4, 1);
        ZfSnapshot *s = f->snapshot;
        g_autoptr(GString) options = g_string_new(NULL);
        for (int i = 0; i < ZF_QUESTION_OPTIONS; i++) {
            g_string_append_printf(options, "%s很长很长的一个选项要占去整整一行%02d", i ? "\n" : "",
                                   i);
        }
        s->n_questions = ZF_QUESTIONS_MAX;
        s->questions = g_new(ZfQuestion, s->n_questions);
        for (size_t i = 0; i < s->n_questions; i++) {
            ZfQuestion *q = &s->questions[i];
            *q = zf_question_empty();
            q->key = zf_snapshot_text(s, "题");
            q->text = i % 3 ? "一个短题"
                            : "一个很长的题目，要占好几行，因为它把所有的话都说完了才肯停下来";
            q->kind = (ZfQuestionKind)(i % ZF_QUESTION_KIND_COUNT);
            q->options =
                i % ZF_QUESTION_KIND_COUNT <= 1 ? i == 5 ? options->str : "是\n否\n不知道" : "";
            q->unit = "人";
        }
        ZfSheetInput input = fixture_input(f);
        ZfSheetOptions sheet = {.large = large};
        g_autoptr(ZfSheetDraft) draft = draft_of(f, &input, &sheet);
        uint32_t n = zf_sheet_ask_slots(draft->ask);
        g_assert_cmpuint(n, >, 3);
        g_assert_cmpuint(draft->slots->len, ==, 4 * (1 + n));
        uint32_t next = 1;
        for (uint32_t k = 0; k < n; k++) {
            uint32_t first;
            uint32_t last;
            zf_sheet_ask_range(draft->ask, k, &first, &last);
            g_assert_cmpuint(first, >=, next - 1); /* one may go on in the next block */
            g_assert_cmpuint(first, <=, next);
            next = last + 1;
        }
        g_assert_cmpuint(next, ==, ZF_QUESTIONS_MAX + 1);
        g_autofree char *dump = zf_sheet_draft_dump(draft);
        g_autofree char *path = g_build_filename(g_get_tmp_dir(), "zf-questions.pdf", NULL);
        g_autoptr(GError) error = NULL;
        for (int i = 0; i < ZF_QUESTION_OPTIONS; i++) {
            g_autofree char *option = g_strdup_printf("很长很长的一个选项要占去整整一行%02d", i);
            g_assert_nonnull(strstr(dump, option));
        }
        g_assert_true(zf_sheet_render(&input, &sheet, path, NULL, NULL, &error));
        g_assert_no_error(error);
        g_remove(path);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/golden", test_golden);
    g_test_add_func("/layout/whole", test_whole);
    g_test_add_func("/layout/scales", test_scales);
    g_test_add_func("/layout/reprint", test_reprint);
    g_test_add_func("/layout/questions", test_questions);
    return g_test_run();
}

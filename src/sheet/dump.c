/* A worksheet's layout as text, for golden tests: what stands on which page, and the cues. */
#include "sheet/ask.h"
#include "sheet/strip.h"

#include <math.h>

static void
dump_strip(const ZfSheetDraft *draft, const ZfSheetStrip *strip, GString *out)
{
    ZfFrameView view = zf_sheet_strip_view(draft, strip);
    ZfFrameLens lens = zf_frame_lens(&view);
    g_string_append_printf(out, "strip 1:%d up %d stops %u+%u %s\n", (int)lround(view.scale),
                           (int)lround(strip->up_deg), strip->first_stop, strip->n_stops,
                           zf_sheet_cues_rise(draft, strip, &view) ? "leaders" : "letters");
    for (uint32_t i = strip->first_node; i <= strip->last_node; i++) {
        const ZfWayNode *node = &g_array_index(draft->way->nodes, ZfWayNode, i);
        ZfMm at = zf_frame_to_paper(&lens, node->point);
        g_string_append_printf(out, "  at %d %d  %d m %d s", (int)lround(at.x), (int)lround(at.y),
                               (int)lround(node->at_m), (int)node->at_s);
        if (node->stop) {
            g_string_append_printf(out, "  stops %d+%u", draft->stops[node->first_stop].number,
                                   node->n_stops);
        }
        if (node->cut) {
            g_string_append(out, node->gap ? "  gap" : "  cut");
        }
        if (node->cue != NULL) {
            g_autofree char *text =
                zf_say_cue(draft->lang, node->cue, (int32_t)lround(node->end_m - node->at_m),
                           draft->route->base, ZF_CUE_DETAIL_ALL);
            g_string_append_printf(out, "  %s", text);
        }
        g_string_append_c(out, '\n');
    }
}

char *
zf_sheet_draft_dump(const ZfSheetDraft *draft)
{
    static const char *const kinds[] = {"cover", "route map", "homes", "closing", "names", "phone"};
    GString *out = g_string_new(NULL);
    zf_sheet_ask_dump(draft->ask, out);
    for (uint32_t i = 0; i < draft->pages->len; i++) {
        const ZfSheetPage *page = &g_array_index(draft->pages, ZfSheetPage, i);
        g_string_append_printf(out, "page %u %s\n", i + 1, kinds[page->kind]);
        if (page->kind == ZF_SHEET_STRIP) {
            dump_strip(draft, &g_array_index(draft->strips, ZfSheetStrip, page->first), out);
        }
        for (uint32_t k = 0; page->kind == ZF_SHEET_HOMES && k < page->n; k++) {
            const ZfSheetSlot *slot = &g_array_index(draft->slots, ZfSheetSlot, page->first + k);
            const ZfSheetHome *home = draft->homes[slot->stop];
            if (slot->ask > 0) {
                g_string_append_printf(out, "  stop %d asks, block %u\n",
                                       draft->stops[slot->stop].number, slot->ask);
                continue;
            }
            g_string_append_printf(out, "  stop %d state %d child %u of %u  %s  %s\n",
                                   draft->stops[slot->stop].number, draft->states[slot->stop],
                                   slot->first_child, home->n_children, home->address, home->carer);
        }
    }
    return g_string_free(out, FALSE);
}

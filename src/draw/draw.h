/* draw: paper. Pages in millimetres as PDF, PNG or SVG; strokes, hatches, lettering, tables, check
 * boxes, map symbols and QR codes. It knows nothing of maps, homes or databases.
 *
 * Other folders include this header alone; the headers it names are its chapters.
 *
 *     g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PDF});
 *     ZfCanvas *page = zf_paper_page(paper, 210, 297, "1");
 *     zf_canvas_text(page, &(ZfLettering){.size = ZF_PT(10.5)}, 20, 30, "走访");
 *     if (!zf_paper_save(paper, "out.pdf", error)) {
 *         return false;
 *     }
 *
 * All lengths are millimetres on paper, x to the right, y down from the top left corner, angles in
 * degrees clockwise. Drawing calls never fail one by one: the first failure (a glyph the font does
 * not have, a text that does not fit, a page too large) is kept by the paper and comes back from
 * zf_paper_error, zf_paper_finish and zf_paper_save; nothing is written then. */
#pragma once

#include "base/base.h"

#define ZF_DRAW_ERROR (zf_draw_error_quark())
GQuark zf_draw_error_quark(void);
typedef enum {
    ZF_DRAW_ERROR_GLYPH,  /* the font has no glyph for a character */
    ZF_DRAW_ERROR_FIT,    /* a text or code does not fit where it must go */
    ZF_DRAW_ERROR_SIZE,   /* a page or picture of more pixels than we make */
    ZF_DRAW_ERROR_FORMAT, /* what this format cannot do, such as a second page in a PNG */
    ZF_DRAW_ERROR_LINK,   /* a link to a place that no page has */
    ZF_DRAW_ERROR_OUTPUT, /* Cairo gave up */
} ZfDrawError;

#include "draw/letters.h"
#include "draw/paper.h"
#include "draw/canvas.h"
#include "draw/hatch.h"
#include "draw/lettering.h"
#include "draw/symbol.h"
#include "draw/form.h"
#include "draw/qr.h"

#include "draw/paperint.h"

#include <qrencode.h>

#define QUIET      4
#define MIN_MODULE 0.4

/* Version 1 has no mark in its fourth corner: readers guess it from the edges, which specks move by
 * a module or two. 107 of 3 136 simulated copies of pages were lost; of version 2, with its fourth
 * mark, on the same paper none. */
#define LEAST_VERSION 2

/* Large modules first, then as much error correction as fits among them: of the same text at 24 mm
 * and 100 dpi zbarimg read 18 of 20 copies at a fixed level M, all 20 this way. */
static QRcode *
encode(const char *text)
{
    static const QRecLevel better[] = {QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_ECLEVEL_H};
    QRcode *code = QRcode_encodeString(text, LEAST_VERSION, QR_ECLEVEL_L, QR_MODE_8, 1);
    for (size_t i = 0; code && i < G_N_ELEMENTS(better); i++) {
        QRcode *next = QRcode_encodeString(text, code->version, better[i], QR_MODE_8, 1);
        if (!next || next->width > code->width) {
            QRcode_free(next);
            break;
        }
        QRcode_free(code);
        code = next;
    }
    return code;
}

unsigned
zf_qr_modules(const char *text)
{
    QRcode *code = encode(text);
    unsigned modules = code ? (unsigned)code->width : 0;
    QRcode_free(code);
    return modules;
}

/* Dark modules as one rectangle a run, all in one path: no hairlines between neighbours. */
static void
draw_modules(ZfCanvas *canvas, const QRcode *code, double x, double y, double module)
{
    zf_canvas_begin(canvas);
    for (int row = 0; row < code->width; row++) {
        const unsigned char *line = code->data + (size_t)row * (size_t)code->width;
        for (int start = 0, end; start < code->width; start = end + 1) {
            for (end = start; end < code->width && (line[end] & 1); end++) {
            }
            if (end > start) {
                ZfRect run = {x + start * module, y + row * module, (end - start) * module, module};
                zf_canvas_add_rect(canvas, run, 0);
            }
        }
    }
    cairo_set_fill_rule(canvas->cr, CAIRO_FILL_RULE_WINDING);
    zf_canvas_fill(canvas, ZF_COLOUR_BLACK);
    cairo_set_fill_rule(canvas->cr, CAIRO_FILL_RULE_EVEN_ODD);
    zf_canvas_begin(canvas);
}

void
zf_canvas_qr(ZfCanvas *canvas, double x, double y, double size, const char *text)
{
    zf_canvas_rect(canvas, (ZfRect){x, y, size, size}, ZF_COLOUR_WHITE, NULL);
    QRcode *code = encode(text);
    if (!code) {
        zf_paper_fail_with(canvas->paper, ZF_DRAW_ERROR_FIT, _("“%s” is too long for a QR code"),
                           text);
        return;
    }
    double module = size / (code->width + 2 * QUIET);
    if (module < MIN_MODULE) {
        zf_paper_fail_with(canvas->paper, ZF_DRAW_ERROR_FIT,
                           _("“%s” is too long for a QR code of %.0f mm"), text, size);
    }
    draw_modules(canvas, code, x + QUIET * module, y + QUIET * module, module);
    QRcode_free(code);
}

/* qr: QR codes as vector modules. */
#pragma once

#include "draw/canvas.h"

/* size: mm including the quiet zone of 4 modules, painted white first. text: UTF-8;
 * capitals and digits alone (0-9 A-Z space $ % * + - . / :) need the fewest modules.
 * Up to 20 characters take 25 modules and have level H, 30 % may be spoilt; how large they must be,
 * sheet/sheetint.h says. Codes whose
 * modules would be smaller than 0.4 mm fail the paper with ZF_DRAW_ERROR_FIT: no scanner reads them
 * from a copy. */
void zf_canvas_qr(ZfCanvas *canvas, double x, double y, double size, const char *text);
/* ret: modules on a side without the quiet zone, 0 when it cannot be coded. */
unsigned zf_qr_modules(const char *text);

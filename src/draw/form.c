#include "draw/form.h"

double
zf_canvas_check_box(ZfCanvas *canvas, double x, double y_mid, double size,
                    const ZfLettering *lettering, const char *label)
{
    zf_canvas_rect(canvas, (ZfRect){x, y_mid - size / 2, size, size}, ZF_COLOUR_WHITE,
                   &(ZfStroke){.width = 0.3});
    if (!label) {
        return x + size;
    }
    return x + size + 1 + zf_canvas_text_mid(canvas, lettering, x + size + 1, y_mid, label);
}

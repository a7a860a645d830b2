/* block: what is drawn for one home, in one of two sizes. */
#pragma once

#include "sheet/form.h"
#include "sheet/sheetint.h"

/* Measures of a block in its two sizes, millimetres. */
typedef struct ZfBlockSize {
    double height;
    double pitch; /* from block to block */
    double head;
    double plate; /* width of the number plates */
    double row;
    double box;
    double label_x; /* of the tinted cells beside the inset */
    double label_w;
    double points;         /* of the body */
    double number_points;  /* of the stop number */
    double line_1, line_2; /* bases in the head */
} ZfBlockSize;
const ZfBlockSize *zf_block_size(bool large);

/* A block with its top left corner at 20, y; last_slot: its corner makes room for the page code. */
void zf_block_draw(ZfSheetDraft *draft, ZfCanvas *canvas, const ZfSheetSlot *slot, double y,
                   bool last_slot);

/* Head of the block. ret: what of "how to find it" did not fit, to go on in the remarks; owned by
 * the caller, NULL = nothing. */
char *zf_block_head(const ZfSheetDraft *draft, ZfCanvas *canvas, const ZfSheetSlot *slot, double y);

/* The map of 45 × 45 at x, y. */
void zf_block_map(ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t stop, double x, double y);

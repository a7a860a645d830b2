/* ask: the campaign's own questions as rows of household blocks, laid out once for all homes: label
 * cells at the left, boxes, lines and figures to fill in at the right. What does not fit into one
 * block goes on in the next. The same questions stand at the same places in every block of a
 * campaign, so that a photograph can be read later. */
#pragma once

#include "sheet/sheetint.h"

ZfSheetAsk *zf_sheet_ask_new(const ZfSnapshot *snapshot, bool large);
void zf_sheet_ask_free(ZfSheetAsk *ask);

/* How many blocks a home's questions take; 0 = the campaign has none. */
uint32_t zf_sheet_ask_slots(const ZfSheetAsk *ask);
/* The first and last question of a block, from 1 on. */
void zf_sheet_ask_range(const ZfSheetAsk *ask, uint32_t slot, uint32_t *first, uint32_t *last);

/* Draws them below the head of a block with its top at y; slot from 0 on. */
void zf_sheet_ask_draw(const ZfSheetAsk *ask, ZfCanvas *canvas, uint32_t slot, double y);

/* What stands where, for golden tests. */
void zf_sheet_ask_dump(const ZfSheetAsk *ask, GString *out);

/* closing: what the closing pages of both sizes share; private to the folder. */
#pragma once

#include "sheet/sheetint.h"

#define ZF_CLOSING_FIXES 5
extern const char
    *const zf_closing_fixes[ZF_CLOSING_FIXES]; /* what may be wrong, as spots name it */

/* How many pages they take; n_pages: at most so many has the sheet. */
uint32_t zf_closing_large_pages(const ZfSheetDraft *draft, uint32_t n_pages);
/* One of them, part from 0 on; number: of its page in the sheet. */
void zf_closing_large_draw(const ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t part,
                           uint32_t number);

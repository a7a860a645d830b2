/* closing: the closing pages in large type; private to the folder. */
#pragma once

#include "sheet/sheetint.h"

/* How many pages they take; n_pages: at most so many has the sheet. */
uint32_t zf_closing_large_pages(const ZfSheetDraft *draft, uint32_t n_pages);
/* One of them, from 0 on. */
void zf_closing_large_draw(const ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t part);

/* cover: what the covers of both sizes share; private to the folder. */
#pragma once

#include "map/map.h"
#include "sheet/sheetint.h"

#define ZF_COVER_RULES 5

/* "鹿鸣乡柏垭村 · 一组、二组", "鹿鸣乡 · 柏垭村、桥头村"; owned by the caller. */
char *zf_cover_place(const ZfSheetDraft *draft);
/* The days of the campaign, and how often a home is seen; owned by the caller. */
char *zf_cover_window(const ZfSheetDraft *draft);
/* Number and name of the route, white on black, at the top left. */
void zf_cover_plate(const ZfSheetDraft *draft, ZfCanvas *canvas);
/* The campaign's rules, else the usual ones; width: of a line, mm. ret: at most ZF_COVER_RULES
 * texts and a NULL, to be freed each. */
void zf_cover_rules(const ZfSheetDraft *draft, double width, char *ret[ZF_COVER_RULES + 1]);
/* Two lines on a page of the sheet, owned by the caller. */
char *zf_cover_index_text(const ZfSheetDraft *draft, const ZfSheetPage *page);
/* The whole route in that box. ret: denominator of its scale. */
double zf_cover_map(const ZfSheetDraft *draft, ZfCanvas *canvas, ZfRect rect);
bool zf_cover_has_line(const ZfSheetDraft *draft, ZfFrameLineKind kind);

/* Large type: how many pages it takes (at least two), and one of them, from 0 on. */
uint32_t zf_cover_large_pages(const ZfSheetDraft *draft, uint32_t n_pages);
void zf_cover_large_draw(const ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t part);

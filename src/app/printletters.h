/* printletters: the characters that maps and sheets of a snapshot may need. */
#pragma once

#include "app/workspace.h"
#include "draw/draw.h"

/* Stands where the font has no glyph. */
#define PRINT_STAND_IN 0x3013 /* 〓 */

/* plan, roads and water may be NULL. homes: what is known of homes and persons too, for atlas and
 * sheets. Owned by the caller. */
ZfLetters *zf_app_letters(const ZfSnapshot *snapshot, const ZfPlan *plan, const ZfBatch *roads,
                          const ZfBatch *water, bool homes);

/* Writes 〓 for every character of homes, people, places and routes that the font lacks. plan may
 * be NULL. */
void zf_app_stand_in(ZfSnapshot *snapshot, ZfPlan *plan);

/* printletters: the characters that maps and sheets of a snapshot may need. */
#pragma once

#include "app/workspace.h"
#include "draw/draw.h"

/* plan, roads and water may be NULL. homes: what is known of homes and persons too, for atlas and
 * sheets. Owned by the caller. */
ZfLetters *zf_app_letters(const ZfSnapshot *snapshot, const ZfPlan *plan, const ZfBatch *roads,
                          const ZfBatch *water, bool homes);

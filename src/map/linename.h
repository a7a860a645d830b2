/* linename: names of roads and waters along their straight runs, upright, again every 80 mm. A name
 * that finds no straight run long enough, or only such as are taken, is left out: it is no more
 * than a help. */
#pragma once

#include "map/labelplace.h"
#include "map/scene.h"

/* Draws the names of the symbol layer number index of the style; they are taken in placer from then
 * on. dump: a line for each name drawn; may be NULL. */
void zf_line_names_draw(const ZfScene *scene, ZfBrush *brush, ZfPlacer *placer, size_t index,
                        GString *dump);

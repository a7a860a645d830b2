/* coveragemap: what sheets of coverage share; private to the folder. */
#pragma once

#include "map/choropleth.h"
#include "map/mapsheet.h"

/* The panel: classes with their counts, lines, then ladder and forecast, or the movers. */
void zf_map_panel_coverage(ZfMapSheet *sheet, const ZfChoropleth *c);
/* ret: the footer's line about the data; owned by the caller. */
char *zf_map_coverage_data(const ZfChoropleth *c);

/* chinagrid: GCJ-02 (AMap, Tencent) and BD-09 (Baidu), which PROJ does not know.
 * Formula: as published in many places; constants and check values in the tests. */
#pragma once

#include "geo/types.h"

/* true inside 72.004–137.8347 E, 0.8293–55.8271 N, the box in which the shift is applied. It covers
 * neighbouring countries too: whether to shift is the caller's setting, never guessed from this. */
bool zf_chinagrid_covers(ZfLonLat point);

ZfLonLat zf_wgs84_to_gcj02(ZfLonLat point);
ZfLonLat zf_gcj02_to_wgs84(ZfLonLat point); /* fixed point, 5 passes, below 2 µm */
ZfLonLat zf_gcj02_to_bd09(ZfLonLat point);
ZfLonLat zf_bd09_to_gcj02(ZfLonLat point); /* joint fixed point, 5 passes */
ZfLonLat zf_wgs84_to_bd09(ZfLonLat point);
ZfLonLat zf_bd09_to_wgs84(ZfLonLat point);

/* crs: from whatever coordinates a file is written in to WGS-84 longitude, latitude. */
#pragma once

#include "geo/types.h"

typedef struct ZfCrs ZfCrs;

/* spec: "wgs84", "gcj02", "bd09", "EPSG:n" (case does not matter), or a WKT or PROJ text as a file
 * gives it. Axis order is always longitude/easting first, whatever the authority says. Heights and
 * the vertical half of a compound system are left aside. No grids are fetched, no network used.
 * Beijing 1954 and Xi'an 1980 are refused (ZF_GEO_ERROR_CRS): without local parameters they are
 * 30–100 m off. So are systems without a known place on Earth (LOCAL_CS).
 * Not thread-safe: one ZfCrs per thread. */
ZfCrs *zf_crs_new(const char *spec, GError **error) ZF_CHECK_RESULT;
void zf_crs_free(ZfCrs *crs);

/* ret: a short name for people, "CGCS2000 / 3-degree Gauss-Kruger CM 108E"; lives as long as crs.
 */
const char *zf_crs_name(const ZfCrs *crs);
/* ret: what zf_crs_new would take again: "EPSG:4545", "gcj02" …, the given text where there is no
 * shorter way; lives as long as crs. */
const char *zf_crs_spec(const ZfCrs *crs);
/* true when its coordinates are metres (or another length), not degrees. */
bool zf_crs_is_projected(const ZfCrs *crs);
/* true when x, y are WGS-84 degrees (or CGCS2000's, which differ by centimetres): nothing to do. */
bool zf_crs_is_wgs84(const ZfCrs *crs);

/* x: longitude or easting, y: latitude or northing.
 * Errors: ZF_GEO_ERROR_TRANSFORM when the position does not exist there. */
bool zf_crs_to_wgs84(ZfCrs *crs, double x, double y, ZfLonLat *ret, GError **error) ZF_CHECK_RESULT;
bool zf_crs_from_wgs84(ZfCrs *crs, ZfLonLat point, double *x, double *y,
                       GError **error) ZF_CHECK_RESULT;

/* EPSG code of the CGCS2000 3-degree Gauss-Krüger zone of a longitude; with the zone number in the
 * easting 4513…4533, without 4534…4554; 0 outside 73.5–136.5 E. */
int zf_gauss_kruger_epsg(double lon, bool zone_prefix);
/* Whether one of two positions, which should be near each other, was read in the wrong zone: that
 * moves a place by whole zones east or west and not at all north or south.
 * slack_deg: how far apart the two may lie. ret: degrees from a to b, a multiple of 3, east
 * positive; 0 = it does not look so. */
int zf_gauss_kruger_zones_apart(ZfLonLat a, ZfLonLat b, double slack_deg);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfCrs, zf_crs_free)

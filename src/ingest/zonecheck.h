/* zonecheck (private): is a Gauss-Krüger zone the right one, as far as can be told without
 * villages? By what the numbers themselves say (the zone in front of the easting, the distance from
 * the central meridian) and by the province in which the codes of the file's areas begin. */
#pragma once

#include "ingest/homeplace.h"

/* The province whose number most codes of the rows begin with (GB/T 2260, codes of six digits and
 * more); 0 = none. */
int zf_in_province(const In *in);
/* May a point of that province lie there, give or take half a degree? true for 0. */
bool zf_in_province_holds(int province, ZfLonLat point);

/* A Gauss-Krüger zone of CGCS2000, by its EPSG number. */
bool zf_in_is_zone(const char *spec);

/* Points with state OK and .point settled by spec. Errors: ZF_INGEST_ERROR_CRS that says which zone
 * to pass. */
bool zf_in_check_zone(const In *in, const InPoint *points, const char *spec,
                      GError **error) ZF_CHECK_RESULT;

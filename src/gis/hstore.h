/* hstore: the text in which OGR hands over OSM tags: "key"=>"value","key2"=>"value2", with
 * backslashes before quotes and backslashes. Private. */
#pragma once

#include "gis/vector.h"

/* Splits text in place and appends ZfGisTag pointing into it. ret: false when the text is broken;
 * the tags before the break are there. */
bool hstore_split(char *text, GArray *tags);

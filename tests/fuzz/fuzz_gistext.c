/* Small parsers of gis: the tags of OpenStreetMap as OGR writes them, the code page of a dBASE
 * table, coordinate systems as files name them. Any bytes end in an answer. */
#include "gis/gis.h"

#include "gis/dbftext.h"
#include "gis/hstore.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    size_t length = strlen(text);
    g_autofree char *split = g_strdup(text);
    g_autoptr(GArray) tags = g_array_new(FALSE, FALSE, sizeof(ZfGisTag));
    hstore_split(split, tags);
    for (guint i = 0; i < tags->len; i++) { /* every part lies inside the text */
        const ZfGisTag *tag = &g_array_index(tags, ZfGisTag, i);
        g_assert_true(tag->key >= split && tag->key + strlen(tag->key) <= split + length);
        g_assert_true(tag->value >= split && tag->value + strlen(tag->value) <= split + length);
    }
    uint8_t language;
    dbf_text_guess(data, size, &language);
    /* looking a name up among all systems takes long; files write definitions */
    if (size < 2000 && (g_str_has_prefix(text, "EPSG:") || strchr("+PG", text[0]))) {
        g_autoptr(GError) error = NULL;
        g_autoptr(ZfCrs) crs = zf_crs_new(text, &error);
        g_assert_true((crs == NULL) == (error != NULL));
        ZfLonLat p;
        if (crs && zf_crs_to_wgs84(crs, 500000.0, 3000000.0, &p, NULL)) {
            g_assert_true(p.lon >= -180.0 && p.lon <= 180.0 && p.lat >= -90.0 && p.lat <= 90.0);
        }
    }
    return 0;
}

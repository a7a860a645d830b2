/* Coordinate cells: any text gives nothing, an error or one or two finite numbers. */
#include <math.h>

#include "ingest/ingest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    ZfCoordinate found[2];
    int n = zf_parse_coordinates(valid, found);
    g_assert_true(n >= -1 && n <= 2);
    for (int i = 0; i < n; i++) {
        g_assert_true(isfinite(found[i].value));
    }
    return 0;
}

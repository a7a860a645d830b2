/* Cells for days, hours, counts, groups and categories: no text may do more than be refused. */
#include <string.h>

#include "ingest/ingest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    ZfDate day = ZF_DATE_NONE;
    bool flag;
    int32_t from_s = 0;
    int32_t to_s = 0;
    int64_t count = 0;
    if (zf_parse_day(valid, size & 1, 2026, &day, &flag) == ZF_PARSED_OK) {
        ZfCivil civil = zf_date_to_civil(day);
        g_assert_true(zf_civil_valid(civil) && civil.year >= 1900 && civil.year <= 2100);
    }
    if (zf_parse_span(valid, &from_s, &to_s, &flag) == ZF_PARSED_OK) {
        g_assert_true(from_s >= 0 && to_s <= 86400 * 2 && (to_s > from_s || to_s == 0));
    }
    if (zf_parse_count(valid, 1000, &count) == ZF_PARSED_OK) {
        g_assert_true(count >= 0 && count <= 1000);
    }
    g_autofree char *group = zf_parse_group(valid);
    g_assert_true(g_utf8_validate(group, -1, NULL));
    g_autofree char *inside = zf_group_in_address(valid);
    g_autofree char *rest = NULL;
    uint32_t set = zf_parse_categories(valid, false, &rest);
    g_assert_true((set & ~ZF_CATEGORY_ALL) == 0);
    g_assert_true(!rest || g_utf8_validate(rest, -1, NULL));
    return 0;
}

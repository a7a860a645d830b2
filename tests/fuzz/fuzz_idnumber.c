/* ID numbers and phones: what is called good has 18 characters and the right last one. */
#include <string.h>

#include "ingest/ingest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    char id[19];
    ZfDate birth;
    ZfSex sex;
    ZfIdState state = zf_parse_id(valid, size & 1, id, &birth, &sex);
    bool good = state == ZF_ID_GOOD || state == ZF_ID_UPGRADED;
    g_assert_cmpuint(strlen(id), ==, good ? 18 : 0);
    if (good) {
        g_assert_true(zf_id_check_character(id) == id[17] && birth != ZF_DATE_NONE);
    }
    g_autofree char *rest = NULL;
    g_autofree char *phone = zf_parse_phone(valid, size & 1, &rest);
    g_assert_true(phone || !rest);
    return 0;
}

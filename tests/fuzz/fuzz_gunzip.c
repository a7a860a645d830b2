/* gzip from anywhere: unpacked within the limit or refused. */
#include "base/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t unpacked = 0;
    g_autoptr(GError) error = NULL;
    g_autofree char *text =
        zf_file_gunzip((const char *)data, size, 1 << 20, "fuzz", &unpacked, &error);
    g_assert_true((text != NULL) == (error == NULL));
    g_assert_true(!text || (unpacked <= 1 << 20 && text[unpacked] == 0));
    return 0;
}

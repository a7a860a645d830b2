/* Runs a fuzz target over the files of its corpus, and over every file cut in half and with one
 * byte changed, as an ordinary TAP test. With clang and -Dfuzz=true the same targets are built for
 * libFuzzer instead. */
#include <stdio.h>
#include <string.h>

#include "base/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
try_variants(const char *bytes, size_t size)
{
    LLVMFuzzerTestOneInput((const uint8_t *)bytes, size);
    g_autofree char *copy = g_memdup2(bytes, size + 1);
    LLVMFuzzerTestOneInput((const uint8_t *)copy, size / 2);
    ZfRng rng;
    zf_rng_init(&rng, size, 0);
    for (int i = 0; i < 8 && size > 0; i++) {
        size_t at = zf_rng_below(&rng, (uint32_t)size);
        char was = copy[at];
        copy[at] = (char)zf_rng_u64(&rng);
        LLVMFuzzerTestOneInput((const uint8_t *)copy, size);
        copy[at] = was;
    }
}

static int
compare_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int
main(int argc, char **argv)
{
    g_autoptr(GDir) dir = argc > 1 ? g_dir_open(argv[1], 0, NULL) : NULL;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *entry;
    while (dir && (entry = g_dir_read_name(dir))) {
        g_ptr_array_add(names, g_build_filename(argv[1], entry, NULL));
    }
    g_ptr_array_sort(names, compare_name);
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    printf("1..%u\n", names->len);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *bytes = NULL;
        gsize size = 0;
        g_assert_true(g_file_get_contents(g_ptr_array_index(names, i), &bytes, &size, NULL));
        try_variants(bytes, size);
        printf("ok %u %s\n", i + 1, strrchr(g_ptr_array_index(names, i), '/') + 1);
        fflush(stdout);
    }
    return names->len == 0;
}

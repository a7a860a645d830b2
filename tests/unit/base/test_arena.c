#include "base/base.h"

#include <string.h>

static void
test_alloc(void)
{
    g_autoptr(ZfArena) arena = zf_arena_new(64);
    for (size_t i = 1; i < 500; i++) {
        char *p = zf_arena_alloc(arena, i);
        g_assert_cmpuint((uintptr_t)p % 16, ==, 0);
        for (size_t j = 0; j < i; j++) {
            g_assert_cmpint(p[j], ==, 0);
        }
        memset(p, 0xff, i);
    }
    g_assert_cmpuint(zf_arena_used(arena), >=, 499 * 500 / 2);
    zf_arena_reset(arena);
    g_assert_cmpuint(zf_arena_used(arena), ==, 0);
    char *text = zf_arena_strdup(arena, "走访");
    int *numbers = zf_arena_array(arena, int, 3);
    g_assert_cmpstr(text, ==, "走访");
    g_assert_cmpint(numbers[2], ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/arena/alloc", test_alloc);
    return g_test_run();
}

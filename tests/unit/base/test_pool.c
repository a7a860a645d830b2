#include "base/base.h"

typedef struct Squares {
    uint64_t out[1000];
    size_t fail_at;
} Squares;

static bool
square(void *user, size_t item, unsigned worker, GError **error)
{
    Squares *squares = user;
    (void)worker;
    if (item >= squares->fail_at) {
        g_set_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_READ, "item %zu", item);
        return false;
    }
    squares->out[item] = (uint64_t)item * item;
    return true;
}

static void
test_run(void)
{
    for (unsigned threads = 0; threads < 5; threads++) {
        g_autofree Squares *squares = g_new0(Squares, 1);
        squares->fail_at = SIZE_MAX;
        GError *error = NULL;
        g_assert_true(zf_pool_run(threads, 1000, square, squares, NULL, &error));
        for (size_t i = 0; i < 1000; i++) {
            g_assert_cmpuint(squares->out[i], ==, i * i);
        }
        g_assert_true(zf_pool_run(threads, 0, square, squares, NULL, &error));
        squares->fail_at = 500;
        g_assert_false(zf_pool_run(threads, 1000, square, squares, NULL, &error));
        g_assert_cmpstr(error->message, ==, "item 500");
        g_clear_error(&error);
    }
}

static bool
always(void *user)
{
    (void)user;
    return true;
}

static void
test_cancel(void)
{
    g_autofree Squares *squares = g_new0(Squares, 1);
    squares->fail_at = SIZE_MAX;
    ZfProgress progress = {.cancelled = always};
    GError *error = NULL;
    g_assert_false(zf_pool_run(2, 1000, square, squares, &progress, &error));
    g_assert_error(error, ZF_PROGRESS_ERROR, ZF_PROGRESS_ERROR_CANCELLED);
    g_clear_error(&error);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pool/run", test_run);
    g_test_add_func("/pool/cancel", test_cancel);
    return g_test_run();
}

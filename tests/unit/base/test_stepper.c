#include "base/base.h"

enum { N = 1000, STEPS = 400 };

typedef struct Sums {
    uint64_t cell[N];
    unsigned done[N];
    unsigned most; /* workers there are */
} Sums;

/* Each step reads what another worker wrote in the step before. */
static void
shift(void *user, size_t item, unsigned worker)
{
    Sums *sums = user;
    g_assert_cmpuint(worker, <, sums->most);
    sums[1].cell[item] = sums[0].cell[(item + N / 2) % N] + item;
    sums[1].done[item]++;
}

static void
back(void *user, size_t item, unsigned worker)
{
    Sums *sums = user;
    g_assert_cmpuint(worker, <, sums->most);
    sums[0].cell[item] = sums[1].cell[(item + N / 3) % N] * 3;
}

static void
test_run(void)
{
    g_autofree Sums *first = NULL;
    for (unsigned threads = 1; threads < 6; threads++) {
        g_autoptr(ZfStepper) stepper = zf_stepper_new(threads);
        g_autofree Sums *sums = g_new0(Sums, 2);
        sums->most = threads;
        g_assert_cmpuint(zf_stepper_threads(stepper), ==, threads);
        for (int i = 0; i < STEPS; i++) {
            g_assert_true(zf_stepper_run(stepper, N, shift, sums, NULL, NULL));
            /* long enough to fall asleep now and then */
            g_usleep(i % 100 == 99 ? 2000 : 0);
            g_assert_true(zf_stepper_run(stepper, N, back, sums, NULL, NULL));
        }
        for (int i = 0; i < N; i++) {
            g_assert_cmpuint(sums[1].done[i], ==, STEPS);
        }
        if (first) {
            g_assert_cmpmem(first->cell, sizeof first->cell, sums->cell, sizeof sums->cell);
        } else {
            first = g_steal_pointer(&sums);
        }
    }
}

static void
test_few(void)
{
    g_autoptr(ZfStepper) stepper = zf_stepper_new(0);
    g_autofree Sums *sums = g_new0(Sums, 2);
    sums->most = zf_pool_cores();
    g_assert_cmpuint(zf_stepper_threads(stepper), ==, zf_pool_cores());
    g_assert_true(zf_stepper_run(stepper, 0, shift, sums, NULL, NULL));
    g_assert_cmpuint(sums[1].done[0], ==, 0);
    g_assert_true(zf_stepper_run(stepper, 1, shift, sums, NULL, NULL));
    g_assert_cmpuint(sums[1].done[0], ==, 1);
    g_assert_cmpuint(sums[1].done[1], ==, 0);
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
    const ZfProgress progress = {.cancelled = always};
    for (unsigned threads = 1; threads < 4; threads++) {
        g_autoptr(ZfStepper) stepper = zf_stepper_new(threads);
        g_autofree Sums *sums = g_new0(Sums, 2);
        GError *error = NULL;
        sums->most = threads;
        g_assert_false(zf_stepper_run(stepper, N, shift, sums, &progress, &error));
        g_assert_error(error, ZF_PROGRESS_ERROR, ZF_PROGRESS_ERROR_CANCELLED);
        g_clear_error(&error);
        /* and is good for another step */
        g_assert_true(zf_stepper_run(stepper, N, shift, sums, NULL, NULL));
        g_assert_cmpuint(sums[1].done[N - 1], ==, 1);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/stepper/run", test_run);
    g_test_add_func("/stepper/few", test_few);
    g_test_add_func("/stepper/cancel", test_cancel);
    return g_test_run();
}

#include "base/stepper.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINE = 64,       /* bytes of a cache line: what one thread writes lies in lines of its own */
    LOOKOUT_US = 60, /* before a thread sleeps; waking it takes about as long */
    LOOKS = 64,      /* between two looks at the clock */
};

/* A worker's items that nobody has taken yet. */
typedef struct Share {
    _Alignas(LINE) atomic_size_t next;
    size_t end;
} Share;

typedef struct Hand {
    ZfStepper *stepper;
    GThread *thread;
    unsigned number;
} Hand;

/* A step is written down while nobody is inside, then open is set and turn moves on. Threads go
 * inside, look whether the step is still open and work until no item is left; the caller closes the
 * step and waits until all have come out. Who slept too long finds it closed and is not waited
 * for. */
struct ZfStepper {
    _Alignas(LINE) atomic_uint turn; /* steps so far */
    atomic_bool open;
    atomic_bool leaving; /* the stepper is dissolved */
    _Alignas(LINE) atomic_uint inside;
    _Alignas(LINE) atomic_uint asleep;
    atomic_bool caller_asleep;
    GMutex lock;
    GCond begun;
    GCond left;
    /* the step */
    _Alignas(LINE) ZfStepFunc step;
    void *user;
    const ZfProgress *progress;
    atomic_bool stop;
    unsigned threads;
    Share *shares; /* one a thread */
    Hand *hands;   /* threads - 1 */
};

static inline void
breathe(void)
{
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#endif
}

/* Looks for a moment whether done. ret: whether it is. */
static bool
look_out(bool (*done)(const ZfStepper *stepper, unsigned seen), const ZfStepper *stepper,
         unsigned seen)
{
    gint64 until = 0;
    for (;;) {
        for (int i = 0; i < LOOKS; i++) {
            if (done(stepper, seen)) {
                return true;
            }
            breathe();
        }
        gint64 now = g_get_monotonic_time();
        until = until ? until : now + LOOKOUT_US;
        if (now >= until) {
            return false;
        }
    }
}

static bool
has_begun(const ZfStepper *stepper, unsigned seen)
{
    return atomic_load(&stepper->turn) != seen;
}

static bool
all_left(const ZfStepper *stepper, unsigned seen)
{
    (void)seen;
    return atomic_load(&stepper->inside) == 0;
}

/* Works on the open step until nothing is left. */
static void
work(ZfStepper *stepper, unsigned worker)
{
    for (unsigned k = 0; k < stepper->threads; k++) {
        Share *share = &stepper->shares[(worker + k) % stepper->threads];
        while (!atomic_load_explicit(&stepper->stop, memory_order_relaxed)) {
            if (atomic_load_explicit(&share->next, memory_order_relaxed) >= share->end) {
                break;
            }
            size_t item = atomic_fetch_add_explicit(&share->next, 1, memory_order_relaxed);
            if (item >= share->end) {
                break;
            }
            if (zf_progress_cancelled(stepper->progress)) {
                atomic_store(&stepper->stop, true);
                return;
            }
            stepper->step(stepper->user, item, worker);
        }
    }
}

static void
wait_for_turn(ZfStepper *stepper, unsigned seen)
{
    if (look_out(has_begun, stepper, seen)) {
        return;
    }
    g_mutex_lock(&stepper->lock);
    atomic_fetch_add(&stepper->asleep, 1);
    while (!has_begun(stepper, seen)) {
        g_cond_wait(&stepper->begun, &stepper->lock);
    }
    atomic_fetch_sub(&stepper->asleep, 1);
    g_mutex_unlock(&stepper->lock);
}

static gpointer
stand_by(gpointer data)
{
    const Hand *hand = data;
    ZfStepper *stepper = hand->stepper;
    for (unsigned seen = 0; !atomic_load(&stepper->leaving);) {
        wait_for_turn(stepper, seen);
        seen = atomic_load(&stepper->turn);
        atomic_fetch_add(&stepper->inside, 1);
        if (atomic_load(&stepper->open)) {
            seen = atomic_load(&stepper->turn);
            work(stepper, hand->number);
        }
        if (atomic_fetch_sub(&stepper->inside, 1) == 1 && atomic_load(&stepper->caller_asleep)) {
            g_mutex_lock(&stepper->lock);
            g_cond_signal(&stepper->left);
            g_mutex_unlock(&stepper->lock);
        }
    }
    return NULL;
}

static void
next_turn(ZfStepper *stepper)
{
    atomic_fetch_add(&stepper->turn, 1);
    if (atomic_load(&stepper->asleep) > 0) {
        g_mutex_lock(&stepper->lock);
        g_cond_broadcast(&stepper->begun);
        g_mutex_unlock(&stepper->lock);
    }
}

static void
wait_for_hands(ZfStepper *stepper)
{
    if (look_out(all_left, stepper, 0)) {
        return;
    }
    g_mutex_lock(&stepper->lock);
    atomic_store(&stepper->caller_asleep, true);
    while (!all_left(stepper, 0)) {
        g_cond_wait(&stepper->left, &stepper->lock);
    }
    atomic_store(&stepper->caller_asleep, false);
    g_mutex_unlock(&stepper->lock);
}

ZfStepper *
zf_stepper_new(unsigned threads)
{
    void *memory = NULL;
    threads = threads ? threads : zf_pool_cores();
    size_t shares = threads * sizeof(Share);
    if (posix_memalign(&memory, LINE, sizeof(ZfStepper) + shares) != 0) {
        g_error("out of memory: a stepper of %u threads", threads);
    }
    ZfStepper *stepper = memory;
    memset(memory, 0, sizeof(ZfStepper) + shares);
    stepper->threads = threads;
    stepper->shares = (Share *)(stepper + 1);
    stepper->hands = g_new0(Hand, threads);
    g_mutex_init(&stepper->lock);
    g_cond_init(&stepper->begun);
    g_cond_init(&stepper->left);
    for (unsigned i = 1; i < threads; i++) {
        Hand *hand = &stepper->hands[i];
        *hand = (Hand){.stepper = stepper, .number = i};
        hand->thread = g_thread_new("zf-stepper", stand_by, hand);
    }
    return stepper;
}

void
zf_stepper_free(ZfStepper *stepper)
{
    if (!stepper) {
        return;
    }
    atomic_store(&stepper->leaving, true);
    next_turn(stepper);
    for (unsigned i = 1; i < stepper->threads; i++) {
        g_thread_join(stepper->hands[i].thread);
    }
    g_mutex_clear(&stepper->lock);
    g_cond_clear(&stepper->begun);
    g_cond_clear(&stepper->left);
    g_free(stepper->hands);
    free(stepper);
}

unsigned
zf_stepper_threads(const ZfStepper *stepper)
{
    return stepper->threads;
}

bool
zf_stepper_run(ZfStepper *stepper, size_t n, ZfStepFunc step, void *user,
               const ZfProgress *progress, GError **error)
{
    stepper->step = step;
    stepper->user = user;
    stepper->progress = progress;
    atomic_store(&stepper->stop, false);
    for (unsigned i = 0; i < stepper->threads; i++) {
        Share *share = &stepper->shares[i];
        atomic_store_explicit(&share->next, n * i / stepper->threads, memory_order_relaxed);
        share->end = n * (i + 1) / stepper->threads;
    }
    bool many = stepper->threads > 1 && n > 1;
    if (many) {
        atomic_store(&stepper->open, true);
        next_turn(stepper);
    }
    work(stepper, 0);
    if (many) {
        atomic_store(&stepper->open, false);
        wait_for_hands(stepper);
    }
    return !atomic_load(&stepper->stop) || !zf_progress_stop(progress, error);
}

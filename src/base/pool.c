#include "base/pool.h"

typedef struct Job {
    ZfPoolFunc func;
    void *user;
    size_t n;
    const ZfProgress *progress;
    GMutex lock;
    size_t next;
    bool stop;
    size_t failed_item;
    GError *error;
} Job;

typedef struct Worker {
    Job *job;
    unsigned number;
} Worker;

static void
fail(Job *job, size_t item, GError *error)
{
    g_mutex_lock(&job->lock);
    job->stop = true;
    if (!job->error || item < job->failed_item) {
        g_clear_error(&job->error);
        job->error = g_steal_pointer(&error);
        job->failed_item = item;
    }
    g_mutex_unlock(&job->lock);
    g_clear_error(&error);
}

/* ret: the next item, or n when there is nothing left to do. */
static size_t
take(Job *job)
{
    g_mutex_lock(&job->lock);
    size_t item = job->stop || job->next >= job->n ? job->n : job->next++;
    g_mutex_unlock(&job->lock);
    return item;
}

static gpointer
work(gpointer data)
{
    Worker *worker = data;
    Job *job = worker->job;
    for (size_t item = take(job); item < job->n; item = take(job)) {
        GError *error = NULL;
        if (zf_progress_stop(job->progress, &error) ||
            !job->func(job->user, item, worker->number, &error)) {
            fail(job, item, error);
        }
    }
    return NULL;
}

unsigned
zf_pool_cores(void)
{
    return MAX(1, g_get_num_processors());
}

bool
zf_pool_run(unsigned threads, size_t n, ZfPoolFunc func, void *user, const ZfProgress *progress,
            GError **error)
{
    Job job = {.func = func, .user = user, .n = n, .progress = progress, .failed_item = SIZE_MAX};
    g_mutex_init(&job.lock);
    threads = threads ? threads : zf_pool_cores();
    threads = (unsigned)MIN((size_t)threads, MAX(n, 1));
    g_autofree Worker *workers = g_new0(Worker, threads);
    g_autofree GThread **handles = g_new0(GThread *, threads);
    Worker own = {.job = &job};
    for (unsigned i = 1; i < threads; i++) {
        workers[i] = (Worker){.job = &job, .number = i};
        handles[i] = g_thread_new("zf-pool", work, &workers[i]);
    }
    work(&own);
    for (unsigned i = 1; i < threads; i++) {
        g_thread_join(handles[i]);
    }
    g_mutex_clear(&job.lock);
    if (job.error) {
        g_propagate_error(error, job.error);
        return false;
    }
    return !job.stop;
}

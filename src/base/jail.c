#include "base/jail.h"

#include "base/rights.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define PIECE ((size_t)1 << 20)

struct ZfJail {
    pid_t child;
    int channel;
    bool waited;
    ZfJailEnd end;
};

static void
limit(int what, uint64_t soft, uint64_t hard)
{
    struct rlimit rlimit = {(rlim_t)soft, (rlim_t)hard};
    (void)setrlimit(what, &rlimit);
}

#if !ZF_WITH_SANITIZER
/* ret: bytes of private memory this process has laid claim to. */
static uint64_t
data_bytes(void)
{
    unsigned long long pages = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    if (file) {
        if (fscanf(file, "%*s %*s %*s %*s %*s %llu", &pages) != 1) {
            pages = 0;
        }
        fclose(file);
    }
    return (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
}
#endif

/* Files this process had open (the database!) are none of the jail's business, and nothing that a
 * library mutters reaches the terminal. They are not closed but put out of reach: a library that
 * still knows one by its number would otherwise close, later, whichever file had got that number
 * (PROJ does so with its database after a fork). */
static void
put_out_of_reach(int channel)
{
    int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    DIR *open_files = opendir("/proc/self/fd");
    const struct dirent *entry;
    while (open_files && (entry = readdir(open_files))) {
        int fd = (int)g_ascii_strtoll(entry->d_name, NULL, 10);
        if (entry->d_name[0] != '.' && fd != channel && fd != nowhere && fd != dirfd(open_files)) {
            dup2(nowhere, fd);
        }
    }
    if (open_files) {
        closedir(open_files);
    } else { /* no /proc */
        for (int fd = 0; fd < 4096; fd++) {
            if (fd != channel && fd != nowhere && fcntl(fd, F_GETFD) >= 0) {
                dup2(nowhere, fd);
            }
        }
    }
}

static void
live_inside(const ZfJailOptions *options, pid_t parent, int channel, ZfJailWork work, gpointer data)
{
    static const int back_to_default[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE,
                                          SIGILL,  SIGTERM, SIGXCPU};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) {
        _exit(1);
    }
    signal(SIGINT, SIG_IGN); /* the parent hears of it too, and decides */
    for (size_t i = 0; i < G_N_ELEMENTS(back_to_default); i++) {
        signal(back_to_default[i], SIG_DFL);
    }
    sigset_t nothing;
    sigemptyset(&nothing);
    sigprocmask(SIG_SETMASK, &nothing, NULL);
    put_out_of_reach(channel);
    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_CPU, options->cpu_seconds, options->cpu_seconds + 5u);
#if !ZF_WITH_SANITIZER
    uint64_t bytes = data_bytes() + options->memory;
    limit(RLIMIT_DATA, bytes, bytes);
#endif
    (void)zf_rights_confine(options->readable, options->scratch);
    work(channel, data);
    _exit(0);
}

ZfJail *
zf_jail_start(const ZfJailOptions *options, ZfJailWork work, gpointer data, GError **error)
{
    /* the catalogues are opened with the first message: in there no more file can be */
    (void)_("not a regular file");
    (void)g_strerror(ENOENT);
    int ends[2];
    pid_t parent = getpid();
    pid_t child = -1;
    int pair = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
    if (pair == 0) {
        child = fork();
    }
    if (child == 0) {
        close(ends[0]);
        live_inside(options, parent, ends[1], work, data);
    }
    if (child < 0) {
        int number = errno;
        if (pair == 0) {
            close(ends[0]);
            close(ends[1]);
        }
        g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(number),
                    _("no process to read files with can be started: %s"), g_strerror(number));
        return NULL;
    }
    close(ends[1]);
    ZfJail *jail = g_new0(ZfJail, 1);
    jail->child = child;
    jail->channel = ends[0];
    return jail;
}

ZfJailEnd
zf_jail_wait(ZfJail *jail)
{
    int status = 0;
    pid_t got = 0;
    while (!jail->waited && (got = waitpid(jail->child, &status, 0)) < 0 && errno == EINTR) {
    }
    if (!jail->waited) {
        int number = got > 0 && WIFSIGNALED(status) ? WTERMSIG(status) : 0;
        jail->end = number == SIGXCPU ? ZF_JAIL_LATE : number ? ZF_JAIL_CRASHED : ZF_JAIL_DONE;
        if (got > 0 && WIFEXITED(status) && WEXITSTATUS(status) != 0) {
            jail->end = ZF_JAIL_CRASHED; /* a library called exit */
        }
        jail->waited = true;
    }
    return jail->end;
}

void
zf_jail_free(ZfJail *jail)
{
    if (!jail) {
        return;
    }
    if (!jail->waited) {
        kill(jail->child, SIGKILL);
        (void)zf_jail_wait(jail);
    }
    close(jail->channel);
    g_free(jail);
}

int
zf_jail_channel(const ZfJail *jail)
{
    return jail->channel;
}

static bool
send_all(int channel, const uint8_t *bytes, size_t size)
{
    while (size > 0) {
        ssize_t n = send(channel, bytes, size, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        bytes += n;
        size -= (size_t)n;
    }
    return true;
}

static bool
receive_all(int channel, uint8_t *bytes, size_t size)
{
    while (size > 0) {
        ssize_t n = recv(channel, bytes, size, 0);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        bytes += n;
        size -= (size_t)n;
    }
    return true;
}

bool
zf_channel_send(int channel, const void *bytes, size_t size)
{
    uint64_t head = size;
    return size < UINT32_MAX && send_all(channel, (const uint8_t *)&head, sizeof head) &&
           send_all(channel, bytes, size);
}

/* Grows with what really comes: a size alone does not take memory. */
bool
zf_channel_receive(int channel, GByteArray *message)
{
    uint64_t left = 0;
    g_byte_array_set_size(message, 0);
    if (!receive_all(channel, (uint8_t *)&left, sizeof left) || left >= UINT32_MAX) {
        return false;
    }
    while (left > 0) {
        size_t piece = MIN(left, MAX(PIECE, message->len));
        guint at = message->len;
        g_byte_array_set_size(message, at + (guint)piece);
        if (!receive_all(channel, message->data + at, piece)) {
            return false;
        }
        left -= piece;
    }
    return true;
}

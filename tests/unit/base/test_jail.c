/* What happens in a jail stays there. */
#include "base/base.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WITH_SANITIZER 1
#else
#define WITH_SANITIZER 0
#endif

static ZfJail *
start(ZfJailWork work, gpointer data, const char *const *readable, const char *scratch)
{
    static const char *const none[] = {NULL};
    g_autoptr(GError) error = NULL;
    ZfJailOptions options = {.readable = readable ? readable : none,
                             .scratch = scratch,
                             .cpu_seconds = 1,
                             .memory = (uint64_t)256 << 20};
    ZfJail *jail = zf_jail_start(&options, work, data, &error);
    g_assert_no_error(error);
    return jail;
}

static void
echo(int channel, gpointer data)
{
    (void)data;
    g_autoptr(GByteArray) message = g_byte_array_new();
    while (zf_channel_receive(channel, message)) {
        zf_channel_send(channel, message->data, message->len);
    }
}

static void
test_messages(void)
{
    static const size_t sizes[] = {0, 1, 8, 4095, 65536, 3000001};
    g_autoptr(ZfJail) jail = start(echo, NULL, NULL, NULL);
    g_autoptr(GByteArray) answer = g_byte_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autofree uint8_t *bytes = g_malloc(sizes[i] + 1);
        for (size_t k = 0; k < sizes[i]; k++) {
            bytes[k] = (uint8_t)(k * 7 + i);
        }
        g_assert_true(zf_channel_send(zf_jail_channel(jail), bytes, sizes[i]));
        g_assert_true(zf_channel_receive(zf_jail_channel(jail), answer));
        g_assert_cmpmem(answer->data, (int)answer->len, bytes, (int)sizes[i]);
    }
}

static void
fault(int channel, gpointer data)
{
    (void)channel;
    (void)data;
    raise(SIGSEGV);
}

static void
leave(int channel, gpointer data)
{
    (void)channel;
    (void)data;
    _exit(3);
}

static void
spin(int channel, gpointer data)
{
    (void)channel;
    (void)data;
    for (volatile unsigned i = 0;; i++) {
    }
}

static void
devour(int channel, gpointer data)
{
    (void)channel;
    (void)data;
    for (int i = 0; i < 64; i++) { /* not malloc, which a test run may tell to fill what it gives */
        void *room = mmap(NULL, (size_t)32 << 20, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (room == MAP_FAILED) {
            abort(); /* as a library does that cannot go on */
        }
    }
}

static void
half_a_message(int channel, gpointer data)
{
    (void)data;
    uint64_t head = 1000;
    send(channel, &head, sizeof head, 0);
}

static void
no_message(int channel, gpointer data)
{
    (void)data;
    uint64_t head = UINT64_MAX;
    send(channel, &head, sizeof head, 0);
}

static void
expect_end(ZfJailWork work, ZfJailEnd end)
{
    g_autoptr(ZfJail) jail = start(work, NULL, NULL, NULL);
    g_autoptr(GByteArray) message = g_byte_array_new();
    g_assert_false(zf_channel_receive(zf_jail_channel(jail), message));
    g_assert_cmpint(zf_jail_wait(jail), ==, end);
    g_assert_cmpint(zf_jail_wait(jail), ==, end);
    g_assert_false(zf_channel_send(zf_jail_channel(jail), "x", 1) &&
                   zf_channel_receive(zf_jail_channel(jail), message));
}

static void
test_ends(void)
{
    expect_end(fault, ZF_JAIL_CRASHED);
    expect_end(leave, ZF_JAIL_CRASHED);
    expect_end(spin, ZF_JAIL_LATE);
    expect_end(half_a_message, ZF_JAIL_DONE);
    expect_end(no_message, ZF_JAIL_DONE);
    if (!WITH_SANITIZER) {
        expect_end(devour, ZF_JAIL_CRASHED);
    }
}

typedef struct Places {
    char *allowed, *denied, *scratch;
    int open_file; /* of the parent */
    pid_t parent;
} Places;

static bool
can_read(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    char byte;
    bool ok = fd >= 0 && read(fd, &byte, 1) == 1;
    if (fd >= 0) {
        close(fd);
    }
    return ok;
}

static bool
can_write(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    bool ok = fd >= 0 && write(fd, "x", 1) == 1;
    if (fd >= 0) {
        close(fd);
    }
    return ok;
}

/* One letter for each thing that can be done. */
static void
try_everything(int channel, gpointer data)
{
    const Places *places = data;
    g_autoptr(GString) done = g_string_new(NULL);
    g_autofree char *inside = g_build_filename(places->scratch, "new", NULL);
    g_autofree char *beside = g_strconcat(places->allowed, ".new", NULL);
    g_string_append(done, can_read(places->allowed) ? "a" : "");
    g_string_append(done, can_read("/etc/passwd") ? "e" : "");
    g_string_append(done, can_write(inside) ? "s" : "");
    g_string_append(done, can_read(places->denied) ? "D" : "");
    g_string_append(done, can_write(places->allowed) ? "W" : "");
    g_string_append(done, can_write(beside) ? "B" : "");
    g_string_append(done, unlink(places->denied) == 0 ? "U" : "");
    g_string_append(done, rename(places->allowed, inside) == 0 ? "R" : "");
    g_string_append(done, lseek(places->open_file, 0, SEEK_END) == 4 ? "F" : "");
    g_string_append(done, socket(AF_UNIX, SOCK_STREAM, 0) >= 0 ? "N" : "");
    g_string_append(done, socket(AF_INET, SOCK_STREAM, 0) >= 0 ? "I" : "");
    g_string_append(done, kill(places->parent, 0) == 0 ? "K" : "");
    zf_channel_send(channel, done->str, done->len);
}

static void
test_rights(void)
{
    g_autofree char *folder = g_dir_make_tmp("zf-jail-XXXXXX", NULL);
    Places places = {.allowed = g_build_filename(folder, "allowed", NULL),
                     .denied = g_build_filename(folder, "denied", NULL),
                     .scratch = g_build_filename(folder, "scratch", NULL),
                     .parent = getpid()};
    g_assert_true(g_file_set_contents(places.allowed, "yes", 3, NULL));
    g_assert_true(g_file_set_contents(places.denied, "no", 2, NULL));
    g_assert_cmpint(g_mkdir(places.scratch, 0700), ==, 0);
    g_autofree char *held = g_build_filename(folder, "held", NULL);
    g_assert_true(g_file_set_contents(held, "held", 4, NULL));
    places.open_file = open(held, O_RDWR | O_CLOEXEC);
    const char *readable[] = {places.allowed, "/nowhere/at/all", NULL};
    g_autoptr(ZfJail) jail = start(try_everything, &places, readable, places.scratch);
    g_autoptr(GByteArray) done = g_byte_array_new();
    g_assert_true(zf_channel_receive(zf_jail_channel(jail), done));
    g_byte_array_append(done, (const uint8_t *)"", 1);
    g_assert_null(strchr((char *)done->data, 'F')); /* whatever the kernel */
    g_assert_nonnull(strstr((char *)done->data, "aes"));
    if (!WITH_SANITIZER && strlen((char *)done->data) > 3 && strchr((char *)done->data, 'D')) {
        g_test_message("this kernel has no Landlock");
        g_assert_null(strpbrk((char *)done->data, "NIK"));
    } else if (!WITH_SANITIZER) {
        g_assert_cmpstr((char *)done->data, ==, "aes");
    }
    close(places.open_file);
    g_free(places.allowed);
    g_free(places.denied);
    g_free(places.scratch);
}

/* A number that stood for a file of the parent stands for no file of the jail's own. */
static void
close_stale(int channel, gpointer data)
{
    int stale = *(const int *)data;
    int own = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
    close(stale); /* as a library does that knows it from before */
    char byte;
    const char *said = own >= 0 && own != stale && read(own, &byte, 1) == 1 ? "good" : "lost";
    zf_channel_send(channel, said, 4);
}

static void
test_stale(void)
{
    int held = open("/dev/null", O_RDONLY | O_CLOEXEC);
    g_autoptr(ZfJail) jail = start(close_stale, &held, NULL, NULL);
    g_autoptr(GByteArray) said = g_byte_array_new();
    g_assert_true(zf_channel_receive(zf_jail_channel(jail), said));
    g_assert_cmpmem(said->data, (int)said->len, "good", 4);
    close(held);
}

static void
test_given_up(void)
{
    gint64 start_time = g_get_monotonic_time();
    g_autoptr(ZfJail) jail = start(spin, NULL, NULL, NULL);
    zf_jail_free(g_steal_pointer(&jail)); /* does not wait for the CPU limit */
    g_assert_cmpint(g_get_monotonic_time() - start_time, <, 60 * G_USEC_PER_SEC);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/jail/messages", test_messages);
    g_test_add_func("/jail/ends", test_ends);
    g_test_add_func("/jail/rights", test_rights);
    g_test_add_func("/jail/stale", test_stale);
    g_test_add_func("/jail/given-up", test_given_up);
    return g_test_run();
}

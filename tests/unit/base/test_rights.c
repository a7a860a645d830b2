#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DROPPED = 0, NOT_DROPPED = 77 };

/* In a child, for it is for good. ret: what failed, counted from 1. */
static int
try_everything(void)
{
    if (!zf_rights_drop()) {
        return NOT_DROPPED;
    }
    static const int families[] = {AF_INET, AF_INET6, AF_NETLINK, AF_PACKET};
    for (size_t i = 0; i < G_N_ELEMENTS(families); i++) {
        if (socket(families[i], SOCK_STREAM, 0) >= 0 || errno != EPERM) {
            return 1;
        }
    }
    int local = socket(AF_UNIX, SOCK_STREAM, 0);
    if (local < 0) {
        return 2;
    }
    char *arguments[] = {(char *)"/bin/true", NULL};
    if (execv(arguments[0], arguments) != -1 || errno != EPERM) {
        return 3;
    }
    if (ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) != -1 || errno != EPERM) {
        return 4;
    }
    pid_t child = fork();
    if (child == 0) { /* children keep it */
        _exit(socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM ? 0 : 1);
    }
    int status;
    if (waitpid(child, &status, 0) != child || status != 0) {
        return 5;
    }
    int file = open("/proc/self/status", O_RDONLY);
    return file < 0 ? 6 : zf_rights_drop() ? DROPPED : 7;
}

static void
test_drop(void)
{
    pid_t child = fork();
    g_assert_cmpint(child, >=, 0);
    if (child == 0) {
        _exit(try_everything());
    }
    int status;
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == NOT_DROPPED) {
        g_test_skip("no seccomp here, or a build with sanitizers");
        return;
    }
    g_assert_cmpint(WEXITSTATUS(status), ==, DROPPED);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rights/drop", test_drop);
    return g_test_run();
}

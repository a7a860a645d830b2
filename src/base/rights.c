#include "base/rights.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#endif

#if defined(__x86_64__)
#define OWN_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCH AUDIT_ARCH_AARCH64
#elif defined(__loongarch64)
#define OWN_ARCH AUDIT_ARCH_LOONGARCH64
#endif

#if defined(OWN_ARCH) && !ZF_WITH_SANITIZER

#define LOAD(field)                                                                                \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, field))
#define REFUSE BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)
#define ALLOW  BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
/* One call that is refused whatever it asks for. */
#define NEVER(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1), REFUSE

/* The 64-bit little-endian ABIs keep the low half of an argument first. Numbers from 2^30 on are
 * the x32 ABI's, which would be a way around. io_uring can open sockets behind the filter's back.
 */
static struct sock_filter rules[] = {
    LOAD(arch),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCH, 1, 0),
    REFUSE,
    LOAD(nr),
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000u, 0, 1),
    REFUSE,
    NEVER(SYS_execve),
    NEVER(SYS_execveat),
    NEVER(SYS_ptrace),
    NEVER(SYS_process_vm_readv),
    NEVER(SYS_process_vm_writev),
#ifdef SYS_io_uring_setup
    NEVER(SYS_io_uring_setup),
#endif
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 1, 0),
    ALLOW,
    LOAD(args[0]),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 0, 1),
    ALLOW,
    REFUSE,
};

static bool
add_rules(struct sock_filter *filter, size_t n)
{
    struct sock_fprog program = {.len = (unsigned short)n, .filter = filter};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/* tgkill is how a thread aborts itself; of other processes it is refused. */
static bool
refuse_calls(void)
{
    struct sock_filter filter[] = {
        LOAD(nr),
        NEVER(SYS_socket),
        NEVER(SYS_kill),
        NEVER(SYS_tkill),
        NEVER(SYS_rt_sigqueueinfo),
        NEVER(SYS_rt_tgsigqueueinfo),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_tgkill, 1, 0),
        ALLOW,
        LOAD(args[0]),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)getpid(), 0, 1),
        ALLOW,
        REFUSE,
    };
    return add_rules(filter, G_N_ELEMENTS(filter));
}

#ifdef SYS_landlock_create_ruleset

/* Bits that newer kernels know and older headers do not. */
#define RIGHT_REFER    (1ULL << 13)
#define RIGHT_TRUNCATE (1ULL << 14)
#define READ_RIGHTS    (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FILE_RIGHTS    (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | RIGHT_TRUNCATE)

static void
allow_path(int rules_fd, const char *path, uint64_t rights)
{
    struct stat status;
    int fd = path ? open(path, O_PATH | O_CLOEXEC) : -1;
    if (fd < 0) {
        return;
    }
    if (fstat(fd, &status) == 0) {
        struct landlock_path_beneath_attr rule = {
            .allowed_access = S_ISDIR(status.st_mode) ? rights : rights & FILE_RIGHTS,
            .parent_fd = fd};
        (void)syscall(SYS_landlock_add_rule, rules_fd, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    }
    close(fd);
}

static bool
close_files(const char *const *readable, const char *scratch)
{
    static const char *const system[] = {"/usr",       "/lib",          "/lib64",
                                         "/etc",       "/dev/urandom",  "/dev/null",
                                         "/proc/self", "/proc/meminfo", "/proc/cpuinfo"};
    static const char *const variables[] = {"PROJ_LIB", "PROJ_DATA", "GDAL_DATA"};
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    uint64_t all = (1ULL << 13) - 1; /* every right of the first version */
    all |= version >= 2 ? RIGHT_REFER : 0;
    all |= version >= 3 ? RIGHT_TRUNCATE : 0;
    struct landlock_ruleset_attr attr = {.handled_access_fs = all};
    int fd = version < 1 ? -1 : (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
    if (fd < 0) {
        return false;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(system); i++) {
        allow_path(fd, system[i], READ_RIGHTS);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(variables); i++) {
        allow_path(fd, g_getenv(variables[i]), READ_RIGHTS);
    }
    for (size_t i = 0; readable[i]; i++) {
        allow_path(fd, readable[i], READ_RIGHTS);
    }
    allow_path(fd, scratch, all & ~(uint64_t)LANDLOCK_ACCESS_FS_EXECUTE);
    bool ok = syscall(SYS_landlock_restrict_self, fd, 0) == 0;
    close(fd);
    return ok;
}

#else

static bool
close_files(const char *const *readable, const char *scratch)
{
    (void)readable;
    (void)scratch;
    return false;
}

#endif

bool
zf_rights_drop(void)
{
    return add_rules(rules, G_N_ELEMENTS(rules));
}

bool
zf_rights_confine(const char *const *readable, const char *scratch)
{
    bool dropped = zf_rights_drop();
    bool closed = close_files(readable, scratch);
    bool refused = refuse_calls();
    return dropped && closed && refused;
}

#else

bool
zf_rights_confine(const char *const *readable, const char *scratch)
{
    (void)readable;
    (void)scratch;
    return false;
}

bool
zf_rights_drop(void)
{
    return false;
}

#endif

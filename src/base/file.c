#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

G_DEFINE_QUARK(zf_file_error, zf_file_error)

/* ret: the descriptor of a regular file, or -1. */
static int
open_regular(const char *path, struct stat *st, GError **error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || fstat(fd, st) != 0 || !S_ISREG(st->st_mode)) {
        const char *why = fd < 0                 ? g_strerror(errno)
                          : S_ISDIR(st->st_mode) ? _("it is a folder; name a file in it")
                                                 : _("not a regular file");
        g_set_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_READ, _("cannot read %s: %s"), path, why);
        if (fd >= 0) {
            close(fd);
        }
        return -1;
    }
    return fd;
}

/* Reads until size bytes are there or the file ends. ret: the bytes read, or -1. */
static ssize_t
read_all(int fd, char *into, size_t size)
{
    size_t done = 0;
    while (done < size) {
        ssize_t got = read(fd, into + done, size - done);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return -1;
        }
        if (got == 0) {
            break;
        }
        done += (size_t)got;
    }
    return (ssize_t)done;
}

char *
zf_file_read(const char *path, size_t limit, size_t *size, GError **error)
{
    struct stat st;
    int fd = open_regular(path, &st, error);
    if (fd < 0) {
        return NULL;
    }
    if ((uint64_t)st.st_size > limit) {
        g_set_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_TOO_LARGE,
                    _("%s is too large: %ld bytes; at most %lu are read"), path, (long)st.st_size,
                    (unsigned long)limit);
        close(fd);
        return NULL;
    }
    g_autofree char *bytes = g_malloc((size_t)st.st_size + 1);
    ssize_t got = read_all(fd, bytes, (size_t)st.st_size);
    int saved = errno;
    close(fd);
    if (got < 0) {
        g_set_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_READ, _("cannot read %s: %s"), path,
                    g_strerror(saved));
        return NULL;
    }
    bytes[got] = '\0';
    *size = (size_t)got;
    return g_steal_pointer(&bytes);
}

static bool
write_error(GError **error, const char *path, int number)
{
    bool forbidden = number == EACCES || number == EPERM || number == EROFS;
    const char *why = number == ENOENT ? _("there is no such folder")
                      : forbidden      ? _("no right to write there; choose a folder of your own, "
                                                "or ask for that right")
                                       : g_strerror(number);
    g_set_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_WRITE, _("cannot write %s: %s"), path, why);
    return false;
}

/* ret: the errno with which part, which is not there, cannot be made. */
static int
why_missing(const char *part)
{
    int fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) {
        return errno;
    }
    close(fd);
    (void)g_unlink(part);
    return EIO;
}

static bool
write_all(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t put = write(fd, bytes, size);
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return false;
        }
        bytes += put;
        size -= (size_t)put;
    }
    return true;
}

static void
sync_folder(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
}

/* Removes ".NAME.PID.part*" beside path where no process PID lives any more. */
static void
remove_leftovers(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *prefix = g_strdup_printf(".%s.", name);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *entry;
    while (dir && (entry = g_dir_read_name(dir))) {
        if (!g_str_has_prefix(entry, prefix)) {
            continue;
        }
        char *end;
        gint64 pid = g_ascii_strtoll(entry + strlen(prefix), &end, 10);
        if (pid > 0 && g_str_has_prefix(end, ".part") && kill((pid_t)pid, 0) != 0 &&
            errno == ESRCH) {
            g_autofree char *stale = g_build_filename(folder, entry, NULL);
            (void)g_unlink(stale);
        }
    }
}

char *
zf_file_part_path(const char *path)
{
    remove_leftovers(path);
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);
    const char *dot = strrchr(name, '.');
    g_autofree char *part =
        g_strdup_printf(".%s.%ld.part%s", name, (long)getpid(), dot && dot != name ? dot : "");
    return g_build_filename(folder, part, NULL);
}

bool
zf_file_commit(const char *part, const char *path, GError **error)
{
    struct stat st;
    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
        (void)g_unlink(part);
        g_set_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_WRITE, _("cannot write %s: %s"), path,
                    S_ISDIR(st.st_mode) ? _("it is a folder") : _("not a regular file"));
        return false;
    }
    int fd = open(part, O_RDONLY | O_CLOEXEC);
    bool good = fd >= 0 && fchmod(fd, 0600) == 0 && fsync(fd) == 0;
    int saved = fd < 0 && errno == ENOENT ? why_missing(part) : errno;
    if (fd >= 0) {
        close(fd);
    }
    if (good) {
        good = g_rename(part, path) == 0;
        saved = errno;
    }
    if (!good) {
        (void)g_unlink(part);
        return write_error(error, path, saved);
    }
    sync_folder(path);
    return true;
}

bool
zf_file_write(const char *path, const void *bytes, size_t size, GError **error)
{
    g_autofree char *part = zf_file_part_path(path);
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) {
        return write_error(error, path, errno);
    }
    bool good = write_all(fd, bytes, size);
    int saved = errno;
    if (close(fd) != 0 && good) {
        good = false;
        saved = errno;
    }
    if (!good) {
        (void)g_unlink(part);
        return write_error(error, path, saved);
    }
    return zf_file_commit(part, path, error);
}

bool
zf_file_make_folder(const char *path, GError **error)
{
    if (g_mkdir_with_parents(path, 0700) != 0) {
        return write_error(error, path, errno);
    }
    return true;
}

char *
zf_file_sha256(const char *path, GError **error)
{
    struct stat st;
    int fd = open_regular(path, &st, error);
    if (fd < 0) {
        return NULL;
    }
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree char *block = g_malloc(1 << 16);
    ssize_t got;
    while ((got = read_all(fd, block, 1 << 16)) > 0) {
        g_checksum_update(sum, (const guchar *)block, got);
    }
    int saved = errno;
    close(fd);
    if (got < 0) {
        g_set_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_READ, _("cannot read %s: %s"), path,
                    g_strerror(saved));
        return NULL;
    }
    return g_strdup(g_checksum_get_string(sum));
}

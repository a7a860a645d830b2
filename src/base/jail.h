/* jail: a process of its own for reading what strangers made. Whatever the bytes make a library do
 * (crash, spin, eat memory, write, call home), it happens in there, and here it becomes an error.
 *
 *     ZfJailOptions options = {.readable = paths, .cpu_seconds = 60, .memory = 2 << 30};
 *     g_autoptr(ZfJail) jail = zf_jail_start(&options, work, data, &error);
 *     zf_channel_send(zf_jail_channel(jail), request, n);
 *     while (zf_channel_receive(zf_jail_channel(jail), answer)) { … }
 *
 * The process is forked, so work sees the data as it was at that moment, and nothing but messages
 * comes back: read them as the work of a stranger too. Linux only.
 *
 * Limits: CPU seconds and memory by setrlimit; rights by zf_rights_confine, as far as the kernel
 * has them. In a build with sanitizers only the CPU is limited: they need the rest. */
#pragma once

#include "base/prelude.h"

typedef struct ZfJail ZfJail;

typedef struct ZfJailOptions {
    const char *const *readable; /* files and folders; ends with NULL. See zf_rights_confine */
    const char *scratch;         /* a folder that may be written into, or NULL */
    uint32_t cpu_seconds;        /* at least 1 */
    uint64_t memory;             /* bytes over what this process has now */
} ZfJailOptions;

/* Runs in the new process; when it returns the process ends. channel: its end. */
typedef void (*ZfJailWork)(int channel, gpointer data);

/* ret: NULL with a GFileError when the system gives no process. */
ZfJail *zf_jail_start(const ZfJailOptions *options, ZfJailWork work, gpointer data,
                      GError **error) ZF_CHECK_RESULT;
/* Ends the process at once, whatever it does. NULL is fine. */
void zf_jail_free(ZfJail *jail);

int zf_jail_channel(const ZfJail *jail);

typedef enum ZfJailEnd {
    ZF_JAIL_DONE,    /* work returned */
    ZF_JAIL_CRASHED, /* a signal ended it: a fault, abort, or no more memory */
    ZF_JAIL_LATE,    /* its CPU seconds were used up */
} ZfJailEnd;

/* Once the channel is at its end: waits for the process, and says how it ended. */
ZfJailEnd zf_jail_wait(ZfJail *jail);

/* One message of size bytes. ret: false when the other side is gone. */
bool zf_channel_send(int channel, const void *bytes, size_t size);
/* Waits for one message and puts it into message, in place of what was there.
 * ret: false when the other side is gone, or sends what is no message (4 GiB and more). */
bool zf_channel_receive(int channel, GByteArray *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfJail, zf_jail_free)

/* file: reading whole files with a limit, and writing them so that nobody ever sees half of one. */
#pragma once

#include "base/prelude.h"

#define ZF_FILE_ERROR (zf_file_error_quark())
GQuark zf_file_error_quark(void);
typedef enum {
    ZF_FILE_ERROR_READ,      /* cannot be opened or read; not a regular file */
    ZF_FILE_ERROR_TOO_LARGE, /* larger than the limit */
    ZF_FILE_ERROR_WRITE,     /* folder missing or read-only, disk full */
} ZfFileError;

/* Reads a regular file of at most limit bytes. ret: its bytes with a 0 behind them, owned by the
 * caller; size: without that 0. */
char *zf_file_read(const char *path, size_t limit, size_t *size, GError **error) ZF_CHECK_RESULT;

/* true for the two bytes every gzip file begins with. */
bool zf_file_is_gzip(const char *bytes, size_t size);
/* Unpacks gzip from memory (all members, one behind the other), at most limit bytes of it. name is
 * for messages. ret: as zf_file_read; errors: READ where it is damaged or cut, TOO_LARGE. */
char *zf_file_gunzip(const char *bytes, size_t size, size_t limit, const char *name,
                     size_t *unpacked, GError **error) ZF_CHECK_RESULT;

/* Writes beside the target, syncs, and moves it into
 * place in one step. On failure the old file, if any, is untouched. */
bool zf_file_write(const char *path, const void *bytes, size_t size,
                   GError **error) ZF_CHECK_RESULT;

/* For libraries that insist on writing to a path themselves: write to part, then commit.
 * ret: "DIR/.NAME.PID.part.EXT", a name in the same folder that keeps the extension; leftovers of
 * processes that are gone are removed first. Owned by the caller. */
char *zf_file_part_path(const char *path);
/* Syncs part and renames it to path, readable by its owner only; removes part on failure; says why
 * part could not be made when it is missing. No folder, device … at path is ever replaced. */
bool zf_file_commit(const char *part, const char *path, GError **error) ZF_CHECK_RESULT;

/* mkdir -p, mode 0700 for what is made. */
bool zf_file_make_folder(const char *path, GError **error) ZF_CHECK_RESULT;

/* ret: the SHA-256 of the bytes of a file in 64 hexadecimal digits, owned by the caller. */
char *zf_file_sha256(const char *path, GError **error) ZF_CHECK_RESULT;

/* rights: what this process gives up for good, so that a file which makes a library misbehave
 * cannot call home or start another program. It is the kernel that refuses (seccomp, since
 * Linux 3.5). */
#pragma once

#include "base/prelude.h"

/* From here on the process and all its threads started later open no sockets but local ones, start
 * no program, and neither trace nor read other processes: such calls fail with EPERM. Files are
 * read and written as before. Call it before threads start; again is harmless. ret: false when the
 * kernel cannot do it or this is a build with sanitizers, which need those rights; nothing is given
 * up then, and everything works all the same. */
bool zf_rights_drop(void);

/* For a process that does nothing but read a file which strangers made (base/jail.h): over and
 * above zf_rights_drop it opens no socket at all and sends no signal to others (seccomp), reads
 * nothing but the files and folders named, what the system's libraries keep (/usr, /lib, /etc, the
 * folders in PROJ_LIB, PROJ_DATA, GDAL_DATA), and writes into scratch alone (Landlock, since Linux
 * 5.13). readable: ends with NULL; what does not exist is passed over. scratch: NULL writes
 * nowhere. ret: false when a part of it could not be had; the rest holds then. */
bool zf_rights_confine(const char *const *readable, const char *scratch);

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

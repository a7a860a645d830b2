/* help: what --help prints and what the man pages say, made from the same words. */
#pragma once

#include "cli/command.h"

/* ret: text for a terminal in the language of the messages; owned by the caller. */
char *zf_help_overview(const GOptionEntry *globals);
char *zf_help_command(const ZfCommand *command, const GOptionEntry *globals);
/* ret: a man page in mdoc; command NULL gives zoufang(1). */
char *zf_help_man(const ZfCommand *command, const GOptionEntry *globals);

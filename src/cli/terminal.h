/* terminal: the progress bar, being interrupted, and the language. */
#pragma once

#include "base/base.h"
#include "model/model.h"

/* A progress that draws a bar on stderr when that is a terminal, and is cancelled by Ctrl-C (the
 * second Ctrl-C ends the program at once). */
ZfProgress terminal_progress(bool quiet);
/* Wipes the bar before something else is printed. */
void terminal_clear_bar(void);

/* Sets locale and message catalogue: wanted is "zh_CN", "en" or NULL (from the environment). Works
 * on a bare Debian that has C.UTF-8 only. ret: the language chosen. */
ZfLang terminal_set_language(const char *wanted);

/* say: every sentence that stands on documents — sheets, maps, tables, pages — in Chinese and
 * English, whatever the locale of the process. (Messages on the terminal are gettext's business.)
 *
 * Texts returned as const char * are built in; those returned as char * are owned by the caller.
 * Chinese follows the habits of local offices: blanks between figures and characters, full-width
 * punctuation, ranges with —, surname + 某.
 *
 * Other folders include this header alone; the headers it names are its chapters. */
#pragma once

#include "base/base.h"
#include "model/model.h"

#include "say/sentence.h"
#include "say/figure.h"
#include "say/person.h"
#include "say/service.h"
#include "say/word.h"
#include "say/way.h"
#include "say/verdict.h"

/* lettersint: the cut fonts, for lettering. */
#pragma once

#include "draw/letters.h"

#include <fontconfig/fontconfig.h>

#define ZF_FONT_FAMILY "Noto Sans CJK SC"

/* Cuts the fonts when that has not been done. ret: a number of their own, 0 = there are none
 * (letters NULL, or no such font): take the whole ones. */
unsigned zf_letters_serial(ZfLetters *letters);
/* A configuration of fontconfig with the cut fonts alone; after a serial that is not 0. NULL when
 * they cannot be read. Owned by the caller. */
FcConfig *zf_letters_config(ZfLetters *letters);

/* photocopy: what a second-hand copier makes of a page, for tests of what must survive it. */
#pragma once

#include "base/base.h"

/* Reads a binary PGM (P5, 8 bits), copies it and writes it: blurred, turned by 2°, speckled (0.4 %
 * of the dots inverted in black or white), cut at a threshold to pure black and white. The same
 * copy for the same seed. ret: false when it cannot be read or written. */
bool photocopy(const char *in_pgm, const char *out_pgm, uint64_t seed);

/* photocopy: what a second-hand copier makes of a page, for tests of what must survive it. */
#pragma once

#include "base/base.h"

/* Reads a binary PGM (P5, 8 bits), copies it and writes it: turned, blurred, cut at a threshold to
 * pure black and white, speckled (0.4 % of the dots inverted in black or white). turn_deg:
 * clockwise. The same copy for the same seed. ret: false when it cannot be read or written. */
bool photocopy(const char *in_pgm, const char *out_pgm, double turn_deg, uint64_t seed);

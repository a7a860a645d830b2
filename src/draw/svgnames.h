/* svgnames: the same names in an SVG whatever was drawn before in this process. */
#pragma once

#include "base/base.h"

/* Cairo numbers surfaces through the life of the process ("surface17"): numbers them anew, in the
 * order in which they appear in the file. ret: the new bytes. */
GByteArray *zf_svg_renumber(const GByteArray *svg);

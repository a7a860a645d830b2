/* pngsize: the dots per inch of a PNG, which Cairo does not write. */
#pragma once

#include "base/base.h"

/* Puts a pHYs chunk (PNG specification 1.2, section 4.2.4.2) behind the header of a PNG file. */
void zf_png_set_dpi(GByteArray *png, double dpi);

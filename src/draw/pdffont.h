/* pdffont: a finished PDF gone over: its fonts made as small as they should be, its language and
 * its structure put right.
 *
 * Cairo 1.16 embeds the glyphs that are used but, for many sets of glyphs, all the subroutines of
 * the font with them (it reads a subroutine once only, so hints declared in it are not counted the
 * second time, the charstrings behind it look broken, and it keeps everything): a megabyte for a
 * font of which 50 KB are needed. HarfBuzz prunes each embedded font again. */
#pragma once

#include "base/base.h"

/* The structure tree gets one Document above all elements, which Cairo 1.16 leaves in its root.
 * pdf: what Cairo wrote. Stays as it is where it has not the form that Cairo gives it. lang: the
 * language of its text ("zh-CN"), written into its catalog, which Cairo cannot do; NULL = not said.
 */
void zf_pdf_prune_fonts(GByteArray *pdf, const char *lang);
/* A bare CFF font with all its glyphs kept and only the subroutines that they use. ret: NULL when
 * it cannot be read. */
GBytes *zf_cff_prune(const uint8_t *cff, size_t size);

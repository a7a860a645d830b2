/* sheetnumber: drawing a sheet's number (storesheet.h says what it looks like). Private. */
#pragma once

#include "store/storefile.h"

/* ret: the number for a seed text; another one for another attempt. Owned by the caller. */
char *zf_sheet_number_draw(const char *seed, unsigned attempt);

/* ret: the first number for a seed that no worksheet and no gridded map has yet. Owned by the
 * caller; NULL with an error. */
char *zf_sheet_number_free(ZfStore *store, const char *seed, GError **error);

/* sheetnumber: drawing a sheet's number (storesheet.h says what it looks like). Private. */
#pragma once

/* ret: the number for a seed text; another one for another attempt. Owned by the caller. */
char *zf_sheet_number_draw(const char *seed, unsigned attempt);

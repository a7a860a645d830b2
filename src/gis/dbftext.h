/* dbftext: in which encoding the texts of a .dbf are, judged from its bytes. Private. */
#pragma once

#include "base/base.h"

typedef enum DbfText {
    DBF_ASCII,   /* nothing to tell, nothing to do */
    DBF_UTF8,    /* every text is valid UTF-8 and some is not ASCII */
    DBF_GB18030, /* not UTF-8, but every text is valid GB18030 */
    DBF_OTHER,   /* neither */
} DbfText;

/* Judges a dBASE III table: field names and character fields, each by itself. A character cut in
 * half at the end of a field (fields are counted in bytes) is forgiven.
 * bytes: the file, or at least its head with as many whole records as are to be looked at.
 * language: the code page byte of the header; may be NULL. ret: DBF_ASCII for what is no table. */
DbfText dbf_text_guess(const uint8_t *bytes, size_t size, uint8_t *language);

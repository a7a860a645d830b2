/* text: UTF-8 as people type it. Nothing here depends on the locale. */
#pragma once

#include "base/prelude.h"

/* Cleans one cell of a table: full-width ASCII, NBSP and ideographic space become ASCII; zero-width
 * characters, BOM and soft hyphen go; a leading apostrophe goes (Excel's text mark); runs of blanks
 * inside become one space; both ends are trimmed. Line breaks become one space.
 * changed: set when anything but the outer blanks was changed; may be NULL.
 * ret: owned by the caller. */
char *zf_text_clean(const char *utf8, bool *changed);

/* true when nothing but blanks is there; NULL counts as blank. */
bool zf_text_is_blank(const char *utf8);

/* Columns on a terminal: East Asian wide and full-width characters count 2, marks 0. */
size_t zf_text_columns(const char *utf8);
/* ret: text followed (or, with right, preceded) by blanks up to that many columns. */
char *zf_text_pad(const char *utf8, size_t columns, bool right);

/* Edit distance in characters (insert, delete, replace), at most limit + 1 when it is larger. */
unsigned zf_text_distance(const char *a, const char *b, unsigned limit);
/* What may have been meant by a mistyped text: the first of the nearest names, one edit away, or
 * two from six characters on; below three characters none. ret: of names, NULL when none is that
 * near. */
const char *zf_text_nearest(const char *text, const GPtrArray *names);

/* Order for people without a locale: runs of ASCII digits by value, the rest by code point.
 * Texts that compare equal this way are ordered by strcmp, so 0 means the same bytes. */
int zf_text_compare(const char *a, const char *b);

/* The whole text must be a number; '.' is the decimal point. No inf, nan or hexadecimal. */
bool zf_text_to_double(const char *text, double *ret);
bool zf_text_to_int64(const char *text, int64_t *ret);

/* ret: up to decimals digits behind the point, no trailing zeros, '.' in every locale. */
char *zf_text_from_double(double value, int decimals);

/* ret: "1234567" as "1 234 567" with thin spaces (U+2009) from 10 000 on. */
char *zf_text_thousands(int64_t value);

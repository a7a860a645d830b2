#include "gis/dbftext.h"

#include <string.h>

#define MAX_FIELDS 2048

typedef struct Guess {
    bool ascii, utf8, gb18030;
} Guess;

/* Bytes at the end that begin a character and do not finish it. */
static bool
is_cut_utf8(const uint8_t *p, size_t n)
{
    if (n == 0 || n > 3) {
        return false;
    }
    size_t need = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : p[0] >= 0xc2 ? 2 : 0;
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xc0) != 0x80) {
            return false;
        }
    }
    return need > n;
}

static bool
is_utf8(const uint8_t *p, size_t n)
{
    const char *end;
    if (g_utf8_validate_len((const char *)p, n, &end)) {
        return true;
    }
    size_t done = (size_t)(end - (const char *)p);
    return is_cut_utf8(p + done, n - done);
}

/* The shapes of GB 18030-2005: one byte, two bytes 81–FE 40–FE without 7F, four bytes with digits
 * in second and fourth place. A last byte that would begin a character is forgiven. */
static bool
is_gb18030(const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n;) {
        if (p[i] < 0x80) {
            i++;
            continue;
        }
        if (p[i] == 0x80 || p[i] == 0xff) {
            return false;
        }
        if (i + 1 >= n) {
            return true;
        }
        if (p[i + 1] >= 0x40 && p[i + 1] <= 0xfe && p[i + 1] != 0x7f) {
            i += 2;
        } else if (p[i + 1] >= 0x30 && p[i + 1] <= 0x39) {
            if (i + 3 >= n) {
                return true;
            }
            if (p[i + 2] < 0x81 || p[i + 2] > 0xfe || p[i + 3] < 0x30 || p[i + 3] > 0x39) {
                return false;
            }
            i += 4;
        } else {
            return false;
        }
    }
    return true;
}

static void
judge(Guess *guess, const uint8_t *p, size_t n)
{
    while (n > 0 && (p[n - 1] == ' ' || p[n - 1] == '\0')) {
        n--;
    }
    bool ascii = true;
    for (size_t i = 0; i < n && ascii; i++) {
        ascii = p[i] < 0x80;
    }
    if (!ascii) {
        guess->ascii = false;
        guess->utf8 = guess->utf8 && is_utf8(p, n);
        guess->gb18030 = guess->gb18030 && is_gb18030(p, n);
    }
}

typedef struct Span {
    size_t start, length;
} Span;

/* Reads the field descriptions: names are judged, places of character fields kept. */
static size_t
read_fields(const uint8_t *bytes, size_t head, Guess *guess, Span *spans)
{
    size_t n = 0;
    size_t at = 1; /* the deletion mark */
    for (size_t i = 32; i + 32 <= head && bytes[i] != 0x0d && n < MAX_FIELDS; i += 32) {
        const uint8_t *name = bytes + i;
        judge(guess, name, strnlen((const char *)name, 11));
        if (name[11] == 'C') {
            /* long texts use the decimals byte as the high one */
            spans[n++] = (Span){at, name[16] + 256u * name[17]};
            at += name[16] + 256u * name[17];
        } else {
            at += name[16];
        }
    }
    return n;
}

DbfText
dbf_text_guess(const uint8_t *bytes, size_t size, uint8_t *language)
{
    if (size < 33) {
        return DBF_ASCII;
    }
    if (language) {
        *language = bytes[29];
    }
    size_t head = bytes[8] + 256u * bytes[9];
    size_t record = bytes[10] + 256u * bytes[11];
    Guess guess = {true, true, true};
    g_autofree Span *spans = g_new(Span, MAX_FIELDS);
    size_t n = read_fields(bytes, MIN(head, size), &guess, spans);
    for (size_t at = head; record > 1 && at + record <= size; at += record) {
        for (size_t i = 0; i < n && spans[i].start + spans[i].length <= record; i++) {
            judge(&guess, bytes + at + spans[i].start, spans[i].length);
        }
    }
    if (guess.ascii) {
        return DBF_ASCII;
    }
    return guess.utf8 ? DBF_UTF8 : guess.gb18030 ? DBF_GB18030 : DBF_OTHER;
}

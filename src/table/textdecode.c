/* textdecode: which encoding a text file is in. A mark decides; else strict UTF-8; else, when every
 * second byte of ASCII text is 0, UTF-16; else strict GB18030, and then only when what comes out
 * looks like Chinese (most characters from the common level of GB 2312), since nearly any Latin-1
 * text is valid GB18030 too. */
#include "table/bookbuild.h"

#include <string.h>

#include "table/table.h"

static char *
convert(const char *bytes, size_t size, const char *from, size_t *size_out)
{
    gsize used = 0;
    gsize made = 0;
    char *text = g_convert(bytes, (gssize)size, "UTF-8", from, &used, &made, NULL);
    if (text && used != size) {
        g_clear_pointer(&text, g_free);
    }
    *size_out = made;
    return text;
}

/* UTF-16 without a mark: digits, commas and line ends have a zero byte behind or before them. */
static const char *
guess_utf16(const char *bytes, size_t size)
{
    size_t n = MIN(size, 4096) & ~(size_t)1;
    size_t little = 0;
    size_t big = 0;
    for (size_t i = 0; i < n; i += 2) {
        little += bytes[i + 1] == 0 && bytes[i] && strchr("\r\n\t,; 0123456789", bytes[i]);
        big += bytes[i] == 0 && bytes[i + 1] && strchr("\r\n\t,; 0123456789", bytes[i + 1]);
    }
    if (MAX(little, big) <= n / 64) {
        return NULL;
    }
    return little > big ? "UTF-16LE" : "UTF-16BE";
}

/* Of the two-byte characters of a GB18030 text, are most of them punctuation (lead A1–A9) or of
 * the 3 755 common characters (lead B0–D7, trail from A1)? */
static bool
looks_chinese(const char *bytes, size_t size)
{
    const unsigned char *p = (const unsigned char *)bytes;
    size_t common = 0;
    size_t all = 0;
    for (size_t i = 0; i + 1 < size; i++) {
        if (p[i] < 0x80) {
            continue;
        }
        all++;
        common += p[i + 1] >= 0xA1 && ((p[i] >= 0xB0 && p[i] <= 0xD7) || p[i] <= 0xA9);
        i++;
    }
    return common * 2 >= all;
}

/* Text that was decoded wrongly once and saved: nothing can be read from it any more. */
static const char *
garbled(const char *text, size_t size)
{
    static const char *const signs[] = {"锟斤拷", "\xEF\xBF\xBD", "烫烫烫"};
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        const char *hit = memmem(text, size, signs[i], strlen(signs[i]));
        if (hit) {
            return hit;
        }
    }
    size_t controls = 0; /* U+0080–U+009F: UTF-8 taken for Latin-1 and saved as UTF-8 */
    for (size_t i = 0; i + 1 < size; i++) {
        if ((unsigned char)text[i] == 0xC2 && (unsigned char)text[i + 1] < 0xA0 &&
            ++controls >= 3) {
            return text + i;
        }
    }
    return NULL;
}

static bool
is_word(char c)
{
    return (unsigned char)c >= 0x80 || g_ascii_isalpha(c);
}

/* "???" where Chinese stood: at least three runs of two or more question marks, and more of them
 * than there are words. */
static const char *
question_marks(const char *text, size_t size)
{
    size_t runs = 0;
    size_t words = 0;
    const char *first = NULL;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '?' && i + 1 < size && text[i + 1] == '?') {
            first = first ? first : text + i;
            runs++;
            while (i + 1 < size && text[i + 1] == '?') {
                i++;
            }
        } else if (is_word(text[i])) {
            words++;
            while (i + 1 < size && is_word(text[i + 1])) {
                i++;
            }
        }
    }
    return runs >= 3 && runs > words ? first : NULL;
}

static size_t
count_han(const char *text, size_t size)
{
    size_t han = 0;
    for (const char *p = text; p < text + size; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        han += c >= 0x4E00 && c <= 0x9FFF;
    }
    return han;
}

/* A run of characters beyond ASCII that becomes Chinese when its bytes, GB18030 or Latin-1, are
 * read as what they were. The last character may have lost its end. */
static bool
was_chinese(const char *run, size_t n)
{
    gsize size = 0;
    g_autofree char *latin = g_convert(run, (gssize)n, "ISO-8859-1", "UTF-8", NULL, &size, NULL);
    size_t made = 0;
    g_autofree char *text = latin ? convert(latin, size, "GB18030", &made) : NULL;
    if (text) {
        return looks_chinese(latin, size) && count_han(text, made) >= 2;
    }
    g_autofree char *gbk = g_convert(run, (gssize)n, "GB18030", "UTF-8", NULL, &size, NULL);
    const char *end = NULL;
    bool whole = gbk && g_utf8_validate_len(gbk, size, &end);
    return gbk && (whole || end + 2 >= gbk + size) && count_han(gbk, (size_t)(end - gbk)) >= 2;
}

/* Chinese that was read in a wrong encoding and saved so: ²ñÑÂ or 鏌忓灜 for 柏垭. Most runs must
 * give Chinese when the mistake is undone; right Chinese gives none. ret: the first such run, or
 * NULL. */
static const char *
misread(const char *text, size_t size)
{
    const char *first = NULL;
    size_t runs = 0;
    size_t wrong = 0;
    for (size_t i = 0; i < size && runs < 200; i++) {
        size_t from = i;
        while (i < size && (unsigned char)text[i] >= 0x80) {
            i++;
        }
        if (i - from < 6) {
            continue;
        }
        runs++;
        if (was_chinese(text + from, i - from)) {
            first = first ? first : text + from;
            wrong++;
        }
    }
    return wrong >= 3 && wrong * 2 > runs ? first : NULL;
}

static size_t
line_of(const char *bytes, size_t at)
{
    size_t line = 1;
    for (size_t i = 0; i < at; i++) {
        line += bytes[i] == '\n';
    }
    return line;
}

static bool
check_garbled(const char *name, const char *text, size_t size, GError **error)
{
    const char *hit = garbled(text, size);
    hit = hit ? hit : question_marks(text, size);
    hit = hit ? hit : misread(text, size);
    if (!hit) {
        return true;
    }
    size_t line = line_of(text, (size_t)(hit - text));
    g_set_error(
        error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_ENCODING,
        _("%s, line %zu: the text was garbled before it was saved (read in a wrong encoding, "
          "or 锟斤拷 and question marks): take the original file, or export it again as "
          ".xlsx"),
        name, line);
    return false;
}

/* How far the bytes are valid in an encoding. */
static size_t
valid_up_to(const char *bytes, size_t size, const char *encoding)
{
    gsize used = 0;
    g_autofree char *text = g_convert(bytes, (gssize)size, "UTF-8", encoding, &used, NULL, NULL);
    return text ? size : used;
}

/* Nearly all of it is valid, up to a line that is not: the file was damaged there. */
static bool
damaged(const char *name, const char *bytes, size_t size, GError **error)
{
    size_t utf8 = valid_up_to(bytes, size, "UTF-8");
    size_t gbk = looks_chinese(bytes, size) ? valid_up_to(bytes, size, "GB18030") : 0;
    size_t at = MAX(utf8, gbk);
    size_t text = 0; /* bytes beyond ASCII before it: without any the encoding is not known yet */
    for (size_t i = 0; i < at; i++) {
        text += (unsigned char)bytes[i] >= 0x80;
    }
    if (text < 12 || at >= size) {
        return false;
    }
    g_set_error(error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_ENCODING,
                _("%s, line %zu: up to here the text is in %s, but here bytes stand that are no "
                  "characters: the file was damaged on its way; copy or export it again, as .xlsx "
                  "if possible"),
                name, line_of(bytes, at), gbk > utf8 ? "GB18030" : "UTF-8");
    return true;
}

static char *
cannot_tell(const char *name, const char *bytes, size_t size, bool told, GError **error)
{
    if (!told && damaged(name, bytes, size, error)) {
        return NULL;
    }
    g_set_error(error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_ENCODING,
                _("%s: cannot tell the encoding of the text (it is neither UTF-8 nor GB18030 nor "
                  "UTF-16); save it as .xlsx, or name the encoding with --encoding"),
                name);
    return NULL;
}

/* encoding: in and out, what a mark or the user says, or NULL. ret: UTF-8, or NULL. */
static char *
decode(const char *bytes, size_t size, const char **encoding, size_t *size_out)
{
    if (*encoding) {
        return convert(bytes, size, *encoding, size_out);
    }
    if (g_utf8_validate_len(bytes, size, NULL)) {
        *encoding = "UTF-8";
        *size_out = size;
        char *copy = g_malloc(size + 1);
        memcpy(copy, bytes, size);
        copy[size] = '\0';
        return copy;
    }
    *encoding = guess_utf16(bytes, size);
    if (*encoding) {
        return convert(bytes, size, *encoding, size_out);
    }
    *encoding = "GB18030";
    return looks_chinese(bytes, size) ? convert(bytes, size, "GB18030", size_out) : NULL;
}

char *
zf_text_decode(const char *name, const char *bytes, size_t size, const char *wanted,
               const char **encoding, size_t *size_out, GError **error)
{
    static const struct {
        const char *mark;
        size_t length;
        const char *encoding;
    } marks[] = {{"\xEF\xBB\xBF", 3, "UTF-8"},
                 {"\xFF\xFE", 2, "UTF-16LE"},
                 {"\xFE\xFF", 2, "UTF-16BE"},
                 {"\x84\x31\x95\x33", 4, "GB18030"}};
    const char *found =
        wanted && g_ascii_strcasecmp(wanted, "auto") != 0 ? g_intern_string(wanted) : NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (size >= marks[i].length && memcmp(bytes, marks[i].mark, marks[i].length) == 0) {
            found = marks[i].encoding; /* a mark is never wrong, the user may be */
            bytes += marks[i].length;
            size -= marks[i].length;
            break;
        }
    }
    bool told = found != NULL;
    g_autofree char *text = decode(bytes, size, &found, size_out);
    if (!text || memchr(text, '\0', *size_out)) {
        return cannot_tell(name, bytes, size, told, error);
    }
    if (!check_garbled(name, text, *size_out, error)) {
        return NULL;
    }
    *encoding = found;
    return g_steal_pointer(&text);
}

#include "base/text.h"

#include <errno.h>
#include <math.h>
#include <string.h>

static bool
is_invisible(gunichar c)
{
    return c == 0xFEFF || c == 0x00AD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 ||
           (c >= 0x202A && c <= 0x202E);
}

static bool
is_blank(gunichar c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x3000 ||
           c == 0x2028 || c == 0x2029 || c == 0x0B || c == 0x0C || c == 0x202F ||
           (c >= 0x2000 && c <= 0x200A);
}

static gunichar
narrow(gunichar c)
{
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

char *
zf_text_clean(const char *utf8, bool *changed)
{
    GString *out = g_string_new(NULL);
    bool touched = false;
    bool pending = false;
    for (const char *p = utf8; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (is_invisible(c)) {
            touched = true;
        } else if (is_blank(c)) {
            touched |= out->len > 0 && (pending || c != ' ') && p[1] != '\0';
            pending = true;
        } else {
            if (pending && out->len > 0) {
                g_string_append_c(out, ' ');
            }
            pending = false;
            touched |= narrow(c) != c;
            g_string_append_unichar(out, narrow(c));
        }
    }
    if (out->str[0] == '\'') {
        g_string_erase(out, 0, 1);
        touched = true;
    }
    if (changed) {
        *changed = touched;
    }
    return g_string_free(out, FALSE);
}

bool
zf_text_is_blank(const char *utf8)
{
    for (const char *p = utf8; p && *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!is_blank(c) && !is_invisible(c)) {
            return false;
        }
    }
    return true;
}

size_t
zf_text_columns(const char *utf8)
{
    size_t columns = 0;
    for (const char *p = utf8; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_iszerowidth(c)) {
            columns += g_unichar_iswide(c) ? 2 : 1;
        }
    }
    return columns;
}

char *
zf_text_pad(const char *utf8, size_t columns, bool right)
{
    size_t have = zf_text_columns(utf8);
    g_autofree char *blanks = g_strnfill(have < columns ? columns - have : 0, ' ');
    return right ? g_strconcat(blanks, utf8, NULL) : g_strconcat(utf8, blanks, NULL);
}

unsigned
zf_text_distance(const char *a, const char *b, unsigned limit)
{
    glong na;
    glong nb;
    g_autofree gunichar *ua = g_utf8_to_ucs4_fast(a, -1, &na);
    g_autofree gunichar *ub = g_utf8_to_ucs4_fast(b, -1, &nb);
    if ((unsigned)ABS(na - nb) > limit) {
        return limit + 1;
    }
    g_autofree unsigned *row = g_new0(unsigned, (size_t)nb + 1);
    for (glong j = 0; j <= nb; j++) {
        row[j] = (unsigned)j;
    }
    for (glong i = 1; i <= na; i++) {
        unsigned diagonal = row[0];
        row[0] = (unsigned)i;
        for (glong j = 1; j <= nb; j++) {
            unsigned replace = diagonal + (ua[i - 1] != ub[j - 1]);
            diagonal = row[j];
            row[j] = MIN(replace, MIN(row[j], row[j - 1]) + 1);
        }
    }
    return MIN(row[nb], limit + 1);
}

const char *
zf_text_nearest(const char *text, const GPtrArray *names)
{
    unsigned limit = (unsigned)MIN(g_utf8_strlen(text, -1) / 3, 2);
    const char *nearest = NULL;
    unsigned least = limit + 1;
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        unsigned away = zf_text_distance(name, text, limit);
        if (away < least) {
            nearest = name;
            least = away;
        }
    }
    return nearest;
}

/* Compares the runs of digits that begin at a and b by value, and steps over them. */
static int
compare_digits(const char **a, const char **b)
{
    const char *p = *a + strspn(*a, "0");
    const char *q = *b + strspn(*b, "0");
    size_t np = strspn(p, "0123456789");
    size_t nq = strspn(q, "0123456789");
    *a = p + np;
    *b = q + nq;
    if (np != nq) {
        return np < nq ? -1 : 1;
    }
    return strncmp(p, q, np);
}

int
zf_text_compare(const char *a, const char *b)
{
    /* most keys begin alike; what is alike needs no look, but for the number it may end in */
    size_t same = 0;
    while (a[same] && a[same] == b[same]) {
        same++;
    }
    while (same > 0 && g_ascii_isdigit(a[same - 1])) {
        same--;
    }
    const char *p = a + same;
    const char *q = b + same;
    while (*p && *q) {
        if (g_ascii_isdigit(*p) && g_ascii_isdigit(*q)) {
            int order = compare_digits(&p, &q);
            if (order) {
                return order;
            }
        } else if (*p != *q) {
            return (unsigned char)*p < (unsigned char)*q ? -1 : 1;
        } else {
            p++;
            q++;
        }
    }
    if (*p || *q) {
        return *p ? 1 : -1;
    }
    return strcmp(a, b);
}

bool
zf_text_to_double(const char *text, double *ret)
{
    if (!*text || strspn(text, "+-.0123456789eE") != strlen(text)) {
        return false;
    }
    char *end;
    errno = 0;
    double value = g_ascii_strtod(text, &end);
    if (*end || end == text || errno == ERANGE || !isfinite(value)) {
        return false;
    }
    *ret = value;
    return true;
}

bool
zf_text_to_int64(const char *text, int64_t *ret)
{
    gint64 value;
    if (!g_ascii_string_to_signed(text, 10, INT64_MIN, INT64_MAX, &value, NULL)) {
        return false;
    }
    *ret = value;
    return true;
}

char *
zf_text_from_double(double value, int decimals)
{
    char format[16];
    char buffer[G_ASCII_DTOSTR_BUF_SIZE + 320];
    g_snprintf(format, sizeof format, "%%.%df", CLAMP(decimals, 0, 17));
    g_ascii_formatd(buffer, sizeof buffer, format, value);
    if (strchr(buffer, '.')) {
        size_t length = strlen(buffer);
        while (buffer[length - 1] == '0') {
            length--;
        }
        buffer[buffer[length - 1] == '.' ? length - 1 : length] = '\0';
    }
    return g_strdup(strcmp(buffer, "-0") == 0 ? "0" : buffer);
}

char *
zf_text_thousands(int64_t value)
{
    g_autofree char *plain = g_strdup_printf("%" G_GINT64_FORMAT, value);
    size_t skip = plain[0] == '-' ? 1 : 0;
    size_t length = strlen(plain + skip);
    if (length < 5) {
        return g_steal_pointer(&plain);
    }
    GString *out = g_string_new_len(plain, (gssize)skip);
    for (size_t i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0) {
            g_string_append(out, "\u2009");
        }
        g_string_append_c(out, plain[skip + i]);
    }
    return g_string_free(out, FALSE);
}

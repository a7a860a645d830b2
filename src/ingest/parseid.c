/* parseid: ID numbers and phone numbers. */
#include <math.h>
#include <string.h>

#include "ingest/cellparse.h"

char
zf_id_check_character(const char *digits17)
{
    int sum = 0;
    for (int i = 0; i < 17; i++) { /* weights 2^(17-i) mod 11 */
        sum += (digits17[i] - '0') * ((1 << (17 - i)) % 11);
    }
    return "10X98765432"[sum % 11];
}

static bool
all_digits(const char *text, size_t n)
{
    return strspn(text, "0123456789") >= n;
}

/* The birth date of an 18-digit form; ret: false when no such day is sensible. */
static bool
birth_of(const char *id, ZfDate *birth)
{
    char iso[11];
    g_snprintf(iso, sizeof iso, "%.4s-%.2s-%.2s", id + 6, id + 10, id + 12);
    ZfDate day;
    if (!zf_date_parse(iso, &day) || strncmp(iso, "1900", 4) < 0 || strncmp(iso, "2100", 4) > 0) {
        return false;
    }
    *birth = day;
    return true;
}

/* "5.2202019900101E+17" or "522020199001010000.0" as its digits. */
static char *
unfold_number(const char *text)
{
    double value;
    if (!zf_text_to_double(text, &value) || value < 0 || value > 1e19) {
        return g_strdup(text);
    }
    if (!strpbrk(text, ".eE")) {
        return g_strdup(text);
    }
    if (value < 1e15) {
        return zf_text_from_double(floor(value + 0.5), 0);
    }
    /* the 15 digits Excel kept, then zeros: a double's own digits would differ behind them */
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(digits, sizeof digits, "%.14e", value);
    GString *out = g_string_new_len(digits, 1);
    g_string_append_len(out, digits + 2, 14);
    for (gint64 zeros = g_ascii_strtoll(strchr(digits, 'e') + 1, NULL, 10) - 14; zeros > 0;
         zeros--) {
        g_string_append_c(out, '0');
    }
    return g_string_free(out, FALSE);
}

static char *
compact(const char *text)
{
    g_autofree char *clean = zf_text_clean(text ? text : "", NULL);
    GString *out = g_string_new(NULL);
    for (const char *p = clean; *p; p++) {
        if (*p != ' ' && *p != '-') {
            g_string_append_c(out, g_ascii_toupper(*p));
        }
    }
    return g_string_free(out, FALSE);
}

static bool
no_id(const char *clean)
{
    return zf_cell_is_nothing(clean, true) || strstr(clean, "未登记") || strstr(clean, "未上户") ||
           strstr(clean, "无户口") || strstr(clean, "黑户") || strstr(clean, "办理中");
}

static ZfIdState
upgrade(const char *text, char id[19], ZfDate *birth, ZfSex *sex)
{
    char full[19];
    g_snprintf(full, sizeof full, "%.6s19%s", text, text + 6);
    if (!birth_of(full, birth)) {
        return ZF_ID_MALFORMED;
    }
    full[17] = zf_id_check_character(full);
    full[18] = '\0';
    *sex = (full[16] - '0') % 2 ? ZF_SEX_MALE : ZF_SEX_FEMALE;
    memcpy(id, full, 19);
    return ZF_ID_UPGRADED;
}

ZfIdState
zf_parse_id(const char *text, bool number, char id[19], ZfDate *birth, ZfSex *sex)
{
    *birth = ZF_DATE_NONE;
    *sex = ZF_SEX_UNKNOWN;
    id[0] = '\0';
    g_autofree char *raw = compact(text);
    g_autofree char *plain = unfold_number(raw);
    size_t length = strlen(plain);
    if (no_id(plain)) {
        return ZF_ID_NONE;
    }
    if (length == 15 && all_digits(plain, 15)) {
        return upgrade(plain, id, birth, sex);
    }
    bool tail = length == 18 && (g_ascii_isdigit(plain[17]) || plain[17] == 'X');
    if (!tail || !all_digits(plain, 17) || !birth_of(plain, birth)) {
        *birth = ZF_DATE_NONE;
        return ZF_ID_MALFORMED;
    }
    bool lost = strpbrk(raw, ".E") != NULL || strcmp(plain + 15, "000") == 0;
    if (lost || (number && zf_id_check_character(plain) != plain[17])) {
        return ZF_ID_CUT;
    }
    *sex = (plain[16] - '0') % 2 ? ZF_SEX_MALE : ZF_SEX_FEMALE;
    if (zf_id_check_character(plain) != plain[17]) {
        return ZF_ID_CHECK;
    }
    memcpy(id, plain, 19);
    return ZF_ID_GOOD;
}

/* One number at p: digits with blanks and hyphens inside, 7 to 15 of them. ret: owned by the
 * caller, NULL when there is none; *end behind it. */
static char *
phone_at(const char *p, const char **end)
{
    g_autoptr(GString) out = g_string_new(NULL);
    size_t digits = 0;
    for (; *p && (g_ascii_isdigit(*p) || strchr(" -+()", *p)); p++) {
        /* a blank between two full mobile numbers ends the first */
        if (*p == ' ' && digits >= 11) {
            break;
        }
        if (g_ascii_isdigit(*p)) {
            g_string_append_c(out, *p);
            digits++;
        } else if (*p == '-' && out->len > 0) {
            g_string_append_c(out, '-');
        }
    }
    *end = p;
    const char *number = out->str;
    if (g_str_has_prefix(number, "86") && digits == 13) {
        number += 2;
        number += *number == '-';
        digits = 11;
    }
    if (digits < 7 || digits > 15) {
        return NULL;
    }
    if (*number == '1' && digits == 11) { /* a mobile number is written without hyphens */
        g_autoptr(GString) mobile = g_string_new(NULL);
        for (; *number; number++) {
            if (*number != '-') {
                g_string_append_c(mobile, *number);
            }
        }
        return g_strdup(mobile->str);
    }
    size_t length = strlen(number);
    return g_strndup(number, number[length - 1] == '-' ? length - 1 : length);
}

char *
zf_parse_phone(const char *text, bool number, char **rest)
{
    g_autofree char *clean = zf_text_clean(text ? text : "", NULL);
    g_autofree char *plain =
        number || strpbrk(clean, "eE") ? unfold_number(clean) : g_strdup(clean);
    size_t length = strlen(plain);
    if (length > 2 && strcmp(plain + length - 2, ".0") == 0) {
        plain[length - 2] = '\0'; /* a number that went through a program */
    }
    char *first = NULL;
    g_autoptr(GString) others = g_string_new(NULL);
    for (const char *p = plain; *p;) {
        if (!g_ascii_isdigit(*p) && *p != '+') {
            p = g_utf8_next_char(p);
            continue;
        }
        g_autofree char *one = phone_at(p, &p);
        if (one && !first) {
            first = g_steal_pointer(&one);
        } else if (one) {
            g_string_append_printf(others, "%s%s", others->len ? "/" : "", one);
        }
    }
    if (rest) {
        *rest = others->len ? g_strdup(others->str) : NULL;
    }
    return first;
}

bool
zf_phone_is_usual(const char *phone)
{
    size_t digits = 0;
    for (const char *p = phone; *p; p++) {
        digits += g_ascii_isdigit(*p);
    }
    if (*phone == '0') {
        return digits >= 10 && digits <= 12;
    }
    if (*phone == '1') {
        return digits == 11;
    }
    return digits == 7 || digits == 8 || (digits >= 9 && strchr(phone, '-'));
}

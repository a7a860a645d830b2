/* parseday: days and times of day as people type them. */
#include <string.h>

#include "ingest/cellparse.h"

bool
zf_cell_is_nothing(const char *text, bool zero)
{
    static const char *const words[] = {"无",  "没有", "不详", "不知", "不清楚", "未知", "暂无",
                                        "空",  "缺",   "/",    "\\",   "-",      "—",    "--",
                                        "——",  "–",    "none", "null", "n/a",    "#n/a", "nil",
                                        "nan", ".",    "、",   "未填", "未登记"};
    g_autofree char *clean = zf_text_clean(text ? text : "", NULL);
    if (!*clean) {
        return true;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_ascii_strcasecmp(clean, words[i]) == 0) {
            return true;
        }
    }
    return zero && strcmp(clean, "0") == 0;
}

/* The runs of digits of a text, at most max; *odd is set by characters that stand in no day. */
static int
digit_runs(const char *text, const char *allowed, const char *starts[], int lengths[], int max,
           bool *odd)
{
    int n = 0;
    *odd = false;
    for (const char *p = text; *p;) {
        if (g_ascii_isdigit(*p)) {
            const char *end = p + strspn(p, "0123456789");
            if (n == max) {
                *odd = true;
                return n;
            }
            starts[n] = p;
            lengths[n++] = (int)(end - p);
            p = end;
        } else {
            const char *next = g_utf8_next_char(p);
            g_autofree char *one = g_strndup(p, (gsize)(next - p));
            *odd |= strstr(allowed, one) == NULL;
            p = next;
        }
    }
    return n;
}

static int
to_int(const char *digits, int length)
{
    int value = 0;
    for (int i = 0; i < length && i < 9; i++) {
        value = value * 10 + (digits[i] - '0');
    }
    return value;
}

static int
full_year(int year, int digits, int pivot)
{
    if (digits != 2) {
        return year;
    }
    int century = pivot / 100 * 100;
    return year + (year <= pivot % 100 + 10 ? century : century - 100);
}

static ZfParsed
make_day(int year, int month, int day, ZfDate *ret)
{
    ZfCivil civil = {year, month, day};
    if (year < 1900 || year > 2100 || !zf_civil_valid(civil)) {
        return ZF_PARSED_BAD;
    }
    *ret = zf_date_from_civil(civil);
    return ZF_PARSED_OK;
}

/* One unbroken run of digits: 20140305, 140305, 201403, 2014. */
static ZfParsed
parse_packed(const char *s, int length, int pivot, ZfDate *ret, bool *rough)
{
    if (length == 8) {
        return make_day(to_int(s, 4), to_int(s + 4, 2), to_int(s + 6, 2), ret);
    }
    if (length == 6) {
        int year = to_int(s, 4);
        int month = to_int(s + 4, 2);
        if (year >= 1930 && year <= pivot + 10 && month >= 1 && month <= 12) {
            *rough = true;
            return make_day(year, month, 1, ret);
        }
        return make_day(full_year(to_int(s, 2), 2, pivot), to_int(s + 2, 2), to_int(s + 4, 2), ret);
    }
    if (length == 4) {
        *rough = true;
        return make_day(to_int(s, 4), 1, 1, ret);
    }
    return ZF_PARSED_BAD;
}

/* The day's text without a time of day behind a blank or a T. */
static char *
without_time(const char *text)
{
    char *copy = g_strdup(text);
    char *colon = strchr(copy, ':');
    if (colon) {
        char *cut = colon;
        while (cut > copy && *cut != ' ' && *cut != 'T') {
            cut--;
        }
        *cut = '\0';
    }
    return copy;
}

ZfParsed
zf_parse_day(const char *text, bool number, int pivot, ZfDate *ret, bool *rough)
{
    g_autofree char *clean = zf_text_clean(text ? text : "", NULL);
    bool guess = false;
    if (zf_cell_is_nothing(clean, true)) {
        return ZF_PARSED_EMPTY;
    }
    g_autofree char *day = without_time(clean);
    const char *starts[4];
    int lengths[4];
    bool odd;
    int n = digit_runs(day, "-/.年月日号、， ,", starts, lengths, 4, &odd);
    ZfParsed state = ZF_PARSED_BAD;
    if (odd || n == 0 || n > 3 || lengths[0] > 8) {
        return ZF_PARSED_BAD;
    }
    if (n == 1) {
        state = parse_packed(starts[0], lengths[0], pivot, ret, &guess);
    } else if ((lengths[0] == 4 || lengths[0] == 2) && lengths[1] <= 2) {
        /* a number cell has lost a trailing zero: 2014.10 looks like 2014.1 */
        bool lost = number && n == 2 && lengths[1] == 1 && *starts[1] == '1';
        guess = n == 2;
        if (!lost && (n == 2 || lengths[2] <= 2)) {
            state = make_day(full_year(to_int(starts[0], lengths[0]), lengths[0], pivot),
                             to_int(starts[1], lengths[1]),
                             n == 3 ? to_int(starts[2], lengths[2]) : 1, ret);
        }
    }
    if (state == ZF_PARSED_OK && rough) {
        *rough = guess;
    }
    return state;
}

/* Reads "9", "09:30", "9点半", "9时30分" at p. ret: the end, or NULL. */
static const char *
clock_at(const char *p, int32_t *ret_s)
{
    size_t digits = strspn(p, "0123456789");
    if (digits == 0 || digits > 2) {
        return NULL;
    }
    int hour = to_int(p, (int)digits);
    int minute = 0;
    p += digits;
    bool point = g_str_has_prefix(p, "点") || g_str_has_prefix(p, "时");
    if (*p != ':' && !point) {
        return NULL;
    }
    p += point ? strlen("点") : 1;
    if (g_str_has_prefix(p, "半")) {
        minute = 30;
        p += strlen("半");
    } else if (g_ascii_isdigit(*p)) {
        digits = strspn(p, "0123456789");
        minute = to_int(p, (int)digits);
        p += digits;
        p += g_str_has_prefix(p, "分") ? strlen("分") : 0;
        if (*p == ':' && g_ascii_isdigit(p[1])) { /* seconds are of no interest */
            p++;
            p += strspn(p, "0123456789");
        }
    } else if (!point) {
        return NULL;
    }
    if (hour > 24 || minute > 59 || hour * 60 + minute > 24 * 60) {
        return NULL;
    }
    *ret_s = hour * 3600 + minute * 60;
    return p;
}

/* Takes 上午 下午 晚上 … off; ret: hours to add to a clock below 12. */
static int
take_half_day(const char **p)
{
    static const struct {
        const char *word;
        int add;
    } halves[] = {{"上午", 0},  {"早上", 0},  {"早晨", 0}, {"下午", 12},
                  {"晚上", 12}, {"傍晚", 12}, {"中午", 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(halves); i++) {
        if (g_str_has_prefix(*p, halves[i].word)) {
            *p += strlen(halves[i].word);
            return halves[i].add;
        }
    }
    return 0;
}

static const char *
clock_with_half(const char *p, int32_t *ret_s)
{
    int add = take_half_day(&p);
    const char *end = clock_at(p, ret_s);
    if (end && add && *ret_s < 12 * 3600) {
        *ret_s += add * 3600;
    }
    return end;
}

ZfParsed
zf_parse_clock(const char *text, int32_t *ret_s)
{
    g_autofree char *clean = zf_text_clean(text ? text : "", NULL);
    int32_t time_s;
    if (zf_cell_is_nothing(clean, false)) {
        return ZF_PARSED_EMPTY;
    }
    const char *end = clock_with_half(clean, &time_s);
    if (!end || *end) {
        return ZF_PARSED_BAD;
    }
    *ret_s = time_s;
    return ZF_PARSED_OK;
}

/* ret: the words for a part of the day, or false. */
static bool
named_span(const char *text, int32_t *from_s, int32_t *to_s)
{
    static const struct {
        const char *word;
        int from, to;
    } spans[] = {{"全天", 0, 0},   {"整天", 0, 0},  {"任意", 0, 0},   {"均可", 0, 0},
                 {"随时", 0, 0},   {"上午", 8, 12}, {"中午", 12, 14}, {"下午", 14, 18},
                 {"晚上", 18, 20}, {"傍晚", 17, 19}};
    for (size_t i = 0; i < G_N_ELEMENTS(spans); i++) {
        if (strcmp(text, spans[i].word) == 0) {
            *from_s = spans[i].from * 3600;
            *to_s = spans[i].to * 3600;
            return true;
        }
    }
    return false;
}

ZfParsed
zf_parse_span(const char *text, int32_t *from_s, int32_t *to_s, bool *weekend)
{
    static const char *const weekends[] = {"周末", "双休日", "周六日", "周六周日", "周六、周日"};
    static const char *const joins[] = {"-", "—", "–", "~", "至", "到"};
    g_autofree char *clean = zf_text_clean(text ? text : "", NULL);
    const char *p = clean;
    int32_t from = 0;
    int32_t to = 0;
    bool week_end = false;
    if (zf_cell_is_nothing(clean, false)) {
        return ZF_PARSED_EMPTY;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(weekends) && !week_end; i++) {
        week_end = g_str_has_prefix(p, weekends[i]);
        p += week_end ? strlen(weekends[i]) : 0;
    }
    p += *p == ' ';
    if (*p && !named_span(p, &from, &to)) {
        const char *end = clock_with_half(p, &from);
        for (size_t i = 0; end && i < G_N_ELEMENTS(joins); i++) {
            end += *end == ' ';
            if (g_str_has_prefix(end, joins[i])) {
                end += strlen(joins[i]);
                break;
            }
        }
        end = end ? clock_with_half(end + (*end == ' '), &to) : NULL;
        if (!end || *end || to <= from) {
            return ZF_PARSED_BAD;
        }
    } else if (!*p && !week_end) {
        return ZF_PARSED_BAD;
    }
    *from_s = from;
    *to_s = to;
    if (weekend) {
        *weekend = week_end;
    }
    return ZF_PARSED_OK;
}

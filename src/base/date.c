#include "base/date.h"

#include "base/text.h"

#include <string.h>

static bool
leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool
zf_civil_valid(ZfCivil civil)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (civil.year < 1 || civil.year > 9999 || civil.month < 1 || civil.month > 12) {
        return false;
    }
    int last = days[civil.month - 1] + (civil.month == 2 && leap(civil.year));
    return civil.day >= 1 && civil.day <= last;
}

/* Days by eras of 400 years that begin on 1 March (Howard Hinnant, "chrono-Compatible Low-Level
 * Date Algorithms"). */
ZfDate
zf_date_from_civil(ZfCivil civil)
{
    g_assert(zf_civil_valid(civil));
    int y = civil.month <= 2 ? civil.year - 1 : civil.year;
    int era = y / 400;
    int yoe = y - era * 400;
    int doy = (153 * (civil.month + (civil.month > 2 ? -3 : 9)) + 2) / 5 + civil.day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

ZfCivil
zf_date_to_civil(ZfDate date)
{
    int64_t z = (int64_t)date + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = (int)(z - era * 146097);
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    ZfCivil civil = {.day = doy - (153 * mp + 2) / 5 + 1, .month = mp < 10 ? mp + 3 : mp - 9};
    civil.year = (int)(yoe + era * 400) + (civil.month <= 2);
    return civil;
}

int
zf_date_weekday(ZfDate date)
{
    int64_t d = ((int64_t)date + 3) % 7;
    return (int)(d < 0 ? d + 7 : d);
}

int
zf_date_age(ZfDate birth, ZfDate day)
{
    ZfCivil b = zf_date_to_civil(birth);
    ZfCivil d = zf_date_to_civil(day);
    bool before = d.month < b.month || (d.month == b.month && d.day < b.day);
    return d.year - b.year - (before ? 1 : 0);
}

/* Reads exactly n digits. */
static bool
digits(const char *text, int n, int *ret)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (!g_ascii_isdigit(text[i])) {
            return false;
        }
        value = value * 10 + (text[i] - '0');
    }
    *ret = value;
    return true;
}

static bool
parse_day(const char *text, ZfDate *ret)
{
    ZfCivil civil;
    if (!digits(text, 4, &civil.year) || text[4] != '-' || !digits(text + 5, 2, &civil.month) ||
        text[7] != '-' || !digits(text + 8, 2, &civil.day) || !zf_civil_valid(civil)) {
        return false;
    }
    *ret = zf_date_from_civil(civil);
    return true;
}

bool
zf_date_parse(const char *text, ZfDate *ret)
{
    return strlen(text) == 10 && parse_day(text, ret);
}

char *
zf_date_format(ZfDate date)
{
    if (date == ZF_DATE_NONE) {
        return g_strdup("");
    }
    ZfCivil civil = zf_date_to_civil(date);
    return g_strdup_printf("%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

bool
zf_time_parse(const char *text, int32_t *ret_s)
{
    int h;
    int m;
    int s = 0;
    size_t length = strlen(text);
    if ((length != 5 && length != 8) || !digits(text, 2, &h) || text[2] != ':' ||
        !digits(text + 3, 2, &m)) {
        return false;
    }
    if (length == 8 && (text[5] != ':' || !digits(text + 6, 2, &s))) {
        return false;
    }
    if (m > 59 || s > 59 || h * 3600 + m * 60 + s > 86400) {
        return false;
    }
    *ret_s = h * 3600 + m * 60 + s;
    return true;
}

char *
zf_time_format(int32_t time_s)
{
    const char *sign = time_s < 0 ? "-" : "";
    int32_t t = ABS(time_s);
    return g_strdup_printf("%s%02d:%02d", sign, t / 3600, t / 60 % 60);
}

bool
zf_stamp_parse(const char *text, bool end_of_day, ZfStamp *ret)
{
    ZfDate date;
    int32_t time_s = end_of_day ? 86399 : 0;
    size_t length = strlen(text);
    if (length < 10 || !parse_day(text, &date)) {
        return false;
    }
    if (length > 10 &&
        ((text[10] != ' ' && text[10] != 'T') || !zf_time_parse(text + 11, &time_s))) {
        return false;
    }
    *ret = (ZfStamp)date * 86400 + time_s;
    return true;
}

char *
zf_stamp_format(ZfStamp stamp)
{
    if (stamp == ZF_STAMP_NONE) {
        return g_strdup("");
    }
    ZfDate date = zf_stamp_date(stamp);
    g_autofree char *day = zf_date_format(date);
    g_autofree char *time = zf_time_format((int32_t)(stamp - (ZfStamp)date * 86400));
    return g_strdup_printf("%s %s", day, time);
}

ZfStamp
zf_stamp_now(void)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    if (epoch) {
        int64_t value;
        if (zf_text_to_int64(epoch, &value)) {
            return value;
        }
    }
    g_autoptr(GDateTime) now = g_date_time_new_now_local();
    return g_date_time_to_unix(now) + g_date_time_get_utc_offset(now) / G_USEC_PER_SEC;
}

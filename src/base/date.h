/* date: calendar days and times of day, without zones: a campaign lives in one place. */
#pragma once

#include "base/prelude.h"

/* Days since 1970-01-01 in the proleptic Gregorian calendar. */
typedef int32_t ZfDate;
#define ZF_DATE_NONE INT32_MIN

/* Seconds since 1970-01-01 00:00 by the wall clock of the place. */
typedef int64_t ZfStamp;
#define ZF_STAMP_NONE INT64_MIN

typedef struct ZfCivil {
    int year;  /* 1 … 9999 */
    int month; /* 1 … 12 */
    int day;   /* 1 … 31 */
} ZfCivil;

bool zf_civil_valid(ZfCivil civil);
/* civil must be valid. */
ZfDate zf_date_from_civil(ZfCivil civil);
ZfCivil zf_date_to_civil(ZfDate date);

/* 0 = Monday … 6 = Sunday. */
int zf_date_weekday(ZfDate date);

/* Full years from birth to day; negative when birth lies later. 29 February counts on 1 March. */
int zf_date_age(ZfDate birth, ZfDate day);

/* Reads exactly YYYY-MM-DD. Other ways of writing a day are ingest's business. */
bool zf_date_parse(const char *text, ZfDate *ret);
/* ret: "YYYY-MM-DD", empty for ZF_DATE_NONE; owned by the caller. */
char *zf_date_format(ZfDate date);

/* Reads HH:MM or HH:MM:SS, 00:00 … 24:00, as seconds since midnight. */
bool zf_time_parse(const char *text, int32_t *ret_s);
/* ret: "HH:MM"; times beyond midnight go on counting: "25:10". Seconds are cut. */
char *zf_time_format(int32_t time_s);

static inline ZfDate
zf_stamp_date(ZfStamp stamp)
{
    return (ZfDate)(stamp >= 0 ? stamp / 86400 : -((-stamp + 86399) / 86400));
}

/* Reads "YYYY-MM-DD", "YYYY-MM-DD HH:MM" or with T and seconds; a bare day means its end, 24:00
 * minus one second, when end_of_day is set, its start otherwise. */
bool zf_stamp_parse(const char *text, bool end_of_day, ZfStamp *ret);
/* ret: "YYYY-MM-DD HH:MM", empty for ZF_STAMP_NONE; owned by the caller. */
char *zf_stamp_format(ZfStamp stamp);

/* Now by the wall clock, or SOURCE_DATE_EPOCH (as UTC) when that is set. */
ZfStamp zf_stamp_now(void);

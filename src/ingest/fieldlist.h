/* fieldlist (private): what a column can mean, and the headers people give it. */
#pragma once

#include "ingest/ingest.h"

/* Whom a column speaks of: "父亲情况/姓名" is NAME of FATHER. */
typedef enum ZfWhom { ZF_WHOM_SELF, ZF_WHOM_FATHER, ZF_WHOM_MOTHER, ZF_WHOM_CARER } ZfWhom;
#define ZF_WHOM_COUNT 4

typedef enum ZfField {
    ZF_F_SERIAL,
    ZF_F_NAME,
    ZF_F_SEX,
    ZF_F_ETHNIC,
    ZF_F_BIRTH,
    ZF_F_AGE,
    ZF_F_ID,
    ZF_F_PHONE,
    ZF_F_RELATION,
    ZF_F_HUKOU,
    ZF_F_ADDRESS,
    ZF_F_TOWN,
    ZF_F_COUNTY,
    ZF_F_VILLAGE,
    ZF_F_VILLAGE_CODE,
    ZF_F_GROUP,
    ZF_F_NUMBER,
    ZF_F_LON,
    ZF_F_LAT,
    ZF_F_LONLAT,
    ZF_F_ACCURACY,
    ZF_F_LANDMARK,
    ZF_F_CATEGORY,
    ZF_F_HEALTH,
    ZF_F_SCHOOL,
    ZF_F_GRADE,
    ZF_F_BOARDING,
    ZF_F_WORKPLACE,
    ZF_F_AWAY_SINCE,
    ZF_F_CAPACITY,
    ZF_F_BACK_DATE,
    ZF_F_BACK_UNTIL,
    ZF_F_VISIT_TIME,
    ZF_F_WHY_LEFT,
    ZF_F_TRAITS,
    ZF_F_ENTRY,
    ZF_F_EXIT,
    ZF_F_EXIT_REASON,
    ZF_F_NOTE,
    ZF_F_CODE,
    ZF_F_PARENT,
    ZF_F_LEVEL,
    ZF_F_ALIAS,
    ZF_F_CODE_YEAR,
    ZF_F_CONTACT,
    ZF_F_CONTACT_PHONE,
    ZF_F_UNIT,
    ZF_F_SKILLS,
    ZF_F_BASE,
    ZF_F_MODE,
    ZF_F_DAYS,
    ZF_F_HOURS,
    ZF_F_MAX_VISITS,
    ZF_F_REST,
    ZF_F_OVERTIME,
    ZF_F_MAX_KM,
    ZF_F_TEAM,
    ZF_F_VOLUNTEER,
    ZF_F_FROM,
    ZF_F_TO,
    ZF_F_SHEET,
    ZF_F_STOP,
    ZF_F_CELL,
    ZF_F_DATE,
    ZF_F_TIME,
    ZF_F_VISITORS,
    ZF_F_OUTCOME,
    ZF_F_SEEN,
    ZF_F_CLEAR,
    ZF_F_CLEAR_DATA,
    ZF_F_CLEAR_BASIC,
    ZF_F_CLEAR_IMPORTANT,
    ZF_F_CLEAR_SOCIAL,
    ZF_F_CLEAR_GROWTH,
    ZF_F_CLEAR_OTHER,
    ZF_F_SAFE,
    ZF_F_SAFE_ELECTRICITY,
    ZF_F_SAFE_GAS,
    ZF_F_SAFE_WATER,
    ZF_F_SAFE_FIRE,
    ZF_F_SAFE_FOOD,
    ZF_F_SAFE_NEAR_WATER,
    ZF_F_HAZARD,
    ZF_F_AGREEMENT,
    ZF_F_SIGNED,
    ZF_F_VERIFIED,
    ZF_F_WISH,
    ZF_F_EVIDENCE,
    ZF_F_TITLE,
    ZF_F_ORGANISER,
    ZF_F_KIND,
    ZF_F_MONEY,
    ZF_F_GOODS,
    ZF_F_OTHER,
    ZF_F_VALUE,
    ZF_F_PEOPLE,
    ZF_F_CHILDREN,
    ZF_F_COUNT,
} ZfField;

/* ret: the name for --map and messages: "phone". */
const char *zf_field_code(ZfField field);
/* "father.name", "lon" -> whom and field. */
bool zf_field_parse(const char *code, ZfWhom *whom, ZfField *field);
/* ret: "father.name"; owned by the caller. */
char *zf_field_full_code(ZfWhom whom, ZfField field);

/* What a header of n stacked texts, top first, means in a file of that kind. SERIAL counts.
 * loose: a known word at its start or end will do.
 * ret: false when it is none of the fields. */
bool zf_field_match(ZfImportKind kind, const char *const *path, size_t n, bool loose, ZfWhom *whom,
                    ZfField *field);

/* A header's text without blanks, marks and what stands in brackets, in lower case; owned by the
 * caller. */
char *zf_header_clean(const char *text);

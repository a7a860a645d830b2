/* codes: the stable lower-case names under which enumerations stand in the database and in files.
 */
#pragma once

#include "model/kinds.h"

typedef enum ZfCodeList {
    ZF_CODES_LANG, /* "en", "zh_CN" */
    ZF_CODES_AUDIENCE,
    ZF_CODES_UNIT,
    ZF_CODES_LEVEL,
    ZF_CODES_SEX,
    ZF_CODES_ROLE,
    ZF_CODES_CATEGORY, /* by bit number, not by mask */
    ZF_CODES_TRAIT,    /* by bit number */
    ZF_CODES_LOCATION,
    ZF_CODES_VISIT_MODE,
    ZF_CODES_OUTCOME,
    ZF_CODES_CLEAR,  /* by bit number */
    ZF_CODES_SAFETY, /* by bit number */
    ZF_CODES_HAZARD,
    ZF_CODES_AGREEMENT,
    ZF_CODES_MODE,
    ZF_CODES_PLACE,
    ZF_CODES_SKILL, /* the fixed ones, by bit number */
    ZF_CODES_VOLUNTEER,
    ZF_CODES_DUTY,
    ZF_CODES_PRIORITY, /* reasons, by bit number */
    ZF_CODES_CUE,
    ZF_CODES_UNPLANNED,
    ZF_CODES_SCOPE,
    ZF_CODES_STATE,
    ZF_CODES_FATE,
    ZF_CODES_IMPORT,
    ZF_CODES_CLASS,
    ZF_CODES_NAVIGATION,
    ZF_CODES_WEATHER,
    ZF_CODES_QUESTION,
    ZF_CODES_LISTS /* how many there are */
} ZfCodeList;

/* ret: the code of a value of that list; a value outside is a programmer's mistake. */
const char *zf_code(ZfCodeList list, int value);
/* ret: false when no value has that code; value untouched then. */
bool zf_code_find(ZfCodeList list, const char *code, int *value);
/* ret: how many values the list has; they are 0 … n-1. */
int zf_code_count(ZfCodeList list);

/* Sets as text: "rural_left,disabled"; empty set "". Owned by the caller. */
char *zf_codes_format(ZfCodeList list, uint64_t bits);
/* Reads it back; false at the first unknown code. */
bool zf_codes_parse(ZfCodeList list, const char *text, uint64_t *bits);

/* family: one home of the ledgers with everybody in it. Private. */
#pragma once

#include "sample/names.h"
#include "sample/settle.h"

#define MAX_CHILDREN 3

typedef struct Adult {
    char name[NAME_BYTES]; /* "" = nobody */
    char id[19];
    ZfDate birth;
    const char *workplace; /* "" = at home */
    ZfDate away_since;
    char phone[12];
    const char *capacity;
} Adult;

typedef struct Child {
    char name[NAME_BYTES];
    char id[19];
    ZfDate birth;
    ZfSex sex;
    const char *category;
    const char *health;
    char school[NAME_BYTES * 2];
    const char *grade;
    bool boarding;
    bool left_behind; /* stands in the 留守 ledger */
    bool hardship;    /* stands in the 困境 ledger */
    const char *why;
} Child;

typedef struct Family {
    int number; /* of the home in its village, 1 … */
    const Group *group;
    ZfLonLat at;
    bool has_point;
    char code[24]; /* village code, '-', number */
    char address[160];
    char landmark[96];
    const char *traits;
    Child children[MAX_CHILDREN];
    int n_children;
    Adult father, mother;
    char carer[NAME_BYTES];
    const char *carer_relation;
    char carer_phone[12];
    ZfDate back; /* parents come home */
    const char *visit_time;
} Family;

/* What families need to know of their village. */
typedef struct Village {
    int index;
    char code[13];
    const char *name; /* "石塘村" */
    const char *town; /* "鹿溪镇" */
    char school[NAME_BYTES * 2];
    int houses;
} Village;

/* The next home of a group. house_number: its door; first: the one before it in the group, or NULL
 * (some families share a house). */
void family_make(const Settlement *settlement, const Village *village, const Group *group,
                 int number, int houses_in_group, ZfDate start, IdMaker *ids, const Family *before,
                 ZfRng *rng, Family *ret);

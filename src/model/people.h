/* people: children and their families; volunteers, teams and their shifts. */
#pragma once

#include "geo/types.h"
#include "model/kinds.h"

/* Everything that names a person stands here and nowhere else (one table in the store). */
typedef struct ZfPerson {
    const char *id;
    const char *household; /* key */
    ZfRole role;
    const char *name;
    ZfSex sex;
    ZfDate birth;
    const char *id_number; /* 18 characters, "" = none or unusable */
    const char *phone;
    const char *relation;   /* carer: to the child, "祖母" */
    const char *hukou_area; /* code or text as given */
    uint32_t categories;    /* ZfCategory; children only */
    bool boarding;          /* lives at school during the week */
    const char *school;
    const char *grade;
    const char *health;
    const char *away_place; /* parents: 务工地点 */
    ZfDate away_since;
    ZfDate entry; /* in the ledger since, ZF_DATE_NONE = not known */
    ZfDate exit;
    const char *exit_reason;
    ZfDate home_from; /* lives there since, ZF_DATE_NONE = as long as it is known; by the store */

    int32_t household_index; /* snapshot only */
} ZfPerson;

/* A home where a person lived before. */
typedef struct ZfResidence {
    const char *person;    /* key */
    const char *household; /* key */
    ZfDate from;           /* ZF_DATE_NONE = as long as the person is known */
    ZfDate to;             /* first day on which it does not hold; from = it never did, a slip */
    int32_t person_index;  /* snapshot only, as the next */
    int32_t household_index;
} ZfResidence;

/* A rest on the way, 午休: begins within from_s … to_s, both 0 = when the campaign has it, and
 * lasts length_s, 0 = as the campaign has it. */
typedef struct ZfRest {
    int32_t from_s;
    int32_t to_s;
    int32_t length_s;
} ZfRest;
#define ZF_REST_NONE (-1) /* as length: no rest, whatever the campaign says */

typedef struct ZfVolunteer {
    const char *id;
    const char *name;
    ZfSex sex;
    ZfVolunteerKind kind;
    const char *unit; /* 单位 */
    const char *phone;
    uint64_t skills;         /* FEMALE follows from sex */
    const char *skill_names; /* custom skills as written, ',' between; batches only */
    const char *base;        /* 出发地 as written: an area's or a place's name */
    bool has_point;          /* of the base */
    ZfLonLat point;
    ZfTravelMode mode;
    const char *days; /* available days, "2026-02-09,2026-02-11"; "" = the whole window */
    int32_t from_s;   /* daily window; 0 and 0 = the campaign's */
    int32_t to_s;
    int32_t max_visits; /* 0 = the campaign's */
    ZfRest rest;
    int32_t overtime_s; /* may come home so much later if need be */
    int32_t max_metres; /* a day, 0 = no limit */
    const char *team;   /* team name as written in the roster, "" = none */
} ZfVolunteer;

#define ZF_TEAM_MAX 6

typedef struct ZfTeam {
    const char *id;
    const char *name;
    int32_t n_members;
    const char *members[ZF_TEAM_MAX]; /* volunteer ids */
    int32_t member_index[ZF_TEAM_MAX];
    uint64_t skills; /* union of the members' */
} ZfTeam;

/* One team on one day. */
typedef struct ZfShift {
    const char *id;
    const char *team; /* key */
    ZfDate date;
    int32_t from_s; /* leaves its base not before */
    int32_t to_s;   /* is back not after */
    const char *base;
    ZfLonLat point; /* of the base */
    ZfTravelMode mode;
    int32_t max_visits;
    int32_t max_duration_s; /* 0 = as long as the window */
    ZfRest rest;            /* see zf_shift_rest */
    int32_t overtime_s;     /* is back that much later if need be */
    int32_t max_metres;     /* 0 = no limit */
    bool by_hand;           /* set by the planner: the roster does not change it any more */
    bool cancelled;
    int32_t team_index;
} ZfShift;

/* 结对: who is responsible for whom. */
typedef struct ZfPairing {
    const char *household; /* key */
    const char *volunteer; /* key */
    ZfDate from;
    ZfDate to; /* ZF_DATE_NONE = still */
    int32_t household_index;
    int32_t volunteer_index;
} ZfPairing;

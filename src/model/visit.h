/* visit: what was found at a door. Append-only: a correction supersedes, nothing is overwritten. */
#pragma once

#include "model/kinds.h"

typedef struct ZfVisit {
    const char *id;
    const char *campaign;
    const char *household; /* key */
    ZfDate date;
    int32_t time_s;       /* -1 = not known */
    const char *visitors; /* team or volunteer names or ids as written */
    const char *team;     /* key or "" */
    ZfVisitMode mode;
    ZfOutcome outcome;
    int32_t nobody_count; /* 无人第 n 次: 1–3 */
    /* Children it is about: ids, ',' between; "" = all of the home's, and kept so only where nobody
     * is listed: else the store keeps those who lived there on that day, or stood on the sheet. The
     * result is theirs when they have moved since, or their home has become one with another. */
    const char *about;
    /* Children seen: ids, ',' between; "" with SEEN = all of the home's: the store keeps who they
     * are when the visit is recorded. */
    const char *seen;
    uint32_t clear;  /* ZfClear */
    uint32_t safe;   /* ZfSafety found in order */
    uint32_t hazard; /* ZfSafety found wrong */
    ZfHazardState hazard_state;
    ZfAgreement agreement;
    bool signed_by_guardian;
    bool verified; /* away, boarding, moved: checked by phone, papers or neighbours (set O) */
    const char *wish;
    const char *note;
    const char *evidence;   /* paths, ';' between */
    const char *answers;    /* to the campaign's questions, as question.h says */
    const char *sheet;      /* sheet number or "" */
    int32_t stop;           /* number on it, 0 = none */
    const char *supersedes; /* visit id or "" */
    ZfStamp entered;
    int32_t household_index;
} ZfVisit;

/* Talks, donations (DOMAIN §6, 活动统计表). */
typedef struct ZfActivity {
    const char *id;
    const char *campaign;
    const char *kind; /* "talk" or as written */
    const char *title;
    const char *organiser;
    const char *area; /* code or "" */
    ZfDate date;
    int64_t money_fen;
    const char *goods;
    const char *other;
    int32_t people; /* 受益儿童数（人） */
} ZfActivity;

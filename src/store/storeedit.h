/* storeedit: what the planner sets by hand — campaigns, teams, shifts, pairs, locks, closures,
 * homes. Every function is one transaction; what is equal already changes nothing. */
#pragma once

#include "store/storefile.h"
#include "model/campaign.h"
#include "model/question.h"
#include "model/people.h"
#include "model/place.h"

/* Campaigns: by the id of a campaign, new or known. Errors: INVALID (empty id, window backwards,
 * unit changed while visits are there is fine; scope with an unknown area code is not). */
bool zf_store_campaign_save(ZfStore *store, const ZfCampaign *campaign,
                            GError **error) ZF_CHECK_RESULT;
/* The same with what it asks at every home; NULL = the questions it has stay. Answers given to
 * questions that are gone stay with their visits. */
bool zf_store_campaign_save_asking(ZfStore *store, const ZfCampaign *campaign,
                                   const ZfQuestions *questions, GError **error) ZF_CHECK_RESULT;
/* ret: the questions of a campaign, none where there is no such campaign. */
ZfQuestions *zf_store_questions(ZfStore *store, const char *campaign,
                                GError **error) ZF_CHECK_RESULT;

typedef struct ZfCampaigns {
    ZfCampaign *items; /* by first day, then id */
    size_t n;
    GStringChunk *texts;
} ZfCampaigns;
void zf_campaigns_free(ZfCampaigns *campaigns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfCampaigns, zf_campaigns_free)
ZfCampaigns *zf_store_campaigns(ZfStore *store, GError **error) ZF_CHECK_RESULT;

/* Teams of volunteers. Known ids are replaced. Errors: INVALID for an unknown member. */
bool zf_store_teams_save(ZfStore *store, const ZfTeam *teams, size_t n,
                         GError **error) ZF_CHECK_RESULT;
/* Its shifts go too. Errors: UNKNOWN. */
bool zf_store_team_remove(ZfStore *store, const char *id, GError **error) ZF_CHECK_RESULT;

/* Shifts; known ids are replaced. Errors: INVALID for an unknown team, a window backwards. */
bool zf_store_shifts_save(ZfStore *store, const ZfShift *shifts, size_t n,
                          GError **error) ZF_CHECK_RESULT;
bool zf_store_shift_remove(ZfStore *store, const char *id, GError **error) ZF_CHECK_RESULT;

/* Pairs: the same home, volunteer and first day replaces (a `to` ends it). */
bool zf_store_pairings_save(ZfStore *store, const ZfPairing *pairings, size_t n,
                            GError **error) ZF_CHECK_RESULT;

/* The planner's word on a duty: this team, this day, or both. One lock a duty. */
typedef struct ZfLock {
    char *duty;  /* key: household id + "#" + n, or area code + "#talk" */
    char *team;  /* "" = any */
    ZfDate date; /* ZF_DATE_NONE = any */
} ZfLock;
void zf_lock_free(ZfLock *lock);
bool zf_store_lock(ZfStore *store, const char *campaign, const char *duty, const char *team,
                   ZfDate date, GError **error) ZF_CHECK_RESULT;
/* Errors: UNKNOWN when it is not locked. */
bool zf_store_unlock(ZfStore *store, const char *campaign, const char *duty,
                     GError **error) ZF_CHECK_RESULT;
/* ret: ZfLock by duty. */
GPtrArray *zf_store_locks(ZfStore *store, const char *campaign, GError **error) ZF_CHECK_RESULT;

/* Closed roads. ret: their number, -1 on failure. The same closure again keeps its number. */
int64_t zf_store_closure_add(ZfStore *store, const ZfClosure *closure,
                             GError **error) ZF_CHECK_RESULT;
bool zf_store_closure_remove(ZfStore *store, int64_t number, GError **error) ZF_CHECK_RESULT;

typedef struct ZfClosures {
    ZfClosure *items; /* by number */
    int64_t *numbers;
    size_t n;
    GStringChunk *texts;
} ZfClosures;
void zf_closures_free(ZfClosures *closures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfClosures, zf_closures_free)
ZfClosures *zf_store_closures(ZfStore *store, GError **error) ZF_CHECK_RESULT;

/* Fields of a home that people correct by hand. Imports leave them alone afterwards. */
typedef enum ZfHouseholdField {
    ZF_FIELD_NUMBER = 1 << 0,
    ZF_FIELD_AREA = 1 << 1, /* declared_area */
    ZF_FIELD_GROUP = 1 << 2,
    ZF_FIELD_ADDRESS = 1 << 3,
    ZF_FIELD_LANDMARK = 1 << 4,
    ZF_FIELD_NOTE = 1 << 5,
    ZF_FIELD_TRAITS = 1 << 6,
    ZF_FIELD_POINT = 1 << 7,  /* has_point, point, location, accuracy_m, located_area */
    ZF_FIELD_BACK = 1 << 8,   /* back_date, back_until */
    ZF_FIELD_WINDOW = 1 << 9, /* window_from_s, window_to_s, weekend_only */
    ZF_FIELD_EXIT = 1 << 10,  /* entry, exit, exit_reason */
} ZfHouseholdField;

/* Takes those fields from home (found by its id). from: since when a new village, group or position
 * holds, ZF_DATE_NONE = today. Unlike an import it may erase. Errors: UNKNOWN, INVALID. */
bool zf_store_household_edit(ZfStore *store, const ZfHousehold *home, unsigned fields, ZfDate from,
                             GError **error) ZF_CHECK_RESULT;

/* teams: who goes together, when, and who is responsible for whom — suggestions from the roster. */
#pragma once

#include "model/model.h"

typedef struct ZfTeams {
    ZfTeam *teams; /* by id */
    size_t n;
    GStringChunk *texts;
} ZfTeams;

/* Teams of all volunteers who are in none of snapshot->teams yet. Who names a team in the roster
 * goes with those who name the same (in sixes at most). The others are put together by
 * campaign.team_size: same base, then most common days, then same means of travel, one woman in
 * each where possible; who is left over at one base joins the nearest left over elsewhere, at last
 * a team of the own base. Ids "team-<first member>", names "1组" or "Team 1" by the campaign's
 * language, or the roster's. */
ZfTeams *zf_teams_suggest(const ZfSnapshot *snapshot);
void zf_teams_free(ZfTeams *teams);

typedef struct ZfShifts {
    ZfShift *shifts; /* by date, team */
    size_t n;
    GStringChunk *texts;
} ZfShifts;

/* One shift for each team and day of [from, to] on which all members can come: the days of the
 * roster within the campaign's window, the common part of their daily windows (none: no shift),
 * the first member's base that has a position (its own, or that of the only place or area of that
 * name), the slowest member's means of travel, the fewest
 * visits anybody wants, the longest rest that anybody asks for, the least that anybody would stay
 * longer and the shortest longest way. Without any base: the village office or town hall first by
 * id, else the first area with a point. Shifts without a base at all are left out and counted in
 * *no_base (may be NULL). Ids "<team>@YYYY-MM-DD". teams: n of them, members by id; from, to
 * ZF_DATE_NONE = the window. */
ZfShifts *zf_shifts_make(const ZfSnapshot *snapshot, const ZfTeam *teams, size_t n, ZfDate from,
                         ZfDate to, size_t *no_base);
void zf_shifts_free(ZfShifts *shifts);

/* Is this volunteer (an index, -1 = nobody) one of the team (its id)? */
bool zf_plan_goes_along(const ZfSnapshot *snapshot, const char *team, int32_t volunteer);

typedef struct ZfPairs {
    ZfPairing *pairings; /* by household */
    size_t n;
    GStringChunk *texts;
} ZfPairs;

/* Somebody for every wanted home that has nobody on `day`: near by, nobody more than the common
 * share (present pairings counted), women for homes with a girl where the campaign wants that and
 * there are any; then exchanged while that shortens the ways. wanted: by household, NULL = all.
 * from of the new pairings is `day`. */
ZfPairs *zf_pairs_suggest(const ZfSnapshot *snapshot, const bool *wanted, ZfDate day);
void zf_pairs_free(ZfPairs *pairs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfTeams, zf_teams_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfShifts, zf_shifts_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfPairs, zf_pairs_free)

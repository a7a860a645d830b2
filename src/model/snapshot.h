/* snapshot: the database as one campaign sees it at one data version, read-only. What computes
 * takes a snapshot; only the store makes one. */
#pragma once

#include "model/campaign.h"
#include "model/people.h"
#include "model/place.h"
#include "model/question.h"
#include "model/visit.h"

typedef struct ZfSnapshot {
    int64_t data_version; /* grows with every change of the database */
    ZfCampaign campaign;
    ZfQuestion *questions; /* of the campaign, as printed */
    size_t n_questions;

    /* Sorted by key with zf_text_compare, so that indices do not depend on the order of import. */
    ZfArea *areas;
    size_t n_areas;
    ZfHousehold *households;
    size_t n_households;
    ZfPerson *persons; /* by household, then role, birth, id. Names only if loaded with them */
    size_t n_persons;
    ZfResidence *residences; /* homes where persons lived before; by household, from, person */
    size_t n_residences;
    ZfVolunteer *volunteers;
    size_t n_volunteers;
    ZfTeam *teams;
    size_t n_teams;
    ZfShift *shifts; /* by date, team */
    size_t n_shifts;
    ZfPairing *pairings; /* by household, from */
    size_t n_pairings;
    ZfVisit *visits; /* this campaign's that are not superseded; by household, date, time, id */
    size_t n_visits;
    ZfVisit *earlier; /* last visit of each home before this campaign, same order */
    size_t n_earlier;
    ZfPlace *places;
    size_t n_places;
    ZfActivity *activities;
    size_t n_activities;
    const char *skills[ZF_SKILL_CUSTOM_MAX]; /* names of custom skills; NULL = unused */

    GStringChunk *texts; /* owns every text above */
} ZfSnapshot;

/* An empty one, to be filled by the store (or a test). */
ZfSnapshot *zf_snapshot_new(void);
void zf_snapshot_free(ZfSnapshot *snapshot);

/* ret: the text as kept by the snapshot; NULL gives "". Equal texts give equal pointers. */
const char *zf_snapshot_text(ZfSnapshot *snapshot, const char *text);

/* Sorts all arrays as said above and fills every …_index, first_person, n_persons, team skills and
 * area levels' parents. Call once after filling. */
void zf_snapshot_link(ZfSnapshot *snapshot);

/* Indices by key, -1 when there is none. Only after zf_snapshot_link. */
int32_t zf_snapshot_area(const ZfSnapshot *snapshot, const char *code);
int32_t zf_snapshot_household(const ZfSnapshot *snapshot, const char *id);
int32_t zf_snapshot_volunteer(const ZfSnapshot *snapshot, const char *id);
int32_t zf_snapshot_team(const ZfSnapshot *snapshot, const char *id);

/* The first visit of a household in visits (or earlier) and how many there are. */
size_t zf_snapshot_visits(const ZfSnapshot *snapshot, int32_t household, size_t *first);

/* The nearest ancestor (or the area itself) of that level, -1 when there is none. */
int32_t zf_snapshot_ancestor(const ZfSnapshot *snapshot, int32_t area, ZfAreaLevel level);

/* The box around all shapes and points of areas and homes. */
ZfBox zf_snapshot_box(const ZfSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfSnapshot, zf_snapshot_free)

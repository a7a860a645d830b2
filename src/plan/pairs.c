/* Pairing suggestions: near by, shared fairly, then exchanged while that shortens the ways. */
#include <math.h>
#include <stdlib.h>

#include "plan/teams.h"

/* Between a home and a volunteer of whom one has no position: farther than any, yet equal. */
#define NO_POSITION_M 500000
/* A girl's home without a woman, where the campaign wants one. */
#define NO_WOMAN_M 1000000
#define ROUNDS     20

typedef struct Pairer {
    const ZfSnapshot *s;
    int32_t *homes; /* to be paired */
    int32_t n_homes;
    bool *girl;    /* by place in homes */
    int32_t *who;  /* by place in homes */
    int32_t *load; /* by volunteer */
} Pairer;

static int64_t
way_m(const Pairer *p, int32_t at, int32_t volunteer)
{
    const ZfHousehold *home = &p->s->households[p->homes[at]];
    const ZfVolunteer *v = &p->s->volunteers[volunteer];
    int64_t way = home->has_point && v->has_point ? llround(zf_distance_m(home->point, v->point))
                                                  : NO_POSITION_M;
    bool woman = v->sex == ZF_SEX_FEMALE || v->skills >> ZF_SKILL_FEMALE & 1;
    return way + (p->girl[at] && !woman ? NO_WOMAN_M : 0);
}

static bool
has_girl(const ZfSnapshot *s, const ZfHousehold *home)
{
    for (int32_t i = 0; i < home->n_persons; i++) {
        const ZfPerson *person = &s->persons[home->first_person + i];
        if (person->role == ZF_ROLE_CHILD && person->sex == ZF_SEX_FEMALE) {
            return true;
        }
    }
    return false;
}

static void
find_homes(Pairer *p, const bool *wanted, ZfDate day)
{
    const ZfSnapshot *s = p->s;
    g_autofree bool *paired = g_new0(bool, s->n_households + 1);
    for (size_t i = 0; i < s->n_pairings; i++) {
        const ZfPairing *pairing = &s->pairings[i];
        bool holds = (pairing->from == ZF_DATE_NONE || pairing->from <= day) &&
                     (pairing->to == ZF_DATE_NONE || pairing->to >= day);
        if (holds && pairing->household_index >= 0 && pairing->volunteer_index >= 0) {
            paired[pairing->household_index] = true;
            p->load[pairing->volunteer_index]++;
        }
    }
    for (size_t i = 0; i < s->n_households; i++) {
        const ZfHousehold *home = &s->households[i];
        bool here = home->exit == ZF_DATE_NONE || home->exit > day;
        if (!paired[i] && (wanted ? wanted[i] : here)) {
            p->girl[p->n_homes] = s->campaign.female_for_girls && has_girl(s, home);
            p->homes[p->n_homes++] = (int32_t)i;
        }
    }
}

typedef struct Offer {
    int64_t way;
    int32_t at;
    int32_t volunteer;
} Offer;

static int
compare_offer(const void *a, const void *b)
{
    const Offer *p = a;
    const Offer *q = b;
    if (p->way != q->way) {
        return p->way < q->way ? -1 : 1;
    }
    if (p->at != q->at) {
        return p->at < q->at ? -1 : 1;
    }
    return (p->volunteer > q->volunteer) - (p->volunteer < q->volunteer);
}

/* Shortest ways first, nobody beyond the share. Homes are taken in blocks of the offers that fit
 * into memory; one block is enough for all but the largest counties. */
static void
share_out(Pairer *p, int32_t share)
{
    size_t n_volunteers = p->s->n_volunteers;
    int32_t block = (int32_t)MAX((size_t)4000000 / n_volunteers, 1);
    g_autofree Offer *offers = g_new(Offer, (gsize)MIN(block, MAX(p->n_homes, 1)) * n_volunteers);
    for (int32_t from = 0; from < p->n_homes; from += block) {
        size_t n = 0;
        for (int32_t at = from; at < MIN(from + block, p->n_homes); at++) {
            for (size_t v = 0; v < n_volunteers; v++) {
                offers[n++] = (Offer){way_m(p, at, (int32_t)v), at, (int32_t)v};
            }
        }
        qsort(offers, n, sizeof *offers, compare_offer);
        for (size_t i = 0; i < n; i++) {
            if (p->who[offers[i].at] < 0 && p->load[offers[i].volunteer] < share) {
                p->who[offers[i].at] = offers[i].volunteer;
                p->load[offers[i].volunteer]++;
            }
        }
    }
}

static void
exchange(Pairer *p)
{
    for (int round = 0; round < ROUNDS; round++) {
        bool changed = false;
        for (int32_t a = 0; a < p->n_homes; a++) {
            for (int32_t b = a + 1; b < p->n_homes; b++) {
                if (p->who[a] < 0 || p->who[b] < 0 || p->who[a] == p->who[b]) {
                    continue;
                }
                int64_t now = way_m(p, a, p->who[a]) + way_m(p, b, p->who[b]);
                int64_t then = way_m(p, a, p->who[b]) + way_m(p, b, p->who[a]);
                if (then < now) {
                    int32_t kept = p->who[a];
                    p->who[a] = p->who[b];
                    p->who[b] = kept;
                    changed = true;
                }
            }
        }
        if (!changed) {
            return;
        }
    }
}

ZfPairs *
zf_pairs_suggest(const ZfSnapshot *s, const bool *wanted, ZfDate day)
{
    Pairer p = {.s = s,
                .homes = g_new(int32_t, s->n_households + 1),
                .girl = g_new0(bool, s->n_households + 1),
                .who = g_new(int32_t, s->n_households + 1),
                .load = g_new0(int32_t, s->n_volunteers + 1)};
    ZfPairs *ret = g_new0(ZfPairs, 1);
    ret->texts = g_string_chunk_new(1 << 10);
    find_homes(&p, wanted, day);
    int64_t all = p.n_homes;
    for (size_t i = 0; i < s->n_volunteers; i++) {
        all += p.load[i];
    }
    for (int32_t i = 0; i < p.n_homes; i++) {
        p.who[i] = -1;
    }
    if (s->n_volunteers > 0 && p.n_homes > 0) {
        int64_t n_volunteers = (int64_t)s->n_volunteers;
        share_out(&p, (int32_t)((all + n_volunteers - 1) / n_volunteers));
        if (p.n_homes <= 6000) {
            exchange(&p);
        }
    }
    ret->pairings = g_new0(ZfPairing, (gsize)p.n_homes + 1);
    for (int32_t i = 0; i < p.n_homes; i++) {
        if (p.who[i] < 0) {
            continue;
        }
        const char *home = s->households[p.homes[i]].id;
        const char *volunteer = s->volunteers[p.who[i]].id;
        ZfPairing pairing = {.household = g_string_chunk_insert_const(ret->texts, home),
                             .volunteer = g_string_chunk_insert_const(ret->texts, volunteer),
                             .from = day,
                             .to = ZF_DATE_NONE,
                             .household_index = p.homes[i],
                             .volunteer_index = p.who[i]};
        ret->pairings[ret->n++] = pairing;
    }
    g_free(p.homes);
    g_free(p.girl);
    g_free(p.who);
    g_free(p.load);
    return ret;
}

void
zf_pairs_free(ZfPairs *pairs)
{
    if (pairs) {
        g_free(pairs->pairings);
        g_string_chunk_free(pairs->texts);
        g_free(pairs);
    }
}

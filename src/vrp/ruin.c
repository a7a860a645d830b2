#include "vrp/ruin.h"

#define NEAR_ABSENT 10 /* absent visits offered again at each trial, at most */

/* Takes a string of `take` stops around position pos out of a route, or with skip > 0 two parts
 * with skip stops between them left in. ret: how many were taken. */
static int32_t
take_string(State *s, ZfRng *rng, int32_t shift, int32_t pos, int32_t take, int32_t skip,
            int32_t *out)
{
    Route *r = &s->route[shift];
    int32_t span = take + skip;
    int32_t lo = MAX(1, pos - span + 1);
    int32_t hi = MIN(pos, r->len - span + 1);
    int32_t from = zf_rng_range(rng, lo, hi);
    int32_t keep_from = skip ? from + zf_rng_range(rng, 1, take - 1) : 0;
    return zf_vrp_state_take(s, shift, from, span, keep_from, skip, out);
}

static bool
wanted(const State *s, int32_t visit)
{
    int32_t group = s->c->p->visits[visit].group;
    return s->route_of[visit] < 0 && !s->foreign[visit] && (group < 0 || !s->group_served[group]);
}

/* Absent visits near the seed, and a few from anywhere. */
static int32_t
add_absent(const State *s, ZfRng *rng, int32_t seed, int32_t taken, int32_t *out)
{
    const Core *c = s->c;
    const int32_t *near = &c->near[(size_t)seed * (size_t)c->n_near];
    int32_t n = taken;
    int32_t room = NEAR_ABSENT;
    for (int32_t i = -1; i < c->n_near && room > 0; i++) {
        int32_t v = i < 0 ? seed : near[i];
        if (v < 0) {
            break;
        }
        bool listed = !wanted(s, v);
        for (int32_t k = 0; k < taken && !listed; k++) {
            listed = out[k] == v;
        }
        if (!listed) {
            out[n++] = v;
            room--;
        }
    }
    if (s->n_absent > taken && n == taken) {
        int32_t v = s->absent[zf_rng_below(rng, (uint32_t)s->n_absent)];
        bool listed = !wanted(s, v);
        for (int32_t k = 0; k < n && !listed; k++) {
            listed = out[k] == v;
        }
        if (!listed) {
            out[n++] = v;
        }
    }
    return n;
}

int32_t
zf_vrp_ruin(State *s, ZfRng *rng, const RuinTuning *tuning, int32_t *out)
{
    const Core *c = s->c;
    if (s->n_own == 0) {
        return 0;
    }
    int32_t served = c->n - s->n_absent;
    double mean = s->n_used ? (double)served / s->n_used : 1;
    double longest = MIN(tuning->longest, tuning->deep ? served : mean);
    double strings = 4 * tuning->average / (1 + longest) - 1;
    int32_t k = 1 + (int32_t)(zf_rng_unit(rng) * MAX(1, strings));
    int32_t seed = s->own[zf_rng_below(rng, (uint32_t)s->n_own)];
    const int32_t *near = &c->near[(size_t)seed * (size_t)c->n_near];
    int32_t taken = 0;
    /* shifts the seed may not be in have nothing to exchange with it */
    bool like = c->choosy && zf_rng_chance(rng, 1, 2);
    for (int32_t i = -1; i < c->n_near && k > 0; i++) {
        int32_t v = i < 0 ? seed : near[i];
        if (v < 0) {
            break;
        }
        int32_t shift = s->route_of[v];
        if (shift < 0 || s->route[shift].touched || s->closed[shift] ||
            (like && core_entry(c, seed, shift)->n == 0)) {
            continue;
        }
        int32_t len = s->route[shift].len;
        if (tuning->raze > 0) {
            if (taken == 0 || taken + len <= tuning->raze) {
                taken += zf_vrp_state_take(s, shift, 1, len, 0, 0, out + taken);
            }
            k = taken >= tuning->raze ? 0 : 1;
            continue;
        }
        int32_t most = MAX(1, (int32_t)MIN((double)len, longest));
        int32_t take = 1 + (int32_t)(zf_rng_unit(rng) * most);
        take = MIN(take, most);
        int32_t skip = 0;
        if (take > 1 && take < len && zf_rng_chance(rng, 1, 2)) {
            skip = 1;
            while (take + skip < len && zf_rng_unit(rng) > 0.5) {
                skip++;
            }
        }
        taken += take_string(s, rng, shift, s->link[v].pos, take, skip, out + taken);
        k--;
    }
    return add_absent(s, rng, seed, taken, out);
}

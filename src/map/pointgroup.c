#include "map/pointgroup.h"

#include <math.h>
#include <string.h>

#define ROUNDS 16

/* The nearest other label, if it is within so many mm; else k. */
static size_t
nearest_to(const ZfPointLabel *labels, size_t n, size_t k, double within)
{
    size_t nearest = k;
    double least = within;
    for (size_t j = 0; j < n; j++) {
        double away = hypot(labels[k].at.x - labels[j].at.x, labels[k].at.y - labels[j].at.y);
        if (j != k && away < least) {
            least = away;
            nearest = j;
        }
    }
    return nearest;
}

/* ret: false = there are no neighbours so near. */
static bool
join_round(const ZfPointGroups *groups, const ZfPointLabel *labels, double within)
{
    size_t *group = groups->group;
    g_autofree size_t *first = g_new(size_t, groups->n + 1); /* by label: of its sites */
    size_t n = 0;
    for (size_t i = 0; i < groups->n; i++) {
        if (group[i] == i) {
            first[n++] = i;
        }
    }
    bool joined = false;
    for (size_t k = 0; k < n; k++) {
        if (labels[k].placed) {
            continue;
        }
        size_t one = group[first[k]];
        size_t other = group[first[nearest_to(labels, n, k, within)]];
        for (size_t i = 0; i < groups->n && one != other; i++) {
            group[i] = group[i] == MAX(one, other) ? MIN(one, other) : group[i];
        }
        joined = joined || one != other;
    }
    return joined;
}

void
zf_point_groups_join(const ZfPointGroups *groups, const ZfPointLabel *labels, size_t missing)
{
    size_t size = (groups->n + 1) * sizeof *groups->group;
    g_autofree size_t *best = g_memdup2(groups->group, size);
    size_t least = missing;
    for (int round = 0; round < ROUNDS && missing > 0 &&
                        join_round(groups, labels, (groups->first + round) * groups->unit);
         round++) {
        missing = groups->place(groups->user, &labels);
        if (missing < least) {
            least = missing;
            memcpy(best, groups->group, size);
        }
    }
    if (missing > least) {
        memcpy(groups->group, best, size);
        groups->place(groups->user, &labels);
    }
}

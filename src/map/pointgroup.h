/* pointgroup: sites that share a label because one of them finds no place for its own. */
#pragma once

#include "map/pointlabel.h"

typedef struct ZfPointGroups {
    size_t *group; /* by site: the first one of its group; SIZE_MAX = in none */
    size_t n;
    double unit; /* mm */
    int first;   /* neighbours within so many units join in the first round, one more in each that
                  * follows */
    /* Lays the labels out anew, the k-th for the k-th group. labels: these. ret: how many sites
     * found no place. */
    size_t (*place)(void *user, const ZfPointLabel **labels);
    void *user;
} ZfPointGroups;

/* Groups whose labels found no place join their nearest neighbours until all stand; where that does
 * not come about, what left fewest without a place is laid out in the end. labels: as they are
 * laid out now; missing: how many sites found no place so. */
void zf_point_groups_join(const ZfPointGroups *groups, const ZfPointLabel *labels, size_t missing);

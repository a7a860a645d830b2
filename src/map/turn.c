#include "map/turn.h"

#include <stdlib.h>

static int
compare_turns(const void *a, const void *b)
{
    const ZfTurn *x = a;
    const ZfTurn *y = b;
    if (x->crowd != y->crowd) {
        return x->crowd > y->crowd ? -1 : 1;
    }
    return (x->item > y->item) - (x->item < y->item);
}

void
zf_turns_sort(ZfTurn *turns, size_t n)
{
    qsort(turns, n, sizeof(ZfTurn), compare_turns);
}

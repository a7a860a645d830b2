/* turn: the order in which numbers look for their places; private to the folder. */
#pragma once

#include "base/base.h"

typedef struct ZfTurn {
    size_t item;
    unsigned crowd; /* how many others stand close by */
} ZfTurn;

/* Those in the thick of others first; equal ones in the order of their items. */
void zf_turns_sort(ZfTurn *turns, size_t n);

#include "map/linked.h"

size_t *
zf_linked(size_t n, bool (*near)(const void *user, size_t i, size_t j), const void *user)
{
    size_t *first = g_new(size_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        first[i] = i;
        for (size_t j = 0; j < i; j++) {
            if (first[j] != first[i] && near(user, i, j)) {
                size_t from = MAX(first[i], first[j]);
                size_t to = MIN(first[i], first[j]);
                for (size_t k = 0; k <= i; k++) {
                    first[k] = first[k] == from ? to : first[k];
                }
            }
        }
    }
    return first;
}

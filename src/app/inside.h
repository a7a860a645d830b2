/* inside: what the files of app share. */
#pragma once

#include "app/workspace.h"
#include "store/store.h"

struct ZfApp {
    ZfStore *store;
    char *folder;
    char *campaign; /* selected, or NULL */
    int64_t plan;   /* selected, or 0 */
};

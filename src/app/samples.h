/* samples: the made-up township, for training and trials. */
#pragma once

#include "app/grid.h"

typedef struct ZfSampleRequest {
    const char *folder;
    int64_t villages;
    int64_t households; /* 0 = 30 a village */
    int64_t teams;      /* 0 = one for 40 homes */
    uint64_t seed;
    ZfDate start; /* ZF_DATE_NONE = sample's own */
    bool clean;
} ZfSampleRequest;

/* ret: what was written, one row a figure. Errors: USAGE for numbers out of range. */
ZfGrid *zf_app_sample(const ZfSampleRequest *request, const ZfProgress *progress,
                      GError **error) ZF_CHECK_RESULT;

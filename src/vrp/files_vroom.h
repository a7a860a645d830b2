/* files_vroom: what VROOM's output tells again and the optimiser does not need. Private to vrp. */
#pragma once

#include <jansson.h>

#include "vrp/files_build.h"

typedef struct VroomRest {
    int64_t id;
    const char *text; /* description, or NULL */
} VroomRest;

typedef struct ZfVrpVroom {
    const char **job_text;     /* by visit, NULL = none */
    const char **vehicle_text; /* by shift */
    VroomRest *rests;          /* by break */
    const int32_t **distances; /* by matrix: the file's, or NULL */
} VroomExtra;

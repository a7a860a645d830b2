/* frameplace: where the stops, marks and names of a frame go. */
#pragma once

#include "map/framepaint.h"
#include "map/labelplace.h"

/* Stops whose homes fall on one spot of paper share a block of symbols. */
typedef struct ZfStopBlock {
    ZfMm anchor;
    ZfRect box;        /* of the symbols */
    unsigned first, n; /* into ZfStopPlan.order */
    unsigned columns;
    bool leader;
    bool crowded; /* had to overlap something */
    double away;  /* mm from the anchor to the box */
} ZfStopBlock;

typedef struct ZfStopPlan {
    double r; /* radius of the symbols, smaller where it is very full */
    unsigned n_blocks;
    unsigned *order; /* indices of stops, block by block */
    ZfStopBlock *blocks;
} ZfStopPlan;

typedef enum ZfStopWhere {
    ZF_STOP_BESIDE,    /* a dot on the home, the symbol beside it */
    ZF_STOP_ON_HOMES,  /* the symbol on the home where there is room, else beside */
    ZF_STOP_ON_CENTRE, /* always on the home: it is only known roughly */
} ZfStopWhere;

/* Stops whose homes lie outside rect are not part of the frame. */
ZfStopPlan *zf_stop_plan_new(ZfPlacer *placer, const ZfFrameLens *lens, ZfRect rect,
                             const ZfFrameStop *stops, size_t n, double r, ZfStopWhere where);
void zf_stop_plan_free(ZfStopPlan *plan);
/* Leaders, dots and symbols. dump gets a line for each stop. */
void zf_stop_plan_draw(const ZfStopPlan *plan, ZfCanvas *canvas, const ZfFrameStop *stops,
                       GString *dump);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfStopPlan, zf_stop_plan_free)

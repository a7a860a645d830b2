/* frameplace: where the stops, marks and names of a frame go. */
#pragma once

#include "map/framepaint.h"
#include "map/pointlabel.h"

/* Stops whose homes fall on one spot of paper share a block of symbols, or one symbol when they
 * follow each other and are alike. So do neighbours of which one finds no place for itself. */
typedef struct ZfStopBlock {
    unsigned first, n; /* into ZfStopPlan.order */
    unsigned columns;
    char *run; /* "12–15": all in one symbol; NULL = each has its own */
} ZfStopBlock;

typedef struct ZfStopPlan {
    double r; /* radius of the symbols, smaller where it is very full */
    unsigned n_blocks;
    unsigned *order; /* indices of stops, block by block */
    ZfStopBlock *blocks;
    ZfPointLabel *places; /* of the blocks, then of the signs, then of the spots */
    unsigned n_signs;
    unsigned *signs; /* by sign: which mark */
    unsigned n_spots;
    unsigned *spots; /* homes at which no block begins: which stop */
} ZfStopPlan;

typedef enum ZfStopWhere {
    ZF_STOP_BESIDE,    /* a dot on the home, the symbol beside it */
    ZF_STOP_ON_HOMES,  /* the symbol on the home where there is room, else beside */
    ZF_STOP_ON_CENTRE, /* always on the home: it is only known roughly */
} ZfStopWhere;

/* The stops of a frame, and its marks that must be drawn: their leaders do not cross either. What
 * lies outside the frame's rectangle is not part of it. r: radius of the symbols. last: no
 * smaller ones will be tried, what finds no place joins its neighbours. */
ZfStopPlan *zf_stop_plan_new(ZfPlacer *placer, const ZfFrameLens *lens, const ZfFrame *frame,
                             double r, ZfStopWhere where, bool last);
/* The place of a mark that must be drawn; NULL when it is not part of the frame. */
const ZfPointLabel *zf_stop_plan_sign(const ZfStopPlan *plan, size_t mark);
/* Width and height of a mark's sign, 0 for names. */
ZfMm zf_frame_mark_size(const ZfFrame *frame, ZfFrameMarkKind kind);
void zf_stop_plan_free(ZfStopPlan *plan);
/* Symbols that had to overlap something. */
unsigned zf_stop_plan_crowded(const ZfStopPlan *plan);
/* Is a block so far from its homes, or so full, that an inset would help? */
bool zf_stop_plan_is_dense(const ZfStopPlan *plan, unsigned block);
/* Leaders, dots and symbols. dump gets a line for each stop. */
void zf_stop_plan_draw(const ZfStopPlan *plan, ZfCanvas *canvas, const ZfFrameStop *stops,
                       GString *dump);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfStopPlan, zf_stop_plan_free)

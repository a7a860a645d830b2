/* scene: what of the ground one frame shows — found by boxes, cut to the frame, thinned to what
 * paper can show, projected once — ready to be drawn by several layers and kept clear of labels. */
#pragma once

#include "map/framepaint.h"

/* A road or a water. Its pieces are lines on paper, or rings when it is an area. */
typedef struct ZfSceneItem {
    const ZfGroundRoad *road; /* or NULL */
    const ZfGroundWater *water;
    bool shown; /* by any layer */
    uint32_t first, n_pieces;
} ZfSceneItem;

typedef struct ZfScene {
    GArray *items;  /* ZfSceneItem: roads, then waters, each in the order of the ground */
    GArray *pieces; /* uint32_t: where each begins in points, and the end of the last */
    GArray *points; /* ZfMm */
    bool *shows;    /* items × layers of the style */
    size_t n_layers;
} ZfScene;

/* The scene of the brush's view; style and size count, so what no layer shows is only listed. */
ZfScene *zf_scene_new(ZfBrush *brush, const ZfGround *ground);
void zf_scene_free(ZfScene *scene);

/* ret: points of a piece of the scene; n: how many. */
const ZfMm *zf_scene_piece(const ZfScene *scene, uint32_t piece, size_t *n);

/* What the style is asked with for an item; props: takes its ZF_SCENE_PROPS properties. */
#define ZF_SCENE_PROPS 6
ZfLook zf_scene_look(const ZfBrush *brush, const ZfSceneItem *item, ZfProp *props);

/* Draws the layer number index of the style: all its roads or waters. Neighbours in order that are
 * stroked alike become one path. Names (symbol layers) are not drawn here: linename.h. */
void zf_scene_draw(const ZfScene *scene, ZfBrush *brush, size_t index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfScene, zf_scene_free)

/* maperror: what can go wrong when a map is made. */
#pragma once

#include "base/base.h"

#define ZF_MAP_ERROR (zf_map_error_quark())
GQuark zf_map_error_quark(void);
typedef enum {
    ZF_MAP_ERROR_STYLE,    /* a style file with an unknown key, operator or value */
    ZF_MAP_ERROR_EMPTY,    /* nothing to draw: no area has a shape or a point */
    ZF_MAP_ERROR_AUDIENCE, /* this map may not be shown to that audience */
    ZF_MAP_ERROR_APPROVAL, /* a public map without its map approval number */
} ZfMapError;

/* style: how maps look, as MapLibre Style JSON (a documented subset) with print extras.
 *
 * A style is a list of layers, drawn in order. A layer has id, type (background, fill, line,
 * circle, symbol), source-layer, filter, minzoom, maxzoom, layout and paint as MapLibre defines
 * them, so the files open in its editors. For paper:
 *   metadata "print:KEY"      value of the property KEY on paper; lengths are millimetres (without
 *                             it MapLibre's pixels count 25.4/96 mm)
 *   metadata "print:bw-KEY"   the same in black and white; wins over print:KEY
 *   metadata "print:hatch"    name of a hatch drawn over the fill; "print:bw-hatch" likewise
 *   metadata "print:unit", "print:min-scale", "print:max-scale", "print:legend",
 *   "print:priority", "print:leader"  see styles/README.md
 *   root metadata "print:hatches"  {NAME: {kind, angle, width, pitch, dash, gap, color}}
 * zoom follows from the scale: zoom = log2(559082264 / denominator).
 * Source layers and their properties: road (class, kind main|road|track|path, name, bridge,
 * tunnel), water (kind area|line, name, length: millimetres on paper of all lines of that
 * name, or of an area's diagonal), house, area (level, name, class), border (level), route
 * (kind route|lane|rain, number), place (name), home (state); all have size
 * (cover|strip|inset|sheet).
 *
 * Properties and operators: styles/README.md lists them all.
 * Anything else is an error (ZF_MAP_ERROR_STYLE) naming layer and key. */
#pragma once

#include "base/base.h"
#include "draw/draw.h"

typedef struct ZfStyle ZfStyle;

typedef enum ZfStyleKind { ZF_STYLE_COVERAGE, ZF_STYLE_ROUTES, ZF_STYLE_SHEET } ZfStyleKind;

/* The styles built into the program (folder styles). Never NULL. */
ZfStyle *zf_style_new_default(ZfStyleKind kind);
/* The same, read once and shared by all threads; never freed. */
const ZfStyle *zf_style_default(ZfStyleKind kind);
/* name: the file's name in messages. */
ZfStyle *zf_style_parse(const char *json, size_t size, const char *name,
                        GError **error) ZF_CHECK_RESULT;
ZfStyle *zf_style_load(const char *path, GError **error) ZF_CHECK_RESULT;
void zf_style_free(ZfStyle *style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfStyle, zf_style_free)

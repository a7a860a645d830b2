/* bulletin: the parts of the one-page bulletin; private to the folder. Lengths in millimetres. */
#pragma once

#include "report/report.h"

#define ZF_BULLETIN_LEFT  14.0
#define ZF_BULLETIN_RIGHT 196.0
#define ZF_INK_TEXT       zf_colour_rgb(0x1B1B1B)
#define ZF_INK_SECOND     zf_colour_rgb(0x595959)
#define ZF_INK_ALARM      zf_colour_rgb(0x8F2D00)
#define ZF_INK_DONE       zf_colour_rgb(0x1F4E79)
#define ZF_INK_SEEN       zf_colour_rgb(0x7FA6CA)

typedef struct ZfBulletin {
    const ZfBulletinInput *input;
    const ZfCampaign *campaign;
    const ZfCoverage *coverage;
    const ZfCoverage *last;
    ZfCanvas *canvas;
    ZfLang lang;
} ZfBulletin;

/* Lettering helpers: size in mm. ret: width. */
double zf_bulletin_text(const ZfBulletin *b, double size, bool bold, ZfColour colour, ZfAlign align,
                        double x, double base, const char *text);
void zf_bulletin_rule(const ZfBulletin *b, double y, double width);
/* "87", or what disclosure control left of it. Owned by the caller. */
char *zf_bulletin_count(const ZfBulletin *b, int32_t count);
/* "87 人"; owned by the caller. */
char *zf_bulletin_units(const ZfBulletin *b, int32_t count);
/* 未掌握 of a row, negative when one of its parts is hidden. */
int32_t zf_bulletin_missing(const ZfCounts *counts);
/* The row of the same code in the issue before, or NULL. */
const ZfCoverageRow *zf_bulletin_last_row(const ZfBulletin *b, const char *code);
void zf_bulletin_swatch(const ZfBulletin *b, ZfRect rect, ZfClass class);

void zf_bulletin_ladder(const ZfBulletin *b);
void zf_bulletin_trend(const ZfBulletin *b);
void zf_bulletin_worst(const ZfBulletin *b);
void zf_bulletin_changes(const ZfBulletin *b);
void zf_bulletin_method(const ZfBulletin *b);

/* numbers: the numbers of many homes, each beside its dot. Homes on one spot share a label
 * ("12–15"). Where they go: pointlabel.h.
 *
 * No number is ever left out: where nothing is free the labels are made smaller, then those that
 * find no place join their neighbours in one label ("3、7–9"), and the last resort covers something
 * (crowded) but never lets leaders cross. */
#pragma once

#include "map/pointlabel.h"

typedef struct ZfNumberSite {
    ZfMm at;
    unsigned number;
    bool rough; /* not the home itself: somewhere around there */
    bool done;  /* visited: an open dot */
} ZfNumberSite;

typedef struct ZfNumberLabel {
    ZfMm at;
    char *text;
    unsigned spots; /* how many share it because one of them found no place */
} ZfNumberLabel;

typedef struct ZfNumbers {
    ZfNumberSite *dots; /* one for each spot */
    size_t n_dots;
    ZfNumberLabel *labels;
    ZfPointLabel *places; /* of the labels, then of the dots that have none of their own */
    size_t n;
    double size; /* of the lettering, mm */
    size_t leaders, crowded;
} ZfNumbers;

#define ZF_NUMBER_DOT 0.62 /* mm, radius */

/* bounds: labels stay inside. taken: boxes on which nothing may stand. size: of the lettering, made
 * smaller down to two thirds when need be. sites: with ascending numbers. */
ZfNumbers *zf_numbers_new(ZfCanvas *canvas, ZfRect bounds, const ZfNumberSite *sites, size_t n,
                          double size, const ZfRect *taken, size_t n_taken);
void zf_numbers_free(ZfNumbers *numbers);
void zf_numbers_draw(const ZfNumbers *numbers, ZfCanvas *canvas);
/* A line for each label: text, home, place, "leader" or "crowded". */
void zf_numbers_dump(const ZfNumbers *numbers, GString *dump);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfNumbers, zf_numbers_free)

/* names: places and people put together from syllables. Private. */
#pragma once

#include "base/base.h"
#include "model/kinds.h"

#define NAME_BYTES 40

/* n different village names ("石塘村") and towns ("鹿溪镇"); owned by the array. */
GPtrArray *names_villages(ZfRng *rng, int n);
GPtrArray *names_towns(ZfRng *rng, int n);

/* A family name of one character. */
const char *names_family(ZfRng *rng);
/* A family name and a given one that fits sex and age. */
void names_person(ZfRng *rng, const char *family, ZfSex sex, bool young, char ret[NAME_BYTES]);

/* One text of a table of n, by chance. */
const char *names_pick(ZfRng *rng, const char *const *texts, size_t n);
#define NAMES_PICK(rng, texts) names_pick((rng), (texts), G_N_ELEMENTS(texts))

/* "一", "十二" … for 1 … 99. */
void names_number(int number, char ret[NAME_BYTES]);

/* ID numbers nobody has: area codes 990101 … are not assigned. Every call gives another one. */
typedef struct IdMaker {
    ZfDate first;
    uint32_t *used; /* by day and sex */
    size_t n;
} IdMaker;
IdMaker *id_maker_new(ZfDate first, ZfDate last);
void id_maker_free(IdMaker *maker);
/* ret: 18 characters with a right check character (GB 11643-1999, ISO 7064 MOD 11-2). */
void id_make(IdMaker *maker, ZfDate birth, ZfSex sex, char ret[19]);

/* 14000 and six digits. */
void names_phone(ZfRng *rng, char ret[12]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(IdMaker, id_maker_free)

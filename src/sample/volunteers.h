/* volunteers: who visits, with whom each is paired, and what an earlier round found. Private. */
#pragma once

#include "sample/mapfiles.h"
#include "sample/outfile.h"

typedef struct Volunteer {
    char name[NAME_BYTES];
    ZfSex sex;
    const char *category;
    char phone[12];
    int team; /* 0 …, -1 = in none */
    int town;
} Volunteer;

/* teams of two and a few more; no two of the same name. ret: GArray of Volunteer. */
GArray *volunteers_new(const Township *township, int teams);

/* The roster as a workbook, or as plain CSV. */
bool volunteers_write(const Township *township, const GArray *volunteers, const char *path,
                      bool clean, GError **error);

void pairings_header(OutFile *file);
/* Some homes are paired. ret: true when this one is. */
bool pairings_add(OutFile *file, const GArray *volunteers, int town, const Family *family,
                  ZfDate start, ZfRng *rng);

void visits_header(OutFile *file);
/* Most homes were visited in the round before. ret: true when this one was. */
bool visits_add(OutFile *file, const GArray *volunteers, int town, const Family *family,
                ZfDate start, ZfRng *rng);

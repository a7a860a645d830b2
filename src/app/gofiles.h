/* gofiles: what lies in the planner's folder. */
#pragma once

#include "model/model.h"

typedef struct GoFile {
    char *path;
    char *name;
    ZfImportKind kind;
    char *why;      /* one line for people: what it is and how that was told */
    bool skip;      /* told, but not imported: a letter, a photograph */
    bool questions; /* not imported either: the campaign's own questions */
} GoFile;

/* Files in folder and folder/in, in the order they are imported: areas, places, roads, water,
 * heights, homes, ledgers, volunteers, pairings, visits, activities; names in order within a kind.
 * An OpenStreetMap file stands there twice: as roads and as water. as: "FILE=KIND", NULL-ended;
 * beside the kinds of import "questions" and "skip". Errors: a file that cannot be told (the
 * message says which option answers it); two tables of questions; no file at all. */
GPtrArray *go_files_find(const char *folder, const char *const *as, GError **error);

/* Visits and activities belong to a campaign; all else comes before it. */
bool go_kind_needs_campaign(ZfImportKind kind);
/* An OpenStreetMap file by its name: always in WGS-84. */
bool go_is_osm(const char *name);

/* true when there is simply nothing to plan: no duties, or no shifts. */
bool go_is_empty_plan(const GError *error);

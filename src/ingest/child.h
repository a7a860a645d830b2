/* child (private): what one row of a ledger says about a child, checked cell by cell. */
#pragma once

#include "ingest/homes.h"

typedef struct Child {
    guint row;
    const char *key;
    const char *name;
    const char *id_number; /* "" = none or unusable */
    const char *village;   /* code of the claim, "" */
    const char *guardian;  /* carer, else father, else mother */
    ZfSex sex;
    ZfDate birth;
    uint32_t categories;
    bool dropped; /* settled: quarantined or out of scope */
} Child;

/* Reads and checks the row; quarantined or out-of-scope rows come back dropped. The key is set by
 * zf_child_key. */
Child zf_child_read(Homes *homes, guint row);
/* By the ID number, else by village, name, birth and guardian; a known child keeps its key. */
const char *zf_child_key(const Homes *homes, GHashTable *known, const Child *child);
/* Whom a row that was set aside speaks of: by its ID number, else the only known child of that name
 * in the village, for what is wrong with the row may be its birth date; "" when it is nobody. */
const char *zf_child_key_of_unread(const Homes *homes, GHashTable *known, const Child *child);
/* Known children by name and birth, and by name alone: the table both look into. */
GHashTable *zf_child_index(const ZfSnapshot *known);

/* The batch's person of a child; household: its key. */
void zf_child_add(Homes *homes, const Child *child, const char *household);
/* Father, mother and carer of a row's child, each once a home (seen: set of person keys). */
void zf_child_add_family(Homes *homes, const Child *child, const char *household, GHashTable *seen);

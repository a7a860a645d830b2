/* ledger: the two ledgers of a township as workbooks, or as one plain table. Private. */
#pragma once

#include "sample/family.h"
#include "sample/outfile.h"
#include "sample/sample.h"

typedef struct Ledger Ledger;

/* One workbook: 困境 when hardship, else 留守. date: of the report. report: counts rows and flaws.
 */
Ledger *ledger_new(bool hardship, const char *town, ZfDate date, uint64_t seed,
                   ZfSampleReport *report);
void ledger_free(Ledger *ledger);
/* Begins the sheet of a village; the one before gets its total and signatures. */
void ledger_village(Ledger *ledger, const Village *village);
void ledger_add(Ledger *ledger, const Family *family, const Child *child);
bool ledger_save(Ledger *ledger, const char *path, GError **error);

/* The plain table: a line of headers, then a line a child. */
void ledger_plain_header(OutFile *file);
void ledger_plain_add(OutFile *file, const Village *village, const Family *family,
                      const Child *child);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ledger, ledger_free)

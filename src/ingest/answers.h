/* answers (private): columns of a file of visits that are headed by the campaign's own questions,
 * by their names or by their words. */
#pragma once

#include "ingest/source.h"

/* Fills table->question and takes those columns away from the fields. */
void zf_in_match_questions(const In *in, InTable *table);
/* ret: the question that heads a column, NULL = none. */
const ZfQuestion *zf_in_question_at(const In *in, const InTable *table, uint32_t column);
/* The answers of a row as ZfVisit keeps them; what is none is set aside with a finding. */
const char *zf_in_answers(In *in, InRow *row);

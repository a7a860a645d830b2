/* A campaign's own questions. */
#include "store/reading.h"

#include <string.h>

static GArray *
read_questions(ZfStore *store, const char *campaign, GStringChunk *texts, GError **error)
{
    ZfQuestion empty = zf_question_empty();
    return zf_read_rows(store,
                        &(ZfReading){.table = &zf_table_question,
                                     .tail = "WHERE campaign = ? ORDER BY seq",
                                     .empty = &empty},
                        texts, error, "s", campaign);
}

bool
zf_read_questions(ZfStore *store, const char *campaign, GStringChunk *texts, ZfQuestion **items,
                  size_t *n, GError **error)
{
    GArray *rows = read_questions(store, campaign, texts, error);
    if (!rows) {
        return false;
    }
    *n = rows->len;
    *items = (ZfQuestion *)(void *)g_array_free(rows, FALSE);
    return true;
}

static bool
same_question(const ZfQuestion *a, const ZfQuestion *b)
{
    return strcmp(a->key, b->key) == 0 && strcmp(a->text, b->text) == 0 && a->kind == b->kind &&
           strcmp(a->options, b->options) == 0 && strcmp(a->unit, b->unit) == 0 &&
           a->min == b->min && a->max == b->max && a->restricted == b->restricted;
}

static bool
same_questions(const GArray *known, const ZfQuestions *wanted)
{
    bool same = known->len == wanted->n;
    for (guint i = 0; same && i < known->len; i++) {
        same = same_question(&g_array_index(known, ZfQuestion, i), &wanted->items[i]);
    }
    return same;
}

bool
zf_put_questions(ZfStore *store, const char *campaign, const ZfQuestions *wanted, bool *changed,
                 GError **error)
{
    GStringChunk *texts = g_string_chunk_new(1024);
    g_autoptr(GArray) known = read_questions(store, campaign, texts, error);
    bool same = known && same_questions(known, wanted);
    g_string_chunk_free(texts);
    if (!known || same) {
        return known != NULL;
    }
    *changed = true;
    bool ok = zf_db_run(store, "DELETE FROM question WHERE campaign = ?", error, "s", campaign);
    for (size_t i = 0; ok && i < wanted->n; i++) {
        const ZfQuestion *q = &wanted->items[i];
        ok = zf_db_run(store,
                       "INSERT INTO question (campaign, seq, key, text, kind, options, unit, min, "
                       "max, restricted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       error, "slsssssiii", campaign, (int64_t)i + 1, q->key, q->text,
                       zf_code(ZF_CODES_QUESTION, (int)q->kind), q->options, q->unit, q->min,
                       q->max, (int)q->restricted);
    }
    return ok;
}

typedef struct Listing {
    const char *campaign;
    ZfQuestions *questions;
} Listing;

static bool
list_questions(ZfStore *store, void *user, GError **error)
{
    const Listing *listing = user;
    return zf_read_questions(store, listing->campaign, listing->questions->texts,
                             &listing->questions->items, &listing->questions->n, error);
}

ZfQuestions *
zf_store_questions(ZfStore *store, const char *campaign, GError **error)
{
    g_autoptr(ZfQuestions) questions = zf_questions_new();
    Listing listing = {campaign, questions};
    return zf_db_read(store, list_questions, &listing, error) ? g_steal_pointer(&questions) : NULL;
}

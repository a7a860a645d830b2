/* Characters that the font lacks, found before a page is drawn: all of them, with the stop they
 * stand at, so that they are mended in one go. */
#include "sheet/sheetint.h"

#define LISTED 20 /* more are only counted */

typedef void (*TextFunc)(void *user, const ZfRoute *route, const ZfStop *stop, const char *text);

static void
texts_of_stop(const ZfSheetInput *input, const ZfSheetOptions *options, const ZfRoute *route,
              const ZfStop *stop, TextFunc func, void *user)
{
    g_autoptr(ZfSheetHome) home = zf_sheet_home(input->snapshot, route, stop, options->blind);
    const char *const texts[] = {home->code, home->village, home->address, home->carer, home->find};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        func(user, route, stop, texts[i]);
    }
    for (uint32_t i = 0; i < home->n_children; i++) {
        func(user, route, stop, home->children[i]);
    }
    int32_t index = zf_snapshot_household(input->snapshot, stop->household);
    if ((!options->names && !options->phone) || home->talk || index < 0) {
        return;
    }
    const ZfHousehold *household = &input->snapshot->households[index];
    for (int32_t i = 0; i < household->n_persons; i++) {
        const ZfPerson *person = &input->snapshot->persons[household->first_person + i];
        func(user, route, stop, person->name);
        func(user, route, stop, person->phone);
    }
}

static void
all_texts(const ZfSheetInput *input, const ZfSheetOptions *options, TextFunc func, void *user)
{
    for (size_t i = 0; i < input->n_routes; i++) {
        const ZfRoute *route = &input->plan->routes[input->routes[i].route];
        for (size_t q = 0; i == 0 && route->n_stops > 0 && q < input->snapshot->n_questions; q++) {
            const ZfQuestion *question = &input->snapshot->questions[q];
            g_autofree char *words = g_strconcat(question->options, question->unit, NULL);
            g_strdelimit(words, "\n", ' ');
            func(user, route, &input->plan->stops[route->first_stop], question->text);
            func(user, route, &input->plan->stops[route->first_stop], words);
        }
        for (uint32_t k = 0; k < route->n_stops; k++) {
            texts_of_stop(input, options, route, &input->plan->stops[route->first_stop + k], func,
                          user);
        }
    }
}

static void
collect(void *user, const ZfRoute *route, const ZfStop *stop, const char *text)
{
    (void)route;
    (void)stop;
    GHashTable *characters = user;
    for (const char *p = text; *p != '\0' && g_utf8_validate(text, -1, NULL);
         p = g_utf8_next_char(p)) {
        g_hash_table_add(characters, GUINT_TO_POINTER(g_utf8_get_char(p)));
    }
}

typedef struct Report {
    GHashTable *missing;
    GString *lines;
    unsigned n;
} Report;

static void
report(void *user, const ZfRoute *route, const ZfStop *stop, const char *text)
{
    Report *r = user;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_hash_table_contains(r->missing, GUINT_TO_POINTER(c))) {
            continue;
        }
        char one[7] = {0};
        g_unichar_to_utf8(c, one);
        if (++r->n <= LISTED) {
            g_string_append_printf(r->lines, _("\n  route %d, stop %d: “%s” (U+%04X) in “%s”"),
                                   route->number, stop->number, one, (unsigned)c, text);
        }
        return; /* one a text */
    }
}

bool
zf_sheet_check_glyphs(const ZfSheetInput *input, const ZfSheetOptions *options, GError **error)
{
    g_autoptr(GHashTable) characters = g_hash_table_new(NULL, NULL);
    all_texts(input, options, collect, characters);
    zf_font_keep_missing(characters);
    if (g_hash_table_size(characters) == 0) {
        return true;
    }
    Report r = {characters, g_string_new(NULL), 0};
    all_texts(input, options, report, &r);
    g_set_error(error, ZF_DRAW_ERROR, ZF_DRAW_ERROR_GLYPH,
                NG_("the sheets' font lacks a character at %u place; write it with another "
                    "character (“zoufang household edit”, or in the ledger) and print again:%s%s",
                    "the sheets' font lacks characters at %u places; write them in other "
                    "characters (“zoufang household edit”, or in the ledger) and print again:%s%s",
                    r.n),
                r.n, r.lines->str, r.n > LISTED ? "\n  …" : "");
    g_string_free(r.lines, TRUE);
    return false;
}

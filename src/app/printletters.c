#include "app/printletters.h"

#include "say/say.h"

static void
add_all(ZfLetters *letters, const char *const *texts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        zf_letters_add(letters, texts[i]);
    }
}

#define ADD(letters, ...)                                                                          \
    add_all((letters), (const char *const[]){__VA_ARGS__},                                         \
            G_N_ELEMENTS(((const char *const[]){__VA_ARGS__})))

static void
add_campaign(ZfLetters *letters, const ZfSnapshot *s)
{
    const ZfCampaign *c = &s->campaign;
    ADD(letters, zf_say_letters, c->title, c->organiser, c->place, c->hotline_name, c->hotline,
        c->hotlines, c->rules, c->return_to, c->map_approval, c->source);
    for (size_t i = 0; i < s->n_areas; i++) {
        ADD(letters, s->areas[i].name, s->areas[i].contact_name);
    }
    for (size_t i = 0; i < s->n_places; i++) {
        zf_letters_add(letters, s->places[i].name);
    }
}

static void
add_homes(ZfLetters *letters, const ZfSnapshot *s)
{
    for (size_t i = 0; i < s->n_households; i++) {
        const ZfHousehold *home = &s->households[i];
        ADD(letters, home->number, home->group, home->address, home->landmark, home->note);
    }
    for (size_t i = 0; i < s->n_persons; i++) {
        ADD(letters, s->persons[i].name, s->persons[i].relation);
    }
    for (size_t i = 0; i < s->n_volunteers; i++) {
        ADD(letters, s->volunteers[i].name, s->volunteers[i].unit);
    }
}

static void
add_plan(ZfLetters *letters, const ZfPlan *plan)
{
    for (size_t i = 0; i < plan->n_routes; i++) {
        ADD(letters, plan->routes[i].team_name, plan->routes[i].base);
    }
}

ZfLetters *
zf_app_letters(const ZfSnapshot *snapshot, const ZfPlan *plan, const ZfBatch *roads,
               const ZfBatch *water, bool homes)
{
    ZfLetters *letters = zf_letters_new();
    add_campaign(letters, snapshot);
    if (homes) {
        add_homes(letters, snapshot);
    }
    if (plan) {
        add_plan(letters, plan);
    }
    for (guint i = 0; roads && i < roads->roads->len; i++) {
        zf_letters_add(letters, g_array_index(roads->roads, ZfRoad, i).name);
    }
    for (guint i = 0; water && i < water->water->len; i++) {
        zf_letters_add(letters, g_array_index(water->water, ZfWater, i).name);
    }
    return letters;
}

/* ---- characters without a glyph ---- */

typedef void (*TextFunc)(const char **text, void *user);

static void
texts_of(const char **const *texts, size_t n, TextFunc func, void *user)
{
    for (size_t i = 0; i < n; i++) {
        if (*texts[i]) {
            func(texts[i], user);
        }
    }
}

#define TEXTS(func, user, ...)                                                                     \
    texts_of((const char **const[]){__VA_ARGS__},                                                  \
             G_N_ELEMENTS(((const char **const[]){__VA_ARGS__})), (func), (user))

static void
texts_of_snapshot(ZfSnapshot *s, TextFunc func, void *user)
{
    for (size_t i = 0; i < s->n_areas; i++) {
        TEXTS(func, user, &s->areas[i].name, &s->areas[i].contact_name);
    }
    for (size_t i = 0; i < s->n_places; i++) {
        TEXTS(func, user, &s->places[i].name);
    }
    for (size_t i = 0; i < s->n_households; i++) {
        ZfHousehold *home = &s->households[i];
        TEXTS(func, user, &home->number, &home->group, &home->address, &home->landmark,
              &home->note);
    }
    for (size_t i = 0; i < s->n_persons; i++) {
        TEXTS(func, user, &s->persons[i].name, &s->persons[i].relation);
    }
    for (size_t i = 0; i < s->n_volunteers; i++) {
        TEXTS(func, user, &s->volunteers[i].name, &s->volunteers[i].unit);
    }
}

static void
texts_of_plan(ZfPlan *plan, TextFunc func, void *user)
{
    for (size_t i = 0; i < plan->n_routes; i++) {
        TEXTS(func, user, &plan->routes[i].team_name, &plan->routes[i].base);
    }
    for (size_t i = 0; i < plan->n_cues; i++) {
        TEXTS(func, user, &plan->cues[i].road, &plan->cues[i].landmark);
    }
}

static void
collect(const char **text, void *user)
{
    for (const char *p = *text; *p; p = g_utf8_next_char(p)) {
        g_hash_table_add(user, GUINT_TO_POINTER(g_utf8_get_char(p)));
    }
}

typedef struct StandIn {
    GHashTable *missing;
    ZfSnapshot *snapshot; /* keeps the new texts */
} StandIn;

static void
replace(const char **text, void *user)
{
    const StandIn *in = user;
    g_autoptr(GString) out = g_string_new(NULL);
    bool any = false;
    for (const char *p = *text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool missing = g_hash_table_contains(in->missing, GUINT_TO_POINTER(c));
        g_string_append_unichar(out, missing ? PRINT_STAND_IN : c);
        any = any || missing;
    }
    if (any) {
        *text = zf_snapshot_text(in->snapshot, out->str);
    }
}

void
zf_app_stand_in(ZfSnapshot *snapshot, ZfPlan *plan)
{
    g_autoptr(GHashTable) characters = g_hash_table_new(NULL, NULL);
    texts_of_snapshot(snapshot, collect, characters);
    if (plan) {
        texts_of_plan(plan, collect, characters);
    }
    zf_font_keep_missing(characters);
    if (g_hash_table_size(characters) > 0) {
        StandIn in = {characters, snapshot};
        texts_of_snapshot(snapshot, replace, &in);
        if (plan) {
            texts_of_plan(plan, replace, &in);
        }
    }
}

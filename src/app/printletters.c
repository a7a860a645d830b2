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

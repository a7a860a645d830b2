#include "app/changewords.h"

#include <string.h>

typedef struct Word {
    const char *code;
    const char *words;
} Word;

static const Word records[] = {
    {"household", N_("home")}, {"person", N_("person")},     {"volunteer", N_("volunteer")},
    {"pairing", N_("pair")},   {"visit", N_("visit")},       {"activity", N_("activity")},
    {"area", N_("area")},      {"place", N_("place")},       {"road", N_("road")},
    {"water", N_("water")},    {"barrier", N_("road gate")}, {"record", N_("record")},
};

/* What a change of several columns is to a person is one word. */
static const Word columns[] = {
    {"number", N_("number")},
    {"declared_area", N_("village")},
    {"located_area", N_("position")},
    {"grp", N_("group")},
    {"address", N_("address")},
    {"landmark", N_("landmark")},
    {"note", N_("note")},
    {"traits", N_("traits")},
    {"location", N_("position")},
    {"accuracy_m", N_("position")},
    {"geom", N_("position")},
    {"back_date", N_("days back home")},
    {"back_until", N_("days back home")},
    {"window_from_s", N_("hours for visits")},
    {"window_to_s", N_("hours for visits")},
    {"weekend_only", N_("hours for visits")},
    {"entry", N_("entry")},
    {"exit_date", N_("exit")},
    {"exit_reason", N_("exit")},
    {"household", N_("home")},
    {"relation", N_("relation")},
    {"name", N_("name")},
    {"sex", N_("sex")},
    {"birth", N_("birth date")},
    {"id_number", N_("ID number")},
    {"phone", N_("phone")},
    {"hukou_area", N_("registered village")},
    {"school", N_("school")},
    {"grade", N_("grade")},
    {"boarding", N_("boarding")},
    {"health", N_("health")},
    {"away_place", N_("place of work")},
    {"away_since", N_("away since")},
    {"agreement", N_("agreement")},
    {"categories", N_("categories")},
    {"contacts", N_("parents and carers")},
    {"unit", N_("office")},
    {"skills", N_("skills")},
    {"base", N_("sets out at")},
    {"mode", N_("travels")},
    {"days", N_("days")},
    {"from_s", N_("hours")},
    {"to_s", N_("hours")},
    {"max_visits", N_("visits a day")},
    {"rest_from_s", N_("rest")},
    {"rest_to_s", N_("rest")},
    {"rest_s", N_("rest")},
    {"overtime_s", N_("overtime")},
    {"max_metres", N_("longest way")},
    {"kind", N_("kind")},
    {"aliases", N_("other names")},
    {"code_year", N_("year of the code")},
    {"level", N_("level")},
    {"parent", N_("lies in")},
    {"valid_to", N_("last day")},
    {"tags", N_("attributes")},
    {"highway", N_("class")},
    {"date", N_("day")},
    {"area", N_("village")},
    {"title", N_("title")},
    {"people", N_("people")},
    {"money_fen", N_("money")},
    {"goods", N_("goods")},
    {"other", N_("other gifts")},
    {"organiser", N_("organiser")},
    {"volunteer", N_("volunteer")},
    {"role", N_("role")},
};

/* Kept for the record, not a change that anybody made. */
static bool
is_inner(const char *column)
{
    static const char *const inner[] = {"membership_from", "position_from", "edited", "source"};
    for (size_t i = 0; i < G_N_ELEMENTS(inner); i++) {
        if (strcmp(column, inner[i]) == 0) {
            return true;
        }
    }
    return false;
}

static const char *
find_word(const Word *words, size_t n, const char *code)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(words[i].code, code) == 0) {
            return _(words[i].words);
        }
    }
    return code;
}

const char *
change_record(const char *table)
{
    return find_word(records, G_N_ELEMENTS(records), table);
}

char *
change_fields(const char *list)
{
    g_auto(GStrv) codes = g_strsplit(list, ",", -1);
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    for (char **code = codes; *code; code++) {
        const char *word = find_word(columns, G_N_ELEMENTS(columns), *code);
        bool told = is_inner(*code);
        for (guint i = 0; i < words->len && !told; i++) {
            told = strcmp(g_ptr_array_index(words, i), word) == 0;
        }
        if (!told) {
            g_ptr_array_add(words, (gpointer)word);
        }
    }
    g_ptr_array_add(words, NULL);
    return g_strjoinv(_(", "), (char **)words->pdata);
}

static const char *
area_name(const ZfSnapshot *snapshot, int32_t area)
{
    return area < 0 ? "" : snapshot->areas[area].name;
}

char *
duty_words(const ZfSnapshot *snapshot, const char *duty, const char **village)
{
    const char *mark = strrchr(duty, '#');
    g_autofree char *key = mark ? g_strndup(duty, (gsize)(mark - duty)) : g_strdup(duty);
    *village = "";
    if (mark && strcmp(mark, "#talk") == 0) {
        int32_t area = zf_snapshot_area(snapshot, key);
        *village = area < 0 ? _("a village that is gone") : area_name(snapshot, area);
        return g_strdup(_("safety talk"));
    }
    int32_t index = zf_snapshot_household(snapshot, key);
    const ZfHousehold *home = index < 0 ? NULL : &snapshot->households[index];
    const char *label = !home            ? key
                        : *home->number  ? home->number
                        : *home->address ? home->address
                                         : home->id;
    *village = home ? area_name(snapshot, home->area_index) : "";
    int64_t nth;
    if (mark && zf_text_to_int64(mark + 1, &nth) && nth > 1) {
        return g_strdup_printf(_("%s, visit %d"), label, (int)nth);
    }
    return g_strdup(label);
}

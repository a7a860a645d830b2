#include "coverage/disclosure.h"

#include <stddef.h>

/* Small figures of secret categories are hidden from everybody. */
#define SECRET_K 5

/* The figures of a row: those of ZfCounts that count people or homes, then what readers can work
 * out from them. */
typedef enum Figure {
    REGISTERED,
    IN_SCOPE,
    LOCATED,
    ASSIGNED,
    ATTEMPTED,
    CONTACTED,
    SEEN,
    COMPLETE,
    ACCOUNTED,
    BARRED,
    HOUSEHOLDS,
    HOUSEHOLDS_SEEN,
    OBLIGATION_MET,
    OBLIGATION,
    SCHEDULED,
    UNSCHEDULED,
    OVERDUE,
    NOT_SEEN,
    NOT_COMPLETE,
    MISSING,
    HOUSEHOLDS_NOT_SEEN,
    FIGURES
} Figure;
#define STORED NOT_SEEN

#define AT(field) offsetof(ZfCounts, field)
static const size_t offsets[STORED] = {
    [REGISTERED] = AT(registered),
    [IN_SCOPE] = AT(in_scope),
    [LOCATED] = AT(located),
    [ASSIGNED] = AT(assigned),
    [ATTEMPTED] = AT(attempted),
    [CONTACTED] = AT(contacted),
    [SEEN] = AT(seen),
    [COMPLETE] = AT(complete),
    [ACCOUNTED] = AT(accounted),
    [BARRED] = AT(barred),
    [HOUSEHOLDS] = AT(households),
    [HOUSEHOLDS_SEEN] = AT(households_seen),
    [OBLIGATION_MET] = AT(obligation_met),
    [OBLIGATION] = AT(obligation),
    [SCHEDULED] = AT(scheduled),
    [UNSCHEDULED] = AT(unscheduled),
    [OVERDUE] = AT(overdue),
};
#undef AT

/* All but overdue_days: a new count does not compile until it stands above. */
G_STATIC_ASSERT(sizeof(ZfCounts) == (STORED + 1) * sizeof(int32_t));

static int32_t *
stored(ZfCounts *counts, Figure figure)
{
    return (int32_t *)(void *)((char *)counts + offsets[figure]);
}

typedef enum Hidden { OPEN, PRIMARY, SECONDARY } Hidden;

typedef struct Cell {
    int32_t value;
    Hidden hidden;
} Cell;

/* whole = the sum of n parts; the parts' indices stand in Table.parts from first on. */
typedef struct Sum {
    uint32_t whole;
    uint32_t first;
    uint32_t n;
} Sum;

typedef struct Table {
    int32_t k;
    GArray *cells; /* Cell: FIGURES a row, rows, then total; then conservation */
    GArray *sums;  /* Sum */
    GArray *parts; /* uint32_t */
} Table;

static Cell *
cell(const Table *table, uint32_t index)
{
    return &g_array_index(table->cells, Cell, index);
}

int32_t
zf_disclosure_k(ZfAudience audience)
{
    return audience == ZF_AUDIENCE_PUBLIC ? 10 : audience == ZF_AUDIENCE_COUNTY ? 5 : 0;
}

/* -- the table
 * ------------------------------------------------------------------------------------- */

static Table
table_new(int32_t k)
{
    return (Table){k, g_array_new(FALSE, FALSE, sizeof(Cell)),
                   g_array_new(FALSE, FALSE, sizeof(Sum)),
                   g_array_new(FALSE, FALSE, sizeof(uint32_t))};
}

static void
table_clear(Table *table)
{
    g_array_unref(table->cells);
    g_array_unref(table->sums);
    g_array_unref(table->parts);
}

static uint32_t
add_cell(Table *table, int32_t value)
{
    Cell item = {value, value > 0 && value < table->k ? PRIMARY : OPEN};
    g_array_append_val(table->cells, item);
    return table->cells->len - 1;
}

static void
begin_sum(Table *table, uint32_t whole)
{
    Sum sum = {whole, table->parts->len, 0};
    g_array_append_val(table->sums, sum);
}

static void
add_part(Table *table, uint32_t part)
{
    g_array_append_val(table->parts, part);
    g_array_index(table->sums, Sum, table->sums->len - 1).n++;
}

static void
add_sum(Table *table, uint32_t whole, uint32_t a, uint32_t b)
{
    begin_sum(table, whole);
    add_part(table, a);
    add_part(table, b);
}

static void
add_same(Table *table, uint32_t a, uint32_t b)
{
    begin_sum(table, a);
    add_part(table, b);
}

/* The cells of a row and the sums within it. ret: index of its first cell. */
static uint32_t
add_row(Table *table, ZfCounts *counts, bool same_units)
{
    uint32_t at = table->cells->len;
    for (int i = 0; i < STORED; i++) {
        add_cell(table, *stored(counts, (Figure)i));
    }
    add_cell(table, counts->in_scope - counts->seen);
    add_cell(table, counts->in_scope - counts->complete);
    add_cell(table, zf_counts_missing(counts));
    add_cell(table, counts->households - counts->households_seen);
    for (uint32_t i = IN_SCOPE; cell(table, at + IN_SCOPE)->hidden && i < FIGURES; i++) {
        Cell *other = cell(table, at + i);
        other->hidden = other->value > 0 && !other->hidden ? SECONDARY : other->hidden;
    }
    add_sum(table, at + IN_SCOPE, at + SEEN, at + NOT_SEEN);
    add_sum(table, at + IN_SCOPE, at + COMPLETE, at + NOT_COMPLETE);
    add_sum(table, at + NOT_SEEN, at + ACCOUNTED, at + MISSING);
    add_sum(table, at + MISSING, at + SCHEDULED, at + UNSCHEDULED);
    add_sum(table, at + HOUSEHOLDS, at + HOUSEHOLDS_SEEN, at + HOUSEHOLDS_NOT_SEEN);
    if (counts->in_scope > 0 && counts->obligation == counts->in_scope) {
        add_same(table, at + IN_SCOPE, at + OBLIGATION); /* one visit each: the same figures */
        add_same(table, at + SEEN, at + OBLIGATION_MET);
    }
    if (same_units) {
        add_same(table, at + IN_SCOPE, at + HOUSEHOLDS);
        add_same(table, at + SEEN, at + HOUSEHOLDS_SEEN);
    }
    return at;
}

/* -- protection
 * ------------------------------------------------------------------------------------- */

/* The smallest open figure of the sum that is not 0: a part if there is one, else the whole. */
static Cell *
cheapest(const Table *table, const Sum *sum)
{
    Cell *best = NULL;
    for (uint32_t i = 0; i < sum->n; i++) {
        Cell *part = cell(table, g_array_index(table->parts, uint32_t, sum->first + i));
        if (!part->hidden && part->value > 0 && (!best || part->value < best->value)) {
            best = part;
        }
    }
    Cell *whole = cell(table, sum->whole);
    return best || whole->hidden || whole->value == 0 ? best : whole;
}

/* A sum that gives something away by itself: a single hidden figure, or hidden parts that are few
 * together. */
static bool
is_open(const Table *table, const Sum *sum)
{
    int64_t rest = 0;
    uint32_t hidden = 0;
    for (uint32_t i = 0; i < sum->n; i++) {
        const Cell *part = cell(table, g_array_index(table->parts, uint32_t, sum->first + i));
        hidden += part->hidden != OPEN;
        rest += part->hidden ? part->value : 0;
    }
    if (cell(table, sum->whole)->hidden) {
        return hidden == 0;
    }
    return hidden == 1 || (hidden > 1 && rest < table->k);
}

static bool
hide(const Table *table, const Sum *sum)
{
    Cell *next = cheapest(table, sum);
    if (next) {
        next->hidden = next->value < table->k ? PRIMARY : SECONDARY;
    }
    return next != NULL;
}

static void
close_sums(const Table *table)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (guint i = 0; i < table->sums->len; i++) {
            const Sum *sum = &g_array_index(table->sums, Sum, i);
            changed = (is_open(table, sum) && hide(table, sum)) || changed;
        }
    }
}

/* -- the reader
 * ------------------------------------------------------------------------------------ */

/* What a reader knows of a figure who knows which of the hidden ones are small. */
typedef struct Guess {
    int64_t lo;
    int64_t hi;
} Guess;

#define READER_ROUNDS 100

static bool
narrow(Guess *guess, int64_t lo, int64_t hi)
{
    bool changed = lo > guess->lo || hi < guess->hi;
    guess->lo = MAX(guess->lo, lo);
    guess->hi = MIN(guess->hi, hi);
    return changed;
}

static bool
read_sum(const Table *table, const Sum *sum, Guess *guesses)
{
    int64_t lo = 0;
    int64_t hi = 0;
    Guess *whole = &guesses[sum->whole];
    for (uint32_t i = 0; i < sum->n; i++) {
        const Guess *part = &guesses[g_array_index(table->parts, uint32_t, sum->first + i)];
        lo += part->lo;
        hi += part->hi;
    }
    bool changed = narrow(whole, lo, hi);
    for (uint32_t i = 0; i < sum->n; i++) {
        Guess *part = &guesses[g_array_index(table->parts, uint32_t, sum->first + i)];
        Guess before = *part;
        changed =
            narrow(part, whole->lo - (hi - before.hi), whole->hi - (lo - before.lo)) || changed;
        lo += part->lo - before.lo;
        hi += part->hi - before.hi;
    }
    return changed;
}

/* Narrows bounds along all sums until they stand still. ret: a guess a cell, owned by the caller.
 */
static Guess *
read_table(const Table *table)
{
    Guess *guesses = g_new(Guess, table->cells->len + 1);
    for (guint i = 0; i < table->cells->len; i++) {
        const Cell *c = cell(table, i);
        guesses[i] = c->hidden == PRIMARY     ? (Guess){1, table->k - 1}
                     : c->hidden == SECONDARY ? (Guess){table->k, INT32_MAX}
                                              : (Guess){c->value, c->value};
    }
    bool changed = true;
    for (int round = 0; changed && round < READER_ROUNDS; round++) {
        changed = false;
        for (guint i = 0; i < table->sums->len; i++) {
            changed = read_sum(table, &g_array_index(table->sums, Sum, i), guesses) || changed;
        }
    }
    return guesses;
}

/* Does the sum hold a small hidden figure that the reader has worked out? */
static bool
is_read(const Table *table, const Sum *sum, const Guess *guesses)
{
    for (uint32_t i = 0; i <= sum->n; i++) {
        uint32_t at =
            i < sum->n ? g_array_index(table->parts, uint32_t, sum->first + i) : sum->whole;
        if (cell(table, at)->hidden == PRIMARY && guesses[at].lo == guesses[at].hi) {
            return true;
        }
    }
    return false;
}

/* Ends: every round but the last hides a figure more. */
static void
protect(const Table *table)
{
    bool changed = true;
    while (changed) {
        close_sums(table);
        changed = false;
        if (table->k <= 2) {
            return; /* a small figure is 1: everybody knows */
        }
        g_autofree Guess *guesses = read_table(table);
        for (guint i = 0; i < table->sums->len; i++) {
            const Sum *sum = &g_array_index(table->sums, Sum, i);
            changed = (is_read(table, sum, guesses) && hide(table, sum)) || changed;
        }
    }
}

/* -- back into the rows
 * ------------------------------------------------------------------------------ */

static bool
is_hidden(const Table *table, uint32_t row, Figure figure)
{
    return cell(table, row + (uint32_t)figure)->hidden != OPEN;
}

/* n of N where N stands: the bound if that is why n is hidden. */
static int32_t
replacement(const Table *table, uint32_t row, Figure part, Figure rest, Figure whole)
{
    const Cell *left = cell(table, row + (uint32_t)rest);
    const Cell *all = cell(table, row + (uint32_t)whole);
    bool bound = !all->hidden && left->value > 0 && left->value < table->k &&
                 cell(table, row + (uint32_t)part)->value > 0;
    return bound ? -(all->value - table->k + 1) - 1 : ZF_COUNT_HIDDEN;
}

static void
write_row(const Table *table, uint32_t at, ZfCoverageRow *row)
{
    int32_t S = row->counts.in_scope;
    int32_t seen = replacement(table, at, SEEN, NOT_SEEN, IN_SCOPE);
    int32_t complete = replacement(table, at, COMPLETE, NOT_COMPLETE, IN_SCOPE);
    int32_t households = replacement(table, at, HOUSEHOLDS_SEEN, HOUSEHOLDS_NOT_SEEN, HOUSEHOLDS);
    row->shown = ZF_SHOWN_EXACT;
    if (is_hidden(table, at, IN_SCOPE)) {
        row->shown = S < table->k ? ZF_SHOWN_FEW : ZF_SHOWN_HIDDEN;
        row->class_seen = row->class_complete = ZF_CLASS_FEW;
        row->last_visit = ZF_DATE_NONE;
    } else if (is_hidden(table, at, SEEN) || is_hidden(table, at, COMPLETE)) {
        row->shown = ZF_SHOWN_BOUND;
    }
    if (is_hidden(table, at, OVERDUE)) {
        row->counts.overdue_days = ZF_COUNT_HIDDEN;
    }
    for (int i = 0; i < STORED; i++) {
        if (is_hidden(table, at, (Figure)i)) {
            *stored(&row->counts, (Figure)i) = i == SEEN              ? MIN(seen, -1)
                                               : i == COMPLETE        ? MIN(complete, -1)
                                               : i == HOUSEHOLDS_SEEN ? MIN(households, -1)
                                                                      : ZF_COUNT_HIDDEN;
        }
    }
}

static void
hide_trend(ZfCoverage *coverage, bool remaining)
{
    int32_t k = coverage->k;
    ZfForecast *forecast = &coverage->forecast;
    for (size_t i = 0; i < coverage->n_trend; i++) {
        coverage->trend[i].seen -= coverage->trend[i].seen % k;
    }
    if (forecast->seen_7_days > 0 && forecast->seen_7_days < k) {
        forecast->seen_7_days = ZF_COUNT_HIDDEN;
    }
    if (remaining) {
        forecast->remaining = ZF_COUNT_HIDDEN;
        forecast->needed_per_day_x10 = ZF_COUNT_HIDDEN;
        forecast->seen_7_days = ZF_COUNT_HIDDEN;
    }
}

/* registered = the sum over scopes; in scope and the states are the total's own figures. */
static uint32_t
add_conservation(Table *table, const ZfCoverage *coverage, uint32_t total)
{
    uint32_t at = table->cells->len;
    for (int i = 0; i < ZF_SCOPE_COUNT; i++) {
        add_cell(table, coverage->conservation.by_scope[i]);
    }
    begin_sum(table, total + REGISTERED);
    for (uint32_t i = 0; i < ZF_SCOPE_COUNT; i++) {
        add_part(table, at + i);
    }
    add_same(table, total + IN_SCOPE, at + ZF_SCOPE_IN);
    return at;
}

static void
write_conservation(const Table *table, ZfCoverage *coverage, uint32_t at, uint32_t total)
{
    static const Figure states[] = {SEEN, ACCOUNTED, SCHEDULED, UNSCHEDULED};
    for (uint32_t i = 0; i < ZF_SCOPE_COUNT; i++) {
        if (cell(table, at + i)->hidden) {
            coverage->conservation.by_scope[i] = ZF_COUNT_HIDDEN;
        }
    }
    for (int i = 0; i < 4; i++) {
        if (is_hidden(table, total, states[i])) {
            coverage->conservation.by_state[i] = ZF_COUNT_HIDDEN;
        }
    }
    if (is_hidden(table, total, REGISTERED)) {
        coverage->conservation.registered = ZF_COUNT_HIDDEN;
    }
}

/* -- all of it
 * ------------------------------------------------------------------------------------- */

static void
apply_rows(ZfCoverage *coverage)
{
    Table table = table_new(coverage->k);
    bool same = coverage->unit == ZF_UNIT_HOUSEHOLD;
    uint32_t n = (uint32_t)coverage->n_rows;
    for (uint32_t i = 0; i < n; i++) {
        add_row(&table, &coverage->rows[i].counts, same);
    }
    uint32_t total = add_row(&table, &coverage->total.counts, same);
    GArray **below = g_new(GArray *, (gsize)n + 1); /* rows below each row; [n]: the total */
    for (uint32_t i = 0; i <= n; i++) {
        below[i] = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    }
    for (uint32_t i = 0; i < n; i++) {
        int32_t parent = coverage->rows[i].parent;
        g_array_append_val(below[parent < 0 ? n : (uint32_t)parent], i);
    }
    for (uint32_t i = 0; i <= n; i++) {
        for (uint32_t figure = 0; below[i]->len && figure < FIGURES; figure++) {
            begin_sum(&table, i * FIGURES + figure);
            for (guint c = 0; c < below[i]->len; c++) {
                add_part(&table, g_array_index(below[i], uint32_t, c) * FIGURES + figure);
            }
        }
        g_array_unref(below[i]);
    }
    g_free(below);
    uint32_t conservation = add_conservation(&table, coverage, total);
    protect(&table);
    for (uint32_t i = 0; i < n; i++) {
        write_row(&table, i * FIGURES, &coverage->rows[i]);
    }
    write_row(&table, total, &coverage->total);
    write_conservation(&table, coverage, conservation, total);
    hide_trend(coverage, is_hidden(&table, total, NOT_SEEN));
    table_clear(&table);
}

static uint32_t
category_of(const ZfCoverageRow *row)
{
    int bit;
    return zf_code_find(ZF_CODES_CATEGORY, row->code, &bit) ? 1u << bit : 0u;
}

static void
apply_categories(ZfCoverage *coverage)
{
    bool trusted =
        coverage->audience == ZF_AUDIENCE_PLANNER || coverage->audience == ZF_AUDIENCE_VILLAGE;
    size_t kept = 0;
    for (size_t i = 0; i < coverage->n_categories; i++) {
        ZfCoverageRow row = coverage->categories[i];
        bool secret = category_of(&row) & ZF_CATEGORY_SECRET;
        int32_t k = secret ? MAX(coverage->k, SECRET_K) : coverage->k;
        if (secret && !trusted) {
            continue;
        }
        if (k > 0) {
            Table table = table_new(k);
            uint32_t at = add_row(&table, &row.counts, coverage->unit == ZF_UNIT_HOUSEHOLD);
            protect(&table);
            write_row(&table, at, &row);
            table_clear(&table);
        }
        coverage->categories[kept++] = row;
    }
    coverage->n_categories = kept;
}

void
zf_disclosure_apply(ZfCoverage *coverage)
{
    apply_categories(coverage);
    if (coverage->k > 0) {
        apply_rows(coverage);
        coverage->n_unvisited = 0;
        g_clear_pointer(&coverage->unvisited, g_free);
    }
}

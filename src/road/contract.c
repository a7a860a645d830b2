/* Building the hierarchy. Every node has a rating: what its contraction adds in arcs and hops
 * against those it removes, and how deep it stacks. Round by round those nodes are contracted that
 * rate less than all their neighbours; no two of them touch, so that threads can look for their
 * shortcuts at the same time (Vetter, "Parallel time-dependent contraction hierarchies", 2009). The
 * numbers decide, ties go to the smaller node, and shortcuts are put in in one order: one graph has
 * one hierarchy, for any number of threads.
 *
 * All a step is about is told by bits, one a node. A step is done by blocks of nodes, and a worker
 * keeps to its own part of them from step to step: lists it has read and written are in its core's
 * cache, and fetching what another core wrote last costs more than fetching it from memory. */
#include "road/contract.h"

#include "road/bulk.h"

#include <stdatomic.h>
#include <string.h>

enum {
    TRY_POPS = 12,       /* nodes a witness search may settle while rating */
    CONTRACT_POPS = 100, /* and when contracting */
    LINE_WORDS = 8,      /* words of bits in a cache line; blocks do not share one */
    BLOCKS = 512,        /* about so many, but none smaller than a line */
    SMALL = 10000,       /* nodes: a graph of a township is done in a tenth of a second by one
                            thread, and in no less by two */
    ARCS_WEIGHT = 2000,
    HOPS_WEIGHT = 1000,
    LEVEL_WEIGHT = 400,
};

/* Nodes with neighbouring numbers, words first … end - 1 of the bits. */
typedef struct Block {
    _Alignas(64) GArray *found; /* ZfRoadShortcut over what is chosen */
    uint64_t least;             /* rating among those that wait */
    uint64_t sum;               /* of their ratings */
    uint32_t n_waiting;
    uint32_t n_chosen;
} Block;

typedef struct Builder {
    ZfRoadShrinking graph;
    const ZfRoadGraph *roads;
    const uint32_t *number; /* of the nodes of roads */
    ZfStepper *stepper;
    const ZfProgress *progress;
    uint32_t *level;
    uint64_t *rating;
    ZfRoadFinder *finders; /* one a worker */
    uint32_t n_words;
    uint32_t block_words;
    size_t n_blocks;
    Block *blocks;
    /* nodes in one region, some blocks long, are changed by one worker */
    size_t n_regions;
    ZfRoadLinkStore *stores;
    /* one bit a node */
    uint64_t *stale;          /* something changed around it since it was rated */
    _Atomic uint64_t *unsure; /* whether it rates less than its neighbours is to be found out */
    uint64_t *waits;          /* it does, and waits for its turn */
    uint64_t *chosen;         /* in this round */
    uint64_t limit;           /* who rates more waits on */
} Builder;

static inline void
set_bit(uint64_t *bits, uint32_t node)
{
    bits[node / 64] |= (uint64_t)1 << node % 64;
}

/* Takes the lowest of the bits out of a word that has some. ret: its node; word: number of it. */
static inline uint32_t
take_bit(uint64_t *bits, uint32_t word)
{
    uint32_t node = word * 64 + (uint32_t)__builtin_ctzll(*bits);
    *bits &= *bits - 1;
    return node;
}

static uint32_t
first_word(const Builder *b, size_t block)
{
    return (uint32_t)MIN((size_t)b->n_words, block * b->block_words);
}

/* ---- rating ---- */

static uint64_t
rate(const Builder *b, ZfRoadFinder *finder, uint32_t v)
{
    uint64_t arcs = 1;
    uint64_t hops = 1;
    const ZfRoadLinks *lists[2] = {&b->graph.in[v], &b->graph.out[v]};
    for (int l = 0; l < 2; l++) {
        arcs += lists[l]->n;
        for (uint32_t i = 0; i < lists[l]->n; i++) {
            hops += lists[l]->items[i].hops;
        }
    }
    ZfRoadBalance added = zf_road_bridge_over(&b->graph, finder, v, TRY_POPS, NULL);
    return ARCS_WEIGHT * (uint64_t)added.arcs / arcs + HOPS_WEIGHT * (uint64_t)added.hops / hops +
           LEVEL_WEIGHT * (uint64_t)b->level[v];
}

/* Neighbours may be another worker's. */
static inline void
set_unsure(Builder *b, uint32_t v)
{
    _Atomic uint64_t *word = &b->unsure[v / 64];
    uint64_t bit = (uint64_t)1 << v % 64;
    if (!(atomic_load_explicit(word, memory_order_relaxed) & bit)) {
        atomic_fetch_or_explicit(word, bit, memory_order_relaxed);
    }
}

/* Rates what is stale anew; it and its neighbours may have become the least of their surroundings,
 * or not be it any more. */
static void
rate_block(void *user, size_t item, unsigned worker)
{
    Builder *b = user;
    for (uint32_t w = first_word(b, item); w < first_word(b, item + 1); w++) {
        uint64_t bits = b->stale[w];
        b->stale[w] = 0;
        while (bits) {
            uint32_t v = take_bit(&bits, w);
            b->rating[v] = rate(b, &b->finders[worker], v);
            set_unsure(b, v);
            const ZfRoadLinks *lists[2] = {&b->graph.in[v], &b->graph.out[v]};
            for (int l = 0; l < 2; l++) {
                for (uint32_t i = 0; i < lists[l]->n; i++) {
                    set_unsure(b, lists[l]->items[i].head);
                }
            }
        }
    }
}

/* ---- choosing ---- */

/* ret: whether v comes before all its neighbours. */
static bool
is_least(const Builder *b, uint32_t v)
{
    ZfCostEntry own = {b->rating[v], v};
    const ZfRoadLinks *lists[2] = {&b->graph.in[v], &b->graph.out[v]};
    for (int l = 0; l < 2; l++) {
        for (uint32_t i = 0; i < lists[l]->n; i++) {
            uint32_t u = lists[l]->items[i].head;
            if (zf_cost_entry_less((ZfCostEntry){b->rating[u], u}, own)) {
                return false;
            }
        }
    }
    return true;
}

/* Sums up who waits in a block. */
static void
count_waiting(const Builder *b, size_t item)
{
    Block *block = &b->blocks[item];
    block->least = UINT64_MAX;
    block->sum = 0;
    block->n_waiting = 0;
    for (uint32_t w = first_word(b, item); w < first_word(b, item + 1); w++) {
        for (uint64_t bits = b->waits[w]; bits;) {
            uint64_t rating = b->rating[take_bit(&bits, w)];
            block->least = MIN(block->least, rating);
            block->sum += rating;
            block->n_waiting++;
        }
    }
}

/* Finds out who could be contracted: only ratings are read of other blocks. */
static void
look_block(void *user, size_t item, unsigned worker)
{
    (void)worker;
    Builder *b = user;
    bool changed = false;
    for (uint32_t w = first_word(b, item); w < first_word(b, item + 1); w++) {
        uint64_t bits = atomic_load_explicit(&b->unsure[w], memory_order_relaxed);
        if (!bits) {
            continue;
        }
        changed = true;
        atomic_store_explicit(&b->unsure[w], 0, memory_order_relaxed);
        uint64_t waits = b->waits[w] & ~bits;
        while (bits) {
            uint32_t v = take_bit(&bits, w);
            waits |= is_least(b, v) ? (uint64_t)1 << v % 64 : 0;
        }
        b->waits[w] = waits;
    }
    if (changed || b->blocks[item].n_chosen > 0) {
        count_waiting(b, item);
    }
}

/* Those that rate high wait on, so that the graph shrinks evenly; they need not be looked at again
 * before something changes around them. */
static void
set_limit(Builder *b)
{
    uint64_t least = UINT64_MAX;
    uint64_t sum = 0;
    uint64_t n = 0;
    for (size_t i = 0; i < b->n_blocks; i++) {
        least = MIN(least, b->blocks[i].least);
        sum += b->blocks[i].sum;
        n += b->blocks[i].n_waiting;
    }
    g_assert(n > 0); /* the least of all is always among them */
    b->limit = least + (sum / n - least) / 2;
}

static void
choose_block(void *user, size_t item, unsigned worker)
{
    (void)worker;
    Builder *b = user;
    Block *block = &b->blocks[item];
    bool none = block->least > b->limit;
    if (none && block->n_chosen == 0) {
        return; /* and its bits of the round before are clear */
    }
    block->n_chosen = 0;
    for (uint32_t w = first_word(b, item); w < first_word(b, item + 1); w++) {
        uint64_t chosen = 0;
        for (uint64_t bits = none ? 0 : b->waits[w]; bits;) {
            uint32_t v = take_bit(&bits, w);
            chosen |= b->rating[v] <= b->limit ? (uint64_t)1 << v % 64 : 0;
        }
        b->chosen[w] = chosen;
        b->waits[w] &= ~chosen;
        b->graph.gone[w] |= chosen;
        block->n_chosen += (uint32_t)__builtin_popcountll(chosen);
    }
}

/* ---- contracting ---- */

/* Finds the shortcuts over who is chosen. */
static void
bridge_block(void *user, size_t item, unsigned worker)
{
    Builder *b = user;
    Block *block = &b->blocks[item];
    g_array_set_size(block->found, 0);
    for (uint32_t w = first_word(b, item); block->n_chosen && w < first_word(b, item + 1); w++) {
        for (uint64_t bits = b->chosen[w]; bits;) {
            uint32_t v = take_bit(&bits, w);
            zf_road_bridge_over(&b->graph, &b->finders[worker], v, CONTRACT_POPS, block->found);
        }
    }
}

/* The nodes a worker changes. */
typedef struct Region {
    Builder *b;
    uint32_t first;
    uint32_t end;
    ZfRoadLinkStore *store;
} Region;

static Region
region_of(Builder *b, size_t item)
{
    uint32_t words[2];
    for (size_t i = 0; i < 2; i++) {
        words[i] = first_word(b, b->n_blocks * (item + i) / b->n_regions);
    }
    return (Region){b, words[0] * 64, MIN(words[1] * 64, b->graph.n), &b->stores[item]};
}

static inline bool
is_inside(const Region *region, uint32_t node)
{
    return node >= region->first && node < region->end;
}

/* Takes v out of its neighbours' links; they have to be rated anew. */
static void
cut_out(const Region *region, uint32_t v)
{
    Builder *b = region->b;
    const ZfRoadLinks *lists[2] = {&b->graph.in[v], &b->graph.out[v]};
    for (int l = 0; l < 2; l++) {
        for (uint32_t i = 0; i < lists[l]->n; i++) {
            uint32_t u = lists[l]->items[i].head;
            if (is_inside(region, u)) {
                zf_road_links_remove(l ? &b->graph.in[u] : &b->graph.out[u], v);
                b->level[u] = MAX(b->level[u], b->level[v] + 1);
                set_bit(b->stale, u);
            }
        }
    }
}

/* Puts a link in at both its ends, as far as they lie inside. */
static inline void
put_in(const Region *region, uint32_t from, ZfRoadLink link, uint32_t via)
{
    uint32_t to = link.head;
    if (is_inside(region, from)) {
        zf_road_links_add(&region->b->graph.out[from], link, via, region->store);
    }
    if (is_inside(region, to)) {
        link.head = from;
        zf_road_links_add(&region->b->graph.in[to], link, via, region->store);
    }
}

/* Contracts who is chosen, as far as the nodes of one region are concerned. Nobody's links are read
 * that are written: no two that are chosen are neighbours. */
static void
contract_region(void *user, size_t item, unsigned worker)
{
    (void)worker;
    Builder *b = user;
    Region region = region_of(b, item);
    for (uint32_t w = 0; w < b->n_words; w++) {
        for (uint64_t bits = b->chosen[w]; bits;) {
            cut_out(&region, take_bit(&bits, w));
        }
    }
    for (size_t i = 0; i < b->n_blocks; i++) {
        const GArray *found = b->blocks[i].found;
        for (guint k = 0; k < found->len; k++) {
            const ZfRoadShortcut *shortcut = &g_array_index(found, ZfRoadShortcut, k);
            put_in(&region, shortcut->from, shortcut->link, shortcut->via);
        }
    }
}

static bool
contract_round(Builder *b, GError **error)
{
    const ZfProgress *p = b->progress;
    if (!zf_stepper_run(b->stepper, b->n_blocks, rate_block, b, p, error) ||
        !zf_stepper_run(b->stepper, b->n_blocks, look_block, b, p, error)) {
        return false;
    }
    set_limit(b);
    return zf_stepper_run(b->stepper, b->n_blocks, choose_block, b, p, error) &&
           zf_stepper_run(b->stepper, b->n_blocks, bridge_block, b, p, error) &&
           zf_stepper_run(b->stepper, b->n_regions, contract_region, b, p, error);
}

static bool
contract_all(Builder *b, GError **error)
{
    for (size_t done = 0; done < b->graph.n;) {
        if (!contract_round(b, error)) {
            return false;
        }
        for (size_t i = 0; i < b->n_blocks; i++) {
            done += b->blocks[i].n_chosen;
        }
        zf_progress_report(b->progress, _("preparing the road network"), (int64_t)done, b->graph.n);
    }
    return true;
}

/* ---- beginning ---- */

/* ret: numbers of the graph's nodes in the order of a walk, depth first. */
static uint32_t *
number_nodes(const ZfRoadGraph *graph)
{
    uint32_t n = graph->n_nodes;
    uint32_t *number = zf_bulk_new(uint32_t, n + 1u);
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    memset(number, 0xff, (n + 1u) * sizeof *number);
    uint32_t used = 0;
    for (uint32_t root = 0; root < n; root++) {
        g_array_append_val(stack, root);
        while (stack->len > 0) {
            uint32_t v = g_array_index(stack, uint32_t, stack->len - 1);
            g_array_set_size(stack, stack->len - 1);
            if (number[v] != UINT32_MAX) {
                continue;
            }
            number[v] = used++;
            for (uint32_t i = graph->first_arc[v]; i < graph->first_arc[v + 1]; i++) {
                if (number[graph->arcs[i].head] == UINT32_MAX) {
                    g_array_append_val(stack, graph->arcs[i].head);
                }
            }
        }
    }
    return number;
}

/* Empty lists for one region's nodes, in their order: out and in side by side, node by node. */
static void
reserve_region(const Region *region)
{
    Builder *b = region->b;
    const ZfRoadGraph *roads = b->roads;
    uint32_t n = region->end - region->first;
    g_autofree uint32_t *n_out = g_new0(uint32_t, n + 1u);
    g_autofree uint32_t *n_in = g_new0(uint32_t, n + 1u);
    for (uint32_t v = 0; v < roads->n_nodes; v++) {
        if (is_inside(region, b->number[v])) {
            n_out[b->number[v] - region->first] = roads->first_arc[v + 1] - roads->first_arc[v];
        }
    }
    for (uint32_t i = 0; i < roads->first_arc[roads->n_nodes]; i++) {
        uint32_t head = b->number[roads->arcs[i].head];
        if (is_inside(region, head)) {
            n_in[head - region->first]++;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        zf_road_links_reserve(&b->graph.out[region->first + i], n_out[i], region->store);
        zf_road_links_reserve(&b->graph.in[region->first + i], n_in[i], region->store);
        b->level[region->first + i] = 0;
        set_bit(b->stale, region->first + i);
    }
}

/* The links of one region's nodes. */
static void
fill_region(void *user, size_t item, unsigned worker)
{
    (void)worker;
    Builder *b = user;
    const ZfRoadGraph *roads = b->roads;
    Region region = region_of(b, item);
    reserve_region(&region);
    for (uint32_t v = 0; v < roads->n_nodes; v++) {
        for (uint32_t i = roads->first_arc[v]; i < roads->first_arc[v + 1]; i++) {
            const ZfRoadArc *arc = &roads->arcs[i];
            ZfRoadLink link = {.cost = arc->cost, .head = b->number[arc->head], .hops = 1};
            put_in(&region, b->number[v], link, arc->id);
        }
    }
}

static uint64_t *
bits_new(const Builder *b)
{
    uint64_t *bits = zf_bulk_new(uint64_t, b->n_words);
    memset(bits, 0, b->n_words * sizeof *bits);
    return bits;
}

static void
make_blocks(Builder *b)
{
    uint32_t lines = (b->graph.n / 64 + LINE_WORDS) / LINE_WORDS;
    b->n_words = lines * LINE_WORDS;
    b->block_words = (lines + BLOCKS - 1) / BLOCKS * LINE_WORDS;
    b->n_blocks = (b->n_words + b->block_words - 1) / b->block_words;
    b->blocks = zf_bulk_new(Block, b->n_blocks);
    for (size_t i = 0; i < b->n_blocks; i++) {
        b->blocks[i] = (Block){.found = g_array_new(FALSE, FALSE, sizeof(ZfRoadShortcut)),
                               .least = UINT64_MAX};
    }
    b->n_regions = MIN(b->n_blocks, zf_stepper_threads(b->stepper));
    b->stores = zf_bulk_new(ZfRoadLinkStore, b->n_regions);
    for (size_t i = 0; i < b->n_regions; i++) {
        zf_road_link_store_init(&b->stores[i]);
    }
}

static void
builder_init(Builder *b, const ZfRoadGraph *graph, const uint32_t *number, ZfStepper *stepper)
{
    uint32_t n = graph->n_nodes;
    *b = (Builder){.roads = graph,
                   .number = number,
                   .stepper = stepper,
                   .level = zf_bulk_new(uint32_t, n + 1u),
                   .rating = zf_bulk_new(uint64_t, n + 1u)};
    b->graph = (ZfRoadShrinking){
        .n = n, .out = zf_bulk_new(ZfRoadLinks, n + 1u), .in = zf_bulk_new(ZfRoadLinks, n + 1u)};
    make_blocks(b);
    b->graph.gone = bits_new(b);
    b->stale = bits_new(b);
    b->unsure = (_Atomic uint64_t *)bits_new(b);
    b->waits = bits_new(b);
    b->chosen = bits_new(b);
    b->finders = zf_bulk_new(ZfRoadFinder, zf_stepper_threads(stepper));
    for (unsigned i = 0; i < zf_stepper_threads(stepper); i++) {
        zf_road_finder_init(&b->finders[i], n);
    }
}

static void
builder_clear(Builder *b)
{
    for (unsigned i = 0; i < zf_stepper_threads(b->stepper); i++) {
        zf_road_finder_clear(&b->finders[i]);
    }
    for (size_t i = 0; i < b->n_blocks; i++) {
        g_array_unref(b->blocks[i].found);
    }
    for (size_t i = 0; i < b->n_regions; i++) {
        zf_road_link_store_clear(&b->stores[i]);
    }
    g_free(b->graph.out);
    g_free(b->graph.in);
    g_free(b->graph.gone);
    g_free(b->level);
    g_free(b->rating);
    g_free(b->finders);
    g_free(b->blocks);
    g_free(b->stores);
    g_free(b->stale);
    g_free((void *)b->unsure);
    g_free(b->waits);
    g_free(b->chosen);
}

ZfRoadHierarchy *
zf_road_hierarchy_new(const ZfRoadGraph *graph, unsigned threads, const ZfProgress *progress,
                      GError **error)
{
    g_autofree uint32_t *number = number_nodes(graph);
    g_autoptr(ZfStepper) stepper = zf_stepper_new(graph->n_nodes < SMALL ? 1 : threads);
    Builder b;
    builder_init(&b, graph, number, stepper);
    b.progress = progress;
    bool good = zf_stepper_run(stepper, b.n_regions, fill_region, &b, progress, error) &&
                contract_all(&b, error);
    ZfRoadHierarchy *h = good ? zf_road_lay_out(&b.graph, number, stepper) : NULL;
    builder_clear(&b);
    return h;
}

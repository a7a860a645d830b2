/* Building the hierarchy. Every node has a rating: what its contraction adds in arcs and hops
 * against those it removes, and how deep it stacks. Round by round those nodes are contracted that
 * rate less than all their neighbours; no two of them touch, so that threads can look for their
 * shortcuts at the same time (Vetter, "Parallel time-dependent contraction hierarchies", 2009). The
 * numbers decide, ties go to the smaller node, and shortcuts are put in by one thread in one order:
 * one graph has one hierarchy, for any number of threads. */
#include "road/bulk.h"
#include "road/costqueue.h"
#include "road/hierarchy.h"

#include <string.h>

enum {
    TRY_POPS = 12,       /* nodes a witness search may settle while rating */
    CONTRACT_POPS = 100, /* and when contracting */
    MAX_LINKS = 1 << 28,
    CHUNK = 32,        /* nodes handed to a thread at once, to search around */
    SMALL_CHUNK = 4,   /* when there are fewer than MANY: such nodes have many links */
    MANY = 1024,       /* nodes of a step */
    LOOK_CHUNK = 2048, /* handed out at once only to be looked at, which is soon done */
    FEW = 512,         /* below this one thread is as quick, and costs no other */
    SMALL = 10000,     /* nodes: a graph of a township is done in a tenth of a second by one
                          thread, and in no less by two */
    ARCS_WEIGHT = 2000,
    HOPS_WEIGHT = 1000,
    LEVEL_WEIGHT = 400,
};

typedef struct Link {
    uint64_t cost;
    uint32_t head;
    uint32_t via;
    uint32_t hops; /* graph arcs in it */
} Link;

typedef struct Links {
    Link *items;
    uint32_t n;
    uint32_t room;
} Links;

/* A node as a witness search sees it. */
typedef struct Mark {
    uint64_t cost;
    uint32_t stamp;  /* equals now when cost holds */
    uint32_t wanted; /* equals now when the node is a target */
} Mark;

typedef struct Shortcut {
    uint32_t from;
    Link link;
} Shortcut;

/* One worker's, in cache lines of its own: it is written at every step of a search, and two workers
 * in one line would wait for each other all the time. */
typedef struct Finder {
    _Alignas(64) Mark *marks;
    uint32_t now;
    ZfCostQueue queue;
} Finder;

/* Nodes are numbered along a walk through the graph, so that neighbours lie near in memory. */
typedef struct Builder {
    uint32_t n;
    unsigned threads;
    const ZfProgress *progress;
    Links *out;
    Links *in;
    uint32_t *level;
    uint64_t *rating;
    uint8_t *state;  /* of each node */
    Finder *finders; /* one a worker */
    uint32_t *todo;  /* nodes of the present step */
    size_t n_todo;
    size_t chunk;   /* of todo's nodes that are handed out at once */
    uint32_t *next; /* nodes of the coming step */
    size_t n_next;
    ZfCostEntry *waiting; /* the least of their surroundings that were not contracted yet */
    size_t n_waiting;
    GArray **found; /* Shortcut, one array a chunk */
    size_t n_found;
} Builder;

enum {
    CONTRACTED = 1 << 0,
    CHOSEN = 1 << 1,  /* to be contracted in this round */
    LISTED = 1 << 2,  /* in next */
    LEAST = 1 << 3,   /* rates less than all its neighbours */
    WAITING = 1 << 4, /* in waiting */
};

/* Adds a link or betters the one there is. */
static void
link_add(Links *links, Link link)
{
    for (uint32_t i = 0; i < links->n; i++) {
        if (links->items[i].head == link.head) {
            if (link.cost < links->items[i].cost) {
                links->items[i] = link;
            }
            return;
        }
    }
    if (links->n == links->room) {
        links->room = links->room ? links->room * 2 : 4;
        links->items = g_renew(Link, links->items, links->room);
    }
    links->items[links->n++] = link;
}

static void
link_remove(Links *links, uint32_t head)
{
    for (uint32_t i = 0; i < links->n; i++) {
        if (links->items[i].head == head) {
            links->items[i] = links->items[--links->n];
            return;
        }
    }
}

/* ---- witnesses ---- */

static inline void
relax(Finder *finder, uint32_t node, uint64_t cost)
{
    Mark *mark = &finder->marks[node];
    if (mark->stamp != finder->now || cost < mark->cost) {
        mark->stamp = finder->now;
        mark->cost = cost;
        zf_cost_queue_push(&finder->queue, (ZfCostEntry){cost, node});
    }
}

/* Looks for ways from one node to the wanted ones that do without avoid and without anything chosen
 * in this round and cost no more than limit; afterwards the cost of a stamped node is an upper
 * bound. */
static void
search_witnesses(const Builder *b, Finder *finder, uint32_t from, uint32_t avoid, uint64_t limit,
                 uint32_t n_wanted, unsigned pops)
{
    finder->queue.n = 0;
    relax(finder, from, 0);
    while (finder->queue.n > 0 && pops-- > 0) {
        ZfCostEntry entry = zf_cost_queue_pop(&finder->queue);
        const Mark *mark = &finder->marks[entry.node];
        if (entry.cost > mark->cost) {
            continue;
        }
        if (entry.cost >= limit || (mark->wanted == finder->now && --n_wanted == 0)) {
            break;
        }
        const Links *links = &b->out[entry.node];
        for (uint32_t i = 0; i < links->n; i++) {
            const Link *link = &links->items[i];
            uint64_t cost = entry.cost + link->cost;
            if (cost <= limit && link->head != avoid && !(b->state[link->head] & CHOSEN)) {
                relax(finder, link->head, cost);
            }
        }
    }
}

typedef struct Balance {
    uint32_t arcs;
    uint32_t hops;
} Balance;

/* A stamp of 32 bits could come round on very large graphs. */
static void
next_stamp(const Builder *b, Finder *finder)
{
    if (++finder->now == 0) {
        memset(finder->marks, 0, b->n * sizeof *finder->marks);
        finder->now = 1;
    }
}

/* Which pairs of neighbours need a shortcut over v. found: they are added; or NULL. ret: what they
 * come to. */
static Balance
bridge_over(const Builder *b, Finder *finder, uint32_t v, GArray *found)
{
    Balance added = {0, 0};
    for (uint32_t i = 0; i < b->in[v].n; i++) {
        const Link *in = &b->in[v].items[i];
        uint64_t farthest = 0;
        uint32_t n_wanted = 0;
        next_stamp(b, finder);
        for (uint32_t k = 0; k < b->out[v].n; k++) {
            const Link *out = &b->out[v].items[k];
            if (out->head != in->head) {
                finder->marks[out->head].wanted = finder->now;
                farthest = MAX(farthest, out->cost);
                n_wanted++;
            }
        }
        if (n_wanted == 0) {
            continue;
        }
        search_witnesses(b, finder, in->head, v, in->cost + farthest, n_wanted,
                         found ? CONTRACT_POPS : TRY_POPS);
        for (uint32_t k = 0; k < b->out[v].n; k++) {
            const Link *out = &b->out[v].items[k];
            const Mark *mark = &finder->marks[out->head];
            Link link = {.cost = in->cost + out->cost,
                         .head = out->head,
                         .via = v | ZF_ROAD_SHORTCUT,
                         .hops = in->hops + out->hops};
            bool witness = mark->stamp == finder->now && mark->cost <= link.cost;
            if (out->head != in->head && !witness) {
                added.arcs++;
                added.hops += link.hops;
                if (found) {
                    Shortcut shortcut = {in->head, link};
                    g_array_append_val(found, shortcut);
                }
            }
        }
    }
    return added;
}

/* ---- the steps of a round ---- */

static uint64_t
rate(const Builder *b, Finder *finder, uint32_t v)
{
    uint64_t arcs = 1;
    uint64_t hops = 1;
    const Links *lists[2] = {&b->in[v], &b->out[v]};
    for (int l = 0; l < 2; l++) {
        arcs += lists[l]->n;
        for (uint32_t i = 0; i < lists[l]->n; i++) {
            hops += lists[l]->items[i].hops;
        }
    }
    Balance added = bridge_over(b, finder, v, NULL);
    return ARCS_WEIGHT * (uint64_t)added.arcs / arcs + HOPS_WEIGHT * (uint64_t)added.hops / hops +
           LEVEL_WEIGHT * (uint64_t)b->level[v];
}

/* Rates nodes of todo. */
static bool
rate_chunk(void *user, size_t item, unsigned worker, GError **error)
{
    (void)error;
    Builder *b = user;
    size_t end = MIN(b->n_todo, (item + 1) * b->chunk);
    for (size_t i = item * b->chunk; i < end; i++) {
        b->rating[b->todo[i]] = rate(b, &b->finders[worker], b->todo[i]);
    }
    return true;
}

/* ret: whether v comes before all its neighbours. */
static bool
is_least(const Builder *b, uint32_t v)
{
    ZfCostEntry own = {b->rating[v], v};
    const Links *lists[2] = {&b->in[v], &b->out[v]};
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

/* Finds out which nodes of todo could be contracted. Only their own state is written, and only
 * ratings are read of others. */
static bool
choose_chunk(void *user, size_t item, unsigned worker, GError **error)
{
    (void)worker;
    (void)error;
    Builder *b = user;
    size_t end = MIN(b->n_todo, (item + 1) * b->chunk);
    for (size_t i = item * b->chunk; i < end; i++) {
        uint8_t *state = &b->state[b->todo[i]];
        *state = (uint8_t)((*state & ~LEAST) | (is_least(b, b->todo[i]) ? LEAST : 0));
    }
    return true;
}

/* Finds the shortcuts over nodes of todo. */
static bool
bridge_chunk(void *user, size_t item, unsigned worker, GError **error)
{
    (void)error;
    Builder *b = user;
    size_t end = MIN(b->n_todo, (item + 1) * b->chunk);
    for (size_t i = item * b->chunk; i < end; i++) {
        bridge_over(b, &b->finders[worker], b->todo[i], b->found[item]);
    }
    return true;
}

/* Runs a step over todo; chunk 0: as searches are handed out. Never by the number of threads: what
 * was found is put in by chunks. */
static bool
run_step(Builder *b, ZfPoolFunc step, size_t chunk, GError **error)
{
    b->chunk = chunk ? chunk : b->n_todo < MANY ? SMALL_CHUNK : CHUNK;
    size_t chunks = (b->n_todo + b->chunk - 1) / b->chunk;
    for (; b->n_found < chunks; b->n_found++) {
        b->found[b->n_found] = g_array_new(FALSE, FALSE, sizeof(Shortcut));
    }
    return zf_pool_run(b->n_todo < FEW ? 1 : b->threads, chunks, step, b, b->progress, error);
}

static void
list_next(Builder *b, uint32_t v)
{
    if (!(b->state[v] & (LISTED | CONTRACTED))) {
        b->state[v] |= LISTED;
        b->next[b->n_next++] = v;
    }
}

/* What was listed becomes what is to be done. */
static void
turn_over(Builder *b)
{
    uint32_t *swap = b->todo;
    b->todo = b->next;
    b->n_todo = b->n_next;
    b->next = swap;
    b->n_next = 0;
    for (size_t i = 0; i < b->n_todo; i++) {
        b->state[b->todo[i]] &= (uint8_t)~LISTED;
    }
}

/* Brings waiting up to date: who is not the least any more goes, who of todo has become it comes.
 */
static void
keep_waiting(Builder *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->n_waiting; i++) {
        uint32_t v = b->waiting[i].node;
        if (b->state[v] & LEAST) {
            b->waiting[n++] = (ZfCostEntry){b->rating[v], v};
        } else {
            b->state[v] &= (uint8_t)~WAITING;
        }
    }
    for (size_t i = 0; i < b->n_todo; i++) {
        uint32_t v = b->todo[i];
        if ((b->state[v] & (LEAST | WAITING)) == LEAST) {
            b->state[v] |= WAITING;
            b->waiting[n++] = (ZfCostEntry){b->rating[v], v};
        }
    }
    b->n_waiting = n;
}

/* Chooses among those that wait. Those that rate high wait on, so that the graph shrinks evenly;
 * they need not be looked at again before something changes around them. */
static void
choose(Builder *b)
{
    keep_waiting(b);
    g_assert(b->n_waiting > 0); /* the least of all is always among them */
    uint64_t least = UINT64_MAX;
    uint64_t sum = 0;
    for (size_t i = 0; i < b->n_waiting; i++) {
        least = MIN(least, b->waiting[i].cost);
        sum += b->waiting[i].cost;
    }
    uint64_t limit = least + (sum / b->n_waiting - least) / 2;
    size_t n = 0;
    b->n_todo = 0;
    for (size_t i = 0; i < b->n_waiting; i++) {
        ZfCostEntry entry = b->waiting[i];
        if (entry.cost <= limit) {
            b->state[entry.node] = CHOSEN;
            b->todo[b->n_todo++] = entry.node;
        } else {
            b->waiting[n++] = entry;
        }
    }
    b->n_waiting = n;
}

/* Takes v out of its neighbours' links; they have to be rated anew. */
static void
cut_out(Builder *b, uint32_t v)
{
    const Links *lists[2] = {&b->in[v], &b->out[v]};
    for (int l = 0; l < 2; l++) {
        for (uint32_t i = 0; i < lists[l]->n; i++) {
            uint32_t u = lists[l]->items[i].head;
            link_remove(l ? &b->in[u] : &b->out[u], v);
            b->level[u] = MAX(b->level[u], b->level[v] + 1);
            list_next(b, u);
        }
    }
}

/* Contracts todo; whoever is concerned is listed. */
static void
contract(Builder *b)
{
    for (size_t i = 0; i < b->n_todo; i++) {
        b->state[b->todo[i]] = CONTRACTED;
    }
    for (size_t i = 0; i < b->n_todo; i++) {
        cut_out(b, b->todo[i]);
    }
    size_t chunks = (b->n_todo + b->chunk - 1) / b->chunk;
    for (size_t c = 0; c < chunks; c++) {
        for (guint i = 0; i < b->found[c]->len; i++) {
            const Shortcut *shortcut = &g_array_index(b->found[c], Shortcut, i);
            Link link = shortcut->link;
            link_add(&b->out[shortcut->from], link);
            link.head = shortcut->from;
            link_add(&b->in[shortcut->link.head], link);
        }
        g_array_set_size(b->found[c], 0);
    }
}

/* After todo was rated: it and its neighbours may have become the least of their surroundings, or
 * not be it any more. */
static void
list_candidates(Builder *b)
{
    for (size_t i = 0; i < b->n_todo; i++) {
        uint32_t v = b->todo[i];
        list_next(b, v);
        const Links *lists[2] = {&b->in[v], &b->out[v]};
        for (int l = 0; l < 2; l++) {
            for (uint32_t k = 0; k < lists[l]->n; k++) {
                list_next(b, lists[l]->items[k].head);
            }
        }
    }
}

static bool
contract_all(Builder *b, GError **error)
{
    for (uint32_t v = 0; v < b->n; v++) {
        list_next(b, v);
    }
    turn_over(b);
    for (size_t done = 0; done < b->n;) {
        if (!run_step(b, rate_chunk, 0, error)) {
            return false;
        }
        list_candidates(b);
        turn_over(b);
        if (!run_step(b, choose_chunk, LOOK_CHUNK, error)) {
            return false;
        }
        choose(b);
        if (!run_step(b, bridge_chunk, 0, error)) {
            return false;
        }
        done += b->n_todo;
        contract(b);
        turn_over(b);
        zf_progress_report(b->progress, _("preparing the road network"), done, b->n);
        if (zf_progress_stop(b->progress, error)) {
            return false;
        }
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

static void
builder_init(Builder *b, const ZfRoadGraph *graph, const uint32_t *number, unsigned threads)
{
    uint32_t n = graph->n_nodes;
    *b = (Builder){.n = n,
                   .threads = n < SMALL ? 1
                              : threads ? threads
                                        : zf_pool_cores(),
                   .out = g_new0(Links, n + 1u),
                   .in = g_new0(Links, n + 1u),
                   .level = g_new0(uint32_t, n + 1u),
                   .rating = g_new0(uint64_t, n + 1u),
                   .state = g_new0(uint8_t, n + 1u),
                   .todo = g_new(uint32_t, n + 1u),
                   .next = g_new(uint32_t, n + 1u),
                   .waiting = g_new(ZfCostEntry, n + 1u),
                   .found = g_new0(GArray *, n / CHUNK + MANY / SMALL_CHUNK + 1u)};
    b->finders = zf_bulk_new(Finder, b->threads);
    memset(b->finders, 0, b->threads * sizeof *b->finders);
    for (unsigned i = 0; i < b->threads; i++) {
        b->finders[i].marks = zf_bulk_new(Mark, n + 1u);
        memset(b->finders[i].marks, 0, (n + 1u) * sizeof(Mark));
    }
    for (uint32_t v = 0; v < n; v++) {
        for (uint32_t i = graph->first_arc[v]; i < graph->first_arc[v + 1]; i++) {
            const ZfRoadArc *arc = &graph->arcs[i];
            Link link = {.cost = arc->cost, .head = number[arc->head], .via = arc->id, .hops = 1};
            link_add(&b->out[number[v]], link);
            link.head = number[v];
            link_add(&b->in[number[arc->head]], link);
        }
    }
}

static void
builder_clear(Builder *b)
{
    for (uint32_t v = 0; v < b->n; v++) {
        g_free(b->out[v].items);
        g_free(b->in[v].items);
    }
    for (unsigned i = 0; i < b->threads; i++) {
        g_free(b->finders[i].marks);
        g_free(b->finders[i].queue.items);
    }
    for (size_t i = 0; i < b->n_found; i++) {
        g_array_unref(b->found[i]);
    }
    g_free(b->out);
    g_free(b->in);
    g_free(b->level);
    g_free(b->rating);
    g_free(b->state);
    g_free(b->finders);
    g_free(b->todo);
    g_free(b->next);
    g_free(b->waiting);
    g_free(b->found);
}

/* ---- result ---- */

/* ret: the ranks of the builder's nodes. Highest come the nodes above node 0, then those above node
 * 1 that have no rank yet, and so on: whatever lies above a node has a higher rank. */
static uint32_t *
give_ranks(const Builder *b)
{
    uint32_t *ranks = zf_bulk_new(uint32_t, b->n + 1u);
    g_autofree uint32_t *stack = g_new(uint32_t, b->n + 1u);
    g_autofree uint32_t *next = g_new0(uint32_t, b->n + 1u); /* link to look at; out, then in */
    g_autofree bool *entered = g_new0(bool, b->n + 1u);
    uint32_t rank = b->n;
    for (uint32_t root = 0; root < b->n; root++) {
        uint32_t depth = 0;
        if (!entered[root]) {
            entered[root] = true;
            stack[depth++] = root;
        }
        while (depth > 0) {
            uint32_t v = stack[depth - 1];
            uint32_t k = next[v]++;
            uint32_t n_out = b->out[v].n;
            if (k == n_out + b->in[v].n) {
                ranks[v] = --rank;
                depth--;
                continue;
            }
            uint32_t head = k < n_out ? b->out[v].items[k].head : b->in[v].items[k - n_out].head;
            if (!entered[head]) {
                entered[head] = true;
                stack[depth++] = head;
            }
        }
    }
    return ranks;
}

static int
compare_links(const void *a, const void *b)
{
    const Link *x = a;
    const Link *y = b;
    return (x->head > y->head) - (x->head < y->head);
}

/* Lays the links of one node out from k on; heads and shortcuts become ranks. ret: the end. */
static uint32_t
lay_out(ZfRoadHierarchy *h, uint32_t k, Links *list, const uint32_t *ranks)
{
    for (uint32_t i = 0; i < list->n; i++) {
        list->items[i].head = ranks[list->items[i].head];
    }
    if (list->n > 1) {
        qsort(list->items, list->n, sizeof(Link), compare_links);
    }
    for (uint32_t i = 0; i < list->n; i++, k++) {
        const Link *link = &list->items[i];
        bool shortcut = link->via & ZF_ROAD_SHORTCUT;
        h->rungs[k] = (ZfRoadRung){.dist_dm = (uint32_t)link->cost,
                                   .time_ds = (uint32_t)(link->cost >> 32),
                                   .head = link->head};
        h->via[k] = shortcut ? ranks[link->via & ~ZF_ROAD_SHORTCUT] | ZF_ROAD_SHORTCUT : link->via;
    }
    return k;
}

static ZfRoadHierarchy *
make_hierarchy(const Builder *b, const uint32_t *number)
{
    g_autofree uint32_t *ranks = give_ranks(b);
    g_autofree uint32_t *node_at = zf_bulk_new(uint32_t, b->n + 1u);
    size_t total = 0;
    for (uint32_t v = 0; v < b->n; v++) {
        node_at[ranks[v]] = v;
        total += b->out[v].n + b->in[v].n;
    }
    g_assert(total < MAX_LINKS);
    ZfRoadHierarchy *h = g_new0(ZfRoadHierarchy, 1);
    h->n = b->n;
    h->rank = zf_bulk_new(uint32_t, b->n + 1u);
    h->first = zf_bulk_new(uint32_t, 2u * b->n + 1u);
    h->rungs = zf_bulk_new(ZfRoadRung, total + 1);
    h->via = zf_bulk_new(uint32_t, total + 1);
    uint32_t k = 0;
    for (uint32_t r = 0; r < b->n; r++) {
        h->first[2 * r] = k;
        k = lay_out(h, k, &b->out[node_at[r]], ranks);
        h->first[2 * r + 1] = k;
        k = lay_out(h, k, &b->in[node_at[r]], ranks);
    }
    h->first[2 * b->n] = k;
    for (uint32_t node = 0; node < b->n; node++) {
        h->rank[node] = ranks[number[node]];
    }
    return h;
}

ZfRoadHierarchy *
zf_road_hierarchy_new(const ZfRoadGraph *graph, unsigned threads, const ZfProgress *progress,
                      GError **error)
{
    g_autofree uint32_t *number = number_nodes(graph);
    Builder b;
    builder_init(&b, graph, number, threads);
    b.progress = progress;
    ZfRoadHierarchy *h = contract_all(&b, error) ? make_hierarchy(&b, number) : NULL;
    builder_clear(&b);
    return h;
}

void
zf_road_hierarchy_free(ZfRoadHierarchy *hierarchy)
{
    if (hierarchy) {
        if (!hierarchy->map) {
            g_free(hierarchy->rank);
            g_free(hierarchy->first);
            g_free(hierarchy->rungs);
            g_free(hierarchy->via);
        }
        g_clear_pointer(&hierarchy->map, g_mapped_file_unref);
        g_free(hierarchy);
    }
}

/* Heads and times of the arcs, node offsets and ranks; metres are apart. */
size_t
zf_road_hierarchy_bytes(const ZfRoadHierarchy *hierarchy)
{
    uint32_t n = hierarchy->n;
    return hierarchy->first[2 * n] * 2 * sizeof(uint32_t) + 3 * (n + 1u) * sizeof(uint32_t);
}

/* Building the hierarchy. Nodes are contracted by a running estimate of what their contraction adds
 * (arcs and hops against those removed, and how deep it stacks); the numbers decide, ties go to the
 * smaller node, so one graph has one hierarchy. */
#include "road/bulk.h"
#include "road/hierarchy.h"

#include <string.h>

enum {
    TRY_POPS = 40,       /* nodes a witness search may settle while estimating */
    CONTRACT_POPS = 200, /* and when contracting */
    MAX_LINKS = 1 << 28,
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

typedef struct Entry {
    uint64_t key;
    uint32_t node;
} Entry;

typedef struct Heap {
    Entry *items;
    size_t n;
    size_t room;
} Heap;

typedef struct Builder {
    uint32_t n;
    Links *out;
    Links *in;
    uint32_t *level;
    uint64_t *key;  /* current estimate */
    uint32_t *rank; /* UINT32_MAX until contracted */
    Heap queue;
    /* witness search */
    uint64_t *cost;
    uint32_t *stamp;
    uint32_t *wanted; /* equals now when the node is a target */
    uint32_t now;
    Heap heap;
} Builder;

static bool
less(Entry a, Entry b)
{
    return a.key != b.key ? a.key < b.key : a.node < b.node;
}

static void
push(Heap *heap, Entry entry)
{
    if (heap->n == heap->room) {
        heap->room = MAX(256, heap->room * 2);
        heap->items = g_renew(Entry, heap->items, heap->room);
    }
    size_t i = heap->n++;
    while (i > 0 && less(entry, heap->items[(i - 1) / 2])) {
        heap->items[i] = heap->items[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    heap->items[i] = entry;
}

static Entry
pop(Heap *heap)
{
    Entry top = heap->items[0];
    Entry last = heap->items[--heap->n];
    size_t i = 0;
    for (size_t child = 1; child < heap->n; child = 2 * i + 1) {
        if (child + 1 < heap->n && less(heap->items[child + 1], heap->items[child])) {
            child++;
        }
        if (!less(heap->items[child], last)) {
            break;
        }
        heap->items[i] = heap->items[child];
        i = child;
    }
    heap->items[i] = last;
    return top;
}

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
            memmove(&links->items[i], &links->items[i + 1],
                    (links->n - i - 1) * sizeof *links->items);
            links->n--;
            return;
        }
    }
}

/* ---- witnesses ---- */

static void
relax(Builder *b, uint32_t node, uint64_t cost)
{
    if (b->stamp[node] != b->now || cost < b->cost[node]) {
        b->stamp[node] = b->now;
        b->cost[node] = cost;
        push(&b->heap, (Entry){cost, node});
    }
}

/* Looks for ways from one node to the neighbours of avoid that do without it; afterwards
 * b->cost[w], where stamped, is an upper bound of the cost to w. */
static void
search_witnesses(Builder *b, uint32_t from, uint32_t avoid, uint64_t limit, uint32_t n_wanted,
                 unsigned pops)
{
    b->heap.n = 0;
    relax(b, from, 0);
    while (b->heap.n > 0 && pops-- > 0) {
        Entry entry = pop(&b->heap);
        if (entry.key > b->cost[entry.node]) {
            continue;
        }
        if (entry.key >= limit) {
            break;
        }
        if (b->wanted[entry.node] == b->now && --n_wanted == 0) {
            break;
        }
        const Links *links = &b->out[entry.node];
        for (uint32_t i = 0; i < links->n; i++) {
            if (links->items[i].head != avoid) {
                relax(b, links->items[i].head, entry.key + links->items[i].cost);
            }
        }
    }
}

static void
add_shortcut(Builder *b, uint32_t v, const Link *in, const Link *out)
{
    Link link = {.cost = in->cost + out->cost,
                 .head = out->head,
                 .via = v | ZF_ROAD_SHORTCUT,
                 .hops = in->hops + out->hops};
    link_add(&b->out[in->head], link);
    link.head = in->head;
    link_add(&b->in[out->head], link);
}

typedef struct Balance {
    uint32_t arcs;
    uint32_t hops;
} Balance;

/* Which pairs of neighbours need a shortcut over v; adds them when add is set. ret: what they come
 * to. */
static Balance
bridge_over(Builder *b, uint32_t v, bool add)
{
    Balance added = {0, 0};
    for (uint32_t i = 0; i < b->in[v].n; i++) {
        const Link *in = &b->in[v].items[i];
        uint64_t farthest = 0;
        uint32_t n_wanted = 0;
        b->now++;
        for (uint32_t k = 0; k < b->out[v].n; k++) {
            const Link *out = &b->out[v].items[k];
            if (out->head != in->head) {
                b->wanted[out->head] = b->now;
                farthest = MAX(farthest, out->cost);
                n_wanted++;
            }
        }
        if (n_wanted == 0) {
            continue;
        }
        search_witnesses(b, in->head, v, in->cost + farthest, n_wanted,
                         add ? CONTRACT_POPS : TRY_POPS);
        for (uint32_t k = 0; k < b->out[v].n; k++) {
            const Link *out = &b->out[v].items[k];
            bool found =
                b->stamp[out->head] == b->now && b->cost[out->head] <= in->cost + out->cost;
            if (out->head != in->head && !found) {
                added.arcs++;
                added.hops += in->hops + out->hops;
                if (add) {
                    add_shortcut(b, v, in, out);
                }
            }
        }
    }
    return added;
}

/* ---- order ---- */

static uint64_t
estimate(Builder *b, uint32_t v)
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
    Balance added = bridge_over(b, v, false);
    return 1000 * 2 * (uint64_t)added.arcs / arcs + 1000 * 2 * (uint64_t)added.hops / hops +
           200 * (uint64_t)b->level[v];
}

static void
rate(Builder *b, uint32_t v)
{
    uint64_t key = estimate(b, v);
    if (key != b->key[v]) {
        b->key[v] = key;
        push(&b->queue, (Entry){key, v});
    }
}

static void
contract(Builder *b, uint32_t v)
{
    bridge_over(b, v, true);
    Links *lists[2] = {&b->in[v], &b->out[v]};
    for (int l = 0; l < 2; l++) {
        for (uint32_t i = 0; i < lists[l]->n; i++) {
            uint32_t u = lists[l]->items[i].head;
            link_remove(l ? &b->in[u] : &b->out[u], v);
            b->level[u] = MAX(b->level[u], b->level[v] + 1);
        }
    }
    for (int l = 0; l < 2; l++) {
        for (uint32_t i = 0; i < lists[l]->n; i++) {
            uint32_t u = lists[l]->items[i].head;
            bool seen = false;
            for (uint32_t k = 0; l == 1 && k < lists[0]->n && !seen; k++) {
                seen = lists[0]->items[k].head == u;
            }
            if (!seen) {
                rate(b, u);
            }
        }
    }
}

static void
builder_init(Builder *b, const ZfRoadGraph *graph)
{
    uint32_t n = graph->n_nodes;
    *b = (Builder){.n = n,
                   .out = g_new0(Links, n + 1u),
                   .in = g_new0(Links, n + 1u),
                   .level = g_new0(uint32_t, n + 1u),
                   .key = g_new(uint64_t, n + 1u),
                   .rank = g_new(uint32_t, n + 1u),
                   .cost = g_new(uint64_t, n + 1u),
                   .stamp = g_new0(uint32_t, n + 1u),
                   .wanted = g_new0(uint32_t, n + 1u)};
    for (uint32_t v = 0; v < n; v++) {
        b->key[v] = UINT64_MAX;
        b->rank[v] = UINT32_MAX;
        for (uint32_t i = graph->first_arc[v]; i < graph->first_arc[v + 1]; i++) {
            const ZfRoadArc *arc = &graph->arcs[i];
            Link link = {.cost = arc->cost, .head = arc->head, .via = arc->id, .hops = 1};
            link_add(&b->out[v], link);
            link.head = v;
            link_add(&b->in[arc->head], link);
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
    g_free(b->out);
    g_free(b->in);
    g_free(b->level);
    g_free(b->key);
    g_free(b->rank);
    g_free(b->cost);
    g_free(b->stamp);
    g_free(b->wanted);
    g_free(b->queue.items);
    g_free(b->heap.items);
}

/* A stamp of 32 bits could come round on graphs of hundreds of millions of searches. */
static void
renew_stamps(Builder *b)
{
    if (b->now > UINT32_MAX - (1u << 24)) {
        memset(b->stamp, 0, b->n * sizeof *b->stamp);
        memset(b->wanted, 0, b->n * sizeof *b->wanted);
        b->now = 0;
    }
}

static bool
contract_all(Builder *b, const ZfProgress *progress, GError **error)
{
    for (uint32_t v = 0; v < b->n; v++) {
        rate(b, v);
    }
    for (uint32_t rank = 0; rank < b->n;) {
        Entry entry = pop(&b->queue);
        if (entry.key != b->key[entry.node] || b->rank[entry.node] != UINT32_MAX) {
            continue;
        }
        if (rank % 1024 == 0) {
            zf_progress_report(progress, _("preparing the road network"), rank, b->n);
            if (zf_progress_stop(progress, error)) {
                return false;
            }
            renew_stamps(b);
        }
        b->rank[entry.node] = rank++;
        contract(b, entry.node);
    }
    return true;
}

/* ---- result ---- */

/* Numbers the nodes anew: highest first come the nodes above node 0, then those above node 1 that
 * are not numbered yet, and so on; whatever lies above a node has a higher number. */
static void
renumber(Builder *b)
{
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
                b->rank[v] = --rank;
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
}

static int
compare_links(const void *a, const void *b)
{
    const Link *x = a;
    const Link *y = b;
    return (x->head > y->head) - (x->head < y->head);
}

/* Lays the links of all nodes out by rank; heads and shortcuts become ranks. */
static void
lay_out(ZfRoadLadder *ladder, const Builder *b, Links *links, const uint32_t *node_at)
{
    uint32_t n = b->n;
    size_t total = 0;
    for (uint32_t v = 0; v < n; v++) {
        total += links[v].n;
    }
    g_assert(total < MAX_LINKS);
    ladder->first = zf_bulk_new(uint32_t, n + 1u);
    ladder->rungs = zf_bulk_new(ZfRoadRung, total + 1);
    ladder->via = zf_bulk_new(uint32_t, total + 1);
    uint32_t k = 0;
    for (uint32_t r = 0; r < n; r++) {
        Links *list = &links[node_at[r]];
        ladder->first[r] = k;
        for (uint32_t i = 0; i < list->n; i++) {
            list->items[i].head = b->rank[list->items[i].head];
        }
        if (list->n > 0) {
            qsort(list->items, list->n, sizeof(Link), compare_links);
        }
        for (uint32_t i = 0; i < list->n; i++, k++) {
            const Link *link = &list->items[i];
            bool shortcut = link->via & ZF_ROAD_SHORTCUT;
            ladder->rungs[k] = (ZfRoadRung){.dist_dm = (uint32_t)link->cost,
                                            .time_ds = (uint32_t)(link->cost >> 32),
                                            .head = link->head};
            ladder->via[k] =
                shortcut ? b->rank[link->via & ~ZF_ROAD_SHORTCUT] | ZF_ROAD_SHORTCUT : link->via;
        }
    }
    ladder->first[n] = k;
}

ZfRoadHierarchy *
zf_road_hierarchy_new(const ZfRoadGraph *graph, const ZfProgress *progress, GError **error)
{
    Builder b;
    builder_init(&b, graph);
    ZfRoadHierarchy *hierarchy = NULL;
    if (contract_all(&b, progress, error)) {
        hierarchy = g_new0(ZfRoadHierarchy, 1);
        hierarchy->n = b.n;
        renumber(&b);
        g_autofree uint32_t *node_at = g_new0(uint32_t, b.n + 1u);
        for (uint32_t v = 0; v < b.n; v++) {
            node_at[b.rank[v]] = v;
        }
        lay_out(&hierarchy->up, &b, b.out, node_at);
        lay_out(&hierarchy->down, &b, b.in, node_at);
        hierarchy->rank = g_steal_pointer(&b.rank);
    }
    builder_clear(&b);
    return hierarchy;
}

static void
ladder_clear(ZfRoadLadder *ladder)
{
    g_free(ladder->first);
    g_free(ladder->rungs);
    g_free(ladder->via);
}

void
zf_road_hierarchy_free(ZfRoadHierarchy *hierarchy)
{
    if (hierarchy) {
        g_free(hierarchy->rank);
        ladder_clear(&hierarchy->up);
        ladder_clear(&hierarchy->down);
        g_free(hierarchy);
    }
}

/* Heads and times of the arcs, both ways, node offsets and ranks; metres are apart. */
size_t
zf_road_hierarchy_bytes(const ZfRoadHierarchy *hierarchy)
{
    uint32_t n = hierarchy->n;
    size_t arcs = (size_t)hierarchy->up.first[n] + hierarchy->down.first[n];
    return arcs * 2 * sizeof(uint32_t) + 3 * (n + 1u) * sizeof(uint32_t);
}

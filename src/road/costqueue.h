/* costqueue: nodes by rising cost, for searches of Dijkstra's kind: a heap of four children each
 * (Johnson, "Priority queues with update and finding minimum spanning trees", 1975). Nothing is
 * moved when a cost sinks: the node comes in once more, and who takes it out a second time sees
 * that its cost is old. The node decides ties, so that the order is one only. Private to road. */
#pragma once

#include "base/base.h"

typedef struct ZfCostEntry {
    uint64_t cost;
    uint32_t node;
} ZfCostEntry;

/* Begins as {0}; items is freed with g_free. */
typedef struct ZfCostQueue {
    ZfCostEntry *items;
    size_t n;
    size_t room;
} ZfCostQueue;

static inline bool
zf_cost_entry_less(ZfCostEntry a, ZfCostEntry b)
{
    return a.cost != b.cost ? a.cost < b.cost : a.node < b.node;
}

static inline void
zf_cost_queue_push(ZfCostQueue *queue, ZfCostEntry entry)
{
    if (queue->n == queue->room) {
        queue->room = MAX(256, queue->room * 2);
        queue->items = g_renew(ZfCostEntry, queue->items, queue->room);
    }
    ZfCostEntry *items = queue->items;
    size_t i = queue->n++;
    while (i > 0 && zf_cost_entry_less(entry, items[(i - 1) / 4])) {
        items[i] = items[(i - 1) / 4];
        i = (i - 1) / 4;
    }
    items[i] = entry;
}

/* Takes the least out; there must be one. */
static inline ZfCostEntry
zf_cost_queue_pop(ZfCostQueue *queue)
{
    ZfCostEntry *items = queue->items;
    ZfCostEntry top = items[0];
    size_t n = --queue->n;
    ZfCostEntry last = items[n];
    size_t i = 0;
    for (size_t child = 1; child < n; child = 4 * i + 1) {
        size_t best = child;
        size_t end = MIN(child + 4, n);
        for (size_t k = child + 1; k < end; k++) {
            best = zf_cost_entry_less(items[k], items[best]) ? k : best;
        }
        if (!zf_cost_entry_less(items[best], last)) {
            break;
        }
        items[i] = items[best];
        i = best;
    }
    items[i] = last;
    return top;
}

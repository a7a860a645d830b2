#include "road/bulk.h"
#include "road/contract.h"

#include <string.h>

enum {
    SMALLEST = 4,        /* room of a new list: its links fill a cache line */
    SLAB_LINKS = 1 << 17 /* 2 MiB, a huge page */
};

void
zf_road_link_store_init(ZfRoadLinkStore *store)
{
    *store = (ZfRoadLinkStore){.slabs = g_ptr_array_new_with_free_func(g_free)};
}

void
zf_road_link_store_clear(ZfRoadLinkStore *store)
{
    g_clear_pointer(&store->slabs, g_ptr_array_unref);
}

static unsigned
class_of(uint32_t room)
{
    return (unsigned)__builtin_ctz(room);
}

/* ret: an empty list of that room. */
static ZfRoadLinks
take(ZfRoadLinkStore *store, uint32_t room)
{
    ZfRoadLinks *spare = &store->spare[class_of(room)];
    if (spare->items) {
        ZfRoadLinks links = *spare;
        memcpy(spare, links.items, sizeof *spare);
        return links;
    }
    if (store->left < room) {
        store->left = MAX(SLAB_LINKS, room);
        store->next = zf_bulk_new(ZfRoadLink, store->left);
        store->next_via = zf_bulk_new(uint32_t, store->left);
        g_ptr_array_add(store->slabs, store->next);
        g_ptr_array_add(store->slabs, store->next_via);
    }
    ZfRoadLinks links = {.items = store->next, .vias = store->next_via, .room = room};
    store->next += room;
    store->next_via += room;
    store->left -= room;
    return links;
}

static void
give(ZfRoadLinkStore *store, ZfRoadLinks links)
{
    ZfRoadLinks *spare = &store->spare[class_of(links.room)];
    links.n = 0;
    memcpy(links.items, spare, sizeof *spare);
    *spare = links;
}

static void
grow(ZfRoadLinks *links, ZfRoadLinkStore *store)
{
    g_assert(links->room < 1u << 30);
    ZfRoadLinks larger = take(store, links->room ? links->room * 2 : SMALLEST);
    if (links->n > 0) {
        memcpy(larger.items, links->items, links->n * sizeof *links->items);
        memcpy(larger.vias, links->vias, links->n * sizeof *links->vias);
    }
    larger.n = links->n;
    if (links->room > 0) {
        give(store, *links);
    }
    *links = larger;
}

void
zf_road_links_reserve(ZfRoadLinks *links, uint32_t n, ZfRoadLinkStore *store)
{
    g_assert(n <= 1u << 30);
    uint32_t room = SMALLEST;
    while (room < n) {
        room *= 2;
    }
    *links = take(store, room);
}

void
zf_road_links_add(ZfRoadLinks *links, ZfRoadLink link, uint32_t via, ZfRoadLinkStore *store)
{
    for (uint32_t i = 0; i < links->n; i++) {
        if (links->items[i].head == link.head) {
            if (link.cost < links->items[i].cost) {
                links->items[i] = link;
                links->vias[i] = via;
            }
            return;
        }
    }
    if (links->n == links->room) {
        grow(links, store);
    }
    links->items[links->n] = link;
    links->vias[links->n++] = via;
}

void
zf_road_links_remove(ZfRoadLinks *links, uint32_t head)
{
    for (uint32_t i = 0; i < links->n; i++) {
        if (links->items[i].head == head) {
            uint32_t last = --links->n;
            links->items[i] = links->items[last];
            links->vias[i] = links->vias[last];
            return;
        }
    }
}

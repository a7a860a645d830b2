#include "road/cache.h"

#include "road/bulk.h"

#include <string.h>

enum { VERSION = 1, ORDER = 0x01020304, MAX_SECTIONS = 16, ALIGN = 64 };

static const char MAGIC[8] = {'Z', 'F', 'R', 'O', 'A', 'D', 'S', '\n'};

typedef struct Header {
    char magic[8];
    uint32_t version;
    uint32_t order;
    uint64_t size;
    uint32_t n_sections;
    uint32_t zero;
    uint64_t checksum; /* of the directory and the header with this field 0 */
    uint8_t rest[24];
} Header;

typedef struct Section {
    ZfRoadCacheKey key;
    uint64_t offset;
    uint64_t size;
    uint64_t checksum;
    uint32_t n;
    uint32_t n_rungs;
} Section;

G_STATIC_ASSERT(sizeof(Header) == ALIGN);
G_STATIC_ASSERT(sizeof(Section) == 2 * ALIGN);
G_STATIC_ASSERT(sizeof(ZfRoadRung) == 12);
G_STATIC_ASSERT(sizeof(ZfRoadArc) == 16);

ZfRoadCacheKey
zf_road_cache_key(const ZfRoadGraph *graph, const char *profile_hash)
{
    ZfRoadCacheKey key = {{0}, {0}};
    const uint32_t head[2] = {VERSION, graph->n_nodes};
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    memcpy(key.profile, profile_hash, MIN(strlen(profile_hash), sizeof key.profile));
    g_checksum_update(sum, (const guchar *)head, sizeof head);
    g_checksum_update(sum, (const guchar *)key.profile, sizeof key.profile);
    g_checksum_update(sum, (const guchar *)graph->first_arc,
                      (gssize)((graph->n_nodes + 1u) * sizeof *graph->first_arc));
    g_checksum_update(sum, (const guchar *)graph->arcs,
                      (gssize)(graph->first_arc[graph->n_nodes] * sizeof *graph->arcs));
    gsize n = sizeof key.input;
    g_checksum_get_digest(sum, key.input, &n);
    return key;
}

/* Of a whole number of words; against accidents, not against forgers. */
static uint64_t
checksum(const char *bytes, size_t size, uint64_t sum)
{
    for (size_t i = 0; i + 8 <= size; i += 8) {
        uint64_t word;
        memcpy(&word, bytes + i, 8);
        sum = (sum ^ word) * 0x9E3779B97F4A7C15u;
        sum ^= sum >> 29;
    }
    return sum;
}

static uint64_t
header_checksum(const Header *header, const char *directory)
{
    Header bare = *header;
    bare.checksum = 0;
    uint64_t sum = checksum((const char *)&bare, sizeof bare, 1);
    return checksum(directory, header->n_sections * sizeof(Section), sum);
}

static uint64_t
padded(uint64_t bytes)
{
    return (bytes + ALIGN - 1) / ALIGN * ALIGN;
}

/* Where the four arrays of a section begin, and its size. */
typedef struct Layout {
    uint64_t rank, first, rungs, via, size;
} Layout;

static Layout
layout_of(uint32_t n, uint32_t n_rungs)
{
    Layout layout = {.rank = 0};
    layout.first = layout.rank + padded((uint64_t)n * 4);
    layout.rungs = layout.first + padded((2 * (uint64_t)n + 1) * 4);
    layout.via = layout.rungs + padded((uint64_t)n_rungs * sizeof(ZfRoadRung));
    layout.size = layout.via + padded((uint64_t)n_rungs * 4);
    return layout;
}

/* ---- reading ---- */

/* Header and directory: every section lies within the file. */
static bool
directory_is_sound(const char *bytes, size_t size)
{
    Header header;
    if (size < sizeof header) {
        return false;
    }
    memcpy(&header, bytes, sizeof header);
    if (memcmp(header.magic, MAGIC, sizeof MAGIC) != 0 || header.version != VERSION ||
        header.order != ORDER || header.size != size || header.n_sections > MAX_SECTIONS ||
        sizeof header + header.n_sections * sizeof(Section) > size ||
        header.checksum != header_checksum(&header, bytes + sizeof header)) {
        return false;
    }
    uint64_t begin = sizeof header + header.n_sections * sizeof(Section);
    const Section *sections = (const Section *)(const void *)(bytes + sizeof header);
    for (uint32_t i = 0; i < header.n_sections; i++) {
        const Section *section = &sections[i];
        if (section->n > INT32_MAX / 4 || section->n_rungs > INT32_MAX / 4 ||
            section->offset % ALIGN != 0 || section->offset < begin || section->offset > size ||
            section->size > size - section->offset ||
            section->size != layout_of(section->n, section->n_rungs).size) {
            return false;
        }
    }
    return true;
}

static uint32_t
count_sections(const char *bytes)
{
    Header header;
    memcpy(&header, bytes, sizeof header);
    return header.n_sections;
}

static const Section *
section_at(const char *bytes, uint32_t i)
{
    return (const Section *)(const void *)(bytes + sizeof(Header)) + i;
}

static bool
section_holds(const char *bytes, const Section *section)
{
    return checksum(bytes + section->offset, section->size, 1) == section->checksum;
}

/* Every node has one rank. */
static bool
ranks_are_sound(const ZfRoadHierarchy *h)
{
    g_autofree uint8_t *seen = g_new0(uint8_t, h->n + 1u);
    for (uint32_t node = 0; node < h->n; node++) {
        if (h->rank[node] >= h->n || seen[h->rank[node]]) {
            return false;
        }
        seen[h->rank[node]] = 1;
    }
    return true;
}

/* Rungs stand in order and lead upwards. */
static bool
rungs_are_sound(const ZfRoadHierarchy *h, uint32_t n_rungs)
{
    if (h->first[0] != 0 || h->first[2 * (size_t)h->n] != n_rungs) {
        return false;
    }
    for (size_t at = 0; at < 2 * (size_t)h->n; at++) {
        if (h->first[at] > h->first[at + 1] || h->first[at + 1] > n_rungs) {
            return false;
        }
        uint32_t below = (uint32_t)(at / 2);
        for (uint32_t i = h->first[at]; i < h->first[at + 1]; i++) {
            if (h->rungs[i].head <= below || h->rungs[i].head >= h->n) {
                return false;
            }
            below = h->rungs[i].head;
        }
    }
    return true;
}

static const ZfRoadRung *
find_rung(const ZfRoadHierarchy *h, uint32_t rank, uint32_t way, uint32_t head)
{
    size_t at = 2 * (size_t)rank + way;
    for (uint32_t i = h->first[at]; i < h->first[at + 1]; i++) {
        if (h->rungs[i].head == head) {
            return &h->rungs[i];
        }
    }
    return NULL;
}

/* The rung from one rank to another is that arc of the graph, or those two rungs. */
static bool
via_is_sound(const ZfRoadHierarchy *h, const ZfRoadGraph *graph, uint32_t from, uint32_t to,
             uint64_t cost, uint32_t via)
{
    if (via & ZF_ROAD_SHORTCUT) {
        uint32_t middle = via & ~ZF_ROAD_SHORTCUT;
        if (middle >= MIN(from, to)) {
            return false;
        }
        const ZfRoadRung *in = find_rung(h, middle, ZF_ROAD_DOWN, from);
        const ZfRoadRung *out = find_rung(h, middle, ZF_ROAD_UP, to);
        return in && out && zf_road_rung_cost(in) + zf_road_rung_cost(out) == cost;
    }
    if (via / 2 >= graph->n_edges || graph->edges[via / 2].a == ZF_ROAD_NO_NODE) {
        return false;
    }
    const ZfRoadEdge *edge = &graph->edges[via / 2];
    bool back = via % 2;
    return h->rank[back ? edge->b : edge->a] == from && h->rank[back ? edge->a : edge->b] == to &&
           zf_road_cost(back ? edge->bwd_ds : edge->fwd_ds, edge->len_dm) == cost;
}

static bool
vias_are_sound(const ZfRoadHierarchy *h, const ZfRoadGraph *graph)
{
    for (uint32_t r = 0; r < h->n; r++) {
        for (uint32_t i = h->first[2 * r]; i < h->first[2 * r + 2]; i++) {
            bool up = i < h->first[2 * r + 1];
            uint32_t head = h->rungs[i].head;
            if (!via_is_sound(h, graph, up ? r : head, up ? head : r,
                              zf_road_rung_cost(&h->rungs[i]), h->via[i])) {
                return false;
            }
        }
    }
    return true;
}

/* ret: the mapped file; NULL when there is none or its directory is not sound. */
static GMappedFile *
map_file(const char *path)
{
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        return NULL;
    }
    GMappedFile *map = g_mapped_file_new(path, FALSE, NULL);
    if (map &&
        !directory_is_sound(g_mapped_file_get_contents(map), g_mapped_file_get_length(map))) {
        g_clear_pointer(&map, g_mapped_file_unref);
    }
    return map;
}

/* ret: the section laid out as a hierarchy, without having looked at it. */
static ZfRoadHierarchy *
lay_over(GMappedFile *map, const Section *section)
{
    char *base = g_mapped_file_get_contents(map) + section->offset;
    Layout layout = layout_of(section->n, section->n_rungs);
    ZfRoadHierarchy *h = g_new0(ZfRoadHierarchy, 1);
    h->n = section->n;
    h->rank = (uint32_t *)(void *)(base + layout.rank);
    h->first = (uint32_t *)(void *)(base + layout.first);
    h->rungs = (ZfRoadRung *)(void *)(base + layout.rungs);
    h->via = (uint32_t *)(void *)(base + layout.via);
    h->map = g_mapped_file_ref(map);
    return h;
}

ZfRoadHierarchy *
zf_road_cache_load(const char *path, const ZfRoadCacheKey *key, const ZfRoadGraph *graph)
{
    g_autoptr(GMappedFile) map = map_file(path);
    const char *bytes = map ? g_mapped_file_get_contents(map) : NULL;
    for (uint32_t i = 0; bytes && i < count_sections(bytes); i++) {
        const Section *section = section_at(bytes, i);
        if (memcmp(&section->key, key, sizeof *key) != 0 || section->n != graph->n_nodes ||
            !section_holds(bytes, section)) {
            continue;
        }
        ZfRoadHierarchy *h = lay_over(map, section);
        if (ranks_are_sound(h) && rungs_are_sound(h, section->n_rungs) &&
            vias_are_sound(h, graph)) {
            return h;
        }
        zf_road_hierarchy_free(h);
    }
    return NULL;
}

/* ---- writing ---- */

typedef struct Plan {
    Section sections[MAX_SECTIONS];
    const char *bytes[MAX_SECTIONS]; /* NULL = the new one */
    uint32_t n;
    uint64_t size;
} Plan;

static void
plan_section(Plan *plan, const Section *section, const char *bytes)
{
    plan->sections[plan->n] = *section;
    plan->sections[plan->n].offset = plan->size;
    plan->bytes[plan->n++] = bytes;
    plan->size += section->size;
}

/* The new section, then what is sound of the old file. */
static void
make_plan(Plan *plan, const Section *fresh, const char *old)
{
    uint32_t n_old = old ? count_sections(old) : 0;
    bool keep[MAX_SECTIONS] = {false};
    uint32_t n = 1;
    for (uint32_t i = 0; i < n_old && n < MAX_SECTIONS; i++) {
        const Section *section = section_at(old, i);
        keep[i] = memcmp(&section->key, &fresh->key, sizeof fresh->key) != 0 &&
                  section_holds(old, section);
        n += keep[i];
    }
    plan->n = 0;
    plan->size = sizeof(Header) + n * sizeof(Section);
    plan_section(plan, fresh, NULL);
    for (uint32_t i = 0; i < n_old; i++) {
        if (keep[i]) {
            plan_section(plan, section_at(old, i), old + section_at(old, i)->offset);
        }
    }
}

static void
write_hierarchy(char *base, const ZfRoadHierarchy *h, uint32_t n_rungs)
{
    Layout layout = layout_of(h->n, n_rungs);
    memset(base, 0, layout.size);
    memcpy(base + layout.rank, h->rank, h->n * sizeof *h->rank);
    memcpy(base + layout.first, h->first, (2 * (size_t)h->n + 1) * sizeof *h->first);
    memcpy(base + layout.rungs, h->rungs, n_rungs * sizeof *h->rungs);
    memcpy(base + layout.via, h->via, n_rungs * sizeof *h->via);
}

void
zf_road_cache_seal(char *bytes, size_t size)
{
    Header header;
    if (size < sizeof header) {
        return;
    }
    memcpy(&header, bytes, sizeof header);
    header.size = size;
    if (header.n_sections > MAX_SECTIONS ||
        sizeof header + header.n_sections * sizeof(Section) > size) {
        return;
    }
    for (uint32_t i = 0; i < header.n_sections; i++) {
        Section section;
        char *at = bytes + sizeof header + i * sizeof section;
        memcpy(&section, at, sizeof section);
        if (section.offset <= size && section.size <= size - section.offset) {
            section.checksum = checksum(bytes + section.offset, section.size, 1);
            memcpy(at, &section, sizeof section);
        }
    }
    header.checksum = header_checksum(&header, bytes + sizeof header);
    memcpy(bytes, &header, sizeof header);
}

bool
zf_road_cache_save(const char *path, const ZfRoadCacheKey *key, const ZfRoadHierarchy *h)
{
    g_autoptr(GMappedFile) map = map_file(path);
    uint32_t n_rungs = h->first[2 * (size_t)h->n];
    Section fresh = {.key = *key, .n = h->n, .n_rungs = n_rungs};
    fresh.size = layout_of(h->n, n_rungs).size;
    Plan plan;
    make_plan(&plan, &fresh, map ? g_mapped_file_get_contents(map) : NULL);
    g_autofree char *bytes = zf_bulk_new(char, plan.size);
    Header header = {.version = VERSION, .order = ORDER, .size = plan.size, .n_sections = plan.n};
    memcpy(header.magic, MAGIC, sizeof MAGIC);
    memcpy(bytes, &header, sizeof header);
    memcpy(bytes + sizeof header, plan.sections, plan.n * sizeof(Section));
    for (uint32_t i = 0; i < plan.n; i++) {
        char *base = bytes + plan.sections[i].offset;
        if (plan.bytes[i]) {
            memcpy(base, plan.bytes[i], plan.sections[i].size);
        } else {
            write_hierarchy(base, h, n_rungs);
        }
    }
    zf_road_cache_seal(bytes, plan.size);
    return zf_file_write(path, bytes, plan.size, NULL);
}

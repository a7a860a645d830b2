/* cache: hierarchies kept in one file from run to run. Private to road.
 *
 * The file, in the machine's byte order (another order is another file and is made anew):
 *     header     magic "ZFROADS\n", version, byte order 0x01020304, file size, sections, checksum
 *     directory  one entry a section: key, profile hash, where and how long, nodes, rungs, checksum
 *     sections   rank, first, rungs, via as in hierarchy.h, each from a multiple of 64 bytes on
 *
 * The key is the SHA-256 of everything contraction starts from — the profile's hash and every arc,
 * so roads, closures, weather, slopes, all of it — so that an entry of other inputs is never found.
 * What is found is believed only when its checksum holds, every number lies in its bounds and every
 * rung costs exactly what the arcs of the graph cost that it stands for. */
#pragma once

#include "road/hierarchy.h"

typedef struct ZfRoadCacheKey {
    uint8_t input[32];
    char profile[64]; /* hexadecimal digits */
} ZfRoadCacheKey;

ZfRoadCacheKey zf_road_cache_key(const ZfRoadGraph *graph, const char *profile_hash);

/* ret: the hierarchy, laid over the mapped file; NULL when there is none or it is not sound. */
ZfRoadHierarchy *zf_road_cache_load(const char *path, const ZfRoadCacheKey *key,
                                    const ZfRoadGraph *graph);
/* Puts a hierarchy first and keeps the sound sections there were, 16 at most, in one step.
 * false without an error when that cannot be written: a cache may fail. */
bool zf_road_cache_save(const char *path, const ZfRoadCacheKey *key,
                        const ZfRoadHierarchy *hierarchy);

/* Sets all checksums of a file's bytes, where it is well-formed enough to have them. */
void zf_road_cache_seal(char *bytes, size_t size);

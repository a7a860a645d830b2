/* memory: large stretches of memory in large pages. Getting memory from the system costs more than
 * filling it where it comes in pages of 4 KB, most of all in a virtual machine. */
#pragma once

#include <stddef.h>

/* Once, at the start of the program: the heap begins with 32 MB of address space for which large
 * pages are welcome, and keeps what it got. Where the system has no such pages nothing changes. */
void zf_memory_prepare(void);

/* ret: size bytes of zeros, never NULL; zf_memory_unmap gives them back. */
void *zf_memory_map(size_t size);
void zf_memory_unmap(void *memory, size_t size);

/* library: shared libraries that are loaded when they are first needed, because they bring along
 * many others and most commands need none of them. */
#pragma once

/* ret: the library, for good. One that cannot be loaded ends the program with a message: it is not
 * installed as it was when the program was built. */
void *zf_library_load(const char *soname);
/* ret: its function of that name; POSIX lets a pointer to data stand for one to a function. A
 * missing one ends the program likewise. */
void *zf_library_function(void *library, const char *soname, const char *name);

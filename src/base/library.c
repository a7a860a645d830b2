#include "base/library.h"

#include <dlfcn.h>
#include <glib.h>

void *
zf_library_load(const char *soname)
{
    void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        g_error("%s", dlerror());
    }
    return library;
}

void *
zf_library_function(void *library, const char *soname, const char *name)
{
    void *function = dlsym(library, name);
    if (!function) {
        g_error("%s has no function %s", soname, name);
    }
    return function;
}

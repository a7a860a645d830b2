/* make_empty PATH: an empty database, made while the program is built and carried in it: parsing
 * SpatiaLite's and our own schema takes four times as long as writing the finished file. */
#include <glib/gstdio.h>

#include "store/schema.h"

int
main(int argc, char **argv)
{
    if (argc != 2) {
        g_printerr("usage: make_empty PATH\n");
        return 2;
    }
    g_autoptr(GError) error = NULL;
    (void)g_unlink(argv[1]);
    ZfStore *store = zf_db_connect(argv[1], SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &error);
    bool ok = store && zf_schema_build(store, &error);
    zf_store_close(store);
    if (!ok) {
        g_printerr("make_empty: %s\n", error->message);
    }
    return ok ? 0 : 1;
}

#include "model/access.h"

void
zf_access_free(ZfAccess *access)
{
    if (access) {
        g_free(access->homes);
        g_free(access->rows);
        g_free(access);
    }
}

/* The numbers on sheets: written, read as typed, checked. */
#include "store/sheetnumber.h"

#include <string.h>

#include "store/reading.h"
#include "store/store.h"

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXY";
#define BASE   31
#define LENGTH 9 /* with the check character */

G_STATIC_ASSERT(sizeof alphabet - 1 == BASE);

static int
value_of(char c)
{
    const char *at = c ? strchr(alphabet, c) : NULL;
    return at ? (int)(at - alphabet) : -1;
}

static char
check_character(const char *plain)
{
    int sum = 0;
    for (int i = 0; i < LENGTH - 1; i++) {
        sum += (i + 1) * value_of(plain[i]);
    }
    return alphabet[sum % BASE];
}

static char *
print(const char *plain)
{
    return g_strdup_printf("%.3s-%.4s-%.2s", plain, plain + 3, plain + 7);
}

char *
zf_sheet_number_draw(const char *seed, unsigned attempt)
{
    g_autofree char *text = g_strdup_printf("%s|%u", seed, attempt);
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)text, -1);
    guint8 digest[32];
    gsize size = sizeof digest;
    g_checksum_get_digest(sum, digest, &size);
    uint64_t bits;
    memcpy(&bits, digest, sizeof bits);
    bits = GUINT64_FROM_LE(bits);
    char plain[LENGTH + 1] = {0};
    for (int i = 0; i < LENGTH - 1; i++, bits /= BASE) {
        plain[i] = alphabet[bits % BASE];
    }
    plain[LENGTH - 1] = check_character(plain);
    return print(plain);
}

char *
zf_sheet_number_free(ZfStore *store, const char *seed, GError **error)
{
    for (unsigned attempt = 0;; attempt++) {
        int64_t taken = 0;
        g_autofree char *number = zf_sheet_number_draw(seed, attempt);
        if (!zf_db_get(store,
                       "SELECT 1 FROM sheet WHERE number = ?1 UNION SELECT 1 FROM locate_map WHERE "
                       "number = ?1",
                       &taken, error, "s", number)) {
            return NULL;
        }
        if (!taken) {
            return g_steal_pointer(&number);
        }
    }
}

char *
zf_sheet_number_clean(const char *typed)
{
    g_autofree char *clean = zf_text_clean(typed, NULL);
    char plain[LENGTH + 1] = {0};
    int n = 0;
    for (const char *p = clean; *p; p++) {
        char c = g_ascii_toupper(*p);
        c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c == 'Z' ? '2' : c == 'U' ? 'V' : c;
        if (c == '-' || c == ' ') {
            continue;
        }
        if (value_of(c) < 0 || n == LENGTH) {
            return NULL;
        }
        plain[n++] = c;
    }
    if (n != LENGTH || plain[LENGTH - 1] != check_character(plain)) {
        return NULL;
    }
    return print(plain);
}

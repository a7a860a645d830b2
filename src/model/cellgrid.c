#include "model/cellgrid.h"

#include "base/base.h"

#include <math.h>
#include <string.h>

static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
#define LETTERS  ((int32_t)sizeof letters - 1)
#define ROWS_MAX 999

ZfCellGrid
zf_cell_grid_around(ZfLonLat centre, double radius_m)
{
    ZfProjection plane = zf_projection_at(centre);
    return (ZfCellGrid){.corner = zf_unproject(&plane, (ZfXY){-radius_m, radius_m}),
                        .cell_m = radius_m / 2,
                        .columns = 4,
                        .rows = 4};
}

void
zf_cell_column_name(int32_t column, char name[ZF_CELL_NAME_MAX])
{
    g_assert(column >= 0 && column < LETTERS * (LETTERS + 1));
    char *at = name;
    if (column >= LETTERS) {
        *at++ = letters[column / LETTERS - 1];
    }
    *at++ = letters[column % LETTERS];
    *at = '\0';
}

void
zf_cell_name(int32_t column, int32_t row, char name[ZF_CELL_NAME_MAX])
{
    g_assert(row >= 0 && row < ROWS_MAX);
    zf_cell_column_name(column, name);
    size_t used = strlen(name);
    g_snprintf(name + used, ZF_CELL_NAME_MAX - used, "%d", row + 1);
}

/* Letters at the beginning: column from 1 on. ret: what follows them, NULL when one is none. */
static const char *
parse_letters(const char *text, int32_t *column)
{
    *column = 0;
    int n = 0;
    for (; g_ascii_isalpha(*text) && n < 2; text++, n++) {
        const char *at = strchr(letters, g_ascii_toupper(*text));
        if (!at) {
            return NULL;
        }
        *column = *column * LETTERS + (int32_t)(at - letters) + 1;
    }
    return n > 0 ? text : NULL;
}

bool
zf_cell_parse(const ZfCellGrid *grid, const char *text, int32_t *column, int32_t *row)
{
    g_autofree char *clean = zf_text_clean(text, NULL);
    int32_t c;
    int32_t r = 0;
    const char *at = parse_letters(clean, &c);
    if (!at) {
        return false;
    }
    while (*at == ' ' || *at == '-') {
        at++;
    }
    int digits = 0;
    for (; g_ascii_isdigit(*at) && digits < 3; at++, digits++) {
        r = r * 10 + (*at - '0');
    }
    if (digits == 0 || *at || c > grid->columns || r < 1 || r > grid->rows) {
        return false;
    }
    *column = c - 1;
    *row = r - 1;
    return true;
}

ZfLonLat
zf_cell_middle(const ZfCellGrid *grid, int32_t column, int32_t row)
{
    ZfProjection plane = zf_projection_at(grid->corner);
    return zf_unproject(&plane, (ZfXY){(column + 0.5) * grid->cell_m, -(row + 0.5) * grid->cell_m});
}

int32_t
zf_cell_accuracy_m(const ZfCellGrid *grid)
{
    return (int32_t)ceil(grid->cell_m * G_SQRT2 / 2);
}

/* Gridded village maps: where homes live whose position nobody has, the village worker writes the
 * cell into the list below the map, and `record` makes positions of it. */
#include "sheet/ink.h"
#include "sheet/sheetint.h"

#include <math.h>
#include <string.h>

#define CELL_MOST  8.0   /* mm of a cell on paper */
#define WIDTH      164.0 /* of a map at most */
#define HEIGHT     135.0
#define COLUMNS    31 /* cells of at least 5.2 mm */
#define ROWS       26
#define TILES      9 /* of one village, before cells are made larger than a home's precision */
#define MAP_Y      55.0
#define LIST_NEXT  36.0 /* where the list goes on on a page of its own */
#define BOTTOM     277.0
#define POINT_M    500 /* around a village of which only a point is known */
#define TEXT_WIDTH (ZF_SHEET_CODE_LEFT - 20)

typedef struct Job {
    const ZfSheetLocateInput *input;
    const ZfSheetOptions *options;
    const ZfSheetLocateMap *map;
    ZfPaper *paper;
    ZfLang lang;
    int32_t page;
    int32_t total; /* 0 = they are being counted */
} Job;

/* A part of the grid on one page. */
typedef struct Tile {
    int32_t column;
    int32_t row;
    int32_t columns;
    int32_t rows;
    double cell_mm;
} Tile;

/* ---- the grid ---- */

static void
add_circle(ZfBox *box, ZfLonLat point, double radius_m)
{
    ZfProjection plane = zf_projection_at(point);
    zf_box_add(box, zf_unproject(&plane, (ZfXY){-radius_m, -radius_m}));
    zf_box_add(box, zf_unproject(&plane, (ZfXY){radius_m, radius_m}));
}

/* The village, else the circles of its homes, else the surroundings of its point. */
static ZfBox
ground_of(const ZfSnapshot *snapshot, int32_t area)
{
    const ZfArea *village = &snapshot->areas[area];
    ZfBox box = zf_box_empty();
    for (uint32_t i = 0; village->shape != NULL && i < village->shape->n_points; i++) {
        zf_box_add(&box, village->shape->points[i]);
    }
    for (size_t i = 0; village->shape == NULL && i < snapshot->n_households; i++) {
        const ZfHousehold *home = &snapshot->households[i];
        if (home->area_index == area && home->has_point) {
            add_circle(&box, home->point, MAX(home->accuracy_m, 100));
        }
    }
    if (village->shape == NULL && village->has_point) {
        add_circle(&box, village->point, POINT_M);
    }
    return box;
}

static int32_t
tiles_of(double length_m, double cell_m, int32_t on_page)
{
    return (int32_t)ceil(MAX(ceil(length_m / cell_m), 1) / on_page);
}

ZfCellGrid
zf_sheet_locate_grid(const ZfSnapshot *snapshot, int32_t area)
{
    static const double sizes[] = {25, 50, 100, 200, 500, 1000, 2000, 5000};
    ZfBox box = ground_of(snapshot, area);
    if (zf_box_is_empty(box)) {
        return (ZfCellGrid){.columns = 0};
    }
    ZfProjection plane = zf_projection_for_box(box);
    ZfXY low = zf_project(&plane, (ZfLonLat){box.min_lon, box.min_lat});
    ZfXY high = zf_project(&plane, (ZfLonLat){box.max_lon, box.max_lat});
    double w = high.x - low.x;
    double h = high.y - low.y;
    size_t i = 0;
    for (; i + 1 < G_N_ELEMENTS(sizes); i++) {
        int32_t tiles = tiles_of(w, sizes[i], COLUMNS) * tiles_of(h, sizes[i], ROWS);
        if (tiles <= (sizes[i] < 100 ? 1 : TILES)) {
            break;
        }
    }
    ZfCellGrid grid = {.cell_m = sizes[i],
                       .columns = MAX((int32_t)ceil(w / sizes[i]), 1),
                       .rows = MAX((int32_t)ceil(h / sizes[i]), 1)};
    /* a village alone on a page stands in the middle of it */
    grid.columns = MAX(grid.columns, (int32_t)(WIDTH / CELL_MOST));
    grid.rows = MAX(grid.rows, (int32_t)(HEIGHT / CELL_MOST));
    double x = (low.x + high.x - grid.columns * grid.cell_m) / 2;
    double y = (low.y + high.y + grid.rows * grid.cell_m) / 2;
    grid.corner = zf_unproject(&plane, (ZfXY){x, y});
    return grid;
}

/* ---- pages ---- */

static ZfCanvas *
new_page(Job *job)
{
    const ZfSheetLocateMap *map = job->map;
    ZfLang lang = job->lang;
    job->page++;
    g_autofree char *label = g_strdup_printf("%s-%d", map->number, job->page);
    ZfCanvas *canvas = zf_paper_page(job->paper, 210, 297, label);
    g_autofree char *i = g_strdup_printf("%d", job->page);
    g_autofree char *n = g_strdup_printf("%d", job->total);
    g_autofree char *of = zf_say_fill(lang, ZF_SAY_PAGE_OF, i, n);
    g_autofree char *right = g_strconcat(map->number, "   ", of, NULL);
    zf_sheet_marks(canvas);
    zf_sheet_source(canvas, lang, job->input->source);
    g_autofree char *title =
        zf_ink_cut(canvas, 10.5, true, 100, job->input->snapshot->campaign.title);
    zf_ink_left(canvas, 10.5, true, 28, 16.1, title);
    zf_ink_right(canvas, 10.5, false, 190, 16.1, right);
    zf_ink_centre(canvas, 10.5, true, 109, 284, zf_say(lang, ZF_SAY_FOOT_KEEP));
    g_autofree char *dest = g_strdup_printf("%s-p%d", map->number, job->page);
    zf_canvas_dest(canvas, dest, 0, 0);
    return canvas;
}

static void
heading(const Job *job, ZfCanvas *canvas)
{
    const ZfSheetLocateMap *map = job->map;
    const ZfArea *area = &job->input->snapshot->areas[map->area];
    g_autofree char *title = zf_say_fill(job->lang, ZF_SAY_LOCATE_TITLE, area->name);
    g_autofree char *cut = zf_ink_cut(canvas, 15, true, TEXT_WIDTH, title);
    zf_ink_left(canvas, 15, true, 20, 27, cut);
    g_autofree char *cell = zf_say_distance(job->lang, llround(map->grid.cell_m));
    g_autofree char *how = zf_say_fill(job->lang, ZF_SAY_LOCATE_HOW, cell);
    ZfLettering style = zf_ink(10.5, false, ZF_ALIGN_LEFT);
    style.width = TEXT_WIDTH;
    zf_canvas_text_box(canvas, &style, (ZfRect){20, 29.5, TEXT_WIDTH, 17}, false, how);
    g_autofree char *code = zf_sheet_code(map->number, job->page, map->hash);
    if (code != NULL) {
        zf_canvas_qr(canvas, ZF_SHEET_CODE_X, ZF_SHEET_CODE_HEAD, ZF_SHEET_CODE_SIZE, code);
    }
}

/* Where a corner of cells stands on the page. */
static ZfMm
corner_at(const ZfCellGrid *grid, const ZfProjection *plane, const ZfFrameLens *lens,
          int32_t column, int32_t row)
{
    return zf_frame_to_paper(
        lens, zf_unproject(plane, (ZfXY){column * grid->cell_m, -row * grid->cell_m}));
}

static void
letters_beside(ZfCanvas *canvas, const Tile *tile, ZfRect rect)
{
    ZfLettering style = zf_ink(9, true, ZF_ALIGN_CENTRE);
    for (int32_t c = 0; c < tile->columns; c++) {
        char name[ZF_CELL_NAME_MAX];
        zf_cell_column_name(tile->column + c, name);
        double x = rect.x + (c + 0.5) * tile->cell_mm;
        zf_canvas_text_mid(canvas, &style, x, rect.y - 2.4, name);
        zf_canvas_text_mid(canvas, &style, x, rect.y + rect.h + 2.4, name);
    }
    for (int32_t r = 0; r < tile->rows; r++) {
        g_autofree char *name = g_strdup_printf("%d", tile->row + r + 1);
        double y = rect.y + (r + 0.5) * tile->cell_mm;
        zf_canvas_text_mid(canvas, &style, rect.x - 3.4, y, name);
        zf_canvas_text_mid(canvas, &style, rect.x + rect.w + 3.4, y, name);
    }
}

/* Every fifth line stronger, so that a cell is found by counting. */
static void
grid_lines(const Job *job, ZfCanvas *canvas, const Tile *tile, const ZfFrameLens *lens, ZfRect rect)
{
    const ZfCellGrid *grid = &job->map->grid;
    ZfProjection plane = zf_projection_at(grid->corner);
    zf_canvas_save(canvas);
    zf_canvas_begin(canvas);
    zf_canvas_add_rect(canvas, rect, 0);
    zf_canvas_clip(canvas);
    for (int32_t c = 1; c < tile->columns; c++) {
        int32_t column = tile->column + c;
        ZfMm a = corner_at(grid, &plane, lens, column, tile->row);
        ZfMm b = corner_at(grid, &plane, lens, column, tile->row + tile->rows);
        bool fifth = column % 5 == 0;
        zf_ink_rule(canvas, a.x, a.y, b.x, b.y, fifth ? 0.3 : 0.15, fifth ? 0.2 : 0.35);
    }
    for (int32_t r = 1; r < tile->rows; r++) {
        int32_t row = tile->row + r;
        ZfMm a = corner_at(grid, &plane, lens, tile->column, row);
        ZfMm b = corner_at(grid, &plane, lens, tile->column + tile->columns, row);
        bool fifth = row % 5 == 0;
        zf_ink_rule(canvas, a.x, a.y, b.x, b.y, fifth ? 0.3 : 0.15, fifth ? 0.2 : 0.35);
    }
    zf_canvas_restore(canvas);
}

static ZfRect
tile_rect(const Tile *tile)
{
    double w = tile->columns * tile->cell_mm;
    return (ZfRect){109 - w / 2, MAP_Y, w, tile->rows * tile->cell_mm};
}

/* The village's own border, strong; cells beyond it belong to its neighbours. */
static void
border(const Job *job, ZfCanvas *canvas, const ZfFrameLens *lens, ZfRect rect)
{
    const ZfPolygon *shape = job->input->snapshot->areas[job->map->area].shape;
    if (shape == NULL) {
        return;
    }
    zf_canvas_save(canvas);
    zf_canvas_begin(canvas);
    zf_canvas_add_rect(canvas, rect, 0);
    zf_canvas_clip(canvas);
    const ZfStroke stroke = {.width = 0.7, .dash = {3.2, 0.9, 0.6, 0.9}, .n_dash = 4};
    for (uint32_t i = 0; i < shape->n_rings; i++) {
        g_autoptr(GArray) ring = g_array_new(FALSE, FALSE, sizeof(ZfMm));
        for (uint32_t k = shape->rings[i]; k < shape->rings[i + 1]; k++) {
            ZfMm at = zf_frame_to_paper(lens, shape->points[k]);
            g_array_append_val(ring, at);
        }
        zf_canvas_polyline(canvas, (const ZfMm *)(void *)ring->data, ring->len, &stroke);
    }
    zf_canvas_restore(canvas);
}

static void
tile_map(const Job *job, ZfCanvas *canvas, const Tile *tile)
{
    const ZfCellGrid *grid = &job->map->grid;
    ZfProjection plane = zf_projection_at(grid->corner);
    ZfRect rect = tile_rect(tile);
    ZfXY middle = {(tile->column + tile->columns / 2.0) * grid->cell_m,
                   -(tile->row + tile->rows / 2.0) * grid->cell_m};
    ZfFrameView view = {.rect = rect,
                        .centre = zf_unproject(&plane, middle),
                        .scale = grid->cell_m * 1000 / tile->cell_mm};
    ZfFrame frame = {.ground = job->input->ground,
                     .view = view,
                     .size = ZF_FRAME_COVER,
                     .lang = job->lang,
                     .bw = job->options->bw,
                     .show = ZF_FRAME_SHOW_NORTH | ZF_FRAME_SHOW_SCALE | ZF_FRAME_SHOW_MINUTES |
                             ZF_FRAME_SHOW_NAMES | ZF_FRAME_SHOW_LANDMARKS | ZF_FRAME_SHOW_HOUSES |
                             ZF_FRAME_SHOW_BORDERS,
                     .frame_width = 0.6};
    g_free(zf_frame_paint(canvas, &frame));
    ZfFrameLens lens = zf_frame_lens(&view);
    border(job, canvas, &lens, rect);
    grid_lines(job, canvas, tile, &lens, rect);
    zf_ink_frame(canvas, rect, 0.6);
    letters_beside(canvas, tile, rect);
}

/* true when a part of the village lies there, or nothing is known of its borders. */
static bool
tile_matters(const Job *job, const Tile *tile)
{
    const ZfArea *area = &job->input->snapshot->areas[job->map->area];
    const ZfPolygon *shape = area->shape;
    if (shape == NULL) {
        return true;
    }
    g_autoptr(ZfAreaIndex) index = zf_area_index_new(&shape, &area->code, 1);
    bool found = false;
    for (int32_t i = 0; !found && i < tile->rows * tile->columns; i++) {
        ZfLonLat middle = zf_cell_middle(&job->map->grid, tile->column + i % tile->columns,
                                         tile->row + i / tile->columns);
        int32_t inside = -1;
        zf_area_index_locate(index, &middle, 1, &inside);
        found = inside >= 0;
    }
    return found;
}

/* ---- the list ---- */

/* Carer, and the children where nobody else is known: the village worker knows them by name. */
static char *
who_lives_there(const Job *job, const ZfHousehold *home)
{
    const ZfSnapshot *snapshot = job->input->snapshot;
    g_autoptr(GString) carers = g_string_new(NULL);
    g_autoptr(GString) children = g_string_new(NULL);
    for (int32_t i = 0; i < home->n_persons; i++) {
        const ZfPerson *person = &snapshot->persons[home->first_person + i];
        GString *to = person->role == ZF_ROLE_CHILD ? children : carers;
        if (person->name[0] != '\0' && (to == children || to->len == 0)) {
            g_string_append_printf(
                to, "%s%s", to->len > 0 ? zf_say(job->lang, ZF_SAY_LIST_COMMA) : "", person->name);
        }
    }
    return g_strconcat(carers->str, carers->len > 0 && children->len > 0 ? " · " : "",
                       children->str, NULL);
}

static GPtrArray *
list_cells(const Job *job)
{
    GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < job->map->n_homes; i++) {
        const ZfHousehold *home = &job->input->snapshot->households[job->map->homes[i]];
        g_ptr_array_add(cells, g_strdup_printf("%zu", i + 1));
        g_ptr_array_add(cells, g_strdup(home->number));
        g_ptr_array_add(cells, zf_sheet_address(job->input->snapshot, home));
        g_ptr_array_add(cells, who_lives_there(job, home));
        g_ptr_array_add(cells, g_strdup(""));
    }
    return cells;
}

/* The rows that fit, from *next on. */
static void
list(const Job *job, ZfCanvas *canvas, GPtrArray *cells, double y, unsigned *next)
{
    static const ZfTabularColumn columns[] = {{.width = 14, .align = ZF_ALIGN_CENTRE, .bold = true},
                                              {.width = 42},
                                              {.width = 54},
                                              {.width = 46},
                                              {.width = 22}};
    static const ZfSay says[] = {ZF_SAY_LOCATE_SEQ, ZF_SAY_LOCATE_CODE, ZF_SAY_LOCATE_ADDRESS,
                                 ZF_SAY_LOCATE_WHO, ZF_SAY_LOCATE_CELL};
    const char *heads[G_N_ELEMENTS(says)];
    for (size_t i = 0; i < G_N_ELEMENTS(says); i++) {
        heads[i] = zf_say(job->lang, says[i]);
    }
    ZfTabular table = {.columns = columns,
                       .n_columns = G_N_ELEMENTS(columns),
                       .heads = heads,
                       .cells = (const char *const *)cells->pdata,
                       .n_rows = (unsigned)job->map->n_homes,
                       .row_height = 8.5,
                       .head_height = 7,
                       .size = ZF_PT(10.5),
                       .upright = true};
    zf_canvas_tabular(canvas, &table, 20, y, BOTTOM, *next, next);
}

/* So many on each page that the last is not a strip of what is left. */
static int32_t
evenly(int32_t n, int32_t most)
{
    int32_t pages = (n + most - 1) / most;
    return (n + pages - 1) / pages;
}

static void
draw_map(Job *job)
{
    const ZfCellGrid *grid = &job->map->grid;
    g_autoptr(GPtrArray) cells = list_cells(job);
    unsigned next = 0;
    job->page = 0;
    int32_t columns = evenly(grid->columns, COLUMNS);
    int32_t rows = evenly(grid->rows, ROWS);
    double cell_mm = MIN(MIN(WIDTH / columns, HEIGHT / rows), CELL_MOST);
    for (int32_t row = 0; row < grid->rows; row += rows) {
        for (int32_t column = 0; column < grid->columns; column += columns) {
            Tile tile = {.column = column,
                         .row = row,
                         .columns = MIN(columns, grid->columns - column),
                         .rows = MIN(rows, grid->rows - row),
                         .cell_mm = cell_mm};
            if (!tile_matters(job, &tile)) {
                continue;
            }
            ZfCanvas *canvas = new_page(job);
            heading(job, canvas);
            tile_map(job, canvas, &tile);
            if (next < job->map->n_homes) {
                ZfRect rect = tile_rect(&tile);
                list(job, canvas, cells, rect.y + rect.h + 9, &next);
            }
        }
    }
    while (next < job->map->n_homes && zf_paper_error(job->paper) == NULL) {
        ZfCanvas *canvas = new_page(job);
        g_autofree char *title = zf_say_fill(job->lang, ZF_SAY_LOCATE_TITLE,
                                             job->input->snapshot->areas[job->map->area].name);
        zf_ink_left(canvas, 12.5, true, 20, 27, title);
        list(job, canvas, cells, LIST_NEXT, &next);
    }
}

static ZfPaper *
new_paper(const ZfSheetLocateInput *input, const ZfSheetOptions *options)
{
    const ZfCampaign *campaign = &input->snapshot->campaign;
    g_autofree char *title =
        zf_say_fill(campaign->lang, ZF_SAY_DOC_TITLE, campaign->title, input->maps[0].number);
    return zf_paper_new(&(ZfPaperOptions){
        .format = ZF_PAPER_PDF,
        .grey = options->bw,
        .letters = input->letters,
        .title = title,
        .lang = zf_say_lang_tag(campaign->lang),
        .author = campaign->organiser[0] != '\0' ? campaign->organiser : NULL,
        .subject = zf_say(campaign->lang, ZF_SAY_FOOT_KEEP),
        .created = options->created,
    });
}

/* Page counts: each map is drawn once for nothing. */
static int32_t
count_pages(const ZfSheetLocateInput *input, const ZfSheetOptions *options, size_t i)
{
    g_autoptr(ZfPaper) paper = new_paper(input, options);
    Job job = {.input = input,
               .options = options,
               .map = &input->maps[i],
               .paper = paper,
               .lang = input->snapshot->campaign.lang};
    draw_map(&job);
    return job.page;
}

bool
zf_sheet_render_locate(const ZfSheetLocateInput *input, const ZfSheetOptions *options,
                       const char *out_pdf, int32_t *pages, const ZfProgress *progress,
                       GError **error)
{
    if (input->n_maps == 0) {
        g_set_error_literal(error, ZF_SHEET_ERROR, ZF_SHEET_ERROR_EMPTY,
                            _("there is no map to draw"));
        return false;
    }
    g_autoptr(ZfPaper) paper = new_paper(input, options);
    int32_t sum = 0;
    for (size_t i = 0; i < input->n_maps; i++) {
        zf_progress_report(progress, _("drawing maps"), (int64_t)i, (int64_t)input->n_maps);
        const ZfSheetLocateMap *map = &input->maps[i];
        const char *name = input->snapshot->areas[map->area].name;
        Job job = {.input = input,
                   .options = options,
                   .map = map,
                   .paper = paper,
                   .lang = input->snapshot->campaign.lang,
                   .total = count_pages(input, options, i)};
        g_autofree char *dest = g_strdup_printf("%s-p1", map->number);
        zf_paper_set_context(paper, name);
        zf_paper_outline(paper, 0, name, dest);
        draw_map(&job);
        sum += job.page;
        if (zf_progress_stop(progress, error)) {
            return false;
        }
    }
    if (!zf_paper_save(paper, out_pdf, error)) {
        return false;
    }
    if (pages != NULL) {
        *pages = sum;
    }
    return true;
}

/* The atlas: a page for each village with every home numbered on the map and listed below it. Homes
 * are numbered by group and along the ground, so that neighbours stand together in the list; those
 * not found yet come last. Dense hamlets are shown again, larger, in a free corner. */
#include "map/framepaint.h"
#include "map/mapsheet.h"
#include "map/linked.h"
#include "map/numbers.h"
#include "map/outline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "say/say.h"

#define ROW         4.0
#define HEAD        5.4
#define NUMBER_SIZE 2.5
#define MAX_INSETS  3
#define INSET_SIDE  62.0 /* mm at most */
#define DENSE_GAP   3.4  /* mm: homes closer than this form a hamlet */
#define DENSE_LEAST 5
#define COLUMNS     2

/* A home on a page. */
typedef struct Home {
    const ZfHousehold *household;
    unsigned number;
    bool rough; /* position not known to the house */
    bool done;
    int32_t group;  /* number in its name, for sorting */
    uint64_t along; /* Hilbert's curve over the village */
} Home;

typedef struct Inset {
    ZfRect mark;      /* on the main map */
    ZfFrameView view; /* where it stands */
    bool *inside;     /* by home */
    ZfNumbers *numbers;
} Inset;

typedef struct Page {
    const ZfMapInput *input;
    const ZfMapOptions *options;
    const ZfStyle *style;
    const ZfGround *ground;
    ZfMapSheet *sheet;
    const ZfArea *area;
    Home *homes;
    size_t n;
    size_t left; /* homes not visited yet */
    ZfFrameView view;
    ZfNumbers *numbers;
    Inset insets[MAX_INSETS];
    unsigned n_insets;
} Page;

static bool
is_located(const ZfHousehold *home)
{
    return home->has_point && home->location >= ZF_LOCATION_GEOCODED;
}

/* Where a point lies along Hilbert's curve in a square of 1024 cells a side (Hilbert 1891; the
 * turning of quadrants as in every textbook). */
static uint64_t
hilbert(uint32_t x, uint32_t y)
{
    uint64_t d = 0;
    for (uint32_t s = 512; s > 0; s /= 2) {
        uint32_t rx = (x & s) > 0;
        uint32_t ry = (y & s) > 0;
        d += (uint64_t)s * s * ((3 * rx) ^ ry);
        if (ry == 0) {
            if (rx == 1) {
                x = 1023 - x;
                y = 1023 - y;
            }
            uint32_t swap = x;
            x = y;
            y = swap;
        }
    }
    return d;
}

static int
compare_homes(gconstpointer a, gconstpointer b)
{
    const Home *x = a;
    const Home *y = b;
    if (x->rough != y->rough) {
        return x->rough ? 1 : -1;
    }
    if (x->group != y->group) {
        return x->group < y->group ? -1 : 1;
    }
    if (x->along != y->along) {
        return x->along < y->along ? -1 : 1;
    }
    return zf_text_compare(x->household->id, y->household->id);
}

static int32_t
group_number(const char *group)
{
    while (group && *group && !g_ascii_isdigit(*group)) {
        group++;
    }
    return group && *group ? (int32_t)MIN(g_ascii_strtoull(group, NULL, 10), 9999u) : 10000;
}

/* The homes of one village, sorted and numbered. done: by household. */
static void
take_homes(Page *page, const GArray *members, const bool *open)
{
    const ZfMapInput *input = page->input;
    ZfBox box = zf_box_empty();
    page->homes = g_new0(Home, members->len + 1);
    for (guint i = 0; i < members->len; i++) {
        uint32_t index = g_array_index(members, uint32_t, i);
        const ZfHousehold *home = &input->households[index];
        page->homes[page->n++] = (Home){.household = home,
                                        .rough = !is_located(home),
                                        .done = !open[index],
                                        .group = group_number(home->group)};
        page->left += open[index];
        if (home->has_point) {
            zf_box_add(&box, home->point);
        }
    }
    for (size_t i = 0; i < page->n; i++) {
        Home *home = &page->homes[i];
        ZfLonLat p = home->household->point;
        double w = fmax(fmax(box.max_lon - box.min_lon, box.max_lat - box.min_lat), 1e-9);
        if (home->household->has_point) {
            home->along = hilbert((uint32_t)CLAMP((p.lon - box.min_lon) / w * 1023, 0, 1023),
                                  (uint32_t)CLAMP((p.lat - box.min_lat) / w * 1023, 0, 1023));
        }
    }
    qsort(page->homes, page->n, sizeof *page->homes, compare_homes);
    for (size_t i = 0; i < page->n; i++) {
        page->homes[i].number = (unsigned)i + 1;
    }
}

static double
table_height(const Page *page)
{
    size_t rows = (page->n + COLUMNS - 1) / COLUMNS;
    return HEAD + (double)rows * ROW;
}

/* The map takes what the list leaves, at least a third of the page. */
static void
take_view(Page *page)
{
    ZfMapSheet *sheet = page->sheet;
    double bottom = sheet->height - 21;
    double room = bottom - 31;
    double height = CLAMP(room - 4 - table_height(page), 0.4 * room, 0.75 * room);
    sheet->frame = (ZfRect){12, 31, sheet->width - 24, height};
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    for (size_t i = 0; i < page->n; i++) {
        if (page->homes[i].household->has_point) {
            g_array_append_val(points, page->homes[i].household->point);
        }
    }
    if (page->area->shape) {
        g_array_append_vals(points, page->area->shape->points, page->area->shape->n_points);
    } else if (page->area->has_point) {
        g_array_append_val(points, page->area->point);
    }
    page->view = zf_frame_fit(sheet->frame, (const ZfLonLat *)(const void *)points->data,
                              points->len, 5, 0, 2000);
}

/* The sites that a map numbers. skip: homes numbered elsewhere, or NULL. */
static ZfNumberSite *
sites_of(const Page *page, const ZfFrameView *view, const bool *only, bool but, size_t *n)
{
    ZfFrameLens lens = zf_frame_lens(view);
    ZfNumberSite *sites = g_new0(ZfNumberSite, page->n + 1);
    *n = 0;
    for (size_t i = 0; i < page->n; i++) {
        const Home *home = &page->homes[i];
        if ((only && only[i] == but)) {
            continue;
        }
        ZfMm at = home->household->has_point
                      ? zf_frame_to_paper(&lens, home->household->point)
                      : (ZfMm){view->rect.x + 6, view->rect.y + view->rect.h - 6};
        if (!zf_rect_within((ZfRect){at.x, at.y, 0, 0}, zf_rect_grow(view->rect, -1))) {
            at.x = CLAMP(at.x, view->rect.x + 1, view->rect.x + view->rect.w - 1);
            at.y = CLAMP(at.y, view->rect.y + 1, view->rect.y + view->rect.h - 1);
        }
        sites[(*n)++] = (ZfNumberSite){
            .at = at, .number = home->number, .rough = home->rough, .done = home->done};
    }
    return sites;
}

/* ---- hamlets ---- */

/* Homes that hang together by gaps of at most DENSE_GAP are a hamlet. */
static bool
is_gap_small(const void *user, size_t i, size_t j)
{
    const ZfNumberSite *sites = user;
    return fabs(sites[i].at.x - sites[j].at.x) < DENSE_GAP &&
           fabs(sites[i].at.y - sites[j].at.y) < DENSE_GAP;
}

/* How many labels around a box had to leave their homes or share one. */
static unsigned
strained(const ZfNumbers *numbers, ZfRect box)
{
    unsigned count = 0;
    for (size_t i = 0; i < numbers->n; i++) {
        const ZfPointLabel *label = &numbers->places[i];
        bool inside = zf_rect_within((ZfRect){label->at.x, label->at.y, 0, 0}, box);
        bool far =
            label->leader && hypot(label->end.x - label->at.x, label->end.y - label->at.y) > 5.5;
        unsigned spots = numbers->labels[i].spots;
        count += !inside ? 0 : spots > 1 ? spots : label->crowded || far;
    }
    return count;
}

/* ret: the hamlet whose numbers suffer most, that is not shown larger yet. */
static bool
worst_hamlet(const Page *page, ZfRect *ret)
{
    size_t n;
    g_autofree ZfNumberSite *sites = sites_of(page, &page->view, NULL, false, &n);
    g_autofree size_t *first = zf_linked(n, is_gap_small, sites);
    unsigned most = 3;
    bool found = false;
    for (size_t h = 0; h < n; h++) {
        double x1 = INFINITY, y1 = INFINITY, x2 = -INFINITY, y2 = -INFINITY;
        unsigned homes = 0;
        for (size_t i = 0; i < n; i++) {
            if (first[i] == h) {
                x1 = fmin(x1, sites[i].at.x);
                y1 = fmin(y1, sites[i].at.y);
                x2 = fmax(x2, sites[i].at.x);
                y2 = fmax(y2, sites[i].at.y);
                homes++;
            }
        }
        ZfRect box = {x1 - 1.6, y1 - 1.6, x2 - x1 + 3.2, y2 - y1 + 3.2};
        unsigned bad = homes >= DENSE_LEAST ? strained(page->numbers, box) : 0;
        bool shown = false;
        for (unsigned k = 0; k < page->n_insets; k++) {
            shown = shown || zf_rect_meets(page->insets[k].mark, box);
        }
        if (bad > most && !shown && box.w <= INSET_SIDE / 2 && box.h <= INSET_SIDE / 2) {
            most = bad;
            *ret = box;
            found = true;
        }
    }
    return found;
}

/* The corner of the frame with no homes and no inset in it. */
static bool
free_corner(const Page *page, double w, double h, ZfRect mark, ZfRect *ret)
{
    ZfRect r = zf_rect_grow(page->view.rect, -1.5);
    const ZfRect corners[4] = {{r.x, r.y, w, h},
                               {r.x + r.w - w, r.y + 18, w, h},
                               {r.x, r.y + r.h - h, w, h},
                               {r.x + r.w - w, r.y + r.h - h - 13, w, h}};
    size_t n;
    g_autofree ZfNumberSite *sites = sites_of(page, &page->view, NULL, false, &n);
    for (int c = 0; c < 4; c++) {
        bool good = zf_rect_within(corners[c], page->view.rect) && !zf_rect_meets(corners[c], mark);
        for (size_t i = 0; good && i < n; i++) {
            good = !zf_rect_within((ZfRect){sites[i].at.x, sites[i].at.y, 0, 0},
                                   zf_rect_grow(corners[c], 2));
        }
        for (unsigned k = 0; good && k < page->n_insets; k++) {
            good = !zf_rect_meets(corners[c], page->insets[k].view.rect) &&
                   !zf_rect_meets(corners[c], page->insets[k].mark);
        }
        if (good) {
            *ret = corners[c];
            return true;
        }
    }
    return false;
}

static bool
add_inset(Page *page, ZfRect mark)
{
    static const double factors[] = {5, 4, 3, 2.5, 2};
    for (size_t f = 0; f < G_N_ELEMENTS(factors); f++) {
        double w = mark.w * factors[f];
        double h = mark.h * factors[f];
        ZfRect box;
        if (w > INSET_SIDE || h > INSET_SIDE || fmin(w, h) < 14 ||
            !free_corner(page, w, h, mark, &box)) {
            continue;
        }
        ZfFrameLens lens = zf_frame_lens(&page->view);
        Inset *inset = &page->insets[page->n_insets++];
        inset->mark = mark;
        inset->view = (ZfFrameView){
            .rect = box,
            .centre = zf_frame_to_ground(&lens, (ZfMm){mark.x + mark.w / 2, mark.y + mark.h / 2}),
            .scale = round(page->view.scale / factors[f])};
        inset->inside = g_new0(bool, page->n + 1);
        for (size_t i = 0; i < page->n; i++) {
            const ZfHousehold *home = page->homes[i].household;
            ZfMm at = zf_frame_to_paper(&lens, home->point);
            inset->inside[i] = home->has_point && zf_rect_within((ZfRect){at.x, at.y, 0, 0}, mark);
        }
        return true;
    }
    return false;
}

/* Homes numbered in an inset are dots on the main map. */
static bool *
in_insets(const Page *page)
{
    bool *inside = g_new0(bool, page->n + 1);
    for (unsigned k = 0; k < page->n_insets; k++) {
        for (size_t i = 0; i < page->n; i++) {
            inside[i] = inside[i] || page->insets[k].inside[i];
        }
    }
    return inside;
}

static void
number_main(Page *page, ZfCanvas *canvas)
{
    g_autofree bool *inside = in_insets(page);
    ZfRect r = page->view.rect;
    ZfRect taken[2 + 2 * MAX_INSETS] = {{r.x + r.w - 17, r.y, 17, 18},
                                        {r.x + r.w - 48, r.y + r.h - 13, 48, 13}};
    size_t n_taken = 2;
    size_t n;
    for (unsigned k = 0; k < page->n_insets; k++) {
        taken[n_taken++] = zf_rect_grow(page->insets[k].view.rect, 0.8);
        taken[n_taken++] = page->insets[k].mark;
    }
    g_autofree ZfNumberSite *sites = sites_of(page, &page->view, inside, true, &n);
    g_clear_pointer(&page->numbers, zf_numbers_free);
    page->numbers =
        zf_numbers_new(canvas, zf_rect_grow(r, -0.8), sites, n, NUMBER_SIZE, taken, n_taken);
}

static void
number_all(Page *page, ZfCanvas *canvas)
{
    number_main(page, canvas);
    ZfRect mark = {0};
    while (page->n_insets < MAX_INSETS && worst_hamlet(page, &mark) && add_inset(page, mark)) {
        Inset *inset = &page->insets[page->n_insets - 1];
        size_t n;
        g_autofree ZfNumberSite *sites = sites_of(page, &inset->view, inset->inside, false, &n);
        ZfRect letter = {inset->view.rect.x, inset->view.rect.y, 5, 5};
        inset->numbers = zf_numbers_new(canvas, zf_rect_grow(inset->view.rect, -0.6), sites, n,
                                        NUMBER_SIZE, &letter, 1);
        number_main(page, canvas);
    }
}

/* ---- drawing ---- */

/* The village's own border, strong, over the thin ones of the ground. */
static void
draw_border(const Page *page, ZfCanvas *canvas, const ZfFrameView *view)
{
    if (!page->area->shape) {
        return;
    }
    ZfBrush brush = zf_brush_new(canvas, page->style, view, page->options->bw, "sheet");
    zf_canvas_save(canvas);
    zf_canvas_begin(canvas);
    zf_canvas_add_rect(canvas, view->rect, 0);
    zf_canvas_clip(canvas);
    zf_canvas_begin(canvas);
    zf_brush_add_polygon(&brush, page->area->shape);
    zf_canvas_stroke(canvas, &(ZfStroke){.width = 0.6,
                                         .dash = {3.2, 0.9, 0.6, 0.9},
                                         .n_dash = 4,
                                         .colour = zf_colour_grey(0.25)});
    zf_canvas_begin(canvas);
    zf_canvas_restore(canvas);
    zf_brush_clear(&brush);
}

static void
draw_base(const Page *page, ZfCanvas *canvas, const ZfFrameView *view, const ZfRect *covered,
          size_t n_covered, bool main)
{
    ZfFrame frame = {.ground = page->ground,
                     .view = *view,
                     .style = page->style,
                     .lang = page->options->lang,
                     .bw = page->options->bw,
                     .show =
                         ZF_FRAME_SHOW_BORDERS |
                         (main ? ZF_FRAME_SHOW_NORTH | ZF_FRAME_SHOW_SCALE | ZF_FRAME_SHOW_MINUTES |
                                     ZF_FRAME_SHOW_LANDMARKS | ZF_FRAME_SHOW_NAMES
                               : 0),
                     .covered = covered,
                     .n_covered = n_covered,
                     .frame_width = 0.35};
    g_free(zf_frame_paint(canvas, &frame));
    draw_border(page, canvas, view);
}

static void
draw_letter(ZfCanvas *canvas, double x, double y, unsigned k)
{
    const char letter[2] = {(char)('A' + k), 0};
    zf_canvas_rect(canvas, (ZfRect){x, y, 4.6, 4.6}, ZF_COLOUR_BLACK, NULL);
    zf_canvas_text_mid(
        canvas,
        &(ZfLettering){
            .size = 3.4, .bold = true, .colour = ZF_COLOUR_WHITE, .align = ZF_ALIGN_CENTRE},
        x + 2.3, y + 2.3, letter);
}

static void
draw_dots(const Page *page, ZfCanvas *canvas)
{
    g_autofree bool *inside = in_insets(page);
    size_t n;
    g_autofree ZfNumberSite *sites = sites_of(page, &page->view, inside, false, &n);
    for (size_t i = 0; i < n && page->n_insets > 0; i++) {
        zf_canvas_circle(canvas, sites[i].at.x, sites[i].at.y, 0.4,
                         sites[i].done ? ZF_COLOUR_WHITE : ZF_COLOUR_BLACK,
                         &(ZfStroke){.width = 0.16});
    }
}

static void
draw_maps(const Page *page, ZfCanvas *canvas)
{
    g_autoptr(GArray) covered = g_array_new(FALSE, FALSE, sizeof(ZfRect));
    for (size_t i = 0; i < page->numbers->n; i++) {
        const ZfPointLabel *label = &page->numbers->places[i];
        ZfRect dot = {label->at.x - 1, label->at.y - 1, 2, 2};
        g_array_append_val(covered, label->box);
        g_array_append_val(covered, dot);
    }
    for (unsigned k = 0; k < page->n_insets; k++) {
        g_array_append_val(covered, page->insets[k].view.rect);
        g_array_append_val(covered, page->insets[k].mark);
    }
    draw_base(page, canvas, &page->view, (const ZfRect *)(const void *)covered->data, covered->len,
              true);
    draw_dots(page, canvas);
    zf_numbers_draw(page->numbers, canvas);
    for (unsigned k = 0; k < page->n_insets; k++) {
        const Inset *inset = &page->insets[k];
        zf_canvas_rect(canvas, inset->mark, (ZfColour){0}, &(ZfStroke){.width = 0.35});
        draw_letter(canvas, inset->mark.x + inset->mark.w - 0.2, inset->mark.y - 4.4, k);
        zf_canvas_rect(canvas, zf_rect_grow(inset->view.rect, 0.6), ZF_COLOUR_WHITE, NULL);
        draw_base(page, canvas, &inset->view, NULL, 0, false);
        zf_numbers_draw(inset->numbers, canvas);
        draw_letter(canvas, inset->view.rect.x, inset->view.rect.y, k);
    }
}

/* One cell. What is too long is written smaller; an address is cut at two thirds, a name never. */
static void
draw_cell(ZfCanvas *canvas, double x, double y, double width, const char *text, bool whole)
{
    ZfLettering style = {.size = 2.6};
    double needed = zf_canvas_text_size(canvas, &style, text).width;
    if (needed > width) {
        style.size *= fmax(width / needed, whole ? 0.3 : 0.7);
    }
    if (whole || needed * style.size <= width * 2.6 * 1.001) {
        zf_canvas_text_mid(canvas, &style, x, y, text);
        return;
    }
    size_t fits = zf_canvas_text_fit(canvas, &style, width - style.size, text);
    g_autofree char *head = g_strndup(text, fits);
    g_autofree char *cut = g_strconcat(head, "…", NULL);
    zf_canvas_text_mid(canvas, &style, x, y, cut);
}

/* The names of the children, in full for those who may read them; the list may go on behind. */
static char *
names_of(const Page *page, const ZfHousehold *home, unsigned *children)
{
    g_autoptr(GString) names = g_string_new(NULL);
    *children = 0;
    for (int32_t p = 0; p < home->n_persons; p++) {
        const ZfPerson *person = &page->input->persons[home->first_person + p];
        if (person->role != ZF_ROLE_CHILD) {
            continue;
        }
        (*children)++;
        if (!person->name || !*person->name) {
            continue;
        }
        g_autofree char *name = page->options->audience == ZF_AUDIENCE_VOLUNTEER
                                    ? zf_say_surname(person->name)
                                    : g_strdup(person->name);
        g_string_append_printf(names, "%s%s", names->len > 0 ? "、" : "", name);
    }
    return g_string_free(g_steal_pointer(&names), FALSE);
}

static void
draw_row(const Page *page, const Home *home, double x, double y, double width)
{
    ZfCanvas *canvas = page->sheet->canvas;
    const ZfHousehold *at = home->household;
    unsigned children;
    g_autofree char *number = g_strdup_printf("%u", home->number);
    g_autofree char *names = page->input->persons ? names_of(page, at, &children) : g_strdup("");
    const char *where = at->landmark && *at->landmark ? at->landmark : at->address;
    double middle = y + ROW / 2;
    ZfStroke ring = {.width = 0.2};
    ZfStroke dashed = {.width = 0.2, .dash = {0.6, 0.45}, .n_dash = 2};
    zf_canvas_text_mid(canvas, &(ZfLettering){.size = 2.7, .bold = true, .align = ZF_ALIGN_RIGHT},
                       x + 5.6, middle, number);
    zf_canvas_circle(canvas, x + 7.8, middle, 0.75,
                     home->done || home->rough ? ZF_COLOUR_WHITE : ZF_COLOUR_BLACK,
                     home->rough ? &dashed : &ring);
    draw_cell(canvas, x + 10, middle, 30, names, true);
    draw_cell(canvas, x + 41, middle, 10, at->group ? at->group : "", false);
    draw_cell(canvas, x + 52, middle, width - 52, where ? where : "", false);
}

static void
draw_heads(const Page *page, double x, double y)
{
    ZfCanvas *canvas = page->sheet->canvas;
    ZfLang lang = page->options->lang;
    ZfLettering grey = {.size = 2.5, .colour = zf_colour_rgb(ZF_MAP_GREY)};
    zf_canvas_text_mid(canvas, &grey, x, y + 2.2, zf_say(lang, ZF_SAY_COL_NO));
    zf_canvas_text_mid(canvas, &grey, x + 10, y + 2.2, zf_say(lang, ZF_SAY_COL_CHILD_NAMES));
    zf_canvas_text_mid(canvas, &grey, x + 41, y + 2.2, zf_say(lang, ZF_SAY_ATLAS_GROUP));
    zf_canvas_text_mid(canvas, &grey, x + 52, y + 2.2, zf_say(lang, ZF_SAY_ATLAS_WHERE));
}

/* Rows first … into the room above bottom. ret: the first that is not drawn. */
static size_t
draw_table(const Page *page, double top, double bottom, size_t first)
{
    double width = (page->sheet->width - 24 - 6) / COLUMNS;
    size_t rows = (size_t)fmax(floor((bottom - top - HEAD) / ROW), 1);
    rows = MIN(rows, (page->n - first + COLUMNS - 1) / COLUMNS);
    for (size_t column = 0; column < COLUMNS; column++) {
        double x = 12 + (double)column * (width + 6);
        draw_heads(page, x, top);
        zf_canvas_line(page->sheet->canvas, x, top + HEAD - 0.8, x + width, top + HEAD - 0.8,
                       &(ZfStroke){.width = 0.35});
        for (size_t r = 0; r < rows && first < page->n; r++) {
            double y = top + HEAD + (double)r * ROW;
            if (r % 2 == 1) {
                zf_canvas_rect(page->sheet->canvas, (ZfRect){x, y, width, ROW},
                               zf_colour_rgb(0xF4F5F6), NULL);
            }
            draw_row(page, &page->homes[first++], x, y, width);
        }
    }
    return first;
}

static char *
subtitle_of(const Page *page)
{
    ZfLang lang = page->options->lang;
    g_autofree char *homes = zf_say_units(lang, ZF_UNIT_HOUSEHOLD, (int64_t)page->n);
    g_autofree char *left = zf_say_units(lang, ZF_UNIT_HOUSEHOLD, (int64_t)page->left);
    g_autofree char *as_of = zf_say_as_of(lang, page->input->coverage->as_of);
    return zf_say_fill(lang, ZF_SAY_ATLAS_SUBTITLE, homes, left, as_of);
}

static char *
title_of(const Page *page)
{
    int32_t town = zf_area_town(page->input->areas, page->input->n_areas,
                                (size_t)(page->area - page->input->areas));
    const char *above = town >= 0 ? page->input->areas[town].name : "";
    return *above ? g_strdup_printf("%s %s", above, page->area->name) : g_strdup(page->area->name);
}

static unsigned
pages_of(const Page *page)
{
    double room = page->sheet->height - 21 - (page->sheet->frame.y + page->sheet->frame.h + 4);
    size_t first = COLUMNS * (size_t)fmax(floor((room - HEAD) / ROW), 1);
    size_t more = COLUMNS * (size_t)floor((page->sheet->height - 21 - 31 - HEAD) / ROW);
    return page->n <= first ? 1 : 1 + (unsigned)((page->n - first + more - 1) / more);
}

static void
draw_page(Page *page, ZfPaper *paper, const char *dest, unsigned number, unsigned pages)
{
    g_autofree char *title = title_of(page);
    g_autofree char *subtitle = subtitle_of(page);
    g_autofree char *label = g_strdup_printf("%u", number);
    double bottom = page->sheet->height - 21;
    zf_map_sheet_page(page->sheet, paper, 0, label);
    zf_canvas_dest(page->sheet->canvas, dest, 0, 0);
    zf_paper_outline(paper, 0, title, dest);
    zf_map_sheet_title(page->sheet, title, subtitle);
    draw_maps(page, page->sheet->canvas);
    size_t next = page->n > 0
                      ? draw_table(page, page->sheet->frame.y + page->sheet->frame.h + 4, bottom, 0)
                      : 0;
    zf_map_sheet_footer(page->sheet, zf_say(page->options->lang, ZF_SAY_ATLAS_KEY), true, number,
                        pages);
    zf_map_sheet_end(page->sheet);
    while (next < page->n) {
        g_autofree char *more = g_strdup_printf("%u", ++number);
        zf_map_sheet_page(page->sheet, paper, 0, more);
        zf_map_sheet_title(page->sheet, title, subtitle);
        next = draw_table(page, 31, bottom, next);
        zf_map_sheet_footer(page->sheet, zf_say(page->options->lang, ZF_SAY_ATLAS_KEY), true,
                            number, pages);
        zf_map_sheet_end(page->sheet);
    }
}

static void
page_clear(Page *page)
{
    g_clear_pointer(&page->homes, g_free);
    g_clear_pointer(&page->numbers, zf_numbers_free);
    for (unsigned k = 0; k < page->n_insets; k++) {
        g_free(page->insets[k].inside);
        zf_numbers_free(page->insets[k].numbers);
    }
    page->n_insets = 0;
}

/* Households by village: members[area] lists them. */
static GPtrArray *
by_village(const ZfMapInput *input)
{
    GPtrArray *members = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    for (size_t i = 0; i < input->n_areas; i++) {
        g_ptr_array_add(members, g_array_new(FALSE, FALSE, sizeof(uint32_t)));
    }
    for (uint32_t i = 0; i < input->n_households; i++) {
        const ZfHousehold *home = &input->households[i];
        int32_t area = home->area_index;
        area = area >= 0 && input->area_place ? input->area_place[area] : area;
        if (area >= 0 && (size_t)area < input->n_areas && home->exit == ZF_DATE_NONE) {
            g_array_append_val(members->pdata[area], i);
        }
    }
    return members;
}

static void
dump_page(const Page *page, GString *dump)
{
    g_string_append_printf(dump,
                           "village %s homes %zu labels %zu leaders %zu crowded %zu crossing "
                           "%zu\n",
                           page->area->name, page->n, page->numbers->n, page->numbers->leaders,
                           page->numbers->crowded,
                           zf_point_labels_crossings(page->numbers->places, page->numbers->n));
    zf_numbers_dump(page->numbers, dump);
    for (unsigned k = 0; k < page->n_insets; k++) {
        const Inset *inset = &page->insets[k];
        g_string_append_printf(
            dump, "inset %c labels %zu crowded %zu crossing %zu\n", 'A' + (int)k, inset->numbers->n,
            inset->numbers->crowded,
            zf_point_labels_crossings(inset->numbers->places, inset->numbers->n));
        zf_numbers_dump(inset->numbers, dump);
    }
}

static Page *
lay_out(const ZfMapInput *input, const ZfMapOptions *options, const ZfStyle *style,
        const ZfGround *ground, ZfMapSheet *sheet, ZfCanvas *measure, size_t *n, unsigned *pages)
{
    g_autoptr(GPtrArray) members = by_village(input);
    g_autofree bool *open = g_new0(bool, input->n_households + 1);
    ZfAreaLevel level = zf_area_unit_level(input->areas, input->n_areas);
    for (size_t i = 0; i < input->coverage->n_unvisited; i++) {
        open[input->coverage->unvisited[i].household] = true;
    }
    Page *all = g_new0(Page, input->n_areas + 1);
    *n = 0;
    *pages = 0;
    for (size_t i = 0; i < input->n_areas; i++) {
        const ZfArea *area = &input->areas[i];
        const GArray *homes = members->pdata[i];
        if (area->level != level || (homes->len == 0 && !area->shape)) {
            continue;
        }
        if (zf_progress_cancelled(options->progress)) {
            break; /* told by who draws */
        }
        Page *page = &all[(*n)++];
        *page = (Page){.input = input,
                       .options = options,
                       .style = style,
                       .ground = ground,
                       .sheet = sheet,
                       .area = area};
        take_homes(page, homes, open);
        take_view(page);
        *pages += pages_of(page);
        number_all(page, measure);
    }
    return all;
}

bool
zf_map_atlas(ZfPaper *paper, const ZfMapInput *input, const ZfMapOptions *options, char **placed,
             GError **error)
{
    g_assert(input->coverage);
    if (!zf_map_check_audience(input, options, true, error)) {
        return false;
    }
    if (options->format != ZF_PAPER_PDF) {
        g_set_error_literal(error, ZF_MAP_ERROR, ZF_MAP_ERROR_EMPTY,
                            _("an atlas has many pages: let its name end in .pdf"));
        return false;
    }
    ZfMapOptions upright = *options;
    upright.width_mm = 210;
    upright.height_mm = 297;
    ZfMapSheet sheet = zf_map_sheet(input, &upright);
    g_autoptr(ZfStyle) own = options->style ? NULL : zf_style_new_default(ZF_STYLE_ROUTES);
    g_autoptr(ZfGround) ground = zf_ground_new(&(ZfGroundInput){.roads = input->roads,
                                                                .n_roads = input->n_roads,
                                                                .water = input->water,
                                                                .n_water = input->n_water,
                                                                .places = input->places,
                                                                .n_places = input->n_places,
                                                                .areas = input->areas,
                                                                .n_areas = input->n_areas});
    g_autoptr(ZfPaper) trial = zf_paper_new(
        &(ZfPaperOptions){.format = ZF_PAPER_MEASURE, .letters = zf_paper_letters(paper)});
    ZfCanvas *measure = zf_paper_page(trial, 210, 297, NULL);
    size_t n;
    unsigned pages;
    Page *all = lay_out(input, &upright, options->style ? options->style : own, ground, &sheet,
                        measure, &n, &pages);
    g_autoptr(GString) dump = g_string_new(NULL);
    unsigned number = 1;
    bool stopped = zf_progress_stop(options->progress, error);
    for (size_t i = 0; i < n; i++) {
        g_autofree char *dest = g_strdup_printf("village-%zu", i + 1);
        zf_progress_report(options->progress, _("drawing maps"), (int64_t)i, (int64_t)n);
        if (!stopped) {
            sheet.frame = all[i].view.rect;
            draw_page(&all[i], paper, dest, number, pages);
            number += pages_of(&all[i]);
            stopped = zf_progress_stop(options->progress, error);
        }
        if (placed) {
            dump_page(&all[i], dump);
        }
        page_clear(&all[i]);
    }
    g_free(all);
    if (stopped) {
        return false;
    }
    if (n == 0) {
        g_set_error_literal(error, ZF_MAP_ERROR, ZF_MAP_ERROR_EMPTY,
                            _("no village has homes or a border; there is nothing to draw"));
        return false;
    }
    if (placed) {
        *placed = g_string_free(g_steal_pointer(&dump), FALSE);
    }
    return true;
}

#include "fixture.h"
#include "photocopy.h"
#include "draw/draw.h"
#include "sheet/sheetint.h"
#include "sheet/strip.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static char *folder; /* of this run alone; removed at the end */

/* A file in the test's own folder; ZF_KEEP=DIR keeps what was drawn, to look at. */
static char *
out_path(const char *name)
{
    const char *keep = g_getenv("ZF_KEEP");
    return g_build_filename(keep != NULL ? keep : folder, name, NULL);
}

static void
drop(const char *path)
{
    if (g_getenv("ZF_KEEP") == NULL) {
        g_remove(path);
    }
}

/* Runs a program. ret: its output, NULL when it is not installed. */
static char *
run(const char *program, const char *const *args)
{
    g_autofree char *found = g_find_program_in_path(program);
    if (found == NULL) {
        return NULL;
    }
    g_autoptr(GPtrArray) argv = g_ptr_array_new();
    g_ptr_array_add(argv, found);
    for (; *args != NULL; args++) {
        g_ptr_array_add(argv, (char *)*args);
    }
    g_ptr_array_add(argv, NULL);
    char *out = NULL;
    int status = 0;
    g_autoptr(GError) error = NULL;
    g_spawn_sync(NULL, (char **)argv->pdata, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out,
                 NULL, &status, &error);
    g_assert_no_error(error);
    bool no_code = WIFEXITED(status) && WEXITSTATUS(status) == 4; /* so says zbarimg */
    g_assert_true(no_code || g_spawn_check_wait_status(status, NULL));
    return out;
}

static char *
draw(const Fixture *f, const ZfSheetOptions *options, const char *name, int32_t *pages)
{
    char *path = out_path(name);
    ZfSheetInput input = fixture_input(f);
    GError *error = NULL;
    bool ok = zf_sheet_render(&input, options, path, pages, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(ok);
    return path;
}

static const ZfSheetOptions plain = {.created = 1770000000};

/* Every home's address stands in the text of the file, and nothing that only a planner may see. */
static void
check_text(const Fixture *f, const char *path)
{
    g_autofree char *text = run("pdftotext", (const char *[]){path, "-", NULL});
    if (text == NULL) {
        g_test_message("pdftotext is not installed: text not checked");
        return;
    }
    for (size_t i = 0; i < f->plan->n_stops; i++) {
        g_autoptr(ZfSheetHome) home =
            zf_sheet_home(f->snapshot, &f->plan->routes[0], &f->plan->stops[i], false);
        if (strstr(text, home->address) == NULL) {
            g_error("%s: no “%s”", path, home->address);
        }
    }
    for (size_t i = 0; i < f->snapshot->n_persons; i++) {
        g_assert_null(strstr(text, f->snapshot->persons[i].name));
    }
    g_assert_null(strstr(text, "139 0000 0001")); /* the carers' */
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        g_assert_false(c >= 0x2e80 && c <= 0x2fdf); /* radicals instead of characters */
    }
}

static void
check_structure(const char *path)
{
    g_autofree char *said = run("qpdf", (const char *[]){"--check", path, NULL});
    if (said != NULL) {
        g_assert_nonnull(strstr(said, "No syntax or stream encoding errors"));
    }
}

/* A page as a grey picture of so many dots an inch. ret: its path, owned by the caller; NULL when
 * nothing here can draw it. */
static char *
picture(const char *pdf, int32_t page, const char *dpi)
{
    g_autofree char *base = out_path("sheet-page");
    g_autofree char *number = g_strdup_printf("%d", page);
    g_autofree char *drawn =
        run("pdftoppm", (const char *[]){"-r", dpi, "-gray", "-f", number, "-l", number,
                                         "-singlefile", pdf, base, NULL});
    return drawn != NULL ? g_strconcat(base, ".pgm", NULL) : NULL;
}

static char *
codes_in(const char *pgm)
{
    return run("zbarimg",
               (const char *[]){"-q", "--raw", "-Sdisable", "-Sqrcode.enable", pgm, NULL});
}

/* All codes that zbar reads from a photocopy of a picture. */
static char *
codes_in_copy(const char *pgm, double turn_deg, uint64_t seed)
{
    g_autofree char *copy = out_path("sheet-copy.pgm");
    g_assert_true(photocopy(pgm, copy, turn_deg, seed));
    char *read = codes_in(copy);
    drop(copy);
    return read;
}

static void
must_read(const char *codes, const char *wanted, int32_t page, const char *how)
{
    if (strstr(codes, wanted) == NULL) {
        g_error("page %d, %s: %s is not among: %s", page, how, wanted, codes);
    }
}

/* A page's code is read from so many copies of a picture of it, askew to both sides. Of the second
 * of them a code of version 1 (21 modules on the same 33.5 mm) is lost on four of nine pages. */
static void
check_copies(const char *pgm, const char *wanted, int32_t page, unsigned copies)
{
    for (unsigned i = 0; i < copies; i++) {
        double turn_deg = 2.0 - (i % 5);
        g_autofree char *read = codes_in_copy(pgm, turn_deg, 17 + i);
        g_autofree char *how = g_strdup_printf("copy %u, turned by %+.0f", i, turn_deg);
        must_read(read, wanted, page, how);
    }
}

/* Each page's code is read from a rendering of 100 dots an inch and from photocopies of it, which
 * are harder to read than those of 200, the least a copier has; those of one page of each kind from
 * one of 200 too. */
static void
check_codes(const Fixture *f, const char *path, int32_t pages)
{
    g_autofree char *zbar = g_find_program_in_path("zbarimg");
    for (int32_t page = 1; page <= pages && zbar != NULL; page++) {
        g_autofree char *pgm = picture(path, page, "100");
        if (pgm == NULL) {
            return;
        }
        g_autofree char *wanted = zf_sheet_code(f->routes[0].number, page, f->plan->hash);
        g_assert_cmpuint(zf_qr_modules(wanted), ==, 25); /* 21 have no mark in the fourth corner */
        g_autofree char *read = codes_in(pgm);
        must_read(read, wanted, page, "100 dpi");
        check_copies(pgm, wanted, page, 5);
        if (page == 1 || page == 2 || page == pages - 1 || page == pages) {
            g_autofree char *fine = picture(path, page, "200");
            check_copies(fine, wanted, page, 1);
        }
        g_remove(pgm); /* both are drawn into the same file */
    }
}

/* The codes that open a stop on a phone, from 200 dots an inch and its photocopy. */
static void
check_navigation(const Fixture *f, const char *path, int32_t first_page, int32_t pages)
{
    g_autofree char *zbar = g_find_program_in_path("zbarimg");
    g_autoptr(GString) plainly = g_string_new(NULL);
    g_autoptr(GString) copied = g_string_new(NULL);
    for (int32_t page = first_page; page <= pages && zbar != NULL; page++) {
        g_autofree char *pgm = picture(path, page, "200");
        if (pgm == NULL) {
            return;
        }
        g_autofree char *a = codes_in(pgm);
        g_autofree char *b = codes_in_copy(pgm, 2, 7);
        g_string_append(plainly, a);
        g_string_append(copied, b);
        g_remove(pgm);
    }
    const ZfCampaign *campaign = &f->snapshot->campaign;
    for (uint32_t i = 0; i < f->plan->routes[0].n_stops && zbar != NULL; i++) {
        g_autofree char *link =
            zf_sheet_navigation(campaign->navigation, campaign->lang,
                                f->snapshot->households[i].point, f->plan->stops[i].number);
        must_read(plainly->str, link, (int32_t)i + 1, "stop at 200 dpi");
        must_read(copied->str, link, (int32_t)i + 1, "stop photocopied");
    }
}

static void
test_chinese(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 11, 1);
    int32_t pages = 0;
    g_autofree char *path = draw(f, &plain, "sheet-zh.pdf", &pages);
    g_assert_cmpint(pages, ==, 9);
    check_text(f, path);
    check_structure(path);
    check_codes(f, path, pages);
    drop(path);
}

/* A link to a map service is the longest code on a sheet. */
static void
test_navigation(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 3, 1);
    f->snapshot->campaign.navigation = ZF_NAVIGATION_TENCENT;
    int32_t pages = 0;
    g_autofree char *path = draw(f, &plain, "sheet-navigation.pdf", &pages);
    check_navigation(f, path, pages - 1, pages - 1);
    drop(path);
}

static void
test_english(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_EN, 9, 1);
    g_autofree char *path = draw(f, &plain, "sheet-en.pdf", NULL);
    check_text(f, path);
    check_structure(path);
    drop(path);
}

static void
test_large(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 5, 1);
    ZfSheetOptions options = plain;
    options.large = options.bw = true;
    int32_t pages = 0;
    g_autofree char *path = draw(f, &options, "sheet-large.pdf", &pages);
    check_text(f, path);
    check_codes(f, path, pages);
    drop(path);
    /* a way to find it of the usual length goes on below */
    f->snapshot->households[0].point = f->snapshot->households[1].point;
    f->snapshot->households[0].accuracy_m = 300;
    f->snapshot->households[0].landmark =
        "村小学后面第三家，门前有两棵柏树和一口水井，红砖两层楼房";
    g_autofree char *long_way = draw(f, &options, "sheet-large-find.pdf", NULL);
    drop(long_way);
}

/* The font's box in pdftotext's listing, for one point of size: so much above the base, so much
 * below. */
#define BOX_OF_POINT 1.448
#define ABOVE        1.16

/* A word as pdftotext finds it. */
typedef struct Word {
    unsigned page; /* from 1 */
    ZfRect box;    /* mm */
    double points; /* of upright letters */
    char *text;
} Word;

static void
word_clear(gpointer word)
{
    g_free(((Word *)word)->text);
}

/* mm: where its letters stand. */
static double
base_of(const Word *word)
{
    return word->box.y + ZF_PT(word->points * ABOVE);
}

/* By page, line and place in it. */
static gint
by_place(gconstpointer a, gconstpointer b)
{
    const Word *p = a;
    const Word *q = b;
    double rows = round(base_of(p) * 2) - round(base_of(q) * 2);
    double order = p->page != q->page ? (double)p->page - (double)q->page
                   : rows != 0        ? rows
                                      : p->box.x - q->box.x;
    return order < 0 ? -1 : order > 0;
}

/* All words of a file, or of one page (0 = all), in the order of their places. ret: array of Word,
 * owned by the caller; NULL when pdftotext is not installed. */
static GArray *
words_of(const char *path, int32_t page)
{
    g_autofree char *number = g_strdup_printf("%d", page);
    const char *const all[] = {"-bbox", path, "-", NULL};
    const char *const one[] = {"-bbox", "-f", number, "-l", number, path, "-", NULL};
    g_autofree char *listing = run("pdftotext", page > 0 ? one : all);
    if (listing == NULL) {
        return NULL;
    }
    GArray *words = g_array_new(FALSE, TRUE, sizeof(Word));
    g_array_set_clear_func(words, word_clear);
    g_auto(GStrv) lines = g_strsplit(listing, "\n", -1);
    unsigned now = page > 0 ? (unsigned)page - 1 : 0;
    for (char **line = lines; *line != NULL; line++) {
        double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
        now += strstr(*line, "<page ") != NULL;
        if (sscanf(*line, " <word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\">", &x0, &y0,
                   &x1, &y1) == 4) {
            const char *text = strchr(*line, '>') + 1;
            Word word = {.page = now,
                         .box = {ZF_PT(x0), ZF_PT(y0), ZF_PT(x1 - x0), ZF_PT(y1 - y0)},
                         .points = (y1 - y0) / BOX_OF_POINT,
                         .text = g_strndup(text, strcspn(text, "<"))};
            g_array_append_val(words, word);
        }
    }
    g_array_sort(words, by_place);
    return words;
}

/* true when so many points are a size of upright letters below 14 pt (turned ones have boxes of any
 * height): halves of a point, and figures in stop symbols by the radius. */
static bool
is_small(double points)
{
    static const double radii[] = {2.4, 2.5, 2.9, 3.0, 3.2, 3.7};
    bool small = false;
    for (double known = 5; known < 14; known += 0.5) {
        small |= fabs(points - known) < 0.014;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(radii); i++) {
        small |= fabs(points - radii[i] * 2 * 0.58 / ZF_PT(1)) < 0.014;
        small |= fabs(points - radii[i] * 2 * 0.68 / ZF_PT(1)) < 0.014;
    }
    return small && points < 13.95;
}

/* true when letters of one stand on letters of the other: the boxes are higher than the letters. */
static bool
overlap(const Word *word, const Word *other)
{
    const double ink = 0.2; /* share of the height above and below that is free of ink */
    ZfRect a = word->box;
    ZfRect b = other->box;
    double w = MIN(a.x + a.w, b.x + b.w) - MAX(a.x, b.x);
    double h =
        MIN(a.y + (1 - ink) * a.h, b.y + (1 - ink) * b.h) - MAX(a.y + ink * a.h, b.y + ink * b.h);
    return other->page == word->page && w > 0.35 && h > 0.35;
}

/* No upright word of 14 pt stands on another of its page: before it in the list. */
static void
must_be_free(const GArray *words, guint index)
{
    const Word *word = &g_array_index(words, Word, index);
    for (guint i = 0; i < index; i++) {
        const Word *other = &g_array_index(words, Word, i);
        if (fabs(other->points - 14) < 0.014 && overlap(word, other)) {
            g_error("page %u: %s stands on %s", word->page, word->text, other->text);
        }
    }
}

/* Nothing that has to be read is smaller than 14 pt. What may be: the line along the binding edge,
 * route and page in the foot (they stand in the head too), figures of contours. */
static void
check_sizes(const char *path)
{
    g_autoptr(GArray) words = words_of(path, 0);
    for (guint i = 0; words != NULL && i < words->len; i++) {
        const Word *word = &g_array_index(words, Word, i);
        if (fabs(word->points - 14) < 0.014) {
            must_be_free(words, i);
        }
        bool edge = word->box.x + word->box.w < 20;
        bool foot = word->box.y > 279 && fabs(word->points - 9) < 0.014;
        bool contour = fabs(word->points - 7) < 0.014;
        double letters = (double)g_utf8_strlen(word->text, -1);
        /* turned words are wider than letters of that height can be */
        bool upright = word->box.w < 1.05 * letters * ZF_PT(word->points);
        if (!edge && !foot && !contour && upright && is_small(word->points)) {
            g_error("%s, page %u: %.1f pt: %s", path, word->page, word->points, word->text);
        }
    }
    g_assert_true(words == NULL || words->len > 300);
}

/* Every text in large type, in both languages, on every kind of page, for few and many stops. */
static void
test_large_sizes(void)
{
    static const uint32_t stops[] = {1, 9, 26};
    for (int lang = 0; lang <= ZF_LANG_ZH; lang++) {
        for (size_t i = 0; i < G_N_ELEMENTS(stops); i++) {
            g_autoptr(Fixture) f = fixture_new((ZfLang)lang, stops[i], 1);
            ZfSheetOptions options = plain;
            options.large = options.names = options.phone = true;
            options.blind = i == 1;
            g_autofree char *path = draw(f, &options, "sheet-large-sizes.pdf", NULL);
            check_sizes(path);
            check_structure(path);
            drop(path);
        }
    }
}

/* The boxes of ten and more pages stand apart on the closing page: between two of its numbers there
 * is room for a box (4.5 mm) and its gap. */
static void
test_page_boxes(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_EN, 16, 1);
    f->snapshot->campaign.return_to = ""; /* then the place is told */
    int32_t pages = 0;
    g_autofree char *path = draw(f, &plain, "sheet-boxes.pdf", &pages);
    g_assert_cmpint(pages, >=, 11);
    g_autoptr(GArray) words = words_of(path, pages);
    const Word *before = NULL;
    unsigned pairs = 0;
    for (guint i = 0; words != NULL && i < words->len; i++) {
        const Word *word = &g_array_index(words, Word, i);
        if (atoi(word->text) == 0 || fabs(word->points - 10.5) > 0.014 || word->box.y < 200) {
            continue;
        }
        if (before != NULL && atoi(word->text) == atoi(before->text) + 1 &&
            fabs(word->box.y - before->box.y) < 0.4) {
            /* gap, box, gap: a box is nearer to its own number than to the one before */
            g_assert_cmpfloat(word->box.x - before->box.x - before->box.w, >, 1.2 + 4.5 + 1);
            pairs++;
        }
        before = word;
    }
    g_assert_true(words == NULL || pairs >= 8);
    g_autofree char *text = run("pdftotext", (const char *[]){path, "-", NULL});
    g_autofree char *back = g_strconcat("hand back to ", f->snapshot->campaign.place, NULL);
    g_assert_true(text == NULL || strstr(text, back));
    drop(path);
}

static void
must_have_code(const Fixture *f, const char *path, int32_t page)
{
    g_autofree char *zbar = g_find_program_in_path("zbarimg");
    g_autofree char *pgm = zbar != NULL ? picture(path, page, "100") : NULL;
    if (pgm != NULL) {
        g_autofree char *wanted = zf_sheet_code(f->routes[0].number, page, f->plan->hash);
        g_autofree char *read = codes_in(pgm);
        must_read(read, wanted, page, "100 dpi");
        g_remove(pgm);
    }
}

/* The lines of the red box stand in it, none on another, below no rule and before the code. */
static void
check_red_box(const char *path, int32_t page)
{
    const ZfRect box = {20.35, 264.35, ZF_SHEET_CODE_X - 20.9, 12.5}; /* inside its frame */
    g_autoptr(GArray) words = words_of(path, page);
    double bases[3] = {0};
    unsigned lines = 0;
    for (guint i = 0; words != NULL && i < words->len; i++) {
        const Word *word = &g_array_index(words, Word, i);
        double base = base_of(word);
        if (base < 264 || base > 278 || word->box.x < 43 || word->box.x > 167) {
            continue;
        }
        bool known = false;
        for (unsigned k = 0; k < lines; k++) {
            known |= fabs(bases[k] - base) < 0.1;
        }
        if (!known) {
            g_assert_cmpuint(lines, <, 3);
            bases[lines++] = base;
        }
        double size = ZF_PT(word->points);
        g_assert_cmpfloat(base - 0.86 * size, >=, box.y);         /* heads of characters */
        g_assert_cmpfloat(base + 0.21 * size, <=, box.y + box.h); /* tails of letters */
        g_assert_cmpfloat(word->box.x + word->box.w, <=, box.x + box.w);
    }
    g_assert_true(words == NULL || lines >= 2);
    for (unsigned k = 1; k < lines; k++) {
        g_assert_cmpfloat(fabs(bases[k] - bases[k - 1]), >, 3.9);
    }
}

static void
test_red_box(void)
{
    for (int lang = 0; lang <= ZF_LANG_ZH; lang++) {
        for (int large = 0; large < 2; large++) {
            g_autoptr(Fixture) f = fixture_new((ZfLang)lang, 4, 1);
            ZfSheetOptions options = plain;
            options.large = large;
            int32_t pages = 0;
            g_autofree char *path = draw(f, &options, "sheet-red.pdf", &pages);
            check_red_box(path, pages); /* the closing page; those of homes have the same */
            check_red_box(path, pages - 1);
            drop(path);
        }
    }
}

/* What a route map's title says of its way ends before what is up there, however long the names. */
static void
test_strip_title(void)
{
    for (int lang = 0; lang <= ZF_LANG_ZH; lang++) {
        g_autoptr(Fixture) f = fixture_new((ZfLang)lang, 11, 1);
        ZfSheetInput input = fixture_input(f);
        f->plan->routes[0].base =
            lang == ZF_LANG_ZH ? "柏垭村村委会（原乡政府大院）" : "Baiya village committee";
        g_autofree char *path = draw(f, &plain, "sheet-title.pdf", NULL);
        g_autoptr(ZfSheetDraft) draft = zf_sheet_draft_new(&input, &plain, &f->routes[0]);
        for (uint32_t i = 0; i < draft->strips->len; i++) {
            g_autoptr(GArray) words = words_of(path, (int32_t)zf_sheet_page_of_strip(draft, i));
            for (guint k = 0; words != NULL && k < words->len; k++) {
                const Word *word = &g_array_index(words, Word, k);
                bool title = base_of(word) > 20 && base_of(word) < 30;
                for (guint j = 0; j < k && title; j++) {
                    const Word *other = &g_array_index(words, Word, j);
                    if (overlap(word, other)) {
                        g_error("page %u: %s stands on %s", word->page, word->text, other->text);
                    }
                }
            }
        }
        drop(path);
    }
}

/* The legend below a route map has every sign with a number there, the stop repeated from the page
 * before too, and no other. */
static void
test_strip_legend(void)
{
    static const ZfSay says[] = {
        [ZF_STOP_LOCATED] = ZF_SAY_STATE_LOCATED,
        [ZF_STOP_NOT_LOCATED] = ZF_SAY_STATE_NOT_LOCATED,
        [ZF_STOP_FIXED_TIME] = ZF_SAY_STATE_FIXED,
        [ZF_STOP_REPEAT] = ZF_SAY_STATE_REPEAT,
    };
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 11, 1);
    ZfSheetInput input = fixture_input(f);
    g_autofree char *path = draw(f, &plain, "sheet-legend.pdf", NULL);
    g_autoptr(ZfSheetDraft) draft = zf_sheet_draft_new(&input, &plain, &f->routes[0]);
    unsigned repeated = 0; /* pages on which a sign comes from the stop repeated alone */
    for (uint32_t i = 0; i < draft->strips->len; i++) {
        const ZfSheetStrip *strip = &g_array_index(draft->strips, ZfSheetStrip, i);
        const ZfWayNode *from = &g_array_index(draft->way->nodes, ZfWayNode, strip->first_node);
        bool here[ZF_STOP_STANDBY + 1] = {false};
        for (uint32_t k = 0; k < strip->n_stops; k++) {
            here[draft->states[strip->first_stop + k]] = true;
        }
        if (from->stop && !here[draft->states[from->first_stop]]) {
            here[draft->states[from->first_stop]] = true;
            repeated++;
        }
        g_autoptr(GArray) words = words_of(path, (int32_t)zf_sheet_page_of_strip(draft, i));
        g_autoptr(GString) legend = g_string_new(NULL);
        for (guint k = 0; words != NULL && k < words->len; k++) {
            const Word *word = &g_array_index(words, Word, k);
            bool row = fabs(base_of(word) - 267.1) < 1;
            g_string_append(legend, row ? word->text : "");
            g_assert_true(!row || word->box.x + word->box.w < ZF_SHEET_CODE_X);
        }
        for (size_t state = 0; words != NULL && state < G_N_ELEMENTS(says); state++) {
            bool told = strstr(legend->str, zf_say(ZF_LANG_ZH, says[state])) != NULL;
            if (told != here[state]) {
                g_error("page of strip %u: “%s” is %s its legend: %s", i + 1,
                        zf_say(ZF_LANG_ZH, says[state]), told ? "in" : "not in", legend->str);
            }
        }
    }
    g_assert_cmpuint(repeated, >, 0);
    drop(path);
}

/* Covers of more than twenty pages list them in three rows, each number in its cell. */
static void
test_index_rows(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_EN, 48, 1);
    int32_t pages = 0;
    g_autofree char *path = draw(f, &plain, "sheet-rows.pdf", &pages);
    g_assert_cmpint(pages, >, 20);
    g_autoptr(GArray) words = words_of(path, 1);
    double rows[4] = {0};
    unsigned n_rows = 0;
    int next = 1;
    for (guint i = 0; words != NULL && i < words->len; i++) {
        const Word *word = &g_array_index(words, Word, i);
        double base = base_of(word);
        bool is_number = fabs(word->points - 11) < 0.014;
        if (base < 195 || base > 209.5 || (!is_number && fabs(word->points - 9) > 0.014)) {
            continue; /* elsewhere, or the watermark below */
        }
        g_assert_cmpfloat(word->box.x + word->box.w, <=, 198);
        for (guint k = 0; k < i; k++) { /* nothing in a row stands on another */
            const Word *other = &g_array_index(words, Word, k);
            bool is_text = fabs(other->points - 11) < 0.014 || fabs(other->points - 9) < 0.014;
            if (is_text && fabs(base - base_of(other)) < 1 &&
                word->box.x < other->box.x + other->box.w &&
                other->box.x < word->box.x + word->box.w) {
                g_error("“%s” stands on “%s”", word->text, other->text);
            }
        }
        if (is_number) {
            g_assert_cmpint(atoi(word->text), ==, next++);
            if (n_rows == 0 || fabs(base - rows[n_rows - 1]) > 1) {
                g_assert_cmpuint(n_rows, <, 3);
                rows[n_rows++] = base;
            }
        }
    }
    g_assert_true(words == NULL || (n_rows == 3 && next == pages + 1));
    g_assert_true(words == NULL || fabs(rows[1] - rows[0] - (rows[2] - rows[1])) < 0.1);
    drop(path);
}

/* Full names and numbers only on the pages asked for, which are not counted. */
static void
test_names(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 5, 1);
    int32_t without = 0;
    g_autofree char *bare = draw(f, &plain, "sheet-bare.pdf", &without);
    ZfSheetOptions options = plain;
    options.names = options.phone = true;
    int32_t with = 0;
    g_autofree char *path = draw(f, &options, "sheet-names.pdf", &with);
    g_assert_cmpint(with, ==, without);
    g_autofree char *text = run("pdftotext", (const char *[]){path, "-", NULL});
    if (text != NULL) {
        g_assert_nonnull(strstr(text, "田小明"));
        g_assert_nonnull(strstr(text, "139 0000 0001"));
    }
    must_have_code(f, path, with + 1); /* what is not counted has its code as well */
    must_have_code(f, path, with + 2);
    drop(bare);
    drop(path);
}

static GBytes *
bytes_of(const char *path)
{
    char *bytes = NULL;
    gsize size = 0;
    g_assert_true(g_file_get_contents(path, &bytes, &size, NULL));
    return g_bytes_new_take(bytes, size);
}

/* The same bytes again, and with any number of threads. */
static void
test_same_bytes(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 6, 3);
    ZfSheetInput input = fixture_input(f);
    ZfSheetOptions options = plain;
    GBytes *files[2][3];
    for (unsigned round = 0; round < 2; round++) {
        options.threads = round == 0 ? 1 : 3;
        g_auto(GStrv) paths = g_new0(char *, 4);
        for (unsigned i = 0; i < 3; i++) {
            g_autofree char *name = g_strdup_printf("sheet-%u-%u.pdf", round, i);
            paths[i] = out_path(name);
        }
        int32_t pages[3] = {0};
        g_autoptr(GError) error = NULL;
        bool ok =
            zf_sheet_render_each(&input, &options, (const char *const *)paths, pages, NULL, &error);
        g_assert_no_error(error);
        g_assert_true(ok);
        for (unsigned i = 0; i < 3; i++) {
            g_assert_cmpint(pages[i], >, 3);
            files[round][i] = bytes_of(paths[i]);
            drop(paths[i]);
        }
    }
    for (unsigned i = 0; i < 3; i++) {
        g_assert_true(g_bytes_equal(files[0][i], files[1][i]));
        g_bytes_unref(files[0][i]);
        g_bytes_unref(files[1][i]);
    }
    g_autofree char *a = draw(f, &plain, "sheet-all-1.pdf", NULL);
    g_autofree char *b = draw(f, &plain, "sheet-all-2.pdf", NULL);
    g_autoptr(GBytes) first = bytes_of(a);
    g_autoptr(GBytes) second = bytes_of(b);
    g_assert_true(g_bytes_equal(first, second));
    drop(a);
    drop(b);
}

/* The list of all sheets names each of them. */
static void
test_index(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 3, 60);
    ZfSheetInput input = fixture_input(f);
    g_autofree int32_t *pages = g_new(int32_t, 60);
    for (unsigned i = 0; i < 60; i++) {
        pages[i] = 5;
    }
    g_autofree char *path = out_path("sheet-index.pdf");
    g_autoptr(GError) error = NULL;
    bool ok = zf_sheet_render_index(&input, &plain, pages, path, &error);
    g_assert_no_error(error);
    g_assert_true(ok);
    g_autofree char *text = run("pdftotext", (const char *[]){path, "-", NULL});
    if (text != NULL) {
        g_assert_nonnull(strstr(text, f->routes[0].number));
        g_assert_nonnull(strstr(text, "共 60 份 300 页"));
    }
    check_structure(path);
    drop(path);
}

static void
fails_with(const Fixture *f, const char *words)
{
    ZfSheetInput input = fixture_input(f);
    g_autofree char *path = out_path("sheet-never.pdf");
    g_autoptr(GError) error = NULL;
    g_assert_false(zf_sheet_render(&input, &plain, path, NULL, NULL, &error));
    g_assert_nonnull(error);
    if (strstr(error->message, words) == NULL) {
        g_error("“%s” is not in: %s", words, error->message);
    }
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

static void
test_failures(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 5, 1);
    f->snapshot->households[1].landmark = "门前有 \xf0\x9f\x8f\xa0"; /* a picture, no character */
    f->snapshot->households[3].landmark = "བཀྲ་ཤིས 家隔壁";
    fails_with(f, "route 7, stop 2: “\xf0\x9f\x8f\xa0” (U+1F3E0)");
    fails_with(f, "route 7, stop 4: “\u0f56” (U+0F56)");
    f->snapshot->households[3].landmark = "";
    f->snapshot->households[1].landmark = "";
    f->routes[0].number = "KM7-0214-3XXX";
    fails_with(f, "KM7-0214-3XXX");
    f->routes[0].number = "KM7-0214-3X";
    f->plan->routes[0].n_stops = 0;
    fails_with(f, "no stop");
    f->n_routes = 0;
    fails_with(f, "no route");
}

static bool
stop_at_once(void *user)
{
    (void)user;
    return true;
}

static void
test_cancel(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 5, 1);
    ZfSheetInput input = fixture_input(f);
    ZfProgress progress = {.cancelled = stop_at_once};
    g_autofree char *path = out_path("sheet-cancelled.pdf");
    g_autoptr(GError) error = NULL;
    g_assert_false(zf_sheet_render(&input, &plain, path, NULL, &progress, &error));
    g_assert_error(error, ZF_PROGRESS_ERROR, ZF_PROGRESS_ERROR_CANCELLED);
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

/* Odd routes give a useful sheet: one stop, all at one place, nobody knows where, forty stops, no
 * ground, a village duty, no road network. */
static void
test_odd(void)
{
    static const uint32_t sizes[] = {1, 2, 40};
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, sizes[i], 1);
        g_autofree char *name = g_strdup_printf("sheet-odd-%u.pdf", sizes[i]);
        g_autofree char *path = draw(f, &plain, name, NULL);
        check_text(f, path);
        drop(path);
    }
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 9, 1);
    for (uint32_t i = 0; i < 9; i++) {
        f->snapshot->households[i].point = f->plan->routes[0].point;
        f->plan->legs[i].n_points = 0;
        f->plan->legs[i].metres = 0;
        f->plan->legs[i].n_cues = 0;
    }
    f->snapshot->households[2].has_point = false;
    f->plan->stops[3].household = "";
    f->plan->legs[4].estimated = true;
    g_autofree char *large = draw(f, &(ZfSheetOptions){.created = 1, .large = true, .bw = true},
                                  "sheet-odd-large.pdf", NULL);
    check_text(f, large);
    drop(large);
    zf_ground_free(f->ground);
    f->ground = NULL;
    g_autofree char *path = draw(f, &plain, "sheet-one-place.pdf", NULL);
    check_text(f, path);
    check_structure(path);
    drop(path);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GError) error = NULL;
    folder = g_dir_make_tmp("zoufang-sheet-XXXXXX", &error);
    g_assert_no_error(error);
    g_test_add_func("/paper/chinese", test_chinese);
    g_test_add_func("/paper/navigation", test_navigation);
    g_test_add_func("/sheet/english", test_english);
    g_test_add_func("/paper/large", test_large);
    g_test_add_func("/paper/large-sizes", test_large_sizes);
    g_test_add_func("/paper/page-boxes", test_page_boxes);
    g_test_add_func("/sheet/red-box", test_red_box);
    g_test_add_func("/sheet/strip-title", test_strip_title);
    g_test_add_func("/sheet/strip-legend", test_strip_legend);
    g_test_add_func("/sheet/index-rows", test_index_rows);
    g_test_add_func("/sheet/names", test_names);
    g_test_add_func("/sheet/same-bytes", test_same_bytes);
    g_test_add_func("/sheet/index", test_index);
    g_test_add_func("/sheet/failures", test_failures);
    g_test_add_func("/sheet/cancel", test_cancel);
    g_test_add_func("/sheet/odd", test_odd);
    int result = g_test_run();
    g_assert_cmpint(g_rmdir(folder), ==, 0); /* every test removed what it drew */
    g_free(folder);
    return result;
}

/* The cut fonts are files without a name (memfd), because Pango opens fonts by their path. They
 * stay open while the program runs: Cairo keeps what it read of a font under that path, and would
 * draw another document's glyphs from it when a later font got the same number. A set of letters
 * that was cut before is not cut again. */
#include "draw/lettersint.h"

#include <hb-subset.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct CutFonts {
    hb_set_t *set;
    unsigned serial; /* from 1 */
    int files[2];    /* regular, bold; -1 = none */
} CutFonts;

struct ZfLetters {
    hb_set_t *set;
    const CutFonts *cut; /* NULL until a paper asks */
};

static GMutex cut_lock;
static GPtrArray *all_cut; /* CutFonts, for good */

/* What numbers, ranges and sentences are made of. */
static const char *const common =
    "　、。·—‘’“”…〈〉《》「」【】（），．／：；＜＝＞？～−×±→←↑↓≥≤≈％°′①②③④⑤⑥⑦⑧⑨⑩✓ｉｎ";

ZfLetters *
zf_letters_new(void)
{
    ZfLetters *letters = g_new0(ZfLetters, 1);
    letters->set = hb_set_create();
    hb_set_add_range(letters->set, ' ', '~');
    zf_letters_add(letters, common);
    return letters;
}

void
zf_letters_add(ZfLetters *letters, const char *text)
{
    for (const char *at = text; at && *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char_validated(at, -1);
        if (c == (gunichar)-1 || c == (gunichar)-2) {
            return; /* whoever draws it says so */
        }
        hb_set_add(letters->set, c);
    }
}

void
zf_letters_free(ZfLetters *letters)
{
    if (!letters) {
        return;
    }
    hb_set_destroy(letters->set);
    g_free(letters);
}

/* ret: the face of a collection or file that fontconfig would take, or NULL. */
static hb_face_t *
find_face(bool bold)
{
    FcPattern *wanted =
        FcPatternBuild(NULL, FC_FAMILY, FcTypeString, ZF_FONT_FAMILY, FC_WEIGHT, FcTypeInteger,
                       bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR, (char *)NULL);
    FcConfigSubstitute(NULL, wanted, FcMatchPattern);
    FcDefaultSubstitute(wanted);
    FcResult result;
    FcPattern *match = FcFontMatch(NULL, wanted, &result);
    FcPatternDestroy(wanted);
    FcChar8 *path = NULL;
    int index = 0;
    hb_face_t *face = NULL;
    if (match && FcPatternGetString(match, FC_FILE, 0, &path) == FcResultMatch &&
        FcPatternGetInteger(match, FC_INDEX, 0, &index) == FcResultMatch) {
        hb_blob_t *blob = hb_blob_create_from_file((const char *)path);
        face = hb_face_create(blob, (unsigned)index);
        hb_blob_destroy(blob);
    }
    if (match) {
        FcPatternDestroy(match);
    }
    return face;
}

/* Vertical forms and the habits of other languages are left out: they double the glyphs. */
static hb_face_t *
cut_face(hb_face_t *face, const hb_set_t *characters)
{
    static const char features[][5] = {"ccmp", "kern", "liga", "mark", "mkmk"};
    static const char needless[][5] = {"VORG", "vmtx", "vhea", "DSIG", "BASE"};
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input) {
        return NULL;
    }
    hb_set_union(hb_subset_input_unicode_set(input), characters);
    hb_set_t *kept = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    hb_set_clear(kept);
    for (size_t i = 0; i < G_N_ELEMENTS(features); i++) {
        hb_set_add(kept, hb_tag_from_string(features[i], 4));
    }
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < G_N_ELEMENTS(needless); i++) {
        hb_set_add(dropped, hb_tag_from_string(needless[i], 4));
    }
    hb_face_t *cut = hb_subset_or_fail(face, input);
    hb_subset_input_destroy(input);
    return cut;
}

static int
store_face(hb_face_t *face)
{
    hb_blob_t *blob = hb_face_reference_blob(face);
    unsigned size;
    const char *bytes = hb_blob_get_data(blob, &size);
    int file = memfd_create("zoufang-font", MFD_CLOEXEC);
    for (unsigned done = 0; file >= 0 && done < size;) {
        ssize_t written = write(file, bytes + done, size - done);
        if (written <= 0) {
            close(file);
            file = -1;
        }
        done += (unsigned)MAX(written, 0);
    }
    hb_blob_destroy(blob);
    return file;
}

static int
make_font(const hb_set_t *set, bool bold)
{
    hb_face_t *whole = find_face(bold);
    hb_face_t *cut = whole ? cut_face(whole, set) : NULL;
    int file = cut ? store_face(cut) : -1;
    hb_face_destroy(cut);
    hb_face_destroy(whole);
    return file;
}

/* ret: the fonts of that set, cut now when no document had it before. */
static const CutFonts *
fonts_of(const hb_set_t *set)
{
    for (guint i = 0; all_cut && i < all_cut->len; i++) {
        const CutFonts *cut = all_cut->pdata[i];
        if (hb_set_is_equal(cut->set, set)) {
            return cut;
        }
    }
    if (!all_cut) {
        all_cut = g_ptr_array_new();
    }
    CutFonts *cut = g_new0(CutFonts, 1);
    cut->set = hb_set_copy(set);
    cut->serial = all_cut->len + 1;
    cut->files[0] = make_font(set, false);
    cut->files[1] = make_font(set, true);
    g_ptr_array_add(all_cut, cut);
    return cut;
}

unsigned
zf_letters_serial(ZfLetters *letters)
{
    if (!letters) {
        return 0;
    }
    g_mutex_lock(&cut_lock);
    if (!letters->cut) {
        letters->cut = fonts_of(letters->set);
    }
    const CutFonts *cut = letters->cut;
    g_mutex_unlock(&cut_lock);
    return cut->files[0] >= 0 && cut->files[1] >= 0 ? cut->serial : 0;
}

FcConfig *
zf_letters_config(ZfLetters *letters)
{
    FcConfig *config = FcConfigCreate();
    for (int bold = 0; bold < 2; bold++) {
        g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", letters->cut->files[bold]);
        if (!FcConfigAppFontAddFile(config, (const FcChar8 *)path)) {
            FcConfigDestroy(config);
            return NULL;
        }
    }
    return config;
}

/* The cut fonts are files without a name (memfd), because Pango opens fonts by their path. */
#include "draw/lettersint.h"

#include <hb-subset.h>
#include <sys/mman.h>
#include <unistd.h>

struct ZfLetters {
    hb_set_t *set;
    GMutex lock; /* of what follows */
    bool cut;    /* tried, at least */
    unsigned serial;
    int files[2]; /* regular, bold; -1 = none */
};

/* What numbers, ranges and sentences are made of. */
static const char *const common =
    "　、。·—‘’“”…〈〉《》「」【】（），．／：；＜＝＞？～−×±→←↑↓≥≤≈％°′①②③④⑤⑥⑦⑧⑨⑩✓ｉｎ";

ZfLetters *
zf_letters_new(void)
{
    ZfLetters *letters = g_new0(ZfLetters, 1);
    letters->set = hb_set_create();
    letters->files[0] = letters->files[1] = -1;
    g_mutex_init(&letters->lock);
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
    for (int bold = 0; bold < 2; bold++) {
        if (letters->files[bold] >= 0) {
            close(letters->files[bold]);
        }
    }
    hb_set_destroy(letters->set);
    g_mutex_clear(&letters->lock);
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
make_font(const ZfLetters *letters, bool bold)
{
    hb_face_t *whole = find_face(bold);
    hb_face_t *cut = whole ? cut_face(whole, letters->set) : NULL;
    int file = cut ? store_face(cut) : -1;
    hb_face_destroy(cut);
    hb_face_destroy(whole);
    return file;
}

static bool
cut_once(ZfLetters *letters)
{
    static gint last;
    g_mutex_lock(&letters->lock);
    if (!letters->cut) {
        letters->cut = true;
        letters->serial = (unsigned)g_atomic_int_add(&last, 1) + 1;
        letters->files[0] = make_font(letters, false);
        letters->files[1] = make_font(letters, true);
    }
    bool good = letters->files[0] >= 0 && letters->files[1] >= 0;
    g_mutex_unlock(&letters->lock);
    return good;
}

unsigned
zf_letters_serial(ZfLetters *letters)
{
    return letters && cut_once(letters) ? letters->serial : 0;
}

FcConfig *
zf_letters_config(ZfLetters *letters)
{
    FcConfig *config = FcConfigCreate();
    for (int bold = 0; bold < 2; bold++) {
        g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", letters->files[bold]);
        if (!FcConfigAppFontAddFile(config, (const FcChar8 *)path)) {
            FcConfigDestroy(config);
            return NULL;
        }
    }
    return config;
}

#include "draw/pdffont.h"

#include <hb-subset.h>
#include <string.h>

#include "base/zlibstream.h"

#define MAX_FONT (64u << 20) /* bytes of one font, unpacked */

static uint32_t
index_offset(const uint8_t *at, unsigned size)
{
    uint32_t value = 0;
    for (unsigned i = 0; i < size; i++) {
        value = value << 8 | at[i];
    }
    return value;
}

/* Where an INDEX of a CFF font ends (Adobe Technical Note 5176, chapter 5); 0 when it is broken. */
static size_t
index_end(const uint8_t *cff, size_t size, size_t at, unsigned *count)
{
    if (at + 2 > size) {
        return 0;
    }
    *count = index_offset(cff + at, 2);
    if (*count == 0) {
        return at + 2;
    }
    unsigned off_size = at + 3 <= size ? cff[at + 2] : 0;
    size_t offsets = at + 3;
    size_t data = offsets + ((size_t)*count + 1) * off_size;
    if (off_size < 1 || off_size > 4 || data > size) {
        return 0;
    }
    size_t end = data - 1 + index_offset(cff + data - off_size, off_size);
    return end <= size && end >= data ? end : 0;
}

/* The number of a DICT's operand that ends before at, five bytes long as Cairo writes offsets. */
static bool
find_charstrings(const uint8_t *dict, size_t size, uint32_t *ret)
{
    const uint8_t charstrings = 17;
    for (size_t i = 5; i < size; i++) {
        if (dict[i] == charstrings && dict[i - 5] == 29) {
            *ret = index_offset(dict + i - 4, 4);
            return true;
        }
    }
    return false;
}

/* ret: how many glyphs the font has, 0 when it cannot be read. */
static unsigned
count_glyphs(const uint8_t *cff, size_t size)
{
    unsigned names, dicts, glyphs;
    uint32_t charstrings;
    size_t dict = size > 4 ? index_end(cff, size, cff[2], &names) : 0;
    size_t end = dict > 0 ? index_end(cff, size, dict, &dicts) : 0;
    if (end == 0 || !find_charstrings(cff + dict, end - dict, &charstrings) ||
        index_end(cff, size, charstrings, &glyphs) == 0) {
        return 0;
    }
    return glyphs;
}

static void
add_table(hb_face_t *face, hb_tag_t tag, const void *bytes, size_t size)
{
    hb_blob_t *blob = hb_blob_create(bytes, (unsigned)size, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
    hb_face_builder_add_table(face, tag, blob);
    hb_blob_destroy(blob);
}

static hb_face_t *
prune(const uint8_t *cff, size_t size, unsigned glyphs)
{
    /* maxp 0.5 and a head with 1000 units an em: all that HarfBuzz asks for beside the outlines */
    uint8_t maxp[6] = {0, 0, 0x50, 0, (uint8_t)(glyphs >> 8), (uint8_t)glyphs};
    uint8_t head[54] = {[1] = 1,     [12] = 0x5F,      [13] = 0x0F,       [14] = 0x3C,
                        [15] = 0xF5, [18] = 1000 >> 8, [19] = 1000 & 0xFF};
    hb_face_t *whole = hb_face_builder_create();
    add_table(whole, HB_TAG('m', 'a', 'x', 'p'), maxp, sizeof maxp);
    add_table(whole, HB_TAG('h', 'e', 'a', 'd'), head, sizeof head);
    add_table(whole, HB_TAG('C', 'F', 'F', ' '), cff, size);
    hb_blob_t *file = hb_face_reference_blob(whole);
    hb_face_t *face = hb_face_create(file, 0);
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NOTDEF_OUTLINE |
                                         HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_add_range(hb_subset_input_glyph_set(input), 0, glyphs - 1);
    hb_face_t *pruned = hb_subset_or_fail(face, input);
    hb_subset_input_destroy(input);
    hb_face_destroy(face);
    hb_blob_destroy(file);
    hb_face_destroy(whole);
    return pruned;
}

GBytes *
zf_cff_prune(const uint8_t *cff, size_t size)
{
    unsigned glyphs = count_glyphs(cff, size);
    if (glyphs == 0) {
        return NULL;
    }
    hb_face_t *pruned = prune(cff, size, glyphs);
    if (!pruned) {
        return NULL;
    }
    hb_blob_t *table = hb_face_reference_table(pruned, HB_TAG('C', 'F', 'F', ' '));
    unsigned length;
    const char *bytes = hb_blob_get_data(table, &length);
    bool good = length > 0 && count_glyphs((const uint8_t *)bytes, length) == glyphs;
    GBytes *ret = good ? g_bytes_new(bytes, length) : NULL;
    hb_blob_destroy(table);
    hb_face_destroy(pruned);
    return ret;
}

/* ---- the file around them ---- */

typedef struct Object {
    uint32_t number;
    size_t start, end; /* in the old file */
    GBytes *stream;    /* instead of the old one, packed */
    size_t length;     /* the number this object holds instead of its own, 0 = its own */
} Object;

static int
compare_starts(gconstpointer a, gconstpointer b)
{
    size_t x = ((const Object *)a)->start;
    size_t y = ((const Object *)b)->start;
    return (x > y) - (x < y);
}

static void
object_clear(gpointer data)
{
    Object *object = data;
    g_clear_pointer(&object->stream, g_bytes_unref);
}

/* The GLib functions of that kind stop at a zero byte. ret: NULL when it is not there. */
static const char *
find_last(const char *text, size_t size, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = size; i >= n; i--) {
        if (memcmp(text + i - n, word, n) == 0) {
            return text + i - n;
        }
    }
    return NULL;
}

/* The cross-reference table, "xref\n0 N\n" and N lines of twenty bytes, as objects in the order of
 * the file. ret: NULL when there is none of that form. */
static GArray *
read_objects(const GByteArray *pdf, size_t *xref)
{
    const char *text = (const char *)pdf->data;
    const char *last = find_last(text, pdf->len, "startxref\n");
    guint64 at = last ? g_ascii_strtoull(last + strlen("startxref\n"), NULL, 10) : 0;
    if (at == 0 || at + 32 > pdf->len || memcmp(text + at, "xref\n0 ", 7) != 0) {
        return NULL;
    }
    char *end;
    guint64 n = g_ascii_strtoull(text + at + 7, &end, 10);
    size_t table = (size_t)(end + 1 - text);
    if (*end != '\n' || n == 0 || n > (pdf->len - table) / 20) {
        return NULL;
    }
    g_autoptr(GArray) objects = g_array_new(FALSE, TRUE, sizeof(Object));
    g_array_set_clear_func(objects, object_clear);
    for (guint64 i = 1; i < n; i++) {
        Object object = {.number = (uint32_t)i,
                         .start = g_ascii_strtoull(text + table + 20 * i, NULL, 10)};
        if (object.start >= at || text[table + 20 * i + 17] != 'n') {
            return NULL;
        }
        g_array_append_val(objects, object);
    }
    g_array_sort(objects, compare_starts);
    for (guint i = 0; i < objects->len; i++) {
        g_array_index(objects, Object, i).end =
            i + 1 < objects->len ? g_array_index(objects, Object, i + 1).start : at;
    }
    *xref = at;
    return g_steal_pointer(&objects);
}

/* ret: where the stream of a font object begins and how long it is; false for other objects. */
static bool
font_stream(const GByteArray *pdf, const Object *object, size_t *start, size_t *length,
            uint32_t *length_object)
{
    const char *text = (const char *)pdf->data + object->start;
    size_t size = object->end - object->start;
    const char *stream = memmem(text, MIN(size, 300), "stream\n", strlen("stream\n"));
    const char *kind = stream ? g_strstr_len(text, stream - text, "/CIDFontType0C") : NULL;
    const char *number = kind ? g_strstr_len(text, stream - text, "/Length ") : NULL;
    const char *end =
        kind ? find_last(stream, size - (size_t)(stream - text), "\nendstream") : NULL;
    if (!number || !end) {
        return false;
    }
    *start = (size_t)(stream - (const char *)pdf->data) + strlen("stream\n");
    *length = (size_t)(end - (const char *)pdf->data) - *start;
    *length_object = (uint32_t)g_ascii_strtoull(number + strlen("/Length "), NULL, 10);
    return end > stream + strlen("stream\n");
}

static void
set_length(GArray *objects, uint32_t number, size_t length)
{
    for (guint i = 0; i < objects->len; i++) {
        Object *object = &g_array_index(objects, Object, i);
        if (object->number == number) {
            object->length = length;
            return;
        }
    }
}

static bool
prune_objects(const GByteArray *pdf, GArray *objects)
{
    bool changed = false;
    for (guint i = 0; i < objects->len; i++) {
        Object *object = &g_array_index(objects, Object, i);
        size_t start, length;
        uint32_t length_object;
        if (!font_stream(pdf, object, &start, &length, &length_object)) {
            continue;
        }
        g_autoptr(GByteArray) cff = zf_zlib_unpack(pdf->data + start, length, MAX_FONT);
        g_autoptr(GBytes) pruned = cff ? zf_cff_prune(cff->data, cff->len) : NULL;
        g_autoptr(GBytes) packed =
            pruned ? zf_zlib_pack(g_bytes_get_data(pruned, NULL), g_bytes_get_size(pruned), 6)
                   : NULL;
        if (packed && g_bytes_get_size(packed) < length) {
            set_length(objects, length_object, g_bytes_get_size(packed));
            object->stream = g_steal_pointer(&packed);
            changed = true;
        }
    }
    return changed;
}

static void
append_text(GByteArray *out, const char *text)
{
    g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text));
}

/* The catalog with the language of the document: ISO 32000-1, 14.9.2. */
static bool
write_catalog(GByteArray *out, const GByteArray *pdf, const Object *object, const char *lang)
{
    const char *text = (const char *)pdf->data + object->start;
    size_t size = object->end - object->start;
    const char *dict = memmem(text, size, "<<", 2);
    if (!lang || !memmem(text, size, "/Type /Catalog", strlen("/Type /Catalog")) || !dict) {
        return false;
    }
    g_autofree char *entry = g_strdup_printf(" /Lang (%s)\n  ", lang);
    size_t head = (size_t)(dict + 2 - text);
    g_byte_array_append(out, (const guint8 *)text, (guint)head);
    append_text(out, entry);
    g_byte_array_append(out, (const guint8 *)text + head, (guint)(size - head));
    return true;
}

/* The root of the structure tree. Cairo 1.16 hangs every element into it, wherever a Document tag
 * was open; it may have one Document only (ISO 32000-1, 14.8.4.2). */
typedef struct Tree {
    uint32_t root;     /* its object number; 0 = there is none */
    uint32_t document; /* that the new element gets */
    char *kids;        /* "14 0 R 15 0 R" */
    size_t start;      /* of its object */
} Tree;

static void
find_tree(const GByteArray *pdf, const GArray *objects, Tree *ret)
{
    for (guint i = objects->len; i > 0; i--) {
        const Object *object = &g_array_index(objects, Object, i - 1);
        const char *text = (const char *)pdf->data + object->start;
        gssize size = (gssize)(object->end - object->start);
        const char *kids = memmem(text, (size_t)MIN(size, 64), "/Type /StructTreeRoot", 21)
                               ? g_strstr_len(text, size, "/K [")
                               : NULL;
        const char *end = kids ? g_strstr_len(kids, text + size - kids, "]") : NULL;
        if (end) {
            kids += strlen("/K [");
            *ret = (Tree){.root = object->number,
                          .document = objects->len + 1,
                          .kids = g_strndup(kids, (gsize)(end - kids)),
                          .start = object->start};
            return;
        }
    }
}

/* An element of the tree gets the Document as its parent, the root the Document as its child.
 * ret: false for every other object, and nothing is written. */
static bool
write_element(GByteArray *out, const GByteArray *pdf, const Object *object, const Tree *tree)
{
    const char *text = (const char *)pdf->data + object->start;
    gssize size = (gssize)(object->end - object->start);
    bool root = tree->root != 0 && object->start == tree->start;
    if (tree->root == 0 ||
        (!root && !memmem(text, (size_t)MIN(size, 40), "/Type /StructElem", 17))) {
        return false;
    }
    g_autofree char *old =
        root ? g_strdup_printf("/K [%s]", tree->kids) : g_strdup_printf("/P %u 0 R", tree->root);
    g_autofree char *new = g_strdup_printf(root ? "/K [ %u 0 R ]" : "/P %u 0 R", tree->document);
    const char *at = g_strstr_len(text, size, old);
    if (!at) {
        return false;
    }
    size_t behind = (size_t)(at - text) + strlen(old);
    g_byte_array_append(out, (const guint8 *)text, (guint)(at - text));
    append_text(out, new);
    g_byte_array_append(out, (const guint8 *)text + behind, (guint)((size_t)size - behind));
    return true;
}

static void
write_object(GByteArray *out, const GByteArray *pdf, const Object *object)
{
    if (object->length > 0) {
        g_autofree char *text =
            g_strdup_printf("%u 0 obj\n   %zu\nendobj\n", object->number, object->length);
        append_text(out, text);
        return;
    }
    if (!object->stream) {
        g_byte_array_append(out, pdf->data + object->start, (guint)(object->end - object->start));
        return;
    }
    size_t start = 0;
    size_t length = 0;
    uint32_t number = 0;
    gsize size;
    font_stream(pdf, object, &start, &length, &number);
    gconstpointer stream = g_bytes_get_data(object->stream, &size);
    g_byte_array_append(out, pdf->data + object->start, (guint)(start - object->start));
    g_byte_array_append(out, stream, (guint)size);
    g_byte_array_append(out, pdf->data + start + length, (guint)(object->end - start - length));
}

/* The table's lines get their new offsets; what follows it stays, but for where it lies. */
static void
write_end(GByteArray *out, const GByteArray *pdf, size_t xref, const size_t *offsets, guint n)
{
    size_t at = out->len;
    const char *text = (const char *)pdf->data;
    const char *trailer = find_last(text + xref, pdf->len - xref, "trailer");
    const char *last = find_last(text, pdf->len, "startxref\n");
    g_autofree char *head = g_strdup_printf("xref\n0 %u\n0000000000 65535 f \n", n + 1);
    append_text(out, head);
    for (guint i = 1; i <= n; i++) {
        char line[24];
        g_snprintf(line, sizeof line, "%010zu 00000 n \n", offsets[i]);
        append_text(out, line);
    }
    const char *count = g_strstr_len(trailer, last - trailer, "/Size ");
    if (count) { /* one more where the tree got its Document */
        count += strlen("/Size ");
        g_byte_array_append(out, (const guint8 *)trailer, (guint)(count - trailer));
        g_autofree char *objects = g_strdup_printf("%u", n + 1);
        append_text(out, objects);
        trailer = count + strspn(count, "0123456789");
    }
    g_byte_array_append(out, (const guint8 *)trailer, (guint)(last - trailer));
    g_autofree char *end = g_strdup_printf("startxref\n%zu\n%%%%EOF\n", at);
    append_text(out, end);
}

void
zf_pdf_prune_fonts(GByteArray *pdf, const char *lang)
{
    size_t xref;
    g_autoptr(GArray) objects = read_objects(pdf, &xref);
    bool pruned = objects && prune_objects(pdf, objects);
    Tree tree = {0};
    if (objects) {
        find_tree(pdf, objects, &tree);
    }
    if (!objects || (!pruned && !lang && tree.root == 0)) {
        return;
    }
    g_autoptr(GByteArray) out = g_byte_array_sized_new(pdf->len);
    g_autofree size_t *offsets = g_new0(size_t, objects->len + 2);
    guint first = objects->len > 0 ? (guint)g_array_index(objects, Object, 0).start : 0;
    g_byte_array_append(out, pdf->data, first);
    for (guint i = 0; i < objects->len; i++) {
        const Object *object = &g_array_index(objects, Object, i);
        offsets[object->number] = out->len;
        if (object->stream || object->length > 0 ||
            (!write_catalog(out, pdf, object, lang) && !write_element(out, pdf, object, &tree))) {
            write_object(out, pdf, object);
        }
    }
    if (tree.root != 0) {
        offsets[tree.document] = out->len;
        g_autofree char *document =
            g_strdup_printf("%u 0 obj\n<< /Type /StructElem\n   /S /Document\n   /P %u 0 R\n   /K "
                            "[%s]\n>>\nendobj\n",
                            tree.document, tree.root, tree.kids);
        append_text(out, document);
    }
    write_end(out, pdf, xref, offsets, objects->len + (tree.root != 0 ? 1 : 0));
    g_free(tree.kids);
    g_byte_array_set_size(pdf, 0);
    g_byte_array_append(pdf, out->data, out->len);
}

#include "sheet/ask.h"

#include <string.h>

#include "sheet/block.h"
#include "sheet/ink.h"

#define LEFT    20.0
#define RIGHT   198.0
#define LABEL_W 45.5 /* as wide as the map of the block before */
#define PAD     1.2
/* The corner of a page's last block belongs to the page code; no block uses that strip. */
#define FOOT (261.5 - ZF_SHEET_CODE_FOOT)

typedef enum MarkKind { MARK_BOX, MARK_RULE } MarkKind;

/* A box with its label, or a line to write on with a unit behind it. */
typedef struct Mark {
    MarkKind kind;
    uint32_t row; /* of its piece */
    double x;     /* from the block's left edge */
    double w;     /* RULE */
    const char *text;
} Mark;

/* A question, or what of its boxes fits into one block. */
typedef struct Piece {
    uint32_t slot;
    uint32_t question;
    double top; /* from the bottom of the block's head */
    double height;
    double row; /* height of a row of marks */
    uint32_t n_rows;
    uint32_t first_mark;
    uint32_t n_marks;
    const char *label;
} Piece;

struct ZfSheetAsk {
    const ZfBlockSize *size;
    bool large;
    GArray *pieces; /* Piece */
    GArray *marks;  /* Mark */
    uint32_t n_slots;
    GStringChunk *texts;
};

/* Laying out. */
typedef struct Layout {
    ZfSheetAsk *ask;
    ZfLang lang;
    double room; /* height for pieces in a block */
    double used; /* of the current block */
} Layout;

static ZfTextSize
size_of(const Layout *l, double width, bool bold, const char *text)
{
    ZfLettering style = zf_ink(l->ask->size->points, bold, ZF_ALIGN_LEFT);
    style.width = width;
    return zf_font_size(&style, text);
}

/* "3 健康状况", "3 健康状况（续）". */
static const char *
label_text(Layout *l, const ZfQuestion *question, uint32_t number, bool more)
{
    g_autofree char *text = g_strdup_printf("%u %s%s%s%s", number + 1, question->text,
                                            more ? (l->lang == ZF_LANG_ZH ? "（" : " (") : "",
                                            more ? zf_say(l->lang, ZF_SAY_CONTINUED) : "",
                                            more ? (l->lang == ZF_LANG_ZH ? "）" : ")") : "");
    return g_string_chunk_insert(l->ask->texts, text);
}

static double
label_height(const Layout *l, const char *label)
{
    return size_of(l, LABEL_W - 2 * PAD, true, label).height + 0.8;
}

/* The boxes of a question in rows. ret: how many rows. */
static uint32_t
place_boxes(Layout *l, const ZfQuestion *question)
{
    const ZfBlockSize *size = l->ask->size;
    double left = LABEL_W + 1.5;
    double x = left;
    uint32_t row = 0;
    g_auto(GStrv) options = g_strsplit(question->options, "\n", -1);
    for (char **option = options; *option; option++) {
        double w = size->box + 1 + size_of(l, 0, false, *option).width;
        if (x > left && x + w > RIGHT - LEFT - PAD) {
            x = left;
            row++;
        }
        Mark mark = {MARK_BOX, row, x, 0, g_string_chunk_insert(l->ask->texts, *option)};
        g_array_append_val(l->ask->marks, mark);
        x += w + 4;
    }
    return row + 1;
}

static uint32_t
place_marks(Layout *l, const ZfQuestion *question)
{
    if (question->kind <= ZF_QUESTION_MANY) {
        return place_boxes(l, question);
    }
    bool number = question->kind == ZF_QUESTION_NUMBER;
    Mark rule = {MARK_RULE, 0, LABEL_W + 1.5, number ? 28 : RIGHT - LEFT - LABEL_W - 3,
                 g_string_chunk_insert(l->ask->texts, question->unit)};
    g_array_append_val(l->ask->marks, rule);
    return 1;
}

/* Rows for figures and words are written by hand and higher than rows of boxes. */
static double
row_height(const Layout *l, const ZfQuestion *question)
{
    double writing = l->ask->large ? 10 : 8.5;
    return question->kind <= ZF_QUESTION_MANY ? l->ask->size->row : writing;
}

static void
next_slot(Layout *l)
{
    l->used = 0;
    l->ask->n_slots++;
}

static void
add_piece(Layout *l, Piece piece, double height)
{
    piece.slot = l->ask->n_slots - 1;
    piece.top = l->used;
    piece.height = height;
    g_array_append_val(l->ask->pieces, piece);
    l->used += height;
}

/* Boxes that need more than a whole block: as many rows as fit, the rest in the next one. */
static void
split_piece(Layout *l, const ZfQuestion *question, Piece whole, uint32_t rows)
{
    uint32_t per = (uint32_t)(l->room / whole.row);
    for (uint32_t first = 0; first < rows; first += per) {
        Piece piece = whole;
        piece.n_marks = 0;
        piece.label = label_text(l, question, whole.question, first > 0);
        for (uint32_t i = 0; i < whole.n_marks; i++) {
            Mark *mark = &g_array_index(l->ask->marks, Mark, whole.first_mark + i);
            if (mark->row < first || mark->row >= first + per) {
                continue;
            }
            piece.first_mark = piece.n_marks++ == 0 ? whole.first_mark + i : piece.first_mark;
        }
        for (uint32_t i = 0; i < piece.n_marks; i++) {
            g_array_index(l->ask->marks, Mark, piece.first_mark + i).row -= first;
        }
        if (l->used > 0) {
            next_slot(l);
        }
        piece.n_rows = MIN(rows - first, per);
        add_piece(l, piece, piece.n_rows * whole.row);
    }
}

static void
add_question(Layout *l, const ZfQuestion *question, uint32_t number)
{
    Piece piece = {.question = number,
                   .row = row_height(l, question),
                   .first_mark = l->ask->marks->len,
                   .label = label_text(l, question, number, false)};
    uint32_t rows = place_marks(l, question);
    piece.n_marks = l->ask->marks->len - piece.first_mark;
    piece.n_rows = rows;
    double height = MAX(rows * piece.row, label_height(l, piece.label));
    if (l->ask->n_slots == 0 || l->used + height > l->room) {
        next_slot(l);
    }
    if (height > l->room) {
        split_piece(l, question, piece, rows);
    } else {
        add_piece(l, piece, height);
    }
}

ZfSheetAsk *
zf_sheet_ask_new(const ZfSnapshot *snapshot, bool large)
{
    ZfSheetAsk *ask = g_new0(ZfSheetAsk, 1);
    ask->size = zf_block_size(large);
    ask->large = large;
    ask->pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    ask->marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    ask->texts = g_string_chunk_new(1024);
    Layout l = {.ask = ask,
                .lang = snapshot->campaign.lang,
                .room = ask->size->height - ask->size->head - FOOT};
    for (size_t i = 0; i < snapshot->n_questions; i++) {
        add_question(&l, &snapshot->questions[i], (uint32_t)i);
    }
    return ask;
}

void
zf_sheet_ask_free(ZfSheetAsk *ask)
{
    if (!ask) {
        return;
    }
    g_array_unref(ask->pieces);
    g_array_unref(ask->marks);
    g_string_chunk_free(ask->texts);
    g_free(ask);
}

uint32_t
zf_sheet_ask_slots(const ZfSheetAsk *ask)
{
    return ask->n_slots;
}

void
zf_sheet_ask_range(const ZfSheetAsk *ask, uint32_t slot, uint32_t *first, uint32_t *last)
{
    *first = 0;
    for (guint i = 0; i < ask->pieces->len; i++) {
        const Piece *piece = &g_array_index(ask->pieces, Piece, i);
        if (piece->slot == slot) {
            *first = *first > 0 ? *first : piece->question + 1;
            *last = piece->question + 1;
        }
    }
    g_assert(*first > 0);
}

static void
draw_label(const ZfSheetAsk *ask, ZfCanvas *canvas, const Piece *piece, double top)
{
    ZfRect cell = {LEFT, top, LABEL_W, piece->height};
    zf_ink_tint(canvas, cell);
    ZfLettering style = zf_ink(ask->size->points, true, ZF_ALIGN_LEFT);
    ZfRect inner = {cell.x + PAD, cell.y + 0.2, cell.w - 2 * PAD, cell.h};
    zf_canvas_text_box(canvas, &style, inner, true, piece->label);
}

static void
draw_mark(const ZfSheetAsk *ask, ZfCanvas *canvas, const Piece *piece, const Mark *mark, double top)
{
    const ZfBlockSize *size = ask->size;
    if (mark->kind == MARK_BOX) {
        double rows = piece->row * piece->n_rows;
        double mid = top + (piece->height - rows) / 2 + (mark->row + 0.5) * piece->row;
        zf_ink_box(canvas, LEFT + mark->x, mid, size->box, size->points, mark->text);
        return;
    }
    double base = top + piece->height - 1.6;
    zf_ink_rule(canvas, LEFT + mark->x, base, LEFT + mark->x + mark->w, base, 0.2, 0);
    if (*mark->text) {
        zf_ink_left(canvas, size->points, false, LEFT + mark->x + mark->w + 1.5, base - 0.4,
                    mark->text);
    }
}

void
zf_sheet_ask_draw(const ZfSheetAsk *ask, ZfCanvas *canvas, uint32_t slot, double y)
{
    for (guint i = 0; i < ask->pieces->len; i++) {
        const Piece *piece = &g_array_index(ask->pieces, Piece, i);
        if (piece->slot != slot) {
            continue;
        }
        double top = y + ask->size->head + piece->top;
        draw_label(ask, canvas, piece, top);
        for (uint32_t m = 0; m < piece->n_marks; m++) {
            draw_mark(ask, canvas, piece, &g_array_index(ask->marks, Mark, piece->first_mark + m),
                      top);
        }
        double below = top + piece->height;
        zf_ink_rule(canvas, LEFT, below, RIGHT, below, 0.2, ZF_FAINT);
        zf_ink_rule(canvas, LEFT + LABEL_W, top, LEFT + LABEL_W, below, 0.3, 0);
    }
}

void
zf_sheet_ask_dump(const ZfSheetAsk *ask, GString *out)
{
    for (guint i = 0; i < ask->pieces->len; i++) {
        const Piece *piece = &g_array_index(ask->pieces, Piece, i);
        g_string_append_printf(out, "ask block %u at %.1f + %.1f  %s\n", piece->slot + 1,
                               piece->top, piece->height, piece->label);
        for (uint32_t m = 0; m < piece->n_marks; m++) {
            const Mark *mark = &g_array_index(ask->marks, Mark, piece->first_mark + m);
            g_string_append_printf(out, "  %s row %u x %.1f %s\n",
                                   mark->kind == MARK_BOX ? "box" : "rule", mark->row, mark->x,
                                   mark->text);
        }
    }
}

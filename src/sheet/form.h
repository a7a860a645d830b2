/* form: where the boxes and words of a household block stand, relative to the block, in
 * millimetres. Tables, one a language and size: a photograph of a filled sheet is read by them. */
#pragma once

#include "say/say.h"

typedef enum ZfFormKind {
    ZF_FORM_END,
    ZF_FORM_BOX,   /* a box to tick with its left edge at x, and its label */
    ZF_FORM_WORD,  /* plain words */
    ZF_FORM_LABEL, /* a tinted cell x … x + w with a bold word */
    ZF_FORM_BLANK, /* a line to write on, x … x + w */
} ZfFormKind;

typedef struct ZfFormItem {
    ZfFormKind kind;
    uint8_t row;
    double x;
    double w;
    ZfSay say;
} ZfFormItem;

typedef struct ZfFormLayout {
    const ZfFormItem *items;          /* ends with ZF_FORM_END */
    double child_x[3];                /* boxes of row 0; 0 = there is no such */
    double child_w;                   /* room for a child's words */
    double clear_x[ZF_CLEAR_COUNT];   /* six facts, in the order of the bits */
    double safety_x[ZF_SAFETY_COUNT]; /* what is dangerous */
} ZfFormLayout;

/* Rows of 6 from the head on: 0 children, 1–2 outcome, 3 mode, 4 six facts, 5 safety, 6 care.
 * Large: rows of 7.5: 0 children, 1–4 outcome, 5 mode, 6–7 care; then 8 six facts, 9 safety. */
const ZfFormLayout *zf_form_layout(ZfLang lang, bool large);

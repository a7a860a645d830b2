/* letters: the characters that a document may need.
 *
 *     g_autoptr(ZfLetters) letters = zf_letters_new();
 *     zf_letters_add(letters, village->name); …
 *     ZfPaper *paper = zf_paper_new(&(ZfPaperOptions){.letters = letters, …});
 *
 * A paper that knows them draws with fonts cut down to them: of the 16 MB that a CJK font has,
 * Cairo otherwise reads every byte twice for each font that it embeds, which costs more than all
 * the drawing of most documents. Nothing looks different, and a character that was not foreseen
 * comes from the whole font, which only takes its time. The first 95 characters and the signs
 * common in Chinese are always there. */
#pragma once

#include "base/base.h"

typedef struct ZfLetters ZfLetters;

ZfLetters *zf_letters_new(void);
/* Not while a paper has them; papers of several threads may share them after that. */
void zf_letters_add(ZfLetters *letters, const char *text);
/* After the last paper. */
void zf_letters_free(ZfLetters *letters);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfLetters, zf_letters_free)

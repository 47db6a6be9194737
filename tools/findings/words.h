/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The words that the module judges by, and what they mean.
 */
#ifndef IPCDIAG_FINDINGS_WORDS_H
#define IPCDIAG_FINDINGS_WORDS_H

#include <stddef.h>

/**
 * struct verdict_word - a verdict of docs/verdicts.md
 * @word: the word
 * @meaning: what it says of an object
 * @advice: what it asks of whoever reads it
 */
struct verdict_word {
	const char *word;
	const char *meaning;
	const char *advice;
};

/**
 * struct reason_word - a reason of docs/verdicts.md
 * @word: the word
 * @brief: the same for a narrow column, empty if the verdict says it already
 * @meaning: a clause about the object
 */
struct reason_word {
	const char *word;
	const char *brief;
	const char *meaning;
};

extern const struct verdict_word verdict_words[];
extern const size_t verdict_words_n;
extern const struct reason_word reason_words[];
extern const size_t reason_words_n;

const struct verdict_word *verdict_word_find(const char *word);
const struct reason_word *reason_word_find(const char *word, size_t len);

#endif

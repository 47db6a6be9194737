// SPDX-License-Identifier: GPL-2.0
/*
 * Words that stand in many lines, made ready when the module is loaded: padded,
 * with what follows them and their length, so that writing one is a copy of a
 * fixed size. They are not changed afterwards, so that reading them needs no
 * lock.
 */
#include <linux/kernel.h>

#include "judge/verdict.h"
#include "views.h"

struct ipcdiag_words ipcdiag_words;

/**
 * ipcdiag_state_name() - the word for what became of a process
 * @state: what became of it
 *
 * Return: the word, as docs/abi.md has it at the key `state`.
 */
const char *ipcdiag_state_name(enum ipcdiag_state state)
{
	static const char *const names[] = {
		[IPCDIAG_NONE] = "none",     [IPCDIAG_ALIVE] = "alive",
		[IPCDIAG_ZOMBIE] = "zombie", [IPCDIAG_THREAD] = "thread",
		[IPCDIAG_DEAD] = "dead",     [IPCDIAG_REUSED] = "reused",
		[IPCDIAG_KERNEL] = "kernel",
	};

	return names[state];
}

/**
 * ipcdiag_use_name() - the word for how an object is used
 * @use: how
 *
 * Return: the word, as docs/abi.md has it at the key `kind` of `user` lines.
 */
const char *ipcdiag_use_name(enum ipcdiag_use use)
{
	static const char *const names[] = {
		[IPCDIAG_ATTACH] = "attach",   [IPCDIAG_WAIT] = "wait",
		[IPCDIAG_UNDO] = "undo",       [IPCDIAG_SEND] = "send",
		[IPCDIAG_RECEIVE] = "receive",
	};

	return names[use];
}

/**
 * ipcdiag_wanted_name() - the word for how msgrcv() compares types of messages
 * @wanted: how
 *
 * Return: the word, as docs/abi.md has it at the key `wanted`.
 */
const char *ipcdiag_wanted_name(enum ipcdiag_wanted wanted)
{
	static const char *const names[] = {
		[IPCDIAG_WANTS_ANY] = "any",
		[IPCDIAG_WANTS_EQUAL] = "equal",
		[IPCDIAG_WANTS_NOT_EQUAL] = "not-equal",
		[IPCDIAG_WANTS_LESS_EQUAL] = "less-equal",
		[IPCDIAG_WANTS_NUMBER] = "number",
	};

	return names[wanted];
}

/**
 * ipcdiag_words_make() - make the words ready
 *
 * Called once, before any file is there.
 */
void ipcdiag_words_make(void)
{
	struct ipcdiag_words *words = &ipcdiag_words;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(words->reasons); i++)
		ipcdiag_word_make(&words->reasons[i], ipcdiag_reason_name(i), 0,
				  ',');
	for (i = 0; i < ARRAY_SIZE(words->verdicts); i++) {
		ipcdiag_word_make(&words->verdicts[i], ipcdiag_verdict_name(i),
				  0, ' ');
		ipcdiag_word_make(&words->verdict_columns[i],
				  ipcdiag_verdict_name(i), 9, ' ');
	}
	for (i = 0; i < ARRAY_SIZE(words->kinds); i++) {
		ipcdiag_word_make(&words->kinds[i], ipcdiag_kind_name(i), 0,
				  ' ');
		ipcdiag_word_make(&words->kind_columns[i], ipcdiag_kind_name(i),
				  4, ' ');
	}
	for (i = 0; i < ARRAY_SIZE(words->states); i++)
		ipcdiag_word_make(&words->states[i], ipcdiag_state_name(i), 0,
				  ' ');
	for (i = 0; i < ARRAY_SIZE(words->uses); i++) {
		ipcdiag_word_make(&words->uses[i], ipcdiag_use_name(i), 0, ' ');
		ipcdiag_word_make(&words->use_columns[i], ipcdiag_use_name(i),
				  7, ' ');
	}
}

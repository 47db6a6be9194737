// SPDX-License-Identifier: GPL-2.0
/*
 * Lines of words and numbers that we wrote ourselves.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/fields.h"

static bool begins(const char **at, const char *name)
{
	size_t n = strlen(name);

	*at += strspn(*at, " ");
	if (strncmp(*at, name, n) != 0)
		return false;
	*at += n;
	return true;
}

/**
 * field_num() - read a number
 * @at: the text; moved behind the number
 * @name: what stands before it
 * @base: its base
 * @num: set to the number
 *
 * Return: false if there is none.
 */
bool field_num(const char **at, const char *name, int base, uint64_t *num)
{
	char *end;

	if (!begins(at, name) || **at < '0' || **at > '9')
		return false;
	errno = 0;
	*num = strtoull(*at, &end, base);
	*at = end;
	return !errno;
}

/**
 * field_word() - read a word
 * @at: the text; moved behind the word
 * @name: what stands before it
 * @word: set to the word
 * @size: room in @word
 *
 * Return: false if there is none, or none that fits.
 */
bool field_word(const char **at, const char *name, char *word, size_t size)
{
	size_t n;

	if (!begins(at, name))
		return false;
	n = strcspn(*at, " \n");
	if (!n || n >= size)
		return false;
	memcpy(word, *at, n);
	word[n] = '\0';
	*at += n;
	return true;
}

// SPDX-License-Identifier: GPL-2.0
/*
 * Are the columns there that the user names?
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "cmd/commands.h"
#include "view/columns.h"

/* The columns that nearest() may choose from. */
static unsigned int kinds_of_names;

static const char *column_at(size_t i)
{
	size_t n = 0;

	for (int c = 0; c < COLUMNS; c++)
		if (column_in_any(c, kinds_of_names) && n++ == i)
			return column_name(c);
	return NULL;
}

static bool wrong_column(const struct command *command, const char *option,
			 const char *name, unsigned int kinds)
{
	const char *found;

	if (!*name) {
		say("--%s: the name of a column is missing", option);
		return false;
	}
	if (column_find(name, command->columns) >= 0) {
		say("--%s: there is a column '%s', but not of what is to be shown",
		    option, shown(name));
		return false;
	}
	kinds_of_names = kinds;
	found = nearest(name, column_at);
	if (!found) {
		say("--%s: unknown column '%s'; ipcdiag %s -o help lists them",
		    option, shown(name), command->name);
		return false;
	}
	say("--%s: unknown column '%s'; did you mean '%s'?", option,
	    shown(name), found);
	return false;
}

/**
 * columns_check() - are all columns of a list known?
 * @command: the command
 * @req: what the user wants, with the kinds that are to be shown
 * @option: the option that the list is of
 * @list: names joined by commas, each with a + or - before it where that means
 *	  something; NULL for no list
 *
 * Return: false if one is not; a message was printed then.
 */
bool columns_check(const struct command *command, const struct request *req,
		   const char *option, const char *list)
{
	unsigned int kinds = command->columns;

	if (kinds == OBJECT_KINDS && req->kinds)
		kinds &= req->kinds;
	while (list) {
		size_t n = strcspn(list, ",");
		char name[64];

		if (*list == (*option == 's' ? '-' : '+')) {
			list++;
			n--;
		}
		snprintf(name, sizeof(name), "%.*s", (int)n, list);
		if (column_find(name, kinds) < 0)
			return wrong_column(command, option, name, kinds);
		list = list[n] ? list + n + 1 : NULL;
	}
	return true;
}

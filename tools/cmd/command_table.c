// SPDX-License-Identifier: GPL-2.0
/*
 * The commands of ipcdiag: everything that parses, explains, documents and
 * completes them goes by this table.
 */
#include <string.h>

#include "cmd/commands.h"
#include "cmd/options.h"
#include "cmd/watch.h"
#include "view/views.h"

#define OPT_COMMON \
	(OPT_BIT(OPT_FROM) | OPT_BIT(OPT_HELP) | OPT_BIT(OPT_VERSION))
#define OPT_TEXT                                                   \
	(OPT_COMMON | OPT_BIT(OPT_JSON) | OPT_BIT(OPT_SKIP_NULL) | \
	 OPT_BIT(OPT_BYTES) | OPT_BIT(OPT_TIME) | OPT_BIT(OPT_COLOR))
#define OPT_ROWS                                          \
	(OPT_TEXT | OPT_BIT(OPT_CSV) | OPT_BIT(OPT_RAW) | \
	 OPT_BIT(OPT_NOHEADINGS))
#define OPT_COLUMNS                                           \
	(OPT_ROWS | OPT_BIT(OPT_OUTPUT) | OPT_BIT(OPT_SORT) | \
	 OPT_BIT(OPT_LIMIT))
#define OPT_KINDS (OPT_BIT(OPT_SHM) | OPT_BIT(OPT_SEM) | OPT_BIT(OPT_MSG))

#define EXIT_STRANGE "a verdict is none that this version knows"

static const char not_read[] =
	"the module does not read this kind of object on this kernel, or the\n"
	"     verdict is none that this version knows";

const struct command commands[] = {
	{
		.name = "report",
		.args = "[FILTER...]",
		.summary =
			"what is full, what leaked, what may go (the default)",
		.help = "Tell which limits are full and by whom, what is deadlocked, what leaked and why\n"
			"it is judged so, what removed segments still hold, and what may be removed.\n"
			"Like objects share a row. Without --all it fits a screen. Whether a wait has a\n"
			"timeout, as semtimedop() can give it, is not known: that may end a deadlock.\n",
		.examples =
			"ipcdiag report user=www-data idle=+1d\n"
			"ipcdiag --from snapshot.txt\n"
			"ipcdiag report --fail-on=orphan,limit >/dev/null\n",
		.options = OPT_TEXT | OPT_KINDS | OPT_BIT(OPT_ALL) |
			   OPT_BIT(OPT_NOHEADINGS) | OPT_BIT(OPT_FAIL_ON),
		.takes = TAKES_FILTERS,
		.tells = TELLS_ITSELF | TELLS_RULES,
		.exits = { [EXIT_FOUND] =
				   "something that --fail-on lists was found; without it: an orphan, a\n"
				   "     deadlock, or something unclaimed that no program finds again by itself.\n"
				   "     A full limit does not change the status unless --fail-on=limit asks for it",
			   [EXIT_REDUCED] =
				   "nothing of that is known, but not everything could be judged: an object\n"
				   "     is unknown, its verdict is none that this version knows, the module is\n"
				   "     not loaded, or does not read some kind of object on this kernel" },
		.run = view_report,
	},
	{
		.name = "list",
		.args = "[shm] [sem] [msg] [FILTER...]",
		.summary = "all objects, or those that filters choose",
		.help = "Show objects of all namespaces, one in a row.\n",
		.examples =
			"ipcdiag list sem user=www-data verdict=orphan,unclaimed\n"
			"ipcdiag list shm mem=+1M --sort=-mem --limit=10\n"
			"ipcdiag list -o +cgroup,key idle=+1d\n"
			"ipcdiag list cgroup=3f2a9c1b7d5e --json=lines\n"
			"ipcdiag list --group-by=owner\n",
		.options = OPT_COLUMNS | OPT_KINDS | OPT_BIT(OPT_GROUP_BY),
		.takes = TAKES_KINDS | TAKES_FILTERS,
		.tells = TELLS_VERDICTS,
		.columns = OBJECT_KINDS,
		.exits = { [EXIT_REDUCED] = EXIT_STRANGE },
		.run = view_list,
	},
	{
		.name = "show",
		.args = "OBJECT...",
		.summary = "everything about one or more objects",
		.help = "Show everything that is known about objects: whose they are, their memory, why\n"
			"they are judged so, who uses or could use them, and what removing them would do.\n"
			"An object is named by its id as in shm:5, by its key as in shm:0x4711, and if\n"
			"need be by its namespace as in shm:5@4026531839. The own one is looked at first.\n",
		.examples = "ipcdiag show shm:5\n"
			    "ipcdiag show sem 3 4\n"
			    "ipcdiag show msg:0x4711@4026532290\n",
		.options = OPT_TEXT | OPT_BIT(OPT_NOHEADINGS),
		.takes = TAKES_OBJECTS | NEEDS_ONE,
		.tells = TELLS_RULES,
		.exits = { [EXIT_REDUCED] = not_read,
			   [EXIT_ABSENT] = "there is no such object" },
		.run = view_show,
	},
	{
		.name = "who",
		.args = "[PID|NAME|OBJECT...]",
		.summary = "who uses what, and how",
		.help = "Show what processes use, made or used last, and how: those with this PID, those\n"
			"of this name, or those that use this object; without any, all that use\n"
			"something. The kernel keeps 15 bytes of a name; longer ones are cut to that.\n",
		.examples = "ipcdiag who 812\n"
			    "ipcdiag who postgres\n"
			    "ipcdiag who shm:5\n",
		.options = OPT_COLUMNS | OPT_KINDS,
		.takes = TAKES_OBJECTS | TAKES_PROCESSES,
		.tells = TELLS_USERS,
		.columns = 1U << KIND_USER,
		.exits = { [EXIT_ABSENT] =
				   "no object is known to be used by it, or there is no such object" },
		.run = view_who,
	},
	{
		.name = "deaths",
		.args = "[FILTER...]",
		.summary = "which objects are gone, and who removed them",
		.help = "Show objects that are gone, the newest first: who removed each, how, and who had\n"
			"made it. The module keeps the last ones since it was loaded; its file status\n"
			"says how many, and whether any were missed. HOW is call (somebody removed it),\n"
			"detach (it had been removed before), exit, forced (kernel.shm_rmid_forced) or\n"
			"namespace (which ended, so that nobody removed it).\n",
		.examples = "ipcdiag deaths --since=1h\n"
			    "ipcdiag deaths kind=shm user=postgres\n"
			    "ipcdiag deaths program=ipcrm --json\n",
		.options = OPT_COLUMNS | OPT_BIT(OPT_SINCE),
		.takes = TAKES_GONE,
		.columns = 1U << KIND_DEATH,
		.run = view_deaths,
	},
	{
		.name = "limits",
		.args = "[ns=NAMESPACE]",
		.summary = "how full each limit is, and what fails then",
		.help = "Show the kernel's limits of each namespace, how much of each is used, and which\n"
			"system call fails with what error when it is reached; and who ran last into\n"
			"SHMMNI, SEMMNI or MSGMNI. Who ran into SHMALL or SEMMNS is not recorded.\n",
		.examples = "ipcdiag limits\n"
			    "ipcdiag limits ns=own --fail-on=limit\n",
		.options = OPT_ROWS | OPT_BIT(OPT_FAIL_ON),
		.takes = TAKES_NS,
		.exits = { [EXIT_FOUND] =
				   "with --fail-on=limit: at least 80 % of a limit are used",
			   [EXIT_ABSENT] = "there is no such namespace" },
		.run = view_limits,
	},
	{
		.name = "namespaces",
		.args = "[ns=NAMESPACE]",
		.summary = "all IPC namespaces",
		.help = "Show all IPC namespaces, who is in them, and what they hold.\n",
		.examples = "ipcdiag namespaces\n"
			    "ipcdiag namespaces ns=@812\n",
		.options = OPT_COLUMNS,
		.takes = TAKES_NS,
		.columns = 1U << KIND_NS,
		.exits = { [EXIT_ABSENT] = "there is no such namespace" },
		.run = view_namespaces,
	},
	{
		.name = "clean",
		.args = "[shm] [sem] [msg] [FILTER...]",
		.summary = "remove what leaked; shows only what, without --yes",
		.help = "Show what would be removed, and with --yes remove it: orphans, and unclaimed and\n"
			"suspect objects if a filter names that verdict; in the own namespace, or in\n"
			"those that ns= names; never anything else. Just before an object is removed the\n"
			"kernel is asked whether it is as it was; if not, it is left alone. What a rule\n"
			"says to keep stays, too. A snapshot that was saved can be looked at and be acted\n"
			"on later, with --plan: on this machine, until it is started again, and only if\n"
			"nobody but root or you may have written it. --limit says how many are removed at most. What is done\n"
			"stands in the system's log.\n"
			"With --save each object is saved in a file before, which restore reads.\n"
			"With --quarantine objects get the mode 0 instead, which --release takes back.\n",
		.examples =
			"ipcdiag clean\n"
			"ipcdiag clean --yes user=www-data idle=+1d\n"
			"ipcdiag clean --yes sem verdict=orphan,unclaimed --limit=100\n"
			"ipcdiag clean --plan=snapshot.txt --yes\n"
			"ipcdiag clean --save=/var/tmp/saved --yes shm\n"
			"ipcdiag clean --quarantine --yes verdict=unclaimed\n"
			"ipcdiag clean --release --yes\n",
		.options = OPT_TEXT | OPT_KINDS | OPT_BIT(OPT_LIMIT) |
			   OPT_BIT(OPT_ALL) | OPT_BIT(OPT_NOHEADINGS) |
			   OPT_BIT(OPT_YES) | OPT_BIT(OPT_PLAN) |
			   OPT_BIT(OPT_SAVE) | OPT_BIT(OPT_QUARANTINE) |
			   OPT_BIT(OPT_RELEASE),
		.takes = TAKES_KINDS | TAKES_FILTERS,
		.tells = TELLS_RULES,
		.exits = { [EXIT_OK] =
				   "done; there may have been nothing to do",
			   [EXIT_FOUND] =
				   "with --yes: some were removed, some were not",
			   [EXIT_BAD] =
				   "no verdicts; unreadable rules, plan or journal; or an object stuck at mode 0",
			   [EXIT_ABSENT] =
				   "with --yes: none of those planned was removed" },
		.run = view_clean,
	},
	{
		.name = "restore",
		.args = "FILE",
		.summary = "make an object again that clean --save saved",
		.help = "Make an object again, with all that was in it: key, owner, mode and contents, and\n"
			"its id if that is free. What the kernel lets nobody set is told. If the key is\n"
			"another object's by now, or the file is damaged, nothing is made.\n",
		.examples =
			"ipcdiag restore /var/tmp/saved/shm-5-4026531839-1795685750.0\n",
		.takes = TAKES_SAVED,
		.exits = { [EXIT_OK] = "the object was made again",
			   [EXIT_BAD] =
				   "the file cannot be read, is damaged, or may have been written by others,\n"
				   "     its key is taken, or the kernel refused: nothing was made" },
		.run = view_restore,
	},
	{
		.name = "diff",
		.args = "FILE [FILE] [FILTER...]",
		.summary =
			"what appeared, went, grew or leaked since a snapshot",
		.help = "Compare a saved snapshot with a second one, or with what there is now: which\n"
			"objects appeared, went, grew or changed their verdict, which limits filled, and\n"
			"how much of that it was in an hour. The older one comes first. Nothing of what\n"
			"was before the machine was started anew can be compared with what is after that.\n",
		.examples =
			"ipcdiag diff snapshot.txt\n"
			"ipcdiag diff snapshot.txt later.txt user=www-data\n"
			"ipcdiag diff snapshot.txt --fail-on=orphan,limit\n",
		.options = OPT_TEXT | OPT_KINDS | OPT_BIT(OPT_ALL) |
			   OPT_BIT(OPT_NOHEADINGS) | OPT_BIT(OPT_FAIL_ON),
		.takes = TAKES_FILTERS | TAKES_FILES,
		.tells = TELLS_VERDICTS | TELLS_ITSELF,
		.exits = { [EXIT_FOUND] =
				   "something that --fail-on lists is new; without it: an orphan, or something\n"
				   "     unclaimed that no program finds again by itself",
			   [EXIT_BAD] =
				   "a snapshot cannot be read or is bad, output cannot be written, the two are\n"
				   "     from before and after a restart, or only the module knows what was asked\n"
				   "     for, and it is not loaded",
			   [EXIT_REDUCED] =
				   "some kind of object was not read, or a verdict is none that this version\n"
				   "     knows" },
		.run = view_diff,
	},
	{
		.name = "watch",
		.args = "[shm] [sem] [msg] [FILTER...]",
		.summary =
			"what leaks and what fills, looked at again and again",
		.help = "Show on a screen of its own how full limits are, deadlocks, hoarders, and what\n"
			"leaked or is held, and look again every few seconds. What changed is marked.\n"
			"Enter shows all about an object and who uses it; ? lists the other keys. With\n"
			"filters, or --all, objects in use are shown, too. Where there is no terminal,\n"
			"the same is written as plain text, once, or as often as --count says.\n",
		.examples =
			"ipcdiag watch\n"
			"ipcdiag watch user=www-data --sort=-mem\n"
			"ipcdiag watch --interval=60 --count=10 >growth.txt\n",
		.options = OPT_COMMON | OPT_BIT(OPT_OUTPUT) |
			   OPT_BIT(OPT_SORT) | OPT_BIT(OPT_LIMIT) |
			   OPT_BIT(OPT_BYTES) | OPT_BIT(OPT_TIME) |
			   OPT_BIT(OPT_COLOR) | OPT_KINDS | OPT_BIT(OPT_ALL) |
			   OPT_BIT(OPT_INTERVAL) | OPT_BIT(OPT_COUNT),
		.takes = TAKES_KINDS | TAKES_FILTERS,
		.tells = TELLS_VERDICTS | TELLS_RULES,
		.columns = OBJECT_KINDS,
		.start = watch_start,
	},
	{
		.name = "snapshot",
		.args = "",
		.summary = "everything, to be saved",
		.help = "Write the whole snapshot, after it was found to be complete, with the names of\n"
			"users, groups and host. Saved to a file it can be read later, or on another\n"
			"machine, with --from.\n",
		.examples = "ipcdiag snapshot >snapshot.txt\n"
			    "ipcdiag --from snapshot.txt\n",
		.options =
			OPT_COMMON | OPT_BIT(OPT_JSON) | OPT_BIT(OPT_SKIP_NULL),
		.run = view_snapshot,
	},
	{
		.name = "help",
		.args = "[COMMAND|TOPIC]",
		.summary = "help on a command, or on what words mean",
		.help = "Show help on a command, or a list: filters, columns, verdicts, reasons, options.\n",
		.examples = "ipcdiag help list\n"
			    "ipcdiag help filters\n",
		.options = OPT_BIT(OPT_HELP) | OPT_BIT(OPT_VERSION),
		.takes = TAKES_TOPIC,
		.exits = { [EXIT_BAD] = "output cannot be written" },
	},
};

const size_t commands_n = sizeof(commands) / sizeof(commands[0]);

/**
 * command_find() - look up a command
 * @name: its name
 *
 * Return: the command, NULL if there is none of this name.
 */
const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < commands_n; i++)
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	return NULL;
}

/**
 * command_name_at() - the name of a command, for nearest()
 * @i: its number
 *
 * Return: the name, NULL after the last.
 */
const char *command_name_at(size_t i)
{
	return i < commands_n ? commands[i].name : NULL;
}

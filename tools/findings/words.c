// SPDX-License-Identifier: GPL-2.0
/*
 * The words that the module judges by, and what they mean.
 *
 * tests/words compares them with docs/verdicts.md. Whatever prints, filters,
 * documents or completes such a word takes it from here.
 */
#include <string.h>

#include "findings/words.h"

const struct verdict_word verdict_words[] = {
	{ "orphan", "removing it harms nobody",
	  "it may be removed, nobody will miss it" },
	{ "unclaimed", "nobody who runs may use it without a capability",
	  "ask its owner whether a program that is started later needs it" },
	{ "suspect",
	  "no known user is alive, but a process that runs may use it",
	  "ask those who may use it; show names them" },
	{ "unknown", "it cannot be told whether anybody needs it",
	  "its reasons name what is missing" },
	{ "young", "it would be one of the above, but was touched just now",
	  "look again after the grace period" },
	{ "idle",
	  "nobody uses it now, but a process that made or used it is alive, or its process group, session or parent is",
	  "leave it alone" },
	{ "in-use",
	  "a process is attached, waits for it, or holds SEM_UNDO on it",
	  "leave it alone" },
	{ "held", "a removed segment, kept only because processes are attached",
	  "its memory comes back when these processes let go" },
};

const size_t verdict_words_n = sizeof(verdict_words) / sizeof(verdict_words[0]);

const struct reason_word reason_words[] = {
	{ "attached", "attached", "processes are attached to it" },
	{ "nattch0", "", "nobody is attached to it" },
	{ "dest", "removed",
	  "it is removed already, and goes with its last user" },
	{ "not-dest", "", "it is not marked for destruction" },
	{ "waiters", "threads wait", "threads are blocked on it" },
	{ "stopped-waiters", "stopped threads wait",
	  "a thread that is stopped, frozen or traced will wait for it when it goes on" },
	{ "undo", "SEM_UNDO held", "a running process holds SEM_UNDO on it" },
	{ "undo-empty", "empty undo",
	  "an undo list names it, but there is nothing to undo" },
	{ "unread-data", "unread messages",
	  "it holds messages that nobody read" },
	{ "creator-alive", "creator alive",
	  "the process that made it is alive" },
	{ "creator-unreaped", "creator's parent alive",
	  "its creator has exited, but the parent is alive, has not reaped it, and may use the segment" },
	{ "creator-dead", "creator exited",
	  "the process that made it has exited" },
	{ "creator-pid-reused", "creator exited",
	  "the process that made it has exited, and its PID belongs to another one now" },
	{ "creator-unknown", "",
	  "the kernel does not record who makes arrays and queues, and the module was not loaded, or did not record it, when this one was made" },
	{ "last-alive", "user alive", "a process that used it last is alive" },
	{ "older-user", "user older than it",
	  "the last user began before it was made: it attached, detached or forked with it last, or held the memory of a process that died" },
	{ "last-dead", "last user exited",
	  "the processes that used it last have exited" },
	{ "last-pid-reused", "last user exited",
	  "the processes that used it last have exited, and another process has one of their PIDs now" },
	{ "family-alive", "family alive",
	  "processes are left in the process group or session that its creator or last user led" },
	{ "never-attached", "never attached", "nobody ever attached to it" },
	{ "never-operated", "never used", "nobody is known to have used it" },
	{ "only-set", "only initialized",
	  "its values were set, but nobody ever operated on it" },
	{ "private-key", "private key",
	  "its key is IPC_PRIVATE: only who knows its id can use it" },
	{ "public-key", "public key",
	  "a program that knows its key can find it" },
	{ "service-alive", "service runs",
	  "processes are left in the memory cgroup that its pages are charged to" },
	{ "service-gone", "service gone",
	  "no process is left in the memory cgroups that its pages are charged to" },
	{ "kin-alive", "maker's kin alive",
	  "a process is left that its maker may have told of it" },
	{ "kin-gone", "maker's kin gone",
	  "no process is left that its maker may have told of it" },
	{ "owner-has-processes", "owner runs processes",
	  "processes in its namespace run as its owner or creator" },
	{ "owner-gone", "owner runs nothing",
	  "no process in its namespace runs as its owner or creator" },
	{ "group-has-processes", "its group runs processes",
	  "its mode lets the group use it, and a process that runs is in that group" },
	{ "others-may-open", "open to others",
	  "its mode lets other users use it, and processes run in its namespace" },
	{ "nobody-known", "no user recorded",
	  "nobody was ever recorded, and somebody who may use it began early enough to have made it" },
	{ "maker-gone", "maker gone",
	  "nobody was ever recorded, and all who may use it began after it was made" },
	{ "may-return", "may be found again",
	  "a program that is started later may find it: its key is public, messages are unread, or its namespace can be entered" },
	{ "namespace-empty", "namespace empty",
	  "no process is in its namespace" },
	{ "pinned-by-file", "namespace pinned",
	  "a process may enter its namespace through an open file or a mount" },
	{ "within-grace", "touched just now",
	  "it was touched less than the grace period ago" },
	{ "time-in-future", "time in the future",
	  "it was touched at a time that is still to come, so its age is not known" },
	{ "not-all-known", "facts missing",
	  "a fact was cut off or could not be read, and counts as one that keeps it" },
	{ "changed-meanwhile", "changed meanwhile",
	  "it was used, changed or removed while the snapshot was made" },
	{ "locked", "locked", "it is locked in memory by SHM_LOCK" },
};

const size_t reason_words_n = sizeof(reason_words) / sizeof(reason_words[0]);

/**
 * verdict_word_find() - look up a verdict
 * @word: the word
 *
 * Return: what it means, NULL if this version does not know it.
 */
const struct verdict_word *verdict_word_find(const char *word)
{
	for (size_t i = 0; i < verdict_words_n; i++)
		if (!strcmp(verdict_words[i].word, word))
			return &verdict_words[i];
	return NULL;
}

/**
 * reason_word_find() - look up a reason
 * @word: the word, as it stands in a list
 * @len: its length
 *
 * Return: what it means, NULL if this version does not know it.
 */
const struct reason_word *reason_word_find(const char *word, size_t len)
{
	for (size_t i = 0; i < reason_words_n; i++)
		if (strlen(reason_words[i].word) == len &&
		    !memcmp(reason_words[i].word, word, len))
			return &reason_words[i];
	return NULL;
}

// SPDX-License-Identifier: GPL-2.0
/*
 * ipcdiag - find leaked System V IPC objects
 *
 * Reads the snapshot that the kernel module makes, or one saved earlier. The
 * flow is: load.c gets the text, parse.c makes records of it, the file of each
 * command (report.c, list.c, show.c, who.c, summary.c) chooses what to show,
 * columns.c makes the text of each cell, output.c prints. Nothing is changed,
 * neither in the kernel nor in files.
 */
#include <errno.h>
#include <getopt.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/commands.h"
#include "base/names.h"

#ifndef IPCDIAG_VERSION
#define IPCDIAG_VERSION "unknown"
#endif

/* Options that not every command has. */
#define OPT_OUTPUT 0x1
#define OPT_RAW	   0x2
#define OPT_TABLE  0x4

enum command {
	REPORT,
	LIST,
	USERS,
	SHOW,
	WHO,
	SUMMARY,
	NAMESPACES,
	SNAPSHOT,
	COMMANDS,
};

static const struct {
	const char *name;
	const char *args;
	const char *summary;
	const char *help;
	unsigned int options;
	unsigned int kinds;
} commands[COMMANDS] = {
	[REPORT] = { "report", "", "what leaked, and why (the default)",
		     "Show what leaked, why it is judged so, who made it, how old it is, and how\n"
		     "much memory could be given back.\n",
		     OPT_TABLE, 0 },
	[LIST] = { "list", " [shm|sem|msg]", "all objects",
		   "Show all objects of all namespaces, or those of one kind.\n",
		   OPT_OUTPUT | OPT_RAW | OPT_TABLE, OBJECT_KINDS },
	[USERS] = { "users", " [shm|sem|msg]", "who uses them, and how",
		    "Show who attaches segments, sleeps on arrays and queues, or would undo\n"
		    "operations: a line per process and object, for sleepers per thread.\n",
		    OPT_OUTPUT | OPT_RAW | OPT_TABLE, 1U << KIND_USER },
	[SHOW] = { "show", " KIND:ID[@NS]", "everything about one object",
		   "Show everything that is known about one object, such as shm:7: who may use it,\n"
		   "its memory, why it is judged so, whether it can be removed, and who uses it. NS is\n"
		   "the id or inode number of its namespace; the own one is looked at first.\n",
		   OPT_TABLE, 0 },
	[WHO] = { "who", " PID|NAME", "every object that a process touches",
		  "Show every object that a process uses, made or used last, and how. PID is a\n"
		  "number in the reader's pid namespace, NAME stands for all processes of that name.\n",
		  OPT_TABLE, 0 },
	[SUMMARY] = { "summary", "", "totals by owner and namespace",
		      "Show how much of memory is used and could be given back, for each owner, each\n"
		      "namespace and over all.\n",
		      OPT_TABLE, 0 },
	[NAMESPACES] = { "namespaces", "", "all IPC namespaces",
			 "Show all IPC namespaces with their limits and use.\n",
			 OPT_OUTPUT | OPT_RAW | OPT_TABLE, 1U << KIND_NS },
	[SNAPSHOT] = { "snapshot", "", "everything, to be saved",
		       "Write the whole snapshot, after it was found to be complete. Saved to a file\n"
		       "it can be read later, or elsewhere, with --from.\n",
		       0, 0 },
};

enum {
	O_FROM = 0x100,
	O_NOHEADINGS,
	O_COLOR,
};

static const struct option long_options[] = {
	{ "from", required_argument, NULL, O_FROM },
	{ "json", no_argument, NULL, 'J' },
	{ "raw", no_argument, NULL, 'r' },
	{ "bytes", no_argument, NULL, 'b' },
	{ "noheadings", no_argument, NULL, O_NOHEADINGS },
	{ "output", required_argument, NULL, 'o' },
	{ "color", optional_argument, NULL, O_COLOR },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

static void help_columns(unsigned int kinds)
{
	printf("\nColumns:\n");
	for (int c = 0; c < COLUMNS; c++) {
		const char *before = " (";
		unsigned int in = 0;
		char name[32];

		for (enum kind k = 0; k < KINDS; k++)
			if (kinds & 1U << k && column_in(c, k))
				in |= 1U << k;
		if (!in)
			continue;
		column_name(c, name, sizeof(name));
		printf("  %-10s %s", name, column_help(c));
		for (enum kind k = 0; in != kinds && k < KINDS; k++)
			if (in & 1U << k) {
				printf("%s%s", before, kind_name(k));
				before = ", ";
			}
		printf("%s\n", in != kinds ? ")" : "");
	}
}

static void help_exit(enum command command)
{
	printf("\nExit status:\n"
	       "  0  %s\n",
	       command == REPORT ? "nothing leaked" : "done");
	if (command == REPORT)
		printf("  1  something leaked: an orphan, or something unclaimed that no program\n"
		       "     finds again by itself; a suspect alone does not count\n");
	printf("  2  wrong usage\n"
	       "  3  no snapshot can be read, it is bad, or output cannot be written\n");
	if (command == REPORT)
		printf("  4  no leak is known, but not everything could be judged: an object is\n"
		       "     unknown, its verdict is none that this version knows, the module is not\n"
		       "     loaded, or does not read some kind of object on this kernel\n");
	if (command == LIST || command == SUMMARY)
		printf("  4  a verdict is none that this version knows\n");
	if (command == SHOW)
		printf("  4  the module does not read this kind of object on this kernel, or the\n"
		       "     verdict is none that this version knows\n"
		       "  5  there is no such object\n");
}

static void help(enum command command, bool chosen)
{
	unsigned int options = commands[command].options;

	if (chosen)
		printf("Usage: ipcdiag %s [options]%s\n\n%s",
		       commands[command].name, commands[command].args,
		       commands[command].help);
	else
		printf("Usage: ipcdiag [options] [command]\n\n"
		       "Find System V IPC objects that nobody uses any more.\n\n"
		       "Commands:\n");
	for (int c = 0; !chosen && c < COMMANDS; c++)
		printf("  %s%-*s %s\n", commands[c].name,
		       (int)(20 - strlen(commands[c].name)), commands[c].args,
		       commands[c].summary);

	printf("\nOptions:\n"
	       "      --from FILE       read a saved snapshot, - for standard input\n"
	       "  -J, --json            write JSON\n");
	if (options & OPT_OUTPUT)
		printf("  -o, --output LIST     columns to show, joined by commas\n");
	if (options & OPT_RAW)
		printf("  -r, --raw             write exact values, separated by spaces\n");
	if (options & OPT_TABLE)
		printf("  -b, --bytes           show sizes in bytes\n"
		       "      --noheadings      show no names of columns\n"
		       "      --color[=WHEN]    auto, always or never\n");
	printf("  -h, --help            show this; ipcdiag COMMAND --help tells more\n"
	       "  -V, --version         show the version\n");
	if (options & OPT_OUTPUT)
		help_columns(commands[command].kinds);
	help_exit(command);
}

__attribute__((format(printf, 1, 2))) static int usage(const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "ipcdiag: ");
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fprintf(stderr, "\nTry ipcdiag --help.\n");
	return EXIT_USAGE;
}

/* A word of the user's for a message. */
static const char *shown(const char *word)
{
	static char buf[128];

	escape_show(buf, sizeof(buf), word, strlen(word), escape_locale());
	return buf;
}

static bool want_color(const char *when)
{
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	if (!strcmp(when, "always"))
		return true;
	if (!strcmp(when, "never") || (no_color && *no_color))
		return false;
	return isatty(STDOUT_FILENO) && term && strcmp(term, "dumb");
}

/* What was not written is an error, even if only the last close tells. */
static enum exit_code finish(enum exit_code code)
{
	bool failed = ferror(stdout);

	if (fclose(stdout)) {
		fprintf(stderr, "ipcdiag: cannot write output: %s\n",
			strerror(errno));
		return EXIT_BAD;
	}
	if (failed) {
		fprintf(stderr, "ipcdiag: cannot write output\n");
		return EXIT_BAD;
	}
	return code;
}

/* What is missing must not look as if there were none. The report says so itself. */
static void tell_missing(enum command command, const struct request *req,
			 const struct snapshot *snap)
{
	enum kind kind = command == SHOW ? req->object.kind : req->kind;
	char *words;

	if ((command == USERS || command == WHO) && uses_capped(snap))
		fprintf(stderr,
			"ipcdiag: there are so many uses that not all are listed\n");
	if (command == REPORT || !kinds_refused(snap) ||
	    (kind != KINDS && !kind_is_refused(snap, kind)))
		return;
	words = escape_dup(kind == KINDS ? kinds_refused(snap) :
					   kind_name(kind),
			   req->style.escape);
	fprintf(stderr,
		"ipcdiag: the module does not read %s objects on this kernel (its file status says why)\n",
		words ? words : "some");
	free(words);
}

/*
 * A newer module may judge by a word that is not known here. That is never to be
 * taken for a good sign. Which commands print verdicts is known here; the report
 * and show say it themselves.
 */
static enum exit_code tell_strange(enum command command,
				   const struct request *req,
				   const struct snapshot *snap)
{
	const struct rec *first = NULL;
	size_t n;
	char *word;

	if (command != LIST && command != SUMMARY)
		return EXIT_OK;
	n = strange_verdicts(snap, req->kind, &first);
	if (!n)
		return EXIT_OK;
	word = escape_dup(rec_str(first, F_VERDICT), req->style.escape);
	fprintf(stderr,
		"ipcdiag: %zu object%s not judged: this version does not know the verdict \"%s\"\n",
		n, n == 1 ? " counts as" : "s count as", word ? word : "");
	free(word);
	return EXIT_REDUCED;
}

static enum exit_code run(enum command command, struct request *req)
{
	enum exit_code code = EXIT_BAD;
	struct text text = { NULL, 0, 0 };
	struct snapshot *snap;

	snap = load(req->from, command == SNAPSHOT ? &text : NULL);
	if (snap) {
		req->style.now = rec_num(snapshot_header(snap), F_TIME, 0);
		tell_missing(command, req, snap);
		switch (command) {
		case LIST:
			code = command_list(req, snap);
			break;
		case USERS:
			code = command_users(req, snap);
			break;
		case SHOW:
			code = command_show(req, snap);
			break;
		case WHO:
			code = command_who(req, snap);
			break;
		case SUMMARY:
			code = command_summary(req, snap);
			break;
		case NAMESPACES:
			code = command_namespaces(req, snap);
			break;
		case SNAPSHOT:
			code = command_snapshot(req, snap, &text);
			break;
		default:
			code = command_report(req, snap);
			break;
		}
		if (code == EXIT_OK)
			code = tell_strange(command, req, snap);
	}
	snapshot_free(snap);
	free(text.data);
	names_free();
	return code;
}

/* The command and, for list and users, the kind of object; options are gone by now. */
static int parse_words(char **words, int n, enum command *command,
		       struct request *req)
{
	int c;

	if (!n)
		return EXIT_OK;
	for (c = 0; c < COMMANDS; c++)
		if (!strcmp(words[0], commands[c].name))
			break;
	if (c == COMMANDS)
		return usage("unknown command: %s", shown(words[0]));
	*command = c;
	if ((c == LIST || c == USERS) && n > 1) {
		for (enum kind k = 0; k < KINDS; k++)
			if (OBJECT_KINDS & 1U << k &&
			    !strcmp(words[1], kind_name(k)))
				req->kind = k;
		if (req->kind == KINDS)
			return usage("unknown kind of object: %s",
				     shown(words[1]));
		words++;
		n--;
	}
	if (c == SHOW && n > 1) {
		if (!object_ref_parse(words[1], &req->object))
			return usage("not an object such as shm:7: %s",
				     shown(words[1]));
		req->word = words[1];
		words++;
		n--;
	}
	if (c == WHO && n > 1) {
		req->word = words[1];
		words++;
		n--;
	}
	if (n > 1)
		return usage("unexpected argument: %s", shown(words[1]));
	return EXIT_OK;
}

int main(int argc, char **argv)
{
	struct request req = { .kind = KINDS };
	enum command command = REPORT;
	const char *when = "auto";
	bool want_help = false;
	unsigned int options = 0, kinds;
	int c, rc;

	setlocale(LC_ALL, "");
	req.style.escape = escape_locale();

	while ((c = getopt_long(argc, argv, "Jrbo:hV", long_options, NULL)) !=
	       -1) {
		switch (c) {
		case O_FROM:
			req.from = optarg;
			break;
		case 'J':
			req.style.format = FORMAT_JSON;
			options |= 1U << 16;
			break;
		case 'r':
			req.style.format = FORMAT_RAW;
			options |= OPT_RAW;
			break;
		case 'b':
			req.style.bytes = true;
			options |= OPT_TABLE;
			break;
		case O_NOHEADINGS:
			req.style.noheadings = true;
			options |= OPT_TABLE;
			break;
		case 'o':
			req.columns = optarg;
			options |= OPT_OUTPUT;
			break;
		case O_COLOR:
			when = optarg ? optarg : "always";
			if (strcmp(when, "auto") && strcmp(when, "always") &&
			    strcmp(when, "never"))
				return usage(
					"--color takes auto, always or never");
			options |= OPT_TABLE;
			break;
		case 'h':
			want_help = true;
			break;
		case 'V':
			printf("ipcdiag %s\n", IPCDIAG_VERSION);
			return finish(EXIT_OK);
		default:
			fprintf(stderr, "Try ipcdiag --help.\n");
			return EXIT_USAGE;
		}
	}

	rc = parse_words(argv + optind, argc - optind, &command, &req);
	if (rc)
		return rc;
	if (want_help) {
		help(command, optind < argc);
		return finish(EXIT_OK);
	}
	if (command == SHOW && !req.word)
		return usage("show needs an object, such as shm:7");
	if (command == WHO && (!req.word || !*req.word))
		return usage("who needs a process, by number or name");
	if (options & ~commands[command].options &
	    (OPT_OUTPUT | OPT_RAW | OPT_TABLE))
		return usage("%s does not have all of these options",
			     commands[command].name);
	if (options & OPT_RAW && options & 1U << 16)
		return usage("--raw and --json exclude each other");
	kinds = commands[command].kinds;
	if (req.kind != KINDS && command == LIST)
		kinds = 1U << req.kind;
	if (req.columns && !list_columns_ok(&req, kinds))
		return usage("unknown or too many columns: %s",
			     shown(req.columns));

	req.style.color = req.style.format == FORMAT_TABLE && want_color(when);
	return finish(run(command, &req));
}

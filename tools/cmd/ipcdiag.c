// SPDX-License-Identifier: GPL-2.0
/*
 * ipcdiag - find leaked System V IPC objects
 *
 * Reads the snapshot that the kernel module makes, or one saved earlier.
 * Nothing is changed, neither in the kernel nor in files, but by clean --yes and
 * restore. The layers, lowest first: base/ (text, memory), records/ (from the
 * snapshot to records), findings/ (what follows from them), act/ (what is done
 * about it), view/ (what is shown of it), cmd/ (what the user wants); write/ beside
 * them puts out tables, JSON and CSV.
 */
#include <errno.h>
#include <getopt.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/say.h"
#include "cmd/commands.h"
#include "cmd/options.h"
#include "view/views.h"

#ifndef IPCDIAG_VERSION
#define IPCDIAG_VERSION "unknown"
#endif

/* Seconds between two looks of watch. */
#define INTERVAL_USUAL 3

/* Where a terminal does not say how wide it is. */
#define WIDTH_USUAL 80

static enum exit_code usage(const struct command *command)
{
	if (command)
		fprintf(stderr, "Try ipcdiag %s --help.\n", command->name);
	else
		fprintf(stderr, "Try ipcdiag --help.\n");
	return EXIT_USAGE;
}

static bool want_color(const char *when)
{
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	if (when && !strcmp(when, "always"))
		return true;
	if ((when && !strcmp(when, "never")) || (no_color && *no_color))
		return false;
	return isatty(STDOUT_FILENO) && term && strcmp(term, "dumb");
}

/* What is not for a terminal is neither cut nor hidden. */
static unsigned int terminal_width(void)
{
	struct winsize size;

	if (!isatty(STDOUT_FILENO))
		return 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || !size.ws_col)
		return WIDTH_USUAL;
	return size.ws_col;
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

static bool check_options(const struct command *command,
			  const struct request *req, unsigned int given)
{
	const unsigned int formats =
		given &
		(OPT_BIT(OPT_JSON) | OPT_BIT(OPT_CSV) | OPT_BIT(OPT_RAW));
	unsigned int wrong = given & ~command->options;

	for (int i = 0; i < OPTIONS; i++) {
		if (!(wrong & OPT_BIT(i)))
			continue;
		say("%s has no option --%s", command->name,
		    option_info[i].name);
		return false;
	}
	if (formats & (formats - 1)) {
		say("--json, --csv and --raw exclude each other");
		return false;
	}
	if (given & OPT_BIT(OPT_FROM) && given & OPT_BIT(OPT_PLAN)) {
		say("--from and --plan exclude each other");
		return false;
	}
	if (given & OPT_BIT(OPT_SAVE) &&
	    given & (OPT_BIT(OPT_QUARANTINE) | OPT_BIT(OPT_RELEASE))) {
		say("--save is for what is removed; --quarantine and --release remove nothing");
		return false;
	}
	if (given & OPT_BIT(OPT_RELEASE) &&
	    given & (OPT_BIT(OPT_QUARANTINE) | OPT_BIT(OPT_PLAN))) {
		say("--release goes with neither --quarantine nor --plan");
		return false;
	}
	if (given & OPT_BIT(OPT_FROM) && given & OPT_BIT(OPT_YES)) {
		say("--yes acts on what is there now, --from shows what was there; --plan=FILE acts on what did not change since");
		return false;
	}
	if (command->run == view_diff && given & OPT_BIT(OPT_FAIL_ON) &&
	    req->fail_on & FAIL_DEADLOCK) {
		say("diff looks for no deadlocks: leave deadlock out of --fail-on");
		return false;
	}
	if (command->takes & NEEDS_ONE && !req->nrefs) {
		say("%s needs an object, such as shm:7", command->name);
		return false;
	}
	if (command->takes & TAKES_SAVED && !req->saved) {
		say("%s needs a file that ipcdiag clean --save wrote",
		    command->name);
		return false;
	}
	if (command->takes & TAKES_FILES && !req->older) {
		say("%s needs a saved snapshot to compare with; ipcdiag snapshot >FILE makes one",
		    command->name);
		return false;
	}
	return true;
}

static void choose_kinds(struct request *req, const struct filter *filter,
			 unsigned int given)
{
	if (given & OPT_BIT(OPT_SHM))
		req->kinds |= 1U << KIND_SHM;
	if (given & OPT_BIT(OPT_SEM))
		req->kinds |= 1U << KIND_SEM;
	if (given & OPT_BIT(OPT_MSG))
		req->kinds |= 1U << KIND_MSG;
	if (!req->kinds)
		req->kinds = OBJECT_KINDS;
	req->kinds &= filter_kinds(filter);
}

/* Help is wanted instead of the command, or is the command. */
static bool wants_help(const struct command *command, const struct request *req,
		       const struct options *options, bool chosen, char **words,
		       size_t n, enum exit_code *code)
{
	*code = EXIT_OK;
	if (options->given & OPT_BIT(OPT_HELP)) {
		if (chosen)
			help_command(command);
		else
			help_all();
		return true;
	}
	if (req->columns && !strcmp(req->columns, "help") &&
	    command->options & OPT_BIT(OPT_OUTPUT)) {
		help_columns(command);
		return true;
	}
	if (!(command->takes & TAKES_TOPIC))
		return false;
	if (n < 2)
		help_all();
	else if (!help_topic(words[1]))
		*code = usage(NULL);
	return true;
}

static enum exit_code run(int argc, char **argv, struct request *req,
			  struct filter *filter)
{
	struct options options = { 0, NULL };
	const struct command *command = NULL;
	enum exit_code code;
	bool chosen;

	if (!options_parse(argc, argv, req, &options))
		return usage(NULL);
	if (options.given & OPT_BIT(OPT_VERSION)) {
		printf("ipcdiag %s\n", IPCDIAG_VERSION);
		return EXIT_OK;
	}
	if (!words_parse(argv + optind, argc - optind, &command, req, filter))
		return usage(command);
	chosen = optind < argc && command_find(argv[optind]);
	if (wants_help(command, req, &options, chosen, argv + optind,
		       argc - optind, &code))
		return code;
	if (!check_options(command, req, options.given))
		return usage(command);
	choose_kinds(req, filter, options.given);
	if (!columns_check(command, req, "output", req->columns) ||
	    !columns_check(command, req, "sort", req->sort))
		return usage(command);
	req->style.color =
		req->style.format == FORMAT_TABLE && want_color(options.color);
	req->style.width = terminal_width();
	if (command->start)
		return command->start(command, req, filter);
	return command_run(command, req, filter);
}

int main(int argc, char **argv)
{
	struct filter filter = { .n = 0 };
	struct request req = { .filter = &filter,
			       .limit = SIZE_MAX,
			       .fail_on = FAIL_DEFAULT,
			       .interval = INTERVAL_USUAL };
	enum exit_code code = EXIT_OK;

	setlocale(LC_ALL, "");
	req.style.escape = escape_locale();
	/* For completion: what follows is the user's, options and all. */
	if (argc > 2 && !strcmp(argv[1], "complete"))
		complete(argv + 2, argc - 2);
	else
		code = run(argc, argv, &req, &filter);
	filter_free(&filter);
	free(req.refs);
	free(req.processes);
	return finish(code);
}

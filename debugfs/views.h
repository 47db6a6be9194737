/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The files of /sys/kernel/debug/ipcdiag. docs/abi.md is their contract.
 *
 * A view is a file; it is made of sections, one after the other; a section
 * shows a number of lines, each from one entry of the report.
 */
#ifndef IPCDIAG_VIEWS_H
#define IPCDIAG_VIEWS_H

#include "judge/verdict.h"
#include "line.h"
#include "report.h"

/**
 * enum ipcdiag_over - what a section has a line for
 * @IPCDIAG_END: no section: the end of a view
 * @IPCDIAG_ONCE: one line
 * @IPCDIAG_OVER_NAMESPACES: each struct ipcdiag_namespace
 * @IPCDIAG_OVER_SHM: each struct ipcdiag_shm
 * @IPCDIAG_OVER_SEM: each struct ipcdiag_sem
 * @IPCDIAG_OVER_SEMVALS: each struct ipcdiag_semval
 * @IPCDIAG_OVER_MSG: each struct ipcdiag_msg
 * @IPCDIAG_OVER_RUNS: each struct ipcdiag_run
 * @IPCDIAG_OVER_USERS: each struct ipcdiag_user
 * @IPCDIAG_OVER_RESIDENTS: each struct ipcdiag_resident
 * @IPCDIAG_OVER_BIRTHS: each struct ipcdiag_birth
 * @IPCDIAG_OVER_DEATHS: each struct ipcdiag_death
 * @IPCDIAG_OVER_FAILURES: each struct ipcdiag_failure
 */
enum ipcdiag_over {
	IPCDIAG_END,
	IPCDIAG_ONCE,
	IPCDIAG_OVER_NAMESPACES,
	IPCDIAG_OVER_SHM,
	IPCDIAG_OVER_SEM,
	IPCDIAG_OVER_SEMVALS,
	IPCDIAG_OVER_MSG,
	IPCDIAG_OVER_RUNS,
	IPCDIAG_OVER_USERS,
	IPCDIAG_OVER_RESIDENTS,
	IPCDIAG_OVER_BIRTHS,
	IPCDIAG_OVER_DEATHS,
	IPCDIAG_OVER_FAILURES,
};

/**
 * struct ipcdiag_section - a run of lines of the same form
 * @over: what it has a line for
 * @show: write the line of one entry, no longer than IPCDIAG_LINE_MAX; the entry
 *	  is NULL if the section is one line about the report
 * @shows: does an entry have a line at all? NULL if each has
 */
struct ipcdiag_section {
	enum ipcdiag_over over;
	void (*show)(struct ipcdiag_line *line,
		     const struct ipcdiag_report *report, const void *entry);
	bool (*shows)(const void *entry);
};

/**
 * struct ipcdiag_view - a file
 * @name: its name
 * @want: what its report is to contain
 * @sections: its parts, ended by IPCDIAG_END
 */
struct ipcdiag_view {
	const char			*name;
	unsigned int			want;
	const struct ipcdiag_section	*sections;
};

extern const struct ipcdiag_view ipcdiag_leaks_view;
extern const struct ipcdiag_view ipcdiag_shm_view;
extern const struct ipcdiag_view ipcdiag_sem_view;
extern const struct ipcdiag_view ipcdiag_msg_view;
extern const struct ipcdiag_view ipcdiag_users_view;
extern const struct ipcdiag_view ipcdiag_namespaces_view;
extern const struct ipcdiag_view ipcdiag_births_view;
extern const struct ipcdiag_view ipcdiag_snapshot_view;
extern const struct ipcdiag_view ipcdiag_snapshot_leaks_view;
extern const struct ipcdiag_view ipcdiag_snapshot_objects_view;

/**
 * struct ipcdiag_words - words that are ready to be copied
 * @reasons: of verdicts, each with a comma behind it
 * @verdicts: with a space behind it, as all that follow
 * @verdict_columns: the same, padded for the files for people
 * @kinds: of objects
 * @kind_columns: the same, padded
 * @states: of processes
 * @uses: of objects
 * @use_columns: the same, padded
 */
struct ipcdiag_words {
	struct ipcdiag_word	reasons[IPCDIAG_REASONS];
	struct ipcdiag_word	verdicts[IPCDIAG_ORPHAN + 1];
	struct ipcdiag_word	verdict_columns[IPCDIAG_ORPHAN + 1];
	struct ipcdiag_word	kinds[IPCDIAG_KINDS];
	struct ipcdiag_word	kind_columns[IPCDIAG_KINDS];
	struct ipcdiag_word	states[IPCDIAG_KERNEL + 1];
	struct ipcdiag_word	uses[IPCDIAG_RECEIVE + 1];
	struct ipcdiag_word	use_columns[IPCDIAG_RECEIVE + 1];
};

extern struct ipcdiag_words ipcdiag_words;

/* words.c */
void ipcdiag_words_make(void);
const char *ipcdiag_use_name(enum ipcdiag_use use);
const char *ipcdiag_wanted_name(enum ipcdiag_wanted wanted);
const char *ipcdiag_state_name(enum ipcdiag_state state);

int ipcdiag_status_show(struct seq_file *m, void *unused);

/* format.c */
void ipcdiag_show_title(struct ipcdiag_line *line,
			const struct ipcdiag_report *report, const char *name);
void ipcdiag_show_process(struct ipcdiag_line *line, enum ipcdiag_memos memo,
			  const struct ipcdiag_process *process, int width);
bool ipcdiag_same_process(const struct ipcdiag_process *a,
			  const struct ipcdiag_process *b);
bool ipcdiag_same_who(const struct ipcdiag_who *a, const struct ipcdiag_who *b);
void ipcdiag_show_reasons(struct ipcdiag_line *line, u64 reasons);
void ipcdiag_show_inum(struct ipcdiag_line *line,
		       const struct ipcdiag_report *report, u32 ns);
void ipcdiag_show_ns_id(struct ipcdiag_line *line,
			const struct ipcdiag_report *report, u32 ns);
void ipcdiag_show_cgroup(struct ipcdiag_line *line,
			 const struct ipcdiag_report *report, u32 index);
uid_t ipcdiag_show_uid(struct ipcdiag_line *line, kuid_t uid);
gid_t ipcdiag_show_gid(struct ipcdiag_line *line, kgid_t gid);
void ipcdiag_show_adjustments(struct ipcdiag_line *line,
			      const struct ipcdiag_user *user);
const struct ipcdiag_object *
ipcdiag_object_of(const struct ipcdiag_report *report,
		  const struct ipcdiag_user *user);
const struct ipcdiag_namespace *
ipcdiag_ns_of(const struct ipcdiag_report *report, u32 ns);

#endif /* IPCDIAG_VIEWS_H */

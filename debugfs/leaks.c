// SPDX-License-Identifier: GPL-2.0
/*
 * The file `leaks`: every object judged orphan, unclaimed or suspect, or of
 * which nobody is known, and every segment that meets the plain rule, with the
 * verdict that the rule does not give.
 */
#include <linux/uidgid.h>

#include "judge/verdict.h"
#include "report.h"
#include "views.h"

static void show_head(struct ipcdiag_line *line,
		      const struct ipcdiag_report *report, const void *entry)
{
	ipcdiag_show_title(line, report, "leaks");
	ipcdiag_line_printf(line, "%-9s %-4s %10s %10s %-10s %10s %12s %9s %-24s %-24s %s\n",
			    "VERDICT", "KIND", "NAMESPACE", "ID", "KEY",
			    "OWNER", "BYTES", "AGE", "CREATOR", "LAST",
			    "REASONS");
}

static bool shows_object(const void *entry)
{
	return ipcdiag_object_leaks(entry);
}

static void show_owner(struct ipcdiag_line *line,
		       const struct ipcdiag_object *obj)
{
	struct ipcdiag_memo *last = &line->memos[IPCDIAG_MEMO_OWNER];
	const char *from = line->at;

	if (line_again(line, last, __kuid_val(obj->uid)))
		return;
	ipcdiag_line_right(line, ipcdiag_show_uid(line, obj->uid), 10);
	line_remember(line, last, from);
}

/* As ipcdiag_line_right(); objects of one program often have it the same. */
static void show_repeated(struct ipcdiag_line *line, enum ipcdiag_memos memo,
			  u64 number, unsigned int width)
{
	struct ipcdiag_memo *last = &line->memos[memo];
	const char *from = line->at;

	if (line_again(line, last, number))
		return;
	ipcdiag_line_right(line, number, width);
	line_remember(line, last, from);
}

static void show_object(struct ipcdiag_line *line,
			const struct ipcdiag_report *report, const void *entry)
{
	static const struct ipcdiag_process none;
	const struct ipcdiag_object *obj = entry;
	const struct ipcdiag_process *creator = &none;
	const struct ipcdiag_process *last;

	switch (obj->kind) {
	case IPCDIAG_SHM:
		creator = &container_of(obj, struct ipcdiag_shm, obj)->creator;
		last = &container_of(obj, struct ipcdiag_shm, obj)->last;
		break;
	case IPCDIAG_SEM:
		last = &container_of(obj, struct ipcdiag_sem, obj)->last;
		break;
	default:
		last = &container_of(obj, struct ipcdiag_msg, obj)->sender;
		break;
	}

	line_ready(line, &ipcdiag_words.verdict_columns[obj->verdict]);
	line_ready(line, &ipcdiag_words.kind_columns[obj->kind]);
	ipcdiag_show_inum(line, report, obj->ns);
	ipcdiag_line_right(line, obj->id, 10);
	ipcdiag_line_key(line, obj->key);
	line_char(line, ' ');
	show_owner(line, obj);
	show_repeated(line, IPCDIAG_MEMO_SIZE, obj->reclaim, 12);
	show_repeated(line, IPCDIAG_MEMO_TOUCHED,
		      max_t(s64, report->stats.time - obj->touched, 0), 9);
	ipcdiag_show_process(line, IPCDIAG_MEMO_CREATOR, creator, 24);
	ipcdiag_show_process(line, IPCDIAG_MEMO_LAST, last, 24);
	ipcdiag_show_reasons(line, obj->reasons);
	line_char(line, '\n');
}

/* What a verdict is called in the totals. */
static const struct {
	enum ipcdiag_verdict	verdict;
	const char		*name;
} told[] = {
	{ IPCDIAG_ORPHAN, "orphan" },
	{ IPCDIAG_UNCLAIMED, "unclaimed" },
	{ IPCDIAG_SUSPECT, "suspect" },
	{ IPCDIAG_UNKNOWN, "nobody-known" },
};

static void show_totals(struct ipcdiag_line *line,
			const struct ipcdiag_report *report, const void *entry)
{
	struct ipcdiag_totals totals;
	unsigned int i;

	ipcdiag_report_totals(report, &totals);
	line_text(line, "# total:");
	for (i = 0; i < ARRAY_SIZE(told); i++)
		ipcdiag_line_printf(line, "%s %lu %s (%llu bytes)",
				    i ? "," : "",
				    totals.objects[told[i].verdict],
				    told[i].name,
				    totals.reclaim[told[i].verdict]);
	line_char(line, '\n');
	if (!totals.plain_only)
		return;
	ipcdiag_line_printf(line, "# %lu more meet the plain rule ",
			    totals.plain_only);
	line_text(line, "(nattch 0, not marked for destruction) ");
	line_text(line, "and are not judged leaked\n");
}

/* Memory that no verdict gives back: it goes with the last attachment. */
static void show_held(struct ipcdiag_line *line,
		      const struct ipcdiag_report *report, const void *entry)
{
	unsigned long i, held = 0;
	u64 bytes = 0;

	if (!ipcdiag_layout_usable(IPCDIAG_SHM))
		return;
	for (i = 0; i < report->namespaces.nr; i++) {
		const struct ipcdiag_namespace *ns =
			ipcdiag_table_at(&report->namespaces, i);

		held += ns->held;
		bytes += ns->held_bytes;
	}
	ipcdiag_line_printf(line, "# held: %lu segments were removed ", held);
	ipcdiag_line_printf(line, "and are still attached, %llu bytes\n",
			    bytes);
}

static const struct ipcdiag_section leaks_sections[] = {
	{ IPCDIAG_ONCE, show_head },
	{ IPCDIAG_OVER_SHM, show_object, shows_object },
	{ IPCDIAG_OVER_SEM, show_object, shows_object },
	{ IPCDIAG_OVER_MSG, show_object, shows_object },
	{ IPCDIAG_ONCE, show_totals },
	{ IPCDIAG_ONCE, show_held },
	{ IPCDIAG_END, NULL },
};

const struct ipcdiag_view ipcdiag_leaks_view = {
	.name = "leaks",
	.want = IPCDIAG_WANT_OBJECTS | IPCDIAG_WANT_LEAKS |
		IPCDIAG_WANT_CHARGES | IPCDIAG_WANT_BIRTHS,
	.sections = leaks_sections,
};

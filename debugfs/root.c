// SPDX-License-Identifier: GPL-2.0
/*
 * The directory and its files.
 *
 * open() makes the report and release() frees it; reading in between touches
 * nothing but the report. The files are 0400 and their operations have neither
 * ioctl nor mmap, so that a kernel in lockdown still opens them.
 *
 * Lifetime: debugfs takes a reference to the module for every open file, so
 * that it cannot be unloaded meanwhile, and waits for calls in progress when
 * the files are removed. Locking: seq_file's own mutex, per open file.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/sizes.h>

#include "files.h"
#include "views.h"

/* What one read() can return: with a page, large files would take long. */
#define BUFFER_SIZE SZ_64K

/* Lines that are written in one go, and entries that are looked at for them. */
#define LINES_MAX 64
#define LOOKS_MAX 1024

/**
 * struct cursor - an open file
 * @view: which file
 * @report: its report
 * @section: the section that the next line comes from
 * @i: the entry in it
 * @next: the entry behind those whose lines were written last
 */
struct cursor {
	const struct ipcdiag_view	*view;
	struct ipcdiag_report		*report;
	const struct ipcdiag_section	*section;
	unsigned long			i;
	unsigned long			next;
};

/* The records that a section shows, NULL if it is one line about the report. */
static const struct ipcdiag_table *table_of(const struct ipcdiag_report *report,
					    enum ipcdiag_over over)
{
	switch (over) {
	case IPCDIAG_OVER_NAMESPACES:
		return &report->namespaces;
	case IPCDIAG_OVER_SHM:
		return &report->objects[IPCDIAG_SHM];
	case IPCDIAG_OVER_SEM:
		return &report->objects[IPCDIAG_SEM];
	case IPCDIAG_OVER_SEMVALS:
		return &report->semvals;
	case IPCDIAG_OVER_MSG:
		return &report->objects[IPCDIAG_MSG];
	case IPCDIAG_OVER_RUNS:
		return &report->runs;
	case IPCDIAG_OVER_USERS:
		return &report->users;
	case IPCDIAG_OVER_RESIDENTS:
		return &report->residents;
	case IPCDIAG_OVER_BIRTHS:
		return &report->births;
	case IPCDIAG_OVER_DEATHS:
		return &report->deaths;
	case IPCDIAG_OVER_FAILURES:
		return &report->failures;
	default:
		return NULL;
	}
}

/* Move on to an entry that has a line; *pos counts what is passed over, too. */
static void *settle(struct cursor *cursor, loff_t *pos)
{
	const struct ipcdiag_section *section;

	for (; cursor->section->over != IPCDIAG_END; cursor->section++) {
		const struct ipcdiag_table *table;
		unsigned long count;

		section = cursor->section;
		table = table_of(cursor->report, section->over);
		count = table ? table->nr : 1;
		while (cursor->i < count && section->shows &&
		       !section->shows(ipcdiag_table_at(table, cursor->i))) {
			cursor->i++;
			if (!(++*pos % 1024))
				cond_resched();
		}
		if (cursor->i < count)
			return cursor;
		cursor->i -= count;
	}

	return NULL;
}

static void *view_start(struct seq_file *m, loff_t *pos)
{
	struct cursor *cursor = m->private;

	cursor->section = cursor->view->sections;
	cursor->i = *pos;

	return settle(cursor, pos);
}

static void *view_next(struct seq_file *m, void *v, loff_t *pos)
{
	struct cursor *cursor = v;

	*pos += cursor->next - cursor->i;
	cursor->i = cursor->next;
	cond_resched();

	return settle(cursor, pos);
}

static void view_stop(struct seq_file *m, void *v)
{
}

/*
 * Write as many lines as there is room for, up to LINES_MAX: what seq_file does
 * for each piece costs as much as a short line. If there is no room for any,
 * seq_file hands on what there is, and comes back.
 */
static int view_show(struct seq_file *m, void *v)
{
	struct cursor *cursor = v;
	const struct ipcdiag_section *section = cursor->section;
	const struct ipcdiag_table *table = table_of(cursor->report,
						     section->over);
	unsigned long count = table ? table->nr : 1;
	unsigned long last = min(count, cursor->i + LOOKS_MAX);
	struct ipcdiag_line line;
	unsigned int lines = 0;
	unsigned long i;

	line_begin(&line, m);
	for (i = cursor->i; i < last && lines < LINES_MAX && !line.full; i++) {
		const void *entry = table ? ipcdiag_table_at(table, i) : NULL;

		if (section->shows && !section->shows(entry))
			continue;
		if (!line_has_room(&line))
			break;
		section->show(&line, cursor->report, entry);
		lines++;
	}
	cursor->next = i;
	line_end(&line);

	return 0;
}

static const struct seq_operations view_seq_ops = {
	.start = view_start,
	.next = view_next,
	.stop = view_stop,
	.show = view_show,
};

/*
 * No file is opened before all are there: the module is freed if one cannot be
 * made, whether another is open or not.
 */
static bool files_ready;

static int view_open(struct inode *inode, struct file *file)
{
	struct ipcdiag_budget budget = ipcdiag_report_budget();
	struct cursor *cursor;
	struct seq_file *m;
	int err = -ENOMEM;

	if (!READ_ONCE(files_ready))
		return -ENXIO;
	cursor = __seq_open_private(file, &view_seq_ops, sizeof(*cursor));
	if (!cursor)
		return -ENOMEM;

	/* Freed by seq_release(). */
	m = file->private_data;
	m->buf = ipcdiag_alloc(&budget, 1, BUFFER_SIZE, 0);
	if (!m->buf)
		goto out_release;
	m->size = BUFFER_SIZE;

	cursor->view = inode->i_private;
	cursor->report = ipcdiag_report_create(cursor->view->want, budget);
	if (IS_ERR(cursor->report)) {
		err = PTR_ERR(cursor->report);
		goto out_release;
	}

	return 0;

out_release:
	seq_release_private(inode, file);

	return err;
}

static int view_release(struct inode *inode, struct file *file)
{
	struct seq_file *m = file->private_data;
	struct cursor *cursor = m->private;

	ipcdiag_report_free(cursor->report);

	return seq_release_private(inode, file);
}

static const struct file_operations view_fops = {
	.owner = THIS_MODULE,
	.open = view_open,
	.read = seq_read,
	.llseek = seq_lseek,
	.release = view_release,
};

static int status_open(struct inode *inode, struct file *file)
{
	if (!READ_ONCE(files_ready))
		return -ENXIO;

	return single_open(file, ipcdiag_status_show, inode->i_private);
}

static const struct file_operations status_fops = {
	.owner = THIS_MODULE,
	.open = status_open,
	.read = seq_read,
	.llseek = seq_lseek,
	.release = single_release,
};

static const struct ipcdiag_view * const views[] = {
	&ipcdiag_leaks_view,
	&ipcdiag_shm_view,
	&ipcdiag_sem_view,
	&ipcdiag_msg_view,
	&ipcdiag_users_view,
	&ipcdiag_namespaces_view,
	&ipcdiag_births_view,
	&ipcdiag_snapshot_view,
	&ipcdiag_snapshot_leaks_view,
	&ipcdiag_snapshot_objects_view,
};

static struct dentry *directory;

static int create_file(const char *name, void *data,
		       const struct file_operations *fops)
{
	return PTR_ERR_OR_ZERO(debugfs_create_file(name, 0400, directory, data,
						   fops));
}

/*
 * debugfs= on the kernel's command line, or the kernel's configuration, can
 * switch debugfs off, or leave it where nobody can mount it. Its functions then
 * fail with EPERM or ENOENT, of which insmod makes "Operation not permitted" and
 * "Unknown symbol in module", or work in vain.
 */
static int no_debugfs(void)
{
	pr_err("debugfs is switched off on this kernel, so that nobody could read the files: see debugfs= on its command line, which has to be debugfs=on\n");

	return -EOPNOTSUPP;
}

/**
 * ipcdiag_files_create() - publish the directory and its files
 *
 * Return: 0, or an error; then nothing is left behind.
 */
int ipcdiag_files_create(void)
{
	unsigned int i;
	int err = 0;

	ipcdiag_words_make();
	if (!debugfs_initialized())
		return no_debugfs();
	directory = debugfs_create_dir("ipcdiag", NULL);
	if (directory == ERR_PTR(-EPERM) || directory == ERR_PTR(-ENOENT))
		return no_debugfs();
	if (IS_ERR(directory)) {
		err = PTR_ERR(directory);
		pr_err("the directory ipcdiag cannot be made in debugfs (%d)\n",
		       err);
		return err;
	}

	for (i = 0; i < ARRAY_SIZE(views) && !err; i++)
		err = create_file(views[i]->name, (void *)views[i], &view_fops);
	if (!err)
		err = create_file("status", NULL, &status_fops);
	if (err) {
		pr_err("the files cannot be made in debugfs (%d)\n", err);
		ipcdiag_files_remove();
		return err;
	}
	WRITE_ONCE(files_ready, true);

	return 0;
}

/**
 * ipcdiag_files_remove() - take the directory and its files away
 *
 * Context: process context; waits for calls in progress.
 */
void ipcdiag_files_remove(void)
{
	debugfs_remove(directory);
}

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The file of the program that an address space belongs to. get_mm_exe_file() is
 * not exported after 5.10; from 6.7 get_file_rcu() is a function that takes where
 * the file is found, before it is a macro that takes the file.
 */
#ifndef IPCDIAG_COMPAT_EXE_FILE_H
#define IPCDIAG_COMPAT_EXE_FILE_H

#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mm_types.h>
#include <linux/rcupdate.h>

/* The caller keeps @mm; the file is referenced, or NULL. */
static inline struct file *compat_exe_file(struct mm_struct *mm)
{
	struct file *file;

	rcu_read_lock();
#ifdef IPCDIAG_HAVE_GET_FILE_RCU
	file = get_file_rcu(&mm->exe_file);
#else
	file = rcu_dereference(mm->exe_file);
	if (file && !get_file_rcu(file))
		file = NULL;
#endif
	rcu_read_unlock();

	return file;
}

#endif /* IPCDIAG_COMPAT_EXE_FILE_H */

// SPDX-License-Identifier: GPL-2.0
/* The lock of a task's directories is a seqlock in 7.3. */
#include <linux/fs_struct.h>
#include <linux/seqlock.h>

void probe(struct fs_struct *fs);

void probe(struct fs_struct *fs)
{
	read_seqlock_excl(&fs->seq);
	read_sequnlock_excl(&fs->seq);
}

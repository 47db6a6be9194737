// SPDX-License-Identifier: GPL-2.0
/* From 6.7 get_file_rcu() takes where the file is found. */
#include <linux/file.h>
#include <linux/fs.h>

struct file *probe(struct file __rcu **f);

struct file *probe(struct file __rcu **f)
{
	return get_file_rcu(f);
}

// SPDX-License-Identifier: GPL-2.0
/*
 * ipcdiag: diagnostics for System V IPC.
 *
 * Loading checks that the layout of the kernel's structures is known and
 * publishes the files, and puts the probes that record who makes and removes
 * objects (births/births.c). Nothing else happens until a file is opened. Nothing
 * of the kernel's is changed, and an open file refers to nothing of it.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/moduleparam.h>

#include "../debugfs/files.h"
#include "base/clock.h"
#include "births/births.h"
#include "layout/check.h"
#include "report.h"

/* Ten years: a longer grace period is a slip of the keyboard. */
#define GRACE_MAX	(10u * 366 * 24 * 60 * 60)
#define MEMORY_MB_MAX	(16u * 1024)
#define BIRTHS_MAX	(4u * 1024 * 1024)
#define DEATHS_MAX	(1024u * 1024)

static int set_within(const char *val, const struct kernel_param *kp,
		      unsigned int min, unsigned int max)
{
	unsigned int n;
	int err;

	err = kstrtouint(val, 0, &n);
	if (!err && (n < min || n > max))
		err = -ERANGE;
	if (err) {
		pr_err("%s must be a number from %u to %u\n", kp->name, min,
		       max);
		return err;
	}
	WRITE_ONCE(*(unsigned int *)kp->arg, n);

	return 0;
}

static int set_grace(const char *val, const struct kernel_param *kp)
{
	return set_within(val, kp, 0, GRACE_MAX);
}

static int set_memory_mb(const char *val, const struct kernel_param *kp)
{
	return set_within(val, kp, 1, MEMORY_MB_MAX);
}

static int set_births(const char *val, const struct kernel_param *kp)
{
	return set_within(val, kp, 0, BIRTHS_MAX);
}

static int set_deaths(const char *val, const struct kernel_param *kp)
{
	return set_within(val, kp, 16, DEATHS_MAX);
}

static const struct kernel_param_ops grace_ops = {
	.set = set_grace,
	.get = param_get_uint,
};

static const struct kernel_param_ops memory_mb_ops = {
	.set = set_memory_mb,
	.get = param_get_uint,
};

static const struct kernel_param_ops births_ops = {
	.set = set_births,
	.get = param_get_uint,
};

static const struct kernel_param_ops deaths_ops = {
	.set = set_deaths,
	.get = param_get_uint,
};

module_param_cb(grace, &grace_ops, &ipcdiag_grace, 0644);
MODULE_PARM_DESC(grace, "seconds for which an unused object is not yet called a leak (60)");
module_param_cb(memory_mb, &memory_mb_ops, &ipcdiag_memory_mb, 0644);
MODULE_PARM_DESC(memory_mb, "memory that an open file may take, in MiB (256)");
module_param_cb(births, &births_ops, &ipcdiag_births, 0444);
MODULE_PARM_DESC(births, "objects whose makers are recorded; 0: nothing is recorded (32768)");
module_param_cb(deaths, &deaths_ops, &ipcdiag_deaths, 0444);
MODULE_PARM_DESC(deaths, "removed objects of which it is kept who removed them (4096)");

static int __init ipcdiag_init(void)
{
	struct ipcdiag_clock clock;
	int err;

	/* From now on it is noticed when somebody sets the clock. */
	ipcdiag_clock_read(&clock);
	err = ipcdiag_layout_check();
	if (err)
		return err;

	err = ipcdiag_files_create();
	if (err)
		return err;
	/* Last of all: what fails from here on must not make loading fail. */
	ipcdiag_births_start();

	return 0;
}

static void __exit ipcdiag_exit(void)
{
	ipcdiag_files_remove();
	ipcdiag_births_stop();
}

module_init(ipcdiag_init);
module_exit(ipcdiag_exit);

MODULE_DESCRIPTION("System V IPC diagnostics");
MODULE_AUTHOR("The ipcdiag maintainers");
MODULE_LICENSE("GPL");
MODULE_VERSION(IPCDIAG_VERSION);

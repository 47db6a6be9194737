// SPDX-License-Identifier: GPL-2.0
/*
 * The probes: put when the module is loaded, taken away when it is unloaded.
 *
 * Three functions of ipc/util.c are called across files, so that they cannot be
 * inlined: ipc_addid() adds an object, ipc_rmid() removes it, and
 * ipc_set_key_private() is called when a segment is marked for destruction that
 * is still attached. Nothing else is hooked, and nothing at their return. There
 * is no post_handler, which would get into the way of live patches.
 *
 * If anything of it cannot be had, the module works without, and says why.
 *
 * Lifetime: no handler runs any more once unregister_kprobes() has returned. Work
 * that waits for its task has a reference to the module, so that none is left
 * when it is unloaded but the last instructions of some, for which
 * synchronize_rcu_tasks() waits.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/kconfig.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/printk.h>
#include <linux/ptrace.h>
#include <linux/rcupdate.h>
#include <linux/timekeeping.h>

#include "births/births.h"
#include "births/path.h"
#include "births/pool.h"
#include "births/recent.h"
#include "births/recorder.h"
#include "births/store.h"

unsigned int ipcdiag_births = 32768;
unsigned int ipcdiag_deaths = 4096;

static const char *off = "not started";

/**
 * ipcdiag_births_off() - why are births not recorded?
 *
 * Return: why, or NULL if they are.
 */
const char *ipcdiag_births_off(void)
{
	/* Pairs with ipcdiag_births_start(): then the pool is complete. */
	return smp_load_acquire(&off);
}

#if IS_ENABLED(CONFIG_KPROBES) && IS_ENABLED(CONFIG_IRQ_WORK) && \
	IS_ENABLED(CONFIG_HAVE_FUNCTION_ARG_ACCESS_API) && \
	IS_ENABLED(CONFIG_HAVE_ARCH_TRACEHOOK)

static time64_t since;
static bool started;

static void *argument(struct pt_regs *regs, unsigned int n)
{
	return (void *)regs_get_kernel_argument(regs, n);
}

static int at_addid(struct kprobe *probe, struct pt_regs *regs)
{
	ipcdiag_recorder_made(argument(regs, 0), argument(regs, 1),
			      (int)regs_get_kernel_argument(regs, 2));

	return 0;
}

static int at_rmid(struct kprobe *probe, struct pt_regs *regs)
{
	ipcdiag_recorder_gone(argument(regs, 0), argument(regs, 1));

	return 0;
}

static int at_set_key_private(struct kprobe *probe, struct pt_regs *regs)
{
	ipcdiag_recorder_marked(argument(regs, 0), argument(regs, 1));

	return 0;
}

NOKPROBE_SYMBOL(at_addid);
NOKPROBE_SYMBOL(at_rmid);
NOKPROBE_SYMBOL(at_set_key_private);

static struct kprobe probes[] = {
	{ .symbol_name = "ipc_rmid", .pre_handler = at_rmid },
	{ .symbol_name = "ipc_set_key_private",
	  .pre_handler = at_set_key_private },
	{ .symbol_name = "ipc_addid", .pre_handler = at_addid },
};

/* --- the self-test --- */

static int tested[3];

/* A function like those that are probed, which harms nobody. */
static noinline int test_function(void *a, void *b, int n)
{
	barrier();

	return n;
}

/* The compiler is not to know what it is called with. */
static int (*test)(void *a, void *b, int n) = test_function;

static int at_test_function(struct kprobe *probe, struct pt_regs *regs)
{
	if (argument(regs, 0) == &tested[0] && argument(regs, 1) == &tested[1])
		tested[2] = (int)regs_get_kernel_argument(regs, 2);

	return 0;
}

/*
 * Do probes fire here, and do arguments arrive? They do not if somebody has
 * switched all of them off.
 */
static bool probes_fire(void)
{
	struct kprobe probe = {
		.addr = (kprobe_opcode_t *)test_function,
		.pre_handler = at_test_function,
	};

	if (register_kprobe(&probe))
		return false;
	READ_ONCE(test)(&tested[0], &tested[1], 4711);
	unregister_kprobe(&probe);

	return tested[2] == 4711;
}

static bool put_probes(void)
{
	struct kprobe *list[ARRAY_SIZE(probes)];
	unsigned int i;
	int err;

	for (i = 0; i < ARRAY_SIZE(probes); i++)
		list[i] = &probes[i];
	err = register_kprobes(list, ARRAY_SIZE(probes));
	if (err)
		pr_warn("the functions that make and remove objects cannot be probed (%d), so that births and deaths are not recorded\n",
			err);

	return !err;
}

/**
 * ipcdiag_births_start() - begin to record births and deaths
 *
 * The last thing that is done when the module is loaded: from then on, tasks may
 * hold references to it.
 *
 * Context: process context, may sleep.
 */
void ipcdiag_births_start(void)
{
	const char *why = NULL;

	if (!ipcdiag_births) {
		WRITE_ONCE(off, "births=0");
		return;
	}
	since = ktime_get_real_seconds();
	ipcdiag_paths_init();
	if (ipcdiag_pool_create(ipcdiag_births, ipcdiag_deaths)) {
		why = "there is too little memory";
	} else if (!probes_fire()) {
		why = "probes do not fire on this kernel, or are switched off";
		pr_warn("%s, so that births and deaths are not recorded\n", why);
	} else if (!put_probes()) {
		why = "the kernel's functions cannot be probed";
	}
	/* One of the probes may have been there before another could not be put. */
	started = !why || tested[2];
	if (!started)
		ipcdiag_pool_destroy();
	/* Pairs with ipcdiag_births_off(). */
	smp_store_release(&off, why);
}

/**
 * ipcdiag_births_stop() - record nothing any more
 *
 * Context: process context, may sleep; the module is being unloaded, so that
 * nobody holds a reference to it.
 */
void ipcdiag_births_stop(void)
{
	struct kprobe *list[ARRAY_SIZE(probes)];
	unsigned int i;

	if (!started)
		return;
	for (i = 0; i < ARRAY_SIZE(probes); i++)
		list[i] = &probes[i];
	if (!ipcdiag_births_off())
		unregister_kprobes(list, ARRAY_SIZE(probes));
	ipcdiag_store_stop();
	synchronize_rcu_tasks();
	ipcdiag_recent_forget();
	ipcdiag_pool_destroy();
}

/**
 * ipcdiag_births_missed() - how often a probe did not call us
 *
 * Return: as the kernel counts it, for all probes together.
 */
unsigned long ipcdiag_births_missed(void)
{
	unsigned long n = 0;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(probes); i++)
		n += probes[i].nmissed;

	return n;
}

/**
 * ipcdiag_births_by() - how the probes go in
 *
 * Return: a word.
 */
const char *ipcdiag_births_by(void)
{
	return kprobe_ftrace(&probes[0]) ? "ftrace" : "breakpoints";
}

/**
 * ipcdiag_births_since() - since when births are recorded
 *
 * Return: seconds since 1970, as the clock was set then.
 */
time64_t ipcdiag_births_since(void)
{
	return since;
}

#else

void ipcdiag_births_start(void)
{
	off = ipcdiag_births ? "this kernel has no kprobes" : "births=0";
}

void ipcdiag_births_stop(void)
{
}

unsigned long ipcdiag_births_missed(void)
{
	return 0;
}

const char *ipcdiag_births_by(void)
{
	return "nothing";
}

time64_t ipcdiag_births_since(void)
{
	return 0;
}

#endif

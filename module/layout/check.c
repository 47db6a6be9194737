// SPDX-License-Identifier: GPL-2.0
/*
 * Are the mirrors of mirrors.h what this kernel has?
 *
 * The kernel's headers do not show these structures; its BTF does. When the
 * module is loaded, every offset and size that is used is compared with it. A
 * difference refuses the kinds of object that need the structure, and leaves
 * the others. A kernel without BTF is taken to have what all kernels had that
 * were looked at, unless it shuffles its structures: then loading is refused.
 * So it is if the kernel has BTF and the file with it is not there (where /sys
 * is not mounted, as a rule): nothing goes unchecked but by the parameter.
 *
 * Locking: ipcdiag_findings is written once, while the module is loaded, and
 * read-only from then on.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/overflow.h>
#include <linux/sched.h>
#include <linux/stddef.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "layout/btf.h"
#include "layout/check.h"
#include "layout/expectations.h"
#include "layout/findings.h"
#include "layout/layout.h"
#include "layout/mirrors.h"

/* Several times the largest that was seen (5.3 MB). */
#define BTF_SIZE_MAX	(64 << 20)
#define BTF_READ	(256 << 10)

/* Megabytes, for a moment: if they cannot be had, nobody is killed for them. */
#define BTF_GFP		(GFP_KERNEL | __GFP_NOWARN | __GFP_NORETRY)

#define BTF_DEFAULT	"/sys/kernel/btf/vmlinux"

static char *btf_path = BTF_DEFAULT;
module_param_named(btf, btf_path, charp, 0444);
MODULE_PARM_DESC(btf, "file with the kernel's type information, or none (" BTF_DEFAULT ")");

static void refuse(u8 kinds, const char *fmt, ...) __printf(2, 3);

/* The first difference is the one that is told. */
static void refuse(u8 kinds, const char *fmt, ...)
{
	struct ipcdiag_findings *found = &ipcdiag_findings;
	unsigned int kind;
	va_list args;

	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		if (!(kinds & BIT(kind)) || found->refusals[kind][0])
			continue;
		va_start(args, fmt);
		vsnprintf(found->refusals[kind], sizeof(found->refusals[kind]),
			  fmt, args);
		va_end(args);
	}
}

static void check_expectation(const struct ipcdiag_btf *btf, u32 id,
			      const struct ipcdiag_expectation *e)
{
	struct ipcdiag_btf_member member = { };
	u32 size;
	int err;

	if (!e->member) {
		err = ipcdiag_btf_struct_size(btf, id, &size);
		if (err || size != e->size)
			refuse(e->kinds, "struct %s has %u bytes, not %u",
			       e->type, err ? 0 : size, e->size);
		return;
	}

	err = ipcdiag_btf_find_member(btf, id, e->member, &member);
	if (err)
		refuse(e->kinds, "struct %s has no member %s", e->type,
		       e->member);
	else if (member.offset != e->offset || member.size != e->size)
		refuse(e->kinds,
		       "%s.%s has %u bytes at offset %u, not %u at %u",
		       e->type, e->member, member.size, member.offset, e->size,
		       e->offset);
}

/* semadj was a pointer up to 6.5, and is a flexible array by 6.8. */
static void find_undo_form(const struct ipcdiag_btf *btf)
{
	struct ipcdiag_btf_member member;
	u32 id;

	if (ipcdiag_btf_find_struct(btf, "sem_undo", &id) ||
	    ipcdiag_btf_find_member(btf, id, "semadj", &member))
		return;
	ipcdiag_findings.undo_offset = member.offset;
	if (member.is_pointer)
		ipcdiag_findings.undo_form = IPCDIAG_UNDO_POINTER;
	else if (member.is_array)
		ipcdiag_findings.undo_form = IPCDIAG_UNDO_INLINE;
}

static bool member_fits(const struct ipcdiag_btf *btf, const char *type,
			const char *name, u32 offset, u32 size)
{
	struct ipcdiag_btf_member member;
	u32 id;

	return !ipcdiag_btf_find_struct(btf, type, &id) &&
	       !ipcdiag_btf_find_member(btf, id, name, &member) &&
	       member.offset == offset && member.size == size;
}

/*
 * 5.10.83 and 5.16 (85b6d24646e4 "shm: extend forced shm destroy to support
 * objects from several IPC nses") gave segments a pointer to their namespace
 * and their creator's list a lock that is of use to us.
 */
static void find_clist(const struct ipcdiag_btf *btf)
{
	ipcdiag_findings.has_clist =
		member_fits(btf, "shmid_kernel", "shm_clist",
			    offsetof(struct ipcdiag_shmid_kernel, shm_clist),
			    sizeof(struct list_head)) &&
		member_fits(btf, "shmid_kernel", "ns",
			    offsetof(struct ipcdiag_shmid_kernel, ns),
			    sizeof(struct ipc_namespace *));
}

static void *read_file(const char *path, size_t *size)
{
	struct file *file;
	char *data;
	loff_t pos = 0;
	loff_t len;
	ssize_t n;

	file = filp_open(path, O_RDONLY, 0);
	if (IS_ERR(file))
		return ERR_CAST(file);

	data = ERR_PTR(-EFBIG);
	len = i_size_read(file_inode(file));
	if (len <= 0 || len > BTF_SIZE_MAX)
		goto out;
	data = __vmalloc(len, BTF_GFP);
	if (!data) {
		data = ERR_PTR(-ENOMEM);
		goto out;
	}

	while (pos < len) {
		n = kernel_read(file, data + pos,
				min_t(size_t, len - pos, BTF_READ), &pos);
		if (n <= 0) {
			vfree(data);
			data = ERR_PTR(n ? n : -EIO);
			goto out;
		}
		cond_resched();
	}
	*size = len;
out:
	filp_close(file, NULL);

	return data;
}

static int check_btf(const void *data, size_t size)
{
	const char *type = "";
	struct ipcdiag_btf btf;
	unsigned int i;
	u32 *offsets;
	u32 id;
	int err;

	err = ipcdiag_btf_open(&btf, data, size);
	if (err)
		return err;
	offsets = __vmalloc(array_size(btf.nr_types + 1UL, sizeof(*offsets)),
			    BTF_GFP);
	if (!offsets)
		return -ENOMEM;
	ipcdiag_btf_index(&btf, offsets);

	/* Looking for a structure takes long; they come grouped by it. */
	for (i = 0; i < ipcdiag_expectations_nr; i++) {
		const struct ipcdiag_expectation *e = &ipcdiag_expectations[i];

		if (strcmp(type, e->type)) {
			type = e->type;
			err = ipcdiag_btf_find_struct(&btf, type, &id);
			cond_resched();
		}
		if (err)
			refuse(e->kinds, "struct %s is %s in the kernel's BTF",
			       type, err == -ENOTUNIQ ? "not unique" :
							"not found");
		else
			check_expectation(&btf, id, e);
	}
	find_undo_form(&btf);
	find_clist(&btf);
	vfree(offsets);

	return 0;
}

/* What all known kernels have is used unchecked, unless it cannot be so. */
static int trust_built_in(void)
{
	/* GCC_PLUGIN_RANDSTRUCT until 5.18, then Clang's as well. */
	if (IS_ENABLED(CONFIG_RANDSTRUCT) ||
	    IS_ENABLED(CONFIG_GCC_PLUGIN_RANDSTRUCT)) {
		pr_err("this kernel randomises the layout of its structures and has no BTF to tell it: refusing to guess\n");
		return -EOPNOTSUPP;
	}
	pr_warn("the layout of this kernel's structures is taken to be that of all known kernels, and is not checked: %s\n",
		strcmp(btf_path, "none") ? "it has no type information (BTF)" :
					   "btf=none was given");

	return 0;
}

/*
 * There is no such file. Most kernels would have one, and a file that is named
 * is wanted. insmod would say "Unknown symbol in module" of ENOENT.
 */
static int miss_btf(void)
{
	if (!IS_ENABLED(CONFIG_DEBUG_INFO_BTF) &&
	    !strcmp(btf_path, BTF_DEFAULT))
		return trust_built_in();
	pr_err("there is no %s to check the layout of this kernel's structures against: refusing to guess (mount /sys, name the file with btf=, or give btf=none to go without the check)\n",
	       btf_path);

	return -EOPNOTSUPP;
}

/* Tell what is refused. Returns an error if that is everything. */
static int tell_refusals(void)
{
	unsigned int kind, refused = 0;

	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		if (ipcdiag_layout_usable(kind))
			continue;
		refused++;
		pr_warn("refusing %s: %s\n", ipcdiag_kind_name(kind),
			ipcdiag_findings.refusals[kind]);
	}

	return refused == IPCDIAG_KINDS ? -EOPNOTSUPP : 0;
}

/**
 * ipcdiag_layout_check() - find out which mirrors may be used on this kernel
 *
 * Context: process context, may sleep.
 *
 * Return: 0 if any kind of object can be read; -EOPNOTSUPP if none can, or if
 * there is no type information where there should be; -ENOMEM, or another error
 * from reading it.
 */
int ipcdiag_layout_check(void)
{
	size_t size;
	void *data;
	int err;

	if (!strcmp(btf_path, "none"))
		return trust_built_in();

	data = read_file(btf_path, &size);
	if (data == ERR_PTR(-ENOENT))
		return miss_btf();
	if (IS_ERR(data)) {
		err = PTR_ERR(data);
		pr_err("%s: cannot be read (%d)\n", btf_path, err);
		return err;
	}

	ipcdiag_findings.source = "btf";
	err = check_btf(data, size);
	vfree(data);
	if (err == -ENOMEM)
		return err;
	if (err)
		refuse(IPCDIAG_KINDS_ALL, "%s is %s", btf_path,
		       err == -EOPNOTSUPP ? "of an unknown version" :
					    "damaged");

	return tell_refusals();
}

// SPDX-License-Identifier: GPL-2.0
/*
 * Are the mirrors of layout.h what this kernel has?
 *
 * The kernel's headers do not show these structures; its BTF does. When the
 * module is loaded, every offset and size that is used is compared with it. A
 * difference refuses the kinds of object that need the structure, and leaves
 * the others. A kernel without BTF is taken to have what all kernels had that
 * were looked at, unless it shuffles its structures: then loading is refused.
 * So it is if the kernel has BTF and the file with it is not there (where /sys
 * is not mounted, as a rule): nothing goes unchecked but by the parameter.
 *
 * Locking: written once, while the module is loaded, read-only from then on.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/build_bug.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/overflow.h>
#include <linux/sched.h>
#include <linux/stddef.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "layout/btf.h"
#include "layout/layout.h"
#include "judge/verdict.h"

/* Several times the largest that was seen (5.3 MB). */
#define BTF_SIZE_MAX	(64 << 20)
#define BTF_READ	(256 << 10)

/* Megabytes, for a moment: if they cannot be had, nobody is killed for them. */
#define BTF_GFP		(GFP_KERNEL | __GFP_NOWARN | __GFP_NORETRY)

#define BTF_DEFAULT	"/sys/kernel/btf/vmlinux"

static char *btf_path = BTF_DEFAULT;
module_param_named(btf, btf_path, charp, 0444);
MODULE_PARM_DESC(btf, "file with the kernel's type information, or none (" BTF_DEFAULT ")");

/*
 * Offsets as in the debug information of stock kernels 5.10, 6.1, 6.12, 7.2
 * and 7.3 for amd64. Locks that carry debug fields, and those of PREEMPT_RT,
 * are larger and move what follows; there the compiler computes the same
 * offsets for the mirrors as for the originals, from the same members.
 */
#if defined(CONFIG_X86_64) && defined(CONFIG_SMP) && \
	!defined(CONFIG_PREEMPT_RT) && !defined(CONFIG_DEBUG_SPINLOCK) && \
	!defined(CONFIG_DEBUG_LOCK_ALLOC) && !defined(CONFIG_RANDSTRUCT) && \
	!defined(CONFIG_GCC_PLUGIN_RANDSTRUCT) && L1_CACHE_SHIFT == 6

#define ASSERT_OFFSET(type, member, offset) \
	static_assert(offsetof(struct type, member) == (offset))

static_assert(sizeof(struct kern_ipc_perm) == 128);
ASSERT_OFFSET(kern_ipc_perm, lock, 0);
ASSERT_OFFSET(kern_ipc_perm, deleted, 4);
ASSERT_OFFSET(kern_ipc_perm, id, 8);
ASSERT_OFFSET(kern_ipc_perm, key, 12);
ASSERT_OFFSET(kern_ipc_perm, uid, 16);
ASSERT_OFFSET(kern_ipc_perm, gid, 20);
ASSERT_OFFSET(kern_ipc_perm, cuid, 24);
ASSERT_OFFSET(kern_ipc_perm, cgid, 28);
ASSERT_OFFSET(kern_ipc_perm, mode, 32);

static_assert(sizeof(struct ipc_shmid_kernel) == 256);
ASSERT_OFFSET(ipc_shmid_kernel, shm_perm, 0);
ASSERT_OFFSET(ipc_shmid_kernel, shm_file, 128);
ASSERT_OFFSET(ipc_shmid_kernel, shm_nattch, 136);
ASSERT_OFFSET(ipc_shmid_kernel, shm_segsz, 144);
ASSERT_OFFSET(ipc_shmid_kernel, shm_atim, 152);
ASSERT_OFFSET(ipc_shmid_kernel, shm_dtim, 160);
ASSERT_OFFSET(ipc_shmid_kernel, shm_ctim, 168);
ASSERT_OFFSET(ipc_shmid_kernel, shm_cprid, 176);
ASSERT_OFFSET(ipc_shmid_kernel, shm_lprid, 184);

static_assert(sizeof(struct ipc_sem) == 64);
ASSERT_OFFSET(ipc_sem, semval, 0);
ASSERT_OFFSET(ipc_sem, sempid, 8);
ASSERT_OFFSET(ipc_sem, lock, 16);
ASSERT_OFFSET(ipc_sem, pending_alter, 24);
ASSERT_OFFSET(ipc_sem, pending_const, 40);
ASSERT_OFFSET(ipc_sem, sem_otime, 56);

static_assert(sizeof(struct ipc_sem_array) == 256);
ASSERT_OFFSET(ipc_sem_array, sem_perm, 0);
ASSERT_OFFSET(ipc_sem_array, sem_ctime, 128);
ASSERT_OFFSET(ipc_sem_array, pending_alter, 136);
ASSERT_OFFSET(ipc_sem_array, pending_const, 152);
ASSERT_OFFSET(ipc_sem_array, list_id, 168);
ASSERT_OFFSET(ipc_sem_array, sem_nsems, 184);
ASSERT_OFFSET(ipc_sem_array, sems, 256);

ASSERT_OFFSET(ipc_sem_queue, list, 0);
ASSERT_OFFSET(ipc_sem_queue, sleeper, 16);
ASSERT_OFFSET(ipc_sem_queue, sops, 48);
ASSERT_OFFSET(ipc_sem_queue, blocking, 56);
ASSERT_OFFSET(ipc_sem_queue, nsops, 64);

ASSERT_OFFSET(ipc_sem_undo, ulp, 32);
ASSERT_OFFSET(ipc_sem_undo, list_id, 40);
ASSERT_OFFSET(ipc_sem_undo, semid, 56);

static_assert(sizeof(struct ipc_msg_queue) == 256);
ASSERT_OFFSET(ipc_msg_queue, q_perm, 0);
ASSERT_OFFSET(ipc_msg_queue, q_stime, 128);
ASSERT_OFFSET(ipc_msg_queue, q_rtime, 136);
ASSERT_OFFSET(ipc_msg_queue, q_ctime, 144);
ASSERT_OFFSET(ipc_msg_queue, q_cbytes, 152);
ASSERT_OFFSET(ipc_msg_queue, q_qnum, 160);
ASSERT_OFFSET(ipc_msg_queue, q_qbytes, 168);
ASSERT_OFFSET(ipc_msg_queue, q_lspid, 176);
ASSERT_OFFSET(ipc_msg_queue, q_lrpid, 184);
ASSERT_OFFSET(ipc_msg_queue, q_messages, 192);
ASSERT_OFFSET(ipc_msg_queue, q_receivers, 208);
ASSERT_OFFSET(ipc_msg_queue, q_senders, 224);

ASSERT_OFFSET(ipc_msg_receiver, r_list, 0);
ASSERT_OFFSET(ipc_msg_receiver, r_tsk, 16);
ASSERT_OFFSET(ipc_msg_receiver, r_mode, 24);
ASSERT_OFFSET(ipc_msg_receiver, r_msgtype, 32);
ASSERT_OFFSET(ipc_msg_receiver, r_maxsize, 40);

ASSERT_OFFSET(ipc_msg_sender, list, 0);
ASSERT_OFFSET(ipc_msg_sender, tsk, 16);
ASSERT_OFFSET(ipc_msg_sender, msgsz, 24);

#endif

/**
 * struct expectation - what a structure or a member of one has to be like
 * @kinds: kinds of object that are refused if it is not, as bits
 * @type: name of the structure
 * @member: name of the member, NULL for the structure itself
 * @offset: where the member has to be
 * @size: how large it has to be; 0 for a flexible array
 */
struct expectation {
	u8		kinds;
	const char	*type;
	const char	*member;
	u32		offset;
	u32		size;
};

#define SHM	BIT(IPCDIAG_SHM)
#define SEM	BIT(IPCDIAG_SEM)
#define MSG	BIT(IPCDIAG_MSG)
#define ALL	(SHM | SEM | MSG)

#define EXPECT_SIZE(kinds, type, mirror) \
	{ kinds, #type, NULL, 0, sizeof(struct mirror) }
#define EXPECT(kinds, type, mirror, member) \
	{ kinds, #type, #member, offsetof(struct mirror, member), \
	  sizeof_field(struct mirror, member) }
#define EXPECT_FLEXIBLE(kinds, type, mirror, member) \
	{ kinds, #type, #member, offsetof(struct mirror, member), 0 }

static const struct expectation expectations[] = {
	EXPECT_SIZE(ALL, kern_ipc_perm, kern_ipc_perm),
	EXPECT(ALL, kern_ipc_perm, kern_ipc_perm, lock),
	EXPECT(ALL, kern_ipc_perm, kern_ipc_perm, deleted),
	EXPECT(ALL, kern_ipc_perm, kern_ipc_perm, id),
	EXPECT(ALL, kern_ipc_perm, kern_ipc_perm, key),
	EXPECT(ALL, kern_ipc_perm, kern_ipc_perm, uid),
	EXPECT(ALL, kern_ipc_perm, kern_ipc_perm, gid),
	EXPECT(ALL, kern_ipc_perm, kern_ipc_perm, cuid),
	EXPECT(ALL, kern_ipc_perm, kern_ipc_perm, cgid),
	EXPECT(ALL, kern_ipc_perm, kern_ipc_perm, mode),

	EXPECT(SHM, shmid_kernel, ipc_shmid_kernel, shm_perm),
	EXPECT(SHM, shmid_kernel, ipc_shmid_kernel, shm_file),
	EXPECT(SHM, shmid_kernel, ipc_shmid_kernel, shm_nattch),
	EXPECT(SHM, shmid_kernel, ipc_shmid_kernel, shm_segsz),
	EXPECT(SHM, shmid_kernel, ipc_shmid_kernel, shm_atim),
	EXPECT(SHM, shmid_kernel, ipc_shmid_kernel, shm_dtim),
	EXPECT(SHM, shmid_kernel, ipc_shmid_kernel, shm_ctim),
	EXPECT(SHM, shmid_kernel, ipc_shmid_kernel, shm_cprid),
	EXPECT(SHM, shmid_kernel, ipc_shmid_kernel, shm_lprid),

	EXPECT_SIZE(SEM, sem, ipc_sem),
	EXPECT(SEM, sem, ipc_sem, semval),
	EXPECT(SEM, sem, ipc_sem, sempid),
	EXPECT(SEM, sem, ipc_sem, lock),
	EXPECT(SEM, sem, ipc_sem, pending_alter),
	EXPECT(SEM, sem, ipc_sem, pending_const),
	EXPECT(SEM, sem, ipc_sem, sem_otime),
	EXPECT(SEM, sem_array, ipc_sem_array, sem_perm),
	EXPECT(SEM, sem_array, ipc_sem_array, sem_ctime),
	EXPECT(SEM, sem_array, ipc_sem_array, pending_alter),
	EXPECT(SEM, sem_array, ipc_sem_array, pending_const),
	EXPECT(SEM, sem_array, ipc_sem_array, list_id),
	EXPECT(SEM, sem_array, ipc_sem_array, sem_nsems),
	EXPECT_FLEXIBLE(SEM, sem_array, ipc_sem_array, sems),
	EXPECT(SEM, sem_queue, ipc_sem_queue, list),
	EXPECT(SEM, sem_queue, ipc_sem_queue, sleeper),
	EXPECT(SEM, sem_queue, ipc_sem_queue, sops),
	EXPECT(SEM, sem_queue, ipc_sem_queue, blocking),
	EXPECT(SEM, sem_queue, ipc_sem_queue, nsops),
	EXPECT(SEM, sem_undo, ipc_sem_undo, ulp),
	EXPECT(SEM, sem_undo, ipc_sem_undo, list_id),
	EXPECT(SEM, sem_undo, ipc_sem_undo, semid),

	EXPECT(MSG, msg_queue, ipc_msg_queue, q_perm),
	EXPECT(MSG, msg_queue, ipc_msg_queue, q_stime),
	EXPECT(MSG, msg_queue, ipc_msg_queue, q_rtime),
	EXPECT(MSG, msg_queue, ipc_msg_queue, q_ctime),
	EXPECT(MSG, msg_queue, ipc_msg_queue, q_cbytes),
	EXPECT(MSG, msg_queue, ipc_msg_queue, q_qnum),
	EXPECT(MSG, msg_queue, ipc_msg_queue, q_qbytes),
	EXPECT(MSG, msg_queue, ipc_msg_queue, q_lspid),
	EXPECT(MSG, msg_queue, ipc_msg_queue, q_lrpid),
	EXPECT(MSG, msg_queue, ipc_msg_queue, q_messages),
	EXPECT(MSG, msg_queue, ipc_msg_queue, q_receivers),
	EXPECT(MSG, msg_queue, ipc_msg_queue, q_senders),
	EXPECT(MSG, msg_receiver, ipc_msg_receiver, r_list),
	EXPECT(MSG, msg_receiver, ipc_msg_receiver, r_tsk),
	EXPECT(MSG, msg_receiver, ipc_msg_receiver, r_mode),
	EXPECT(MSG, msg_receiver, ipc_msg_receiver, r_msgtype),
	EXPECT(MSG, msg_receiver, ipc_msg_receiver, r_maxsize),
	EXPECT(MSG, msg_sender, ipc_msg_sender, list),
	EXPECT(MSG, msg_sender, ipc_msg_sender, tsk),
	EXPECT(MSG, msg_sender, ipc_msg_sender, msgsz),
};

/* Where the adjustments of a sem_undo are: unknown without BTF. */
enum undo_form {
	UNDO_UNKNOWN,
	UNDO_POINTER,
	UNDO_INLINE,
};

static const char *source = "built-in";
static char refusals[IPCDIAG_KINDS][128];
static enum undo_form undo_form;
static u32 undo_offset;
static bool has_clist;

static void refuse(u8 kinds, const char *fmt, ...) __printf(2, 3);

/* The first difference is the one that is told. */
static void refuse(u8 kinds, const char *fmt, ...)
{
	unsigned int kind;
	va_list args;

	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		if (!(kinds & BIT(kind)) || refusals[kind][0])
			continue;
		va_start(args, fmt);
		vsnprintf(refusals[kind], sizeof(refusals[kind]), fmt, args);
		va_end(args);
	}
}

static void check_expectation(const struct ipcdiag_btf *btf, u32 id,
			      const struct expectation *e)
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
	undo_offset = member.offset;
	if (member.is_pointer)
		undo_form = UNDO_POINTER;
	else if (member.is_array)
		undo_form = UNDO_INLINE;
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
	has_clist = member_fits(btf, "shmid_kernel", "shm_clist",
				offsetof(struct ipc_shmid_kernel, shm_clist),
				sizeof(struct list_head)) &&
		    member_fits(btf, "shmid_kernel", "ns",
				offsetof(struct ipc_shmid_kernel, ns),
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
	for (i = 0; i < ARRAY_SIZE(expectations); i++) {
		const struct expectation *e = &expectations[i];

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
			refusals[kind]);
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

	source = "btf";
	err = check_btf(data, size);
	vfree(data);
	if (err == -ENOMEM)
		return err;
	if (err)
		refuse(ALL, "%s is %s", btf_path,
		       err == -EOPNOTSUPP ? "of an unknown version" : "damaged");

	return tell_refusals();
}

/**
 * ipcdiag_layout_source() - where the layout in use was taken from
 *
 * Return: a word for status and snapshot.
 */
const char *ipcdiag_layout_source(void)
{
	return source;
}

/**
 * ipcdiag_layout_usable() - may objects of this kind be read?
 * @kind: the kind
 *
 * Return: true if their structures are what the mirrors say.
 */
bool ipcdiag_layout_usable(enum ipcdiag_kind kind)
{
	return !refusals[kind][0];
}

/**
 * ipcdiag_layout_refusal() - why may objects of this kind not be read?
 * @kind: the kind
 *
 * Return: one line of text, empty if they may.
 */
const char *ipcdiag_layout_refusal(enum ipcdiag_kind kind)
{
	return refusals[kind];
}

/**
 * ipcdiag_layout_has_clist() - may the list of a thread's segments be used?
 *
 * Return: true if it leads to their namespaces; false too if that is not known.
 */
bool ipcdiag_layout_has_clist(void)
{
	return has_clist;
}

/**
 * ipcdiag_layout_has_undo() - is it known where undo adjustments are?
 *
 * Return: true if it is.
 */
bool ipcdiag_layout_has_undo(void)
{
	return undo_form != UNDO_UNKNOWN;
}

/**
 * ipcdiag_undo_adjustments() - the adjustments of an undo structure
 * @un: the undo structure; the caller holds the lock of its array
 *
 * Return: one number for each semaphore, or NULL if it is not known where they
 * are.
 */
const short *ipcdiag_undo_adjustments(const struct ipc_sem_undo *un)
{
	const char *at = (const char *)un + undo_offset;

	switch (undo_form) {
	case UNDO_POINTER:
		return *(const short * const *)at;
	case UNDO_INLINE:
		return (const short *)at;
	default:
		return NULL;
	}
}

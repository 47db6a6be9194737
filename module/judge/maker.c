// SPDX-License-Identifier: GPL-2.0
/*
 * From the record of a birth to facts.
 *
 * Locking: none; records are plain values.
 */
#include <linux/kernel.h>

#include "judge/maker.h"

/* Is somebody recorded who is not this one? */
static bool is_other(const struct ipcdiag_process *user,
		     const struct ipcdiag_process *maker)
{
	return user->state != IPCDIAG_NONE && user->identity != maker->identity;
}

/**
 * ipcdiag_maker_facts() - what is known of the maker, if that was recorded
 * @report: the report
 * @obj: the object, within its record
 * @facts: to which it is added; all that the kernel itself keeps is in them
 */
void ipcdiag_maker_facts(const struct ipcdiag_report *report,
			 const struct ipcdiag_object *obj,
			 struct ipcdiag_facts *facts)
{
	const struct ipcdiag_birth *birth;
	const struct ipcdiag_process *maker;
	const struct ipcdiag_sem *sem;
	const struct ipcdiag_msg *msg;

	facts->others = true;
	if (!obj->birth)
		return;
	birth = ipcdiag_table_at(&report->births, obj->birth - 1);
	maker = &birth->maker.process;
	facts->left = birth->left;
	switch (obj->kind) {
	case IPCDIAG_SHM:
		facts->others = is_other(&container_of(obj, struct ipcdiag_shm,
						       obj)->last, maker);
		return;
	case IPCDIAG_SEM:
		sem = container_of(obj, struct ipcdiag_sem, obj);
		facts->others = sem->several || is_other(&sem->last, maker);
		break;
	default:
		msg = container_of(obj, struct ipcdiag_msg, obj);
		facts->others = is_other(&msg->sender, maker) ||
				is_other(&msg->receiver, maker);
		break;
	}
	/* The kernel itself keeps it of segments only. */
	facts->creator = maker->state;
	facts->creator_family = maker->family;
	facts->creator_unreaped = maker->unreaped;
}

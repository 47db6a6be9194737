// SPDX-License-Identifier: GPL-2.0
/* Births, deaths and failures whose lines are the longest. */
#include <linux/limits.h>
#include <linux/string.h>

#include "longest_lives.h"

static void make_actor(struct ipcdiag_actor *actor)
{
	actor->process.nr = INT_MAX;
	actor->process.init_nr = INT_MAX;
	actor->process.state = IPCDIAG_REUSED;
	actor->tid = INT_MAX;
	actor->init_tid = INT_MAX;
	actor->uid = KUIDT_INIT(UINT_MAX - 1);
	actor->loginuid = KUIDT_INIT(UINT_MAX - 1);
	memset(actor->comm, 1, sizeof(actor->comm));
}

/**
 * ipcdiag_longest_birth() - give every field its longest value
 * @birth: the record
 */
void ipcdiag_longest_birth(struct ipcdiag_birth *birth)
{
	memset(birth, 0xff, sizeof(*birth));
	birth->kind = IPCDIAG_SHM;
	birth->object = 0;
	birth->time = S64_MIN;
	birth->mark_time = S64_MIN;
	birth->cwd = 0;
	birth->parent = INT_MAX;
	birth->init_parent = INT_MAX;
	birth->parent_state = IPCDIAG_REUSED;
	birth->session = INT_MAX;
	birth->init_session = INT_MAX;
	birth->group = INT_MAX;
	birth->init_group = INT_MAX;
	birth->reaper = true;
	birth->session_lives = true;
	birth->group_lives = true;
	birth->marked = true;
	birth->exe_lives = IPCDIAG_LEFT_SOMEBODY;
	birth->cgroup_lives = IPCDIAG_LEFT_SOMEBODY;
	birth->left = IPCDIAG_LEFT_SOMEBODY;
	memset(birth->parent_comm, 1, sizeof(birth->parent_comm));
	memset(&birth->maker, 0, sizeof(birth->maker));
	memset(&birth->marker, 0, sizeof(birth->marker));
	make_actor(&birth->maker);
	make_actor(&birth->marker);
}

/**
 * ipcdiag_longest_death() - give every field its longest value
 * @death: the record
 */
void ipcdiag_longest_death(struct ipcdiag_death *death)
{
	death->kind = IPCDIAG_SHM;
	death->how = IPCDIAG_END_NAMESPACE;
	death->born = true;
	death->marked = true;
	death->ns = U64_MAX;
	death->seq = U64_MAX;
	death->id = INT_MAX;
	death->size = U64_MAX;
	death->attached = U64_MAX;
	death->uid = KUIDT_INIT(UINT_MAX - 1);
	death->time = S64_MIN;
	death->birth_time = S64_MIN;
	death->mark_time = S64_MIN;
	make_actor(&death->remover);
	make_actor(&death->maker);
	make_actor(&death->marker);
}

/**
 * ipcdiag_longest_failure() - give every field its longest value
 * @failure: the record
 */
void ipcdiag_longest_failure(struct ipcdiag_failure *failure)
{
	failure->kind = IPCDIAG_MSG;
	failure->ns = U64_MAX;
	failure->seq = U64_MAX;
	failure->time = S64_MIN;
	failure->in_use = U64_MAX;
	failure->limit = U64_MAX;
	make_actor(&failure->actor);
}

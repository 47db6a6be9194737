/* SPDX-License-Identifier: GPL-2.0 */
/* From records to verdicts. */
#ifndef IPCDIAG_JUDGE_H
#define IPCDIAG_JUDGE_H

#include "base/making.h"
#include "judge/verdict.h"

/**
 * struct ipcdiag_precedent - the last judgement, for objects of which the same
 *			      is known: as a rule that is the next one
 * @facts: what it was made of
 * @judgement: the judgement
 * @given: there is one
 */
struct ipcdiag_precedent {
	struct ipcdiag_facts		facts;
	struct ipcdiag_judgement	judgement;
	bool				given;
};

bool ipcdiag_judge_keeps(const struct ipcdiag_making *making,
			 struct ipcdiag_object *obj);
void ipcdiag_judge_object(const struct ipcdiag_making *making,
			  struct ipcdiag_object *obj);
int ipcdiag_judge_all(struct ipcdiag_making *making);
int ipcdiag_judge_ask_again(struct ipcdiag_making *making);

#endif /* IPCDIAG_JUDGE_H */

/* SPDX-License-Identifier: GPL-2.0 */
/* Reading what was recorded, for a report. */
#ifndef IPCDIAG_READ_H
#define IPCDIAG_READ_H

#include "births/event.h"

/* Events that are copied in one go. */
#define IPCDIAG_EVENTS_BATCH	16

/**
 * struct ipcdiag_event_copy - an event, with what belongs to it
 * @event: the event
 * @place: where it is
 * @self: a death that nobody caused: @event has who made the object
 * @born: @birth is there
 * @birth: the birth of what went
 * @mark: who had marked it for destruction, if @event.mark is set
 *
 * What their persons refer to is referenced; nothing else in them is to be
 * followed.
 */
struct ipcdiag_event_copy {
	struct ipcdiag_event	event;
	unsigned long		place;
	bool			self;
	bool			born;
	struct ipcdiag_event	birth;
	struct ipcdiag_event	mark;
};

/**
 * struct ipcdiag_events_reader - reading all events, batch by batch
 * @wants: is an event wanted? Called with a raw lock held; must not sleep
 * @not_there: of one that is not: is its object none of those that seem to be
 *	       leaked? Likewise
 * @data: passed on to both
 * @at: place of the next one to be looked at
 * @nr: how many were copied
 * @copies: IPCDIAG_EVENTS_BATCH of them
 */
struct ipcdiag_events_reader {
	bool (*wants)(const struct ipcdiag_event *event, const void *data);
	bool (*not_there)(const struct ipcdiag_event *event, const void *data);
	const void			*data;
	unsigned long			at;
	unsigned int			nr;
	struct ipcdiag_event_copy	*copies;
};

bool ipcdiag_events_read(struct ipcdiag_events_reader *reader);
u64 ipcdiag_event_gone(unsigned long place, u64 seq, u64 now, time64_t touched);
void ipcdiag_events_put(struct ipcdiag_events_reader *reader);

#endif /* IPCDIAG_READ_H */

// SPDX-License-Identifier: GPL-2.0
/*
 * Reading what was recorded, for a report.
 *
 * Events keep their places while they are kept at all, so that they can be read
 * in batches: whatever is there all the time is read once.
 *
 * Locking: ipcdiag_events_lock, for a batch at a time.
 */
#include "births/births.h"
#include "births/person.h"
#include "births/read.h"
#include "births/store.h"

/* Places that are looked at in one go. */
#define LOOKED		64

static void copy(struct ipcdiag_event *to, const struct ipcdiag_event *from)
{
	*to = *from;
	ipcdiag_person_hold_locked(&to->person, &from->person);
}

/**
 * ipcdiag_events_read() - copy the next events that are wanted
 * @reader: where to go on; the copies of the last batch were put
 *
 * Context: process context.
 *
 * Return: false if there are no more; then none were copied.
 */
bool ipcdiag_events_read(struct ipcdiag_events_reader *reader)
{
	unsigned long flags, end;
	unsigned int looked;

	reader->nr = 0;
	if (ipcdiag_births_off())
		return false;

	raw_spin_lock_irqsave(&ipcdiag_events_lock, flags);
	end = ipcdiag_events_locked();
	for (looked = 0; looked < LOOKED && reader->at < end &&
	     reader->nr < IPCDIAG_EVENTS_BATCH; looked++, reader->at++) {
		struct ipcdiag_event_copy *to = &reader->copies[reader->nr];
		struct ipcdiag_event *event =
			ipcdiag_event_at_locked(reader->at);

		if (!event)
			continue;
		if (!reader->wants(event, reader->data)) {
			if (event->gone &&
			    reader->not_there(event, reader->data))
				event->gone = 0;
			continue;
		}
		copy(&to->event, event);
		to->place = reader->at;
		to->self = event->birth == event;
		to->born = event->birth && !to->self;
		if (to->born)
			copy(&to->birth, event->birth);
		if (event->mark)
			copy(&to->mark, event->mark);
		reader->nr++;
	}
	raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);

	return looked;
}

/**
 * ipcdiag_events_put() - put what the copies refer to
 * @reader: the copies
 *
 * Context: process context.
 */
void ipcdiag_events_put(struct ipcdiag_events_reader *reader)
{
	while (reader->nr) {
		struct ipcdiag_event_copy *copy = &reader->copies[--reader->nr];

		ipcdiag_person_put(&copy->event.person);
		if (copy->born)
			ipcdiag_person_put(&copy->birth.person);
		if (copy->event.mark)
			ipcdiag_person_put(&copy->mark.person);
	}
}

/**
 * ipcdiag_event_gone() - remember that an object seems to be an orphan
 * @place: where the event of its birth is
 * @seq: its number
 * @now: nanoseconds that the machine has run; 0 if it does not
 * @touched: when the object was touched last
 *
 * Return: since when that has been so whenever anybody looked, and nobody used it
 * in between; 0 if it is not.
 */
u64 ipcdiag_event_gone(unsigned long place, u64 seq, u64 now, time64_t touched)
{
	struct ipcdiag_event *event;
	unsigned long flags;
	u64 since = 0;

	raw_spin_lock_irqsave(&ipcdiag_events_lock, flags);
	event = ipcdiag_event_at_locked(place);
	if (event && event->seq == seq) {
		if (!now || !event->gone || event->touched != touched)
			event->gone = now;
		event->touched = touched;
		since = event->gone;
	}
	raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);

	return since;
}

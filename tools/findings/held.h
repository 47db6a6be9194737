/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory of removed segments, and who keeps it.
 */
#ifndef IPCDIAG_FINDINGS_HELD_H
#define IPCDIAG_FINDINGS_HELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* From here on it is told of whoever keeps it. */
#define HELD_MUCH (64ULL << 20)

/**
 * struct held_segment - a removed segment that is still attached
 * @bytes: what it takes in memory and swap
 * @maker_gone: whoever made it has exited
 * @told: set to whether it is worth telling of
 */
struct held_segment {
	uint64_t bytes;
	bool maker_gone;
	bool told;
};

/**
 * struct held_use - a process has a segment attached
 * @process: number of the process, from 0
 * @segment: index of the segment
 */
struct held_use {
	size_t process;
	size_t segment;
};

/**
 * struct held_row - a process that keeps segments
 * @process: number of the process
 * @segments: segments that it keeps, without those of the rows before
 * @bytes: what these take
 * @segment: index of one of them
 * @others: how many others have the one attached that most have
 */
struct held_row {
	size_t process;
	size_t segments;
	uint64_t bytes;
	size_t segment;
	size_t others;
};

/**
 * struct held - who keeps removed segments
 * @segments: the segments
 * @nsegments: how many
 * @uses: who has them attached
 * @nuses: how many
 * @nprocesses: how many processes there are
 * @rows: set to a new list of whom to tell of, who keeps most first
 * @nrows: set to how many
 * @told: set to how many segments are told of
 * @told_bytes: set to what these take
 */
struct held {
	struct held_segment *segments;
	size_t nsegments;
	struct held_use *uses;
	size_t nuses;
	size_t nprocesses;
	struct held_row *rows;
	size_t nrows;
	size_t told;
	uint64_t told_bytes;
};

void held_find(struct held *h);

#endif

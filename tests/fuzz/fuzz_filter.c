// SPDX-License-Identifier: GPL-2.0
/*
 * What a user may write: filters and references, one a line. Each is accepted, or
 * refused with a message that a terminal can show; an accepted reference can be
 * written and read again; whatever is accepted can be asked about any object.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "findings/filter.h"
#include "findings/objects.h"
#include "records/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char text[] =
	"ipcdiag 1 module=0.2.0 kernel=6.1 layout=btf time=1700000000 grace=60 refused=-\n"
	"ns id=1 inum=4026531839 init=1 self=1 procs=41 pid=1 ipid=1 comm=systemd cgroup=/init.scope pinned=0 userns=4026531837 owner=0 shm=1 sem=1 msg=0 shmmni=4096 shmmax=18446744073692774399 shmall=18446744073692774399 shmpages=16 semmni=32000 semmsl=32000 semmns=1024000000 semopm=500 sems=1 msgmni=32000 msgmax=8192 msgmnb=16384 msgs=0 msgbytes=0 shmlargest=65536 semlargest=1 msglargest=0 changed=0 msgfullest=- msgfulllimit=- capable=12 cappid=1 capipid=1 capcomm=systemd shmrss=65536 shmswap=0 semwaiters=0 msgwaiters=0 rmidforced=0\n"
	"shm ns=1 id=5 key=0x00004711 uid=0 gid=0 cuid=0 cgid=0 mode=0600 ctime=1699990000 size=65536 nattch=0 flags=- rss=4096 swap=0 atime=0 dtime=0 cpid=812 cipid=812 cstate=alive cfamily=0 ccomm=app lpid=- lipid=- lstate=none lfamily=0 lcomm=- plain=1 touched=1699990000 verdict=orphan reasons=nattch0,service-gone reclaim=4096\n"
	"user ns=1 type=shm id=5 kind=attach pid=812 ipid=812 tid=812 itid=812 uid=0 comm=app cgroup=/pod ro=0 rw=1\n"
	"end ns=1 shm=1 sem=0 semval=0 msg=0 run=0 user=1 changed=0\n";

static void require(bool condition, const char *what)
{
	if (condition)
		return;
	fprintf(stderr, "wrong: %s\n", what);
	abort();
}

/* The snapshot that is asked about; one object is enough to reach everything. */
static struct snapshot *snapshot(void)
{
	static struct snapshot *snap;
	struct parser *p;

	if (snap)
		return snap;
	p = parse_new("fuzz");
	parse_feed(p, text, sizeof(text) - 1);
	snap = parse_finish(p);
	parse_free(p);
	require(snap, "the snapshot is good");
	return snap;
}

static void check_ref(const char *word)
{
	struct object_ref ref, again;
	struct ref_objects found;
	char written[REF_TEXT];

	if (!ref_parse(word, &ref))
		return;
	ref_text(written, sizeof(written), &ref);
	require(ref_parse(written, &again), "what is written can be read");
	require(ref.kind == again.kind && ref.by_key == again.by_key &&
			ref.first == again.first && ref.last == again.last &&
			ref.ns.how == again.ns.how &&
			ref.ns.num == again.ns.num,
		"the same when read again");
	found = ref_find(&ref, snapshot());
	require(!found.n == (found.found == REF_NONE), "found or not");
	free(found.v);
}

static void check_filter(struct filter *filter, const char *word)
{
	char why[FILTER_WHY] = "";

	if (filter_add(filter, word, 0, why, sizeof(why)))
		return;
	require(*why, "a reason");
	for (const char *s = why; *s; s++)
		require((unsigned char)*s >= ' ' && *s != 0x7f,
			"a control character in a message");
	filter_free(filter);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct filter filter = { .n = 0 };
	char *words = malloc(size + 1), *rest = words, *word;
	char why[FILTER_WHY];

	memcpy(words, data, size);
	words[size] = '\0';
	while ((word = strsep(&rest, "\n"))) {
		check_ref(word);
		check_filter(&filter, word);
	}
	if (filter_resolve(&filter, snapshot(), false, why, sizeof(why)))
		filter_match(&filter, snapshot()->list[KIND_SHM].v[0]);
	require(!(filter_kinds(&filter) & ~OBJECT_KINDS), "kinds of object");
	filter_free(&filter);
	free(words);
	return 0;
}

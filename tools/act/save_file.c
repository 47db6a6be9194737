// SPDX-License-Identifier: GPL-2.0
/*
 * Files that have an object with all that is in it.
 */
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/save_file.h"
#include "base/fields.h"

#define MAGIC "ipcdiag-object "
#define HEAD                                                                 \
	MAGIC "1 kind=%s id=%" PRIu64 " inum=%" PRIu64 " key=%" PRIu64       \
	      " uid=%" PRIu64 " gid=%" PRIu64 " cuid=%" PRIu64               \
	      " cgid=%" PRIu64 " mode=%o size=%" PRIu64 " pagesize=%" PRIu64 \
	      " nsems=%" PRIu64 " qbytes=%" PRIu64 " qnum=%" PRIu64          \
	      " ctime=%" PRIu64 " time=%" PRIu64 "\n"
#define LINE_MOST 1024

/* As of zlib and Ethernet. */
static uint32_t crc_of(uint32_t crc, const unsigned char *p, size_t n)
{
	static uint32_t table[256];

	for (uint32_t i = 0; !table[255] && i < 256; i++) {
		uint32_t c = i;

		for (int bit = 0; bit < 8; bit++)
			c = c & 1 ? c >> 1 ^ 0xedb88320 : c >> 1;
		table[i] = c;
	}
	crc = ~crc;
	while (n--)
		crc = crc >> 8 ^ table[(crc ^ *p++) & 0xff];
	return ~crc;
}

/**
 * save_bytes() - write bytes
 * @s: the file
 * @bytes: the bytes
 * @len: how many
 */
void save_bytes(struct save_file *s, const void *bytes, size_t len)
{
	if (s->error || !len)
		return;
	s->crc = crc_of(s->crc, bytes, len);
	if (fwrite(bytes, 1, len, s->f) != len)
		s->error = errno;
}

static int head_line(char *line, size_t size, const struct saved_head *h)
{
	return snprintf(line, size, HEAD, kind_name(h->kind), h->id, h->inum,
			h->key, h->uid, h->gid, h->cuid, h->cgid, h->mode,
			h->size, h->pagesize, h->nsems, h->qbytes, h->qnum,
			h->ctime, h->time);
}

/**
 * save_begin() - begin to write an object
 * @s: set to the file
 * @fd: the file, which is closed by save_end()
 * @head: what the object is
 */
void save_begin(struct save_file *s, int fd, const struct saved_head *head)
{
	char line[LINE_MOST];
	int n = head_line(line, sizeof(line), head);

	*s = (struct save_file){ .f = fdopen(fd, "w") };
	if (!s->f) {
		s->error = errno;
		close(fd);
	}
	save_bytes(s, line, n);
}

/**
 * save_data() - begin a part
 * @s: the file
 * @part: what it is
 * @num: its offset, type or value
 * @len: its length; so many bytes and save_part_end() follow, unless it is a value
 */
void save_data(struct save_file *s, enum saved_part part, uint64_t num,
	       size_t len)
{
	char line[80];
	int n = part == SAVED_VALUE ?
			snprintf(line, sizeof(line), "value %" PRIu64 "\n",
				 num) :
			snprintf(line, sizeof(line), "%s %" PRIu64 " %zu\n",
				 part == SAVED_DATA ? "data" : "message", num,
				 len);

	save_bytes(s, line, n);
}

/**
 * save_part_end() - end a part
 * @s: the file
 */
void save_part_end(struct save_file *s)
{
	save_bytes(s, "\n", 1);
}

/**
 * save_end() - have all of a file on the disk, and close it
 * @s: the file
 *
 * Return: 0, or the first error.
 */
int save_end(struct save_file *s)
{
	if (!s->f)
		return s->error;
	if (!s->error && fprintf(s->f, "end %" PRIu32 "\n", s->crc) < 0)
		s->error = errno;
	if (!s->error && (fflush(s->f) || fsync(fileno(s->f))))
		s->error = errno;
	if (fclose(s->f) && !s->error)
		s->error = errno;
	return s->error;
}

/**
 * struct reader - a file that is being read
 * @f: the file
 * @head: what it says to have
 * @sink: who wants it, NULL for nobody
 * @crc: checksum so far
 * @error: what the sink returned
 * @parts: parts that were read
 */
struct reader {
	FILE *f;
	const struct saved_head *head;
	const struct saved_sink *sink;
	uint32_t crc;
	int error;
	uint64_t parts;
};

/* Return: false if the bytes are not all there, or nobody could take them. */
static bool read_bytes(struct reader *r, uint64_t len)
{
	unsigned char buf[65536];

	while (len) {
		size_t n = len < sizeof(buf) ? len : sizeof(buf);

		if (fread(buf, 1, n, r->f) != n)
			return false;
		r->crc = crc_of(r->crc, buf, n);
		len -= n;
		if (r->sink && !r->error)
			r->error = r->sink->bytes(r->sink->arg, buf, n);
		if (r->error)
			return false;
	}
	if (getc(r->f) != '\n')
		return false;
	r->crc = crc_of(r->crc, (const unsigned char *)"\n", 1);
	return true;
}

static bool begins(struct reader *r, enum saved_part part, uint64_t num,
		   uint64_t len)
{
	r->parts++;
	if (r->sink && !r->error)
		r->error = r->sink->part(r->sink->arg, part, num, len);
	return !r->error;
}

static bool read_part(struct reader *r, const char *line)
{
	const struct saved_head *h = r->head;
	uint64_t num, len = 0;

	if (h->kind == KIND_SEM)
		return field_num(&line, "value ", 10, &num) &&
		       !strcmp(line, "\n") && num <= 32767 &&
		       begins(r, SAVED_VALUE, num, 0);
	if (!field_num(&line, h->kind == KIND_MSG ? "message " : "data ", 10,
		       &num) ||
	    !field_num(&line, "", 10, &len) || strcmp(line, "\n") != 0)
		return false;
	if (h->kind == KIND_MSG)
		return num && num <= INT64_MAX && len <= INT32_MAX &&
		       begins(r, SAVED_MESSAGE, num, len) && read_bytes(r, len);
	return num <= h->size && len <= h->size - num &&
	       begins(r, SAVED_DATA, num, len) && read_bytes(r, len);
}

static bool is_complete(const struct reader *r)
{
	return r->head->kind == KIND_SEM ? r->parts == r->head->nsems :
	       r->head->kind == KIND_MSG ? r->parts == r->head->qnum :
					   true;
}

static bool read_fields(struct saved_head *h, const char *at)
{
	const struct {
		const char *name;
		uint64_t *num;
	} nums[] = {
		{ "id=", &h->id },	 { "inum=", &h->inum },
		{ "key=", &h->key },	 { "uid=", &h->uid },
		{ "gid=", &h->gid },	 { "cuid=", &h->cuid },
		{ "cgid=", &h->cgid },	 { "mode=", NULL },
		{ "size=", &h->size },	 { "pagesize=", &h->pagesize },
		{ "nsems=", &h->nsems }, { "qbytes=", &h->qbytes },
		{ "qnum=", &h->qnum },	 { "ctime=", &h->ctime },
		{ "time=", &h->time },
	};
	uint64_t mode = 0;
	char kind[8];

	if (!field_word(&at, "kind=", kind, sizeof(kind)))
		return false;
	for (size_t i = 0; i < sizeof(nums) / sizeof(nums[0]); i++)
		if (!field_num(&at, nums[i].name, nums[i].num ? 10 : 8,
			       nums[i].num ? nums[i].num : &mode))
			return false;
	h->kind = kind_named(kind, strlen(kind));
	h->mode = mode;
	return (h->kind == KIND_SHM || h->kind == KIND_SEM ||
		h->kind == KIND_MSG) &&
	       mode <= 0777 && h->id <= INT32_MAX && h->key <= UINT32_MAX &&
	       h->nsems <= INT32_MAX;
}

static const char *read_head(struct reader *r, struct saved_head *h)
{
	char line[LINE_MOST], again[LINE_MOST];

	if (!fgets(line, sizeof(line), r->f) ||
	    strncmp(line, MAGIC, strlen(MAGIC)) != 0)
		return "it was not written by ipcdiag clean --save";
	if (strncmp(line + strlen(MAGIC), "1 ", 2) != 0)
		return "it was written by a newer version of ipcdiag";
	if (!read_fields(h, line + strlen(MAGIC) + 2))
		return "it is damaged";
	head_line(again, sizeof(again), h);
	if (strcmp(line, again) != 0)
		return "it is damaged";
	if (r->sink)
		head_line(again, sizeof(again), r->sink->expected);
	if (strcmp(line, again) != 0)
		return "it is another one by now";
	r->crc = crc_of(0, (const unsigned char *)line, strlen(line));
	return NULL;
}

/**
 * saved_read() - read a file
 * @f: the file, at its beginning
 * @head: set to what the object was
 * @sink: who wants what was in it; NULL to see only whether the file is sound
 * @error: set to the error number that the sink returned, 0 for none
 *
 * Return: NULL, or what is wrong with the file, or an empty text if only the sink
 * failed.
 */
const char *saved_read(FILE *f, struct saved_head *head,
		       const struct saved_sink *sink, int *error)
{
	struct reader r = { .f = f, .head = head, .sink = sink };
	const char *wrong = read_head(&r, head), *at;
	char line[LINE_MOST];
	uint64_t crc = 0;

	*error = 0;
	while (!wrong) {
		if (!fgets(line, sizeof(line), f))
			return "it is damaged: its end is missing";
		at = line;
		if (field_num(&at, "end ", 10, &crc) && !strcmp(at, "\n"))
			break;
		r.crc = crc_of(r.crc, (const unsigned char *)line,
			       strlen(line));
		if (!read_part(&r, line))
			wrong = r.error ? "" : "it is damaged";
	}
	*error = r.error;
	if (wrong)
		return wrong;
	if (crc != r.crc || !is_complete(&r) || getc(f) != EOF || ferror(f))
		return "it is damaged: its checksum is wrong";
	return NULL;
}

/*
 * Octets of a file or of memory: what is gzip'd is gunzipped, and UTF-16 comes as UTF-8. Read through once, in pieces.
 *
 * SPDX-License-Identifier: MIT
 */
#include "inner.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { PIECE = 65536, GZIP_WINDOW = 15 + 16 /* zlib.h: 16 more is for gzip's own frame */, PROGRESS_FROM = 16 << 20 };

struct piece {
	unsigned char octets[PIECE];
	size_t used, length;
};

struct source {
	int descriptor; /* -1 where the octets are in memory */
	bool opened;    /* by us */
	const unsigned char *memory;
	size_t memory_left;
	int64_t size, taken; /* octets of the file: all, 0 where that is not known, and those that were read */
	struct piece raw;    /* as it came */
	struct piece plain;  /* gunzipped */
	bool gzip;
	z_stream inflater;
	int unit; /* octets of a code unit: 2 for UTF-16 */
	bool big_endian;
	int32_t kept;      /* a unit of UTF-16 that was looked at before its time; -1 for none */
	struct piece text; /* in UTF-8 */
	struct problem *problem;
};

/* ---- as it came ---- */

static size_t memory_read(struct source *source, unsigned char *octets, size_t most)
{
	size_t length = source->memory_left < most ? source->memory_left : most;

	if (length > 0)
		memcpy(octets, source->memory, length);
	source->memory += length;
	source->memory_left -= length;
	return length;
}

static size_t file_read(struct source *source, unsigned char *octets, size_t most)
{
	ssize_t length;

	do
		length = read(source->descriptor, octets, most);
	while (length < 0 && errno == EINTR);
	if (length < 0)
		problem_say(source->problem, "cannot be read: %s", strerror(errno));
	return length < 0 ? 0 : (size_t)length;
}

/* Fills up what is empty. False at the end. */
static bool raw_fill(struct source *source)
{
	struct piece *raw = &source->raw;

	if (raw->used < raw->length)
		return true;
	raw->used = 0;
	raw->length = source->descriptor < 0 ? memory_read(source, raw->octets, PIECE)
					     : file_read(source, raw->octets, PIECE);
	source->taken += (int64_t)raw->length;
	return raw->length > 0;
}

/* ---- gunzipped ---- */

static size_t raw_copy(struct source *source, unsigned char *octets, size_t most)
{
	struct piece *raw = &source->raw;
	size_t length = raw_fill(source) ? raw->length - raw->used : 0;

	if (length > most)
		length = most;
	memcpy(octets, raw->octets + raw->used, length);
	raw->used += length;
	return length;
}

/* RFC 1952, 2.2: a file may have several members, one behind the other. What is behind the last, such as padding, is passed over. */
static bool next_member(struct source *source)
{
	return raw_fill(source) && source->raw.octets[source->raw.used] == 0x1f &&
	       inflateReset(&source->inflater) == Z_OK;
}

static size_t inflate_some(struct source *source, unsigned char *octets, size_t most)
{
	z_stream *inflater = &source->inflater;
	int status = Z_OK;

	inflater->next_out = octets;
	inflater->avail_out = (uInt)most;
	while (inflater->avail_out == most && status == Z_OK) {
		if (!raw_fill(source)) {
			problem_say(source->problem, "ends in the middle of its gzip data");
			return 0;
		}
		inflater->next_in = source->raw.octets + source->raw.used;
		inflater->avail_in = (uInt)(source->raw.length - source->raw.used);
		status = inflate(inflater, Z_NO_FLUSH);
		source->raw.used = source->raw.length - inflater->avail_in;
	}
	if (status == Z_STREAM_END) {
		source->gzip = next_member(source);
		if (!source->gzip) {
			inflateEnd(inflater);
			source->raw.used = source->raw.length;
			source->memory_left = 0;
		}
	} else if (status != Z_OK) {
		problem_say(source->problem, "its gzip data is broken: %s",
			inflater->msg ? inflater->msg : "it has no end");
		return 0;
	}
	size_t length = most - inflater->avail_out;
	return length > 0 || !source->gzip ? length : inflate_some(source, octets, most);
}

/* Adds to what is there, so that the first octets can be looked at together. False at the end. */
static bool plain_add(struct source *source)
{
	struct piece *plain = &source->plain;
	size_t length = source->gzip ? inflate_some(source, plain->octets + plain->length, PIECE - plain->length)
				     : raw_copy(source, plain->octets + plain->length, PIECE - plain->length);

	plain->length += length;
	return length > 0;
}

static bool plain_fill(struct source *source)
{
	struct piece *plain = &source->plain;

	if (plain->used < plain->length)
		return true;
	plain->used = plain->length = 0;
	return plain_add(source);
}

/* ---- in UTF-8 ---- */

static void text_put(struct piece *text, uint32_t c)
{
	unsigned char *out = text->octets + text->length;

	if (c < 0x80) {
		out[0] = (unsigned char)c;
		text->length += 1;
	} else if (c < 0x800) {
		out[0] = (unsigned char)(0xc0 | c >> 6);
		out[1] = (unsigned char)(0x80 | (c & 0x3f));
		text->length += 2;
	} else if (c < 0x10000) {
		out[0] = (unsigned char)(0xe0 | c >> 12);
		out[1] = (unsigned char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (unsigned char)(0x80 | (c & 0x3f));
		text->length += 3;
	} else {
		out[0] = (unsigned char)(0xf0 | c >> 18);
		out[1] = (unsigned char)(0x80 | (c >> 12 & 0x3f));
		out[2] = (unsigned char)(0x80 | (c >> 6 & 0x3f));
		out[3] = (unsigned char)(0x80 | (c & 0x3f));
		text->length += 4;
	}
}

/* A code unit of UTF-16; -1 at the end, where half a unit is none. */
static int32_t unit_next(struct source *source)
{
	int32_t kept = source->kept;
	int octets[2];

	source->kept = -1;
	if (kept >= 0)
		return kept;
	for (int i = 0; i < 2; i++) {
		if (!plain_fill(source))
			return -1;
		octets[i] = source->plain.octets[source->plain.used++];
	}
	return source->big_endian ? octets[0] << 8 | octets[1] : octets[1] << 8 | octets[0];
}

/* The low half of a pair; -1 where there is none. */
static int32_t low_surrogate(struct source *source)
{
	int32_t unit = unit_next(source);

	if (unit < 0 || (unit & 0xfc00) == 0xdc00)
		return unit;
	source->kept = unit;
	return -1;
}

static void utf16_decode(struct source *source)
{
	enum { LONGEST = 4, REPLACEMENT = 0xfffd };
	struct piece *text = &source->text;

	while (text->length + LONGEST <= PIECE) {
		int32_t unit = unit_next(source);
		if (unit < 0)
			return;
		if ((unit & 0xf800) != 0xd800) {
			text_put(text, (uint32_t)unit);
			continue;
		}
		int32_t low = (unit & 0xfc00) == 0xd800 ? low_surrogate(source) : -1;
		text_put(text,
			low < 0 ? REPLACEMENT : 0x10000 + (((uint32_t)unit & 0x3ff) << 10 | ((uint32_t)low & 0x3ff)));
	}
}

static bool text_fill(struct source *source)
{
	struct piece *text = &source->text;

	text->used = text->length = 0;
	if (source->unit == 2) {
		utf16_decode(source);
	} else if (plain_fill(source)) {
		struct piece *plain = &source->plain;
		text->length = plain->length - plain->used;
		memcpy(text->octets, plain->octets + plain->used, text->length);
		plain->used = plain->length;
	}
	return text->length > 0;
}

/* ---- opening ---- */

static bool gzip_begin(struct source *source)
{
	const unsigned char *octets = source->raw.octets;

	if (source->raw.length < 2 || octets[0] != 0x1f || octets[1] != 0x8b)
		return true;
	source->gzip = inflateInit2(&source->inflater, GZIP_WINDOW) == Z_OK;
	return source->gzip || problem_say(source->problem, "out of memory");
}

/* By the byte order mark; without one UTF-16 is known by its zeros, since what is read here begins with ASCII. */
static void encoding_find(struct source *source)
{
	struct piece *plain = &source->plain;
	const unsigned char *octets = plain->octets;

	while (plain->length < 3 && plain_add(source))
		;
	if (plain->length >= 3 && memcmp(octets, "\xef\xbb\xbf", 3) == 0) {
		plain->used = 3;
	} else if (plain->length >= 2 && (memcmp(octets, "\xff\xfe", 2) == 0 || memcmp(octets, "\xfe\xff", 2) == 0)) {
		plain->used = 2;
		source->unit = 2;
		source->big_endian = octets[0] == 0xfe;
	} else if (plain->length >= 2 && (octets[0] == 0) != (octets[1] == 0)) {
		source->unit = 2;
		source->big_endian = octets[0] == 0;
	}
}

static struct source *source_begin(struct source *source)
{
	raw_fill(source);
	if (gzip_begin(source))
		encoding_find(source);
	if (!source->problem->text[0])
		return source;
	source_close(source);
	return NULL;
}

static struct source *source_new(struct problem *problem)
{
	struct source *source = malloc(sizeof *source);

	if (!source) {
		problem_say(problem, "out of memory");
		return NULL;
	}
	memset(source, 0, sizeof *source);
	source->problem = problem;
	source->descriptor = -1;
	source->unit = 1;
	source->kept = -1;
	return source;
}

static int64_t size_of(int descriptor)
{
	struct stat status;

	return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) ? status.st_size : 0;
}

struct source *source_open_descriptor(int descriptor, struct problem *problem)
{
	struct source *source = source_new(problem);

	if (!source)
		return NULL;
	source->descriptor = descriptor;
	source->size = size_of(descriptor);
	return source_begin(source);
}

struct source *source_open_path(const char *path, struct problem *problem)
{
	int descriptor = open(path, O_RDONLY | O_CLOEXEC);

	if (descriptor < 0) {
		problem_say(problem, "cannot be opened: %s", strerror(errno));
		return NULL;
	}
	struct source *source = source_open_descriptor(descriptor, problem);
	if (source)
		source->opened = true;
	else
		close(descriptor);
	return source;
}

struct source *source_open_octets(const char *bytes, size_t length, struct problem *problem)
{
	struct source *source = source_new(problem);

	if (!source)
		return NULL;
	source->memory = (const unsigned char *)bytes;
	source->memory_left = length;
	return source_begin(source);
}

void source_close(struct source *source)
{
	if (!source)
		return;
	if (source->gzip)
		inflateEnd(&source->inflater);
	if (source->opened)
		close(source->descriptor);
	free(source);
}

/* ---- reading ---- */

int source_next(struct source *source)
{
	struct piece *text = &source->text;

	return text->used < text->length || text_fill(source) ? text->octets[text->used++] : EOF;
}

void source_back(struct source *source)
{
	source->text.used--;
}

const char *source_ahead(struct source *source, size_t *length)
{
	struct piece *text = &source->text;

	*length = text->used < text->length || text_fill(source) ? text->length - text->used : 0;
	return (const char *)text->octets + text->used;
}

void source_skip(struct source *source, size_t length)
{
	source->text.used += length;
}

char *source_rest(struct source *source, size_t most, size_t room, size_t *length)
{
	struct text rest = {.bytes = NULL};
	size_t ahead;

	for (;;) {
		const char *bytes = source_ahead(source, &ahead);
		if (ahead == 0 || rest.length + ahead > most)
			break;
		if (!text_add(&rest, bytes, ahead))
			break;
		source_skip(source, ahead);
	}
	*length = rest.length;
	if (ahead == 0 && !source->problem->text[0] && text_reserve(&rest, room + 1))
		return rest.bytes;
	if (ahead > 0 && rest.length + ahead > most)
		problem_say(
			source->problem, "has more than %zu octets, the most that are read of what is no HAR", most);
	problem_say(source->problem, "out of memory");
	free(rest.bytes);
	return NULL;
}

int source_progress(const struct source *source)
{
	return source->size >= PROGRESS_FROM ? (int)(100 * source->taken / source->size) : -1;
}

/*
 * A million inputs for each reader of values, made at random from a fixed seed: pieces of the grammars and odd octets, put together. Each lies in
 * memory of exactly its size, so that a sanitizer or valgrind sees a step past the end. And inputs of a megabyte take time that grows with their
 * length and no faster.
 *
 * random [COUNT]: with a count, that many, and no large ones. SPDX-License-Identifier: MIT
 */
#define _POSIX_C_SOURCE 200809L
#include "values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PIECES_MOST = 12, LARGE = 1 << 20 };

static const char *const pieces[] = {",", ";", "=", "\"", "\\", " ", "\t", "/", "*", "-", "+", "<", ">", "(", ")", "W/",
	"\"x\"", "bytes", "bytes=", "bytes ", "0-", "-5", "0-499", "*/1234", "max-age", "=60", "s-maxage", "private",
	"no-cache", "must-understand", "stale-if-error", "chunked", "gzip", "close", "keep-alive", "Basic",
	"realm=", "Negotiate", "abc==", "Newauth", "rel=", "blocked-by", "http", ":", "//", "example.com", ":80",
	":99999", "[::1]", "?q", "#f", "..", "/../", "/./", "%", "%2", "%2e", "Sun, 06 Nov 1994 08:49:37 GMT",
	"Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "GMT", "60", "99999999999999999999",
	"9223372036854775807", "120", "1e3", "\r\n", "\x80", "\xff", "\xc3\xa9", "\x01", "\x7f", "{", "|"};

static uint64_t state = 88172645463325252u;

/* xorshift: the same everywhere. */
static uint64_t next_random(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

/* A new input in memory of its own; free its bytes. */
static struct span make_input(void)
{
	char text[PIECES_MOST * 40];
	size_t length = 0;

	for (uint64_t count = next_random() % PIECES_MOST; count > 0; count--) {
		const char *piece = pieces[next_random() % (sizeof pieces / sizeof pieces[0])];

		memcpy(text + length, piece, strlen(piece));
		length += strlen(piece);
	}
	if (length && next_random() % 4 == 0)
		text[next_random() % length] = (char)next_random();
	char *bytes = malloc(length ? length : 1);
	if (!bytes)
		abort();
	memcpy(bytes, text, length);
	return (struct span){bytes, length};
}

typedef void reader(struct span value);

static void read_lists(struct span value)
{
	struct span rest = value, element;
	struct parameter parameter;

	while (list_next(&rest, &element))
		continue;
	rest = value;
	while (parameter_next(&rest, &parameter))
		parameter_value_is(parameter.value, SPAN("x"));
	list_has_token(value, SPAN("close"));
	list_has_exactly(value, SPAN("GET"));
	list_is_tokens(value);
	span_is_quoted_string(value);
}

static void read_unquoted(struct span value)
{
	char out[64];

	value_unquote(value, out, sizeof out);
	value_unquote(value, out, 1);
	value_unquote(value, NULL, 0);
}

static void read_dates(struct span value)
{
	struct date date;
	struct retry_after retry_after;
	char out[DATE_SIZE];

	if (date_read(value, (int64_t)next_random(), &date))
		date_write(date.seconds, out);
	retry_after_read(value, (int64_t)next_random(), &retry_after);
	date_write((int64_t)next_random(), out);
}

static void read_tags(struct span value)
{
	struct entity_tag tag;

	if (entity_tag_read(value, &tag))
		entity_tag_strong_equal(tag, tag);
	entity_tag_list_match(value, (struct entity_tag){false, SPAN("\"x\"")}, false);
}

static void read_challenges(struct span value)
{
	struct challenge challenge;
	struct parameter parameter;

	while (challenge_next(&value, &challenge))
		while (challenge_parameter_next(&challenge.parameters, &parameter))
			continue;
}

static void read_links(struct span value)
{
	struct link link;

	while (link_next(&value, &link))
		link_has_relation(link, SPAN("blocked-by"));
}

static void read_cache_control(struct span value)
{
	struct cache_control control;
	int64_t age;

	cache_control_read(value, &control);
	age_read(value, &age);
}

static void read_framing(struct span value)
{
	enum length_state length_state = LENGTH_NONE;
	struct transfer_coding coding;
	struct content_range content_range;
	struct range range;
	struct range_spec spec;
	int64_t length = 0;

	content_length_add(value, &length_state, &length);
	content_length_add(value, &length_state, &length);
	transfer_coding_read(value, &coding);
	content_range_read(value, &content_range);
	if (range_read(value, &range))
		while (range_next(&range.set, &spec))
			continue;
}

static char room[3 * LARGE + 64];

static void read_targets(struct span value)
{
	unsigned defects;
	char small[16];
	size_t whole = uri_resolve(SPAN("http://a/b/c/d;p?q#f"), value, true, room, sizeof room, &defects);

	if (whole != uri_resolve(SPAN("http://a/b/c/d;p?q#f"), value, true, small, sizeof small, &defects))
		abort(); /* the length is the whole length, whatever the room */
	uri_resolve(value, SPAN("../x"), false, room, sizeof room, &defects);
	uri_same_origin(value, SPAN("http://example.com"));
	uri_asks_the_same(value, SPAN("http://example.com?q"));
	uri_has_userinfo(value);
	uri_host_is_not_ascii(value);
}

static const struct {
	const char *name;
	reader *read;
} readers[] = {
	{"lists", read_lists},
	{"unquoted", read_unquoted},
	{"dates", read_dates},
	{"tags", read_tags},
	{"challenges", read_challenges},
	{"links", read_links},
	{"cache_control", read_cache_control},
	{"framing", read_framing},
	{"targets", read_targets},
};

static double seconds_for(reader *read, struct span value)
{
	struct timespec begin, end;

	clock_gettime(CLOCK_MONOTONIC, &begin);
	read(value);
	clock_gettime(CLOCK_MONOTONIC, &end);
	return (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9;
}

/* One piece again and again, a megabyte of it: quadratic time would be minutes, so five seconds leave room for a slow machine. */
static int large_inputs_are_quick(reader *read, const char *name)
{
	static char large[LARGE];
	int slow = 0;

	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		for (size_t k = 0; k < LARGE; k++)
			large[k] = pieces[i][k % strlen(pieces[i])];
		double seconds = seconds_for(read, (struct span){large, LARGE});

		if (seconds > 5) {
			printf("%s: a megabyte of \"%s\" takes %.1f s\n", name, pieces[i], seconds);
			slow = 1;
		}
	}
	return slow;
}

int main(int count, char **arguments)
{
	long inputs = count > 1 ? strtol(arguments[1], NULL, 10) : 1000000;
	int slow = 0;

	for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
		for (long k = 0; k < inputs; k++) {
			struct span value = make_input();

			readers[i].read(value);
			free((void *)(uintptr_t)value.bytes);
		}
		if (count == 1)
			slow |= large_inputs_are_quick(readers[i].read, readers[i].name);
	}
	return slow;
}

/*
 * The entries of a HAR, one after the other, so that memory is that of one entry; also of a list of entries, and an entry alone.
 *
 * SPDX-License-Identifier: MIT
 */
#include "inner.h"

#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* ---- a value as it stands ---- */

static bool octet_put(struct har *har, int c)
{
	if (text_add(&har->text, (char[]){(char)c}, 1))
		return true;
	return problem_say(har->problem, "out of memory");
}

static int next_octet(struct har *har)
{
	int c;

	do
		c = source_next(har->source);
	while (c != EOF && isspace(c));
	return c;
}

static size_t plain_length(const char *bytes, size_t length)
{
	size_t plain = 0;

	while (plain < length && bytes[plain] != '"' && bytes[plain] != '\\')
		plain++;
	return plain;
}

/* Takes in the rest of a string, whose quote was read. */
static bool string_scan(struct har *har)
{
	size_t length;

	for (;;) {
		const char *ahead = source_ahead(har->source, &length);
		size_t plain = plain_length(ahead, length);

		if (length == 0)
			return false;
		if (!text_add(&har->text, ahead, plain))
			return problem_say(har->problem, "out of memory");
		source_skip(har->source, plain);
		if (plain == length)
			continue;
		int c = source_next(har->source);
		if (!octet_put(har, c))
			return false;
		if (c == '"')
			return true;
		if ((c = source_next(har->source)) == EOF || !octet_put(har, c)) /* what is behind a backslash */
			return false;
	}
}

/* Takes in one value by its brackets and quotes, behind what is there. What follows it stays in the file. */
static bool value_scan(struct har *har)
{
	size_t before = har->text.length;
	int depth = 0, c = next_octet(har);

	for (; c != EOF; c = source_next(har->source)) {
		if (depth == 0 && (c == ',' || c == ']' || c == '}')) {
			source_back(har->source);
			return har->text.length > before;
		}
		if (!octet_put(har, c) || (c == '"' && !string_scan(har)))
			return false;
		depth += c == '{' || c == '[';
		depth -= c == '}' || c == ']';
	}
	return depth == 0 && har->text.length > before;
}

/* ---- the way to the entries ---- */

enum { KEY_NONE, KEY_END, KEY_LOG, KEY_ENTRIES, KEY_CREATOR, KEY_REQUEST, KEY_OTHER };

static int key_of(const char *text, size_t length)
{
	static const struct {
		const char *quoted;
		int key;
	} keys[] = {
		{"\"log\"", KEY_LOG},
		{"\"entries\"", KEY_ENTRIES},
		{"\"creator\"", KEY_CREATOR},
		{"\"request\"", KEY_REQUEST},
		{"\"response\"", KEY_REQUEST},
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strlen(keys[i].quoted) == length && memcmp(text, keys[i].quoted, length) == 0)
			return keys[i].key;
	return KEY_OTHER;
}

/* Takes in the next key of an object and its colon. KEY_END at the end of the object; KEY_NONE where there is no key. */
static int key_next(struct har *har)
{
	int c = next_octet(har);

	if (c == ',') {
		if (!octet_put(har, c))
			return KEY_NONE;
		c = next_octet(har);
	}
	if (c == '}')
		return octet_put(har, c) ? KEY_END : KEY_NONE;
	size_t begin = har->text.length;
	if (c != '"' || !octet_put(har, c) || !string_scan(har))
		return KEY_NONE;
	size_t length = har->text.length - begin;
	if (next_octet(har) != ':' || !octet_put(har, ':'))
		return KEY_NONE;
	return key_of(har->text.bytes + begin, length);
}

/* Who wrote it, from the value that was taken in from @begin on. */
static void creator_read(struct har *har, size_t begin)
{
	json_t *creator = json_loadb(har->text.bytes + begin, har->text.length - begin, 0, NULL);
	const char *name = json_string_value(json_object_get(creator, "name"));

	har->saw_the_wire = name && recorder_saw_the_wire(name);
	json_decref(creator);
}

static bool list_begin(struct har *har)
{
	har->text.length = 0;
	return next_octet(har) == '[' || problem_say(har->problem, "is no HAR: entries is no list");
}

static bool is_no_har(struct har *har)
{
	return problem_say(har->problem, "is no HAR: there is no list log.entries in it");
}

/* Inside of an object, behind its bracket: of a HAR, of its log, or of one entry. */
static bool object_begin(struct har *har)
{
	bool is_entry = false;
	int key;

	while ((key = key_next(har)) != KEY_NONE && key != KEY_END) {
		size_t begin = har->text.length;

		if (key == KEY_ENTRIES)
			return list_begin(har);
		if (key == KEY_LOG) {
			har->text.length = 0;
			return next_octet(har) == '{' ? object_begin(har) : is_no_har(har);
		}
		is_entry |= key == KEY_REQUEST;
		if (!value_scan(har))
			return is_no_har(har);
		if (key == KEY_CREATOR)
			creator_read(har, begin);
	}
	har->alone = is_entry && key == KEY_END;
	return har->alone || is_no_har(har);
}

bool har_begin(struct har *har, struct source *source, struct problem *problem)
{
	*har = (struct har){.source = source, .problem = problem};
	if (next_octet(har) == '[')
		return true;
	return octet_put(har, '{') && object_begin(har);
}

/* ---- entries ---- */

/* Takes in the next entry. RECORDING_END where there are no more. */
static int entry_next(struct har *har)
{
	int c = next_octet(har);

	har->text.length = 0;
	if (c == ']')
		return RECORDING_END;
	if (har->entry > 0 && c != ',') {
		problem_say(har->problem, "is not behind another with a comma, nor is the list at its end");
		return RECORDING_BROKEN;
	}
	if (har->entry == 0 && c != EOF)
		source_back(har->source);
	if (value_scan(har))
		return RECORDING_EXCHANGE;
	problem_say(har->problem, "the file ends, or the entry is empty");
	return RECORDING_BROKEN;
}

int har_next(struct har *har, struct httpstatus_exchange *exchange)
{
	int found = har->alone ? (har->entry > 0 ? RECORDING_END : RECORDING_EXCHANGE) : entry_next(har);

	if (found != RECORDING_EXCHANGE)
		return found;
	har->entry++;
	return entry_read(exchange, &har->text, har->saw_the_wire, har->problem);
}

void har_end(struct har *har)
{
	free(har->text.bytes);
	har->text = (struct text){.bytes = NULL};
}

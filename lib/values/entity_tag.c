/*
 * Entity tags: what ETag, If-Match and If-None-Match say.
 *
 * SPDX-License-Identifier: MIT
 */
#include "values.h"

/* RFC 9110, 8.8.3: VCHAR except double quotes, plus obs-text. A backslash is one like any other. */
static bool is_etagc(char c)
{
	return (unsigned char)c > ' ' && c != '"' && c != '\x7f';
}

/* RFC 9110, 8.8.3: "W/", in this case only. */
static bool is_weak(struct span span)
{
	return span_equals(span_first(span, 2), SPAN("W/"));
}

/* The octets of the opaque tag that @span starts with, with both quotes; 0 where it is none. */
static size_t opaque_tag_length(struct span span)
{
	size_t length = 1;

	if (span.length == 0 || span.bytes[0] != '"')
		return 0;
	while (length < span.length && is_etagc(span.bytes[length]))
		length++;
	return length < span.length && span.bytes[length] == '"' ? length + 1 : 0;
}

/* The entity tag that *rest starts with, leaving what follows it. */
static bool take_entity_tag(struct span *rest, struct entity_tag *tag)
{
	bool weak = is_weak(*rest);
	struct span opaque = span_from(*rest, weak ? 2 : 0);
	size_t length = opaque_tag_length(opaque);

	if (length == 0)
		return false;
	*rest = span_from(opaque, length);
	*tag = (struct entity_tag){.weak = weak, .opaque = span_first(opaque, length)};
	return true;
}

bool entity_tag_read(struct span value, struct entity_tag *out)
{
	struct entity_tag tag;

	if (!take_entity_tag(&value, &tag) || value.length > 0)
		return false;
	*out = tag;
	return true;
}

bool entity_tag_strong_equal(struct entity_tag a, struct entity_tag b)
{
	return !a.weak && !b.weak && span_equals(a.opaque, b.opaque);
}

bool entity_tag_weak_equal(struct entity_tag a, struct entity_tag b)
{
	return span_equals(a.opaque, b.opaque);
}

/* RFC 9110, 13.1.1 and 13.1.2: a star is one only alone. The whole list is read, for a match in an invalid one is none. */
enum tag_match entity_tag_list_match(struct span value, struct entity_tag tag, bool strong)
{
	enum tag_match match = TAG_NO_MATCH;
	struct entity_tag listed;

	if (span_equals(span_trim(value), SPAN("*")))
		return TAG_STAR;
	list_skip(&value);
	while (value.length > 0) {
		if (!take_entity_tag(&value, &listed) || !list_skip(&value))
			return TAG_INVALID;
		if (strong ? entity_tag_strong_equal(listed, tag) : entity_tag_weak_equal(listed, tag))
			match = TAG_MATCH;
	}
	return match;
}

bool entity_tag_next(struct span *rest, struct span *tag)
{
	struct span from;
	struct entity_tag read;

	list_skip(rest);
	from = *rest;
	if (!take_entity_tag(rest, &read))
		return false;
	*tag = span_first(from, from.length - rest->length);
	return true;
}

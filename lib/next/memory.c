/*
 * Texts that a chain must not forget: the targets that were asked, the challenges that were answered.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

#include <string.h>

/* A text in a list is its length and its octets, of which any may be NUL. */

bool memory_begin(struct buffer *buffer, size_t *place)
{
	size_t length = 0;

	*place = buffer->used;
	return buffer_put(buffer, (struct span){(const char *)&length, sizeof length});
}

void memory_end(struct buffer *buffer, size_t place)
{
	size_t length = buffer->used - place - sizeof length;

	memcpy(buffer->bytes + place, &length, sizeof length);
}

bool memory_put(struct buffer *buffer, struct span text)
{
	size_t place;

	if (!memory_begin(buffer, &place) || !buffer_put(buffer, text)) {
		buffer->used = place;
		return false;
	}
	memory_end(buffer, place);
	return true;
}

bool memory_next(const struct buffer *buffer, size_t *place, struct span *text)
{
	if (*place >= buffer->used)
		return false;
	memcpy(&text->length, buffer->bytes + *place, sizeof text->length);
	text->bytes = buffer->bytes + *place + sizeof text->length;
	*place += sizeof text->length + text->length;
	return true;
}

bool memory_has(const struct buffer *buffer, struct span text)
{
	struct span one;

	for (size_t place = 0; memory_next(buffer, &place, &one);)
		if (span_equals(one, text))
			return true;
	return false;
}

bool memory_has_target(const struct buffer *buffer, struct span target)
{
	struct span one;

	for (size_t place = 0; memory_next(buffer, &place, &one);)
		if (uri_asks_the_same(one, target))
			return true;
	return memory_has(buffer, uri_without_fragment(target));
}

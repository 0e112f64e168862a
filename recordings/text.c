/*
 * Text that grows at its end.
 *
 * SPDX-License-Identifier: MIT
 */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

bool text_reserve(struct text *text, size_t room)
{
	size_t capacity = text->capacity ? text->capacity : 4096;

	if (room > SIZE_MAX / 4 - text->length)
		return false;
	while (capacity < text->length + room)
		capacity *= 2;
	if (capacity == text->capacity)
		return true;
	char *bytes = realloc(text->bytes, capacity);
	if (!bytes)
		return false;
	text->bytes = bytes;
	text->capacity = capacity;
	return true;
}

bool text_add(struct text *text, const char *bytes, size_t length)
{
	if (!text_reserve(text, length))
		return false;
	memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
	return true;
}

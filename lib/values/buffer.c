/*
 * Memory that grows: buffers and arrays.
 *
 * SPDX-License-Identifier: MIT
 */
#include "buffer.h"

#include <stdlib.h>
#include <string.h>

size_t larger_capacity(size_t capacity, size_t wanted)
{
	size_t larger = capacity ? capacity : 64;

	while (larger < wanted)
		larger = larger > SIZE_MAX / 2 ? wanted : larger * 2;
	return larger;
}

bool buffer_reserve(struct buffer *buffer, size_t size)
{
	if (size <= buffer->capacity)
		return true;
	size_t capacity = larger_capacity(buffer->capacity, size);
	char *bytes = realloc(buffer->bytes, capacity);

	if (!bytes)
		return false;
	buffer->bytes = bytes;
	buffer->capacity = capacity;
	return true;
}

bool buffer_put(struct buffer *buffer, struct span span)
{
	/* Octets of the buffer's own move with it. */
	uintptr_t begin = (uintptr_t)buffer->bytes, offset = (uintptr_t)span.bytes - begin;
	bool is_own = (uintptr_t)span.bytes >= begin && offset < buffer->capacity;

	if (span.length >= SIZE_MAX - buffer->used || !buffer_reserve(buffer, buffer->used + span.length + 1))
		return false;
	if (span.length)
		memmove(buffer->bytes + buffer->used, is_own ? buffer->bytes + offset : span.bytes, span.length);
	buffer->used += span.length;
	buffer->bytes[buffer->used] = '\0';
	return true;
}

bool array_reserve(void **array, size_t *capacity, size_t count, size_t size)
{
	if (count <= *capacity)
		return true;
	size_t larger = larger_capacity(*capacity, count);
	void *moved = larger <= SIZE_MAX / size ? realloc(*array, larger * size) : NULL;

	if (!moved)
		return false;
	*array = moved;
	*capacity = larger;
	return true;
}

bool buffer_put_number(struct buffer *buffer, int64_t number)
{
	char text[NUMBER_SIZE];

	number_write(number, text);
	return buffer_put(buffer, span_of(text));
}

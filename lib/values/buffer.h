/*
 * Memory that grows: buffers and arrays.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_VALUES_BUFFER_H
#define HTTPSTATUS_VALUES_BUFFER_H

#include "span.h"

/* Octets that grow as they must and never shrink. */
struct buffer {
	char *bytes;
	size_t used;
	size_t capacity;
};

/* What to make room for, so that it seldom has to be made again. */
size_t larger_capacity(size_t capacity, size_t wanted);

/* Makes room for @size octets. */
bool buffer_reserve(struct buffer *buffer, size_t size);

/* Puts octets behind those that are there, and a NUL, which does not count, behind them. */
bool buffer_put(struct buffer *buffer, struct span span);

/* The same with the digits of a number from 0 on. */
bool buffer_put_number(struct buffer *buffer, int64_t number);

/* Makes room for @count elements of @size octets. */
bool array_reserve(void **array, size_t *capacity, size_t count, size_t size);

#endif

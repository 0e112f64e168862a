/*
 * Memory that runs out: malloc and its kin are wrapped at link time, count, and refuse on demand. No Check call while they do: Check needs
 * memory too.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_TESTS_SCARCE_H
#define HTTPSTATUS_TESTS_SCARCE_H

#include <stdbool.h>
#include <stddef.h>

enum { NEVER = -1 };

static int allocations_left = NEVER; /* until the next ones are refused */
static int allocations;              /* so far */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

static bool refused(void)
{
	allocations++;
	if (allocations_left == NEVER)
		return false;
	return allocations_left == 0 || allocations_left-- == 0;
}

void *__wrap_malloc(size_t size)
{
	return refused() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return refused() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
	return refused() ? NULL : __real_realloc(memory, size);
}

#endif

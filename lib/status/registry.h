/*
 * How a registry lies in memory.
 *
 * One that comes with the library lies in the same block as its entries. One that a program made has entries of its own before those of one that comes
 * with the library.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_STATUS_REGISTRY_H
#define HTTPSTATUS_STATUS_REGISTRY_H

#include "../values/span.h"
#include "data.h"

#include <limits.h>

struct httpstatus_registry {
	uint32_t offset; /* of this record itself; OFFSET_OWN where a program made it */
	uint32_t name;
	struct list entries; /* uint32_t offsets of entries, in the order of their codes */
};

#define OFFSET_OWN UINT32_MAX

/* A registry that a program made. */
struct own_registry {
	struct httpstatus_registry handle;
	const struct httpstatus_registry *base; /* one that comes with the library */
	char *name;
	struct own_code **codes; /* its own entries, in the order of their codes, one for each */
	size_t count, capacity;
};

/* The registry as one that a program made; NULL where it is not. */
const struct own_registry *registry_own(const struct httpstatus_registry *registry);

/* The registry that comes with the library: the builtin one for NULL, the base of one that a program made, or @registry itself. */
const struct httpstatus_registry *registry_base(const struct httpstatus_registry *registry);

/* The entry at @i of a registry that comes with the library, NULL past the end. */
const struct httpstatus_code *registry_entry(const struct httpstatus_registry *base, size_t i);

/* The place of the first of its own entries whose code is not below @code. */
size_t own_lower_bound(const struct own_registry *own, int code);

/* Whether a name in use, or a former one, or a phrase that servers send, of an entry fits; whether any of the three does. */
bool code_is_called(const struct httpstatus_code *code, const char *name, size_t length);
bool code_was_called(const struct httpstatus_code *code, const char *name, size_t length);
bool code_is_sent_as(const struct httpstatus_code *code, const char *name, size_t length);
bool code_has_name(const struct httpstatus_code *code, const char *name, size_t length);

/* No entry fits so well. */
enum { FIT_NONE = 0, FIT_BEYOND = INT_MAX };

/* How well an entry fits words, the more the better; FIT_NONE where it lacks one. */
int code_fit(const struct httpstatus_code *code, struct span words);

#endif

/*
 * How a registry lies in memory.
 *
 * One that comes with the library lies in the same block as its entries. One that a program made has its entries here and there.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_STATUS_REGISTRY_H
#define HTTPSTATUS_STATUS_REGISTRY_H

#include "data.h"

struct httpstatus_registry {
	uint32_t offset; /* of this record itself; OFFSET_OWN where a program made it */
	uint32_t name;
	struct list entries; /* uint32_t offsets of entries, in the order of their codes */
};

#define OFFSET_OWN UINT32_MAX

/* A registry that a program made. */
struct own_registry {
	struct httpstatus_registry base;
	char *name;
	const struct httpstatus_code **entries; /* in the order of their codes */
	size_t count;
	size_t capacity;
};

/* @registry itself, or the builtin one for NULL. */
const struct httpstatus_registry *registry_or_builtin(const struct httpstatus_registry *registry);

/* The registry as one that a program made; NULL where it is not. */
const struct own_registry *registry_own(const struct httpstatus_registry *registry);

/* The entry at @i, NULL past the end. */
const struct httpstatus_code *registry_entry(const struct httpstatus_registry *registry, size_t i);

/* The place of the first entry whose code is not below @code. */
size_t registry_lower_bound(const struct httpstatus_registry *registry, int code);

/* Whether a name in use, or a former one, of an entry fits. */
bool code_is_called(const struct httpstatus_code *code, const char *name, size_t length);
bool code_was_called(const struct httpstatus_code *code, const char *name, size_t length);

/* Whether every word of @words stands, or begins a word, in the entry's names and texts. */
bool code_has_words(const struct httpstatus_code *code, const char *words, size_t length);

#endif

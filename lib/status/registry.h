/*
 * How a registry lies in memory: in the same block as its entries.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_STATUS_REGISTRY_H
#define HTTPSTATUS_STATUS_REGISTRY_H

#include "data.h"

struct httpstatus_registry {
	uint32_t offset; /* of this record itself */
	uint32_t name;
	struct list entries; /* uint32_t offsets of entries, in the order of their codes */
};

/* The entry at @i, NULL past the end. */
const struct httpstatus_code *registry_entry(const struct httpstatus_registry *registry, size_t i);

/* Whether a code that goes by @own may be called @name. @own ends in NUL. */
bool name_fits(const char *own, const char *name, size_t length);

#endif

/*
 * Registries: which entry has this number, which has this name. And what a number says by itself.
 *
 * SPDX-License-Identifier: MIT
 */
#include "registry.h"

#include "builtin.h"

#include <string.h>

const struct own_registry *registry_own(const struct httpstatus_registry *registry)
{
	return registry && registry->offset == OFFSET_OWN ? (const void *)registry : NULL;
}

const struct httpstatus_registry *registry_base(const struct httpstatus_registry *registry)
{
	const struct own_registry *own = registry_own(registry);

	if (own)
		return own->base;
	return registry ? registry : &builtin.registries[0];
}

static const char *base_name(const struct httpstatus_registry *base)
{
	return block_text(block_of(base, base->offset), base->name);
}

const struct httpstatus_registry *httpstatus_registry_by_name(const char *name)
{
	for (size_t i = 0; name && i < sizeof builtin.registries / sizeof builtin.registries[0]; i++)
		if (strcmp(base_name(&builtin.registries[i]), name) == 0)
			return &builtin.registries[i];
	return NULL;
}

const char *httpstatus_registry_name(const struct httpstatus_registry *registry)
{
	const struct own_registry *own = registry_own(registry);

	return own ? own->name : base_name(registry_base(registry));
}

size_t httpstatus_registry_count(const struct httpstatus_registry *registry)
{
	const struct own_registry *own = registry_own(registry);

	return registry_base(registry)->entries.count + (own ? own->count : 0);
}

const struct httpstatus_code *registry_entry(const struct httpstatus_registry *base, size_t i)
{
	const void *block = block_of(base, base->offset);
	const uint32_t *offset = block_element(block, base->entries, sizeof *offset, i);

	return offset ? (const void *)((const char *)block + *offset) : NULL;
}

size_t own_lower_bound(const struct own_registry *own, int code)
{
	size_t low = 0, high = own->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (own->codes[middle]->code.number < code)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct httpstatus_code *own_find(const struct own_registry *own, int code)
{
	size_t place = own_lower_bound(own, code);

	return place < own->count && own->codes[place]->code.number == code ? &own->codes[place]->code : NULL;
}

/* IANA's entry by direct look-up: this is what every phrase goes through. */
static const struct httpstatus_code *iana_find(int code)
{
	if (code < 100 || code > 599)
		return NULL;
	unsigned place = builtin_place[code - 100];

	return place ? &builtin.codes[place - 1] : NULL;
}

static const struct httpstatus_code *base_find(const struct httpstatus_registry *base, int code)
{
	size_t low = 0, high = base->entries.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (registry_entry(base, middle)->number < code)
			low = middle + 1;
		else
			high = middle;
	}
	const struct httpstatus_code *found = registry_entry(base, low);

	return found && found->number == code ? found : NULL;
}

const struct httpstatus_code *httpstatus_registry_find(const struct httpstatus_registry *registry, int code)
{
	const struct own_registry *own = registry_own(registry);
	const struct httpstatus_code *found = own ? own_find(own, code) : NULL;

	if (found)
		return found;
	const struct httpstatus_registry *base = registry_base(registry);

	return base == &builtin.registries[0] ? iana_find(code) : base_find(base, code);
}

static const struct httpstatus_code *own_find_name(const struct own_registry *own, const char *name, size_t length)
{
	for (size_t i = 0; i < own->count; i++)
		if (code_is_called(&own->codes[i]->code, name, length))
			return &own->codes[i]->code;
	return NULL;
}

static const struct httpstatus_code *base_find_name(
	const struct httpstatus_registry *base, const char *name, size_t length)
{
	const struct httpstatus_code *code;

	for (size_t i = 0; (code = registry_entry(base, i)); i++)
		if (code_is_called(code, name, length))
			return code;
	for (size_t i = 0; (code = registry_entry(base, i)); i++)
		if (code_was_called(code, name, length))
			return code;
	for (size_t i = 0; (code = registry_entry(base, i)); i++)
		if (code_is_sent_as(code, name, length))
			return code;
	return NULL;
}

const struct httpstatus_code *httpstatus_registry_find_name(
	const struct httpstatus_registry *registry, const char *name, size_t length)
{
	if (!name)
		return NULL;
	const struct own_registry *own = registry_own(registry);
	const struct httpstatus_code *found = own ? own_find_name(own, name, length) : NULL;

	return found ? found : base_find_name(registry_base(registry), name, length);
}

const char *httpstatus_phrase(int code)
{
	return httpstatus_code_phrase(iana_find(code));
}

int httpstatus_class(int code)
{
	return code >= 100 && code <= 599 ? code / 100 : 0;
}

int httpstatus_treat_as(int code)
{
	if (iana_find(code))
		return code;
	int class = httpstatus_class(code);

	return class ? class * 100 : 500;
}

int httpstatus_registry_treat_as(const struct httpstatus_registry *registry, int code)
{
	int nearest = httpstatus_code_nearest(httpstatus_registry_find(registry, code));

	return nearest ? nearest : httpstatus_treat_as(code);
}

const char *httpstatus_data_date(void)
{
	return BUILTIN_DATE;
}

const char *httpstatus_data_sha256(void)
{
	return BUILTIN_SHA256;
}

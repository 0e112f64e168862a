/*
 * Registries: which entry has this number, which has this name.
 *
 * SPDX-License-Identifier: MIT
 */
#include "registry.h"

#include "builtin.h"

static const struct httpstatus_registry *or_builtin(const struct httpstatus_registry *registry)
{
	return registry ? registry : &builtin.iana;
}

const struct httpstatus_registry *httpstatus_registry_builtin(void)
{
	return &builtin.iana;
}

const char *httpstatus_registry_name(const struct httpstatus_registry *registry)
{
	registry = or_builtin(registry);
	return block_text(block_of(registry, registry->offset), registry->name);
}

size_t httpstatus_registry_count(const struct httpstatus_registry *registry)
{
	return or_builtin(registry)->entries.count;
}

const struct httpstatus_code *registry_entry(const struct httpstatus_registry *registry, size_t i)
{
	registry = or_builtin(registry);
	const void *block = block_of(registry, registry->offset);
	const uint32_t *offset = block_element(block, registry->entries, sizeof *offset, i);

	return offset ? (const void *)((const char *)block + *offset) : NULL;
}

/* IANA's entry by direct look-up: this is what every phrase goes through. */
static const struct httpstatus_code *iana_find(int code)
{
	if (code < 100 || code > 599)
		return NULL;
	unsigned place = builtin_place[code - 100];

	return place ? &builtin.codes[place - 1] : NULL;
}

const struct httpstatus_code *httpstatus_registry_find(const struct httpstatus_registry *registry, int code)
{
	registry = or_builtin(registry);
	if (registry == &builtin.iana)
		return iana_find(code);
	size_t low = 0, high = registry->entries.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (registry_entry(registry, middle)->number < code)
			low = middle + 1;
		else
			high = middle;
	}
	const struct httpstatus_code *found = registry_entry(registry, low);

	return found && found->number == code ? found : NULL;
}

static bool in_use_as(const struct httpstatus_code *code, const char *name, size_t length)
{
	return name_fits(httpstatus_code_phrase(code), name, length) ||
	       name_fits(httpstatus_code_identifier(code), name, length);
}

static bool was_called(const struct httpstatus_code *code, const char *name, size_t length)
{
	const char *former;

	for (size_t i = 0; (former = httpstatus_code_former_name(code, i)); i++)
		if (name_fits(former, name, length))
			return true;
	return false;
}

const struct httpstatus_code *httpstatus_registry_find_name(
	const struct httpstatus_registry *registry, const char *name, size_t length)
{
	const struct httpstatus_code *code;

	if (!name)
		return NULL;
	for (size_t i = 0; (code = registry_entry(registry, i)); i++)
		if (in_use_as(code, name, length))
			return code;
	for (size_t i = 0; (code = registry_entry(registry, i)); i++)
		if (was_called(code, name, length))
			return code;
	return NULL;
}

const char *httpstatus_phrase(int code)
{
	return httpstatus_code_phrase(iana_find(code));
}

int httpstatus_class(int code)
{
	return code >= 100 && code <= 599 ? code / 100 : 0;
}

const char *httpstatus_class_name(int number)
{
	static const char names[][16] = {"informational", "successful", "redirection", "client error", "server error"};

	return number >= 1 && number <= 5 ? names[number - 1] : NULL;
}

int httpstatus_treat_as(int code)
{
	if (iana_find(code))
		return code;
	int class = httpstatus_class(code);

	return class ? class * 100 : 500;
}

const char *httpstatus_standing_name(int standing)
{
	return standing >= 0 && standing < STANDING_COUNT ? standing_names[standing] : NULL;
}

const char *httpstatus_family_name(int family)
{
	return family >= 0 && family < FAMILY_COUNT ? family_names[family] : NULL;
}

const char *httpstatus_fact_name(int fact)
{
	return fact >= 0 && fact < FACT_COUNT ? fact_names[fact] : NULL;
}

const char *httpstatus_fact_text(int fact)
{
	return fact >= 0 && fact < FACT_COUNT ? fact_texts[fact] : NULL;
}

const char *httpstatus_level_name(int level)
{
	return level >= 0 && level < LEVEL_COUNT ? level_names[level] : NULL;
}

const char *httpstatus_text_name(int text)
{
	return text >= 0 && text < TEXT_COUNT ? text_names[text] : NULL;
}

const char *httpstatus_data_date(void)
{
	return BUILTIN_DATE;
}

const char *httpstatus_data_sha256(void)
{
	return BUILTIN_SHA256;
}

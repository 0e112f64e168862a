/*
 * Registries: which entry has this number, which has this name.
 *
 * SPDX-License-Identifier: MIT
 */
#include "registry.h"

#include "builtin.h"

#include <string.h>

const struct httpstatus_registry *registry_or_builtin(const struct httpstatus_registry *registry)
{
	return registry ? registry : &builtin.registries[0];
}

const struct own_registry *registry_own(const struct httpstatus_registry *registry)
{
	return registry && registry->offset == OFFSET_OWN ? (const void *)registry : NULL;
}

const struct httpstatus_registry *httpstatus_registry_builtin(void)
{
	return &builtin.registries[0];
}

const struct httpstatus_registry *httpstatus_registry_everything(void)
{
	return &builtin.registries[1];
}

const struct httpstatus_registry *httpstatus_registry_vendor(const char *vendor)
{
	const char *name;

	if (!vendor)
		return NULL;
	for (size_t i = 0; (name = httpstatus_vendor_name(i)); i++)
		if (strcmp(name, vendor) == 0)
			return &builtin.registries[2 + i];
	return NULL;
}

const char *httpstatus_registry_name(const struct httpstatus_registry *registry)
{
	const struct own_registry *own = registry_own(registry);

	registry = registry_or_builtin(registry);
	return own ? own->name : block_text(block_of(registry, registry->offset), registry->name);
}

size_t httpstatus_registry_count(const struct httpstatus_registry *registry)
{
	const struct own_registry *own = registry_own(registry);

	return own ? own->count : registry_or_builtin(registry)->entries.count;
}

const struct httpstatus_code *registry_entry(const struct httpstatus_registry *registry, size_t i)
{
	const struct own_registry *own = registry_own(registry);

	if (own)
		return i < own->count ? own->entries[i] : NULL;
	registry = registry_or_builtin(registry);
	const void *block = block_of(registry, registry->offset);
	const uint32_t *offset = block_element(block, registry->entries, sizeof *offset, i);

	return offset ? (const void *)((const char *)block + *offset) : NULL;
}

size_t registry_lower_bound(const struct httpstatus_registry *registry, int code)
{
	size_t low = 0, high = httpstatus_registry_count(registry);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (registry_entry(registry, middle)->number < code)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
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
	if (registry_or_builtin(registry) == httpstatus_registry_builtin())
		return iana_find(code);
	const struct httpstatus_code *found = registry_entry(registry, registry_lower_bound(registry, code));

	return found && found->number == code ? found : NULL;
}

const struct httpstatus_code *httpstatus_registry_find_name(
	const struct httpstatus_registry *registry, const char *name, size_t length)
{
	const struct httpstatus_code *code;

	if (!name)
		return NULL;
	for (size_t i = 0; (code = registry_entry(registry, i)); i++)
		if (code_is_called(code, name, length))
			return code;
	for (size_t i = 0; (code = registry_entry(registry, i)); i++)
		if (code_was_called(code, name, length))
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

int httpstatus_treat_as(int code)
{
	if (iana_find(code))
		return code;
	int class = httpstatus_class(code);

	return class ? class * 100 : 500;
}

const char *httpstatus_class_name(int number)
{
	static const char names[][16] = {"informational", "successful", "redirection", "client error", "server error"};

	return number >= 1 && number <= 5 ? names[number - 1] : NULL;
}

const char *httpstatus_standing_name(int standing)
{
	return standing >= 0 && standing < STANDING_NAMES ? standing_names[standing] : NULL;
}

const char *httpstatus_family_name(int family)
{
	return family >= 0 && family < FAMILY_NAMES ? family_names[family] : NULL;
}

const char *httpstatus_fact_name(int fact)
{
	return fact >= 0 && fact < FACT_NAMES ? fact_names[fact] : NULL;
}

const char *httpstatus_fact_text(int fact)
{
	return fact >= 0 && fact < FACT_NAMES ? fact_texts[fact] : NULL;
}

const char *httpstatus_level_name(int level)
{
	return level >= 0 && level < LEVEL_NAMES ? level_names[level] : NULL;
}

const char *httpstatus_text_name(int text)
{
	return text >= 0 && text < TEXT_NAMES ? text_names[text] : NULL;
}

const char *httpstatus_visibility_name(int visibility)
{
	return visibility >= 0 && visibility < VISIBILITY_NAMES ? visibility_names[visibility] : NULL;
}

const char *httpstatus_vendor_name(size_t i)
{
	return i < VENDOR_NAMES ? vendor_names[i] : NULL;
}

const char *httpstatus_vendor_title(size_t i)
{
	return i < VENDOR_NAMES ? vendor_titles[i] : NULL;
}

int httpstatus_grpc_client_code(int code)
{
	for (size_t i = 0; i < sizeof http_to_grpc / sizeof http_to_grpc[0]; i++)
		if (http_to_grpc[i].http == code)
			return http_to_grpc[i].grpc;
	return GRPC_OTHERWISE;
}

int httpstatus_grpc_gateway_status(int grpc)
{
	return grpc >= 0 && grpc < GRPC_NAMES ? grpc_to_http[grpc] : 500;
}

const char *httpstatus_grpc_name(int grpc)
{
	return grpc >= 0 && grpc < GRPC_NAMES ? grpc_names[grpc] : NULL;
}

const char *httpstatus_proxy_error_name(size_t i)
{
	return i < PROXY_ERROR_NAMES ? proxy_error_names[i] : NULL;
}

int httpstatus_proxy_error_status(size_t i)
{
	return i < PROXY_ERROR_NAMES ? proxy_error_codes[i] : 0;
}

const char *httpstatus_proxy_error_note(size_t i)
{
	return i < PROXY_ERROR_NAMES && *proxy_error_notes[i] ? proxy_error_notes[i] : NULL;
}

const char *httpstatus_proxy_error_section(size_t i)
{
	return i < PROXY_ERROR_NAMES ? proxy_error_sections[i] : NULL;
}

const char *httpstatus_data_date(void)
{
	return BUILTIN_DATE;
}

const char *httpstatus_data_sha256(void)
{
	return BUILTIN_SHA256;
}

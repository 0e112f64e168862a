/*
 * The cache as an object: whose it is, and what it does.
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

#include <stdlib.h>

struct httpstatus_cache *httpstatus_cache_new(void)
{
	struct httpstatus_cache *cache = calloc(1, sizeof *cache);

	for (int property = 0; cache && property < CACHE_PROPERTIES; property++)
		cache->properties[property] = HTTPSTATUS_UNKNOWN;
	return cache;
}

void httpstatus_cache_free(struct httpstatus_cache *cache)
{
	for (int text = 0; cache && text < CACHE_TEXTS; text++)
		free(cache->texts[text].bytes);
	free(cache);
}

/* ---- what it is ---- */

static bool property_allows(int property, int64_t value)
{
	switch (property) {
	case HTTPSTATUS_CACHE_PROPERTY_HEURISTIC_PERCENT:
		return value >= 0 && value <= 100;
	case HTTPSTATUS_CACHE_PROPERTY_HEURISTIC_MOST:
		return value >= 0;
	default:
		return value == 0 || value == 1;
	}
}

int httpstatus_cache_set(struct httpstatus_cache *cache, int property, int64_t value)
{
	if (!cache)
		return HTTPSTATUS_ERROR_HANDLE;
	if (property < 0 || property >= CACHE_PROPERTIES)
		return HTTPSTATUS_ERROR_PROPERTY;
	if (value != HTTPSTATUS_UNKNOWN && !property_allows(property, value))
		return HTTPSTATUS_ERROR_VALUE;
	cache->properties[property] = value;
	return 0;
}

int64_t httpstatus_cache_get(const struct httpstatus_cache *cache, int property)
{
	return cache && property >= 0 && property < CACHE_PROPERTIES ? cache->properties[property] : HTTPSTATUS_UNKNOWN;
}

bool cache_is_shared(const struct httpstatus_cache *cache)
{
	return httpstatus_cache_get(cache, HTTPSTATUS_CACHE_PROPERTY_SHARED) != 0;
}

static int state_of(int64_t value)
{
	return value == HTTPSTATUS_UNKNOWN ? -1 : value == 1;
}

int cache_does_parts(const struct httpstatus_cache *cache)
{
	int parts = state_of(httpstatus_cache_get(cache, HTTPSTATUS_CACHE_PROPERTY_PARTS));

	return parts >= 0 ? parts : state_of(httpstatus_cache_get(cache, HTTPSTATUS_CACHE_PROPERTY_UNDERSTANDS));
}

int cache_understands(const struct httpstatus_cache *cache, int status)
{
	int said = state_of(httpstatus_cache_get(cache, HTTPSTATUS_CACHE_PROPERTY_UNDERSTANDS));

	if (status == 206)
		return cache_does_parts(cache);
	if (said >= 0 || status == 304)
		return said;
	return httpstatus_registry_find(NULL, status) != NULL;
}

/* ---- what it is called ---- */

static bool is_name(struct span text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.bytes[i] < ' ' || text.bytes[i] > '~')
			return false;
	return text.length > 0;
}

static bool are_targets(struct span text)
{
	struct span element, rest = text;

	return list_is_tokens(text) && list_next(&rest, &element);
}

int httpstatus_cache_set_text(struct httpstatus_cache *cache, int text, const char *bytes, size_t length)
{
	struct span said = {bytes, bytes ? length : 0};

	if (!cache)
		return HTTPSTATUS_ERROR_HANDLE;
	if (text < 0 || text >= CACHE_TEXTS)
		return HTTPSTATUS_ERROR_PROPERTY;
	if (bytes && !(text == HTTPSTATUS_CACHE_TEXT_NAME ? is_name(said) : are_targets(said)))
		return HTTPSTATUS_ERROR_VALUE;
	struct buffer *buffer = &cache->texts[text];
	size_t before = buffer->used;
	buffer->used = 0; /* which says that there is none */
	if (!bytes || buffer_put(buffer, said))
		return 0;
	buffer->used = before;
	return HTTPSTATUS_ERROR_MEMORY;
}

struct span cache_text(const struct httpstatus_cache *cache, int text)
{
	if (!cache || text < 0 || text >= CACHE_TEXTS || cache->texts[text].used == 0)
		return (struct span){NULL, 0};
	return (struct span){cache->texts[text].bytes, cache->texts[text].used};
}

const char *httpstatus_cache_text(const struct httpstatus_cache *cache, int text, size_t *length)
{
	struct span said = cache_text(cache, text);

	if (length)
		*length = said.length;
	return said.bytes;
}

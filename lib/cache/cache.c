/*
 * The cache as an object: whose it is, and what it does.
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

#include <stdlib.h>

struct httpstatus_cache *httpstatus_cache_new(void)
{
	struct httpstatus_cache *cache = malloc(sizeof *cache);

	for (int property = 0; cache && property < CACHE_PROPERTIES; property++)
		cache->properties[property] = HTTPSTATUS_UNKNOWN;
	return cache;
}

void httpstatus_cache_free(struct httpstatus_cache *cache)
{
	free(cache);
}

int httpstatus_cache_set(struct httpstatus_cache *cache, int property, int64_t value)
{
	if (!cache)
		return HTTPSTATUS_ERROR_HANDLE;
	if (property < 0 || property >= CACHE_PROPERTIES)
		return HTTPSTATUS_ERROR_PROPERTY;
	if (value != HTTPSTATUS_UNKNOWN && value != 0 && value != 1)
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

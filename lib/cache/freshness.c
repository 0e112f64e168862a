/*
 * Freshness: for how long a response may be reused, and how old it is.
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

/* RFC 9111, 4.2.2; 5.2.2.9: public allows it for any status; 5.2.2.7: private for a private cache. */
static bool heuristic_is_allowed(const struct httpstatus_exchange *exchange, bool shared)
{
	const struct httpstatus_code *code = httpstatus_registry_find(NULL, httpstatus_exchange_status(exchange));
	struct cache_control control = exchange_cache_control(exchange, HTTPSTATUS_PART_RESPONSE);

	return httpstatus_code_has(code, HTTPSTATUS_FACT_HEURISTICALLY_CACHEABLE) || control.public_ ||
	       (control.private_ && !shared);
}

int httpstatus_cache_freshness(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange)
{
	bool shared = cache_is_shared(cache);
	int64_t lifetime;

	if (!httpstatus_exchange_status(exchange))
		return -1;
	if (exchange_explicit_lifetime(exchange, shared, HTTPSTATUS_UNKNOWN, &lifetime))
		return HTTPSTATUS_FRESHNESS_EXPLICIT;
	return heuristic_is_allowed(exchange, shared) ? HTTPSTATUS_FRESHNESS_HEURISTIC : HTTPSTATUS_FRESHNESS_NONE;
}

static int64_t lifetime_of(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, int64_t now)
{
	bool shared = cache_is_shared(cache);
	int64_t lifetime;

	if (exchange_explicit_lifetime(exchange, shared, now, &lifetime))
		return lifetime;
	return heuristic_is_allowed(exchange, shared) ? exchange_heuristic_lifetime(exchange, now) : HTTPSTATUS_UNKNOWN;
}

static int64_t stale_if_error(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange)
{
	struct cache_control control = exchange_cache_control(exchange, HTTPSTATUS_PART_RESPONSE);

	if (cache_control_forbids_stale(&control, cache_is_shared(cache)) || control.stale_if_error == NUMBER_NONE)
		return 0;
	return control.stale_if_error;
}

int64_t httpstatus_cache_time(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, int time, int64_t now)
{
	if (!httpstatus_exchange_status(exchange))
		return HTTPSTATUS_UNKNOWN;
	switch (time) {
	case HTTPSTATUS_CACHE_TIME_LIFETIME:
		return lifetime_of(cache, exchange, now);
	case HTTPSTATUS_CACHE_TIME_AGE:
		return exchange_age(exchange, now);
	case HTTPSTATUS_CACHE_TIME_STALE_IF_ERROR:
		return stale_if_error(cache, exchange);
	default:
		return HTTPSTATUS_UNKNOWN;
	}
}

int httpstatus_cache_is_fresh(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, int64_t now)
{
	int64_t lifetime = httpstatus_cache_time(cache, exchange, HTTPSTATUS_CACHE_TIME_LIFETIME, now);
	int64_t age = httpstatus_cache_time(cache, exchange, HTTPSTATUS_CACHE_TIME_AGE, now);

	if (lifetime == HTTPSTATUS_UNKNOWN || age == HTTPSTATUS_UNKNOWN)
		return -1;
	return lifetime > age;
}

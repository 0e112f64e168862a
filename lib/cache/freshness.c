/*
 * Freshness: for how long a response may be reused, how old it is, and for how long it may answer when it is stale.
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

/* RFC 9111, 4.2.1. A targeted field takes the place of Cache-Control and Expires both (RFC 9213, 2.2). False where none is given. */
static bool explicit_lifetime(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange,
	const struct policy *policy, int64_t now, int64_t *lifetime)
{
	const struct cache_control *control = &policy->control;
	bool shared = cache_is_shared(cache);

	if (!policy->is_targeted)
		return exchange_explicit_lifetime(exchange, shared, now, lifetime);
	*lifetime = shared && control->s_maxage != NUMBER_NONE ? control->s_maxage : control->max_age;
	return *lifetime != NUMBER_NONE;
}

static int64_t heuristic_lifetime(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, int64_t now)
{
	int64_t percent = httpstatus_cache_get(cache, HTTPSTATUS_CACHE_PROPERTY_HEURISTIC_PERCENT);
	int64_t most = httpstatus_cache_get(cache, HTTPSTATUS_CACHE_PROPERTY_HEURISTIC_MOST);
	int64_t lifetime = exchange_heuristic_lifetime(
		exchange, percent == HTTPSTATUS_UNKNOWN ? HEURISTIC_PERCENT : (int)percent, now);

	if (lifetime == HTTPSTATUS_UNKNOWN || percent == 0)
		return HTTPSTATUS_UNKNOWN;
	return most != HTTPSTATUS_UNKNOWN && lifetime > most ? most : lifetime;
}

int64_t lifetime_of(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange,
	const struct policy *policy, int64_t now)
{
	int64_t lifetime;

	if (explicit_lifetime(cache, exchange, policy, now, &lifetime))
		return lifetime;
	return exchange_allows_heuristic(exchange, &policy->control, cache_is_shared(cache))
		       ? heuristic_lifetime(cache, exchange, now)
		       : HTTPSTATUS_UNKNOWN;
}

int freshness_of(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, const struct policy *policy)
{
	int64_t lifetime;

	if (explicit_lifetime(cache, exchange, policy, HTTPSTATUS_UNKNOWN, &lifetime))
		return HTTPSTATUS_FRESHNESS_EXPLICIT;
	return exchange_allows_heuristic(exchange, &policy->control, cache_is_shared(cache))
		       ? HTTPSTATUS_FRESHNESS_HEURISTIC
		       : HTTPSTATUS_FRESHNESS_NONE;
}

int httpstatus_cache_freshness(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange)
{
	if (!httpstatus_exchange_status(exchange))
		return -1;
	struct policy policy = policy_read(cache, exchange);
	return freshness_of(cache, exchange, &policy);
}

/* ---- times ---- */

int64_t stale_allowance(const struct httpstatus_cache *cache, const struct policy *policy, int64_t seconds)
{
	if (seconds == NUMBER_NONE || cache_control_forbids_stale(&policy->control, cache_is_shared(cache)))
		return 0;
	return seconds;
}

static int64_t fresh_for(int64_t lifetime, int64_t age)
{
	return lifetime == HTTPSTATUS_UNKNOWN || age == HTTPSTATUS_UNKNOWN ? HTTPSTATUS_UNKNOWN : lifetime - age;
}

int64_t httpstatus_cache_time(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, int time, int64_t now)
{
	if (!httpstatus_exchange_status(exchange))
		return HTTPSTATUS_UNKNOWN;
	struct policy policy = policy_read(cache, exchange);
	switch (time) {
	case HTTPSTATUS_CACHE_TIME_LIFETIME:
		return lifetime_of(cache, exchange, &policy, now);
	case HTTPSTATUS_CACHE_TIME_AGE:
		return exchange_age(exchange, now);
	case HTTPSTATUS_CACHE_TIME_FRESH_FOR:
		return fresh_for(lifetime_of(cache, exchange, &policy, now), exchange_age(exchange, now));
	case HTTPSTATUS_CACHE_TIME_STALE_WHILE_REVALIDATE:
		return stale_allowance(cache, &policy, policy.control.stale_while_revalidate);
	case HTTPSTATUS_CACHE_TIME_STALE_IF_ERROR:
		return stale_allowance(cache, &policy, policy.control.stale_if_error);
	default:
		return HTTPSTATUS_UNKNOWN;
	}
}

int httpstatus_cache_is_fresh(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, int64_t now)
{
	int64_t left = httpstatus_cache_time(cache, exchange, HTTPSTATUS_CACHE_TIME_FRESH_FOR, now);

	return left == HTTPSTATUS_UNKNOWN ? -1 : left > 0;
}

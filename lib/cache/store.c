/*
 * Storing: may a cache keep a response (RFC 9111, 3).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

static uint32_t bit(int n)
{
	return (uint32_t)1 << n;
}

struct storing_facts {
	const struct httpstatus_cache *cache;
	const struct httpstatus_exchange *exchange;
	int64_t status;
	const struct httpstatus_code *code;
	struct cache_control control;
	bool shared;
	bool knows_request;
	struct span method;
};

/* For a registered code other than 206 and 304, unless the caller says otherwise. */
static bool status_is_understood(const struct storing_facts *facts)
{
	int64_t said = httpstatus_cache_get(facts->cache, HTTPSTATUS_CACHE_PROPERTY_UNDERSTANDS);

	if (said != HTTPSTATUS_UNKNOWN)
		return said == 1;
	return facts->code && facts->status != 206 && facts->status != 304;
}

static bool status_needs_understanding(const struct storing_facts *facts)
{
	return facts->status == 206 || facts->status == 304 || facts->control.must_understand;
}

static bool has_explicit_freshness(const struct storing_facts *facts)
{
	return httpstatus_cache_freshness(facts->cache, facts->exchange) == HTTPSTATUS_FRESHNESS_EXPLICIT;
}

static bool method_is_cacheable(const struct storing_facts *facts)
{
	if (span_equals(facts->method, SPAN("GET")) || span_equals(facts->method, SPAN("HEAD")))
		return true;
	/* What a GET would bring (RFC 9110, 9.3.3; RFC 5789, 2). */
	if (span_equals(facts->method, SPAN("POST")) || span_equals(facts->method, SPAN("PATCH")))
		return exchange_is_of_target(facts->exchange) && has_explicit_freshness(facts);
	return false;
}

/* RFC 9111, 5.2.2.3: a cache that understands both must-understand and the status goes past no-store; but not past the request's (5.2.1.5). */
static bool no_store_holds(const struct storing_facts *facts)
{
	if (exchange_cache_control(facts->exchange, HTTPSTATUS_PART_REQUEST).no_store)
		return true;
	return facts->control.no_store && !(facts->control.must_understand && status_is_understood(facts));
}

/* RFC 9111, 3.5. */
static bool authorization_holds(const struct storing_facts *facts)
{
	const struct cache_control *control = &facts->control;

	return facts->shared && exchange_has_field(facts->exchange, HTTPSTATUS_PART_REQUEST, SPAN("Authorization")) &&
	       !control->must_revalidate && !control->public_ && control->s_maxage == NUMBER_NONE;
}

/* The last item of RFC 9111, 3: what says that it may be reused at all. */
static bool may_be_reused(const struct storing_facts *facts)
{
	const struct cache_control *control = &facts->control;

	return control->public_ || (control->private_ && !facts->shared) || has_explicit_freshness(facts) ||
	       httpstatus_code_has(facts->code, HTTPSTATUS_FACT_HEURISTICALLY_CACHEABLE);
}

static struct storing_facts facts_read(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange)
{
	struct storing_facts facts = {
		.cache = cache,
		.exchange = exchange,
		.status = exchange_property(exchange, HTTPSTATUS_PROPERTY_STATUS),
		.shared = cache_is_shared(cache),
		.knows_request = exchange_knows_line(exchange, HTTPSTATUS_LINE_METHOD),
		.method = exchange_line(exchange, HTTPSTATUS_LINE_METHOD),
	};

	if (facts.status != HTTPSTATUS_UNKNOWN)
		facts.code = httpstatus_registry_find(NULL, (int)facts.status);
	facts.control = exchange_cache_control(exchange, HTTPSTATUS_PART_RESPONSE);
	return facts;
}

uint32_t storing_obstacles(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange)
{
	uint32_t obstacles = 0;

	if (!exchange)
		return bit(HTTPSTATUS_OBSTACLE_NOT_FINAL);
	struct storing_facts facts = facts_read(cache, exchange);
	if (facts.status == HTTPSTATUS_UNKNOWN)
		return bit(HTTPSTATUS_OBSTACLE_NOT_FINAL);
	if (facts.knows_request && !method_is_cacheable(&facts))
		obstacles |= bit(HTTPSTATUS_OBSTACLE_METHOD_NOT_CACHEABLE);
	if (httpstatus_class((int)facts.status) == 1)
		obstacles |= bit(HTTPSTATUS_OBSTACLE_NOT_FINAL);
	if (status_needs_understanding(&facts) && !status_is_understood(&facts))
		obstacles |= bit(HTTPSTATUS_OBSTACLE_STATUS_NOT_UNDERSTOOD);
	if (httpstatus_code_has(facts.code, HTTPSTATUS_FACT_NEVER_STORED))
		obstacles |= bit(HTTPSTATUS_OBSTACLE_NEVER_STORED);
	if (no_store_holds(&facts))
		obstacles |= bit(HTTPSTATUS_OBSTACLE_NO_STORE);
	if (facts.shared && facts.control.private_)
		obstacles |= bit(HTTPSTATUS_OBSTACLE_PRIVATE);
	if (authorization_holds(&facts))
		obstacles |= bit(HTTPSTATUS_OBSTACLE_AUTHORIZATION);
	if (!may_be_reused(&facts))
		obstacles |= bit(HTTPSTATUS_OBSTACLE_NO_FRESHNESS);
	if (exchange_request_is_open(exchange)) /* its method, Authorization and no-store matter */
		obstacles |= bit(HTTPSTATUS_OBSTACLE_REQUEST_UNKNOWN);
	if (exchange_response_is_open(exchange))
		obstacles |= bit(HTTPSTATUS_OBSTACLE_RESPONSE_UNKNOWN);
	return obstacles;
}

size_t httpstatus_cache_obstacles(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, int *list, size_t room)
{
	return bits_list(storing_obstacles(cache, exchange), list, room);
}

int httpstatus_cache_may_store(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange)
{
	uint32_t obstacles = storing_obstacles(cache, exchange);
	uint32_t unknown = bit(HTTPSTATUS_OBSTACLE_REQUEST_UNKNOWN) | bit(HTTPSTATUS_OBSTACLE_RESPONSE_UNKNOWN);

	if (!httpstatus_exchange_status(exchange) || (obstacles && !(obstacles & ~unknown)))
		return -1;
	return obstacles == 0;
}

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
	const struct policy *policy;
	const struct httpstatus_code *code;
	int status;
	bool shared;
	bool is_open; /* fields of the response may be missing */
	struct span method;
};

static bool has_explicit_freshness(const struct storing_facts *facts)
{
	return freshness_of(facts->cache, facts->exchange, facts->policy) == HTTPSTATUS_FRESHNESS_EXPLICIT;
}

/* The methods that a cache understands. What POST and PATCH bring is what a GET would bring where the response says so (RFC 9110, 9.3.3; RFC 5789, 2). */
static uint32_t method_obstacle(const struct storing_facts *facts)
{
	bool adds = span_equals(facts->method, SPAN("POST")) || span_equals(facts->method, SPAN("PATCH"));

	if (!exchange_knows_line(facts->exchange, HTTPSTATUS_LINE_METHOD) || span_equals(facts->method, SPAN("GET")) ||
		span_equals(facts->method, SPAN("HEAD")))
		return 0;
	if (adds && (facts->is_open || (exchange_is_of_target(facts->exchange) && has_explicit_freshness(facts))))
		return 0;
	return bit(HTTPSTATUS_OBSTACLE_METHOD_NOT_CACHEABLE);
}

static uint32_t status_obstacles(const struct storing_facts *facts)
{
	bool has_to = facts->status == 206 || facts->status == 304 || facts->policy->control.must_understand;
	int understands = cache_understands(facts->cache, facts->status);
	uint32_t obstacles = 0;

	if (httpstatus_class(facts->status) == 1)
		obstacles |= bit(HTTPSTATUS_OBSTACLE_NOT_FINAL);
	if (has_to && understands == 0)
		obstacles |= bit(HTTPSTATUS_OBSTACLE_STATUS_NOT_UNDERSTOOD);
	if (has_to && understands < 0)
		obstacles |= bit(HTTPSTATUS_OBSTACLE_CACHE_UNKNOWN);
	if (httpstatus_code_has(facts->code, HTTPSTATUS_FACT_NEVER_STORED))
		obstacles |= bit(HTTPSTATUS_OBSTACLE_NEVER_STORED);
	return obstacles;
}

/* RFC 9111, 5.2.2.3: a cache that understands both must-understand and the status goes past no-store. */
static bool no_store_holds(const struct storing_facts *facts)
{
	const struct cache_control *control = &facts->policy->control;

	return control->no_store && !(control->must_understand && cache_understands(facts->cache, facts->status) != 0);
}

/* RFC 9111, 3.5. */
bool authorization_holds(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange,
	const struct cache_control *control)
{
	return cache_is_shared(cache) && exchange_has_field(exchange, HTTPSTATUS_PART_REQUEST, SPAN("Authorization")) &&
	       !control->must_revalidate && !control->public_ && control->s_maxage == NUMBER_NONE;
}

/* The last item of RFC 9111, 3: what says that it may be reused at all. */
static bool may_be_reused(const struct storing_facts *facts)
{
	const struct cache_control *control = &facts->policy->control;

	return facts->is_open || has_explicit_freshness(facts) ||
	       exchange_allows_heuristic(facts->exchange, control, facts->shared);
}

/* A unit that the cache does not know, in a field that it has to read. */
static bool is_of_other_unit(const struct httpstatus_exchange *exchange)
{
	struct content_range range;
	struct span value;

	return exchange_first_line(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Range"), &value) &&
	       content_range_read(value, &range) && !span_equals_ignoring_case(range.unit, SPAN("bytes"));
}

/* RFC 9111, 3.3. */
static uint32_t incomplete_obstacle(const struct storing_facts *facts)
{
	bool is_part = facts->status == 206;
	bool may_be_completed =
		facts->status == 200 && (facts->method.length == 0 || span_equals(facts->method, SPAN("GET")));
	int does_parts = cache_does_parts(facts->cache);

	if (is_part) /* whether it understands 206 is told already; of what it understands of other units, nobody says */
		return does_parts >= 0 && is_of_other_unit(facts->exchange) ? bit(HTTPSTATUS_OBSTACLE_INCOMPLETE) : 0;
	if (extent_of(facts->exchange).is_whole)
		return 0;
	if (!may_be_completed || does_parts == 0)
		return bit(HTTPSTATUS_OBSTACLE_INCOMPLETE);
	return does_parts < 0 ? bit(HTTPSTATUS_OBSTACLE_CACHE_UNKNOWN) : 0;
}

/* What the directives say, where it is certain that they are the ones that count. */
static uint32_t directive_obstacles(const struct storing_facts *facts)
{
	uint32_t obstacles = 0;

	if (no_store_holds(facts))
		obstacles |= bit(HTTPSTATUS_OBSTACLE_NO_STORE);
	if (facts->shared && facts->policy->control.private_)
		obstacles |= bit(HTTPSTATUS_OBSTACLE_PRIVATE);
	if (!facts->is_open && authorization_holds(facts->cache, facts->exchange, &facts->policy->control))
		obstacles |= bit(HTTPSTATUS_OBSTACLE_AUTHORIZATION);
	if (!may_be_reused(facts))
		obstacles |= bit(HTTPSTATUS_OBSTACLE_NO_FRESHNESS);
	return obstacles;
}

uint32_t storing_obstacles(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, const struct policy *policy)
{
	struct storing_facts facts = {
		.cache = cache,
		.exchange = exchange,
		.policy = policy,
		.status = httpstatus_exchange_status(exchange),
		.shared = cache_is_shared(cache),
		.is_open = exchange_response_is_open(exchange),
		.method = exchange_line(exchange, HTTPSTATUS_LINE_METHOD),
	};

	facts.code = httpstatus_registry_find(NULL, facts.status);
	uint32_t obstacles = method_obstacle(&facts) | status_obstacles(&facts) | incomplete_obstacle(&facts);
	if (policy->is_certain)
		obstacles |= directive_obstacles(&facts);
	if (exchange_cache_control(exchange, HTTPSTATUS_PART_REQUEST).no_store) /* 5.2.1.5, which nothing goes past */
		obstacles |= bit(HTTPSTATUS_OBSTACLE_NO_STORE);
	if (exchange_request_is_open(exchange)) /* its method, Authorization and no-store matter */
		obstacles |= bit(HTTPSTATUS_OBSTACLE_REQUEST_UNKNOWN);
	if (facts.is_open)
		obstacles |= bit(HTTPSTATUS_OBSTACLE_RESPONSE_UNKNOWN);
	return obstacles;
}

static uint32_t obstacles_of(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange)
{
	if (!httpstatus_exchange_status(exchange))
		return bit(HTTPSTATUS_OBSTACLE_NOT_FINAL);
	struct policy policy = policy_read(cache, exchange);
	return storing_obstacles(cache, exchange, &policy);
}

size_t httpstatus_cache_obstacles(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, int *list, size_t room)
{
	return bits_list(obstacles_of(cache, exchange), list, room);
}

int obstacles_allow(uint32_t obstacles)
{
	uint32_t unknown = bit(HTTPSTATUS_OBSTACLE_REQUEST_UNKNOWN) | bit(HTTPSTATUS_OBSTACLE_RESPONSE_UNKNOWN) |
			   bit(HTTPSTATUS_OBSTACLE_CACHE_UNKNOWN);

	return obstacles && !(obstacles & ~unknown) ? -1 : obstacles == 0;
}

int httpstatus_cache_may_store(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange)
{
	return httpstatus_exchange_status(exchange) ? obstacles_allow(obstacles_of(cache, exchange)) : -1;
}

/*
 * Storing: may a cache keep a response, may it answer with it, and what does a response say of others that are stored.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

#include <httpstatus/status.h>

static uint32_t bit(int n)
{
	return (uint32_t)1 << n;
}

/* ---- may it be stored: RFC 9111, 3 ---- */

struct storing_facts {
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
	int64_t said = exchange_property(facts->exchange, HTTPSTATUS_PROPERTY_CACHE_UNDERSTANDS);

	if (said != HTTPSTATUS_UNKNOWN)
		return said;
	return facts->code && facts->status != 206 && facts->status != 304;
}

static bool status_needs_understanding(const struct storing_facts *facts)
{
	return facts->status == 206 || facts->status == 304 || facts->control.must_understand;
}

static bool has_explicit_freshness(const struct storing_facts *facts)
{
	return httpstatus_exchange_freshness(
		       facts->exchange, facts->shared ? HTTPSTATUS_SHARED_CACHE : HTTPSTATUS_PRIVATE_CACHE) ==
	       HTTPSTATUS_FRESHNESS_EXPLICIT;
}

/* Whether Content-Location names the target, so that the response is what a GET would bring (RFC 9110, 9.3.3; RFC 5789, 2). */
static bool content_is_targets(const struct httpstatus_exchange *exchange)
{
	struct span location;

	return exchange_first_line(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Location"), &location) &&
	       exchange_is_target(exchange, location);
}

static bool method_is_cacheable(const struct storing_facts *facts)
{
	if (span_equals(facts->method, SPAN("GET")) || span_equals(facts->method, SPAN("HEAD")))
		return true;
	if (span_equals(facts->method, SPAN("POST")) || span_equals(facts->method, SPAN("PATCH")))
		return content_is_targets(facts->exchange) && has_explicit_freshness(facts);
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
	       httpstatus_code_has(facts->code, HTTPSTATUS_HEURISTICALLY_CACHEABLE);
}

static struct storing_facts facts_read(const struct httpstatus_exchange *exchange, int cache)
{
	struct storing_facts facts = {
		.exchange = exchange,
		.status = exchange_property(exchange, HTTPSTATUS_PROPERTY_STATUS),
		.shared = cache != HTTPSTATUS_PRIVATE_CACHE,
		.knows_request = exchange_knows_line(exchange, HTTPSTATUS_LINE_METHOD),
		.method = exchange_line(exchange, HTTPSTATUS_LINE_METHOD),
	};

	if (facts.status != HTTPSTATUS_UNKNOWN)
		facts.code = httpstatus_registry_find(NULL, (int)facts.status);
	facts.control = exchange_cache_control(exchange, HTTPSTATUS_PART_RESPONSE);
	return facts;
}

uint32_t httpstatus_exchange_obstacles(const struct httpstatus_exchange *exchange, int cache)
{
	uint32_t obstacles = 0;

	if (!exchange)
		return bit(HTTPSTATUS_OBSTACLE_NOT_FINAL);
	struct storing_facts facts = facts_read(exchange, cache);
	if (facts.status == HTTPSTATUS_UNKNOWN)
		return bit(HTTPSTATUS_OBSTACLE_NOT_FINAL);
	if (facts.knows_request && !method_is_cacheable(&facts))
		obstacles |= bit(HTTPSTATUS_OBSTACLE_METHOD_NOT_CACHEABLE);
	if (httpstatus_class((int)facts.status) == 1)
		obstacles |= bit(HTTPSTATUS_OBSTACLE_NOT_FINAL);
	if (status_needs_understanding(&facts) && !status_is_understood(&facts))
		obstacles |= bit(HTTPSTATUS_OBSTACLE_STATUS_NOT_UNDERSTOOD);
	if (httpstatus_code_has(facts.code, HTTPSTATUS_NEVER_STORED))
		obstacles |= bit(HTTPSTATUS_OBSTACLE_STATUS_NEVER_STORED);
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

const char *httpstatus_obstacle_name(int obstacle)
{
	static const char names[][24] = {"method-not-cacheable", "not-final", "status-not-understood", "never-stored",
		"no-store", "private", "authorization", "no-freshness", "request-unknown", "response-unknown"};

	return obstacle >= 0 && obstacle < (int)(sizeof names / sizeof names[0]) ? names[obstacle] : NULL;
}

/* ---- which stored response a 304 is about: RFC 9111, 4.3.4 ---- */

static bool tag_of(const struct httpstatus_exchange *exchange, struct entity_tag *tag)
{
	struct span value;

	return exchange_first_line(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("ETag"), &value) &&
	       entity_tag_read(value, tag);
}

static bool modified_of(const struct httpstatus_exchange *exchange, struct span *modified)
{
	return exchange_first_line(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Last-Modified"), modified);
}

int httpstatus_exchange_selects(const struct httpstatus_exchange *exchange, const struct httpstatus_exchange *stored)
{
	struct entity_tag tag, stored_tag;
	struct span modified, stored_modified;

	if (!exchange || !stored || exchange_property(exchange, HTTPSTATUS_PROPERTY_STATUS) != 304)
		return HTTPSTATUS_NOT_SELECTED;
	bool has_tag = tag_of(exchange, &tag), stored_has_tag = tag_of(stored, &stored_tag);
	bool has_date = modified_of(exchange, &modified), stored_has_date = modified_of(stored, &stored_modified);
	if (has_tag && !tag.weak)
		return stored_has_tag && entity_tag_strong_equal(tag, stored_tag) ? HTTPSTATUS_SELECTED
										  : HTTPSTATUS_NOT_SELECTED;
	if (has_tag)
		return stored_has_tag && entity_tag_weak_equal(tag, stored_tag) ? HTTPSTATUS_SELECTED_IF_LATEST
										: HTTPSTATUS_NOT_SELECTED;
	if (has_date)
		return stored_has_date && span_equals(modified, stored_modified) ? HTTPSTATUS_SELECTED_IF_LATEST
										 : HTTPSTATUS_NOT_SELECTED;
	return stored_has_tag || stored_has_date ? HTTPSTATUS_NOT_SELECTED : HTTPSTATUS_SELECTED_IF_ONLY;
}

/* ---- may it answer another request: RFC 9111, 4 ---- */

static bool method_is_answered(const struct httpstatus_exchange *stored, const struct httpstatus_exchange *request)
{
	struct span from = exchange_line(stored, HTTPSTATUS_LINE_METHOD),
		    to = exchange_line(request, HTTPSTATUS_LINE_METHOD);

	if (span_equals(to, SPAN("GET")))
		return !span_equals(from, SPAN("HEAD")); /* a POST that was stored stands for a GET (RFC 9110, 9.3.3) */
	return span_equals(to, SPAN("HEAD"));
}

/* All lines of a field of the two requests, one after the other. RFC 9111, 4.1: nothing but white space is normalized here. */
static bool request_fields_match(
	const struct httpstatus_exchange *stored, const struct httpstatus_exchange *request, struct span name)
{
	struct span a, b;
	bool in_a = exchange_value(stored, HTTPSTATUS_PART_REQUEST, name, &a);
	bool in_b = exchange_value(request, HTTPSTATUS_PART_REQUEST, name, &b);

	return in_a == in_b && (!in_a || span_equals(a, b));
}

/* More names than anybody varies by are taken for a difference, so that the time stays in bounds. */
enum { VARY_NAMES_MOST = 100 };

static uint32_t vary_obstacle(const struct httpstatus_exchange *stored, const struct httpstatus_exchange *request)
{
	struct span line, name;
	size_t place = 0, names = 0;

	while (exchange_next_line(stored, HTTPSTATUS_PART_RESPONSE, SPAN("Vary"), &place, &line))
		while (list_next(&line, &name))
			if (span_equals(name, SPAN("*")) || ++names > VARY_NAMES_MOST ||
				(stored != request && !request_fields_match(stored, request, name)))
				return bit(HTTPSTATUS_REUSE_VARY);
	return 0;
}

/* RFC 9111, 5.2.1 and 5.4: what the request wants of an answer from a cache. */
static uint32_t request_obstacle(
	const struct cache_control *wanted, const struct httpstatus_exchange *request, int64_t lifetime, int64_t age)
{
	struct span pragma;

	if (wanted->no_cache)
		return bit(HTTPSTATUS_REUSE_REQUEST);
	if (!exchange_has_field(request, HTTPSTATUS_PART_REQUEST, SPAN("Cache-Control")) &&
		exchange_value(request, HTTPSTATUS_PART_REQUEST, SPAN("Pragma"), &pragma) &&
		list_has_token(pragma, SPAN("no-cache")))
		return bit(HTTPSTATUS_REUSE_REQUEST);
	if (wanted->max_age != NUMBER_NONE && age > wanted->max_age)
		return bit(HTTPSTATUS_REUSE_REQUEST);
	if (wanted->min_fresh != NUMBER_NONE && (lifetime <= age || lifetime - age < wanted->min_fresh))
		return bit(HTTPSTATUS_REUSE_REQUEST);
	return 0;
}

static bool stale_is_allowed(
	const struct cache_control *control, const struct cache_control *wanted, int cache, int64_t too_old)
{
	if (cache_control_forbids_stale(control, cache))
		return false;
	return wanted->max_stale_any || (wanted->max_stale != NUMBER_NONE && too_old <= wanted->max_stale);
}

static bool is_known(const struct httpstatus_exchange *stored, const struct httpstatus_exchange *request)
{
	return exchange_property(stored, HTTPSTATUS_PROPERTY_STATUS) != HTTPSTATUS_UNKNOWN &&
	       exchange_knows_line(stored, HTTPSTATUS_LINE_METHOD) && exchange_knows_target_uri(stored) &&
	       exchange_knows_line(request, HTTPSTATUS_LINE_METHOD) && exchange_knows_target_uri(request);
}

/* Whether fields that nobody told could change the answer. */
static bool fields_could_matter(const struct httpstatus_exchange *stored, const struct httpstatus_exchange *request)
{
	return exchange_property(request, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE) == 1 ||
	       exchange_property(stored, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE) == 1 ||
	       exchange_property(stored, HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE) == 1;
}

/* RFC 9111, 3.3; RFC 9112, 8. */
static bool came_in_part(const struct httpstatus_exchange *stored)
{
	int64_t ending = exchange_property(stored, HTTPSTATUS_PROPERTY_ENDING);
	int64_t seen = exchange_property(stored, HTTPSTATUS_PROPERTY_CONTENT_SEEN);

	return exchange_property(stored, HTTPSTATUS_PROPERTY_STATUS) == 206 ||
	       (ending != HTTPSTATUS_UNKNOWN && ending != HTTPSTATUS_ENDING_COMPLETE) ||
	       (seen != HTTPSTATUS_UNKNOWN && seen < framing_read(stored).length);
}

uint32_t httpstatus_exchange_reuse_obstacles(
	const struct httpstatus_exchange *stored, const struct httpstatus_exchange *request, int cache, int64_t now)
{
	uint32_t obstacles = 0;

	if (!stored || !request || !is_known(stored, request))
		return bit(HTTPSTATUS_REUSE_UNKNOWN);
	struct cache_control control = exchange_cache_control(stored, HTTPSTATUS_PART_RESPONSE);
	struct cache_control wanted = exchange_cache_control(request, HTTPSTATUS_PART_REQUEST);
	int64_t lifetime = httpstatus_exchange_lifetime(stored, cache, now), age = httpstatus_exchange_age(stored, now);
	if (lifetime == HTTPSTATUS_UNKNOWN)
		lifetime = 0;
	if (!exchange_same_target(stored, request))
		obstacles |= bit(HTTPSTATUS_REUSE_TARGET);
	if (!method_is_answered(stored, request))
		obstacles |= bit(HTTPSTATUS_REUSE_METHOD);
	if (came_in_part(stored))
		obstacles |= bit(HTTPSTATUS_REUSE_INCOMPLETE);
	if (httpstatus_exchange_obstacles(stored, cache) &
		~(bit(HTTPSTATUS_OBSTACLE_REQUEST_UNKNOWN) | bit(HTTPSTATUS_OBSTACLE_RESPONSE_UNKNOWN)))
		obstacles |= bit(HTTPSTATUS_REUSE_NOT_STORABLE);
	if (control.no_cache)
		obstacles |= bit(HTTPSTATUS_REUSE_NO_CACHE);
	if (lifetime <= age && !stale_is_allowed(&control, &wanted, cache, age - lifetime))
		obstacles |= bit(HTTPSTATUS_REUSE_STALE);
	obstacles |= vary_obstacle(stored, request) | request_obstacle(&wanted, request, lifetime, age);
	if (fields_could_matter(stored, request))
		obstacles |= bit(HTTPSTATUS_REUSE_UNKNOWN);
	return obstacles;
}

const char *httpstatus_reuse_obstacle_name(int obstacle)
{
	static const char names[][16] = {
		"target", "method", "vary", "no-cache", "request", "stale", "not-storable", "incomplete", "unknown"};

	return obstacle >= 0 && obstacle < (int)(sizeof names / sizeof names[0]) ? names[obstacle] : NULL;
}

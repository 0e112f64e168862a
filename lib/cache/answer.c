/*
 * Answering: may a stored response be the answer to a request (RFC 9111, 4).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

static uint32_t bit(int n)
{
	return (uint32_t)1 << n;
}

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
	uint32_t place = exchange_lines(stored, HTTPSTATUS_PART_RESPONSE, SPAN("Vary"));
	struct span line, name;
	size_t names = 0;

	while (exchange_line_next(stored, &place, &line))
		while (list_next(&line, &name))
			if (span_equals(name, SPAN("*")) || ++names > VARY_NAMES_MOST ||
				(stored != request && !request_fields_match(stored, request, name)))
				return bit(HTTPSTATUS_REUSE_OBSTACLE_VARY);
	return 0;
}

/* RFC 9111, 5.2.1 and 5.4: what the request wants of an answer from a cache. */
static uint32_t request_obstacle(
	const struct cache_control *wanted, const struct httpstatus_exchange *request, int64_t lifetime, int64_t age)
{
	struct span pragma;

	if (wanted->no_cache)
		return bit(HTTPSTATUS_REUSE_OBSTACLE_REQUEST);
	if (!exchange_has_field(request, HTTPSTATUS_PART_REQUEST, SPAN("Cache-Control")) &&
		exchange_value(request, HTTPSTATUS_PART_REQUEST, SPAN("Pragma"), &pragma) &&
		list_has_token(pragma, SPAN("no-cache")))
		return bit(HTTPSTATUS_REUSE_OBSTACLE_REQUEST);
	if (wanted->max_age != NUMBER_NONE && age > wanted->max_age)
		return bit(HTTPSTATUS_REUSE_OBSTACLE_REQUEST);
	if (wanted->min_fresh != NUMBER_NONE && (lifetime <= age || lifetime - age < wanted->min_fresh))
		return bit(HTTPSTATUS_REUSE_OBSTACLE_REQUEST);
	return 0;
}

static bool stale_is_allowed(
	const struct cache_control *control, const struct cache_control *wanted, bool shared, int64_t too_old)
{
	if (cache_control_forbids_stale(control, shared))
		return false;
	return wanted->max_stale_any || (wanted->max_stale != NUMBER_NONE && too_old <= wanted->max_stale);
}

static bool is_known(const struct httpstatus_exchange *stored, const struct httpstatus_exchange *request)
{
	struct span uri;

	return exchange_property(stored, HTTPSTATUS_PROPERTY_STATUS) != HTTPSTATUS_UNKNOWN &&
	       exchange_knows_line(stored, HTTPSTATUS_LINE_METHOD) && exchange_target_uri(stored, &uri) &&
	       exchange_knows_line(request, HTTPSTATUS_LINE_METHOD) && exchange_target_uri(request, &uri);
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

static uint32_t reuse_obstacles(const struct httpstatus_cache *cache, const struct httpstatus_exchange *stored,
	const struct httpstatus_exchange *request, int64_t now)
{
	uint32_t obstacles = 0;

	if (!stored || !request || !is_known(stored, request))
		return bit(HTTPSTATUS_REUSE_OBSTACLE_UNKNOWN);
	struct cache_control control = exchange_cache_control(stored, HTTPSTATUS_PART_RESPONSE);
	struct cache_control wanted = exchange_cache_control(request, HTTPSTATUS_PART_REQUEST);
	int64_t lifetime = httpstatus_cache_time(cache, stored, HTTPSTATUS_CACHE_TIME_LIFETIME, now);
	int64_t age = httpstatus_cache_time(cache, stored, HTTPSTATUS_CACHE_TIME_AGE, now);
	bool time_matters = now == HTTPSTATUS_UNKNOWN && lifetime != 0;
	if (age == HTTPSTATUS_UNKNOWN)
		age = 0;
	if (lifetime == HTTPSTATUS_UNKNOWN)
		lifetime = time_matters ? INT64_MAX : 0;
	if (!exchange_same_target(stored, request))
		obstacles |= bit(HTTPSTATUS_REUSE_OBSTACLE_TARGET);
	if (!method_is_answered(stored, request))
		obstacles |= bit(HTTPSTATUS_REUSE_OBSTACLE_METHOD);
	if (came_in_part(stored))
		obstacles |= bit(HTTPSTATUS_REUSE_OBSTACLE_INCOMPLETE);
	if (storing_obstacles(cache, stored) &
		~(bit(HTTPSTATUS_OBSTACLE_REQUEST_UNKNOWN) | bit(HTTPSTATUS_OBSTACLE_RESPONSE_UNKNOWN)))
		obstacles |= bit(HTTPSTATUS_REUSE_OBSTACLE_NOT_STORABLE);
	if (control.no_cache)
		obstacles |= bit(HTTPSTATUS_REUSE_OBSTACLE_NO_CACHE);
	if (lifetime <= age && !stale_is_allowed(&control, &wanted, cache_is_shared(cache), age - lifetime))
		obstacles |= bit(HTTPSTATUS_REUSE_OBSTACLE_STALE);
	obstacles |= vary_obstacle(stored, request) | request_obstacle(&wanted, request, lifetime, age);
	if (time_matters || fields_could_matter(stored, request))
		obstacles |= bit(HTTPSTATUS_REUSE_OBSTACLE_UNKNOWN);
	return obstacles;
}

size_t httpstatus_cache_reuse_obstacles(const struct httpstatus_cache *cache, const struct httpstatus_exchange *stored,
	const struct httpstatus_exchange *request, int64_t now, int *list, size_t room)
{
	return bits_list(reuse_obstacles(cache, stored, request, now), list, room);
}

int httpstatus_cache_may_reuse(const struct httpstatus_cache *cache, const struct httpstatus_exchange *stored,
	const struct httpstatus_exchange *request, int64_t now)
{
	uint32_t obstacles = reuse_obstacles(cache, stored, request, now);

	return obstacles == bit(HTTPSTATUS_REUSE_OBSTACLE_UNKNOWN) ? -1 : obstacles == 0;
}

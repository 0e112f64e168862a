/*
 * What is invalid from now on (RFC 9111, 4.4; RFC 9875).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

static bool is_unsafe(const struct httpstatus_exchange *exchange)
{
	return exchange_knows_line(exchange, HTTPSTATUS_LINE_METHOD) &&
	       !method_is_safe(exchange_line(exchange, HTTPSTATUS_LINE_METHOD));
}

static bool went_well(const struct httpstatus_exchange *exchange)
{
	int class = httpstatus_class(httpstatus_exchange_status(exchange));

	return class == 2 || class == 3;
}

/* ---- URIs ---- */

/* What was worked out, where that is on the target's origin. */
static bool on_origin(const struct httpstatus_exchange *exchange, enum derived derived, struct span *uri)
{
	struct span target;

	return exchange_derived(exchange, derived, uri) && exchange_target_uri(exchange, &target) &&
	       uri_same_origin(target, *uri);
}

/* The URI at @i, each once. */
static bool invalidated(const struct httpstatus_exchange *exchange, size_t i, struct span *uri)
{
	static const char from[] = {DERIVED_TARGET_KEY, DERIVED_LOCATION_KEY, DERIVED_CONTENT_LOCATION_KEY};
	struct span found[3];
	size_t count = 0;

	if (!is_unsafe(exchange) || !went_well(exchange))
		return false;
	for (size_t k = 0; k < sizeof from; k++) {
		bool is_new = on_origin(exchange, (enum derived)from[k], &found[count]);

		for (size_t before = 0; before < count && is_new; before++)
			is_new = !span_equals(found[before], found[count]);
		if (!is_new || i != count++)
			continue;
		*uri = found[count - 1];
		return true;
	}
	return false;
}

const char *httpstatus_cache_invalidated(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, size_t i, size_t *length)
{
	struct span uri = {NULL, 0};
	bool found = exchange && exchange_knows_scheme(exchange) && invalidated(exchange, i, &uri);

	(void)cache; /* both kinds go by the same rules */
	if (length)
		*length = found ? uri.length : 0;
	return found ? uri.bytes : NULL;
}

/* Whether nobody said the scheme of one of two, and of the other somebody did: then only that could tell whether they are the same. */
static bool one_lacks_scheme(const struct httpstatus_exchange *a, const struct httpstatus_exchange *b)
{
	return exchange_knows_scheme(a) != exchange_knows_scheme(b);
}

/* 1, 0, or -1 where nobody said which scheme one of them has. */
static int uri_state(const struct httpstatus_exchange *exchange, const struct httpstatus_exchange *stored)
{
	bool know_schemes = exchange_knows_scheme(exchange) && exchange_knows_scheme(stored);
	struct span target, uri;
	int state = 0;

	if (!exchange_derived(stored, DERIVED_TARGET_KEY, &target))
		return went_well(exchange) ? -1 : 0;
	for (size_t i = 0; invalidated(exchange, i, &uri); i++) {
		if (span_equals(uri, target) && !one_lacks_scheme(exchange, stored))
			return 1;
		if (!know_schemes && uri_may_be_same(uri, target))
			state = -1;
	}
	return went_well(exchange) && !exchange_derived(exchange, DERIVED_TARGET_KEY, &uri) ? -1 : state;
}

/* ---- groups ---- */

/* RFC 9875, 2, asks for 32 at least. */
enum { GROUPS_MOST = 128 };

/* The value of a field that is a list of strings; anything else is as if it were not there. */
static bool groups_of(const struct httpstatus_exchange *exchange, struct span name, struct span *value)
{
	struct structured_item item;
	struct span rest;

	if (!exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, name, value) || !structured_list_is_valid(*value))
		return false;
	for (rest = *value; structured_list_next(&rest, &item);)
		if (item.type != STRUCTURED_STRING)
			return false;
	return true;
}

static bool has_group(struct span groups, struct span group)
{
	struct structured_item item;

	for (int i = 0; i < GROUPS_MOST && structured_list_next(&groups, &item); i++)
		if (span_equals(item.text, group))
			return true;
	return false;
}

/* Likewise. */
static int shares_origin(const struct httpstatus_exchange *a, const struct httpstatus_exchange *b)
{
	struct span of_a, of_b;

	if (!exchange_target_uri(a, &of_a) || !exchange_target_uri(b, &of_b))
		return 0;
	if (!one_lacks_scheme(a, b))
		return uri_same_origin(of_a, of_b);
	return origin_may_be_same(of_a, of_b) ? -1 : 0;
}

/* RFC 9875, 3; likewise. */
static int group_state(const struct httpstatus_exchange *exchange, const struct httpstatus_exchange *stored)
{
	struct structured_item item;
	struct span named, groups;

	if (!groups_of(exchange, SPAN("Cache-Group-Invalidation"), &named) ||
		!groups_of(stored, SPAN("Cache-Groups"), &groups))
		return 0;
	while (structured_list_next(&named, &item))
		if (has_group(groups, item.text))
			return shares_origin(exchange, stored);
	return 0;
}

int httpstatus_cache_invalidates(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange,
	const struct httpstatus_exchange *stored)
{
	(void)cache; /* both kinds go by the same rules */
	if (!httpstatus_exchange_status(exchange) || !stored)
		return -1;
	bool may_name = exchange_response_is_open(exchange) ||
			exchange_has_field(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Cache-Group-Invalidation"));
	if (!exchange_knows_line(exchange, HTTPSTATUS_LINE_METHOD))
		return went_well(exchange) || may_name ? -1 : 0;
	if (!is_unsafe(exchange))
		return 0;
	int state = uri_state(exchange, stored), group = group_state(exchange, stored);
	if (state == 1 || group == 1)
		return 1;
	if (exchange_response_is_open(exchange) || (may_name && exchange_response_is_open(stored)))
		return -1;
	return state ? state : group;
}

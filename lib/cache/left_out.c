/*
 * What must not be stored of a response, and what a cache stores of it (RFC 9111, 3.1).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

/* ---- the names ---- */

/* About the connection (RFC 9110, 7.6.1), and then for the next proxy alone (11.7). */
static const char own_names[][28] = {"Connection", "Keep-Alive", "Proxy-Connection", "TE", "Transfer-Encoding",
	"Upgrade", "Proxy-Authenticate", "Proxy-Authentication-Info", "Proxy-Authorization"};

enum { HOP_NAMES = 6, OWN_NAMES = sizeof own_names / sizeof own_names[0] };

struct left_out left_out_by_policy(const struct httpstatus_cache *cache, const struct policy *policy)
{
	struct left_out names = {.cache = cache};

	if (policy->control.private_fields && cache_is_shared(cache))
		names.arguments[names.argument_count++] = policy_names(policy, SPAN("private"));
	if (policy->control.no_cache_fields)
		names.arguments[names.argument_count++] = policy_names(policy, SPAN("no-cache"));
	return names;
}

struct left_out left_out_begin(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange,
	int part, const struct policy *policy)
{
	struct left_out names = {.cache = cache};

	if (policy)
		names = left_out_by_policy(cache, policy);
	names.own_count = policy ? OWN_NAMES : HOP_NAMES;
	exchange_value(exchange, part, SPAN("Connection"), &names.connection);
	return names;
}

static bool name_next(struct left_out *names, struct span *name)
{
	if (names->own < names->own_count) {
		*name = span_of(own_names[names->own++]);
		return true;
	}
	if (list_next(&names->connection, name))
		return true;
	for (; names->argument < names->argument_count; names->argument++)
		if (policy_name_next(&names->arguments[names->argument], name))
			return true;
	return false;
}

/* RFC 9110, 7.6.1, lets nobody name a field in Connection that is for all recipients. What the cache goes by stays, whoever names it: without it, a
 * response would seem to allow what it forbids. */
static bool left_out_next(struct left_out *names, const struct httpstatus_exchange *exchange, int part, uint32_t *place)
{
	struct span name;

	while (name_next(names, &name)) {
		if (field_is_of_policy(names->cache, name))
			continue;
		*place = exchange_field_place(exchange, part, name);
		if (*place != NO_PLACE)
			return true;
	}
	return false;
}

void left_out_mark(struct left_out names, const struct httpstatus_exchange *exchange, int part, bool *marks)
{
	uint32_t place;

	while (left_out_next(&names, exchange, part, &place))
		marks[place] = true;
}

/* ---- asking for one ---- */

/* Those among the fields from @begin on, as far as the set goes. */
static void find_places(
	const struct left_out *all, const struct httpstatus_exchange *exchange, uint32_t begin, struct places *places)
{
	struct left_out names = *all;
	uint32_t place;

	*places = (struct places){.count = 0};
	while (left_out_next(&names, exchange, HTTPSTATUS_PART_RESPONSE, &place))
		if (place >= begin && place - begin < PLACES_MOST)
			places_add(places, place - begin);
}

static const char *name_at_place(const struct httpstatus_exchange *exchange, uint32_t place, size_t *length)
{
	struct span name = exchange_text(exchange, exchange->fields[exchange->groups.groups[place].first].name);

	if (length)
		*length = name.length;
	return name.bytes;
}

const char *httpstatus_cache_left_out(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, size_t i, size_t *length)
{
	struct places places;

	if (length)
		*length = 0;
	if (!httpstatus_exchange_status(exchange))
		return NULL;
	struct policy policy = policy_read(cache, exchange);
	struct left_out names = left_out_begin(cache, exchange, HTTPSTATUS_PART_RESPONSE, &policy);
	for (uint32_t begin = 0; begin < exchange->groups.count; begin += PLACES_MOST) {
		find_places(&names, exchange, begin, &places);
		if (i >= places.count) {
			i -= places.count;
			continue;
		}
		for (uint32_t place = 0; place < PLACES_MOST; place++)
			if (places_has(&places, place) && i-- == 0)
				return name_at_place(exchange, begin + place, length);
	}
	return NULL;
}

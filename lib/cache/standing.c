/*
 * How a stored response stands: how fresh it is, what the request wants of it, and whether it may be served stale (RFC 9111, 4.2.4 and 5.2.1).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

/* ---- what the request wants ---- */

struct wishes wishes_of(const struct httpstatus_exchange *request)
{
	struct wishes wishes = {.control = exchange_cache_control(request, HTTPSTATUS_PART_REQUEST)};
	struct span pragma;

	wishes.no_cache = wishes.control.no_cache || wishes.control.no_cache_fields ||
			  (!exchange_has_field(request, HTTPSTATUS_PART_REQUEST, SPAN("Cache-Control")) &&
				  exchange_value(request, HTTPSTATUS_PART_REQUEST, SPAN("Pragma"), &pragma) &&
				  list_has_token(pragma, SPAN("no-cache")));
	wishes.takes_stale = wishes.control.max_stale_any || wishes.control.max_stale != NUMBER_NONE;
	return wishes;
}

/* ---- how fresh the chosen response is ---- */

/* Nothing tells how long a response without Date and a time of receipt has lain here. */
static bool age_is_known(const struct httpstatus_exchange *stored, int64_t now)
{
	return now != HTTPSTATUS_UNKNOWN &&
	       (exchange_property(stored, HTTPSTATUS_PROPERTY_RESPONSE_TIME) != HTTPSTATUS_UNKNOWN ||
		       httpstatus_exchange_date(stored) != HTTPSTATUS_UNKNOWN);
}

struct standing standing_of(const struct httpstatus_lookup *lookup, int64_t now)
{
	struct standing standing = {.policy = policy_read(lookup->cache, lookup->chosen)};
	int64_t lifetime = lifetime_of(lookup->cache, lookup->chosen, &standing.policy, now);

	standing.is_known = age_is_known(lookup->chosen, now);
	standing.age = exchange_age(lookup->chosen, now);
	standing.lifetime = lifetime == HTTPSTATUS_UNKNOWN ? 0 : lifetime; /* nothing says that it may be fresh */
	standing.has_lifetime =
		freshness_of(lookup->cache, lookup->chosen, &standing.policy) != HTTPSTATUS_FRESHNESS_NONE;
	standing.is_stale = standing.is_known && standing.lifetime <= standing.age;
	standing.staleness = standing.is_stale ? standing.age - standing.lifetime : 0;
	return standing;
}

/* RFC 8246: what does not change need not be validated, but for no-cache. It counts only with a length and over TLS (3). */
bool standing_is_immutable(const struct httpstatus_lookup *lookup, const struct standing *standing)
{
	const struct httpstatus_exchange *stored = lookup->chosen;
	int64_t version = exchange_property(stored, HTTPSTATUS_PROPERTY_RESPONSE_VERSION);
	struct span uri;
	struct uri parts;

	if (!standing->policy.control.immutable || standing->is_stale || !standing->is_known ||
		!exchange_knows_scheme(stored) || !exchange_target_uri(stored, &uri))
		return false;
	uri_split(uri, &parts);
	return span_equals_ignoring_case(parts.scheme, SPAN("https")) &&
	       (exchange_has_field(stored, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Length")) ||
		       version_has_streams(version));
}

/* ---- serving what is stale ---- */

/* RFC 9111, 4.2.4; what can have no lifetime at all is not even stale. */
bool stale_is_forbidden(const struct httpstatus_cache *cache, const struct standing *standing)
{
	return standing->policy.control.no_cache || !standing->has_lifetime ||
	       (standing->is_stale && cache_control_forbids_stale(&standing->policy.control, cache_is_shared(cache)));
}

bool stale_is_within(int64_t staleness, int64_t seconds)
{
	return seconds != NUMBER_NONE && staleness <= seconds;
}

/* Whether the client wants nothing that is as old as this (5.2.1.1 to 5.2.1.3). */
bool standing_is_unwanted(const struct wishes *wishes, const struct standing *standing)
{
	const struct cache_control *control = &wishes->control;

	if (control->max_stale != NUMBER_NONE && standing->staleness > control->max_stale)
		return true;
	if (control->max_age != NUMBER_NONE &&
		(standing->age > control->max_age || (standing->is_stale && !wishes->takes_stale)))
		return true;
	return control->min_fresh != NUMBER_NONE && standing->lifetime - standing->age < control->min_fresh;
}

int stale_permission(const struct httpstatus_lookup *lookup, const struct standing *standing, bool for_directive)
{
	struct wishes wishes = wishes_of(lookup->request);

	if (!standing->is_known || stale_is_forbidden(lookup->cache, standing))
		return PERMISSION_NONE;
	if (for_directive && stale_is_within(standing->staleness, wishes.control.stale_if_error))
		return PERMISSION_DIRECTIVE;
	if (wishes.no_cache)
		return PERMISSION_NONE;
	if (for_directive && stale_is_within(standing->staleness, standing->policy.control.stale_if_error))
		return PERMISSION_DIRECTIVE;
	if (httpstatus_cache_get(lookup->cache, HTTPSTATUS_CACHE_PROPERTY_SERVES_STALE) == 1 &&
		!standing_is_unwanted(&wishes, standing))
		return PERMISSION_CACHE;
	return PERMISSION_NONE;
}

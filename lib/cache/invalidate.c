/*
 * What is invalid from now on (RFC 9111, 4.4).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

static bool invalidates(const struct httpstatus_exchange *exchange)
{
	int class = httpstatus_class(httpstatus_exchange_status(exchange));

	return (class == 2 || class == 3) && exchange_knows_line(exchange, HTTPSTATUS_LINE_METHOD) &&
	       !method_is_safe(exchange_line(exchange, HTTPSTATUS_LINE_METHOD));
}

/* What was worked out, where that is on the target's origin. */
static bool on_origin(const struct httpstatus_exchange *exchange, enum derived derived, struct span *uri)
{
	struct span target;

	return exchange_derived(exchange, derived, uri) && exchange_target_uri(exchange, &target) &&
	       uri_same_origin(target, *uri);
}

const char *httpstatus_cache_invalidated(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, size_t i, size_t *length)
{
	static const char from[] = {DERIVED_TARGET_KEY, DERIVED_LOCATION_KEY, DERIVED_CONTENT_LOCATION_KEY};
	struct span uri = {NULL, 0};

	(void)cache; /* both kinds go by the same rules */
	if (length)
		*length = 0;
	if (!exchange || !invalidates(exchange))
		return NULL;
	for (size_t k = 0; k < sizeof from; k++) {
		if (!on_origin(exchange, (enum derived)from[k], &uri) || i-- > 0)
			continue;
		if (length)
			*length = uri.length;
		return uri.bytes;
	}
	return NULL;
}

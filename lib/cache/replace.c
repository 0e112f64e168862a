/*
 * Replacing: which stored responses a newer one makes superfluous, since no request would be answered with them any more (RFC 9111, 4 and 4.1).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

/* Whether the octets of a stored response are there in the newer one too, or are those of another representation. */
static bool has_no_less(const struct httpstatus_exchange *newer, const struct httpstatus_exchange *stored)
{
	struct extent extent = extent_of(newer), before = extent_of(stored);

	if (extent.is_whole || before.is_whole || !extent.is_known)
		return extent.is_whole;
	if (!before.is_known || !have_same_strong_validator(newer, stored))
		return true;
	return extent.first <= before.first && extent.last >= before.last;
}

static bool is_older(const struct httpstatus_exchange *newer, const struct httpstatus_exchange *stored)
{
	return date_of(newer) != HTTPSTATUS_UNKNOWN && date_of(newer) < date_of(stored);
}

int httpstatus_cache_replaces(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange,
	const struct httpstatus_exchange *stored)
{
	int status = httpstatus_exchange_status(exchange);

	if (!status || !httpstatus_exchange_status(stored))
		return -1;
	int may_store = httpstatus_cache_may_store(cache, exchange), matches = vary_matches(stored, exchange),
	    targets = exchange_targets_match(exchange, stored);
	if (may_store == 0 || matches == 0 || targets == 0 || !method_fits(exchange, stored) ||
		!status_answers(status) || !vary_is_same(exchange, stored) || is_older(exchange, stored) ||
		!has_no_less(exchange, stored))
		return 0;
	return may_store < 0 || matches < 0 || targets < 0 ? -1 : 1;
}

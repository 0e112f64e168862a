/*
 * Which stored response a 304 is about (RFC 9111, 4.3.4).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

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

int httpstatus_cache_selects(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange,
	const struct httpstatus_exchange *stored)
{
	struct entity_tag tag, stored_tag;
	struct span modified, stored_modified;

	(void)cache; /* both kinds go by the same rules */
	if (!httpstatus_exchange_status(exchange) || !httpstatus_exchange_status(stored))
		return -1;
	if (httpstatus_exchange_status(exchange) != 304)
		return HTTPSTATUS_SELECTION_NONE;
	bool has_tag = tag_of(exchange, &tag), stored_has_tag = tag_of(stored, &stored_tag);
	bool has_date = modified_of(exchange, &modified), stored_has_date = modified_of(stored, &stored_modified);
	if (has_tag && !tag.weak)
		return stored_has_tag && entity_tag_strong_equal(tag, stored_tag) ? HTTPSTATUS_SELECTION_SELECTED
										  : HTTPSTATUS_SELECTION_NONE;
	if (has_tag)
		return stored_has_tag && entity_tag_weak_equal(tag, stored_tag) ? HTTPSTATUS_SELECTION_IF_LATEST
										: HTTPSTATUS_SELECTION_NONE;
	if (has_date)
		return stored_has_date && span_equals(modified, stored_modified) ? HTTPSTATUS_SELECTION_IF_LATEST
										 : HTTPSTATUS_SELECTION_NONE;
	return stored_has_tag || stored_has_date ? HTTPSTATUS_SELECTION_NONE : HTTPSTATUS_SELECTION_IF_ONLY;
}

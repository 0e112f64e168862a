/*
 * What a cache stores of an exchange: the request, and the final response without what must not be kept (RFC 9111, 3.1).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

/* Chunks are gone, so the length that they came to stands in their place (RFC 9112, 7.1.3), and no other one (6.3). */
static int add_length(struct httpstatus_exchange *draft, const struct httpstatus_exchange *exchange)
{
	int64_t seen = exchange_property(exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN);
	int kind = framing_read(exchange).kind;

	if (kind != HTTPSTATUS_CONTENT_KIND_CHUNKED || seen == HTTPSTATUS_UNKNOWN ||
		exchange_property(exchange, HTTPSTATUS_PROPERTY_ENDING) != HTTPSTATUS_ENDING_COMPLETE)
		return 0;
	return draft_add_number(draft, SPAN("Content-Length"), seen);
}

static int make_kept(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange,
	struct httpstatus_exchange *draft)
{
	struct policy policy = policy_read(cache, exchange);
	bool *marks = exchange_draft_marks(draft, 0, exchange);
	int error;

	if (!marks)
		return HTTPSTATUS_ERROR_MEMORY;
	left_out_mark(left_out_begin(cache, exchange, HTTPSTATUS_PART_RESPONSE, &policy), exchange,
		HTTPSTATUS_PART_RESPONSE, marks);
	if (exchange_has_field(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Transfer-Encoding")))
		marks_set(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Length"), marks);
	marks_set(
		exchange, HTTPSTATUS_PART_REQUEST, SPAN("Proxy-Authorization"), marks); /* for the proxy alone (3.1) */
	error = exchange_copy_request(draft, exchange, marks);
	if (!error)
		error = draft_copy_status(draft, exchange);
	if (!error)
		error = draft_copy_fields(draft, exchange, HTTPSTATUS_PART_RESPONSE, marks);
	if (!error)
		error = add_length(draft, exchange);
	if (!error)
		error = draft_add_date(draft, exchange_property(exchange, HTTPSTATUS_PROPERTY_RESPONSE_TIME));
	return error ? error : exchange_derive(draft);
}

int httpstatus_cache_keep(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange,
	struct httpstatus_exchange *kept)
{
	if (!exchange || !kept)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!httpstatus_exchange_status(exchange))
		return HTTPSTATUS_ERROR_STATE;
	struct httpstatus_exchange *draft = exchange_draft(kept);
	if (!draft)
		return HTTPSTATUS_ERROR_MEMORY;
	int error = make_kept(cache, exchange, draft);
	return error ? error : httpstatus_exchange_copy(kept, draft);
}

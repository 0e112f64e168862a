/*
 * Receiving: what to do with what came of asking the server (RFC 9111, 4.3.3 and 4.3.4).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

static void only_reason(struct httpstatus_lookup *lookup, int reason)
{
	lookup_reasons_clear(lookup);
	lookup_reason_add(lookup, reason);
}

/* ---- an error, or no answer ---- */

/* What no proxy can send on: a status outside of what there is, a switch that nobody asked for, a message of which nobody knows where it ends (RFC 9110, 7.8
 * and 15; RFC 9112, 6.3). */
static bool is_invalid(const struct httpstatus_exchange *exchange, int status)
{
	bool is_unasked = status == 101 && !exchange_request_is_open(exchange) &&
			  !exchange_has_field(exchange, HTTPSTATUS_PART_REQUEST, SPAN("Upgrade"));

	return httpstatus_class(status) == 0 || is_unasked ||
	       httpstatus_exchange_content_kind(exchange) == HTTPSTATUS_CONTENT_KIND_ERROR;
}

static bool is_error(int status)
{
	return status == 0 || httpstatus_class(status) == 5;
}

/* RFC 5861, 4: what counts as an error for a directive. Any other 5xx is one for the cache alone (RFC 9111, 4.3.3). */
static bool is_error_of_directive(int status)
{
	return status == 0 || status == 500 || status == 502 || status == 503 || status == 504;
}

static int receive_error(struct httpstatus_lookup *lookup, int status)
{
	int otherwise = status == 0 ? HTTPSTATUS_CACHE_ACTION_REFUSE : HTTPSTATUS_CACHE_ACTION_RELAY;

	lookup_reason_add(lookup, HTTPSTATUS_CACHE_REASON_ERROR);
	if (!lookup->chosen || !lookup->chosen_covers)
		return otherwise;
	struct standing standing = standing_of(lookup, lookup->received_now);
	int permission = stale_permission(lookup, &standing, is_error_of_directive(status));
	if (stale_is_forbidden(lookup->cache, &standing))
		lookup_reason_add(lookup, HTTPSTATUS_CACHE_REASON_STALE_FORBIDDEN);
	if (permission == PERMISSION_NONE)
		return otherwise;
	if (permission == PERMISSION_DIRECTIVE)
		lookup_reason_add(lookup, HTTPSTATUS_CACHE_REASON_STALE_IF_ERROR);
	return HTTPSTATUS_CACHE_ACTION_SERVE_STALE;
}

/* ---- a 304 ---- */

/* Whether the 304 is, or may be, about what the client has. Where the cache asked as well, only an entity tag of the client's can tell; one that is not
 * in its list is not its own (RFC 9111, 4.3.2). */
static bool is_for_client(const struct httpstatus_lookup *lookup, const struct httpstatus_exchange *exchange)
{
	const struct httpstatus_exchange *request = lookup->request;
	struct validators validators = validators_of(exchange);
	struct span tags;

	if (!lookup_asks_for_itself(lookup))
		return exchange_has_field(request, HTTPSTATUS_PART_REQUEST, SPAN("If-None-Match")) ||
		       exchange_has_field(request, HTTPSTATUS_PART_REQUEST, SPAN("If-Modified-Since"));
	return validators.has_tag && exchange_value(request, HTTPSTATUS_PART_REQUEST, SPAN("If-None-Match"), &tags) &&
	       entity_tag_list_match(tags, validators.tag, false) == TAG_MATCH;
}

/* The 304 is about nothing that is stored. A server that says so once more has nothing else to say. */
static int receive_strange_304(struct httpstatus_lookup *lookup, const struct httpstatus_exchange *exchange)
{
	only_reason(lookup, HTTPSTATUS_CACHE_REASON_FITS_NOTHING);
	if (is_for_client(lookup, exchange) || lookup->asked == HTTPSTATUS_CACHE_ACTION_REPEAT)
		return HTTPSTATUS_CACHE_ACTION_RELAY;
	return HTTPSTATUS_CACHE_ACTION_REPEAT;
}

/* Leaves those at the front that may be updated. */
static void select_updatable(struct httpstatus_lookup *lookup, const struct httpstatus_exchange *exchange)
{
	size_t count = lookup->selected;

	lookup->selected = 0;
	for (size_t i = 0; i < count; i++)
		if (may_be_merged(lookup->cache, lookup->candidates[i].stored, exchange))
			candidates_put_first(lookup, i);
}

static int receive_304(struct httpstatus_lookup *lookup, const struct httpstatus_exchange *exchange)
{
	struct candidate *best;

	candidates_select(lookup, exchange);
	best = candidates_best(lookup, lookup->selected);
	if (!best)
		return receive_strange_304(lookup, exchange);
	lookup->chosen = best->stored;
	lookup->chosen_covers = best->covers;
	select_updatable(lookup, exchange);
	only_reason(lookup, HTTPSTATUS_CACHE_REASON_NOT_MODIFIED);
	if (own_condition_fails(lookup->chosen, lookup->request))
		lookup_reason_add(lookup, HTTPSTATUS_CACHE_REASON_OWN_CONDITION);
	return HTTPSTATUS_CACHE_ACTION_UPDATE;
}

/* ---- anything else ---- */

/* Whether both parts together have all that the client wants; a part may be less than what was asked for, or be cut (RFC 9110, 15.3.7). */
static bool is_enough(const struct httpstatus_lookup *lookup, const struct extent *joined)
{
	struct state state = state_of_stored(lookup->chosen);
	struct range_spec asked;

	return joined->is_whole || (if_range(lookup->request, &state) != HOLDING_FAILS &&
					   asked_of(lookup->request, joined->complete, &asked) == ASKED_ONE &&
					   asked.first >= joined->first && asked.last <= joined->last);
}

/* What was asked for is the cache's wish, not the client's: only what fits is of use. */
static int receive_part(struct httpstatus_lookup *lookup, const struct httpstatus_exchange *exchange)
{
	struct extent joined;

	if (part_fits(lookup->cache, lookup->chosen, exchange, &joined) && is_enough(lookup, &joined)) {
		only_reason(lookup, HTTPSTATUS_CACHE_REASON_INCOMPLETE);
		return HTTPSTATUS_CACHE_ACTION_COMBINE;
	}
	only_reason(lookup, HTTPSTATUS_CACHE_REASON_FITS_NOTHING);
	return HTTPSTATUS_CACHE_ACTION_REPEAT;
}

int lookup_find_reaction(struct httpstatus_lookup *lookup, const struct httpstatus_exchange *exchange, int64_t now)
{
	int status = httpstatus_exchange_status(exchange);

	lookup->received = exchange;
	lookup->received_now = now;
	lookup->selected = 0;
	lookup->received_is_invalid = status && is_invalid(exchange, status);
	if (lookup->received_is_invalid || (httpstatus_class(status) == 1 && status != 101))
		status = 0; /* and an interim response is none */
	if (is_error(status))
		return receive_error(lookup, status);
	if (status == 304 && !lookup->bypasses)
		return receive_304(lookup, exchange);
	if (lookup->asked == HTTPSTATUS_CACHE_ACTION_COMPLETE && (status == 206 || status == 416))
		return receive_part(lookup, exchange);
	return HTTPSTATUS_CACHE_ACTION_RELAY;
}

/*
 * What a stored response comes to for a request: the client's own conditions, and its ranges (RFC 9111, 4.3.2; RFC 9110, 13.2.2 and 14.2).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

/* Where the stored response has no modification date, when it was made stands in for it, or when it came (RFC 9111, 4.3.2). */
static struct state state_for_date(const struct httpstatus_exchange *stored, struct state state)
{
	if (state.last_modified == HTTPSTATUS_UNKNOWN)
		state.last_modified = httpstatus_exchange_date(stored);
	if (state.last_modified == HTTPSTATUS_UNKNOWN)
		state.last_modified = exchange_property(stored, HTTPSTATUS_PROPERTY_RESPONSE_TIME);
	return state;
}

/* Only those conditions that are a cache's to evaluate, and only where the answer would be the representation. */
bool own_condition_fails(const struct httpstatus_exchange *stored, const struct httpstatus_exchange *request)
{
	struct state state = state_of_stored(stored);
	int status = httpstatus_exchange_status(stored);

	if (status != 200 && status != 206)
		return false;
	if (if_none_match(request, &state) == HOLDING_FAILS)
		return true;
	state = state_for_date(stored, state);
	return if_modified_since(request, &state) == HOLDING_FAILS;
}

/* The range, where there is one to be sent. False where the whole is. */
static bool plan_range(const struct httpstatus_cache *cache, const struct httpstatus_exchange *stored,
	const struct httpstatus_exchange *request, struct plan *plan)
{
	struct state state = state_of_stored(stored);
	struct range_spec asked;
	int status = httpstatus_exchange_status(stored);

	if (cache_does_parts(cache) != 1 || (status != 200 && status != 206) ||
		(plan->extent.is_whole && plan->extent.complete == HTTPSTATUS_UNKNOWN) ||
		if_range(request, &state) == HOLDING_FAILS)
		return false;
	switch (asked_of(request, plan->extent.complete, &asked)) {
	case ASKED_ONE_OF_SEVERAL: /* the others are not there, nor within a part (RFC 9111, 3.3) */
		if (!plan->extent.is_whole)
			return false;
		/* fall through */
	case ASKED_ONE:
		if (asked.first < plan->extent.first || asked.last > plan->extent.last)
			return false;
		plan->status = 206;
		plan->first = asked.first;
		plan->last = asked.last;
		return true;
	case ASKED_NOTHING:
		plan->status = 416;
		plan->has_content = false;
		return plan->extent.is_whole;
	default: /* several may be answered with all (RFC 9110, 14.2) */
		return false;
	}
}

bool plan_make(const struct httpstatus_lookup *lookup, struct plan *plan)
{
	const struct httpstatus_exchange *stored = lookup->chosen, *request = lookup->request;
	int status = httpstatus_exchange_status(stored);
	bool gets = !span_equals(exchange_line(request, HTTPSTATUS_LINE_METHOD), SPAN("HEAD"));

	*plan = (struct plan){.extent = extent_of(stored), .last = HTTPSTATUS_UNKNOWN};
	plan->status = status == 206 && plan->extent.is_whole ? 200 : status;
	plan->has_content = gets && status_has_content(status);
	/* A condition that the stored response failed before a 304 updated it has been answered, whatever its new Date. */
	if (lookup_has_reason(lookup, HTTPSTATUS_CACHE_REASON_OWN_CONDITION) || own_condition_fails(stored, request)) {
		plan->status = 304;
		plan->has_content = false;
		return true;
	}
	return plan_range(lookup->cache, stored, request, plan) || plan->extent.is_whole;
}

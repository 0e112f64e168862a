/*
 * A lookup as an object: what becomes of one request at a cache.
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

#include <stdlib.h>

/* ---- the object ---- */

struct httpstatus_lookup *httpstatus_lookup_new(const struct httpstatus_cache *cache)
{
	struct httpstatus_lookup *lookup = calloc(1, sizeof *lookup);

	if (!lookup)
		return NULL;
	lookup->cache = cache;
	lookup->action = ACTION_NONE;
	lookup->request = httpstatus_exchange_new();
	lookup->made = httpstatus_exchange_new();
	lookup->tags = calloc(1, sizeof *lookup->tags);
	if (!lookup->request || !lookup->made || !lookup->tags) {
		httpstatus_lookup_free(lookup);
		return NULL;
	}
	exchange_lift_limits(lookup->request);
	exchange_lift_limits(lookup->made);
	return lookup;
}

void httpstatus_lookup_free(struct httpstatus_lookup *lookup)
{
	if (!lookup)
		return;
	if (lookup->tags) {
		free(lookup->tags->list.bytes);
		free(lookup->tags->slots);
	}
	free(lookup->tags);
	free(lookup->candidates);
	httpstatus_exchange_free(lookup->request);
	httpstatus_exchange_free(lookup->made);
	free(lookup);
}

/* ---- what it is about ---- */

static void forget(struct httpstatus_lookup *lookup)
{
	lookup->has_started = lookup->was_answered = lookup->bypasses = false;
	for (size_t i = 0; i < LOOKUP_PROPERTIES; i++)
		lookup->properties[i] = HTTPSTATUS_UNKNOWN;
	lookup->count = lookup->selected = lookup->reason_count = 0;
	lookup->action = lookup->asked = ACTION_NONE;
	lookup->asked_because = 0;
	lookup->chosen = lookup->received = NULL;
}

int httpstatus_lookup_start(struct httpstatus_lookup *lookup, const struct httpstatus_exchange *request, int64_t now)
{
	if (!lookup || !request)
		return HTTPSTATUS_ERROR_HANDLE;
	forget(lookup);
	if (!exchange_knows_line(request, HTTPSTATUS_LINE_METHOD))
		return HTTPSTATUS_ERROR_STATE;
	int error = exchange_copy_request(lookup->request, request, NULL);
	lookup->has_started = !error;
	lookup->now = lookup->received_now = now;
	return error;
}

int httpstatus_lookup_set(struct httpstatus_lookup *lookup, int property, int64_t value)
{
	if (!lookup)
		return HTTPSTATUS_ERROR_HANDLE;
	if (property < 0 || property >= LOOKUP_PROPERTIES)
		return HTTPSTATUS_ERROR_PROPERTY;
	if (value != HTTPSTATUS_UNKNOWN && value != 0 && value != 1)
		return HTTPSTATUS_ERROR_VALUE;
	lookup->properties[property] = value;
	return 0;
}

int httpstatus_lookup_offer(struct httpstatus_lookup *lookup, const struct httpstatus_exchange *stored)
{
	if (!lookup || !stored)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!lookup->has_started || lookup->was_answered)
		return HTTPSTATUS_ERROR_STATE;
	if (!httpstatus_exchange_status(stored) || exchange_targets_match(stored, lookup->request) != 1)
		return 0;
	void *candidates = lookup->candidates;
	bool good = array_reserve(&candidates, &lookup->capacity, lookup->count + 1, sizeof(struct candidate));
	lookup->candidates = candidates;
	if (!good)
		return HTTPSTATUS_ERROR_MEMORY;
	lookup->candidates[lookup->count++] = (struct candidate){.stored = stored};
	return 0;
}

/* ---- what to do ---- */

static bool asks_server(int action)
{
	return action == HTTPSTATUS_CACHE_ACTION_SERVE_AND_VALIDATE || action == HTTPSTATUS_CACHE_ACTION_VALIDATE ||
	       action == HTTPSTATUS_CACHE_ACTION_COMPLETE || action == HTTPSTATUS_CACHE_ACTION_FORWARD ||
	       action == HTTPSTATUS_CACHE_ACTION_REPEAT;
}

int httpstatus_lookup_answer(struct httpstatus_lookup *lookup)
{
	if (!lookup)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!lookup->has_started)
		return HTTPSTATUS_ERROR_STATE;
	lookup->was_answered = true;
	lookup->received = NULL;
	lookup->action = lookup_find_answer(lookup);
	lookup->asked = asks_server(lookup->action) ? lookup->action : ACTION_NONE;
	lookup->asked_because = 0;
	for (size_t i = 0; i < lookup->reason_count; i++)
		lookup->asked_because |= (uint32_t)1 << lookup->reasons[i];
	return lookup->action;
}

int httpstatus_lookup_receive(struct httpstatus_lookup *lookup, const struct httpstatus_exchange *exchange, int64_t now)
{
	if (!lookup || !exchange)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!asks_server(lookup->action))
		return HTTPSTATUS_ERROR_STATE;
	lookup->action = lookup_find_reaction(lookup, exchange, now);
	if (asks_server(lookup->action))
		lookup->asked = lookup->action;
	return lookup->action;
}

int httpstatus_lookup_reason(const struct httpstatus_lookup *lookup, size_t i)
{
	return lookup && i < lookup->reason_count ? lookup->reasons[i] : -1;
}

/* ---- what is stored ---- */

static bool is_about_stored(int action)
{
	return action != ACTION_NONE && action != HTTPSTATUS_CACHE_ACTION_FORWARD &&
	       action != HTTPSTATUS_CACHE_ACTION_REFUSE && action != HTTPSTATUS_CACHE_ACTION_RELAY &&
	       action != HTTPSTATUS_CACHE_ACTION_REPEAT;
}

const struct httpstatus_exchange *httpstatus_lookup_stored(const struct httpstatus_lookup *lookup)
{
	return lookup && is_about_stored(lookup->action) ? lookup->chosen : NULL;
}

const struct httpstatus_exchange *httpstatus_lookup_selected(const struct httpstatus_lookup *lookup, size_t i)
{
	if (!lookup || i >= lookup->selected)
		return NULL;
	return lookup->candidates[i].stored;
}

/* ---- messages ---- */

int httpstatus_lookup_request(const struct httpstatus_lookup *lookup, struct httpstatus_exchange *request)
{
	if (!lookup || !request)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!asks_server(lookup->action))
		return HTTPSTATUS_ERROR_STATE;
	int error = lookup_make_request(lookup, lookup->made);
	return error ? error : httpstatus_exchange_copy(request, lookup->made);
}

/* Whether there is an answer for the client. */
static bool has_answer(const struct httpstatus_lookup *lookup)
{
	switch (lookup->action) {
	case ACTION_NONE:
	case HTTPSTATUS_CACHE_ACTION_VALIDATE:
	case HTTPSTATUS_CACHE_ACTION_COMPLETE:
	case HTTPSTATUS_CACHE_ACTION_FORWARD:
	case HTTPSTATUS_CACHE_ACTION_REPEAT:
		return false;
	default:
		return true;
	}
}

int httpstatus_lookup_respond(const struct httpstatus_lookup *lookup, struct httpstatus_exchange *response)
{
	if (!lookup || !response)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!has_answer(lookup))
		return HTTPSTATUS_ERROR_STATE;
	int error = lookup_make_response(lookup, lookup->made);
	return error ? error : httpstatus_exchange_copy(response, lookup->made);
}

static int content_of(const struct httpstatus_lookup *lookup, struct plan *plan)
{
	if (!lookup || !has_answer(lookup))
		return -1;
	if (!is_about_stored(lookup->action))
		return 0;
	if (!plan_make(lookup, plan))
		return -1;
	return plan->has_content;
}

int httpstatus_lookup_content(const struct httpstatus_lookup *lookup, int64_t *first, int64_t *last)
{
	struct plan plan = {.status = 0};
	int state = content_of(lookup, &plan);
	bool is_part = state == 1 && plan.status == 206;

	if (first)
		*first = is_part ? plan.first - plan.extent.first : state == 1 ? 0 : HTTPSTATUS_UNKNOWN;
	if (last)
		*last = is_part ? plan.last - plan.extent.first : HTTPSTATUS_UNKNOWN;
	return state;
}

/*
 * Answering: what to do about a request (RFC 9111, 4).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

static void add_if(struct httpstatus_lookup *lookup, bool holds, int reason)
{
	if (holds)
		lookup_reason_add(lookup, reason);
}

/* ---- asking the server, or not ---- */

static int serve(struct httpstatus_lookup *lookup, int action)
{
	add_if(lookup, own_condition_fails(lookup->chosen, lookup->request), HTTPSTATUS_CACHE_REASON_OWN_CONDITION);
	return action;
}

/* What to do where the server cannot be asked, or need not. */
static int refuse(struct httpstatus_lookup *lookup)
{
	if (!lookup->chosen || !lookup->chosen_covers)
		return HTTPSTATUS_CACHE_ACTION_REFUSE;
	struct standing standing = standing_of(lookup, lookup->now);
	int permission = lookup_is_cut_off(lookup) ? stale_permission(lookup, &standing, true) : PERMISSION_NONE;
	add_if(lookup, permission == PERMISSION_DIRECTIVE, HTTPSTATUS_CACHE_REASON_STALE_IF_ERROR);
	add_if(lookup, lookup_is_cut_off(lookup) && stale_is_forbidden(lookup->cache, &standing),
		HTTPSTATUS_CACHE_REASON_STALE_FORBIDDEN);
	if (permission == PERMISSION_NONE)
		return HTTPSTATUS_CACHE_ACTION_REFUSE;
	add_if(lookup, !standing.is_stale, HTTPSTATUS_CACHE_REASON_FRESH);
	return serve(lookup, standing.is_stale ? HTTPSTATUS_CACHE_ACTION_SERVE_STALE : HTTPSTATUS_CACHE_ACTION_SERVE);
}

/* RFC 9111, 5.2.1.7; but what is unsafe is forwarded whatever it says (4). */
static int ask(struct httpstatus_lookup *lookup, int action)
{
	bool only_if_cached = exchange_cache_control(lookup->request, HTTPSTATUS_PART_REQUEST).only_if_cached &&
			      method_is_safe(exchange_line(lookup->request, HTTPSTATUS_LINE_METHOD));

	add_if(lookup, only_if_cached, HTTPSTATUS_CACHE_REASON_ONLY_IF_CACHED);
	add_if(lookup, lookup_is_cut_off(lookup), HTTPSTATUS_CACHE_REASON_CUT_OFF);
	return only_if_cached || lookup_is_cut_off(lookup) ? refuse(lookup) : action;
}

/* A star has no place among tags, so the server has to hear it as it is (RFC 9111, 4.3.2). */
static bool wants_nothing_that_exists(const struct httpstatus_exchange *request)
{
	struct span tags;

	return exchange_value(request, HTTPSTATUS_PART_REQUEST, SPAN("If-None-Match"), &tags) &&
	       span_equals(tags, SPAN("*"));
}

static int ask_about_chosen(struct httpstatus_lookup *lookup)
{
	struct validators validators = validators_of(lookup->chosen);
	bool validates = (validators.has_tag || validators.has_date) && !wants_nothing_that_exists(lookup->request);

	return ask(lookup, validates ? HTTPSTATUS_CACHE_ACTION_VALIDATE : HTTPSTATUS_CACHE_ACTION_FORWARD);
}

/* ---- what is missing ---- */

/* RFC 9110, 13.1.5: only a strong validator tells that what comes fits. */
static bool can_be_continued(const struct httpstatus_exchange *stored)
{
	struct validators validators = validators_of(stored);

	return validators.has_tag ? !validators.tag.weak : validators_have_strong_date(&validators, stored);
}

/* What to ask for, so that nothing is missing: one range that joins what is there. False where that is not one. */
static bool find_missing(struct httpstatus_lookup *lookup)
{
	struct extent extent = extent_of(lookup->chosen);
	struct state state = state_of_stored(lookup->chosen);
	struct range_spec wanted = {0, NUMBER_NONE};
	bool ranged = if_range(lookup->request, &state) != HOLDING_FAILS;
	int asked = ranged ? asked_of(lookup->request, extent.complete, &wanted) : ASKED_WHOLE;

	if (!extent.is_known || (asked != ASKED_ONE && asked != ASKED_WHOLE))
		return false;
	if (asked == ASKED_WHOLE)
		wanted = (struct range_spec){0, NUMBER_NONE};
	bool begins_inside = wanted.first >= extent.first && wanted.first <= extent.last + 1;
	bool ends_inside = wanted.last != NUMBER_NONE && wanted.last >= extent.first - 1 && wanted.last <= extent.last;
	if (begins_inside == ends_inside)
		return false;
	lookup->missing = wanted;
	if (begins_inside)
		lookup->missing.first = extent.last + 1;
	else
		lookup->missing.last = extent.first - 1;
	return true;
}

/* Whether what comes may be stored with what is there, as far as that can be told beforehand (RFC 9111, 3.5 and 5.2.1.5). */
static bool part_could_be_stored(const struct httpstatus_lookup *lookup)
{
	struct policy policy = policy_read(lookup->cache, lookup->chosen);

	return !exchange_cache_control(lookup->request, HTTPSTATUS_PART_REQUEST).no_store &&
	       !authorization_holds(lookup->cache, lookup->request, &policy.control);
}

static int answer_incomplete(struct httpstatus_lookup *lookup)
{
	bool gets = span_equals(exchange_line(lookup->request, HTTPSTATUS_LINE_METHOD), SPAN("GET"));

	lookup_reason_add(lookup, HTTPSTATUS_CACHE_REASON_INCOMPLETE);
	if (gets && part_could_be_stored(lookup) && cache_does_parts(lookup->cache) == 1 &&
		can_be_continued(lookup->chosen) && find_missing(lookup))
		return ask(lookup, HTTPSTATUS_CACHE_ACTION_COMPLETE);
	lookup->chosen = NULL;
	return ask(lookup, HTTPSTATUS_CACHE_ACTION_FORWARD);
}

/* ---- the answer ---- */

/* A condition of the request that only an origin server evaluates: RFC 9111, 4.3.2; RFC 4918, 10.4. */
static bool has_condition_of_server(const struct httpstatus_exchange *request)
{
	return exchange_has_field(request, HTTPSTATUS_PART_REQUEST, SPAN("If-Match")) ||
	       exchange_has_field(request, HTTPSTATUS_PART_REQUEST, SPAN("If-Unmodified-Since")) ||
	       exchange_has_field(request, HTTPSTATUS_PART_REQUEST, SPAN("If"));
}

/* Nothing that is offered fits: why. */
static int answer_nothing(struct httpstatus_lookup *lookup)
{
	add_if(lookup, candidates_have(lookup, FIT_VARY), HTTPSTATUS_CACHE_REASON_VARY);
	add_if(lookup, candidates_have(lookup, FIT_NOT_STORABLE), HTTPSTATUS_CACHE_REASON_NOT_STORABLE);
	add_if(lookup, candidates_have(lookup, FIT_METHOD), HTTPSTATUS_CACHE_REASON_METHOD);
	add_if(lookup, candidates_have(lookup, FIT_UNKNOWN), HTTPSTATUS_CACHE_REASON_UNKNOWN);
	if (lookup->reason_count == 0)
		lookup_reason_add(lookup, HTTPSTATUS_CACHE_REASON_NOTHING_STORED);
	return ask(lookup, HTTPSTATUS_CACHE_ACTION_FORWARD);
}

static int answer_stale(struct httpstatus_lookup *lookup, const struct standing *standing, const struct wishes *wishes)
{
	bool forbidden = stale_is_forbidden(lookup->cache, standing);
	bool max_stale =
		wishes->control.max_stale_any || stale_is_within(standing->staleness, wishes->control.max_stale);
	int64_t while_revalidate =
		stale_allowance(lookup->cache, &standing->policy, standing->policy.control.stale_while_revalidate);

	if (!forbidden && max_stale) {
		lookup_reason_add(lookup, HTTPSTATUS_CACHE_REASON_REQUEST_MAX_STALE);
		return serve(lookup, HTTPSTATUS_CACHE_ACTION_SERVE);
	}
	if (while_revalidate > 0 && standing->staleness <= while_revalidate &&
		!standing_is_unwanted(wishes, standing)) {
		lookup_reason_add(lookup, HTTPSTATUS_CACHE_REASON_STALE_WHILE_REVALIDATE);
		add_if(lookup, lookup_is_cut_off(lookup), HTTPSTATUS_CACHE_REASON_CUT_OFF);
		return serve(lookup, lookup_is_cut_off(lookup) ? HTTPSTATUS_CACHE_ACTION_SERVE_STALE
							       : HTTPSTATUS_CACHE_ACTION_SERVE_AND_VALIDATE);
	}
	return ask_about_chosen(lookup);
}

/* Why the client does not want it without validation. */
static void add_wishes(
	struct httpstatus_lookup *lookup, const struct standing *standing, const struct wishes *wishes, bool immutable)
{
	const struct cache_control *control = &wishes->control;

	if (wishes->no_cache)
		lookup_reason_add(lookup, HTTPSTATUS_CACHE_REASON_REQUEST_NO_CACHE);
	if (!standing->is_known)
		return;
	if (control->max_age != NUMBER_NONE && standing->age > control->max_age && !immutable)
		lookup_reason_add(lookup, HTTPSTATUS_CACHE_REASON_REQUEST_MAX_AGE);
	if (control->min_fresh != NUMBER_NONE && standing->lifetime - standing->age < control->min_fresh)
		lookup_reason_add(lookup, HTTPSTATUS_CACHE_REASON_REQUEST_MIN_FRESH);
}

static int answer_chosen(struct httpstatus_lookup *lookup)
{
	struct standing standing = standing_of(lookup, lookup->now);
	struct wishes wishes = wishes_of(lookup->request);
	bool immutable = standing_is_immutable(lookup, &standing);

	add_if(lookup, standing.policy.control.no_cache, HTTPSTATUS_CACHE_REASON_NO_CACHE);
	add_if(lookup, standing.is_stale, HTTPSTATUS_CACHE_REASON_STALE);
	add_if(lookup, !standing.is_known || exchange_request_is_open(lookup->request),
		HTTPSTATUS_CACHE_REASON_UNKNOWN);
	add_wishes(lookup, &standing, &wishes, immutable);
	if (lookup->reason_count == 0) {
		lookup_reason_add(lookup, HTTPSTATUS_CACHE_REASON_FRESH);
		add_if(lookup,
			immutable && wishes.control.max_age != NUMBER_NONE && standing.age > wishes.control.max_age,
			HTTPSTATUS_CACHE_REASON_IMMUTABLE);
		return serve(lookup, HTTPSTATUS_CACHE_ACTION_SERVE);
	}
	if (lookup->reason_count == 1 && lookup->reasons[0] == HTTPSTATUS_CACHE_REASON_STALE)
		return answer_stale(lookup, &standing, &wishes);
	return ask_about_chosen(lookup);
}

static bool method_is_answered(const struct httpstatus_exchange *request)
{
	struct span method = exchange_line(request, HTTPSTATUS_LINE_METHOD);

	return span_equals(method, SPAN("GET")) || span_equals(method, SPAN("HEAD"));
}

int lookup_find_answer(struct httpstatus_lookup *lookup)
{
	struct candidate *best;
	struct span uri;

	lookup_reasons_clear(lookup);
	lookup->chosen = NULL;
	lookup->selected = 0;
	lookup->bypasses = !method_is_answered(lookup->request);
	if (lookup->bypasses) {
		lookup_reason_add(lookup, HTTPSTATUS_CACHE_REASON_METHOD);
		return ask(lookup, HTTPSTATUS_CACHE_ACTION_FORWARD);
	}
	if (!exchange_target_uri(lookup->request, &uri)) {
		lookup_reason_add(lookup, HTTPSTATUS_CACHE_REASON_UNKNOWN);
		return ask(lookup, HTTPSTATUS_CACHE_ACTION_FORWARD);
	}
	candidates_judge(lookup);
	best = candidates_best(lookup, lookup->count);
	if (!best)
		return answer_nothing(lookup);
	if (has_condition_of_server(lookup->request)) {
		lookup_reason_add(lookup, HTTPSTATUS_CACHE_REASON_OTHER_CONDITION);
		add_if(lookup, !best->covers, HTTPSTATUS_CACHE_REASON_INCOMPLETE);
		return ask(lookup, HTTPSTATUS_CACHE_ACTION_FORWARD);
	}
	lookup->chosen = best->stored;
	lookup->chosen_covers = best->covers;
	return best->covers ? answer_chosen(lookup) : answer_incomplete(lookup);
}

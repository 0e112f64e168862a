/*
 * Candidates: which of the stored responses fit a request, and which one is chosen (RFC 9111, 4 and 4.1).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

/* ---- one of them ---- */

/* RFC 9111, 4: a GET is answered with what a GET brought, or a POST that stood for one (RFC 9110, 9.3.3); a HEAD also with what a HEAD brought. */
bool method_fits(const struct httpstatus_exchange *stored, const struct httpstatus_exchange *request)
{
	struct span from = exchange_line(stored, HTTPSTATUS_LINE_METHOD);

	return span_equals(exchange_line(request, HTTPSTATUS_LINE_METHOD), SPAN("HEAD")) ||
	       !span_equals(from, SPAN("HEAD"));
}

bool status_answers(int status)
{
	return status != 304 && status != 412 && status != 416;
}

/* RFC 9111, 3.3: what did not come whole answers a range only that lies within it. */
static bool covers(const struct httpstatus_cache *cache, const struct httpstatus_exchange *stored,
	const struct httpstatus_exchange *request)
{
	struct extent extent = extent_of(stored);
	struct state state = state_of_stored(stored);
	struct range_spec asked;

	if (extent.is_whole)
		return true;
	return extent.is_known && cache_does_parts(cache) == 1 && if_range(request, &state) != HOLDING_FAILS &&
	       asked_of(request, extent.complete, &asked) == ASKED_ONE && asked.first >= extent.first &&
	       asked.last <= extent.last;
}

static enum fit fit_of(const struct httpstatus_lookup *lookup, const struct httpstatus_exchange *stored)
{
	struct policy policy = policy_read(lookup->cache, stored);
	int may_store = obstacles_allow(storing_obstacles(lookup->cache, stored, &policy));
	int matches = vary_matches(stored, lookup->request);

	if (!method_fits(stored, lookup->request))
		return FIT_METHOD;
	if (may_store == 0 || !status_answers(httpstatus_exchange_status(stored)))
		return FIT_NOT_STORABLE;
	if (matches == 0)
		return FIT_VARY;
	return may_store < 0 || matches < 0 ? FIT_UNKNOWN : FIT_MATCHES;
}

int64_t date_of(const struct httpstatus_exchange *stored)
{
	int64_t date = httpstatus_exchange_date(stored);

	return date == HTTPSTATUS_UNKNOWN ? exchange_property(stored, HTTPSTATUS_PROPERTY_RESPONSE_TIME) : date;
}

/* ---- one of several ---- */

static bool is_more_recent(const struct candidate *a, const struct candidate *b)
{
	if (a->date != b->date)
		return a->date > b->date;
	return exchange_property(a->stored, HTTPSTATUS_PROPERTY_RESPONSE_TIME) >
	       exchange_property(b->stored, HTTPSTATUS_PROPERTY_RESPONSE_TIME);
}

/* The most recent one, but rather one with Vary than one that leaves it out (4.1). */
static bool is_better(const struct candidate *a, const struct candidate *b)
{
	if (a->covers != b->covers)
		return a->covers;
	if (a->has_vary != b->has_vary)
		return a->has_vary;
	return is_more_recent(a, b);
}

struct candidate *candidates_best(const struct httpstatus_lookup *lookup, size_t count)
{
	struct candidate *best = NULL;

	for (size_t i = 0; i < count; i++) {
		struct candidate *candidate = &lookup->candidates[i];

		if (candidate->fit == FIT_MATCHES && (!best || is_better(candidate, best)))
			best = candidate;
	}
	return best;
}

void candidates_judge(struct httpstatus_lookup *lookup)
{
	for (size_t i = 0; i < lookup->count; i++) {
		struct candidate *candidate = &lookup->candidates[i];

		candidate->fit = fit_of(lookup, candidate->stored);
		candidate->covers = covers(lookup->cache, candidate->stored, lookup->request);
		candidate->has_vary = vary_has_names(candidate->stored);
		candidate->date = date_of(candidate->stored);
	}
}

bool candidates_have(const struct httpstatus_lookup *lookup, enum fit fit)
{
	for (size_t i = 0; i < lookup->count; i++)
		if (lookup->candidates[i].fit == fit)
			return true;
	return false;
}

/* ---- which ones a 304 is about ---- */

void candidates_put_first(struct httpstatus_lookup *lookup, size_t i)
{
	struct candidate selected = lookup->candidates[i];

	lookup->candidates[i] = lookup->candidates[lookup->selected];
	lookup->candidates[lookup->selected++] = selected;
}

/* Those that could have been chosen: what lacks something that is asked for could not (3.3). */
static bool could_be_chosen(const struct candidate *candidate)
{
	return candidate->fit == FIT_MATCHES && candidate->covers;
}

static size_t count_fitting(const struct httpstatus_lookup *lookup)
{
	size_t count = 0;

	for (size_t i = 0; i < lookup->count; i++)
		count += could_be_chosen(&lookup->candidates[i]);
	return count;
}

void candidates_select(struct httpstatus_lookup *lookup, const struct httpstatus_exchange *exchange)
{
	struct candidate *latest = NULL;
	bool is_alone = count_fitting(lookup) == 1;

	lookup->selected = 0;
	for (size_t i = 0; i < lookup->count; i++) {
		struct candidate *candidate = &lookup->candidates[i];
		enum selection selection =
			could_be_chosen(candidate) ? selection_of(exchange, candidate->stored) : SELECTION_NONE;

		if (selection == SELECTION_ALL)
			candidates_put_first(lookup, i);
		if ((selection == SELECTION_LATEST || (selection == SELECTION_ONLY && is_alone)) &&
			(!latest || is_more_recent(candidate, latest)))
			latest = candidate;
	}
	if (latest)
		candidates_put_first(lookup, (size_t)(latest - lookup->candidates));
}

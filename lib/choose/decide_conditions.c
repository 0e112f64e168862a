/*
 * What decides in the areas conditions, retrieval and change: whether it is done, and what is sent of it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choose.h"

static struct state state_of(const struct httpstatus_choice *choice)
{
	return (struct state){
		.exists = choice_answer_is(choice, NODE_RESOURCE, WAY_HERE),
		.entity_tag = choice_answer_text(choice, NODE_ENTITY_TAG),
		.last_modified = choice_answer_number(choice, NODE_LAST_MODIFIED),
		.now = choice->now,
	};
}

static enum way way_of(enum holding holding)
{
	return holding == HOLDING_ABSENT ? WAY_ABSENT : holding == HOLDING_HOLDS ? WAY_HOLDS : WAY_FAILS;
}

/* ---- conditions ---- */

bool decide_change_is_unconditional(const struct httpstatus_choice *choice)
{
	return !choice_request_has(choice, SPAN("If-Match")) && !choice_request_has(choice, SPAN("If-None-Match")) &&
	       !choice_request_has(choice, SPAN("If-Unmodified-Since")) && !choice_request_has(choice, SPAN("If"));
}

/* RFC 4918, 10.6. */
bool decide_overwriting_is_refused(const struct httpstatus_choice *choice)
{
	struct span value;

	return choice_request_value(choice, SPAN("Overwrite"), &value) &&
	       span_equals_ignoring_case(span_trim(value), SPAN("F"));
}

bool decide_validators_matter(const struct httpstatus_choice *choice)
{
	return method_retrieves(choice_method(choice)) || choice_request_has(choice, SPAN("If-Match")) ||
	       choice_request_has(choice, SPAN("If-None-Match")) ||
	       choice_request_has(choice, SPAN("If-Unmodified-Since"));
}

enum way decide_if_match(const struct httpstatus_choice *choice)
{
	struct state state = state_of(choice);

	return way_of(if_match(choice->request, &state));
}

enum way decide_if_unmodified_since(const struct httpstatus_choice *choice)
{
	struct state state = state_of(choice);

	return way_of(if_unmodified_since(choice->request, &state));
}

enum way decide_if_none_match(const struct httpstatus_choice *choice)
{
	struct state state = state_of(choice);

	return way_of(if_none_match(choice->request, &state));
}

enum way decide_if_modified_since(const struct httpstatus_choice *choice)
{
	struct state state = state_of(choice);

	return way_of(if_modified_since(choice->request, &state));
}

/* RFC 9110, 10.1.1: HTTP/1.0 has no 100; and without content there is nothing to wait for. */
bool decide_waits_for_continue(const struct httpstatus_choice *choice)
{
	int64_t version = exchange_property(choice->request, HTTPSTATUS_PROPERTY_REQUEST_VERSION);

	return (version == HTTPSTATUS_UNKNOWN || version >= 11) && exchange_awaits_continue(choice->request) &&
	       choice_has_content(choice);
}

/* ---- retrieval ---- */

bool decide_delta_is_wanted(const struct httpstatus_choice *choice)
{
	return choice_request_has(choice, SPAN("A-IM")) && choice_request_has(choice, SPAN("If-None-Match")) &&
	       !choice_request_has(choice, SPAN("Range")) && choice_answer_text(choice, NODE_ENTITY_TAG).length;
}

/* RFC 3229, 10.5.3: names with weights, as in Accept-Encoding, but without a star, and nothing goes without saying. */
bool decide_manipulation_was_offered(const struct httpstatus_choice *choice)
{
	struct span chosen = choice_answer_text(choice, NODE_DELTA), offered, element;

	if (!choice_request_value(choice, SPAN("A-IM"), &offered))
		return false;
	while (chosen.length && list_next(&offered, &element))
		if (span_equals_ignoring_case(span_first(element, span_token_length(element)), chosen))
			return httpstatus_weight(HTTPSTATUS_NEGOTIABLE_CODING, element.bytes, element.length,
				       chosen.bytes, chosen.length) > 0;
	return false;
}

/* RFC 3229, 10.5.1: a difference is of use only to who has the base. */
bool decide_base_was_offered(const struct httpstatus_choice *choice)
{
	struct entity_tag base;
	struct span value;

	return choice_request_value(choice, SPAN("If-None-Match"), &value) &&
	       entity_tag_read(choice_answer_text(choice, NODE_DELTA_BASE), &base) &&
	       entity_tag_list_match(value, base, false) == TAG_MATCH;
}

bool decide_range_counts(const struct httpstatus_choice *choice)
{
	return httpstatus_exchange_range(choice->request, INT64_MAX, 0, NULL, NULL) != -1;
}

enum way decide_if_range(const struct httpstatus_choice *choice)
{
	struct state state = state_of(choice);

	return way_of(if_range(choice->request, &state));
}

enum way decide_ranges_fit(const struct httpstatus_choice *choice)
{
	int64_t complete = choice_answer_number(choice, NODE_COMPLETE_LENGTH);
	int first = httpstatus_exchange_range(choice->request, complete, 0, NULL, NULL);

	if (first != 1)
		return first == 0 ? WAY_NONE : WAY_IGNORED;
	return httpstatus_exchange_range(choice->request, complete, 1, NULL, NULL) == 1 ? WAY_SEVERAL : WAY_ONE;
}

bool decide_binds_are_understood(const struct httpstatus_choice *choice)
{
	struct span value;

	return choice_request_value(choice, SPAN("DAV"), &value) && list_has_token(value, SPAN("bind"));
}

/* ---- change ---- */

bool decide_is_created(const struct httpstatus_choice *choice)
{
	return choice_answer_is(choice, NODE_RESOURCE, WAY_ABSENT);
}

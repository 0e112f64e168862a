/*
 * Conditions, in the order in which they are evaluated (RFC 9110, 13).
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

static bool tag_of(const struct state *state, struct entity_tag *tag)
{
	return state->exists && entity_tag_read(state->entity_tag, tag);
}

static bool request_retrieves(const struct httpstatus_exchange *request)
{
	return method_retrieves(exchange_line(request, HTTPSTATUS_LINE_METHOD));
}

/* Whether a field lists the entity tag, or is a star where there is something. A list that cannot be read lists nothing: the change is not made,
 * the representation is sent. */
static bool field_lists_tag(struct span value, const struct state *state, bool strong)
{
	struct entity_tag tag = {.weak = true}; /* which no other equals, having no quotes */

	tag_of(state, &tag);
	enum tag_match match = entity_tag_list_match(value, tag, strong);

	return match == TAG_STAR ? state->exists : match == TAG_MATCH;
}

enum holding if_match(const struct httpstatus_exchange *request, const struct state *state)
{
	struct span value;

	if (!exchange_value(request, HTTPSTATUS_PART_REQUEST, SPAN("If-Match"), &value))
		return HOLDING_ABSENT;
	return field_lists_tag(value, state, true) ? HOLDING_HOLDS : HOLDING_FAILS;
}

enum holding if_none_match(const struct httpstatus_exchange *request, const struct state *state)
{
	struct span value;

	if (!exchange_value(request, HTTPSTATUS_PART_REQUEST, SPAN("If-None-Match"), &value))
		return HOLDING_ABSENT;
	return field_lists_tag(value, state, false) ? HOLDING_FAILS : HOLDING_HOLDS;
}

/* Whether the last modification is not after the date that a field has. Absent where the field does not count: it is not there, several, or no date,
 * or there is no modification date (13.1.3, 13.1.4). */
static enum holding unmodified_since(
	const struct httpstatus_exchange *request, struct span name, const struct state *state)
{
	struct span value;
	struct date date;

	if (!state->exists || state->last_modified == HTTPSTATUS_UNKNOWN ||
		!exchange_value(request, HTTPSTATUS_PART_REQUEST, name, &value) ||
		!date_read(value, state->now == HTTPSTATUS_UNKNOWN ? state->last_modified : state->now, &date))
		return HOLDING_ABSENT;
	return state->last_modified <= date.seconds ? HOLDING_HOLDS : HOLDING_FAILS;
}

enum holding if_unmodified_since(const struct httpstatus_exchange *request, const struct state *state)
{
	if (exchange_has_field(request, HTTPSTATUS_PART_REQUEST, SPAN("If-Match")))
		return HOLDING_ABSENT;
	return unmodified_since(request, SPAN("If-Unmodified-Since"), state);
}

enum holding if_modified_since(const struct httpstatus_exchange *request, const struct state *state)
{
	if (!request_retrieves(request) || exchange_has_field(request, HTTPSTATUS_PART_REQUEST, SPAN("If-None-Match")))
		return HOLDING_ABSENT;
	enum holding holding = unmodified_since(request, SPAN("If-Modified-Since"), state);
	if (holding == HOLDING_ABSENT)
		return HOLDING_ABSENT;
	return holding == HOLDING_HOLDS ? HOLDING_FAILS : HOLDING_HOLDS;
}

/* Methods that select no representation (13.2.1). */
static bool method_has_conditions(const struct httpstatus_exchange *request)
{
	struct span method = exchange_line(request, HTTPSTATUS_LINE_METHOD);

	return !span_equals(method, SPAN("CONNECT")) && !span_equals(method, SPAN("OPTIONS")) &&
	       !span_equals(method, SPAN("TRACE"));
}

/* 13.1.5. That the server "reliably knows" of no second change within the second (8.8.2.2) is so when the second is over. */
enum holding if_range(const struct httpstatus_exchange *request, const struct state *state)
{
	struct span value;
	struct entity_tag asked, current;
	struct date date;

	if (!exchange_has_field(request, HTTPSTATUS_PART_REQUEST, SPAN("Range")) ||
		!exchange_value(request, HTTPSTATUS_PART_REQUEST, SPAN("If-Range"), &value))
		return HOLDING_ABSENT;
	if (entity_tag_read(value, &asked))
		return tag_of(state, &current) && entity_tag_strong_equal(asked, current) ? HOLDING_HOLDS
											  : HOLDING_FAILS;
	bool strong = state->exists && state->now != HTTPSTATUS_UNKNOWN && state->last_modified != HTTPSTATUS_UNKNOWN &&
		      state->last_modified < state->now;
	return strong && date_read(value, state->now, &date) && date.seconds == state->last_modified ? HOLDING_HOLDS
												     : HOLDING_FAILS;
}

int httpstatus_exchange_conditions(const struct httpstatus_exchange *request, bool exists, const char *entity_tag,
	size_t length, int64_t last_modified, int64_t now)
{
	struct state state = {.exists = exists,
		.entity_tag = {entity_tag, entity_tag ? length : 0},
		.last_modified = last_modified,
		.now = now};
	struct entity_tag tag;

	if (!request)
		return HTTPSTATUS_ERROR_HANDLE;
	if (state.entity_tag.length && !entity_tag_read(state.entity_tag, &tag))
		return HTTPSTATUS_ERROR_VALUE;
	if (!method_has_conditions(request))
		return 0;
	if (if_match(request, &state) == HOLDING_FAILS || if_unmodified_since(request, &state) == HOLDING_FAILS)
		return 412;
	if (if_none_match(request, &state) == HOLDING_FAILS)
		return request_retrieves(request) ? 304 : 412;
	return if_modified_since(request, &state) == HOLDING_FAILS ? 304 : 0;
}

bool httpstatus_exchange_if_range_holds(const struct httpstatus_exchange *request, const char *entity_tag,
	size_t length, int64_t last_modified, int64_t now)
{
	struct state state = {.exists = true,
		.entity_tag = {entity_tag, entity_tag ? length : 0},
		.last_modified = last_modified,
		.now = now};

	return request && if_range(request, &state) != HOLDING_FAILS;
}

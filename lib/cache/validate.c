/*
 * Validators, and which stored response a 304 is about (RFC 9111, 4.3.4).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

/* For dates without a century. */
static int64_t date_reference(const struct httpstatus_exchange *exchange)
{
	int64_t received = exchange_property(exchange, HTTPSTATUS_PROPERTY_RESPONSE_TIME);
	int64_t date = httpstatus_exchange_date(exchange);

	if (received != HTTPSTATUS_UNKNOWN)
		return received;
	return date == HTTPSTATUS_UNKNOWN ? 0 : date;
}

struct validators validators_of(const struct httpstatus_exchange *exchange)
{
	struct validators validators = {.has_tag = false};
	struct span value;

	validators.has_tag =
		exchange_single_value(exchange, SPAN("ETag"), &value) && entity_tag_read(value, &validators.tag);
	if (validators.has_tag)
		validators.tag_text = value;
	validators.has_date =
		exchange_date(exchange, SPAN("Last-Modified"), date_reference(exchange), &validators.modified) &&
		exchange_single_value(exchange, SPAN("Last-Modified"), &validators.date_text);
	return validators;
}

bool validators_have_strong_date(const struct validators *validators, const struct httpstatus_exchange *stored)
{
	int64_t date = httpstatus_exchange_date(stored);

	return validators->has_date && date != HTTPSTATUS_UNKNOWN && validators->modified < date;
}

struct state state_of_stored(const struct httpstatus_exchange *stored)
{
	struct validators validators = validators_of(stored);
	struct state state = {.exists = true, .last_modified = HTTPSTATUS_UNKNOWN};

	if (validators.has_tag)
		state.entity_tag = validators.tag_text;
	if (validators.has_date)
		state.last_modified = validators.modified;
	state.now = httpstatus_exchange_date(
		stored); /* it was then that it had not changed for a second, or had (RFC 9110, 8.8.2.2) */
	return state;
}

/* ---- which 304 is about which ---- */

static bool dates_are_equal(const struct validators *a, const struct validators *b)
{
	return a->has_date && b->has_date && a->modified == b->modified;
}

/* Whether the request of an exchange asked for this stored response and no other: then a 304 is about it, even one that does not say so. The RFC knows
 * that case for responses without a validator only, but a 304 need not repeat Last-Modified (RFC 9110, 15.4.5). */
static bool asked_for(const struct httpstatus_exchange *exchange, const struct validators *stored)
{
	struct span tags, date;
	struct entity_tag tag;

	if (exchange_request_is_open(exchange))
		return false;
	if (exchange_value(exchange, HTTPSTATUS_PART_REQUEST, SPAN("If-None-Match"), &tags))
		return stored->has_tag && entity_tag_read(tags, &tag) && entity_tag_weak_equal(tag, stored->tag);
	return stored->has_date &&
	       exchange_value(exchange, HTTPSTATUS_PART_REQUEST, SPAN("If-Modified-Since"), &date) &&
	       span_equals(date, stored->date_text);
}

enum selection selection_of(const struct httpstatus_exchange *exchange, const struct httpstatus_exchange *stored)
{
	struct validators said = validators_of(exchange), has = validators_of(stored);

	if (said.has_tag && !said.tag.weak)
		return has.has_tag && entity_tag_strong_equal(said.tag, has.tag) ? SELECTION_ALL : SELECTION_NONE;
	if (said.has_tag)
		return has.has_tag && entity_tag_weak_equal(said.tag, has.tag) ? SELECTION_LATEST : SELECTION_NONE;
	if (said.has_date)
		return dates_are_equal(&said, &has) ? SELECTION_LATEST : SELECTION_NONE;
	if (exchange_response_is_open(exchange))
		return SELECTION_NONE;
	if (has.has_tag || has.has_date)
		return asked_for(exchange, &has) ? SELECTION_ONLY : SELECTION_NONE;
	return SELECTION_ONLY;
}

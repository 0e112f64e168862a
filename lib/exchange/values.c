/*
 * What a field says: Date and other dates, Cache-Control, Retry-After.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

struct cache_control exchange_cache_control(const struct httpstatus_exchange *exchange, int part)
{
	struct cache_control control;
	struct span value = {NULL, 0};

	exchange_value(exchange, part, SPAN("Cache-Control"), &value);
	cache_control_read(value, &control);
	return control;
}

bool exchange_date(const struct httpstatus_exchange *exchange, struct span name, int64_t now, int64_t *seconds)
{
	struct span value;
	struct date date;

	if (!exchange_first_line(exchange, HTTPSTATUS_PART_RESPONSE, name, &value) ||
		!date_read_ignoring_case(value, now, &date))
		return false;
	*seconds = date.seconds;
	return true;
}

int64_t httpstatus_exchange_date(const struct httpstatus_exchange *exchange)
{
	struct span value;
	struct date date;

	if (!exchange || !exchange_first_line(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Date"), &value) ||
		!date_read_ignoring_case(value, 0, &date))
		return HTTPSTATUS_UNKNOWN;
	int64_t received = exchange_property(exchange, HTTPSTATUS_PROPERTY_RESPONSE_TIME);
	if (date.form != DATE_RFC850)
		return date.seconds;
	/* a year of two digits depends on when it was */
	return received != HTTPSTATUS_UNKNOWN && date_read_ignoring_case(value, received, &date) ? date.seconds
												 : HTTPSTATUS_UNKNOWN;
}

int64_t httpstatus_exchange_retry_after(const struct httpstatus_exchange *exchange, int64_t now)
{
	struct span value;
	struct retry_after retry_after;

	if (!exchange || !exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Retry-After"), &value) ||
		!retry_after_read(value, now, &retry_after) || (retry_after.is_date && now == HTTPSTATUS_UNKNOWN))
		return HTTPSTATUS_UNKNOWN;
	return retry_after.seconds;
}

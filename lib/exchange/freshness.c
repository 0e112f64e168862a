/*
 * Freshness: for how long a response may be reused, and how old it is.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

#include <httpstatus/status.h>

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

static int64_t known_or(int64_t value, int64_t otherwise)
{
	return value == HTTPSTATUS_UNKNOWN ? otherwise : value;
}

/* When the response was received. */
static int64_t response_time(const struct httpstatus_exchange *exchange, int64_t now)
{
	return known_or(exchange_property(exchange, HTTPSTATUS_PROPERTY_RESPONSE_TIME), now);
}

/* When the origin server made it; the time of receipt where it does not say (RFC 9110, 6.6.1). */
static int64_t date_value(const struct httpstatus_exchange *exchange, int64_t now)
{
	int64_t date;

	return exchange_date(exchange, SPAN("Date"), now, &date) ? date : response_time(exchange, now);
}

/* a - b, which is not below 0 and does not overflow. */
static int64_t seconds_between(int64_t a, int64_t b)
{
	if (a <= b)
		return 0;
	return b < 0 && a > INT64_MAX + b ? INT64_MAX : a - b;
}

static int64_t saturated_sum(int64_t a, int64_t b)
{
	return a > INT64_MAX - b ? INT64_MAX : a + b;
}

static int64_t control_lifetime(const struct cache_control *control, int cache)
{
	if (cache != HTTPSTATUS_PRIVATE_CACHE && control->s_maxage != NUMBER_NONE)
		return control->s_maxage;
	return control->max_age;
}

/* RFC 9111, 4.2.2; 5.2.2.9: public allows it for any status; 5.2.2.7: private for a private cache. */
static bool heuristic_is_allowed(
	const struct httpstatus_exchange *exchange, const struct cache_control *control, int cache)
{
	int64_t status = exchange_property(exchange, HTTPSTATUS_PROPERTY_STATUS);

	if (httpstatus_code_has(httpstatus_registry_find(NULL, (int)status), HTTPSTATUS_HEURISTICALLY_CACHEABLE))
		return true;
	return control->public_ || (control->private_ && cache == HTTPSTATUS_PRIVATE_CACHE);
}

static bool has_final_response(const struct httpstatus_exchange *exchange)
{
	return exchange && exchange_property(exchange, HTTPSTATUS_PROPERTY_STATUS) != HTTPSTATUS_UNKNOWN;
}

int httpstatus_exchange_freshness(const struct httpstatus_exchange *exchange, int cache)
{
	if (!has_final_response(exchange))
		return HTTPSTATUS_FRESHNESS_NONE;
	struct cache_control control = exchange_cache_control(exchange, HTTPSTATUS_PART_RESPONSE);
	if (control_lifetime(&control, cache) != NUMBER_NONE ||
		exchange_has_field(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Expires")))
		return HTTPSTATUS_FRESHNESS_EXPLICIT;
	return heuristic_is_allowed(exchange, &control, cache) ? HTTPSTATUS_FRESHNESS_HEURISTIC
							       : HTTPSTATUS_FRESHNESS_NONE;
}

const char *httpstatus_freshness_name(int freshness)
{
	static const char names[][16] = {"none", "explicit", "heuristic"};

	return freshness >= 0 && freshness < (int)(sizeof names / sizeof names[0]) ? names[freshness] : NULL;
}

/* RFC 9111, 5.3: what is no date has expired already. */
static int64_t expires_lifetime(const struct httpstatus_exchange *exchange, int64_t now)
{
	int64_t expires;

	if (!exchange_date(exchange, SPAN("Expires"), now, &expires))
		return 0;
	int64_t date = date_value(exchange, now);
	return date == HTTPSTATUS_UNKNOWN ? HTTPSTATUS_UNKNOWN : seconds_between(expires, date);
}

/* A tenth of the time since the last modification (RFC 9111, 4.2.2). */
static int64_t heuristic_lifetime(const struct httpstatus_exchange *exchange, int64_t now)
{
	int64_t modified, date = date_value(exchange, now);

	if (date == HTTPSTATUS_UNKNOWN || !exchange_date(exchange, SPAN("Last-Modified"), now, &modified) ||
		modified > date)
		return HTTPSTATUS_UNKNOWN;
	return seconds_between(date, modified) / 10;
}

int64_t httpstatus_exchange_lifetime(const struct httpstatus_exchange *exchange, int cache, int64_t now)
{
	switch (httpstatus_exchange_freshness(exchange, cache)) {
	case HTTPSTATUS_FRESHNESS_EXPLICIT: {
		struct cache_control control = exchange_cache_control(exchange, HTTPSTATUS_PART_RESPONSE);
		int64_t lifetime = control_lifetime(&control, cache);

		return lifetime != NUMBER_NONE ? lifetime : expires_lifetime(exchange, now);
	}
	case HTTPSTATUS_FRESHNESS_HEURISTIC:
		return heuristic_lifetime(exchange, now);
	default:
		return HTTPSTATUS_UNKNOWN;
	}
}

/* RFC 9111, 4.2.3: the cautious form, the larger of what Date and what Age say. */
int64_t httpstatus_exchange_age(const struct httpstatus_exchange *exchange, int64_t now)
{
	struct span value;
	int64_t age = 0;

	if (!has_final_response(exchange) || now == HTTPSTATUS_UNKNOWN)
		return HTTPSTATUS_UNKNOWN;
	if (!exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Age"), &value) || !age_read(value, &age))
		age = 0;
	int64_t received = response_time(exchange, now);
	int64_t sent = known_or(exchange_property(exchange, HTTPSTATUS_PROPERTY_REQUEST_TIME), received);
	int64_t apparent = seconds_between(received, date_value(exchange, now));
	int64_t corrected = saturated_sum(age, seconds_between(received, sent));
	return saturated_sum(apparent > corrected ? apparent : corrected, seconds_between(now, received));
}

bool cache_control_forbids_stale(const struct cache_control *control, int cache)
{
	if (control->must_revalidate || control->no_cache)
		return true;
	return cache != HTTPSTATUS_PRIVATE_CACHE && (control->proxy_revalidate || control->s_maxage != NUMBER_NONE);
}

int64_t httpstatus_exchange_stale_if_error(const struct httpstatus_exchange *exchange, int cache)
{
	if (!has_final_response(exchange))
		return 0;
	struct cache_control control = exchange_cache_control(exchange, HTTPSTATUS_PART_RESPONSE);
	if (cache_control_forbids_stale(&control, cache) || control.stale_if_error == NUMBER_NONE)
		return 0;
	return control.stale_if_error;
}

/*
 * Freshness: for how long a response may be reused, and how old it is.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

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

/* RFC 9111, 5.3: what is no date has expired already. */
static int64_t expires_lifetime(const struct httpstatus_exchange *exchange, int64_t now)
{
	int64_t expires, date = date_value(exchange, now);

	if (!exchange_date(exchange, SPAN("Expires"), now, &expires))
		return 0;
	return date == HTTPSTATUS_UNKNOWN ? HTTPSTATUS_UNKNOWN : seconds_between(expires, date);
}

bool exchange_explicit_lifetime(const struct httpstatus_exchange *exchange, bool shared, int64_t now, int64_t *lifetime)
{
	struct cache_control control = exchange_cache_control(exchange, HTTPSTATUS_PART_RESPONSE);

	*lifetime = shared && control.s_maxage != NUMBER_NONE ? control.s_maxage : control.max_age;
	if (*lifetime != NUMBER_NONE)
		return true;
	*lifetime = expires_lifetime(exchange, now);
	return exchange_has_field(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Expires"));
}

/* RFC 9111, 4.2.2; 5.2.2.9: public allows it for any status; 5.2.2.7: private without field names, for a private cache. */
bool exchange_allows_heuristic(
	const struct httpstatus_exchange *exchange, const struct cache_control *control, bool shared)
{
	const struct httpstatus_code *code = httpstatus_registry_find(NULL, httpstatus_exchange_status(exchange));

	return httpstatus_code_has(code, HTTPSTATUS_FACT_HEURISTICALLY_CACHEABLE) || control->public_ ||
	       (control->private_ && !shared);
}

int64_t exchange_heuristic_lifetime(const struct httpstatus_exchange *exchange, int percent, int64_t now)
{
	int64_t modified, date = date_value(exchange, now);

	if (date == HTTPSTATUS_UNKNOWN || !exchange_date(exchange, SPAN("Last-Modified"), now, &modified) ||
		modified > date)
		return HTTPSTATUS_UNKNOWN;
	int64_t since = seconds_between(date, modified);
	return since / 100 * percent + since % 100 * percent / 100;
}

/* RFC 9111, 4.2.3: the cautious form, the larger of what Date and what Age say. */
int64_t exchange_age(const struct httpstatus_exchange *exchange, int64_t now)
{
	struct span value;
	int64_t age = 0;

	if (!httpstatus_exchange_status(exchange) || now == HTTPSTATUS_UNKNOWN)
		return HTTPSTATUS_UNKNOWN;
	if (!exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Age"), &value) || !age_read(value, &age))
		age = 0;
	int64_t received = response_time(exchange, now);
	int64_t sent = known_or(exchange_property(exchange, HTTPSTATUS_PROPERTY_REQUEST_TIME), received);
	int64_t apparent = seconds_between(received, date_value(exchange, now));
	int64_t corrected = saturated_sum(age, seconds_between(received, sent));
	return saturated_sum(apparent > corrected ? apparent : corrected, seconds_between(now, received));
}

bool cache_control_forbids_stale(const struct cache_control *control, bool shared)
{
	if (control->must_revalidate || control->no_cache)
		return true;
	return shared && (control->proxy_revalidate || control->s_maxage != NUMBER_NONE);
}

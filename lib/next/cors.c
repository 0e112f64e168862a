/*
 * What a browser makes of a response that is for a page of another origin: the CORS protocol of the Fetch standard.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

bool cors_counts(const struct httpstatus_chain *chain)
{
	return policy_number(&chain->policy, SETTING_CORS) == CORS_CHECK &&
	       chain->said[HTTPSTATUS_CHAIN_PROPERTY_ROLE] != HTTPSTATUS_ROLE_PROXY;
}

static bool response_has(const struct httpstatus_exchange *exchange, struct span name)
{
	return exchange_has_field(exchange, HTTPSTATUS_PART_RESPONSE, name);
}

/* Fetch, CORS check. Only Cookie shows that credentials are included, since no page can send it of itself; a preflight never does. */
static int check_origin(const struct httpstatus_exchange *exchange)
{
	bool credentials = exchange_has_field(exchange, HTTPSTATUS_PART_REQUEST, SPAN("Cookie"));
	bool open = exchange_response_is_open(exchange);

	if (!response_has(exchange, SPAN("Access-Control-Allow-Origin")))
		return open ? EVENT_COUNT : EVENT_ORIGIN_DENIED;
	if (!cors_allows_origin(exchange, HTTPSTATUS_PART_RESPONSE))
		return EVENT_ORIGIN_DENIED;
	if (!credentials)
		return EVENT_COUNT;
	if (cors_allows_everybody(exchange, HTTPSTATUS_PART_RESPONSE))
		return EVENT_CREDENTIALS_DENIED;
	if (open && !response_has(exchange, SPAN("Access-Control-Allow-Credentials")))
		return EVENT_COUNT;
	return cors_allows_credentials(exchange, HTTPSTATUS_PART_RESPONSE) ? EVENT_COUNT : EVENT_CREDENTIALS_DENIED;
}

static bool list_is_readable(const struct httpstatus_exchange *exchange, struct span name)
{
	struct span value;

	return !exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, name, &value) || list_is_tokens(value);
}

/* Fetch, CORS-preflight fetch, behind the check of the origin. */
static int check_lists(const struct httpstatus_exchange *exchange)
{
	struct span method, field;

	if (!list_is_readable(exchange, SPAN("Access-Control-Allow-Methods")) ||
		!list_is_readable(exchange, SPAN("Access-Control-Allow-Headers")))
		return EVENT_CORS_LIST_UNREADABLE;
	if (exchange_value(exchange, HTTPSTATUS_PART_REQUEST, SPAN("Access-Control-Request-Method"), &method) &&
		span_is_token(method) && !cors_allows_method(exchange, method))
		return EVENT_METHOD_DENIED;
	if (!cors_allows_fields(exchange, &field))
		return EVENT_FIELD_DENIED;
	return exchange_response_is_open(exchange) ? EVENT_COUNT : EVENT_PREFLIGHT_PASSED;
}

static int check_preflight(const struct httpstatus_exchange *exchange, int status)
{
	if (status < 200 || status > 299)
		return EVENT_PREFLIGHT_NOT_OK;
	int event = check_origin(exchange);
	return event == EVENT_COUNT ? check_lists(exchange) : event;
}

/* Fetch, HTTP-network-or-cache fetch: a proxy's challenge and a wrong connection are dealt with before the check, and 304 brings what is stored. A
 * preflight is never stored. */
static bool is_dealt_with_before(const struct httpstatus_exchange *exchange, int status)
{
	return status == 407 || status == 421 || (status == 304 && !exchange_is_preflight(exchange));
}

int cors_event(const struct httpstatus_chain *chain, int status)
{
	const struct httpstatus_exchange *exchange = chain->exchange;

	if (!cors_counts(chain) || exchange_is_cors(exchange) != 1 || is_dealt_with_before(exchange, status))
		return EVENT_COUNT;
	if (exchange_is_preflight(exchange))
		return check_preflight(exchange, status);
	int event = check_origin(exchange);
	return event == EVENT_COUNT && status == 401 ? EVENT_CORS_UNAUTHORIZED : event;
}

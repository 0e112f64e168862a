/*
 * The CORS protocol (the Fetch standard): what a page of one origin may ask another one for, and read.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

static bool request_value(const struct httpstatus_exchange *exchange, struct span name, struct span *value)
{
	return exchange_value(exchange, HTTPSTATUS_PART_REQUEST, name, value);
}

static bool request_has(const struct httpstatus_exchange *exchange, struct span name)
{
	return exchange_has_field(exchange, HTTPSTATUS_PART_REQUEST, name);
}

/* ---- origins ---- */

/* A star is what servers send for a pattern, which there is not. */
static bool has_upper_case_or_star(struct span text)
{
	for (size_t i = 0; i < text.length; i++)
		if ((text.bytes[i] >= 'A' && text.bytes[i] <= 'Z') || text.bytes[i] == '*')
			return true;
	return false;
}

/* As browsers write one, which is compared octet by octet: a scheme, a host, a port that is not the default one, in lower case, and nothing behind. */
bool origin_is_serialized(struct span text)
{
	struct authority authority;
	struct uri uri;

	if (span_equals(text, SPAN("null")))
		return true;
	uri_split(text, &uri);
	authority_split(uri.authority, &authority);
	return uri.has_scheme && uri.has_authority && uri.path.length == 0 && !uri.has_query && !uri.has_fragment &&
	       !authority.has_userinfo && host_is_valid(uri.authority) && !has_upper_case_or_star(text) &&
	       !(authority.has_port &&
		       (authority.port.length == 0 || span_equals(authority.port, scheme_default_port(uri.scheme))));
}

/* ---- the request ---- */

bool exchange_is_preflight(const struct httpstatus_exchange *exchange)
{
	return span_equals(exchange_line(exchange, HTTPSTATUS_LINE_METHOD), SPAN("OPTIONS")) &&
	       request_has(exchange, SPAN("Origin")) && request_has(exchange, SPAN("Access-Control-Request-Method"));
}

bool method_is_safelisted(struct span method)
{
	return span_equals(method, SPAN("GET")) || span_equals(method, SPAN("HEAD")) ||
	       span_equals(method, SPAN("POST"));
}

/* The types that a form can send; then those that browsers send of themselves, of which a page knows nothing. */
static const char simple_types[][36] = {"application/x-www-form-urlencoded", "multipart/form-data", "text/plain",
	"text/ping", "application/csp-report", "application/reports+json"};

bool content_type_is_safelisted(struct span value)
{
	struct span type, parameters;

	if (!media_type_read(value, &type, &parameters))
		return true; /* of what cannot be read, nobody knows */
	for (size_t i = 0; i < sizeof simple_types / sizeof simple_types[0]; i++)
		if (span_equals_ignoring_case(type, span_of(simple_types[i])))
			return true;
	return false;
}

bool exchange_origin_is_own(const struct httpstatus_exchange *exchange)
{
	struct span origin, target;

	if (!request_value(exchange, SPAN("Origin"), &origin) || !exchange_target_uri(exchange, &target))
		return false;
	/* Where nobody said the scheme of the target, it may be that of the origin. */
	return exchange_knows_scheme(exchange) ? uri_same_origin(origin, target) : origin_may_be_same(origin, target);
}

bool exchange_origin_is_other(const struct httpstatus_exchange *exchange)
{
	struct span origin, target;
	struct origin parts;

	return request_value(exchange, SPAN("Origin"), &origin) && origin_read(origin, &parts) &&
	       exchange_target_uri(exchange, &target) && !exchange_origin_is_own(exchange);
}

/* RFC 6455, 4.1; RFC 8441, 4: a handshake names the origin of its page, and CORS has nothing to do with it. */
static bool asks_for_websocket(const struct httpstatus_exchange *exchange)
{
	struct span upgrade;

	return request_has(exchange, SPAN(":protocol")) || request_has(exchange, SPAN("Sec-WebSocket-Key")) ||
	       (request_value(exchange, SPAN("Upgrade"), &upgrade) && list_has_token(upgrade, SPAN("websocket")));
}

/* Whether the request itself shows that a script made it, which no form, link or image can: then its mode is "cors", since no other one asks another
 * origin for that. Of GET and HEAD, a browser names the origin in no other mode. */
static bool only_scripts_ask_so(const struct httpstatus_exchange *exchange)
{
	struct span method = exchange_line(exchange, HTTPSTATUS_LINE_METHOD), type;

	if (span_equals(method, SPAN("GET")) || span_equals(method, SPAN("HEAD")))
		return true;
	if (!exchange_origin_is_other(exchange)) /* "null" stands in requests of every mode */
		return false;
	return !method_is_safelisted(method) ||
	       (request_value(exchange, SPAN("Content-Type"), &type) && !content_type_is_safelisted(type));
}

bool exchange_mode_is_cors(const struct httpstatus_exchange *exchange)
{
	struct span mode;

	return request_value(exchange, SPAN("Sec-Fetch-Mode"), &mode) && span_equals(mode, SPAN("cors"));
}

int exchange_is_cors(const struct httpstatus_exchange *exchange)
{
	bool open = exchange_request_is_open(exchange);
	struct span origin;

	if (!request_value(exchange, SPAN("Origin"), &origin))
		return open ? -1 : 0;
	if (exchange_is_preflight(exchange))
		return 1;
	if (asks_for_websocket(exchange) || exchange_origin_is_own(exchange))
		return 0;
	if (!origin_is_serialized(origin))
		return -1; /* no browser writes it so */
	if (request_has(exchange, SPAN("Sec-Fetch-Mode")))
		return exchange_mode_is_cors(exchange);
	return !open && exchange_knows_line(exchange, HTTPSTATUS_LINE_METHOD) && only_scripts_ask_so(exchange) ? 1 : -1;
}

/* ---- the response ---- */

bool cors_allows_everybody(const struct httpstatus_exchange *exchange, int part)
{
	struct span value;

	return exchange_value(exchange, part, SPAN("Access-Control-Allow-Origin"), &value) &&
	       span_equals(value, SPAN("*"));
}

bool cors_allows_origin(const struct httpstatus_exchange *exchange, int part)
{
	struct span origin, value;

	return cors_allows_everybody(exchange, part) ||
	       (exchange_value(exchange, part, SPAN("Access-Control-Allow-Origin"), &value) &&
		       request_value(exchange, SPAN("Origin"), &origin) && span_equals(origin, value));
}

bool cors_allows_credentials(const struct httpstatus_exchange *exchange, int part)
{
	struct span value;

	return exchange_value(exchange, part, SPAN("Access-Control-Allow-Credentials"), &value) &&
	       span_equals(value, SPAN("true"));
}

/* Of an invalid list, nobody knows what it allows. */
bool cors_allows_method(const struct httpstatus_exchange *exchange, struct span method)
{
	struct span value;

	if (method_is_safelisted(method))
		return true;
	if (!exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Access-Control-Allow-Methods"), &value))
		return exchange_response_is_open(exchange);
	return !list_is_tokens(value) || list_has_exactly(value, method) || list_has_exactly(value, SPAN("*"));
}

/* The star leaves Authorization out. */
static bool list_allows_field(struct span allowed, struct span name)
{
	return list_has_element(allowed, name) ||
	       (list_has_exactly(allowed, SPAN("*")) && !span_equals_ignoring_case(name, SPAN("Authorization")));
}

bool cors_allows_fields(const struct httpstatus_exchange *exchange, struct span *refused)
{
	struct span allowed = {NULL, 0}, rest;

	if (exchange_response_is_open(exchange) ||
		!request_value(exchange, SPAN("Access-Control-Request-Headers"), &rest) || !list_is_tokens(rest))
		return true;
	if (exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Access-Control-Allow-Headers"), &allowed) &&
		!list_is_tokens(allowed))
		return true;
	while (list_next(&rest, refused))
		if (!list_allows_field(allowed, *refused))
			return false;
	return true;
}

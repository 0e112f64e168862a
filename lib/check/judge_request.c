/*
 * Judges of the request.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

#include <string.h>

bool judge_method_is_safe(const struct subject *subject)
{
	return method_is_safe(subject->method);
}

bool judge_request_lacks_content(const struct subject *subject)
{
	return request_lacks_content(subject);
}

bool judge_request_predates_http11(const struct subject *subject)
{
	return subject->request_version != HTTPSTATUS_UNKNOWN && subject->request_version < 11;
}

bool judge_request_awaits_continue(const struct subject *subject)
{
	return exchange_awaits_continue(subject->exchange);
}

/* Another expectation would be a reason of its own to answer 417. */
bool judge_request_expects_only_continue(const struct subject *subject)
{
	struct span value, element;
	bool any = false;

	if (!request_value(subject, SPAN("Expect"), &value))
		return false;
	for (; list_next(&value, &element); any = true)
		if (!span_equals_ignoring_case(element, SPAN("100-continue")))
			return false;
	return any;
}

bool judge_request_does_not_await_continue(const struct subject *subject)
{
	return !subject->request_is_open && !exchange_awaits_continue(subject->exchange);
}

/* Whether an option is surely missing in Connection of the request. */
static bool connection_lacks(const struct subject *subject, struct span option)
{
	struct span value;

	return !subject->request_is_open &&
	       !(request_value(subject, SPAN("Connection"), &value) && list_has_token(value, option));
}

bool judge_request_connection_lacks_upgrade(const struct subject *subject)
{
	return connection_lacks(subject, SPAN("Upgrade")) && !request_lacks_value(subject, SPAN("Upgrade"));
}

bool judge_request_connection_lacks_te(const struct subject *subject)
{
	return connection_lacks(subject, SPAN("TE"));
}

bool judge_request_says_close(const struct subject *subject)
{
	struct span value;

	return request_value(subject, SPAN("Connection"), &value) && list_has_token(value, SPAN("close"));
}

/* Some that record "*" as a whole URI make the path of it. */
bool judge_target_is_resource(const struct subject *subject)
{
	struct uri uri;

	uri_split(exchange_line(subject->exchange, HTTPSTATUS_LINE_TARGET), &uri);
	return !targets_server(subject) && !(uri.has_scheme && span_equals(uri.path, SPAN("/*")) && !uri.has_query);
}

/* Where the target is no authority-form but a URI or a path, nobody knows what was asked for; nor with :protocol (RFC 8441, 4). */
bool judge_connect_port_is_bad(const struct subject *subject)
{
	struct span target = exchange_line(subject->exchange, HTTPSTATUS_LINE_TARGET);
	struct authority authority;
	int64_t port;

	if (request_has(subject, SPAN(":protocol")) || span_equals(target, SPAN("*")))
		return false;
	for (size_t i = 0; i < target.length; i++)
		if (target.bytes[i] == '/')
			return false;
	authority_split(target, &authority);
	return authority.host.length > 0 && (!span_number(authority.port, &port) || port > 65535);
}

static struct span target_of(const struct subject *subject)
{
	return exchange_line(subject->exchange, HTTPSTATUS_LINE_TARGET);
}

/* RFC 9112, 3.2.2 and 3.2.3: only a proxy is sent a whole URI, or CONNECT. A gateway gets what its origin server would get, and may answer likewise
 * (RFC 9110, 3.7). */
bool judge_request_is_to_proxy(const struct subject *subject)
{
	struct uri uri;

	if (method_is(subject, SPAN("CONNECT")))
		return !request_has(subject, SPAN(":protocol"));
	uri_split(target_of(subject), &uri);
	return subject->exchange->said.request_is_read && uri.has_scheme && uri.has_authority;
}

bool judge_request_is_http11(const struct subject *subject)
{
	return subject->request_version == 11;
}

bool judge_request_is_http1(const struct subject *subject)
{
	return subject->request_version == 10 || subject->request_version == 11;
}

/* ---- the request line ---- */

bool judge_target_is_server(const struct subject *subject)
{
	return target_of(subject).length > 0 && targets_server(subject);
}

/* As a request line has it. A whole URI may be said by who does not have the request line: then Host may be left out, too, and octets of the URI may
 * be shown decoded. */
bool judge_target_is_as_sent(const struct subject *subject)
{
	struct span target = target_of(subject);

	return subject->exchange->said.request_is_read || (target.length > 0 && target.bytes[0] == '/') ||
	       span_equals(target, SPAN("*"));
}

/* Inside it: around it, a server may pass over SP, HTAB, VT, FF and CR (RFC 9112, 3). */
bool judge_target_has_bad_octets(const struct subject *subject)
{
	static const char white[] = {' ', '\t', '\v', '\f', '\r'};
	struct span target = target_of(subject);

	while (target.length > 0 && memchr(white, target.bytes[target.length - 1], sizeof white))
		target.length--;
	while (target.length > 0 && memchr(white, target.bytes[0], sizeof white))
		target = span_from(target, 1);
	return !target_has_good_octets(target);
}

/* ---- Host: RFC 9112, 3.2 ---- */

bool judge_host_is_repeated(const struct subject *subject)
{
	struct span value;
	uint32_t place = exchange_lines(subject->exchange, HTTPSTATUS_PART_REQUEST, SPAN("Host"));

	return exchange_line_next(subject->exchange, &place, &value) &&
	       exchange_line_next(subject->exchange, &place, &value);
}

bool judge_host_is_malformed(const struct subject *subject)
{
	struct span value;

	return exchange_first_line(subject->exchange, HTTPSTATUS_PART_REQUEST, SPAN("Host"), &value) &&
	       !host_is_valid(value);
}

/* Whether the host and port of Host are others. The default port may be there or not; that of a tunnel may be either. */
static bool is_another_host(struct span authority, struct span value, struct span port)
{
	struct authority named, told;

	authority_split(authority, &named);
	authority_split(value, &told);
	if (!span_equals_ignoring_case(named.host, told.host))
		return true;
	if (span_equals(named.port, told.port))
		return false;
	if (port.length == 0 && told.port.length == 0)
		return !span_equals(named.port, SPAN("80")) && !span_equals(named.port, SPAN("443"));
	return !span_equals(named.port.length ? named.port : port, told.port.length ? told.port : port);
}

/* RFC 9112, 3.2.3. */
static bool is_tunnel_end(struct span target)
{
	struct authority authority;

	authority_split(target, &authority);
	return authority.port.length > 0 && host_is_valid(target);
}

/* A whole URI that was sent, and the target of CONNECT, has its authority told again, without user information (RFC 9112, 3.2). */
bool judge_host_is_not_of_target(const struct subject *subject)
{
	struct span value;
	struct uri uri;

	if (!subject->exchange->said.request_is_read || judge_host_is_repeated(subject) ||
		!exchange_first_line(subject->exchange, HTTPSTATUS_PART_REQUEST, SPAN("Host"), &value) ||
		!host_is_valid(value))
		return false;
	if (method_is(subject, SPAN("CONNECT")))
		return is_tunnel_end(target_of(subject)) &&
		       is_another_host(target_of(subject), value, (struct span){NULL, 0});
	uri_split(target_of(subject), &uri);
	return uri.has_scheme && uri.has_authority &&
	       is_another_host(uri.authority, value, scheme_default_port(uri.scheme));
}

/* ---- field lines: RFC 9112, 2.2 and 5 ---- */

/* A pseudo-field shows that this is no HTTP/1; where one is written as a line, there is nothing before its colon. */
static bool is_no_name(struct span name)
{
	return name.length > 0 && name.bytes[0] != ':' && !span_is_token(name);
}

/* A pseudo-field that is written as a line has its colon behind that. */
static bool has_nothing_before_colon(struct span name, struct span value)
{
	return name.length == 0 && !has_inside(value, SPAN(":"));
}

/* White space before the first field may be passed over, line and all (RFC 9112, 2.2). */
static bool has_line_without_colon(const struct subject *subject)
{
	uint64_t defects = subject->exchange->said.request_defects;

	return defects & defect_bit(HTTPSTATUS_DEFECT_FIELD_NAME) &&
	       !(defects & defect_bit(HTTPSTATUS_DEFECT_FOLDED)) && points_at(subject, SPAN("a line without a colon"));
}

bool judge_request_field_name_is_invalid(const struct subject *subject)
{
	const struct httpstatus_exchange *exchange = subject->exchange;

	for (size_t i = 0; i < exchange->said.fields; i++) {
		struct span name = exchange_text(exchange, exchange->fields[i].name);

		if (exchange->fields[i].part != HTTPSTATUS_PART_REQUEST)
			continue;
		if (is_no_name(name))
			return points_at(subject, name);
		if (has_nothing_before_colon(name, exchange_text(exchange, exchange->fields[i].value)))
			return points_at(subject, SPAN("nothing"));
	}
	return has_line_without_colon(subject);
}

/* ---- framing: RFC 9112, 6.3 ---- */

bool judge_request_length_is_invalid(const struct subject *subject)
{
	return request_length_is_invalid(subject);
}

/* Those that the registry has or had. */
static bool is_known_coding(struct span name)
{
	static const char names[][12] = {
		"chunked", "compress", "deflate", "gzip", "identity", "trailers", "x-compress", "x-gzip"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (span_equals_ignoring_case(name, span_of(names[i])))
			return true;
	return false;
}

/* Where the codings end with chunked, as they have to. */
bool judge_request_has_unknown_coding(const struct subject *subject)
{
	struct transfer_coding coding;
	struct span value, element;

	if (!request_value(subject, SPAN("Transfer-Encoding"), &value))
		return false;
	transfer_coding_read(value, &coding);
	while (!coding.invalid && !coding.chunked_before && coding.chunked_last && list_next(&value, &element)) {
		struct span name = element_take_name(&element);

		if (!is_known_coding(name))
			return points_at(subject, name);
	}
	return false;
}

/* Chunked with a parameter is chunked, and no more than an error that a server should see (RFC 9112, 7.1). */
bool judge_request_does_not_end_chunked(const struct subject *subject)
{
	struct span value, element, last = SPAN("chunked");

	if (!request_value(subject, SPAN("Transfer-Encoding"), &value))
		return false;
	while (list_next(&value, &element))
		last = element_take_name(&element);
	return !span_equals_ignoring_case(last, SPAN("chunked"));
}

/* ---- WebDAV ---- */

/* RFC 4918, 9.10.2: a refresh has no content, and names the lock in If. Chunks may be none. */
bool judge_asks_for_lock(const struct subject *subject)
{
	if (!exchange_announces_request_content(subject->exchange))
		return false;
	return !request_has(subject, SPAN("Transfer-Encoding")) || request_lacks(subject, SPAN("If"));
}

/* RFC 8144, 2; Brief is the name that Prefer had before. Of a preference that is there twice the first counts (RFC 7240, 2). */
bool judge_may_prefer_minimal(const struct subject *subject)
{
	struct span value, element;
	struct parameter preference;

	if (!request_value(subject, SPAN("Prefer"), &value))
		return !request_lacks(subject, SPAN("Brief"));
	while (list_next(&value, &element))
		if (parameter_read(&element, &preference) && span_equals_ignoring_case(preference.name, SPAN("return")))
			return parameter_value_is(preference.value, SPAN("minimal"));
	return !request_lacks(subject, SPAN("Brief"));
}

/* Whether the server had a length to go by: where there is Transfer-Encoding, Content-Length does not count (RFC 9112, 6.3). */
bool judge_request_length_is_valid(const struct subject *subject)
{
	enum length_state state = LENGTH_NONE;
	int64_t length = NUMBER_NONE;
	struct span value;

	if (request_value(subject, SPAN("Content-Length"), &value))
		content_length_add(value, &state, &length);
	return state == LENGTH_VALID && request_lacks(subject, SPAN("Transfer-Encoding"));
}

/* ---- conditions ---- */

/* Whether it has what no server can ask more of: entity tags in If-Match. A date, a star or If-None-Match may be another condition than the server
 * wants, and the content may say which. */
bool judge_request_is_conditional(const struct subject *subject)
{
	struct entity_tag none = {.weak = false}; /* no tag equals it */
	struct span value;

	return request_value(subject, SPAN("If-Match"), &value) &&
	       entity_tag_list_match(value, none, true) == TAG_NO_MATCH;
}

/* RFC 9110, 13.1.3 and 13.1.5: where these do not hold, the answer is 304, or all of it. */
static bool never_fails(struct span name)
{
	return span_equals_ignoring_case(name, SPAN("If-Modified-Since")) ||
	       span_equals_ignoring_case(name, SPAN("If-Range"));
}

static bool may_fail(struct span name)
{
	return name_is_condition(name) && !never_fails(name);
}

/* Whether 412 answers no condition of the request. Google's storage has some in the query: ifGenerationMatch=0 and the like. */
bool judge_no_condition_could_fail(const struct subject *subject)
{
	return !subject->request_is_open && !request_has_name(subject, may_fail) &&
	       !has_inside(target_of(subject), SPAN("generationMatch=")) &&
	       !has_inside(target_of(subject), SPAN("generationNotMatch="));
}

bool judge_request_is_unconditional(const struct subject *subject)
{
	return !subject->request_is_open && !request_has_name(subject, name_is_condition);
}

/* ---- what it asks for ---- */

/* RFC 9110, 12.1: Accept and its kin, client hints, and what RFC 2295 and RFC 7240 have. */
static bool is_negotiation(struct span name)
{
	return span_equals_ignoring_case(name, SPAN("Accept")) || begins_with(name, SPAN("Accept-")) ||
	       begins_with(name, SPAN("Sec-CH-")) || span_equals_ignoring_case(name, SPAN("Negotiate")) ||
	       span_equals_ignoring_case(name, SPAN("Prefer"));
}

bool judge_request_lacks_negotiation(const struct subject *subject)
{
	return !subject->request_is_open && !request_has_name(subject, is_negotiation);
}

bool judge_request_range_is_of_bytes(const struct subject *subject)
{
	struct span value;
	struct range range;

	return request_value(subject, SPAN("Range"), &value) && range_read(value, &range) &&
	       span_equals_ignoring_case(range.unit, SPAN("bytes"));
}

bool judge_request_depth_is_finite(const struct subject *subject)
{
	struct span value;

	if (!exchange_first_line(subject->exchange, HTTPSTATUS_PART_REQUEST, SPAN("Depth"), &value))
		return request_lacks(subject, SPAN("Depth"));
	return !span_equals_ignoring_case(value, SPAN("infinity"));
}

bool judge_request_is_only_if_cached(const struct subject *subject)
{
	return exchange_cache_control(subject->exchange, HTTPSTATUS_PART_REQUEST).only_if_cached;
}

/* ---- what a client must not send ---- */

/* Chunks may be none, as a proxy sends them that does not know yet what will come: then somebody has to say that there is content. */
bool judge_request_has_content(const struct subject *subject)
{
	if (request_has(subject, SPAN("Transfer-Encoding")) &&
		exchange_property(subject->exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT) == HTTPSTATUS_UNKNOWN &&
		exchange_property(subject->exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH) <= 0)
		return false;
	return exchange_announces_request_content(subject->exchange) && !request_lacks_content(subject);
}

bool judge_request_has_credentials(const struct subject *subject)
{
	static const char names[][20] = {"Authorization", "Cookie", "Proxy-Authorization"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (request_has(subject, span_of(names[i])))
			return points_at(subject, span_of(names[i]));
	return false;
}

bool judge_if_range_is_weak(const struct subject *subject)
{
	struct entity_tag tag;
	struct span value;

	return request_value(subject, SPAN("If-Range"), &value) && entity_tag_read(value, &tag) && tag.weak;
}

/*
 * Judges of what HTTP/2 and HTTP/3 do not allow.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

#include <string.h>

bool judge_request_is_http2(const struct subject *subject)
{
	return subject->request_version == 20;
}

bool judge_request_is_http3(const struct subject *subject)
{
	return subject->request_version == 30;
}

/* ---- fields, one by one ---- */

/* The next field of a part, from *place on. */
static bool next_field(const struct subject *subject, int part, size_t *place, struct span *name, struct span *value)
{
	const struct httpstatus_exchange *exchange = subject->exchange;

	while (*place < exchange->said.fields) {
		const struct field *field = &exchange->fields[(*place)++];

		if (field->part == part) {
			*name = exchange_text(exchange, field->name);
			*value = exchange_text(exchange, field->value);
			return true;
		}
	}
	return false;
}

static bool is_pseudo(struct span name)
{
	return name.length > 1 && name.bytes[0] == ':' && span_is_token(span_from(name, 1));
}

/* Points at the first field of a part of which something holds. */
static bool finds(const struct subject *subject, int part,
	bool (*holds)(const struct subject *subject, struct span name, struct span value))
{
	struct span name, value;

	for (size_t place = 0; next_field(subject, part, &place, &name, &value);)
		if (holds(subject, name, value))
			return points_at(subject, name);
	return false;
}

/* ---- octets: RFC 9113, 8.2.1; RFC 9114, 10.3 ---- */

/* Letters in upper case are passed over: who records HTTP/2 likes to write names as in HTTP/1. */
static bool name_is_prohibited(struct span name)
{
	for (size_t i = 0; i < name.length; i++) {
		unsigned char c = (unsigned char)name.bytes[i];

		if (c <= ' ' || c >= 0x7f || (c == ':' && i > 0))
			return true;
	}
	return false;
}

static bool value_is_prohibited(struct span value)
{
	static const char octets[] = {'\0', '\n', '\r'};

	for (size_t i = 0; i < value.length; i++)
		if (memchr(octets, value.bytes[i], sizeof octets))
			return true;
	return false;
}

static bool has_prohibited_octets(const struct subject *subject, struct span name, struct span value)
{
	(void)subject;
	return name_is_prohibited(name) || value_is_prohibited(value);
}

bool judge_request_has_prohibited_octets(const struct subject *subject)
{
	return finds(subject, HTTPSTATUS_PART_REQUEST, has_prohibited_octets);
}

/* ---- names: RFC 9113, 8.2; RFC 9114, 4.2 ---- */

static bool has_pseudo_fields(const struct subject *subject)
{
	return request_has_name(subject, is_pseudo);
}

static bool has_upper_case(struct span name)
{
	for (size_t i = 0; i < name.length; i++)
		if (name.bytes[i] >= 'A' && name.bytes[i] <= 'Z')
			return true;
	return false;
}

/* Fields are as in the frames where there are pseudo-fields among them. But some that record those write the other names as in HTTP/1: then it is not
 * one name alone. */
bool judge_request_has_upper_case_name(const struct subject *subject)
{
	struct span name, value;
	size_t count = 0;

	for (size_t place = 0; next_field(subject, HTTPSTATUS_PART_REQUEST, &place, &name, &value);)
		if (has_upper_case(name) && ++count == 1)
			points_at(subject, name);
	return count == 1 && has_pseudo_fields(subject);
}

/* ---- the connection: RFC 9113, 8.2.2; RFC 9114, 4.2 ---- */

static bool has_element_but(struct span list, struct span wanted)
{
	struct span element;

	while (list_next(&list, &element))
		if (!span_equals_ignoring_case(element, wanted))
			return true;
	return false;
}

/* Some that record what browsers send make up "Connection: keep-alive". */
static bool is_for_http1(const struct subject *subject, struct span name, struct span value)
{
	static const char names[][20] = {"Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Upgrade"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (span_equals_ignoring_case(name, span_of(names[i])))
			return true;
	if (span_equals_ignoring_case(name, SPAN("TE")))
		return has_element_but(value, SPAN("trailers"));
	return span_equals_ignoring_case(name, SPAN("Connection")) &&
	       (has_element_but(value, SPAN("keep-alive")) || (has_pseudo_fields(subject) && !has_upper_case(name)));
}

bool judge_request_has_connection_field(const struct subject *subject)
{
	return finds(subject, HTTPSTATUS_PART_REQUEST, is_for_http1);
}

/* ---- pseudo-fields of requests: RFC 9113, 8.3.1 and 8.5; RFC 9114, 4.3.1 and 4.4; RFC 8441, 4 ---- */

static bool opens_tunnel(const struct subject *subject)
{
	return method_is(subject, SPAN("CONNECT")) && !request_has(subject, SPAN(":protocol"));
}

static bool is_repeated(const struct subject *subject, struct span name)
{
	struct span line;
	uint32_t place = exchange_lines(subject->exchange, HTTPSTATUS_PART_REQUEST, name);

	return exchange_line_next(subject->exchange, &place, &line) &&
	       exchange_line_next(subject->exchange, &place, &line);
}

static bool is_of_requests(struct span name)
{
	static const char names[][12] = {":authority", ":method", ":path", ":protocol", ":scheme"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (span_equals(name, span_of(names[i])))
			return true;
	return false;
}

static bool is_misplaced(const struct subject *subject, struct span name, struct span value)
{
	(void)value;
	if (!is_pseudo(name))
		return false;
	return !is_of_requests(name) || is_repeated(subject, name) ||
	       (opens_tunnel(subject) && (span_equals(name, SPAN(":path")) || span_equals(name, SPAN(":scheme"))));
}

bool judge_request_has_misplaced_pseudo_field(const struct subject *subject)
{
	return finds(subject, HTTPSTATUS_PART_REQUEST, is_misplaced);
}

static bool is_of_http_scheme(const struct subject *subject)
{
	struct span scheme;

	return request_value(subject, SPAN(":scheme"), &scheme) && scheme_is_http(scheme);
}

/* Who tells one of those that there have to be tells them all. A tunnel has its end in :authority. */
bool judge_request_lacks_pseudo_field(const struct subject *subject)
{
	static const char names[][8] = {":method", ":scheme", ":path"};
	const size_t count = sizeof names / sizeof names[0];
	struct span path;
	bool any = false;

	for (size_t i = 0; i < count; i++)
		any = any || request_has(subject, span_of(names[i]));
	if (!any)
		return false;
	if (opens_tunnel(subject))
		return request_lacks_value(subject, SPAN(":authority")) && points_at(subject, SPAN(":authority"));
	for (size_t i = 0; i < count; i++)
		if (request_lacks(subject, span_of(names[i])))
			return points_at(subject, span_of(names[i]));
	return is_of_http_scheme(subject) && request_value(subject, SPAN(":path"), &path) && path.length == 0 &&
	       points_at(subject, SPAN(":path"));
}

/* RFC 9114, 4.3.1: one of both, and not empty. */
bool judge_request_lacks_authority(const struct subject *subject)
{
	return is_of_http_scheme(subject) && !opens_tunnel(subject) &&
	       request_lacks_value(subject, SPAN(":authority")) && request_lacks_value(subject, SPAN("Host"));
}

/* A host that needs more than its case and a dot to be compared is left alone: an origin server may normalise as it likes (RFC 9113, 8.3.1). */
static struct span host_of(struct authority authority)
{
	size_t length = authority.host.length;

	return length > 0 && authority.host.bytes[length - 1] == '.' ? span_first(authority.host, length - 1)
								     : authority.host;
}

static bool is_default_port(struct span port)
{
	return port.length == 0 || span_equals(port, SPAN("80")) || span_equals(port, SPAN("443"));
}

static bool ports_differ(const struct subject *subject, struct span a, struct span b)
{
	struct span scheme, port;

	if (!request_value(subject, SPAN(":scheme"), &scheme))
		return !span_equals(a, b) && !(is_default_port(a) && is_default_port(b));
	port = scheme_default_port(scheme);
	return !span_equals(a.length ? a : port, b.length ? b : port);
}

bool judge_host_is_not_of_authority(const struct subject *subject)
{
	struct authority named, told;
	struct span authority, host;

	if (!request_value(subject, SPAN(":authority"), &authority) || is_repeated(subject, SPAN(":authority")) ||
		!request_value(subject, SPAN("Host"), &host) || is_repeated(subject, SPAN("Host")) ||
		has_inside(authority, SPAN("%")) || has_inside(host, SPAN("%")) || !host_is_valid(host))
		return false;
	authority_split(authority, &named);
	authority_split(host, &told);
	return !span_equals_ignoring_case(host_of(named), host_of(told)) ||
	       ports_differ(subject, named.port, told.port);
}

/* ---- pseudo-fields of responses: RFC 9113, 8.3; RFC 9114, 4.3 ---- */

static bool is_not_of_responses(const struct subject *subject, struct span name, struct span value)
{
	(void)subject;
	(void)value;
	return is_pseudo(name) && !span_equals(name, SPAN(":status"));
}

bool judge_response_has_misplaced_pseudo_field(const struct subject *subject)
{
	int end = HTTPSTATUS_PART_INTERIM + (int)subject->exchange->said.interims;

	for (int part = HTTPSTATUS_PART_INTERIM; part < end; part++)
		if (finds(subject, part, is_not_of_responses))
			return true;
	return finds(subject, HTTPSTATUS_PART_RESPONSE, is_not_of_responses);
}

static bool is_any_pseudo(const struct subject *subject, struct span name, struct span value)
{
	(void)subject;
	(void)value;
	return is_pseudo(name);
}

bool judge_trailers_have_pseudo_field(const struct subject *subject)
{
	return finds(subject, HTTPSTATUS_PART_RESPONSE_TRAILERS, is_any_pseudo);
}

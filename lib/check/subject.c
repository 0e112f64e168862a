/*
 * What is judged: an exchange, and what judges ask of it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

#include <httpstatus/status.h>

void subject_read(struct subject *subject)
{
	const struct httpstatus_exchange *exchange = subject->exchange;
	int64_t status = exchange_property(exchange, HTTPSTATUS_PROPERTY_STATUS);

	subject->part = HTTPSTATUS_PART_RESPONSE;
	subject->status = status == HTTPSTATUS_UNKNOWN ? 0 : (int)status;
	subject->class = httpstatus_class(subject->status);
	subject->method = exchange_line(exchange, HTTPSTATUS_LINE_METHOD);
	subject->request_is_open = exchange_request_is_open(exchange);
	subject->response_is_open = exchange_response_is_open(exchange);
	subject->request_version = exchange_property(exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION);
	subject->response_version = exchange_property(exchange, HTTPSTATUS_PROPERTY_RESPONSE_VERSION);
	subject->framing = framing_read(exchange);
}

bool response_value(const struct subject *subject, struct span name, struct span *value)
{
	return exchange_value(subject->exchange, subject->part, name, value);
}

bool request_value(const struct subject *subject, struct span name, struct span *value)
{
	return exchange_value(subject->exchange, HTTPSTATUS_PART_REQUEST, name, value);
}

bool response_has(const struct subject *subject, struct span name)
{
	return exchange_has_field(subject->exchange, subject->part, name);
}

bool request_has(const struct subject *subject, struct span name)
{
	return exchange_has_field(subject->exchange, HTTPSTATUS_PART_REQUEST, name);
}

bool response_lacks(const struct subject *subject, struct span name)
{
	return !subject->response_is_open && !response_has(subject, name);
}

bool request_lacks(const struct subject *subject, struct span name)
{
	return !subject->request_is_open && !request_has(subject, name);
}

static bool has_value(const struct subject *subject, int part, struct span name)
{
	struct span line, element;
	uint32_t place = exchange_lines(subject->exchange, part, name);

	while (exchange_line_next(subject->exchange, &place, &line))
		if (list_next(&line, &element))
			return true;
	return false;
}

bool response_lacks_value(const struct subject *subject, struct span name)
{
	return !subject->response_is_open && !has_value(subject, subject->part, name);
}

bool request_lacks_value(const struct subject *subject, struct span name)
{
	return !subject->request_is_open && !has_value(subject, HTTPSTATUS_PART_REQUEST, name);
}

bool request_has_name(const struct subject *subject, bool (*is_of_kind)(struct span name))
{
	return exchange_has_name(subject->exchange, HTTPSTATUS_PART_REQUEST, is_of_kind);
}

bool response_has_name(const struct subject *subject, bool (*is_of_kind)(struct span name))
{
	return exchange_has_name(subject->exchange, HTTPSTATUS_PART_RESPONSE, is_of_kind);
}

bool any_line_is_no_number(const struct subject *subject, struct span name)
{
	struct span line;
	uint32_t place = exchange_lines(subject->exchange, subject->part, name);

	while (exchange_line_next(subject->exchange, &place, &line))
		if (!span_is_digits(line))
			return true;
	return false;
}

bool method_is(const struct subject *subject, struct span method)
{
	return span_equals(subject->method, method);
}

bool response_is_http1(const struct subject *subject)
{
	return subject->response_version == 10 || subject->response_version == 11;
}

bool is_declared(const struct subject *subject, enum httpstatus_checker_property declaration)
{
	return subject->checker->declared >> declaration & 1;
}

bool points_at(const struct subject *subject, struct span what)
{
	*subject->found = what;
	return true;
}

bool has_content(const struct subject *subject)
{
	return exchange_property(subject->exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN) > 0 ||
	       exchange_property(subject->exchange, HTTPSTATUS_PROPERTY_CONTENT_CAME) == 1 ||
	       subject->framing.length > 0;
}

/* Chunks may be none, and so may frames and what comes until the connection closes: only what was seen tells. */
bool lacks_content(const struct subject *subject)
{
	if (exchange_property(subject->exchange, HTTPSTATUS_PROPERTY_CONTENT_CAME) == 1 || subject->framing.length > 0)
		return false; /* what was to come and did not was lost on the way, or not saved */
	return exchange_property(subject->exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN) == 0 ||
	       (subject->framing.kind == HTTPSTATUS_CONTENT_KIND_LENGTH && subject->framing.length == 0);
}

bool request_lacks_content(const struct subject *subject)
{
	int64_t content = exchange_property(subject->exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT);
	struct span value;
	int64_t length;

	if (content != HTTPSTATUS_UNKNOWN)
		return content == HTTPSTATUS_REQUEST_CONTENT_NONE;
	if (subject->request_is_open || request_has(subject, SPAN("Transfer-Encoding")))
		return false;
	if (exchange_first_line(subject->exchange, HTTPSTATUS_PART_REQUEST, SPAN("Content-Length"), &value))
		return span_number(value, &length) && length == 0;
	/* Without a length, only HTTP/1 is sure: frames of HTTP/2 need none (RFC 9112, 6.3; RFC 9113, 8.1). */
	return subject->request_version == 10 || subject->request_version == 11;
}

/* RFC 9110, 5.6.1.2: who reads a list passes over empty elements. */
static void length_list_add(struct span value, enum length_state *state, int64_t *length)
{
	struct span rest = value, element;

	if (!list_next(&rest, &element)) {
		content_length_add(value, state, length);
		return;
	}
	do
		content_length_add(element, state, length);
	while (list_next(&rest, &element));
}

bool request_length_is_invalid(const struct subject *subject)
{
	enum length_state state = LENGTH_NONE;
	int64_t length = NUMBER_NONE, number;
	struct span value;
	uint32_t place = exchange_lines(subject->exchange, HTTPSTATUS_PART_REQUEST, SPAN("Content-Length"));

	while (exchange_line_next(subject->exchange, &place, &value)) {
		if (span_number(value, &number) && number == INT64_MAX)
			return false;
		length_list_add(value, &state, &length);
	}
	return state == LENGTH_DIFFERENT || state == LENGTH_MALFORMED;
}

bool begins_with(struct span text, struct span start)
{
	return span_equals_ignoring_case(span_first(text, start.length), start);
}

bool has_inside(struct span text, struct span part)
{
	for (size_t i = 0; i + part.length <= text.length; i++)
		if (span_equals_ignoring_case(span_first(span_from(text, i), part.length), part))
			return true;
	return false;
}

/* RFC 9110, 13.1: other fields may be preconditions, too. If, If-Schedule-Tag-Match and X-Amz-Copy-Source-If-Match are; so are Overwrite
 * (RFC 4918, 10.6) and the version that tus asks for. */
bool name_is_condition(struct span name)
{
	return span_equals_ignoring_case(name, SPAN("If")) || span_equals_ignoring_case(name, SPAN("Overwrite")) ||
	       span_equals_ignoring_case(name, SPAN("Tus-Resumable")) ||
	       span_equals_ignoring_case(span_first(name, 3), SPAN("If-")) || has_inside(name, SPAN("-If-"));
}

bool targets_server(const struct subject *subject)
{
	struct span target = exchange_line(subject->exchange, HTTPSTATUS_LINE_TARGET);
	struct uri uri;

	uri_split(target, &uri);
	return span_equals(target, SPAN("*")) || (uri.path.length == 0 && !uri.has_query);
}

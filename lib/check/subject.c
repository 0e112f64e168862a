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
	return exchange_value(subject->exchange, HTTPSTATUS_PART_RESPONSE, name, value);
}

bool request_value(const struct subject *subject, struct span name, struct span *value)
{
	return exchange_value(subject->exchange, HTTPSTATUS_PART_REQUEST, name, value);
}

bool response_has(const struct subject *subject, struct span name)
{
	return exchange_has_field(subject->exchange, HTTPSTATUS_PART_RESPONSE, name);
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

bool request_has_name(const struct subject *subject, bool (*is_of_kind)(struct span name))
{
	const struct httpstatus_exchange *exchange = subject->exchange;

	for (size_t i = 0; i < exchange->said.fields; i++)
		if (exchange->fields[i].part == HTTPSTATUS_PART_REQUEST &&
			is_of_kind(exchange_text(exchange, exchange->fields[i].name)))
			return true;
	return false;
}

bool any_line_is_no_number(const struct subject *subject, struct span name)
{
	struct span line;
	size_t place = 0;

	while (exchange_next_line(subject->exchange, HTTPSTATUS_PART_RESPONSE, name, &place, &line))
		if (!span_is_digits(line))
			return true;
	return false;
}

bool method_is(const struct subject *subject, struct span method)
{
	return span_equals(subject->method, method);
}

bool found(const struct subject *subject, struct span what)
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
	       (subject->framing.kind == HTTPSTATUS_CONTENT_LENGTH && subject->framing.length == 0);
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

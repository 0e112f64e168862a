/*
 * Judges of how a message ends.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

/* Only where all of it came, and who says so has counted: the sizes in a HAR may be of decoded content. */
bool judge_length_differs_from_frames(const struct subject *subject)
{
	int64_t seen = exchange_property(subject->exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN);
	int64_t length = subject->framing.length;

	return subject->framing.kind == HTTPSTATUS_CONTENT_KIND_STREAM && length != HTTPSTATUS_UNKNOWN &&
	       seen != HTTPSTATUS_UNKNOWN && seen != length &&
	       exchange_property(subject->exchange, HTTPSTATUS_PROPERTY_ENDING) == HTTPSTATUS_ENDING_COMPLETE;
}

bool judge_chunked_is_twice(const struct subject *subject)
{
	return subject->framing.defects & defect_bit(HTTPSTATUS_DEFECT_TRANSFER_ENCODING_CHUNKED_TWICE);
}

/* A browser's HAR shows a 304 to a conditional request of its own as 200 with the fields of the 304, which need no length. */
bool judge_content_ends_by_closing(const struct subject *subject)
{
	return subject->framing.kind == HTTPSTATUS_CONTENT_KIND_UNTIL_CLOSE &&
	       request_lacks(subject, SPAN("If-None-Match")) && request_lacks(subject, SPAN("If-Modified-Since"));
}

static bool connection_has(const struct subject *subject, struct span option)
{
	struct span value;

	return response_value(subject, SPAN("Connection"), &value) && list_has_token(value, option);
}

bool judge_connection_says_close(const struct subject *subject)
{
	return connection_has(subject, SPAN("close"));
}

bool judge_connection_says_keep_alive(const struct subject *subject)
{
	return connection_has(subject, SPAN("keep-alive"));
}

bool judge_connection_lacks_keep_alive(const struct subject *subject)
{
	return !subject->response_is_open && !connection_has(subject, SPAN("keep-alive"));
}

/* RFC 9110, 7.6.1: fields that are for all recipients. */
static bool is_end_to_end(struct span name)
{
	static const char names[][20] = {"Accept-Ranges", "Age", "Allow", "Cache-Control", "Content-Disposition",
		"Content-Encoding", "Content-Language", "Content-Location", "Content-Range", "Content-Type", "Date",
		"ETag", "Expires", "Last-Modified", "Link", "Location", "Retry-After", "Server", "Set-Cookie", "Vary",
		"WWW-Authenticate"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (span_equals_ignoring_case(name, span_of(names[i])))
			return true;
	return false;
}

bool judge_connection_has_end_to_end(const struct subject *subject)
{
	struct span rest, option;

	if (!response_value(subject, SPAN("Connection"), &rest))
		return false;
	while (list_next(&rest, &option))
		if (is_end_to_end(option))
			return points_at(subject, option);
	return false;
}

bool judge_connection_is_invalid(const struct subject *subject)
{
	struct span value;

	return response_value(subject, SPAN("Connection"), &value) && !list_is_tokens(value);
}

bool judge_connection_lacks_close(const struct subject *subject)
{
	return !subject->response_is_open && !connection_has(subject, SPAN("close"));
}

bool judge_connection_lacks_upgrade(const struct subject *subject)
{
	return !subject->response_is_open && !connection_has(subject, SPAN("upgrade")) &&
	       !response_lacks_value(subject, SPAN("Upgrade"));
}

/* It goes on as a tunnel or in another protocol. */
bool judge_connection_is_handed_over(const struct subject *subject)
{
	return subject->framing.persistence == HTTPSTATUS_PERSISTENCE_HANDED_OVER;
}

/* The requests after which a server must close: RFC 9112, 6.1 for the first two, 6.3 for those that it answers with 400. */
bool judge_request_framing_is_faulty(const struct subject *subject)
{
	struct transfer_coding coding;
	struct span value;

	if (!request_value(subject, SPAN("Transfer-Encoding"), &value))
		return subject->status == 400 && subject->request_version == 11 && request_length_is_invalid(subject);
	transfer_coding_read(value, &coding);
	if (subject->request_version == 10)
		return true;
	return subject->request_version == 11 &&
	       (request_has(subject, SPAN("Content-Length")) || (subject->status == 400 && !coding.chunked_last));
}

bool judge_content_length_is_invalid(const struct subject *subject)
{
	return any_line_is_no_number(subject, SPAN("Content-Length"));
}

static bool coding_is_valid(struct span element)
{
	size_t length = span_token_length(element);

	return length > 0 && coding_parameters_are_valid(span_from(element, length));
}

bool judge_transfer_encoding_is_invalid(const struct subject *subject)
{
	struct span value, element;

	if (!response_value(subject, SPAN("Transfer-Encoding"), &value))
		return false;
	while (list_next(&value, &element))
		if (!coding_is_valid(element))
			return true;
	return false;
}

/* There is none after HEAD, and behind a 2xx to CONNECT comes a tunnel (RFC 9110, 6.4.1). Content that came rules both out. */
bool judge_can_have_content(const struct subject *subject)
{
	if (subject->method.length == 0)
		return has_content(subject);
	return !method_is(subject, SPAN("HEAD")) && !(subject->class == 2 && method_is(subject, SPAN("CONNECT")));
}

/* Content that did not come though it was announced, or after which nobody waited, was perhaps sent. */
bool judge_content_may_be_lost(const struct subject *subject)
{
	int64_t ending = exchange_property(subject->exchange, HTTPSTATUS_PROPERTY_ENDING);

	return subject->framing.length > 0 || (ending != HTTPSTATUS_UNKNOWN && ending != HTTPSTATUS_ENDING_COMPLETE);
}

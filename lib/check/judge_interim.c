/*
 * Judges of interim responses and Upgrade.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

static size_t interim_count(const struct subject *subject)
{
	return subject->exchange->said.interims;
}

static int interim_part(size_t i)
{
	return HTTPSTATUS_PART_INTERIM + (int)i;
}

static bool has_interim(const struct subject *subject, int code)
{
	for (size_t i = 0; i < interim_count(subject); i++)
		if (httpstatus_exchange_interim(subject->exchange, i) == code)
			return true;
	return false;
}

static bool interim_has(const struct subject *subject, struct span name)
{
	for (size_t i = 0; i < interim_count(subject); i++)
		if (exchange_has_field(subject->exchange, interim_part(i), name))
			return true;
	return subject->class == 1 && response_has(subject, name);
}

static bool says_close(const struct subject *subject, int part)
{
	struct span value;

	return exchange_value(subject->exchange, part, SPAN("Connection"), &value) &&
	       list_has_token(value, SPAN("close"));
}

bool judge_has_interim(const struct subject *subject)
{
	return interim_count(subject) > 0;
}

bool judge_has_interim_100(const struct subject *subject)
{
	return has_interim(subject, 100);
}

bool judge_has_101(const struct subject *subject)
{
	return subject->status == 101 || has_interim(subject, 101);
}

bool judge_has_interim_102(const struct subject *subject)
{
	return has_interim(subject, 102);
}

bool judge_has_interim_103(const struct subject *subject)
{
	return has_interim(subject, 103);
}

bool judge_interim_has_content_length(const struct subject *subject)
{
	return interim_has(subject, SPAN("Content-Length"));
}

bool judge_interim_has_transfer_encoding(const struct subject *subject)
{
	return interim_has(subject, SPAN("Transfer-Encoding"));
}

bool judge_interim_says_close(const struct subject *subject)
{
	for (size_t i = 0; i < interim_count(subject); i++)
		if (says_close(subject, interim_part(i)))
			return true;
	return subject->class == 1 && says_close(subject, HTTPSTATUS_PART_RESPONSE);
}

/* An upload that begins is one whose request has no Upload-Offset. */
bool judge_upload_lacks_location_first(const struct subject *subject)
{
	for (size_t i = 0; i < interim_count(subject); i++)
		if (httpstatus_exchange_interim(subject->exchange, i) == 104)
			return !subject->response_is_open &&
			       !exchange_has_field(subject->exchange, interim_part(i), SPAN("Location"));
	return false;
}

bool judge_upload_progress_has_location(const struct subject *subject)
{
	for (size_t i = 0; i < interim_count(subject); i++)
		if (httpstatus_exchange_interim(subject->exchange, i) == 104 &&
			exchange_has_field(subject->exchange, interim_part(i), SPAN("Location")))
			return true;
	return false;
}

/* The version that the request says is what both have to be of. */
bool judge_upload_lacks_interop_version(const struct subject *subject)
{
	struct span asked, said;

	if (subject->response_is_open || !request_value(subject, SPAN("Upload-Draft-Interop-Version"), &asked))
		return false;
	for (size_t i = 0; i < interim_count(subject); i++)
		if (httpstatus_exchange_interim(subject->exchange, i) == 104 &&
			!(exchange_value(
				  subject->exchange, interim_part(i), SPAN("Upload-Draft-Interop-Version"), &said) &&
				span_equals(asked, said)))
			return true;
	return false;
}

/* Uploads that can be resumed have a Location in responses of their own. */
bool judge_may_be_resumable_upload(const struct subject *subject)
{
	return subject->request_is_open || has_interim(subject, 104) || request_has(subject, SPAN("Upload-Complete")) ||
	       response_has(subject, SPAN("Upload-Complete"));
}

static struct span name_of(struct span protocol)
{
	size_t length = 0;

	while (length < protocol.length && protocol.bytes[length] != '/')
		length++;
	return span_first(protocol, length);
}

static bool is_http(struct span protocol)
{
	return span_equals_ignoring_case(name_of(protocol), SPAN("HTTP"));
}

/* RFC 9110, 7.8: case does not matter in names. Who does not say a version leaves it open. */
static bool is_offer_of(struct span offered, struct span protocol)
{
	struct span name = name_of(protocol), other = name_of(offered);

	return span_equals_ignoring_case(name, other) &&
	       (name.length == protocol.length || other.length == offered.length ||
		       span_equals(span_from(protocol, name.length), span_from(offered, other.length)));
}

static bool request_offers(const struct subject *subject, struct span protocol)
{
	struct span rest, offered;

	if (!request_value(subject, SPAN("Upgrade"), &rest))
		return false;
	while (list_next(&rest, &offered))
		if (is_offer_of(offered, protocol))
			return true;
	return false;
}

/* Behind another protocol that a server switches to, it may name the HTTP that goes on in it (RFC 2817, 3.3: "TLS/1.0, HTTP/1.1"). */
bool judge_upgrade_was_not_offered(const struct subject *subject)
{
	struct span line, protocol;
	uint32_t place = exchange_lines(subject->exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Upgrade"));
	bool below = false;

	if (subject->request_is_open)
		return false;
	while (exchange_line_next(subject->exchange, &place, &line))
		for (; list_next(&line, &protocol); below = true)
			if (!(below && is_http(protocol)) && !request_offers(subject, protocol))
				return true;
	return false;
}

/* Of two references in different forms, such as a path and a whole URI, nobody says. */
static bool names_another(struct span a, struct span b)
{
	struct uri of_a, of_b;

	uri_split(a, &of_a);
	uri_split(b, &of_b);
	return of_a.has_scheme == of_b.has_scheme && of_a.has_authority == of_b.has_authority && !span_equals(a, b);
}

/* Location of the final response is the result's then, and no longer the upload's. */
static bool upload_is_complete(const struct subject *subject)
{
	struct structured_item item;
	struct span value;

	return response_value(subject, SPAN("Upload-Complete"), &value) && structured_item_read(value, &item) &&
	       item.type == STRUCTURED_BOOLEAN && item.number;
}

/* Points at a Location of a 104, or of the final response, that is not that of the first 104. */
bool judge_upload_has_another_location(const struct subject *subject)
{
	struct span first = {NULL, 0}, other;

	for (size_t i = 0; i < interim_count(subject); i++) {
		if (httpstatus_exchange_interim(subject->exchange, i) != 104 ||
			!exchange_first_line(subject->exchange, interim_part(i), SPAN("Location"), &other))
			continue;
		if (first.length == 0)
			first = other;
		else if (names_another(first, other))
			return points_at(subject, other);
	}
	return first.length > 0 && !upload_is_complete(subject) &&
	       exchange_first_line(subject->exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Location"), &other) &&
	       names_another(first, other) && points_at(subject, other);
}

bool judge_has_trailers(const struct subject *subject)
{
	return httpstatus_exchange_field_name(subject->exchange, HTTPSTATUS_PART_RESPONSE_TRAILERS, 0, NULL);
}

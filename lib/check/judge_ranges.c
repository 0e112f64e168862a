/*
 * Judges of ranges.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

static bool is_bytes(struct span unit)
{
	return span_equals_ignoring_case(unit, SPAN("bytes"));
}

/* The byte ranges that were asked for. */
static bool asked_read(const struct subject *subject, struct range *asked)
{
	struct span value;

	return request_value(subject, SPAN("Range"), &value) && range_read(value, asked) && is_bytes(asked->unit);
}

/* The one byte range that was asked for. */
static bool one_asked_read(const struct subject *subject, struct range_spec *one)
{
	struct range asked;
	struct range_spec more;

	return asked_read(subject, &asked) && range_next(&asked.set, one) && !range_next(&asked.set, &more);
}

/* The byte range that was sent, where it makes sense. */
static bool sent_read(const struct subject *subject, struct content_range *sent)
{
	struct span value;

	return response_value(subject, SPAN("Content-Range"), &value) && content_range_read(value, sent) &&
	       is_bytes(sent->unit) && !sent->unsatisfied && !sent->inconsistent;
}

/* The length of the content by Content-Length, which a client may wait for. */
static bool length_read(const struct subject *subject, int64_t *length)
{
	*length = subject->framing.length;
	return *length >= 0 && (subject->framing.kind == HTTPSTATUS_CONTENT_KIND_LENGTH ||
				       subject->framing.kind == HTTPSTATUS_CONTENT_KIND_STREAM);
}

bool judge_asks_one_range(const struct subject *subject)
{
	struct range_spec one;

	return one_asked_read(subject, &one);
}

bool judge_content_range_is_unsatisfied(const struct subject *subject)
{
	struct span value;
	struct content_range sent;

	return response_value(subject, SPAN("Content-Range"), &value) && content_range_read(value, &sent) &&
	       sent.unsatisfied;
}

bool judge_complete_length_is_unsaid(const struct subject *subject)
{
	struct content_range sent;

	return sent_read(subject, &sent) && sent.complete == NUMBER_NONE;
}

bool judge_length_differs_from_range(const struct subject *subject)
{
	struct content_range sent;
	int64_t length;

	return sent_read(subject, &sent) && sent.last < INT64_MAX && length_read(subject, &length) &&
	       length != sent.last - sent.first + 1;
}

/* RFC 9110, 14.1: case does not matter. */
bool judge_range_unit_differs(const struct subject *subject)
{
	struct span value;
	struct content_range sent;
	struct range asked;

	return response_value(subject, SPAN("Content-Range"), &value) && content_range_read(value, &sent) &&
	       request_value(subject, SPAN("Range"), &value) && range_read(value, &asked) &&
	       !span_equals_ignoring_case(asked.unit, sent.unit);
}

static bool may_overlap(struct range_spec asked, struct content_range sent)
{
	if (asked.first == NUMBER_NONE) /* the last octets, whose place the complete length tells */
		return sent.complete == NUMBER_NONE || sent.last >= sent.complete - asked.last;
	return sent.last >= asked.first && (asked.last == NUMBER_NONE || sent.first <= asked.last);
}

bool judge_range_was_not_asked_for(const struct subject *subject)
{
	struct content_range sent;
	struct range asked;
	struct range_spec one;

	if (!sent_read(subject, &sent) || !asked_read(subject, &asked))
		return false;
	while (range_next(&asked.set, &one))
		if (may_overlap(one, sent))
			return false;
	return true;
}

/* Whether what was asked for is a part of what came, and less than all. */
bool judge_range_is_part_of_content(const struct subject *subject)
{
	struct range_spec one;
	int64_t length;

	if (!length_read(subject, &length) || !one_asked_read(subject, &one))
		return false;
	if (one.first == NUMBER_NONE)
		return one.last > 0 && one.last < length;
	return one.first < length && (one.first > 0 || (one.last != NUMBER_NONE && one.last < length - 1));
}

/* RFC 9110, 14.1.2; 14.2 lets Range be ignored where the content is empty. */
bool judge_range_is_unsatisfiable(const struct subject *subject)
{
	struct range asked;
	struct range_spec one;
	int64_t length;

	if (!length_read(subject, &length) || length == 0 || length == INT64_MAX || !asked_read(subject, &asked))
		return false;
	while (range_next(&asked.set, &one))
		if (one.first == NUMBER_NONE ? one.last > 0 : one.first < length)
			return false;
	return true;
}

static bool accepts_ranges(const struct subject *subject, struct span unit)
{
	struct span value;

	return response_value(subject, SPAN("Accept-Ranges"), &value) && list_has_token(value, unit);
}

bool judge_accepts_bytes(const struct subject *subject)
{
	return accepts_ranges(subject, SPAN("bytes"));
}

bool judge_accepts_no_ranges(const struct subject *subject)
{
	return accepts_ranges(subject, SPAN("none"));
}

/* RFC 9110, 14.3: tokens, and at least one. */
bool judge_accept_ranges_is_malformed(const struct subject *subject)
{
	struct span value, element, rest;

	if (!response_value(subject, SPAN("Accept-Ranges"), &value))
		return false;
	rest = value;
	return !list_next(&rest, &element) || !list_is_tokens(value);
}

/* Whether the one range that was asked for begins within the length that the response tells. */
bool judge_range_fits_complete_length(const struct subject *subject)
{
	struct content_range sent;
	struct range_spec one;
	struct span value;

	if (!one_asked_read(subject, &one) || !response_value(subject, SPAN("Content-Range"), &value) ||
		!content_range_read(value, &sent) || !is_bytes(sent.unit) || !sent.unsatisfied)
		return false;
	return one.first == NUMBER_NONE ? one.last > 0 && sent.complete > 0 : one.first < sent.complete;
}

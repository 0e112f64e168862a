/*
 * Parts: which octets of a representation are stored, and which ones a request asks for.
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

bool status_has_content(int status)
{
	return httpstatus_class(status) != 1 && status != 204 && status != 304;
}

static bool has_one_line(const struct httpstatus_exchange *exchange, struct span name, struct span *value)
{
	uint32_t place = exchange_lines(exchange, HTTPSTATUS_PART_RESPONSE, name);
	struct span more;

	return exchange_line_next(exchange, &place, value) && !exchange_line_next(exchange, &place, &more);
}

/* Whether a response of its kind has no content, whatever Content-Length says (RFC 9112, 6.3). */
static bool has_no_content(const struct httpstatus_exchange *stored)
{
	return span_equals(exchange_line(stored, HTTPSTATUS_LINE_METHOD), SPAN("HEAD")) ||
	       !status_has_content(httpstatus_exchange_status(stored));
}

/* What Content-Length says; HTTPSTATUS_UNKNOWN where it says nothing that counts (RFC 9112, 6.3). */
static int64_t announced_length(const struct httpstatus_exchange *stored)
{
	enum length_state state = LENGTH_NONE;
	int64_t length = NUMBER_NONE;
	struct span value;

	if (exchange_value(stored, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Length"), &value))
		content_length_add(value, &state, &length);
	if (length == NUMBER_NONE || exchange_has_field(stored, HTTPSTATUS_PART_RESPONSE, SPAN("Transfer-Encoding")))
		return HTTPSTATUS_UNKNOWN;
	return length;
}

/* RFC 9110, 8.6 and 14.1.2: what is too large to count must not be taken for another number, and so is not known. */
static int64_t counted(int64_t length)
{
	return length == INT64_MAX ? HTTPSTATUS_UNKNOWN : length;
}

/* Whether it is said that the response did not come whole (RFC 9112, 8). */
static bool is_said_cut(const struct httpstatus_exchange *stored)
{
	int64_t ending = exchange_property(stored, HTTPSTATUS_PROPERTY_ENDING);

	return ending != HTTPSTATUS_UNKNOWN && ending != HTTPSTATUS_ENDING_COMPLETE;
}

bool extent_is_all(const struct extent *extent)
{
	return extent->is_known && extent->complete != HTTPSTATUS_UNKNOWN && extent->first == 0 &&
	       extent->last == extent->complete - 1;
}

/* The first octets of what should have been more. */
static struct extent extent_of_cut(int64_t seen, int64_t complete)
{
	struct extent extent = {.complete = counted(complete)};

	extent.is_known = seen > 0;
	extent.last = extent.is_known ? seen - 1 : 0;
	return extent;
}

static struct extent extent_of_part(const struct httpstatus_exchange *stored)
{
	int64_t seen = exchange_property(stored, HTTPSTATUS_PROPERTY_CONTENT_SEEN);
	struct extent unknown = {.complete = HTTPSTATUS_UNKNOWN}, extent = unknown;
	struct content_range range;
	struct span value;

	if (!has_one_line(stored, SPAN("Content-Range"), &value) || !content_range_read(value, &range) ||
		range.unsatisfied || range.inconsistent || range.first == NUMBER_NONE || range.last == INT64_MAX)
		return unknown;
	extent.first = range.first;
	extent.last = range.last;
	extent.complete = range.complete == NUMBER_NONE || range.is_too_large ? HTTPSTATUS_UNKNOWN : range.complete;
	extent.is_known = seen == HTTPSTATUS_UNKNOWN ? !is_said_cut(stored) : seen > 0;
	if (seen > 0 && seen <= extent.last - extent.first)
		extent.last = extent.first + seen - 1;
	extent.is_whole = extent_is_all(&extent);
	return extent;
}

struct extent extent_of(const struct httpstatus_exchange *stored)
{
	int64_t seen = exchange_property(stored, HTTPSTATUS_PROPERTY_CONTENT_SEEN);
	int64_t announced = announced_length(stored);

	if (httpstatus_exchange_status(stored) == 206)
		return extent_of_part(stored);
	if (is_said_cut(stored) || (!has_no_content(stored) && seen != HTTPSTATUS_UNKNOWN && seen < announced))
		return extent_of_cut(has_no_content(stored) ? 0 : seen, announced);
	struct extent extent = {.is_known = true, .is_whole = true};
	extent.complete = counted(has_no_content(stored) || seen == HTTPSTATUS_UNKNOWN ? announced : seen);
	extent.last = extent.complete == HTTPSTATUS_UNKNOWN ? INT64_MAX : extent.complete - 1;
	return extent;
}

int httpstatus_cache_extent(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange,
	int64_t *first, int64_t *last, int64_t *complete)
{
	struct extent extent = {.complete = HTTPSTATUS_UNKNOWN};
	bool has_status = httpstatus_exchange_status(exchange) != 0;

	(void)cache; /* all of them count in the same way */
	if (has_status)
		extent = extent_of(exchange);
	bool has_octets = extent.is_known && !has_no_content(exchange);
	if (first)
		*first = has_octets ? extent.first : HTTPSTATUS_UNKNOWN;
	if (last)
		*last = has_octets && extent.last != INT64_MAX ? extent.last : HTTPSTATUS_UNKNOWN;
	if (complete)
		*complete = extent.complete;
	if (!has_status || (!extent.is_known && !is_said_cut(exchange)))
		return -1;
	return extent.is_whole;
}

/* ---- what is asked for ---- */

/* How many ranges Range asks for, those included that are not there; 0 where it is not a set of byte ranges. */
static size_t count_ranges(const struct httpstatus_exchange *request, struct range_spec *first)
{
	struct span value;
	struct range range;
	struct range_spec more;
	size_t count = 0;

	if (!span_equals(exchange_line(request, HTTPSTATUS_LINE_METHOD), SPAN("GET")) ||
		!exchange_value(request, HTTPSTATUS_PART_REQUEST, SPAN("Range"), &value) ||
		!range_read(value, &range) || !span_equals_ignoring_case(range.unit, SPAN("bytes")))
		return 0;
	while (range_next(&range.set, count ? &more : first))
		count++;
	return count;
}

/* Where nobody knows how long the whole is, only a range that says both its ends can be told. */
static int asked_of_unknown(size_t count, const struct range_spec *asked)
{
	if (count != 1)
		return count ? ASKED_SEVERAL : ASKED_WHOLE;
	return asked->first != NUMBER_NONE && asked->last != NUMBER_NONE ? ASKED_ONE : ASKED_UNKNOWN;
}

int asked_of(const struct httpstatus_exchange *request, int64_t complete, struct range_spec *asked)
{
	size_t count = count_ranges(request, asked);

	if (complete == HTTPSTATUS_UNKNOWN)
		return asked_of_unknown(count, asked);
	switch (httpstatus_exchange_range(request, complete, 0, &asked->first, &asked->last)) {
	case 1:
		if (count == 1)
			return ASKED_ONE;
		return httpstatus_exchange_range(request, complete, 1, NULL, NULL) == 1 ? ASKED_SEVERAL
											: ASKED_ONE_OF_SEVERAL;
	case 0:
		return ASKED_NOTHING;
	default:
		return ASKED_WHOLE;
	}
}

/* ---- writing ---- */

/* Puts a text behind what is there, and a NUL. There is room. */
static void append(char *out, const char *text)
{
	size_t length = span_of(out).length;

	do
		out[length++] = *text;
	while (*text++);
}

static void append_number(char *out, int64_t number)
{
	char digits[NUMBER_SIZE];

	number_write(number, digits);
	append(out, digits);
}

void content_range_write(const struct extent *extent, char out[CONTENT_RANGE_SIZE])
{
	out[0] = '\0';
	append(out, "bytes ");
	if (extent->is_known) {
		append_number(out, extent->first);
		append(out, "-");
		append_number(out, extent->last);
	} else {
		append(out, "*");
	}
	append(out, "/");
	if (extent->complete == HTTPSTATUS_UNKNOWN)
		append(out, "*");
	else
		append_number(out, extent->complete);
}

void range_write(const struct range_spec *range, char out[RANGE_SIZE])
{
	out[0] = '\0';
	append(out, "bytes=");
	append_number(out, range->first);
	append(out, "-");
	if (range->last != NUMBER_NONE)
		append_number(out, range->last);
}

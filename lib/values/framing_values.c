/*
 * The numbers and codings that delimit content: Content-Length, Transfer-Encoding, Content-Range and Range.
 *
 * SPDX-License-Identifier: MIT
 */
#include "values.h"

#include <string.h>

/* Takes what stands before the next comma; true where there is a comma, so that something follows, if only nothing. Unlike list_next it knows
 * no quotes, which none of these fields has between commas. */
static bool element_take(struct span *rest, struct span *element)
{
	const char *comma = rest->length ? memchr(rest->bytes, ',', rest->length) : NULL;
	size_t length = comma ? (size_t)(comma - rest->bytes) : rest->length;

	*element = span_trim(span_first(*rest, length));
	*rest = span_from(*rest, comma ? length + 1 : length);
	return comma != NULL;
}

static bool span_cut(struct span span, char at, struct span *before, struct span *after)
{
	const char *cut = span.length ? memchr(span.bytes, at, span.length) : NULL;

	if (!cut)
		return false;
	*before = span_first(span, (size_t)(cut - span.bytes));
	*after = span_from(span, before->length + 1);
	return true;
}

static struct span without_leading_zeros(struct span digits)
{
	while (digits.length > 1 && digits.bytes[0] == '0')
		digits = span_from(digits, 1);
	return digits;
}

/* RFC 9110, 14.1.2: numerals may be larger than any integer type, and saturated ones would all be equal. */
static int digits_compare(struct span a, struct span b)
{
	a = without_leading_zeros(a);
	b = without_leading_zeros(b);
	if (a.length != b.length)
		return a.length < b.length ? -1 : 1;
	return memcmp(a.bytes, b.bytes, a.length);
}

/* Whether a numeral says the same length as those before it, of which @before is the last. Those that are too large to count have to be the same: where
 * nobody knows, they are not, for two lengths delimit nothing. */
static bool length_is_same(struct span digits, struct span before, int64_t number, int64_t length)
{
	return number == length && (number < INT64_MAX || (before.length > 0 && digits_compare(digits, before) == 0));
}

/* RFC 9110, 8.6: 1*DIGIT, and any length is valid. */
static void length_add(struct span digits, struct span before, enum length_state *state, int64_t *length)
{
	int64_t number;

	if (*state == LENGTH_MALFORMED || !span_number(digits, &number)) {
		*state = LENGTH_MALFORMED;
		*length = NUMBER_NONE;
	} else if (*state == LENGTH_NONE) {
		*state = LENGTH_VALID;
		*length = number;
	} else if (*state == LENGTH_DIFFERENT || !length_is_same(digits, before, number, *length)) {
		*state = LENGTH_DIFFERENT;
		*length = NUMBER_NONE;
	} else {
		*state = LENGTH_REPEATED;
	}
}

/* RFC 9110, 8.6, lets a recipient reject even equal repeats; so nothing asks for the empty elements that other lists may have. */
void content_length_add(struct span value, enum length_state *state, int64_t *length)
{
	struct span element, before = {NULL, 0};
	bool more;

	do {
		more = element_take(&value, &element);
		length_add(element, before, state, length);
		before = element;
	} while (more);
}

/* OWS ";" OWS and a name. RFC 9110, 10.1.4, has no empty parameters, though 5.6.6 has: "chunked;" is no coding. */
static bool parameter_follows(struct span rest)
{
	if (rest.bytes[0] != ';')
		return false;
	rest = span_trim(span_from(rest, 1));
	return rest.length > 0 && is_tchar(rest.bytes[0]);
}

bool coding_parameters_are_valid(struct span rest)
{
	struct parameter parameter;

	while ((rest = span_trim(rest)).length > 0) {
		if (!parameter_follows(rest) || !parameter_next(&rest, &parameter))
			return false;
		if (!span_is_token(parameter.value) && !span_is_quoted_string(parameter.value))
			return false;
	}
	return true;
}

/* RFC 9112, 7.1 and 7.2: parameters of these are an error. */
static bool coding_has_no_parameters(struct span name)
{
	return span_equals_ignoring_case(name, SPAN("chunked")) || span_equals_ignoring_case(name, SPAN("gzip")) ||
	       span_equals_ignoring_case(name, SPAN("x-gzip")) || span_equals_ignoring_case(name, SPAN("deflate")) ||
	       span_equals_ignoring_case(name, SPAN("compress")) || span_equals_ignoring_case(name, SPAN("x-compress"));
}

static void coding_add(struct span element, bool *chunked, struct transfer_coding *out)
{
	struct span name = span_first(element, span_token_length(element));
	struct span parameters = span_from(element, name.length);
	bool was_chunked = *chunked;

	*chunked = false;
	out->any = true;
	out->chunked_last = false;
	out->chunked_before = out->chunked_before || was_chunked;
	if (name.length == 0 || !coding_parameters_are_valid(parameters)) {
		out->invalid = true;
		return;
	}
	if (parameters.length > 0 && coding_has_no_parameters(name))
		out->invalid = true;
	if (!span_equals_ignoring_case(name, SPAN("chunked"))) {
		out->other = true;
		return;
	}
	*chunked = true;
	out->chunked_last = parameters.length == 0;
	out->chunked_twice = out->chunked_twice || out->chunked_before;
}

void transfer_coding_read(struct span value, struct transfer_coding *out)
{
	struct span element;
	bool chunked = false;

	*out = (struct transfer_coding){0};
	while (list_next(&value, &element))
		coding_add(element, &chunked, out);
}

static bool is_bytes(struct span unit)
{
	return span_equals_ignoring_case(unit, SPAN("bytes"));
}

/* RFC 9110, 14.4: complete-length. */
static bool complete_read(struct span text, struct content_range *out)
{
	out->is_too_large = span_is_digits(text) && digits_compare(text, SPAN("9223372036854775807")) > 0;
	return span_number(text, &out->complete);
}

/* RFC 9110, 14.4: unsatisfied-range. */
static bool unsatisfied_read(struct span text, struct content_range *out)
{
	struct span star, complete;

	out->unsatisfied =
		span_cut(text, '/', &star, &complete) && span_equals(star, SPAN("*")) && complete_read(complete, out);
	return out->unsatisfied;
}

/* RFC 9110, 14.4: range-resp. */
static bool range_response_read(struct span text, struct content_range *out)
{
	struct span range, first, last, complete;

	if (!span_cut(text, '/', &range, &complete) || !span_cut(range, '-', &first, &last))
		return false;
	if (!span_number(first, &out->first) || !span_number(last, &out->last))
		return false;
	out->inconsistent = digits_compare(last, first) < 0;
	if (span_equals(complete, SPAN("*")))
		return true;
	if (!complete_read(complete, out))
		return false;
	out->inconsistent = out->inconsistent || digits_compare(complete, last) <= 0;
	return true;
}

bool content_range_read(struct span value, struct content_range *out)
{
	struct content_range read = {.first = NUMBER_NONE, .last = NUMBER_NONE, .complete = NUMBER_NONE};

	read.unit = span_first(value, span_token_length(value));
	value = span_from(value, read.unit.length);
	if (read.unit.length == 0 || value.length == 0 || value.bytes[0] != ' ')
		return false;
	value = span_from(value, 1);
	if (!unsatisfied_read(value, &read) && !range_response_read(value, &read))
		return false;
	if (!is_bytes(read.unit))
		read.first = read.last = read.complete = NUMBER_NONE;
	*out = read;
	return true;
}

/* RFC 9110, 14.1.1: int-range or suffix-range. */
static bool range_spec_read(struct span text, struct range_spec *out)
{
	struct range_spec read = {NUMBER_NONE, NUMBER_NONE};
	struct span first, last;

	if (!span_cut(text, '-', &first, &last) || first.length + last.length == 0)
		return false;
	if (first.length > 0 && !span_number(first, &read.first))
		return false;
	if (last.length > 0 && !span_number(last, &read.last))
		return false;
	if (last.length > 0 && digits_compare(last, first) < 0)
		return false;
	*out = read;
	return true;
}

/* RFC 9110, 14.1.1: other-range, which may look like any other. */
static bool is_other_range(struct span text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.bytes[i] < '!' || text.bytes[i] > '~')
			return false;
	return true;
}

/* The next element that is not empty (RFC 9110, 5.6.1.2). */
static bool range_element_next(struct span *rest, struct span *element)
{
	while (rest->length > 0) {
		element_take(rest, element);
		if (element->length > 0)
			return true;
	}
	return false;
}

bool range_next(struct span *rest, struct range_spec *spec)
{
	struct span after = *rest, element;
	bool any = range_element_next(&after, &element);

	if (any && !range_spec_read(element, spec))
		return false;
	*rest = after;
	return any;
}

static bool range_set_is_valid(struct span set, bool bytes)
{
	struct range_spec spec;
	struct span element;
	bool any = false;

	while (range_element_next(&set, &element)) {
		if (bytes ? !range_spec_read(element, &spec) : !is_other_range(element))
			return false;
		any = true;
	}
	return any;
}

bool range_read(struct span value, struct range *out)
{
	struct range read;

	if (!span_cut(value, '=', &read.unit, &read.set) || !span_is_token(read.unit))
		return false;
	if (!range_set_is_valid(read.set, is_bytes(read.unit)))
		return false;
	*out = read;
	return true;
}

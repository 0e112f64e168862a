/*
 * Judges of content negotiation.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

/* ---- weights ---- */

/* RFC 9110, 12.4.2: ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] ). */
static bool is_weight(struct span value)
{
	if (value.length == 0 || value.length > 5 || (value.bytes[0] != '0' && value.bytes[0] != '1'))
		return false;
	for (size_t i = 1; i < value.length; i++)
		if (i == 1 ? value.bytes[i] != '.'
			   : !is_digit(value.bytes[i]) || (value.bytes[0] == '1' && value.bytes[i] != '0'))
			return false;
	return true;
}

static bool is_zero(struct span weight)
{
	for (size_t i = 0; i < weight.length; i++)
		if (weight.bytes[i] != '0' && weight.bytes[i] != '.')
			return false;
	return weight.length > 0;
}

/* ---- media types and ranges ---- */

/* RFC 9110, 8.3.1 and 12.5.1: parameters have values, and where there are weights, that of q is one. */
static bool is_media_range(struct span element, bool weighted)
{
	struct parameter parameter;

	if (!media_type_is_bare(element_take_name(&element)))
		return false;
	while (parameter_next(&element, &parameter))
		if (!parameter.has_value || (weighted && parameter_is_weight(parameter) && !is_weight(parameter.value)))
			return false;
	return element.length == 0;
}

static bool media_ranges_are_invalid(const struct subject *subject, struct span name, bool weighted)
{
	struct span rest, element;

	if (!response_value(subject, name, &rest))
		return false;
	while (list_next(&rest, &element))
		if (!is_media_range(element, weighted))
			return true;
	return false;
}

bool judge_accept_is_invalid(const struct subject *subject)
{
	return media_ranges_are_invalid(subject, SPAN("Accept"), true);
}

/* RFC 5789, 3.1: 1#media-type. */
bool judge_accept_patch_is_invalid(const struct subject *subject)
{
	struct span value, element;

	if (!response_value(subject, SPAN("Accept-Patch"), &value))
		return false;
	return !list_next(&value, &element) || media_ranges_are_invalid(subject, SPAN("Accept-Patch"), false);
}

bool judge_accept_has_weight_before_parameter(const struct subject *subject)
{
	struct span rest, element;
	struct parameter parameter;

	if (!response_value(subject, SPAN("Accept"), &rest))
		return false;
	while (list_next(&rest, &element)) {
		bool weighted = false;

		element_take_name(&element);
		while (parameter_next(&element, &parameter)) {
			if (weighted)
				return true;
			weighted = parameter_is_weight(parameter);
		}
	}
	return false;
}

/* ---- codings ---- */

struct coding {
	struct span name;
	bool refused; /* its weight is 0 */
};

/* RFC 9110, 12.5.3: codings [ weight ]. */
static bool coding_read(struct span element, struct coding *coding)
{
	struct parameter weight = {.value = {NULL, 0}};

	*coding = (struct coding){.name = element_take_name(&element)};
	if (element.length > 0 &&
		!(parameter_next(&element, &weight) && parameter_is_weight(weight) && is_weight(weight.value)))
		return false;
	coding->refused = is_zero(weight.value);
	return span_is_token(coding->name) && element.length == 0;
}

static bool codings_are_valid(struct span value)
{
	struct span element;
	struct coding coding;

	while (list_next(&value, &element))
		if (!coding_read(element, &coding))
			return false;
	return true;
}

bool judge_accept_encoding_is_invalid(const struct subject *subject)
{
	struct span value;

	return response_value(subject, SPAN("Accept-Encoding"), &value) && !codings_are_valid(value);
}

/* What a valid Accept-Encoding says of a coding, else what its star says, else what goes without saying. */
static bool refuses(struct span value, struct span name, bool otherwise)
{
	struct span element;
	struct coding coding;

	while (list_next(&value, &element)) {
		if (!coding_read(element, &coding))
			continue;
		if (codings_are_equal(coding.name, name))
			return coding.refused;
		if (span_equals(coding.name, SPAN("*")))
			otherwise = coding.refused;
	}
	return otherwise;
}

bool judge_accept_encoding_may_refuse_identity(const struct subject *subject)
{
	struct span value;

	if (subject->response_is_open)
		return true;
	return response_value(subject, SPAN("Accept-Encoding"), &value) &&
	       (!codings_are_valid(value) || refuses(value, SPAN("identity"), false));
}

/* Whether the content has a coding that the request did not accept, while no coding would have been fine. What is no list of codings names none. */
bool judge_content_coding_was_refused(const struct subject *subject)
{
	struct span accepted, element, line, coding;
	uint32_t place = exchange_lines(subject->exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Encoding"));

	if (subject->request_is_open || !request_value(subject, SPAN("Accept-Encoding"), &accepted) ||
		!codings_are_valid(accepted) || refuses(accepted, SPAN("identity"), false))
		return false;
	element = accepted;
	if (!list_next(&element, &coding)) /* an empty value is another matter: no keyword forbids a coding then */
		return false;
	if (!response_value(subject, SPAN("Content-Encoding"), &line) || !list_is_tokens(line))
		return false;
	while (exchange_line_next(subject->exchange, &place, &line))
		while (list_next(&line, &coding))
			if (!span_equals_ignoring_case(coding, SPAN("identity")) && refuses(accepted, coding, true))
				return true;
	return false;
}

/* The fields of a response to HEAD are those that its content would have. */
bool judge_content_is_empty(const struct subject *subject)
{
	return lacks_content(subject) && !method_is(subject, SPAN("HEAD"));
}

/* ---- Vary ---- */

bool judge_vary_is_invalid(const struct subject *subject)
{
	struct span value;

	return response_value(subject, SPAN("Vary"), &value) && !list_is_tokens(value);
}

bool judge_vary_has_star(const struct subject *subject)
{
	struct span value;

	return response_value(subject, SPAN("Vary"), &value) && list_has_exactly(value, SPAN("*"));
}

/*
 * Judges of the representation: its type, validators and content.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

static bool first_line(const struct subject *subject, struct span name, struct span *line)
{
	return exchange_first_line(subject->exchange, subject->part, name, line);
}

/* ---- Content-Type ---- */

bool judge_content_type_is_invalid(const struct subject *subject)
{
	struct span line;

	return first_line(subject, SPAN("Content-Type"), &line) && !media_type_is_valid(line);
}

bool judge_content_type_is_problem(const struct subject *subject)
{
	struct span line, type, parameters;

	return first_line(subject, SPAN("Content-Type"), &line) && media_type_read(line, &type, &parameters) &&
	       (span_equals_ignoring_case(type, SPAN("application/problem+json")) ||
		       span_equals_ignoring_case(type, SPAN("application/problem+xml")));
}

bool judge_multipart_lacks_boundary(const struct subject *subject)
{
	struct span line, type, rest;
	struct parameter parameter;

	if (!first_line(subject, SPAN("Content-Type"), &line) || !media_type_is_valid(line) ||
		!media_type_read(line, &type, &rest) ||
		!span_equals_ignoring_case(span_first(type, 10), SPAN("multipart/")))
		return false;
	while (parameter_next(&rest, &parameter))
		if (span_equals_ignoring_case(parameter.name, SPAN("boundary")))
			return false;
	return true;
}

/* ---- Content-Encoding, Content-Language ---- */

bool judge_content_encoding_is_invalid(const struct subject *subject)
{
	struct span value;

	return response_value(subject, SPAN("Content-Encoding"), &value) && !list_is_tokens(value);
}

bool judge_content_encoding_has_identity(const struct subject *subject)
{
	struct span value, element;

	if (!response_value(subject, SPAN("Content-Encoding"), &value))
		return false;
	while (list_next(&value, &element))
		if (span_equals_ignoring_case(element, SPAN("identity")))
			return true;
	return false;
}

/* RFC 5646, 2.1, roughly: subtags of 1 to 8 letters and digits, the first of letters alone. */
static bool is_language_tag(struct span tag)
{
	size_t length = 0, subtags = 0;

	for (size_t i = 0; i < tag.length; i++) {
		if (tag.bytes[i] == '-') {
			if (length == 0)
				return false;
			length = 0;
			subtags++;
		} else if (length++ == 8 || !(is_alpha(tag.bytes[i]) || (subtags > 0 && is_digit(tag.bytes[i])))) {
			return false;
		}
	}
	return length > 0;
}

bool judge_content_language_is_invalid(const struct subject *subject)
{
	struct span value, element;

	if (!response_value(subject, SPAN("Content-Language"), &value))
		return false;
	while (list_next(&value, &element))
		if (!is_language_tag(element))
			return true;
	return false;
}

/* ---- Location, Content-Location ---- */

/* Whether a reference is none by its grammar: a host that is missing, or a port that is too large, is a matter of the scheme. */
static bool is_no_reference(struct span reference)
{
	struct authority authority;
	struct uri uri;
	unsigned defects = 0;

	uri_split(reference, &uri);
	authority_split(uri.authority, &authority);
	uri_resolve(SPAN("http://localhost/"), reference, false, NULL, 0, &defects);
	return (defects & ~(unsigned)(URI_DEFECT_PORT | URI_DEFECT_HOST)) ||
	       (authority.port.length > 0 && !span_is_digits(authority.port));
}

bool judge_location_is_invalid(const struct subject *subject)
{
	struct span line;

	return first_line(subject, SPAN("Location"), &line) && is_no_reference(line);
}

static bool lacks_host(const struct subject *subject, struct span name)
{
	struct authority authority;
	struct span line;
	struct uri uri;

	if (!first_line(subject, name, &line))
		return false;
	uri_split(line, &uri);
	authority_split(uri.authority, &authority);
	return uri.has_scheme && scheme_is_http(uri.scheme) && uri.has_authority && authority.host.length == 0;
}

bool judge_location_lacks_host(const struct subject *subject)
{
	if (lacks_host(subject, SPAN("Location")))
		return points_at(subject, SPAN("Location"));
	return lacks_host(subject, SPAN("Content-Location")) && points_at(subject, SPAN("Content-Location"));
}

bool judge_location_has_fragment(const struct subject *subject)
{
	struct span line;
	struct uri uri;

	if (!first_line(subject, SPAN("Location"), &line))
		return false;
	uri_split(line, &uri);
	return uri.has_fragment;
}

/* RFC 9110, 8.7: absolute-URI or partial-URI, neither of which has a fragment. */
bool judge_content_location_is_invalid(const struct subject *subject)
{
	struct span line;
	struct uri uri;

	if (!first_line(subject, SPAN("Content-Location"), &line))
		return false;
	uri_split(line, &uri);
	return uri.has_fragment || is_no_reference(line);
}

/* ---- validators ---- */

bool judge_etag_is_invalid(const struct subject *subject)
{
	struct entity_tag tag;
	struct span line;

	return first_line(subject, SPAN("ETag"), &line) && !entity_tag_read(line, &tag);
}

bool judge_etag_has_backslash(const struct subject *subject)
{
	struct span line;

	if (!first_line(subject, SPAN("ETag"), &line))
		return false;
	for (size_t i = 0; i < line.length; i++)
		if (line.bytes[i] == '\\')
			return true;
	return false;
}

bool judge_has_validator(const struct subject *subject)
{
	return response_has(subject, SPAN("ETag")) || response_has(subject, SPAN("Last-Modified"));
}

/* ---- Content-Range ---- */

/* A unit, and behind a space what there is of it. Of other units than bytes, that may be anything: RFC 9110 itself has an example with positions that
 * its grammar does not allow (14.6). */
bool judge_content_range_is_invalid(const struct subject *subject)
{
	struct content_range range;
	struct span line, unit;

	if (!first_line(subject, SPAN("Content-Range"), &line) || response_lacks_value(subject, SPAN("Content-Range")))
		return false;
	unit = span_first(line, span_token_length(line));
	if (span_equals_ignoring_case(unit, SPAN("bytes")))
		return !content_range_read(line, &range);
	return unit.length == 0 || line.length < unit.length + 2 || line.bytes[unit.length] != ' ';
}

bool judge_content_range_is_inconsistent(const struct subject *subject)
{
	struct content_range range;
	struct span line;

	return first_line(subject, SPAN("Content-Range"), &line) && content_range_read(line, &range) &&
	       range.inconsistent;
}

/* ---- what the status or the method asks for ---- */

bool judge_allow_has_patch(const struct subject *subject)
{
	struct span value;

	return response_value(subject, SPAN("Allow"), &value) && list_has_exactly(value, SPAN("PATCH"));
}

bool judge_dav_lacks_class_1(const struct subject *subject)
{
	struct span value;

	return !subject->response_is_open && response_value(subject, SPAN("DAV"), &value) &&
	       !list_has_exactly(value, SPAN("1"));
}

bool judge_must_understand_without_no_store(const struct subject *subject)
{
	struct cache_control control = exchange_cache_control(subject->exchange, HTTPSTATUS_PART_RESPONSE);

	return !subject->response_is_open && control.must_understand && !control.no_store;
}

bool judge_has_no_transform(const struct subject *subject)
{
	return exchange_cache_control(subject->exchange, HTTPSTATUS_PART_RESPONSE).no_transform;
}

/* The type, and what follows it. False where there is no Content-Type, or it is none. */
static bool content_type_read(const struct subject *subject, struct span *type, struct span *parameters)
{
	if (!response_value(subject, SPAN("Content-Type"), parameters))
		return false;
	*type = element_take_name(parameters);
	return media_type_is_bare(*type);
}

static bool content_type_is(const struct subject *subject, struct span wanted)
{
	struct span type, parameters;

	return content_type_read(subject, &type, &parameters) && span_equals_ignoring_case(type, wanted);
}

bool judge_content_type_is_scim(const struct subject *subject)
{
	return content_type_is(subject, SPAN("application/scim+json"));
}

/* RFC 9110, 14.6, note 3: the second is an early name of the first. */
bool judge_is_multipart_byteranges(const struct subject *subject)
{
	return content_type_is(subject, SPAN("multipart/byteranges")) || judge_is_multipart_x_byteranges(subject);
}

bool judge_is_multipart_x_byteranges(const struct subject *subject)
{
	return content_type_is(subject, SPAN("multipart/x-byteranges"));
}

/* The boundary parameter, and whether all parameters before it, or all where there is none, could be read. */
static bool boundary_read(const struct subject *subject, struct parameter *boundary, bool *readable)
{
	struct span type, rest;

	*readable = false;
	if (!content_type_read(subject, &type, &rest))
		return false;
	while (parameter_next(&rest, boundary))
		if (span_equals_ignoring_case(boundary->name, SPAN("boundary")))
			return true;
	*readable = rest.length == 0;
	return false;
}

bool judge_lacks_boundary(const struct subject *subject)
{
	struct parameter boundary;
	bool readable;

	if (boundary_read(subject, &boundary, &readable))
		return span_without_quotes(boundary.value).length == 0; /* RFC 2046, 5.1.1: 1 to 70 characters */
	return readable;
}

bool judge_boundary_is_quoted(const struct subject *subject)
{
	struct parameter boundary;
	bool readable;

	return boundary_read(subject, &boundary, &readable) && span_is_quoted_string(boundary.value) &&
	       span_without_quotes(boundary.value).length > 0;
}

bool judge_content_is_text_xml(const struct subject *subject)
{
	return content_type_is(subject, SPAN("text/xml"));
}

/* RFC 6839, 3.6: a type with the suffix is XML, too. */
bool judge_content_is_not_xml(const struct subject *subject)
{
	struct span type, parameters, suffix = SPAN("+xml");

	if (!content_type_read(subject, &type, &parameters) || judge_content_type_is_invalid(subject) ||
		span_equals_ignoring_case(type, SPAN("application/xml")) ||
		span_equals_ignoring_case(type, SPAN("text/xml")))
		return false;
	return type.length < suffix.length ||
	       !span_equals_ignoring_case(span_from(type, type.length - suffix.length), suffix);
}

bool judge_describes_content(const struct subject *subject)
{
	return response_has(subject, SPAN("Content-Type")) || response_has(subject, SPAN("Content-Encoding")) ||
	       response_has(subject, SPAN("Content-Language"));
}

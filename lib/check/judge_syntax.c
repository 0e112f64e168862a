/*
 * Judges of fields whose syntax other documents than RFC 9110 define, and of what is in quotes.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

/* Names that were met. There are few; those behind the first ones are not remembered, so that a long value takes no more time than it is long. */
enum { NAMES_MOST = 32 };

struct names {
	struct span met[NAMES_MOST];
	size_t count;
};

/* Whether a name was met before. It is from now on. */
static bool is_met_again(struct names *names, struct span name)
{
	for (size_t i = 0; i < names->count; i++)
		if (span_equals_ignoring_case(names->met[i], name))
			return true;
	if (names->count < NAMES_MOST)
		names->met[names->count++] = name;
	return false;
}

/* ---- Link: RFC 8288, 3 ---- */

/* Ports and hosts are no matter of syntax; see judge_representation.c. */
static bool is_reference(struct span text)
{
	unsigned defects = 0;

	uri_resolve(SPAN("http://localhost/"), text, false, NULL, 0, &defects);
	return !(defects & ~(unsigned)(URI_DEFECT_PORT | URI_DEFECT_HOST));
}

bool judge_link_is_invalid(const struct subject *subject)
{
	struct link link;
	struct span rest;

	if (!response_value(subject, SPAN("Link"), &rest))
		return false;
	while (link_next(&rest, &link))
		if (!is_reference(link.target))
			return true;
	return rest.length > 0;
}

/* ---- Alt-Svc: RFC 7838, 3 ---- */

/* [ uri-host ] ":" port. With escapes it is left alone. */
static bool is_alternative_authority(struct span quoted)
{
	struct span text = span_without_quotes(quoted);
	struct authority authority;

	if (has_inside(text, SPAN("\\")))
		return true;
	authority_split(text, &authority);
	return authority.has_port && host_is_valid(text);
}

static bool is_alternative(struct span text)
{
	size_t length = span_token_length(text);

	if (length == 0 || length == text.length || text.bytes[length] != '=')
		return false;
	text = span_from(text, length + 1);
	return span_is_quoted_string(text) && is_alternative_authority(text);
}

/* Whether what follows a name is parameters, each with a value. */
static bool are_parameters_with_values(struct span rest)
{
	struct parameter parameter;

	while (parameter_next(&rest, &parameter))
		if (!parameter.has_value)
			return false;
	return rest.length == 0;
}

bool judge_alt_svc_is_invalid(const struct subject *subject)
{
	struct span rest, element;
	bool any = false;

	if (!response_value(subject, SPAN("Alt-Svc"), &rest) || span_equals(rest, SPAN("clear")))
		return false;
	for (; list_next(&rest, &element); any = true)
		if (!is_alternative(element_take_name(&element)) || !are_parameters_with_values(element))
			return true;
	return !any;
}

/* ---- Content-Disposition: RFC 6266, 4.1 ---- */

/* charset "'" [ language ] "'" value-chars (RFC 8187, 3.2.1), which are characters of tokens. */
static bool is_extended_value(struct span value)
{
	size_t quotes = 0;

	for (size_t i = 0; i < value.length; i++)
		quotes += value.bytes[i] == '\'';
	return span_is_token(value) && quotes == 2 && value.bytes[0] != '\'';
}

static bool disposition_is_valid(struct span value)
{
	struct span type = element_take_name(&value);
	struct names names = {.count = 0};
	struct parameter parameter;

	if (!span_is_token(type))
		return false;
	while (parameter_next(&value, &parameter)) {
		bool extended = parameter.name.bytes[parameter.name.length - 1] == '*';

		if (!parameter.has_value || (extended && !is_extended_value(parameter.value)) ||
			is_met_again(&names, parameter.name))
			return false;
	}
	return value.length == 0;
}

bool judge_content_disposition_is_invalid(const struct subject *subject)
{
	struct span line;

	return exchange_first_line(subject->exchange, subject->part, SPAN("Content-Disposition"), &line) &&
	       !disposition_is_valid(line);
}

/* ---- Strict-Transport-Security: RFC 6797, 6.1 ---- */

/* A directive may be empty; parameter_next has them behind a ";". */
static bool directive_next(struct span *rest, struct parameter *directive, bool first)
{
	struct span ahead = span_trim(*rest);

	if (!first || ahead.length == 0 || ahead.bytes[0] == ';')
		return parameter_next(rest, directive);
	*rest = ahead;
	return parameter_read(rest, directive);
}

static bool is_number(struct span value)
{
	return span_is_digits(span_without_quotes(value));
}

/* Each once, and max-age, which has to be there, with a number. */
static bool transport_security_is_valid(struct span rest)
{
	struct names names = {.count = 0};
	struct parameter directive;
	bool has_max_age = false;

	for (bool first = true; directive_next(&rest, &directive, first); first = false) {
		bool is_max_age = span_equals_ignoring_case(directive.name, SPAN("max-age"));

		if (is_met_again(&names, directive.name) ||
			(is_max_age && !(directive.has_value && is_number(directive.value))))
			return false;
		has_max_age = has_max_age || is_max_age;
	}
	return rest.length == 0 && has_max_age;
}

bool judge_transport_security_is_invalid(const struct subject *subject)
{
	static const char name[] = "Strict-Transport-Security";
	struct span line;
	uint32_t place = exchange_lines(subject->exchange, subject->part, span_of(name));

	while (exchange_line_next(subject->exchange, &place, &line))
		if (!transport_security_is_valid(line))
			return true;
	return false;
}

/* ---- quoted strings: RFC 9110, 5.6.4 ---- */

/* What is between < and > is a URI, which has no quotes. */
static bool has_needless_pair(struct span line)
{
	bool quoted = false, in_reference = false;

	for (size_t i = 0; i < line.length; i++) {
		char c = line.bytes[i];

		if (quoted && c == '\\' && i + 1 < line.length) {
			c = line.bytes[++i];
			if (c != '"' && c != '\\')
				return true;
		} else if (c == '"' && !in_reference) {
			quoted = !quoted;
		} else if (!quoted && (c == '<' || c == '>')) {
			in_reference = c == '<';
		}
	}
	return false;
}

bool judge_quoted_pair_is_needless(const struct subject *subject)
{
	static const char names[][32] = {"Accept", "Alt-Svc", "Authentication-Info", "Cache-Control",
		"Content-Disposition", "Content-Type", "Link", "Proxy-Authenticate", "Proxy-Authentication-Info",
		"Strict-Transport-Security", "WWW-Authenticate"};
	struct span line;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		uint32_t place = exchange_lines(subject->exchange, subject->part, span_of(names[i]));

		while (exchange_line_next(subject->exchange, &place, &line))
			if (has_needless_pair(line))
				return points_at(subject, span_of(names[i]));
	}
	return false;
}

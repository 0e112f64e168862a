/*
 * What the values of most fields are made of: lists, parameters, quoted strings.
 *
 * SPDX-License-Identifier: MIT
 */
#include "values.h"

/* The octets of a value as they are meant: a backslash escapes only between quotes. */
struct octets {
	struct span rest;
	bool quoted;
};

/* RFC 9110, 5.6.4: HTAB / SP / VCHAR / obs-text, which a quoted-pair may have; qdtext is less, by the two that mean something. */
static bool is_text(char c)
{
	return c == '\t' || ((unsigned char)c >= ' ' && c != '\x7f');
}

/* The octets of the quoted string that @span starts with; 0 where it is none. */
static size_t quoted_string_length(struct span span)
{
	if (span.length == 0 || span.bytes[0] != '"')
		return 0;
	for (size_t i = 1; i < span.length; i++) {
		if (span.bytes[i] == '"')
			return i + 1;
		if (span.bytes[i] == '\\' && ++i == span.length)
			return 0;
		if (!is_text(span.bytes[i]))
			return 0;
	}
	return 0;
}

bool span_is_quoted_string(struct span span)
{
	return span.length > 0 && quoted_string_length(span) == span.length;
}

struct span span_without_quotes(struct span span)
{
	return span_is_quoted_string(span) ? (struct span){span.bytes + 1, span.length - 2} : span;
}

/* The octets before the first comma that ends an element. A comma behind a quote without an end does not: to cut there would make elements
 * of what nobody meant as such. */
static size_t element_length(struct span list)
{
	bool quoted = false;

	for (size_t i = 0; i < list.length; i++) {
		if (list.bytes[i] == '"')
			quoted = !quoted;
		else if (list.bytes[i] == '\\' && quoted)
			i++;
		else if (list.bytes[i] == ',' && !quoted)
			return i;
	}
	return list.length;
}

bool list_next(struct span *rest, struct span *element)
{
	while (rest->length > 0) {
		size_t length = element_length(*rest);
		struct span found = span_trim(span_first(*rest, length));

		*rest = span_from(*rest, length < rest->length ? length + 1 : length);
		if (found.length > 0) {
			*element = found;
			return true;
		}
	}
	return false;
}

bool list_skip(struct span *rest)
{
	bool comma = false;

	while (rest->length > 0 && (is_white(rest->bytes[0]) || rest->bytes[0] == ',')) {
		comma = comma || rest->bytes[0] == ',';
		*rest = span_from(*rest, 1);
	}
	return comma || rest->length == 0;
}

/* RFC 9110, 7.8: protocol-name of protocol-name "/" protocol-version; all of any other element. */
static struct span protocol_name(struct span element)
{
	size_t length = span_token_length(element);

	if (length == 0 || length == element.length || element.bytes[length] != '/')
		return element;
	return span_is_token(span_from(element, length + 1)) ? span_first(element, length) : element;
}

bool list_has_token(struct span value, struct span token)
{
	struct span element;

	while (list_next(&value, &element))
		if (span_equals_ignoring_case(protocol_name(element), token))
			return true;
	return false;
}

bool list_has_element(struct span value, struct span wanted)
{
	struct span element;

	while (list_next(&value, &element))
		if (span_equals_ignoring_case(element, wanted))
			return true;
	return false;
}

bool list_has_exactly(struct span value, struct span token)
{
	struct span element;

	while (list_next(&value, &element))
		if (span_equals(element, token))
			return true;
	return false;
}

bool list_is_tokens(struct span value)
{
	struct span element;

	while (list_next(&value, &element))
		if (!span_is_token(element))
			return false;
	return true;
}

static struct span skip_white(struct span span)
{
	while (span.length > 0 && is_white(span.bytes[0]))
		span = span_from(span, 1);
	return span;
}

/* The first @length octets of *rest, which then starts behind them. */
static struct span take(struct span *rest, size_t length)
{
	struct span taken = span_first(*rest, length);

	*rest = span_from(*rest, length);
	return taken;
}

/* RFC 9110, 5.6.6 and 11.2: token / quoted-string; never empty. */
static struct span take_value(struct span *rest)
{
	size_t length = span_token_length(*rest);

	return take(rest, length ? length : quoted_string_length(*rest));
}

/* RFC 8288, 3, is the widest of the grammars: token BWS [ "=" BWS ( token / quoted-string ) ]. */
bool parameter_read(struct span *rest, struct parameter *parameter)
{
	struct span ahead = *rest;
	struct parameter read = {.name = take(&ahead, span_token_length(*rest))};
	struct span behind_name = ahead;

	if (read.name.length == 0)
		return false;
	ahead = skip_white(ahead);
	if (ahead.length > 0 && ahead.bytes[0] == '=') {
		ahead = skip_white(span_from(ahead, 1));
		read.has_value = true;
		read.value = take_value(&ahead);
		if (read.value.length == 0)
			return false;
	}
	*rest = read.has_value ? ahead : behind_name;
	*parameter = read;
	return true;
}

bool parameter_next(struct span *rest, struct parameter *parameter)
{
	bool delimited = false;

	while (rest->length > 0 && (is_white(rest->bytes[0]) || rest->bytes[0] == ';')) {
		delimited = delimited || rest->bytes[0] == ';';
		*rest = span_from(*rest, 1);
	}
	return delimited && parameter_read(rest, parameter);
}

static struct octets octets_of(struct span value)
{
	if (!span_is_quoted_string(value))
		return (struct octets){.rest = value};
	return (struct octets){.rest = {value.bytes + 1, value.length - 2}, .quoted = true};
}

static bool octet_next(struct octets *octets, char *octet)
{
	struct span *rest = &octets->rest;

	if (octets->quoted && rest->length > 0 && rest->bytes[0] == '\\')
		*rest = span_from(*rest, 1);
	if (rest->length == 0)
		return false;
	*octet = rest->bytes[0];
	*rest = span_from(*rest, 1);
	return true;
}

bool parameter_value_is(struct span value, struct span text)
{
	struct octets octets = octets_of(value);
	size_t length = 0;
	char octet;

	for (; octet_next(&octets, &octet); length++)
		if (length == text.length || lower_case(octet) != lower_case(text.bytes[length]))
			return false;
	return length == text.length;
}

size_t value_unquote(struct span value, char *out, size_t size)
{
	struct octets octets = octets_of(value);
	size_t length = 0;
	char octet;

	for (; octet_next(&octets, &octet); length++)
		if (length < size)
			out[length] = octet;
	return length;
}

bool value_has_word(struct span value, struct span word)
{
	struct octets octets = octets_of(value);
	size_t same = 0; /* octets of the word at hand that @word begins with, too */
	bool differs = false;
	char octet;

	if (word.length == 0)
		return false;
	while (octet_next(&octets, &octet)) {
		if (is_white(octet)) {
			if (same == word.length && !differs)
				return true;
			same = 0;
			differs = false;
		} else if (!differs && same < word.length && lower_case(octet) == lower_case(word.bytes[same])) {
			same++;
		} else {
			differs = true;
		}
	}
	return same == word.length && !differs;
}

struct span element_take_name(struct span *element)
{
	struct span whole = *element;
	size_t length = 0;

	while (length < whole.length && whole.bytes[length] != ';')
		length++;
	*element = span_from(whole, length);
	return span_trim(span_first(whole, length));
}

bool parameter_is_weight(struct parameter parameter)
{
	return span_equals_ignoring_case(parameter.name, SPAN("q"));
}

/* RFC 9110, 8.4.1.1, 8.4.1.3. */
static struct span without_x(struct span name)
{
	bool old =
		span_equals_ignoring_case(name, SPAN("x-gzip")) || span_equals_ignoring_case(name, SPAN("x-compress"));

	return old ? span_from(name, 2) : name;
}

bool codings_are_equal(struct span a, struct span b)
{
	return span_equals_ignoring_case(without_x(a), without_x(b));
}

bool list_has_coding(struct span list, struct span coding)
{
	struct span element;

	while (list_next(&list, &element))
		if (codings_are_equal(element, coding))
			return true;
	return false;
}

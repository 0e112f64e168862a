/*
 * Structured fields (RFC 9651, which has all of RFC 8941): dictionaries, lists, items, inner lists and parameters.
 *
 * A field that is broken anywhere does not count at all (RFC 9651, 4.2): ask structured_list_is_valid or structured_dictionary_is_valid before its
 * members are read.
 *
 * SPDX-License-Identifier: MIT
 */
#include "values.h"

enum { INTEGER_DIGITS = 15, DECIMAL_WHOLE_DIGITS = 12, DECIMAL_FRACTION_DIGITS = 3 };

static char first_of(struct span span)
{
	return span.length ? span.bytes[0] : '\0';
}

static bool starts_with(struct span span, char c)
{
	return span.length && span.bytes[0] == c;
}

static struct span skip_spaces(struct span span)
{
	while (starts_with(span, ' '))
		span = span_from(span, 1);
	return span;
}

static struct span skip_white(struct span span)
{
	while (span.length && is_white(span.bytes[0]))
		span = span_from(span, 1);
	return span;
}

/* What a text has before a rest of it. */
static struct span before_rest(struct span text, struct span rest)
{
	return span_first(text, text.length - rest.length);
}

/* ---- bare items: RFC 9651, 4.2.4 to 4.2.10 ---- */

static size_t count_digits(struct span span)
{
	size_t count = 0;

	while (count < span.length && is_digit(span.bytes[count]))
		count++;
	return count;
}

static int64_t digits_number(struct span digits)
{
	int64_t number = 0;

	for (size_t i = 0; i < digits.length; i++)
		number = number * 10 + (digits.bytes[i] - '0');
	return number;
}

/* The digits behind the point, in thousandths. */
static int64_t thousandths(struct span digits)
{
	int64_t number = digits_number(digits);

	for (size_t i = digits.length; i < DECIMAL_FRACTION_DIGITS; i++)
		number *= 10;
	return number;
}

static bool number_take(struct span *rest, struct structured_item *item)
{
	bool negative = starts_with(*rest, '-');
	struct span text = span_from(*rest, negative);
	size_t whole = count_digits(text);
	struct span fraction = span_from(text, whole);

	if (whole == 0)
		return false;
	item->type = STRUCTURED_INTEGER;
	item->number = whole <= INTEGER_DIGITS ? digits_number(span_first(text, whole)) : 0;
	if (starts_with(fraction, '.')) {
		size_t digits = count_digits(span_from(fraction, 1));

		if (whole > DECIMAL_WHOLE_DIGITS || digits == 0 || digits > DECIMAL_FRACTION_DIGITS)
			return false;
		item->type = STRUCTURED_DECIMAL;
		item->number = item->number * 1000 + thousandths(span_first(span_from(fraction, 1), digits));
		fraction = span_from(fraction, 1 + digits);
	} else if (whole > INTEGER_DIGITS) {
		return false;
	}
	if (negative)
		item->number = -item->number;
	*rest = fraction;
	return true;
}

/* @ and an integer. */
static bool date_take(struct span *rest, struct structured_item *item)
{
	struct span number = span_from(*rest, 1);

	if (!number_take(&number, item) || item->type != STRUCTURED_INTEGER)
		return false;
	item->type = STRUCTURED_DATE;
	*rest = number;
	return true;
}

static bool is_printable(char c)
{
	return c >= ' ' && c <= '~';
}

/* A string; its text is what stands between the quotes, with the escapes. There is one way only to write a string, so texts compare as they stand. */
static bool string_take(struct span *rest, struct structured_item *item)
{
	for (size_t i = 1; i < rest->length; i++) {
		char c = rest->bytes[i];

		if (c == '"') {
			item->type = STRUCTURED_STRING;
			item->text = span_first(span_from(*rest, 1), i - 1);
			*rest = span_from(*rest, i + 1);
			return true;
		}
		if (!is_printable(c))
			return false;
		if (c == '\\' && (++i == rest->length || (rest->bytes[i] != '"' && rest->bytes[i] != '\\')))
			return false;
	}
	return false;
}

static bool token_take(struct span *rest, struct structured_item *item)
{
	size_t length = 1;

	while (length < rest->length &&
		(is_tchar(rest->bytes[length]) || rest->bytes[length] == ':' || rest->bytes[length] == '/'))
		length++;
	item->type = STRUCTURED_TOKEN;
	item->text = span_first(*rest, length);
	*rest = span_from(*rest, length);
	return true;
}

static bool is_base64(char c)
{
	return is_alpha(c) || is_digit(c) || c == '+' || c == '/';
}

/* Octets in base64; the padding may be missing. */
static bool octets_take(struct span *rest, struct structured_item *item)
{
	size_t length = 1, digits;

	while (length < rest->length && is_base64(rest->bytes[length]))
		length++;
	digits = length - 1;
	while (length < rest->length && rest->bytes[length] == '=')
		length++;
	if (length == rest->length || rest->bytes[length] != ':' || digits % 4 == 1 || length - 1 - digits > 2)
		return false;
	item->type = STRUCTURED_OCTETS;
	item->text = span_first(span_from(*rest, 1), length - 1);
	*rest = span_from(*rest, length + 1);
	return true;
}

static bool boolean_take(struct span *rest, struct structured_item *item)
{
	if (rest->length < 2 || (rest->bytes[1] != '0' && rest->bytes[1] != '1'))
		return false;
	item->type = STRUCTURED_BOOLEAN;
	item->number = rest->bytes[1] == '1';
	*rest = span_from(*rest, 2);
	return true;
}

/* RFC 9651, 4.2.10: lower-case digits only. */
static int hex_value(char c)
{
	if (is_digit(c))
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The next octet that a display string stands for. */
static bool display_octet_take(struct span *rest, char *octet)
{
	if (rest->length == 0 || !is_printable(rest->bytes[0]))
		return false;
	*octet = rest->bytes[0];
	if (*octet != '%') {
		*rest = span_from(*rest, 1);
		return true;
	}
	if (rest->length < 3 || hex_value(rest->bytes[1]) < 0 || hex_value(rest->bytes[2]) < 0)
		return false;
	*octet = (char)(hex_value(rest->bytes[1]) * 16 + hex_value(rest->bytes[2]));
	*rest = span_from(*rest, 3);
	return true;
}

/* The octets of a UTF-8 character, by its first one. */
static size_t character_length(char first)
{
	unsigned char c = (unsigned char)first;

	return c < 0x80 ? 1 : c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
}

static bool display_string_take(struct span *rest, struct structured_item *item)
{
	struct span text = span_from(*rest, 1);
	char character[4];

	if (!starts_with(text, '"'))
		return false;
	text = span_from(text, 1);
	item->text = text;
	while (!starts_with(text, '"')) {
		size_t length = 1;

		if (!display_octet_take(&text, &character[0]))
			return false;
		for (; length < character_length(character[0]); length++)
			if (starts_with(text, '"') || !display_octet_take(&text, &character[length]))
				return false;
		if (!span_is_utf8((struct span){character, length}))
			return false;
	}
	item->type = STRUCTURED_DISPLAY_STRING;
	item->text = before_rest(item->text, text);
	*rest = span_from(text, 1);
	return true;
}

static bool bare_item_take(struct span *rest, struct structured_item *item)
{
	char first = first_of(*rest);

	*item = (struct structured_item){.type = STRUCTURED_BOOLEAN};
	if (first == '-' || is_digit(first))
		return number_take(rest, item);
	if (first == '*' || is_alpha(first))
		return token_take(rest, item);
	switch (first) {
	case '"':
		return string_take(rest, item);
	case ':':
		return octets_take(rest, item);
	case '?':
		return boolean_take(rest, item);
	case '@':
		return date_take(rest, item);
	case '%':
		return display_string_take(rest, item);
	default:
		return false;
	}
}

/* ---- keys and parameters: RFC 9651, 4.2.3.2 and 4.2.3.3 ---- */

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool key_take(struct span *rest, struct span *key)
{
	size_t length = 0;

	if (!is_lower(first_of(*rest)) && first_of(*rest) != '*')
		return false;
	while (length < rest->length) {
		char c = rest->bytes[length];

		if (!is_lower(c) && !is_digit(c) && c != '_' && c != '-' && c != '.' && c != '*')
			break;
		length++;
	}
	*key = span_first(*rest, length);
	*rest = span_from(*rest, length);
	return true;
}

static struct structured_item true_item(void)
{
	return (struct structured_item){.type = STRUCTURED_BOOLEAN, .number = 1};
}

bool structured_parameter_next(struct span *rest, struct structured_member *parameter)
{
	struct span ahead = *rest;

	if (!starts_with(ahead, ';'))
		return false;
	ahead = skip_spaces(span_from(ahead, 1));
	if (!key_take(&ahead, &parameter->key))
		return false;
	parameter->item = true_item();
	if (starts_with(ahead, '=')) {
		ahead = span_from(ahead, 1);
		if (!bare_item_take(&ahead, &parameter->item))
			return false;
	}
	*rest = ahead;
	return true;
}

/* The parameters that come next, which may be none. */
static bool parameters_take(struct span *rest, struct span *parameters)
{
	struct structured_member parameter;
	struct span all = *rest;

	while (starts_with(*rest, ';'))
		if (!structured_parameter_next(rest, &parameter))
			return false;
	*parameters = before_rest(all, *rest);
	return true;
}

/* ---- items and inner lists: RFC 9651, 4.2.3 and 4.2.1.2 ---- */

static bool item_take(struct span *rest, struct structured_item *item)
{
	return bare_item_take(rest, item) && parameters_take(rest, &item->parameters);
}

bool structured_inner_next(struct span *rest, struct structured_item *item)
{
	struct span ahead = skip_spaces(*rest);

	if (ahead.length == 0)
		*rest = ahead;
	/* A space stands between two. */
	if (!item_take(&ahead, item) || (ahead.length && ahead.bytes[0] != ' ' && ahead.bytes[0] != ')'))
		return false;
	*rest = ahead;
	return true;
}

static bool inner_list_take(struct span *rest, struct structured_item *item)
{
	struct span ahead = skip_spaces(span_from(*rest, 1)), inside = ahead;
	struct structured_item inner;

	while (!starts_with(ahead, ')')) {
		if (!structured_inner_next(&ahead, &inner))
			return false;
		ahead = skip_spaces(ahead);
	}
	*item = (struct structured_item){.type = STRUCTURED_INNER_LIST, .text = before_rest(inside, ahead)};
	*rest = span_from(ahead, 1);
	return parameters_take(rest, &item->parameters);
}

static bool item_or_inner_list_take(struct span *rest, struct structured_item *item)
{
	return starts_with(*rest, '(') ? inner_list_take(rest, item) : item_take(rest, item);
}

bool structured_item_read(struct span value, struct structured_item *item)
{
	value = skip_spaces(value);
	return item_take(&value, item) && skip_spaces(value).length == 0;
}

/* ---- lists and dictionaries: RFC 9651, 4.2.1 and 4.2.2 ---- */

/* What follows a member: nothing, or a comma and another one. A comma at the end stays, so that it is seen. */
static bool delimiter_take(struct span *rest)
{
	struct span ahead = skip_white(*rest);

	if (ahead.length && ahead.bytes[0] != ',')
		return false;
	if (ahead.length && skip_white(span_from(ahead, 1)).length)
		ahead = skip_white(span_from(ahead, 1));
	*rest = ahead;
	return true;
}

bool structured_list_next(struct span *rest, struct structured_item *item)
{
	struct span ahead = skip_spaces(*rest);

	if (ahead.length == 0)
		*rest = ahead;
	if (!item_or_inner_list_take(&ahead, item) || !delimiter_take(&ahead))
		return false;
	*rest = ahead;
	return true;
}

bool structured_member_next(struct span *rest, struct structured_member *member)
{
	struct span ahead = skip_spaces(*rest);

	if (ahead.length == 0)
		*rest = ahead;
	if (!key_take(&ahead, &member->key))
		return false;
	member->item = true_item();
	if (starts_with(ahead, '=')) {
		ahead = span_from(ahead, 1);
		if (!item_or_inner_list_take(&ahead, &member->item))
			return false;
	} else if (!parameters_take(&ahead, &member->item.parameters)) {
		return false;
	}
	if (!delimiter_take(&ahead))
		return false;
	*rest = ahead;
	return true;
}

bool structured_list_is_valid(struct span value)
{
	struct structured_item item;

	while (structured_list_next(&value, &item))
		continue;
	return value.length == 0;
}

bool structured_dictionary_is_valid(struct span value)
{
	struct structured_member member;

	while (structured_member_next(&value, &member))
		continue;
	return value.length == 0;
}

/* ---- writing ---- */

bool structured_is_token(struct span text)
{
	struct structured_item item;

	return (is_alpha(first_of(text)) || first_of(text) == '*') && token_take(&text, &item) && text.length == 0;
}

/*
 * Octets from the wire.
 *
 * SPDX-License-Identifier: MIT
 */
#include "span.h"

#include <string.h>

struct span span_trim(struct span span)
{
	while (span.length && is_white(span.bytes[0]))
		span = span_from(span, 1);
	while (span.length && is_white(span.bytes[span.length - 1]))
		span.length--;
	return span;
}

bool span_equals(struct span a, struct span b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

bool span_equals_ignoring_case(struct span a, struct span b)
{
	if (a.length != b.length)
		return false;
	for (size_t i = 0; i < a.length; i++)
		if (lower_case(a.bytes[i]) != lower_case(b.bytes[i]))
			return false;
	return true;
}

bool is_tchar(char c)
{
	if (is_digit(c) || is_alpha(c))
		return true;
	switch (c) {
	case '!':
	case '#':
	case '$':
	case '%':
	case '&':
	case '\'':
	case '*':
	case '+':
	case '-':
	case '.':
	case '^':
	case '_':
	case '`':
	case '|':
	case '~':
		return true;
	default:
		return false;
	}
}

bool span_is_token(struct span span)
{
	for (size_t i = 0; i < span.length; i++)
		if (!is_tchar(span.bytes[i]))
			return false;
	return span.length > 0;
}

size_t span_token_length(struct span span)
{
	size_t length = 0;

	while (length < span.length && is_tchar(span.bytes[length]))
		length++;
	return length;
}

bool span_is_text(struct span span)
{
	for (size_t i = 0; i < span.length; i++) {
		unsigned char c = (unsigned char)span.bytes[i];

		if ((c < ' ' && c != '\t') || c == 0x7f)
			return false;
	}
	return true;
}

bool span_is_digits(struct span span)
{
	for (size_t i = 0; i < span.length; i++)
		if (!is_digit(span.bytes[i]))
			return false;
	return span.length > 0;
}

bool span_number(struct span span, int64_t *number)
{
	int64_t sum = 0;

	if (!span_is_digits(span))
		return false;
	for (size_t i = 0; i < span.length; i++) {
		int digit = span.bytes[i] - '0';

		if (sum > (INT64_MAX - digit) / 10) {
			*number = INT64_MAX;
			return true;
		}
		sum = sum * 10 + digit;
	}
	*number = sum;
	return true;
}

void number_write(int64_t number, char out[NUMBER_SIZE])
{
	char digits[NUMBER_SIZE];
	size_t count = 0;

	do
		digits[count++] = (char)('0' + number % 10);
	while (number /= 10);
	for (size_t i = 0; i < count; i++)
		out[i] = digits[count - 1 - i];
	out[count] = '\0';
}

/* The octets of the UTF-8 character at the start; 0 where there is none. RFC 3629, 4. */
static size_t utf8_length(struct span text)
{
	const unsigned char *octets = (const unsigned char *)text.bytes;

	if (octets[0] < 0x80)
		return 1;
	size_t length = octets[0] >= 0xf0 ? 4 : octets[0] >= 0xe0 ? 3 : 2;
	unsigned char least = octets[0] == 0xe0 ? 0xa0 : octets[0] == 0xf0 ? 0x90 : 0x80;
	unsigned char most = octets[0] == 0xed ? 0x9f : octets[0] == 0xf4 ? 0x8f : 0xbf;

	if (octets[0] < 0xc2 || octets[0] > 0xf4 || length > text.length || octets[1] < least || octets[1] > most)
		return 0;
	for (size_t i = 2; i < length; i++)
		if ((octets[i] & 0xc0) != 0x80)
			return 0;
	return length;
}

bool span_is_utf8(struct span span)
{
	while (span.length > 0) {
		size_t length = utf8_length(span);

		if (length == 0)
			return false;
		span = span_from(span, length);
	}
	return true;
}

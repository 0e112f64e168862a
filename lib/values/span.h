/*
 * Octets from the wire: a pointer and a length, not ended by NUL, never owned.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_VALUES_SPAN_H
#define HTTPSTATUS_VALUES_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct span {
	const char *bytes; /* may be NULL where length is 0 */
	size_t length;
};

/* A span of a string constant. */
#define SPAN(text) ((struct span){(text), sizeof(text) - 1})

/* A text that ends in NUL; no octets for NULL. */
static inline struct span span_of(const char *text)
{
	size_t length = 0;

	while (text && text[length])
		length++;
	return (struct span){text, length};
}

/* The octets from @from on, @from at most the length. */
static inline struct span span_from(struct span span, size_t from)
{
	return (struct span){from ? span.bytes + from : span.bytes, span.length - from};
}

/* The first @length octets, at most all. */
static inline struct span span_first(struct span span, size_t length)
{
	return (struct span){span.bytes, length < span.length ? length : span.length};
}

/* Without the optional white space (SP and HTAB) at both ends. RFC 9110, 5.6.3. */
struct span span_trim(struct span span);

bool span_equals(struct span a, struct span b);

/* Without regard to the case of ASCII letters. */
bool span_equals_ignoring_case(struct span a, struct span b);

/* How many tchar it begins with. RFC 9110, 5.6.2. */
size_t span_token_length(struct span span);

/* One or more tchar, and nothing else. RFC 9110, 5.6.2. */
bool span_is_token(struct span span);

/* No control characters but HTAB: a field value (RFC 9110, 5.5) or a reason phrase (RFC 9112, 4). It may be empty. */
bool span_is_text(struct span span);

/* Whether the octets are UTF-8. RFC 3629, 4. */
bool span_is_utf8(struct span span);

/* One or more DIGIT, and nothing else. */
bool span_is_digits(struct span span);

/* The number that digits make; the largest where they make more. False where the span is not digits. */
bool span_number(struct span span, int64_t *number);

enum { NUMBER_SIZE = 32 };

/* Writes a number from 0 on in digits, with a NUL. */
void number_write(int64_t number, char out[NUMBER_SIZE]);

static inline bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool is_white(char c)
{
	return c == ' ' || c == '\t';
}

/* RFC 9110, 5.6.2. */
bool is_tchar(char c);

static inline char lower_case(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

#endif

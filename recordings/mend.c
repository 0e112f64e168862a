/*
 * JSON as programs write it, made such that it can be read: only what is wrong is changed.
 *
 * SPDX-License-Identifier: MIT
 */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

/* ---- in strings ---- */

/* How many octets the UTF-8 character at the beginning has; 0 where there is none (RFC 3629, 4). */
static size_t utf8_length(const unsigned char *at, size_t length)
{
	static const struct {
		unsigned char first, last, second_least, second_most, octets;
	} forms[] = {
		{0x00, 0x7f, 0, 0, 1},
		{0xc2, 0xdf, 0x80, 0xbf, 2},
		{0xe0, 0xe0, 0xa0, 0xbf, 3},
		{0xe1, 0xec, 0x80, 0xbf, 3},
		{0xed, 0xed, 0x80, 0x9f, 3},
		{0xee, 0xef, 0x80, 0xbf, 3},
		{0xf0, 0xf0, 0x90, 0xbf, 4},
		{0xf1, 0xf3, 0x80, 0xbf, 4},
		{0xf4, 0xf4, 0x80, 0x8f, 4},
	};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (at[0] < forms[i].first || at[0] > forms[i].last)
			continue;
		size_t octets = forms[i].octets;
		if (octets > length || (octets > 1 && (at[1] < forms[i].second_least || at[1] > forms[i].second_most)))
			return 0;
		for (size_t k = 2; k < octets; k++)
			if ((at[k] & 0xc0) != 0x80)
				return 0;
		return octets;
	}
	return 0;
}

/* The code unit of \uXXXX at the beginning; -1 where there is none. */
static long escape_read(const char *at, size_t length)
{
	char digits[5] = "";

	if (length < 6 || at[0] != '\\' || at[1] != 'u')
		return -1;
	memcpy(digits, at + 2, 4);
	return strspn(digits, "0123456789abcdefABCDEF") == 4 ? strtol(digits, NULL, 16) : -1;
}

static bool is_high(long unit)
{
	return unit >= 0xd800 && unit <= 0xdbff;
}

static bool is_low(long unit)
{
	return unit >= 0xdc00 && unit <= 0xdfff;
}

/* An escape, which is one octet behind the backslash but for \u. Returns how many octets it had; 0 where there is no memory. */
static size_t escape_mend(struct text *out, const char *at, size_t length)
{
	long unit = escape_read(at, length);
	size_t used = unit < 0 ? 2 : 6;

	if (is_high(unit) && is_low(escape_read(at + 6, length - 6)))
		used = 12;
	else if (is_high(unit) || is_low(unit))
		return text_add(out, "\\ufffd", 6) ? used : 0;
	if (used > length)
		used = length;
	return text_add(out, at, used) ? used : 0;
}

static size_t character_mend(struct text *out, const char *at, size_t length)
{
	unsigned char c = (unsigned char)*at;
	char escaped[8];

	if (c == '\\')
		return escape_mend(out, at, length);
	if (c < ' ') {
		snprintf(escaped, sizeof escaped, "\\u%04x", c);
		return text_add(out, escaped, 6) ? 1 : 0;
	}
	size_t used = utf8_length((const unsigned char *)at, length);
	if (used == 0)
		return text_add(out, "\xef\xbf\xbd", 3) ? 1 : 0;
	return text_add(out, at, used) ? used : 0;
}

/* ---- outside of them ---- */

/* Numbers that JSON has not, and Python writes. How many octets one has at the beginning; 0 for none. */
static size_t no_number(const char *at, size_t length)
{
	static const char *const words[] = {"NaN", "Infinity", "-Infinity"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i]) <= length && memcmp(at, words[i], strlen(words[i])) == 0)
			return strlen(words[i]);
	return 0;
}

static size_t token_mend(struct text *out, const char *at, size_t length)
{
	size_t used = no_number(at, length);

	if (used)
		return text_add(out, "null", 4) ? used : 0;
	return text_add(out, at, 1) ? 1 : 0;
}

bool json_mend(struct text *text)
{
	struct text out = {.bytes = NULL};
	bool in_string = false;

	for (size_t i = 0; i < text->length;) {
		const char *at = text->bytes + i;
		size_t length = text->length - i;
		size_t used = in_string && *at != '"' ? character_mend(&out, at, length) : token_mend(&out, at, length);
		if (used == 0) {
			free(out.bytes);
			return false;
		}
		in_string ^= *at == '"';
		i += used;
	}
	free(text->bytes);
	*text = out;
	return true;
}

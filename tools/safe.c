/*
 * Text of strangers, such that it does nothing to a terminal.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <string.h>

/* ---- characters ---- */

struct character {
	uint32_t number;
	size_t length; /* in octets; of what is no UTF-8 it is 1, and the number is NONE */
};

enum { NONE = 0xfffd };

/* The number in the octets of a character, which are known to have that many. */
static uint32_t number_of(const unsigned char *at, size_t length)
{
	uint32_t number = length == 2 ? at[0] & 0x1fU : length == 3 ? at[0] & 0x0fU : at[0] & 0x07U;

	for (size_t i = 1; i < length; i++)
		number = number << 6 | (at[i] & 0x3fU);
	return number;
}

/* The character at the beginning (RFC 3629, 3). */
static struct character character_at(const char *text, size_t length)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	const unsigned char *at = (const unsigned char *)text;
	size_t octets = at[0] < 0x80   ? 1
			: at[0] < 0xc2 ? 0
			: at[0] < 0xe0 ? 2
			: at[0] < 0xf0 ? 3
			: at[0] < 0xf5 ? 4
				       : 0;

	if (octets == 1)
		return (struct character){at[0], 1};
	for (size_t i = 1; i < octets; i++)
		if (i >= length || (at[i] & 0xc0) != 0x80)
			octets = 0;
	uint32_t number = octets ? number_of(at, octets) : NONE;
	if (octets == 0 || number < least[octets] || number > 0x10ffff || (number & 0xfffff800) == 0xd800)
		return (struct character){NONE, 1};
	return (struct character){number, octets};
}

/* Controls of C0 and C1, and those that change the direction of what follows (Unicode, UAX 9, 2). */
static bool is_command(uint32_t number)
{
	return number < ' ' || (number >= 0x7f && number < 0xa0) || number == 0x61c || number == 0x200e ||
	       number == 0x200f || number == 0x2028 || number == 0x2029 || (number >= 0x202a && number <= 0x202e) ||
	       (number >= 0x2066 && number <= 0x2069);
}

/* ---- text ---- */

void safe_put(FILE *out, const char *text, size_t length)
{
	while (length > 0) {
		struct character character = character_at(text, length);

		if (is_command(character.number) || (character.number == NONE && character.length == 1))
			putc('?', out);
		else
			fwrite(text, 1, character.length, out);
		text += character.length;
		length -= character.length;
	}
}

void safe_make(char *text)
{
	size_t length = strlen(text);
	char *to = text;

	while (length > 0) {
		struct character character = character_at(text, length);
		bool bad = is_command(character.number) || (character.number == NONE && character.length == 1);

		if (bad)
			*to++ = '?';
		else
			to = (char *)memmove(to, text, character.length) + character.length;
		text += character.length;
		length -= character.length;
	}
	*to = '\0';
}

size_t safe_columns(const char *text, size_t length)
{
	size_t columns = 0;

	while (length > 0) {
		struct character character = character_at(text, length);

		columns++;
		text += character.length;
		length -= character.length;
	}
	return columns;
}

void safe_put_json(const char *json)
{
	for (size_t length = strlen(json); length > 0;) {
		struct character character = character_at(json, length);

		if (is_command(character.number))
			printf("\\u%04x", (unsigned)character.number);
		else
			fwrite(json, 1, character.length, stdout);
		json += character.length;
		length -= character.length;
	}
	putchar('\n');
}

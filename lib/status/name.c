/*
 * Whether what somebody wrote is a code's name: NOT_FOUND, NotFound, not-found and "not found" are one name.
 *
 * SPDX-License-Identifier: MIT
 */
#include "registry.h"

/* No locale: names are ASCII, and tolower() of a Turkish I is not i. */
static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool joins_words(char c)
{
	return c == ' ' || c == '-' || c == '_';
}

/* The octets of an apostrophe at the start of @name, ASCII's or the typographer's; 0 where there is none. */
static size_t apostrophe(const char *name, size_t length)
{
	if (length >= 1 && name[0] == '\'')
		return 1;
	if (length >= 3 && name[0] == '\xe2' && name[1] == '\x80' && name[2] == '\x99')
		return 3;
	return 0;
}

/* Whether a code that goes by @own may be called @name. */
static bool name_fits(const char *own, const char *name, size_t length)
{
	for (; *own; own++) {
		if (*own == '\'') {
			size_t skipped = apostrophe(name, length);

			name += skipped;
			length -= skipped;
		} else if (joins_words(*own)) {
			bool joined = length > 0 && joins_words(*name);

			name += joined;
			length -= joined;
		} else {
			if (length == 0 || lower(*name) != lower(*own))
				return false;
			name++;
			length--;
		}
	}
	return length == 0;
}

/* IANA's description, but for the "(Unused)" that it has twice. */
static bool iana_calls_it(const struct httpstatus_code *code, const char *name, size_t length)
{
	const char *description = httpstatus_code_iana_phrase(code);

	return description && description[0] != '(' && name_fits(description, name, length);
}

bool code_is_called(const struct httpstatus_code *code, const char *name, size_t length)
{
	return name_fits(httpstatus_code_phrase(code), name, length) ||
	       name_fits(httpstatus_code_identifier(code), name, length) || iana_calls_it(code, name, length);
}

bool code_was_called(const struct httpstatus_code *code, const char *name, size_t length)
{
	const char *former;

	for (size_t i = 0; (former = httpstatus_code_former_name(code, i)); i++)
		if (name_fits(former, name, length))
			return true;
	return false;
}

bool code_is_sent_as(const struct httpstatus_code *code, const char *name, size_t length)
{
	const char *sent;

	for (size_t i = 0; (sent = httpstatus_code_sent_phrase(code, i)); i++)
		if (name_fits(sent, name, length))
			return true;
	return false;
}

bool code_has_name(const struct httpstatus_code *code, const char *name, size_t length)
{
	return code_is_called(code, name, length) || code_was_called(code, name, length) ||
	       code_is_sent_as(code, name, length);
}

/*
 * Codes as people type them: 404, HTTP_404, 404 Not Found, 4xx, nginx 499, http.StatusNotFound.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What may stand before a code or before its name, in programs and in speech, and says nothing of it. */
static const char *const prefixes[] = {
	"HTTP", "HTTPStatus", "status", "code", "codes", "error", "response", "SC", "NGX"};

/* What stands between words, or around them; the last are the octets of dashes. */
static const char separators[] = " _-.:;,/#()'\"\t\n\r\xe2\x80\x93\x94";

static bool is_separator(char c)
{
	return c && strchr(separators, c);
}

/* Whether a word may begin here that is written together with the one before: 404 in HTTP404, Found in NotFound. */
static bool begins_word(char c)
{
	return !c || is_separator(c) || isdigit((unsigned char)c) || isupper((unsigned char)c);
}

/* What stands behind "HTTP/1.1 ", and NULL where that does not stand there. */
static const char *behind_version(const char *text)
{
	if (strncasecmp(text, "HTTP/", 5) != 0)
		return NULL;
	size_t version = strspn(text + 5, "0123456789.");
	return version && text[5 + version] == ' ' ? text + 5 + version + 1 : NULL;
}

/* What stands behind a word that is part of what a program calls all codes: Servlet in HttpServletResponse.SC_NOT_FOUND. */
static const char *behind_qualifier(const char *text)
{
	size_t length = 0;

	while (isalnum((unsigned char)text[length]) || text[length] == '_')
		length++;
	return length && !isdigit((unsigned char)*text) && (text[length] == '.' || text[length] == ':') ? text + length
													: NULL;
}

/* The text without what stands before a code or a name at its beginning; NULL where nothing does. */
static const char *without_prefix(const char *text)
{
	size_t between = strspn(text, separators);

	if (between)
		return text + between;
	const char *rest = behind_version(text);
	if (!rest)
		rest = behind_qualifier(text);
	for (size_t i = 0; !rest && i < sizeof prefixes / sizeof prefixes[0]; i++) {
		size_t length = strlen(prefixes[i]);

		if (strncasecmp(text, prefixes[i], length) == 0 && begins_word(text[length]))
			rest = text + length;
	}
	return rest;
}

bool spelt_number(const char *word, size_t length, int *number)
{
	char digits[32], *end;

	snprintf(digits, sizeof digits, "%.*s", (int)length, word);
	if (!isdigit((unsigned char)digits[strspn(digits, "+-")]))
		return false;
	long value = strtol(digits, &end, 10);
	*number = value > INT_MAX ? INT_MAX : value < INT_MIN ? INT_MIN : (int)value;
	return *end == '\0' && strspn(word + strspn(word, "+-"), "0123456789") + strspn(word, "+-") == length;
}

const char *spelt_word(const char *text, size_t *length)
{
	text += strspn(text, " ,;/");
	*length = strcspn(text, " ,;/");
	return *length ? text : NULL;
}

static bool all_are_numbers(const char *text)
{
	size_t length;
	int number;
	bool all = spelt_word(text, &length);

	for (text = spelt_word(text, &length); text && all; text = spelt_word(text + length, &length))
		all = spelt_number(text, length, &number);
	return all;
}

bool spelt_is_name(const struct httpstatus_registry *registry, const char *name, size_t length)
{
	return httpstatus_registry_find_name(registry, name, length) ||
	       (!registry && httpstatus_registry_find_name(httpstatus_registry_by_name("everything"), name, length));
}

/* 4xx */
static bool is_class(const char *text)
{
	return *text >= '1' && *text <= '5' && strcasecmp(text + 1, "xx") == 0;
}

enum { CODE_DIGITS = 3 };

/* A number, and behind it nothing or what it is called. */
static bool code_take(const char *text, struct spelt *spelt)
{
	size_t digits = strspn(text, "0123456789");

	if (digits != CODE_DIGITS || !begins_word(text[digits]) || !spelt_number(text, digits, &spelt->number))
		return false;
	spelt->kind = SPELT_CODE;
	spelt->word = text;
	spelt->word_length = digits;
	spelt->name = text + digits + strspn(text + digits, separators);
	spelt->length = strlen(spelt->name);
	while (spelt->length && is_separator(spelt->name[spelt->length - 1]))
		spelt->length--;
	return true;
}

static bool name_take(const char *text, const struct httpstatus_registry *registry, struct spelt *spelt)
{
	if (!spelt_is_name(registry, text, strlen(text)))
		return false;
	spelt->kind = SPELT_NAME;
	spelt->name = text;
	spelt->length = strlen(text);
	return true;
}

/* "Not Found (404)" */
static bool name_and_code_take(const char *text, const struct httpstatus_registry *registry, struct spelt *spelt)
{
	size_t end = strlen(text);

	while (end && is_separator(text[end - 1]))
		end--;
	if (end <= CODE_DIGITS || !is_separator(text[end - CODE_DIGITS - 1]) ||
		!spelt_number(text + end - CODE_DIGITS, CODE_DIGITS, &spelt->number))
		return false;
	size_t length = end - CODE_DIGITS;
	while (length && is_separator(text[length - 1]))
		length--;
	if (!length || !spelt_is_name(registry, text, length))
		return false;
	spelt->kind = SPELT_CODE;
	spelt->word = text + end - CODE_DIGITS;
	spelt->word_length = CODE_DIGITS;
	spelt->name = text;
	spelt->length = length;
	return true;
}

static bool numbers_take(const char *text, struct spelt *spelt)
{
	if (!all_are_numbers(text))
		return false;
	spelt->kind = SPELT_NUMBERS;
	spelt->name = text;
	return true;
}

struct spelt spelt_read(const char *text, const struct httpstatus_registry *registry)
{
	struct spelt spelt = {.kind = SPELT_NOTHING, .name = text, .length = strlen(text)};

	if (strstr(text, "://"))
		spelt.kind = SPELT_URL;
	else if (is_class(text))
		spelt.kind = SPELT_CLASS;
	for (const char *rest = text; spelt.kind == SPELT_NOTHING && rest; rest = without_prefix(rest)) {
		spelt.is_line |= behind_version(rest) != NULL;
		bool is_parted = rest != text && !isdigit((unsigned char)*rest); /* the hyphen of HTTP-404 is none */

		if ((is_parted || !numbers_take(rest, &spelt)) && !name_take(rest, registry, &spelt) &&
			!code_take(rest, &spelt))
			name_and_code_take(rest, registry, &spelt);
	}
	return spelt;
}

/* ---- what may have been meant ---- */

static void offer_names(struct nearest *nearest, const struct httpstatus_code *code)
{
	const char *name;

	nearest_offer(nearest, httpstatus_code_phrase(code));
	for (size_t i = 0; (name = httpstatus_code_former_name(code, i)); i++)
		nearest_offer(nearest, name);
	for (size_t i = 0; (name = httpstatus_code_sent_phrase(code, i)); i++)
		nearest_offer(nearest, name);
}

struct nearest spelt_nearest(const struct httpstatus_registry *registry, int number, const char *name, size_t length)
{
	struct httpstatus_iter *iter =
		httpstatus_iter_new(registry ? registry : httpstatus_registry_by_name("everything"));
	const struct httpstatus_code *code;
	struct nearest nearest;

	if (!iter)
		complain_of_memory();
	if (number != ANY_NUMBER)
		httpstatus_iter_only(iter, HTTPSTATUS_FILTER_NUMBER, number);
	nearest_begin(&nearest, name, length);
	while ((code = httpstatus_iter_next(iter)))
		offer_names(&nearest, code);
	httpstatus_iter_free(iter);
	return nearest;
}

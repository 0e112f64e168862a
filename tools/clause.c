/*
 * Texts that grow.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <stdarg.h>
#include <string.h>

void clause_add(struct clause *clause, const char *format, ...)
{
	size_t room = sizeof clause->text - clause->used;
	va_list arguments;

	va_start(arguments, format);
	int length = vsnprintf(clause->text + clause->used, room, format, arguments);
	va_end(arguments);
	if (length > 0)
		clause->used += (size_t)length < room ? (size_t)length : room - 1;
}

/* The middle of a URI says least. No character of UTF-8 is cut. */
void clause_add_shortened(struct clause *clause, const char *text, size_t room)
{
	enum { LEAST = 16, DOTS = 3 };
	size_t length = strlen(text), half = (room < LEAST ? LEAST : room) / 2, front = half - DOTS,
	       back = length - half;

	if (length <= 2 * half) {
		clause_add(clause, "%s", text);
		return;
	}
	while (front > 0 && (text[front] & 0xc0) == 0x80)
		front--;
	while ((text[back] & 0xc0) == 0x80)
		back++;
	clause_add(clause, "%.*s...%s", (int)front, text, text + back);
}

void clause_add_word(struct clause *clause, const char *word)
{
	for (; *word; word++)
		clause_add(clause, "%c", *word == '-' ? ' ' : *word);
}

/* Up to here, seconds say more than any other unit. */
enum { SECONDS_PLAIN = 300 };

/* From the longest; a time is told in the first of which it has two, or, where it is exact, so many of which are easy to grasp. */
static const struct unit {
	int64_t seconds;
	const char *one, *many;
	int exact_most; /* a year is not always as long, so no number of them is exact */
} units[] = {
	{31536000, "year", "years", 0},
	{86400, "day", "days", 730},
	{3600, "h", "h", 72},
	{60, "min", "min", 120},
};

enum { UNITS = sizeof units / sizeof units[0] };

static const char *unit_name(const struct unit *unit, int64_t number)
{
	return number == 1 ? unit->one : unit->many;
}

/* "2 h", "93 days"; false where it is no such number. */
static bool add_exact(struct clause *clause, int64_t seconds)
{
	for (size_t i = 0; i < UNITS; i++) {
		int64_t number = seconds / units[i].seconds;

		if (seconds % units[i].seconds != 0 || number < 1 || number > units[i].exact_most)
			continue;
		clause_add(clause, "%lld %s", (long long)number, unit_name(&units[i], number));
		return true;
	}
	return false;
}

/* "about 93 days (8000000 s)" */
static void add_about(struct clause *clause, int64_t seconds)
{
	size_t i = 0;

	while (i + 1 < UNITS && seconds < 2 * units[i].seconds)
		i++;
	int64_t rest = seconds % units[i].seconds, number = seconds / units[i].seconds + (rest >= units[i].seconds / 2);
	clause_add(
		clause, "about %lld %s (%lld s)", (long long)number, unit_name(&units[i], number), (long long)seconds);
}

void clause_add_seconds(struct clause *clause, int64_t seconds)
{
	if (seconds == INT64_MAX)
		clause_add(clause, "more seconds than can be counted");
	else if (seconds < SECONDS_PLAIN)
		clause_add(clause, "%lld s", (long long)seconds);
	else if (!add_exact(clause, seconds))
		add_about(clause, seconds);
}

void clause_add_milliseconds(struct clause *clause, int64_t milliseconds)
{
	int64_t fraction = milliseconds % 1000;
	int digits = 3;

	if (fraction == 0 || milliseconds == INT64_MAX) {
		clause_add_seconds(clause, milliseconds == INT64_MAX ? INT64_MAX : milliseconds / 1000);
		return;
	}
	for (; fraction % 10 == 0; fraction /= 10)
		digits--;
	clause_add(clause, "%lld.%0*d s", (long long)(milliseconds / 1000), digits, (int)fraction);
}

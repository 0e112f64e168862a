/*
 * Texts that grow.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <stdarg.h>

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

void clause_add_word(struct clause *clause, const char *word)
{
	for (; *word; word++)
		clause_add(clause, "%c", *word == '-' ? ' ' : *word);
}

void clause_add_seconds(struct clause *clause, int64_t seconds)
{
	if (seconds == INT64_MAX)
		clause_add(clause, "more seconds than can be counted");
	else
		clause_add(clause, "%lld s", (long long)seconds);
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

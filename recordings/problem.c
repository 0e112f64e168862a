/*
 * What is wrong, in words.
 *
 * SPDX-License-Identifier: MIT
 */
#include "inner.h"

#include <stdarg.h>

bool problem_say(struct problem *problem, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	if (!problem->text[0])
		vsnprintf(problem->text, sizeof problem->text, format, arguments);
	va_end(arguments);
	return false;
}

bool problem_none(struct problem *problem, int error)
{
	return error ? problem_say(problem, "%s", httpstatus_strerror(error)) : true;
}

/*
 * Links: what the field Link says.
 *
 * SPDX-License-Identifier: MIT
 */
#include "values.h"

#include <string.h>

/* "<target>" at the start of *rest, leaving what follows it. RFC 8288, B.2: the first ">" ends it, whatever stands before. */
static bool take_target(struct span *rest, struct span *target)
{
	if (rest->length == 0 || rest->bytes[0] != '<')
		return false;
	const char *end = memchr(rest->bytes, '>', rest->length);
	if (!end)
		return false;
	size_t length = (size_t)(end - rest->bytes);
	*target = (struct span){rest->bytes + 1, length - 1};
	*rest = span_from(*rest, length + 1);
	return true;
}

/* All parameters at the start of *rest, leaving what follows them. */
static struct span take_parameters(struct span *rest)
{
	struct span whole = *rest;
	struct parameter parameter;

	while (parameter_next(rest, &parameter))
		continue;
	return span_trim(span_first(whole, whole.length - rest->length));
}

bool link_next(struct span *rest, struct link *link)
{
	list_skip(rest);
	struct span ahead = *rest;
	struct link read;
	if (!take_target(&ahead, &read.target))
		return false;
	read.parameters = take_parameters(&ahead);
	if (!list_skip(&ahead))
		return false;
	*rest = ahead;
	*link = read;
	return true;
}

bool link_has_relation(struct link link, struct span relation)
{
	struct parameter parameter;

	while (parameter_next(&link.parameters, &parameter))
		if (span_equals_ignoring_case(parameter.name, SPAN("rel")))
			return value_has_word(parameter.value, relation);
	return false;
}

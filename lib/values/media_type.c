/*
 * Media types and media ranges: "type/subtype; name=value" (RFC 9110, 8.3.1, 12.5.1).
 *
 * SPDX-License-Identifier: MIT
 */
#include "values.h"

bool media_type_read(struct span value, struct span *type, struct span *parameters)
{
	size_t before = span_token_length(value);

	if (before == 0 || before == value.length || value.bytes[before] != '/')
		return false;
	size_t behind = span_token_length(span_from(value, before + 1));
	*type = span_first(value, before + 1 + behind);
	*parameters = span_from(value, type->length);
	return behind > 0;
}

bool media_type_is_bare(struct span value)
{
	struct span type, parameters;

	return media_type_read(value, &type, &parameters) && parameters.length == 0;
}

bool media_type_is_valid(struct span value)
{
	struct span type, rest;
	struct parameter parameter;

	if (!media_type_read(value, &type, &rest))
		return false;
	while (parameter_next(&rest, &parameter)) /* no white space around "=" (RFC 9110, 5.6.6) */
		if (!parameter.has_value || parameter.value.bytes != parameter.name.bytes + parameter.name.length + 1)
			return false;
	return rest.length == 0;
}

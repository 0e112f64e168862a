/*
 * Challenges: what WWW-Authenticate and Proxy-Authenticate ask for.
 *
 * A comma separates challenges, and the auth-params of a challenge as well (RFC 9110, 11.6.1). An element between two commas tells by itself
 * which it is: an auth-param has "=" behind its first token, white space or not; the start of a challenge never has.
 *
 * SPDX-License-Identifier: MIT
 */
#include "values.h"

/* RFC 9110, 11.2. */
static bool is_token68(struct span span)
{
	while (span.length > 0 && span.bytes[span.length - 1] == '=')
		span.length--;
	for (size_t i = 0; i < span.length; i++) {
		switch (span.bytes[i]) {
		case '-':
		case '.':
		case '_':
		case '~':
		case '+':
		case '/':
			continue;
		default:
			if (!is_alpha(span.bytes[i]) && !is_digit(span.bytes[i]))
				return false;
		}
	}
	return span.length > 0;
}

/* RFC 9110, 11.2: unlike other parameters, an auth-param always has a value. */
static bool auth_param_read(struct span element, struct parameter *parameter)
{
	return parameter_read(&element, parameter) && parameter->has_value && element.length == 0;
}

/* Whether @part, in @whole, has a space behind it there. */
static bool space_follows(struct span whole, struct span part)
{
	struct span behind = span_from(whole, (size_t)(part.bytes - whole.bytes) + part.length);

	return behind.length > 0 && behind.bytes[0] == ' ';
}

/* RFC 9110, 11.3: 1*SP; a tab is none. */
static struct span skip_spaces(struct span span)
{
	while (span.length > 0 && span.bytes[0] == ' ')
		span = span_from(span, 1);
	return span;
}

/* What a challenge has before the first comma: its scheme, and the token68 or the first auth-param. */
static bool challenge_begin(struct span element, struct challenge *challenge)
{
	struct parameter scheme, first;

	if (!parameter_read(&element, &scheme) || scheme.has_value)
		return false;
	*challenge = (struct challenge){.scheme = scheme.name};
	if (element.length == 0)
		return true;
	if (element.bytes[0] != ' ')
		return false;
	element = skip_spaces(element);
	if (is_token68(element))
		challenge->token68 = element;
	else if (auth_param_read(element, &first))
		challenge->parameters = element;
	else
		return false;
	return true;
}

/* Takes in the elements at the start of *rest that are auth-params. */
static void challenge_continue(struct span *rest, struct challenge *challenge)
{
	struct span ahead = *rest, element, *parameters = &challenge->parameters;
	struct parameter parameter;

	while (list_next(&ahead, &element) && auth_param_read(element, &parameter)) {
		if (parameters->length == 0)
			*parameters = element;
		else
			parameters->length = (size_t)(element.bytes - parameters->bytes) + element.length;
		*rest = ahead;
	}
}

bool challenge_next(struct span *rest, struct challenge *challenge)
{
	struct span whole = *rest, element;
	struct challenge read;

	if (!list_next(rest, &element))
		return false;
	if (!challenge_begin(element, &read)) {
		*rest = span_from(whole, (size_t)(element.bytes - whole.bytes));
		return false;
	}
	/* RFC 9110, 11.3: 1*SP #auth-param. The list may start with empty elements, so that a scheme with a space behind it can have
	 * auth-params after a comma; one without cannot. */
	if (read.token68.length == 0 && space_follows(whole, read.scheme))
		challenge_continue(rest, &read);
	*challenge = read;
	return true;
}

bool challenge_parameter_next(struct span *rest, struct parameter *parameter)
{
	struct span whole = *rest, element;
	struct parameter read;

	if (!list_next(rest, &element))
		return false;
	if (!auth_param_read(element, &read)) {
		*rest = span_from(whole, (size_t)(element.bytes - whole.bytes));
		return false;
	}
	*parameter = read;
	return true;
}

/*
 * Judges of challenges and credentials.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

/* Parameters of one challenge that are compared with each other: nobody sends more, and time stays linear. */
enum { MOST_PARAMETERS = 32 };

/* Whether a challenge in any line of a field has something. */
static bool any_challenge_of(
	const struct subject *subject, struct span name, bool (*holds)(const struct challenge *challenge))
{
	struct challenge challenge;
	struct span line;
	uint32_t place = exchange_lines(subject->exchange, subject->part, name);

	while (exchange_line_next(subject->exchange, &place, &line))
		while (challenge_next(&line, &challenge))
			if (holds(&challenge))
				return true;
	return false;
}

static bool any_challenge(const struct subject *subject, bool (*holds)(const struct challenge *challenge))
{
	return any_challenge_of(subject, SPAN("WWW-Authenticate"), holds) ||
	       any_challenge_of(subject, SPAN("Proxy-Authenticate"), holds);
}

static bool repeats_parameter(const struct challenge *challenge, struct span *name)
{
	struct span names[MOST_PARAMETERS], rest = challenge->parameters;
	struct parameter parameter;
	size_t count = 0;

	while (count < MOST_PARAMETERS && challenge_parameter_next(&rest, &parameter)) {
		for (size_t i = 0; i < count; i++)
			if (span_equals_ignoring_case(names[i], parameter.name)) {
				*name = parameter.name;
				return true;
			}
		names[count++] = parameter.name;
	}
	return false;
}

static bool field_repeats_parameter(const struct subject *subject, struct span name)
{
	struct challenge challenge;
	struct span line, parameter;
	uint32_t place = exchange_lines(subject->exchange, subject->part, name);

	while (exchange_line_next(subject->exchange, &place, &line))
		while (challenge_next(&line, &challenge))
			if (repeats_parameter(&challenge, &parameter))
				return points_at(subject, parameter);
	return false;
}

static bool has_realm_as_token(const struct challenge *challenge)
{
	struct span rest = challenge->parameters;
	struct parameter parameter;

	while (challenge_parameter_next(&rest, &parameter))
		if (span_equals_ignoring_case(parameter.name, SPAN("realm")) && !span_is_quoted_string(parameter.value))
			return true;
	return false;
}

static bool has_space_around_equals(const struct challenge *challenge)
{
	struct span rest = challenge->parameters;
	struct parameter parameter;

	while (challenge_parameter_next(&rest, &parameter))
		if (parameter.value.bytes != parameter.name.bytes + parameter.name.length + 1)
			return true;
	return false;
}

static bool has_token68(const struct challenge *challenge)
{
	return challenge->token68.length > 0;
}

bool judge_challenge_repeats_parameter(const struct subject *subject)
{
	return field_repeats_parameter(subject, SPAN("WWW-Authenticate")) ||
	       field_repeats_parameter(subject, SPAN("Proxy-Authenticate"));
}

bool judge_challenge_has_realm_as_token(const struct subject *subject)
{
	return any_challenge(subject, has_realm_as_token);
}

bool judge_challenge_has_space_around_equals(const struct subject *subject)
{
	return any_challenge(subject, has_space_around_equals);
}

/* Negotiate (RFC 4559) goes on in the answer that lets the client in: there the field has a token. */
bool judge_proxy_challenge_has_token(const struct subject *subject)
{
	return any_challenge_of(subject, SPAN("Proxy-Authenticate"), has_token68);
}

/* ---- whether there is a challenge ---- */

/* A value that cannot be read counts as one: what is wrong with it is another matter. */
static bool lacks_challenge(const struct subject *subject, struct span name)
{
	struct span value, element;

	return !subject->response_is_open && !(response_value(subject, name, &value) && list_next(&value, &element));
}

bool judge_lacks_challenge(const struct subject *subject)
{
	return lacks_challenge(subject, SPAN("WWW-Authenticate"));
}

bool judge_lacks_proxy_challenge(const struct subject *subject)
{
	return lacks_challenge(subject, SPAN("Proxy-Authenticate"));
}

bool judge_has_any_challenge(const struct subject *subject)
{
	return response_has(subject, SPAN("WWW-Authenticate")) || response_has(subject, SPAN("Proxy-Authenticate"));
}

/* ---- whether it can be read ---- */

static bool challenge_is_invalid(const struct subject *subject, struct span name)
{
	struct span rest;
	struct challenge challenge;

	if (!response_value(subject, name, &rest))
		return false;
	while (challenge_next(&rest, &challenge))
		continue;
	return rest.length > 0;
}

bool judge_challenge_is_invalid(const struct subject *subject)
{
	return challenge_is_invalid(subject, SPAN("WWW-Authenticate"));
}

bool judge_proxy_challenge_is_invalid(const struct subject *subject)
{
	return challenge_is_invalid(subject, SPAN("Proxy-Authenticate"));
}

static bool parameters_are_invalid(const struct subject *subject, struct span name)
{
	struct span rest;
	struct parameter parameter;

	if (!response_value(subject, name, &rest))
		return false;
	while (challenge_parameter_next(&rest, &parameter))
		continue;
	return rest.length > 0;
}

bool judge_authentication_info_is_invalid(const struct subject *subject)
{
	return parameters_are_invalid(subject, SPAN("Authentication-Info"));
}

bool judge_proxy_authentication_info_is_invalid(const struct subject *subject)
{
	return parameters_are_invalid(subject, SPAN("Proxy-Authentication-Info"));
}

/* ---- Bearer ---- */

/* RFC 6750, 3.1: the status of an error; 0 for one that it does not have. */
static int status_of_error(struct span error)
{
	if (parameter_value_is(error, SPAN("invalid_request")))
		return 400;
	if (parameter_value_is(error, SPAN("invalid_token")))
		return 401;
	return parameter_value_is(error, SPAN("insufficient_scope")) ? 403 : 0;
}

/* The status that a challenge's error asks for; 0 where it asks for none. */
static int status_of_challenge(struct challenge challenge)
{
	struct parameter parameter;

	if (!span_equals_ignoring_case(challenge.scheme, SPAN("Bearer")))
		return 0;
	while (challenge_parameter_next(&challenge.parameters, &parameter))
		if (span_equals_ignoring_case(parameter.name, SPAN("error")))
			return status_of_error(parameter.value);
	return 0;
}

/* Where there are several errors, one that fits is enough, and it may be one that is missing here. */
bool judge_bearer_error_has_other_status(const struct subject *subject)
{
	bool differs = false;
	struct span rest;
	struct challenge challenge;

	if (subject->response_is_open || !response_value(subject, SPAN("WWW-Authenticate"), &rest))
		return false;
	while (challenge_next(&rest, &challenge)) {
		int status = status_of_challenge(challenge);

		if (status == subject->status)
			return false;
		differs = differs || status;
	}
	return differs;
}

/*
 * Judges of the CORS protocol (the Fetch standard): what a page of one origin may ask another one for, and read.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

/* ---- origins ---- */

static bool allowed_origin(const struct subject *subject, struct span *value)
{
	return response_value(subject, SPAN("Access-Control-Allow-Origin"), value);
}

/* An empty value allows nobody, which is no fault. */
bool judge_allowed_origin_is_invalid(const struct subject *subject)
{
	struct span value;

	return allowed_origin(subject, &value) && value.length > 0 && !span_equals(value, SPAN("*")) &&
	       !origin_is_serialized(value);
}

bool judge_origin_is_invalid(const struct subject *subject)
{
	struct span value;

	return request_value(subject, SPAN("Origin"), &value) && !origin_is_serialized(value);
}

/* ---- credentials ---- */

static bool credentials_value(const struct subject *subject, struct span *value)
{
	return response_value(subject, SPAN("Access-Control-Allow-Credentials"), value);
}

bool judge_allow_credentials_is_invalid(const struct subject *subject)
{
	struct span value;

	return credentials_value(subject, &value) && !span_equals(value, SPAN("true"));
}

static bool allows_everybody(const struct subject *subject)
{
	return cors_allows_everybody(subject->exchange, subject->part);
}

static bool allows_credentials(const struct subject *subject)
{
	return cors_allows_credentials(subject->exchange, subject->part);
}

bool judge_everybody_may_send_credentials(const struct subject *subject)
{
	return allows_everybody(subject) && allows_credentials(subject);
}

/* ---- lists ---- */

static const char lists[][32] = {
	"Access-Control-Allow-Methods", "Access-Control-Allow-Headers", "Access-Control-Expose-Headers"};

bool judge_cors_list_is_invalid(const struct subject *subject)
{
	struct span value;

	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
		if (response_value(subject, span_of(lists[i]), &value) && !list_is_tokens(value))
			return points_at(subject, span_of(lists[i]));
	return false;
}

/* With credentials, the star stands for nothing but itself. */
bool judge_star_is_no_wildcard(const struct subject *subject)
{
	struct span value;

	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
		if (response_value(subject, span_of(lists[i]), &value) && list_has_exactly(value, SPAN("*")))
			return allows_credentials(subject) && !allows_everybody(subject) &&
			       points_at(subject, span_of(lists[i]));
	return false;
}

bool judge_max_age_of_preflight_is_invalid(const struct subject *subject)
{
	struct span value;

	return response_value(subject, SPAN("Access-Control-Max-Age"), &value) && !span_is_digits(value);
}

/* ---- preflight requests, and the responses to them ---- */

static bool asked_method(const struct subject *subject, struct span *method)
{
	return request_value(subject, SPAN("Access-Control-Request-Method"), method);
}

static bool is_preflight(const struct subject *subject)
{
	return exchange_is_preflight(subject->exchange);
}

bool judge_preflight_request_is_odd(const struct subject *subject)
{
	struct span method, fields;

	if (!asked_method(subject, &method))
		return false;
	return !span_is_token(method) || !method_is(subject, SPAN("OPTIONS")) ||
	       request_lacks(subject, SPAN("Origin")) ||
	       (request_value(subject, SPAN("Access-Control-Request-Headers"), &fields) && !list_is_tokens(fields));
}

bool judge_preflight_is_allowed(const struct subject *subject)
{
	return is_preflight(subject) && cors_allows_origin(subject->exchange, subject->part);
}

/* Vary with Origin: the server looks at it, and has seen that this one is none of those that it allows. */
static bool answers_by_origin(const struct subject *subject)
{
	struct span vary;

	return response_value(subject, SPAN("Vary"), &vary) && list_has_element(vary, SPAN("Origin"));
}

/* Without the origin, the rest says nothing. Who refuses an origin sends nothing of the kind, or looks at it and sends the rest to everybody. */
bool judge_preflight_lacks_origin(const struct subject *subject)
{
	return is_preflight(subject) && response_lacks_value(subject, SPAN("Access-Control-Allow-Origin")) &&
	       !answers_by_origin(subject) &&
	       (response_has(subject, SPAN("Access-Control-Allow-Methods")) ||
		       response_has(subject, SPAN("Access-Control-Allow-Headers")) ||
		       response_has(subject, SPAN("Access-Control-Allow-Credentials")) ||
		       response_has(subject, SPAN("Access-Control-Max-Age")));
}

bool judge_preflight_lacks_method(const struct subject *subject)
{
	struct span method;

	return judge_preflight_is_allowed(subject) && asked_method(subject, &method) && span_is_token(method) &&
	       !cors_allows_method(subject->exchange, method) && points_at(subject, method);
}

bool judge_preflight_lacks_field(const struct subject *subject)
{
	struct span name;

	return judge_preflight_is_allowed(subject) && !cors_allows_fields(subject->exchange, &name) &&
	       points_at(subject, name);
}

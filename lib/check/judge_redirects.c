/*
 * Judges of redirects.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

/* A redirect to another spelling, such as one with dot segments removed, ends there. OPTIONS with a star is about no resource. */
bool judge_location_is_target(const struct subject *subject)
{
	return !(method_is(subject, SPAN("OPTIONS")) && targets_server(subject)) &&
	       exchange_leads_back(subject->exchange);
}

/* RFC 9110, 15.4: 301 and 302 may make GET of POST, and 303 makes GET of everything but HEAD. */
bool judge_redirect_keeps_method(const struct subject *subject)
{
	switch (subject->status) {
	case 301:
	case 302:
		return subject->method.length > 0 && !method_is(subject, SPAN("POST"));
	case 303:
		return method_is(subject, SPAN("GET")) || method_is(subject, SPAN("HEAD"));
	case 307:
	case 308:
		return subject->method.length > 0;
	default:
		return false;
	}
}

/* RFC 9110, 4.2.4: of http and https only, which a reference without a scheme is as well. */
bool judge_location_has_userinfo(const struct subject *subject)
{
	struct span value;

	return exchange_single_value(subject->exchange, SPAN("Location"), &value) && uri_has_userinfo(value);
}

static bool link_has_userinfo(struct span value)
{
	struct link link;

	while (link_next(&value, &link))
		if (uri_has_userinfo(link.target))
			return true;
	return false;
}

bool judge_field_has_userinfo(const struct subject *subject)
{
	struct span value;

	if (exchange_first_line(subject->exchange, subject->part, SPAN("Content-Location"), &value) &&
		uri_has_userinfo(value))
		return points_at(subject, SPAN("Content-Location"));
	return response_value(subject, SPAN("Link"), &value) && link_has_userinfo(value) &&
	       points_at(subject, SPAN("Link"));
}

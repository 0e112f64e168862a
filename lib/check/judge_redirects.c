/*
 * Judges of redirects.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

static bool location_read(const struct subject *subject, struct uri *uri)
{
	struct span value;

	if (!exchange_single_value(subject->exchange, SPAN("Location"), &value))
		return false;
	uri_split(value, uri);
	return true;
}

/* With a scheme, it is the target only where that one's is known: a redirect from http to https leads elsewhere. */
bool judge_location_is_target(const struct subject *subject)
{
	struct span value;
	struct uri uri;

	return location_read(subject, &uri) && (!uri.has_scheme || exchange_knows_scheme(subject->exchange)) &&
	       exchange_single_value(subject->exchange, SPAN("Location"), &value) &&
	       exchange_is_target(subject->exchange, value);
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
	struct authority authority;
	struct uri uri;

	if (!location_read(subject, &uri) || (uri.has_scheme && !scheme_is_http(uri.scheme)))
		return false;
	authority_split(uri.authority, &authority);
	return authority.has_userinfo;
}

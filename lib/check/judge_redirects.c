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

/* The members of a Link field, one of which may be such a reference. */
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

/* ---- in a request ---- */

/* A whole URI as it was sent: who says a URI in place of the request line may say what the client kept to itself. */
static bool target_has_userinfo(const struct subject *subject)
{
	struct span target = exchange_line(subject->exchange, HTTPSTATUS_LINE_TARGET);
	struct uri uri;

	uri_split(target, &uri);
	return subject->exchange->said.request_is_read && uri.has_scheme && uri_has_userinfo(target);
}

/* RFC 8288, 3; RFC 4918, 10.3. */
bool judge_request_has_userinfo(const struct subject *subject)
{
	static const char names[][17] = {"Content-Location", "Destination"};
	struct span value;

	if (target_has_userinfo(subject))
		return points_at(subject, SPAN("the target"));
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (request_value(subject, span_of(names[i]), &value) && uri_has_userinfo(value))
			return points_at(subject, span_of(names[i]));
	return request_value(subject, SPAN("Link"), &value) && link_has_userinfo(value) &&
	       points_at(subject, SPAN("Link"));
}

/* That of a URI of http or https, which every other is than one that :scheme names. CONNECT has no URI. */
bool judge_pseudo_authority_has_userinfo(const struct subject *subject)
{
	struct span value, scheme;
	struct authority authority;

	if (method_is(subject, SPAN("CONNECT")) || !request_value(subject, SPAN(":authority"), &value) ||
		(request_value(subject, SPAN(":scheme"), &scheme) && !scheme_is_http(scheme)))
		return false;
	authority_split(value, &authority);
	return authority.has_userinfo;
}

/* Of any scheme: "the fragment and userinfo components of the URI reference, if any". */
bool judge_referer_has_userinfo(const struct subject *subject)
{
	struct authority authority;
	struct span value;
	struct uri uri;

	if (!request_value(subject, SPAN("Referer"), &value))
		return false;
	uri_split(value, &uri);
	authority_split(uri.authority, &authority);
	return uri.has_authority && authority.has_userinfo;
}

bool judge_referer_has_fragment(const struct subject *subject)
{
	struct span value;
	struct uri uri;

	if (!request_value(subject, SPAN("Referer"), &value))
		return false;
	uri_split(value, &uri);
	return uri.has_fragment;
}

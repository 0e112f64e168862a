/*
 * Judges of redirects.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

#include <string.h>

static bool location_read(const struct subject *subject, struct span *value, struct uri *uri)
{
	if (!exchange_single_value(subject->exchange, SPAN("Location"), value))
		return false;
	uri_split(*value, uri);
	return true;
}

static struct span path_of(struct uri uri)
{
	return uri.path.length ? uri.path : SPAN("/");
}

/* Whether the path and query that a client would send are those that it sent, to the letter: a redirect to another spelling, such as one with dot
 * segments removed, ends there. */
static bool are_spelled_alike(struct span location, struct span target)
{
	struct uri next, now;

	uri_split(location, &next);
	uri_split(target, &now);
	return span_equals(path_of(next), path_of(now)) && next.has_query == now.has_query &&
	       span_equals(next.query, now.query);
}

static bool is_spelled_as_target(const struct subject *subject)
{
	struct span location, target;

	return exchange_derived(subject->exchange, DERIVED_LOCATION, &location) &&
	       exchange_target_uri(subject->exchange, &target) && are_spelled_alike(location, target);
}

/* Where the host is unknown, a path leads to the same one all the same. One that is longer than anybody needs is left alone. */
static bool leads_back_on_any_host(const struct subject *subject, struct span value, struct uri uri)
{
	enum { MOST = 1000 };
	static const char host[] = "http://localhost";
	struct span target = exchange_line(subject->exchange, HTTPSTATUS_LINE_TARGET);
	char base[sizeof host + MOST], out[2 * sizeof base];
	struct span whole = {base, sizeof host - 1 + target.length};
	unsigned defects;

	if (uri.has_scheme || uri.has_authority || target.length == 0 || target.bytes[0] != '/' || target.length > MOST)
		return false;
	memcpy(base, host, sizeof host - 1);
	memcpy(base + sizeof host - 1, target.bytes, target.length);
	size_t length = uri_resolve(whole, value, false, out, sizeof out, &defects);
	return length > 0 && length <= sizeof out && are_spelled_alike((struct span){out, length}, whole);
}

/* RFC 3986, 4.4: empty, or a fragment alone, is the target itself, whatever that is. */
static bool is_same_document(struct uri uri)
{
	return !uri.has_scheme && !uri.has_authority && uri.path.length == 0 && !uri.has_query;
}

/* With a scheme, it is the target only where that one's is known: a redirect from http to https leads elsewhere. */
bool judge_location_is_target(const struct subject *subject)
{
	struct span value;
	struct uri uri;

	if (!location_read(subject, &value, &uri))
		return false;
	if (is_same_document(uri))
		return true;
	if ((method_is(subject, SPAN("OPTIONS")) && targets_server(subject)) ||
		(uri.has_scheme && !exchange_knows_scheme(subject->exchange)))
		return false;
	return (exchange_leads_to(subject->exchange, subject->exchange) && is_spelled_as_target(subject)) ||
	       span_equals(value, exchange_line(subject->exchange, HTTPSTATUS_LINE_TARGET)) ||
	       leads_back_on_any_host(subject, value, uri);
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

/*
 * URI references and what they are made of; whether two URIs have one origin.
 *
 * SPDX-License-Identifier: MIT
 */
#include "values.h"

#include <string.h>

/* The length of what stands before the first of some octets. */
static size_t length_before(struct span span, struct span stops)
{
	size_t length = 0;

	while (length < span.length && !memchr(stops.bytes, span.bytes[length], stops.length))
		length++;
	return length;
}

static bool begins_with(struct span span, struct span text)
{
	return span.length >= text.length && memcmp(span.bytes, text.bytes, text.length) == 0;
}

/* RFC 3986, 3.1. The regular expression of appendix B takes more for a scheme, but is made for references that are right. */
static size_t scheme_length(struct span reference)
{
	size_t length = 0;

	if (reference.length == 0 || !is_alpha(reference.bytes[0]))
		return 0;
	while (length < reference.length && (is_alpha(reference.bytes[length]) || is_digit(reference.bytes[length]) ||
						    memchr("+-.", reference.bytes[length], 3)))
		length++;
	return length < reference.length && reference.bytes[length] == ':' ? length : 0;
}

static bool is_hexadecimal(char c)
{
	return is_digit(c) || (lower_case(c) >= 'a' && lower_case(c) <= 'f');
}

bool is_escape(struct span text)
{
	return text.length >= 3 && text.bytes[0] == '%' && is_hexadecimal(text.bytes[1]) &&
	       is_hexadecimal(text.bytes[2]);
}

bool scheme_is_http(struct span scheme)
{
	return span_equals_ignoring_case(scheme, SPAN("http")) || span_equals_ignoring_case(scheme, SPAN("https"));
}

static struct span take(struct span *rest, size_t length)
{
	struct span taken = span_first(*rest, length);

	*rest = span_from(*rest, length);
	return taken;
}

void uri_split(struct span reference, struct uri *out)
{
	*out = (struct uri){0};
	out->scheme = take(&reference, scheme_length(reference));
	out->has_scheme = out->scheme.length > 0;
	if (out->has_scheme)
		take(&reference, 1);
	out->has_authority = begins_with(reference, SPAN("//"));
	if (out->has_authority) {
		take(&reference, 2);
		out->authority = take(&reference, length_before(reference, SPAN("/?#")));
	}
	out->path = take(&reference, length_before(reference, SPAN("?#")));
	out->has_query = begins_with(reference, SPAN("?"));
	if (out->has_query) {
		take(&reference, 1);
		out->query = take(&reference, length_before(reference, SPAN("#")));
	}
	out->has_fragment = reference.length > 0;
	if (out->has_fragment)
		out->fragment = span_from(reference, 1);
}

/* How long the "[" and "]" of an IP literal are with all between; 0 where none is well-formed enough for a port to follow it. */
static size_t literal_length(struct span host)
{
	size_t length = length_before(host, SPAN("]")) + 1;

	if (!begins_with(host, SPAN("[")) || length > host.length || length == sizeof "[]" - 1)
		return 0;
	return length == host.length || host.bytes[length] == ':' ? length : 0;
}

void authority_split(struct span authority, struct authority *out)
{
	size_t host = authority.length;

	*out = (struct authority){0};
	while (host > 0 && authority.bytes[host - 1] != '@')
		host--;
	out->has_userinfo = host > 0;
	if (out->has_userinfo) {
		out->userinfo = take(&authority, host - 1);
		take(&authority, 1);
	}
	size_t literal = literal_length(authority);
	out->is_literal = literal > 0;
	out->host = take(&authority, literal ? literal : length_before(authority, SPAN(":")));
	out->has_port = authority.length > 0;
	if (out->has_port)
		out->port = span_from(authority, 1);
}

struct span uri_without_fragment(struct span reference)
{
	const char *hash = reference.length ? memchr(reference.bytes, '#', reference.length) : NULL;

	return hash ? span_first(reference, (size_t)(hash - reference.bytes)) : reference;
}

struct span scheme_default_port(struct span scheme)
{
	if (span_equals_ignoring_case(scheme, SPAN("http")))
		return SPAN("80");
	if (span_equals_ignoring_case(scheme, SPAN("https")))
		return SPAN("443");
	return SPAN("");
}

/* RFC 9110, 4.2.1, 4.2.2 and 4.3.1: no leading zeros, and an empty port is the default. Empty for a scheme that has none. */
static struct span port_of(struct span scheme, struct span port)
{
	while (port.length > 1 && port.bytes[0] == '0')
		port = span_from(port, 1);
	return port.length > 0 ? port : scheme_default_port(scheme);
}

bool origin_under(struct span scheme, struct span text, struct origin *out)
{
	struct authority authority;
	struct uri uri;

	uri_split(text, &uri);
	authority_split(uri.authority, &authority);
	if (authority.host.length == 0 || (authority.port.length > 0 && !span_is_digits(authority.port)))
		return false;
	*out = (struct origin){scheme, authority.host, port_of(scheme, authority.port)};
	return true;
}

bool origin_read(struct span text, struct origin *out)
{
	struct uri uri;

	uri_split(text, &uri);
	return uri.has_scheme && origin_under(uri.scheme, text, out);
}

static bool same_host_and_port(struct origin a, struct origin b)
{
	return span_equals_ignoring_case(a.host, b.host) && span_equals(a.port, b.port);
}

bool uri_same_origin_under(struct span scheme, struct span a, struct span b)
{
	struct origin of_a, of_b;

	return origin_under(scheme, a, &of_a) && origin_under(scheme, b, &of_b) && same_host_and_port(of_a, of_b);
}

bool uri_same_origin(struct span a, struct span b)
{
	struct origin of_a, of_b;

	if (!origin_read(a, &of_a) || !origin_read(b, &of_b))
		return false;
	return span_equals_ignoring_case(of_a.scheme, of_b.scheme) && same_host_and_port(of_a, of_b);
}

bool origin_may_be_same(struct span a, struct span b)
{
	return uri_same_origin_under(SPAN("http"), a, b) || uri_same_origin_under(SPAN("https"), a, b);
}

bool uri_may_be_same(struct span a, struct span b)
{
	struct uri of_a, of_b;

	uri_split(a, &of_a);
	uri_split(b, &of_b);
	return origin_may_be_same(a, b) && span_equals(of_a.path, of_b.path) && of_a.has_query == of_b.has_query &&
	       span_equals(of_a.query, of_b.query);
}

/* RFC 3986, 3.2.2, as far as characters go: what is between brackets is an IPv6 address, or of a version to come. */
static bool is_of_host(char c, bool literal)
{
	static const char marks[] = {'-', '.', '_', '~', '!', '$', '&', '\'', '(', ')', '*', '+', ',', ';', '='};

	return is_alpha(c) || is_digit(c) || memchr(marks, c, sizeof marks) || (literal && c == ':');
}

static bool literal_is_valid(struct span address)
{
	size_t colons = 0;

	for (size_t i = 0; i < address.length; i++) {
		if (!is_of_host(address.bytes[i], true))
			return false;
		colons += address.bytes[i] == ':';
	}
	return colons >= 2 || (address.length > 2 && lower_case(address.bytes[0]) == 'v');
}

static bool name_is_valid(struct span name)
{
	for (size_t i = 0; i < name.length; i++)
		if (!is_of_host(name.bytes[i], false) && !is_escape(span_from(name, i)))
			return false;
	return true;
}

bool host_is_valid(struct span value)
{
	struct authority authority;

	authority_split(value, &authority);
	if (authority.has_userinfo || (authority.port.length > 0 && !span_is_digits(authority.port)))
		return false;
	if (authority.is_literal)
		return literal_is_valid(span_first(span_from(authority.host, 1), authority.host.length - 2));
	return name_is_valid(authority.host);
}

/* Of http and https an empty path is "/" (RFC 9110, 4.2.3). */
static struct span path_asked(struct uri uri)
{
	return uri.path.length ? uri.path : SPAN("/");
}

bool uri_asks_the_same(struct span a, struct span b)
{
	struct uri parts_a, parts_b;

	uri_split(a, &parts_a);
	uri_split(b, &parts_b);
	return uri_same_origin(a, b) && span_equals(path_asked(parts_a), path_asked(parts_b)) &&
	       parts_a.has_query == parts_b.has_query && span_equals(parts_a.query, parts_b.query);
}

bool uri_has_userinfo(struct span reference)
{
	struct authority authority;
	struct uri uri;

	uri_split(reference, &uri);
	authority_split(uri.authority, &authority);
	return authority.has_userinfo && (!uri.has_scheme || scheme_is_http(uri.scheme));
}

bool host_is_not_ascii(struct span host)
{
	for (size_t i = 0; i < host.length; i++)
		if ((unsigned char)host.bytes[i] > 0x7f ||
			(is_escape(span_from(host, i)) && !(host.bytes[i + 1] >= '0' && host.bytes[i + 1] <= '7')))
			return true;
	return false;
}

bool uri_host_is_not_ascii(struct span reference)
{
	struct authority authority;
	struct uri uri;

	uri_split(reference, &uri);
	authority_split(uri.authority, &authority);
	return host_is_not_ascii(authority.host);
}

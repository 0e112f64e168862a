/*
 * Where Location leads, and what an exchange makes invalid.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

#include <httpstatus/status.h>
#include <string.h>

/* A target URI in three: "http", "example.com", "/path?query#fragment". */
struct target {
	struct span scheme, authority, rest;
};

static bool target_split(struct span uri, struct target *out)
{
	struct uri parts;

	uri_split(uri, &parts);
	if (!parts.has_scheme || !parts.has_authority)
		return false;
	*out = (struct target){parts.scheme, parts.authority,
		span_from(uri, parts.scheme.length + strlen("://") + parts.authority.length)};
	return true;
}

/* RFC 9112, 3.3. */
static bool target_read(const struct httpstatus_exchange *exchange, struct target *out)
{
	struct span target = exchange_line(exchange, HTTPSTATUS_LINE_TARGET);

	if (target.length == 0)
		return false;
	if (target_split(target, out))
		return true;
	if (target.bytes[0] != '/' && !span_equals(target, SPAN("*")))
		return false; /* CONNECT's host and port */
	/* https where the connection is secured, http where it is not, or nobody said. */
	out->scheme = exchange_property(exchange, HTTPSTATUS_PROPERTY_SECURED) == 1 ? SPAN("https") : SPAN("http");
	out->rest = target.bytes[0] == '/' ? target : SPAN("");
	return exchange_first_line(exchange, HTTPSTATUS_PART_REQUEST, SPAN("Host"), &out->authority) ||
	       exchange_first_line(exchange, HTTPSTATUS_PART_REQUEST, SPAN(":authority"), &out->authority);
}

bool exchange_knows_target_uri(const struct httpstatus_exchange *exchange)
{
	struct target target;

	return target_read(exchange, &target);
}

bool exchange_target_uri(struct httpstatus_exchange *exchange, struct span *uri)
{
	struct target target;

	*uri = exchange_line(exchange, HTTPSTATUS_LINE_TARGET);
	if (target_split(*uri, &target))
		return true;
	exchange->base.used = 0;
	if (!target_read(exchange, &target) || !buffer_put(&exchange->base, target.scheme) ||
		!buffer_put(&exchange->base, SPAN("://")) || !buffer_put(&exchange->base, target.authority) ||
		!buffer_put(&exchange->base, target.rest))
		return false;
	*uri = (struct span){exchange->base.bytes, exchange->base.used};
	return true;
}

/* The path and query behind an authority, without the slash that an empty path stands for (RFC 9110, 4.2.3). */
static struct span path_and_query(struct span rest)
{
	size_t length = 0;

	while (length < rest.length && rest.bytes[length] != '#')
		length++;
	rest = span_first(rest, length);
	return rest.length && rest.bytes[0] == '/' ? span_from(rest, 1) : rest;
}

/* The default port may be left out (RFC 9110, 4.2.3). */
static struct span without_default_port(struct target target)
{
	struct span port = span_equals_ignoring_case(target.scheme, SPAN("https")) ? SPAN(":443") : SPAN(":80");
	struct span authority = target.authority;

	if (authority.length > port.length && span_equals(span_from(authority, authority.length - port.length), port))
		authority.length -= port.length;
	return authority;
}

static bool same_target(struct target a, struct target b)
{
	return span_equals_ignoring_case(a.scheme, b.scheme) &&
	       span_equals_ignoring_case(without_default_port(a), without_default_port(b)) &&
	       span_equals(path_and_query(a.rest), path_and_query(b.rest));
}

bool exchange_same_target(const struct httpstatus_exchange *a, const struct httpstatus_exchange *b)
{
	struct target of_a, of_b;

	return target_read(a, &of_a) && target_read(b, &of_b) && same_target(of_a, of_b);
}

bool exchange_is_target(const struct httpstatus_exchange *exchange, struct span reference)
{
	struct target target, other;
	struct uri parts;

	uri_split(reference, &parts);
	if (span_equals(reference, exchange_line(exchange, HTTPSTATUS_LINE_TARGET)))
		return reference.length > 0;
	if (!target_read(exchange, &target))
		return false;
	if (target_split(reference, &other))
		return same_target(target, other);
	other = (struct target){target.scheme, target.authority, reference};
	return !parts.has_authority && reference.length > 0 && reference.bytes[0] == '/' && same_target(target, other);
}

bool exchange_single_value(const struct httpstatus_exchange *exchange, struct span name, struct span *value)
{
	struct span other;
	size_t place = 0;

	if (!exchange_next_line(exchange, HTTPSTATUS_PART_RESPONSE, name, &place, value))
		return false;
	while (exchange_next_line(exchange, HTTPSTATUS_PART_RESPONSE, name, &place, &other))
		if (!span_equals(*value, other))
			return false;
	return true;
}

/* A reference resolved against the target URI, into @out. */
static bool resolve(struct httpstatus_exchange *exchange, struct span reference, bool inherit, struct buffer *out,
	struct span *resolved)
{
	struct span base = {NULL, 0};
	struct uri parts;
	unsigned defects;

	uri_split(reference, &parts);
	if (!exchange_target_uri(exchange, &base)) {
		if (!parts.has_scheme)
			return false;
		base = reference;
		inherit = false;
	}
	size_t size = uri_resolve(base, reference, inherit, NULL, 0, &defects);
	if (size == 0 || !buffer_reserve(out, size + 1))
		return false;
	uri_resolve(base, reference, inherit, out->bytes, size, &defects);
	out->bytes[size] = '\0';
	*resolved = (struct span){out->bytes, size};
	return true;
}

const char *httpstatus_exchange_location(struct httpstatus_exchange *exchange, size_t *length)
{
	struct span reference, resolved = {NULL, 0};

	if (exchange && exchange_single_value(exchange, SPAN("Location"), &reference))
		resolve(exchange, reference, true, &exchange->location, &resolved);
	if (length)
		*length = resolved.length;
	return resolved.bytes;
}

bool exchange_knows_scheme(const struct httpstatus_exchange *exchange)
{
	struct target target;

	return target_split(exchange_line(exchange, HTTPSTATUS_LINE_TARGET), &target) ||
	       exchange_property(exchange, HTTPSTATUS_PROPERTY_SECURED) != HTTPSTATUS_UNKNOWN;
}

/* Whether two URIs have the same host, and each the default port of its scheme: http and https of one site. */
static bool same_but_scheme(struct span a, struct span b)
{
	struct target of_a, of_b;

	return target_split(a, &of_a) && target_split(b, &of_b) &&
	       span_equals_ignoring_case(without_default_port(of_a), without_default_port(of_b));
}

int64_t httpstatus_exchange_location_is_cross_origin(struct httpstatus_exchange *exchange)
{
	struct span reference, resolved, target;
	struct uri parts;

	if (!exchange || !exchange_single_value(exchange, SPAN("Location"), &reference) ||
		!exchange_target_uri(exchange, &target) ||
		!resolve(exchange, reference, true, &exchange->location, &resolved) ||
		!exchange_target_uri(exchange, &target))
		return HTTPSTATUS_UNKNOWN;
	uri_split(reference, &parts);
	if (parts.has_scheme && !exchange_knows_scheme(exchange) && same_but_scheme(target, resolved))
		return HTTPSTATUS_UNKNOWN; /* it depends on whether the target was http or https */
	return !uri_same_origin(target, resolved);
}

/* ---- what is invalid from now on: RFC 9111, 4.4 ---- */

static bool invalidates(const struct httpstatus_exchange *exchange)
{
	int64_t status = exchange_property(exchange, HTTPSTATUS_PROPERTY_STATUS);
	int class = status == HTTPSTATUS_UNKNOWN ? 0 : httpstatus_class((int)status);

	return (class == 2 || class == 3) && exchange_knows_line(exchange, HTTPSTATUS_LINE_METHOD) &&
	       !method_is_safe(exchange_line(exchange, HTTPSTATUS_LINE_METHOD));
}

/* What a field names, where that is on the target's origin. */
static bool named_on_origin(struct httpstatus_exchange *exchange, struct span name, struct span *uri)
{
	struct span reference, target;

	return exchange_single_value(exchange, name, &reference) &&
	       resolve(exchange, reference, false, &exchange->invalidated, uri) &&
	       exchange_target_uri(exchange, &target) && uri_same_origin(target, *uri);
}

const char *httpstatus_exchange_invalidated(struct httpstatus_exchange *exchange, size_t i)
{
	static const char names[][20] = {"Location", "Content-Location"};
	struct span uri;

	if (!exchange || !invalidates(exchange) || !exchange_target_uri(exchange, &uri))
		return NULL;
	if (i == 0)
		return resolve(exchange, uri, false, &exchange->invalidated, &uri) ? uri.bytes : NULL;
	for (size_t name = 0; name < 2; name++)
		if (named_on_origin(exchange, (struct span){names[name], strlen(names[name])}, &uri) && --i == 0)
			return uri.bytes;
	return NULL;
}

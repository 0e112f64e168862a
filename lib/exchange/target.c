/*
 * The target URI, and where Location leads.
 *
 * Both are worked out when something is said that they follow from, and not when they are asked for: so to ask only reads.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

#include <string.h>

bool exchange_derived(const struct httpstatus_exchange *exchange, enum derived derived, struct span *text)
{
	const struct derived_text *known = &exchange->derived[derived];

	if (known->known)
		*text = (struct span){known->text.bytes, known->text.used};
	return known->known;
}

/* ---- working it out ---- */

struct uri_inputs uri_inputs_of(const struct httpstatus_exchange *exchange)
{
	struct uri_inputs inputs = {.target = exchange_line(exchange, HTTPSTATUS_LINE_TARGET),
		.secured = exchange_property(exchange, HTTPSTATUS_PROPERTY_SECURED)};

	inputs.has_host = exchange_first_line(exchange, HTTPSTATUS_PART_REQUEST, SPAN("Host"), &inputs.host) ||
			  exchange_first_line(exchange, HTTPSTATUS_PART_REQUEST, SPAN(":authority"), &inputs.host);
	inputs.has_location = exchange_single_value(exchange, SPAN("Location"), &inputs.location);
	inputs.has_content_location =
		exchange_single_value(exchange, SPAN("Content-Location"), &inputs.content_location);
	return inputs;
}

static bool is_absolute(struct span target)
{
	struct uri parts;

	uri_split(target, &parts);
	return parts.has_scheme && parts.has_authority;
}

static bool is_star(struct span target)
{
	return span_equals(target, SPAN("*"));
}

/* RFC 9112, 3.3: what was said, or put together from Host and the path; but not CONNECT's host and port. */
static bool derive_target(struct derived_text *out, const struct uri_inputs *inputs)
{
	struct span target = inputs->target;
	bool whole = is_absolute(target);

	out->text.used = 0;
	out->known = whole || (inputs->has_host && target.length && (target.bytes[0] == '/' || is_star(target)));
	if (!out->known)
		return true;
	if (whole)
		return buffer_put(&out->text, target);
	/* https where the connection is secured, http where it is not, or nobody said. */
	return buffer_put(&out->text, inputs->secured == 1 ? SPAN("https://") : SPAN("http://")) &&
	       buffer_put(&out->text, inputs->host) && buffer_put(&out->text, is_star(target) ? SPAN("") : target);
}

/* Where the host is unknown, the same path is the same resource all the same; any host makes a base of it. */
static bool derive_path(struct derived_text *out, const struct uri_inputs *inputs)
{
	out->text.used = 0;
	out->known = !inputs->has_host && inputs->target.length && inputs->target.bytes[0] == '/';
	return !out->known ||
	       (buffer_put(&out->text, SPAN("http://localhost")) && buffer_put(&out->text, inputs->target));
}

/* A reference resolved against the target URI. */
static bool derive_resolved(
	struct derived_text *out, const struct derived_text *target, struct span reference, bool inherit)
{
	struct span base = target->known ? (struct span){target->text.bytes, target->text.used} : reference;
	struct uri parts;
	unsigned defects;

	uri_split(reference, &parts);
	out->known = target->known || parts.has_scheme;
	if (!out->known)
		return true;
	inherit = inherit && target->known;
	size_t size = uri_resolve(base, reference, inherit, NULL, 0, &defects);
	out->known = size > 0;
	if (!buffer_reserve(&out->text, size + 1))
		return false;
	uri_resolve(base, reference, inherit, out->text.bytes, size, &defects);
	out->text.used = size;
	out->text.bytes[size] = '\0';
	return true;
}

/* A reference without a scheme or host, resolved against the path. */
static bool derive_resolved_path(struct derived_text *out, const struct derived_text *path, struct span reference)
{
	struct uri parts;

	uri_split(reference, &parts);
	out->known = false;
	return !path->known || parts.has_scheme || parts.has_authority || derive_resolved(out, path, reference, false);
}

static bool derive_key(
	struct derived_text *out, const struct derived_text *uri, bool has_path, struct derived_text *scratch)
{
	struct span text = {uri->text.bytes, uri->text.used};

	out->known = uri->known && is_absolute(text);
	return !out->known || uri_normalize(text, has_path, &scratch->text, &out->text);
}

/* Where nothing has to be kept, the larger room is the spare: an exchange that is filled again needs no more of it. */
static void make_spare(struct derived_text *derived, struct derived_text *spare)
{
	struct derived_text before = *derived;

	if (!before.known && before.text.capacity > spare->text.capacity) {
		*derived = *spare;
		*spare = before;
	}
	spare->known = false;
}

bool uris_derive(struct httpstatus_exchange *exchange, const struct uri_inputs *inputs)
{
	struct derived_text *spare = exchange->spare, *scratch = &exchange->scratch;

	for (int i = 0; i < DERIVED_COUNT; i++)
		make_spare(&exchange->derived[i], &spare[i]);
	if (!derive_target(&spare[DERIVED_TARGET], inputs) ||
		!derive_key(&spare[DERIVED_TARGET_KEY], &spare[DERIVED_TARGET], !is_star(inputs->target), scratch) ||
		!derive_path(&spare[DERIVED_PATH], inputs))
		return false;
	if (inputs->has_location &&
		(!derive_resolved(&spare[DERIVED_LOCATION], &spare[DERIVED_TARGET], inputs->location, true) ||
			!derive_key(&spare[DERIVED_LOCATION_KEY], &spare[DERIVED_LOCATION], true, scratch) ||
			!derive_resolved_path(&spare[DERIVED_LOCATION_PATH], &spare[DERIVED_PATH], inputs->location)))
		return false;
	if (!inputs->has_content_location)
		return true;
	return derive_resolved(
		       &spare[DERIVED_CONTENT_LOCATION], &spare[DERIVED_TARGET], inputs->content_location, false) &&
	       derive_key(&spare[DERIVED_CONTENT_LOCATION_KEY], &spare[DERIVED_CONTENT_LOCATION], true, scratch) &&
	       derive_resolved_path(
		       &spare[DERIVED_CONTENT_LOCATION_PATH], &spare[DERIVED_PATH], inputs->content_location);
}

/* ---- asking ---- */

bool exchange_target_uri(const struct httpstatus_exchange *exchange, struct span *uri)
{
	return exchange_derived(exchange, DERIVED_TARGET, uri);
}

bool exchange_knows_scheme(const struct httpstatus_exchange *exchange)
{
	return is_absolute(exchange_line(exchange, HTTPSTATUS_LINE_TARGET)) ||
	       exchange_property(exchange, HTTPSTATUS_PROPERTY_SECURED) != HTTPSTATUS_UNKNOWN;
}

/* Where nobody said the scheme of either: the port 80 is the usual one of http, and 443 that of https. */
static int match_in_either_scheme(
	const struct httpstatus_exchange *a, const struct httpstatus_exchange *b, bool in_http)
{
	struct span of_a, of_b;

	if (!exchange_target_uri(a, &of_a) || !exchange_target_uri(b, &of_b))
		return -1;
	bool differs =
		uri_same_origin_under(SPAN("http"), of_a, of_b) != uri_same_origin_under(SPAN("https"), of_a, of_b);
	return differs && uri_may_be_same(of_a, of_b) ? -1 : in_http;
}

int exchange_targets_match(const struct httpstatus_exchange *a, const struct httpstatus_exchange *b)
{
	struct span of_a, of_b;

	if (!exchange_derived(a, DERIVED_TARGET_KEY, &of_a) || !exchange_derived(b, DERIVED_TARGET_KEY, &of_b))
		return -1;
	if (exchange_knows_scheme(a) && exchange_knows_scheme(b))
		return span_equals(of_a, of_b);
	if (!exchange_knows_scheme(a) && !exchange_knows_scheme(b))
		return match_in_either_scheme(a, b, span_equals(of_a, of_b));
	return uri_may_be_same(of_a, of_b) ? -1 : 0;
}

static bool same(
	const struct httpstatus_exchange *a, enum derived of_a, const struct httpstatus_exchange *b, enum derived of_b)
{
	struct span text_a, text_b;

	return exchange_derived(a, of_a, &text_a) && exchange_derived(b, of_b, &text_b) && span_equals(text_a, text_b);
}

/* Where the host is unknown: whether a reference leads to the same path and query. */
static bool leads_to_path(const struct httpstatus_exchange *exchange, enum derived resolved)
{
	struct span path, to;

	return exchange_derived(exchange, DERIVED_PATH, &path) && exchange_derived(exchange, resolved, &to) &&
	       span_equals(uri_without_fragment(path), uri_without_fragment(to));
}

/* A target that is neither a URI nor a path, such as that of OPTIONS with a star, can still be the same text. */
static bool field_is_target(const struct httpstatus_exchange *exchange, struct span name)
{
	struct span reference;

	return exchange_single_value(exchange, name, &reference) && reference.length &&
	       span_equals(reference, exchange_line(exchange, HTTPSTATUS_LINE_TARGET));
}

bool exchange_leads_to(const struct httpstatus_exchange *from, const struct httpstatus_exchange *to)
{
	return same(from, DERIVED_LOCATION_KEY, to, DERIVED_TARGET_KEY) ||
	       (from == to && (leads_to_path(from, DERIVED_LOCATION_PATH) || field_is_target(from, SPAN("Location"))));
}

/* With a scheme, it is the target only where that one's is known: a redirect from http to https leads elsewhere. */
bool exchange_leads_back(const struct httpstatus_exchange *exchange)
{
	struct span reference, location, target;
	struct uri parts;

	if (!exchange_single_value(exchange, SPAN("Location"), &reference))
		return false;
	uri_split(reference, &parts);
	if (parts.has_scheme && !exchange_knows_scheme(exchange))
		return false;
	if ((parts.has_scheme || !parts.has_authority) && field_is_target(exchange, SPAN("Location")))
		return true; /* to the letter, though some may have to be encoded */
	if (exchange_derived(exchange, DERIVED_LOCATION, &location) && exchange_target_uri(exchange, &target))
		return uri_asks_the_same(target, location);
	return leads_to_path(exchange, DERIVED_LOCATION_PATH);
}

bool exchange_is_of_target(const struct httpstatus_exchange *exchange)
{
	struct span location;

	/* An empty value is taken for no statement, though by its grammar it is the target (RFC 3986, 4.4): nobody means it. */
	if (exchange_single_value(exchange, SPAN("Content-Location"), &location) && location.length == 0)
		return false;
	return same(exchange, DERIVED_CONTENT_LOCATION_KEY, exchange, DERIVED_TARGET_KEY) ||
	       leads_to_path(exchange, DERIVED_CONTENT_LOCATION_PATH) ||
	       field_is_target(exchange, SPAN("Content-Location"));
}

static const char *give(bool known, struct span text, size_t *length)
{
	if (length)
		*length = known ? text.length : 0;
	return known ? text.bytes : NULL;
}

const char *httpstatus_exchange_target_uri(const struct httpstatus_exchange *exchange, size_t *length)
{
	struct span uri = {NULL, 0};
	bool known =
		exchange && exchange_knows_scheme(exchange) && exchange_derived(exchange, DERIVED_TARGET_KEY, &uri);

	return give(known, uri, length);
}

const char *httpstatus_exchange_location(const struct httpstatus_exchange *exchange, size_t *length)
{
	struct span location = {NULL, 0};
	bool known = exchange && exchange_derived(exchange, DERIVED_LOCATION, &location);

	return give(known, location, length);
}

/* Whether Location leads to another origin than the target has, of which nobody said whether it is http or https; -1 where it depends on that. */
static int crosses_from_either(struct span target, struct span location, struct uri reference)
{
	bool same_in_http = uri_same_origin_under(SPAN("http"), target, location);
	bool same_in_https = uri_same_origin_under(SPAN("https"), target, location);

	if (reference.has_scheme) /* the same only if the target has that scheme as well */
		return uri_same_origin_under(reference.scheme, target, location) ? -1 : 1;
	return same_in_http == same_in_https ? !same_in_http : -1;
}

int httpstatus_exchange_location_is_cross_origin(const struct httpstatus_exchange *exchange)
{
	struct span reference, location, target;
	struct uri parts;

	if (!exchange || !exchange_single_value(exchange, SPAN("Location"), &reference) ||
		!exchange_derived(exchange, DERIVED_LOCATION, &location) || !exchange_target_uri(exchange, &target))
		return -1;
	uri_split(reference, &parts);
	if (!exchange_knows_scheme(exchange))
		return crosses_from_either(target, location, parts);
	return !uri_same_origin(target, location);
}

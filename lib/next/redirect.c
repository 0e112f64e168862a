/*
 * Where a redirect leads, and what goes along.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

/* Whether a host is another one or a subdomain of it. An address has no subdomains, but none looks like one either. */
static bool is_below(struct span host, struct span above)
{
	if (host.length <= above.length)
		return span_equals_ignoring_case(host, above);
	struct span end = span_from(host, host.length - above.length);
	return host.bytes[host.length - above.length - 1] == '.' && span_equals_ignoring_case(end, above);
}

static bool same_scheme(struct origin a, struct origin b)
{
	return span_equals_ignoring_case(a.scheme, b.scheme);
}

static bool is_upgrade(struct origin from, struct origin to)
{
	return span_equals_ignoring_case(from.scheme, SPAN("http")) && span_equals(from.port, SPAN("80")) &&
	       span_equals_ignoring_case(to.scheme, SPAN("https")) && span_equals(to.port, SPAN("443"));
}

/* Whether the policy lets credentials go from one origin to another, or to the same. */
static bool credentials_reach(const struct httpstatus_policy *policy, struct origin from, struct origin to, bool same)
{
	bool same_host = span_equals_ignoring_case(from.host, to.host);

	switch (policy_number(policy, SETTING_CREDENTIALS)) {
	case CREDENTIALS_SUBDOMAINS:
		return is_below(to.host, from.host);
	case CREDENTIALS_SUBDOMAINS_SAME_PORT:
		return is_below(to.host, from.host) &&
		       (is_upgrade(from, to) || (span_equals(from.port, to.port) && same_scheme(from, to)));
	case CREDENTIALS_SUBDOMAINS_SAME_SCHEME:
		return is_below(to.host, from.host) && same_scheme(from, to);
	case CREDENTIALS_HOST:
		return same_host;
	case CREDENTIALS_HOST_UPGRADE:
		return same || (same_host && is_upgrade(from, to));
	case CREDENTIALS_ALWAYS:
		return true;
	case CREDENTIALS_NEVER:
		return false;
	default:
		return same;
	}
}

/* Only http and https are asked in HTTP; a reference that nothing resolves has no scheme of its own. */
static bool scheme_is_https(struct span uri, bool *https)
{
	struct uri parts;

	uri_split(uri, &parts);
	*https = span_equals_ignoring_case(parts.scheme, SPAN("https"));
	return *https || span_equals_ignoring_case(parts.scheme, SPAN("http"));
}

/* What no encoding mends. Browsers and most others encode the rest (WHATWG URL; RFC 3986, 2.1). */
static bool reference_is_broken(struct span base, struct span reference)
{
	unsigned defects;

	uri_resolve(base, reference, false, NULL, 0, &defects);
	return defects & (URI_DEFECT_SCHEME | URI_DEFECT_PORT | URI_DEFECT_HOST);
}

/* Location without the scheme and authority of a target URI of which only the path is sure. No octets where there is no target URI. */
static struct span path_of_location(const struct httpstatus_exchange *exchange)
{
	struct span location;
	struct uri parts;

	location.bytes = httpstatus_exchange_location(exchange, &location.length);
	if (!location.bytes && !exchange_derived(exchange, DERIVED_LOCATION_PATH, &location))
		return location;
	uri_split(location, &parts);
	return span_from(location, (size_t)(parts.path.bytes - location.bytes));
}

static bool leads_elsewhere(const struct httpstatus_exchange *exchange)
{
	return httpstatus_exchange_location_is_cross_origin(exchange) != 0;
}

/* Whether they may go from a target, if it had a scheme, to where Location leads, which takes that over or has its own. */
static bool credentials_reach_from(const struct situation *situation, struct span scheme, struct span target,
	struct span location, bool takes_over)
{
	struct origin from, to;

	if (!origin_under(scheme, target, &from) ||
		!(takes_over ? origin_under(scheme, location, &to) : origin_read(location, &to)))
		return false;
	bool same = same_scheme(from, to) && span_equals_ignoring_case(from.host, to.host) &&
		    span_equals(from.port, to.port);
	return credentials_reach(&situation->chain->policy, from, to, same);
}

/* Whether they may go there from a target of which nobody said the scheme: what depends on that is taken as the worse. */
static bool credentials_reach_anyway(const struct situation *situation, bool takes_over)
{
	struct span target, location;

	location.bytes = httpstatus_exchange_location(situation->exchange, &location.length);
	if (!location.bytes || !exchange_target_uri(situation->exchange, &target))
		return policy_number(&situation->chain->policy, SETTING_CREDENTIALS) == CREDENTIALS_ALWAYS;
	return credentials_reach_from(situation, SPAN("http"), target, location, takes_over) &&
	       credentials_reach_from(situation, SPAN("https"), target, location, takes_over);
}

/* Where a reference leads that there is nothing to resolve against. What depends on the target is taken as the worse; but a path alone never
 * leads to another origin. */
static void reference_take(const struct situation *situation, struct span reference, struct redirect *out)
{
	bool never = policy_number(&situation->chain->policy, SETTING_CREDENTIALS) == CREDENTIALS_NEVER, https = true;
	struct uri parts;
	unsigned defects;

	uri_split(reference, &parts);
	out->target = reference;
	out->crosses = parts.has_scheme || (parts.has_authority && leads_elsewhere(situation->exchange));
	out->drops_credentials = never || (out->crosses && !credentials_reach_anyway(situation, !parts.has_scheme));
	/* As it stands: so there must be nothing in it that would have to be encoded. */
	uri_resolve(SPAN("http://localhost/"), reference, false, NULL, 0, &defects);
	out->usable = !defects && (!parts.has_scheme || scheme_is_https(reference, &https));
	out->downgrade = out->usable && parts.has_scheme && !https &&
			 exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_SECURED) != 0;
	struct span path = out->crosses ? SPAN("") : path_of_location(situation->exchange);
	if (path.length) {
		out->target = path;
		out->usable = true;
	}
}

/* Where a reference leads from a target URI. */
static void reference_resolve(
	const struct situation *situation, struct span base, struct span reference, struct redirect *out)
{
	const struct httpstatus_exchange *exchange = situation->exchange;
	bool from_https, to_https;
	struct origin from, to;

	out->target.bytes = httpstatus_exchange_location(exchange, &out->target.length);
	if (!out->target.bytes || reference_is_broken(base, reference))
		return;
	out->usable = scheme_is_https(out->target, &to_https);
	scheme_is_https(base, &from_https);
	out->downgrade = out->usable && !to_https && (from_https || !exchange_knows_scheme(exchange));
	out->crosses = leads_elsewhere(exchange);
	if (exchange_knows_scheme(exchange))
		out->drops_credentials = !origin_read(base, &from) || !origin_read(out->target, &to) ||
					 !credentials_reach(&situation->chain->policy, from, to, !out->crosses);
	else
		out->drops_credentials = !credentials_reach_anyway(situation, false);
}

/* Whether it takes a scheme to resolve a reference, and nobody said which: http would do for https what must not be done. */
static bool scheme_is_missing(const struct httpstatus_exchange *exchange, struct span reference)
{
	struct uri parts;

	uri_split(reference, &parts);
	return !parts.has_scheme && !exchange_knows_scheme(exchange);
}

static void location_read(const struct situation *situation, struct redirect *out)
{
	struct span reference, base;

	out->given = situation_response_has(situation, SPAN("Location"));
	if (!out->given)
		return;
	out->differs = !exchange_single_value(situation->exchange, SPAN("Location"), &reference);
	if (out->differs)
		return;
	out->userinfo = uri_has_userinfo(reference);
	out->host_not_ascii = uri_host_is_not_ascii(reference);
	out->leads_back = exchange_leads_back(situation->exchange);
	if (scheme_is_missing(situation->exchange, reference) || !exchange_target_uri(situation->exchange, &base))
		reference_take(situation, reference, out);
	else
		reference_resolve(situation, base, reference, out);
}

/* Whether 2xx with a Location can lead somewhere: a status monitor, which is asked with GET. */
static bool polls(const struct situation *situation)
{
	return situation->code == 202;
}

void redirect_read(const struct situation *situation, struct redirect *out)
{
	const struct httpstatus_chain *chain = situation->chain;

	*out = (struct redirect){.rewrite = REWRITE_STOP};
	if (situation->event != EVENT_COUNT || (httpstatus_class(situation->code) != 3 && !polls(situation)))
		return;
	if (span_equals(situation->method, SPAN("CONNECT")))
		return; /* a proxy must not choose the other end of a tunnel */
	location_read(situation, out);
	out->rewrite =
		polls(situation) ? REWRITE_GET : policy_rewrite(&chain->policy, situation->named, situation->method);
	if (out->rewrite == REWRITE_GET_ACROSS)
		out->rewrite = out->crosses ? REWRITE_GET : REWRITE_KEEP;
	out->drops_content =
		out->rewrite == REWRITE_GET || out->rewrite == REWRITE_BARE || chain->memory.content_dropped;
}

/*
 * Other protocols: those that the client can speak, and those that the server names.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

/* A protocol's name, and behind a slash, which *version keeps, its version. */
static struct span protocol_name(struct span protocol, struct span *version)
{
	size_t length = 0;

	while (length < protocol.length && protocol.bytes[length] != '/')
		length++;
	*version = span_from(protocol, length);
	return span_first(protocol, length);
}

bool protocols_are_good(struct span value)
{
	struct span protocol, version;

	while (list_next(&value, &protocol))
		if (!span_is_token(protocol_name(protocol, &version)) ||
			(version.length && !span_is_token(span_from(version, 1))))
			return false;
	return true;
}

/* RFC 9110, 7.8: the name without regard to case; the version, where both have one, as it is. */
static bool same_protocol(struct span a, struct span b)
{
	struct span version_a, version_b, name_a = protocol_name(a, &version_a), name_b = protocol_name(b, &version_b);

	return span_equals_ignoring_case(name_a, name_b) &&
	       (version_a.length == 0 || version_b.length == 0 || span_equals(version_a, version_b));
}

/* The first protocol that the server names and the client knows, as the client spells it: what a server wrote goes into no request. */
static bool protocol_choose(struct span offered, struct span known, struct span *protocol)
{
	struct span offer;

	while (list_next(&offered, &offer))
		for (struct span rest = known; list_next(&rest, protocol);)
			if (same_protocol(offer, *protocol))
				return true;
	return false;
}

/* RFC 9113, 8.6: Upgrade is of HTTP/1.1 alone. */
static bool speaks_http11(const struct situation *situation)
{
	int64_t version = situation_version(situation);

	return version == HTTPSTATUS_UNKNOWN || version == 11;
}

bool upgrade_choose(const struct situation *situation, struct span *protocol)
{
	struct span known = {situation->chain->protocols.bytes, situation->chain->protocols.used}, offered;

	return speaks_http11(situation) &&
	       exchange_value(situation->exchange, situation->part, SPAN("Upgrade"), &offered) &&
	       protocol_choose(offered, known, protocol);
}

bool switch_was_asked(const struct situation *situation)
{
	struct span asked, offered, protocol;

	if (!speaks_http11(situation))
		return false;
	if (exchange_request_is_open(situation->exchange))
		return true;
	return exchange_value(situation->exchange, HTTPSTATUS_PART_REQUEST, SPAN("Upgrade"), &asked) &&
	       exchange_value(situation->exchange, situation->part, SPAN("Upgrade"), &offered) &&
	       protocol_choose(offered, asked, &protocol);
}

/*
 * Judges of Cache-Status and of targeted cache fields (RFC 9211, 9213).
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

bool judge_cache_status_is_invalid(const struct subject *subject)
{
	struct structured_item member;
	struct span rest;

	if (!response_value(subject, SPAN("Cache-Status"), &rest))
		return false;
	while (structured_list_next(&rest, &member))
		if (member.type != STRUCTURED_STRING && member.type != STRUCTURED_TOKEN)
			return true;
	return rest.length > 0;
}

/* ---- targeted fields: RFC 9213, 2.1 ---- */

static bool is_one_of(struct span key, const char names[][24], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (span_equals(key, span_of(names[i])))
			return true;
	return false;
}

/* Of directives that we do not know, anything may be right. */
static bool directive_is_valid(struct structured_member member)
{
	static const char numbers[][24] = {"max-age", "s-maxage", "stale-while-revalidate", "stale-if-error"};
	static const char flags[][24] = {"immutable", "must-revalidate", "must-understand", "no-store", "no-transform",
		"proxy-revalidate", "public"};
	static const char lists[][24] = {"no-cache", "private"};
	bool is_true = member.item.type == STRUCTURED_BOOLEAN && member.item.number == 1;

	if (is_one_of(member.key, numbers, sizeof numbers / sizeof numbers[0]))
		return member.item.type == STRUCTURED_INTEGER && member.item.number >= 0;
	if (is_one_of(member.key, flags, sizeof flags / sizeof flags[0]))
		return is_true;
	return is_true || member.item.type == STRUCTURED_STRING ||
	       !is_one_of(member.key, lists, sizeof lists / sizeof lists[0]);
}

static bool targeted_is_valid(struct span rest)
{
	struct structured_member member;

	while (structured_member_next(&rest, &member))
		if (!directive_is_valid(member))
			return false;
	return rest.length == 0;
}

/* The one that is registered, and those whose vendors say that they are of its kind: a name tells nothing (RFC 9213, 3). */
bool judge_targeted_field_is_invalid(const struct subject *subject)
{
	static const char names[][32] = {"CDN-Cache-Control", "Cloudflare-CDN-Cache-Control",
		"Netlify-CDN-Cache-Control", "Vercel-CDN-Cache-Control"};
	struct span value;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (response_value(subject, span_of(names[i]), &value) && !targeted_is_valid(value))
			return points_at(subject, span_of(names[i]));
	return false;
}

/*
 * What decides in the areas server, request and access: whether the request can be read, and may be asked.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choose.h"

/* ---- server ---- */

bool decide_version_is_known(const struct httpstatus_choice *choice)
{
	int64_t version = exchange_property(choice->request, HTTPSTATUS_PROPERTY_REQUEST_VERSION);

	return version == HTTPSTATUS_UNKNOWN || (version >= 10 && version_is_defined(version));
}

bool decide_head_is_sound(const struct httpstatus_choice *choice)
{
	return request_is_sound(choice->request);
}

/* Fetch, CORS protocol. Where the request does not tell whether a script reads the answer, to name the origin does no harm; what no browser writes
 * cannot be named. */
bool decide_other_origin_may_ask(const struct httpstatus_choice *choice)
{
	struct span origin;

	return exchange_is_cors(choice->request) != 0 && choice_request_value(choice, SPAN("Origin"), &origin) &&
	       origin_is_serialized(origin);
}

/* RFC 9112, 7: whether the request has a transfer coding that is neither chunked nor one of @known. */
static bool has_other_transfer_coding(const struct httpstatus_choice *choice, struct span known)
{
	struct span codings, coding;

	if (!choice_request_value(choice, SPAN("Transfer-Encoding"), &codings))
		return false;
	while (list_next(&codings, &coding)) {
		struct span name = span_first(coding, span_token_length(coding));

		if (!span_equals_ignoring_case(name, SPAN("chunked")) && !list_has_coding(known, name))
			return true;
	}
	return false;
}

bool decide_transfer_is_coded(const struct httpstatus_choice *choice)
{
	return has_other_transfer_coding(choice, SPAN(""));
}

bool decide_transfer_codings_are_listed(const struct httpstatus_choice *choice)
{
	return !has_other_transfer_coding(choice, choice_answer_text(choice, NODE_TRANSFER_CODINGS));
}

/* ---- request ---- */

/* RFC 8470, 5.1: whatever the field says, it counts as 1. */
enum way decide_early_data(const struct httpstatus_choice *choice)
{
	int64_t secured = exchange_property(choice->request, HTTPSTATUS_PROPERTY_SECURED);
	struct uri uri;

	if (choice_request_has(choice, SPAN("Early-Data")))
		return WAY_MARKED;
	if (secured != HTTPSTATUS_UNKNOWN)
		return secured ? WAY_POSSIBLE : WAY_IMPOSSIBLE;
	uri_split(exchange_line(choice->request, HTTPSTATUS_LINE_TARGET), &uri);
	return uri.has_scheme && span_equals_ignoring_case(uri.scheme, SPAN("http")) ? WAY_IMPOSSIBLE : WAY_POSSIBLE;
}

bool decide_preflight_is_answered(const struct httpstatus_choice *choice)
{
	return exchange_is_preflight(choice->request) && choice_allows_pages(choice);
}

/* Several questions ask for methods: this is about the one that was just answered. RFC 4918, 8.1: in WebDAV, whether the client may ask comes first. */
enum way decide_method_is_listed(const struct httpstatus_choice *choice)
{
	if (list_has_exactly(choice_given(choice, choice_last(choice)), choice_method(choice)))
		return WAY_YES;
	return method_is_of_webdav(choice_method(choice)) ? WAY_LATER : WAY_NO;
}

/* Whether the method is in the list that was answered to a question; where that was not asked, nothing is known against it. */
static bool method_is_in(const struct httpstatus_choice *choice, enum node node)
{
	const struct pass *pass = choice_answer_to(choice, node);

	return !pass || list_has_exactly(choice_given(choice, pass), choice_method(choice));
}

enum way decide_method_is_taken(const struct httpstatus_choice *choice)
{
	if (!method_is_in(choice, NODE_KNOWN_METHODS))
		return WAY_UNKNOWN;
	return method_is_in(choice, NODE_ALLOWED_METHODS) ? WAY_YES : WAY_NO;
}

/* RFC 9110, 7.6.2. */
bool decide_is_handed_on(const struct httpstatus_choice *choice)
{
	struct span value;
	int64_t hops;

	if (choice_answer_is(choice, NODE_ROLE, WAY_ORIGIN))
		return false;
	return !choice_request_value(choice, SPAN("Max-Forwards"), &value) || !span_number(value, &hops) || hops > 0;
}

/* ---- access ---- */

/* RFC 9110, 9.3.6. With :protocol there is a URI instead (RFC 8441, 4). */
bool decide_port_is_given(const struct httpstatus_choice *choice)
{
	struct authority authority;
	int64_t port;

	if (choice_request_has(choice, SPAN(":protocol")))
		return true;
	authority_split(exchange_line(choice->request, HTTPSTATUS_LINE_TARGET), &authority);
	return authority.host.length && !authority.has_userinfo && span_number(authority.port, &port) && port > 0 &&
	       port <= UINT16_MAX;
}

bool decide_patch_is_listed(const struct httpstatus_choice *choice)
{
	return list_has_exactly(choice_answer_text(choice, NODE_ALLOWED_METHODS), SPAN("PATCH"));
}

bool decide_upgrade_is_possible(const struct httpstatus_choice *choice)
{
	return request_is_http11(choice->request);
}

/* RFC 9110, 7.8: what is left of this request would have to be sent before the protocol changes, and 100 before 101. */
bool decide_upgrade_is_offered(const struct httpstatus_choice *choice)
{
	struct span connection, upgrade;

	return !choice_has_content(choice) && !exchange_awaits_continue(choice->request) &&
	       choice_request_value(choice, SPAN("Connection"), &connection) &&
	       list_has_token(connection, SPAN("upgrade")) && choice_request_value(choice, SPAN("Upgrade"), &upgrade) &&
	       upgrade.length;
}

/* RFC 9110, 15.2.2: to all of the protocols of the answer, one upon the other; a server must not choose what the client did not name. */
bool decide_protocol_was_offered(const struct httpstatus_choice *choice)
{
	struct span offered, chosen = choice_answer_text(choice, NODE_SWITCH_TO), element;
	size_t count = 0;

	if (!choice_request_value(choice, SPAN("Upgrade"), &offered))
		return false;
	for (; list_next(&chosen, &element); count++)
		if (!list_has_element(offered, element))
			return false;
	return count > 0;
}

enum way decide_expectation(const struct httpstatus_choice *choice)
{
	struct span value, element;
	enum way way = WAY_NONE;

	if (!choice_request_value(choice, SPAN("Expect"), &value))
		return WAY_NONE;
	while (list_next(&value, &element)) {
		if (!span_equals_ignoring_case(element, SPAN("100-continue")))
			return WAY_OTHER;
		way = WAY_CONTINUE;
	}
	return way;
}

/*
 * What decides: the request, and the answers so far.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choose.h"

static bool request_value(const struct httpstatus_choice *choice, struct span name, struct span *value)
{
	return exchange_value(choice->request, HTTPSTATUS_PART_REQUEST, name, value);
}

static bool request_has(const struct httpstatus_choice *choice, struct span name)
{
	return exchange_has_field(choice->request, HTTPSTATUS_PART_REQUEST, name);
}

static struct span request_method(const struct httpstatus_choice *choice)
{
	return exchange_line(choice->request, HTTPSTATUS_LINE_METHOD);
}

static bool method_is(const struct httpstatus_choice *choice, struct span method)
{
	return span_equals(request_method(choice), method);
}

static bool list_has_element(struct span list, struct span wanted)
{
	struct span element;

	while (list_next(&list, &element))
		if (span_equals_ignoring_case(element, wanted))
			return true;
	return false;
}

static bool list_has_coding(struct span list, struct span wanted)
{
	struct span element;

	while (list_next(&list, &element))
		if (codings_are_equal(element, wanted))
			return true;
	return false;
}

static bool request_has_content(const struct httpstatus_choice *choice)
{
	return exchange_announces_request_content(choice->request) ||
	       choice_answer_is(choice, NODE_CONTENT_COMES, WAY_YES);
}

struct state choice_state(const struct httpstatus_choice *choice)
{
	return (struct state){
		.exists = choice_answer_is(choice, NODE_RESOURCE, WAY_HERE),
		.entity_tag = choice_answer_text(choice, NODE_ENTITY_TAG),
		.last_modified = choice_answer_number(choice, NODE_LAST_MODIFIED),
		.now = choice->now,
	};
}

/* ---- server, request ---- */

static bool version_is_known(const struct httpstatus_choice *choice)
{
	int64_t version = exchange_property(choice->request, HTTPSTATUS_PROPERTY_REQUEST_VERSION);

	return version == HTTPSTATUS_UNKNOWN || (version >= 10 && version < 40);
}

/* RFC 8470, 5.1: whatever the field says, it counts as 1. */
static enum way early_data(const struct httpstatus_choice *choice)
{
	int64_t secured = exchange_property(choice->request, HTTPSTATUS_PROPERTY_SECURED);
	struct uri uri;

	if (request_has(choice, SPAN("Early-Data")))
		return WAY_MARKED;
	if (secured != HTTPSTATUS_UNKNOWN)
		return secured ? WAY_POSSIBLE : WAY_IMPOSSIBLE;
	uri_split(exchange_line(choice->request, HTTPSTATUS_LINE_TARGET), &uri);
	return uri.has_scheme && span_equals_ignoring_case(uri.scheme, SPAN("http")) ? WAY_IMPOSSIBLE : WAY_POSSIBLE;
}

/* RFC 9112, 7: whether the request has a transfer coding that is neither chunked nor one of @known. */
static bool has_other_transfer_coding(const struct httpstatus_choice *choice, struct span known)
{
	struct span codings, coding;

	if (!request_value(choice, SPAN("Transfer-Encoding"), &codings))
		return false;
	while (list_next(&codings, &coding)) {
		struct span name = span_first(coding, span_token_length(coding));

		if (!span_equals_ignoring_case(name, SPAN("chunked")) && !list_has_coding(known, name))
			return true;
	}
	return false;
}

/* RFC 9110, 9.3.6. With :protocol there is a URI instead (RFC 8441, 4). */
static bool port_is_given(const struct httpstatus_choice *choice)
{
	struct authority authority;
	int64_t port;

	if (request_has(choice, SPAN(":protocol")))
		return true;
	authority_split(exchange_line(choice->request, HTTPSTATUS_LINE_TARGET), &authority);
	return authority.host.length && !authority.has_userinfo && span_number(authority.port, &port) && port > 0 &&
	       port <= UINT16_MAX;
}

/* ---- access ---- */

/* RFC 9110, 7.6.2. */
static bool is_handed_on(const struct httpstatus_choice *choice)
{
	struct span value;
	int64_t hops;

	if (choice_answer_is(choice, NODE_ROLE, WAY_ORIGIN))
		return false;
	return !request_value(choice, SPAN("Max-Forwards"), &value) || !span_number(value, &hops) || hops > 0;
}

/* RFC 9110, 7.8: what is left of this request would have to be sent before the protocol changes, and 100 before 101. */
static bool upgrade_is_offered(const struct httpstatus_choice *choice)
{
	struct span connection, upgrade;

	return !request_has_content(choice) && !exchange_awaits_continue(choice->request) &&
	       request_value(choice, SPAN("Connection"), &connection) && list_has_token(connection, SPAN("upgrade")) &&
	       request_value(choice, SPAN("Upgrade"), &upgrade) && upgrade.length;
}

/* RFC 9110, 15.2.2: to all of the protocols of the answer, one upon the other; a server must not choose what the client did not name. */
static bool protocol_was_offered(const struct httpstatus_choice *choice)
{
	struct span offered, chosen = choice_answer_text(choice, NODE_SWITCH_TO), element;
	size_t count = 0;

	if (!request_value(choice, SPAN("Upgrade"), &offered))
		return false;
	for (; list_next(&chosen, &element); count++)
		if (!list_has_element(offered, element))
			return false;
	return count > 0;
}

static enum way expectation(const struct httpstatus_choice *choice)
{
	struct span value, element;
	enum way way = WAY_NONE;

	if (!request_value(choice, SPAN("Expect"), &value))
		return WAY_NONE;
	while (list_next(&value, &element)) {
		if (!span_equals_ignoring_case(element, SPAN("100-continue")))
			return WAY_OTHER;
		way = WAY_CONTINUE;
	}
	return way;
}

/* ---- content ---- */

/* RFC 9113, 8.1: frames of content may come without a field that tells. With a safe method they do not, unless they have a type. */
static enum way content_is_told(const struct httpstatus_choice *choice)
{
	bool tells = exchange_property(choice->request, HTTPSTATUS_PROPERTY_REQUEST_VERSION) < 20 ||
		     exchange_property(choice->request, HTTPSTATUS_PROPERTY_REQUEST_CONTENT) != HTTPSTATUS_UNKNOWN ||
		     request_has(choice, SPAN("Content-Length"));

	if (exchange_announces_request_content(choice->request))
		return WAY_YES;
	return tells || (method_is_safe(request_method(choice)) && !request_has(choice, SPAN("Content-Type")))
		       ? WAY_NO
		       : WAY_UNKNOWN;
}

/* RFC 9110, 8.3: without a Content-Type it may be anything. */
static bool content_type_is_listed(const struct httpstatus_choice *choice)
{
	struct span types = choice_answer_text(choice, NODE_CONTENT_TYPES), type;

	if (!types.length)
		return true;
	if (!request_value(choice, SPAN("Content-Type"), &type))
		type = SPAN("application/octet-stream");
	return httpstatus_weight(HTTPSTATUS_BY_MEDIA_TYPE, types.bytes, types.length, type.bytes, type.length) > 0;
}

static bool codings_are_listed(const struct httpstatus_choice *choice)
{
	struct span known = choice_answer_text(choice, NODE_CONTENT_CODINGS), codings, coding;

	if (!request_value(choice, SPAN("Content-Encoding"), &codings))
		return true;
	while (list_next(&codings, &coding))
		if (!span_equals_ignoring_case(coding, SPAN("identity")) && !list_has_coding(known, coding))
			return false;
	return true;
}

/* ---- resource ---- */

static bool depth_is_infinite(const struct httpstatus_choice *choice)
{
	struct span value;

	return !request_value(choice, SPAN("Depth"), &value) ||
	       span_equals_ignoring_case(span_trim(value), SPAN("infinity"));
}

/* ---- negotiation ---- */

bool choice_select(
	const struct httpstatus_choice *choice, enum node node, enum httpstatus_negotiable by, struct span *chosen)
{
	struct span offers = choice_answer_text(choice, node);

	chosen->bytes = httpstatus_negotiate(choice->request, (int)by, offers.bytes, offers.length, &chosen->length);
	if (chosen->bytes || !offers.length)
		return true;
	/* RFC 9110, 12.5.3: without a coding, unless the client refuses even that. */
	if (by == HTTPSTATUS_BY_CODING &&
		httpstatus_negotiate(choice->request, (int)by, "identity", sizeof "identity" - 1, NULL)) {
		*chosen = SPAN("identity");
		return true;
	}
	list_next(&offers, chosen); /* the favourite, for who does not insist */
	return false;
}

static bool all_is_acceptable(const struct httpstatus_choice *choice)
{
	struct span chosen;

	return choice_select(choice, NODE_MEDIA_TYPES, HTTPSTATUS_BY_MEDIA_TYPE, &chosen) &&
	       choice_select(choice, NODE_LANGUAGES, HTTPSTATUS_BY_LANGUAGE, &chosen) &&
	       choice_select(choice, NODE_CODINGS, HTTPSTATUS_BY_CODING, &chosen);
}

/* ---- conditions ---- */

/* RFC 4918, 10.6. */
static bool overwriting_is_refused(const struct httpstatus_choice *choice)
{
	struct span value;

	return request_value(choice, SPAN("Overwrite"), &value) &&
	       span_equals_ignoring_case(span_trim(value), SPAN("F"));
}

static bool change_is_unconditional(const struct httpstatus_choice *choice)
{
	return !request_has(choice, SPAN("If-Match")) && !request_has(choice, SPAN("If-None-Match")) &&
	       !request_has(choice, SPAN("If-Unmodified-Since")) && !request_has(choice, SPAN("If"));
}

static bool validators_matter(const struct httpstatus_choice *choice)
{
	return method_is(choice, SPAN("GET")) || method_is(choice, SPAN("HEAD")) || method_is(choice, SPAN("QUERY")) ||
	       request_has(choice, SPAN("If-Match")) || request_has(choice, SPAN("If-None-Match")) ||
	       request_has(choice, SPAN("If-Unmodified-Since"));
}

static enum way way_of(enum holding holding)
{
	return holding == HOLDING_ABSENT ? WAY_ABSENT : holding == HOLDING_HOLDS ? WAY_HOLDS : WAY_FAILS;
}

/* RFC 9110, 10.1.1: HTTP/1.0 has no 100; and without content there is nothing to wait for. */
static bool waits_for_continue(const struct httpstatus_choice *choice)
{
	int64_t version = exchange_property(choice->request, HTTPSTATUS_PROPERTY_REQUEST_VERSION);

	return (version == HTTPSTATUS_UNKNOWN || version >= 11) && exchange_awaits_continue(choice->request) &&
	       request_has_content(choice);
}

/* ---- retrieval ---- */

static bool delta_is_wanted(const struct httpstatus_choice *choice)
{
	return request_has(choice, SPAN("A-IM")) && request_has(choice, SPAN("If-None-Match")) &&
	       !request_has(choice, SPAN("Range")) && choice_answer_text(choice, NODE_ENTITY_TAG).length;
}

/* RFC 3229, 10.5.3: names with weights, as in Accept-Encoding, but without a star, and nothing goes without saying. */
static bool manipulation_was_offered(const struct httpstatus_choice *choice)
{
	struct span chosen = choice_answer_text(choice, NODE_DELTA), offered, element;

	if (!request_value(choice, SPAN("A-IM"), &offered))
		return false;
	while (chosen.length && list_next(&offered, &element))
		if (span_equals_ignoring_case(span_first(element, span_token_length(element)), chosen))
			return httpstatus_weight(HTTPSTATUS_BY_CODING, element.bytes, element.length, chosen.bytes,
				       chosen.length) > 0;
	return false;
}

/* RFC 3229, 10.5.1: a difference is of use only to who has the base. */
static bool base_was_offered(const struct httpstatus_choice *choice)
{
	struct entity_tag base;
	struct span value;

	return request_value(choice, SPAN("If-None-Match"), &value) &&
	       entity_tag_read(choice_answer_text(choice, NODE_DELTA_BASE), &base) &&
	       entity_tag_list_match(value, base, false) == TAG_MATCH;
}

static enum way ranges_fit(const struct httpstatus_choice *choice)
{
	int64_t count = httpstatus_range_count(choice->request, choice_answer_number(choice, NODE_COMPLETE_LENGTH));

	if (count == HTTPSTATUS_UNKNOWN)
		return WAY_IGNORED;
	return count == 0 ? WAY_NONE : count == 1 ? WAY_ONE : WAY_SEVERAL;
}

static bool binds_are_understood(const struct httpstatus_choice *choice)
{
	struct span value;

	return request_value(choice, SPAN("DAV"), &value) && list_has_token(value, SPAN("bind"));
}

/* ---- all of them ---- */

static enum way yes_or_no(bool yes)
{
	return yes ? WAY_YES : WAY_NO;
}

static enum way way_by_word(const struct httpstatus_node *node, struct span word)
{
	enum way way;

	return node_way_find(node, word, &way) ? way : WAY_OTHER;
}

static enum way way_by_answer(const struct httpstatus_choice *choice, const struct httpstatus_node *node)
{
	struct span text = choice_answer_text(choice, (enum node)node_place(node));
	enum way way;

	if (node->type == HTTPSTATUS_ANSWER_YES_NO || node->type == HTTPSTATUS_ANSWER_WORD)
		return node_way_find(node, text, &way) ? way : WAY_COUNT;
	return text.length || !node->optional ? WAY_GIVEN : WAY_NONE;
}

enum way node_decide(const struct httpstatus_choice *choice, const struct httpstatus_node *node)
{
	const struct httpstatus_exchange *request = choice->request;
	struct state state = choice_state(choice);

	switch ((enum decision)node->decision) {
	case DECISION_VERSION_IS_KNOWN:
		return yes_or_no(version_is_known(choice));
	case DECISION_HEAD_IS_SOUND:
		return yes_or_no(request_is_sound(request));
	case DECISION_EARLY_DATA:
		return early_data(choice);
	case DECISION_METHOD_IS_LISTED:
		return yes_or_no(list_has_exactly(
			choice_answer_text(choice, (enum node)node_place(node)), request_method(choice)));
	case DECISION_PORT_IS_GIVEN:
		return yes_or_no(port_is_given(choice));
	case DECISION_UPGRADE_IS_POSSIBLE:
		return yes_or_no(request_is_http11(request));
	case DECISION_UPGRADE_IS_OFFERED:
		return yes_or_no(upgrade_is_offered(choice));
	case DECISION_PROTOCOL_WAS_OFFERED:
		return yes_or_no(protocol_was_offered(choice));
	case DECISION_EXPECTATION:
		return expectation(choice);
	case DECISION_CONTENT_IS_TOLD:
		return content_is_told(choice);
	case DECISION_CONTENT_COMES:
		return yes_or_no(request_has_content(choice));
	case DECISION_LENGTH_IS_TOLD:
		return yes_or_no(request_tells_length(request));
	case DECISION_CONTENT_TYPE_IS_LISTED:
		return yes_or_no(content_type_is_listed(choice));
	case DECISION_CODINGS_ARE_LISTED:
		return yes_or_no(codings_are_listed(choice));
	case DECISION_PATCH_IS_LISTED:
		return yes_or_no(list_has_exactly(choice_answer_text(choice, NODE_ALLOWED_METHODS), SPAN("PATCH")));
	case DECISION_DEPTH_IS_INFINITE:
		return yes_or_no(depth_is_infinite(choice));
	case DECISION_METHOD_IS_SAFE:
		return yes_or_no(method_is_safe(request_method(choice)));
	case DECISION_ALL_IS_ACCEPTABLE:
		return yes_or_no(all_is_acceptable(choice));
	case DECISION_CHANGE_IS_UNCONDITIONAL:
		return yes_or_no(change_is_unconditional(choice));
	case DECISION_OVERWRITING_IS_REFUSED:
		return yes_or_no(overwriting_is_refused(choice));
	case DECISION_VALIDATORS_MATTER:
		return yes_or_no(validators_matter(choice));
	case DECISION_IF_MATCH:
		return way_of(if_match(request, &state));
	case DECISION_IF_UNMODIFIED_SINCE:
		return way_of(if_unmodified_since(request, &state));
	case DECISION_IF_NONE_MATCH:
		return way_of(if_none_match(request, &state));
	case DECISION_IF_MODIFIED_SINCE:
		return way_of(if_modified_since(request, &state));
	case DECISION_WAITS_FOR_CONTINUE:
		return yes_or_no(waits_for_continue(choice));
	case DECISION_DELTA_IS_WANTED:
		return yes_or_no(delta_is_wanted(choice));
	case DECISION_MANIPULATION_WAS_OFFERED:
		return yes_or_no(manipulation_was_offered(choice));
	case DECISION_RANGE_COUNTS:
		return yes_or_no(httpstatus_range_count(request, INT64_MAX) != HTTPSTATUS_UNKNOWN);
	case DECISION_IF_RANGE:
		return way_of(if_range(request, &state));
	case DECISION_RANGES_FIT:
		return ranges_fit(choice);
	case DECISION_BINDS_ARE_UNDERSTOOD:
		return yes_or_no(binds_are_understood(choice));
	case DECISION_TRANSFER_IS_CODED:
		return yes_or_no(has_other_transfer_coding(choice, SPAN("")));
	case DECISION_TRANSFER_CODINGS_ARE_LISTED:
		return yes_or_no(!has_other_transfer_coding(choice, choice_answer_text(choice, NODE_TRANSFER_CODINGS)));
	case DECISION_IS_HANDED_ON:
		return yes_or_no(is_handed_on(choice));
	case DECISION_BASE_WAS_OFFERED:
		return yes_or_no(base_was_offered(choice));
	case DECISION_IS_CREATED:
		return yes_or_no(choice_answer_is(choice, NODE_RESOURCE, WAY_ABSENT));
	case DECISION_METHODS:
		return way_by_word(node, request_method(choice));
	case DECISION_FIELD:
		return yes_or_no(request_has(choice, span_of(graph_text(node->field))));
	case DECISION_ABOUT:
		return way_by_word(node, choice_answer_text(choice, (enum node)node->about));
	case DECISION_ANSWER:
		return way_by_answer(choice, node);
	case DECISION_COUNT:
		break;
	}
	return WAY_COUNT;
}

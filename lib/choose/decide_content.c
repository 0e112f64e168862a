/*
 * What decides in the areas content, resource and negotiation: whether what comes can be used, and what there is to send.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choose.h"

/* ---- content ---- */

/* RFC 9113, 8.1: frames of content may come without a field that tells. With a safe method they do not, unless they have a type. */
enum way decide_content_is_told(const struct httpstatus_choice *choice)
{
	bool tells = exchange_property(choice->request, HTTPSTATUS_PROPERTY_REQUEST_VERSION) < 20 ||
		     exchange_property(choice->request, HTTPSTATUS_PROPERTY_REQUEST_CONTENT) != HTTPSTATUS_UNKNOWN ||
		     choice_request_has(choice, SPAN("Content-Length"));

	if (exchange_announces_request_content(choice->request))
		return WAY_YES;
	return tells || (method_is_safe(choice_method(choice)) && !choice_request_has(choice, SPAN("Content-Type")))
		       ? WAY_NO
		       : WAY_UNKNOWN;
}

bool decide_content_comes(const struct httpstatus_choice *choice)
{
	return choice_has_content(choice);
}

bool decide_length_is_told(const struct httpstatus_choice *choice)
{
	return request_tells_length(choice->request);
}

/* RFC 9110, 8.3: without a Content-Type it may be anything. */
bool decide_content_type_is_listed(const struct httpstatus_choice *choice)
{
	struct span types = choice_answer_text(choice, NODE_CONTENT_TYPES), type;

	if (!types.length)
		return true;
	if (!choice_request_value(choice, SPAN("Content-Type"), &type))
		type = SPAN("application/octet-stream");
	return httpstatus_weight(HTTPSTATUS_NEGOTIABLE_MEDIA_TYPE, types.bytes, types.length, type.bytes, type.length) >
	       0;
}

/* RFC 10008, 2.1: without one it fails. Of a request whose fields are not all known, nobody can tell. */
bool decide_query_has_type(const struct httpstatus_choice *choice)
{
	return choice_request_has(choice, SPAN("Content-Type")) || exchange_request_is_open(choice->request);
}

bool decide_content_types_are_told(const struct httpstatus_choice *choice)
{
	return choice_answer_text(choice, NODE_CONTENT_TYPES).length > 0;
}

bool decide_codings_are_listed(const struct httpstatus_choice *choice)
{
	struct span known = choice_answer_text(choice, NODE_CONTENT_CODINGS), codings, coding;

	if (!choice_request_value(choice, SPAN("Content-Encoding"), &codings))
		return true;
	while (list_next(&codings, &coding))
		if (!span_equals_ignoring_case(coding, SPAN("identity")) && !list_has_coding(known, coding))
			return false;
	return true;
}

/* RFC 9111, 5.2.1.7. */
bool decide_stored_answer_is_wanted(const struct httpstatus_choice *choice)
{
	return exchange_cache_control(choice->request, HTTPSTATUS_PART_REQUEST).only_if_cached;
}

/* ---- resource ---- */

bool decide_depth_is_infinite(const struct httpstatus_choice *choice)
{
	struct span value;

	return !choice_request_value(choice, SPAN("Depth"), &value) ||
	       span_equals_ignoring_case(span_trim(value), SPAN("infinity"));
}

bool decide_method_is_safe(const struct httpstatus_choice *choice)
{
	return method_is_safe(choice_method(choice));
}

/* ---- negotiation ---- */

bool decide_all_is_acceptable(const struct httpstatus_choice *choice)
{
	struct span selected;

	return choice_select(choice, NODE_MEDIA_TYPES, HTTPSTATUS_NEGOTIABLE_MEDIA_TYPE, &selected) &&
	       choice_select(choice, NODE_LANGUAGES, HTTPSTATUS_NEGOTIABLE_LANGUAGE, &selected) &&
	       choice_select(choice, NODE_CODINGS, HTTPSTATUS_NEGOTIABLE_CODING, &selected);
}

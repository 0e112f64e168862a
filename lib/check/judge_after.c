/*
 * Judges of two exchanges: what came before, and what comes now.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

#include <string.h>

static bool value_before(const struct subject *subject, int part, struct span name, struct span *value)
{
	return exchange_value(subject->before, part, name, value);
}

/* Whether both exchanges have a field, with the same value. */
static bool same_value(const struct subject *subject, int part, struct span name)
{
	struct span before, now;

	return value_before(subject, part, name, &before) && exchange_value(subject->exchange, part, name, &now) &&
	       span_equals(before, now);
}

/* ---- a response and the 200 before ---- */

/* Whether Last-Modified is a strong validator: at least a second before Date (RFC 9110, 8.8.2.2). */
static bool modified_long_before(const struct httpstatus_exchange *exchange)
{
	int64_t sent = httpstatus_exchange_date(exchange);
	struct span value;
	struct date modified;

	return sent != HTTPSTATUS_UNKNOWN &&
	       exchange_first_line(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Last-Modified"), &value) &&
	       date_read(value, 0, &modified) && modified.form != DATE_RFC850 && modified.seconds < sent;
}

/* Whether both have the same strong entity tag, which two codings do not share (RFC 9110, 8.8.3.3), as they do a date. */
static bool tags_agree(const struct subject *subject)
{
	struct entity_tag tag;
	struct span value;

	return response_value(subject, SPAN("ETag"), &value) && entity_tag_read(value, &tag) && !tag.weak &&
	       same_value(subject, HTTPSTATUS_PART_RESPONSE, SPAN("ETag"));
}

/* Whether both are of the same representation, by a strong validator (RFC 9110, 8.8). */
bool judge_validators_agree(const struct subject *subject)
{
	if (response_has(subject, SPAN("ETag")))
		return tags_agree(subject);
	return same_value(subject, HTTPSTATUS_PART_RESPONSE, SPAN("Last-Modified")) &&
	       modified_long_before(subject->before) && modified_long_before(subject->exchange);
}

bool judge_length_differs(const struct subject *subject)
{
	struct span before, now;
	int64_t length_before, length;

	return value_before(subject, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Length"), &before) &&
	       response_value(subject, SPAN("Content-Length"), &now) && span_number(before, &length_before) &&
	       span_number(now, &length) && length_before != length;
}

/* An empty value, such as that of a list without elements, says no more than none. */
static bool says_something(struct span value)
{
	struct span element;

	return list_next(&value, &element);
}

/* Whether the 200 had one of some fields that this response surely has not. */
static bool lacks_one_of(const struct subject *subject, const char names[][20], size_t count)
{
	struct span value;

	for (size_t i = 0; i < count; i++)
		if (value_before(subject, HTTPSTATUS_PART_RESPONSE, span_of(names[i]), &value) &&
			says_something(value) && response_lacks_value(subject, span_of(names[i])))
			return points_at(subject, span_of(names[i]));
	return false;
}

/* RFC 9110, 9.3.2: what can only be known once the content is made may be missing. */
bool judge_fields_of_get_are_missing(const struct subject *subject)
{
	static const char names[][20] = {
		"Cache-Control", "Content-Encoding", "Content-Language", "Content-Location", "Content-Type", "Vary"};

	return lacks_one_of(subject, names, sizeof names / sizeof names[0]);
}

bool judge_fields_of_200_are_missing(const struct subject *subject)
{
	static const char names[][20] = {"Content-Location", "Date", "ETag", "Vary", "Cache-Control", "Expires"};

	return lacks_one_of(subject, names, sizeof names / sizeof names[0]);
}

/* Who codes content as it goes out may leave the coding where a range is asked for, so that the parts are of one whole. */
bool judge_representation_fields_are_missing(const struct subject *subject)
{
	static const char names[][20] = {"Content-Type", "Content-Language", "Last-Modified"};
	static const char coding[][20] = {"Content-Encoding"};

	return lacks_one_of(subject, names, sizeof names / sizeof names[0]) ||
	       (tags_agree(subject) && lacks_one_of(subject, coding, 1));
}

/* ---- values that have to be those of the 200 ---- */

/* Whether the condition of the request has the validator of the 200, which a 304 then is about. */
static bool asks_about_200(const struct subject *subject)
{
	struct span value, asked;
	struct entity_tag tag;

	if (value_before(subject, HTTPSTATUS_PART_RESPONSE, SPAN("ETag"), &value))
		return entity_tag_read(value, &tag) && request_value(subject, SPAN("If-None-Match"), &asked) &&
		       entity_tag_list_match(asked, tag, false) == TAG_MATCH;
	return value_before(subject, HTTPSTATUS_PART_RESPONSE, SPAN("Last-Modified"), &value) &&
	       request_value(subject, SPAN("If-Modified-Since"), &asked) && span_equals(value, asked);
}

/* Whether both are of the same representation by any validator. Where validators differ, the 200 was not found. */
bool judge_representation_is_the_same(const struct subject *subject)
{
	return same_value(subject, HTTPSTATUS_PART_RESPONSE, SPAN("ETag")) ||
	       same_value(subject, HTTPSTATUS_PART_RESPONSE, SPAN("Last-Modified")) || asks_about_200(subject);
}

/* Whether a list has an element that the other one has not. */
static bool list_has_more(struct span list, struct span other)
{
	struct span element;

	while (list_next(&list, &element))
		if (!list_has_element(other, element))
			return true;
	return false;
}

/* Of what is no list, nobody knows. */
static bool lists_differ(struct span a, struct span b)
{
	return list_is_tokens(a) && list_is_tokens(b) && (list_has_more(a, b) || list_has_more(b, a));
}

/* Of references in two forms, whose targets cannot be told, nobody knows. */
static bool content_location_differs(const struct subject *subject)
{
	struct span before, now;

	if (!exchange_derived(subject->before, DERIVED_CONTENT_LOCATION_KEY, &before) ||
		!exchange_derived(subject->exchange, DERIVED_CONTENT_LOCATION_KEY, &now) || span_equals(before, now))
		return false;
	return exchange_knows_scheme(subject->exchange) || !uri_may_be_same(before, now);
}

/* Both values of a field of the responses. False where one says nothing: that it is missing is another matter. */
static bool both_values(const struct subject *subject, struct span name, struct span *before, struct span *now)
{
	return value_before(subject, HTTPSTATUS_PART_RESPONSE, name, before) && says_something(*before) &&
	       response_value(subject, name, now) && says_something(*now);
}

/* Whether one response has a field, and the other one another value of it or none. */
static bool response_differs(
	const struct subject *subject, struct span name, bool (*differ)(struct span a, struct span b))
{
	struct span before = {NULL, 0}, now = {NULL, 0};
	bool had = value_before(subject, HTTPSTATUS_PART_RESPONSE, name, &before);
	bool has = response_value(subject, name, &now);

	return had && has ? differ(before, now) : had != has;
}

/* Those of RFC 9110, 15.3.7 and 15.4.5 that do not change with time, as Date, Expires and a lifetime do; where ETag does, there is no 200. */
bool judge_fields_of_200_differ(const struct subject *subject)
{
	struct span before, now;

	if (both_values(subject, SPAN("Vary"), &before, &now) && lists_differ(before, now))
		return points_at(subject, SPAN("Vary"));
	return content_location_differs(subject) && points_at(subject, SPAN("Content-Location"));
}

static bool types_differ(struct span a, struct span b)
{
	struct span of_a = element_take_name(&a), of_b = element_take_name(&b);

	return media_type_is_bare(of_a) && media_type_is_bare(of_b) && !span_equals_ignoring_case(of_a, of_b);
}

bool judge_representation_fields_differ(const struct subject *subject)
{
	struct span before, now;

	if (both_values(subject, SPAN("Content-Type"), &before, &now) && types_differ(before, now))
		return points_at(subject, SPAN("Content-Type"));
	if (both_values(subject, SPAN("Content-Encoding"), &before, &now) && lists_differ(before, now))
		return points_at(subject, SPAN("Content-Encoding"));
	return both_values(subject, SPAN("Content-Language"), &before, &now) && lists_differ(before, now) &&
	       points_at(subject, SPAN("Content-Language"));
}

bool judge_any_field_of_200_differs(const struct subject *subject)
{
	return judge_fields_of_200_differ(subject) || judge_representation_fields_differ(subject);
}

/* Of two codings, of which one may be none, each has its length. */
bool judge_complete_length_differs(const struct subject *subject)
{
	struct content_range range;
	struct span before, now;
	int64_t length;

	if (!tags_agree(subject) && response_differs(subject, SPAN("Content-Encoding"), lists_differ))
		return false;
	return value_before(subject, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Length"), &before) &&
	       span_number(before, &length) && length < INT64_MAX &&
	       response_value(subject, SPAN("Content-Range"), &now) && content_range_read(now, &range) &&
	       span_equals_ignoring_case(range.unit, SPAN("bytes")) && range.complete != NUMBER_NONE &&
	       range.complete < INT64_MAX && range.complete != length;
}

/* ---- two representations, by a field of the request ---- */

static bool may_be_stored(const struct httpstatus_exchange *exchange)
{
	return !exchange_response_is_open(exchange) &&
	       !exchange_cache_control(exchange, HTTPSTATUS_PART_RESPONSE).no_store;
}

static bool vary_may_name(const struct httpstatus_exchange *exchange, struct span name)
{
	struct span vary;

	return exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Vary"), &vary) &&
	       (!list_is_tokens(vary) || list_has_element(vary, name) || list_has_element(vary, SPAN("*")));
}

/* A coding may be put on or not for other reasons than a field that is not about codings, such as how busy a server is. */
static bool is_another_representation(const struct subject *subject, struct span name)
{
	if (span_equals_ignoring_case(name, SPAN("Accept-Encoding")) &&
		response_differs(subject, SPAN("Content-Encoding"), lists_differ))
		return true;
	return response_differs(subject, SPAN("Content-Type"), types_differ) ||
	       response_differs(subject, SPAN("Content-Language"), lists_differ);
}

static bool spans_differ(struct span a, struct span b)
{
	return !span_equals(a, b);
}

/* The field in which the requests differ, where both responses may be stored and one has no Vary that names it. */
static bool field_is_not_in_vary(const struct subject *subject, struct span *name)
{
	return requests_differ_in(subject->before, subject->exchange, name) && may_be_stored(subject->before) &&
	       may_be_stored(subject->exchange) &&
	       !(vary_may_name(subject->before, *name) && vary_may_name(subject->exchange, *name));
}

/* A response to a request with Authorization is one client's own (RFC 9111, 3.5). */
bool judge_vary_lacks_what_selects(const struct subject *subject)
{
	struct span name;

	return field_is_not_in_vary(subject, &name) && !span_equals_ignoring_case(name, SPAN("Authorization")) &&
	       is_another_representation(subject, name) && points_at(subject, name);
}

bool judge_vary_lacks_origin(const struct subject *subject)
{
	struct span name;

	return field_is_not_in_vary(subject, &name) && span_equals_ignoring_case(name, SPAN("Origin")) &&
	       response_differs(subject, SPAN("Access-Control-Allow-Origin"), spans_differ);
}

/* ---- a stored response for another request, or from before a change ---- */

/* The age of the response. HTTPSTATUS_UNKNOWN where it says none. */
static int64_t age_of(const struct subject *subject)
{
	struct span value;
	int64_t age;

	return response_value(subject, SPAN("Age"), &value) && age_read(value, &age) ? age : HTTPSTATUS_UNKNOWN;
}

/* What only differs in order, case and white space is the same to a cache (RFC 9111, 4.1). Codings are what caches normalise most. */
static bool selects_another(const struct subject *subject, struct span name)
{
	struct span before = {NULL, 0}, now = {NULL, 0};

	if (span_equals_ignoring_case(name, SPAN("Accept-Encoding")))
		return false;
	value_before(subject, HTTPSTATUS_PART_REQUEST, name, &before);
	request_value(subject, name, &now);
	return list_has_more(before, now) || list_has_more(now, before);
}

/* RFC 9111, 4.1: made when the one before was made, for a request that differs in what Vary names. Another client may have got the same just then. */
bool judge_is_stored_for_another_request(const struct subject *subject)
{
	struct span name, vary;

	return age_of(subject) > 0 && !exchange_has_field(subject->before, HTTPSTATUS_PART_RESPONSE, SPAN("Age")) &&
	       same_value(subject, HTTPSTATUS_PART_RESPONSE, SPAN("Date")) && judge_validators_agree(subject) &&
	       requests_differ_in(subject->before, subject->exchange, &name) &&
	       value_before(subject, HTTPSTATUS_PART_RESPONSE, SPAN("Vary"), &vary) && list_has_element(vary, name) &&
	       selects_another(subject, name) && points_at(subject, name);
}

/* RFC 9111, 3.5: it is about the request that the response was made for, not the one that it is reused for. */
bool judge_was_stored_with_authorization(const struct subject *subject)
{
	return age_of(subject) > 0 &&
	       exchange_has_field(subject->before, HTTPSTATUS_PART_REQUEST, SPAN("Authorization")) &&
	       !exchange_has_field(subject->before, HTTPSTATUS_PART_RESPONSE, SPAN("Age")) &&
	       same_value(subject, HTTPSTATUS_PART_RESPONSE, SPAN("Date"));
}

/* By times that somebody said. A second may have been cut off at each end. */
bool judge_is_older_than_change(const struct subject *subject)
{
	int64_t changed = exchange_property(subject->before, HTTPSTATUS_PROPERTY_RESPONSE_TIME);
	int64_t asked = exchange_property(subject->exchange, HTTPSTATUS_PROPERTY_REQUEST_TIME);
	int64_t answered = exchange_property(subject->exchange, HTTPSTATUS_PROPERTY_RESPONSE_TIME);

	return changed != HTTPSTATUS_UNKNOWN && asked >= changed && answered >= asked &&
	       age_of(subject) > answered - changed + 2;
}

/* ---- two representations with one entity tag ---- */

static bool has_coding_but(struct span list, struct span other)
{
	struct span coding;

	while (list_next(&list, &coding))
		if (!list_has_coding(other, coding))
			return true;
	return false;
}

static bool codings_differ(struct span a, struct span b)
{
	return list_is_tokens(a) && list_is_tokens(b) && (has_coding_but(a, b) || has_coding_but(b, a));
}

/* Who keeps an open response may have left out the coding. */
static bool coding_of_tag_differs(const struct subject *subject)
{
	return !subject->response_is_open && !exchange_response_is_open(subject->before) &&
	       response_differs(subject, SPAN("Content-Encoding"), codings_differ);
}

/* RFC 9110, 8.8.3.3: a content coding is a property of the representation, and each has a tag of its own. Where the requests select the same, a
 * length that differs is told by itself. */
bool judge_tag_is_of_another_representation(const struct subject *subject)
{
	if (coding_of_tag_differs(subject))
		return points_at(subject, SPAN("Content-Encoding"));
	return judge_length_differs(subject) && memory_find(subject, AFTER_REPRESENTATION) != subject->before &&
	       points_at(subject, SPAN("Content-Length"));
}

/* ---- a redirect and what follows it ---- */

static struct span method_before(const struct subject *subject)
{
	return exchange_line(subject->before, HTTPSTATUS_LINE_METHOD);
}

bool judge_method_stayed(const struct subject *subject)
{
	return subject->method.length && span_equals(method_before(subject), subject->method);
}

/* Who asks with HEAD may only want to know where something is, to get it there next: that follows nothing, unless somebody says that it does. */
static bool may_have_asked_where(const struct subject *subject)
{
	return span_equals(method_before(subject), SPAN("HEAD")) &&
	       !is_declared(subject, HTTPSTATUS_CHECKER_PROPERTY_AUTOMATIC);
}

/* Who changes the method makes it GET: where it became another, it is a request of its own, and follows nothing; nor does a browser ever follow the
 * redirect of a preflight (Fetch). */
bool judge_method_became_get(const struct subject *subject)
{
	struct span before = method_before(subject);

	return before.length && method_is(subject, SPAN("GET")) && !span_equals(before, subject->method) &&
	       !may_have_asked_where(subject) && !exchange_is_preflight(subject->before);
}

bool judge_post_became_get(const struct subject *subject)
{
	return span_equals(method_before(subject), SPAN("POST")) && method_is(subject, SPAN("GET"));
}

/* RFC 9110, 15.4: those that it names. */
bool judge_content_fields_kept(const struct subject *subject)
{
	static const char names[][20] = {"Content-Encoding", "Content-Language", "Content-Location", "Content-Type",
		"Content-Length", "Digest", "Last-Modified"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (request_has(subject, span_of(names[i])))
			return true;
	return false;
}

static bool is_scheme_and_default_port(struct uri uri, struct span scheme, struct span port)
{
	struct authority authority;

	authority_split(uri.authority, &authority);
	return span_equals_ignoring_case(uri.scheme, scheme) &&
	       (authority.port.length == 0 || span_equals(authority.port, port));
}

/* From http to https of the same host is no other server for most clients. */
static bool only_became_secure(struct span before, struct span now)
{
	struct uri plain, secure;
	struct authority from, to;

	uri_split(before, &plain);
	uri_split(now, &secure);
	authority_split(plain.authority, &from);
	authority_split(secure.authority, &to);
	return is_scheme_and_default_port(plain, SPAN("http"), SPAN("80")) &&
	       is_scheme_and_default_port(secure, SPAN("https"), SPAN("443")) &&
	       span_equals_ignoring_case(from.host, to.host);
}

bool judge_origin_changed(const struct subject *subject)
{
	struct span before, now;

	return exchange_knows_scheme(subject->before) && exchange_knows_scheme(subject->exchange) &&
	       exchange_target_uri(subject->before, &before) && exchange_target_uri(subject->exchange, &now) &&
	       !uri_same_origin(before, now) && !only_became_secure(before, now);
}

/* Who follows a redirect by itself does so at once, and a user who comes later by hand may ask for what they like (RFC 9110, 15.4). Times are whole
 * seconds, and the first of two may be rounded up. */
enum { AT_ONCE = 2 };

/* Where nobody said when it was, the servers' dates tell. */
bool judge_comes_at_once(const struct subject *subject)
{
	int64_t answered = exchange_property(subject->before, HTTPSTATUS_PROPERTY_RESPONSE_TIME);
	int64_t asked = exchange_property(subject->exchange, HTTPSTATUS_PROPERTY_REQUEST_TIME);

	if (is_declared(subject, HTTPSTATUS_CHECKER_PROPERTY_AUTOMATIC))
		return true;
	if (answered == HTTPSTATUS_UNKNOWN || asked == HTTPSTATUS_UNKNOWN) {
		answered = httpstatus_exchange_date(subject->before);
		asked = httpstatus_exchange_date(subject->exchange);
	}
	return answered != HTTPSTATUS_UNKNOWN && asked != HTTPSTATUS_UNKNOWN && asked >= answered - 1 &&
	       asked - answered <= AT_ONCE;
}

/* ---- the same request once more ---- */

/* Authorization, X-API-Key, X-Auth-Token, X-GitHub-OTP and their like; not those of the browser's own, such as Sec-WebSocket-Key. */
static bool may_be_credentials(struct span name)
{
	return (has_inside(name, SPAN("auth")) || has_inside(name, SPAN("key")) || has_inside(name, SPAN("token")) ||
		       has_inside(name, SPAN("-OTP"))) &&
	       !begins_with(name, SPAN("Sec-"));
}

/* Whether a request has credentials that the other has not. */
static bool has_other_credentials(const struct httpstatus_exchange *of, const struct httpstatus_exchange *other)
{
	for (size_t i = 0; i < of->said.fields; i++) {
		struct span name = exchange_text(of, of->fields[i].name), own, theirs;

		if (of->fields[i].part != HTTPSTATUS_PART_REQUEST || !may_be_credentials(name) ||
			!exchange_value(of, HTTPSTATUS_PART_REQUEST, name, &own))
			continue;
		if (!exchange_value(other, HTTPSTATUS_PART_REQUEST, name, &theirs) || !span_equals(own, theirs))
			return true;
	}
	return false;
}

/* With a token that a 401 or 403 asked for, such as X-CSRF-Token of SAP's OData, the credentials are not the same any more. What goes to another origin
 * is sent there, whatever goes with it. */
bool judge_authorization_resent(const struct subject *subject)
{
	int64_t status = exchange_property(subject->before, HTTPSTATUS_PROPERTY_STATUS);
	bool refused = status == 401 || status == 403;

	return same_value(subject, HTTPSTATUS_PART_REQUEST, SPAN("Authorization")) &&
	       !(refused && has_other_credentials(subject->exchange, subject->before));
}

bool judge_method_is_idempotent(const struct subject *subject)
{
	return method_is_idempotent(subject->method);
}

/* Who has other credentials is another client, or counted as one: it was not told to wait. */
bool judge_came_too_soon(const struct subject *subject)
{
	int64_t answered = exchange_property(subject->before, HTTPSTATUS_PROPERTY_RESPONSE_TIME);
	int64_t asked = exchange_property(subject->exchange, HTTPSTATUS_PROPERTY_REQUEST_TIME);
	int64_t wait = httpstatus_exchange_retry_after(subject->before, answered);

	if (has_other_credentials(subject->exchange, subject->before) ||
		has_other_credentials(subject->before, subject->exchange))
		return false;
	/* Times are whole seconds: one of them may be cut off. */
	return answered != HTTPSTATUS_UNKNOWN && asked != HTTPSTATUS_UNKNOWN && wait != HTTPSTATUS_UNKNOWN &&
	       asked >= answered && asked - answered < wait - 1;
}

/* RFC 5789, 2: a tag of If-Match is no longer that of the target once it was changed. An upload tells a second Upload-Offset from the first by where
 * it is (draft-ietf-httpbis-resumable-upload, 4.4.2), and a lock is refreshed to the same end (RFC 4918, 9.10.2). */
bool judge_repetition_is_harmless(const struct subject *subject)
{
	struct entity_tag none = {.weak = false}; /* no tag equals it */
	struct span value;

	if (request_value(subject, SPAN("If-Match"), &value) &&
		entity_tag_list_match(value, none, true) == TAG_NO_MATCH)
		return true;
	if (method_is(subject, SPAN("LOCK")))
		return request_has(subject, SPAN("If")) && !exchange_announces_request_content(subject->exchange);
	return method_is(subject, SPAN("PATCH")) && request_has(subject, SPAN("Upload-Offset"));
}

static bool has_failed(const struct httpstatus_exchange *exchange)
{
	int64_t status = exchange_property(exchange, HTTPSTATUS_PROPERTY_STATUS);

	return status == 500 || status == 502 || status == 503 || status == 504;
}

static bool tells_to_return(const struct httpstatus_exchange *exchange)
{
	return exchange_property(exchange, HTTPSTATUS_PROPERTY_STATUS) == 503 &&
	       exchange_has_field(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Retry-After"));
}

/* By a 503, which says that the request was not handled, and when it may come again (RFC 9110, 10.2.3). */
bool judge_was_told_to_return(const struct subject *subject)
{
	return tells_to_return(subject->before);
}

/* Whether the request before was a retry itself, by nobody's order. */
bool judge_before_was_a_retry(const struct subject *subject)
{
	const struct httpstatus_exchange *first = memory_find_first_try(subject);

	return first && has_failed(first) && !tells_to_return(first);
}

bool judge_still_expects_continue(const struct subject *subject)
{
	return exchange_awaits_continue(subject->before) && exchange_awaits_continue(subject->exchange);
}

bool judge_proxy_is_declared(const struct subject *subject)
{
	return is_declared(subject, HTTPSTATUS_CHECKER_PROPERTY_PROXY);
}

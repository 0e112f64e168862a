/*
 * The exchanges that a checker remembers.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

#include <httpstatus/status.h>
#include <stdlib.h>

enum { REMEMBERED_MOST = 64 };

/* The exchange that came @back before the newest, which is 0 itself. NULL past the oldest. */
static const struct httpstatus_exchange *remembered_at(const struct httpstatus_checker *checker, size_t back)
{
	size_t count = checker->remembered_count;

	return back < count ? checker->remembered[(checker->newest + count - back) % count].exchange : NULL;
}

static bool has_status(const struct httpstatus_exchange *exchange, int status)
{
	return exchange_property(exchange, HTTPSTATUS_PROPERTY_STATUS) == status;
}

static bool has_method(const struct httpstatus_exchange *exchange, struct span method)
{
	return span_equals(exchange_line(exchange, HTTPSTATUS_LINE_METHOD), method);
}

/* Whether both requests have the same value of a field, or both have none. */
static bool same_request_value(
	const struct subject *subject, const struct httpstatus_exchange *before, struct span name)
{
	struct span now, then;
	bool has_now = exchange_value(subject->exchange, HTTPSTATUS_PART_REQUEST, name, &now);
	bool had_then = exchange_value(before, HTTPSTATUS_PART_REQUEST, name, &then);

	return has_now == had_then && (!has_now || span_equals(now, then));
}

/* Whether they have the same values of some fields, as far as it is known. */
static bool same_request_values(
	const struct subject *subject, const struct httpstatus_exchange *before, const char names[][20], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!same_request_value(subject, before, span_of(names[i])))
			return false;
	return !subject->request_is_open && !exchange_request_is_open(before);
}

/* Whether the requests have the same values of the fields that Vary of a response names. */
static bool same_by_vary(const struct subject *subject, const struct httpstatus_exchange *before,
	const struct httpstatus_exchange *answered)
{
	struct span vary, name;

	if (!exchange_value(answered, HTTPSTATUS_PART_RESPONSE, SPAN("Vary"), &vary))
		return true;
	while (list_next(&vary, &name))
		if (!span_equals(name, SPAN("*")) && !same_request_value(subject, before, name))
			return false;
	return true;
}

static bool varies_by_everything(const struct httpstatus_exchange *exchange)
{
	struct span vary;

	return exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Vary"), &vary) &&
	       list_has_exactly(vary, SPAN("*"));
}

/* Whether the requests select the same representation, as far as they tell (RFC 9110, 12). Vary alone would not do: not all send it, and some name a
 * field, such as Origin, only where the request has it. */
static bool same_selection(const struct subject *subject, const struct httpstatus_exchange *before)
{
	static const char names[][20] = {"Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Cookie"};

	return same_request_values(subject, before, names, sizeof names / sizeof names[0]) &&
	       !varies_by_everything(before) && same_by_vary(subject, before, before) &&
	       same_by_vary(subject, before, subject->exchange);
}

static bool response_value_differs(
	const struct subject *subject, const struct httpstatus_exchange *before, struct span name)
{
	struct span now, then;

	return exchange_first_line(subject->exchange, HTTPSTATUS_PART_RESPONSE, name, &now) &&
	       exchange_first_line(before, HTTPSTATUS_PART_RESPONSE, name, &then) && !span_equals(now, then);
}

/* Whether a validator says that the responses are of different representations (RFC 9110, 8.8). */
static bool representation_changed(const struct subject *subject, const struct httpstatus_exchange *before)
{
	return response_value_differs(subject, before, SPAN("ETag")) ||
	       response_value_differs(subject, before, SPAN("Last-Modified"));
}

/* With Content-Range, it is of a part, whatever the status says. */
static bool is_whole_representation(const struct httpstatus_exchange *exchange)
{
	return has_status(exchange, 200) && has_method(exchange, SPAN("GET")) &&
	       !exchange_has_field(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Range"));
}

/* The latest one decides: what was before that is no longer so. */
static const struct httpstatus_exchange *find_representation(const struct subject *subject)
{
	const struct httpstatus_exchange *before;

	for (size_t back = 0; (before = remembered_at(subject->checker, back)); back++)
		if (is_whole_representation(before) && exchange_targets_match(before, subject->exchange) == 1 &&
			same_selection(subject, before))
			return representation_changed(subject, before) ? NULL : before;
	return NULL;
}

/* ---- a request that differs in one field ---- */

/* Fields that are about the connection, a stored response, or nothing but the target. */
static bool selects_nothing(struct span name)
{
	static const char names[][20] = {
		"Cache-Control", "Connection", "Host", "If-Modified-Since", "If-None-Match", "Keep-Alive", "Pragma"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (span_equals_ignoring_case(name, span_of(names[i])))
			return true;
	return false;
}

static bool request_values_are_equal(
	const struct httpstatus_exchange *a, const struct httpstatus_exchange *b, struct span name)
{
	struct span of_a, of_b;
	bool has_a = exchange_value(a, HTTPSTATUS_PART_REQUEST, name, &of_a);
	bool has_b = exchange_value(b, HTTPSTATUS_PART_REQUEST, name, &of_b);

	return has_a == has_b && (!has_a || span_equals(of_a, of_b));
}

/* A browser makes these, too, of where the page is from. */
static bool goes_with_origin(struct span name)
{
	return span_equals_ignoring_case(name, SPAN("Referer")) ||
	       span_equals_ignoring_case(span_first(name, 10), SPAN("Sec-Fetch-"));
}

/* Whether the fields of one request differ from the other's in no more than one, which is in *name where it has octets. */
static bool differ_in_one(
	const struct httpstatus_exchange *of, const struct httpstatus_exchange *other, struct span *name)
{
	bool another_origin = !request_values_are_equal(of, other, SPAN("Origin"));

	for (size_t i = 0; i < of->said.fields; i++) {
		struct span own = exchange_text(of, of->fields[i].name);

		if (of->fields[i].part != HTTPSTATUS_PART_REQUEST || selects_nothing(own) ||
			(another_origin && goes_with_origin(own)) || request_values_are_equal(of, other, own))
			continue;
		if (name->length > 0 && !span_equals_ignoring_case(*name, own))
			return false;
		*name = own;
	}
	return true;
}

bool requests_differ_in(const struct httpstatus_exchange *a, const struct httpstatus_exchange *b, struct span *name)
{
	*name = (struct span){NULL, 0};
	return !exchange_request_is_open(a) && !exchange_request_is_open(b) && differ_in_one(a, b, name) &&
	       differ_in_one(b, a, name) && name->length > 0;
}

static const struct httpstatus_exchange *find_variant(const struct subject *subject)
{
	const struct httpstatus_exchange *before;
	struct span name;

	for (size_t back = 0; (before = remembered_at(subject->checker, back)); back++) {
		if (exchange_targets_match(before, subject->exchange) != 1)
			continue;
		if (!method_is_safe(exchange_line(before, HTTPSTATUS_LINE_METHOD)))
			return NULL; /* it may have changed the resource */
		if (is_whole_representation(before) && requests_differ_in(before, subject->exchange, &name))
			return before;
	}
	return NULL;
}

/* The strong entity tag of a response. False where it has none. */
static bool strong_tag_of(const struct httpstatus_exchange *exchange, struct entity_tag *tag)
{
	struct span value;

	return exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("ETag"), &value) &&
	       entity_tag_read(value, tag) && !tag->weak;
}

/* Whatever the requests said and whenever it was: a strong entity tag is of one representation (RFC 9110, 8.8.1). */
static const struct httpstatus_exchange *find_tag(const struct subject *subject)
{
	const struct httpstatus_exchange *before;
	struct entity_tag now, then;

	if (!is_whole_representation(subject->exchange) || !strong_tag_of(subject->exchange, &now))
		return NULL;
	for (size_t back = 0; (before = remembered_at(subject->checker, back)); back++)
		if (is_whole_representation(before) && strong_tag_of(before, &then) &&
			entity_tag_strong_equal(now, then) && exchange_targets_match(before, subject->exchange) == 1)
			return before;
	return NULL;
}

/* Whether the second request was surely sent before the first was answered: times are whole seconds. */
static bool overlaps(const struct subject *subject, const struct httpstatus_exchange *before)
{
	int64_t answered = exchange_property(before, HTTPSTATUS_PROPERTY_RESPONSE_TIME);
	int64_t asked = exchange_property(subject->exchange, HTTPSTATUS_PROPERTY_REQUEST_TIME);

	return answered != HTTPSTATUS_UNKNOWN && asked != HTTPSTATUS_UNKNOWN && asked + 1 < answered;
}

/* Whether both requests have a field, with another value. */
static bool request_value_differs(
	const struct subject *subject, const struct httpstatus_exchange *before, struct span name)
{
	struct span value;

	return request_value(subject, name, &value) && exchange_value(before, HTTPSTATUS_PART_REQUEST, name, &value) &&
	       !same_request_value(subject, before, name);
}

/* Whether one client may have sent both requests, the second because of the first: nobody follows a redirect with OPTIONS. */
static bool may_follow(const struct subject *subject, const struct httpstatus_exchange *before)
{
	bool odd = method_is(subject, SPAN("OPTIONS")) || method_is(subject, SPAN("TRACE")) ||
		   method_is(subject, SPAN("CONNECT"));

	return (!odd || has_method(before, subject->method)) && !overlaps(subject, before) &&
	       same_request_value(subject, before, SPAN("User-Agent")) &&
	       !request_value_differs(subject, before, SPAN("Authorization")) &&
	       (exchange_has_field(before, HTTPSTATUS_PART_RESPONSE, SPAN("Set-Cookie")) ||
		       !request_value_differs(subject, before, SPAN("Cookie")));
}

/* Whether the request is the one before once more, and not another client's: credentials may differ, which is what 401 asks for. */
static bool is_repetition(const struct subject *subject, const struct httpstatus_exchange *before)
{
	static const char names[][20] = {"Content-Length", "Content-Type", "Cookie", "User-Agent"};

	return subject->method.length && has_method(before, subject->method) &&
	       exchange_targets_match(before, subject->exchange) == 1 && !overlaps(subject, before) &&
	       same_request_values(subject, before, names, sizeof names / sizeof names[0]);
}

/* Only the exchange right before: a later request to the same target is no redirect that was followed. */
static const struct httpstatus_exchange *find_redirect(const struct subject *subject)
{
	const struct httpstatus_exchange *before = remembered_at(subject->checker, 0);
	int64_t status = before ? exchange_property(before, HTTPSTATUS_PROPERTY_STATUS) : HTTPSTATUS_UNKNOWN;

	if (status == HTTPSTATUS_UNKNOWN || httpstatus_class((int)status) != 3 || !may_follow(subject, before))
		return NULL;
	return exchange_leads_to(before, subject->exchange) ? before : NULL;
}

static const struct httpstatus_exchange *find_same(const struct subject *subject)
{
	const struct httpstatus_exchange *before = remembered_at(subject->checker, 0);

	return before && is_repetition(subject, before) ? before : NULL;
}

const struct httpstatus_exchange *memory_find_first_try(const struct subject *subject)
{
	const struct httpstatus_checker *checker = subject->checker;
	const struct httpstatus_exchange *first = remembered_at(checker, 1);

	return first && is_repetition(subject, first) &&
			       checker->remembered[checker->newest].declared &
				       UINT64_C(1) << HTTPSTATUS_CHECKER_PROPERTY_AUTOMATIC
		       ? first
		       : NULL;
}

/* RFC 9111, 4.4: where an unsafe method, or one of which nobody knows whether it is safe, got no error. */
static const struct httpstatus_exchange *find_change(const struct subject *subject)
{
	const struct httpstatus_exchange *before = remembered_at(subject->checker, 0);
	int64_t status = before ? exchange_property(before, HTTPSTATUS_PROPERTY_STATUS) : HTTPSTATUS_UNKNOWN;
	struct span method;

	if (status < 200 || status > 399 || exchange_targets_match(before, subject->exchange) != 1)
		return NULL;
	method = exchange_line(before, HTTPSTATUS_LINE_METHOD);
	return method.length > 0 && !method_is_safe(method) ? before : NULL;
}

const struct httpstatus_exchange *memory_find(const struct subject *subject, enum after after)
{
	switch (after) {
	case AFTER_REPRESENTATION:
		return find_representation(subject);
	case AFTER_REDIRECT:
		return find_redirect(subject);
	case AFTER_SAME:
		return find_same(subject);
	case AFTER_VARIANT:
		return find_variant(subject);
	case AFTER_TAG:
		return find_tag(subject);
	case AFTER_CHANGE:
		return find_change(subject);
	default:
		return NULL;
	}
}

/* One place more in the ring, while it may grow. */
static bool place_add(struct httpstatus_checker *checker)
{
	void *places = realloc(checker->remembered, (checker->remembered_count + 1) * sizeof(struct remembered));

	if (!places)
		return false;
	checker->remembered = places;
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	if (!exchange)
		return false;
	exchange_lift_limits(exchange);
	checker->remembered[checker->remembered_count++].exchange = exchange;
	return true;
}

bool memory_add(struct httpstatus_checker *checker, const struct httpstatus_exchange *exchange)
{
	int64_t most = checker->remembered_most == HTTPSTATUS_UNKNOWN ? REMEMBERED_MOST : checker->remembered_most;

	if (most == 0)
		return true;
	bool grows = (int64_t)checker->remembered_count < most;
	if (grows && !place_add(checker))
		return false;
	size_t place = grows ? checker->remembered_count - 1 : (checker->newest + 1) % checker->remembered_count;
	if (httpstatus_exchange_copy(checker->remembered[place].exchange, exchange) != 0)
		return false;
	checker->remembered[place].declared = checker->declared;
	checker->newest = place;
	return true;
}

void memory_free(struct httpstatus_checker *checker)
{
	for (size_t i = 0; i < checker->remembered_count; i++)
		httpstatus_exchange_free(checker->remembered[i].exchange);
	free(checker->remembered);
	checker->remembered = NULL;
	checker->remembered_count = checker->newest = 0;
}

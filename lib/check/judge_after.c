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

/* Whether both are of the same representation, by a strong validator (RFC 9110, 8.8). */
bool judge_validators_agree(const struct subject *subject)
{
	struct entity_tag tag;
	struct span value;

	if (response_value(subject, SPAN("ETag"), &value))
		return entity_tag_read(value, &tag) && !tag.weak &&
		       same_value(subject, HTTPSTATUS_PART_RESPONSE, SPAN("ETag"));
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

/* Whether the 200 had one of some fields that this response surely has not. */
static bool lacks_one_of(const struct subject *subject, const char names[][20], size_t count)
{
	struct span value;

	for (size_t i = 0; i < count; i++)
		if (value_before(subject, HTTPSTATUS_PART_RESPONSE, span_of(names[i]), &value) &&
			response_lacks(subject, span_of(names[i])))
			return true;
	return false;
}

bool judge_fields_of_200_are_missing(const struct subject *subject)
{
	static const char names[][20] = {"Content-Location", "Date", "ETag", "Vary", "Cache-Control", "Expires"};

	return lacks_one_of(subject, names, sizeof names / sizeof names[0]);
}

bool judge_representation_fields_are_missing(const struct subject *subject)
{
	static const char names[][20] = {"Content-Type", "Content-Encoding", "Content-Language", "Last-Modified"};

	return lacks_one_of(subject, names, sizeof names / sizeof names[0]);
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

/* Who changes the method makes it GET: where it became another, it is a request of its own, and follows nothing. */
bool judge_method_became_get(const struct subject *subject)
{
	struct span before = method_before(subject);

	return before.length && method_is(subject, SPAN("GET")) && !span_equals(before, subject->method);
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

bool judge_authorization_resent(const struct subject *subject)
{
	return same_value(subject, HTTPSTATUS_PART_REQUEST, SPAN("Authorization"));
}

/* ---- the same request once more ---- */

bool judge_authorization_unchanged(const struct subject *subject)
{
	struct span value;

	return same_value(subject, HTTPSTATUS_PART_REQUEST, SPAN("Authorization")) ||
	       (request_lacks(subject, SPAN("Authorization")) && !exchange_request_is_open(subject->before) &&
		       !value_before(subject, HTTPSTATUS_PART_REQUEST, SPAN("Authorization"), &value));
}

bool judge_method_is_idempotent(const struct subject *subject)
{
	return method_is_idempotent(subject->method);
}

bool judge_came_too_soon(const struct subject *subject)
{
	int64_t answered = exchange_property(subject->before, HTTPSTATUS_PROPERTY_RESPONSE_TIME);
	int64_t asked = exchange_property(subject->exchange, HTTPSTATUS_PROPERTY_REQUEST_TIME);
	int64_t wait = httpstatus_exchange_retry_after(subject->before, answered);

	/* Times are whole seconds: one of them may be cut off. */
	return answered != HTTPSTATUS_UNKNOWN && asked != HTTPSTATUS_UNKNOWN && wait != HTTPSTATUS_UNKNOWN &&
	       asked >= answered && asked - answered < wait - 1;
}

bool judge_still_expects_continue(const struct subject *subject)
{
	return exchange_awaits_continue(subject->before) && exchange_awaits_continue(subject->exchange);
}

bool judge_proxy_is_declared(const struct subject *subject)
{
	return is_declared(subject, HTTPSTATUS_CHECKER_PROPERTY_PROXY);
}

/*
 * Judges of preconditions, and instance manipulations (RFC 3229).
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

/* X-Cache, CF-Cache-Status and their like; not Cache-Control and CDN-Cache-Control, which origin servers send. */
static bool is_of_cache(struct span name)
{
	if (span_equals_ignoring_case(name, SPAN("Age")) || span_equals_ignoring_case(name, SPAN("Via")))
		return true;
	return (has_inside(name, SPAN("cache")) && !has_inside(name, SPAN("control"))) ||
	       has_inside(name, SPAN("varnish")) || has_inside(name, SPAN("served-by"));
}

/* A stored response has Age (RFC 9111, 5.1); but not everything that stores responses and changes them says so. */
bool judge_may_be_from_cache(const struct subject *subject)
{
	return response_has_name(subject, is_of_cache) || subject->response_is_open;
}

/* A date that means the same at all times: the year has four digits, and the day of the week is right. */
static bool date_of(const struct subject *subject, int part, struct span name, int64_t *seconds)
{
	struct span value;
	struct date date;

	if (!exchange_value(subject->exchange, part, name, &value) || !date_read(value, 0, &date))
		return false;
	*seconds = date.seconds;
	return date.form != DATE_RFC850 && !date.weekday_wrong;
}

static bool etag_of(const struct subject *subject, struct entity_tag *tag)
{
	struct span value;

	return response_value(subject, SPAN("ETag"), &value) && entity_tag_read(value, tag);
}

/* What a list of tags in the request makes of a tag. Without the field, it is invalid. */
static enum tag_match match_in(const struct subject *subject, struct span name, struct entity_tag tag, bool strong)
{
	struct span value;

	return request_value(subject, name, &value) ? entity_tag_list_match(value, tag, strong) : TAG_INVALID;
}

/* ---- If-None-Match: RFC 9110, 13.1.2 ---- */

bool judge_if_none_match_matches(const struct subject *subject)
{
	struct entity_tag tag = {.weak = false}; /* no tag equals it */
	etag_of(subject, &tag);
	enum tag_match match = match_in(subject, SPAN("If-None-Match"), tag, false);

	return match == TAG_STAR || match == TAG_MATCH;
}

bool judge_if_none_match_lacks_etag(const struct subject *subject)
{
	struct entity_tag tag;

	return etag_of(subject, &tag) && match_in(subject, SPAN("If-None-Match"), tag, false) == TAG_NO_MATCH;
}

/* The tags of a well-formed list: none of them has a quote inside. */
static size_t tags_asked(const struct subject *subject)
{
	struct span value;
	size_t quotes = 0;

	if (match_in(subject, SPAN("If-None-Match"), (struct entity_tag){.weak = false}, false) != TAG_NO_MATCH ||
		!request_value(subject, SPAN("If-None-Match"), &value))
		return 0;
	for (size_t i = 0; i < value.length; i++)
		if (value.bytes[i] == '"')
			quotes++;
	return quotes / 2;
}

bool judge_if_none_match_has_tags(const struct subject *subject)
{
	return tags_asked(subject) > 0;
}

bool judge_if_none_match_has_several_tags(const struct subject *subject)
{
	return tags_asked(subject) > 1;
}

/* RFC 3229, 10.5.1: the tag of the instance that the delta is to be applied to. */
bool judge_if_none_match_lacks_delta_base(const struct subject *subject)
{
	struct span value;
	struct entity_tag tag;

	if (!response_value(subject, SPAN("Delta-Base"), &value) || !entity_tag_read(value, &tag))
		return false;
	return request_lacks(subject, SPAN("If-None-Match")) ||
	       match_in(subject, SPAN("If-None-Match"), tag, false) == TAG_NO_MATCH;
}

/* Alone, as a star has to be. Who knows that something was created knows that the condition held. */
bool judge_if_none_match_was_false(const struct subject *subject)
{
	struct span value;

	return !is_declared(subject, HTTPSTATUS_CHECKER_PROPERTY_CREATED) &&
	       request_value(subject, SPAN("If-None-Match"), &value) && span_equals(span_trim(value), SPAN("*"));
}

/* ---- If-Match: RFC 9110, 13.1.1 ---- */

bool judge_if_match_matches(const struct subject *subject)
{
	struct entity_tag tag;

	if (!etag_of(subject, &tag))
		return false;
	enum tag_match match = match_in(subject, SPAN("If-Match"), tag, true);

	return match == TAG_STAR || match == TAG_MATCH;
}

/* Whether it is a star or has a tag: an empty or malformed one is no condition that could be false. */
bool judge_if_match_has_condition(const struct subject *subject)
{
	struct entity_tag none = {.weak = false}; /* no tag equals it */
	enum tag_match match = match_in(subject, SPAN("If-Match"), none, true);

	return match == TAG_STAR || match == TAG_NO_MATCH;
}

/* A weak ETag may have been strong when the origin server compared it: who compresses a response on its way makes it weak. */
bool judge_if_match_lacks_etag(const struct subject *subject)
{
	struct entity_tag tag;

	if (!etag_of(subject, &tag))
		return false;
	tag.weak = false;
	return match_in(subject, SPAN("If-Match"), tag, true) == TAG_NO_MATCH;
}

/* With a Location that leads elsewhere, that is what was created: a version, say. */
bool judge_target_was_created(const struct subject *subject)
{
	if (response_has(subject, SPAN("Location")))
		return exchange_leads_to(subject->exchange, subject->exchange);
	return !subject->response_is_open;
}

/* ---- dates: RFC 9110, 13.1.3, 13.1.4 ---- */

/* The date of a condition and Last-Modified. */
static bool dates_of(const struct subject *subject, struct span name, int64_t *since, int64_t *modified)
{
	return date_of(subject, HTTPSTATUS_PART_REQUEST, name, since) &&
	       date_of(subject, HTTPSTATUS_PART_RESPONSE, SPAN("Last-Modified"), modified);
}

bool judge_modified_since(const struct subject *subject)
{
	int64_t since, modified;

	return dates_of(subject, SPAN("If-Modified-Since"), &since, &modified) && modified > since;
}

bool judge_last_modified_as_asked(const struct subject *subject)
{
	int64_t since, modified;

	return dates_of(subject, SPAN("If-Modified-Since"), &since, &modified) && modified == since;
}

bool judge_modified_after_unmodified_since(const struct subject *subject)
{
	int64_t since, modified;

	return dates_of(subject, SPAN("If-Unmodified-Since"), &since, &modified) && modified > since;
}

bool judge_unmodified_since_then(const struct subject *subject)
{
	int64_t since, modified;

	return dates_of(subject, SPAN("If-Unmodified-Since"), &since, &modified) && modified <= since;
}

/* Whether a field is there and is no date, by whatever leniency. */
static bool is_no_date(const struct subject *subject, struct span name)
{
	struct span value;
	struct date date;

	return request_value(subject, name, &value) && !date_read_ignoring_case(span_trim(value), 0, &date);
}

bool judge_if_modified_since_is_no_date(const struct subject *subject)
{
	return is_no_date(subject, SPAN("If-Modified-Since"));
}

bool judge_if_unmodified_since_is_no_date(const struct subject *subject)
{
	return is_no_date(subject, SPAN("If-Unmodified-Since"));
}

/* ---- If-Range: RFC 9110, 13.1.5 ---- */

enum holds { HOLDS_NOT, HOLDS, HOLDS_PERHAPS };

static enum holds if_range_by_tag(const struct subject *subject, struct entity_tag asked)
{
	struct entity_tag tag;

	if (asked.weak)
		return HOLDS_NOT;
	if (!etag_of(subject, &tag))
		return HOLDS_PERHAPS;
	if (entity_tag_strong_equal(asked, tag))
		return HOLDS;
	return entity_tag_weak_equal(asked, tag) ? HOLDS_PERHAPS : HOLDS_NOT; /* made weak on its way? */
}

/* A date that is the same holds only where it is a strong validator, which nobody can see from here. */
static enum holds if_range_holds(const struct subject *subject)
{
	struct span value;
	struct entity_tag asked;
	int64_t since, modified;

	if (!exchange_first_line(subject->exchange, HTTPSTATUS_PART_REQUEST, SPAN("If-Range"), &value))
		return HOLDS_PERHAPS;
	if (entity_tag_read(value, &asked))
		return if_range_by_tag(subject, asked);
	if (!dates_of(subject, SPAN("If-Range"), &since, &modified))
		return HOLDS_PERHAPS;
	return since == modified ? HOLDS_PERHAPS : HOLDS_NOT;
}

bool judge_if_range_fails(const struct subject *subject)
{
	return if_range_holds(subject) == HOLDS_NOT;
}

bool judge_if_range_may_fail(const struct subject *subject)
{
	return !request_lacks(subject, SPAN("If-Range")) && if_range_holds(subject) != HOLDS;
}

/* ---- which conditions there are ---- */

bool judge_has_precondition(const struct subject *subject)
{
	return request_has(subject, SPAN("If-Match")) || request_has(subject, SPAN("If-None-Match")) ||
	       request_has(subject, SPAN("If-Modified-Since")) || request_has(subject, SPAN("If-Unmodified-Since"));
}

/* RFC 9110, 13.2.1. */
bool judge_condition_is_for_other_methods(const struct subject *subject)
{
	return judge_has_precondition(subject) &&
	       (method_is(subject, SPAN("CONNECT")) || method_is(subject, SPAN("OPTIONS")) ||
		       method_is(subject, SPAN("TRACE")));
}

static bool is_precondition(struct span name)
{
	static const char names[][20] = {
		"If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (span_equals_ignoring_case(name, span_of(names[i])))
			return true;
	return false;
}

static bool is_other_precondition(struct span name)
{
	return name_is_condition(name) && !is_precondition(name);
}

bool judge_may_have_other_precondition(const struct subject *subject)
{
	return subject->request_is_open || request_has_name(subject, is_other_precondition);
}

/* The name of the next manipulation, which may have parameters. An element that has none is an empty name. */
static bool manipulation_next(struct span *rest, struct span *name)
{
	struct parameter parameter = {.has_value = false};
	struct span element;

	if (!list_next(rest, &element))
		return false;
	parameter_read(&element, &parameter);
	*name = parameter.name;
	return true;
}

static bool is_delta(struct span name)
{
	return span_equals_ignoring_case(name, SPAN("vcdiff")) || span_equals_ignoring_case(name, SPAN("diffe")) ||
	       span_equals_ignoring_case(name, SPAN("gdiff"));
}

static bool is_range(struct span name)
{
	return span_equals_ignoring_case(name, SPAN("range"));
}

static bool im_has(const struct subject *subject, bool (*is_of_kind)(struct span name))
{
	struct span rest, name;

	if (!response_value(subject, SPAN("IM"), &rest))
		return false;
	while (manipulation_next(&rest, &name))
		if (is_of_kind(name))
			return true;
	return false;
}

bool judge_im_has_delta(const struct subject *subject)
{
	return im_has(subject, is_delta);
}

bool judge_im_has_range(const struct subject *subject)
{
	return im_has(subject, is_range);
}

bool judge_im_has_only_range(const struct subject *subject)
{
	struct span rest, name;

	if (!judge_im_has_range(subject) || !response_value(subject, SPAN("IM"), &rest))
		return false;
	while (manipulation_next(&rest, &name))
		if (!is_range(name))
			return false;
	return true;
}

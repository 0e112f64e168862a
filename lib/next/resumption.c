/*
 * A response that broke off: where its rest begins, and whether it came.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

/* RFC 9110, 8.8.2.2: Last-Modified is strong where Date is a second later or more. */
static bool last_modified_is_strong(const struct situation *situation, struct span *validator)
{
	int64_t date = httpstatus_exchange_date(situation->exchange), modified;

	return exchange_first_line(situation->exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Last-Modified"), validator) &&
	       date != HTTPSTATUS_UNKNOWN &&
	       exchange_date(situation->exchange, SPAN("Last-Modified"), date, &modified) && modified < date;
}

/* RFC 9110, 13.1.5: an entity tag where there is one, and then not the date. */
static bool strong_validator(const struct situation *situation, struct span *validator)
{
	struct entity_tag tag;

	if (exchange_first_line(situation->exchange, HTTPSTATUS_PART_RESPONSE, SPAN("ETag"), validator))
		return entity_tag_read(*validator, &tag) && !tag.weak;
	return last_modified_is_strong(situation, validator);
}

static struct span remembered_validator(const struct situation *situation)
{
	return (struct span){situation->chain->validator.bytes, situation->chain->validator.used};
}

/* False where there is none, or it cannot be read. */
static bool read_content_range(const struct situation *situation, struct content_range *range)
{
	struct span value;

	return exchange_value(situation->exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Range"), &value) &&
	       content_range_read(value, range);
}

/* The only range that the request asks for. False where it has not one. */
static bool asked_range(const struct situation *situation, struct range_spec *spec)
{
	struct range_spec more;
	struct range range;
	struct span value;

	return exchange_value(situation->exchange, HTTPSTATUS_PART_REQUEST, SPAN("Range"), &value) &&
	       range_read(value, &range) && span_equals_ignoring_case(range.unit, SPAN("bytes")) &&
	       range_next(&range.set, spec) && !range_next(&range.set, &more);
}

/* Where that begins, in a representation of so many octets; HTTPSTATUS_UNKNOWN where it has not one, or counts from an end that nobody knows. */
static int64_t asked_begin(const struct situation *situation, int64_t complete)
{
	struct range_spec spec;

	if (!asked_range(situation, &spec))
		return HTTPSTATUS_UNKNOWN;
	if (spec.first != NUMBER_NONE)
		return spec.first;
	if (complete == NUMBER_NONE || complete == INT64_MAX)
		return HTTPSTATUS_UNKNOWN;
	return spec.last < complete ? complete - spec.last : 0;
}

int64_t resumed_from(const struct situation *situation)
{
	int64_t from = situation->chain->memory.resume_from;

	return exchange_request_is_open(situation->exchange) || asked_begin(situation, NUMBER_NONE) == from
		       ? from
		       : HTTPSTATUS_UNKNOWN;
}

/* Where the content of a 206 begins. False where it does not say. */
static bool part_begin(const struct situation *situation, int64_t *begin)
{
	struct content_range range;

	if (!read_content_range(situation, &range) || range.first == NUMBER_NONE || range.inconsistent ||
		range.first == INT64_MAX) /* which stands for more than can be counted */
		return false;
	*begin = range.first;
	return true;
}

/* Whether a 206 is the rest that the chain asked for. */
static bool rest_fits(const struct situation *situation)
{
	struct span validator;
	int64_t begin;

	if (!part_begin(situation, &begin) || begin != resumed_from(situation))
		return false;
	if (!situation_response_has(situation, SPAN("ETag")) &&
		!situation_response_has(situation, SPAN("Last-Modified")))
		return true; /* If-Range has seen to it */
	return strong_validator(situation, &validator) && span_equals(validator, remembered_validator(situation));
}

/* RFC 9110, 15.3.7.3: what the client has is under the validator of its If-Range. */
static bool validator_is_another(const struct situation *situation)
{
	struct span wanted, value;
	struct entity_tag ours, theirs;

	return exchange_value(situation->exchange, HTTPSTATUS_PART_REQUEST, SPAN("If-Range"), &wanted) &&
	       entity_tag_read(wanted, &ours) && exchange_single_value(situation->exchange, SPAN("ETag"), &value) &&
	       entity_tag_read(value, &theirs) && !entity_tag_strong_equal(ours, theirs);
}

/* Of several ranges any may come first, and what is in another unit is not counted here. */
static bool part_is_another(const struct situation *situation)
{
	struct content_range range;
	int64_t begin, asked;

	if (!range_is_asked(situation) || !read_content_range(situation, &range))
		return false;
	asked = asked_begin(situation, range.complete);
	return (asked != HTTPSTATUS_UNKNOWN && part_begin(situation, &begin) && begin != asked) ||
	       validator_is_another(situation);
}

bool parts_fit(const struct situation *situation)
{
	return resumed_from(situation) == HTTPSTATUS_UNKNOWN ? !part_is_another(situation) : rest_fits(situation);
}

/* Where the content of this response begins in the representation. False where it is a part that does not fit. */
static bool content_begin(const struct situation *situation, int64_t *begin)
{
	*begin = resumed_from(situation);
	if (situation->named == 206)
		return *begin != HTTPSTATUS_UNKNOWN && rest_fits(situation);
	*begin = 0;
	return situation->named == 200;
}

bool resumption_read(const struct situation *situation, int64_t *from, struct span *validator)
{
	int64_t seen = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN), begin;
	struct span ranges;

	if (seen <= 0 || !span_equals(situation->method, SPAN("GET")) || !content_begin(situation, &begin))
		return false;
	if (exchange_value(situation->exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Accept-Ranges"), &ranges) &&
		list_has_token(ranges, SPAN("none")))
		return false;
	*from = begin > INT64_MAX - seen ? INT64_MAX : begin + seen;
	if (situation->named == 200)
		return strong_validator(situation, validator);
	*validator = remembered_validator(situation);
	return true;
}

bool is_resumed_whole(const struct situation *situation)
{
	int64_t resumed = resumed_from(situation);
	bool asks = resumed == HTTPSTATUS_UNKNOWN && !range_is_missing(situation);
	int64_t from = asks ? asked_begin(situation, NUMBER_NONE) : resumed;
	struct content_range range;

	return from != HTTPSTATUS_UNKNOWN && read_content_range(situation, &range) && range.unsatisfied &&
	       range.complete == from && from != INT64_MAX; /* which stands for more than can be counted */
}

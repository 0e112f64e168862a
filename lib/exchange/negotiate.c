/*
 * Content negotiation: how welcome an offer is by Accept, Accept-Language and Accept-Encoding, and which of several is the best.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

#include <limits.h>

/* An element of a field: what is preferred, and how much. */
struct preference {
	struct span name;
	struct span parameters; /* for parameter_next */
	size_t parameter_count; /* weights do not count */
	int weight;
};

/* What an element speaks of, the more specific the later. */
enum reach { REACH_NOTHING, REACH_ALL, REACH_TYPE, REACH_NAME };

struct match {
	enum reach reach;
	size_t detail; /* of two elements of the same reach, the one with more is more specific */
};

/* ---- elements ---- */

/* The next parameter of an element. A weight whose value is not even a token, as in "gzip;q=", is one without a value: no reason to pass over the whole
 * element. */
static bool element_parameter_next(struct span *rest, struct parameter *parameter)
{
	struct span ahead;

	if (parameter_next(rest, parameter))
		return true;
	ahead = *rest;
	*parameter = (struct parameter){.name = span_first(*rest, span_token_length(*rest))};
	if (!parameter_is_weight(*parameter) || parameter_read(&ahead, parameter))
		return false;
	while (rest->length > 0 && rest->bytes[0] != ';')
		*rest = span_from(*rest, 1);
	return true;
}

/* RFC 9110, 12.5.1: a parameter named q is the weight wherever it stands. Of several the first counts: what came behind it in RFC 7231, 5.3.2,
 * was not of the range. False where the name is followed by what are no parameters. */
static bool preference_read(struct span element, struct preference *preference)
{
	struct parameter parameter;
	bool weighted = false;

	*preference = (struct preference){.name = element_take_name(&element), .weight = WEIGHT_MOST};
	preference->parameters = element;
	while (element_parameter_next(&element, &parameter)) {
		if (!parameter_is_weight(parameter)) {
			preference->parameter_count++;
		} else if (!weighted) {
			preference->weight = weight_read(parameter.value);
			weighted = true;
		}
	}
	return element.length == 0;
}

/* ---- offers ---- */

static bool ends_in_star(struct span name)
{
	return name.length > 2 && span_equals(span_from(name, name.length - 2), SPAN("/*"));
}

/* By their grammar, ranges are media types, too: a star is a token. */
static bool is_media_type(struct span offer)
{
	struct span name, parameters;

	return media_type_is_valid(offer) && media_type_read(offer, &name, &parameters) && !ends_in_star(name) &&
	       !span_equals(span_first(name, 2), SPAN("*/"));
}

/* RFC 4647, 2.1, which every tag of RFC 5646, 2.1, conforms to: 1*8ALPHA *("-" 1*8alphanum). */
static bool is_language_tag(struct span offer)
{
	enum { SUBTAG_MOST = 8 };
	bool primary = true;
	size_t subtag = 0;

	for (size_t i = 0; i < offer.length; i++) {
		char c = offer.bytes[i];

		if (c == '-' && subtag > 0) {
			primary = false;
			subtag = 0;
		} else if (subtag < SUBTAG_MOST && (is_alpha(c) || (is_digit(c) && !primary))) {
			subtag++;
		} else {
			return false;
		}
	}
	return subtag > 0;
}

static bool is_coding(struct span offer)
{
	return span_is_token(offer) && !span_equals(offer, SPAN("*"));
}

bool offer_is_valid(int negotiable, struct span offer)
{
	switch (negotiable) {
	case HTTPSTATUS_NEGOTIABLE_MEDIA_TYPE:
		return is_media_type(offer);
	case HTTPSTATUS_NEGOTIABLE_LANGUAGE:
		return is_language_tag(offer);
	case HTTPSTATUS_NEGOTIABLE_CODING:
		return is_coding(offer);
	default:
		return false;
	}
}

/* ---- media types ---- */

/* A token has no backslash, and in a quoted string none is the last octet. */
static char take_octet(struct span *text)
{
	size_t escape = text->bytes[0] == '\\' ? 1 : 0;
	char octet = text->bytes[escape];

	*text = span_from(*text, escape + 1);
	return octet;
}

/* RFC 9110, 5.6.6: with quotes or without, a value is the same. Whether case matters only the media type knows (8.3.1); it does not for charset
 * and most others, and to refuse what fits is worse than to take what nearly does. */
static bool values_are_equal(struct span a, struct span b)
{
	a = span_without_quotes(a);
	b = span_without_quotes(b);
	while (a.length > 0 && b.length > 0)
		if (lower_case(take_octet(&a)) != lower_case(take_octet(&b)))
			return false;
	return a.length == b.length;
}

static bool has_parameter(struct span parameters, struct parameter wanted)
{
	struct parameter parameter;

	while (parameter_next(&parameters, &parameter))
		if (span_equals_ignoring_case(parameter.name, wanted.name) &&
			values_are_equal(parameter.value, wanted.value))
			return true;
	return false;
}

/* A parameter without a value is none (RFC 9110, 5.6.6), so a range that has one is none that matches. */
static bool has_parameters(struct span parameters, struct span wanted)
{
	struct parameter parameter;

	while (element_parameter_next(&wanted, &parameter))
		if (!parameter_is_weight(parameter) && !(parameter.has_value && has_parameter(parameters, parameter)))
			return false;
	return true;
}

static bool is_of_type(struct span name, struct span range)
{
	if (!ends_in_star(range))
		return false;
	range = span_first(range, range.length - 1);
	return span_equals_ignoring_case(span_first(name, range.length), range);
}

static enum reach media_range_reach(struct span range, struct span name)
{
	if (span_equals_ignoring_case(range, name))
		return REACH_NAME;
	if (is_of_type(name, range))
		return REACH_TYPE;
	return span_equals(range, SPAN("*/*")) ? REACH_ALL : REACH_NOTHING;
}

/* RFC 9110, 12.5.1: text/plain;format=flowed before text/plain, before text and a star, before two stars. */
static struct match media_range_match(const struct preference *range, struct span type)
{
	struct span name = element_take_name(&type);

	if (!has_parameters(type, range->parameters))
		return (struct match){REACH_NOTHING, 0};
	return (struct match){media_range_reach(range->name, name), range->parameter_count};
}

/* ---- languages ---- */

/* RFC 4647, 3.3.1: basic filtering. */
static bool is_of_language(struct span tag, struct span range)
{
	return span_equals_ignoring_case(span_first(tag, range.length), range) &&
	       (tag.length == range.length || tag.bytes[range.length] == '-');
}

/* RFC 4647, 3.3.1: in HTTP, a star is for what no other range matches. */
static struct match language_range_match(const struct preference *range, struct span tag)
{
	if (span_equals(range->name, SPAN("*")))
		return (struct match){REACH_ALL, 0};
	return (struct match){is_of_language(tag, range->name) ? REACH_NAME : REACH_NOTHING, range->name.length};
}

/* RFC 4647, 3.4: whether a range becomes a tag when it is cut from its end, subtag by subtag; one of a single letter or digit goes with what follows it. */
static bool is_cut_to(struct span range, struct span tag)
{
	size_t begin = tag.length;

	while (begin > 0 && tag.bytes[begin - 1] != '-')
		begin--;
	return tag.length - begin > 1 && is_language_tag(range) && is_of_language(range, tag);
}

/* ---- codings ---- */

/* RFC 9110, 12.5.3: a star is for what is not listed. */
static struct match coding_match(const struct preference *preference, struct span coding)
{
	if (span_equals(preference->name, SPAN("*")))
		return (struct match){REACH_ALL, 0};
	if (codings_are_equal(preference->name, coding))
		return (struct match){REACH_NAME, 0};
	return (struct match){REACH_NOTHING, 0};
}

/* ---- weights ---- */

static struct match preference_match(int negotiable, const struct preference *preference, struct span offer)
{
	if (negotiable == HTTPSTATUS_NEGOTIABLE_MEDIA_TYPE)
		return media_range_match(preference, offer);
	if (preference->parameter_count > 0) /* RFC 9110, 12.5.3, 12.5.4: only a weight may follow */
		return (struct match){REACH_NOTHING, 0};
	if (negotiable == HTTPSTATUS_NEGOTIABLE_LANGUAGE)
		return language_range_match(preference, offer);
	return coding_match(preference, offer);
}

static bool is_more_specific(struct match a, struct match b)
{
	if (a.reach == b.reach)
		return a.reach != REACH_NOTHING && a.detail > b.detail;
	return a.reach > b.reach;
}

/* RFC 9110, 12.4.3: what no element speaks of is not acceptable; but no coding at all is, by default (12.5.3, rule 2). It gets the least weight: who
 * lists a coding, and not identity, would rather have that coding. */
static int unlisted_weight(int negotiable, struct span offer)
{
	bool identity =
		negotiable == HTTPSTATUS_NEGOTIABLE_CODING && span_equals_ignoring_case(offer, SPAN("identity"));

	return identity ? WEIGHT_LEAST : WEIGHT_NONE;
}

/* By the most specific element that speaks of the offer; *best is REACH_NOTHING where none does. */
static int listed_weight(int negotiable, struct span field, struct span offer, struct match *best)
{
	int weight = unlisted_weight(negotiable, offer);
	struct preference preference;
	struct span element;

	*best = (struct match){REACH_NOTHING, 0};
	while (list_next(&field, &element)) {
		if (!preference_read(element, &preference))
			continue;
		struct match match = preference_match(negotiable, &preference, offer);

		if (is_more_specific(match, *best)) {
			*best = match;
			weight = preference.weight;
		}
	}
	return weight;
}

/* RFC 9110, 12.4.1: without the field the client has no preference. A field that is there but lists nothing is another matter: what it does not
 * mention is not acceptable (12.4.3). 12.5.1 and 12.5.4 make no exception for an empty list, which their grammar allows, and 12.5.3 takes it at its
 * word. A server that doubts whether the client means it may disregard the field (12.4.1). */
static int offer_weight(int negotiable, struct span field, struct span offer)
{
	struct match match;

	if (!offer_is_valid(negotiable, offer))
		return -1;
	return field.bytes ? listed_weight(negotiable, field, offer, &match) : WEIGHT_MOST;
}

int httpstatus_weight(int negotiable, const char *field, size_t field_length, const char *offer, size_t offer_length)
{
	struct span trimmed = span_trim((struct span){offer, offer ? offer_length : 0});

	return offer_weight(negotiable, (struct span){field, field_length}, trimmed);
}

/* ---- requests ---- */

static struct span requested(const struct httpstatus_exchange *request, int negotiable)
{
	static const char names[][sizeof "Accept-Language"] = {
		[HTTPSTATUS_NEGOTIABLE_MEDIA_TYPE] = "Accept",
		[HTTPSTATUS_NEGOTIABLE_LANGUAGE] = "Accept-Language",
		[HTTPSTATUS_NEGOTIABLE_CODING] = "Accept-Encoding",
	};
	struct span value = {NULL, 0};

	if (request && negotiable >= 0 && negotiable <= HTTPSTATUS_NEGOTIABLE_CODING)
		exchange_value(request, HTTPSTATUS_PART_REQUEST, span_of(names[negotiable]), &value);
	return value;
}

/* The best of some offers; among equals the first. */
static int best_offer(int negotiable, struct span field, struct span offers)
{
	struct span offer;
	int highest = WEIGHT_NONE, best = -1;

	for (int place = 0; place < INT_MAX && list_next(&offers, &offer); place++) {
		int weight = offer_weight(negotiable, field, offer);

		if (weight > highest) {
			highest = weight;
			best = place;
		}
	}
	return best;
}

/* ---- languages, where none is listed ---- */

/* How well an offer is found by cutting ranges: by the one of highest weight, of equal ones the first, and by what is left of it. */
struct find {
	int weight; /* WEIGHT_NONE where it is not found */
	size_t ranges_before, length;
};

static bool is_better_find(struct find a, struct find b)
{
	if (a.weight != b.weight)
		return a.weight > b.weight;
	return a.ranges_before == b.ranges_before ? a.length > b.length : a.ranges_before < b.ranges_before;
}

/* What an element speaks of, with weight 0 or by a star, was judged already. */
static struct find language_find(struct span field, struct span tag)
{
	struct find best = {.weight = WEIGHT_NONE};
	struct preference range;
	struct span element, rest = field;
	struct match match;

	listed_weight(HTTPSTATUS_NEGOTIABLE_LANGUAGE, field, tag, &match);
	if (!offer_is_valid(HTTPSTATUS_NEGOTIABLE_LANGUAGE, tag) || match.reach != REACH_NOTHING)
		return best;
	for (size_t before = 0; list_next(&rest, &element); before++) {
		if (!preference_read(element, &range) || range.parameter_count > 0 || range.weight == WEIGHT_NONE ||
			!is_cut_to(range.name, tag))
			continue;
		struct find found = {range.weight, before, tag.length};

		if (is_better_find(found, best))
			best = found;
	}
	return best;
}

/* RFC 9110, 12.5.4, leaves the scheme to whoever matches. This is RFC 4647, 3.4, without the default, which is the server's. */
static int language_look_up(struct span field, struct span offers)
{
	struct find best = {.weight = WEIGHT_NONE};
	struct span offer;
	int best_place = -1;

	for (int place = 0; place < INT_MAX && list_next(&offers, &offer); place++) {
		struct find found = language_find(field, offer);

		if (is_better_find(found, best)) {
			best = found;
			best_place = place;
		}
	}
	return best_place;
}

int httpstatus_exchange_negotiate(
	const struct httpstatus_exchange *request, int negotiable, const char *offers, size_t length)
{
	struct span field = requested(request, negotiable);
	struct span offered = {offers, offers ? length : 0};
	int best = best_offer(negotiable, field, offered);

	return best < 0 && negotiable == HTTPSTATUS_NEGOTIABLE_LANGUAGE ? language_look_up(field, offered) : best;
}

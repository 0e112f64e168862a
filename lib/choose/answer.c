/*
 * What is an answer to a question.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choose.h"

bool httpstatus_answer_type_is_list(int type)
{
	return type >= HTTPSTATUS_ANSWER_TYPE_METHODS && type <= HTTPSTATUS_ANSWER_TYPE_PROTOCOLS;
}

/* RFC 9110, 7.8: a name, and a version behind a slash. */
static bool is_protocol(struct span protocol)
{
	size_t name = span_token_length(protocol);

	return name == protocol.length
		       ? name > 0
		       : name > 0 && protocol.bytes[name] == '/' && span_is_token(span_from(protocol, name + 1));
}

static bool element_is(int type, struct span element)
{
	switch (type) {
	case HTTPSTATUS_ANSWER_TYPE_MEDIA_RANGES:
		return media_type_is_valid(element);
	case HTTPSTATUS_ANSWER_TYPE_MEDIA_TYPES:
		return offer_is_valid(HTTPSTATUS_NEGOTIABLE_MEDIA_TYPE, element);
	case HTTPSTATUS_ANSWER_TYPE_LANGUAGES:
		return offer_is_valid(HTTPSTATUS_NEGOTIABLE_LANGUAGE, element);
	case HTTPSTATUS_ANSWER_TYPE_CODINGS:
		return offer_is_valid(HTTPSTATUS_NEGOTIABLE_CODING, element);
	case HTTPSTATUS_ANSWER_TYPE_PROTOCOLS:
		return is_protocol(element);
	default:
		return span_is_token(element);
	}
}

static bool is_list(int type, struct span text)
{
	struct span element;
	size_t count = 0;

	for (; list_next(&text, &element); count++)
		if (!element_is(type, element))
			return false;
	return count > 0;
}

static bool is_challenges(struct span text)
{
	struct challenge challenge;
	struct parameter parameter;
	size_t count = 0;

	for (; challenge_next(&text, &challenge); count++) {
		while (challenge_parameter_next(&challenge.parameters, &parameter))
			continue;
		if (challenge.parameters.length)
			return false;
	}
	return count > 0 && text.length == 0;
}

/* RFC 2046, 5.1.1, without those characters that a parameter would have to quote. */
static bool is_boundary(struct span text)
{
	for (size_t i = 0; i < text.length; i++) {
		char c = text.bytes[i];

		if (!is_alpha(c) && !is_digit(c) && c != '\'' && c != '+' && c != '_' && c != '-' && c != '.')
			return false;
	}
	return text.length >= 1 && text.length <= 70;
}

static bool is_target(struct span text)
{
	unsigned defects = 0;

	uri_resolve(SPAN("http://localhost/"), text, false, NULL, 0, &defects);
	return text.length > 0 && defects == 0;
}

/* RFC 9110, 8.8.2.1: what is yet to come is replaced by the time of now. */
static bool is_date(struct span text, int64_t now, int64_t *number)
{
	struct date date;

	if (!date_read(text, now == HTTPSTATUS_UNKNOWN ? 0 : now, &date))
		return false;
	*number = now != HTTPSTATUS_UNKNOWN && date.seconds > now ? now : date.seconds;
	return true;
}

bool answer_read(int type, struct span text, int64_t now, int64_t *number)
{
	struct entity_tag tag;

	*number = HTTPSTATUS_UNKNOWN;
	if (!span_is_text(text))
		return false;
	switch (type) {
	case HTTPSTATUS_ANSWER_TYPE_ENTITY_TAG:
		return entity_tag_read(text, &tag);
	case HTTPSTATUS_ANSWER_TYPE_DATE:
		return is_date(text, now, number);
	case HTTPSTATUS_ANSWER_TYPE_SECONDS:
	case HTTPSTATUS_ANSWER_TYPE_OCTETS:
		return span_number(text, number) && *number < INT64_MAX;
	case HTTPSTATUS_ANSWER_TYPE_TARGET:
		return is_target(text);
	case HTTPSTATUS_ANSWER_TYPE_TOKEN:
		return span_is_token(text);
	case HTTPSTATUS_ANSWER_TYPE_BOUNDARY:
		return is_boundary(text);
	case HTTPSTATUS_ANSWER_TYPE_CHALLENGES:
		return is_challenges(text);
	default:
		return is_list(type, text);
	}
}

bool answer_is_number(int type)
{
	return type == HTTPSTATUS_ANSWER_TYPE_DATE || type == HTTPSTATUS_ANSWER_TYPE_SECONDS ||
	       type == HTTPSTATUS_ANSWER_TYPE_OCTETS;
}

bool answer_write(int type, int64_t number, char out[NUMBER_SIZE])
{
	if (type == HTTPSTATUS_ANSWER_TYPE_DATE)
		return date_write(number, out);
	if (!answer_is_number(type) || number < 0)
		return false;
	number_write(number, out);
	return true;
}

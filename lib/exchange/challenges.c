/*
 * The challenges of WWW-Authenticate and Proxy-Authenticate, as handles.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

#include <stdlib.h>
#include <string.h>

int challenger_of(int part, struct span name)
{
	if (part != HTTPSTATUS_PART_RESPONSE)
		return -1;
	if (span_equals_ignoring_case(name, SPAN("WWW-Authenticate")))
		return HTTPSTATUS_CHALLENGER_ORIGIN;
	return span_equals_ignoring_case(name, SPAN("Proxy-Authenticate")) ? HTTPSTATUS_CHALLENGER_PROXY : -1;
}

void challenges_empty(struct challenges *challenges)
{
	challenges->texts.used = challenges->lines = challenges->count = challenges->parameter_count = 0;
}

void challenges_free(struct challenges *challenges)
{
	free(challenges->texts.bytes);
	free(challenges->list);
	free(challenges->parameters);
	free(challenges->named);
}

/* Puts a text and a NUL behind those that are there, without quotes and escapes. */
static bool put_text(struct buffer *texts, struct span span, bool lower, struct text *text)
{
	if (!buffer_reserve(texts, texts->used + span.length + 1))
		return false;
	char *to = texts->bytes + texts->used;
	size_t length = value_unquote(span, to, span.length);

	for (size_t i = 0; lower && i < length; i++)
		to[i] = lower_case(to[i]);
	to[length] = '\0';
	*text = (struct text){texts->used, length};
	texts->used += length + 1;
	return true;
}

static bool put_parameters(struct challenges *challenges, struct challenge challenge)
{
	struct parameter parameter;

	while (challenge_parameter_next(&challenge.parameters, &parameter)) {
		void *parameters = challenges->parameters;
		struct parameter_texts texts;

		if (!array_reserve(&parameters, &challenges->parameter_capacity, challenges->parameter_count + 1,
			    sizeof texts))
			return false;
		challenges->parameters = parameters;
		if (!put_text(&challenges->texts, parameter.name, true, &texts.name) ||
			!put_text(&challenges->texts, parameter.value, false, &texts.value))
			return false;
		challenges->parameters[challenges->parameter_count++] = texts;
	}
	return true;
}

static int compare_named(const void *a, const void *b)
{
	const struct named_parameter *left = a, *right = b;
	size_t shorter = left->name.length < right->name.length ? left->name.length : right->name.length;
	int order = memcmp(left->name.bytes, right->name.bytes, shorter);

	if (order == 0)
		order = (left->name.length > right->name.length) - (left->name.length < right->name.length);
	return order ? order : (left->place > right->place) - (left->place < right->place);
}

/* Of several with one name, which is an error (RFC 9110, 11.2), the first is kept. Sorted, so that a hundred thousand take no minute. */
static bool drop_repeats(struct challenges *challenges, size_t first)
{
	size_t count = challenges->parameter_count - first, kept = 0;
	void *named = challenges->named;

	if (count < 2)
		return true;
	struct parameter_texts *parameters = challenges->parameters + first;
	if (!array_reserve(&named, &challenges->named_capacity, count, sizeof *challenges->named))
		return false;
	challenges->named = named;
	for (size_t i = 0; i < count; i++)
		challenges->named[i] = (struct named_parameter){
			{challenges->texts.bytes + parameters[i].name.offset, parameters[i].name.length}, i};
	qsort(challenges->named, count, sizeof *challenges->named, compare_named);
	for (size_t i = 1; i < count; i++)
		if (span_equals(challenges->named[i].name, challenges->named[i - 1].name))
			parameters[challenges->named[i].place].name.length = 0; /* no name is empty */
	for (size_t i = 0; i < count; i++)
		if (parameters[i].name.length)
			parameters[kept++] = parameters[i];
	challenges->parameter_count = first + kept;
	return true;
}

static bool put_challenge(struct challenges *challenges, struct challenge challenge)
{
	void *list = challenges->list;
	struct httpstatus_challenge put = {.list = challenges, .first_parameter = challenges->parameter_count};

	if (!array_reserve(&list, &challenges->capacity, challenges->count + 1, sizeof put))
		return false;
	challenges->list = list;
	put.has_token68 = challenge.token68.length > 0;
	if (!put_text(&challenges->texts, challenge.scheme, false, &put.scheme) ||
		!put_text(&challenges->texts, challenge.token68, false, &put.token68) ||
		!put_parameters(challenges, challenge) || !drop_repeats(challenges, put.first_parameter))
		return false;
	put.parameters = challenges->parameter_count - put.first_parameter;
	challenges->list[challenges->count++] = put;
	return true;
}

void challenges_go_back(struct challenges *challenges, const struct challenges *before)
{
	challenges->texts.used = before->texts.used;
	challenges->lines = before->lines;
	challenges->count = before->count;
	challenges->parameter_count = before->parameter_count;
}

bool challenges_add(struct challenges *challenges, struct span line)
{
	struct challenges before = *challenges;
	struct challenge challenge;

	while (challenge_next(&line, &challenge)) {
		if (!put_challenge(challenges, challenge)) {
			challenges_go_back(challenges, &before);
			return false;
		}
	}
	challenges->lines++;
	return true;
}

void challenges_own(struct challenges *challenges)
{
	for (size_t i = 0; i < challenges->count; i++)
		challenges->list[i].list = challenges;
}

bool challenges_reserve_like(struct challenges *to, const struct challenges *from)
{
	void *list = to->list, *parameters = to->parameters;
	bool good =
		array_reserve(&list, &to->capacity, from->count, sizeof *to->list) &&
		array_reserve(&parameters, &to->parameter_capacity, from->parameter_count, sizeof *to->parameters) &&
		buffer_reserve(&to->texts, from->texts.used);

	to->list = list;
	to->parameters = parameters;
	return good;
}

void challenges_copy(struct challenges *to, const struct challenges *from)
{
	to->lines = from->lines;
	to->count = from->count;
	to->parameter_count = from->parameter_count;
	to->texts.used = from->texts.used;
	if (from->count)
		memcpy(to->list, from->list, from->count * sizeof *to->list);
	if (from->parameter_count)
		memcpy(to->parameters, from->parameters, from->parameter_count * sizeof *to->parameters);
	if (from->texts.used)
		memcpy(to->texts.bytes, from->texts.bytes, from->texts.used);
	challenges_own(to);
}

/* ---- asking ---- */

const struct httpstatus_challenge *httpstatus_exchange_challenge(
	const struct httpstatus_exchange *exchange, int challenger, size_t i)
{
	if (!exchange || (challenger != HTTPSTATUS_CHALLENGER_ORIGIN && challenger != HTTPSTATUS_CHALLENGER_PROXY))
		return NULL;
	const struct challenges *challenges = &exchange->challenges[challenger];
	return i < challenges->count ? &challenges->list[i] : NULL;
}

static struct span challenge_text(const struct httpstatus_challenge *challenge, struct text text)
{
	return (struct span){challenge->list->texts.bytes + text.offset, text.length};
}

static const char *give(struct span text, size_t *length)
{
	if (length)
		*length = text.length;
	return text.bytes;
}

const char *httpstatus_challenge_scheme(const struct httpstatus_challenge *challenge, size_t *length)
{
	return give(challenge ? challenge_text(challenge, challenge->scheme) : (struct span){NULL, 0}, length);
}

const char *httpstatus_challenge_token68(const struct httpstatus_challenge *challenge, size_t *length)
{
	bool has = challenge && challenge->has_token68;

	return give(has ? challenge_text(challenge, challenge->token68) : (struct span){NULL, 0}, length);
}

static const struct parameter_texts *parameter_at(const struct httpstatus_challenge *challenge, size_t i)
{
	return challenge && i < challenge->parameters ? &challenge->list->parameters[challenge->first_parameter + i]
						      : NULL;
}

const char *httpstatus_challenge_name(const struct httpstatus_challenge *challenge, size_t i, size_t *length)
{
	const struct parameter_texts *parameter = parameter_at(challenge, i);

	return give(parameter ? challenge_text(challenge, parameter->name) : (struct span){NULL, 0}, length);
}

const char *httpstatus_challenge_value(const struct httpstatus_challenge *challenge, size_t i, size_t *length)
{
	const struct parameter_texts *parameter = parameter_at(challenge, i);

	return give(parameter ? challenge_text(challenge, parameter->value) : (struct span){NULL, 0}, length);
}

const char *httpstatus_challenge_parameter(
	const struct httpstatus_challenge *challenge, const char *name, size_t name_length, size_t *length)
{
	const struct parameter_texts *parameter;

	for (size_t i = 0; name && (parameter = parameter_at(challenge, i)); i++)
		if (span_equals_ignoring_case(
			    challenge_text(challenge, parameter->name), (struct span){name, name_length}))
			return give(challenge_text(challenge, parameter->value), length);
	return give((struct span){NULL, 0}, length);
}

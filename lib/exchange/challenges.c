/*
 * The challenges of WWW-Authenticate and Proxy-Authenticate, as texts.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

#include <string.h>

/* Puts a text and a NUL behind those that are there, without quotes and escapes; gives its place. */
static bool put_text(struct buffer *texts, struct span span, bool lower, size_t *place)
{
	if (!buffer_reserve(texts, texts->used + span.length + 1))
		return false;
	char *to = texts->bytes + texts->used;
	size_t length = value_unquote(span, to, span.length);

	for (size_t i = 0; lower && i < length; i++)
		to[i] = lower_case(to[i]);
	to[length] = '\0';
	*place = texts->used;
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

static bool put_challenge(struct challenges *challenges, struct challenge challenge)
{
	void *list = challenges->list;
	struct challenge_texts texts = {.first_parameter = challenges->parameter_count};

	if (!array_reserve(&list, &challenges->capacity, challenges->count + 1, sizeof texts))
		return false;
	challenges->list = list;
	if (!put_text(&challenges->texts, challenge.scheme, false, &texts.scheme))
		return false;
	if (challenge.token68.length && !put_text(&challenges->texts, challenge.token68, false, &texts.token68))
		return false;
	if (!put_parameters(challenges, challenge))
		return false;
	texts.parameters = challenges->parameter_count - texts.first_parameter;
	challenges->list[challenges->count++] = texts;
	return true;
}

/* Each line is a list by itself: a broken one does not spoil the next. */
static bool challenges_read(struct httpstatus_exchange *exchange, bool proxy)
{
	struct challenges *challenges = &exchange->challenges[proxy];
	struct span name = proxy ? SPAN("Proxy-Authenticate") : SPAN("WWW-Authenticate"), line;
	struct challenge challenge;
	size_t place = 0, nothing;

	challenges->texts.used = challenges->count = challenges->parameter_count = 0;
	if (!put_text(&challenges->texts, SPAN(""), false, &nothing)) /* so that no text lies at 0 */
		return false;
	while (exchange_next_line(exchange, HTTPSTATUS_PART_RESPONSE, name, &place, &line))
		while (challenge_next(&line, &challenge))
			if (!put_challenge(challenges, challenge))
				return false;
	return challenges->read = true;
}

static const struct challenge_texts *challenge_at(struct httpstatus_exchange *exchange, bool proxy, size_t i)
{
	if (!exchange || (!exchange->challenges[proxy].read && !challenges_read(exchange, proxy)))
		return NULL;
	return i < exchange->challenges[proxy].count ? &exchange->challenges[proxy].list[i] : NULL;
}

const char *httpstatus_exchange_challenge_scheme(struct httpstatus_exchange *exchange, bool proxy, size_t i)
{
	const struct challenge_texts *challenge = challenge_at(exchange, proxy, i);

	return challenge ? exchange->challenges[proxy].texts.bytes + challenge->scheme : NULL;
}

const char *httpstatus_exchange_challenge_token68(struct httpstatus_exchange *exchange, bool proxy, size_t i)
{
	const struct challenge_texts *challenge = challenge_at(exchange, proxy, i);

	return challenge && challenge->token68 ? exchange->challenges[proxy].texts.bytes + challenge->token68 : NULL;
}

static const struct parameter_texts *parameter_at(struct httpstatus_exchange *exchange, bool proxy, size_t i, size_t k)
{
	const struct challenge_texts *challenge = challenge_at(exchange, proxy, i);

	if (!challenge || k >= challenge->parameters)
		return NULL;
	return &exchange->challenges[proxy].parameters[challenge->first_parameter + k];
}

const char *httpstatus_exchange_challenge_name(struct httpstatus_exchange *exchange, bool proxy, size_t i, size_t k)
{
	const struct parameter_texts *parameter = parameter_at(exchange, proxy, i, k);

	return parameter ? exchange->challenges[proxy].texts.bytes + parameter->name : NULL;
}

const char *httpstatus_exchange_challenge_value(struct httpstatus_exchange *exchange, bool proxy, size_t i, size_t k)
{
	const struct parameter_texts *parameter = parameter_at(exchange, proxy, i, k);

	return parameter ? exchange->challenges[proxy].texts.bytes + parameter->value : NULL;
}

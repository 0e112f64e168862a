/*
 * Challenges, as a chain remembers that it has answered them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

/* How many challenges of a response are looked at: nobody means more. */
enum { CHALLENGES_MOST = 16 };

/* The value of a parameter; empty where there is none of that name. */
static struct span parameter(const struct httpstatus_challenge *challenge, struct span name)
{
	struct span value;

	value.bytes = httpstatus_challenge_parameter(challenge, name.bytes, name.length, &value.length);
	return value;
}

static bool put_origin(const struct situation *situation, struct buffer *out)
{
	struct span target;
	struct origin origin;

	if (!exchange_derived(situation->exchange, DERIVED_TARGET_KEY, &target) || !origin_read(target, &origin))
		return true;
	return buffer_put(out, SPAN("|")) && buffer_put(out, origin.scheme) && buffer_put(out, SPAN("|")) &&
	       buffer_put(out, origin.host) && buffer_put(out, SPAN("|")) && buffer_put(out, origin.port);
}

/* The legs of NTLM and Negotiate differ in their token. */
static bool put_token68(const struct httpstatus_challenge *challenge, struct buffer *out)
{
	struct span token;

	token.bytes = httpstatus_challenge_token68(challenge, &token.length);
	return !token.bytes || (buffer_put(out, SPAN("|")) && buffer_put(out, token));
}

static bool put_scheme(const struct httpstatus_challenge *challenge, struct buffer *out)
{
	struct span scheme;

	scheme.bytes = httpstatus_challenge_scheme(challenge, &scheme.length);
	if (!buffer_put(out, scheme))
		return false;
	for (size_t k = out->used - scheme.length; k < out->used; k++)
		out->bytes[k] = lower_case(out->bytes[k]);
	return true;
}

/* What was answered before credentials were dropped does not count. Digest's stale=true asks for the same credentials with another nonce, which is
 * worth one more try (RFC 7616, 3.3). */
static bool put_challenge(
	const struct situation *situation, const struct httpstatus_challenge *challenge, struct buffer *out)
{
	bool proxy = situation->code == 407;
	bool stale = span_equals_ignoring_case(parameter(challenge, SPAN("stale")), SPAN("true"));

	return put_scheme(challenge, out) && buffer_put(out, proxy ? SPAN("|proxy|") : SPAN("|origin|")) &&
	       buffer_put_number(out, situation->chain->memory.drops) &&
	       buffer_put(out, stale ? SPAN("|stale|") : SPAN("||")) &&
	       buffer_put(out, parameter(challenge, SPAN("realm"))) && put_token68(challenge, out) &&
	       (proxy || put_origin(situation, out));
}

bool challenges_read(const struct situation *situation, struct buffer *out)
{
	int challenger = situation->code == 407 ? HTTPSTATUS_CHALLENGER_PROXY : HTTPSTATUS_CHALLENGER_ORIGIN;
	const struct httpstatus_challenge *challenge;
	size_t place;

	out->used = 0;
	if (situation->code != 401 && situation->code != 407)
		return true;
	for (size_t i = 0; i < CHALLENGES_MOST; i++) {
		if (!(challenge = httpstatus_exchange_challenge(situation->exchange, challenger, i)))
			break;
		if (!memory_begin(out, &place) || !put_challenge(situation, challenge, out))
			return false;
		memory_end(out, place);
	}
	return true;
}

bool challenges_are_new(const struct httpstatus_chain *chain)
{
	struct span challenge;

	for (size_t place = 0; memory_next(&chain->challenges, &place, &challenge);)
		if (!memory_has(&chain->answered, challenge))
			return true;
	return false;
}

/* RFC 4559, 4.1: the first challenge has no token, so one that has answers a token of the client's. */
static bool continues_a_handshake(const struct situation *situation, int challenger)
{
	const struct httpstatus_challenge *challenge;
	struct span scheme;

	for (size_t i = 0; i < CHALLENGES_MOST; i++) {
		if (!(challenge = httpstatus_exchange_challenge(situation->exchange, challenger, i)))
			return false;
		scheme.bytes = httpstatus_challenge_scheme(challenge, &scheme.length);
		if (httpstatus_challenge_token68(challenge, NULL) && list_has_name(bound_scheme_names(), scheme))
			return true;
	}
	return false;
}

bool credentials_were_sent(const struct situation *situation)
{
	const struct memory *memory = &situation->chain->memory;
	bool proxy = situation->code == 407;

	if (situation_request_has(situation, proxy ? SPAN("Proxy-Authorization") : SPAN("Authorization")))
		return true;
	if (exchange_request_is_open(situation->exchange) && (proxy ? memory->told_proxy : memory->told))
		return true;
	return continues_a_handshake(situation, proxy ? HTTPSTATUS_CHALLENGER_PROXY : HTTPSTATUS_CHALLENGER_ORIGIN);
}

bool challenges_remember(struct httpstatus_chain *chain)
{
	struct span challenge;

	for (size_t place = 0; memory_next(&chain->challenges, &place, &challenge);)
		if (!memory_has(&chain->answered, challenge) && !memory_put(&chain->answered, challenge))
			return false;
	return true;
}

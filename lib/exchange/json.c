/*
 * All that an exchange said, as JSON.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

static void put_line(struct json *json, const char *name, const struct httpstatus_exchange *exchange, int line)
{
	struct span text = {NULL, 0};

	text.bytes = httpstatus_exchange_line(exchange, line, &text.length);
	json_key(json, name);
	json_octets(json, text);
}

void exchange_put_identity(const struct httpstatus_exchange *exchange, struct json *json)
{
	put_line(json, "file", exchange, HTTPSTATUS_LINE_SOURCE);
	json_key(json, "entry");
	json_number(json, httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_ENTRY));
	put_line(json, "method", exchange, HTTPSTATUS_LINE_METHOD);
	put_line(json, "target", exchange, HTTPSTATUS_LINE_TARGET);
	json_key(json, "status");
	json_number(json, httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS));
}

static void put_status(struct json *json, const struct httpstatus_exchange *exchange)
{
	int64_t status = exchange_property(exchange, HTTPSTATUS_PROPERTY_STATUS);
	bool known = status != HTTPSTATUS_UNKNOWN;

	json_key(json, "treat_as");
	json_number(json, known ? httpstatus_exchange_treat_as(exchange, NULL) : HTTPSTATUS_UNKNOWN);
	json_key(json, "class");
	json_number(json, known ? httpstatus_class((int)status) : HTTPSTATUS_UNKNOWN);
	json_key(json, "interim");
	json_array(json);
	for (size_t i = 0; i < exchange->said.interims; i++)
		json_number(json, exchange->interims[i]);
	json_array_end(json);
}

static void put_framing(struct json *json, const struct httpstatus_exchange *exchange)
{
	struct framing framing = framing_read(exchange);

	json_key(json, "content");
	json_object(json);
	json_key(json, "kind");
	json_text(json, httpstatus_word(HTTPSTATUS_VOCABULARY_CONTENT_KIND, framing.kind));
	json_key(json, "length");
	json_number(json, framing.length);
	json_object_end(json);
	json_key(json, "persists");
	json_state(json, framing.persistence < 0 ? -1 : framing.persistence == HTTPSTATUS_PERSISTENCE_PERSISTS);
}

static void put_retry_after(struct json *json, const struct httpstatus_exchange *exchange, int64_t now)
{
	json_key(json, "retry_after");
	if (!exchange_has_field(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Retry-After"))) {
		json_null(json);
		return;
	}
	json_object(json);
	json_key(json, "valid");
	json_bool(json, !httpstatus_exchange_has_defect(exchange, HTTPSTATUS_DEFECT_RETRY_AFTER));
	json_key(json, "seconds");
	json_number(json, httpstatus_exchange_retry_after(exchange, now));
	json_object_end(json);
}

/* A parameter stands in a challenge once only (RFC 9110, 11.2): of several, the first counts. */
static void put_parameters(struct json *json, const struct httpstatus_challenge *challenge)
{
	struct span name, value;

	json_object(json);
	for (size_t i = 0; (name.bytes = httpstatus_challenge_name(challenge, i, &name.length)); i++) {
		value.bytes = httpstatus_challenge_value(challenge, i, &value.length);
		json_key(json, name.bytes);
		json_octets(json, value);
	}
	json_object_end(json);
}

static void put_challenges(struct json *json, const struct httpstatus_exchange *exchange, int challenger)
{
	const struct httpstatus_challenge *challenge;
	struct span text;

	json_array(json);
	for (size_t i = 0; (challenge = httpstatus_exchange_challenge(exchange, challenger, i)); i++) {
		json_object(json);
		json_key(json, "scheme");
		text.bytes = httpstatus_challenge_scheme(challenge, &text.length);
		json_octets(json, text);
		json_key(json, "token68");
		text.bytes = httpstatus_challenge_token68(challenge, &text.length);
		json_octets(json, text);
		json_key(json, "params");
		put_parameters(json, challenge);
		json_object_end(json);
	}
	json_array_end(json);
}

static void put_location(struct json *json, const struct httpstatus_exchange *exchange)
{
	struct span reference, target;

	json_key(json, "location");
	if (!exchange_first_line(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Location"), &reference)) {
		json_null(json);
		return;
	}
	json_object(json);
	json_key(json, "reference");
	json_octets(json, reference);
	json_key(json, "target");
	target.bytes = httpstatus_exchange_location(exchange, &target.length);
	json_octets(json, target);
	json_key(json, "cross_origin");
	json_state(json, httpstatus_exchange_location_is_cross_origin(exchange));
	json_object_end(json);
}

static void put_defects(struct json *json, const struct httpstatus_exchange *exchange)
{
	uint64_t defects = exchange_defects(exchange);
	const char *word;

	json_key(json, "defects");
	json_array(json);
	for (int n = 0; (word = httpstatus_word(HTTPSTATUS_VOCABULARY_DEFECT, n)); n++)
		if (defects >> n & 1)
			json_text(json, word);
	json_array_end(json);
}

size_t httpstatus_exchange_json(const struct httpstatus_exchange *exchange, int64_t now, char *out, size_t size)
{
	struct json json = json_begin(out, size);

	if (!exchange) {
		json_null(&json);
		return json_end(&json);
	}
	json_object(&json);
	exchange_put_identity(exchange, &json);
	put_status(&json, exchange);
	put_framing(&json, exchange);
	put_retry_after(&json, exchange, now);
	json_key(&json, "challenges");
	put_challenges(&json, exchange, HTTPSTATUS_CHALLENGER_ORIGIN);
	json_key(&json, "proxy_challenges");
	put_challenges(&json, exchange, HTTPSTATUS_CHALLENGER_PROXY);
	put_location(&json, exchange);
	put_defects(&json, exchange);
	json_object_end(&json);
	return json_end(&json);
}

/*
 * An exchange as one line of JSON.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange_json.h"

#include "command.h"

#include <stdlib.h>
#include <string.h>

json_t *number_or_null(int64_t number)
{
	return number == HTTPSTATUS_UNKNOWN ? json_null() : json_integer(number);
}

static json_t *boolean_or_null(int64_t value)
{
	return value == HTTPSTATUS_UNKNOWN ? json_null() : json_boolean(value != 0);
}

json_t *wire_text(const char *bytes, size_t length)
{
	json_t *text = json_stringn(bytes, length);

	if (text)
		return text;
	char *utf8 = malloc(2 * length + 1);
	size_t used = 0;

	for (size_t i = 0; utf8 && i < length; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (c >= 0x80)
			utf8[used++] = (char)(0xc0 | c >> 6);
		utf8[used++] = (char)(c >= 0x80 ? 0x80 | (c & 0x3f) : c);
	}
	text = json_stringn(utf8, used);
	free(utf8);
	return text;
}

json_t *wire_text_or_null(const char *text)
{
	return text ? wire_text(text, strlen(text)) : json_null();
}

json_t *words_of(uint64_t bits, const char *(*name)(int n))
{
	json_t *list = json_array();
	const char *word;

	for (int n = 0; (word = name(n)); n++)
		if (bits >> n & 1)
			json_array_append_new(list, json_string(word));
	return list;
}

static json_t *content(const struct httpstatus_exchange *exchange)
{
	int64_t kind = httpstatus_exchange_content_kind(exchange);
	const char *word = kind == HTTPSTATUS_UNKNOWN ? NULL : httpstatus_content_kind_name((int)kind);

	return json_pack(
		"{s:s?, s:o}", "kind", word, "length", number_or_null(httpstatus_exchange_content_length(exchange)));
}

static json_t *persists(const struct httpstatus_exchange *exchange)
{
	int64_t persistence = httpstatus_exchange_persistence(exchange);

	return persistence == HTTPSTATUS_UNKNOWN ? json_null() : json_boolean(persistence == HTTPSTATUS_PERSISTS);
}

int64_t may_store(uint32_t obstacles)
{
	uint32_t unknown = 1u << HTTPSTATUS_OBSTACLE_REQUEST_UNKNOWN | 1u << HTTPSTATUS_OBSTACLE_RESPONSE_UNKNOWN;

	return obstacles && !(obstacles & ~unknown) ? HTTPSTATUS_UNKNOWN : obstacles == 0;
}

static json_t *storable(const struct httpstatus_exchange *exchange)
{
	uint32_t shared = httpstatus_exchange_obstacles(exchange, HTTPSTATUS_SHARED_CACHE);
	uint32_t private_ = httpstatus_exchange_obstacles(exchange, HTTPSTATUS_PRIVATE_CACHE);

	return json_pack("{s:o, s:o, s:o}", "shared", boolean_or_null(may_store(shared)), "private",
		boolean_or_null(may_store(private_)), "why", words_of(shared | private_, httpstatus_obstacle_name));
}

static json_t *freshness(const struct httpstatus_exchange *exchange, int64_t now)
{
	int kind = httpstatus_exchange_freshness(exchange, HTTPSTATUS_PRIVATE_CACHE);

	return json_pack("{s:s, s:o, s:o}", "kind", httpstatus_freshness_name(kind), "lifetime",
		number_or_null(httpstatus_exchange_lifetime(exchange, HTTPSTATUS_PRIVATE_CACHE, now)), "age",
		number_or_null(httpstatus_exchange_age(exchange, now)));
}

static json_t *retry_after(const struct httpstatus_exchange *exchange, int64_t now)
{
	if (!httpstatus_exchange_field(exchange, HTTPSTATUS_PART_RESPONSE, "retry-after", 11, 0, NULL))
		return json_null();
	bool invalid = httpstatus_exchange_defects(exchange) >> HTTPSTATUS_DEFECT_RETRY_AFTER & 1;
	return json_pack("{s:b, s:o}", "valid", !invalid, "seconds",
		number_or_null(httpstatus_exchange_retry_after(exchange, now)));
}

static json_t *challenge_parameters(struct httpstatus_exchange *exchange, bool proxy, size_t i)
{
	json_t *parameters = json_object();
	const char *name;

	/* A name may stand in a challenge once only (RFC 9110, 11.2): of several, the first counts. */
	for (size_t k = 0; (name = httpstatus_exchange_challenge_name(exchange, proxy, i, k)); k++)
		if (!json_object_get(parameters, name))
			json_object_set_new(parameters, name,
				wire_text_or_null(httpstatus_exchange_challenge_value(exchange, proxy, i, k)));
	return parameters;
}

static json_t *challenges(struct httpstatus_exchange *exchange, bool proxy)
{
	json_t *list = json_array();
	const char *scheme;

	for (size_t i = 0; (scheme = httpstatus_exchange_challenge_scheme(exchange, proxy, i)); i++)
		json_array_append_new(
			list, json_pack("{s:o, s:o, s:o}", "scheme", wire_text_or_null(scheme), "token68",
				      wire_text_or_null(httpstatus_exchange_challenge_token68(exchange, proxy, i)),
				      "params", challenge_parameters(exchange, proxy, i)));
	return list;
}

static json_t *location(struct httpstatus_exchange *exchange)
{
	size_t reference_length;
	const char *reference =
		httpstatus_exchange_field(exchange, HTTPSTATUS_PART_RESPONSE, "location", 8, 0, &reference_length);

	if (!reference)
		return json_null();
	return json_pack("{s:o, s:o, s:o}", "reference", wire_text(reference, reference_length), "target",
		wire_text_or_null(httpstatus_exchange_location(exchange, NULL)), "cross_origin",
		boolean_or_null(httpstatus_exchange_location_is_cross_origin(exchange)));
}

static json_t *interims(const struct httpstatus_exchange *exchange)
{
	json_t *list = json_array();
	int code;

	for (size_t i = 0; (code = httpstatus_exchange_interim(exchange, i)); i++)
		json_array_append_new(list, json_integer(code));
	return list;
}

json_t *exchange_json(struct httpstatus_exchange *exchange, int64_t entry, int64_t now)
{
	int64_t status = httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS);
	int treat_as = httpstatus_exchange_treat_as(exchange);
	bool known = status != HTTPSTATUS_UNKNOWN;

	return json_pack("{s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "entry",
		(json_int_t)entry, "status", number_or_null(status), "treat_as",
		known ? json_integer(treat_as) : json_null(), "class",
		known ? json_integer(httpstatus_class((int)status)) : json_null(), "interim", interims(exchange),
		"content", content(exchange), "persist", persists(exchange), "storable", storable(exchange),
		"freshness", freshness(exchange, now), "retry_after", retry_after(exchange, now), "challenges",
		challenges(exchange, false), "proxy_challenges", challenges(exchange, true), "location",
		location(exchange), "defects", words_of(httpstatus_exchange_defects(exchange), httpstatus_defect_name));
}

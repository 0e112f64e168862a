/*
 * What can be done next, as JSON.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

static void put_word(struct json *json, const char *key, int vocabulary, int value)
{
	json_key(json, key);
	json_text(json, httpstatus_word(vocabulary, value));
}

static void put_text(struct json *json, const char *key, const char *text)
{
	json_key(json, key);
	json_text(json, text);
}

static void put_why(const struct httpstatus_step *step, struct json *json)
{
	put_word(json, "action", HTTPSTATUS_VOCABULARY_ACTION, httpstatus_step_action(step));
	put_word(json, "level", HTTPSTATUS_VOCABULARY_LEVEL, httpstatus_step_level(step));
	put_text(json, "reference", httpstatus_step_reference(step));
	put_text(json, "reason", httpstatus_step_reason(step));
	put_text(json, "text", httpstatus_step_text(step));
	json_key(json, "requests");
	json_bool(json, httpstatus_step_requests(step));
}

static void put_lines(const struct httpstatus_step *step, struct json *json)
{
	struct span method, target;

	method.bytes = httpstatus_step_method(step, &method.length);
	target.bytes = httpstatus_step_target(step, &target.length);
	json_key(json, "method");
	json_octets(json, method);
	json_key(json, "target");
	json_octets(json, target);
	put_word(json, "content", HTTPSTATUS_VOCABULARY_NEXT_CONTENT, httpstatus_step_content(step));
}

static void put_drops(const struct httpstatus_step *step, struct json *json)
{
	struct span name;

	json_key(json, "drop_fields");
	json_array(json);
	for (size_t i = 0; (name.bytes = httpstatus_step_drop_field(step, i, &name.length)); i++)
		json_octets(json, name);
	json_array_end(json);
}

static void put_adds(const struct httpstatus_step *step, struct json *json)
{
	struct span name, value;

	json_key(json, "add_fields");
	json_array(json);
	for (size_t i = 0; (name.bytes = httpstatus_step_add_field(step, i, &name.length)); i++) {
		value.bytes = httpstatus_step_add_value(step, i, &value.length);
		json_object(json);
		json_key(json, "name");
		json_octets(json, name);
		json_key(json, "value");
		json_octets(json, value);
		json_object_end(json);
	}
	json_array_end(json);
}

static void put_when(const struct httpstatus_step *step, struct json *json)
{
	int source = httpstatus_step_delay_source(step);

	json_key(json, "delay_ms");
	json_number(json, httpstatus_step_delay_ms(step));
	put_word(json, "delay_source", HTTPSTATUS_VOCABULARY_DELAY_SOURCE,
		source == HTTPSTATUS_DELAY_SOURCE_NONE ? -1 : source);
	put_word(json, "connection", HTTPSTATUS_VOCABULARY_NEXT_CONNECTION, httpstatus_step_connection(step));
	json_key(json, "avoids_early_data");
	json_bool(json, httpstatus_step_avoids_early_data(step));
}

static void put_against(const struct httpstatus_step *step, struct json *json)
{
	const char *setting;

	json_key(json, "declined_by");
	json_array(json);
	for (size_t i = 0; (setting = httpstatus_step_declined_by(step, i)); i++)
		json_text(json, setting);
	json_array_end(json);
}

static void put_steps(const struct httpstatus_chain *chain, struct json *json)
{
	const struct httpstatus_step *step;

	json_key(json, "steps");
	json_array(json);
	for (size_t i = 0; (step = httpstatus_chain_step(chain, i)); i++) {
		json_object(json);
		put_why(step, json);
		put_lines(step, json);
		put_drops(step, json);
		put_adds(step, json);
		put_when(step, json);
		put_against(step, json);
		json_object_end(json);
	}
	json_array_end(json);
}

static void put_facts(const struct httpstatus_chain *chain, struct json *json)
{
	int fact;

	json_key(json, "facts");
	json_array(json);
	for (size_t i = 0; (fact = httpstatus_chain_fact(chain, i)) >= 0; i++)
		json_text(json, httpstatus_word(HTTPSTATUS_VOCABULARY_CHAIN_FACT, fact));
	json_array_end(json);
}

size_t httpstatus_chain_json(const struct httpstatus_chain *chain, char *out, size_t size)
{
	struct json json = json_begin(out, size);

	if (!chain) {
		json_null(&json);
		return json_end(&json);
	}
	json_object(&json);
	exchange_put_identity(chain->exchange, &json);
	put_text(&json, "client", httpstatus_client_id(chain->policy.client));
	put_text(&json, "client_version", httpstatus_client_version(chain->policy.client));
	put_steps(chain, &json);
	put_facts(chain, &json);
	json_object_end(&json);
	return json_end(&json);
}

/*
 * How far a choice has come, as JSON.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choose.h"

static void put_text(struct json *json, const char *key, const char *text)
{
	json_key(json, key);
	json_text(json, text);
}

/* ---- where it has come to ---- */

static void put_ways(struct json *json, const struct httpstatus_node *node)
{
	const char *way;

	json_key(json, "ways");
	json_array(json);
	for (size_t i = 0; (way = httpstatus_node_way(node, i)); i++)
		json_text(json, way);
	json_array_end(json);
}

static void put_question(struct json *json, const struct httpstatus_node *question)
{
	json_key(json, "question");
	if (!question) {
		json_null(json);
		return;
	}
	json_object(json);
	put_text(json, "id", httpstatus_node_id(question));
	put_text(json, "text", httpstatus_node_text(question));
	put_text(json, "type", httpstatus_word(HTTPSTATUS_VOCABULARY_ANSWER_TYPE, question->type));
	json_key(json, "optional");
	json_bool(json, question->optional);
	put_text(json, "default", httpstatus_node_default(question));
	put_ways(json, question);
	put_text(json, "reference", httpstatus_node_reference(question));
	put_text(json, "area", httpstatus_word(HTTPSTATUS_VOCABULARY_AREA, question->area));
	json_object_end(json);
}

static void put_end(struct json *json, const struct httpstatus_choice *choice)
{
	const struct httpstatus_node *end = choice_end(choice);

	json_key(json, "code");
	json_number(json, end ? end->code : HTTPSTATUS_UNKNOWN);
	put_text(json, "phrase", choice_phrase(choice));
	put_text(json, "reference", httpstatus_node_reference(end));
	put_text(json, "text", httpstatus_node_text(end));
}

/* ---- how it came there ---- */

static void put_path(struct json *json, const struct httpstatus_choice *choice)
{
	json_key(json, "path");
	json_array(json);
	for (size_t i = 0; i < choice->pass_count; i++) {
		const struct pass *pass = &choice->passes[i];

		json_object(json);
		put_text(json, "id", httpstatus_node_id(pass->node));
		put_text(json, "way", httpstatus_choice_way(choice, i));
		json_key(json, "given");
		json_octets(json, pass->is_given ? choice_given(choice, pass) : (struct span){NULL, 0});
		json_object_end(json);
	}
	json_array_end(json);
}

/* ---- what goes with the code ---- */

static void put_interim(struct json *json, const struct httpstatus_choice *choice)
{
	json_key(json, "interim");
	json_array(json);
	if (choice_sends_continue(choice))
		json_number(json, 100);
	json_array_end(json);
}

static void put_fields(struct json *json, const struct httpstatus_choice *choice)
{
	const char *name;

	json_key(json, "fields");
	json_array(json);
	for (size_t i = 0; (name = httpstatus_choice_field_name(choice, i)); i++) {
		struct span value;

		value.bytes = httpstatus_choice_field_value(choice, i, &value.length);
		json_object(json);
		put_text(json, "name", name);
		json_key(json, "value");
		json_octets(json, value);
		put_text(json, "level",
			httpstatus_word(HTTPSTATUS_VOCABULARY_LEVEL, httpstatus_choice_field_level(choice, i)));
		json_object_end(json);
	}
	json_array_end(json);
}

size_t httpstatus_choice_json(const struct httpstatus_choice *choice, char *out, size_t size)
{
	struct json json = json_begin(out, size);

	if (!choice) {
		json_null(&json);
		return json_end(&json);
	}
	json_object(&json);
	exchange_put_identity(choice->request, &json);
	put_end(&json, choice);
	put_question(&json, httpstatus_choice_question(choice));
	put_path(&json, choice);
	put_interim(&json, choice);
	put_fields(&json, choice);
	json_object_end(&json);
	return json_end(&json);
}

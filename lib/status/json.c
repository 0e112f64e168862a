/*
 * All of an entry, as JSON.
 *
 * SPDX-License-Identifier: MIT
 */
#include "../values/json.h"

#include "data.h"

enum { KEY_SIZE = 64 };

static void put_text(struct json *json, const char *key, const char *text)
{
	json_key(json, key);
	json_text(json, text);
}

static void put_number(struct json *json, const char *key, int number)
{
	json_key(json, key);
	json_number(json, number);
}

/* A word of the library's as a key: _ stands for -, so that a key is a name in most languages. */
static void put_word_key(struct json *json, const char *word)
{
	char key[KEY_SIZE];
	size_t i = 0;

	for (; word[i] && i + 1 < sizeof key; i++)
		key[i] = word[i] == '-' ? '_' : word[i];
	key[i] = '\0';
	json_key(json, key);
}

/* A list of texts in the block. */
static void put_texts(struct json *json, const char *key, const void *block, struct list texts)
{
	json_key(json, key);
	json_array(json);
	for (size_t i = 0; i < texts.count; i++)
		json_text(json, block_listed_text(block, texts, i));
	json_array_end(json);
}

static void put_sent_phrases(struct json *json, const struct httpstatus_code *code)
{
	const char *text;

	json_key(json, "sent_phrases");
	json_array(json);
	for (size_t i = 0; (text = httpstatus_code_sent_phrase(code, i)); i++)
		json_text(json, text);
	json_array_end(json);
	json_key(json, "sent_phrase_sources");
	json_array(json);
	for (size_t i = 0; (text = httpstatus_code_sent_phrase_source(code, i)); i++)
		json_text(json, text);
	json_array_end(json);
}

static void put_former_names(struct json *json, const struct httpstatus_code *code)
{
	const char *text;

	json_key(json, "former_names");
	json_array(json);
	for (size_t i = 0; (text = httpstatus_code_former_name(code, i)); i++)
		json_text(json, text);
	json_array_end(json);
	json_key(json, "former_name_documents");
	json_array(json);
	for (size_t i = 0; (text = httpstatus_code_former_name_document(code, i)); i++)
		json_text(json, text);
	json_array_end(json);
}

static void put_facts(struct json *json, const struct httpstatus_code *code)
{
	const char *word;

	json_key(json, "facts");
	json_object(json);
	for (int fact = 0; (word = httpstatus_word(HTTPSTATUS_VOCABULARY_FACT, fact)); fact++) {
		put_word_key(json, word);
		json_bool(json, httpstatus_code_has(code, fact));
	}
	json_object_end(json);
}

static void put_requirement(struct json *json, const struct httpstatus_requirement *requirement)
{
	json_object(json);
	put_texts(json, "fields", block_of(requirement, requirement->offset), requirement->fields);
	put_text(json, "value", httpstatus_requirement_value(requirement));
	put_text(
		json, "level", httpstatus_word(HTTPSTATUS_VOCABULARY_LEVEL, httpstatus_requirement_level(requirement)));
	put_text(json, "condition", httpstatus_requirement_condition(requirement));
	put_text(json, "reference", httpstatus_requirement_reference(requirement));
	json_object_end(json);
}

static void put_requirements(struct json *json, const char *key, const struct httpstatus_code *code, int part)
{
	const struct httpstatus_requirement *requirement;

	json_key(json, key);
	json_array(json);
	for (size_t i = 0; (requirement = httpstatus_code_requirement(code, part, i)); i++)
		put_requirement(json, requirement);
	json_array_end(json);
}

static void put_confusions(struct json *json, const struct httpstatus_code *code)
{
	int other;

	json_key(json, "confused_with");
	json_array(json);
	for (size_t i = 0; (other = httpstatus_code_confused_with(code, i)); i++) {
		json_object(json);
		put_number(json, "code", other);
		put_text(json, "because", httpstatus_code_confused_because(code, i));
		json_object_end(json);
	}
	json_array_end(json);
}

static void put_names(struct json *json, const struct httpstatus_code *code)
{
	put_number(json, "code", code->number);
	put_text(json, "phrase", httpstatus_code_phrase(code));
	put_text(json, "iana_phrase", httpstatus_code_iana_phrase(code));
	put_text(json, "identifier", httpstatus_code_identifier(code));
}

static void put_standing(struct json *json, const struct httpstatus_code *code)
{
	put_number(json, "class", httpstatus_class(code->number));
	put_text(json, "standing", httpstatus_word(HTTPSTATUS_VOCABULARY_STANDING, code->standing));
	put_text(json, "family", httpstatus_word(HTTPSTATUS_VOCABULARY_FAMILY, code->family));
	put_text(json, "expires", httpstatus_code_expires(code));
	put_text(json, "registration", httpstatus_code_registration(code));
}

static void put_vendor(struct json *json, const struct httpstatus_code *code)
{
	put_text(json, "vendor", httpstatus_code_vendor(code));
	put_text(json, "visibility", httpstatus_word(HTTPSTATUS_VOCABULARY_VISIBILITY, code->visibility));
	json_key(json, "nearest");
	if (code->nearest)
		json_number(json, code->nearest);
	else
		json_null(json);
	put_text(json, "known_from", httpstatus_code_known_from(code));
}

static void put_code(struct json *json, const struct httpstatus_code *code)
{
	const void *block = block_of(code, code->offset);
	const char *word;

	json_object(json);
	put_names(json, code);
	put_standing(json, code);
	put_former_names(json, code);
	put_sent_phrases(json, code);
	put_texts(json, "keywords", block, code->keywords);
	put_texts(json, "references", block, code->references);
	put_texts(json, "iana_references", block, code->iana_references);
	put_facts(json, code);
	put_vendor(json, code);
	put_texts(json, "methods", block, code->methods);
	put_requirements(json, "response_requirements", code, HTTPSTATUS_PART_RESPONSE);
	put_requirements(json, "request_requirements", code, HTTPSTATUS_PART_REQUEST);
	put_confusions(json, code);
	for (int text = 0; (word = httpstatus_word(HTTPSTATUS_VOCABULARY_TEXT, text)); text++) {
		put_word_key(json, word);
		json_text(json, httpstatus_code_text(code, text));
	}
	json_object_end(json);
}

size_t httpstatus_code_json(const struct httpstatus_code *code, char *out, size_t size)
{
	struct json json = json_begin(out, size);

	if (code)
		put_code(&json, code);
	else
		json_null(&json);
	return json_end(&json);
}

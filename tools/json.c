/*
 * A code as one line of JSON. The keys of facts and texts are the library's words for them, with _ for -.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <jansson.h>
#include <stdlib.h>

static void *allocate_or_exit(size_t size)
{
	void *memory = malloc(size);

	if (!memory) {
		complain("out of memory");
		exit(EXIT_TROUBLE);
	}
	return memory;
}

static void put_flag(json_t *object, const char *word, bool value)
{
	char key[64];
	size_t i = 0;

	for (; word[i] && i + 1 < sizeof key; i++)
		key[i] = word[i] == '-' ? '_' : word[i];
	key[i] = '\0';
	json_object_set_new(object, key, json_boolean(value));
}

static json_t *text_list(
	const struct httpstatus_code *code, const char *(*at)(const struct httpstatus_code *code, size_t i))
{
	json_t *list = json_array();
	const char *text;

	for (size_t i = 0; (text = at(code, i)); i++)
		json_array_append_new(list, json_string(text));
	return list;
}

static json_t *references(const struct httpstatus_code *code)
{
	json_t *list = json_array();
	const char *document;

	for (size_t i = 0; (document = httpstatus_code_document(code, i)); i++)
		json_array_append_new(list,
			json_pack("{s:s, s:s}", "document", document, "section", httpstatus_code_section(code, i)));
	return list;
}

static json_t *facts(const struct httpstatus_code *code)
{
	json_t *object = json_object();
	const char *word;

	for (int fact = 0; (word = httpstatus_fact_name(fact)); fact++)
		put_flag(object, word, httpstatus_code_has(code, fact));
	return object;
}

static json_t *requirement_fields(const struct httpstatus_requirement *requirement)
{
	json_t *list = json_array();
	const char *field;

	for (size_t i = 0; (field = httpstatus_requirement_field(requirement, i)); i++)
		json_array_append_new(list, json_string(field));
	return list;
}

static json_t *requirements(const struct httpstatus_code *code,
	const struct httpstatus_requirement *(*at)(const struct httpstatus_code *code, size_t i))
{
	json_t *list = json_array();
	const struct httpstatus_requirement *requirement;

	for (size_t i = 0; (requirement = at(code, i)); i++)
		json_array_append_new(
			list, json_pack("{s:o, s:s, s:s?, s:s, s:s}", "fields", requirement_fields(requirement),
				      "level", httpstatus_level_name(httpstatus_requirement_level(requirement)),
				      "condition", httpstatus_requirement_condition(requirement), "document",
				      httpstatus_requirement_document(requirement), "section",
				      httpstatus_requirement_section(requirement)));
	return list;
}

static json_t *confusions(const struct httpstatus_code *code)
{
	json_t *list = json_array();
	int other;

	for (size_t i = 0; (other = httpstatus_code_confused_with(code, i)); i++)
		json_array_append_new(list,
			json_pack("{s:i, s:s}", "code", other, "because", httpstatus_code_confused_because(code, i)));
	return list;
}

void json_print(const struct httpstatus_code *code)
{
	json_set_alloc_funcs(allocate_or_exit, free);

	int number = httpstatus_code_number(code), nearest = httpstatus_code_nearest(code);
	json_t *object =
		json_pack("{s:i, s:s, s:s?, s:s, s:i, s:s, s:s, s:s?, s:o, s:o, s:o, s:o, s:o, s:s?, s:s, s:o, "
			  "s:s?, s:o, s:o, s:o, s:o}",
			"code", number, "phrase", httpstatus_code_phrase(code), "iana_phrase",
			httpstatus_code_iana_phrase(code), "identifier", httpstatus_code_identifier(code), "class",
			httpstatus_class(number), "standing", httpstatus_standing_name(httpstatus_code_standing(code)),
			"family", httpstatus_family_name(httpstatus_code_family(code)), "expires",
			httpstatus_code_expires(code), "former_names", text_list(code, httpstatus_code_former_name),
			"former_name_documents", text_list(code, httpstatus_code_former_name_document), "references",
			references(code), "iana_references", text_list(code, httpstatus_code_iana_reference), "facts",
			facts(code), "vendor", httpstatus_code_vendor(code), "visibility",
			httpstatus_visibility_name(httpstatus_code_visibility(code)), "nearest",
			nearest ? json_integer(nearest) : json_null(), "known_from", httpstatus_code_known_from(code),
			"methods", text_list(code, httpstatus_code_method), "response_requirements",
			requirements(code, httpstatus_code_response_requirement), "request_requirements",
			requirements(code, httpstatus_code_request_requirement), "confused_with", confusions(code));
	const char *word;

	for (int text = 0; (word = httpstatus_text_name(text)); text++)
		json_object_set_new(object, word, json_pack("s?", httpstatus_code_text(code, text)));
	json_dumpf(object, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(object);
}

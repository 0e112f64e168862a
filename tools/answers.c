/*
 * Answers from a file, for when there is nobody to ask.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choice.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- the file ---- */

static void complain_of_id(const char *where, const char *id)
{
	struct nearest nearest;
	const struct httpstatus_node *node;

	nearest_begin(&nearest, id, strlen(id));
	for (size_t i = 0; (node = httpstatus_node_at(i)); i++)
		if (node_is_question(node))
			nearest_offer(&nearest, httpstatus_node_id(node));
	complain_of_nearest(&nearest, "; httpstatus-choose(7) has them all", "%s: \"%s\" is no question", where, id);
}

static bool ids_are_known(json_t *answers, const char *path)
{
	const char *id;
	json_t *answer;

	json_object_foreach(answers, id, answer)
	{
		if (node_is_question(httpstatus_node_find(id)))
			continue;
		complain_of_id(path, id);
		return false;
	}
	return true;
}

/* Whether there is a first octet, which stays in the file; complains where there is none. */
static bool begins(FILE *file, const char *name)
{
	int first = getc(file);

	if (first == EOF)
		complain_of_nothing(file, name);
	else
		ungetc(first, file);
	return first != EOF;
}

static json_t *json_of(FILE *file, const char *name)
{
	json_error_t error;
	json_t *answers = json_loadf(file, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);

	if (!answers && ferror(file))
		complain_of_nothing(file, name);
	else if (!answers)
		complain("%s: line %d, column %d: is no JSON: %s", name, error.line, error.column, error.text);
	return answers;
}

json_t *answers_read(const char *path)
{
	bool standard = strcmp(path, "-") == 0;
	FILE *file = standard ? stdin : fopen(path, "rb");
	const char *name = file_name(path);

	if (!file) {
		complain("%s: cannot be opened: %s", path, strerror(errno));
		return NULL;
	}
	json_t *answers = begins(file, name) ? json_of(file, name) : NULL;
	if (!standard)
		fclose(file);
	if (answers && !json_is_object(answers))
		complain("%s: is no object from questions to answers", name);
	if (json_is_object(answers) && ids_are_known(answers, name))
		return answers;
	json_decref(answers);
	return NULL;
}

/* ---- an answer ---- */

static bool is_number(int type)
{
	return type == HTTPSTATUS_ANSWER_TYPE_DATE || type == HTTPSTATUS_ANSWER_TYPE_SECONDS ||
	       type == HTTPSTATUS_ANSWER_TYPE_OCTETS;
}

/* The elements of an array with commas between. NULL where one is no text, or there is no memory. */
static char *join(const json_t *array)
{
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);
	bool good = out;

	for (size_t i = 0; good && i < json_array_size(array); i++) {
		const json_t *element = json_array_get(array, i);

		good = json_is_string(element) && json_string_length(element) > 0 &&
		       fprintf(out, "%s%s", i ? ", " : "", json_string_value(element)) >= 0;
	}
	if (out && fclose(out) != 0)
		good = false;
	if (good)
		return text;
	free(text);
	return NULL;
}

static int answer_list(struct httpstatus_choice *choice, const json_t *array)
{
	char *text = join(array);
	int error = text ? httpstatus_choice_answer(choice, text, strlen(text)) : HTTPSTATUS_ERROR_ANSWER;

	free(text);
	return error;
}

int answer_value(struct httpstatus_choice *choice, const struct httpstatus_node *question, const json_t *value)
{
	int type = httpstatus_node_type(question);

	if (json_is_string(value))
		return httpstatus_choice_answer(choice, json_string_value(value), json_string_length(value));
	if (json_is_null(value) && httpstatus_node_is_optional(question))
		return httpstatus_choice_answer(choice, NULL, 0);
	if (json_is_boolean(value) && type == HTTPSTATUS_ANSWER_TYPE_YES_NO)
		return httpstatus_choice_answer_bool(choice, json_is_true(value));
	if (json_is_integer(value) && is_number(type))
		return answer_number(choice, json_integer_value(value));
	if (json_is_array(value) && httpstatus_answer_type_is_list(type))
		return answer_list(choice, value);
	return HTTPSTATUS_ERROR_ANSWER;
}

/* ---- an answer of a person ---- */

/* What Enter says; NULL where it says nothing. */
const char *answer_of_enter(const struct httpstatus_choice *choice)
{
	const char *answer = httpstatus_choice_usual(choice);

	return answer || !httpstatus_node_is_optional(httpstatus_choice_question(choice)) ? answer : "";
}

/* The way that a word stands for: it itself, or the only one that begins so. */
static const char *way_meant(const struct httpstatus_node *question, const char *word)
{
	const char *way, *found = NULL;
	size_t length = strlen(word), count = 0;

	for (size_t i = 0; (way = httpstatus_node_way(question, i)); i++) {
		if (strcasecmp(way, word) == 0)
			return way;
		if (strncasecmp(way, word, length) != 0)
			continue;
		found = way;
		count++;
	}
	return count == 1 ? found : word;
}

/* A date may be seconds since 1970, which no HTTP-date looks like. */
static bool seconds_read(const char *text, int64_t *seconds)
{
	char *end;

	errno = 0;
	*seconds = strtoll(text, &end, 10);
	return *text && !*end && errno == 0;
}

int answer_text(struct httpstatus_choice *choice, const struct httpstatus_node *question, const char *text)
{
	int type = httpstatus_node_type(question);
	int64_t seconds;

	if (!*text)
		text = answer_of_enter(choice);
	if (!text)
		return HTTPSTATUS_ERROR_ANSWER;
	if (httpstatus_node_is_optional(question) && strcasecmp(text, "none") == 0)
		text = "";
	if (type == HTTPSTATUS_ANSWER_TYPE_DATE && seconds_read(text, &seconds))
		return answer_number(choice, seconds);
	if (type == HTTPSTATUS_ANSWER_TYPE_YES_NO || type == HTTPSTATUS_ANSWER_TYPE_WORD)
		text = way_meant(question, text);
	return httpstatus_choice_answer(choice, text, strlen(text));
}

/* ---- ID=VALUE ---- */

bool answers_take(json_t *answers, const char *text)
{
	size_t length = strcspn(text, "=");
	char id[64];

	snprintf(id, sizeof id, "%.*s", (int)length, text);
	if (!text[length])
		complain("--answer: \"%s\" is no ID=VALUE; httpstatus-choose(7) has the ids of all questions", text);
	else if (!node_is_question(httpstatus_node_find(id)))
		complain_of_id("--answer", id);
	else
		return json_object_set_new(answers, id, lines_text(text + length + 1, strlen(text + length + 1))) == 0;
	return false;
}

/* ---- all answers ---- */

static void complain_of_answer(const struct httpstatus_node *question, const json_t *value, const char *path)
{
	char *given = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);

	complain("%s: \"%s\" is %.200s, which is no answer to: %s What is asked for: %s", file_name(path),
		httpstatus_node_id(question), given ? given : "?", httpstatus_node_text(question),
		question_takes(question));
	free(given);
}

static void complain_of_silence(const struct httpstatus_node *question, const char *path)
{
	complain("%s: \"%s\" has to be answered, since no answer is the usual one: %s What is asked for: %s",
		path ? file_name(path) : "choose", httpstatus_node_id(question), httpstatus_node_text(question),
		question_takes(question));
}

/* Whether a list has an element; both as httpstatus_node_default has them. */
static bool list_has(const char *list, const char *element, size_t length)
{
	for (; *list; list += strcspn(list, ","), list += strspn(list, ", "))
		if (strcspn(list, ", ") == length && memcmp(list, element, length) == 0)
			return true;
	return false;
}

/* A list with what another has and it lacks. For free. */
static char *list_join(const char *list, const char *other)
{
	char *text = strdup(list), *longer;

	for (other += strspn(other, ", \t"); text && *other; other += strspn(other, ", \t")) {
		size_t length = strcspn(other, ", \t");

		if (!list_has(text, other, length)) {
			if (asprintf(&longer, "%s, %.*s", text, (int)length, other) < 0)
				longer = NULL;
			free(text);
			text = longer;
		}
		other += length;
	}
	return text;
}

/* The usual answer, with what the answer to another question implies, which is refused where it is no list. */
static int answer_with_implied(
	struct httpstatus_choice *choice, const struct httpstatus_node *question, const json_t *answers)
{
	const struct httpstatus_node *by = httpstatus_node_implied_by(question);
	const json_t *implied = by ? json_object_get(answers, httpstatus_node_id(by)) : NULL;
	const char *usual = httpstatus_choice_usual(choice);
	char *joined = json_is_array(implied) ? join(implied) : NULL, *text = NULL;
	const char *list = json_is_string(implied) ? json_string_value(implied) : joined;
	int error = HTTPSTATUS_ERROR_ANSWER;

	if (usual && list && (text = list_join(usual, list)))
		error = httpstatus_choice_answer(choice, text, strlen(text));
	free(text);
	free(joined);
	return error ? answer_usual(choice) : 0;
}

bool choice_answer_all(struct httpstatus_choice *choice, const json_t *answers, const char *path)
{
	const struct httpstatus_node *question;

	while ((question = httpstatus_choice_question(choice))) {
		const json_t *value = json_object_get(answers, httpstatus_node_id(question));
		int error =
			value ? answer_value(choice, question, value) : answer_with_implied(choice, question, answers);

		if (!error)
			continue;
		if (error != HTTPSTATUS_ERROR_ANSWER)
			complain("%s", httpstatus_strerror(error));
		else if (value)
			complain_of_answer(question, value, path);
		else
			complain_of_silence(question, path);
		return false;
	}
	return true;
}

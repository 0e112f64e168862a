/*
 * httpstatus choose: which code the server should send, and the graph of questions that leads there.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choice.h"
#include "input.h"
#include "usage.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

struct choosing {
	struct input input;       /* what says what the request is, and when */
	char *method, *target;    /* instead of a file with the request */
	const char *answers_path; /* NULL: a person answers */
	const char *graph, *area; /* the drawing: in which language, of what; NULL for none, and for all */
	int area_drawn;           /* -1 for all */
	bool json, problem, usual, all;
	json_t *answers;                   /* of --answer, by id */
	const struct situation *situation; /* NULL where nobody said what happened */
	json_t *granted, *unused; /* ids: what was taken for granted, and what was answered and not asked for */
};

/* ---- the request ---- */

static bool begins_with(const char *text, const char *prefix)
{
	return strncasecmp(text, prefix, strlen(prefix)) == 0;
}

/* What was said of the connection, or what the target says; HTTPSTATUS_UNKNOWN where neither does. */
static int64_t secured_of(const struct choosing *choosing, const char *target)
{
	if (choosing->input.secured != HTTPSTATUS_UNKNOWN)
		return choosing->input.secured;
	if (begins_with(target, "https://"))
		return 1;
	return begins_with(target, "http://") ? 0 : HTTPSTATUS_UNKNOWN;
}

/* The authority in a target, with "localhost" where it has none. */
static const char *host_of(const char *method, const char *target, size_t *length)
{
	const char *authority = strstr(target, "://");

	if (strcmp(method, "CONNECT") == 0)
		authority = target;
	else if (authority && (begins_with(target, "http://") || begins_with(target, "https://")))
		authority += 3;
	else
		authority = "localhost";
	*length = strcspn(authority, "/?#");
	return authority;
}

/* Adds a line of "Name: value" for each of @fields. */
static int fields_add(struct httpstatus_exchange *request, const char *fields)
{
	int error = 0;

	while (fields && *fields && !error) {
		size_t name = strcspn(fields, ":"), end = strcspn(fields, "\n"), value = name + 2;

		error = httpstatus_exchange_add_field(
			request, HTTPSTATUS_PART_REQUEST, fields, name, fields + value, end - value);
		fields += end + (fields[end] == '\n');
	}
	return error;
}

/* The method that was named, or that what happened needs. */
static const char *method_of(const struct choosing *choosing)
{
	const struct situation *situation = choosing->situation;

	if (choosing->method)
		return choosing->method;
	return situation && situation->method ? situation->method : "GET";
}

static int request_make(struct httpstatus_exchange *request, const struct choosing *choosing)
{
	const char *method = method_of(choosing);
	const char *target = choosing->target ? choosing->target : "http://localhost/";
	size_t length;
	const char *host = host_of(method, target, &length);

	httpstatus_exchange_set(request, HTTPSTATUS_PROPERTY_REQUEST_VERSION, 11);
	httpstatus_exchange_set(request, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 1); /* nobody said them */
	httpstatus_exchange_set(request, HTTPSTATUS_PROPERTY_SECURED, secured_of(choosing, target));
	int error = httpstatus_exchange_set_line(request, HTTPSTATUS_LINE_METHOD, method, strlen(method));
	if (!error)
		error = httpstatus_exchange_set_line(request, HTTPSTATUS_LINE_TARGET, target, strlen(target));
	if (!error)
		error = httpstatus_exchange_add_field(request, HTTPSTATUS_PART_REQUEST, "Host", 4, host, length);
	if (!error && choosing->situation)
		error = fields_add(request, choosing->situation->fields);
	return error;
}

static bool request_read(struct httpstatus_exchange *request, const struct choosing *choosing)
{
	if (choosing->input.request_path)
		return input_read_request(request, &choosing->input);
	int error = request_make(request, choosing);
	if (error)
		complain("choose: the request: %s", httpstatus_strerror(error));
	return !error;
}

/* ---- what happened ---- */

/* Whether a person says what happened, and only what that leaves open is asked. */
static bool begins_with_situation(const struct choosing *choosing)
{
	return !choosing->answers_path && !choosing->graph && !choosing->usual && !choosing->all;
}

/* The answers of a situation, by id; what was answered with --answer stays. */
static json_t *situation_answers(const struct choosing *choosing)
{
	json_t *answers = json_object();

	for (const char *rest = choosing->situation ? choosing->situation->answers : NULL; rest && *rest;) {
		size_t id = strcspn(rest, "="), end = strcspn(rest, ";");
		char name[64];

		snprintf(name, sizeof name, "%.*s", (int)id, rest);
		json_object_set_new(answers, name, json_stringn(rest + id + 1, end - id - 1));
		rest += end + (rest[end] == ';');
	}
	json_object_update(answers, choosing->answers);
	return answers;
}

static bool was_asked(const struct httpstatus_choice *choice, const char *id)
{
	for (size_t i = 0; httpstatus_choice_way(choice, i); i++)
		if (strcmp(httpstatus_node_id(httpstatus_choice_node(choice, i)), id) == 0)
			return true;
	return false;
}

/* What --answer said in vain; and what happened, where no part of it was asked for. */
static void unused_find(const struct choosing *choosing, const struct httpstatus_choice *choice, json_t *answers)
{
	const char *id;
	json_t *answer;
	bool shows = false;

	json_object_foreach(answers, id, answer) shows |=
		!json_object_get(choosing->answers, id) && was_asked(choice, id);
	json_object_foreach(
		answers, id, answer) if (!was_asked(choice, id) && (!shows || json_object_get(choosing->answers, id)))
		json_array_append_new(choosing->unused, json_string(id));
}

/* ---- choosing ---- */

static int ask(struct httpstatus_choice *choice, const struct choosing *choosing)
{
	json_t *answers = situation_answers(choosing);
	struct asking_choice asking = {
		.choice = choice,
		.answers = answers,
		.usual = choosing->usual || choosing->situation,
		.asks = choosing->situation ? choosing->situation->asks : NULL,
		.granted = choosing->granted,
	};
	int status = choice_ask(&asking);

	unused_find(choosing, choice, answers);
	json_decref(answers);
	return status;
}

static int answer_from_file(struct httpstatus_choice *choice, const struct choosing *choosing)
{
	const char *path = choosing->answers_path;
	json_t *answers = path ? answers_read(path) : json_object();

	json_object_update(answers, choosing->answers);
	bool good = answers && choice_answer_all(choice, answers, path);
	json_decref(answers);
	return good ? EXIT_FOUND : EXIT_TROUBLE;
}

static int situation_take(const struct httpstatus_exchange *request, struct choosing *choosing)
{
	if (!begins_with_situation(choosing))
		return EXIT_FOUND;
	if (!choosing->input.request_path)
		return situation_ask(choosing->method, &choosing->situation);
	return situation_ask(httpstatus_exchange_line(request, HTTPSTATUS_LINE_METHOD, NULL), &choosing->situation);
}

static int choice_make(struct httpstatus_choice *choice, struct httpstatus_exchange *request, struct choosing *choosing)
{
	int64_t now = choosing->input.now == HTTPSTATUS_UNKNOWN ? (int64_t)time(NULL) : choosing->input.now;
	bool has_file = choosing->input.request_path;

	if (has_file && !request_read(request, choosing))
		return EXIT_TROUBLE;
	int status = situation_take(request, choosing);
	if (status != EXIT_FOUND)
		return status;
	if (!has_file && !request_read(request, choosing))
		return EXIT_TROUBLE;
	int error = httpstatus_choice_start(choice, request, now);
	if (error) {
		complain("choose: the request: %s", httpstatus_strerror(error));
		return EXIT_TROUBLE;
	}
	return choosing->answers_path || choosing->graph ? answer_from_file(choice, choosing) : ask(choice, choosing);
}

static int show(const struct httpstatus_choice *choice, const struct httpstatus_exchange *request,
	const struct choosing *choosing)
{
	if (choosing->graph)
		graph_draw(choice, choosing->area_drawn);
	else if (choosing->problem)
		return lines_put_problem(choice) ? EXIT_FOUND : EXIT_NOTHING;
	else if (choosing->json)
		lines_put_choice(choice);
	else if (choosing->situation)
		choice_explain_briefly(choice, request, choosing->granted, choosing->unused);
	else
		choice_explain(choice, request);
	return EXIT_FOUND;
}

static int choose(struct choosing *choosing)
{
	struct httpstatus_choice *choice = httpstatus_choice_new();
	struct httpstatus_exchange *request = httpstatus_exchange_new();

	if (!choice || !request)
		complain_of_memory();
	int status = choice_make(choice, request, choosing);
	if (status == EXIT_FOUND)
		status = show(choice, request, choosing);
	httpstatus_exchange_free(request);
	httpstatus_choice_free(choice);
	return status;
}

/* ---- what is wanted ---- */

/* A graph with a path in it is of a request, or of answers; else nothing is chosen. */
static bool has_path(const struct choosing *choosing)
{
	return choosing->input.request_path || choosing->method || choosing->answers_path;
}

static const char *contradiction(const struct choosing *choosing)
{
	const char *request = choosing->input.request_path, *answers = choosing->answers_path;

	if (request && choosing->method)
		return "a method and a target take the place of --request";
	if (request && answers && strcmp(request, "-") == 0 && strcmp(answers, "-") == 0)
		return "--request and --answers cannot both be standard input";
	if (choosing->usual && choosing->all)
		return "--usual asks only what has no usual answer, and --all asks everything";
	if (choosing->all && answers)
		return "--all asks, and --answers asks nobody";
	if (choosing->usual && answers)
		return "--usual asks, and --answers asks nobody";
	if (choosing->graph && (choosing->json || choosing->problem || choosing->usual))
		return "--graph draws, and takes no --json, --problem or --usual";
	if (choosing->json && choosing->problem)
		return "--problem is JSON already, and takes no --json";
	if (choosing->area && !choosing->graph)
		return "--area is of --graph";
	return NULL;
}

static bool area_find(struct choosing *choosing)
{
	const char *word = choosing->area;

	choosing->area_drawn = word ? httpstatus_word_find(HTTPSTATUS_VOCABULARY_AREA, word, strlen(word)) : -1;
	if (word && choosing->area_drawn < 0)
		complain_of_word("area", word, HTTPSTATUS_VOCABULARY_AREA);
	return !word || choosing->area_drawn >= 0;
}

static bool is_sound(const struct choosing *choosing)
{
	const char *wrong = contradiction(choosing);

	if (wrong)
		complain("choose: %s", wrong);
	else if (choosing->graph && strcmp(choosing->graph, "dot") != 0)
		complain("--graph: \"%s\" is none of: dot", choosing->graph);
	else
		return true;
	return false;
}

static bool words_take(struct choosing *choosing, int count, char **words)
{
	choosing->method = count > 0 ? words[0] : NULL;
	choosing->target = count > 1 ? words[1] : NULL;
	if (count > 2)
		complain("choose takes a method and a target, and no \"%s\"", words[2]);
	return count <= 2;
}

static bool options_read(int count, char **arguments, struct choosing *choosing)
{
	int option;

	while ((option = usage_next(VERB_CHOOSE, count, arguments)) != OPTION_END) {
		if (option == OPTION_JSON)
			choosing->json = true;
		else if (option == OPTION_PROBLEM)
			choosing->problem = true;
		else if (option == OPTION_USUAL)
			choosing->usual = true;
		else if (option == OPTION_ALL)
			choosing->all = true;
		else if (option == OPTION_ANSWER && answers_take(choosing->answers, optarg))
			continue;
		else if (option == OPTION_ANSWER)
			return false;
		else if (option == OPTION_ANSWERS)
			choosing->answers_path = optarg;
		else if (option == OPTION_GRAPH)
			choosing->graph = optarg;
		else if (option == OPTION_AREA)
			choosing->area = optarg;
		else if (!input_option(option, optarg, &choosing->input))
			return false;
	}
	return words_take(choosing, count - optind, arguments + optind) && is_sound(choosing) && area_find(choosing);
}

static int choose_or_draw(struct choosing *choosing)
{
	if (!choosing->graph || has_path(choosing))
		return choose(choosing);
	graph_draw(NULL, choosing->area_drawn);
	return EXIT_FOUND;
}

int choose_run(int count, char **arguments)
{
	struct choosing choosing = {
		.input = input_begin(), .answers = json_object(), .granted = json_array(), .unused = json_array()};
	int status = EXIT_TROUBLE;

	if (!choosing.answers || !choosing.granted || !choosing.unused)
		complain_of_memory();
	if (options_read(count, arguments, &choosing))
		status = choose_or_draw(&choosing);
	json_decref(choosing.answers);
	json_decref(choosing.granted);
	json_decref(choosing.unused);
	return status;
}

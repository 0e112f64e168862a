/*
 * What was chosen, and how it came to that.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choice.h"
#include "exchange_json.h"

#include <stdlib.h>
#include <string.h>

/* Whether 100 goes ahead. */
static bool has_interim(const struct httpstatus_choice *choice)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	bool found = httpstatus_choice_respond(choice, exchange) == 0 && httpstatus_exchange_interim(exchange, 0);

	httpstatus_exchange_free(exchange);
	return found;
}

/* ---- for a person ---- */

static void print_code(const struct terminal *terminal, const struct httpstatus_choice *choice)
{
	const struct httpstatus_node *end = httpstatus_choice_end(choice);
	int code = httpstatus_node_code(end), class = httpstatus_class(code);
	char title[80], source[120];

	snprintf(title, sizeof title, "%d %s", code, httpstatus_phrase(code));
	snprintf(source, sizeof source, "%s%s%s", httpstatus_class_name(class), terminal->utf8 ? " \u00b7 " : " - ",
		httpstatus_node_section(end));
	terminal_heading(terminal, class, title, source);
	printf("\n ");
	terminal_wrap(terminal, httpstatus_node_text(end), 1, 1);
}

/* The colours that check has for levels. */
static const char *level_colour(const struct terminal *terminal, int level)
{
	return terminal_class_colour(terminal, level == HTTPSTATUS_LEVEL_MUST     ? 5
					       : level == HTTPSTATUS_LEVEL_SHOULD ? 4
										  : 3);
}

static void print_title(const struct terminal *terminal, const char *title)
{
	printf("\n %s%s%s\n", terminal_style(terminal, STYLE_BOLD), title, terminal_plain(terminal));
}

enum { LEVEL_WIDTH = sizeof "expected" - 1, VALUE_INDENT = 3 + LEVEL_WIDTH + 2 + 2 };

static void print_fields(const struct terminal *terminal, const struct httpstatus_choice *choice)
{
	const char *name;

	if (has_interim(choice)) {
		print_title(terminal, "before it");
		printf("   100 %s\n", httpstatus_phrase(100));
	}
	if (httpstatus_choice_field_name(choice, 0))
		print_title(terminal, "with");
	for (size_t i = 0; (name = httpstatus_choice_field_name(choice, i)); i++) {
		int level = httpstatus_choice_field_level(choice, i);

		printf("   %s%-*s%s  %s: ", level_colour(terminal, level), LEVEL_WIDTH, httpstatus_level_name(level),
			terminal_plain(terminal), name);
		terminal_wrap(terminal, httpstatus_choice_field_value(choice, i, NULL),
			VALUE_INDENT + (int)strlen(name), VALUE_INDENT);
	}
}

/* The widest of a column of the path. */
static int path_width(
	const struct httpstatus_choice *choice, const char *(*text)(const struct httpstatus_node *node), size_t most)
{
	const struct httpstatus_node *node;
	size_t width = 0;

	for (size_t i = 0; (node = httpstatus_choice_node(choice, i)); i++) {
		size_t length = strlen(text(node));

		width = length > width && length <= most ? length : width;
	}
	return (int)width;
}

/* The way, and the answer where that says more: "yes: GET, HEAD". */
static void print_way(const struct terminal *terminal, const struct httpstatus_choice *choice, size_t i, int column)
{
	const char *way = httpstatus_choice_way(choice, i), *given = httpstatus_choice_given(choice, i, NULL);
	char text[512];

	if (!given || strcmp(given, way) == 0)
		snprintf(text, sizeof text, "%s", way);
	else if (strcmp(way, "given") == 0 || !*given)
		snprintf(text, sizeof text, "%s", answer_shown(given));
	else
		snprintf(text, sizeof text, "%s: %s", way, given);
	terminal_wrap(terminal, text, column, column);
}

/* Sections that are longer, as those of drafts, have a line of their own; on a narrow terminal, none has room. */
enum { PATH_INDENT = 3, SECTION_MOST = 20, WAY_LEAST = 16 };

static void print_path(const struct terminal *terminal, const struct httpstatus_choice *choice)
{
	int id_width = path_width(choice, httpstatus_node_id, 40);
	int section_width = path_width(choice, httpstatus_node_section, SECTION_MOST);
	int column = PATH_INDENT + id_width + 2 + section_width + 2;

	bool has_sections = column + WAY_LEAST <= terminal->columns;

	if (!has_sections)
		column = PATH_INDENT + id_width + 2;
	print_title(terminal, "how it came to that; > was answered");
	for (size_t i = 0; httpstatus_choice_way(choice, i); i++) {
		const struct httpstatus_node *node = httpstatus_choice_node(choice, i);
		const char *section = httpstatus_node_section(node);
		bool asked = node_is_question(node), fits = strlen(section) <= (size_t)section_width;

		printf(" %s%s %-*s  ", asked ? "" : terminal_style(terminal, STYLE_DIM), asked ? ">" : " ", id_width,
			httpstatus_node_id(node));
		if (has_sections)
			printf("%s%-*s%s  ", terminal_style(terminal, STYLE_DIM), section_width, fits ? section : "",
				asked ? terminal_plain(terminal) : "");
		print_way(terminal, choice, i, column);
		if (has_sections && !fits)
			printf("%*s%s%s\n", PATH_INDENT + 2, "", terminal_style(terminal, STYLE_DIM), section);
		fputs(terminal_plain(terminal), stdout);
	}
}

void choice_explain(const struct httpstatus_choice *choice, const struct httpstatus_exchange *request)
{
	struct terminal terminal = terminal_find();

	printf(" %s", terminal_style(&terminal, STYLE_DIM));
	terminal_put(httpstatus_exchange_line(request, HTTPSTATUS_LINE_METHOD, NULL));
	putchar(' ');
	terminal_put(httpstatus_exchange_line(request, HTTPSTATUS_LINE_TARGET, NULL));
	printf("%s\n", terminal_plain(&terminal));
	print_code(&terminal, choice);
	print_fields(&terminal, choice);
	print_path(&terminal, choice);
}

/* ---- for a program ---- */

static json_t *fields_json(const struct httpstatus_choice *choice)
{
	json_t *list = json_array();
	const char *name;

	for (size_t i = 0; (name = httpstatus_choice_field_name(choice, i)); i++) {
		size_t length;
		const char *value = httpstatus_choice_field_value(choice, i, &length);

		json_array_append_new(
			list, json_pack("{s:s, s:o, s:s}", "name", name, "value", wire_text(value, length), "level",
				      httpstatus_level_name(httpstatus_choice_field_level(choice, i))));
	}
	return list;
}

/* null where nobody was asked, and for "there is none". */
static json_t *given_json(const struct httpstatus_choice *choice, size_t i)
{
	size_t length;
	const char *given = httpstatus_choice_given(choice, i, &length);

	return length ? wire_text(given, length) : json_null();
}

static json_t *path_json(const struct httpstatus_choice *choice)
{
	json_t *list = json_array();
	const char *way;

	for (size_t i = 0; (way = httpstatus_choice_way(choice, i)); i++) {
		const struct httpstatus_node *node = httpstatus_choice_node(choice, i);

		json_array_append_new(list, json_pack("{s:s, s:s, s:o, s:b, s:s}", "id", httpstatus_node_id(node),
						    "way", way, "answer", given_json(choice, i), "decided",
						    !node_is_question(node), "section", httpstatus_node_section(node)));
	}
	return list;
}

/* The problem details, for free; NULL where there are none. */
static char *problem_text(const struct httpstatus_choice *choice)
{
	size_t length = httpstatus_choice_problem(choice, NULL, 0);
	char *text = length ? malloc(length + 1) : NULL;

	if (text)
		httpstatus_choice_problem(choice, text, length + 1);
	return text;
}

static json_t *problem_json(const struct httpstatus_choice *choice)
{
	char *text = problem_text(choice);
	json_t *problem = text ? json_loads(text, 0, NULL) : json_null();

	free(text);
	return problem;
}

void choice_print_json(const struct httpstatus_choice *choice, const struct httpstatus_exchange *request)
{
	const struct httpstatus_node *end = httpstatus_choice_end(choice);
	int code = httpstatus_choice_code(choice);
	json_t *interim = has_interim(choice) ? json_pack("[i]", 100) : json_array();
	json_t *json = json_pack("{s:o, s:o, s:i, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o}", "method",
		wire_text_or_null(httpstatus_exchange_line(request, HTTPSTATUS_LINE_METHOD, NULL)), "target",
		wire_text_or_null(httpstatus_exchange_line(request, HTTPSTATUS_LINE_TARGET, NULL)), "code", code,
		"phrase", httpstatus_phrase(code), "end", httpstatus_node_id(end), "text", httpstatus_node_text(end),
		"section", httpstatus_node_section(end), "interim", interim, "fields", fields_json(choice), "path",
		path_json(choice), "problem", problem_json(choice));

	json_dumpf(json, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(json);
}

int choice_print_problem(const struct httpstatus_choice *choice)
{
	char *text = problem_text(choice);
	int status = text ? EXIT_FOUND : EXIT_NOTHING;

	if (text)
		puts(text);
	free(text);
	return status;
}

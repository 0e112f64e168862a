/*
 * What was chosen, and how it came to that, for a person.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choice.h"

#include <string.h>

/* Whether 100 goes ahead. */
static bool has_interim(const struct httpstatus_choice *choice)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	bool found = httpstatus_choice_respond(choice, exchange) == 0 && httpstatus_exchange_interim(exchange, 0);

	httpstatus_exchange_free(exchange);
	return found;
}

/* The last node of the path. */
static const struct httpstatus_node *end_of(const struct httpstatus_choice *choice)
{
	const struct httpstatus_node *end = NULL, *node;

	for (size_t i = 0; (node = httpstatus_choice_node(choice, i)); i++)
		end = node;
	return end;
}

static void print_code(const struct terminal *terminal, const struct httpstatus_choice *choice)
{
	const struct httpstatus_node *end = end_of(choice);
	int code = httpstatus_node_code(end), class = httpstatus_class(code);
	struct clause title = {.used = 0}, source = {.used = 0};

	clause_add(&title, "%d %s", code, httpstatus_phrase(code));
	clause_add_word(&source, httpstatus_word(HTTPSTATUS_VOCABULARY_CODE_CLASS, class));
	clause_add(&source, "%s%s", terminal->utf8 ? " \u00b7 " : " - ", httpstatus_node_reference(end));
	terminal_heading(terminal, class, title.text, source.text);
	printf("\n ");
	terminal_wrap(terminal, httpstatus_node_text(end), 1, 1);
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

		printf("   %s%-*s%s  %s: ", terminal_level_colour(terminal, level), LEVEL_WIDTH,
			httpstatus_word(HTTPSTATUS_VOCABULARY_LEVEL, level), terminal_plain(terminal), name);
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
	struct clause clause = {.used = 0};

	if (!given || strcmp(given, way) == 0)
		clause_add(&clause, "%s", way);
	else if (strcmp(way, "given") == 0 || !*given)
		clause_add(&clause, "%s", answer_shown(given));
	else
		clause_add(&clause, "%s: %s", way, given);
	terminal_wrap(terminal, clause.text, column, column);
}

/* Sections that are longer, as those of drafts, have a line of their own; on a narrow terminal, none has room. */
enum { PATH_INDENT = 3, SECTION_MOST = 20, WAY_LEAST = 16 };

static void print_path(const struct terminal *terminal, const struct httpstatus_choice *choice)
{
	int id_width = path_width(choice, httpstatus_node_id, 40);
	int section_width = path_width(choice, httpstatus_node_reference, SECTION_MOST);
	int column = PATH_INDENT + id_width + 2 + section_width + 2;

	bool has_sections = column + WAY_LEAST <= terminal->columns;

	if (!has_sections)
		column = PATH_INDENT + id_width + 2;
	print_title(terminal, "how it came to that; > was answered");
	for (size_t i = 0; httpstatus_choice_way(choice, i); i++) {
		const struct httpstatus_node *node = httpstatus_choice_node(choice, i);
		const char *section = httpstatus_node_reference(node);
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

static void print_request(const struct terminal *terminal, const struct httpstatus_exchange *request)
{
	const char *target = httpstatus_exchange_line(request, HTTPSTATUS_LINE_TARGET, NULL);

	printf(" %s", terminal_style(terminal, STYLE_DIM));
	terminal_put(httpstatus_exchange_line(request, HTTPSTATUS_LINE_METHOD, NULL));
	putchar(' ');
	terminal_put(target ? target : "");
	printf("%s\n", terminal_plain(terminal));
}

/* "role origin, available yes" */
static void print_granted(
	const struct terminal *terminal, const struct httpstatus_choice *choice, const json_t *granted)
{
	struct clause clause = {.used = 0};

	for (size_t i = 0; httpstatus_choice_way(choice, i); i++) {
		const char *id = httpstatus_node_id(httpstatus_choice_node(choice, i)),
			   *given = httpstatus_choice_given(choice, i, NULL);

		for (size_t k = 0; given && k < json_array_size(granted); k++)
			if (strcmp(json_string_value(json_array_get(granted, k)), id) == 0)
				clause_add(&clause, "%s%s %.40s%s", clause.used ? "; " : "", id, answer_shown(given),
					strlen(given) > 40 ? "..." : "");
	}
	if (clause.used == 0)
		return;
	print_title(terminal, "taken for granted; --answer ID=VALUE says otherwise, --all asks everything");
	printf("   %s", terminal_style(terminal, STYLE_DIM));
	terminal_wrap(terminal, clause.text, 3, 3);
	fputs(terminal_plain(terminal), stdout);
}

/* What was said and does not matter is said, too. */
static void print_unused(const struct terminal *terminal, const json_t *unused)
{
	struct clause clause = {.used = 0};

	for (size_t i = 0; i < json_array_size(unused); i++)
		clause_add(&clause, "%s%s", i ? ", " : "", json_string_value(json_array_get(unused, i)));
	if (clause.used == 0)
		return;
	print_title(terminal, "not asked for on this way");
	printf("   ");
	terminal_wrap(terminal, clause.text, 3, 3);
}

void choice_explain_briefly(const struct httpstatus_choice *choice, const struct httpstatus_exchange *request,
	const json_t *granted, const json_t *unused)
{
	struct terminal terminal = terminal_find();

	print_request(&terminal, request);
	print_code(&terminal, choice);
	print_fields(&terminal, choice);
	print_unused(&terminal, unused);
	print_granted(&terminal, choice, granted);
}

void choice_explain(const struct httpstatus_choice *choice, const struct httpstatus_exchange *request)
{
	struct terminal terminal = terminal_find();

	print_request(&terminal, request);
	print_code(&terminal, choice);
	print_fields(&terminal, choice);
	print_path(&terminal, choice);
}

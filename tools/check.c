/*
 * httpstatus check: what is wrong with exchanges. httpstatus rules: what is held against them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"
#include "exchange_json.h"
#include "input.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* How strong a finding is, from what is only advice. The words are those of --level. */
static const char *const strengths[] = {"advice", "may", "should", "must"};

enum { STRENGTHS = sizeof strengths / sizeof strengths[0], PROGRESS_EVERY = 1000 };

struct checking {
	struct terminal terminal;
	bool json;
	bool many;     /* files, so that each exchange names its own */
	bool progress; /* is shown on standard error */
	struct httpstatus_checker *checker;
	size_t exchanges, findings;
};

static int strength_of(int level)
{
	switch (level) {
	case HTTPSTATUS_LEVEL_MUST:
	case HTTPSTATUS_LEVEL_MUST_NOT:
		return 3;
	case HTTPSTATUS_LEVEL_SHOULD:
	case HTTPSTATUS_LEVEL_SHOULD_NOT:
		return 2;
	case HTTPSTATUS_LEVEL_MAY:
		return 1;
	default:
		return 0;
	}
}

/* ---- for a program ---- */

static json_t *finding_json(const struct httpstatus_finding *finding)
{
	size_t rule = httpstatus_finding_rule(finding);

	return json_pack("{s:s, s:s, s:s, s:s, s:s?, s:s, s:s}", "id", httpstatus_rule_id(rule), "level",
		httpstatus_level_name(httpstatus_rule_level(rule)), "section", httpstatus_rule_section(rule), "message",
		httpstatus_finding_message(finding), "field", httpstatus_rule_field(rule), "part",
		httpstatus_rule_is_about_request(rule) ? "request" : "response", "remedy", httpstatus_rule_text(rule));
}

static void print_json(
	const struct checking *checking, const struct httpstatus_exchange *exchange, const char *file, int64_t entry)
{
	const struct httpstatus_finding *finding;
	json_t *findings = json_array();

	for (size_t i = 0; (finding = httpstatus_checker_finding(checking->checker, i)); i++)
		json_array_append_new(findings, finding_json(finding));
	json_t *json = json_pack("{s:I, s:o, s:o}", "entry", (json_int_t)entry, "status",
		number_or_null(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS)), "findings", findings);
	if (checking->many)
		json_object_set_new(json, "file", json_string(file));
	json_dumpf(json, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(json);
}

/* ---- for a person ---- */

static const char *strength_colour(const struct terminal *terminal, int strength)
{
	/* The colours of server errors, client errors and redirections. */
	return strength ? terminal_class_colour(terminal, strength == 3 ? 5 : strength == 2 ? 4 : 3) : "";
}

static void print_finding(const struct checking *checking, const struct httpstatus_finding *finding)
{
	const struct terminal *terminal = &checking->terminal;
	size_t rule = httpstatus_finding_rule(finding);
	int level = httpstatus_rule_level(rule);
	const char *word = httpstatus_level_name(level);

	printf("  %s%-10s%s  ", strength_colour(terminal, strength_of(level)), word, terminal_plain(terminal));
	terminal_wrap(terminal, httpstatus_finding_message(finding), 14, 14);
	printf("%14s%s", "", terminal_style(terminal, STYLE_DIM));
	terminal_wrap(terminal, httpstatus_rule_text(rule), 14, 14);
	printf("%14s%s; %s%s\n", "", httpstatus_rule_section(rule), httpstatus_rule_id(rule), terminal_plain(terminal));
}

static void print_findings(
	const struct checking *checking, const struct httpstatus_exchange *exchange, const char *file, int64_t entry)
{
	const struct httpstatus_finding *finding;
	bool first = true;

	for (size_t i = 0; (finding = httpstatus_checker_finding(checking->checker, i)); i++, first = false) {
		if (first)
			exchange_heading(&checking->terminal, exchange, checking->many ? file : NULL, entry);
		print_finding(checking, finding);
	}
}

/* Over the same line of a terminal, again and again; gone in the end. */
static void show_progress(const struct checking *checking, bool done)
{
	if (!checking->progress || (!done && checking->exchanges % PROGRESS_EVERY != 0))
		return;
	if (done)
		fprintf(stderr, "\r%40s\r", "");
	else
		fprintf(stderr, "\r%zu exchanges, %zu findings", checking->exchanges, checking->findings);
	fflush(stderr);
}

/* ---- checking ---- */

static void visit(struct httpstatus_exchange *exchange, const char *file, int64_t entry, int64_t now, void *context)
{
	struct checking *checking = context;

	(void)now;
	if (httpstatus_check(checking->checker, exchange) != 0) {
		complain("out of memory");
		exit(EXIT_TROUBLE);
	}
	for (size_t i = 0; httpstatus_checker_finding(checking->checker, i); i++)
		checking->findings++;
	checking->exchanges++;
	show_progress(checking, false);
	if (checking->json)
		print_json(checking, exchange, file, entry);
	else
		print_findings(checking, exchange, file, entry);
}

static bool level_read(struct httpstatus_checker *checker, const char *word)
{
	static const int levels[STRENGTHS] = {
		HTTPSTATUS_LEVEL_ADVICE, HTTPSTATUS_LEVEL_MAY, HTTPSTATUS_LEVEL_SHOULD, HTTPSTATUS_LEVEL_MUST};

	for (int strength = 0; strength < STRENGTHS; strength++)
		if (strcmp(strengths[strength], word) == 0)
			return httpstatus_checker_only(checker, levels[strength]) == 0;
	complain("--level: \"%s\" is none of: must, should, may, advice", word);
	return false;
}

static bool rule_ignore(struct httpstatus_checker *checker, const char *id)
{
	if (httpstatus_checker_ignore(checker, id) == 0)
		return true;
	complain("--ignore: \"%s\" is no rule; `httpstatus rules` lists them", id);
	return false;
}

static bool declare(struct httpstatus_checker *checker, const char *word)
{
	const char *known;

	if (httpstatus_checker_declare(checker, word, true) == 0)
		return true;
	complain("--declare: \"%s\" is none of:", word);
	for (size_t i = 0; (known = httpstatus_declaration_name(i)); i++)
		fprintf(stderr, "  %s\n", known);
	return false;
}

static bool options_read(int count, char **arguments, struct checking *checking, struct input *input)
{
	static const struct option options[] = {
		{"json", no_argument, NULL, 'j'},
		{"level", required_argument, NULL, 'l'},
		{"ignore", required_argument, NULL, 'i'},
		{"declare", required_argument, NULL, 'd'},
		INPUT_OPTIONS,
		{NULL, 0, NULL, 0},
	};
	int option;

	while ((option = getopt_long(count, arguments, "", options, NULL)) != -1) {
		bool good = true;

		if (option == 'j')
			checking->json = true;
		else if (option == 'l')
			good = level_read(checking->checker, optarg);
		else if (option == 'i')
			good = rule_ignore(checking->checker, optarg);
		else if (option == 'd')
			good = declare(checking->checker, optarg);
		else
			good = input_option(option, optarg, input);
		if (!good)
			return false;
	}
	bool good = input_take_files(input, count, arguments, "check");
	checking->many = input->count > 1;
	return good;
}

int check_run(int count, char **arguments)
{
	struct checking checking = {.terminal = terminal_find(), .checker = httpstatus_checker_new()};
	struct input input = {.now = HTTPSTATUS_UNKNOWN};
	int status = EXIT_TROUBLE;

	checking.progress = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
	httpstatus_checker_only(checking.checker, HTTPSTATUS_LEVEL_SHOULD);
	if (!checking.checker)
		complain("out of memory");
	else if (options_read(count, arguments, &checking, &input)) {
		status = input_each(&input, visit, &checking);
		show_progress(&checking, true);
		if (status == EXIT_FOUND && checking.findings)
			status = EXIT_NOTHING;
	}
	httpstatus_checker_free(checking.checker);
	return status;
}

/* ---- the rules ---- */

static void rule_json(size_t rule)
{
	json_t *json = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s?, s:s, s:s}", "id", httpstatus_rule_id(rule), "level",
		httpstatus_level_name(httpstatus_rule_level(rule)), "binds", httpstatus_rule_binds(rule), "section",
		httpstatus_rule_section(rule), "title", httpstatus_rule_title(rule), "field",
		httpstatus_rule_field(rule), "part", httpstatus_rule_is_about_request(rule) ? "request" : "response",
		"text", httpstatus_rule_text(rule));

	json_dumpf(json, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(json);
}

static void explain_rule(const struct terminal *terminal, size_t rule)
{
	int level = httpstatus_rule_level(rule);

	printf("%s%s%s\n  ", terminal_style(terminal, STYLE_BOLD), httpstatus_rule_id(rule), terminal_plain(terminal));
	terminal_wrap(terminal, httpstatus_rule_title(rule), 2, 2);
	printf("\n  ");
	terminal_wrap(terminal, httpstatus_rule_text(rule), 2, 2);
	printf("\n  %s%s%s, %s; binds: %s\n", strength_colour(terminal, strength_of(level)),
		httpstatus_level_name(level), terminal_plain(terminal), httpstatus_rule_section(rule),
		httpstatus_rule_binds(rule));
}

static void list_rule(const struct terminal *terminal, size_t rule)
{
	int level = httpstatus_rule_level(rule);

	printf("%s%-10s%s  %-34s  %s\n", strength_colour(terminal, strength_of(level)), httpstatus_level_name(level),
		terminal_plain(terminal), httpstatus_rule_id(rule), httpstatus_rule_title(rule));
}

int rules_run(int count, char **arguments)
{
	static const struct option options[] = {{"json", no_argument, NULL, 'j'}, {NULL, 0, NULL, 0}};
	struct terminal terminal = terminal_find();
	int option, status = EXIT_FOUND;
	bool json = false;

	while ((option = getopt_long(count, arguments, "", options, NULL)) != -1) {
		if (option != 'j')
			return EXIT_TROUBLE;
		json = true;
	}
	for (size_t rule = 0; optind == count && httpstatus_rule_id(rule); rule++)
		json ? rule_json(rule) : list_rule(&terminal, rule);
	for (int i = optind; i < count; i++) {
		size_t rule = httpstatus_rule_find(arguments[i]);

		if (!httpstatus_rule_id(rule)) {
			complain("rules: \"%s\" is no rule; `httpstatus rules` lists them", arguments[i]);
			status = EXIT_NOTHING;
			continue;
		}
		if (i > optind && !json)
			putchar('\n');
		json ? rule_json(rule) : explain_rule(&terminal, rule);
	}
	return status;
}

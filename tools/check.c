/*
 * httpstatus check: what is wrong with exchanges.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"
#include "input.h"

#include <getopt.h>
#include <string.h>
#include <unistd.h>

enum { PROGRESS_EVERY = 1000 };

struct checking {
	struct terminal terminal;
	bool json;
	bool many;     /* files, so that each exchange names its own */
	bool progress; /* is shown on standard error */
	struct httpstatus_checker *checker;
	size_t exchanges, findings;
};

/* ---- for a person ---- */

static void print_finding(const struct checking *checking, const struct httpstatus_finding *finding)
{
	const struct terminal *terminal = &checking->terminal;
	const struct httpstatus_rule *rule = httpstatus_finding_rule(finding);
	int level = httpstatus_rule_level(rule);

	printf("  %s%-10s%s  ", terminal_level_colour(terminal, level),
		httpstatus_word(HTTPSTATUS_VOCABULARY_LEVEL, level), terminal_plain(terminal));
	terminal_wrap(terminal, httpstatus_finding_message(finding), 14, 14);
	printf("%14s%s", "", terminal_style(terminal, STYLE_DIM));
	terminal_wrap(terminal, httpstatus_rule_text(rule), 14, 14);
	printf("%14s%s; %s%s\n", "", httpstatus_rule_reference(rule), httpstatus_rule_id(rule),
		terminal_plain(terminal));
}

static void print_findings(const struct checking *checking, const struct httpstatus_exchange *exchange)
{
	const struct httpstatus_finding *finding;
	bool first = true;

	for (size_t i = 0; (finding = httpstatus_checker_finding(checking->checker, i)); i++, first = false) {
		if (first)
			exchange_heading(&checking->terminal, exchange, checking->many);
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

static void visit(struct httpstatus_exchange *exchange, int64_t now, void *context)
{
	struct checking *checking = context;

	(void)now;
	if (httpstatus_checker_check(checking->checker, exchange) != 0)
		complain_of_memory();
	for (size_t i = 0; httpstatus_checker_finding(checking->checker, i); i++)
		checking->findings++;
	checking->exchanges++;
	show_progress(checking, false);
	if (checking->json)
		lines_put_checker(checking->checker);
	else
		print_findings(checking, exchange);
}

static bool level_read(struct httpstatus_checker *checker, const char *word)
{
	int level = httpstatus_word_find(HTTPSTATUS_VOCABULARY_LEVEL, word, strlen(word));

	switch (level) {
	case HTTPSTATUS_LEVEL_MUST:
	case HTTPSTATUS_LEVEL_CANNOT:
	case HTTPSTATUS_LEVEL_SHOULD:
	case HTTPSTATUS_LEVEL_MAY:
	case HTTPSTATUS_LEVEL_ADVICE:
		return httpstatus_checker_set(checker, HTTPSTATUS_CHECKER_PROPERTY_LEVEL, level) == 0;
	default:
		complain("--level: \"%s\" is none of: must, cannot, should, may, advice", word);
		return false;
	}
}

static bool rule_ignore(struct httpstatus_checker *checker, const char *id)
{
	if (httpstatus_checker_ignore(checker, httpstatus_rule_find(id), true) == 0)
		return true;
	complain("--ignore: \"%s\" is no rule; `httpstatus rules` lists them", id);
	return false;
}

/* What can be said to a checker and is no declaration comes behind all that are. */
static bool declare(struct httpstatus_checker *checker, const char *word)
{
	int property = httpstatus_word_find(HTTPSTATUS_VOCABULARY_CHECKER_PROPERTY, word, strlen(word));

	if (property >= 0 && property < HTTPSTATUS_CHECKER_PROPERTY_LEVEL)
		return httpstatus_checker_set(checker, property, 1) == 0;
	complain_of_word("declare", word, HTTPSTATUS_VOCABULARY_CHECKER_PROPERTY);
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
	struct input input = INPUT_NOTHING_SAID;
	int status = EXIT_TROUBLE;

	if (!checking.checker)
		complain_of_memory();
	checking.progress = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
	httpstatus_checker_set(checking.checker, HTTPSTATUS_CHECKER_PROPERTY_LEVEL, HTTPSTATUS_LEVEL_SHOULD);
	if (options_read(count, arguments, &checking, &input)) {
		status = input_each(&input, visit, &checking);
		show_progress(&checking, true);
		if (status == EXIT_FOUND && checking.findings)
			status = EXIT_NOTHING;
	}
	httpstatus_checker_free(checking.checker);
	return status;
}

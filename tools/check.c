/*
 * httpstatus check: what is wrong with exchanges.
 *
 * SPDX-License-Identifier: MIT
 */
#include "session.h"
#include "usage.h"

#include <getopt.h>
#include <string.h>
#include <unistd.h>

enum { PROGRESS_EVERY = 1000 };

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_GITHUB, FORMAT_SARIF, FORMAT_JUNIT, FORMATS };

static const char *const formats[FORMATS] = {"text", "json", "github", "sarif", "junit"};

struct checking {
	struct terminal terminal;
	enum format format;
	bool each;     /* one exchange by another, and not all together */
	bool many;     /* files, so that each exchange names its own */
	bool progress; /* is shown on standard error */
	bool only;     /* some rules were named, and the others are left out */
	const char *baseline, *write_baseline;
	struct httpstatus_checker *checker;
	struct session session;
};

/* ---- one by one ---- */

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

/* The exchange's own begin at @from. */
static void print_findings(const struct checking *checking, const struct httpstatus_exchange *exchange, size_t from)
{
	const struct session *session = &checking->session;

	if (from < session->finding_count)
		exchange_heading(&checking->terminal, exchange, checking->many);
	for (size_t i = from; i < session->finding_count; i++)
		print_finding(checking, httpstatus_checker_finding(checking->checker, session->findings[i].place));
}

/* Without those that are known. */
static void put_json(const struct checking *checking, size_t from)
{
	const struct session *session = &checking->session;

	if (!session->baseline) {
		lines_put_checker(checking->checker);
		return;
	}
	json_t *line = lines_checker(checking->checker), *all = json_object_get(line, "findings"), *kept = json_array();
	for (size_t i = from; i < session->finding_count; i++)
		json_array_append(kept, json_array_get(all, session->findings[i].place));
	json_object_set_new(line, "findings", kept);
	lines_put(line);
}

/* Over the same line of a terminal, again and again; gone in the end. */
static void show_progress(const struct checking *checking, bool done)
{
	const struct session *session = &checking->session;

	if (!checking->progress || (!done && session->total % PROGRESS_EVERY != 0))
		return;
	if (done)
		fprintf(stderr, "\r%40s\r", "");
	else
		fprintf(stderr, "\r%zu exchanges, %zu findings", session->total, session->found);
	fflush(stderr);
}

/* ---- checking ---- */

/* What is told at once is kept only for a baseline. */
static void tell_at_once(struct checking *checking, const struct httpstatus_exchange *exchange, size_t from)
{
	if (checking->format == FORMAT_JSON)
		put_json(checking, from);
	else
		print_findings(checking, exchange, from);
	if (!checking->write_baseline)
		session_forget(&checking->session);
}

static void visit(struct httpstatus_exchange *exchange, int64_t now, void *context)
{
	struct checking *checking = context;
	size_t from = checking->session.finding_count;

	(void)now;
	if (httpstatus_checker_check(checking->checker, exchange) != 0)
		complain_of_memory();
	bool counts = session_add(&checking->session, exchange, checking->checker);
	if (counts && (checking->each || checking->format == FORMAT_JSON))
		tell_at_once(checking, exchange, from);
	show_progress(checking, false);
}

static void report(struct checking *checking, const struct input *input)
{
	struct session *session = &checking->session;

	session_sort(session);
	switch (checking->format) {
	case FORMAT_GITHUB:
		report_github(session);
		return;
	case FORMAT_SARIF:
		report_sarif(session);
		return;
	case FORMAT_JUNIT:
		report_junit(session);
		return;
	case FORMAT_TEXT:
		if (checking->each)
			report_end(&checking->terminal, session, input, true);
		else
			report_text(&checking->terminal, session, input);
		return;
	default:
		return;
	}
}

/* ---- what is asked for ---- */

static bool level_read(struct checking *checking, const char *word)
{
	struct nearest nearest;
	int rank = rank_find(word);

	nearest_begin(&nearest, word, strlen(word));
	for (int i = 0; i < RANKS; i++)
		nearest_offer(&nearest, rank_word(i));
	if (rank == RANKS)
		complain_of_nearest(
			&nearest, "", "--level: \"%s\" is none of: must, cannot, should, may, advice", word);
	checking->session.rank = rank;
	return rank < RANKS;
}

static bool format_read(struct checking *checking, const char *word)
{
	struct nearest nearest;

	nearest_begin(&nearest, word, strlen(word));
	for (int i = 0; i < FORMATS; i++) {
		nearest_offer(&nearest, formats[i]);
		if (strcmp(word, formats[i]) == 0) {
			checking->format = (enum format)i;
			return true;
		}
	}
	complain_of_nearest(&nearest, "", "--format: \"%s\" is none of: text, json, github, sarif, junit", word);
	return false;
}

static bool rule_ignore(struct httpstatus_checker *checker, const char *id)
{
	if (httpstatus_checker_ignore(checker, httpstatus_rule_find(id), true) == 0)
		return true;
	complain_of_rule("--ignore", id);
	return false;
}

static bool rule_only(struct checking *checking, const char *id)
{
	const struct httpstatus_rule *rule;

	for (size_t i = 0; !checking->only && (rule = httpstatus_rule_at(i)); i++)
		httpstatus_checker_ignore(checking->checker, rule, true);
	checking->only = true;
	if (httpstatus_checker_ignore(checking->checker, httpstatus_rule_find(id), false) == 0)
		return true;
	complain_of_rule("--only", id);
	return false;
}

/* What can be said to a checker and is no declaration comes behind all that are. */
static const char *declaration(int i)
{
	return i < HTTPSTATUS_CHECKER_PROPERTY_LEVEL ? httpstatus_word(HTTPSTATUS_VOCABULARY_CHECKER_PROPERTY, i)
						     : NULL;
}

static void complain_of_declaration(const char *word)
{
	struct nearest nearest;
	const char *known;

	nearest_begin(&nearest, word, strlen(word));
	for (int i = 0; (known = declaration(i)); i++)
		nearest_offer(&nearest, known);
	if ((known = nearest_found(&nearest))) {
		complain("--declare: there is no \"%s\"; did you mean %s?", word, known);
		return;
	}
	complain("--declare: \"%s\" is none of:", word);
	for (int i = 0; (known = declaration(i)); i++)
		fprintf(stderr, "  %s\n", known);
}

static bool declare(struct httpstatus_checker *checker, const char *word)
{
	int property = httpstatus_word_find(HTTPSTATUS_VOCABULARY_CHECKER_PROPERTY, word, strlen(word));

	if (property >= 0 && property < HTTPSTATUS_CHECKER_PROPERTY_LEVEL)
		return httpstatus_checker_set(checker, property, 1) == 0;
	complain_of_declaration(word);
	return false;
}

static bool option_take(struct checking *checking, int option, const char *value, struct input *input)
{
	switch (option) {
	case OPTION_JSON:
		return format_read(checking, "json");
	case OPTION_FORMAT:
		return format_read(checking, value);
	case OPTION_EACH:
		return checking->each = true;
	case OPTION_LEVEL:
		return level_read(checking, value);
	case OPTION_IGNORE:
		return rule_ignore(checking->checker, value);
	case OPTION_ONLY:
		return rule_only(checking, value);
	case OPTION_DECLARE:
		return declare(checking->checker, value);
	case OPTION_HOST:
		checking->session.host = value;
		return true;
	case OPTION_FIRST_PARTY:
		checking->session.domain = value;
		return true;
	case OPTION_BASELINE:
		checking->baseline = value;
		return true;
	case OPTION_WRITE_BASELINE:
		checking->write_baseline = value;
		return true;
	default:
		return input_option(option, value, input);
	}
}

static const char *contradiction(const struct checking *checking)
{
	bool writes = checking->write_baseline != NULL;

	if (checking->each && checking->format != FORMAT_TEXT)
		return "--each is of --format text";
	if (writes && checking->baseline)
		return "--write-baseline writes all that is found, and takes no --baseline";
	return NULL;
}

static bool options_read(int count, char **arguments, struct checking *checking, struct input *input)
{
	int option;

	while ((option = usage_next(VERB_CHECK, count, arguments)) != OPTION_END)
		if (!option_take(checking, option, optarg, input))
			return false;
	const char *wrong = contradiction(checking);
	if (wrong)
		complain("check: %s", wrong);
	bool good = !wrong && input_take_files(input, count, arguments, "check");
	checking->many = input->count > 1;
	return good;
}

/* The library leaves out what is too weak where it writes the JSON; else what is hidden is counted. */
static bool prepare(struct checking *checking)
{
	static const int levels[RANKS] = {HTTPSTATUS_LEVEL_MUST, HTTPSTATUS_LEVEL_CANNOT, HTTPSTATUS_LEVEL_SHOULD,
		HTTPSTATUS_LEVEL_MAY, HTTPSTATUS_LEVEL_ADVICE};

	if (checking->format == FORMAT_JSON)
		httpstatus_checker_set(
			checking->checker, HTTPSTATUS_CHECKER_PROPERTY_LEVEL, levels[checking->session.rank]);
	checking->session.keeps_all = checking->format == FORMAT_JUNIT;
	checking->progress = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
	if (checking->baseline)
		checking->session.baseline = baseline_read(checking->baseline);
	return !checking->baseline || checking->session.baseline;
}

/* What was found is known from now on, so it fails nothing. */
static int finish(struct checking *checking, const struct input *input, int status)
{
	const struct session *session = &checking->session;

	show_progress(checking, true);
	report(checking, input);
	if (checking->write_baseline)
		return baseline_write(session, checking->write_baseline) ? status : EXIT_TROUBLE;
	return status == EXIT_FOUND && session->found > 0 ? EXIT_NOTHING : status;
}

int check_run(int count, char **arguments)
{
	struct checking checking = {.terminal = terminal_find(), .checker = httpstatus_checker_new()};
	struct input input = input_begin();
	int status = EXIT_TROUBLE;

	if (!checking.checker)
		complain_of_memory();
	checking.session.rank = RANK_SHOULD;
	if (options_read(count, arguments, &checking, &input) && prepare(&checking))
		status = finish(&checking, &input, input_each(&input, visit, &checking));
	httpstatus_checker_free(checking.checker);
	session_free(&checking.session);
	return status;
}

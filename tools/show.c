/*
 * httpstatus CODE, httpstatus NAME, httpstatus -: what a code means.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"
#include "input.h"
#include "usage.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* How to answer. */
struct answer {
	struct terminal terminal;
	const struct httpstatus_registry *registry; /* NULL is IANA's, with a word about who else uses the number */
	bool json;
	bool begun; /* something has been printed */
};

static void print_code(struct answer *answer, const struct httpstatus_code *code)
{
	if (answer->json) {
		lines_put_code(code);
		return;
	}
	if (answer->begun)
		putchar('\n');
	card_print(&answer->terminal, code);
	answer->begun = true;
}

/* Everything that the iterator gives. Ends the iterator. */
static int print_all(struct answer *answer, struct httpstatus_iter *iter)
{
	const struct httpstatus_code *code;
	int status = EXIT_NOTHING;

	while ((code = httpstatus_iter_next(iter))) {
		print_code(answer, code);
		status = EXIT_FOUND;
	}
	httpstatus_iter_free(iter);
	return status;
}

static struct httpstatus_iter *iter_or_exit(const struct httpstatus_registry *registry)
{
	struct httpstatus_iter *iter = httpstatus_iter_new(registry);

	if (!iter)
		complain_of_memory();
	return iter;
}

/* Every meaning that a number has in a registry. */
static struct httpstatus_iter *meanings_of(const struct httpstatus_registry *registry, int number)
{
	struct httpstatus_iter *iter = iter_or_exit(registry);

	httpstatus_iter_only(iter, HTTPSTATUS_FILTER_NUMBER, number);
	return iter;
}

/* Whether a word is a whole number; one that is too long for an int stands for INT_MAX or INT_MIN, which are no codes either. */
static bool number_read(const char *word, int *number)
{
	char *end;

	if (word[strspn(word, "+-")] < '0' || word[strspn(word, "+-")] > '9')
		return false;
	long value = strtol(word, &end, 10);
	*number = value > INT_MAX ? INT_MAX : value < INT_MIN ? INT_MIN : (int)value;
	return *end == '\0';
}

static void complain_of_number(int number, const char *word)
{
	int as = httpstatus_treat_as(number);

	if (httpstatus_class(number))
		complain("%s is not registered; it is treated as %d %s", word, as, httpstatus_phrase(as));
	else
		complain("%s is no status code: they go from 100 to 599; a client that gets it treats it as %d %s",
			word, as, httpstatus_phrase(as));
}

/* A number as IANA has it, or else as vendors have it. */
static int show_number_of_iana(struct answer *answer, int number, const char *word)
{
	const struct httpstatus_code *code = httpstatus_registry_find(NULL, number);

	if (code) {
		print_code(answer, code);
		return EXIT_FOUND;
	}
	const struct httpstatus_registry *everything = httpstatus_registry_by_name("everything");
	if (!httpstatus_registry_find(everything, number)) {
		complain_of_number(number, word);
		return EXIT_NOTHING;
	}
	if (answer->json)
		return print_all(answer, meanings_of(everything, number));
	if (answer->begun)
		putchar('\n');
	struct httpstatus_iter *meanings = meanings_of(everything, number);
	card_print_unregistered(&answer->terminal, number, meanings);
	httpstatus_iter_free(meanings);
	answer->begun = true;
	return EXIT_FOUND;
}

static int show_number(struct answer *answer, int number, const char *word)
{
	if (!answer->registry)
		return show_number_of_iana(answer, number, word);
	int status = print_all(answer, meanings_of(answer->registry, number));

	if (status == EXIT_NOTHING)
		complain("%s has no meaning in the registry \"%s\"", word, httpstatus_registry_name(answer->registry));
	return status;
}

static int show_numbers(struct answer *answer, int count, char **words)
{
	int status = EXIT_FOUND, number;

	for (int i = 0; i < count; i++) {
		if (!number_read(words[i], &number)) {
			complain("\"%s\" is not a number, as the words before it are", words[i]);
			return EXIT_TROUBLE;
		}
	}
	for (int i = 0; i < count; i++) {
		number_read(words[i], &number);
		if (show_number(answer, number, words[i]) != EXIT_FOUND)
			status = EXIT_NOTHING;
	}
	return status;
}

/* All entries with a name. */
static int show_named(struct answer *answer, const struct httpstatus_registry *registry, const char *name)
{
	struct httpstatus_iter *iter = iter_or_exit(registry);

	if (httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_NAME, name, strlen(name)) != 0)
		complain_of_memory();
	return print_all(answer, iter);
}

/* The name that all words make together. IANA's come first; a name that is none of them may be a vendor's. */
static int show_name(struct answer *answer, int count, char **words)
{
	char name[256] = "";
	size_t used = 0;

	for (int i = 0; i < count && used < sizeof name; i++)
		used += (size_t)snprintf(name + used, sizeof name - used, "%s%s", i ? " " : "", words[i]);
	int status = EXIT_NOTHING;
	if (used < sizeof name)
		status = show_named(answer, answer->registry, name);
	if (status == EXIT_NOTHING && used < sizeof name && !answer->registry)
		status = show_named(answer, httpstatus_registry_by_name("everything"), name);
	if (status == EXIT_NOTHING)
		complain("no status is called \"%s\"", name);
	return status;
}

static void status_take(struct httpstatus_exchange *exchange, int64_t now, void *context)
{
	int status = httpstatus_exchange_status(exchange);

	(void)now;
	if (status)
		*(int *)context = status;
}

/* Of several responses, as of redirects that were followed, the last counts. */
static int show_response(struct answer *answer)
{
	struct input input = input_begin();
	int number = 0;
	char word[24];

	input.paths = (char *[]){(char[]){"-"}};
	input.count = 1;

	int status = input_each(&input, status_take, &number);
	if (status == EXIT_FOUND && number == 0)
		complain("%s: there is no final response in it", file_name("-"));
	if (status != EXIT_FOUND || number == 0)
		return EXIT_TROUBLE;
	snprintf(word, sizeof word, "%d", number);
	return show_number(answer, number, word);
}

int show_run(int count, char **arguments)
{
	struct answer answer = {.terminal = terminal_find()};
	int option, number;

	while ((option = usage_next(VERB_SHOW, count, arguments)) != OPTION_END) {
		if (option == OPTION_JSON)
			answer.json = true;
		else if (option != OPTION_VENDOR || !(answer.registry = registry_choose(optarg)))
			return EXIT_TROUBLE;
	}
	count -= optind;
	arguments += optind;
	if (count == 0) {
		complain("which code? See httpstatus --help");
		return EXIT_TROUBLE;
	}
	if (strcmp(arguments[0], "-") == 0) {
		if (count == 1)
			return show_response(&answer);
		complain("- reads standard input and takes no \"%s\" beside it", arguments[1]);
		return EXIT_TROUBLE;
	}
	if (number_read(arguments[0], &number))
		return show_numbers(&answer, count, arguments);
	return show_name(&answer, count, arguments);
}

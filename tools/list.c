/*
 * httpstatus list, httpstatus search: the codes that pass a filter, the codes with some words.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"
#include "usage.h"

#include <getopt.h>
#include <string.h>

struct word_filter {
	const char *option;
	int filter;
	int vocabulary;
};

enum { WORD_FILTERS = 3, FACT_FILTER = 2, FACTS_MOST = 32, MEANING_COLUMN = 5 };

static const struct word_filter word_filters[WORD_FILTERS] = {
	{"standing", HTTPSTATUS_FILTER_STANDING, HTTPSTATUS_VOCABULARY_STANDING},
	{"family", HTTPSTATUS_FILTER_FAMILY, HTTPSTATUS_VOCABULARY_FAMILY},
	{"fact", HTTPSTATUS_FILTER_FACT, HTTPSTATUS_VOCABULARY_FACT},
};

/* Whether two words are one but for - and _, so that a key of the JSON will do for a fact. */
static bool same_word(const char *a, const char *b)
{
	for (; *a && *b; a++, b++)
		if (*a != *b && !(strchr("-_", *a) && strchr("-_", *b)))
			return false;
	return *a == *b;
}

static bool filter_by_word(struct httpstatus_iter *iter, const struct word_filter *by, const char *word)
{
	const char *known;

	for (int value = 0; (known = httpstatus_word(by->vocabulary, value)); value++)
		if (same_word(known, word))
			return httpstatus_iter_only(iter, by->filter, value) == 0;
	complain_of_word(by->option, word, by->vocabulary);
	return false;
}

/* A class as people write it: 4 or 4xx. */
static bool filter_by_class(struct httpstatus_iter *iter, const char *word)
{
	if (word[0] >= '0' && word[0] <= '5' && (word[1] == '\0' || strcmp(word + 1, "xx") == 0))
		return httpstatus_iter_only(iter, HTTPSTATUS_FILTER_CLASS, word[0] - '0') == 0;
	complain("--class: \"%s\" is no class from 0 to 5", word);
	return false;
}

/* "499  Client Closed Request  (nginx)", "102  Processing  (deprecated)" */
static void print_row(const struct terminal *terminal, const struct httpstatus_code *code)
{
	int number = httpstatus_code_number(code), standing = httpstatus_code_standing(code);
	const char *vendor = httpstatus_code_vendor(code);

	printf("%s%d%s  %s", terminal_class_colour(terminal, httpstatus_class(number)), number,
		terminal_plain(terminal), httpstatus_code_phrase(code));
	if (standing != HTTPSTATUS_STANDING_STANDARD) {
		bool plain = standing == HTTPSTATUS_STANDING_NONSTANDARD;

		printf("  %s(%s%s%s)%s", terminal_style(terminal, STYLE_DIM), vendor ? vendor : "",
			vendor && !plain ? ", " : "",
			plain ? "" : httpstatus_word(HTTPSTATUS_VOCABULARY_STANDING, standing),
			terminal_plain(terminal));
	}
	putchar('\n');
}

static int print_all(struct httpstatus_iter *iter, bool json, bool meanings)
{
	struct terminal terminal = terminal_find();
	const struct httpstatus_code *code;
	int status = EXIT_NOTHING;

	while ((code = httpstatus_iter_next(iter))) {
		status = EXIT_FOUND;
		if (json) {
			lines_put_code(code);
			continue;
		}
		print_row(&terminal, code);
		if (meanings) {
			printf("%*s", MEANING_COLUMN, "");
			terminal_wrap(&terminal, httpstatus_code_text(code, HTTPSTATUS_TEXT_MEANING), MEANING_COLUMN,
				MEANING_COLUMN);
		}
	}
	return status;
}

/* What list and search are asked for. The iterator is made when the registry is known, so filters are kept until then. */
struct question {
	const struct httpstatus_registry *registry;
	const char *class;
	const char *words[WORD_FILTERS]; /* the last value of each; facts gather */
	const char *facts[FACTS_MOST];
	size_t fact_count;
	bool json;
};

static bool question_read(struct question *question, int verb, int count, char **arguments)
{
	int option;

	*question = (struct question){.registry = NULL};
	while ((option = usage_next(verb, count, arguments)) != OPTION_END) {
		if (option == OPTION_CLASS)
			question->class = optarg;
		else if (option == OPTION_JSON)
			question->json = true;
		else if (option == OPTION_VENDOR && !(question->registry = registry_choose(optarg)))
			return false;
		else if (option == OPTION_FACT && question->fact_count < FACTS_MOST)
			question->facts[question->fact_count++] = optarg;
		else if (option >= OPTION_STANDING && option <= OPTION_FACT)
			question->words[option - OPTION_STANDING] = optarg;
		else if (option == OPTION_WRONG)
			return false;
	}
	return true;
}

static bool question_filter(const struct question *question, struct httpstatus_iter *iter)
{
	if (question->class && !filter_by_class(iter, question->class))
		return false;
	for (size_t i = 0; i < WORD_FILTERS; i++)
		if (question->words[i] && !filter_by_word(iter, &word_filters[i], question->words[i]))
			return false;
	for (size_t i = 0; i < question->fact_count; i++)
		if (!filter_by_word(iter, &word_filters[FACT_FILTER], question->facts[i]))
			return false;
	return true;
}

/* Answers a question; @words, where not NULL, are those to search for. */
static int question_answer(const struct question *question, const char *words)
{
	struct httpstatus_iter *iter = httpstatus_iter_new(question->registry);
	int status = EXIT_TROUBLE;

	if (!iter || (words && httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_WORDS, words, strlen(words)) != 0))
		complain("out of memory");
	else if (question_filter(question, iter))
		status = print_all(iter, question->json, words);
	httpstatus_iter_free(iter);
	return status;
}

int list_class(const struct httpstatus_registry *registry, int class, bool json)
{
	char word[] = {(char)('0' + class), '\0'};
	struct question question = {.registry = registry, .class = word, .json = json};

	return question_answer(&question, NULL);
}

int list_run(int count, char **arguments)
{
	struct question question;

	if (!question_read(&question, VERB_LIST, count, arguments))
		return EXIT_TROUBLE;
	if (optind < count) {
		complain("list takes no \"%s\"; see httpstatus help list", arguments[optind]);
		return EXIT_TROUBLE;
	}
	int status = question_answer(&question, NULL);

	/* A filter may be one that vendors' codes alone pass, such as --standing nonstandard. */
	if (status == EXIT_NOTHING && !question.registry) {
		question.registry = httpstatus_registry_by_name("everything");
		status = question_answer(&question, NULL);
	}
	if (status == EXIT_NOTHING)
		complain("no code passes all of that");
	return status;
}

int search_run(int count, char **arguments)
{
	struct question question;
	char words[1024] = "";
	size_t used = 0;

	if (!question_read(&question, VERB_SEARCH, count, arguments))
		return EXIT_TROUBLE;
	for (int i = optind; i < count && used < sizeof words; i++)
		used += (size_t)snprintf(words + used, sizeof words - used, "%s%s", used ? " " : "", arguments[i]);
	if (used == 0 || used >= sizeof words) {
		complain(used ? "search: too many words" : "search: for which words? httpstatus search \"rate limit\"");
		return EXIT_TROUBLE;
	}
	if (!question.registry)
		question.registry = httpstatus_registry_by_name("everything");
	int status = question_answer(&question, words);
	if (status == EXIT_NOTHING)
		complain("no status says \"%s\"", words);
	return status;
}

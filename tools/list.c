/*
 * httpstatus list: the codes that pass a filter.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <getopt.h>
#include <string.h>

struct word_filter {
	const char *option;
	int filter;
	const char *(*name)(int value);
};

static const struct word_filter word_filters[] = {
	{"standing", HTTPSTATUS_BY_STANDING, httpstatus_standing_name},
	{"family", HTTPSTATUS_BY_FAMILY, httpstatus_family_name},
	{"fact", HTTPSTATUS_BY_FACT, httpstatus_fact_name},
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

	for (int value = 0; (known = by->name(value)); value++)
		if (same_word(known, word))
			return httpstatus_iter_only(iter, by->filter, value) == 0;
	complain("--%s: \"%s\" is none of:", by->option, word);
	for (int value = 0; (known = by->name(value)); value++)
		fprintf(stderr, "  %s\n", known);
	return false;
}

/* A class as people write it: 4 or 4xx. */
static bool filter_by_class(struct httpstatus_iter *iter, const char *word)
{
	if (word[0] >= '1' && word[0] <= '5' && (word[1] == '\0' || strcmp(word + 1, "xx") == 0))
		return httpstatus_iter_only(iter, HTTPSTATUS_BY_CLASS, word[0] - '0') == 0;
	complain("--class: \"%s\" is no class from 1 to 5", word);
	return false;
}

static void print_row(const struct terminal *terminal, const struct httpstatus_code *code)
{
	int number = httpstatus_code_number(code), standing = httpstatus_code_standing(code);

	printf("%s%d%s  %s", terminal_class_colour(terminal, httpstatus_class(number)), number,
		terminal_plain(terminal), httpstatus_code_phrase(code));
	if (standing != HTTPSTATUS_STANDARD)
		printf("  %s(%s)%s", terminal_style(terminal, STYLE_DIM), httpstatus_standing_name(standing),
			terminal_plain(terminal));
	putchar('\n');
}

static int print_all(struct httpstatus_iter *iter, bool json)
{
	struct terminal terminal = terminal_find();
	const struct httpstatus_code *code;
	int status = EXIT_NOTHING;

	while ((code = httpstatus_iter_next(iter))) {
		if (json)
			json_print(code);
		else
			print_row(&terminal, code);
		status = EXIT_FOUND;
	}
	return status;
}

int list_run(int count, char **arguments)
{
	enum { OPTION_CLASS = 'c', OPTION_JSON = 'j', OPTION_WORD = 256 };
	static const struct option options[] = {
		{"class", required_argument, NULL, OPTION_CLASS},
		{"standing", required_argument, NULL, OPTION_WORD},
		{"family", required_argument, NULL, OPTION_WORD + 1},
		{"fact", required_argument, NULL, OPTION_WORD + 2},
		{"json", no_argument, NULL, OPTION_JSON},
		{NULL, 0, NULL, 0},
	};
	struct httpstatus_iter *iter = httpstatus_iter_new(NULL);
	bool json = false, good = iter;
	int option;

	if (!iter)
		complain("out of memory");
	optind = 1;
	while (good && (option = getopt_long(count, arguments, "", options, NULL)) != -1) {
		if (option == OPTION_CLASS)
			good = filter_by_class(iter, optarg);
		else if (option == OPTION_JSON)
			json = true;
		else if (option >= OPTION_WORD)
			good = filter_by_word(iter, &word_filters[option - OPTION_WORD], optarg);
		else
			good = false;
	}
	if (good && optind < count) {
		complain("list takes no \"%s\"; see httpstatus --help", arguments[optind]);
		good = false;
	}
	int status = good ? print_all(iter, json) : EXIT_TROUBLE;
	httpstatus_iter_free(iter);
	return status;
}

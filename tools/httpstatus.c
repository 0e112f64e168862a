/*
 * httpstatus: what an HTTP status code means, for the shell.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"
#include "usage.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static int (*const runs[VERBS])(int count, char **arguments) = {
	[VERB_SHOW] = show_run,
	[VERB_LIST] = list_run,
	[VERB_SEARCH] = search_run,
	[VERB_MAP] = map_run,
	[VERB_READ] = read_run,
	[VERB_NEXT] = next_run,
	[VERB_CHECK] = check_run,
	[VERB_CACHE] = cache_run,
	[VERB_RULES] = rules_run,
	[VERB_CHOOSE] = choose_run,
	[VERB_HELP] = help_run,
	[VERB_COMPLETION] = completion_run,
};

/* Whether a word is a verb misspelt: no code and no name begins with it, and no name is nearer to what was spelt. */
static bool complain_of_verb(int count, char **words)
{
	struct nearest nearest, name = spelt_nearest(NULL, ANY_NUMBER, words[0], strlen(words[0]));

	nearest_begin(&nearest, words[0], strlen(words[0]));
	usage_offer_verbs(&nearest);
	if (!nearest.near || nearest.distance > name.distance || show_knows(count, words))
		return false;
	complain("there is no verb \"%s\"; did you mean %s?", words[0], nearest.near);
	return true;
}

/* The place of the first argument that is neither an option nor an option's value: the verb may stand behind options. */
static int first_word(int count, char **arguments)
{
	int i = 1;

	while (i < count && arguments[i][0] == '-' && arguments[i][1])
		i += usage_takes_next(arguments[i]) ? 2 : 1;
	return i < count ? i : count;
}

/* Takes the verb out of the arguments. VERBS, having complained, where one is misspelt. */
static int verb_take(int *count, char **arguments)
{
	int word = first_word(*count, arguments), verb = word < *count ? usage_find(arguments[word]) : VERBS;

	if (verb == VERBS)
		return word < *count && complain_of_verb(*count - word, arguments + word) ? VERBS : VERB_SHOW;
	--*count;
	for (int i = word; i < *count; i++)
		arguments[i] = arguments[i + 1];
	return verb;
}

/* For jansson, whose objects would only lack what there is no memory for. */
static void *allocate(size_t size)
{
	void *memory = malloc(size);

	if (!memory)
		complain_of_memory();
	return memory;
}

/* OPTION_HELP or OPTION_VERSION, where one is among the options, whatever else is wrong with them. */
static int help_or_version(int verb, int count, char **arguments)
{
	char **copy = allocate(((size_t)count + 1) * sizeof *copy); /* which getopt puts in another order */
	int option;

	memcpy(copy, arguments, ((size_t)count + 1) * sizeof *copy);
	do
		option = usage_next_silent(verb, count, copy);
	while (option != OPTION_HELP && option != OPTION_VERSION && option != OPTION_END);
	optind = 0; /* all over again */
	free(copy);
	return option;
}

static int run(int count, char **arguments)
{
	static char name[] = "httpstatus";
	struct terminal terminal = terminal_of(count == 1 ? stderr : stdout);

	if (count == 1) {
		help_print(&terminal, VERB_SHOW);
		return EXIT_TROUBLE;
	}
	int verb = verb_take(&count, arguments);
	if (verb == VERBS)
		return EXIT_TROUBLE;
	arguments[0] = name;
	arguments[count] = NULL;
	switch (help_or_version(verb, count, arguments)) {
	case OPTION_HELP:
		help_print(&terminal, verb);
		return EXIT_FOUND;
	case OPTION_VERSION:
		printf("httpstatus %s, data of %s\n", httpstatus_version(), httpstatus_data_date());
		return EXIT_FOUND;
	default:
		return runs[verb](count, arguments);
	}
}

int main(int count, char **arguments)
{
	json_set_alloc_funcs(allocate, free);

	int status = run(count, arguments);

	if (fflush(stdout) != 0 || ferror(stdout)) {
		complain("standard output cannot be written: %s", strerror(errno));
		return EXIT_TROUBLE;
	}
	return status;
}

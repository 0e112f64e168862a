/*
 * Options, and those that are none.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <getopt.h>
#include <string.h>

/* "--most could be --most-fields or --most-octets"; nothing where it could not be several. */
static bool complain_of_several(const char *word, size_t length, const struct option *options)
{
	struct clause meant = {.used = 0};
	int count = 0;

	for (const struct option *option = options; option->name; option++)
		if (strncmp(option->name, word, length) == 0)
			clause_add(&meant, "%s--%s", count++ ? " or " : "", option->name);
	if (count > 1)
		complain("--%.*s could be %s", (int)length, word, meant.text);
	return count > 1;
}

static void complain_of_unknown(const char *word, size_t length, const struct option *options)
{
	struct nearest nearest;

	nearest_begin(&nearest, word, length);
	for (const struct option *option = options; option->name; option++)
		nearest_offer(&nearest, option->name);
	const char *found = nearest_found(&nearest);
	if (found)
		complain("there is no option --%.*s here; did you mean --%s?", (int)length, word, found);
	else
		complain("there is no option --%.*s here; see httpstatus --help", (int)length, word);
}

/* @argument is what getopt_long stumbled over; @known what it knows of it, which is nothing where there is no such option. */
static void complain_of_option(
	const char *argument, const struct option *known, const struct option *options, bool lacks)
{
	const char *word = argument + 2;
	size_t length = strcspn(word, "=");

	if (lacks)
		complain("--%s wants a value: --%s=VALUE", known->name, known->name);
	else if (known)
		complain("--%s takes no value", known->name);
	else if (!complain_of_several(word, length, options))
		complain_of_unknown(word, length, options);
}

/* The option that getopt_long names by its value; it does so where a value is missing, or is one too many. */
static const struct option *option_known(const struct option *options, int value, const char *argument)
{
	size_t length = strcspn(argument + 2, "=");

	for (; options->name; options++)
		if (options->val == value && strncmp(options->name, argument + 2, length) == 0)
			return options;
	return NULL;
}

int option_next(int count, char **arguments, const struct option *options)
{
	opterr = 0;
	int option = getopt_long(count, arguments, ":", options, NULL);

	if (option != '?' && option != ':')
		return option;
	const char *argument = arguments[optind - 1];
	bool is_long = strncmp(argument, "--", 2) == 0;
	const struct option *known = is_long && optopt ? option_known(options, optopt, argument) : NULL;
	if (optopt && !known)
		complain("there is no option -%c; see httpstatus --help", optopt);
	else
		complain_of_option(argument, known, options, option == ':');
	return '?';
}

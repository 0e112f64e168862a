/*
 * What is wrong.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void complain(const char *format, ...)
{
	char text[1024];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	safe_make(text); /* what was typed or read could be a command to the terminal */
	fprintf(stderr, "httpstatus: %s\n", text);
}

void complain_of_nearest(const struct nearest *nearest, const char *otherwise, const char *format, ...)
{
	const char *found = nearest_found(nearest);
	char text[1024];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	if (found)
		complain("%s; did you mean %s?", text, found);
	else
		complain("%s%s", text, otherwise);
}

void complain_of_word(const char *option, const char *word, int vocabulary)
{
	struct nearest nearest;
	const char *known;

	nearest_begin(&nearest, word, strlen(word));
	nearest_offer_vocabulary(&nearest, vocabulary);
	if ((known = nearest_found(&nearest))) {
		complain("--%s: there is no \"%s\"; did you mean %s?", option, word, known);
		return;
	}
	complain("--%s: \"%s\" is none of:", option, word);
	for (int value = 0; (known = httpstatus_word(vocabulary, value)); value++)
		fprintf(stderr, "  %s\n", known);
}

void complain_of_rule(const char *what, const char *id)
{
	struct nearest nearest;
	const struct httpstatus_rule *rule;

	nearest_begin(&nearest, id, strlen(id));
	for (size_t i = 0; (rule = httpstatus_rule_at(i)); i++)
		nearest_offer(&nearest, httpstatus_rule_id(rule));
	complain_of_nearest(&nearest, "; `httpstatus rules` lists them", "%s: \"%s\" is no rule", what, id);
}

void complain_of_nothing(FILE *file, const char *name)
{
	if (ferror(file))
		complain("%s: cannot be read: %s", name, strerror(errno));
	else
		complain("%s: is empty", name);
}

void complain_of_memory(void)
{
	complain("out of memory");
	exit(EXIT_TROUBLE);
}

const char *file_name(const char *path)
{
	return strcmp(path, "-") == 0 ? "standard input" : path;
}

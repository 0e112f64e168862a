/*
 * Reads api.def.
 *
 * SPDX-License-Identifier: MIT
 */
#include "api_def.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_SIZE = 512 };

static void fail(const char *path, int line, const char *reason)
{
	printf("Bail out! %s:%d: %s\n", path, line, reason);
	exit(EXIT_FAILURE);
}

static bool strip_prefix(char *word, const char *prefix)
{
	size_t length = strlen(prefix);

	if (strncmp(word, prefix, length) != 0)
		return false;
	memmove(word, word + length, strlen(word) - length + 1);
	return true;
}

static struct api_type type_read(const char *word)
{
	struct api_type type = {.name = ""};

	snprintf(type.name, sizeof type.name, "%s", word);
	type.own = strip_prefix(type.name, "own:");
	type.take = strip_prefix(type.name, "take:");
	size_t length = strlen(type.name);
	if (length && type.name[length - 1] == '?') {
		type.nullable = true;
		type.name[length - 1] = '\0';
	}
	return type;
}

static bool function_read(char *line, struct api_function *function)
{
	char *words[3 + PARAMETERS_MOST + 1];
	size_t count = 0;

	for (char *word = strtok(line, " \t\n"); word && count < sizeof words / sizeof words[0];
		word = strtok(NULL, " \t\n"))
		words[count++] = word;
	if (count < 3 || count > 3 + PARAMETERS_MOST)
		return false;
	memset(function, 0, sizeof *function);
	snprintf(function->name, sizeof function->name, "%s", words[0]);
	snprintf(function->node, sizeof function->node, "%s", words[1]);
	function->result = type_read(words[2]);
	for (size_t i = 3; i < count; i++)
		function->parameters[function->parameter_count++] = type_read(words[i]);
	return true;
}

struct api_function *api_def_read(const char *path, size_t *count)
{
	FILE *file = fopen(path, "r");
	struct api_function *functions = NULL;
	char line[LINE_SIZE];
	int number = 0;

	if (!file)
		fail(path, 0, "cannot be opened");
	*count = 0;
	while (fgets(line, sizeof line, file)) {
		number++;
		if (line[0] == '#' || line[strspn(line, " \t\n")] == '\0')
			continue;
		functions = realloc(functions, (*count + 1) * sizeof *functions);
		if (!functions || !function_read(line, &functions[*count]))
			fail(path, number, "is no line of name, node, result and parameters");
		(*count)++;
	}
	fclose(file);
	return functions;
}

/*
 * Files with exchanges in them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "input.h"

#include "command.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static int message_each(FILE *file, const char *name, const struct input *input, input_visit *visit, void *context)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	bool good = exchange && input_read_response(file, name, exchange, input);

	if (!exchange)
		complain("%s: out of memory", name);
	if (good)
		visit(exchange, input_time(exchange, input), context);
	httpstatus_exchange_free(exchange);
	return good ? EXIT_FOUND : EXIT_TROUBLE;
}

/* The first octet that is no white space and no byte order mark, which stays in the file. */
static int first_octet(FILE *file)
{
	int c = getc(file);

	while (c != EOF && (isspace(c) || c == 0xef || c == 0xbb || c == 0xbf))
		c = getc(file);
	if (c != EOF)
		ungetc(c, file);
	return c;
}

static int file_each(FILE *file, const char *name, const struct input *input, input_visit *visit, void *context)
{
	int first = first_octet(file);

	if (first == EOF) {
		complain_of_nothing(file, name);
		return EXIT_TROUBLE;
	}
	if (first == '{' && input->request) {
		complain("%s: is a HAR, which has its requests in it: --request is for other files", name);
		return EXIT_TROUBLE;
	}
	if (first == '{')
		return har_each(file, name, input, visit, context);
	if (first == 'H')
		return message_each(file, name, input, visit, context);
	complain("%s: is neither a HAR, which begins with {, nor an HTTP response, which begins with HTTP/", name);
	return EXIT_TROUBLE;
}

static int path_each(const char *path, const struct input *input, input_visit *visit, void *context)
{
	if (strcmp(path, "-") == 0)
		return file_each(stdin, file_name(path), input, visit, context);
	FILE *file = fopen(path, "rb");
	if (!file) {
		complain("%s: cannot be opened: %s", path, strerror(errno));
		return EXIT_TROUBLE;
	}
	int status = file_each(file, path, input, visit, context);
	fclose(file);
	return status;
}

static bool time_read(const char *text, int64_t *now)
{
	char *end;

	errno = 0;
	*now = strtoll(text, &end, 10);
	if (*text && !*end && errno == 0)
		return true;
	complain("--now: \"%s\" is no number of seconds since 1970", text);
	return false;
}

/* All messages of a question came in the same way. */
static bool secured_take(struct input *input, int64_t secured)
{
	bool contradicts = input->secured == !secured;

	if (contradicts)
		complain("--http and --https: it cannot have come both in the clear and over TLS");
	input->secured = secured;
	return !contradicts;
}

bool input_option(int option, const char *value, struct input *input)
{
	if (option == 'r')
		input->request_path = value;
	else if (option == 'c' || option == 's')
		return secured_take(input, option == 's');
	else
		return option == 'n' && time_read(value, &input->now);
	return true;
}

bool input_take_files(struct input *input, int count, char **arguments, const char *verb)
{
	input->paths = arguments + optind;
	input->count = count - optind;
	if (input->count == 0)
		complain("%s: which files? HAR, or what curl -i printed; - for standard input", verb);
	return input->count > 0;
}

int input_each(const struct input *asked, input_visit *visit, void *context)
{
	struct input input = *asked;
	char *request = input.request_path ? request_load(&input) : NULL;
	int status = EXIT_FOUND;

	if (input.request_path && !request)
		return EXIT_TROUBLE;
	for (int i = 0; i < input.count; i++)
		if (path_each(input.paths[i], &input, visit, context) != EXIT_FOUND)
			status = EXIT_TROUBLE;
	free(request);
	return status;
}

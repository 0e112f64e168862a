/*
 * httpstatus: what an HTTP status code means, for the shell.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"Usage:\n"
	"  httpstatus CODE...             what a code means: httpstatus 404\n"
	"  httpstatus NAME                what the code with a name means: httpstatus not found\n"
	"  httpstatus -                   what a response means: curl -si URL | httpstatus -\n"
	"  httpstatus list [FILTER...]    the codes that pass every filter\n"
	"\n"
	"Filters:\n"
	"  --class CLASS                  1 to 5\n"
	"  --standing WORD                standard, temporary, deprecated, reserved, unused, obsoleted\n"
	"  --family WORD                  core, webdav, ...\n"
	"  --fact WORD                    heuristically-cacheable, interim, ...; can be repeated\n"
	"\n"
	"Everywhere:\n"
	"  --json                         JSON Lines: one object a line\n"
	"  --help, --version\n"
	"\n"
	"Exit status: 0 found, 1 nothing found, 2 the question or the input cannot be read.\n";

void complain(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	fputs("httpstatus: ", stderr);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
	va_end(arguments);
}

static void print_code(const struct terminal *terminal, const struct httpstatus_code *code, bool json, bool first)
{
	if (json) {
		json_print(code);
		return;
	}
	if (!first)
		putchar('\n');
	card_print(terminal, code);
}

/* Whether a word is a whole number; one that is too long for an int stands for INT_MAX or INT_MIN, which are no codes either. */
static bool number_read(const char *word, int *number)
{
	char *end;

	if (word[strspn(word, "+-")] < '0' || word[strspn(word, "+-")] > '9')
		return false;
	errno = 0;
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

/* "404" or the name that all words make together. */
static int show_name(const struct terminal *terminal, int count, char **words, bool json)
{
	char name[256] = "";
	size_t used = 0;

	for (int i = 0; i < count && used < sizeof name; i++)
		used += (size_t)snprintf(name + used, sizeof name - used, "%s%s", i ? " " : "", words[i]);
	const struct httpstatus_code *code =
		used < sizeof name ? httpstatus_registry_find_name(NULL, name, used) : NULL;
	if (!code) {
		complain("no status is called \"%s\"", name);
		return EXIT_NOTHING;
	}
	print_code(terminal, code, json, true);
	return EXIT_FOUND;
}

static int show_numbers(const struct terminal *terminal, int count, char **words, bool json)
{
	int status = EXIT_FOUND, number;
	bool first = true;

	for (int i = 0; i < count; i++) {
		if (!number_read(words[i], &number)) {
			complain("\"%s\" is not a number, as the words before it are", words[i]);
			return EXIT_TROUBLE;
		}
	}
	for (int i = 0; i < count; i++) {
		number_read(words[i], &number);
		const struct httpstatus_code *code = httpstatus_registry_find(NULL, number);
		if (!code) {
			complain_of_number(number, words[i]);
			status = EXIT_NOTHING;
			continue;
		}
		print_code(terminal, code, json, first);
		first = false;
	}
	return status;
}

static int show_response(const struct terminal *terminal, bool json)
{
	int number = head_read_status(stdin, "standard input");

	if (!number)
		return EXIT_TROUBLE;
	const struct httpstatus_code *code = httpstatus_registry_find(NULL, number);
	if (!code) {
		char word[16];

		snprintf(word, sizeof word, "%d", number);
		complain_of_number(number, word);
		return EXIT_NOTHING;
	}
	print_code(terminal, code, json, true);
	return EXIT_FOUND;
}

static int show_run(int count, char **arguments)
{
	static const struct option options[] = {
		{"json", no_argument, NULL, 'j'},
		{"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'v'},
		{NULL, 0, NULL, 0},
	};
	struct terminal terminal = terminal_find();
	bool json = false;
	int option, number;

	while ((option = getopt_long(count, arguments, "", options, NULL)) != -1) {
		switch (option) {
		case 'j':
			json = true;
			break;
		case 'h':
			fputs(usage, stdout);
			return EXIT_FOUND;
		case 'v':
			printf("httpstatus %s, data of %s\n", httpstatus_version(), httpstatus_data_date());
			return EXIT_FOUND;
		default:
			return EXIT_TROUBLE;
		}
	}
	count -= optind;
	arguments += optind;
	if (count == 0) {
		fputs(usage, stderr);
		return EXIT_TROUBLE;
	}
	if (strcmp(arguments[0], "-") == 0) {
		if (count == 1)
			return show_response(&terminal, json);
		complain("- reads standard input and takes no \"%s\" beside it", arguments[1]);
		return EXIT_TROUBLE;
	}
	if (number_read(arguments[0], &number))
		return show_numbers(&terminal, count, arguments, json);
	return show_name(&terminal, count, arguments, json);
}

int main(int count, char **arguments)
{
	int status = count > 1 && strcmp(arguments[1], "list") == 0 ? list_run(count - 1, arguments + 1)
								    : show_run(count, arguments);

	if (fflush(stdout) != 0 || ferror(stdout)) {
		complain("standard output cannot be written: %s", strerror(errno));
		return EXIT_TROUBLE;
	}
	return status;
}

/*
 * httpstatus: what an HTTP status code means, for the shell.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

static const char usage[] =
	"Usage:\n"
	"  httpstatus CODE...             what a code means: httpstatus 404\n"
	"  httpstatus NAME                what the code with a name means: httpstatus not found\n"
	"  httpstatus -                   what a response means: curl -si URL | httpstatus -\n"
	"  httpstatus list [FILTER...]    the codes that pass every filter\n"
	"  httpstatus search WORDS        the codes with these words in their names and texts\n"
	"  httpstatus map TABLE           grpc-client, grpc-gateway or proxy-error\n"
	"\n"
	"Filters, for list and search:\n"
	"  --class CLASS                  1 to 5\n"
	"  --standing WORD                standard, deprecated, nonstandard, ...\n"
	"  --family WORD                  core, webdav, ..., vendor\n"
	"  --fact WORD                    heuristically-cacheable, interim, ...; can be repeated\n"
	"\n"
	"Everywhere but in map:\n"
	"  --vendor WORD                  what it means to nginx, cloudflare, ...; all: to anybody\n"
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

struct verb {
	const char *name;
	int (*run)(int count, char **arguments);
};

static const struct verb verbs[] = {
	{"list", list_run},
	{"search", search_run},
	{"map", map_run},
};

static int run(int count, char **arguments)
{
	if (count > 1 && strcmp(arguments[1], "--help") == 0) {
		fputs(usage, stdout);
		return EXIT_FOUND;
	}
	if (count > 1 && strcmp(arguments[1], "--version") == 0) {
		printf("httpstatus %s, data of %s\n", httpstatus_version(), httpstatus_data_date());
		return EXIT_FOUND;
	}
	if (count == 1) {
		fputs(usage, stderr);
		return EXIT_TROUBLE;
	}
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
		if (strcmp(arguments[1], verbs[i].name) == 0)
			return verbs[i].run(count - 1, arguments + 1);
	return show_run(count, arguments);
}

int main(int count, char **arguments)
{
	int status = run(count, arguments);

	if (fflush(stdout) != 0 || ferror(stdout)) {
		complain("standard output cannot be written: %s", strerror(errno));
		return EXIT_TROUBLE;
	}
	return status;
}

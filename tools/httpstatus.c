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
	"  httpstatus map TABLE           grpc-client, grpc-gateway, proxy-error, facts, vendors, clients,\n"
	"                                 settings\n"
	"  httpstatus read FILE...        what exchanges say: HAR, or what curl -i printed\n"
	"  httpstatus next FILE...        what a client may do next, and why\n"
	"  httpstatus check FILE...       what is wrong with exchanges\n"
	"  httpstatus rules [RULE...]     what they are held against\n"
	"  httpstatus choose [METHOD [TARGET]]\n"
	"                                 which code a server should send: asks, and tells why\n"
	"\n"
	"Filters, for list and search:\n"
	"  --class CLASS                  1 to 5; 0 for what has none\n"
	"  --standing WORD                standard, deprecated, nonstandard, ...\n"
	"  --family WORD                  core, webdav, ..., vendor\n"
	"  --fact WORD                    heuristically-cacheable, interim, ...; can be repeated\n"
	"\n"
	"In read, next, check and choose:\n"
	"  --request FILE                 the head of the request, for what curl -i printed\n"
	"  --https                        it came over TLS, which the request's head does not tell\n"
	"  --now SECONDS                  the time to ask about, in seconds since 1970\n"
	"\n"
	"In next:\n"
	"  --as CLIENT,...                a table of what well-known clients do; all: of all that are known\n"
	"  --set SETTING=VALUE            another policy: hops=5, redirect-301=\"*=keep\"; can be repeated\n"
	"\n"
	"In check:\n"
	"  --level LEVEL                  must, should, may or advice: the weakest that counts\n"
	"  --ignore RULE, --declare WORD  leave a rule out; say what no exchange tells; can be repeated\n"
	"\n"
	"In choose:\n"
	"  --usual                        ask only what has no usual answer\n"
	"  --answers FILE                 answers in JSON, so that nobody is asked\n"
	"  --problem                      the problem details of RFC 9457\n"
	"  --graph dot, --area AREA       draw the questions, or one area of them, for Graphviz\n"
	"\n"
	"Where a code is looked for:\n"
	"  --vendor WORD                  what it means to nginx, cloudflare, ...; all: to anybody\n"
	"\n"
	"Everywhere:\n"
	"  --json                         JSON Lines: one object a line\n"
	"  --help, --version\n"
	"\n"
	"Exit status: 0 found, or nothing wrong; 1 nothing found, or something wrong; 2 the question or the input\n"
	"cannot be read.\n";

void complain(const char *format, ...)
{
	char text[1024];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	for (char *c = text; *c; c++) /* what was typed or read could be a command to the terminal */
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = '?';
	fprintf(stderr, "httpstatus: %s\n", text);
}

struct verb {
	const char *name;
	int (*run)(int count, char **arguments);
};

static const struct verb verbs[] = {
	{"list", list_run},
	{"search", search_run},
	{"map", map_run},
	{"read", read_run},
	{"next", next_run},
	{"check", check_run},
	{"rules", rules_run},
	{"choose", choose_run},
};

static bool is_help_or_version(const char *argument)
{
	if (strcmp(argument, "--help") == 0)
		fputs(usage, stdout);
	else if (strcmp(argument, "--version") == 0)
		printf("httpstatus %s, data of %s\n", httpstatus_version(), httpstatus_data_date());
	else
		return false;
	return true;
}

/* The verb that an argument names, NULL where it is none. */
static const struct verb *verb_find(const char *argument)
{
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
		if (strcmp(argument, verbs[i].name) == 0)
			return &verbs[i];
	return NULL;
}

/* The place of the first argument that is neither an option nor an option's value: the verb may stand behind options. */
static int first_word(int count, char **arguments)
{
	int i = 1;

	while (i < count && arguments[i][0] == '-' && arguments[i][1])
		i += strcmp(arguments[i], "--vendor") == 0 ? 2 : 1;
	return i;
}

static int run(int count, char **arguments)
{
	static char name[] = "httpstatus";

	if (count == 1) {
		fputs(usage, stderr);
		return EXIT_TROUBLE;
	}
	for (int i = 1; i < count && strcmp(arguments[i], "--") != 0; i++)
		if (is_help_or_version(arguments[i]))
			return EXIT_FOUND;
	int word = first_word(count, arguments);
	const struct verb *verb = word < count ? verb_find(arguments[word]) : NULL;
	arguments[0] = name;
	if (!verb)
		return show_run(count, arguments);
	for (int i = word; i + 1 < count; i++)
		arguments[i] = arguments[i + 1];
	return verb->run(count - 1, arguments);
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

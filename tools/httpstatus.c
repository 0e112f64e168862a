/*
 * httpstatus: what an HTTP status code means, for the shell.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] = "Usage:\n"
			    "  httpstatus CODE...             what a code means: httpstatus 404\n"
			    "  httpstatus NAME                what the code with a name means:\n"
			    "                                 httpstatus not found\n"
			    "  httpstatus -                   what a response means:\n"
			    "                                 curl -si URL | httpstatus -\n"
			    "  httpstatus list [FILTER...]    the codes that pass every filter\n"
			    "  httpstatus search WORDS        the codes that these words fit, best first\n"
			    "  httpstatus map TABLE           grpc-client, grpc-gateway, proxy-error, facts,\n"
			    "                                 vendors, clients, settings\n"
			    "  httpstatus read FILE...        what exchanges say: HAR, or what curl -i prints\n"
			    "  httpstatus next FILE...        what a client may do next, and why\n"
			    "  httpstatus check FILE...       what is wrong with exchanges\n"
			    "  httpstatus cache FILE...       what caches would have done, and what to change\n"
			    "  httpstatus rules [RULE...]     what they are held against\n"
			    "  httpstatus choose [METHOD [TARGET]]\n"
			    "                                 which code a server should send, and why: asks\n"
			    "\n"
			    "Filters, for list and search:\n"
			    "  --class CLASS                  1 to 5; 0 for what has none\n"
			    "  --standing WORD                standard, deprecated, nonstandard, ...\n"
			    "  --family WORD                  core, webdav, ..., vendor\n"
			    "  --fact WORD                    heuristically-cacheable, interim, ...;\n"
			    "                                 can be repeated\n"
			    "\n"
			    "In read, next, check, cache and choose:\n"
			    "  --request FILE                 the request's head, for what curl -i prints\n"
			    "  --http, --https                it came in the clear; it came over TLS: no head\n"
			    "                                 tells, and else it is unknown\n"
			    "  --now SECONDS                  the time to ask about, in seconds since 1970\n"
			    "\n"
			    "In next:\n"
			    "  --as CLIENT,...                a table of what known clients do; all: of all\n"
			    "  --set SETTING=VALUE            another policy: hops=5, redirect-301=\"*=keep\";\n"
			    "                                 can be repeated\n"
			    "  --say WORD=VALUE               what no file tells: early-data=no, role=proxy;\n"
			    "                                 can be repeated\n"
			    "  --protocols LIST               those that it can upgrade to: websocket,h2c\n"
			    "\n"
			    "In check:\n"
			    "  --level LEVEL                  the weakest that counts: must, cannot, should,\n"
			    "                                 may or advice\n"
			    "  --ignore RULE, --declare WORD  leave a rule out; say what no exchange tells;\n"
			    "                                 can be repeated\n"
			    "\n"
			    "In cache:\n"
			    "  --private, --shared            one kind of cache only\n"
			    "\n"
			    "In choose:\n"
			    "  --usual                        ask only what has no usual answer\n"
			    "  --answers FILE                 answers in JSON, so that nobody is asked\n"
			    "  --problem                      the problem details of RFC 9457\n"
			    "  --graph dot, --area AREA       draw the questions, or an area, for Graphviz\n"
			    "\n"
			    "Where a code is looked for:\n"
			    "  --vendor WORD                  what it means to nginx, cloudflare, ...;\n"
			    "                                 all: to anybody\n"
			    "\n"
			    "Everywhere:\n"
			    "  --json                         JSON Lines: one object a line\n"
			    "  --help, --version\n"
			    "\n"
			    "Exit status: 0 found, or nothing wrong; 1 nothing found, or something wrong;\n"
			    "2 the question or the input cannot be read.\n";

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
	{"cache", cache_run},
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

/* Whether a word is a verb misspelt: no code and no name begins with it, and no name is nearer to what was spelt. */
static bool complain_of_verb(int count, char **words)
{
	struct nearest nearest, name = spelt_nearest(NULL, ANY_NUMBER, words[0], strlen(words[0]));

	nearest_begin(&nearest, words[0], strlen(words[0]));
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
		nearest_offer(&nearest, verbs[i].name);
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
	if (!verb && word < count && complain_of_verb(count - word, arguments + word))
		return EXIT_TROUBLE;
	if (!verb)
		return show_run(count, arguments);
	for (int i = word; i + 1 < count; i++)
		arguments[i] = arguments[i + 1];
	return verb->run(count - 1, arguments);
}

/* For jansson, whose objects would only lack what there is no memory for. */
static void *allocate(size_t size)
{
	void *memory = malloc(size);

	if (!memory)
		complain_of_memory();
	return memory;
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

/*
 * The verbs and their options.
 *
 * SPDX-License-Identifier: MIT
 */
#include "usage.h"

#include "command.h"

#include <getopt.h>
#include <string.h>

static const struct usage_option options[OPTIONS] = {
	[OPTION_JSON] = {.name = "json", .what = "Print JSON Lines: one object a line."},
	[OPTION_HELP] = {.name = "help", .what = "Print this help.", .letter = 'h'},
	[OPTION_VERSION] = {.name = "version", .what = "Print the version, and of when the data are.", .letter = 'V'},

	[OPTION_VENDOR] = {.name = "vendor",
		.argument = "WORD",
		.what = "What it means to nginx, cloudflare, ...; all: to anybody.",
		.kind = KIND_VENDOR},
	[OPTION_CLASS] = {.name = "class",
		.argument = "CLASS",
		.what = "1 to 5, or 1xx to 5xx; 0 is what has none.",
		.kind = KIND_CLASS},
	[OPTION_STANDING] = {.name = "standing",
		.argument = "WORD",
		.what = "standard, temporary, deprecated, reserved, unused or obsoleted; of "
			"vendors' codes nonstandard, historic, folklore or proposed.",
		.kind = KIND_STANDING},
	[OPTION_FAMILY] = {.name = "family",
		.argument = "WORD",
		.what = "The part of HTTP it belongs to: core, webdav, ..., vendor.",
		.kind = KIND_FAMILY},
	[OPTION_FACT] = {.name = "fact",
		.argument = "WORD",
		.what = "What is true of it: heuristically-cacheable, interim, ...",
		.kind = KIND_FACT,
		.repeats = true},

	[OPTION_REQUEST] = {.name = "request",
		.argument = "FILE",
		.what = "A file with the head of the request, as it goes over the wire.",
		.kind = KIND_FILE},
	[OPTION_METHOD] = {.name = "method",
		.argument = "METHOD",
		.what = "The method of a request that is not in the file.",
		.kind = KIND_METHOD},
	[OPTION_TARGET] = {.name = "target", .argument = "TARGET", .what = "Its target: a path, or a whole URI."},
	[OPTION_STATUS] = {.name = "status",
		.argument = "CODE",
		.what = "The status of fields that were copied without a status line.",
		.kind = KIND_CODE},
	[OPTION_HTTP] = {.name = "http", .what = "It came in the clear. A head does not tell; else it is unknown."},
	[OPTION_HTTPS] = {.name = "https", .what = "It came over TLS."},
	[OPTION_NOW] = {.name = "now", .argument = "SECONDS", .what = "The time to ask about, in seconds since 1970."},
	[OPTION_PARTIAL] = {.name = "partial", .what = "Take a head that was cut for whole."},
	[OPTION_MOST_FIELDS] = {.name = "most-fields",
		.argument = "NUMBER",
		.what = "How many field lines an exchange may have; else 1000."},
	[OPTION_MOST_OCTETS] = {.name = "most-octets",
		.argument = "NUMBER",
		.what = "How many octets the heads of an exchange may have; else 1048576."},
	[OPTION_MOST_INTERIM] = {.name = "most-interim",
		.argument = "NUMBER",
		.what = "How many interim responses there may be; else 100."},

	[OPTION_AS] = {.name = "as",
		.argument = "CLIENT,...",
		.what = "A table of what known clients do; all: of all of them.",
		.kind = KIND_CLIENT},
	[OPTION_SET] = {.name = "set",
		.argument = "SETTING=VALUE",
		.what = "Another policy, such as hops=5; httpstatus map settings lists them.",
		.kind = KIND_SETTING,
		.repeats = true},
	[OPTION_SAY] = {.name = "say",
		.argument = "WORD=VALUE",
		.what = "What no file tells, such as early-data=no or role=proxy.",
		.kind = KIND_SAYING,
		.repeats = true},
	[OPTION_PROTOCOLS] = {.name = "protocols",
		.argument = "LIST",
		.what = "What the client can upgrade to, such as websocket,h2c."},

	[OPTION_LEVEL] = {.name = "level",
		.argument = "LEVEL",
		.what = "The weakest that counts: must, cannot, should, may or advice; else should.",
		.kind = KIND_LEVEL},
	[OPTION_FORMAT] = {.name = "format",
		.argument = "FORMAT",
		.what = "text; json, as --json; github, for annotations; sarif; or junit.",
		.kind = KIND_FORMAT},
	[OPTION_EACH] = {.name = "each", .what = "Tell of one exchange after the other, not of all together."},
	[OPTION_ONLY] = {.name = "only",
		.argument = "RULE",
		.what = "Hold them against this rule alone.",
		.kind = KIND_RULE,
		.repeats = true},
	[OPTION_IGNORE] =
		{.name = "ignore", .argument = "RULE", .what = "Leave a rule out.", .kind = KIND_RULE, .repeats = true},
	[OPTION_DECLARE] = {.name = "declare",
		.argument = "WORD",
		.what = "Say what no exchange tells, such as clock: the server has one.",
		.kind = KIND_DECLARATION,
		.repeats = true},
	[OPTION_HOST] = {.name = "host", .argument = "HOST", .what = "Look at the exchanges with this host only."},
	[OPTION_FIRST_PARTY] = {.name = "first-party",
		.argument = "HOST",
		.what = "Look at this host and those below it only."},
	[OPTION_BASELINE] = {.name = "baseline",
		.argument = "FILE",
		.what = "Pass over what was known before, and fail for the new only.",
		.kind = KIND_FILE},
	[OPTION_WRITE_BASELINE] = {.name = "write-baseline",
		.argument = "FILE",
		.what = "Write what is found, to be known from now on.",
		.kind = KIND_FILE},

	[OPTION_PRIVATE] = {.name = "private", .what = "Tell of a private cache only, such as a browser's."},
	[OPTION_SHARED] = {.name = "shared", .what = "Tell of a shared cache only, such as a CDN's."},

	[OPTION_ALL] = {.name = "all", .what = "Ask everything, and not what happened."},
	[OPTION_USUAL] = {.name = "usual", .what = "Ask only what has no usual answer."},
	[OPTION_ANSWER] = {.name = "answer",
		.argument = "ID=VALUE",
		.what = "Answer a question beforehand.",
		.kind = KIND_QUESTION,
		.repeats = true},
	[OPTION_ANSWERS] = {.name = "answers",
		.argument = "FILE",
		.what = "Ask nobody: the answers are in a file, as a JSON object.",
		.kind = KIND_FILE},
	[OPTION_PROBLEM] = {.name = "problem", .what = "Print the problem details of RFC 9457 and nothing else."},
	[OPTION_GRAPH] = {.name = "graph",
		.argument = "dot",
		.what = "Draw the questions, in the language of Graphviz.",
		.kind = KIND_LANGUAGE},
	[OPTION_AREA] = {.name = "area", .argument = "AREA", .what = "Draw one area of them only.", .kind = KIND_AREA},
};

static const int of_codes[] = {OPTION_VENDOR, OPTION_END};
static const int of_filters[] = {OPTION_CLASS, OPTION_STANDING, OPTION_FAMILY, OPTION_FACT, OPTION_VENDOR, OPTION_END};
static const int of_files[] = {OPTION_REQUEST, OPTION_METHOD, OPTION_TARGET, OPTION_STATUS, OPTION_HTTP, OPTION_HTTPS,
	OPTION_NOW, OPTION_PARTIAL, OPTION_MOST_FIELDS, OPTION_MOST_OCTETS, OPTION_MOST_INTERIM, OPTION_END};
static const int of_a_request[] = {OPTION_REQUEST, OPTION_HTTP, OPTION_HTTPS, OPTION_NOW, OPTION_PARTIAL, OPTION_END};
static const int of_next[] = {OPTION_AS, OPTION_SET, OPTION_SAY, OPTION_PROTOCOLS, OPTION_END};
static const int of_check[] = {OPTION_LEVEL, OPTION_EACH, OPTION_FORMAT, OPTION_ONLY, OPTION_IGNORE, OPTION_HOST,
	OPTION_FIRST_PARTY, OPTION_BASELINE, OPTION_WRITE_BASELINE, OPTION_DECLARE, OPTION_END};
static const int of_cache[] = {OPTION_PRIVATE, OPTION_SHARED, OPTION_END};
static const int of_choose[] = {
	OPTION_ALL, OPTION_USUAL, OPTION_ANSWER, OPTION_ANSWERS, OPTION_PROBLEM, OPTION_GRAPH, OPTION_AREA, OPTION_END};
static const int of_none[] = {OPTION_END};
static const int of_all[] = {OPTION_JSON, OPTION_HELP, OPTION_VERSION, OPTION_END};

static const struct usage_verb verbs[VERBS] = {
	[VERB_SHOW] = {.takes = "",
		.what = "what a code means",
		.text = "Says what an HTTP status code means, and what HTTP exchanges say.",
		.options = of_codes,
		.kind = KIND_CODE,
		.repeats = true},
	[VERB_LIST] = {.name = "list",
		.takes = "",
		.what = "the codes that pass every filter",
		.text = "Lists the codes of the IANA registry, or those that pass every filter.",
		.options = of_filters,
		.examples = {{"httpstatus list --class 4", "the client errors"},
			{"httpstatus list --fact heuristically-cacheable",
				"what a cache may store without being told how long"}}},
	[VERB_SEARCH] = {.name = "search",
		.takes = "WORDS",
		.what = "the codes that these words fit, best first",
		.text = "Finds the codes that have all the words in their names, keywords or texts, the best fit "
			"first; "
			"vendors' codes "
			"too.",
		.options = of_filters,
		.repeats = true,
		.examples = {{"httpstatus search rate limit", "the codes about limits to the rate of requests"},
			{"httpstatus search timeout --class 5", "among the server errors only"}}},
	[VERB_MAP] = {.name = "map",
		.takes = "TABLE",
		.what = "tables: gRPC, proxy errors, facts, vendors, clients, settings",
		.text = "Prints a table. grpc-client: what a gRPC client makes of a status; grpc-gateway: which status "
			"a "
			"gateway sends "
			"for a gRPC status; proxy-error: which for an error type of RFC 9209; facts, vendors, clients, "
			"settings: what "
			"these words mean.",
		.options = of_none,
		.kind = KIND_MAP,
		.examples = {{"httpstatus map grpc-gateway", "the status for each gRPC status"},
			{"httpstatus map settings", "what next --set takes"}}},
	[VERB_READ] = {.name = "read",
		.takes = "FILE...",
		.what = "what exchanges say",
		.text = "Says what exchanges say: content, storing, freshness, when to come back, where Location "
			"leads, "
			"challenges and "
			"defects. A file is a HAR, or what curl -i, curl -v, HTTPie or wget -S printed; - is standard "
			"input.",
		.options = of_none,
		.of_files = of_files,
		.kind = KIND_FILE,
		.repeats = true,
		.examples = {{"httpstatus read session.har", "what a browser saved"},
			{"curl -si https://a.example/ | httpstatus read --https -",
				"one response, which came over TLS"}}},
	[VERB_NEXT] = {.name = "next",
		.takes = "FILE...",
		.what = "what a client may do next, and why",
		.text = "Says what a client may do after each exchange, the best first, and why: follow, retry, wait, "
			"authenticate, or "
			"leave it. Files are as in read.",
		.options = of_next,
		.of_files = of_files,
		.kind = KIND_FILE,
		.repeats = true,
		.examples = {{"curl -si http://a.example/old | httpstatus next -", "what may follow this response"},
			{"httpstatus next --as curl,go,fetch session.har", "what these clients would do"}}},
	[VERB_CHECK] = {.name = "check",
		.takes = "FILE...",
		.what = "what is wrong with exchanges",
		.text = "Holds exchanges against the rules of the specifications, and says what is wrong, where, and "
			"what to "
			"do. Files "
			"are as in read. The exit status is 1 where something is wrong.",
		.options = of_check,
		.of_files = of_files,
		.kind = KIND_FILE,
		.repeats = true,
		.examples =
			{{"httpstatus check --first-party example.com session.har", "what is wrong at your own hosts"},
				{"httpstatus check --format sarif session.har >found.sarif", "for code scanning"}}},
	[VERB_CACHE] = {.name = "cache",
		.takes = "FILE...",
		.what = "what caches would have done, and what to change",
		.text = "Says what a private and a shared cache would have done with the exchanges, one after the "
			"other, and "
			"which "
			"fields to change so that more could be spared. Files are as in read.",
		.options = of_cache,
		.of_files = of_files,
		.kind = KIND_FILE,
		.repeats = true,
		.examples = {{"httpstatus cache session.har", "what caches would have spared in a session"},
			{"httpstatus cache --shared session.har", "what a CDN would have"}}},
	[VERB_RULES] = {.name = "rules",
		.takes = "[RULE...]",
		.what = "what check holds exchanges against",
		.text = "Lists the rules that check goes by, or explains those that are named.",
		.options = of_none,
		.kind = KIND_RULE,
		.repeats = true,
		.examples = {{"httpstatus rules 405-no-allow", "what this rule asks for, and why"},
			{"httpstatus rules | grep -i vary", "those about Vary"}}},
	[VERB_CHOOSE] = {.name = "choose",
		.takes = "[METHOD [TARGET]]",
		.what = "which code a server should send, and why: asks",
		.text = "Finds the code that a server should send, and its fields. It asks what happened and what that "
			"leaves "
			"open; what "
			"is usual it takes for granted, and says so.",
		.options = of_choose,
		.of_files = of_a_request,
		.kind = KIND_METHOD,
		.examples = {{"httpstatus choose PUT /article", "asks what happened"},
			{"httpstatus choose --usual --answer resource=gone", "a resource that is gone for good"}}},
	[VERB_HELP] = {.name = "help",
		.takes = "[VERB]",
		.what = "the options of a verb, with examples",
		.text = "Prints the help of a verb, or of the command. The manual page httpstatus(1) tells more.",
		.options = of_none,
		.kind = KIND_VERB,
		.examples = {{"httpstatus help", "all verbs"},
			{"httpstatus help check", "the options of check; so does check -h"}}},
	[VERB_COMPLETION] = {.name = "completion",
		.takes = "SHELL",
		.text = "Prints what a shell reads to complete the arguments of this command: for bash, zsh or fish.",
		.options = of_none,
		.kind = KIND_SHELL,
		.examples = {{"source <(httpstatus completion bash)", "in this shell only"},
			{"httpstatus completion fish | source", "likewise in fish"}}},
};

const struct usage_option *usage_option(int option)
{
	return option > OPTION_WRONG && option < OPTIONS ? &options[option] : NULL;
}

const struct usage_verb *usage_verb(int verb)
{
	return verb >= 0 && verb < VERBS ? &verbs[verb] : NULL;
}

int usage_find(const char *name)
{
	int verb = VERB_SHOW + 1;

	while (verb < VERBS && strcmp(verbs[verb].name, name) != 0)
		verb++;
	return verb;
}

void usage_offer_verbs(struct nearest *nearest)
{
	for (int verb = VERB_SHOW + 1; verb < VERBS; verb++)
		if (verbs[verb].what)
			nearest_offer(nearest, verbs[verb].name);
}

int usage_option_at(int verb, size_t i)
{
	const int *everywhere =
		verb < VERB_HELP ? of_all : of_all + 1; /* what tells of no code and no exchange has no JSON */
	const int *const lists[] = {verbs[verb].options, verbs[verb].of_files, everywhere};

	for (size_t list = 0; list < sizeof lists / sizeof *lists; list++)
		for (const int *option = lists[list]; option && *option != OPTION_END; option++)
			if (i-- == 0)
				return *option;
	return OPTION_END;
}

/* ---- getopt ---- */

/* The numbers that getopt is told are behind all characters, which it takes for short options. */
enum { ROOM = OPTIONS + 1, LONG = 0x100 };

/* getopt's array for a verb. */
static void make_long_options(int verb, struct option made[ROOM])
{
	size_t i = 0;
	int option;

	for (; (option = usage_option_at(verb, i)) != OPTION_END; i++)
		made[i] = (struct option){usage_option(option)->name,
			usage_option(option)->argument ? required_argument : no_argument, NULL, LONG + option};
	made[i] = (struct option){NULL, 0, NULL, 0};
}

static int option_of_letter(int letter)
{
	int option = OPTION_WRONG + 1;

	while (option < OPTIONS && options[option].letter != letter)
		option++;
	return option;
}

int usage_next_silent(int verb, int count, char **arguments)
{
	struct option made[ROOM];

	make_long_options(verb, made);
	int got = getopt_long(count, arguments, ":hV", made, NULL);
	if (got == ':')
		return OPTION_LACKS;
	if (got == '?')
		return OPTION_UNKNOWN;
	if (got == -1)
		return OPTION_END;
	return got >= LONG ? got - LONG : option_of_letter(got);
}

/* "--most could be --most-fields or --most-octets"; false where it cannot be several. */
static bool clause_add_several(struct clause *clause, int verb, const char *name, size_t length)
{
	struct clause several = {.used = 0};
	int found = 0, option;

	for (size_t i = 0; (option = usage_option_at(verb, i)) != OPTION_END; i++)
		if (strncmp(usage_option(option)->name, name, length) == 0)
			clause_add(&several, "%s--%s", found++ ? " or " : "", usage_option(option)->name);
	if (found > 1)
		clause_add(clause, "--%.*s could be %s", (int)length, name, several.text);
	return found > 1;
}

/* Which one was meant, of those that the verb has; NULL where none is near. */
static const char *nearest_option(int verb, const char *name, size_t length)
{
	struct nearest nearest;
	int option;

	nearest_begin(&nearest, name, length);
	for (size_t i = 0; (option = usage_option_at(verb, i)) != OPTION_END; i++)
		nearest_offer(&nearest, usage_option(option)->name);
	return nearest_found(&nearest);
}

static void clause_add_unknown(struct clause *clause, int verb, const char *name)
{
	const char *of = verbs[verb].name;
	size_t length = strcspn(name, "=");
	const char *meant = nearest_option(verb, name, length);

	if (clause_add_several(clause, verb, name, length))
		return;
	clause_add(clause, "there is no option --%.*s; ", (int)length, name);
	if (meant)
		clause_add(clause, "did you mean --%s?", meant);
	else
		clause_add(clause, "see httpstatus help%s%s", of ? " " : "", of ? of : "");
}

/* What getopt stumbled over; it names an option that it knows. */
static void complain_of_option(int verb, bool lacks, const char *argument)
{
	const struct usage_option *known = usage_option(optopt - LONG);
	const char *of = verbs[verb].name;
	struct clause what = {.used = 0};

	if (of)
		clause_add(&what, "%s: ", of);
	if (lacks)
		clause_add(&what, "--%s wants a value: --%s %s", known->name, known->name, known->argument);
	else if (known)
		clause_add(&what, "--%s takes no value", known->name);
	else if (optopt)
		clause_add(
			&what, "there is no option -%c; see httpstatus help%s%s", optopt, of ? " " : "", of ? of : "");
	else
		clause_add_unknown(&what, verb, argument + 2);
	complain("%s", what.text);
}

int usage_next(int verb, int count, char **arguments)
{
	int option = usage_next_silent(verb, count, arguments);

	if (option != OPTION_LACKS && option != OPTION_UNKNOWN)
		return option;
	complain_of_option(verb, option == OPTION_LACKS, arguments[optind - 1]);
	return OPTION_WRONG;
}

bool usage_takes_next(const char *argument)
{
	for (int option = OPTION_WRONG + 1; option < OPTIONS; option++)
		if (strncmp(argument, "--", 2) == 0 && strcmp(argument + 2, usage_option(option)->name) == 0)
			return usage_option(option)->argument;
	return false;
}

/*
 * The verbs and their options: one table, of which getopt's arrays, the help, and what shells complete are made.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_USAGE_H
#define HTTPSTATUS_USAGE_H

#include <stdbool.h>
#include <stddef.h>

enum verb {
	VERB_SHOW, /* a code, a name or a response, which have no verb */
	VERB_LIST,
	VERB_SEARCH,
	VERB_MAP,
	VERB_READ,
	VERB_NEXT,
	VERB_CHECK,
	VERB_CACHE,
	VERB_RULES,
	VERB_CHOOSE,
	VERB_HELP,
	VERB_COMPLETION, /* for the build, and told nobody */
	VERBS
};

/* An option means the same in every verb that has it. */
enum option_number {
	OPTION_LACKS = -3,   /* its value is missing */
	OPTION_UNKNOWN = -2, /* there is none such, or it takes no value */
	OPTION_END = -1,     /* there are no more */
	OPTION_WRONG,        /* it was complained of */
	OPTION_JSON,
	OPTION_HELP,
	OPTION_VERSION,
	/* codes */
	OPTION_VENDOR,
	OPTION_CLASS,
	OPTION_STANDING,
	OPTION_FAMILY,
	OPTION_FACT,
	/* what files do not say */
	OPTION_REQUEST,
	OPTION_METHOD,
	OPTION_TARGET,
	OPTION_STATUS,
	OPTION_HTTP,
	OPTION_HTTPS,
	OPTION_NOW,
	OPTION_PARTIAL,
	OPTION_MOST_FIELDS,
	OPTION_MOST_OCTETS,
	OPTION_MOST_INTERIM,
	/* next */
	OPTION_AS,
	OPTION_SET,
	OPTION_SAY,
	OPTION_PROTOCOLS,
	/* check */
	OPTION_LEVEL,
	OPTION_FORMAT,
	OPTION_EACH,
	OPTION_ONLY,
	OPTION_IGNORE,
	OPTION_DECLARE,
	OPTION_HOST,
	OPTION_FIRST_PARTY,
	OPTION_BASELINE,
	OPTION_WRITE_BASELINE,
	/* cache */
	OPTION_PRIVATE,
	OPTION_SHARED,
	/* choose */
	OPTION_ALL,
	OPTION_USUAL,
	OPTION_ANSWER,
	OPTION_ANSWERS,
	OPTION_PROBLEM,
	OPTION_GRAPH,
	OPTION_AREA,
	OPTIONS
};

/* What can stand somewhere, for shells to complete. */
enum kind {
	KIND_NONE, /* nothing, or what nobody can list */
	KIND_FILE,
	KIND_CODE,
	KIND_VERB,
	KIND_SHELL,
	KIND_MAP,
	KIND_CLASS,
	KIND_STANDING,
	KIND_FAMILY,
	KIND_FACT,
	KIND_VENDOR,
	KIND_METHOD,
	KIND_CLIENT,
	KIND_SETTING,
	KIND_SAYING,
	KIND_LEVEL,
	KIND_FORMAT,
	KIND_RULE,
	KIND_DECLARATION,
	KIND_QUESTION,
	KIND_LANGUAGE,
	KIND_AREA,
	KINDS
};

struct usage_option {
	const char *name;     /* "level" */
	const char *argument; /* "LEVEL"; NULL where it takes none */
	const char *what;     /* what it does */
	enum kind kind;       /* of the argument */
	char letter;          /* of -h; 0 for none */
	bool repeats;
};

struct usage_example {
	const char *line, *what;
};

struct usage_verb {
	const char *name;    /* "check"; NULL for VERB_SHOW */
	const char *takes;   /* what stands behind the options: "FILE..."; empty for nothing */
	const char *what;    /* in the list of verbs */
	const char *text;    /* in its help */
	const int *options;  /* its own, and OPTION_END behind them */
	const int *of_files; /* those that say what files do not, likewise; NULL for none */
	enum kind kind;      /* of what stands behind the options */
	bool repeats;        /* there can be several of them */
	struct usage_example examples[2];
};

/* NULL past the end. */
const struct usage_option *usage_option(int option);
const struct usage_verb *usage_verb(int verb);

/* Holds a word against the verbs. */
struct nearest;
void usage_offer_verbs(struct nearest *nearest);

/* The verb with a name; VERBS where it is none. */
int usage_find(const char *name);

/* The options of a verb, one after the other; OPTION_END past the end. The last ones are the same everywhere. */
int usage_option_at(int verb, size_t i);

/* Whether an argument is an option whose value is the next argument; in any verb. */
bool usage_takes_next(const char *argument);

/* The next option among the arguments of a verb, with its value in getopt's optarg. OPTION_WRONG, having complained, for what is none. */
int usage_next(int verb, int count, char **arguments);

/* Likewise without a complaint: OPTION_LACKS and OPTION_UNKNOWN instead. */
int usage_next_silent(int verb, int count, char **arguments);

/* ---- help.c ---- */

struct terminal;

/* The help of a verb; of VERB_SHOW, that of the command. */
void help_print(const struct terminal *terminal, int verb);

/* help VERB */
int help_run(int count, char **arguments);

/* ---- completion.c ---- */

/* completion SHELL: what a shell reads to complete arguments. */
int completion_run(int count, char **arguments);

#endif

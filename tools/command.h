/*
 * What the parts of the httpstatus command share.
 *
 * The files, from data to verb; each calls only those before it (tests/source/test_house.py):
 *
 *   safe.c          text of strangers, such that it does nothing to a terminal
 *   nearest.c       the right word nearest to a wrong one
 *   complain.c      what is wrong, on standard error
 *   clause.c        texts that grow
 *   terminal.c      how text is put on a terminal
 *   usage.c         the verbs and their options
 *   help.c          help
 *   lines.c         JSON Lines
 *   registry.c      which registry a question is about
 *   card.c          a code, for a person
 *   caching.c       what a cache may do, in words
 *   heading.c       the line above what is said of an exchange
 *   input.c         files with exchanges in them
 *   question.c      what a question of a choice takes
 *   answers.c       answers from a file
 *   situations.c    what may have happened
 *   ask.c           answers from a person
 *   explain.c       what was chosen, for a person
 *   dot.c           text as Graphviz's language has it
 *   graph.c         the drawing of all questions
 *   spelt.c         codes as people type them
 *   list.c          list and search
 *   show.c          the verbs: CODE, NAME and -
 *   map.c           map
 *   read.c          read
 *   say.c           what no file tells, for next
 *   next.c          next
 *   rank.c          how bad a finding is
 *   host.c          whose exchange it is
 *   baseline.c      what was found before
 *   session.c       what a check found, all together
 *   report.c        it, for a person
 *   annotate.c      it, for GitHub
 *   sarif.c         it, for code scanning
 *   junit.c         it, for who shows tests
 *   check.c         check
 *   replay.c        what a cache would have done
 *   advice.c        what would have had to be otherwise
 *   cache.c         cache
 *   rules.c         rules
 *   choose.c        choose
 *   completion.c    what shells complete
 *   httpstatus.c    which verb it is
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_COMMAND_H
#define HTTPSTATUS_COMMAND_H

#include <httpstatus/httpstatus.h>

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

enum { EXIT_FOUND = 0, EXIT_NOTHING = 1, EXIT_TROUBLE = 2 };

/* ---- safe.c ---- */

/* Puts text with a question mark for each octet that is no UTF-8, for each control character, and for each that turns the direction of text. */
void safe_put(FILE *out, const char *text, size_t length);

/* Makes a text such. */
void safe_make(char *text);

/* How many columns it takes; every character counts as one. */
size_t safe_columns(const char *text, size_t length);

/* Puts a line of JSON to standard output, with escapes for such characters. */
void safe_put_json(const char *json);

/* ---- nearest.c ---- */

/* A word, and of those that it was held against the one that it is most likely meant to be. */
struct nearest {
	const char *word;
	size_t length;
	const char *near; /* the first of those with the fewest mistakes, which are not many */
	size_t distance;
	const char *part; /* one that the word is a part of, and how many such there are */
	int parts;
};

void nearest_begin(struct nearest *nearest, const char *word, size_t length);

/* Holds it against a right word, which has to stay. */
void nearest_offer(struct nearest *nearest, const char *word);
void nearest_offer_vocabulary(struct nearest *nearest, int vocabulary);

/* NULL where none is near. */
const char *nearest_found(const struct nearest *nearest);

/* ---- complain.c ---- */

/* Says on stderr what is wrong, behind "httpstatus: ". */
__attribute__((format(printf, 1, 2))) void complain(const char *format, ...);

/* Says what is wrong, and then which word was meant; or @otherwise, where none is near. */
__attribute__((format(printf, 3, 4))) void complain_of_nearest(
	const struct nearest *nearest, const char *otherwise, const char *format, ...);

/* Says that @word, the value of an option, is none of a vocabulary's, and which was meant; or lists those. */
void complain_of_word(const char *option, const char *word, int vocabulary);

/* Says that @id, the argument of @what, is no rule. */
void complain_of_rule(const char *what, const char *id);

/* Says why nothing came from a file: it cannot be read, as a folder, or it is empty. */
void complain_of_nothing(FILE *file, const char *name);

/* Says that there is no memory, and ends the command. */
_Noreturn void complain_of_memory(void);

/* As what complaints call a file: "standard input" for "-". */
const char *file_name(const char *path);

/* ---- clause.c ---- */

/* A text that grows up to its size; what does not fit is cut off. One that is all 0 is empty. */
struct clause {
	char text[1024];
	size_t used;
};

__attribute__((format(printf, 2, 3))) void clause_add(struct clause *clause, const char *format, ...);

/* Text of which the middle is left out where it has more octets than there is room for; there always is for some. */
void clause_add_shortened(struct clause *clause, const char *text, size_t room);

/* A word of the library's with spaces for its hyphens: "must not". */
void clause_add_word(struct clause *clause, const char *word);

/* "5 s", "0.25 s", "2 h", "about 93 days (8000000 s)"; the longest there is, is one that cannot be counted. */
void clause_add_seconds(struct clause *clause, int64_t seconds);
void clause_add_milliseconds(struct clause *clause, int64_t milliseconds);

/* ---- terminal.c ---- */

struct terminal {
	FILE *out; /* where it is written to */
	int columns;
	bool wraps; /* it is a terminal; what goes elsewhere, as to grep, keeps each row of a table on its line */
	bool colour;
	bool utf8;
};

/* Finds out what a stream is, and what standard output is. */
struct terminal terminal_of(FILE *out);
struct terminal terminal_find(void);

enum style { STYLE_BOLD, STYLE_DIM, STYLE_PLAIN };

/* The escape sequences for a class's colour, for a level's, for a style, and for none of them; empty where there is no colour. */
const char *terminal_class_colour(const struct terminal *terminal, int class);
const char *terminal_level_colour(const struct terminal *terminal, int level);
const char *terminal_style(const struct terminal *terminal, enum style style);
const char *terminal_plain(const struct terminal *terminal);

/* Prints @text to standard output, made safe. */
void terminal_put(const char *text);

/* Prints @text like terminal_put, which starts in column @column, wrapped at words; the lines after the first are indented by @indent. */
void terminal_wrap(const struct terminal *terminal, const char *text, int column, int indent);

/* Prints the last cell of a table's row, whose line has come to @column, from @indent on and wrapped there; on lines of its own where that leaves
 * too little room. */
void terminal_cell(const struct terminal *terminal, const char *text, int column, int indent);

/* Prints a heading: @title in a class's colour at the left, @source at the right; on a line of its own where there is no room. */
void terminal_heading(const struct terminal *terminal, int class, const char *title, const char *source);

/* Prints @text behind a label to standard output, wrapped into a column. */
void terminal_labelled(const struct terminal *terminal, const char *label, const char *text);

/* ---- lines.c ---- */

/* What the library has to say, in the one shape that it has for it: a line each. */
void lines_put_code(const struct httpstatus_code *code);
void lines_put_exchange(const struct httpstatus_exchange *exchange, int64_t now);
void lines_put_chain(const struct httpstatus_chain *chain);
void lines_put_checker(const struct httpstatus_checker *checker);
void lines_put_choice(const struct httpstatus_choice *choice);

/* What a checker has to say, to be changed; for lines_put. */
json_t *lines_checker(const struct httpstatus_checker *checker);

/* The problem details of what was chosen. False where there are none, and then nothing is printed. */
bool lines_put_problem(const struct httpstatus_choice *choice);

/* A text from the wire. */
json_t *lines_text(const char *bytes, size_t length);

/* What the library has no shape for. Takes the object. */
void lines_put(json_t *object);

/* ---- registry.c ---- */

/* The registry that --vendor chooses: a vendor's, or everything for "all". NULL, having complained, where there is none. */
const struct httpstatus_registry *registry_choose(const char *vendor);

/* ---- card.c ---- */

/* The card of one meaning of a code. */
void card_print(const struct terminal *terminal, const struct httpstatus_code *code);

/* What a number that IANA has not registered means, where vendors use it: a line about that, then a card for each. */
void card_print_unregistered(const struct terminal *terminal, int number, struct httpstatus_iter *meanings);

/* ---- caching.c ---- */

/* " (no-store, private)" */
void clause_add_obstacles(
	struct clause *clause, const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange);

/* "60 s, explicit lifetime, 5 s old"; empty where there is no lifetime to tell. */
struct clause freshness_clause(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, int64_t now);

/* ---- heading.c ---- */

/* "0  GET http://localhost/  404 Not Found"; where there are many files, behind the file's name. */
void exchange_heading(const struct terminal *terminal, const struct httpstatus_exchange *exchange, bool many);

/* ---- spelt.c ---- */

enum spelt_kind {
	SPELT_NOTHING,
	SPELT_URL,
	SPELT_CLASS,   /* 4xx */
	SPELT_NUMBERS, /* 404,410; their name is the list */
	SPELT_NAME,    /* Not Found, NOT_FOUND, http.StatusNotFound */
	SPELT_CODE,    /* 404 Not Found, HTTP_404, HTTP/1.1 404 Not Found */
};

struct spelt {
	enum spelt_kind kind;
	const char
		*name; /* of SPELT_NAME; of SPELT_CODE, with nothing in it where there is none; else all of the text */
	size_t length;
	const char *word; /* the number of SPELT_CODE, as it was typed */
	size_t word_length;
	int number;
	bool is_line; /* it has the version of a status line, in which a reason can be anything */
};

struct spelt spelt_read(const char *text, const struct httpstatus_registry *registry);

/* Whether a word is a whole number; one that is too long for an int stands for INT_MAX or INT_MIN, which are no codes either. */
bool spelt_number(const char *word, size_t length, int *number);

/* The first word of a text, of those that spaces, commas, semicolons or slashes part. NULL where there is none. */
const char *spelt_word(const char *text, size_t *length);

/* Whether a code has the name; where no registry is chosen, any of anybody's. */
bool spelt_is_name(const struct httpstatus_registry *registry, const char *name, size_t length);

/* The name, of a number or of any, that is nearest to what is none. */
enum { ANY_NUMBER = -1 };
struct nearest spelt_nearest(const struct httpstatus_registry *registry, int number, const char *name, size_t length);

/* ---- list.c ---- */

/* The codes of a class that a registry has, a line each; as list puts them. */
int list_class(const struct httpstatus_registry *registry, int class, bool json);

/* ---- show.c ---- */

/* Whether words are what show_run finds a code for, though perhaps one that nobody has. */
bool show_knows(int count, char **words);

/* ---- say.c ---- */

enum { SAYINGS = HTTPSTATUS_CHAIN_PROPERTY_RANDOM + 1 };

/* What a chain is told; what nobody said is unknown. */
struct saying {
	int64_t values[SAYINGS];
	const char *protocols;
};

void saying_begin(struct saying *saying);

/* Takes WORD=VALUE. False, having complained, where that is none. */
bool saying_read(struct saying *saying, const char *text);

/* Tells it to a chain. False, having complained, where the protocols are none. */
bool saying_say(const struct saying *saying, struct httpstatus_chain *chain);

/* ---- the verbs: each takes its arguments, the verb first, and returns the exit status ---- */

int show_run(int count, char **arguments);   /* show.c: a code, a name, a response */
int list_run(int count, char **arguments);   /* list.c: list */
int search_run(int count, char **arguments); /* list.c: search */
int map_run(int count, char **arguments);    /* map.c: map */
int read_run(int count, char **arguments);   /* read.c: read */
int next_run(int count, char **arguments);   /* next.c: next */
int check_run(int count, char **arguments);  /* check.c: check */
int cache_run(int count, char **arguments);  /* cache.c: cache */
int rules_run(int count, char **arguments);  /* rules.c: rules */
int choose_run(int count, char **arguments); /* choose.c: choose */

#endif

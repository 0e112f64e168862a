/*
 * What the parts of the httpstatus command share.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_COMMAND_H
#define HTTPSTATUS_COMMAND_H

#include <httpstatus/httpstatus.h>

#include <stdbool.h>
#include <stdio.h>

enum { EXIT_FOUND = 0, EXIT_NOTHING = 1, EXIT_TROUBLE = 2 };

/* Says on stderr what is wrong, behind "httpstatus: ". */
__attribute__((format(printf, 1, 2))) void complain(const char *format, ...);

/* ---- terminal.c: how text is put on a terminal ---- */

struct terminal {
	FILE *out; /* where it is written to */
	int columns;
	bool colour;
	bool utf8;
};

/* Finds out what a stream is, and what standard output is. */
struct terminal terminal_of(FILE *out);
struct terminal terminal_find(void);

enum style { STYLE_BOLD, STYLE_DIM, STYLE_PLAIN };

/* The escape sequences for a class's colour, for a style, and for neither; empty where there is no colour. */
const char *terminal_class_colour(const struct terminal *terminal, int class);
const char *terminal_style(const struct terminal *terminal, enum style style);
const char *terminal_plain(const struct terminal *terminal);

/* Prints @text to standard output with a question mark for each control character, which could be a command to the terminal. */
void terminal_put(const char *text);

/* Prints @text like terminal_put, which starts in column @column, wrapped at words; the lines after the first are indented by @indent. */
void terminal_wrap(const struct terminal *terminal, const char *text, int column, int indent);

/* Prints a heading: @title in a class's colour at the left, @source at the right; on a line of its own where there is no room. */
void terminal_heading(const struct terminal *terminal, int class, const char *title, const char *source);

/* Prints @text behind a label to standard output, wrapped into a column. */
void terminal_labelled(const struct terminal *terminal, const char *label, const char *text);

/* "0  GET http://localhost/  404 Not Found", behind the file's name where there is one. */
void exchange_heading(const struct terminal *terminal, const struct httpstatus_exchange *exchange, const char *file,
	int64_t entry); /* heading.c */

/* ---- card.c, json.c: a code for a person, a code for a program ---- */

/* The card of one meaning of a code. */
void card_print(const struct terminal *terminal, const struct httpstatus_code *code);

/* What a number that IANA has not registered means, where vendors use it: a line about that, then a card for each. */
void card_print_unregistered(const struct terminal *terminal, int number, struct httpstatus_iter *meanings);

/* One line of JSON. */
void json_print(const struct httpstatus_code *code);

/* ---- registry.c ---- */

/* The registry that --vendor chooses: a vendor's, or everything for "all". NULL, having complained, where there is none. */
const struct httpstatus_registry *registry_choose(const char *vendor);

/* ---- the verbs: each takes its arguments, the verb first, and returns the exit status ---- */

int show_run(int count, char **arguments);   /* show.c: a code, a name, a response */
int list_run(int count, char **arguments);   /* list.c: list */
int search_run(int count, char **arguments); /* list.c: search */
int map_run(int count, char **arguments);    /* map.c: map */
int read_run(int count, char **arguments);   /* read.c: read */
int next_run(int count, char **arguments);   /* next.c: next */
int check_run(int count, char **arguments);  /* check.c: check */
int choose_run(int count, char **arguments); /* choose.c: choose */
int rules_run(int count, char **arguments);  /* check.c: rules */

#endif

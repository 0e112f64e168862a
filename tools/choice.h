/*
 * What the parts of httpstatus choose share.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_CHOICE_H
#define HTTPSTATUS_CHOICE_H

#include "command.h"

/* ---- question.c ---- */

bool node_is_question(const struct httpstatus_node *node);

/* "origin, gateway, proxy or portal"; "an entity tag with its quotes, as "v1" or W/"v1"; or none". Valid until the next call. */
const char *question_takes(const struct httpstatus_node *question);

/* The answer as it is shown: "none" where it is empty. */
const char *answer_shown(const char *answer);

/* httpstatus_choice_answer_number for a number that somebody gave, which is never "there is none". */
int answer_number(struct httpstatus_choice *choice, int64_t number);

/* Answers as is usual for this request; HTTPSTATUS_ERROR_ANSWER where nothing is. */
int answer_usual(struct httpstatus_choice *choice);

/* ---- answers.c ---- */

/* Answers a question by a value of JSON: a text, a number, true or false, a list of texts, null for "there is none". */
int answer_value(struct httpstatus_choice *choice, const struct httpstatus_node *question, const json_t *value);

/* Likewise by a text of a person: the beginning of a word will do, and seconds since 1970 for a date. Empty is what is usual. */
int answer_text(struct httpstatus_choice *choice, const struct httpstatus_node *question, const char *text);

/* What Enter says, as usual; NULL where it says nothing. */
const char *answer_of_enter(const struct httpstatus_choice *choice);

/* Answers all questions: by an object from ids to answers, NULL for none, and else by their defaults. @path is its file's name, for complaints.
 * False, having complained, where that does not go. */
bool choice_answer_all(struct httpstatus_choice *choice, const json_t *answers, const char *path);

/* Reads such an object; "-" is standard input. NULL, having complained, where there is none, or where an id is none of a question. */
json_t *answers_read(const char *path);

/* Takes ID=VALUE into such an object. False, having complained, where that is none. */
bool answers_take(json_t *answers, const char *text);

/* ---- situations.c ---- */

/* What may have happened. */
struct situation {
	const char *what;    /* "it went well", */
	const char *detail;  /* and what more; NULL where there is nothing more to say */
	const char *methods; /* for these alone, with spaces; NULL for any */
	const char *method;  /* of a request that nobody described; NULL where it is for some methods alone */
	const char *fields;  /* of such a request, a line each */
	const char *answers; /* "resource=gone;permitted=yes" */
	const char *asks;    /* the questions that are left, with spaces; all others are answered as is usual */
};

/* NULL past the end. Those of one @what follow each other. */
const struct situation *situation_at(size_t i);

/* ---- ask.c ---- */

/* How questions are asked. */
struct asking_choice {
	struct httpstatus_choice *choice;
	json_t *answers;  /* that were given before, by id; they are not asked for */
	bool usual;       /* asks only what has no default */
	const char *asks; /* besides these, with spaces; NULL for none */
	json_t *granted;  /* takes in the ids that were answered as is usual; NULL where nobody wants them */
};

/* Asks on standard error and reads from standard input until the choice is at its end. Returns EXIT_FOUND; EXIT_NOTHING where the person quits;
 * EXIT_TROUBLE, having complained, where the answers end before. */
int choice_ask(const struct asking_choice *asking);

/* Likewise asks what happened, to a request with that method, or to any for NULL. @situation is NULL where it is something else. */
int situation_ask(const char *method, const struct situation **situation);

/* ---- explain.c ---- */

/* The code, its fields, and the path. */
void choice_explain(const struct httpstatus_choice *choice, const struct httpstatus_exchange *request);

/* The code, its fields, and what was taken for granted; @unused has the ids that were answered before, and not asked for. */
void choice_explain_briefly(const struct httpstatus_choice *choice, const struct httpstatus_exchange *request,
	const json_t *granted, const json_t *unused);

/* ---- dot.c ---- */

/* In double quotes, where a quotation mark and a backslash mean something. */
void dot_put_quoted(const char *text);

/* In a label that is like HTML; and with as many columns a line. */
void dot_put_html(const char *text, size_t length);
void dot_put_wrapped(const char *text, size_t columns);

/* ---- graph.c ---- */

/* Draws the graph in Graphviz's language: one of enum httpstatus_area, or all of it for -1. The path of @choice stands out, where it is not
 * NULL. */
void graph_draw(const struct httpstatus_choice *choice, int area);

#endif

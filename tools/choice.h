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

/* Answers all questions: by an object from ids to answers, NULL for none, and else by their defaults. @path is its file's name, for complaints.
 * False, having complained, where that does not go. */
bool choice_answer_all(struct httpstatus_choice *choice, const json_t *answers, const char *path);

/* Reads such an object; "-" is standard input. NULL, having complained, where there is none, or where an id is none of a question. */
json_t *answers_read(const char *path);

/* ---- ask.c ---- */

/* Asks on standard error and reads from standard input until the choice is at its end; with @usual, only what has no default. False, having
 * complained, where the input ends before. */
bool choice_ask(struct httpstatus_choice *choice, bool usual);

/* ---- explain.c ---- */

/* The code, its fields, and the path. */
void choice_explain(const struct httpstatus_choice *choice, const struct httpstatus_exchange *request);

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

/*
 * What the parts of the choose module share: the graph, a choice, and what is decided.
 *
 * The files, from data to verb; each calls only those before it (tests/source/test_house.py):
 *
 *   graph.c               the questions, the decisions and the ends: graph.toml
 *   answer.c              what is an answer to a question
 *   request.c             what the request says of itself
 *   path.c                the path so far, and what was answered on it
 *   select.c              what the client gets of what the server has to offer
 *   decide_head.c         what decides in the areas server, request and access
 *   decide_content.c      what decides in the areas content, resource and negotiation
 *   decide_conditions.c   what decides in the areas conditions, retrieval and change
 *   decide.c              the way on from a node
 *   fields.c              the fields that go with the code
 *   choice.c              the choice as an object: starting, answering, going back
 *   response.c            the response, and the problem details
 *   json.c                all of it
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_CHOOSE_CHOOSE_H
#define HTTPSTATUS_CHOOSE_CHOOSE_H

#include "../exchange/exchange.h"
#include "../tables/table.h"
#include "choose_words.h"

#include <httpstatus/choose.h>

/* ---- graph.c ---- */

struct way_record {
	uint16_t word; /* one of enum way */
	uint16_t next; /* a node */
};

/* A field of an end. */
struct field_record {
	uint32_t name;
	uint8_t level;
	uint8_t value;   /* one of enum value */
	uint16_t answer; /* of VALUE_ANSWER: the node whose answer it is */
	uint32_t text;   /* of VALUE_TEXT */
	uint32_t unless; /* a field of the request with which it does not go; 0 for none */
};

struct httpstatus_node {
	uint32_t id, text, reference;
	uint32_t otherwise;        /* the default answer; 0 for none at all */
	struct offset_list ways;   /* none: an end */
	struct offset_list fields; /* of an end */
	uint32_t field;            /* of DECISION_FIELD: the one that is looked for */
	uint16_t about;            /* of DECISION_ABOUT: the node whose answer decides */
	uint16_t code;             /* of an end */
	uint16_t implied_by;       /* a node whose list is in the list of this one; NODE_COUNT for none */
	uint8_t area, type, decision;
	bool optional;
	bool usual_with_method; /* the usual answer is the default and the method of the request */
};

/* A text by its offset; NULL for 0. */
const char *graph_text(uint32_t offset);

/* NULL past the end. */
const struct field_record *node_field(const struct httpstatus_node *node, size_t i);

/* The place of a node, as in httpstatus_node_at. */
size_t node_place(const struct httpstatus_node *node);

/* Whether the application is asked. */
bool node_is_question(const struct httpstatus_node *node);

/* The word of a way; no octets for WAY_COUNT. */
struct span way_word(enum way way);

/* The way from a node whose word is @word. False where it has none. */
bool node_way_find(const struct httpstatus_node *node, struct span word, enum way *way);

/* Where a way leads from a node that has it. */
const struct httpstatus_node *node_follow(const struct httpstatus_node *node, enum way way);

/* ---- the object ---- */

/* A node that was passed, or that the choice has come to. */
struct pass {
	const struct httpstatus_node *node;
	enum way way;      /* WAY_COUNT where none was taken yet */
	struct text given; /* the answer, in the choice's texts */
	bool is_given;
	int64_t number; /* of a date, seconds or octets; HTTPSTATUS_UNKNOWN where there is none */
};

/* A field that goes with the code. */
struct chosen_field {
	const struct field_record *record;
	struct text value; /* in the choice's values */
};

struct httpstatus_choice {
	struct httpstatus_exchange *request;
	struct httpstatus_exchange *made; /* the response, until all is well */
	const struct httpstatus_registry *registry;
	int64_t now;
	struct pass passes[NODE_COUNT]; /* the graph has no circles: no path is longer */
	size_t pass_count;              /* 0: not started */
	struct chosen_field fields[FIELDS_MOST];
	size_t field_count;
	struct buffer texts;  /* the answers */
	struct buffer values; /* of the fields, made of the answers */
	struct buffer usual;  /* the default of the open question, with the method; empty where the default is usual */
};

/* ---- answer.c ---- */

/* Whether a text is an answer of a type, and the number that it says. */
bool answer_read(int type, struct span text, int64_t now, int64_t *number);

/* Whether answers of a type are numbers. */
bool answer_is_number(int type);

/* Writes a number as a text of a type. False where it is none. */
bool answer_write(int type, int64_t number, char out[NUMBER_SIZE]);

/* ---- request.c ---- */

/* Whether a server can tell what is asked, and where the request ends. Where not, the answer is 400. */
bool request_is_sound(const struct httpstatus_exchange *request);

/* Whether one can tell where the request ends, so that another can follow on the connection. */
bool request_can_be_followed(const struct httpstatus_exchange *request);

/* In a version from 1.1 on and below 2, or an unknown one. */
bool request_is_http11(const struct httpstatus_exchange *request);

/* Whether Content-Length says how long the content is. */
bool request_tells_length(const struct httpstatus_exchange *request);

/* The version of HTTP to answer in. */
int64_t request_answer_version(const struct httpstatus_exchange *request);

/* ---- path.c ---- */

/* The node that the choice has come to. NULL where it has not started. */
const struct pass *choice_last(const struct httpstatus_choice *choice);

/* Where the choice has ended. NULL where it has not. */
const struct httpstatus_node *choice_end(const struct httpstatus_choice *choice);

/* What was answered to a question of the path. NULL where it was not asked. */
const struct pass *choice_answer_to(const struct httpstatus_choice *choice, enum node node);

/* The answer's octets; none where it was not asked, or is "there is none". */
struct span choice_answer_text(const struct httpstatus_choice *choice, enum node node);

/* The answer's number; HTTPSTATUS_UNKNOWN where it was not asked, or is "there is none". */
int64_t choice_answer_number(const struct httpstatus_choice *choice, enum node node);

/* Whether a question of the path was answered with a word. */
bool choice_answer_is(const struct httpstatus_choice *choice, enum node node, enum way way);

/* The octets of an answer of the path. */
struct span choice_given(const struct httpstatus_choice *choice, const struct pass *pass);

/* What the request says, for who has the choice at hand. */
struct span choice_method(const struct httpstatus_choice *choice);
bool choice_request_has(const struct httpstatus_choice *choice, struct span name);
bool choice_request_value(const struct httpstatus_choice *choice, struct span name, struct span *value);

/* Whether pages of the origin that Origin names may have the response. */
bool choice_allows_pages(const struct httpstatus_choice *choice);

/* Whether the request has content: it says so, or the application does. */
bool choice_has_content(const struct httpstatus_choice *choice);

/* ---- select.c ---- */

/* What is selected of the offers that were answered to a node; no octets where there were none. False where none is acceptable, and then it is the
 * first. */
bool choice_select(
	const struct httpstatus_choice *choice, enum node node, enum httpstatus_negotiable by, struct span *selected);

/* ---- decide_*.c: a function decide_... for each of the words in [decisions] of graph.toml, declared in choose_words.h ---- */

/* ---- decide.c ---- */

/* The way on from the node that the choice has come to, by the request and what was answered so far. */
enum way choice_decide(const struct httpstatus_choice *choice);

/* ---- fields.c ---- */

/* Makes the fields that go with the code. False where there is no memory. */
bool choice_make_fields(struct httpstatus_choice *choice);

/* ---- response.c ---- */

/* The phrase of the code; NULL where the choice is not at its end. */
const char *choice_phrase(const struct httpstatus_choice *choice);

/* Whether 100 goes ahead. */
bool choice_sends_continue(const struct httpstatus_choice *choice);

#endif

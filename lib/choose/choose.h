/*
 * What the parts of the choose module share: the graph, a choice, and what is decided.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_CHOOSE_CHOOSE_H
#define HTTPSTATUS_CHOOSE_CHOOSE_H

#include "../exchange/exchange.h"
#include "../table.h"
#include "choose_words.h"

#include <httpstatus/choose.h>

/* ---- conditions.c ---- */

/* What is known of the target resource when conditions are evaluated. */
struct state {
	bool exists;
	struct span entity_tag; /* no octets where there is none */
	int64_t last_modified;  /* HTTPSTATUS_UNKNOWN where there is none */
	int64_t now;
};

enum holding { HOLDING_ABSENT, HOLDING_HOLDS, HOLDING_FAILS };

/* Each where it counts: absent where the field is not there, or has to be ignored (RFC 9110, 13.1). */
enum holding if_match(const struct httpstatus_exchange *request, const struct state *state);
enum holding if_none_match(const struct httpstatus_exchange *request, const struct state *state);
enum holding if_modified_since(const struct httpstatus_exchange *request, const struct state *state);
enum holding if_unmodified_since(const struct httpstatus_exchange *request, const struct state *state);
enum holding if_range(const struct httpstatus_exchange *request, const struct state *state);

/* ---- negotiate.c ---- */

/* Whether something can be offered: a media type, a language tag, a coding, and no range of them. */
bool offer_is_valid(int negotiable, struct span offer);

/* ---- graph.c: graph.toml ---- */

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
	uint32_t id, text, section;
	uint32_t otherwise;        /* the default answer; 0 for none at all */
	struct offset_list ways;   /* none: an end */
	struct offset_list fields; /* of an end */
	uint32_t field;            /* of DECISION_FIELD: the one that is looked for */
	uint16_t about;            /* of DECISION_ANSWER: the node whose answer decides */
	uint16_t code;             /* of an end */
	uint8_t area, type, decision;
	bool optional;
};

/* A text by its offset; NULL for 0. */
const char *graph_text(uint32_t offset);

/* NULL past the end. */
const struct field_record *node_field(const struct httpstatus_node *node, size_t i);

/* The place of a node, as in httpstatus_node_at. */
size_t node_place(const struct httpstatus_node *node);

/* The word of a way. */
struct span way_word(enum way way);

/* The way from a node whose word is @word. False where it has none. */
bool node_way_find(const struct httpstatus_node *node, struct span word, enum way *way);

/* Where a way leads from a node that has it. */
const struct httpstatus_node *node_follow(const struct httpstatus_node *node, enum way way);

/* ---- choice.c ---- */

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
	int64_t now;
	struct pass passes[NODE_COUNT]; /* the graph has no circles: no path is longer */
	size_t pass_count;              /* 0: not started */
	struct chosen_field fields[FIELDS_MOST];
	size_t field_count;
	struct buffer texts;  /* the answers */
	struct buffer values; /* of the fields, made of the answers */
};

struct span choice_text(const struct httpstatus_choice *choice, struct text text);

/* What was answered to a question of the path. NULL where it was not asked. */
const struct pass *choice_answer_to(const struct httpstatus_choice *choice, enum node node);

/* The answer's octets; none where it was not asked, or is "there is none". */
struct span choice_answer_text(const struct httpstatus_choice *choice, enum node node);

/* The answer's number; HTTPSTATUS_UNKNOWN where it was not asked, or is "there is none". */
int64_t choice_answer_number(const struct httpstatus_choice *choice, enum node node);

/* Whether a question of the path was answered with a word. */
bool choice_answer_is(const struct httpstatus_choice *choice, enum node node, enum way way);

/* ---- answer.c ---- */

/* Whether a text is an answer of a type, and the number that it says. */
bool answer_read(int type, struct span text, int64_t now, int64_t *number);

/* Whether answers of a type are numbers. */
bool answer_is_number(int type);

/* Writes a number as a text of a type. False where it is none. */
bool answer_write(int type, int64_t number, char out[NUMBER_SIZE]);

/* ---- decide.c ---- */

/* The way that leads on from a node, by the request and what was answered so far. */
enum way node_decide(const struct httpstatus_choice *choice, const struct httpstatus_node *node);

/* What conditions are evaluated on. */
struct state choice_state(const struct httpstatus_choice *choice);

/* What is selected of the answers to a node; no octets where there were none. False where none is acceptable, and then it is the first. */
bool choice_select(
	const struct httpstatus_choice *choice, enum node node, enum httpstatus_negotiable by, struct span *chosen);

/* ---- request.c: what the request says of itself ---- */

/* Whether a server can tell what is asked, and where the request ends. Where not, the answer is 400. */
bool request_is_sound(const struct httpstatus_exchange *request);

/* Whether one can tell where the request ends, so that another can follow on the connection. */
bool request_can_be_followed(const struct httpstatus_exchange *request);

/* In a version from 1.1 on and below 2, or an unknown one. */
bool request_is_http11(const struct httpstatus_exchange *request);

/* Whether Content-Length says how long the content is. */
bool request_tells_length(const struct httpstatus_exchange *request);

/* ---- response.c ---- */

/* Makes the fields that go with the code. False where there is no memory. */
bool choice_make_fields(struct httpstatus_choice *choice);

#endif

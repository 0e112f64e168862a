/*
 * What the parts of the check module share: a rule, and what is judged.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_CHECK_CHECK_H
#define HTTPSTATUS_CHECK_CHECK_H

#include "../exchange/exchange.h"
#include "../table.h"
#include "check_words.h"

#include <httpstatus/check.h>

/* ---- data.c: rules.toml ---- */

enum { CONTENT_ANY, CONTENT_NONE, CONTENT_SOME };

/* Which earlier exchange a rule is about as well. */
enum after {
	AFTER_NOTHING,        /* none */
	AFTER_REPRESENTATION, /* the latest 200 to a GET of the same target */
	AFTER_REDIRECT,       /* the one right before, where its Location leads to this target */
	AFTER_SAME,           /* the one right before, where it had the same method and target */
	AFTER_COUNT
};

struct rule_record {
	uint32_t id, section, title, text, message, field;
	struct offset_list has, lacks, request_has, request_lacks; /* fields */
	struct offset_list methods, other_methods;
	struct offset_list when, unless; /* of enum judge */
	uint64_t declared;
	struct offset_list before_codes; /* of the earlier exchange; none is any */
	uint8_t level, binds, content, after;
	bool about_request;
};

/* A text by its offset; NULL for 0. */
const char *rule_text(uint32_t offset);

/* The text at i of a list; NULL past the end. */
const char *rule_list_text(struct offset_list list, size_t i);

/* The judge at i of a list. False past the end. */
bool rule_list_judge(struct offset_list list, size_t i, enum judge *judge);

/* Whether a code is in a list. An empty list has all. */
bool rule_list_has_code(struct offset_list list, int64_t code);

/* DECLARATION_COUNT where there is none. */
size_t declaration_find(const char *word);

/* NULL past the end. */
const struct rule_record *rule_at(size_t i);

/* The rules that a status can break, by their places. Returns how many. */
size_t rules_of(int status, const uint16_t **places);

/* ---- what is judged ---- */

struct subject {
	const struct httpstatus_checker *checker;
	struct httpstatus_exchange *exchange;
	int status; /* of the final response; 0 where there is none */
	int class;
	struct span method;   /* no octets where it is unknown */
	bool request_is_open; /* fields of the request may be missing here: nothing is lacking then */
	bool response_is_open;
	int64_t request_version, response_version; /* HTTPSTATUS_UNKNOWN where nobody said */
	struct framing framing;
	struct httpstatus_exchange *before; /* the earlier exchange that a rule is about; NULL otherwise */
	struct span *found;                 /* for a judge to point at what it found; valid until it is asked again */
};

struct httpstatus_finding {
	const struct httpstatus_checker *checker;
	uint16_t rule;
	size_t message; /* where in the checker's texts */
};

struct httpstatus_checker {
	uint64_t declared;
	uint8_t ignored[(RULE_COUNT + 7) / 8];
	int weakest; /* rank of a finding */
	struct httpstatus_finding *findings;
	size_t count, capacity;
	struct buffer texts;
	struct httpstatus_exchange **remembered; /* a ring, as large as it may get */
	size_t remembered_count, remembered_most;
	size_t newest;
};

/* ---- memory.c ---- */

/* The earlier exchange that fits; NULL where there is none. */
struct httpstatus_exchange *memory_find(const struct subject *subject, enum after after);

/* Remembers an exchange in place of the oldest. False where there is no memory. */
bool memory_add(struct httpstatus_checker *checker, const struct httpstatus_exchange *exchange);

void memory_free(struct httpstatus_checker *checker);

/* ---- subject.c: what judges ask ---- */

/* Fills in what its exchange says. */
void subject_read(struct subject *subject);

/* The value of a field, its lines joined; false where there is none. Valid until another field is asked for. */
bool response_value(const struct subject *subject, struct span name, struct span *value);
bool request_value(const struct subject *subject, struct span name, struct span *value);

bool response_has(const struct subject *subject, struct span name);
bool request_has(const struct subject *subject, struct span name);

/* Whether the name of any field of the request is of a kind. */
bool request_has_name(const struct subject *subject, bool (*is_of_kind)(struct span name));

/* Whether it is sure that there is no such field. */
bool response_lacks(const struct subject *subject, struct span name);
bool request_lacks(const struct subject *subject, struct span name);

/* Whether any line of a field of the response is not 1*DIGIT, of whatever length (RFC 9110, 8.6; RFC 9111, 5.1). */
bool any_line_is_no_number(const struct subject *subject, struct span name);

bool method_is(const struct subject *subject, struct span method);

/* Points at what a message calls {found}. Returns true, for a judge to return. */
bool found(const struct subject *subject, struct span what);

/* Whether the response has content, and whether it is sure that it has none. */
bool has_content(const struct subject *subject);
bool lacks_content(const struct subject *subject);

/* Whether it is sure that the request has no content. */
bool request_lacks_content(const struct subject *subject);

/* ---- judge_conditions.c ---- */

/* Whether a field of this name is a precondition, of RFC 9110 or another (13.1). */
bool name_is_condition(struct span name);

/* ---- the judges are in judge_*.c; this is made of what rules.toml names ---- */

bool judge_holds(const struct subject *subject, enum judge judge);

#endif

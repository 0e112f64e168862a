/*
 * What is held against exchanges, and what the files of this module share.
 *
 * The files, from data to verb; each calls only those before it, and no judge calls one of another file (tests/source/test_house.py):
 *
 *   data.c                   the rules: rules.toml
 *   subject.c                what is judged, and what judges ask of it
 *   memory.c                 the exchanges before
 *   judge_after.c            two exchanges
 *   judge_authentication.c   challenges and credentials
 *   judge_caching.c          Age, Cache-Control, Expires
 *   judge_conditions.c       preconditions
 *   judge_cors.c             CORS
 *   judge_dates.c            dates
 *   judge_fields.c           fields that are about no one thing of the others
 *   judge_framing.c          how a message ends
 *   judge_http2.c            what HTTP/2 and HTTP/3 do not allow
 *   judge_interim.c          interim responses and Upgrade
 *   judge_negotiation.c      content negotiation
 *   judge_proxy_status.c     Proxy-Status
 *   judge_ranges.c           ranges
 *   judge_redirects.c        redirects
 *   judge_representation.c   the representation: its type, validators and content
 *   judge_request.c          the request
 *   judge_status.c           the status line
 *   judge_structured.c       Cache-Status, targeted cache fields
 *   judge_syntax.c           fields that other documents define, quoted strings
 *   judges.c                 a judge by the name that rules.toml has for it
 *   checker.c                the object: which rules are broken
 *   json.c                   all of it
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_CHECK_CHECK_H
#define HTTPSTATUS_CHECK_CHECK_H

#include "../exchange/exchange.h"
#include "../tables/table.h"
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
	AFTER_VARIANT,        /* the latest 200 to a GET of the same target whose request differs in one field */
	AFTER_TAG,            /* the latest 200 to a GET of the same target with the same strong entity tag */
	AFTER_CHANGE,         /* the one right before, where it may have changed the same target */
	AFTER_COUNT
};

struct httpstatus_rule {
	uint32_t id, reference, title, text, message, field;
	struct offset_list has, lacks, request_has, request_lacks, lacks_value, request_lacks_value; /* fields */
	struct offset_list methods, other_methods;
	struct offset_list when, unless; /* of enum judge */
	uint64_t declared;
	struct offset_list before_codes; /* of the earlier exchange; none is any */
	uint8_t level, binds, content, after, part;
	bool everywhere;
};

/* A text by its offset; NULL for 0. */
const char *rule_text(uint32_t offset);

/* The text at i of a list; NULL past the end. */
const char *rule_list_text(struct offset_list list, size_t i);

/* The judge at i of a list. False past the end. */
bool rule_list_judge(struct offset_list list, size_t i, enum judge *judge);

/* Whether a code is in a list. An empty list has all. */
bool rule_list_has_code(struct offset_list list, int64_t code);

/* The place of a rule, as httpstatus_rule_at takes it. */
size_t rule_place(const struct httpstatus_rule *rule);

/* The rules that a status can break, by their places. Returns how many. */
size_t rules_of(int status, const uint16_t **places);

/* ---- what is judged ---- */

struct subject {
	const struct httpstatus_checker *checker;
	const struct httpstatus_exchange *exchange;
	int status; /* of the final response; 0 where there is none */
	int class;
	struct span method;   /* no octets where it is unknown */
	bool request_is_open; /* fields of the request may be missing here: nothing is lacking then */
	bool response_is_open;
	int64_t request_version, response_version; /* HTTPSTATUS_UNKNOWN where nobody said */
	struct framing framing;
	int part; /* where fields of the response are sought: its header section, or what a rule about all of them is at */
	const struct httpstatus_exchange *before; /* the earlier exchange that a rule is about; NULL otherwise */
	struct span *found; /* for a judge to point at what it found; valid until it is asked again */
};

struct httpstatus_finding {
	const struct httpstatus_checker *checker;
	const struct httpstatus_rule *rule;
	size_t message; /* where in the checker's texts */
};

/* An exchange, and what was declared of it. */
struct remembered {
	struct httpstatus_exchange *exchange;
	uint64_t declared;
};

struct httpstatus_checker {
	uint64_t declared;              /* bit n for each enum httpstatus_checker_property n */
	int64_t level, remembered_most; /* HTTPSTATUS_UNKNOWN where nobody said */
	uint8_t ignored[(RULE_COUNT + 7) / 8];
	const struct httpstatus_registry *registry; /* NULL is the builtin one */
	struct httpstatus_finding *findings;
	size_t count, capacity;
	struct buffer texts;
	struct httpstatus_exchange *own; /* the last one without what was not its server's; NULL until one needs that */
	struct buffer identity; /* of the exchange of the last check, as members of JSON; empty where there is none */
	struct remembered *remembered; /* a ring, as large as it may get */
	size_t remembered_count, newest;
};

/* ---- subject.c: what judges ask ---- */

/* Fills in what its exchange says. */
void subject_read(struct subject *subject);

/* The value of a field, its lines joined; false where there is none. */
bool response_value(const struct subject *subject, struct span name, struct span *value);
bool request_value(const struct subject *subject, struct span name, struct span *value);

bool response_has(const struct subject *subject, struct span name);
bool request_has(const struct subject *subject, struct span name);

/* Whether the name of any field is of a kind. */
bool request_has_name(const struct subject *subject, bool (*is_of_kind)(struct span name));
bool response_has_name(const struct subject *subject, bool (*is_of_kind)(struct span name));

/* Whether it is sure that there is no such field. */
bool response_lacks(const struct subject *subject, struct span name);
bool request_lacks(const struct subject *subject, struct span name);

/* Whether it is sure that there is no such field, or that no line of it has anything: an empty line says no more than none. */
bool response_lacks_value(const struct subject *subject, struct span name);
bool request_lacks_value(const struct subject *subject, struct span name);

/* Whether any line of a field of the response is not 1*DIGIT, of whatever length (RFC 9110, 8.6; RFC 9111, 5.1). */
bool any_line_is_no_number(const struct subject *subject, struct span name);

bool method_is(const struct subject *subject, struct span method);

/* Whether the response is of HTTP/1.0 or HTTP/1.1. */
bool response_is_http1(const struct subject *subject);

/* Whether the caller declared something: one of enum httpstatus_checker_property below LEVEL. */
bool is_declared(const struct subject *subject, enum httpstatus_checker_property declaration);

/* Points at what a message calls {found}. Returns true, for a judge to return. */
bool points_at(const struct subject *subject, struct span what);

/* Whether the response has content, and whether it is sure that it has none. */
bool has_content(const struct subject *subject);
bool lacks_content(const struct subject *subject);

/* Whether it is sure that the request has no content. */
bool request_lacks_content(const struct subject *subject);

/* Whether what Content-Length of the request says is no length. A number too large to count is no less valid. */
bool request_length_is_invalid(const struct subject *subject);

/* Whether a text begins with another one, without regard to case. */
bool begins_with(struct span text, struct span start);

/* Whether a text has another one inside, without regard to case. */
bool has_inside(struct span text, struct span part);

/* Whether a field of this name is a precondition, of RFC 9110 or another (13.1). */
bool name_is_condition(struct span name);

/* Whether the request is about the server as a whole: "*", or a URI with neither path nor query, which the last proxy makes "*" (RFC 9112, 3.2.4), and
 * which is all that a HAR has for it. */
bool targets_server(const struct subject *subject);

/* ---- memory.c ---- */

/* The earlier exchange that fits; NULL where there is none. */
const struct httpstatus_exchange *memory_find(const struct subject *subject, enum after after);

/* The exchange before the one that memory_find has for AFTER_SAME, where it was the same request, too, and the second was declared to be automatic.
 * NULL where there is none. */
const struct httpstatus_exchange *memory_find_first_try(const struct subject *subject);

/* The one field of those that may select a representation in which two requests differ. False where there is none, or there are more. */
bool requests_differ_in(const struct httpstatus_exchange *a, const struct httpstatus_exchange *b, struct span *name);

/* Remembers an exchange in place of the oldest. False where there is no memory. */
bool memory_add(struct httpstatus_checker *checker, const struct httpstatus_exchange *exchange);

/* Forgets them all. */
void memory_free(struct httpstatus_checker *checker);

/* ---- judges.c; what it calls is made of what rules.toml names ---- */

bool judge_holds(const struct subject *subject, enum judge judge);

#endif

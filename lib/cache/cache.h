/*
 * What the parts of the cache module share: whose cache it is, what counts of a response, and how far a lookup has come.
 *
 * The files, from data to verb; each calls only those before it (tests/source/test_house.py):
 *
 *   cache.c          whose cache, and what it does
 *   control.c        which directives count
 *   freshness.c      lifetimes and age
 *   parts.c          which octets are stored, and asked for
 *   store.c          may it be stored
 *   left_out.c       what must not be
 *   draft.c          messages made of pieces of others
 *   keep.c           what is stored
 *   vary.c           what Vary adds to the key
 *   validate.c       validators, and what a 304 is about
 *   select.c         which of the stored responses fit, and the one that is chosen
 *   update.c         a stored response after a 304
 *   combine.c        a stored response of two parts
 *   replace.c        which stored responses a newer one makes superfluous
 *   reasons.c        why the last answer is what it is
 *   plan.c           what a stored response comes to for a request
 *   standing.c       how it stands: fresh, stale, wanted
 *   answer.c         what to do about a request
 *   receive.c        what to do with what the server said
 *   request.c        what to ask the server
 *   cache_status.c   what happened, in a line
 *   respond.c        what to answer
 *   invalidate.c     what is invalid from now on
 *   lookup.c         the lookup as an object
 *   json.c           all of it
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_CACHE_CACHE_H
#define HTTPSTATUS_CACHE_CACHE_H

#include "../exchange/exchange.h"

#include <httpstatus/cache.h>

enum {
	CACHE_PROPERTIES = HTTPSTATUS_CACHE_PROPERTY_HEURISTIC_MOST + 1,
	CACHE_TEXTS = HTTPSTATUS_CACHE_TEXT_TARGETS + 1,
	LOOKUP_PROPERTIES = HTTPSTATUS_LOOKUP_PROPERTY_STORED + 1
};

struct httpstatus_cache {
	int64_t properties[CACHE_PROPERTIES];
	struct buffer texts[CACHE_TEXTS]; /* empty where it was not said */
};

/* ---- cache.c ---- */

/* Whether a cache is shared; one of which nobody said is. */
bool cache_is_shared(const struct httpstatus_cache *cache);

/* Whether it understands 206 and Range. 1, 0, or -1 where nobody said. */
int cache_does_parts(const struct httpstatus_cache *cache);

/* Whether it does what a status needs of a cache. 1, 0, or -1 where nobody said. */
int cache_understands(const struct httpstatus_cache *cache, int status);

/* A text; no octets where it was not said. */
struct span cache_text(const struct httpstatus_cache *cache, int text);

/* ---- control.c ---- */

/* The directives that count for a cache. */
struct policy {
	struct cache_control control;
	struct span field; /* the value that has them; no octets where there is none */
	bool is_targeted;  /* it is of a targeted field, so Expires does not count either */
	bool is_certain;   /* no field that may be missing could take its place */
};

struct policy policy_read(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange);

/* The same of a stored response that is updated with another one. */
struct policy policy_read_merged(const struct httpstatus_cache *cache, const struct httpstatus_exchange *with,
	const struct httpstatus_exchange *stored);

enum { POLICY_NAME_SIZE = 256 };

/* The field names that the arguments of a directive have. */
struct policy_names {
	const struct policy *policy;
	struct span directive;
	struct span rest, argument;
	char room[POLICY_NAME_SIZE]; /* for a name that has escapes */
};

struct policy_names policy_names(const struct policy *policy, struct span directive);

/* The next name, valid until the one after it. False at the end. */
bool policy_name_next(struct policy_names *names, struct span *name);

/* Whether a response without this field would seem to allow what it forbids. */
bool field_is_of_policy(const struct httpstatus_cache *cache, struct span name);

/* ---- freshness.c ---- */

/* HTTPSTATUS_UNKNOWN where nothing says so, and there is nothing to guess from. */
int64_t lifetime_of(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange,
	const struct policy *policy, int64_t now);

/* One of enum httpstatus_freshness. */
int freshness_of(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, const struct policy *policy);

/* The seconds of a directive that allows a stale answer, where it is there and nothing forbids that; else 0. */
int64_t stale_allowance(const struct httpstatus_cache *cache, const struct policy *policy, int64_t seconds);

/* ---- parts.c ---- */

/* Which octets of a representation are stored. */
struct extent {
	bool is_known; /* which ones; else no more is known of them than that something is missing */
	bool is_whole;
	int64_t first, last;
	int64_t complete; /* of the whole; HTTPSTATUS_UNKNOWN where nobody knows, and then last of what is whole says nothing */
};

/* Whether a response with a status has content, where it is not to HEAD. */
bool status_has_content(int status);

struct extent extent_of(const struct httpstatus_exchange *stored);

/* Whether there is everything from the first octet to the last. */
bool extent_is_all(const struct extent *extent);

enum asked { ASKED_WHOLE, ASKED_ONE, ASKED_ONE_OF_SEVERAL, ASKED_SEVERAL, ASKED_NOTHING, ASKED_UNKNOWN };

/* What Range of a request asks for, If-Range aside: the whole, one range of it, several of which one is there, several, none that there is, or one
 * that nobody can tell before the length is known. */
int asked_of(const struct httpstatus_exchange *request, int64_t complete, struct range_spec *asked);

enum { CONTENT_RANGE_SIZE = 96, RANGE_SIZE = 64 };

/* The value of Content-Range; of an extent that is not known, that of a 416. */
void content_range_write(const struct extent *extent, char out[CONTENT_RANGE_SIZE]);

/* The value of Range. */
void range_write(const struct range_spec *range, char out[RANGE_SIZE]);

/* ---- store.c ---- */

/* Bit n for each enum httpstatus_obstacle n, of an exchange with a final response. */
uint32_t storing_obstacles(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, const struct policy *policy);

/* Whether Authorization of the request forbids a shared cache to store the response, since no directive lifts that. */
bool authorization_holds(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange,
	const struct cache_control *control);

/* Whether they leave it allowed: 1, 0, or -1 where that is unknown. */
int obstacles_allow(uint32_t obstacles);

/* ---- left_out.c ---- */

/* The names of fields that must not be stored, or not be forwarded, of which an exchange may have some. */
struct left_out {
	const struct httpstatus_cache *cache;
	size_t own, own_count;
	struct span connection;
	struct policy_names arguments[2];
	int argument, argument_count;
};

/* By what an exchange says in Connection and, where there is a policy, in that; without one, what must not be forwarded. */
struct left_out left_out_begin(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange,
	int part, const struct policy *policy);

/* Those alone that the directives of a policy name. */
struct left_out left_out_by_policy(const struct httpstatus_cache *cache, const struct policy *policy);

/* Marks those that an exchange has, by their places. */
void left_out_mark(struct left_out names, const struct httpstatus_exchange *exchange, int part, bool *marks);

/* A set of places of fields. */
enum { PLACES_MOST = 32768 };

struct places {
	uint32_t count;
	uint32_t bits[PLACES_MOST / 32];
};

static inline bool places_has(const struct places *places, uint32_t place)
{
	return places->bits[place / 32] >> place % 32 & 1;
}

/* Whether it is new. */
static inline bool places_add(struct places *places, uint32_t place)
{
	if (places_has(places, place))
		return false;
	places->bits[place / 32] |= (uint32_t)1 << place % 32;
	places->count++;
	return true;
}

/* ---- draft.c: each returns 0 or an error ---- */

/* The status, how the response ended, and when it came. */
int draft_copy_status(struct httpstatus_exchange *draft, const struct httpstatus_exchange *from);

/* The fields of a part that are not marked. */
int draft_copy_fields(
	struct httpstatus_exchange *draft, const struct httpstatus_exchange *from, int part, const bool *marks);

/* A field of the response with a number from 0 on. */
int draft_add_number(struct httpstatus_exchange *draft, struct span name, int64_t number);

/* Date, where there is none and the time is known. */
int draft_add_date(struct httpstatus_exchange *draft, int64_t received);

/* Marks a field where the exchange has it. */
void marks_set(const struct httpstatus_exchange *exchange, int part, struct span name, bool *marks);

/* ---- vary.c ---- */

/* Whether the request that a stored response is for matches another one in what Vary names. 1, 0, or -1 where that is unknown. */
int vary_matches(const struct httpstatus_exchange *stored, const struct httpstatus_exchange *request);

/* Whether Vary names anything. */
bool vary_has_names(const struct httpstatus_exchange *stored);

/* Whether two responses have the same Vary. */
bool vary_is_same(const struct httpstatus_exchange *a, const struct httpstatus_exchange *b);

/* ---- validate.c ---- */

struct validators {
	bool has_tag, has_date;
	struct entity_tag tag;
	struct span tag_text, date_text; /* as they came */
	int64_t modified;
};

struct validators validators_of(const struct httpstatus_exchange *exchange);

/* Whether Last-Modified is a strong validator: a second passed before the response was made (RFC 9110, 8.8.2.2). */
bool validators_have_strong_date(const struct validators *validators, const struct httpstatus_exchange *stored);

/* What conditions are evaluated against. */
struct state state_of_stored(const struct httpstatus_exchange *stored);

/* Whether a 304 is about a stored response: surely, if it is the latest of those, or if it is the only one. */
enum selection { SELECTION_NONE, SELECTION_ALL, SELECTION_LATEST, SELECTION_ONLY };

enum selection selection_of(const struct httpstatus_exchange *exchange, const struct httpstatus_exchange *stored);

/* ---- the lookup ---- */

/* Whether a stored response could be chosen for the request; its freshness aside. */
enum fit { FIT_METHOD, FIT_NOT_STORABLE, FIT_VARY, FIT_UNKNOWN, FIT_MATCHES };

struct candidate {
	const struct httpstatus_exchange *stored;
	enum fit fit;
	bool covers; /* all that the request asks for is there */
	bool has_vary;
	int64_t date;
};

/* A list of entity tags that is being made, and where each is found. */
struct tags {
	struct buffer list;
	struct span *slots;
	size_t slot_count, capacity;
};

enum { ACTION_NONE = -1, REASONS_MOST = HTTPSTATUS_CACHE_REASON_UNKNOWN + 1 };

struct httpstatus_lookup {
	const struct httpstatus_cache *cache;
	struct httpstatus_exchange *request;
	struct httpstatus_exchange *made; /* a message, until all is well */
	struct tags *tags;
	bool has_started, was_answered;
	int64_t now, properties[LOOKUP_PROPERTIES];
	struct candidate *candidates; /* those that a 304 is about come first */
	size_t count, capacity, selected;
	int action;                               /* the last one; ACTION_NONE before the first */
	int asked;                                /* the one by which the server was asked last */
	uint32_t asked_because;                   /* bit n for each reason n, why it was asked first */
	bool bypasses;                            /* by its method */
	const struct httpstatus_exchange *chosen; /* NULL where none is of use */
	bool chosen_covers;
	struct range_spec missing;                  /* what the server is asked for, to complete it */
	const struct httpstatus_exchange *received; /* NULL before */
	int64_t received_now;
	bool received_is_invalid;
	int reasons[REASONS_MOST];
	size_t reason_count;
};

static inline bool lookup_is_cut_off(const struct httpstatus_lookup *lookup)
{
	return lookup->properties[HTTPSTATUS_LOOKUP_PROPERTY_CUT_OFF] == 1;
}

/* Whether the server was asked with conditions of the cache's own. */
static inline bool lookup_asks_for_itself(const struct httpstatus_lookup *lookup)
{
	return lookup->asked == HTTPSTATUS_CACHE_ACTION_VALIDATE ||
	       lookup->asked == HTTPSTATUS_CACHE_ACTION_SERVE_AND_VALIDATE;
}

/* ---- select.c ---- */

/* Whether what one request brought answers the method of another. */
bool method_fits(const struct httpstatus_exchange *stored, const struct httpstatus_exchange *request);

/* What a condition or a range of another request came to says nothing about this one. */
bool status_answers(int status);

/* When it was made, or else received (RFC 9110, 6.6.1). */
int64_t date_of(const struct httpstatus_exchange *stored);

void candidates_judge(struct httpstatus_lookup *lookup);

/* The best of the first @count that fit; NULL where there is none. */
struct candidate *candidates_best(const struct httpstatus_lookup *lookup, size_t count);

bool candidates_have(const struct httpstatus_lookup *lookup, enum fit fit);

/* Puts those that a 304 is about to the front. */
void candidates_select(struct httpstatus_lookup *lookup, const struct httpstatus_exchange *exchange);

/* Puts a candidate to those at the front. */
void candidates_put_first(struct httpstatus_lookup *lookup, size_t i);

/* ---- update.c ---- */

/* A stored response and a newer one about it. */
struct merge {
	const struct httpstatus_cache *cache;
	const struct httpstatus_exchange *stored, *with;
	bool answers;                    /* it is for the client, not for the store */
	bool *stored_marks, *with_marks; /* the fields that do not go */
};

/* Marks, in a draft. False where there is no memory. */
bool merge_mark(struct merge *merge, struct httpstatus_exchange *draft);

/* The fields of both; and all of a stored response. 0 or an error. */
int merge_fields(const struct merge *merge, struct httpstatus_exchange *draft);
int merge_message(const struct merge *merge, struct httpstatus_exchange *draft);

/* Whether what a response says may be stored with a stored response that it is about. */
bool may_be_merged(const struct httpstatus_cache *cache, const struct httpstatus_exchange *stored,
	const struct httpstatus_exchange *with);

/* ---- combine.c ---- */

bool have_same_strong_validator(const struct httpstatus_exchange *a, const struct httpstatus_exchange *b);

/* Whether a part can be combined with a stored response, and what there is then. */
bool part_fits(const struct httpstatus_cache *cache, const struct httpstatus_exchange *stored,
	const struct httpstatus_exchange *part, struct extent *joined);

/* ---- reasons.c ---- */

void lookup_reason_add(struct httpstatus_lookup *lookup, int reason);
void lookup_reasons_clear(struct httpstatus_lookup *lookup);
bool lookup_has_reason(const struct httpstatus_lookup *lookup, int reason);

/* ---- plan.c ---- */

/* What is sent of a stored response. */
struct plan {
	int status;
	struct extent extent; /* of what is stored */
	int64_t first, last;  /* of a 206 */
	bool has_content;
};

/* False where the stored response does not have what is asked for. */
bool plan_make(const struct httpstatus_lookup *lookup, struct plan *plan);

/* Whether the client has what is stored, by its own condition. */
bool own_condition_fails(const struct httpstatus_exchange *stored, const struct httpstatus_exchange *request);

/* ---- standing.c ---- */

/* What a request wants of a stored response. */
struct wishes {
	struct cache_control control;
	bool no_cache;    /* by Cache-Control or Pragma */
	bool takes_stale; /* by max-stale, with a number or without one */
};

struct wishes wishes_of(const struct httpstatus_exchange *request);

/* How the chosen response stands. */
struct standing {
	struct policy policy;
	bool is_known; /* how old it is */
	bool is_stale;
	bool has_lifetime; /* something says how long it is fresh, or may be guessed */
	int64_t lifetime, age;
	int64_t staleness; /* seconds since it went stale; 0 before */
};

struct standing standing_of(const struct httpstatus_lookup *lookup, int64_t now);

/* Whether to validate it would be in vain, since it does not change. */
bool standing_is_immutable(const struct httpstatus_lookup *lookup, const struct standing *standing);

/* Whether the client wants nothing that is as old as this. */
bool standing_is_unwanted(const struct wishes *wishes, const struct standing *standing);

/* Whether it must not be used without validation, whatever allows it. */
bool stale_is_forbidden(const struct httpstatus_cache *cache, const struct standing *standing);

/* Whether it went stale no longer ago than a directive allows, which may not be there. */
bool stale_is_within(int64_t staleness, int64_t seconds);

/* What lets it be served where the server does not answer: a directive, or the cache's own way. */
enum permission { PERMISSION_NONE, PERMISSION_DIRECTIVE, PERMISSION_CACHE };

/* @for_directive: what happened is an error of the kind that directives speak of. */
int stale_permission(const struct httpstatus_lookup *lookup, const struct standing *standing, bool for_directive);

/* ---- answer.c ---- */

/* One of enum httpstatus_cache_action. */
int lookup_find_answer(struct httpstatus_lookup *lookup);

/* ---- receive.c ---- */

/* One of enum httpstatus_cache_action. */
int lookup_find_reaction(struct httpstatus_lookup *lookup, const struct httpstatus_exchange *exchange, int64_t now);

/* ---- request.c, cache_status.c, respond.c: each returns 0 or an error ---- */

int lookup_make_request(const struct httpstatus_lookup *lookup, struct httpstatus_exchange *draft);

/* Cache-Status, where the cache has a name. */
int add_cache_status(const struct httpstatus_lookup *lookup, struct httpstatus_exchange *draft);

int lookup_make_response(const struct httpstatus_lookup *lookup, struct httpstatus_exchange *draft);

#endif

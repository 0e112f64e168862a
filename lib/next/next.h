/*
 * What the parts of the next module share: the data, a policy, a chain and what is so in one exchange.
 *
 * The files, from data to verb; each calls only those before it (tests/source/test_house.py):
 *
 *   data.c         steps, settings and clients, as their tables have them
 *   client.c       a well-known client
 *   policy.c       what a client does where it is free to choose
 *   memory.c       texts that must not be forgotten
 *   cors.c         what a browser makes of a response for another origin
 *   situation.c    what is so in one exchange
 *   wait.c         how long to wait
 *   redirect.c     where a redirect leads, and what goes along
 *   challenges.c   challenges, as they are remembered
 *   upgrade.c      other protocols
 *   asked.c        whether a response answers what was asked
 *   resumption.c   the rest of a response that broke off
 *   connection.c   what becomes of the connection
 *   conditions.c   the conditions of steps.toml
 *   facts.c        what is worth knowing besides the steps
 *   step.c         a step as an object
 *   request.c      the request that a step sends
 *   chain.c        a chain as an object, and what its caller says
 *   next.c         which steps there are
 *   take.c         taking one
 *   json.c         all of it
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_NEXT_NEXT_H
#define HTTPSTATUS_NEXT_NEXT_H

#include "../exchange/exchange.h"
#include "../tables/table.h"
#include "next_words.h"

#include <httpstatus/next.h>

/* ---- data.c: steps.toml, settings.toml and clients.toml ---- */

enum { TRIGGER_FINAL = 6, TRIGGER_FIRST_EVENT = 10 }; /* beside a class, 1 to 5, and a code, from 100 on */

struct condition_set {
	uint64_t bits[CONDITION_COUNT / 64 + 1]; /* bit n, over all of them, is condition n */
};

/* Its reason and its text are the vocabulary's, at the same place. */
struct step_record {
	struct offset_list triggers;
	struct offset_list drop, add;
	struct condition_set when, unless, wish;
	uint32_t reference;
	uint32_t method; /* 0: as it was, or as the redirect has it */
	uint8_t action, level;
	uint8_t fails; /* the setting that makes an error of it; SETTING_COUNT for none */
	uint8_t connection;
	bool requests, drops_content, repeats, backs_off, avoids_early_data, proxy;
};

enum kind { KIND_RULES, KIND_CODES, KIND_NAMES, KIND_METHODS, KIND_NUMBER, KIND_WORD };

/* Its name and its text are the vocabulary's, at the same place. */
struct setting_record {
	uint8_t kind;
	struct offset_list words;
};

struct cell {
	uint32_t value;
	uint32_t source; /* 0: as in "default" */
};

struct httpstatus_client {
	uint32_t id, title, version;
	struct cell cells[SETTING_COUNT];
};

/* A text by its offset; NULL for 0. */
const char *data_text(uint32_t offset);

/* The text at i of a list; NULL past the end. */
const char *list_text(struct offset_list list, size_t i);

/* NULL past the end. */
const struct step_record *step_record_at(size_t i);
const struct setting_record *setting_record_at(size_t i);
const struct httpstatus_client *client_record_at(size_t i);

/* Where a step stands in the data. */
size_t step_record_place(const struct step_record *record);

/* The setting of a word; SETTING_COUNT where there is none. */
size_t setting_find(const char *word);

bool step_is_triggered(const struct step_record *record, unsigned trigger);

/* What describes content; what makes a request conditional. */
struct offset_list content_field_names(void);
struct offset_list upload_field_names(void);
struct offset_list condition_field_names(void);

/* What is of one request or one connection: credentials by their schemes, and fields. */
struct offset_list bound_scheme_names(void);
struct offset_list bound_field_names(void);

/* A rewriting by its word. False where there is none. */
bool rewrite_read(struct span word, enum rewrite *rewrite);

/* Whether a name is in a list, without regard to case. */
bool list_has_name(struct offset_list list, struct span name);

/* ---- policy.c ---- */

struct policy_value {
	struct span text;
	char *own;      /* what it lies in, where the caller has set it */
	int64_t number; /* of a number, or a word by its place */
};

struct httpstatus_policy {
	const struct httpstatus_client *client; /* whom it was last made like */
	struct policy_value values[SETTING_COUNT];
};

/* A copy of its own, of the policy of a careful client for NULL. False, and nothing to be freed, where there is no memory. */
bool policy_copy(struct httpstatus_policy *to, const struct httpstatus_policy *from);

/* Frees what the policy holds, not itself. */
void policy_empty(struct httpstatus_policy *policy);

/* The next word of a list with single spaces. False at the end. */
bool word_next(struct span *rest, struct span *word);

int64_t policy_number(const struct httpstatus_policy *policy, enum setting setting);
bool policy_has_code(const struct httpstatus_policy *policy, enum setting setting, int code);
bool policy_has_field(const struct httpstatus_policy *policy, enum setting setting, struct span name);

/* No method is in a list, but in "any". */
bool policy_has_method(const struct httpstatus_policy *policy, enum setting setting, struct span method);

/* The setting that has the rules for a redirect with a code. */
enum setting redirect_setting(int code);

/* What happens to a method on a redirect with a code; to an unknown one what happens to any. */
enum rewrite policy_rewrite(const struct httpstatus_policy *policy, int code, struct span method);

/* What happens to it where somebody follows although a policy does not: what a careful client does, and else it stays (RFC 9110, 15.4). */
enum rewrite rewrite_permitted(int code, struct span method);

/* ---- the objects ---- */

enum {
	CHAIN_PROPERTIES = HTTPSTATUS_CHAIN_PROPERTY_RANDOM + 1,
	CHAIN_FACTS = HTTPSTATUS_CHAIN_FACT_PREFLIGHT_FIRST + 1,
};

struct step_field {
	struct text name;
	struct line value;
};

/* Its texts are the chain's. */
struct httpstatus_step {
	struct httpstatus_chain *chain;
	const struct step_record *record;
	int action;
	struct line method, target;
	int content;
	size_t first_drop, drops;
	size_t first_add, adds;
	int64_t delay_ms;
	int delay_source;
	int connection;
	uint64_t declined;      /* bit n: setting n declines it */
	bool drops_credentials; /* now and from then on */
	bool lacks_credentials; /* they are dropped now, or were before */
};

/* What must not be forgotten. */
struct memory {
	int64_t hops;
	int64_t retries;
	bool content_dropped;
	bool credentials_dropped;
	bool authenticated;       /* since they were dropped: Authorization is for the origin of now */
	bool authenticated_proxy; /* likewise Proxy-Authorization */
	bool told,
		told_proxy; /* the caller was told to add them to this very request; whether it did is seen where that is known whole */
	uint8_t drops;       /* of credentials: what was answered before has to be answered again */
	bool content_sent;   /* because 100 came */
	bool too_early;      /* 425 came: nothing is sent in early data any more */
	bool stopped;        /* sending, because the final response came */
	int64_t resume_from; /* the octets that there are already; HTTPSTATUS_UNKNOWN where nothing is resumed */
	uint8_t attempts[STEP_COUNT]; /* at this target */
};

struct httpstatus_chain {
	struct httpstatus_policy policy;
	int64_t said[CHAIN_PROPERTIES]; /* HTTPSTATUS_UNKNOWN where nothing was said */
	struct buffer protocols;        /* that the caller can upgrade to, as Upgrade lists them */
	const struct httpstatus_registry *registry;
	struct memory memory;
	struct buffer visited;                /* targets that were asked */
	struct buffer answered;               /* challenges */
	struct buffer validator;              /* of what is resumed */
	struct httpstatus_exchange *exchange; /* what the steps are about, copied */
	struct httpstatus_exchange *made;     /* the next request, until all is well */
	int code;                             /* as which the status of that exchange is treated; 0 where it has none */
	struct buffer challenges;             /* of that exchange */
	struct httpstatus_step steps[ACTION_COUNT];
	size_t step_count;
	bool facts[CHAIN_FACTS];
	struct buffer texts; /* of the steps */
	struct step_field *fields;
	size_t field_count, field_capacity;
};

/* ---- memory.c ---- */

/* Lists of texts, in a buffer of their own. False where there is no memory, and then the list is as it was. */
bool memory_put(struct buffer *buffer, struct span text);

/* A text whose octets come piece by piece: begun here, put by buffer_put, ended there. */
bool memory_begin(struct buffer *buffer, size_t *place);
void memory_end(struct buffer *buffer, size_t place);

bool memory_has(const struct buffer *buffer, struct span text);

/* The text at *place, which is put behind it. False past the end. */
bool memory_next(const struct buffer *buffer, size_t *place, struct span *text);

/* Whether there is a target by which a server is asked for the same. */
bool memory_has_target(const struct buffer *buffer, struct span target);

/* ---- cors.c ---- */

/* Whether the client is one to which the CORS protocol means something: the policy says so, and it is no proxy. */
bool cors_counts(const struct httpstatus_chain *chain);

/* What that makes of the chain's exchange and its final status, one of enum event: EVENT_COUNT where it has no say, or does not know. */
int cors_event(const struct httpstatus_chain *chain, int status);

/* ---- situation.c ---- */

struct redirect {
	bool given;   /* there is a Location */
	bool usable;  /* which can be followed */
	bool differs; /* there are several */
	enum rewrite rewrite;
	struct span target;
	bool crosses;   /* to another origin, as far as one can tell */
	bool downgrade; /* from https to http, or from what may have been https */
	bool userinfo;  /* it has some, which hides where it leads (RFC 9110, 4.2.4) */
	bool host_not_ascii;
	bool leads_back; /* to the target of the request itself */
	bool drops_content;
	bool drops_credentials; /* by the policy; what the chain remembers comes to that */
};

struct wait {
	bool given;       /* by a Retry-After */
	int64_t asked_ms; /* by that; HTTPSTATUS_UNKNOWN where nobody can tell how long */
	bool told;        /* by a Retry-After that the policy heeds */
	bool refused;     /* it is too long, or nobody can tell how long */
	bool invalid;
	int64_t ms;
};

struct situation {
	const struct httpstatus_chain *chain;
	const struct httpstatus_exchange *exchange;
	int part;   /* whose fields the response's are */
	int status; /* of the final or the last interim response; 0 where there is an event instead */
	int code;   /* as which it is treated (RFC 9110, 15) */
	int named;  /* what a list of codes has to have: the code, but the status where only its class is known */
	int event;  /* one of enum event; EVENT_COUNT where there is a response */
	struct span method; /* no octets where it is unknown */
	struct framing framing;
	struct redirect redirect;
	struct wait wait;
};

/* What happened, to the chain's copy of an exchange; but for what wait_read and redirect_read find. */
void situation_read(const struct httpstatus_chain *chain, struct situation *situation);

/* What the caller can do: one of HTTPSTATUS_CHAIN_PROPERTY_CAN_CONNECT and those after it. */
bool situation_can(const struct situation *situation, enum httpstatus_chain_property property);

/* What is so in this exchange: one of HTTPSTATUS_CHAIN_PROPERTY_OWN_CONDITION and those after it. 1, 0, or -1 where nobody said. */
int situation_circumstance(const struct situation *situation, enum httpstatus_chain_property property);

bool situation_is_proxys(const struct situation *situation);

/* Whether a list of codes of the policy has this one. */
bool situation_is_listed(const struct situation *situation, enum setting setting);

/* Whether the request has content. */
bool situation_has_content(const struct situation *situation);

/* Whether content can be sent (again). */
bool content_is_sendable(const struct situation *situation);

/* Whether something was not yet sent that would have been. */
bool content_is_unsent(const struct situation *situation);

/* Whether the request is still being sent: some of its content is known to be left, and was not sent since. */
bool content_is_unfinished(const struct situation *situation);

bool situation_request_has(const struct situation *situation, struct span name);
bool situation_response_has(const struct situation *situation, struct span name);

/* Whether the response has no such field, as far as all its fields are known. */
bool situation_response_lacks(const struct situation *situation, struct span name);

/* Whether the request has a field that is a condition, or may have, where nobody knows its fields. */
bool request_is_conditional(const struct situation *situation);

/* Whether the request has a field that is not for everybody. */
bool request_has_credentials(const struct situation *situation);

/* The version of HTTP that was spoken; HTTPSTATUS_UNKNOWN where nobody said. */
int64_t situation_version(const struct situation *situation);

/* ---- wait.c ---- */

void wait_read(const struct situation *situation, struct wait *out);

/* How long to wait before the next retry without Retry-After, in milliseconds. */
int64_t backoff_ms(const struct situation *situation);

/* ---- redirect.c ---- */

void redirect_read(const struct situation *situation, struct redirect *out);

/* ---- challenges.c ---- */

/* How often a target's challenges are answered: nobody means more. */
enum { ANSWERS_MOST = 4 };

/* A list of the challenges of a 401 or 407, as they are remembered; none of another response. False where there is no memory. */
bool challenges_read(const struct situation *situation, struct buffer *out);

/* Whether one of them was not answered before. */
bool challenges_are_new(const struct httpstatus_chain *chain);

/* Whether the request had credentials for who challenges: it has them, or the response shows it; of a request that is not known whole, whether the
 * chain wanted it so. */
bool credentials_were_sent(const struct situation *situation);

/* Remembers that they are answered. False where there is no memory. */
bool challenges_remember(struct httpstatus_chain *chain);

/* ---- upgrade.c ---- */

/* Whether a value lists protocols, and nothing else (RFC 9110, 7.8). */
bool protocols_are_good(struct span value);

/* The protocol of Upgrade in the response that the caller can speak. False where there is none. */
bool upgrade_choose(const struct situation *situation, struct span *protocol);

/* Whether the response switches to what the request asked for (RFC 9110, 7.8; RFC 9113, 8.6). */
bool switch_was_asked(const struct situation *situation);

/* ---- asked.c ---- */

/* Whether a 304 can answer the request: it retrieves something, and has a condition that 304 answers (RFC 9110, 13.1.2, 13.1.3). */
bool unmodified_is_possible(const struct situation *situation);

/* Whether a 304 names another representation than those that the condition is about (RFC 9111, 4.3.4). */
bool unmodified_is_another(const struct situation *situation);

/* Whether the request has a condition that keeps it from overwriting blindly (RFC 6585, 3), as far as its fields are known. */
bool request_is_guarded(const struct situation *situation);

/* Whether a part of the representation was asked for; whether none can have been (RFC 9110, 14.2). */
bool range_is_asked(const struct situation *situation);
bool range_is_missing(const struct situation *situation);

/* Whether the request may have gone to a proxy. */
bool proxy_is_possible(const struct situation *situation);

/* Whether only a cache may answer (RFC 9111, 5.2.1.7). */
bool only_caches_are_asked(const struct situation *situation);

/* Whether the request lacks what the code answers, or has what the code misses. */
bool code_is_unasked(const struct situation *situation);

/* ---- resumption.c ---- */

/* Where the rest of a response that broke off begins, and its strong validator. False where it cannot be resumed. */
bool resumption_read(const struct situation *situation, int64_t *from, struct span *validator);

/* Where the rest begins that the chain asked for; HTTPSTATUS_UNKNOWN where it did not, or where the request is known to ask for something else. */
int64_t resumed_from(const struct situation *situation);

/* Whether a 206 can be joined to what there is: it is the rest of what is resumed, with the same validator or none; or, where the chain resumes
 * nothing, nothing shows another part than the one that the request asks for, or another representation than If-Range names. */
bool parts_fit(const struct situation *situation);

/* Whether a 416 says that there is no rest: what came before the break is all there is (RFC 9110, 15.5.17). */
bool is_resumed_whole(const struct situation *situation);

/* ---- connection.c ---- */

/* One of enum httpstatus_next_connection, for a step that does an action. */
int connection_find(const struct situation *situation, const struct step_record *record, int action);

/* ---- conditions.c ---- */

bool condition_holds(const struct situation *situation, enum condition condition, size_t record);

/* The setting that decides a condition of the policy's; SETTING_COUNT where the specification advises against it as well. */
enum setting wish_setting(const struct situation *situation, enum condition condition);

/* ---- facts.c ---- */

/* All but those that the best step makes. */
void facts_read(const struct situation *situation, bool facts[CHAIN_FACTS]);

/* ---- step.c ---- */

struct span step_octets(const struct httpstatus_step *step, struct text text);

/* Behind the texts that there are. False where there is no memory. */
bool step_put_line(struct httpstatus_step *step, struct span text, struct line *line);
bool step_put_field(struct httpstatus_step *step, struct span name, struct line value);

/* Whether the next request goes without a field. */
bool step_drops(const struct httpstatus_step *step, struct span name);

/* ---- request.c ---- */

/* Describes the request that a step sends. False where there is no memory. */
bool request_describe(const struct situation *situation, struct httpstatus_step *step);

/* Whether a browser asks with a preflight before it sends the request that a step describes. */
bool request_needs_preflight(const struct situation *situation, const struct httpstatus_step *step);

/* ---- chain.c ---- */

/* Forgets the steps, the facts, and what they are about. */
void chain_forget_steps(struct httpstatus_chain *chain);

/* Forgets what the caller said of one exchange. */
void chain_forget_exchange(struct httpstatus_chain *chain);

#endif

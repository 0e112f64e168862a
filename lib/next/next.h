/*
 * What the parts of the next module share: the data, a policy, a chain and what is so in one exchange.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_NEXT_NEXT_H
#define HTTPSTATUS_NEXT_NEXT_H

#include "../exchange/exchange.h"
#include "../table.h"
#include "next_words.h"

#include <httpstatus/next.h>

/* ---- data.c: steps.toml, settings.toml and clients.toml ---- */

enum { TRIGGER_FINAL = 6, TRIGGER_FIRST_EVENT = 10 }; /* beside a class, 1 to 5, and a code, from 100 on */

struct step_record {
	struct offset_list triggers;
	struct offset_list drop, add;
	uint64_t when, unless; /* bit n is condition n */
	uint32_t reason, section, text;
	uint32_t method; /* 0: as it was, or as the redirect has it */
	uint8_t action, level;
	uint8_t fails; /* the setting that makes an error of it; SETTING_COUNT for none */
	uint8_t connection;
	bool requests, drops_content, repeats, backs_off, avoids_early_data, proxy;
};

enum kind { KIND_RULES, KIND_CODES, KIND_NAMES, KIND_METHODS, KIND_NUMBER, KIND_WORD };

struct setting_record {
	uint32_t name, text;
	uint8_t kind;
	struct offset_list words;
};

struct cell {
	uint32_t value;
	uint32_t source; /* 0: as in "default" */
};

struct client_record {
	uint32_t name, title, version;
	struct cell cells[SETTING_COUNT];
};

/* A text by its offset; NULL for 0. */
const char *data_text(uint32_t offset);

/* The text at i of a list; NULL past the end. */
const char *list_text(struct offset_list list, size_t i);

/* NULL past the end. */
const struct step_record *step_record_at(size_t i);
const struct setting_record *setting_record_at(size_t i);
const struct client_record *client_record_at(size_t i);

bool step_is_triggered(const struct step_record *record, unsigned trigger);

/* What describes content; what makes a request conditional. */
struct offset_list content_field_names(void);
struct offset_list condition_field_names(void);

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
	struct policy_value values[SETTING_COUNT];
};

/* What a client does. */
void policy_fill(struct httpstatus_policy *policy, const struct client_record *client);

/* A copy of its own. False, and nothing to be freed, where there is no memory. */
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

/* What happens to a method on a redirect with a code; to an unknown one what happens to any. */
enum rewrite policy_rewrite(const struct httpstatus_policy *policy, int code, struct span method);

/* ---- chain.c ---- */

struct step_field {
	size_t name;  /* where in the chain's texts */
	size_t value; /* 0: there is none */
};

struct httpstatus_step {
	const struct httpstatus_chain *chain;
	const struct step_record *record;
	int action;
	struct line method, target; /* where in the chain's texts */
	int content;
	size_t first_drop, drops;
	size_t first_add, adds;
	int64_t delay;
	int delay_source;
	int connection;
	bool drops_credentials; /* now and from then on */
};

/* What must not be forgotten. */
struct memory {
	int64_t hops;
	int64_t retries;
	bool content_dropped;
	bool credentials_dropped;
	bool authenticated;       /* since they were dropped: Authorization is for the origin of now */
	bool authenticated_proxy; /* likewise Proxy-Authorization */
	uint8_t drops;            /* of credentials: what was answered before has to be answered again */
	bool content_sent;        /* because 100 came */
	bool too_early;           /* 425 came: nothing is sent in early data any more */
	bool stopped;             /* sending, because the final response came */
	int64_t resume_from;      /* the octets that there are already; HTTPSTATUS_UNKNOWN where nothing is resumed */
	uint8_t attempts[STEP_COUNT]; /* at this target */
};

struct httpstatus_chain {
	struct httpstatus_policy policy;
	struct memory memory;
	struct buffer visited;                /* targets that were asked */
	struct buffer answered;               /* challenges: scheme, realm, origin */
	struct httpstatus_exchange *exchange; /* what the steps are about, copied */
	struct httpstatus_exchange *made;     /* the next request, until all is well */
	struct httpstatus_step steps[ACTION_COUNT];
	size_t step_count;
	uint32_t facts;
	bool out_of_memory;      /* met while the steps were made */
	struct buffer key;       /* a challenge, to be looked up in `answered` */
	struct buffer validator; /* of what is resumed */
	struct buffer texts;     /* of the steps; an empty one at 0 */
	struct step_field *fields;
	size_t field_count, field_capacity;
};

/* Lists of texts, in a buffer of their own. */
bool memory_put(struct buffer *buffer, struct span text);
bool memory_has(const struct buffer *buffer, struct span text);

/* ---- situation.c ---- */

struct redirect {
	bool given;   /* there is a Location */
	bool usable;  /* which can be followed */
	bool differs; /* there are several */
	enum rewrite rewrite;
	struct span target;
	bool crosses;   /* to another origin, as far as one can tell */
	bool downgrade; /* from https to http */
	bool drops_content;
	bool drops_credentials; /* by the policy; what the chain remembers comes to that */
};

struct wait {
	bool told;    /* by a Retry-After that the policy heeds */
	bool refused; /* it is too long, or nobody can tell how long */
	bool invalid;
	int64_t seconds;
};

struct situation {
	struct httpstatus_chain *chain;
	struct httpstatus_exchange *exchange;
	const struct httpstatus_next_input *input;
	int status;         /* of the final or the last interim response; 0 where there is an event instead */
	int code;           /* as which it is treated */
	int event;          /* one of enum event; EVENT_COUNT where there is a response */
	struct span method; /* no octets where it is unknown */
	struct framing framing;
	struct redirect redirect;
	struct wait wait;
};

void situation_read(struct situation *situation);

/* Whether the request has content. */
bool situation_has_content(const struct situation *situation);

/* Whether content can be sent (again). */
bool content_is_sendable(const struct situation *situation);

/* Whether something was not yet sent that would have been. */
bool content_is_unsent(const struct situation *situation);

bool situation_request_has(const struct situation *situation, struct span name);
bool situation_response_has(const struct situation *situation, struct span name);

/* Whether the request has one of the fields, or nobody knows its fields. */
bool request_is_conditional(const struct situation *situation);

/* Whether the request has a field that is not for everybody. */
bool request_has_credentials(const struct situation *situation);

/* Where the rest of a response that broke off begins, and its strong validator. False where it cannot be resumed. */
bool resumption_read(const struct situation *situation, int64_t *from, struct span *validator);

/* Whether a 206 is the rest of what is resumed: it begins where that broke off, and has the same validator, or none. */
bool parts_fit(const struct situation *situation);

/* The protocol of Upgrade in the response that the caller can speak. False where there is none. */
bool upgrade_choose(const struct situation *situation, struct span *protocol);

uint32_t situation_facts(const struct situation *situation);

/* How many challenges of a response are looked at, and how often a target's are answered: nobody means more. */
enum { CHALLENGES_MOST = 16, ANSWERS_MOST = 4 };

/* The i-th challenge as it is remembered. False past the end, and past CHALLENGES_MOST. */
bool challenge_key(const struct situation *situation, size_t i, struct span *key);

/* ---- redirect.c, wait.c ---- */

void redirect_read(const struct situation *situation, struct redirect *out);
void wait_read(const struct situation *situation, struct wait *out);

/* How long to wait before the n-th retry, from 0, without Retry-After. */
int64_t backoff_seconds(const struct situation *situation, int64_t n);

/* ---- conditions.c ---- */

bool condition_holds(const struct situation *situation, enum condition condition, size_t record);

/* ---- step.c ---- */

/* Makes all steps. False where there is no memory. */
bool steps_make(const struct situation *situation);

struct span chain_text(const struct httpstatus_chain *chain, struct text text);

#endif

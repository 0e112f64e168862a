/*
 * What a cache would have done with exchanges, one after the other.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_REPLAY_H
#define HTTPSTATUS_REPLAY_H

#include <httpstatus/httpstatus.h>

#include <jansson.h>
#include <stdbool.h>

/* What could be changed, so that more is answered by the cache. */
enum advice {
	ADVICE_LIFETIME,      /* nothing says for how long it is fresh */
	ADVICE_SHORT,         /* it says so, and that was over */
	ADVICE_NO_STORE,      /* it says that it must not be stored */
	ADVICE_NO_CACHE,      /* it says that the server is to be asked each time */
	ADVICE_PRIVATE,       /* it is for no shared cache */
	ADVICE_AUTHORIZATION, /* the request has Authorization, and nothing lifts that */
	ADVICE_VARY,          /* Vary names fields in which requests differ */
	ADVICE_VALIDATOR,     /* it has nothing by which to ask whether it changed */
	ADVICES,
	ADVICE_NONE = -1
};

/* So many, and the octets of their content. */
struct tally {
	size_t count;
	int64_t octets;
	bool is_least; /* of some, nobody knows how many octets */
};

/* What is known of one target URI. */
struct target {
	struct target *next; /* with the same hash */
	char *uri;           /* without the scheme, where nobody said that */
	size_t length;
	struct httpstatus_exchange **stored; /* in the order of the file */
	size_t count, capacity;
	struct httpstatus_exchange
		*last;             /* what came last for a GET, stored or not; NULL where nothing did that is valid */
	bool last_counts[ADVICES]; /* in the responses of an advice */
	bool was_invalidated;      /* what came last is no longer valid */
	size_t spared[ADVICES];    /* requests */
};

struct suggestion {
	struct tally responses; /* to be changed */
	struct tally spared;    /* requests, if they were */
	int64_t seconds;        /* the least lifetime that does */
};

enum { TARGET_HASHES = 1 << 14 };

struct replay {
	struct httpstatus_cache *cache;
	struct httpstatus_lookup *lookup;
	struct target *targets[TARGET_HASHES];

	/* of the last exchange */
	struct target *target;         /* NULL where its URI is not known */
	int action;                    /* one of enum httpstatus_cache_action; -1 where the request is not known */
	int reaction;                  /* likewise, to what the server said; -1 where it was not asked */
	bool is_own;                   /* what the file shows seems to come from a cache that is there already */
	bool is_kept;                  /* the response was stored */
	bool is_newest;                /* the response is the target\'s last */
	json_t *updated, *invalidated; /* what was stored before: file and entry */

	/* of all */
	size_t requests;
	struct tally spared;    /* could have been answered by the cache */
	struct tally own;       /* was, by another */
	struct tally validated; /* could have been answered with a 304 */
	struct suggestion suggestions[ADVICES];
	struct httpstatus_lookup *what_if;
	struct httpstatus_exchange *changed;
};

/* ---- replay.c ---- */

struct replay *replay_new(bool shared);
void replay_free(struct replay *replay);

/* What to do about the request, at a time. */
void replay_ask(struct replay *replay, const struct httpstatus_exchange *exchange, int64_t now);

/* What the response changes in the store; where the request is not answered without it. */
void replay_tell(struct replay *replay, const struct httpstatus_exchange *exchange, int64_t now);

/* Whether the request was answered without the server. */
bool replay_answers(const struct replay *replay);

/* The octets of the content; HTTPSTATUS_UNKNOWN where nobody knows. */
int64_t replay_octets(const struct httpstatus_exchange *exchange);

void tally_add(struct tally *tally, int64_t octets);

/* ---- advice.c ---- */

/* Considers, between asking and telling, what would have had to be otherwise for the request to be spared. */
void advice_consider(struct replay *replay, const struct httpstatus_exchange *exchange, int64_t now);

/* Counts the response among those that could be changed; after telling. */
void advice_count(struct replay *replay, int64_t now);

/* The target for which an advice would spare the most; NULL where there is none. */
const struct target *advice_target(const struct replay *replay, int advice);

#endif

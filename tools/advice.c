/*
 * What would have had to be otherwise for a request to be spared: the response that came before, with other fields, is offered for it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "replay.h"

#include "command.h"

#include <string.h>

enum { OBSTACLES_MOST = 64 };

static const char *field(const struct httpstatus_exchange *exchange, const char *name, size_t *length)
{
	return httpstatus_exchange_field(exchange, HTTPSTATUS_PART_RESPONSE, name, strlen(name), 0, length);
}

/* ---- what stands in the way ---- */

static int advice_of_obstacle(int obstacle)
{
	switch (obstacle) {
	case HTTPSTATUS_OBSTACLE_NO_STORE:
		return ADVICE_NO_STORE;
	case HTTPSTATUS_OBSTACLE_PRIVATE:
		return ADVICE_PRIVATE;
	case HTTPSTATUS_OBSTACLE_AUTHORIZATION:
		return ADVICE_AUTHORIZATION;
	case HTTPSTATUS_OBSTACLE_NO_FRESHNESS:
		return ADVICE_LIFETIME;
	default:
		return ADVICE_NONE;
	}
}

/* What stands in the way of storing; the first that can be changed. */
static int advice_of_storing(const struct replay *replay, const struct httpstatus_exchange *exchange)
{
	int obstacles[OBSTACLES_MOST], advice = ADVICE_NONE;
	size_t count = httpstatus_cache_obstacles(replay->cache, exchange, obstacles, OBSTACLES_MOST);

	for (size_t i = 0; i < count && i < OBSTACLES_MOST && advice == ADVICE_NONE; i++)
		advice = advice_of_obstacle(obstacles[i]);
	return advice;
}

static bool has_reason(const struct httpstatus_lookup *lookup, int sought)
{
	int reason;

	for (size_t i = 0; (reason = httpstatus_lookup_reason(lookup, i)) >= 0; i++)
		if (reason == sought)
			return true;
	return false;
}

static bool lacks_lifetime(const struct replay *replay, const struct httpstatus_exchange *exchange)
{
	return httpstatus_cache_freshness(replay->cache, exchange) != HTTPSTATUS_FRESHNESS_EXPLICIT;
}

static int advice_of(const struct replay *replay, const struct httpstatus_exchange *last)
{
	if (httpstatus_cache_may_store(replay->cache, last) != 1)
		return advice_of_storing(replay, last);
	if (has_reason(replay->lookup, HTTPSTATUS_CACHE_REASON_VARY))
		return ADVICE_VARY;
	if (has_reason(replay->lookup, HTTPSTATUS_CACHE_REASON_NO_CACHE))
		return ADVICE_NO_CACHE;
	return lacks_lifetime(replay, last) ? ADVICE_LIFETIME : ADVICE_SHORT;
}

/* ---- whether it would help ---- */

/* Whether a response shows that the one before was no longer right: by the first of these that both have. */
static bool has_changed(const struct httpstatus_exchange *before, const struct httpstatus_exchange *after)
{
	static const char *const validators[] = {"ETag", "Last-Modified"};

	for (size_t i = 0; i < sizeof validators / sizeof validators[0]; i++) {
		size_t of_before, of_after;
		const char *one = field(before, validators[i], &of_before);
		const char *other = field(after, validators[i], &of_after);

		if (one && other)
			return of_before != of_after || memcmp(one, other, of_before) != 0;
	}
	if (httpstatus_exchange_status(after) == HTTPSTATUS_NOT_MODIFIED)
		return false;
	int64_t octets = replay_octets(before), others = replay_octets(after);
	return httpstatus_exchange_status(before) != httpstatus_exchange_status(after) ||
	       (octets != HTTPSTATUS_UNKNOWN && others != HTTPSTATUS_UNKNOWN && octets != others);
}

static bool set_response_field(struct httpstatus_exchange *exchange, const char *name, const char *value)
{
	return httpstatus_exchange_set_field(
		       exchange, HTTPSTATUS_PART_RESPONSE, name, strlen(name), value, value ? strlen(value) : 0) == 0;
}

/* Makes the response what it would be if the advice had been followed. */
static void change(struct replay *replay, const struct httpstatus_exchange *last, int advice)
{
	struct httpstatus_exchange *changed = replay->changed;
	bool good = httpstatus_exchange_copy(changed, last) == 0 &&
		    set_response_field(changed, "Cache-Control", "public, max-age=31536000") &&
		    set_response_field(changed, "Expires", NULL);

	if (good && advice == ADVICE_VARY)
		good = set_response_field(changed, "Vary", NULL);
	if (!good)
		complain_of_memory();
}

static bool would_be_served(struct replay *replay, const struct httpstatus_exchange *exchange, int64_t now)
{
	return httpstatus_cache_may_store(replay->cache, replay->changed) == 1 &&
	       httpstatus_cache_keep(replay->cache, replay->changed, replay->changed) == 0 &&
	       httpstatus_lookup_start(replay->what_if, exchange, now) == 0 &&
	       httpstatus_lookup_offer(replay->what_if, replay->changed) == 0 &&
	       httpstatus_lookup_answer(replay->what_if) == HTTPSTATUS_CACHE_ACTION_SERVE;
}

/* ---- counting ---- */

static void count_response(struct replay *replay, int advice)
{
	struct target *target = replay->target;

	if (!target->last_counts[advice])
		tally_add(&replay->suggestions[advice].responses, replay_octets(target->last));
	target->last_counts[advice] = true;
}

static void count_spared(struct replay *replay, int advice, const struct httpstatus_exchange *exchange, int64_t now)
{
	struct suggestion *suggestion = &replay->suggestions[advice];
	int64_t age = httpstatus_cache_time(replay->cache, replay->target->last, HTTPSTATUS_CACHE_TIME_AGE, now);

	count_response(replay, advice);
	tally_add(&suggestion->spared, replay_octets(exchange));
	replay->target->spared[advice]++;
	if (age != HTTPSTATUS_UNKNOWN && age >= suggestion->seconds)
		suggestion->seconds = age + 1;
}

/* Only what has content is worth the question whether it changed. */
static bool lacks_validator(const struct httpstatus_exchange *last)
{
	return httpstatus_exchange_status(last) == HTTPSTATUS_OK && replay_octets(last) != 0 &&
	       !field(last, "ETag", NULL) && !field(last, "Last-Modified", NULL);
}

/* Statuses that are not worth keeping unless somebody says so are left alone: a 302, an error. */
static bool is_worth_keeping(const struct httpstatus_exchange *last)
{
	int status = httpstatus_exchange_status(last), class = httpstatus_class(status);

	return (class == HTTPSTATUS_CODE_CLASS_SUCCESSFUL || class == HTTPSTATUS_CODE_CLASS_REDIRECTION) &&
	       httpstatus_code_has(httpstatus_registry_find(NULL, status), HTTPSTATUS_FACT_HEURISTICALLY_CACHEABLE);
}

void advice_consider(struct replay *replay, const struct httpstatus_exchange *exchange, int64_t now)
{
	const struct httpstatus_exchange *last = replay->target ? replay->target->last : NULL;

	if (!last || replay_answers(replay) || replay->is_own || !is_worth_keeping(last) || has_changed(last, exchange))
		return;
	int advice = advice_of(replay, last);
	if (advice == ADVICE_NONE)
		return;
	change(replay, last, advice);
	if (!would_be_served(replay, exchange, now))
		return;
	count_spared(replay, advice, exchange, now);
	if (advice != ADVICE_VARY && lacks_validator(last))
		count_spared(replay, ADVICE_VALIDATOR, exchange, now);
}

/* What says no-cache needs no lifetime; a lookup for the same request tells. */
static bool says_no_cache(struct replay *replay, const struct httpstatus_exchange *last, int64_t now)
{
	return httpstatus_lookup_start(replay->what_if, last, now) == 0 &&
	       httpstatus_lookup_offer(replay->what_if, last) == 0 && httpstatus_lookup_answer(replay->what_if) >= 0 &&
	       has_reason(replay->what_if, HTTPSTATUS_CACHE_REASON_NO_CACHE);
}

void advice_count(struct replay *replay, int64_t now)
{
	const struct httpstatus_exchange *last = replay->target ? replay->target->last : NULL;

	if (!last || !replay->is_newest || !is_worth_keeping(last))
		return;
	bool lacks = replay->is_kept ? lacks_lifetime(replay, last) && !says_no_cache(replay, last, now)
				     : advice_of_storing(replay, last) == ADVICE_LIFETIME;
	if (lacks)
		count_response(replay, ADVICE_LIFETIME);
}

const struct target *advice_target(const struct replay *replay, int advice)
{
	const struct target *best = NULL;

	for (int i = 0; i < TARGET_HASHES; i++)
		for (const struct target *target = replay->targets[i]; target; target = target->next)
			if (target->spared[advice] > (best ? best->spared[advice] : 0))
				best = target;
	return best;
}

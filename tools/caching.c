/*
 * What a cache may do with a response, in words.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

enum { OBSTACLES_MOST = 64 };

void clause_add_obstacles(
	struct clause *clause, const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange)
{
	int obstacles[OBSTACLES_MOST];
	size_t count = httpstatus_cache_obstacles(cache, exchange, obstacles, OBSTACLES_MOST);

	for (size_t i = 0; i < count && i < OBSTACLES_MOST; i++)
		clause_add(
			clause, "%s%s", i ? ", " : " (", httpstatus_word(HTTPSTATUS_VOCABULARY_OBSTACLE, obstacles[i]));
	if (count)
		clause_add(clause, ")");
}

struct clause freshness_clause(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, int64_t now)
{
	int freshness = httpstatus_cache_freshness(cache, exchange);
	int64_t lifetime = httpstatus_cache_time(cache, exchange, HTTPSTATUS_CACHE_TIME_LIFETIME, now);
	int64_t age = httpstatus_cache_time(cache, exchange, HTTPSTATUS_CACHE_TIME_AGE, now);
	struct clause clause = {.used = 0};

	if (freshness == HTTPSTATUS_FRESHNESS_NONE || lifetime == HTTPSTATUS_UNKNOWN)
		return clause;
	clause_add_seconds(&clause, lifetime);
	clause_add(&clause, ", %s lifetime, ", httpstatus_word(HTTPSTATUS_VOCABULARY_FRESHNESS, freshness));
	if (age == HTTPSTATUS_UNKNOWN) {
		clause_add(&clause, "of unknown age");
		return clause;
	}
	clause_add_seconds(&clause, age);
	clause_add(&clause, " old");
	return clause;
}

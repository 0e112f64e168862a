/*
 * What a cache may do, as JSON.
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

static void put_word(struct json *json, const char *key, int vocabulary, int value)
{
	json_key(json, key);
	json_text(json, httpstatus_word(vocabulary, value));
}

static void put_number(struct json *json, const char *key, int64_t number)
{
	json_key(json, key);
	json_number(json, number);
}

static void put_state(struct json *json, const char *key, int state)
{
	json_key(json, key);
	json_state(json, state);
}

static void put_key(struct json *json, const struct httpstatus_exchange *exchange)
{
	struct span uri;

	uri.bytes = httpstatus_exchange_target_uri(exchange, &uri.length);
	json_key(json, "key");
	json_octets(json, uri);
}

/* ---- an exchange ---- */

static void put_store(
	struct json *json, const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange)
{
	int obstacles[HTTPSTATUS_OBSTACLE_CACHE_UNKNOWN + 1];
	size_t count = httpstatus_cache_obstacles(cache, exchange, obstacles, sizeof obstacles / sizeof obstacles[0]);
	struct span name;

	json_key(json, "store");
	json_object(json);
	put_state(json, "may", httpstatus_cache_may_store(cache, exchange));
	json_key(json, "why");
	json_array(json);
	for (size_t i = 0; i < count; i++)
		json_text(json, httpstatus_word(HTTPSTATUS_VOCABULARY_OBSTACLE, obstacles[i]));
	json_array_end(json);
	json_key(json, "left_out");
	json_array(json);
	for (size_t i = 0; (name.bytes = httpstatus_cache_left_out(cache, exchange, i, &name.length)); i++)
		json_octets(json, name);
	json_array_end(json);
	json_object_end(json);
}

static void put_freshness(struct json *json, const struct httpstatus_cache *cache,
	const struct httpstatus_exchange *exchange, int64_t now)
{
	static const struct {
		const char key[24];
		char time;
	} times[] = {
		{"lifetime", HTTPSTATUS_CACHE_TIME_LIFETIME},
		{"age", HTTPSTATUS_CACHE_TIME_AGE},
		{"fresh_for", HTTPSTATUS_CACHE_TIME_FRESH_FOR},
		{"stale_while_revalidate", HTTPSTATUS_CACHE_TIME_STALE_WHILE_REVALIDATE},
		{"stale_if_error", HTTPSTATUS_CACHE_TIME_STALE_IF_ERROR},
	};

	json_key(json, "freshness");
	json_object(json);
	put_word(json, "from", HTTPSTATUS_VOCABULARY_FRESHNESS, httpstatus_cache_freshness(cache, exchange));
	put_state(json, "fresh", httpstatus_cache_is_fresh(cache, exchange, now));
	for (size_t i = 0; i < sizeof times / sizeof times[0]; i++)
		put_number(json, times[i].key, httpstatus_cache_time(cache, exchange, times[i].time, now));
	json_object_end(json);
}

static void put_invalidated(
	struct json *json, const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange)
{
	struct span uri;

	json_key(json, "invalidates");
	json_array(json);
	for (size_t i = 0; (uri.bytes = httpstatus_cache_invalidated(cache, exchange, i, &uri.length)); i++)
		json_octets(json, uri);
	json_array_end(json);
}

size_t httpstatus_cache_json(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange,
	int64_t now, char *out, size_t size)
{
	struct json json = json_begin(out, size);

	if (!exchange) {
		json_null(&json);
		return json_end(&json);
	}
	json_object(&json);
	exchange_put_identity(exchange, &json);
	put_state(&json, "shared", cache_is_shared(cache));
	put_key(&json, exchange);
	put_store(&json, cache, exchange);
	put_freshness(&json, cache, exchange, now);
	put_invalidated(&json, cache, exchange);
	json_object_end(&json);
	return json_end(&json);
}

/* ---- a lookup ---- */

/* Which stored response it is, by what its exchange says of itself. */
static void put_stored(struct json *json, const struct httpstatus_exchange *stored)
{
	if (!stored) {
		json_null(json);
		return;
	}
	json_object(json);
	exchange_put_identity(stored, json);
	json_object_end(json);
}

static void put_content(struct json *json, const struct httpstatus_lookup *lookup)
{
	int64_t first, last;
	int state = httpstatus_lookup_content(lookup, &first, &last);

	json_key(json, "content");
	json_object(json);
	put_state(json, "stored", state);
	put_number(json, "first", first);
	put_number(json, "last", last);
	json_object_end(json);
}

size_t httpstatus_lookup_json(const struct httpstatus_lookup *lookup, char *out, size_t size)
{
	struct json json = json_begin(out, size);
	const struct httpstatus_exchange *selected;
	int reason;

	if (!lookup || !lookup->has_started) {
		json_null(&json);
		return json_end(&json);
	}
	json_object(&json);
	exchange_put_identity(lookup->request, &json);
	put_key(&json, lookup->request);
	put_word(&json, "action", HTTPSTATUS_VOCABULARY_CACHE_ACTION, lookup->action);
	json_key(&json, "reasons");
	json_array(&json);
	for (size_t i = 0; (reason = httpstatus_lookup_reason(lookup, i)) >= 0; i++)
		json_text(&json, httpstatus_word(HTTPSTATUS_VOCABULARY_CACHE_REASON, reason));
	json_array_end(&json);
	json_key(&json, "stored");
	put_stored(&json, httpstatus_lookup_stored(lookup));
	json_key(&json, "selected");
	json_array(&json);
	for (size_t i = 0; (selected = httpstatus_lookup_selected(lookup, i)); i++)
		put_stored(&json, selected);
	json_array_end(&json);
	put_content(&json, lookup);
	json_object_end(&json);
	return json_end(&json);
}

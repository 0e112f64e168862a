/*
 * What a cache would have done with exchanges, one after the other.
 *
 * SPDX-License-Identifier: MIT
 */
#include "replay.h"

#include "command.h"

#include <stdlib.h>
#include <string.h>

void tally_add(struct tally *tally, int64_t octets)
{
	tally->count++;
	if (octets == HTTPSTATUS_UNKNOWN || octets > INT64_MAX - tally->octets)
		tally->is_least = true;
	else
		tally->octets += octets;
}

int64_t replay_octets(const struct httpstatus_exchange *exchange)
{
	int64_t length = httpstatus_exchange_content_length(exchange);

	if (length < 0)
		length = httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN);
	return length < 0 ? HTTPSTATUS_UNKNOWN : length;
}

/* ---- targets ---- */

static size_t hash(const char *bytes, size_t length)
{
	uint32_t sum = 2166136261U;

	for (size_t i = 0; i < length; i++)
		sum = (sum ^ (unsigned char)bytes[i]) * 16777619U;
	return (sum ^ sum >> 16) % TARGET_HASHES;
}

static struct target *target_new(const char *uri, size_t length)
{
	struct target *target = calloc(1, sizeof *target);

	if (!target || !(target->uri = malloc(length + 1)))
		complain_of_memory();
	memcpy(target->uri, uri, length);
	target->uri[length] = '\0';
	target->length = length;
	return target;
}

/* Where the target is, or would be. */
static struct target **place_of(struct replay *replay, const char *uri, size_t length)
{
	struct target **place = &replay->targets[hash(uri, length)];

	while (*place && ((*place)->length != length || memcmp((*place)->uri, uri, length) != 0))
		place = &(*place)->next;
	return place;
}

/* The URI of a target; of one of which nobody said whether it is of http or https, the URI without the scheme, as in "//a.example/". */
static const char *target_name(struct replay *replay, const struct httpstatus_exchange *exchange, size_t *length)
{
	static const char scheme[] = "http:";
	const char *uri = httpstatus_exchange_target_uri(exchange, length);

	if (uri || httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_SECURED) != HTTPSTATUS_UNKNOWN)
		return uri;
	if (httpstatus_exchange_copy(replay->changed, exchange) != 0 ||
		httpstatus_exchange_set(replay->changed, HTTPSTATUS_PROPERTY_SECURED, 0) != 0)
		complain_of_memory();
	uri = httpstatus_exchange_target_uri(replay->changed, length);
	if (!uri)
		return NULL;
	*length -= strlen(scheme);
	return uri + strlen(scheme);
}

static struct target *target_of(struct replay *replay, const struct httpstatus_exchange *exchange)
{
	size_t length;
	const char *uri = target_name(replay, exchange, &length);

	if (!uri)
		return NULL;
	struct target **place = place_of(replay, uri, length);
	if (!*place)
		*place = target_new(uri, length);
	return *place;
}

static void target_free(struct target *target)
{
	for (size_t i = 0; i < target->count; i++)
		httpstatus_exchange_free(target->stored[i]);
	httpstatus_exchange_free(target->last);
	free(target->stored);
	free(target->uri);
	free(target);
}

static void drop(struct target *target, size_t i)
{
	httpstatus_exchange_free(target->stored[i]);
	target->count--;
	memmove(target->stored + i, target->stored + i + 1, (target->count - i) * sizeof target->stored[0]);
}

/* ---- the object ---- */

struct replay *replay_new(bool shared)
{
	struct replay *replay = calloc(1, sizeof *replay);

	if (!replay)
		complain_of_memory();
	replay->cache = httpstatus_cache_new();
	replay->changed = httpstatus_exchange_new();
	replay->lookup = replay->cache ? httpstatus_lookup_new(replay->cache) : NULL;
	replay->what_if = replay->cache ? httpstatus_lookup_new(replay->cache) : NULL;
	if (!replay->lookup || !replay->what_if || !replay->changed)
		complain_of_memory();
	httpstatus_cache_set(replay->cache, HTTPSTATUS_CACHE_PROPERTY_SHARED, shared);
	replay->updated = json_array();
	replay->invalidated = json_array();
	return replay;
}

void replay_free(struct replay *replay)
{
	if (!replay)
		return;
	for (int i = 0; i < TARGET_HASHES; i++)
		for (struct target *target = replay->targets[i], *next; target; target = next) {
			next = target->next;
			target_free(target);
		}
	httpstatus_lookup_free(replay->lookup);
	httpstatus_lookup_free(replay->what_if);
	httpstatus_exchange_free(replay->changed);
	httpstatus_cache_free(replay->cache);
	json_decref(replay->updated);
	json_decref(replay->invalidated);
	free(replay);
}

/* ---- asking ---- */

bool replay_answers(const struct replay *replay)
{
	return replay->action == HTTPSTATUS_CACHE_ACTION_SERVE || replay->action == HTTPSTATUS_CACHE_ACTION_REFUSE;
}

/* Input reads what shows no transfer as fields that may be missing: a browser shows what it stored. */
static bool seems_own(const struct httpstatus_exchange *exchange)
{
	return httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE) == 1 &&
	       httpstatus_exchange_field_name(exchange, HTTPSTATUS_PART_RESPONSE, 0, NULL);
}

static bool line_is(const struct httpstatus_exchange *exchange, int line, const char *text)
{
	size_t length;
	const char *value = httpstatus_exchange_line(exchange, line, &length);

	return value && length == strlen(text) && memcmp(value, text, length) == 0;
}

/* Whether the validator that both have is the same. */
static bool has_same_validator(const struct httpstatus_exchange *a, const struct httpstatus_exchange *b)
{
	static const char *const names[] = {"ETag", "Last-Modified"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		size_t of_a, of_b, length = strlen(names[i]);
		const char *value = httpstatus_exchange_field(a, HTTPSTATUS_PART_RESPONSE, names[i], length, 0, &of_a);
		const char *other = httpstatus_exchange_field(b, HTTPSTATUS_PART_RESPONSE, names[i], length, 0, &of_b);

		if (value && other)
			return of_a == of_b && memcmp(value, other, of_a) == 0;
	}
	return false;
}

static void count_request(struct replay *replay, const struct httpstatus_exchange *exchange)
{
	const struct httpstatus_exchange *stored = httpstatus_lookup_stored(replay->lookup);

	replay->requests++;
	if (replay->is_own)
		tally_add(&replay->own, replay_octets(exchange));
	else if (replay->action == HTTPSTATUS_CACHE_ACTION_SERVE)
		tally_add(&replay->spared, replay_octets(exchange));
	else if (replay->action == HTTPSTATUS_CACHE_ACTION_VALIDATE &&
		 httpstatus_exchange_status(exchange) == HTTPSTATUS_OK && has_same_validator(stored, exchange))
		tally_add(&replay->validated, replay_octets(exchange));
}

void replay_ask(struct replay *replay, const struct httpstatus_exchange *exchange, int64_t now)
{
	replay->target = target_of(replay, exchange);
	replay->action = replay->reaction = -1;
	replay->is_kept = replay->is_newest = false;
	replay->is_own = seems_own(exchange);
	json_array_clear(replay->updated);
	json_array_clear(replay->invalidated);
	int error = httpstatus_lookup_start(replay->lookup, exchange, now);
	for (size_t i = 0; !error && replay->target && i < replay->target->count; i++)
		error = httpstatus_lookup_offer(replay->lookup, replay->target->stored[i]);
	if (error == HTTPSTATUS_ERROR_MEMORY)
		complain_of_memory();
	if (!error)
		replay->action = httpstatus_lookup_answer(replay->lookup);
	count_request(replay, exchange);
}

/* ---- telling ---- */

static void note(json_t *list, const struct httpstatus_exchange *stored)
{
	size_t length;
	const char *file = httpstatus_exchange_line(stored, HTTPSTATUS_LINE_SOURCE, &length);

	json_array_append_new(
		list, json_pack("{s:o, s:I}", "file", file ? lines_text(file, length) : json_null(), "entry",
			      (json_int_t)httpstatus_exchange_get(stored, HTTPSTATUS_PROPERTY_ENTRY)));
}

/* Brings a stored response up to date; one that must not be used any more goes. Whether it stays. */
static bool update(struct replay *replay, size_t i, const struct httpstatus_exchange *with)
{
	int state = httpstatus_cache_update(replay->cache, replay->target->stored[i], with);

	if (state == HTTPSTATUS_ERROR_MEMORY)
		complain_of_memory();
	if (state == 1 || state == -1)
		note(state == 1 ? replay->updated : replay->invalidated, replay->target->stored[i]);
	if (state == -1)
		drop(replay->target, i);
	return state != -1;
}

static bool is_selected(const struct replay *replay, const struct httpstatus_exchange *stored)
{
	const struct httpstatus_exchange *selected;

	for (size_t i = 0; (selected = httpstatus_lookup_selected(replay->lookup, i)); i++)
		if (selected == stored)
			return true;
	return false;
}

static void update_selected(struct replay *replay, const struct httpstatus_exchange *exchange)
{
	for (size_t i = 0; replay->target && i < replay->target->count;)
		i += !is_selected(replay, replay->target->stored[i]) || update(replay, i, exchange);
}

/* RFC 9111, 4.3.5. */
static void update_by_head(struct replay *replay, const struct httpstatus_exchange *exchange)
{
	for (size_t i = 0; replay->target && i < replay->target->count;)
		i += !line_is(replay->target->stored[i], HTTPSTATUS_LINE_METHOD, "GET") || update(replay, i, exchange);
}

static void invalidate_target(struct replay *replay, struct target *target, const struct httpstatus_exchange *exchange)
{
	for (size_t i = 0; i < target->count;) {
		bool goes = httpstatus_cache_invalidates(replay->cache, exchange, target->stored[i]) == 1;

		if (goes) {
			note(replay->invalidated, target->stored[i]);
			drop(target, i);
		}
		i += !goes;
	}
	if (target->last && httpstatus_cache_invalidates(replay->cache, exchange, target->last) == 1) {
		target->was_invalidated = true;
		httpstatus_exchange_free(target->last);
		target->last = NULL;
	}
}

static bool names_groups(const struct httpstatus_exchange *exchange)
{
	static const char name[] = "Cache-Group-Invalidation";

	return httpstatus_exchange_field(exchange, HTTPSTATUS_PART_RESPONSE, name, strlen(name), 0, NULL);
}

/* RFC 9111, 4.4: what is named is looked up. Only for groups (RFC 9875) are all asked. */
static void invalidate(struct replay *replay, const struct httpstatus_exchange *exchange)
{
	const char *uri;
	size_t length;

	if (replay->target) /* which may have no URI to be looked up by */
		invalidate_target(replay, replay->target, exchange);
	for (size_t i = 0; (uri = httpstatus_cache_invalidated(replay->cache, exchange, i, &length)); i++) {
		struct target *target = *place_of(replay, uri, length);

		if (target)
			invalidate_target(replay, target, exchange);
	}
	for (int i = 0; names_groups(exchange) && i < TARGET_HASHES; i++)
		for (struct target *target = replay->targets[i]; target; target = target->next)
			invalidate_target(replay, target, exchange);
}

/* As many as a cache keeps of one target: each request looks at all of them. */
enum { STORED_MOST = 64 };

static void target_add(struct target *target, struct httpstatus_exchange *kept)
{
	if (target->count == STORED_MOST)
		drop(target, 0); /* the one that has been there for longest */
	if (target->count == target->capacity) {
		target->capacity = target->capacity ? 2 * target->capacity : 2;
		target->stored = realloc(target->stored, target->capacity * sizeof target->stored[0]);
		if (!target->stored)
			complain_of_memory();
	}
	target->stored[target->count++] = kept;
}

static void keep(struct replay *replay, const struct httpstatus_exchange *exchange)
{
	struct target *target = replay->target;

	if (!target || httpstatus_cache_may_store(replay->cache, exchange) != 1)
		return;
	struct httpstatus_exchange *kept = httpstatus_exchange_new();
	if (!kept || httpstatus_cache_keep(replay->cache, exchange, kept) != 0)
		complain_of_memory();
	for (size_t i = 0; i < target->count;) {
		if (httpstatus_cache_replaces(replay->cache, kept, target->stored[i]) == 1)
			drop(target, i);
		else
			i++;
	}
	target_add(target, kept);
	replay->is_kept = true;
}

/* What came last, as it came: a 304 and what another cache shows are not that. */
static void remember(struct replay *replay, const struct httpstatus_exchange *exchange)
{
	struct target *target = replay->target;

	if (!target || replay->is_own || !line_is(exchange, HTTPSTATUS_LINE_METHOD, "GET") ||
		httpstatus_exchange_status(exchange) == HTTPSTATUS_NOT_MODIFIED)
		return;
	if (!target->last && !(target->last = httpstatus_exchange_new()))
		complain_of_memory();
	if (httpstatus_exchange_copy(target->last, exchange) != 0)
		complain_of_memory();
	replay->is_newest = true;
	target->was_invalidated = false;
	memset(target->last_counts, 0, sizeof target->last_counts);
}

void replay_tell(struct replay *replay, const struct httpstatus_exchange *exchange, int64_t now)
{
	if (replay_answers(replay))
		return;
	if (replay->action >= 0)
		replay->reaction = httpstatus_lookup_receive(replay->lookup, exchange, now);
	if (!httpstatus_exchange_status(exchange))
		return;
	if (replay->reaction == HTTPSTATUS_CACHE_ACTION_UPDATE)
		update_selected(replay, exchange);
	invalidate(replay, exchange);
	if (line_is(exchange, HTTPSTATUS_LINE_METHOD, "HEAD") && httpstatus_exchange_status(exchange) == HTTPSTATUS_OK)
		update_by_head(replay, exchange);
	if (replay->reaction == HTTPSTATUS_CACHE_ACTION_RELAY) {
		remember(replay, exchange);
		keep(replay, exchange);
	}
}

/*
 * httpstatus cache: what caches would have done with exchanges, and what to change so that they do more.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"
#include "input.h"
#include "replay.h"
#include "usage.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum { PRIVATE_CACHE, SHARED_CACHE, CACHES, OBSTACLES_MOST = 64 };

static const char *const cache_names[CACHES] = {"private", "shared"};

struct caching {
	struct terminal terminal;
	bool json;
	bool has_visited; /* an exchange */
	bool many;        /* files, so that each exchange names its own */
	int64_t fixed;    /* the time of all requests; HTTPSTATUS_UNKNOWN: each has its own */
	bool wants[CACHES];
	struct replay *replays[CACHES]; /* NULL where it is not wanted */
};

/* ---- both caches in one line, where they are the same ---- */

static void print_same(const struct caching *caching, const char *label, const char *text)
{
	if (*text)
		terminal_labelled(&caching->terminal, label, text);
}

static void print_clauses(const struct caching *caching, const char *label, const struct clause clauses[CACHES])
{
	bool one = !caching->replays[PRIVATE_CACHE] || !caching->replays[SHARED_CACHE];

	if (!one && strcmp(clauses[PRIVATE_CACHE].text, clauses[SHARED_CACHE].text) == 0) {
		print_same(caching, label, clauses[PRIVATE_CACHE].text);
		return;
	}
	for (int i = 0; i < CACHES; i++) {
		struct clause clause = {.used = 0};

		if (!clauses[i].used)
			continue;
		clause_add(&clause, one ? "%s%s" : "%s: %s", one ? "" : cache_names[i], clauses[i].text);
		print_same(caching, label, clause.text);
		label = "";
	}
}

typedef void describe(
	struct clause *clause, const struct replay *replay, const struct httpstatus_exchange *exchange, int64_t now);

static void print_line(const struct caching *caching, const char *label, describe *describe_it,
	const struct httpstatus_exchange *exchange, int64_t now)
{
	struct clause clauses[CACHES] = {{.used = 0}};

	for (int i = 0; i < CACHES; i++)
		if (caching->replays[i])
			describe_it(&clauses[i], caching->replays[i], exchange, now);
	print_clauses(caching, label, clauses);
}

/* ---- the request ---- */

/* "; fresh: the stored response is fresh (RFC 9111, 4.2)"; the word alone where there is no more to say. */
static void add_word_and_text(struct clause *clause, int vocabulary, int value)
{
	const char *word = httpstatus_word(vocabulary, value), *text = httpstatus_word_text(vocabulary, value);

	if (text && strcmp(word, text) != 0)
		clause_add(clause, "; %s: %s", word, text);
	else
		clause_add(clause, "; %s", word);
}

static int64_t entry_of(const struct httpstatus_exchange *exchange)
{
	return httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_ENTRY);
}

/* "entry 5"; where it is of another file than @here, " of FILE" behind it. */
static void add_entry(struct clause *clause, int64_t entry, const char *file, const struct httpstatus_exchange *here)
{
	const char *shown = httpstatus_exchange_line(here, HTTPSTATUS_LINE_SOURCE, NULL);

	clause_add(clause, "entry %lld", (long long)entry);
	if (file && shown && strcmp(file, shown) != 0)
		clause_add(clause, " of %s", file);
}

static void add_entry_of(
	struct clause *clause, const struct httpstatus_exchange *exchange, const struct httpstatus_exchange *here)
{
	add_entry(clause, entry_of(exchange), httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_SOURCE, NULL), here);
}

/* What became of what came before, where nothing of it is stored. */
static void describe_before(struct clause *clause, const struct replay *replay, const struct httpstatus_exchange *here)
{
	const struct target *target = replay->target;

	if (target && target->last) {
		clause_add(clause, "; ");
		add_entry_of(clause, target->last, here);
		clause_add(clause, " was not stored");
		clause_add_obstacles(clause, replay->cache, target->last);
	} else if (target && target->was_invalidated) {
		clause_add(clause, "; what came before was made invalid");
	}
}

/* Of the first request for a URI there is nothing to say. */
static void describe_answer(
	struct clause *clause, const struct replay *replay, const struct httpstatus_exchange *exchange, int64_t now)
{
	const struct httpstatus_exchange *stored = httpstatus_lookup_stored(replay->lookup);
	int reason = httpstatus_lookup_reason(replay->lookup, 0);
	bool is_first =
		reason == HTTPSTATUS_CACHE_REASON_NOTHING_STORED && replay->action == HTTPSTATUS_CACHE_ACTION_FORWARD;

	(void)now;
	if (replay->action < 0) {
		clause_add(clause, "unknown, as the request is");
		return;
	}
	if (is_first && (!replay->target || (!replay->target->last && !replay->target->was_invalidated)))
		return;
	clause_add_word(clause, httpstatus_word(HTTPSTATUS_VOCABULARY_CACHE_ACTION, replay->action));
	if (stored) {
		clause_add(clause, " ");
		add_entry_of(clause, stored, exchange);
	}
	if (is_first) {
		describe_before(clause, replay, exchange);
		return;
	}
	for (size_t i = 0; (reason = httpstatus_lookup_reason(replay->lookup, i)) >= 0; i++)
		add_word_and_text(clause, HTTPSTATUS_VOCABULARY_CACHE_REASON, reason);
}

/* ---- the response ---- */

static void add_left_out(struct clause *clause, const struct replay *replay, const struct httpstatus_exchange *exchange)
{
	const char *name;
	size_t length;

	for (size_t i = 0; (name = httpstatus_cache_left_out(replay->cache, exchange, i, &length)); i++)
		clause_add(clause, "%s%.*s", i ? ", " : " without ", (int)length, name);
}

/* Of what would not have been asked for, nothing would have been stored. */
static void describe_storing(
	struct clause *clause, const struct replay *replay, const struct httpstatus_exchange *exchange, int64_t now)
{
	int obstacles[OBSTACLES_MOST], may = httpstatus_cache_may_store(replay->cache, exchange);
	size_t count = httpstatus_cache_obstacles(replay->cache, exchange, obstacles, OBSTACLES_MOST);

	(void)now;
	if (replay_answers(replay) || !httpstatus_exchange_status(exchange) ||
		replay->reaction == HTTPSTATUS_CACHE_ACTION_UPDATE)
		return;
	clause_add(clause, "%s", may == 1 ? "stored" : may == 0 ? "not stored" : "may or may not be stored");
	if (may == 1)
		add_left_out(clause, replay, exchange);
	for (size_t i = 0; i < count && i < OBSTACLES_MOST; i++)
		add_word_and_text(clause, HTTPSTATUS_VOCABULARY_OBSTACLE, obstacles[i]);
}

/* Why there is no lifetime, or where it is from. */
static const char *freshness_reason(int from, bool has_lifetime)
{
	if (from == HTTPSTATUS_FRESHNESS_HEURISTIC && !has_lifetime)
		return "none: no max-age, no Expires, and no Last-Modified to guess from";
	if (from == HTTPSTATUS_FRESHNESS_HEURISTIC)
		return " (a tenth of the time since Last-Modified)";
	return has_lifetime ? "" : "none: nothing says so, and no guess is allowed";
}

static void describe_freshness(
	struct clause *clause, const struct replay *replay, const struct httpstatus_exchange *exchange, int64_t now)
{
	int from = httpstatus_cache_freshness(replay->cache, exchange);

	if (replay_answers(replay) || replay->is_own || from < 0 ||
		httpstatus_cache_may_store(replay->cache, exchange) == 0)
		return;
	*clause = freshness_clause(replay->cache, exchange, now);
	clause_add(clause, "%s", freshness_reason(from, clause->used > 0));
}

static void add_entries(struct clause *clause, const json_t *list, const struct httpstatus_exchange *here)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *stored = json_array_get(list, i);

		clause_add(clause, "%s", i ? ", " : "");
		add_entry(clause, json_integer_value(json_object_get(stored, "entry")),
			json_string_value(json_object_get(stored, "file")), here);
	}
}

static void describe_updates(
	struct clause *clause, const struct replay *replay, const struct httpstatus_exchange *exchange, int64_t now)
{
	(void)now;
	add_entries(clause, replay->updated, exchange);
}

static void describe_invalidated(
	struct clause *clause, const struct replay *replay, const struct httpstatus_exchange *exchange, int64_t now)
{
	(void)now;
	add_entries(clause, replay->invalidated, exchange);
}

/* ---- the summary, for a person ---- */

static void add_octets(struct clause *clause, const struct tally *tally)
{
	double octets = (double)tally->octets;
	const char *least = tally->is_least ? "at least " : "";

	if (tally->octets < 1000)
		clause_add(clause, "%s%lld octets", least, (long long)tally->octets);
	else if (octets < 999500)
		clause_add(clause, octets < 9950 ? "%s%.1f kB" : "%s%.0f kB", least, octets / 1e3);
	else
		clause_add(clause, octets < 9.95e6 ? "%s%.1f MB" : "%s%.0f MB", least, octets / 1e6);
}

/* "1 request, 88 octets" */
static void add_tally(struct clause *clause, const struct tally *tally, const char *noun)
{
	clause_add(clause, "%zu %s%s, ", tally->count, noun, tally->count == 1 ? "" : "s");
	add_octets(clause, tally);
}

static void describe_summary(
	struct clause *clause, const struct replay *replay, const struct httpstatus_exchange *exchange, int64_t now)
{
	(void)exchange, (void)now;
	add_tally(clause, &replay->spared, "request");
	clause_add(clause, ", of %zu could have been spared", replay->requests);
	if (replay->validated.count) {
		clause_add(clause, "; ");
		add_tally(clause, &replay->validated, "response");
		clause_add(clause, ", could have been a 304");
	}
	if (replay->own.count)
		clause_add(
			clause, "; %zu came from the browser's own cache, at once or after a 304", replay->own.count);
}

static const struct {
	const char *what;   /* "Cache-Control has no max-age" on 12 responses */
	const char *remedy; /* "one would" spare 8 requests */
	bool has_seconds;   /* the remedy has a lifetime */
} advices[ADVICES] = {
	[ADVICE_LIFETIME] = {"Cache-Control has no max-age", "one", true},
	[ADVICE_SHORT] = {"The lifetime is short", "a max-age", true},
	[ADVICE_NO_STORE] = {"Cache-Control says no-store", "if it may be kept, a max-age", true},
	[ADVICE_NO_CACHE] = {"Cache-Control says no-cache", "if it need not be asked for each time, a max-age", true},
	[ADVICE_PRIVATE] = {"Cache-Control says private", "if it is for everybody, public with a max-age", true},
	[ADVICE_AUTHORIZATION] = {"Cache-Control does not say public, and the request has Authorization,",
		"if it is for everybody, public with a max-age", true},
	[ADVICE_VARY] = {"Vary names fields in which requests differ",
		"if the response does not depend on them, leaving them out", false},
	[ADVICE_VALIDATOR] = {"ETag and Last-Modified are missing", "one of them", false},
};

/* The octets of a 304 are spared, but not the request for it. */
static void add_spared(struct clause *clause, int advice, const struct tally *spared)
{
	if (advice == ADVICE_VALIDATOR) {
		clause_add(clause, "make %zu answer%s a 304 while nothing changes, ", spared->count,
			spared->count == 1 ? "" : "s");
		add_octets(clause, spared);
	} else {
		clause_add(clause, "spare ");
		add_tally(clause, spared, "request");
	}
}

static void describe_advice(struct clause *clause, const struct replay *replay, int advice)
{
	const struct suggestion *suggestion = &replay->suggestions[advice];
	const struct target *target = advice_target(replay, advice);

	if (!suggestion->responses.count)
		return;
	clause_add(clause, "%s on ", advices[advice].what);
	add_tally(clause, &suggestion->responses, "response");
	if (!target) {
		clause_add(clause, suggestion->responses.count == 1 ? "; it was not asked for again"
								    : "; none of them was asked for again");
		return;
	}
	clause_add(clause, ": %s ", advices[advice].remedy);
	if (advices[advice].has_seconds && suggestion->seconds) {
		/* in seconds, which is what is to be written there */
		clause_add(clause, "of %lld s or more ", (long long)suggestion->seconds);
	}
	clause_add(clause, "would ");
	add_spared(clause, advice, &suggestion->spared);
	clause_add(clause, ", most of all %s (%zu)", target->uri, target->spared[advice]);
}

/* What is worth more comes first: requests before octets; a request that is only made cheaper is none. */
static bool is_worth_more(const struct replay *replay, int a, int b)
{
	const struct suggestion *one = &replay->suggestions[a], *other = &replay->suggestions[b];
	size_t requests = a == ADVICE_VALIDATOR ? 0 : one->spared.count;
	size_t others = b == ADVICE_VALIDATOR ? 0 : other->spared.count;

	if (requests != others)
		return requests > others;
	if (one->spared.octets != other->spared.octets)
		return one->spared.octets > other->spared.octets;
	return a < b;
}

static void sort_advices(const struct replay *replay, int sorted[ADVICES])
{
	for (int i = 0; i < ADVICES; i++) {
		int place = i;

		for (; place > 0 && is_worth_more(replay, i, sorted[place - 1]); place--)
			sorted[place] = sorted[place - 1];
		sorted[place] = i;
	}
}

static bool have_same_advices(const struct replay *a, const struct replay *b)
{
	bool same = true;

	for (int advice = 0; advice < ADVICES; advice++) {
		struct clause one = {.used = 0}, other = {.used = 0};

		describe_advice(&one, a, advice);
		describe_advice(&other, b, advice);
		same = same && strcmp(one.text, other.text) == 0;
	}
	return same;
}

static void print_advices(const struct caching *caching, const struct replay *replay, const char *label)
{
	int sorted[ADVICES];

	sort_advices(replay, sorted);
	for (int i = 0; i < ADVICES; i++) {
		struct clause clause = {.used = 0};

		describe_advice(&clause, replay, sorted[i]);
		if (clause.used)
			print_same(caching, label, clause.text);
		if (clause.used)
			label = "";
	}
}

static void print_summary(const struct caching *caching)
{
	struct replay *const *replays = caching->replays;
	bool same = replays[0] && replays[1] && have_same_advices(replays[0], replays[1]);

	printf("%sSummary%s\n", terminal_style(&caching->terminal, STYLE_BOLD), terminal_plain(&caching->terminal));
	print_line(caching, "caches", describe_summary, NULL, HTTPSTATUS_UNKNOWN);
	if (same || !replays[SHARED_CACHE] || !replays[PRIVATE_CACHE]) {
		print_advices(
			caching, replays[PRIVATE_CACHE] ? replays[PRIVATE_CACHE] : replays[SHARED_CACHE], "change");
		return;
	}
	print_advices(caching, replays[PRIVATE_CACHE], "private");
	print_advices(caching, replays[SHARED_CACHE], "shared");
}

/* ---- JSON ---- */

static json_t *json_of_tally(const struct tally *tally, const char *counted)
{
	return json_pack("{s:I, s:I, s:b}", counted, (json_int_t)tally->count, "octets", (json_int_t)tally->octets,
		"at_least", tally->is_least);
}

static json_t *json_of_advice(const struct replay *replay, int advice)
{
	static const char *const words[ADVICES] = {
		[ADVICE_LIFETIME] = "lifetime-missing",
		[ADVICE_SHORT] = "lifetime-short",
		[ADVICE_NO_STORE] = "no-store",
		[ADVICE_NO_CACHE] = "no-cache",
		[ADVICE_PRIVATE] = "private",
		[ADVICE_AUTHORIZATION] = "authorization",
		[ADVICE_VARY] = "vary",
		[ADVICE_VALIDATOR] = "validator-missing",
	};
	const struct suggestion *suggestion = &replay->suggestions[advice];
	const struct target *target = advice_target(replay, advice);
	struct clause clause = {.used = 0};

	describe_advice(&clause, replay, advice);
	return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o}", "what", words[advice], "text",
		lines_text(clause.text, clause.used), "responses", json_of_tally(&suggestion->responses, "count"),
		"spares", json_of_tally(&suggestion->spared, "count"), "seconds",
		advices[advice].has_seconds && suggestion->seconds ? json_integer(suggestion->seconds) : json_null(),
		"target", target ? lines_text(target->uri, target->length) : json_null());
}

static json_t *json_of_replay(const struct replay *replay, bool shared)
{
	json_t *changes = json_array();
	int sorted[ADVICES];

	sort_advices(replay, sorted);
	for (int i = 0; i < ADVICES; i++)
		if (replay->suggestions[sorted[i]].responses.count)
			json_array_append_new(changes, json_of_advice(replay, sorted[i]));
	return json_pack("{s:b, s:I, s:o, s:o, s:o, s:o}", "shared", shared, "requests", (json_int_t)replay->requests,
		"spared", json_of_tally(&replay->spared, "count"), "validated",
		json_of_tally(&replay->validated, "count"), "own", json_of_tally(&replay->own, "count"), "changes",
		changes);
}

static void put_summary(const struct caching *caching)
{
	json_t *summary = json_array();

	for (int i = 0; i < CACHES; i++)
		if (caching->replays[i])
			json_array_append_new(summary, json_of_replay(caching->replays[i], i == SHARED_CACHE));
	lines_put(json_pack("{s:o}", "summary", summary));
}

/* For free. */
static char *text_of_lookup(const struct httpstatus_lookup *lookup)
{
	size_t length = httpstatus_lookup_json(lookup, NULL, 0);
	char *text = malloc(length + 1);

	if (!text)
		complain_of_memory();
	httpstatus_lookup_json(lookup, text, length + 1);
	return text;
}

/* What the library says of the exchange, and within the same object the lookup and what came of it. */
static void put_exchange(
	const struct replay *replay, const struct httpstatus_exchange *exchange, int64_t now, char *lookup)
{
	size_t length = httpstatus_cache_json(replay->cache, exchange, now, NULL, 0);
	char *text = malloc(length + 1);
	json_t *rest = json_pack("{s:s?, s:b, s:O, s:O}", "reaction",
		httpstatus_word(HTTPSTATUS_VOCABULARY_CACHE_ACTION, replay->reaction), "stored", replay->is_kept,
		"updated", replay->updated, "invalidated", replay->invalidated);
	char *more = rest ? json_dumps(rest, JSON_COMPACT) : NULL, *line;

	if (!text || !more)
		complain_of_memory();
	httpstatus_cache_json(replay->cache, exchange, now, text, length + 1);
	if (asprintf(&line, "%.*s,%.*s,\"lookup\":%s}", (int)length - 1, text, (int)strlen(more) - 2, more + 1,
		    lookup) < 0)
		complain_of_memory();
	safe_put_json(line);
	free(line);
	free(more);
	free(text);
	free(lookup);
	json_decref(rest);
}

/* ---- the exchanges ---- */

/* When the request came to the cache. */
static int64_t asked_at(const struct caching *caching, const struct httpstatus_exchange *exchange, int64_t now)
{
	int64_t time = httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_REQUEST_TIME);

	return caching->fixed != HTTPSTATUS_UNKNOWN || time == HTTPSTATUS_UNKNOWN ? now : time;
}

static void visit_json(const struct caching *caching, const struct httpstatus_exchange *exchange, int64_t now)
{
	for (int i = 0; i < CACHES; i++) {
		struct replay *replay = caching->replays[i];

		if (!replay)
			continue;
		replay_ask(replay, exchange, asked_at(caching, exchange, now));
		char *lookup = text_of_lookup(replay->lookup);
		advice_consider(replay, exchange, asked_at(caching, exchange, now));
		replay_tell(replay, exchange, now);
		advice_count(replay, now);
		put_exchange(replay, exchange, now, lookup);
	}
}

static void visit_text(const struct caching *caching, const struct httpstatus_exchange *exchange, int64_t now)
{
	int64_t asked = asked_at(caching, exchange, now);

	exchange_heading(&caching->terminal, exchange, caching->many);
	for (int i = 0; i < CACHES; i++)
		if (caching->replays[i])
			replay_ask(caching->replays[i], exchange, asked);
	print_line(caching, "request", describe_answer, exchange, asked);
	for (int i = 0; i < CACHES; i++)
		if (caching->replays[i]) {
			advice_consider(caching->replays[i], exchange, asked);
			replay_tell(caching->replays[i], exchange, now);
			advice_count(caching->replays[i], now);
		}
	print_line(caching, "storing", describe_storing, exchange, now);
	print_line(caching, "freshness", describe_freshness, exchange, now);
	print_line(caching, "updated", describe_updates, exchange, now);
	print_line(caching, "invalid", describe_invalidated, exchange, now);
}

static void visit(struct httpstatus_exchange *exchange, int64_t now, void *context)
{
	struct caching *caching = context;

	caching->has_visited = true;
	if (caching->json)
		visit_json(caching, exchange, now);
	else
		visit_text(caching, exchange, now);
}

static bool options_read(int count, char **arguments, struct caching *caching, struct input *input)
{
	int option;

	while ((option = usage_next(VERB_CACHE, count, arguments)) != OPTION_END) {
		if (option == OPTION_JSON)
			caching->json = true;
		else if (option == OPTION_PRIVATE)
			caching->wants[PRIVATE_CACHE] = true;
		else if (option == OPTION_SHARED)
			caching->wants[SHARED_CACHE] = true;
		else if (!input_option(option, optarg, input))
			return false;
	}
	bool good = input_take_files(input, count, arguments, "cache");
	caching->many = input->count > 1;
	caching->fixed = input->now;
	return good;
}

int cache_run(int count, char **arguments)
{
	struct caching caching = {.terminal = terminal_find()};
	struct input input = input_begin();

	if (!options_read(count, arguments, &caching, &input))
		return EXIT_TROUBLE;
	bool both = caching.wants[PRIVATE_CACHE] == caching.wants[SHARED_CACHE];
	for (int i = 0; i < CACHES; i++)
		if (both || caching.wants[i])
			caching.replays[i] = replay_new(i == SHARED_CACHE);
	int status = input_each(&input, visit, &caching);
	if (caching.json)
		put_summary(&caching);
	else if (caching.has_visited) /* else there is nothing to sum up but what was complained of */
		print_summary(&caching);
	for (int i = 0; i < CACHES; i++)
		replay_free(caching.replays[i]);
	return status;
}

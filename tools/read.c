/*
 * httpstatus read: what exchanges say.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"
#include "input.h"
#include "usage.h"

#include <getopt.h>
#include <string.h>

enum { PRIVATE_CACHE, SHARED_CACHE, CACHES };

static const char *const cache_names[CACHES] = {"private", "shared"};

struct reading {
	struct terminal terminal;
	bool json;
	bool many;                               /* files, so that each exchange names its own */
	struct httpstatus_cache *caches[CACHES]; /* of which is told what they may do */
};

static void print_labelled(const struct reading *reading, const char *label, const char *text)
{
	terminal_labelled(&reading->terminal, label, text);
}

static const char *persistence_clause(int persistence)
{
	switch (persistence) {
	case HTTPSTATUS_PERSISTENCE_CLOSES:
		return "; the connection closes";
	case HTTPSTATUS_PERSISTENCE_PERSISTS:
		return "; the connection persists";
	case HTTPSTATUS_PERSISTENCE_HANDED_OVER:
		return "; the connection is handed over";
	default:
		return "";
	}
}

static void print_content(const struct reading *reading, const struct httpstatus_exchange *exchange)
{
	const char *kind =
		httpstatus_word(HTTPSTATUS_VOCABULARY_CONTENT_KIND, httpstatus_exchange_content_kind(exchange));
	int64_t length = httpstatus_exchange_content_length(exchange);
	struct clause clause = {.used = 0};

	clause_add(&clause, "%s", kind ? kind : "depends on what is not known");
	if (length == INT64_MAX)
		clause_add(&clause, ", more octets than can be counted");
	else if (length > 0)
		clause_add(&clause, ", %lld octets", (long long)length);
	clause_add(&clause, "%s", persistence_clause(httpstatus_exchange_persistence(exchange)));
	print_labelled(reading, "content", clause.text);
}

/* ---- what caches may do ---- */

static const char *storing_words(int stores)
{
	if (stores < 0)
		return "may or may not store it";
	return stores ? "may store it" : "does not store it";
}

static void print_storing(const struct reading *reading, const struct httpstatus_exchange *exchange)
{
	for (int i = 0; i < CACHES; i++) {
		const struct httpstatus_cache *cache = reading->caches[i];
		struct clause clause = {.used = 0};

		clause_add(&clause, "a %s cache %s", cache_names[i],
			storing_words(httpstatus_cache_may_store(cache, exchange)));
		clause_add_obstacles(&clause, cache, exchange);
		print_labelled(reading, i ? "" : "storing", clause.text);
	}
}

/* One line where it is the same for both caches; s-maxage is for a shared one alone. */
static void print_freshness(const struct reading *reading, const struct httpstatus_exchange *exchange, int64_t now)
{
	struct clause freshness[CACHES];
	const char *label = "freshness";

	for (int i = 0; i < CACHES; i++)
		freshness[i] = freshness_clause(reading->caches[i], exchange, now);
	bool same = strcmp(freshness[PRIVATE_CACHE].text, freshness[SHARED_CACHE].text) == 0;
	for (int i = 0; i < (same ? 1 : CACHES); i++) {
		struct clause clause = {.used = 0};

		if (!freshness[i].used)
			continue;
		if (!same)
			clause_add(&clause, "%s: ", cache_names[i]);
		clause_add(&clause, "%s", freshness[i].text);
		print_labelled(reading, label, clause.text);
		label = "";
	}
}

/* ---- what fields say ---- */

/* Whether it leads elsewhere from a target of https, of which nobody said that it is not. */
static bool depends_on_scheme(const struct httpstatus_exchange *exchange, const char *location)
{
	struct httpstatus_exchange *secured = httpstatus_exchange_new();

	if (!secured || httpstatus_exchange_copy(secured, exchange) != 0 ||
		httpstatus_exchange_set(secured, HTTPSTATUS_PROPERTY_SECURED, 1) != 0)
		complain_of_memory();
	const char *other = httpstatus_exchange_location(secured, NULL);
	bool depends = httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_SECURED) == HTTPSTATUS_UNKNOWN &&
		       (!other || strcmp(location, other) != 0);
	httpstatus_exchange_free(secured);
	return depends;
}

static void print_location(
	const struct reading *reading, const struct httpstatus_exchange *exchange, const char *location)
{
	print_labelled(reading, "location", location);
	if (depends_on_scheme(exchange, location))
		print_labelled(reading, "", "or the same of https: say --http or --https");
}

static void print_challenges(const struct reading *reading, const struct httpstatus_exchange *exchange, int challenger)
{
	const struct httpstatus_challenge *challenge;

	for (size_t i = 0; (challenge = httpstatus_exchange_challenge(exchange, challenger, i)); i++)
		print_labelled(reading, "challenge", httpstatus_challenge_scheme(challenge, NULL));
}

static void print_values(const struct reading *reading, const struct httpstatus_exchange *exchange, int64_t now)
{
	int64_t wait = httpstatus_exchange_retry_after(exchange, now);
	const char *location = httpstatus_exchange_location(exchange, NULL);
	struct clause clause = {.used = 0};

	if (wait != HTTPSTATUS_UNKNOWN) {
		clause_add_seconds(&clause, wait);
		print_labelled(reading, "retry after", clause.text);
	}
	if (location)
		print_location(reading, exchange, location);
	print_challenges(reading, exchange, HTTPSTATUS_CHALLENGER_ORIGIN);
	print_challenges(reading, exchange, HTTPSTATUS_CHALLENGER_PROXY);
}

static void print_defects(const struct reading *reading, const struct httpstatus_exchange *exchange)
{
	const char *word;

	for (int defect = 0; (word = httpstatus_word(HTTPSTATUS_VOCABULARY_DEFECT, defect)); defect++)
		if (httpstatus_exchange_has_defect(exchange, defect))
			print_labelled(reading, "defect", word);
}

/* ---- reading ---- */

static void visit(struct httpstatus_exchange *exchange, int64_t now, void *context)
{
	const struct reading *reading = context;

	if (reading->json) {
		lines_put_exchange(exchange, now);
		return;
	}
	exchange_heading(&reading->terminal, exchange, reading->many);
	if (httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS) != HTTPSTATUS_UNKNOWN) {
		print_content(reading, exchange);
		print_storing(reading, exchange);
		print_freshness(reading, exchange, now);
		print_values(reading, exchange, now);
	}
	print_defects(reading, exchange);
}

static bool options_read(int count, char **arguments, struct reading *reading, struct input *input)
{
	int option;

	while ((option = usage_next(VERB_READ, count, arguments)) != OPTION_END) {
		if (option == OPTION_JSON)
			reading->json = true;
		else if (!input_option(option, optarg, input))
			return false;
	}
	bool good = input_take_files(input, count, arguments, "read");
	reading->many = input->count > 1;
	return good;
}

int read_run(int count, char **arguments)
{
	struct reading reading = {.terminal = terminal_find()};
	struct input input = input_begin();

	if (!options_read(count, arguments, &reading, &input))
		return EXIT_TROUBLE;
	for (int i = 0; i < CACHES; i++) {
		reading.caches[i] = httpstatus_cache_new();
		if (!reading.caches[i])
			complain_of_memory();
		httpstatus_cache_set(reading.caches[i], HTTPSTATUS_CACHE_PROPERTY_SHARED, i == SHARED_CACHE);
	}
	int status = input_each(&input, visit, &reading);
	for (int i = 0; i < CACHES; i++)
		httpstatus_cache_free(reading.caches[i]);
	return status;
}

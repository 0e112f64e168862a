/*
 * httpstatus read: what exchanges say.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"
#include "exchange_json.h"
#include "input.h"

#include <getopt.h>
#include <string.h>

struct reading {
	struct terminal terminal;
	bool json;
	bool many; /* files, so that each exchange names its own */
};

static void print_labelled(const struct reading *reading, const char *label, const char *text)
{
	terminal_labelled(&reading->terminal, label, text);
}

static void describe_duration(int64_t seconds, char text[64])
{
	if (seconds == INT64_MAX)
		snprintf(text, 64, "longer than can be counted");
	else
		snprintf(text, 64, "%lld s", (long long)seconds);
}

static void print_content(const struct reading *reading, const struct httpstatus_exchange *exchange)
{
	int64_t kind = httpstatus_exchange_content_kind(exchange),
		length = httpstatus_exchange_content_length(exchange);
	int64_t persistence = httpstatus_exchange_persistence(exchange);
	char text[256];
	int used;

	if (kind == HTTPSTATUS_UNKNOWN)
		used = snprintf(text, sizeof text, "depends on what is not known");
	else if (length > 0)
		used = snprintf(text, sizeof text, "%s, %lld octets", httpstatus_content_kind_name((int)kind),
			(long long)length);
	else
		used = snprintf(text, sizeof text, "%s", httpstatus_content_kind_name((int)kind));
	if (persistence != HTTPSTATUS_UNKNOWN)
		snprintf(text + used, sizeof text - (size_t)used, "; the connection %s",
			persistence == HTTPSTATUS_PERSISTS ? "persists"
			: persistence == HTTPSTATUS_CLOSES ? "closes"
							   : "is handed over");
	print_labelled(reading, "content", text);
}

static void append_obstacles(char *text, size_t size, uint32_t obstacles)
{
	const char *word, *separator = " (";
	size_t used = strlen(text);

	for (int n = 0; (word = httpstatus_obstacle_name(n)); n++) {
		if (!(obstacles >> n & 1))
			continue;
		used += (size_t)snprintf(text + used, size - used, "%s%s", separator, word);
		separator = ", ";
	}
	snprintf(text + used, size - used, ")");
}

static const char *storing_words(int64_t stores)
{
	if (stores == HTTPSTATUS_UNKNOWN)
		return "may or may not store it";
	return stores ? "may store it" : "does not store it";
}

static void print_storing(const struct reading *reading, const struct httpstatus_exchange *exchange, int64_t now)
{
	static const char *const whose[] = {"private", "shared"};
	int freshness = httpstatus_exchange_freshness(exchange, HTTPSTATUS_PRIVATE_CACHE);
	int64_t lifetime = httpstatus_exchange_lifetime(exchange, HTTPSTATUS_PRIVATE_CACHE, now);
	char text[512], fresh[64], age[64];

	for (int cache = HTTPSTATUS_PRIVATE_CACHE; cache <= HTTPSTATUS_SHARED_CACHE; cache++) {
		uint32_t obstacles = httpstatus_exchange_obstacles(exchange, cache);

		snprintf(text, sizeof text, "a %s cache %s", whose[cache], storing_words(may_store(obstacles)));
		if (obstacles)
			append_obstacles(text, sizeof text, obstacles);
		print_labelled(reading, cache == HTTPSTATUS_PRIVATE_CACHE ? "storing" : "", text);
	}
	if (freshness == HTTPSTATUS_FRESHNESS_NONE || lifetime == HTTPSTATUS_UNKNOWN)
		return;
	int64_t old = httpstatus_exchange_age(exchange, now);
	describe_duration(lifetime, fresh);
	describe_duration(old, age);
	snprintf(text, sizeof text, "%s, %s lifetime, %s%s", fresh, httpstatus_freshness_name(freshness),
		old == HTTPSTATUS_UNKNOWN ? "of unknown age" : age, old == HTTPSTATUS_UNKNOWN ? "" : " old");
	print_labelled(reading, "freshness", text);
}

static void print_values(const struct reading *reading, struct httpstatus_exchange *exchange, int64_t now)
{
	int64_t wait = httpstatus_exchange_retry_after(exchange, now);
	const char *location = httpstatus_exchange_location(exchange, NULL), *scheme;
	char text[64];

	if (wait != HTTPSTATUS_UNKNOWN) {
		describe_duration(wait, text);
		print_labelled(reading, "retry after", text);
	}
	if (location)
		print_labelled(reading, "location", location);
	for (int proxy = 0; proxy < 2; proxy++)
		for (size_t i = 0; (scheme = httpstatus_exchange_challenge_scheme(exchange, proxy, i)); i++)
			print_labelled(reading, "challenge", scheme);
}

static void print_defects(const struct reading *reading, const struct httpstatus_exchange *exchange)
{
	uint64_t defects = httpstatus_exchange_defects(exchange);
	const char *word;

	for (int n = 0; (word = httpstatus_defect_name(n)); n++)
		if (defects >> n & 1)
			print_labelled(reading, "defect", word);
}

static void visit(struct httpstatus_exchange *exchange, const char *file, int64_t entry, int64_t now, void *context)
{
	const struct reading *reading = context;

	if (reading->json) {
		json_t *json = exchange_json(exchange, entry, now);

		if (reading->many)
			json_object_set_new(json, "file", json_string(file));
		json_dumpf(json, stdout, JSON_COMPACT);
		putchar('\n');
		json_decref(json);
		return;
	}
	exchange_heading(&reading->terminal, exchange, reading->many ? file : NULL, entry);
	if (httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS) != HTTPSTATUS_UNKNOWN) {
		print_content(reading, exchange);
		print_storing(reading, exchange, now);
		print_values(reading, exchange, now);
	}
	print_defects(reading, exchange);
}

int read_run(int count, char **arguments)
{
	static const struct option options[] = {
		{"json", no_argument, NULL, 'j'},
		INPUT_OPTIONS,
		{NULL, 0, NULL, 0},
	};
	struct reading reading = {.terminal = terminal_find()};
	struct input input = {.now = HTTPSTATUS_UNKNOWN};
	int option;

	while ((option = getopt_long(count, arguments, "", options, NULL)) != -1) {
		if (option == 'j')
			reading.json = true;
		else if (!input_option(option, optarg, &input))
			return EXIT_TROUBLE;
	}
	if (!input_take_files(&input, count, arguments, "read"))
		return EXIT_TROUBLE;
	reading.many = input.count > 1;
	return input_each(&input, visit, &reading);
}

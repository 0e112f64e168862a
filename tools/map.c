/*
 * httpstatus map: the status codes of other protocols' errors, and what words mean.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"
#include "usage.h"

#include <getopt.h>
#include <string.h>

/* A word in a column of its own, and what it is about. */
static void put_row(const struct terminal *terminal, const char *word, int width, const char *text)
{
	fputs(word, stdout);
	terminal_cell(terminal, text, (int)strlen(word), width + 1);
}

static void put_grpc_client(bool json, int code, int grpc)
{
	const char *word = httpstatus_word(HTTPSTATUS_VOCABULARY_GRPC, grpc);

	if (json)
		lines_put(json_pack("{s:o, s:s, s:i}", "http", code ? json_integer(code) : json_null(), "grpc", word,
			"number", grpc));
	else if (code)
		printf("%d  %s (%d)\n", code, word, grpc);
	else
		printf("any other  %s (%d)\n", word, grpc);
}

/* What a gRPC client makes of each HTTP status that is not just UNKNOWN to it. */
static void print_grpc_client(const struct terminal *terminal, bool json)
{
	int otherwise = httpstatus_grpc_client_code(0);

	(void)terminal; /* its rows are short */
	for (int code = 100; code <= 599; code++)
		if (httpstatus_grpc_client_code(code) != otherwise)
			put_grpc_client(json, code, httpstatus_grpc_client_code(code));
	put_grpc_client(json, 0, otherwise);
}

static void print_grpc_gateway(const struct terminal *terminal, bool json)
{
	const char *word;

	(void)terminal; /* its rows are short */
	for (int grpc = 0; (word = httpstatus_word(HTTPSTATUS_VOCABULARY_GRPC, grpc)); grpc++) {
		int status = httpstatus_grpc_gateway_status(grpc);

		if (json)
			lines_put(json_pack("{s:s, s:i, s:i}", "grpc", word, "number", grpc, "http", status));
		else
			printf("%-20s %2d  %d\n", word, grpc, status);
	}
}

static void print_proxy_error(const struct terminal *terminal, bool json)
{
	const char *word;

	for (int i = 0; (word = httpstatus_word(HTTPSTATUS_VOCABULARY_PROXY_ERROR, i)); i++) {
		int status = httpstatus_proxy_error_status(i);
		const char *note = httpstatus_word_text(HTTPSTATUS_VOCABULARY_PROXY_ERROR, i);

		if (json)
			lines_put(json_pack("{s:s, s:o, s:s?, s:s}", "type", word, "http",
				status < 0 ? json_null() : json_integer(status), "note", note, "section",
				httpstatus_proxy_error_section(i)));
		else if (status < 0)
			put_row(terminal, word, 35, note);
		else
			printf("%-35s %d\n", word, status);
	}
}

/* The words of a vocabulary and what they say. */
static void print_words(
	const struct terminal *terminal, bool json, int vocabulary, const char *key, const char *text_key, int width)
{
	const char *word;

	for (int value = 0; (word = httpstatus_word(vocabulary, value)); value++) {
		const char *text = httpstatus_word_text(vocabulary, value);

		if (json)
			lines_put(json_pack("{s:s, s:s}", key, word, text_key, text));
		else
			put_row(terminal, word, width, text);
	}
}

static void print_facts(const struct terminal *terminal, bool json)
{
	print_words(terminal, json, HTTPSTATUS_VOCABULARY_FACT, "fact", "text", 28);
}

static void print_vendors(const struct terminal *terminal, bool json)
{
	print_words(terminal, json, HTTPSTATUS_VOCABULARY_VENDOR, "vendor", "title", 20);
}

static void print_settings(const struct terminal *terminal, bool json)
{
	print_words(terminal, json, HTTPSTATUS_VOCABULARY_SETTING, "setting", "text", 18);
}

static void print_clients(const struct terminal *terminal, bool json)
{
	const struct httpstatus_client *client;

	for (size_t i = 0; (client = httpstatus_client_at(i)); i++) {
		const char *id = httpstatus_client_id(client), *title = httpstatus_client_title(client);
		const char *version = httpstatus_client_version(client);

		if (json)
			lines_put(json_pack("{s:s, s:s, s:s}", "client", id, "version", version, "title", title));
		else
			terminal_cell(terminal, title, printf("%-17s %s", id, version), 31);
	}
}

static const struct map {
	const char *name;
	const char *what;
	void (*print)(const struct terminal *terminal, bool json);
} maps[] = {
	{"grpc-client", "what a gRPC client makes of an HTTP status", print_grpc_client},
	{"grpc-gateway", "the HTTP status that a gateway sends for a gRPC status", print_grpc_gateway},
	{"proxy-error", "the HTTP status for a proxy error type of RFC 9209", print_proxy_error},
	{"facts", "what each fact says of a code", print_facts},
	{"vendors", "the vendors whose codes are known", print_vendors},
	{"clients", "the clients that next --as knows", print_clients},
	{"settings", "what next --set takes", print_settings},
};

enum { MAP_COUNT = sizeof maps / sizeof maps[0] };

int map_run(int count, char **arguments)
{
	struct terminal terminal = terminal_find();
	bool json = false;
	int option;

	while ((option = usage_next(VERB_MAP, count, arguments)) != OPTION_END) {
		if (option != OPTION_JSON)
			return EXIT_TROUBLE;
		json = true;
	}
	for (size_t i = 0; optind + 1 == count && i < MAP_COUNT; i++) {
		if (strcmp(arguments[optind], maps[i].name) == 0) {
			maps[i].print(&terminal, json);
			return EXIT_FOUND;
		}
	}
	struct nearest nearest;
	const char *word = optind + 1 == count ? arguments[optind] : "";
	nearest_begin(&nearest, word, strlen(word));
	for (size_t i = 0; i < MAP_COUNT; i++)
		nearest_offer(&nearest, maps[i].name);
	if (nearest_found(&nearest)) {
		complain("map: there is no table \"%s\"; did you mean %s?", word, nearest_found(&nearest));
		return EXIT_TROUBLE;
	}
	complain("map takes one of:");
	for (size_t i = 0; i < MAP_COUNT; i++)
		fprintf(stderr, "  %-15s %s\n", maps[i].name, maps[i].what);
	return EXIT_TROUBLE;
}

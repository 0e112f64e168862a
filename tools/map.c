/*
 * httpstatus map: the status codes of other protocols' errors.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <getopt.h>
#include <string.h>

/* What a gRPC client makes of each HTTP status that is not just UNKNOWN to it. */
static void print_grpc_client(bool json)
{
	for (int code = 100; code <= 599; code++) {
		int grpc = httpstatus_grpc_client_code(code);

		if (grpc == httpstatus_grpc_client_code(0))
			continue;
		printf(json ? "{\"http\":%d,\"grpc\":\"%s\",\"number\":%d}\n" : "%d  %s (%d)\n", code,
			httpstatus_grpc_name(grpc), grpc);
	}
	int otherwise = httpstatus_grpc_client_code(0);
	printf(json ? "{\"http\":null,\"grpc\":\"%s\",\"number\":%d}\n" : "any other  %s (%d)\n",
		httpstatus_grpc_name(otherwise), otherwise);
}

static void print_grpc_gateway(bool json)
{
	const char *name;

	for (int grpc = 0; (name = httpstatus_grpc_name(grpc)); grpc++)
		printf(json ? "{\"grpc\":\"%s\",\"number\":%d,\"http\":%d}\n" : "%-20s %2d  %d\n", name, grpc,
			httpstatus_grpc_gateway_status(grpc));
}

static void print_proxy_error(bool json)
{
	const char *name;

	for (size_t i = 0; (name = httpstatus_proxy_error_name(i)); i++) {
		int status = httpstatus_proxy_error_status(i);
		const char *note = httpstatus_proxy_error_note(i), *section = httpstatus_proxy_error_section(i);
		const char *quote = note ? "\"" : "";
		char number[16] = "null";

		if (status)
			snprintf(number, sizeof number, "%d", status);
		if (json)
			printf("{\"type\":\"%s\",\"http\":%s,\"note\":%s%s%s,\"section\":\"%s\"}\n", name, number,
				quote, note ? note : "null", quote, section);
		else
			printf("%-35s %s\n", name, note ? note : number);
	}
}

static void print_facts(bool json)
{
	const char *word;

	for (int fact = 0; (word = httpstatus_fact_name(fact)); fact++)
		printf(json ? "{\"fact\":\"%s\",\"text\":\"%s\"}\n" : "%-28s %s\n", word, httpstatus_fact_text(fact));
}

static void print_vendors(bool json)
{
	const char *word;

	for (size_t i = 0; (word = httpstatus_vendor_name(i)); i++)
		printf(json ? "{\"vendor\":\"%s\",\"title\":\"%s\"}\n" : "%-20s %s\n", word,
			httpstatus_vendor_title(i));
}

static void print_clients(bool json)
{
	const char *name;

	for (size_t i = 0; (name = httpstatus_client_name(i)); i++) {
		const char *title = httpstatus_client_title(i), *version = httpstatus_client_version(i);

		printf(json ? "{\"client\":\"%s\",\"version\":\"%s\",\"title\":\"%s\"}\n" : "%-17s %-12s %s\n", name,
			version, title);
	}
}

static void print_settings(bool json)
{
	const char *name;

	for (size_t i = 0; (name = httpstatus_setting_name(i)); i++)
		printf(json ? "{\"setting\":\"%s\",\"text\":\"%s\"}\n" : "%-18s %s\n", name,
			httpstatus_setting_text(i));
}

static const struct map {
	const char *name;
	const char *what;
	void (*print)(bool json);
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
	static const struct option options[] = {{"json", no_argument, NULL, 'j'}, {NULL, 0, NULL, 0}};
	bool json = false;
	int option;

	while ((option = getopt_long(count, arguments, "", options, NULL)) != -1) {
		if (option != 'j')
			return EXIT_TROUBLE;
		json = true;
	}
	for (size_t i = 0; optind + 1 == count && i < MAP_COUNT; i++) {
		if (strcmp(arguments[optind], maps[i].name) == 0) {
			maps[i].print(json);
			return EXIT_FOUND;
		}
	}
	complain("map takes one of:");
	for (size_t i = 0; i < MAP_COUNT; i++)
		fprintf(stderr, "  %-15s %s\n", maps[i].name, maps[i].what);
	return EXIT_TROUBLE;
}

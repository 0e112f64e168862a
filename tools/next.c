/*
 * httpstatus next: what a client may do after an exchange, and what well-known clients do.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"
#include "exchange_json.h"
#include "input.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* More than there are; --as takes each once. */
enum { CLIENTS_MOST = 64 };

struct client {
	const char *name, *version;
	struct httpstatus_chain *chain;
};

struct asking {
	struct terminal terminal;
	bool json;
	bool many; /* files, so that each exchange names its own */
	struct httpstatus_chain *chain;
	struct client clients[CLIENTS_MOST]; /* those of --as */
	size_t client_count;
};

/* ---- for a program ---- */

static json_t *drop_fields(const struct httpstatus_step *step)
{
	json_t *list = json_array();
	const char *name;

	for (size_t i = 0; (name = httpstatus_step_drop_field(step, i)); i++)
		json_array_append_new(list, wire_text_or_null(name));
	return list;
}

static json_t *add_fields(const struct httpstatus_step *step)
{
	json_t *list = json_array();
	const char *name;

	for (size_t i = 0; (name = httpstatus_step_add_field(step, i)); i++)
		json_array_append_new(list, json_pack("{s:s, s:o}", "name", name, "value",
						    wire_text_or_null(httpstatus_step_add_value(step, i))));
	return list;
}

/* null where there is no delay. */
static json_t *delay_source(const struct httpstatus_step *step)
{
	int source = httpstatus_step_delay_source(step);

	return source == HTTPSTATUS_DELAY_NONE ? json_null() : json_string(httpstatus_delay_source_name(source));
}

static json_t *line_or_null(const char *text, size_t length)
{
	return text ? wire_text(text, length) : json_null();
}

static json_t *step_json(const struct httpstatus_step *step)
{
	size_t method_length, target_length;
	const char *method = httpstatus_step_method(step, &method_length);
	const char *target = httpstatus_step_target(step, &target_length);

	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:s, s:o, s:o, s:I, s:o, s:s, s:b}", "action",
		httpstatus_action_name(httpstatus_step_action(step)), "level",
		httpstatus_level_name(httpstatus_step_level(step)), "section", httpstatus_step_section(step), "reason",
		httpstatus_step_reason(step), "text", httpstatus_step_text(step), "method",
		line_or_null(method, method_length), "target", line_or_null(target, target_length), "content",
		httpstatus_next_content_name(httpstatus_step_content(step)), "drop_fields", drop_fields(step),
		"add_fields", add_fields(step), "delay", (json_int_t)httpstatus_step_delay(step), "delay_source",
		delay_source(step), "connection", httpstatus_next_connection_name(httpstatus_step_connection(step)),
		"avoids_early_data", httpstatus_step_avoids_early_data(step));
}

static json_t *steps_json(const struct httpstatus_chain *chain)
{
	json_t *list = json_array();
	const struct httpstatus_step *step;

	for (size_t i = 0; (step = httpstatus_chain_step(chain, i)); i++)
		json_array_append_new(list, step_json(step));
	return list;
}

static json_t *clients_json(const struct asking *asking)
{
	json_t *list = json_array();

	for (size_t i = 0; i < asking->client_count; i++) {
		const struct client *client = &asking->clients[i];

		json_array_append_new(list, json_pack("{s:s, s:s, s:o}", "client", client->name, "version",
						    client->version, "steps", steps_json(client->chain)));
	}
	return list;
}

static void print_json(
	const struct asking *asking, const struct httpstatus_exchange *exchange, const char *file, int64_t entry)
{
	int64_t status = httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS);
	json_t *json = json_pack("{s:I, s:o}", "entry", (json_int_t)entry, "status", number_or_null(status));

	if (asking->client_count)
		json_object_set_new(json, "clients", clients_json(asking));
	else
		json_object_set_new(json, "steps", steps_json(asking->chain));
	json_object_set_new(json, "facts", words_of(httpstatus_chain_facts(asking->chain), httpstatus_chain_fact_name));
	if (asking->many)
		json_object_set_new(json, "file", json_string(file));
	json_dumpf(json, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(json);
}

/* ---- for a person ---- */

/* A text that grows up to its size; what does not fit is cut off. */
struct line {
	char text[1024];
	size_t used;
};

__attribute__((format(printf, 2, 3))) static void line_add(struct line *line, const char *format, ...)
{
	size_t room = sizeof line->text - line->used;
	va_list arguments;

	va_start(arguments, format);
	int length = vsnprintf(line->text + line->used, room, format, arguments);
	va_end(arguments);
	if (length > 0)
		line->used += (size_t)length < room ? (size_t)length : room - 1;
}

static void add_names(struct line *line, const struct httpstatus_step *step,
	const char *(*name_at)(const struct httpstatus_step *step, size_t i))
{
	const char *name, *separator = "";

	for (size_t i = 0; (name = name_at(step, i)); i++) {
		line_add(line, "%s%s", separator, name);
		separator = ", ";
	}
}

/* "GET http://localhost/b without the content" */
static void describe_request(struct line *line, const struct httpstatus_step *step)
{
	const char *method = httpstatus_step_method(step, NULL), *target = httpstatus_step_target(step, NULL);

	line_add(line, "%s %s", method ? method : "the same method,", target ? target : "the same target");
	if (httpstatus_step_content(step) != HTTPSTATUS_NEXT_CONTENT_NONE)
		line_add(line, ", content %s",
			httpstatus_step_content(step) == HTTPSTATUS_NEXT_CONTENT_KEEP ? "kept" : "dropped");
}

/* Puts a clause behind those that are there. */
__attribute__((format(printf, 2, 3))) static void add_clause(struct line *line, const char *format, ...)
{
	struct line clause = {.used = 0};
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(clause.text, sizeof clause.text, format, arguments);
	va_end(arguments);
	line_add(line, "%s%s", line->used ? "; " : "", clause.text);
}

/* "after 120 s, as asked; without Authorization; on a new connection" */
static void describe_changes(struct line *line, const struct httpstatus_step *step)
{
	bool asked = httpstatus_step_delay_source(step) == HTTPSTATUS_DELAY_RETRY_AFTER;
	struct line dropped = {.used = 0}, added = {.used = 0};

	add_names(&dropped, step, httpstatus_step_drop_field);
	add_names(&added, step, httpstatus_step_add_field);
	if (httpstatus_step_delay(step))
		add_clause(line, "after %lld s%s", (long long)httpstatus_step_delay(step), asked ? ", as asked" : "");
	if (dropped.used)
		add_clause(line, "without %s", dropped.text);
	if (added.used)
		add_clause(line, "with %s", added.text);
	if (httpstatus_step_connection(step) == HTTPSTATUS_NEXT_CONNECTION_NEW)
		add_clause(line, "on a new connection");
	if (httpstatus_step_connection(step) == HTTPSTATUS_NEXT_CONNECTION_CLOSE)
		add_clause(line, "close the connection");
	if (httpstatus_step_avoids_early_data(step))
		add_clause(line, "not in early data");
}

static void print_step(const struct asking *asking, const struct httpstatus_step *step)
{
	struct line request = {.used = 0}, changes = {.used = 0}, reason = {.used = 0};
	const char *action = httpstatus_action_name(httpstatus_step_action(step));

	line_add(&reason, "%s (%s; %s)", httpstatus_step_text(step), httpstatus_level_name(httpstatus_step_level(step)),
		httpstatus_step_section(step));
	if (httpstatus_action_requests(httpstatus_step_action(step)))
		describe_request(&request, step);
	describe_changes(&changes, step);
	if (strlen(action) > 11) { /* wider than the column */
		printf("  %s%s%s\n", terminal_style(&asking->terminal, STYLE_BOLD), action,
			terminal_plain(&asking->terminal));
		action = "";
	}
	if (request.used) {
		terminal_labelled(&asking->terminal, action, request.text);
		action = "";
	}
	if (changes.used) {
		terminal_labelled(&asking->terminal, action, changes.text);
		action = "";
	}
	terminal_labelled(&asking->terminal, action, reason.text);
}

static void print_steps(const struct asking *asking)
{
	const struct httpstatus_step *step;
	uint32_t facts = httpstatus_chain_facts(asking->chain);
	const char *word;

	for (size_t i = 0; (step = httpstatus_chain_step(asking->chain, i)); i++)
		print_step(asking, step);
	for (int n = 0; (word = httpstatus_chain_fact_name(n)); n++)
		if (facts >> n & 1)
			terminal_labelled(&asking->terminal, "fact", word);
}

/* ---- a table of clients ---- */

enum {
	COLUMN_CLIENT,
	COLUMN_VERSION,
	COLUMN_STEP,
	COLUMN_METHOD,
	COLUMN_CONTENT,
	COLUMN_WITHOUT,
	COLUMN_WAIT,
	COLUMNS
};

struct row {
	struct line cells[COLUMNS];
};

/* The fields that are dropped, but for those that every client makes anew for each request. */
static void add_choices(struct line *line, const struct httpstatus_step *step)
{
	static const char *const own[] = {"host", "content-length", "transfer-encoding"};
	const char *name;

	for (size_t i = 0; (name = httpstatus_step_drop_field(step, i)); i++) {
		bool chosen = true;

		for (size_t k = 0; k < sizeof own / sizeof own[0]; k++)
			chosen = chosen && strcasecmp(name, own[k]) != 0;
		if (chosen)
			line_add(line, "%s%s", line->used ? ", " : "", name);
	}
}

static void fill_row(struct row *row, const char *client, const char *version, const struct httpstatus_chain *chain)
{
	const struct httpstatus_step *step = httpstatus_chain_step(chain, 0);
	bool requests = httpstatus_action_requests(httpstatus_step_action(step));
	const char *method = httpstatus_step_method(step, NULL);

	memset(row, 0, sizeof *row);
	line_add(&row->cells[COLUMN_CLIENT], "%s", client);
	line_add(&row->cells[COLUMN_VERSION], "%s", version);
	line_add(&row->cells[COLUMN_STEP], "%s", httpstatus_action_name(httpstatus_step_action(step)));
	if (!requests)
		return;
	line_add(&row->cells[COLUMN_METHOD], "%s", method ? method : "the same");
	line_add(&row->cells[COLUMN_CONTENT], "%s", httpstatus_next_content_name(httpstatus_step_content(step)));
	add_choices(&row->cells[COLUMN_WITHOUT], step);
	if (httpstatus_step_delay(step))
		line_add(&row->cells[COLUMN_WAIT], "%lld s", (long long)httpstatus_step_delay(step));
}

static bool cell_differs(const struct row *row, const struct row *careful, int column)
{
	return column > COLUMN_VERSION && strcmp(row->cells[column].text, careful->cells[column].text) != 0;
}

static void print_cell(const struct asking *asking, const char *text, bool marked)
{
	printf("%s", marked ? terminal_style(&asking->terminal, STYLE_BOLD) : "");
	terminal_put(text);
	printf("%s%s", marked ? "*" : "", marked ? terminal_plain(&asking->terminal) : "");
}

/* Each cell is preceded by what fills the one before. */
static void print_row(
	const struct asking *asking, const struct row *row, const struct row *careful, const size_t widths[COLUMNS])
{
	size_t fill = 2;

	for (int column = 0; column < COLUMNS; column++) {
		const char *text = row->cells[column].used ? row->cells[column].text : "-";
		bool marked = cell_differs(row, careful, column);

		printf("%*s", (int)fill, "");
		print_cell(asking, text, marked);
		fill = widths[column] + 2 - strlen(text) - marked;
	}
	putchar('\n');
}

static void print_table(const struct asking *asking)
{
	static const char titles[COLUMNS][16] = {"client", "version", "step", "method", "content", "without", "wait"};
	struct row *rows = calloc(asking->client_count, sizeof *rows), careful, head = {0};
	size_t widths[COLUMNS];

	if (!rows) {
		complain("out of memory");
		exit(EXIT_TROUBLE);
	}
	fill_row(&careful, "", "", asking->chain);
	for (int column = 0; column < COLUMNS; column++) {
		line_add(&head.cells[column], "%s", titles[column]);
		widths[column] = strlen(titles[column]);
	}
	for (size_t i = 0; i < asking->client_count; i++) {
		fill_row(&rows[i], asking->clients[i].name, asking->clients[i].version, asking->clients[i].chain);
		for (int column = 0; column < COLUMNS; column++) {
			size_t used = rows[i].cells[column].used;
			size_t width = (used ? used : 1) + cell_differs(&rows[i], &careful, column);

			widths[column] = width > widths[column] ? width : widths[column];
		}
	}
	print_row(asking, &head, &head, widths);
	for (size_t i = 0; i < asking->client_count; i++)
		print_row(asking, &rows[i], &careful, widths);
	printf("  * is not what a careful client does\n");
	free(rows);
}

/* ---- asking ---- */

/* What is taken for so where the file does not tell: curl sends GET unless told otherwise, and a browser that has no response to show is done. */
static void complete(struct httpstatus_exchange *exchange)
{
	if (!httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL)) {
		httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_METHOD, "GET", 3);
		httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 1);
	}
	if (httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS) == HTTPSTATUS_UNKNOWN)
		httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_ENDING, HTTPSTATUS_ENDING_CLOSED);
}

static void ask(struct httpstatus_chain *chain, const struct httpstatus_exchange *exchange, int64_t now)
{
	struct httpstatus_next_input input = {
		.size = sizeof input,
		.abilities = 1u << HTTPSTATUS_CAN_CONNECT | 1u << HTTPSTATUS_CAN_AUTHENTICATE |
			     1u << HTTPSTATUS_CAN_AUTHENTICATE_PROXY | 1u << HTTPSTATUS_CAN_RESEND,
		.now = now,
	};

	httpstatus_chain_clear(chain);
	if (httpstatus_next(chain, exchange, &input) != 0) {
		complain("out of memory");
		exit(EXIT_TROUBLE);
	}
}

static void visit(struct httpstatus_exchange *exchange, const char *file, int64_t entry, int64_t now, void *context)
{
	struct asking *asking = context;

	complete(exchange);
	ask(asking->chain, exchange, now);
	for (size_t i = 0; i < asking->client_count; i++)
		ask(asking->clients[i].chain, exchange, now);
	if (asking->json) {
		print_json(asking, exchange, file, entry);
		return;
	}
	exchange_heading(&asking->terminal, exchange, asking->many ? file : NULL, entry);
	if (asking->client_count)
		print_table(asking);
	else
		print_steps(asking);
}

/* ---- what was asked for ---- */

static void complain_of_client(const char *name, size_t length)
{
	struct line known = {.used = 0};
	const char *client, *separator = "";

	for (size_t i = 0; (client = httpstatus_client_name(i)); i++) {
		line_add(&known, "%s%s", separator, client);
		separator = ", ";
	}
	complain("--as: \"%.*s\" is none of: all, %s", (int)length, name, known.text);
}

static bool client_add(struct asking *asking, size_t place)
{
	struct client *client = &asking->clients[asking->client_count];
	struct httpstatus_policy *policy = httpstatus_policy_new(httpstatus_client_name(place));

	client->name = httpstatus_client_name(place);
	client->version = httpstatus_client_version(place);
	for (size_t i = 0; i < asking->client_count; i++)
		if (asking->clients[i].name == client->name) {
			httpstatus_policy_free(policy);
			return true;
		}
	client->chain = policy ? httpstatus_chain_new(policy) : NULL;
	httpstatus_policy_free(policy);
	if (!client->chain)
		complain("out of memory");
	asking->client_count += client->chain != NULL;
	return client->chain;
}

static bool client_add_by_name(struct asking *asking, const char *name, size_t length)
{
	bool all = length == 3 && memcmp(name, "all", 3) == 0, found = false;
	const char *client;

	for (size_t i = 0; (client = httpstatus_client_name(i)); i++) {
		bool named = strlen(client) == length && memcmp(client, name, length) == 0;

		/* "all" is all that exist, and "default" exists only here */
		if ((named || (all && i > 0)) && !client_add(asking, i))
			return false;
		found = found || named;
	}
	if (!found && !all)
		complain_of_client(name, length);
	return found || all;
}

static bool clients_read(struct asking *asking, const char *list)
{
	for (;;) {
		size_t length = strcspn(list, ",");

		if (!client_add_by_name(asking, list, length))
			return false;
		if (!list[length])
			return true;
		list += length + 1;
	}
}

static const char *setting_text(const char *name)
{
	const char *word;

	for (size_t i = 0; (word = httpstatus_setting_name(i)); i++)
		if (strcmp(word, name) == 0)
			return httpstatus_setting_text(i);
	return NULL;
}

static bool setting_read(struct httpstatus_policy *policy, const char *text)
{
	const char *value = strchr(text, '=');
	char name[64];

	snprintf(name, sizeof name, "%.*s", value ? (int)(value - text) : (int)strlen(text), text);
	if (!value || !setting_text(name)) {
		complain("--set: \"%s\" is no SETTING=VALUE; `httpstatus map settings` lists them", text);
		return false;
	}
	int error = httpstatus_policy_set(policy, name, value + 1, strlen(value + 1));
	if (error)
		complain("--set: %s is \"%s\", which it cannot be: %s", name, value + 1, setting_text(name));
	return !error;
}

static bool options_read(
	int count, char **arguments, struct asking *asking, struct input *input, struct httpstatus_policy *policy)
{
	static const struct option options[] = {
		{"json", no_argument, NULL, 'j'},
		{"as", required_argument, NULL, 'a'},
		{"set", required_argument, NULL, 'p'},
		INPUT_OPTIONS,
		{NULL, 0, NULL, 0},
	};
	int option;

	while ((option = getopt_long(count, arguments, "", options, NULL)) != -1) {
		bool good = true;

		if (option == 'j')
			asking->json = true;
		else if (option == 'a')
			good = clients_read(asking, optarg);
		else if (option == 'p')
			good = setting_read(policy, optarg);
		else
			good = input_option(option, optarg, input);
		if (!good)
			return false;
	}
	bool good = input_take_files(input, count, arguments, "next");
	asking->many = input->count > 1;
	return good;
}

int next_run(int count, char **arguments)
{
	static struct asking asking;
	struct input input = {.now = HTTPSTATUS_UNKNOWN};
	struct httpstatus_policy *policy = httpstatus_policy_new(NULL);
	int status = EXIT_TROUBLE;

	asking.terminal = terminal_find();
	if (!policy)
		complain("out of memory");
	else if (options_read(count, arguments, &asking, &input, policy) &&
		 (asking.chain = httpstatus_chain_new(policy)) != NULL)
		status = input_each(&input, visit, &asking);
	httpstatus_policy_free(policy);
	httpstatus_chain_free(asking.chain);
	for (size_t i = 0; i < asking.client_count; i++)
		httpstatus_chain_free(asking.clients[i].chain);
	return status;
}

/*
 * httpstatus next: what a client may do after an exchange, and what well-known clients do.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"
#include "input.h"
#include "usage.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* More than there are; --as takes each once. */
enum { CLIENTS_MOST = 64 };

struct client {
	const struct httpstatus_client *client;
	struct httpstatus_chain *chain;
};

struct asking {
	struct terminal terminal;
	bool json;
	bool many; /* files, so that each exchange names its own */
	struct saying saying;
	struct httpstatus_chain *chain;
	struct client clients[CLIENTS_MOST]; /* those of --as */
	size_t client_count;
};

/* ---- for a person ---- */

typedef const char *name_at(const struct httpstatus_step *step, size_t i, size_t *length);

/* "Host, Authorization" */
static void add_names(struct clause *clause, const struct httpstatus_step *step, name_at *at)
{
	const char *name, *separator = "";

	for (size_t i = 0; (name = at(step, i, NULL)); i++) {
		clause_add(clause, "%s%s", separator, name);
		separator = ", ";
	}
}

/* "GET http://localhost/b without the content" */
static void describe_request(struct clause *clause, const struct httpstatus_step *step)
{
	const char *method = httpstatus_step_method(step, NULL), *target = httpstatus_step_target(step, NULL);

	clause_add(clause, "%s %s", method ? method : "the same method,", target ? target : "the same target");
	if (httpstatus_step_content(step) != HTTPSTATUS_NEXT_CONTENT_NONE)
		clause_add(clause, ", content %s",
			httpstatus_step_content(step) == HTTPSTATUS_NEXT_CONTENT_KEEP ? "kept" : "dropped");
}

/* Puts a clause behind those that are there. */
static void add_clause(struct clause *clause, const char *preposition, const char *text)
{
	clause_add(clause, "%s%s%s", clause->used ? "; " : "", preposition, text);
}

/* "120 s, as asked" */
static struct clause delay_of(const struct httpstatus_step *step)
{
	struct clause delay = {.used = 0};

	if (httpstatus_step_delay_ms(step) == 0)
		return delay;
	if (httpstatus_step_delay_ms(step) == HTTPSTATUS_UNKNOWN) {
		clause_add(&delay, "a wait that nobody can tell without a clock");
		return delay;
	}
	clause_add_milliseconds(&delay, httpstatus_step_delay_ms(step));
	if (httpstatus_step_delay_source(step) == HTTPSTATUS_DELAY_SOURCE_RETRY_AFTER)
		clause_add(&delay, ", as asked");
	return delay;
}

/* "after 120 s, as asked; without Authorization; on a new connection" */
static void describe_changes(struct clause *clause, const struct httpstatus_step *step)
{
	struct clause delay = delay_of(step), dropped = {.used = 0}, added = {.used = 0}, declined = {.used = 0};
	const char *setting;

	add_names(&dropped, step, httpstatus_step_drop_field);
	add_names(&added, step, httpstatus_step_add_field);
	for (size_t i = 0; (setting = httpstatus_step_declined_by(step, i)); i++)
		clause_add(&declined, "%s%s", i ? ", " : "", setting);
	if (delay.used)
		add_clause(clause, "after ", delay.text);
	if (dropped.used)
		add_clause(clause, "without ", dropped.text);
	if (added.used)
		add_clause(clause, "with ", added.text);
	if (httpstatus_step_connection(step) == HTTPSTATUS_NEXT_CONNECTION_NEW)
		add_clause(clause, "on a new connection", "");
	if (httpstatus_step_connection(step) == HTTPSTATUS_NEXT_CONNECTION_CLOSE)
		add_clause(clause, "close the connection", "");
	if (httpstatus_step_avoids_early_data(step))
		add_clause(clause, "not in early data", "");
	if (declined.used)
		add_clause(clause, "the policy declines it: ", declined.text);
}

static void print_step(const struct asking *asking, const struct httpstatus_step *step)
{
	struct clause request = {.used = 0}, changes = {.used = 0}, reason = {.used = 0};
	const char *action = httpstatus_word(HTTPSTATUS_VOCABULARY_ACTION, httpstatus_step_action(step));

	clause_add(&reason, "%s (%s; %s)", httpstatus_step_text(step),
		httpstatus_word(HTTPSTATUS_VOCABULARY_LEVEL, httpstatus_step_level(step)),
		httpstatus_step_reference(step));
	if (httpstatus_step_requests(step))
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
	int fact;

	for (size_t i = 0; (step = httpstatus_chain_step(asking->chain, i)); i++)
		print_step(asking, step);
	for (size_t i = 0; (fact = httpstatus_chain_fact(asking->chain, i)) >= 0; i++)
		terminal_labelled(&asking->terminal, "fact", httpstatus_word(HTTPSTATUS_VOCABULARY_CHAIN_FACT, fact));
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
	struct clause cells[COLUMNS];
};

/* The fields that are dropped, but for those that every client makes anew for each request. */
static void add_choices(struct clause *clause, const struct httpstatus_step *step)
{
	static const char *const own[] = {"host", "content-length", "transfer-encoding"};
	const char *name;

	for (size_t i = 0; (name = httpstatus_step_drop_field(step, i, NULL)); i++) {
		bool chosen = true;

		for (size_t k = 0; k < sizeof own / sizeof own[0]; k++)
			chosen = chosen && strcasecmp(name, own[k]) != 0;
		if (chosen)
			clause_add(clause, "%s%s", clause->used ? ", " : "", name);
	}
}

/* What a client does, or the careful one, which has no name here. */
static void fill_row(struct row *row, const struct httpstatus_client *client, const struct httpstatus_chain *chain)
{
	const struct httpstatus_step *step = httpstatus_chain_step(chain, 0);
	const char *method = httpstatus_step_method(step, NULL);

	memset(row, 0, sizeof *row);
	clause_add(&row->cells[COLUMN_CLIENT], "%s", client ? httpstatus_client_id(client) : "");
	clause_add(&row->cells[COLUMN_VERSION], "%s", client ? httpstatus_client_version(client) : "");
	clause_add(&row->cells[COLUMN_STEP], "%s",
		httpstatus_word(HTTPSTATUS_VOCABULARY_ACTION, httpstatus_step_action(step)));
	if (!httpstatus_step_requests(step))
		return;
	clause_add(&row->cells[COLUMN_METHOD], "%s", method ? method : "the same");
	clause_add(&row->cells[COLUMN_CONTENT], "%s",
		httpstatus_word(HTTPSTATUS_VOCABULARY_NEXT_CONTENT, httpstatus_step_content(step)));
	add_choices(&row->cells[COLUMN_WITHOUT], step);
	if (httpstatus_step_delay_ms(step))
		clause_add_milliseconds(&row->cells[COLUMN_WAIT], httpstatus_step_delay_ms(step));
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

	if (!rows)
		complain_of_memory();
	fill_row(&careful, NULL, asking->chain);
	for (int column = 0; column < COLUMNS; column++) {
		clause_add(&head.cells[column], "%s", titles[column]);
		widths[column] = strlen(titles[column]);
	}
	for (size_t i = 0; i < asking->client_count; i++) {
		fill_row(&rows[i], asking->clients[i].client, asking->clients[i].chain);
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

/* Each exchange stands for itself. */
static void ask(const struct asking *asking, struct httpstatus_chain *chain, const struct httpstatus_exchange *exchange,
	int64_t now)
{
	httpstatus_chain_clear(chain);
	saying_say(&asking->saying, chain);
	httpstatus_chain_set(chain, HTTPSTATUS_CHAIN_PROPERTY_NOW, now);
	if (httpstatus_chain_next(chain, exchange) != 0)
		complain_of_memory();
}

/* A line for each client that was asked for. */
static void put_lines(const struct asking *asking)
{
	if (!asking->client_count)
		lines_put_chain(asking->chain);
	for (size_t i = 0; i < asking->client_count; i++)
		lines_put_chain(asking->clients[i].chain);
}

static void visit(struct httpstatus_exchange *exchange, int64_t now, void *context)
{
	struct asking *asking = context;

	complete(exchange);
	ask(asking, asking->chain, exchange, now);
	for (size_t i = 0; i < asking->client_count; i++)
		ask(asking, asking->clients[i].chain, exchange, now);
	if (asking->json) {
		put_lines(asking);
		return;
	}
	exchange_heading(&asking->terminal, exchange, asking->many);
	if (asking->client_count)
		print_table(asking);
	else
		print_steps(asking);
}

/* ---- what was asked for ---- */

static void complain_of_client(const char *id, size_t length)
{
	const struct httpstatus_client *client;
	struct nearest nearest;

	nearest_begin(&nearest, id, length);
	nearest_offer(&nearest, "all");
	for (size_t i = 0; (client = httpstatus_client_at(i)); i++)
		nearest_offer(&nearest, httpstatus_client_id(client));
	const char *found = nearest_found(&nearest);
	if (found) {
		complain("--as: there is no client \"%.*s\"; did you mean %s?", (int)length, id, found);
		return;
	}
	complain("--as: \"%.*s\" is none of:", (int)length, id);
	fputs("  all\n", stderr);
	for (size_t i = 0; (client = httpstatus_client_at(i)); i++)
		fprintf(stderr, "  %s\n", httpstatus_client_id(client));
}

static struct httpstatus_chain *chain_of(const struct httpstatus_client *client)
{
	struct httpstatus_policy *policy = httpstatus_policy_new();

	if (httpstatus_policy_imitate(policy, client) != 0)
		complain_of_memory();
	struct httpstatus_chain *chain = httpstatus_chain_new(policy);
	if (!chain)
		complain_of_memory();
	httpstatus_policy_free(policy);
	return chain;
}

/* Once, however often it is named. */
static void client_add(struct asking *asking, const struct httpstatus_client *client)
{
	for (size_t i = 0; i < asking->client_count; i++)
		if (asking->clients[i].client == client)
			return;
	if (asking->client_count < CLIENTS_MOST)
		asking->clients[asking->client_count++] = (struct client){client, chain_of(client)};
}

/* "all" is all that exist, and "default" exists only here. */
static bool client_add_by_id(struct asking *asking, const char *id, size_t length)
{
	bool all = length == 3 && memcmp(id, "all", 3) == 0, found = all;
	const struct httpstatus_client *client;

	for (size_t i = 0; (client = httpstatus_client_at(i)); i++) {
		const char *known = httpstatus_client_id(client);
		bool named = strlen(known) == length && memcmp(known, id, length) == 0;

		if (named || (all && i > 0))
			client_add(asking, client);
		found = found || named;
	}
	if (!found)
		complain_of_client(id, length);
	return found;
}

static bool clients_read(struct asking *asking, const char *list)
{
	for (;;) {
		size_t length = strcspn(list, ",");

		if (!client_add_by_id(asking, list, length))
			return false;
		if (!list[length])
			return true;
		list += length + 1;
	}
}

static void complain_of_setting(const char *text, size_t length)
{
	struct nearest nearest;

	nearest_begin(&nearest, text, length);
	nearest_offer_vocabulary(&nearest, HTTPSTATUS_VOCABULARY_SETTING);
	complain_of_nearest(
		&nearest, "; `httpstatus map settings` lists them", "--set: \"%.*s\" is no setting", (int)length, text);
}

static bool setting_read(struct httpstatus_policy *policy, const char *text)
{
	size_t length = strcspn(text, "=");
	int setting = httpstatus_word_find(HTTPSTATUS_VOCABULARY_SETTING, text, length);

	if (!text[length] || length == 0) {
		complain("--set: \"%s\" is no SETTING=VALUE; `httpstatus map settings` lists them", text);
		return false;
	}
	if (setting < 0) {
		complain_of_setting(text, length);
		return false;
	}
	const char *word = httpstatus_word(HTTPSTATUS_VOCABULARY_SETTING, setting), *value = text + length + 1;
	int error = httpstatus_policy_set(policy, word, value, strlen(value));
	if (error)
		complain("--set: %s is \"%s\", which it cannot be: %s", word, value,
			httpstatus_word_text(HTTPSTATUS_VOCABULARY_SETTING, setting));
	return !error;
}

static bool options_read(
	int count, char **arguments, struct asking *asking, struct input *input, struct httpstatus_policy *policy)
{
	int option;

	while ((option = usage_next(VERB_NEXT, count, arguments)) != OPTION_END) {
		bool good = true;

		if (option == OPTION_JSON)
			asking->json = true;
		else if (option == OPTION_AS)
			good = clients_read(asking, optarg);
		else if (option == OPTION_SET)
			good = setting_read(policy, optarg);
		else if (option == OPTION_SAY)
			good = saying_read(&asking->saying, optarg);
		else if (option == OPTION_PROTOCOLS)
			asking->saying.protocols = optarg;
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
	struct input input = input_begin();
	struct httpstatus_policy *policy = httpstatus_policy_new();
	int status = EXIT_TROUBLE;

	if (!policy)
		complain_of_memory();
	asking.terminal = terminal_find();
	saying_begin(&asking.saying);
	if (options_read(count, arguments, &asking, &input, policy)) {
		asking.chain = httpstatus_chain_new(policy);
		if (!asking.chain)
			complain_of_memory();
		if (saying_say(&asking.saying, asking.chain))
			status = input_each(&input, visit, &asking);
	}
	httpstatus_policy_free(policy);
	httpstatus_chain_free(asking.chain);
	for (size_t i = 0; i < asking.client_count; i++)
		httpstatus_chain_free(asking.clients[i].chain);
	return status;
}

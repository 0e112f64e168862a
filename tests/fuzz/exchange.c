/*
 * Any octets as a request and a response, and every question asked of what comes of them. For libFuzzer: ./dev fuzz.
 *
 * SPDX-License-Identifier: MIT
 */
#include <httpstatus/httpstatus.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask_texts(struct httpstatus_exchange *exchange)
{
	httpstatus_exchange_location(exchange, NULL);
	httpstatus_exchange_location_is_cross_origin(exchange);
	for (size_t i = 0; httpstatus_exchange_invalidated(exchange, i); i++)
		continue;
	for (int proxy = 0; proxy < 2; proxy++)
		for (size_t i = 0; httpstatus_exchange_challenge_scheme(exchange, proxy, i); i++)
			for (size_t k = 0; httpstatus_exchange_challenge_name(exchange, proxy, i, k); k++)
				if (!httpstatus_exchange_challenge_value(exchange, proxy, i, k))
					abort();
}

static void ask_numbers(const struct httpstatus_exchange *exchange, int64_t now)
{
	httpstatus_exchange_content_kind(exchange);
	httpstatus_exchange_persistence(exchange);
	httpstatus_exchange_retry_after(exchange, now);
	httpstatus_exchange_age(exchange, now);
	httpstatus_exchange_defects(exchange);
	for (int cache = 0; cache < 2; cache++) {
		httpstatus_exchange_obstacles(exchange, cache);
		httpstatus_exchange_lifetime(exchange, cache, now);
		httpstatus_exchange_stale_if_error(exchange, cache);
		httpstatus_exchange_reuse_obstacles(exchange, exchange, cache, now);
	}
	httpstatus_exchange_selects(exchange, exchange);
}

/* Goes on as far as a chain goes, with one thing after another as the answer. */
static void follow(struct httpstatus_chain *chain, struct httpstatus_exchange *exchange, size_t size)
{
	struct httpstatus_next_input input = {.size = sizeof input,
		.role = (int)(size & 1),
		.abilities = (uint32_t)(size & 63),
		.circumstances = (uint32_t)(size >> 2 & 15),
		.now = (int64_t)size << 20,
		.random = size,
		.protocols = "websocket"};
	const struct httpstatus_step *step;

	httpstatus_chain_clear(chain);
	for (int hop = 0; hop < 4; hop++) {
		if (httpstatus_next(chain, exchange, &input) != 0 || !(step = httpstatus_chain_step(chain, 0)))
			abort();
		for (size_t i = 0; httpstatus_step_drop_field(step, i); i++)
			continue;
		if (httpstatus_step_delay(step) < 0 || httpstatus_chain_take(chain, 0, exchange) != 0)
			abort();
		httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_STATUS, (int64_t)(size * 7 % 600));
	}
}

/* With all that can be declared: then no rule waits for it. Exchanges before this one are remembered. */
static struct httpstatus_checker *strict_checker(void)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();

	for (size_t i = 0; checker && httpstatus_declaration_name(i); i++)
		httpstatus_checker_declare(checker, httpstatus_declaration_name(i), true);
	return checker;
}

static void check(struct httpstatus_checker *checker, struct httpstatus_exchange *exchange)
{
	const struct httpstatus_finding *finding;

	if (httpstatus_check(checker, exchange) != 0)
		abort();
	for (size_t i = 0; (finding = httpstatus_checker_finding(checker, i)); i++)
		for (const char *c = httpstatus_finding_message(finding); *c; c++)
			if (*c < ' ' || *c > '~')
				abort();
}

/* An answer from the octets, or else the first word that the question takes, or something of its type. */
static void answer(
	struct httpstatus_choice *choice, const struct httpstatus_node *question, const char *bytes, size_t size)
{
	static const char answers[][16] = {"1", "\"v1\"", "/a", "GET, HEAD, PUT", "a/b", "Basic", "x"};

	if (httpstatus_choice_answer(choice, bytes, size) == 0 ||
		(size & 2 && httpstatus_choice_answer_default(choice) == 0) ||
		httpstatus_choice_answer_number(choice, (int64_t)size) == 0)
		return;
	for (size_t i = 0; httpstatus_node_way(question, i); i++)
		if (httpstatus_choice_answer(
			    choice, httpstatus_node_way(question, i), strlen(httpstatus_node_way(question, i))) == 0)
			return;
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
		if (httpstatus_choice_answer(choice, answers[i], strlen(answers[i])) == 0)
			return;
	if (httpstatus_choice_answer(choice, "Thu, 01 Jan 1970 00:00:00 GMT", 29) != 0)
		abort();
}

/* From the request to a response, each answer a line of the octets. */
static void choose(
	struct httpstatus_choice *choice, struct httpstatus_exchange *exchange, const char *bytes, size_t size)
{
	const struct httpstatus_node *question;
	char problem[512];

	if (httpstatus_choice_start(choice, exchange, (int64_t)size << 20) != 0)
		return;
	while ((question = httpstatus_choice_question(choice))) {
		const char *end = size ? memchr(bytes, '\n', size) : NULL;
		size_t length = end ? (size_t)(end - bytes) : size;

		answer(choice, question, bytes, length);
		bytes += length + (end != NULL);
		size -= length + (end != NULL);
	}
	if (httpstatus_choice_respond(choice, exchange) != 0 || !httpstatus_choice_code(choice))
		abort();
	for (size_t i = 0; httpstatus_choice_field_name(choice, i); i++)
		for (const char *c = httpstatus_choice_field_value(choice, i, NULL); *c; c++)
			if (*c == '\r' || *c == '\n')
				abort(); /* a response in two parts */
	httpstatus_choice_problem(choice, problem, sizeof problem);
}

static void negotiate(struct httpstatus_exchange *exchange, const char *bytes, size_t size)
{
	size_t half = size / 2, chosen;

	for (int by = -1; by < 4; by++) {
		const char *best = httpstatus_negotiate(exchange, by, bytes, size, &chosen);
		int weight = httpstatus_weight(by, bytes, half, bytes + half, size - half);

		if (weight < 0 || weight > 1000 || (best && (best < bytes || best + chosen > bytes + size)))
			abort();
	}
	httpstatus_conditions(exchange, true, bytes, size, (int64_t)size << 20, HTTPSTATUS_UNKNOWN);
	for (size_t i = 0; httpstatus_range_first(exchange, 100, i) != HTTPSTATUS_UNKNOWN; i++)
		if (httpstatus_range_last(exchange, 100, i) >= 100)
			abort();
}

/* The first octet cuts the rest in two: a request, and a response. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct httpstatus_exchange *exchange;
	static struct httpstatus_chain *careful, *like_curl;
	static struct httpstatus_checker *checker;
	static struct httpstatus_choice *choice;
	const char *bytes = (const char *)data;
	size_t cut, used;

	if (!exchange) {
		struct httpstatus_policy *curl = httpstatus_policy_new("curl");

		exchange = httpstatus_exchange_new();
		careful = httpstatus_chain_new(NULL);
		like_curl = httpstatus_chain_new(curl);
		checker = strict_checker();
		choice = httpstatus_choice_new();
		httpstatus_policy_free(curl);
	}
	if (size == 0 || !exchange || !careful || !like_curl || !checker || !choice)
		return 0;
	cut = 1 + data[0] % size;
	httpstatus_exchange_clear(exchange);
	httpstatus_exchange_read_request(exchange, bytes + 1, cut - 1, &used);
	if (httpstatus_exchange_read_response(exchange, bytes + cut, size - cut, &used) == 0 && used > size - cut)
		abort();
	ask_numbers(exchange, (int64_t)size << 40);
	ask_texts(exchange);
	httpstatus_registry_find_name(httpstatus_registry_everything(), bytes, size);
	check(checker, exchange);
	follow(size & 1 ? careful : like_curl, exchange, size);
	httpstatus_exchange_clear(exchange);
	httpstatus_exchange_read_request(exchange, bytes + 1, cut - 1, &used);
	negotiate(exchange, bytes + cut, size - cut);
	choose(choice, exchange, bytes + cut, size - cut);
	return 0;
}

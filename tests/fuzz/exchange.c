/*
 * Any octets as a request and a response, and every question asked of what comes of them. For libFuzzer: ./dev fuzz.
 *
 * SPDX-License-Identifier: MIT
 */
#include <httpstatus/httpstatus.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { NEGOTIABLES = HTTPSTATUS_NEGOTIABLE_CODING + 1, LIST_ROOM = 64 };

static void ask_texts(const struct httpstatus_exchange *exchange)
{
	const struct httpstatus_challenge *challenge;
	const char *name;
	size_t length;

	httpstatus_exchange_location(exchange, NULL);
	httpstatus_exchange_location_is_cross_origin(exchange);
	httpstatus_exchange_target_uri(exchange, NULL);
	for (size_t i = 0; httpstatus_cache_invalidated(NULL, exchange, i, NULL); i++)
		continue;
	for (int challenger = 0; challenger < 2; challenger++)
		for (size_t i = 0; (challenge = httpstatus_exchange_challenge(exchange, challenger, i)); i++)
			for (size_t k = 0; (name = httpstatus_challenge_name(challenge, k, &length)); k++)
				if (httpstatus_challenge_parameter(challenge, name, length, NULL) !=
					httpstatus_challenge_value(challenge, k, NULL))
					abort();
}

static void ask_numbers(const struct httpstatus_exchange *exchange, int64_t now)
{
	int list[LIST_ROOM];
	size_t count = httpstatus_exchange_defects(exchange, list, LIST_ROOM);

	for (size_t i = 0; i < count; i++)
		if (!httpstatus_exchange_has_defect(exchange, list[i]))
			abort();
	httpstatus_exchange_content_kind(exchange);
	httpstatus_exchange_persistence(exchange);
	httpstatus_exchange_retry_after(exchange, now);
}

/* Or is too large. */
static bool is_made(int error)
{
	return error == 0 || error == HTTPSTATUS_ERROR_LIMIT;
}

/* What each action of a cache promises has to be there. */
static void look_up(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, int64_t now)
{
	static struct httpstatus_exchange *stored, *said, *made;
	struct httpstatus_lookup *lookup = httpstatus_lookup_new(cache);

	if (!stored) {
		stored = httpstatus_exchange_new();
		said = httpstatus_exchange_new();
		made = httpstatus_exchange_new();
	}
	if (!lookup || !stored || !said || !made)
		abort();
	if (httpstatus_cache_keep(cache, exchange, stored) == 0 &&
		httpstatus_lookup_start(lookup, exchange, now) == 0) {
		httpstatus_lookup_offer(lookup, stored);
		int action = httpstatus_lookup_answer(lookup);
		if (httpstatus_lookup_reason(lookup, 0) < 0 ||
			(action == HTTPSTATUS_CACHE_ACTION_SERVE && httpstatus_lookup_stored(lookup) != stored))
			abort();
		if (action == HTTPSTATUS_CACHE_ACTION_SERVE && !is_made(httpstatus_lookup_respond(lookup, made)))
			abort();
		if (action == HTTPSTATUS_CACHE_ACTION_VALIDATE && !is_made(httpstatus_lookup_request(lookup, said)))
			abort();
		httpstatus_lookup_content(lookup, NULL, NULL);
		httpstatus_lookup_receive(lookup, exchange, now);
		httpstatus_lookup_respond(lookup, made);
	}
	httpstatus_lookup_free(lookup);
	httpstatus_cache_update(cache, stored, exchange);
	httpstatus_cache_combine(cache, stored, exchange);
	httpstatus_cache_invalidates(cache, exchange, stored);
}

/* The list of obstacles and the answer in one have to agree. */
static void ask_cache(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, int64_t now)
{
	char key[64];

	if ((httpstatus_cache_may_store(cache, exchange) == 1) !=
		(httpstatus_cache_obstacles(cache, exchange, NULL, 0) == 0))
		abort();
	httpstatus_cache_is_fresh(cache, exchange, now);
	for (int time = 0; time <= HTTPSTATUS_CACHE_TIME_STALE_IF_ERROR; time++)
		httpstatus_cache_time(cache, exchange, time, now);
	for (size_t i = 0; httpstatus_cache_left_out(cache, exchange, i, NULL); i++)
		;
	httpstatus_cache_vary_key(cache, exchange, exchange, key, sizeof key);
	look_up(cache, exchange, now);
}

/* What was written is read as what it was written from, or was refused. */
static void write_heads(const struct httpstatus_exchange *exchange)
{
	static struct httpstatus_exchange *again;
	static char head[65536];
	int64_t length;
	size_t used;

	if (!again && !(again = httpstatus_exchange_new()))
		return;
	httpstatus_exchange_clear(again);
	length = httpstatus_exchange_write_request(exchange, head, sizeof head);
	if (length >= 0 && length < (int64_t)sizeof head &&
		(httpstatus_exchange_read_request(again, head, (size_t)length, &used) != 0 || used != (size_t)length))
		abort();
	length = httpstatus_exchange_write_response(exchange, head, sizeof head);
	if (length >= 0 && length < (int64_t)sizeof head) {
		int error = httpstatus_exchange_read_response(again, head, (size_t)length, &used);
		bool interim = httpstatus_class(httpstatus_exchange_status(exchange)) == 1 &&
			       error == HTTPSTATUS_ERROR_INCOMPLETE;

		if ((error != 0 && !interim) || used != (size_t)length)
			abort();
	}
}

/* JSON of each shape begins and ends as an object does, and has no control character: no octet breaks out of its string. */
static void look_at(const char *json, size_t length)
{
	if (length < 2 || json[0] != '{' || json[length - 1] != '}')
		abort();
	for (const char *c = json; *c; c++)
		if ((unsigned char)*c < ' ')
			abort();
}

static void write_json(const struct httpstatus_exchange *exchange, const struct httpstatus_checker *checker,
	const struct httpstatus_chain *chain, int64_t now)
{
	static char json[262144];
	size_t length = httpstatus_exchange_json(exchange, now, json, sizeof json);

	if (length < sizeof json)
		look_at(json, length);
	length = httpstatus_checker_json(checker, json, sizeof json);
	if (length < sizeof json)
		look_at(json, length);
	length = httpstatus_chain_json(chain, json, sizeof json);
	if (length < sizeof json)
		look_at(json, length);
}

/* Says one thing or another to a chain. */
static void tell(struct httpstatus_chain *chain, size_t size)
{
	for (int property = 0; property <= HTTPSTATUS_CHAIN_PROPERTY_COALESCED_CONNECTION; property++)
		if (httpstatus_chain_set(chain, property, (int64_t)(size >> property & 1)) != 0)
			abort();
	httpstatus_chain_set(chain, HTTPSTATUS_CHAIN_PROPERTY_NOW, (int64_t)size << 20);
	httpstatus_chain_set(chain, HTTPSTATUS_CHAIN_PROPERTY_RANDOM, (int64_t)size);
	httpstatus_chain_set_protocols(chain, "websocket", 9);
}

/* Goes on as far as a chain goes, with one thing after another as the answer. */
static void follow(struct httpstatus_chain *chain, struct httpstatus_exchange *exchange, size_t size)
{
	const struct httpstatus_step *step;

	httpstatus_chain_clear(chain);
	for (int hop = 0; hop < 4; hop++) {
		tell(chain, size + (size_t)hop);
		if (httpstatus_chain_next(chain, exchange) != 0 || !(step = httpstatus_chain_step(chain, 0)))
			abort();
		for (size_t i = 0; httpstatus_step_drop_field(step, i, NULL); i++)
			continue;
		if (httpstatus_step_delay_ms(step) < 0 || httpstatus_chain_take(chain, 0, exchange) != 0)
			abort();
		httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_STATUS, (int64_t)(size * 7 % 600));
	}
}

/* With all that can be declared: then no rule waits for it. Exchanges before this one are remembered. */
static struct httpstatus_checker *strict_checker(void)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();

	for (int i = 0; httpstatus_word(HTTPSTATUS_VOCABULARY_CHECKER_PROPERTY, i); i++)
		httpstatus_checker_set(checker, i, 1);
	return checker;
}

static void check(struct httpstatus_checker *checker, struct httpstatus_exchange *exchange)
{
	const struct httpstatus_finding *finding;

	if (httpstatus_checker_check(checker, exchange) != 0)
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

static void negotiate(const struct httpstatus_exchange *exchange, const char *bytes, size_t size)
{
	size_t half = size / 2;
	int64_t first, last;

	for (int by = -1; by <= NEGOTIABLES; by++) {
		int best = httpstatus_exchange_negotiate(exchange, by, bytes, size);
		int weight = httpstatus_weight(by, bytes, half, bytes + half, size - half);

		if (weight < -1 || weight > 1000 || best < -1 || (best >= 0 && (size_t)best > size))
			abort();
	}
	httpstatus_exchange_conditions(exchange, true, bytes, size, (int64_t)size << 20, HTTPSTATUS_UNKNOWN);
	for (size_t i = 0; httpstatus_exchange_range(exchange, 100, i, &first, &last) == 1; i++)
		if (first < 0 || last < first || last >= 100)
			abort();
}

/* The first octet cuts the rest in two: a request, and a response. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct httpstatus_exchange *exchange;
	static struct httpstatus_chain *careful, *like_curl;
	static struct httpstatus_checker *checker;
	static struct httpstatus_choice *choice;
	static struct httpstatus_cache *browser;
	const char *bytes = (const char *)data;
	size_t cut, used;

	if (!exchange) {
		struct httpstatus_policy *curl = httpstatus_policy_new();

		exchange = httpstatus_exchange_new();
		httpstatus_policy_imitate(curl, httpstatus_client_find("curl"));
		careful = httpstatus_chain_new(NULL);
		like_curl = httpstatus_chain_new(curl);
		checker = strict_checker();
		choice = httpstatus_choice_new();
		browser = httpstatus_cache_new();
		httpstatus_cache_set(browser, HTTPSTATUS_CACHE_PROPERTY_SHARED, 0);
		httpstatus_cache_set(browser, HTTPSTATUS_CACHE_PROPERTY_PARTS, 1);
		httpstatus_cache_set_text(browser, HTTPSTATUS_CACHE_TEXT_NAME, "fuzzed", 6);
		httpstatus_cache_set_text(browser, HTTPSTATUS_CACHE_TEXT_TARGETS, "CDN-Cache-Control", 17);
		httpstatus_policy_free(curl);
	}
	if (size == 0 || !exchange || !careful || !like_curl || !checker || !choice || !browser)
		return 0;
	cut = 1 + data[0] % size;
	httpstatus_exchange_clear(exchange);
	httpstatus_exchange_read_request(exchange, bytes + 1, cut - 1, &used);
	httpstatus_exchange_read_response(exchange, bytes + cut, size - cut, &used);
	if (used > size - cut)
		abort();
	ask_numbers(exchange, (int64_t)size << 40);
	ask_texts(exchange);
	ask_cache(size & 2 ? browser : NULL, exchange, (int64_t)size << 20);
	write_heads(exchange);
	httpstatus_registry_find_name(httpstatus_registry_by_name("everything"), bytes, size);
	check(checker, exchange);
	write_json(exchange, checker, careful, (int64_t)size << 20);
	follow(size & 1 ? careful : like_curl, exchange, size);
	httpstatus_exchange_clear(exchange);
	httpstatus_exchange_read_request(exchange, bytes + 1, cut - 1, &used);
	negotiate(exchange, bytes + cut, size - cut);
	choose(choice, exchange, bytes + cut, size - cut);
	return 0;
}

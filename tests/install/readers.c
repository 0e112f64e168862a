/*
 * Two threads that ask one exchange at the same time, which nobody has asked before, and compare each answer with that of another exchange of the
 * same. "write" lets one thread change it meanwhile, so that ThreadSanitizer can show that it looks.
 *
 * readers ROUNDS [write]; SPDX-License-Identifier: MIT
 */
#include <httpstatus/httpstatus.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS = 2, DEFECTS_MOST = 8, TEXT_MOST = 64, LONG_MOST = 8192, ROUNDS_A_LONG_ONE = 10, NOW = 784111777 };

/* What is asked is what could be made at the first question, and kept for the next. */
struct answers {
	char value[TEXT_MOST], line[TEXT_MOST], location[TEXT_MOST], target[TEXT_MOST], parameter[TEXT_MOST],
		invalidated[TEXT_MOST], left_out[TEXT_MOST];
	int defects[DEFECTS_MOST];
	size_t defect_count;
	int kind, persistence, may_store, fresh, invalidates;
	int64_t age, retry_after;
};

/* What goes over all that was said, now and then. */
struct long_answers {
	char json[LONG_MOST], cached[LONG_MOST], vary[LONG_MOST], request[LONG_MOST], response[LONG_MOST];
	int64_t lengths[5];
	int condition, range, tag;
	int64_t first, last;
};

static struct httpstatus_exchange *shared;
static struct httpstatus_cache *cache;
static struct answers expected[2]; /* of even and odd rounds */
static struct long_answers expected_long;
static size_t rounds;

/* So that both are at it at the same time, however few processors there are; relaxed, which puts nothing in order. */
static atomic_size_t writes_wanted, writes;
static atomic_bool reading_is_over;

struct thread {
	pthread_t id;
	size_t first; /* round */
	size_t wrong; /* answers */
	struct long_answers answers;
};

static void copy(char out[TEXT_MOST], const char *text, size_t length)
{
	if (text && length < TEXT_MOST)
		memcpy(out, text, length);
}

static void ask_texts(const struct httpstatus_exchange *exchange, size_t round, struct answers *answers)
{
	const struct httpstatus_challenge *challenge =
		httpstatus_exchange_challenge(exchange, HTTPSTATUS_CHALLENGER_ORIGIN, 0);
	const char *text;
	size_t length = 0;

	/* Two fields of two lines each: what one thread joins may not be what the other one is given. */
	if (round & 1)
		text = httpstatus_exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, "Vary", 4, &length);
	else
		text = httpstatus_exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, "Cache-Control", 13, &length);
	copy(answers->value, text, length);
	text = httpstatus_exchange_field(exchange, HTTPSTATUS_PART_RESPONSE, "Vary", 4, 1, &length);
	copy(answers->line, text, length);
	text = httpstatus_exchange_location(exchange, &length);
	copy(answers->location, text, length);
	text = httpstatus_exchange_target_uri(exchange, &length);
	copy(answers->target, text, length);
	text = httpstatus_challenge_parameter(challenge, "realm", 5, &length);
	copy(answers->parameter, text, length);
	text = httpstatus_cache_invalidated(cache, exchange, round & 1, &length);
	copy(answers->invalidated, text, length);
	text = httpstatus_cache_left_out(cache, exchange, round & 1, &length);
	copy(answers->left_out, text, length);
}

static void ask_numbers(const struct httpstatus_exchange *exchange, struct answers *answers)
{
	answers->defect_count = httpstatus_exchange_defects(exchange, answers->defects, DEFECTS_MOST);
	answers->kind = httpstatus_exchange_content_kind(exchange);
	answers->persistence = httpstatus_exchange_persistence(exchange);
	answers->may_store = httpstatus_cache_may_store(cache, exchange);
	answers->fresh = httpstatus_cache_is_fresh(cache, exchange, NOW);
	answers->invalidates = httpstatus_cache_invalidates(cache, exchange, exchange);
	answers->age = httpstatus_cache_time(cache, exchange, HTTPSTATUS_CACHE_TIME_AGE, NOW);
	answers->retry_after = httpstatus_exchange_retry_after(exchange, NOW);
}

static struct answers ask(const struct httpstatus_exchange *exchange, size_t round)
{
	struct answers answers;

	memset(&answers, 0, sizeof answers); /* the padding too: it is compared */
	ask_texts(exchange, round, &answers);
	ask_numbers(exchange, &answers);
	return answers;
}

static void ask_long(const struct httpstatus_exchange *exchange, struct long_answers *answers)
{
	memset(answers, 0, sizeof *answers);
	answers->lengths[0] = (int64_t)httpstatus_exchange_json(exchange, NOW, answers->json, LONG_MOST);
	answers->lengths[1] = httpstatus_exchange_write_request(exchange, answers->request, LONG_MOST);
	answers->lengths[2] = httpstatus_exchange_write_response(exchange, answers->response, LONG_MOST);
	answers->lengths[3] = (int64_t)httpstatus_cache_json(cache, exchange, NOW, answers->cached, LONG_MOST);
	answers->lengths[4] = (int64_t)httpstatus_cache_vary_key(cache, exchange, exchange, answers->vary, LONG_MOST);
	answers->condition = httpstatus_exchange_conditions(exchange, true, "\"v1\"", 4, HTTPSTATUS_UNKNOWN, NOW);
	answers->range = httpstatus_exchange_range(exchange, 10, 0, &answers->first, &answers->last);
	answers->tag = httpstatus_exchange_if_range_holds(exchange, "\"v1\"", 4, HTTPSTATUS_UNKNOWN, NOW);
}

static bool is_wrong(size_t round)
{
	struct answers answers = ask(shared, round);

	return memcmp(&answers, &expected[round & 1], sizeof answers) != 0;
}

static bool is_long_wrong(struct long_answers *answers)
{
	ask_long(shared, answers);
	return memcmp(answers, &expected_long, sizeof *answers) != 0;
}

static void *read_on(void *argument)
{
	struct thread *thread = argument;

	for (size_t round = thread->first;
		round < rounds || atomic_load_explicit(&writes, memory_order_relaxed) <
					  atomic_load_explicit(&writes_wanted, memory_order_relaxed);
		round++) {
		thread->wrong += is_wrong(round);
		if (round % ROUNDS_A_LONG_ONE == 0)
			thread->wrong += is_long_wrong(&thread->answers);
	}
	atomic_store_explicit(&reading_is_over, true, memory_order_relaxed);
	return NULL;
}

static void *write_on(void *argument)
{
	(void)argument;
	while (!atomic_load_explicit(&reading_is_over, memory_order_relaxed)) {
		size_t write = atomic_fetch_add_explicit(&writes, 1, memory_order_relaxed);

		httpstatus_exchange_set(shared, HTTPSTATUS_PROPERTY_RESPONSE_TIME, NOW + (int64_t)write);
	}
	return NULL;
}

static struct httpstatus_exchange *make(void)
{
	static const char request[] =
		"POST /a/../b?c HTTP/1.1\r\nHost: A.example\r\nContent-Length: 0\r\n"
		"If-Match: \"v1\"\r\nIf-Match: \"v2\"\r\nRange: bytes=0-4\r\nIf-Range: \"v1\"\r\n\r\n";
	static const char response[] =
		"HTTP/1.1 201 Created\r\nVary: Accept\r\nVary: Accept-Language\r\nCache-Control: max-age=60\r\n"
		"Cache-Control: public\r\nLocation: ../c d\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nAge: 5\r\n"
		"Retry-After: 120\r\nWWW-Authenticate: Basic realm=\"a \\\"b\\\"\"\r\nWWW-Authenticate: Digest "
		"qop=auth\r\n"
		"Content-Length: 3, 3\r\nContent-Location: /a\r\nConnection: X-Hop\r\nX-Hop: 1\r\n\r\n";
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	if (httpstatus_exchange_read_request(exchange, request, sizeof request - 1, NULL) != 0 ||
		httpstatus_exchange_read_response(exchange, response, sizeof response - 1, NULL) != 0)
		exit(EXIT_FAILURE);
	return exchange;
}

int main(int count, char **arguments)
{
	static struct thread threads[THREADS] = {{.first = 0}, {.first = 1}};
	struct httpstatus_exchange *alone = make();
	size_t wrong = 0;

	if (count < 2)
		return EXIT_FAILURE;
	rounds = strtoul(arguments[1], NULL, 10);
	cache = httpstatus_cache_new();
	shared = make();
	expected[0] = ask(alone, 0);
	expected[1] = ask(alone, 1);
	ask_long(alone, &expected_long);
	atomic_store(&writes_wanted, count > 2 ? rounds : 0);
	for (size_t i = 0; i < THREADS; i++)
		if (pthread_create(&threads[i].id, NULL, i == 0 && count > 2 ? write_on : read_on, &threads[i]) != 0)
			return EXIT_FAILURE;
	for (size_t i = 0; i < THREADS; i++) {
		pthread_join(threads[i].id, NULL);
		wrong += threads[i].wrong;
	}
	printf("%zu wrong\n", wrong);
	httpstatus_exchange_free(alone);
	httpstatus_exchange_free(shared);
	httpstatus_cache_free(cache);
	return wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/*
 * An object that nobody told anything is one that was told what its header calls the default: no property changes what another means.
 *
 * SPDX-License-Identifier: MIT
 */
#include "../unit/tap.h"

#include <httpstatus/httpstatus.h>
#include <string.h>

struct said {
	int property;
	int64_t value;
};

/* include/httpstatus/next.h; for the time there is none. */
static const struct said chain_defaults[] = {
	{HTTPSTATUS_CHAIN_PROPERTY_ROLE, HTTPSTATUS_ROLE_USER_AGENT},
	{HTTPSTATUS_CHAIN_PROPERTY_CAN_CONNECT, 1},
	{HTTPSTATUS_CHAIN_PROPERTY_CAN_AUTHENTICATE, 1},
	{HTTPSTATUS_CHAIN_PROPERTY_CAN_AUTHENTICATE_PROXY, 1},
	{HTTPSTATUS_CHAIN_PROPERTY_CAN_RESEND, 1},
	{HTTPSTATUS_CHAIN_PROPERTY_CAN_RECODE, 0},
	{HTTPSTATUS_CHAIN_PROPERTY_CAN_USE_STORED, 0},
	{HTTPSTATUS_CHAIN_PROPERTY_OWN_CONDITION, 0},
	{HTTPSTATUS_CHAIN_PROPERTY_EARLY_DATA, HTTPSTATUS_UNKNOWN},
	{HTTPSTATUS_CHAIN_PROPERTY_REUSED_CONNECTION, 0},
	{HTTPSTATUS_CHAIN_PROPERTY_COALESCED_CONNECTION, 0},
	{HTTPSTATUS_CHAIN_PROPERTY_NOW, HTTPSTATUS_UNKNOWN},
	{HTTPSTATUS_CHAIN_PROPERTY_RANDOM, 0},
};

enum { DEFAULTS = sizeof chain_defaults / sizeof chain_defaults[0], ROOM = 65536, NOW = 784111777 };

/* Each has a step that one of the properties decides. */
static const char *const responses[] = {
	"HTTP/1.1 200 OK\r\n\r\n",
	"HTTP/1.1 302 Found\r\nLocation: http://b.example/\r\n\r\n",
	"HTTP/1.1 304 Not Modified\r\n\r\n",
	"HTTP/1.1 307 Temporary Redirect\r\nLocation: /b\r\n\r\n",
	"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"a\"\r\n\r\n",
	"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"a\"\r\n\r\n",
	"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n",
	"HTTP/1.1 412 Precondition Failed\r\n\r\n",
	"HTTP/1.1 415 Unsupported Media Type\r\nAccept-Encoding: identity\r\n\r\n",
	"HTTP/1.1 421 Misdirected Request\r\n\r\n",
	"HTTP/1.1 425 Too Early\r\n\r\n",
	"HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
	"HTTP/1.1 429 Too Many Requests\r\nRetry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n",
	"HTTP/1.1 503 Service Unavailable\r\n\r\n",
	"HTTP/1.1 504 Gateway Timeout\r\nCache-Control: stale-if-error=60\r\n\r\n",
};

enum { RESPONSES = sizeof responses / sizeof responses[0] };

static struct httpstatus_exchange *exchange_with(const char *response)
{
	static const char request[] =
		"PUT /a HTTP/1.1\r\nHost: a.example\r\nContent-Length: 3\r\nIf-Match: \"v1\"\r\n\r\n";
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	ck_assert_int_eq(httpstatus_exchange_read_request(exchange, request, sizeof request - 1, NULL), 0);
	ck_assert_int_eq(httpstatus_exchange_read_response(exchange, response, strlen(response), NULL), 0);
	return exchange;
}

/* All that a chain says of an exchange, when it was told some of the defaults. */
static void chain_says(const char *response, const struct said *said, size_t count, char out[ROOM])
{
	struct httpstatus_exchange *exchange = exchange_with(response);
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	for (size_t i = 0; i < count; i++)
		ck_assert_int_eq(httpstatus_chain_set(chain, said[i].property, said[i].value), 0);
	ck_assert_int_eq(httpstatus_chain_next(chain, exchange), 0);
	ck_assert_uint_lt(httpstatus_chain_json(chain, out, ROOM), ROOM);
	httpstatus_chain_free(chain);
	httpstatus_exchange_free(exchange);
}

static char untold[ROOM], told[ROOM];

START_TEST(every_property_of_a_chain_has_a_default_here)
{
	for (int property = 0; httpstatus_word(HTTPSTATUS_VOCABULARY_CHAIN_PROPERTY, property); property++)
		ck_assert(property < DEFAULTS && chain_defaults[property].property == property);
}
END_TEST

START_TEST(a_chain_that_was_told_the_defaults_says_the_same)
{
	chain_says(responses[_i], NULL, 0, untold);
	chain_says(responses[_i], chain_defaults, DEFAULTS, told);
	ck_assert_str_eq(told, untold);
}
END_TEST

START_TEST(a_chain_that_was_told_one_default_says_the_same)
{
	chain_says(responses[_i], NULL, 0, untold);
	for (size_t i = 0; i < DEFAULTS; i++) {
		chain_says(responses[_i], &chain_defaults[i], 1, told);
		ck_assert_str_eq(told, untold);
	}
}
END_TEST

START_TEST(a_chain_that_was_told_of_nothing_else_says_the_same)
{
	struct httpstatus_exchange *exchange = exchange_with(responses[_i]);
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	chain_says(responses[_i], NULL, 0, untold);
	ck_assert_int_eq(httpstatus_chain_set_protocols(chain, NULL, 0), 0);
	ck_assert_int_eq(httpstatus_chain_set_registry(chain, NULL), 0);
	ck_assert_int_eq(httpstatus_chain_next(chain, exchange), 0);
	httpstatus_chain_json(chain, told, ROOM);
	ck_assert_str_eq(told, untold);
	httpstatus_chain_free(chain);
	httpstatus_exchange_free(exchange);
}
END_TEST

/* include/httpstatus/cache.h */
/* All that a cache says of an exchange, and of the request once more. */
static void cache_says(const struct httpstatus_cache *cache, const char *response, char out[ROOM])
{
	struct httpstatus_exchange *exchange = exchange_with(response), *stored = httpstatus_exchange_new();
	struct httpstatus_lookup *lookup = httpstatus_lookup_new(cache);
	size_t length = httpstatus_cache_json(cache, exchange, NOW, out, ROOM);

	ck_assert_uint_lt(length, ROOM);
	ck_assert_int_eq(httpstatus_cache_keep(cache, exchange, stored), 0);
	ck_assert_int_eq(httpstatus_lookup_start(lookup, exchange, NOW), 0);
	ck_assert_int_eq(httpstatus_lookup_offer(lookup, stored), 0);
	ck_assert_int_ge(httpstatus_lookup_answer(lookup), 0);
	ck_assert_uint_lt(httpstatus_lookup_json(lookup, out + length, ROOM - length), ROOM - length);
	httpstatus_lookup_free(lookup);
	httpstatus_exchange_free(stored);
	httpstatus_exchange_free(exchange);
}

START_TEST(a_cache_that_was_told_the_defaults_says_what_no_cache_says)
{
	struct httpstatus_cache *cache = httpstatus_cache_new();

	ck_assert_int_eq(httpstatus_cache_set(cache, HTTPSTATUS_CACHE_PROPERTY_SHARED, 1), 0);
	ck_assert_int_eq(httpstatus_cache_set(cache, HTTPSTATUS_CACHE_PROPERTY_SERVES_STALE, 0), 0);
	ck_assert_int_eq(httpstatus_cache_set(cache, HTTPSTATUS_CACHE_PROPERTY_HEURISTIC_PERCENT, 10), 0);
	cache_says(NULL, responses[_i], untold);
	cache_says(cache, responses[_i], told);
	ck_assert_str_eq(told, untold);
	httpstatus_cache_free(cache);
}
END_TEST

/* include/httpstatus/check.h */
static void checker_says(struct httpstatus_checker *checker, const char *response, char out[ROOM])
{
	struct httpstatus_exchange *exchange = exchange_with(response);

	ck_assert_int_eq(httpstatus_checker_check(checker, exchange), 0);
	ck_assert_uint_lt(httpstatus_checker_json(checker, out, ROOM), ROOM);
	httpstatus_exchange_free(exchange);
	httpstatus_checker_free(checker);
}

START_TEST(a_checker_that_was_told_the_defaults_says_the_same)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();

	for (int property = 0; httpstatus_word(HTTPSTATUS_VOCABULARY_CHECKER_PROPERTY, property); property++)
		ck_assert_int_eq(httpstatus_checker_set(checker, property, 0), 0);
	ck_assert_int_eq(
		httpstatus_checker_set(checker, HTTPSTATUS_CHECKER_PROPERTY_LEVEL, HTTPSTATUS_LEVEL_ADVICE), 0);
	ck_assert_int_eq(httpstatus_checker_set(checker, HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED, 64), 0);
	checker_says(httpstatus_checker_new(), responses[_i], untold);
	checker_says(checker, responses[_i], told);
	ck_assert_str_eq(told, untold);
}
END_TEST

static void add_for_each(Suite *suite, const TTest *test)
{
	TCase *tcase = tcase_create(test->name);

	tcase_add_loop_test(tcase, test, 0, RESPONSES);
	suite_add_tcase(suite, tcase);
}

int main(void)
{
	Suite *suite = suite_create("defaults");

	suite_add(suite, every_property_of_a_chain_has_a_default_here);
	add_for_each(suite, a_chain_that_was_told_the_defaults_says_the_same);
	add_for_each(suite, a_chain_that_was_told_one_default_says_the_same);
	add_for_each(suite, a_chain_that_was_told_of_nothing_else_says_the_same);
	add_for_each(suite, a_cache_that_was_told_the_defaults_says_what_no_cache_says);
	add_for_each(suite, a_checker_that_was_told_the_defaults_says_the_same);
	return tap_main(suite);
}

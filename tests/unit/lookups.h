/*
 * What the tests of caches have in common: a cache, what it has stored, and what becomes of a request, in words.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_TESTS_LOOKUPS_H
#define HTTPSTATUS_TESTS_LOOKUPS_H

#include "messages.h"

#include <stdarg.h>

/* Sun, 06 Nov 1994 08:49:37 GMT. */
enum { NOW = 784111777 };

#define DATE "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
#define DAY_BEFORE "Sat, 05 Nov 1994 08:49:37 GMT"
#define MODIFIED "Last-Modified: " DAY_BEFORE "\r\n"

#define GET(fields) "GET /page HTTP/1.1\r\nHost: example.com\r\n" fields "\r\n"
#define HEAD(fields) "HEAD /page HTTP/1.1\r\nHost: example.com\r\n" fields "\r\n"
#define OK(fields) "HTTP/1.1 200 OK\r\n" DATE fields "\r\n"
#define PART(fields) "HTTP/1.1 206 Partial Content\r\n" DATE fields "\r\n"
#define NOT_MODIFIED(fields) "HTTP/1.1 304 Not Modified\r\n" DATE fields "\r\n"

enum { STORED_MOST = 8 };

static struct httpstatus_cache *cache;
static struct httpstatus_lookup *lookup;
static struct httpstatus_exchange *stored[STORED_MOST], *asking, *said, *made;
static size_t stored_count;

/* An exchange over TLS, sent and received at a time. */
static inline struct httpstatus_exchange *exchange_at(const char *request, const char *response, int64_t time)
{
	struct httpstatus_exchange *exchange = exchange_of(request, response);

	set(exchange, HTTPSTATUS_PROPERTY_SECURED, 1);
	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_TIME, time);
	set(exchange, HTTPSTATUS_PROPERTY_RESPONSE_TIME, time);
	return exchange;
}

static inline void prepare(void)
{
	cache = httpstatus_cache_new();
	lookup = httpstatus_lookup_new(cache);
	made = httpstatus_exchange_new();
	stored_count = 0;
	asking = said = NULL;
}

static inline void clean_up(void)
{
	httpstatus_lookup_free(lookup);
	httpstatus_cache_free(cache);
	for (size_t i = 0; i < stored_count; i++)
		httpstatus_exchange_free(stored[i]);
	httpstatus_exchange_free(asking);
	httpstatus_exchange_free(said);
	httpstatus_exchange_free(made);
}

static inline void cache_is(int property, int64_t value)
{
	ck_assert_int_eq(httpstatus_cache_set(cache, property, value), 0);
}

static inline void cache_says(int text, const char *value)
{
	ck_assert_int_eq(httpstatus_cache_set_text(cache, text, value, strlen(value)), 0);
}

/* What the cache keeps of an exchange at NOW. */
static inline struct httpstatus_exchange *store(const char *request, const char *response)
{
	struct httpstatus_exchange *exchange = exchange_at(request, response, NOW);

	ck_assert_uint_lt(stored_count, STORED_MOST);
	ck_assert_int_eq(httpstatus_cache_keep(cache, exchange, exchange), 0);
	stored[stored_count++] = exchange;
	return exchange;
}

/* The same with content, so many octets of which came. */
static inline struct httpstatus_exchange *store_content(
	const char *request, const char *response, int64_t seen, int ending)
{
	struct httpstatus_exchange *exchange = store(request, response);

	set(exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN, seen);
	set(exchange, HTTPSTATUS_PROPERTY_ENDING, ending);
	return exchange;
}

/* An action and its reasons: "validate: stale, no-cache". */
static inline const char *in_words(int action)
{
	static char words[512];
	int reason;

	ck_assert_int_ge(action, 0);
	strcpy(words, httpstatus_word(HTTPSTATUS_VOCABULARY_CACHE_ACTION, action));
	for (size_t i = 0; (reason = httpstatus_lookup_reason(lookup, i)) >= 0; i++) {
		strcat(words, i ? ", " : ": ");
		strcat(words, httpstatus_word(HTTPSTATUS_VOCABULARY_CACHE_REASON, reason));
	}
	return words;
}

/* Begins with a request, and offers all that is stored. */
static inline void start(const char *request, int64_t now)
{
	httpstatus_exchange_free(asking);
	asking = exchange_of(request, NULL);
	set(asking, HTTPSTATUS_PROPERTY_SECURED, 1);
	ck_assert_int_eq(httpstatus_lookup_start(lookup, asking, now), 0);
	for (size_t i = 0; i < stored_count; i++)
		ck_assert_int_eq(httpstatus_lookup_offer(lookup, stored[i]), 0);
}

/* What to do about a request, so many seconds after all was stored. */
static inline const char *answer(const char *request, int64_t after)
{
	start(request, NOW + after);
	return in_words(httpstatus_lookup_answer(lookup));
}

static inline const char *answer_cut_off(const char *request, int64_t after)
{
	start(request, NOW + after);
	ck_assert_int_eq(httpstatus_lookup_set(lookup, HTTPSTATUS_LOOKUP_PROPERTY_CUT_OFF, 1), 0);
	return in_words(httpstatus_lookup_answer(lookup));
}

/* What to do with what the server said to the request of the lookup; NULL is no answer. */
static inline const char *receive(const char *response, int64_t after)
{
	httpstatus_exchange_free(said);
	said = httpstatus_exchange_new();
	ck_assert_int_eq(httpstatus_lookup_request(lookup, said), 0);
	set(said, HTTPSTATUS_PROPERTY_REQUEST_TIME, NOW + after);
	set(said, HTTPSTATUS_PROPERTY_RESPONSE_TIME, NOW + after);
	if (response)
		ck_assert_int_eq(read_response(said, response), 0);
	return in_words(httpstatus_lookup_receive(lookup, said, NOW + after));
}

/* A field of the request that is to be sent, or of the response; NULL where there is none. */
static inline const char *asked_field(const char *name)
{
	ck_assert_int_eq(httpstatus_lookup_request(lookup, made), 0);
	return httpstatus_exchange_value(made, HTTPSTATUS_PART_REQUEST, name, strlen(name), NULL);
}

static inline const char *field_of(const struct httpstatus_exchange *exchange, const char *name)
{
	return httpstatus_exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, name, strlen(name), NULL);
}

static inline int respond(void)
{
	ck_assert_int_eq(httpstatus_lookup_respond(lookup, made), 0);
	return httpstatus_exchange_status(made);
}

static inline void add_test(Suite *suite, const TTest *test)
{
	TCase *tcase = tcase_create(test->name);

	tcase_add_checked_fixture(tcase, prepare, clean_up);
	tcase_add_test(tcase, test);
	tcase_set_timeout(tcase, 120);
	suite_add_tcase(suite, tcase);
}

#endif

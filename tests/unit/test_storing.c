/* Storing: what stands in the way, what a 304 is about, what answers. SPDX-License-Identifier: MIT */
#include "messages.h"

#include <limits.h>

enum { NOW = 784111777 };

#define REQUEST(fields) "GET /dir/page?q HTTP/1.1\r\nHost: example.com\r\n" fields "\r\n"
#define POST "POST /form HTTP/1.1\r\nHost: h\r\n\r\n"

/* ---- which stored response a 304 is about: RFC 9111, 4.3.4 ---- */

static struct httpstatus_exchange *stored_at(const char *request, const char *response, int64_t time)
{
	struct httpstatus_exchange *exchange = exchange_of(request, response);

	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_TIME, time);
	set(exchange, HTTPSTATUS_PROPERTY_RESPONSE_TIME, time);
	return exchange;
}

/* Which of two stored responses a 304 is about: 1 for the first, 2 for the second, and their sum. */
static int selected_of(const struct httpstatus_exchange *said, const struct httpstatus_exchange *const both[2])
{
	struct httpstatus_lookup *lookup = httpstatus_lookup_new(SHARED);
	const struct httpstatus_exchange *found;
	struct httpstatus_exchange *asking = exchange_of(REQUEST("Cache-Control: no-cache\r\n"), NULL);
	int selected = 0;

	ck_assert_int_eq(httpstatus_lookup_start(lookup, asking, NOW + 1), 0);
	for (int i = 0; i < 2; i++)
		if (both[i])
			ck_assert_int_eq(httpstatus_lookup_offer(lookup, both[i]), 0);
	ck_assert_int_ge(httpstatus_lookup_answer(lookup), 0);
	int action = httpstatus_lookup_receive(lookup, said, NOW + 1);
	for (size_t i = 0; (found = httpstatus_lookup_selected(lookup, i)); i++)
		selected += found == both[0] ? 1 : 2;
	ck_assert_int_eq(action == HTTPSTATUS_CACHE_ACTION_UPDATE, selected > 0);
	httpstatus_exchange_free(asking);
	httpstatus_lookup_free(lookup);
	return selected;
}

/* Of those that have the same fields. */
enum selection { SELECTION_NONE, SELECTION_ALL, SELECTION_LATEST, SELECTION_ONLY };

static enum selection selects(const char *fields, const char *stored_fields)
{
	char head[256], stored_head[256];

	snprintf(head, sizeof head, "HTTP/1.1 304 Not Modified\r\n%s\r\n", fields);
	snprintf(stored_head, sizeof stored_head, "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\n%s\r\n",
		stored_fields);
	struct httpstatus_exchange *said = exchange_of(NULL, head);
	struct httpstatus_exchange *stored = stored_at(REQUEST(""), stored_head, NOW);
	struct httpstatus_exchange *later = stored_at(REQUEST(""), stored_head, NOW + 1);
	int alone = selected_of(said, (const struct httpstatus_exchange *const[2]){stored, NULL});
	int together = selected_of(said, (const struct httpstatus_exchange *const[2]){stored, later});

	ck_assert_int_eq(selected_of(said, (const struct httpstatus_exchange *const[2]){later, stored}),
		together == 0   ? 0
		: together == 3 ? 3
				: 1); /* in any order */
	ck_assert_int_eq(httpstatus_cache_update(SHARED, said, stored), 0);
	ck_assert_int_eq(httpstatus_cache_update(SHARED, stored, NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_cache_update(SHARED, NULL, said), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_cache_update(SHARED, stored, said), alone);
	httpstatus_exchange_free(said);
	httpstatus_exchange_free(stored);
	httpstatus_exchange_free(later);
	ck_assert(together != 1 && (alone == 1 || together == 0));
	return together == 3   ? SELECTION_ALL
	       : together == 2 ? SELECTION_LATEST
	       : alone         ? SELECTION_ONLY
			       : SELECTION_NONE;
}

#define MODIFIED "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
#define MODIFIED_LATER "Last-Modified: Sun, 06 Nov 1994 08:49:38 GMT\r\n"

START_TEST(a_strong_validator_selects_what_has_it)
{
	ck_assert_int_eq(selects("ETag: \"a\"\r\n", "ETag: \"a\"\r\n"), SELECTION_ALL);
	ck_assert_int_eq(selects("ETag: \"a\"\r\n", "ETag: \"b\"\r\n"), SELECTION_NONE);
	ck_assert_int_eq(selects("ETag: \"a\"\r\n", "ETag: W/\"a\"\r\n"), SELECTION_NONE);
	ck_assert_int_eq(selects("ETag: \"a\"\r\n", ""), SELECTION_NONE);
	ck_assert_int_eq(selects("ETag: \"a\"\r\n" MODIFIED, MODIFIED), SELECTION_NONE);
}
END_TEST

START_TEST(a_weak_validator_selects_the_latest_that_has_it)
{
	ck_assert_int_eq(selects("ETag: W/\"a\"\r\n", "ETag: W/\"a\"\r\n"), SELECTION_LATEST);
	ck_assert_int_eq(selects("ETag: W/\"a\"\r\n", "ETag: \"a\"\r\n"), SELECTION_LATEST);
	ck_assert_int_eq(selects("ETag: W/\"a\"\r\n", "ETag: W/\"b\"\r\n"), SELECTION_NONE);
	ck_assert_int_eq(selects(MODIFIED, MODIFIED), SELECTION_LATEST);
	ck_assert_int_eq(selects(MODIFIED, "ETag: \"a\"\r\n" MODIFIED), SELECTION_LATEST);
	ck_assert_int_eq(selects(MODIFIED, MODIFIED_LATER), SELECTION_NONE);
	ck_assert_int_eq(selects(MODIFIED, "ETag: \"a\"\r\n"), SELECTION_NONE);
}
END_TEST

START_TEST(without_validators_only_the_only_one_is_selected)
{
	ck_assert_int_eq(selects("", ""), SELECTION_ONLY);
	ck_assert_int_eq(selects("", "ETag: \"a\"\r\n"), SELECTION_NONE);
	ck_assert_int_eq(selects("", MODIFIED), SELECTION_NONE);
}
END_TEST

/* ---- may it be stored: what tests/data/storing.csv leaves out ---- */

static uint64_t obstacles(const char *request, const char *response, const struct httpstatus_cache *cache)
{
	struct httpstatus_exchange *exchange = exchange_of(request, response);
	uint64_t found = obstacles_of(cache, exchange);

	httpstatus_exchange_free(exchange);
	return found;
}

#define OK(fields) "HTTP/1.1 200 OK\r\n" fields "\r\n"

START_TEST(the_request_can_forbid_storing)
{
	ck_assert_uint_eq(
		obstacles(REQUEST("Cache-Control: no-store\r\n"), OK(""), PRIVATE), BIT(HTTPSTATUS_OBSTACLE_NO_STORE));
	ck_assert_uint_eq(obstacles(REQUEST("Cache-Control: no-store\r\n"),
				  OK("Cache-Control: must-understand, public\r\n"), SHARED),
		BIT(HTTPSTATUS_OBSTACLE_NO_STORE));
	ck_assert_uint_eq(obstacles(REQUEST("Cache-Control: no-cache\r\n"), OK(""), PRIVATE), 0);
}
END_TEST

START_TEST(private_fields_do_not_lift_private)
{
	ck_assert_uint_eq(obstacles(REQUEST(""), OK("Cache-Control: private=\"a\"\r\n"), SHARED), 0);
	ck_assert_uint_eq(obstacles(REQUEST(""), OK("Cache-Control: private, private=\"a\"\r\n"), SHARED),
		BIT(HTTPSTATUS_OBSTACLE_PRIVATE));
}
END_TEST

START_TEST(an_unknown_request_is_told_and_no_more_is_made_of_it)
{
	ck_assert_uint_eq(obstacles(NULL, OK(""), PRIVATE), BIT(HTTPSTATUS_OBSTACLE_REQUEST_UNKNOWN));
	ck_assert_uint_eq(obstacles(NULL, OK("Cache-Control: no-store\r\n"), SHARED),
		BIT(HTTPSTATUS_OBSTACLE_NO_STORE) | BIT(HTTPSTATUS_OBSTACLE_REQUEST_UNKNOWN));
	struct httpstatus_exchange *exchange = exchange_of(REQUEST(""), OK(""));
	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 1);
	ck_assert_uint_eq(obstacles_of(PRIVATE, exchange), BIT(HTTPSTATUS_OBSTACLE_REQUEST_UNKNOWN));
	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 0);
	ck_assert_uint_eq(obstacles_of(SHARED, exchange), 0);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(content_location_names_the_target_in_any_form)
{
	const struct {
		const char *location;
		bool same;
	} rows[] = {{"/form", true}, {"http://h/form", true}, {"HTTP://H/form", true}, {"http://h/form#x", true},
		{"/form?q", false}, {"/Form", false}, {"//h/form", true}, {"http://i/form", false},
		{"https://h/form", false}, {"/", false}, {"", false}};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char response[128];

		snprintf(response, sizeof response, OK("Cache-Control: max-age=5\r\nContent-Location: %s\r\n"),
			rows[i].location);
		ck_assert_uint_eq(obstacles(POST, response, SHARED),
			rows[i].same ? 0 : BIT(HTTPSTATUS_OBSTACLE_METHOD_NOT_CACHEABLE));
	}
}
END_TEST

/* ---- may it answer another request ---- */

/* A stored response and a request for it: nothing stands in the way. Each test changes one thing. */
static struct httpstatus_exchange *stored, *asking;

static void store(const char *request, const char *response)
{
	httpstatus_exchange_free(stored);
	stored = stored_at(request, response, NOW);
}

static void ask(const char *request)
{
	httpstatus_exchange_free(asking);
	asking = exchange_of(request, NULL);
}

static void prepare(void)
{
	store(REQUEST("Accept: a\r\n"), OK("Cache-Control: max-age=60\r\n"));
	ask(REQUEST("Accept: b\r\n"));
}

static void clean_up(void)
{
	httpstatus_exchange_free(stored);
	httpstatus_exchange_free(asking);
	stored = asking = NULL;
}

/* What a cache is to do that has one response stored, and why: "forward: stale". */
static const char *answer_of(const struct httpstatus_cache *cache, const struct httpstatus_exchange *offered,
	const struct httpstatus_exchange *request, int64_t now)
{
	static char words[256];
	struct httpstatus_lookup *lookup = httpstatus_lookup_new(cache);
	int reason;

	ck_assert_int_eq(httpstatus_lookup_start(lookup, request, now), 0);
	ck_assert_int_eq(httpstatus_lookup_offer(lookup, offered), 0);
	strcpy(words, httpstatus_word(HTTPSTATUS_VOCABULARY_CACHE_ACTION, httpstatus_lookup_answer(lookup)));
	for (size_t i = 0; (reason = httpstatus_lookup_reason(lookup, i)) >= 0; i++) {
		strcat(words, i ? ", " : ": ");
		strcat(words, httpstatus_word(HTTPSTATUS_VOCABULARY_CACHE_REASON, reason));
	}
	bool serves = strncmp(words, "serve: ", 7) == 0;
	ck_assert_ptr_eq(httpstatus_lookup_stored(lookup), serves ? offered : NULL);
	httpstatus_lookup_free(lookup);
	return words;
}

static const char *answer(int64_t now)
{
	return answer_of(SHARED, stored, asking, now);
}

START_TEST(a_fresh_response_answers)
{
	ck_assert_str_eq(answer(NOW), "serve: fresh");
	ck_assert_str_eq(answer(NOW + 59), "serve: fresh");
	ck_assert_str_eq(answer_of(PRIVATE, stored, stored, NOW), "serve: fresh");
}
END_TEST

START_TEST(a_stale_one_does_not)
{
	ck_assert_str_eq(answer(NOW + 60), "forward: stale");
	store(REQUEST(""), OK("Cache-Control: public\r\n"));
	ck_assert_str_eq(answer(NOW), "forward: stale");
}
END_TEST

START_TEST(a_request_can_allow_a_stale_one)
{
	ask(REQUEST("Cache-Control: max-stale=10\r\n"));
	ck_assert_str_eq(answer(NOW + 70), "serve: stale, request-max-stale");
	ck_assert_str_eq(answer(NOW + 71), "forward: stale");
	ask(REQUEST("Cache-Control: max-stale\r\n"));
	ck_assert_str_eq(answer(NOW + 100000), "serve: stale, request-max-stale");
}
END_TEST

START_TEST(a_response_can_forbid_that)
{
	ask(REQUEST("Cache-Control: max-stale\r\n"));
	store(REQUEST(""), OK("Cache-Control: max-age=60, must-revalidate\r\n"));
	ck_assert_str_eq(answer(NOW + 60), "forward: stale");
	store(REQUEST(""), OK("Cache-Control: max-age=60, proxy-revalidate\r\n"));
	ck_assert_str_eq(answer(NOW + 60), "forward: stale");
	ck_assert_str_eq(answer_of(PRIVATE, stored, asking, NOW + 60), "serve: stale, request-max-stale");
	store(REQUEST(""), OK("Cache-Control: s-maxage=60\r\n"));
	ck_assert_str_eq(answer(NOW + 60), "forward: stale");
	ck_assert_str_eq(answer(NOW + 59), "serve: fresh");
}
END_TEST

START_TEST(another_target_is_not_answered)
{
	ask("GET /dir/page HTTP/1.1\r\nHost: example.com\r\n\r\n");
	ck_assert_str_eq(answer(NOW), "forward: nothing-stored");
	ask("GET /dir/page?q HTTP/1.1\r\nHost: example.net\r\n\r\n");
	ck_assert_str_eq(answer(NOW), "forward: nothing-stored");
	ask(REQUEST(""));
	set(asking, HTTPSTATUS_PROPERTY_SECURED, 1);
	ck_assert_str_eq(answer(NOW), "forward: nothing-stored");
	ask("GET http://EXAMPLE.com/dir/page?q HTTP/1.1\r\n\r\n");
	ck_assert_str_eq(answer(NOW), "forward: nothing-stored"); /* nobody said the scheme of the stored one */
	ask(REQUEST(""));
	ck_assert_str_eq(answer(NOW), "serve: fresh");
}
END_TEST

START_TEST(get_is_answered_by_get_and_head_by_both)
{
	ask("HEAD /dir/page?q HTTP/1.1\r\nHost: example.com\r\n\r\n");
	ck_assert_str_eq(answer(NOW), "serve: fresh");
	store("HEAD /dir/page?q HTTP/1.1\r\nHost: example.com\r\n\r\n", OK("Cache-Control: max-age=60\r\n"));
	ck_assert_str_eq(answer(NOW), "serve: fresh");
	ask(REQUEST(""));
	ck_assert_str_eq(answer(NOW), "forward: method");
	prepare();
	ask("POST /dir/page?q HTTP/1.1\r\nHost: example.com\r\n\r\n");
	ck_assert_str_eq(answer(NOW), "forward: method");
}
END_TEST

START_TEST(what_vary_names_has_to_match)
{
	store(REQUEST("Accept: a\r\n"), OK("Cache-Control: max-age=60\r\nVary: x-other, accept\r\n"));
	ck_assert_str_eq(answer(NOW), "forward: vary");
	ask(REQUEST("ACCEPT: a\r\n"));
	ck_assert_str_eq(answer(NOW), "serve: fresh");
	ask(REQUEST("Accept: a\r\nX-Other:\r\n"));
	ck_assert_str_eq(answer(NOW), "forward: vary");
	ask(REQUEST(""));
	ck_assert_str_eq(answer(NOW), "forward: vary");
	store(REQUEST(""), OK("Cache-Control: max-age=60\r\nVary: Host\r\nVary: *\r\n"));
	ck_assert_str_eq(answer(NOW), "forward: vary");
}
END_TEST

START_TEST(all_lines_of_what_vary_names_have_to_match)
{
	store(REQUEST("A: 1\r\nA: 2\r\n"), OK("Cache-Control: max-age=60\r\nVary: a\r\n"));
	ask(REQUEST("A: 1\r\nA: 2\r\n"));
	ck_assert_str_eq(answer(NOW), "serve: fresh");
	ask(REQUEST("A: 1\r\nA: 3\r\n"));
	ck_assert_str_eq(answer(NOW), "forward: vary");
}
END_TEST

START_TEST(no_cache_asks_for_the_server)
{
	store(REQUEST(""), OK("Cache-Control: max-age=60, no-cache\r\n"));
	ck_assert_str_eq(answer(NOW), "forward: no-cache");
	store(REQUEST(""), OK("Cache-Control: max-age=60, no-cache=\"set-cookie\"\r\n"));
	ck_assert_str_eq(answer(NOW), "serve: fresh");
	store(REQUEST(""), OK("Cache-Control: max-age=60, no-cache=\"set-cookie\", no-cache\r\n"));
	ck_assert_str_eq(answer(NOW), "forward: no-cache");
}
END_TEST

START_TEST(the_request_can_want_something_better)
{
	ask(REQUEST("Cache-Control: no-cache\r\n"));
	ck_assert_str_eq(answer(NOW), "forward: request-no-cache");
	ask(REQUEST("Pragma: no-cache\r\n"));
	ck_assert_str_eq(answer(NOW), "forward: request-no-cache");
	ask(REQUEST("Pragma: no-cache\r\nCache-Control: max-age=100\r\n"));
	ck_assert_str_eq(answer(NOW), "serve: fresh");
	ask(REQUEST("Cache-Control: max-age=10\r\n"));
	ck_assert_str_eq(answer(NOW + 10), "serve: fresh");
	ck_assert_str_eq(answer(NOW + 11), "forward: request-max-age");
	ask(REQUEST("Cache-Control: min-fresh=20\r\n"));
	ck_assert_str_eq(answer(NOW + 40), "serve: fresh");
	ck_assert_str_eq(answer(NOW + 41), "forward: request-min-fresh");
}
END_TEST

START_TEST(what_should_not_have_been_stored_does_not_answer)
{
	store(REQUEST(""), OK("Cache-Control: max-age=60, no-store\r\n"));
	ck_assert_str_eq(answer(NOW), "forward: not-storable");
	store(REQUEST(""), OK("Cache-Control: max-age=60, private\r\n"));
	ck_assert_str_eq(answer(NOW), "forward: not-storable");
	ck_assert_str_eq(answer_of(PRIVATE, stored, asking, NOW), "serve: fresh");
}
END_TEST

START_TEST(what_came_in_part_does_not_answer)
{
	struct httpstatus_cache *caches[2] = {httpstatus_cache_new(), httpstatus_cache_new()};
	const char *const expected[2] = {
		"forward: not-storable", "forward: incomplete"}; /* one that keeps no parts, and one that does */

	for (int parts = 0; parts < 2; parts++) {
		const struct httpstatus_cache *cache = caches[parts];

		prepare();
		ck_assert_int_eq(httpstatus_cache_set(caches[parts], HTTPSTATUS_CACHE_PROPERTY_PARTS, parts), 0);
		ck_assert_int_eq(httpstatus_cache_set(caches[parts], HTTPSTATUS_CACHE_PROPERTY_UNDERSTANDS, 1), 0);
		set(stored, HTTPSTATUS_PROPERTY_ENDING, HTTPSTATUS_ENDING_COMPLETE);
		ck_assert_str_eq(answer_of(cache, stored, asking, NOW), "serve: fresh");
		set(stored, HTTPSTATUS_PROPERTY_ENDING, HTTPSTATUS_ENDING_CUT);
		ck_assert_str_eq(answer_of(cache, stored, asking, NOW), expected[parts]);
		store(REQUEST(""), OK("Cache-Control: max-age=60\r\nContent-Length: 5\r\n"));
		set(stored, HTTPSTATUS_PROPERTY_CONTENT_SEEN, 5);
		ck_assert_str_eq(answer_of(cache, stored, asking, NOW), "serve: fresh");
		set(stored, HTTPSTATUS_PROPERTY_CONTENT_SEEN, 4);
		ck_assert_str_eq(answer_of(cache, stored, asking, NOW), expected[parts]);
		store(REQUEST(""),
			"HTTP/1.1 206 Partial\r\nCache-Control: max-age=60\r\nContent-Range: bytes 0-4/10\r\n\r\n");
		ck_assert_str_eq(answer_of(cache, stored, asking, NOW), expected[parts]);
		httpstatus_cache_free(caches[parts]);
	}
}
END_TEST

START_TEST(what_is_unknown_stands_in_the_way)
{
	struct httpstatus_lookup *lookup = httpstatus_lookup_new(SHARED);

	ck_assert_int_eq(httpstatus_lookup_start(lookup, NULL, NOW), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_lookup_start(lookup, asking, NOW), 0);
	ck_assert_int_eq(httpstatus_lookup_offer(lookup, NULL), HTTPSTATUS_ERROR_HANDLE);
	httpstatus_lookup_free(lookup);
	ck_assert_str_eq(answer_of(SHARED, asking, asking, NOW), "forward: nothing-stored");
	set(asking, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 1);
	ck_assert_str_eq(answer(NOW), "forward: unknown");
	prepare();
	set(stored, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 1);
	ck_assert_str_eq(answer(NOW), "forward: unknown");
	prepare();
	set(stored, HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE, 1);
	ck_assert_str_eq(answer(NOW), "forward: unknown");
	ask("GET /dir/page?q HTTP/1.1\r\n\r\n");
	ck_assert_str_eq(answer(NOW), "forward: unknown");
	store(NULL, OK("Cache-Control: max-age=60\r\n"));
	ck_assert_str_eq(answer(NOW), "forward: unknown");
	ask(REQUEST("")); /* nobody knows that it is stored for this target */
	ck_assert_str_eq(answer(NOW), "forward: nothing-stored");
}
END_TEST

/* ---- whose cache ---- */

START_TEST(a_cache_is_what_was_said)
{
	struct httpstatus_cache *cache = httpstatus_cache_new();

	for (int property = 0; property <= HTTPSTATUS_CACHE_PROPERTY_HEURISTIC_MOST; property++) {
		ck_assert(httpstatus_cache_get(cache, property) == HTTPSTATUS_UNKNOWN);
		ck_assert_int_eq(httpstatus_cache_set(cache, property, 0), 0);
		ck_assert(httpstatus_cache_get(cache, property) == 0);
		if (property < HTTPSTATUS_CACHE_PROPERTY_HEURISTIC_PERCENT)
			ck_assert_int_eq(httpstatus_cache_set(cache, property, 2), HTTPSTATUS_ERROR_VALUE);
		ck_assert_int_eq(httpstatus_cache_set(cache, property, -1), HTTPSTATUS_ERROR_VALUE);
		ck_assert(httpstatus_cache_get(cache, property) == 0);
		ck_assert_int_eq(httpstatus_cache_set(cache, property, HTTPSTATUS_UNKNOWN), 0);
		ck_assert(httpstatus_cache_get(cache, property) == HTTPSTATUS_UNKNOWN);
	}
	ck_assert_int_eq(httpstatus_cache_set(cache, -1, 0), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(httpstatus_cache_set(cache, INT_MAX, 0), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(httpstatus_cache_set(NULL, 0, 0), HTTPSTATUS_ERROR_HANDLE);
	httpstatus_cache_free(cache);
	httpstatus_cache_free(NULL);
}
END_TEST

/* s-maxage is for shared caches alone (RFC 9111, 5.2.2.10). */
START_TEST(a_cache_of_which_nothing_was_said_is_shared)
{
	struct httpstatus_exchange *exchange =
		exchange_of(REQUEST(""), OK("Cache-Control: max-age=1, s-maxage=60\r\n"));
	struct httpstatus_cache *cache = httpstatus_cache_new();
	const struct httpstatus_cache *const of_nobody[] = {NULL, cache};

	set(exchange, HTTPSTATUS_PROPERTY_RESPONSE_TIME, NOW);
	for (int i = 0; i < 2; i++) {
		ck_assert(httpstatus_cache_time(of_nobody[i], exchange, HTTPSTATUS_CACHE_TIME_LIFETIME, NOW) == 60);
		ck_assert_int_eq(httpstatus_cache_is_fresh(of_nobody[i], exchange, NOW + 1), 1);
		ck_assert_int_eq(httpstatus_cache_is_fresh(of_nobody[i], exchange, NOW + 60), 0);
	}
	ck_assert_int_eq(httpstatus_cache_is_fresh(PRIVATE, exchange, NOW + 1), 0);
	ck_assert_int_eq(httpstatus_cache_is_fresh(SHARED, exchange, HTTPSTATUS_UNKNOWN), -1);
	httpstatus_cache_free(cache);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(may_is_yes_no_or_unknown)
{
	struct httpstatus_exchange *exchange = exchange_of(REQUEST(""), OK(""));

	ck_assert_int_eq(httpstatus_cache_may_store(SHARED, exchange), 1);
	ck_assert_str_eq(answer(NOW), "serve: fresh");
	ck_assert_str_eq(answer(NOW + 60), "forward: stale");
	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 1);
	set(asking, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 1);
	ck_assert_int_eq(httpstatus_cache_may_store(SHARED, exchange), -1);
	ck_assert_str_eq(answer(NOW), "forward: unknown");
	ck_assert_str_eq(answer(NOW + 60), "forward: stale, unknown");
	add(exchange, HTTPSTATUS_PART_RESPONSE, "Cache-Control", "no-store");
	ck_assert_int_eq(httpstatus_cache_may_store(SHARED, exchange), 0);
	httpstatus_exchange_free(exchange);
}
END_TEST

/* ---- stale-if-error ---- */

static int64_t stale_if_error(const char *control, const struct httpstatus_cache *cache)
{
	char head[256];

	snprintf(head, sizeof head, OK("Cache-Control: %s\r\n"), control);
	struct httpstatus_exchange *exchange = exchange_of(NULL, head);
	int64_t seconds = httpstatus_cache_time(cache, exchange, HTTPSTATUS_CACHE_TIME_STALE_IF_ERROR, 0);

	httpstatus_exchange_free(exchange);
	return seconds;
}

START_TEST(stale_if_error_is_read_and_can_be_forbidden)
{
	ck_assert_int_eq(stale_if_error("max-age=1, stale-if-error=1200", PRIVATE), 1200);
	ck_assert_int_eq(stale_if_error("max-age=1", PRIVATE), 0);
	ck_assert_int_eq(stale_if_error("stale-if-error", PRIVATE), 0);
	ck_assert_int_eq(stale_if_error("stale-if-error=5, must-revalidate", PRIVATE), 0);
	ck_assert_int_eq(stale_if_error("stale-if-error=5, no-cache", PRIVATE), 0);
	ck_assert_int_eq(stale_if_error("stale-if-error=5, no-cache=\"x\"", PRIVATE), 5);
	ck_assert_int_eq(stale_if_error("stale-if-error=5, proxy-revalidate", PRIVATE), 5);
	ck_assert_int_eq(stale_if_error("stale-if-error=5, proxy-revalidate", SHARED), 0);
	ck_assert_int_eq(stale_if_error("stale-if-error=5, s-maxage=1", PRIVATE), 5);
	ck_assert_int_eq(stale_if_error("stale-if-error=5, s-maxage=1", SHARED), 0);
}
END_TEST

static void add_test(Suite *suite, const TTest *test)
{
	TCase *tcase = tcase_create(test->name);

	tcase_add_checked_fixture(tcase, prepare, clean_up);
	tcase_add_test(tcase, test);
	suite_add_tcase(suite, tcase);
}

int main(void)
{
	Suite *suite = suite_create("storing");

	add_test(suite, a_strong_validator_selects_what_has_it);
	add_test(suite, a_weak_validator_selects_the_latest_that_has_it);
	add_test(suite, without_validators_only_the_only_one_is_selected);
	add_test(suite, the_request_can_forbid_storing);
	add_test(suite, private_fields_do_not_lift_private);
	add_test(suite, an_unknown_request_is_told_and_no_more_is_made_of_it);
	add_test(suite, content_location_names_the_target_in_any_form);
	add_test(suite, a_fresh_response_answers);
	add_test(suite, a_stale_one_does_not);
	add_test(suite, a_request_can_allow_a_stale_one);
	add_test(suite, a_response_can_forbid_that);
	add_test(suite, another_target_is_not_answered);
	add_test(suite, get_is_answered_by_get_and_head_by_both);
	add_test(suite, what_vary_names_has_to_match);
	add_test(suite, all_lines_of_what_vary_names_have_to_match);
	add_test(suite, no_cache_asks_for_the_server);
	add_test(suite, the_request_can_want_something_better);
	add_test(suite, what_should_not_have_been_stored_does_not_answer);
	add_test(suite, what_came_in_part_does_not_answer);
	add_test(suite, what_is_unknown_stands_in_the_way);
	add_test(suite, a_cache_is_what_was_said);
	add_test(suite, a_cache_of_which_nothing_was_said_is_shared);
	add_test(suite, may_is_yes_no_or_unknown);
	add_test(suite, stale_if_error_is_read_and_can_be_forbidden);
	return tap_main(suite);
}

/* Storing: what stands in the way, what a 304 is about, what may answer, what is invalid. SPDX-License-Identifier: MIT */
#include "messages.h"

#include <limits.h>

#define REQUEST(fields) "GET /dir/page?q HTTP/1.1\r\nHost: example.com\r\n" fields "\r\n"

/* ---- what an unsafe method makes invalid: RFC 9111, 4.4 ---- */

/* The URIs that become invalid, each with a space behind it. */
static const char *invalidated(const char *request, const char *response)
{
	static char all[256];
	struct httpstatus_exchange *exchange = exchange_of(request, response);
	const char *uri;
	size_t length;

	all[0] = '\0';
	for (size_t i = 0; (uri = httpstatus_cache_invalidated(SHARED, exchange, i, &length)); i++) {
		ck_assert_uint_eq(strlen(uri), length);
		strcat(all, uri);
		strcat(all, " ");
	}
	ck_assert_ptr_null(httpstatus_cache_invalidated(SHARED, exchange, SIZE_MAX, NULL));
	httpstatus_exchange_free(exchange);
	return all;
}

#define POST "POST /form HTTP/1.1\r\nHost: h\r\n\r\n"

START_TEST(an_unsafe_method_that_went_well_makes_its_target_invalid)
{
	ck_assert_str_eq(invalidated(POST, "HTTP/1.1 200 OK\r\n\r\n"), "http://h/form ");
	ck_assert_str_eq(invalidated(POST, "HTTP/1.1 399 X\r\n\r\n"), "http://h/form ");
	ck_assert_str_eq(invalidated(POST, "HTTP/1.1 400 Bad\r\n\r\n"), "");
	ck_assert_str_eq(invalidated(POST, "HTTP/1.1 101 X\r\n\r\n"), "");
	ck_assert_str_eq(invalidated(POST, "HTTP/1.1 600 X\r\n\r\n"), "");
	ck_assert_str_eq(
		invalidated("BREW /pot HTTP/1.1\r\nHost: h\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"), "http://h/pot ");
	ck_assert_str_eq(invalidated("get /x HTTP/1.1\r\nHost: h\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"), "http://h/x ");
}
END_TEST

START_TEST(a_safe_method_makes_nothing_invalid)
{
	const char *const safe[] = {"GET", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "REPORT", "SEARCH", "QUERY"};

	for (int i = 0; i < 8; i++) {
		char request[64];

		snprintf(request, sizeof request, "%s /x HTTP/1.1\r\nHost: h\r\n\r\n", safe[i]);
		ck_assert_str_eq(invalidated(request, "HTTP/1.1 200 OK\r\nLocation: /y\r\n\r\n"), "");
	}
}
END_TEST

START_TEST(what_location_and_content_location_name_on_the_origin_is_invalid_too)
{
	ck_assert_str_eq(invalidated(POST, "HTTP/1.1 201 Created\r\nContent-Location: /c\r\nLocation: /l\r\n\r\n"),
		"http://h/form http://h/l http://h/c ");
	ck_assert_str_eq(
		invalidated(POST, "HTTP/1.1 201 Created\r\nContent-Location: c\r\n\r\n"), "http://h/form http://h/c ");
	ck_assert_str_eq(
		invalidated(POST, "HTTP/1.1 303 X\r\nLocation: //other/l\r\nContent-Location: http://h:81/c\r\n\r\n"),
		"http://h/form ");
}
END_TEST

START_TEST(nothing_is_invalid_where_the_request_is_unknown)
{
	ck_assert_str_eq(invalidated(NULL, "HTTP/1.1 200 OK\r\n\r\n"), "");
	ck_assert_str_eq(invalidated("POST /x HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"), "");
	ck_assert_str_eq(invalidated(POST, NULL), "");
}
END_TEST

/* ---- which stored response a 304 is about: RFC 9111, 4.3.4 ---- */

static int selects(const char *fields, const char *stored_fields)
{
	char head[256], stored_head[256];

	snprintf(head, sizeof head, "HTTP/1.1 304 Not Modified\r\n%s\r\n", fields);
	snprintf(stored_head, sizeof stored_head, "HTTP/1.1 200 OK\r\n%s\r\n", stored_fields);
	struct httpstatus_exchange *exchange = exchange_of(NULL, head), *stored = exchange_of(NULL, stored_head);
	int selection = httpstatus_cache_selects(SHARED, exchange, stored);

	ck_assert_int_eq(httpstatus_cache_selects(SHARED, stored, exchange), HTTPSTATUS_SELECTION_NONE);
	ck_assert_int_eq(httpstatus_cache_selects(SHARED, exchange, NULL), -1);
	ck_assert_int_eq(httpstatus_cache_selects(SHARED, NULL, stored), -1);
	httpstatus_exchange_free(exchange);
	httpstatus_exchange_free(stored);
	return selection;
}

#define MODIFIED "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
#define MODIFIED_LATER "Last-Modified: Sun, 06 Nov 1994 08:49:38 GMT\r\n"

START_TEST(a_strong_validator_selects_what_has_it)
{
	ck_assert_int_eq(selects("ETag: \"a\"\r\n", "ETag: \"a\"\r\n"), HTTPSTATUS_SELECTION_SELECTED);
	ck_assert_int_eq(selects("ETag: \"a\"\r\n", "ETag: \"b\"\r\n"), HTTPSTATUS_SELECTION_NONE);
	ck_assert_int_eq(selects("ETag: \"a\"\r\n", "ETag: W/\"a\"\r\n"), HTTPSTATUS_SELECTION_NONE);
	ck_assert_int_eq(selects("ETag: \"a\"\r\n", ""), HTTPSTATUS_SELECTION_NONE);
	ck_assert_int_eq(selects("ETag: \"a\"\r\n" MODIFIED, MODIFIED), HTTPSTATUS_SELECTION_NONE);
}
END_TEST

START_TEST(a_weak_validator_selects_the_latest_that_has_it)
{
	ck_assert_int_eq(selects("ETag: W/\"a\"\r\n", "ETag: W/\"a\"\r\n"), HTTPSTATUS_SELECTION_IF_LATEST);
	ck_assert_int_eq(selects("ETag: W/\"a\"\r\n", "ETag: \"a\"\r\n"), HTTPSTATUS_SELECTION_IF_LATEST);
	ck_assert_int_eq(selects("ETag: W/\"a\"\r\n", "ETag: W/\"b\"\r\n"), HTTPSTATUS_SELECTION_NONE);
	ck_assert_int_eq(selects(MODIFIED, MODIFIED), HTTPSTATUS_SELECTION_IF_LATEST);
	ck_assert_int_eq(selects(MODIFIED, "ETag: \"a\"\r\n" MODIFIED), HTTPSTATUS_SELECTION_IF_LATEST);
	ck_assert_int_eq(selects(MODIFIED, MODIFIED_LATER), HTTPSTATUS_SELECTION_NONE);
	ck_assert_int_eq(selects(MODIFIED, "ETag: \"a\"\r\n"), HTTPSTATUS_SELECTION_NONE);
}
END_TEST

START_TEST(without_validators_only_the_only_one_is_selected)
{
	ck_assert_int_eq(selects("", ""), HTTPSTATUS_SELECTION_IF_ONLY);
	ck_assert_int_eq(selects("", "ETag: \"a\"\r\n"), HTTPSTATUS_SELECTION_NONE);
	ck_assert_int_eq(selects("", MODIFIED), HTTPSTATUS_SELECTION_NONE);
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

enum { NOW = 784111777 };

static void store(const char *request, const char *response)
{
	httpstatus_exchange_free(stored);
	stored = exchange_of(request, response);
	set(stored, HTTPSTATUS_PROPERTY_REQUEST_TIME, NOW);
	set(stored, HTTPSTATUS_PROPERTY_RESPONSE_TIME, NOW);
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

static uint64_t in_the_way(int64_t now)
{
	return reuse_of(SHARED, stored, asking, now);
}

START_TEST(a_fresh_response_answers)
{
	ck_assert_uint_eq(in_the_way(NOW), 0);
	ck_assert_uint_eq(in_the_way(NOW + 59), 0);
	ck_assert_uint_eq(reuse_of(PRIVATE, stored, stored, NOW), 0);
}
END_TEST

START_TEST(a_stale_one_does_not)
{
	ck_assert_uint_eq(in_the_way(NOW + 60), BIT(HTTPSTATUS_REUSE_OBSTACLE_STALE));
	store(REQUEST(""), OK("Cache-Control: public\r\n"));
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_STALE));
}
END_TEST

START_TEST(a_request_can_allow_a_stale_one)
{
	ask(REQUEST("Cache-Control: max-stale=10\r\n"));
	ck_assert_uint_eq(in_the_way(NOW + 70), 0);
	ck_assert_uint_eq(in_the_way(NOW + 71), BIT(HTTPSTATUS_REUSE_OBSTACLE_STALE));
	ask(REQUEST("Cache-Control: max-stale\r\n"));
	ck_assert_uint_eq(in_the_way(NOW + 100000), 0);
}
END_TEST

START_TEST(a_response_can_forbid_that)
{
	ask(REQUEST("Cache-Control: max-stale\r\n"));
	store(REQUEST(""), OK("Cache-Control: max-age=60, must-revalidate\r\n"));
	ck_assert_uint_eq(in_the_way(NOW + 60), BIT(HTTPSTATUS_REUSE_OBSTACLE_STALE));
	store(REQUEST(""), OK("Cache-Control: max-age=60, proxy-revalidate\r\n"));
	ck_assert_uint_eq(in_the_way(NOW + 60), BIT(HTTPSTATUS_REUSE_OBSTACLE_STALE));
	ck_assert_uint_eq(reuse_of(PRIVATE, stored, asking, NOW + 60), 0);
	store(REQUEST(""), OK("Cache-Control: s-maxage=60\r\n"));
	ck_assert_uint_eq(in_the_way(NOW + 60), BIT(HTTPSTATUS_REUSE_OBSTACLE_STALE));
	ck_assert_uint_eq(in_the_way(NOW + 59), 0);
}
END_TEST

START_TEST(another_target_is_not_answered)
{
	ask("GET /dir/page HTTP/1.1\r\nHost: example.com\r\n\r\n");
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_TARGET));
	ask("GET /dir/page?q HTTP/1.1\r\nHost: example.net\r\n\r\n");
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_TARGET));
	ask(REQUEST(""));
	set(asking, HTTPSTATUS_PROPERTY_SECURED, 1);
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_TARGET));
	ask("GET http://EXAMPLE.com/dir/page?q HTTP/1.1\r\n\r\n");
	ck_assert_uint_eq(in_the_way(NOW), 0);
}
END_TEST

START_TEST(get_is_answered_by_get_and_head_by_both)
{
	ask("HEAD /dir/page?q HTTP/1.1\r\nHost: example.com\r\n\r\n");
	ck_assert_uint_eq(in_the_way(NOW), 0);
	store("HEAD /dir/page?q HTTP/1.1\r\nHost: example.com\r\n\r\n", OK("Cache-Control: max-age=60\r\n"));
	ck_assert_uint_eq(in_the_way(NOW), 0);
	ask(REQUEST(""));
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_METHOD));
	prepare();
	ask("POST /dir/page?q HTTP/1.1\r\nHost: example.com\r\n\r\n");
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_METHOD));
}
END_TEST

START_TEST(what_vary_names_has_to_match)
{
	store(REQUEST("Accept: a\r\n"), OK("Cache-Control: max-age=60\r\nVary: x-other, accept\r\n"));
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_VARY));
	ask(REQUEST("ACCEPT: a\r\n"));
	ck_assert_uint_eq(in_the_way(NOW), 0);
	ask(REQUEST("Accept: a\r\nX-Other:\r\n"));
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_VARY));
	ask(REQUEST(""));
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_VARY));
	store(REQUEST(""), OK("Cache-Control: max-age=60\r\nVary: Host\r\nVary: *\r\n"));
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_VARY));
}
END_TEST

START_TEST(all_lines_of_what_vary_names_have_to_match)
{
	store(REQUEST("A: 1\r\nA: 2\r\n"), OK("Cache-Control: max-age=60\r\nVary: a\r\n"));
	ask(REQUEST("A: 1\r\nA: 2\r\n"));
	ck_assert_uint_eq(in_the_way(NOW), 0);
	ask(REQUEST("A: 1\r\nA: 3\r\n"));
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_VARY));
}
END_TEST

START_TEST(no_cache_asks_for_the_server)
{
	store(REQUEST(""), OK("Cache-Control: max-age=60, no-cache\r\n"));
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_NO_CACHE));
	store(REQUEST(""), OK("Cache-Control: max-age=60, no-cache=\"set-cookie\"\r\n"));
	ck_assert_uint_eq(in_the_way(NOW), 0);
	store(REQUEST(""), OK("Cache-Control: max-age=60, no-cache=\"set-cookie\", no-cache\r\n"));
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_NO_CACHE));
}
END_TEST

START_TEST(the_request_can_want_something_better)
{
	ask(REQUEST("Cache-Control: no-cache\r\n"));
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_REQUEST));
	ask(REQUEST("Pragma: no-cache\r\n"));
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_REQUEST));
	ask(REQUEST("Pragma: no-cache\r\nCache-Control: max-age=100\r\n"));
	ck_assert_uint_eq(in_the_way(NOW), 0);
	ask(REQUEST("Cache-Control: max-age=10\r\n"));
	ck_assert_uint_eq(in_the_way(NOW + 10), 0);
	ck_assert_uint_eq(in_the_way(NOW + 11), BIT(HTTPSTATUS_REUSE_OBSTACLE_REQUEST));
	ask(REQUEST("Cache-Control: min-fresh=20\r\n"));
	ck_assert_uint_eq(in_the_way(NOW + 40), 0);
	ck_assert_uint_eq(in_the_way(NOW + 41), BIT(HTTPSTATUS_REUSE_OBSTACLE_REQUEST));
}
END_TEST

START_TEST(what_should_not_have_been_stored_does_not_answer)
{
	store(REQUEST(""), OK("Cache-Control: max-age=60, no-store\r\n"));
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_NOT_STORABLE));
	store(REQUEST(""), OK("Cache-Control: max-age=60, private\r\n"));
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_NOT_STORABLE));
	ck_assert_uint_eq(reuse_of(PRIVATE, stored, asking, NOW), 0);
}
END_TEST

START_TEST(what_came_in_part_does_not_answer)
{
	set(stored, HTTPSTATUS_PROPERTY_ENDING, HTTPSTATUS_ENDING_COMPLETE);
	ck_assert_uint_eq(in_the_way(NOW), 0);
	set(stored, HTTPSTATUS_PROPERTY_ENDING, HTTPSTATUS_ENDING_CUT);
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_INCOMPLETE));
	store(REQUEST(""), OK("Cache-Control: max-age=60\r\nContent-Length: 5\r\n"));
	set(stored, HTTPSTATUS_PROPERTY_CONTENT_SEEN, 5);
	ck_assert_uint_eq(in_the_way(NOW), 0);
	set(stored, HTTPSTATUS_PROPERTY_CONTENT_SEEN, 4);
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_INCOMPLETE));
	store(REQUEST(""), "HTTP/1.1 206 Partial\r\nCache-Control: max-age=60\r\n\r\n");
	ck_assert_int_eq(httpstatus_cache_set(SHARED, HTTPSTATUS_CACHE_PROPERTY_UNDERSTANDS, 1), 0);
	ck_assert_uint_eq(in_the_way(NOW), BIT(HTTPSTATUS_REUSE_OBSTACLE_INCOMPLETE));
	ck_assert_int_eq(httpstatus_cache_set(SHARED, HTTPSTATUS_CACHE_PROPERTY_UNDERSTANDS, HTTPSTATUS_UNKNOWN), 0);
}
END_TEST

START_TEST(what_is_unknown_stands_in_the_way)
{
	const uint64_t unknown = BIT(HTTPSTATUS_REUSE_OBSTACLE_UNKNOWN);

	ck_assert_uint_eq(reuse_of(SHARED, NULL, asking, NOW), unknown);
	ck_assert_uint_eq(reuse_of(SHARED, stored, NULL, NOW), unknown);
	ck_assert_uint_eq(reuse_of(SHARED, asking, asking, NOW), unknown);
	set(asking, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 1);
	ck_assert_uint_eq(in_the_way(NOW), unknown);
	prepare();
	set(stored, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 1);
	ck_assert_uint_eq(in_the_way(NOW), unknown);
	prepare();
	set(stored, HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE, 1);
	ck_assert_uint_eq(in_the_way(NOW), unknown);
	ask("GET /dir/page?q HTTP/1.1\r\n\r\n");
	ck_assert_uint_eq(in_the_way(NOW), unknown);
	store(NULL, OK("Cache-Control: max-age=60\r\n"));
	ck_assert_uint_eq(in_the_way(NOW), unknown);
}
END_TEST

/* ---- whose cache ---- */

START_TEST(a_cache_is_what_was_said)
{
	struct httpstatus_cache *cache = httpstatus_cache_new();

	for (int property = 0; property <= HTTPSTATUS_CACHE_PROPERTY_UNDERSTANDS; property++) {
		ck_assert(httpstatus_cache_get(cache, property) == HTTPSTATUS_UNKNOWN);
		ck_assert_int_eq(httpstatus_cache_set(cache, property, 0), 0);
		ck_assert(httpstatus_cache_get(cache, property) == 0);
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
	ck_assert_int_eq(httpstatus_cache_may_reuse(SHARED, stored, asking, NOW), 1);
	ck_assert_int_eq(httpstatus_cache_may_reuse(SHARED, stored, asking, NOW + 60), 0);
	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 1);
	set(asking, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 1);
	ck_assert_int_eq(httpstatus_cache_may_store(SHARED, exchange), -1);
	ck_assert_int_eq(httpstatus_cache_may_reuse(SHARED, stored, asking, NOW), -1);
	ck_assert_int_eq(httpstatus_cache_may_reuse(SHARED, stored, asking, NOW + 60), 0);
	add(exchange, HTTPSTATUS_PART_RESPONSE, "Cache-Control", "no-store");
	ck_assert_int_eq(httpstatus_cache_may_store(SHARED, exchange), 0);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(a_list_has_room_for_what_there_is_room_for)
{
	struct httpstatus_exchange *exchange =
		exchange_of(REQUEST(""), "HTTP/1.1 299 X\r\nCache-Control: no-store, private\r\n\r\n");
	int list[3] = {7, 7, 7};

	ck_assert_uint_eq(httpstatus_cache_obstacles(SHARED, exchange, NULL, 0), 3);
	ck_assert_uint_eq(httpstatus_cache_obstacles(SHARED, exchange, NULL, 9), 3);
	ck_assert_uint_eq(httpstatus_cache_obstacles(SHARED, exchange, list, 1), 3);
	ck_assert_int_eq(list[0], HTTPSTATUS_OBSTACLE_NO_STORE);
	ck_assert_int_eq(list[1], 7);
	ck_assert_uint_eq(httpstatus_cache_obstacles(SHARED, exchange, list, 3), 3);
	ck_assert_int_eq(list[1], HTTPSTATUS_OBSTACLE_PRIVATE);
	ck_assert_int_eq(list[2], HTTPSTATUS_OBSTACLE_NO_FRESHNESS);
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

	add_test(suite, an_unsafe_method_that_went_well_makes_its_target_invalid);
	add_test(suite, a_safe_method_makes_nothing_invalid);
	add_test(suite, what_location_and_content_location_name_on_the_origin_is_invalid_too);
	add_test(suite, nothing_is_invalid_where_the_request_is_unknown);
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
	add_test(suite, a_list_has_room_for_what_there_is_room_for);
	add_test(suite, stale_if_error_is_read_and_can_be_forbidden);
	return tap_main(suite);
}

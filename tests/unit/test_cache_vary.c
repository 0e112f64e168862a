/* What Vary adds to the key, and what makes a stored response invalid: RFC 9111, 4.1 and 4.4; RFC 9875. SPDX-License-Identifier: MIT */
#include "lookups.h"

/* ---- the comparison, as a key and as a match ---- */

enum { SAME = 1, DIFFERENT = 0 };

static size_t key_of(const char *vary, const char *request_fields, char *out, size_t size)
{
	char response[256], request[512];

	snprintf(response, sizeof response, OK("Cache-Control: max-age=60\r\n%s"), vary);
	snprintf(request, sizeof request, GET("%s"), request_fields);
	struct httpstatus_exchange *of = exchange_of(GET(""), response), *for_request = exchange_of(request, NULL);
	size_t length = httpstatus_cache_vary_key(cache, of, for_request, out, size);
	httpstatus_exchange_free(of);
	httpstatus_exchange_free(for_request);
	return length;
}

/* Whether the stored response for the first fields answers a request with the second; the keys have to say the same. */
static int compare(const char *vary, const char *first, const char *second)
{
	char response[256], request[512], keys[2][512];

	snprintf(response, sizeof response, OK("Cache-Control: max-age=60\r\n%s"), vary);
	snprintf(request, sizeof request, GET("%s"), first);
	store(request, response);
	snprintf(request, sizeof request, GET("%s"), second);
	bool same = strcmp(answer(request, 0), "serve: fresh") == 0;
	httpstatus_exchange_free(stored[--stored_count]);
	size_t a = key_of(vary, first, keys[0], sizeof keys[0]), b = key_of(vary, second, keys[1], sizeof keys[1]);
	ck_assert_int_eq(same, a != SIZE_MAX && a == b && strcmp(keys[0], keys[1]) == 0);
	return same;
}

#define BY(name) "Vary: " name "\r\n"

START_TEST(the_same_fields_match)
{
	ck_assert_int_eq(compare(BY("X"), "X: a\r\n", "x: a\r\n"), SAME);
	ck_assert_int_eq(compare(BY("X"), "X: a\r\n", "X: b\r\n"), DIFFERENT);
	ck_assert_int_eq(compare(BY("X"), "X: a\r\n", "X: A\r\n"), DIFFERENT);
	ck_assert_int_eq(compare(BY("X"), "X: a\r\n", "X: a\r\nY: b\r\n"), SAME);
	ck_assert_int_eq(compare("Vary: Y\r\nVary: Z, X\r\n", "X: a\r\n", "X: b\r\n"), DIFFERENT);
	ck_assert_int_eq(compare("", "X: a\r\n", "X: b\r\n"), SAME);
}
END_TEST

START_TEST(what_is_absent_matches_only_what_is_absent)
{
	ck_assert_int_eq(compare(BY("X"), "", ""), SAME);
	ck_assert_int_eq(compare(BY("X"), "", "X:\r\n"), DIFFERENT);
	ck_assert_int_eq(compare(BY("X"), "X:\r\n", ""), DIFFERENT);
	ck_assert_int_eq(compare(BY("X"), "X:\r\n", "X:\r\n"), SAME);
}
END_TEST

START_TEST(lines_that_are_combined_match)
{
	ck_assert_int_eq(compare(BY("X"), "X: a\r\nX: b\r\n", "X: a, b\r\n"), SAME);
	ck_assert_int_eq(compare(BY("X"), "X: a\r\nX: b\r\n", "X: b\r\nX: a\r\n"), DIFFERENT);
	ck_assert_int_eq(compare(BY("X"), "X: a\r\nX: b\r\n", "X: a\r\n"), DIFFERENT);
}
END_TEST

/* Only where the field's definition takes it for the same. */
START_TEST(white_space_in_lists_does_not_count)
{
	ck_assert_int_eq(
		compare(BY("Accept-Language"), "Accept-Language: en ,de\r\n", "Accept-Language: en,\t de\r\n"), SAME);
	ck_assert_int_eq(compare(BY("Accept"), "Accept: a/b ; q=1,c/d\r\n", "Accept: a/b;q=1 , c/d\r\n"), SAME);
	ck_assert_int_eq(compare(BY("Accept"), "Accept: a/b;x=\"a, b\"\r\n", "Accept: a/b;x=\"a,b\"\r\n"), DIFFERENT);
	ck_assert_int_eq(
		compare(BY("Accept"), "Accept: a/b;x=\"a\\\" , b\"\r\n", "Accept: a/b;x=\"a\\\", b\"\r\n"), DIFFERENT);
	ck_assert_int_eq(compare(BY("Accept"), "Accept: a  b\r\n", "Accept: a b\r\n"), DIFFERENT);
	ck_assert_int_eq(compare(BY("User-Agent"), "User-Agent: x (a, b)\r\n", "User-Agent: x (a,b)\r\n"), DIFFERENT);
	ck_assert_int_eq(compare(BY("X"), "X: a, b\r\n", "X: a,b\r\n"), DIFFERENT);
}
END_TEST

START_TEST(case_does_not_count_where_it_has_no_meaning)
{
	ck_assert_int_eq(
		compare(BY("Accept-Encoding"), "Accept-Encoding: GZIP;Q=1\r\n", "Accept-Encoding: gzip;q=1\r\n"), SAME);
	ck_assert_int_eq(
		compare(BY("Accept-Language"), "Accept-Language: en-GB\r\n", "Accept-Language: EN-gb\r\n"), SAME);
	ck_assert_int_eq(compare(BY("Accept"), "Accept: Text/HTML;Level=1\r\n", "Accept: text/html;level=1\r\n"), SAME);
	ck_assert_int_eq(compare(BY("Accept"), "Accept: a/b;x=Y\r\n", "Accept: a/b;x=y\r\n"), DIFFERENT);
	ck_assert_int_eq(compare(BY("Accept"), "Accept: a/b;x=\"Y\"\r\n", "Accept: a/b;x=\"y\"\r\n"), DIFFERENT);
	ck_assert_int_eq(compare(BY("Accept"), "Accept: a/b;x=y, C/D\r\n", "Accept: a/b;x=y, c/d\r\n"), SAME);
}
END_TEST

START_TEST(a_star_never_matches)
{
	ck_assert_int_eq(compare(BY("*"), "", ""), DIFFERENT);
	ck_assert_int_eq(compare("Vary: X\r\nVary: *\r\n", "", ""), DIFFERENT);
	ck_assert_int_eq(compare(BY("X Y"), "", ""), DIFFERENT);
	/* which is not stored of a request */
	ck_assert_int_eq(compare(BY("proxy-authorization"), "", ""), DIFFERENT);
}
END_TEST

/* ---- the key ---- */

START_TEST(a_key_has_a_line_for_each_field)
{
	char out[64];

	ck_assert_uint_eq(
		key_of(BY("Accept-Language, X, y, x"), "X: A%\r\nAccept-Language: EN , de\r\n", out, sizeof out),
		strlen("accept-language:en,de\nx:A%25\ny\n"));
	ck_assert_str_eq(out, "accept-language:en,de\nx:A%25\ny\n");
}
END_TEST

START_TEST(where_vary_names_nothing_the_key_is_empty)
{
	char out[4] = "xyz";

	ck_assert_uint_eq(key_of("", "X: a\r\n", out, sizeof out), 0);
	ck_assert_str_eq(out, "");
	ck_assert_uint_eq(key_of(BY(", ,"), "X: a\r\n", out, sizeof out), 0);
}
END_TEST

START_TEST(a_key_is_cut_where_the_room_ends)
{
	char out[4] = "xyz";

	ck_assert_uint_eq(key_of(BY("X"), "X: abc\r\n", out, sizeof out), 6);
	ck_assert_str_eq(out, "x:a");
	ck_assert_uint_eq(key_of(BY("X"), "X: abc\r\n", NULL, 9), 6);
	ck_assert_uint_eq(key_of(BY("X"), "X: abc\r\n", NULL, 0), 6);
}
END_TEST

START_TEST(no_value_can_pass_for_another_field)
{
	struct httpstatus_exchange *of = exchange_of(GET(""), OK("Vary: X, Y\r\n")),
				   *request = exchange_of(GET(""), NULL);
	char out[64];

	add(request, HTTPSTATUS_PART_REQUEST, "X", "a\ny:b");
	ck_assert_uint_eq(httpstatus_cache_vary_key(cache, of, request, out, sizeof out), strlen("x:a%0Ay:b\ny\n"));
	ck_assert_str_eq(out, "x:a%0Ay:b\ny\n");
	httpstatus_exchange_free(of);
	httpstatus_exchange_free(request);
}
END_TEST

START_TEST(what_is_unknown_has_no_key)
{
	struct httpstatus_exchange *of = exchange_of(GET(""), OK(BY("X"))), *request = exchange_of(GET(""), NULL);
	char out[8] = "xyz";

	ck_assert_uint_eq(httpstatus_cache_vary_key(cache, NULL, request, out, sizeof out), SIZE_MAX);
	ck_assert_str_eq(out, "");
	ck_assert_uint_eq(httpstatus_cache_vary_key(cache, of, NULL, out, sizeof out), SIZE_MAX);
	ck_assert_uint_eq(httpstatus_cache_vary_key(cache, request, request, out, sizeof out), SIZE_MAX);
	ck_assert_uint_eq(httpstatus_cache_vary_key(cache, of, made, out, sizeof out), SIZE_MAX);
	ck_assert_uint_eq(key_of(BY("*"), "", out, sizeof out), SIZE_MAX);
	set(request, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 1);
	ck_assert_uint_eq(httpstatus_cache_vary_key(cache, of, request, out, sizeof out), SIZE_MAX);
	set(request, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 0);
	set(of, HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE, 1);
	ck_assert_uint_eq(httpstatus_cache_vary_key(cache, of, request, out, sizeof out), SIZE_MAX);
	httpstatus_exchange_free(of);
	httpstatus_exchange_free(request);
}
END_TEST

/* ---- what an unsafe method makes invalid: RFC 9111, 4.4 ---- */

/* The URIs that become invalid, each with a space behind it. */
static const char *invalidated(const char *request, const char *response)
{
	static char all[256];
	struct httpstatus_exchange *exchange = exchange_of(request, response);
	const char *uri;
	size_t length;

	set(exchange, HTTPSTATUS_PROPERTY_SECURED, 0);
	all[0] = '\0';
	for (size_t i = 0; (uri = httpstatus_cache_invalidated(cache, exchange, i, &length)); i++) {
		ck_assert_uint_eq(strlen(uri), length);
		strcat(all, uri);
		strcat(all, " ");
	}
	ck_assert_ptr_null(httpstatus_cache_invalidated(cache, exchange, SIZE_MAX, NULL));
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

START_TEST(where_nobody_said_the_scheme_no_uri_is_told)
{
	struct httpstatus_exchange *exchange = exchange_of(
		"POST /form HTTP/1.1\r\nHost: h\r\n\r\n", "HTTP/1.1 201 Created\r\nLocation: https://h/l\r\n\r\n");

	ck_assert_ptr_null(httpstatus_cache_invalidated(cache, exchange, 0, NULL));
	httpstatus_exchange_free(exchange);
	exchange = exchange_of("POST https://h/form HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n");
	ck_assert_str_eq(httpstatus_cache_invalidated(cache, exchange, 0, NULL), "https://h/form");
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(a_uri_is_told_once)
{
	ck_assert_str_eq(invalidated(POST, "HTTP/1.1 201 X\r\nContent-Location: /l\r\nLocation: /l#x\r\n\r\n"),
		"http://h/form http://h/l ");
	ck_assert_str_eq(invalidated(POST, "HTTP/1.1 201 X\r\nContent-Location: /c\r\nLocation: form\r\n\r\n"),
		"http://h/form http://h/c ");
}
END_TEST

START_TEST(nothing_is_invalid_where_the_request_is_unknown)
{
	ck_assert_str_eq(invalidated(NULL, "HTTP/1.1 200 OK\r\n\r\n"), "");
	ck_assert_str_eq(invalidated("POST /x HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"), "");
	ck_assert_str_eq(invalidated(POST, NULL), "");
	ck_assert_ptr_null(httpstatus_cache_invalidated(cache, NULL, 0, NULL));
}
END_TEST

/* ---- which stored response ---- */

/* Whether the two are on secured connections, as far as that is said. */
static int64_t secured, stored_secured;

/* Whether an exchange makes a stored response to GET invalid. */
static int invalidates(const char *request, const char *response, const char *stored_target, const char *stored_fields)
{
	char head[128], fields[256];

	snprintf(head, sizeof head, "GET %s HTTP/1.1\r\nHost: h\r\n\r\n", stored_target);
	snprintf(fields, sizeof fields, OK("%s"), stored_fields);
	struct httpstatus_exchange *exchange = exchange_of(request, response), *other = exchange_of(head, fields);
	set(exchange, HTTPSTATUS_PROPERTY_SECURED, secured);
	set(other, HTTPSTATUS_PROPERTY_SECURED, stored_secured);
	int state = httpstatus_cache_invalidates(cache, exchange, other);
	httpstatus_exchange_free(exchange);
	httpstatus_exchange_free(other);
	return state;
}

START_TEST(a_stored_response_becomes_invalid_by_its_uri)
{
	const char *const created = "HTTP/1.1 201 X\r\nLocation: /l\r\n\r\n";

	ck_assert_int_eq(invalidates(POST, created, "/form", ""), 1);
	ck_assert_int_eq(invalidates(POST, created, "/l", ""), 1);
	ck_assert_int_eq(invalidates(POST, created, "http://H:80/l", ""), 1);
	ck_assert_int_eq(invalidates(POST, created, "/m", ""), 0);
	ck_assert_int_eq(invalidates(POST, "HTTP/1.1 400 X\r\n\r\n", "/form", ""), 0);
	ck_assert_int_eq(invalidates("GET /form HTTP/1.1\r\nHost: h\r\n\r\n", created, "/form", ""), 0);
}
END_TEST

/* Whether they are the same: of each nobody says the scheme, or it is http, or https. */
static const struct {
	int64_t secured, stored_secured;
	int state;
} schemes[] = {
	{HTTPSTATUS_UNKNOWN, HTTPSTATUS_UNKNOWN, 1},
	{HTTPSTATUS_UNKNOWN, 0, -1},
	{HTTPSTATUS_UNKNOWN, 1, -1},
	{0, HTTPSTATUS_UNKNOWN, -1},
	{1, HTTPSTATUS_UNKNOWN, -1},
	{0, 1, 0},
	{1, 1, 1},
};

START_TEST(a_scheme_that_only_one_of_them_has_leaves_it_open)
{
	const char *const group = "HTTP/1.1 200 OK\r\nCache-Group-Invalidation: \"b\"\r\n\r\n";

	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		secured = schemes[i].secured;
		stored_secured = schemes[i].stored_secured;
		ck_assert_int_eq(invalidates(POST, "HTTP/1.1 200 OK\r\n\r\n", "/form", ""), schemes[i].state);
		ck_assert_int_eq(invalidates(POST, "HTTP/1.1 200 OK\r\n\r\n", "/other", ""), 0);
		ck_assert_int_eq(invalidates(POST, group, "/x", "Cache-Groups: \"b\"\r\n"), schemes[i].state);
		ck_assert_int_eq(invalidates(POST, group, "/x", "Cache-Groups: \"c\"\r\n"), 0);
	}
	secured = stored_secured = 0;
}
END_TEST

#define INVALIDATION(groups) "HTTP/1.1 200 OK\r\nCache-Group-Invalidation: " groups "\r\n\r\n"

/* RFC 9875, 2.1 and 3. */
START_TEST(a_stored_response_becomes_invalid_by_a_group)
{
	const char *const groups = "Cache-Groups: \"scripts\", \"b\";x=1\r\n";

	ck_assert_int_eq(invalidates(POST, INVALIDATION("\"a\", \"b\""), "/x", groups), 1);
	ck_assert_int_eq(invalidates(POST, INVALIDATION("\"scripts\";y"), "/x", groups), 1);
	ck_assert_int_eq(invalidates(POST, INVALIDATION("\"B\""), "/x", groups), 0);
	ck_assert_int_eq(invalidates(POST, INVALIDATION("\"b\""), "http://other/x", groups), 0);
	ck_assert_int_eq(invalidates("GET /form HTTP/1.1\r\nHost: h\r\n\r\n", INVALIDATION("\"b\""), "/x", groups), 0);
	ck_assert_int_eq(
		invalidates(POST, "HTTP/1.1 400 X\r\nCache-Group-Invalidation: \"b\"\r\n\r\n", "/x", groups), 1);
}
END_TEST

/* A list of strings, or nothing. */
START_TEST(groups_that_cannot_be_read_do_not_count)
{
	ck_assert_int_eq(invalidates(POST, INVALIDATION("\"b\","), "/x", "Cache-Groups: \"b\"\r\n"), 0);
	ck_assert_int_eq(invalidates(POST, INVALIDATION("b"), "/x", "Cache-Groups: b\r\n"), 0);
	ck_assert_int_eq(invalidates(POST, INVALIDATION("\"b\", c"), "/x", "Cache-Groups: \"b\"\r\n"), 0);
	ck_assert_int_eq(invalidates(POST, INVALIDATION("(\"b\")"), "/x", "Cache-Groups: (\"b\")\r\n"), 0);
	ck_assert_int_eq(invalidates(POST, INVALIDATION("\"b\""), "/x", "Cache-Groups: \"b\" \"c\"\r\n"), 0);
}
END_TEST

START_TEST(what_is_unknown_is_not_known_to_be_invalid)
{
	struct httpstatus_exchange *exchange = exchange_of(POST, "HTTP/1.1 200 OK\r\n\r\n"),
				   *other = exchange_of("GET /form HTTP/1.1\r\nHost: h\r\n\r\n", OK(""));

	ck_assert_int_eq(httpstatus_cache_invalidates(cache, NULL, other), -1);
	ck_assert_int_eq(httpstatus_cache_invalidates(cache, exchange, NULL), -1);
	ck_assert_int_eq(httpstatus_cache_invalidates(cache, made, other), -1);
	ck_assert_int_eq(httpstatus_cache_invalidates(cache, exchange, made), -1);
	ck_assert_int_eq(httpstatus_cache_invalidates(cache, exchange, other), 1);
	/* http or https? */
	set(other, HTTPSTATUS_PROPERTY_SECURED, 1);
	ck_assert_int_eq(httpstatus_cache_invalidates(cache, exchange, other), -1);
	set(exchange, HTTPSTATUS_PROPERTY_SECURED, 0);
	ck_assert_int_eq(httpstatus_cache_invalidates(cache, exchange, other), 0);
	set(exchange, HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE, 1);
	ck_assert_int_eq(httpstatus_cache_invalidates(cache, exchange, other), -1);
	httpstatus_exchange_free(exchange);
	exchange = exchange_of(NULL, "HTTP/1.1 200 OK\r\n\r\n");
	ck_assert_int_eq(httpstatus_cache_invalidates(cache, exchange, other), -1);
	httpstatus_exchange_free(exchange);
	exchange = exchange_of(NULL, "HTTP/1.1 404 X\r\n\r\n");
	ck_assert_int_eq(httpstatus_cache_invalidates(cache, exchange, other), 0);
	httpstatus_exchange_free(exchange);
	httpstatus_exchange_free(other);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("cache: Vary and invalidation");

	add_test(suite, the_same_fields_match);
	add_test(suite, what_is_absent_matches_only_what_is_absent);
	add_test(suite, lines_that_are_combined_match);
	add_test(suite, white_space_in_lists_does_not_count);
	add_test(suite, case_does_not_count_where_it_has_no_meaning);
	add_test(suite, a_star_never_matches);
	add_test(suite, a_key_has_a_line_for_each_field);
	add_test(suite, where_vary_names_nothing_the_key_is_empty);
	add_test(suite, a_key_is_cut_where_the_room_ends);
	add_test(suite, no_value_can_pass_for_another_field);
	add_test(suite, what_is_unknown_has_no_key);
	add_test(suite, an_unsafe_method_that_went_well_makes_its_target_invalid);
	add_test(suite, a_safe_method_makes_nothing_invalid);
	add_test(suite, what_location_and_content_location_name_on_the_origin_is_invalid_too);
	add_test(suite, where_nobody_said_the_scheme_no_uri_is_told);
	add_test(suite, a_uri_is_told_once);
	add_test(suite, nothing_is_invalid_where_the_request_is_unknown);
	add_test(suite, a_stored_response_becomes_invalid_by_its_uri);
	add_test(suite, a_scheme_that_only_one_of_them_has_leaves_it_open);
	add_test(suite, a_stored_response_becomes_invalid_by_a_group);
	add_test(suite, groups_that_cannot_be_read_do_not_count);
	add_test(suite, what_is_unknown_is_not_known_to_be_invalid);
	return tap_main(suite);
}

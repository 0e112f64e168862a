/* The cache, what it may store, what it must not keep, and what it keeps: RFC 9111, 3. SPDX-License-Identifier: MIT */
#include "lookups.h"

#include <limits.h>

#define POST(fields) "POST /form HTTP/1.1\r\nHost: h\r\n" fields "\r\n"

/* ---- whose cache ---- */

START_TEST(a_cache_is_what_was_said)
{
	const int64_t most[] = {1, 1, 1, 1, 100, INT64_MAX};

	for (int property = 0; property <= HTTPSTATUS_CACHE_PROPERTY_HEURISTIC_MOST; property++) {
		ck_assert(httpstatus_cache_get(cache, property) == HTTPSTATUS_UNKNOWN);
		cache_is(property, most[property]);
		ck_assert(httpstatus_cache_get(cache, property) == most[property]);
		if (most[property] < INT64_MAX)
			ck_assert_int_eq(
				httpstatus_cache_set(cache, property, most[property] + 1), HTTPSTATUS_ERROR_VALUE);
		ck_assert_int_eq(httpstatus_cache_set(cache, property, -1), HTTPSTATUS_ERROR_VALUE);
		ck_assert(httpstatus_cache_get(cache, property) == most[property]);
		cache_is(property, HTTPSTATUS_UNKNOWN);
		ck_assert(httpstatus_cache_get(cache, property) == HTTPSTATUS_UNKNOWN);
	}
	ck_assert_int_eq(httpstatus_cache_set(cache, -1, 0), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(httpstatus_cache_set(cache, INT_MAX, 0), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(httpstatus_cache_set(NULL, 0, 0), HTTPSTATUS_ERROR_HANDLE);
	ck_assert(httpstatus_cache_get(cache, -1) == HTTPSTATUS_UNKNOWN);
	ck_assert(httpstatus_cache_get(NULL, 0) == HTTPSTATUS_UNKNOWN);
	httpstatus_cache_free(NULL);
}
END_TEST

START_TEST(a_text_is_what_was_said)
{
	const char *const texts[] = {"A cache", "CDN-Cache-Control, X-Cache-Control"};
	size_t length;

	for (int text = 0; text < 2; text++) {
		ck_assert_ptr_null(httpstatus_cache_text(cache, text, &length));
		ck_assert_uint_eq(length, 0);
		cache_says(text, texts[text]);
		ck_assert_str_eq(httpstatus_cache_text(cache, text, &length), texts[text]);
		ck_assert_uint_eq(length, strlen(texts[text]));
		ck_assert_int_eq(httpstatus_cache_set_text(cache, text, "", 0), HTTPSTATUS_ERROR_VALUE);
		ck_assert_int_eq(httpstatus_cache_set_text(cache, text, "a\nb", 3), HTTPSTATUS_ERROR_VALUE);
		ck_assert_str_eq(httpstatus_cache_text(cache, text, NULL), texts[text]);
		/* a part of itself */
		const char *own = httpstatus_cache_text(cache, text, NULL);
		ck_assert_int_eq(httpstatus_cache_set_text(cache, text, own, 1), 0);
		ck_assert_uint_eq(strlen(httpstatus_cache_text(cache, text, NULL)), 1);
		ck_assert_int_eq(httpstatus_cache_set_text(cache, text, NULL, 5), 0);
		ck_assert_ptr_null(httpstatus_cache_text(cache, text, NULL));
	}
	ck_assert_int_eq(httpstatus_cache_set_text(cache, 1, "a b", 3), HTTPSTATUS_ERROR_VALUE);
	ck_assert_int_eq(httpstatus_cache_set_text(cache, 1, " , ", 3), HTTPSTATUS_ERROR_VALUE);
	ck_assert_int_eq(httpstatus_cache_set_text(cache, 0, "\x80", 1), HTTPSTATUS_ERROR_VALUE);
	ck_assert_int_eq(httpstatus_cache_set_text(cache, 2, "a", 1), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(httpstatus_cache_set_text(cache, -1, "a", 1), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(httpstatus_cache_set_text(NULL, 0, "a", 1), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_ptr_null(httpstatus_cache_text(NULL, 0, NULL));
	ck_assert_ptr_null(httpstatus_cache_text(cache, INT_MIN, NULL));
}
END_TEST

/* ---- may it be stored ---- */

static uint64_t obstacles(const char *request, const char *response)
{
	struct httpstatus_exchange *exchange = exchange_of(request, response);
	uint64_t found = obstacles_of(cache, exchange);

	httpstatus_exchange_free(exchange);
	return found;
}

START_TEST(without_a_response_there_is_nothing_to_store)
{
	ck_assert_uint_eq(obstacles(GET(""), NULL), BIT(HTTPSTATUS_OBSTACLE_NOT_FINAL));
	ck_assert_uint_eq(obstacles_of(cache, NULL), BIT(HTTPSTATUS_OBSTACLE_NOT_FINAL));
	ck_assert_int_eq(httpstatus_cache_may_store(cache, NULL), -1);
	ck_assert_int_eq(httpstatus_cache_may_store(NULL, made), -1);
}
END_TEST

START_TEST(the_request_can_forbid_storing)
{
	ck_assert_uint_eq(obstacles(GET("Cache-Control: no-store\r\n"), OK("")), BIT(HTTPSTATUS_OBSTACLE_NO_STORE));
	ck_assert_uint_eq(
		obstacles(GET("Cache-Control: no-store\r\n"), OK("Cache-Control: must-understand, public\r\n")),
		BIT(HTTPSTATUS_OBSTACLE_NO_STORE));
	ck_assert_uint_eq(obstacles(GET("Cache-Control: no-cache\r\n"), OK("")), 0);
}
END_TEST

START_TEST(private_fields_do_not_lift_private)
{
	ck_assert_uint_eq(obstacles(GET(""), OK("Cache-Control: private=\"a\"\r\n")), 0);
	ck_assert_uint_eq(
		obstacles(GET(""), OK("Cache-Control: private, private=\"a\"\r\n")), BIT(HTTPSTATUS_OBSTACLE_PRIVATE));
}
END_TEST

/* A response without what the cache goes by would seem to allow what it forbids. */
START_TEST(what_the_cache_goes_by_cannot_be_private_alone)
{
	const char *const names[] = {"cache-control", "Vary", "a, AGE", "Expires", "date", "Content-Range",
		"cdn-cache-control", "\\C\\ache-Control"};

	cache_says(HTTPSTATUS_CACHE_TEXT_TARGETS, "CDN-Cache-Control");
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char response[128];

		snprintf(response, sizeof response, OK("Cache-Control: private=\"%s\"\r\n"), names[i]);
		ck_assert_uint_eq(obstacles(GET(""), response), BIT(HTTPSTATUS_OBSTACLE_PRIVATE));
	}
}
END_TEST

START_TEST(an_unknown_request_is_told_and_no_more_is_made_of_it)
{
	cache_is(HTTPSTATUS_CACHE_PROPERTY_SHARED, 0);
	ck_assert_uint_eq(obstacles(NULL, OK("")), BIT(HTTPSTATUS_OBSTACLE_REQUEST_UNKNOWN));
	ck_assert_uint_eq(obstacles(NULL, OK("Cache-Control: no-store\r\n")),
		BIT(HTTPSTATUS_OBSTACLE_NO_STORE) | BIT(HTTPSTATUS_OBSTACLE_REQUEST_UNKNOWN));
	struct httpstatus_exchange *exchange = exchange_of(GET(""), OK(""));
	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 1);
	ck_assert_uint_eq(obstacles_of(cache, exchange), BIT(HTTPSTATUS_OBSTACLE_REQUEST_UNKNOWN));
	ck_assert_int_eq(httpstatus_cache_may_store(cache, exchange), -1);
	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 0);
	ck_assert_uint_eq(obstacles_of(cache, exchange), 0);
	httpstatus_exchange_free(exchange);
}
END_TEST

/* What is missing may lift what is in the way, or be in the way itself. */
START_TEST(fields_of_the_response_that_may_be_missing_leave_it_open)
{
	const char *const responses[] = {OK(""), "HTTP/1.1 299 X\r\n\r\n", OK("Cache-Control: max-age=5\r\n")};

	for (int i = 0; i < 3; i++) {
		struct httpstatus_exchange *exchange =
			exchange_of(i == 2 ? POST("Authorization: x\r\n") : GET("Authorization: x\r\n"), responses[i]);

		set(exchange, HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE, 1);
		ck_assert_uint_eq(obstacles_of(cache, exchange), BIT(HTTPSTATUS_OBSTACLE_RESPONSE_UNKNOWN));
		ck_assert_int_eq(httpstatus_cache_may_store(cache, exchange), -1);
		add(exchange, HTTPSTATUS_PART_RESPONSE, "Cache-Control", "no-store");
		ck_assert_int_eq(httpstatus_cache_may_store(cache, exchange), 0);
		cache_says(HTTPSTATUS_CACHE_TEXT_TARGETS, "CDN-Cache-Control");
		ck_assert_int_eq(httpstatus_cache_may_store(cache, exchange), -1);
		ck_assert_int_eq(httpstatus_cache_set_text(cache, HTTPSTATUS_CACHE_TEXT_TARGETS, NULL, 0), 0);
		httpstatus_exchange_free(exchange);
	}
}
END_TEST

START_TEST(post_needs_explicit_freshness_and_its_own_content_location)
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
		ck_assert_uint_eq(obstacles(POST(""), response),
			rows[i].same ? 0 : BIT(HTTPSTATUS_OBSTACLE_METHOD_NOT_CACHEABLE));
	}
	ck_assert_uint_eq(
		obstacles(POST(""), OK("Content-Location: /form\r\n")), BIT(HTTPSTATUS_OBSTACLE_METHOD_NOT_CACHEABLE));
}
END_TEST

START_TEST(for_206_and_304_it_has_to_be_said_whether_the_cache_understands_them)
{
	const char *const part = PART("Cache-Control: max-age=5\r\nContent-Range: bytes 0-1/2\r\n");
	const char *const not_modified = NOT_MODIFIED("Cache-Control: max-age=5\r\n");

	ck_assert_uint_eq(obstacles(GET(""), part), BIT(HTTPSTATUS_OBSTACLE_CACHE_UNKNOWN));
	ck_assert_uint_eq(obstacles(GET(""), not_modified), BIT(HTTPSTATUS_OBSTACLE_CACHE_UNKNOWN));
	cache_is(HTTPSTATUS_CACHE_PROPERTY_UNDERSTANDS, 0);
	ck_assert_uint_eq(obstacles(GET(""), part), BIT(HTTPSTATUS_OBSTACLE_STATUS_NOT_UNDERSTOOD));
	ck_assert_uint_eq(obstacles(GET(""), not_modified), BIT(HTTPSTATUS_OBSTACLE_STATUS_NOT_UNDERSTOOD));
	cache_is(HTTPSTATUS_CACHE_PROPERTY_PARTS, 1);
	ck_assert_uint_eq(obstacles(GET(""), part), 0);
	cache_is(HTTPSTATUS_CACHE_PROPERTY_UNDERSTANDS, 1);
	ck_assert_uint_eq(obstacles(GET(""), not_modified), 0);
	cache_is(HTTPSTATUS_CACHE_PROPERTY_PARTS, 0);
	ck_assert_uint_eq(obstacles(GET(""), part), BIT(HTTPSTATUS_OBSTACLE_STATUS_NOT_UNDERSTOOD));
}
END_TEST

START_TEST(must_understand_goes_past_no_store_where_the_status_is_understood)
{
	const char *const ok = OK("Cache-Control: must-understand, no-store, max-age=5\r\n");
	const char *const other = "HTTP/1.1 299 X\r\nCache-Control: must-understand, no-store, max-age=5\r\n\r\n";
	const char *const part = PART("Cache-Control: must-understand, no-store, max-age=5\r\n");

	ck_assert_uint_eq(obstacles(GET(""), ok), 0);
	ck_assert_uint_eq(obstacles(GET(""), other),
		BIT(HTTPSTATUS_OBSTACLE_STATUS_NOT_UNDERSTOOD) | BIT(HTTPSTATUS_OBSTACLE_NO_STORE));
	ck_assert_uint_eq(obstacles(GET(""), part), BIT(HTTPSTATUS_OBSTACLE_CACHE_UNKNOWN));
	cache_is(HTTPSTATUS_CACHE_PROPERTY_UNDERSTANDS, 0);
	ck_assert_uint_eq(obstacles(GET(""), ok),
		BIT(HTTPSTATUS_OBSTACLE_STATUS_NOT_UNDERSTOOD) | BIT(HTTPSTATUS_OBSTACLE_NO_STORE));
}
END_TEST

START_TEST(a_list_has_room_for_what_there_is_room_for)
{
	struct httpstatus_exchange *exchange =
		exchange_of(GET(""), "HTTP/1.1 299 X\r\nCache-Control: no-store, private\r\n\r\n");
	int list[3] = {7, 7, 7};

	ck_assert_uint_eq(httpstatus_cache_obstacles(cache, exchange, NULL, 0), 3);
	ck_assert_uint_eq(httpstatus_cache_obstacles(cache, exchange, NULL, 9), 3);
	ck_assert_uint_eq(httpstatus_cache_obstacles(cache, exchange, list, 1), 3);
	ck_assert_int_eq(list[0], HTTPSTATUS_OBSTACLE_NO_STORE);
	ck_assert_int_eq(list[1], 7);
	ck_assert_uint_eq(httpstatus_cache_obstacles(cache, exchange, list, 3), 3);
	ck_assert_int_eq(list[1], HTTPSTATUS_OBSTACLE_PRIVATE);
	ck_assert_int_eq(list[2], HTTPSTATUS_OBSTACLE_NO_FRESHNESS);
	httpstatus_exchange_free(exchange);
}
END_TEST

/* ---- what must not be stored ---- */

/* The names, each with a space behind it. */
static const char *left_out(const char *fields)
{
	static char all[256];
	char response[512];
	const char *name;
	size_t length = 1;

	snprintf(response, sizeof response, OK("%s"), fields);
	struct httpstatus_exchange *exchange = exchange_of(GET(""), response);
	all[0] = '\0';
	for (size_t i = 0; (name = httpstatus_cache_left_out(cache, exchange, i, &length)); i++) {
		ck_assert_uint_eq(strlen(name), length);
		strcat(all, name);
		strcat(all, " ");
	}
	ck_assert_uint_eq(length, 0);
	ck_assert_ptr_null(httpstatus_cache_left_out(cache, exchange, SIZE_MAX, NULL));
	httpstatus_exchange_free(exchange);
	return all;
}

START_TEST(without_a_response_nothing_is_left_out)
{
	ck_assert_ptr_null(httpstatus_cache_left_out(cache, NULL, 0, NULL));
	ck_assert_ptr_null(httpstatus_cache_left_out(cache, made, 0, NULL));
}
END_TEST

START_TEST(what_is_about_the_connection_is_left_out)
{
	ck_assert_str_eq(left_out("A: 1\r\nX-Foo: 1\r\nconnection: B, x-foo, C\r\nB: 1\r\nB: 2\r\nD: 1\r\n"),
		"X-Foo connection B ");
	ck_assert_str_eq(left_out("Keep-Alive: 1\r\nTransfer-Encoding: chunked\r\nTE: x\r\nUpgrade: x\r\n"
				  "Proxy-Connection: x\r\nTrailer: x\r\n"),
		"Keep-Alive Transfer-Encoding TE Upgrade Proxy-Connection ");
}
END_TEST

START_TEST(what_is_for_the_proxy_is_left_out)
{
	ck_assert_str_eq(left_out("Proxy-Authenticate: a\r\nProxy-Authentication-Info: b\r\nWWW-Authenticate: c\r\n"),
		"Proxy-Authenticate Proxy-Authentication-Info ");
}
END_TEST

START_TEST(what_directives_name_is_left_out)
{
	const char *const fields = "Cache-Control: private=\"Set-Cookie, a\", No-Cache=\"B\", private=\"\\C\"\r\n"
				   "set-cookie: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\nA: 1\r\n";

	ck_assert_str_eq(left_out(fields), "set-cookie B C A ");
	cache_is(HTTPSTATUS_CACHE_PROPERTY_SHARED, 0);
	ck_assert_str_eq(left_out(fields), "B ");
}
END_TEST

START_TEST(a_directive_in_the_token_form_counts)
{
	ck_assert_str_eq(left_out("Cache-Control: private=a\r\nA: 1\r\n"), "A ");
}
END_TEST

START_TEST(what_the_cache_goes_by_is_never_left_out)
{
	ck_assert_str_eq(left_out("Connection: cache-control, age, x\r\nCache-Control: no-cache=\"Vary\"\r\nVary: "
				  "a\r\nAge: 5\r\nX: 1\r\n"),
		"Connection X ");
}
END_TEST

START_TEST(what_a_targeted_field_names_is_left_out)
{
	cache_says(HTTPSTATUS_CACHE_TEXT_TARGETS, "CDN-Cache-Control");
	ck_assert_str_eq(
		left_out("Cache-Control: private=\"A\"\r\nCDN-Cache-Control: private=\"B\"\r\nA: 1\r\nB: 1\r\n"), "B ");
	/* RFC 9651, 3.2: the last one counts. */
	ck_assert_str_eq(left_out("CDN-Cache-Control: private=\"A\", private=\"B\"\r\nA: 1\r\nB: 1\r\n"), "B ");
	ck_assert_str_eq(left_out("CDN-Cache-Control: private=\"A\", private=?0\r\nA: 1\r\nB: 1\r\n"), "");
}
END_TEST

/* ---- what is kept ---- */

START_TEST(no_handle_and_no_response_is_an_error)
{
	ck_assert_int_eq(httpstatus_cache_keep(cache, NULL, made), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_cache_keep(cache, made, NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_cache_keep(cache, made, made), HTTPSTATUS_ERROR_STATE);
}
END_TEST

#define FIELDS                                                                                                   \
	"Connection: close, X\r\nX: 1\r\nCache-Control: private=\"Set-Cookie\"\r\nSet-Cookie: a\r\nSet-Cookie: " \
	"b\r\nY: 1\r\nY: "                                                                                       \
	"2\r\n"

static struct httpstatus_exchange *full_exchange(void)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	read_request(exchange, GET("Proxy-Authorization: Basic x\r\nAuthorization: Basic y\r\n"));
	read_response(exchange, "HTTP/1.1 103 X\r\nLink: a\r\n\r\nHTTP/1.1 200 Fine\r\n" FIELDS "\r\n");
	set(exchange, HTTPSTATUS_PROPERTY_RESPONSE_TIME, NOW);
	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_TIME, NOW - 1);
	set(exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN, 5);
	set(exchange, HTTPSTATUS_PROPERTY_ENDING, HTTPSTATUS_ENDING_COMPLETE);
	add(exchange, HTTPSTATUS_PART_RESPONSE_TRAILERS, "Set-Cookie", "c");
	return exchange;
}

static void check_kept(const struct httpstatus_exchange *kept)
{
	ck_assert_int_eq(httpstatus_exchange_status(kept), 200);
	ck_assert_str_eq(httpstatus_exchange_line(kept, HTTPSTATUS_LINE_REASON, NULL), "Fine");
	ck_assert_str_eq(httpstatus_exchange_line(kept, HTTPSTATUS_LINE_METHOD, NULL), "GET");
	ck_assert_str_eq(field_of(kept, "Y"), "1, 2");
	ck_assert_str_eq(field_of(kept, "Cache-Control"), "private=\"Set-Cookie\"");
	ck_assert_ptr_null(field_of(kept, "X"));
	ck_assert_ptr_null(field_of(kept, "Connection"));
	ck_assert_ptr_null(field_of(kept, "Set-Cookie"));
	ck_assert_str_eq(field_of(kept, "Date"), "Sun, 06 Nov 1994 08:49:37 GMT");
	ck_assert_ptr_null(name_at(kept, HTTPSTATUS_PART_RESPONSE_TRAILERS, 0));
	ck_assert_int_eq(httpstatus_exchange_interim(kept, 0), 0);
	ck_assert_ptr_null(httpstatus_exchange_value(kept, HTTPSTATUS_PART_REQUEST, "Proxy-Authorization", 19, NULL));
	ck_assert_ptr_nonnull(httpstatus_exchange_value(kept, HTTPSTATUS_PART_REQUEST, "Authorization", 13, NULL));
	ck_assert_int_eq(httpstatus_exchange_get(kept, HTTPSTATUS_PROPERTY_CONTENT_SEEN), 5);
	ck_assert_int_eq(httpstatus_exchange_get(kept, HTTPSTATUS_PROPERTY_ENDING), HTTPSTATUS_ENDING_COMPLETE);
	ck_assert_int_eq(httpstatus_exchange_get(kept, HTTPSTATUS_PROPERTY_RESPONSE_TIME), NOW);
	ck_assert_int_eq(httpstatus_exchange_get(kept, HTTPSTATUS_PROPERTY_REQUEST_TIME), NOW - 1);
	ck_assert_ptr_null(httpstatus_cache_left_out(cache, kept, 0, NULL));
}

START_TEST(what_must_not_be_kept_is_not)
{
	struct httpstatus_exchange *exchange = full_exchange();

	ck_assert_int_eq(httpstatus_cache_keep(cache, exchange, made), 0);
	check_kept(made);
	ck_assert_ptr_nonnull(field_of(exchange, "Set-Cookie"));
	/* in place, and what is kept already stays as it is */
	ck_assert_int_eq(httpstatus_cache_keep(cache, exchange, exchange), 0);
	check_kept(exchange);
	ck_assert_int_eq(httpstatus_cache_keep(cache, exchange, exchange), 0);
	check_kept(exchange);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(a_private_cache_keeps_what_is_one_users)
{
	struct httpstatus_exchange *exchange = full_exchange();

	cache_is(HTTPSTATUS_CACHE_PROPERTY_SHARED, 0);
	ck_assert_int_eq(httpstatus_cache_keep(cache, exchange, made), 0);
	ck_assert_str_eq(field_of(made, "Set-Cookie"), "a, b");
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(the_limit_is_that_of_what_is_kept)
{
	struct httpstatus_exchange *exchange = full_exchange();

	/* Host, Authorization; Cache-Control, Y twice, Date */
	set(made, HTTPSTATUS_PROPERTY_MOST_FIELDS, 5);
	ck_assert_int_eq(httpstatus_cache_keep(cache, exchange, made), HTTPSTATUS_ERROR_LIMIT);
	ck_assert_int_eq(httpstatus_exchange_status(made), 0);
	set(made, HTTPSTATUS_PROPERTY_MOST_FIELDS, 6);
	ck_assert_int_eq(httpstatus_cache_keep(cache, exchange, made), 0);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(chunks_become_a_length_where_it_is_known)
{
	struct httpstatus_exchange *exchange =
		exchange_of(GET(""), OK("Transfer-Encoding: chunked\r\nContent-Length: 99\r\n"));

	ck_assert_int_eq(httpstatus_cache_keep(cache, exchange, made), 0);
	ck_assert_ptr_null(field_of(made, "Transfer-Encoding"));
	ck_assert_ptr_null(field_of(made, "Content-Length"));
	set(exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN, 5);
	set(exchange, HTTPSTATUS_PROPERTY_ENDING, HTTPSTATUS_ENDING_COMPLETE);
	ck_assert_int_eq(httpstatus_cache_keep(cache, exchange, made), 0);
	ck_assert_str_eq(field_of(made, "Content-Length"), "5");
	set(exchange, HTTPSTATUS_PROPERTY_ENDING, HTTPSTATUS_ENDING_CUT);
	ck_assert_int_eq(httpstatus_cache_keep(cache, exchange, made), 0);
	ck_assert_ptr_null(field_of(made, "Content-Length"));
	httpstatus_exchange_free(exchange);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("cache: storing");

	add_test(suite, a_cache_is_what_was_said);
	add_test(suite, a_text_is_what_was_said);
	add_test(suite, without_a_response_there_is_nothing_to_store);
	add_test(suite, the_request_can_forbid_storing);
	add_test(suite, private_fields_do_not_lift_private);
	add_test(suite, what_the_cache_goes_by_cannot_be_private_alone);
	add_test(suite, an_unknown_request_is_told_and_no_more_is_made_of_it);
	add_test(suite, fields_of_the_response_that_may_be_missing_leave_it_open);
	add_test(suite, post_needs_explicit_freshness_and_its_own_content_location);
	add_test(suite, for_206_and_304_it_has_to_be_said_whether_the_cache_understands_them);
	add_test(suite, must_understand_goes_past_no_store_where_the_status_is_understood);
	add_test(suite, a_list_has_room_for_what_there_is_room_for);
	add_test(suite, without_a_response_nothing_is_left_out);
	add_test(suite, what_is_about_the_connection_is_left_out);
	add_test(suite, what_is_for_the_proxy_is_left_out);
	add_test(suite, what_directives_name_is_left_out);
	add_test(suite, a_directive_in_the_token_form_counts);
	add_test(suite, what_the_cache_goes_by_is_never_left_out);
	add_test(suite, what_a_targeted_field_names_is_left_out);
	add_test(suite, no_handle_and_no_response_is_an_error);
	add_test(suite, what_must_not_be_kept_is_not);
	add_test(suite, a_private_cache_keeps_what_is_one_users);
	add_test(suite, the_limit_is_that_of_what_is_kept);
	add_test(suite, chunks_become_a_length_where_it_is_known);
	return tap_main(suite);
}

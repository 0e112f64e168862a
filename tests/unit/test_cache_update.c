/* What a stored response is after a 304, and after a response to HEAD: RFC 9111, 3.2, 4.3.4 and 4.3.5. SPDX-License-Identifier: MIT */
#include "lookups.h"

#define TAG "ETag: \"a\"\r\n"
#define FIRST \
	OK("Cache-Control: max-age=60\r\n" TAG "Content-Length: 3\r\nContent-Type: text/plain\r\nX: 1\r\nX: 2\r\n")

/* Updates the first stored response with a response to a request, an hour later. */
static int update(const char *request, const char *response)
{
	httpstatus_exchange_free(said);
	said = exchange_at(request, response, NOW + 3600);
	return httpstatus_cache_update(cache, stored[0], said);
}

static const char *stored_field(const char *name)
{
	return field_of(stored[0], name);
}

/* ---- odd input ---- */

START_TEST(no_handle_is_an_error)
{
	ck_assert_int_eq(httpstatus_cache_update(cache, NULL, made), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_cache_update(cache, made, NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_cache_update(NULL, made, made), 0);
}
END_TEST

START_TEST(any_other_response_says_nothing_of_it)
{
	store(GET(""), FIRST);
	ck_assert_int_eq(update(GET(""), OK(TAG)), 0);
	ck_assert_int_eq(update(GET(""), PART(TAG)), 0);
	ck_assert_int_eq(update(GET(""), NULL), 0);
	ck_assert_int_eq(update(HEAD(""), "HTTP/1.1 404 X\r\n" TAG "\r\n"), 0);
	ck_assert_str_eq(stored_field("X"), "1, 2");
}
END_TEST

START_TEST(another_target_says_nothing_of_it)
{
	store(GET(""), FIRST);
	ck_assert_int_eq(update("GET /other HTTP/1.1\r\nHost: example.com\r\n\r\n", NOT_MODIFIED(TAG "X: 3\r\n")), 0);
	ck_assert_str_eq(stored_field("X"), "1, 2");
}
END_TEST

/* RFC 10008, 2.7: what a QUERY brings is not what a GET brings. */
START_TEST(a_304_to_another_method_says_nothing_of_it)
{
	static const char target[] = " http://example.com/x HTTP/1.1\r\nIf-None-Match: \"a\"\r\n\r\n";
	static const char *const methods[] = {"QUERY", "POST", "PUT", "get", "BREW"};

	store("GET http://example.com/x HTTP/1.1\r\n\r\n", FIRST);
	for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
		char request[128];

		snprintf(request, sizeof request, "%s%s", methods[i], target);
		ck_assert_int_eq(update(request, NOT_MODIFIED(TAG "X: 3\r\n")), 0);
	}
	ck_assert_str_eq(stored_field("X"), "1, 2");
}
END_TEST

/* Nobody said the scheme of what is stored: that is no other target. */
START_TEST(a_scheme_that_nobody_said_is_no_other)
{
	store("GET /x HTTP/1.1\r\nHost: example.com\r\n\r\n", FIRST);
	set(stored[0], HTTPSTATUS_PROPERTY_SECURED, HTTPSTATUS_UNKNOWN);
	ck_assert_int_eq(update("GET http://example.com/x HTTP/1.1\r\n\r\n", NOT_MODIFIED(TAG "X: 2\r\n")), 1);
	ck_assert_int_eq(update("GET https://example.com/x HTTP/1.1\r\n\r\n", NOT_MODIFIED(TAG "X: 3\r\n")), 1);
	ck_assert_int_eq(update("GET https://example.com:444/x HTTP/1.1\r\n\r\n", NOT_MODIFIED(TAG "X: 4\r\n")), 0);
	ck_assert_int_eq(update("GET https://example.com/y HTTP/1.1\r\n\r\n", NOT_MODIFIED(TAG "X: 5\r\n")), 0);
	ck_assert_str_eq(stored_field("X"), "3");
}
END_TEST

START_TEST(another_validator_says_nothing_of_it)
{
	store(GET(""), FIRST);
	ck_assert_int_eq(update(GET(""), NOT_MODIFIED("ETag: \"b\"\r\nX: 3\r\n")), 0);
	ck_assert_int_eq(update(GET(""), NOT_MODIFIED("ETag: W/\"b\"\r\nX: 3\r\n")), 0);
	ck_assert_int_eq(update(GET(""), NOT_MODIFIED(MODIFIED "X: 3\r\n")), 0);
	ck_assert_int_eq(update(GET(""), NOT_MODIFIED("X: 3\r\n")), 0);
	ck_assert_str_eq(stored_field("X"), "1, 2");
}
END_TEST

/* ---- a 304, field by field ---- */

START_TEST(fields_are_replaced_with_all_their_lines)
{
	store(GET(""), FIRST);
	ck_assert_int_eq(update(GET(""), NOT_MODIFIED(TAG "x: 3\r\nCache-Control: max-age=5\r\n")), 1);
	ck_assert_str_eq(stored_field("X"), "3");
	ck_assert_str_eq(stored_field("Cache-Control"), "max-age=5");
	ck_assert_str_eq(stored_field("Content-Type"), "text/plain");
	ck_assert_int_eq(httpstatus_exchange_status(stored[0]), 200);
	ck_assert_str_eq(httpstatus_exchange_line(stored[0], HTTPSTATUS_LINE_REASON, NULL), "OK");
}
END_TEST

START_TEST(new_fields_are_added)
{
	store(GET(""), FIRST);
	ck_assert_int_eq(update(GET(""), NOT_MODIFIED(TAG "Y: 1\r\nY: 2\r\n")), 1);
	ck_assert_str_eq(stored_field("Y"), "1, 2");
	ck_assert_str_eq(stored_field("X"), "1, 2");
}
END_TEST

START_TEST(what_tells_of_the_content_stays)
{
	store(GET(""), FIRST);
	ck_assert_int_eq(update(GET(""), NOT_MODIFIED(TAG "Content-Length: 0\r\nContent-Encoding: gzip\r\n"
							  "Content-Range: bytes 0-1/2\r\n")),
		1);
	ck_assert_str_eq(stored_field("Content-Length"), "3");
	ck_assert_ptr_null(stored_field("Content-Encoding"));
	ck_assert_ptr_null(stored_field("Content-Range"));
}
END_TEST

START_TEST(what_must_not_be_stored_is_not)
{
	store(GET(""), FIRST);
	ck_assert_int_eq(
		update(GET(""),
			NOT_MODIFIED(TAG "Connection: Y\r\nY: 1\r\nKeep-Alive: 5\r\nProxy-Authenticate: Basic\r\n"
					 "Cache-Control: private=\"Z, X\", no-cache=\"W\"\r\nZ: 1\r\nW: 1\r\n")),
		1);
	ck_assert_ptr_null(stored_field("Connection"));
	ck_assert_ptr_null(stored_field("Y"));
	ck_assert_ptr_null(stored_field("Keep-Alive"));
	ck_assert_ptr_null(stored_field("Proxy-Authenticate"));
	ck_assert_ptr_null(stored_field("Z"));
	ck_assert_ptr_null(stored_field("W"));
	/* what is stored already is one user's now */
	ck_assert_ptr_null(stored_field("X"));
}
END_TEST

/* As long as nothing takes their place. */
START_TEST(what_the_stored_directives_take_away_stays_away)
{
	store(GET(""), OK("Cache-Control: private=\"Set-Cookie\"\r\n" TAG));
	ck_assert_int_eq(update(GET(""), NOT_MODIFIED(TAG "Set-Cookie: a\r\n")), 1);
	ck_assert_ptr_null(stored_field("Set-Cookie"));
	ck_assert_int_eq(update(GET(""), NOT_MODIFIED(TAG "Cache-Control: max-age=5\r\nSet-Cookie: a\r\n")), 1);
	ck_assert_str_eq(stored_field("Set-Cookie"), "a");
}
END_TEST

/* ---- times ---- */

START_TEST(the_times_are_the_new_ones)
{
	store(GET(""), OK("Cache-Control: max-age=60\r\nAge: 50\r\n" TAG));
	ck_assert_int_eq(httpstatus_cache_is_fresh(cache, stored[0], NOW + 3600), 0);
	ck_assert_int_eq(update(GET(""), "HTTP/1.1 304 X\r\nDate: Sun, 06 Nov 1994 09:49:37 GMT\r\n" TAG "\r\n"), 1);
	ck_assert_int_eq(httpstatus_exchange_get(stored[0], HTTPSTATUS_PROPERTY_RESPONSE_TIME), NOW + 3600);
	ck_assert_int_eq(httpstatus_exchange_get(stored[0], HTTPSTATUS_PROPERTY_REQUEST_TIME), NOW + 3600);
	ck_assert_str_eq(stored_field("Date"), "Sun, 06 Nov 1994 09:49:37 GMT");
	ck_assert_ptr_null(stored_field("Age"));
	ck_assert_int_eq(httpstatus_cache_is_fresh(cache, stored[0], NOW + 3659), 1);
}
END_TEST

/* RFC 9110, 6.6.1: the time of receipt. */
START_TEST(a_304_without_date_has_that_of_its_receipt)
{
	store(GET(""), FIRST);
	ck_assert_int_eq(update(GET(""), "HTTP/1.1 304 X\r\n" TAG "\r\n"), 1);
	ck_assert_str_eq(stored_field("Date"), "Sun, 06 Nov 1994 09:49:37 GMT");
}
END_TEST

START_TEST(times_that_are_unknown_leave_the_old_ones)
{
	store(GET(""), FIRST);
	said = exchange_of(GET(""), "HTTP/1.1 304 X\r\n" TAG "\r\n");
	set(said, HTTPSTATUS_PROPERTY_SECURED, 1);
	ck_assert_int_eq(httpstatus_cache_update(cache, stored[0], said), 1);
	ck_assert_int_eq(httpstatus_exchange_get(stored[0], HTTPSTATUS_PROPERTY_RESPONSE_TIME), NOW);
	ck_assert_str_eq(stored_field("Date"), "Sun, 06 Nov 1994 08:49:37 GMT");
}
END_TEST

/* ---- which 304 ---- */

START_TEST(a_304_without_validators_is_about_one_without)
{
	store(GET(""), OK("X: 1\r\n"));
	ck_assert_int_eq(update(GET(""), NOT_MODIFIED("X: 2\r\n")), 1);
	ck_assert_str_eq(stored_field("X"), "2");
}
END_TEST

START_TEST(or_about_the_only_one_that_the_request_named)
{
	store(GET(""), FIRST);
	ck_assert_int_eq(update(GET("If-None-Match: \"a\"\r\n"), NOT_MODIFIED("X: 3\r\n")), 1);
	ck_assert_int_eq(update(GET("If-None-Match: \"a\", \"b\"\r\n"), NOT_MODIFIED("X: 3\r\n")), 0);
	ck_assert_int_eq(update(GET("If-None-Match: \"b\"\r\n"), NOT_MODIFIED("X: 3\r\n")), 0);
	ck_assert_int_eq(update(GET("If-None-Match: *\r\n"), NOT_MODIFIED("X: 3\r\n")), 0);
}
END_TEST

START_TEST(a_date_selects_one_that_has_it)
{
	store(GET(""), OK(TAG MODIFIED "X: 1\r\n"));
	ck_assert_int_eq(update(GET(""), NOT_MODIFIED(MODIFIED "X: 2\r\n")), 1);
	ck_assert_int_eq(update(GET(""), NOT_MODIFIED("Last-Modified: Sun, 06 Nov 1994 08:49:36 GMT\r\n")), 0);
}
END_TEST

/* RFC 9111, 5.2.1.5. */
START_TEST(nothing_of_a_response_to_no_store_is_stored)
{
	store(GET(""), FIRST);
	ck_assert_int_eq(update(GET("Cache-Control: no-store\r\n"), NOT_MODIFIED(TAG "X: 3\r\n")), 0);
	ck_assert_str_eq(stored_field("X"), "1, 2");
}
END_TEST

/* RFC 9111, 3 and 3.5. */
START_TEST(nothing_of_a_response_to_one_user_is_stored_for_all)
{
	const char *const request = GET("Authorization: Basic x\r\n");

	store(GET(""), FIRST);
	ck_assert_int_eq(update(request, NOT_MODIFIED(TAG "Set-Cookie: user=x\r\n")), 0);
	ck_assert_ptr_null(stored_field("Set-Cookie"));
	ck_assert_int_eq(update(request, NOT_MODIFIED(TAG "Cache-Control: public\r\nX: 3\r\n")), 1);
	cache_is(HTTPSTATUS_CACHE_PROPERTY_SHARED, 0);
	ck_assert_int_eq(update(request, NOT_MODIFIED(TAG "X: 4\r\n")), 1);
}
END_TEST

START_TEST(a_304_can_make_it_what_must_not_be_stored)
{
	store(GET(""), FIRST);
	ck_assert_int_eq(update(GET(""), NOT_MODIFIED(TAG "Cache-Control: private\r\n")), 1);
	ck_assert_int_eq(httpstatus_cache_may_store(cache, stored[0]), 0);
	ck_assert_str_eq(answer(GET(""), 3600), "forward: not-storable");
}
END_TEST

/* ---- HEAD: RFC 9111, 4.3.5 ---- */

START_TEST(a_head_that_says_the_same_updates)
{
	store(GET(""), FIRST);
	ck_assert_int_eq(update(HEAD(""), OK(TAG "Content-Length: 3\r\nX: 3\r\n")), 1);
	ck_assert_str_eq(stored_field("X"), "3");
	ck_assert_int_eq(update(HEAD(""), OK("X: 4\r\n")), 1);
	ck_assert_str_eq(httpstatus_exchange_line(stored[0], HTTPSTATUS_LINE_METHOD, NULL), "GET");
}
END_TEST

START_TEST(a_head_that_says_otherwise_shows_that_it_is_not_to_be_used)
{
	store(GET(""), FIRST);
	ck_assert_int_eq(update(HEAD(""), OK("ETag: \"b\"\r\n")), -1);
	ck_assert_int_eq(update(HEAD(""), OK("ETag: W/\"a\"\r\n")), -1);
	ck_assert_int_eq(update(HEAD(""), OK(TAG MODIFIED)), -1);
	ck_assert_int_eq(update(HEAD(""), OK(TAG "Content-Length: 4\r\n")), -1);
	ck_assert_str_eq(stored_field("X"), "1, 2");
}
END_TEST

START_TEST(a_head_with_other_fields_says_nothing_of_it)
{
	store(GET("Accept: a\r\n"), OK(TAG "Vary: Accept\r\n"));
	ck_assert_int_eq(update(HEAD("Accept: b\r\n"), OK("ETag: \"b\"\r\n")), 0);
	ck_assert_int_eq(update(HEAD("Accept: a\r\n"), OK("ETag: \"b\"\r\n")), -1);
}
END_TEST

START_TEST(a_limit_changes_nothing)
{
	store(GET(""), FIRST);
	set(stored[0], HTTPSTATUS_PROPERTY_MOST_FIELDS, 8);
	ck_assert_int_eq(update(GET(""), NOT_MODIFIED(TAG "P: 1\r\nQ: 1\r\nR: 1\r\n")), HTTPSTATUS_ERROR_LIMIT);
	ck_assert_ptr_null(stored_field("P"));
	ck_assert_str_eq(stored_field("X"), "1, 2");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("cache: updates");

	add_test(suite, no_handle_is_an_error);
	add_test(suite, any_other_response_says_nothing_of_it);
	add_test(suite, another_target_says_nothing_of_it);
	add_test(suite, a_304_to_another_method_says_nothing_of_it);
	add_test(suite, a_scheme_that_nobody_said_is_no_other);
	add_test(suite, another_validator_says_nothing_of_it);
	add_test(suite, fields_are_replaced_with_all_their_lines);
	add_test(suite, new_fields_are_added);
	add_test(suite, what_tells_of_the_content_stays);
	add_test(suite, what_must_not_be_stored_is_not);
	add_test(suite, what_the_stored_directives_take_away_stays_away);
	add_test(suite, the_times_are_the_new_ones);
	add_test(suite, a_304_without_date_has_that_of_its_receipt);
	add_test(suite, times_that_are_unknown_leave_the_old_ones);
	add_test(suite, a_304_without_validators_is_about_one_without);
	add_test(suite, or_about_the_only_one_that_the_request_named);
	add_test(suite, a_date_selects_one_that_has_it);
	add_test(suite, nothing_of_a_response_to_no_store_is_stored);
	add_test(suite, nothing_of_a_response_to_one_user_is_stored_for_all);
	add_test(suite, a_304_can_make_it_what_must_not_be_stored);
	add_test(suite, a_head_that_says_the_same_updates);
	add_test(suite, a_head_that_says_otherwise_shows_that_it_is_not_to_be_used);
	add_test(suite, a_head_with_other_fields_says_nothing_of_it);
	add_test(suite, a_limit_changes_nothing);
	return tap_main(suite);
}

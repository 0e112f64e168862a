/* What to ask the server, and what to do with what it said: RFC 9111, 4.3; RFC 5861, 4. SPDX-License-Identifier: MIT */
#include "lookups.h"

#define STALE OK("Cache-Control: max-age=60\r\nETag: \"a\"\r\nContent-Length: 3\r\n" MODIFIED)

/* ---- the request: RFC 9111, 4.3.1 ---- */

START_TEST(both_validators_are_sent)
{
	store(GET(""), STALE);
	answer(GET("X: y\r\n"), 60);
	ck_assert_str_eq(asked_field("If-None-Match"), "\"a\"");
	ck_assert_str_eq(asked_field("If-Modified-Since"), DAY_BEFORE);
	ck_assert_str_eq(asked_field("X"), "y");
	ck_assert_str_eq(httpstatus_exchange_line(made, HTTPSTATUS_LINE_METHOD, NULL), "GET");
	ck_assert_str_eq(httpstatus_exchange_target_uri(made, NULL), "https://example.com/page");
	ck_assert_int_eq(httpstatus_exchange_status(made), 0);
}
END_TEST

START_TEST(a_date_alone_is_sent)
{
	store(GET(""), OK("Cache-Control: max-age=60\r\n" MODIFIED));
	answer(GET(""), 60);
	ck_assert_ptr_null(asked_field("If-None-Match"));
	ck_assert_str_eq(asked_field("If-Modified-Since"), DAY_BEFORE);
}
END_TEST

START_TEST(what_is_no_validator_is_not_sent)
{
	store(GET(""), OK("Cache-Control: max-age=60\r\nETag: a\r\nLast-Modified: yesterday\r\n"));
	ck_assert_str_eq(answer(GET(""), 60), "forward: stale");
	ck_assert_ptr_null(asked_field("If-None-Match"));
	ck_assert_ptr_null(asked_field("If-Modified-Since"));
}
END_TEST

/* The tags of all that could be chosen, each once; then no date, which would be about one of them only. */
START_TEST(the_tags_of_all_candidates_are_sent)
{
	store(GET(""), STALE);
	store(GET(""), OK("Cache-Control: max-age=60\r\nETag: W/\"b\"\r\n"));
	store(GET(""), STALE);
	store(GET("Accept: x\r\n"), OK("Cache-Control: max-age=60\r\nVary: Accept\r\nETag: \"other\"\r\n"));
	answer(GET(""), 60);
	ck_assert_str_eq(asked_field("If-None-Match"), "\"a\", W/\"b\"");
	ck_assert_ptr_null(asked_field("If-Modified-Since"));
}
END_TEST

/* RFC 9111, 4.3.2: the union of the two lists. */
START_TEST(the_clients_own_tags_go_along)
{
	store(GET(""), STALE);
	answer(GET("If-None-Match: \"c\", \"a\"\r\nIf-None-Match: \"d\"\r\n"), 60);
	ck_assert_str_eq(asked_field("If-None-Match"), "\"a\", \"c\", \"d\"");
}
END_TEST

START_TEST(a_star_is_forwarded_as_it_is)
{
	store(GET(""), STALE);
	ck_assert_str_eq(answer(GET("If-None-Match: *\r\n"), 60), "forward: stale");
	ck_assert_str_eq(asked_field("If-None-Match"), "*");
	ck_assert_str_eq(receive(NOT_MODIFIED("ETag: \"a\"\r\n"), 60), "update: not-modified, own-condition");
}
END_TEST

START_TEST(a_broken_list_does_not_go_along)
{
	store(GET(""), STALE);
	answer(GET("If-None-Match: \"b\", c\r\n"), 60);
	ck_assert_str_eq(asked_field("If-None-Match"), "\"a\"");
}
END_TEST

START_TEST(the_clients_own_date_gives_way)
{
	store(GET(""), STALE);
	answer(GET("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n"), 60);
	ck_assert_str_eq(asked_field("If-Modified-Since"), DAY_BEFORE);
}
END_TEST

START_TEST(what_is_forwarded_keeps_its_conditions_and_ranges)
{
	answer(GET("If-None-Match: *\r\nRange: bytes=0-1\r\nIf-Range: \"x\"\r\n"), 0);
	ck_assert_str_eq(asked_field("If-None-Match"), "*");
	ck_assert_str_eq(asked_field("Range"), "bytes=0-1");
	ck_assert_str_eq(asked_field("If-Range"), "\"x\"");
}
END_TEST

START_TEST(a_cache_that_answers_ranges_asks_for_the_whole)
{
	store(GET(""), STALE);
	answer(GET("Range: bytes=0-1\r\n"), 60);
	ck_assert_str_eq(asked_field("Range"), "bytes=0-1");
	ck_assert_ptr_null(asked_field("If-Modified-Since"));
	cache_is(HTTPSTATUS_CACHE_PROPERTY_PARTS, 1);
	answer(GET("Range: bytes=0-1\r\n"), 60);
	ck_assert_ptr_null(asked_field("Range"));
	ck_assert_str_eq(asked_field("If-None-Match"), "\"a\"");
}
END_TEST

/* RFC 9110, 7.6.1. */
START_TEST(a_proxy_does_not_forward_what_is_about_the_connection)
{
	const char *const request = GET("Connection: x, close\r\nX: y\r\nTE: trailers\r\nKeep-Alive: 5\r\n");

	answer(request, 0);
	ck_assert_ptr_null(asked_field("Connection"));
	ck_assert_ptr_null(asked_field("X"));
	ck_assert_ptr_null(asked_field("TE"));
	cache_is(HTTPSTATUS_CACHE_PROPERTY_SHARED, 0);
	answer(request, 0);
	ck_assert_str_eq(asked_field("Connection"), "x, close");
	ck_assert_str_eq(asked_field("X"), "y");
}
END_TEST

START_TEST(the_request_has_limits_of_its_own)
{
	store(GET(""), STALE);
	answer(GET(""), 60);
	set(made, HTTPSTATUS_PROPERTY_MOST_FIELDS, 2);
	ck_assert_int_eq(httpstatus_lookup_request(lookup, made), HTTPSTATUS_ERROR_LIMIT);
	ck_assert_ptr_null(httpstatus_exchange_line(made, HTTPSTATUS_LINE_METHOD, NULL));
}
END_TEST

START_TEST(where_the_server_is_not_to_be_asked_there_is_no_request)
{
	store(GET(""), STALE);
	answer(GET(""), 0);
	ck_assert_int_eq(httpstatus_lookup_request(lookup, made), HTTPSTATUS_ERROR_STATE);
	ck_assert_int_eq(httpstatus_lookup_receive(lookup, made, NOW), HTTPSTATUS_ERROR_STATE);
}
END_TEST

/* ---- a 304: RFC 9111, 4.3.4 ---- */

START_TEST(a_304_with_the_tag_updates)
{
	store(GET(""), STALE);
	answer(GET(""), 60);
	ck_assert_str_eq(receive(NOT_MODIFIED("ETag: \"a\"\r\n"), 60), "update: not-modified");
	ck_assert_ptr_eq(httpstatus_lookup_stored(lookup), stored[0]);
	ck_assert_ptr_eq(httpstatus_lookup_selected(lookup, 0), stored[0]);
	ck_assert_ptr_null(httpstatus_lookup_selected(lookup, 1));
}
END_TEST

START_TEST(a_strong_tag_selects_all_that_have_it)
{
	store(GET(""), OK("Cache-Control: max-age=60\r\nETag: \"b\"\r\n"));
	store(GET(""), STALE);
	store(GET(""), STALE);
	answer(GET(""), 60);
	receive(NOT_MODIFIED("ETag: \"a\"\r\n"), 60);
	ck_assert_ptr_ne(httpstatus_lookup_selected(lookup, 0), stored[0]);
	ck_assert_ptr_ne(httpstatus_lookup_selected(lookup, 1), stored[0]);
	ck_assert_ptr_nonnull(httpstatus_lookup_selected(lookup, 1));
	ck_assert_ptr_null(httpstatus_lookup_selected(lookup, 2));
}
END_TEST

START_TEST(a_weak_tag_selects_the_most_recent_that_has_it)
{
	store(GET(""), "HTTP/1.1 200 OK\r\nDate: " DAY_BEFORE "\r\nCache-Control: max-age=60\r\nETag: W/\"a\"\r\n\r\n");
	store(GET(""), OK("Cache-Control: max-age=60\r\nETag: W/\"a\"\r\n"));
	store(GET(""), "HTTP/1.1 200 OK\r\nDate: " DAY_BEFORE "\r\nCache-Control: max-age=60\r\nETag: W/\"a\"\r\n\r\n");
	answer(GET(""), 60);
	ck_assert_str_eq(receive(NOT_MODIFIED("ETag: W/\"a\"\r\n"), 60), "update: not-modified");
	ck_assert_ptr_eq(httpstatus_lookup_selected(lookup, 0), stored[1]);
	ck_assert_ptr_null(httpstatus_lookup_selected(lookup, 1));
}
END_TEST

START_TEST(a_304_with_another_tag_is_asked_for_again_without_conditions)
{
	store(GET(""), STALE);
	answer(GET(""), 60);
	ck_assert_str_eq(receive(NOT_MODIFIED("ETag: \"b\"\r\n"), 60), "repeat: fits-nothing");
	ck_assert_ptr_null(httpstatus_lookup_stored(lookup));
	ck_assert_ptr_null(httpstatus_lookup_selected(lookup, 0));
	ck_assert_ptr_null(asked_field("If-None-Match"));
	ck_assert_ptr_null(asked_field("If-Modified-Since"));
	ck_assert_str_eq(receive(OK(""), 60), "relay: fits-nothing");
}
END_TEST

/* RFC 9110, 15.4.5: a 304 need not have Last-Modified. */
START_TEST(a_304_without_validators_is_about_the_only_one_that_was_asked_for)
{
	store(GET(""), OK("Cache-Control: max-age=60\r\n" MODIFIED));
	answer(GET(""), 60);
	ck_assert_str_eq(receive(NOT_MODIFIED(""), 60), "update: not-modified");
	clean_up();
	prepare();
	store(GET(""), STALE);
	answer(GET(""), 60);
	ck_assert_str_eq(receive(NOT_MODIFIED(""), 60), "update: not-modified");
	answer(GET("If-None-Match: \"c\"\r\n"), 60);
	ck_assert_str_eq(receive(NOT_MODIFIED(""), 60), "repeat: fits-nothing");
}
END_TEST

/* RFC 9111, 4.3.2: a tag that the client has not is a 200 for it. */
START_TEST(a_304_is_for_the_client_where_its_own_tag_is_named)
{
	store(GET(""), STALE);
	answer(GET("If-None-Match: \"c\"\r\n"), 60);
	ck_assert_str_eq(receive(NOT_MODIFIED("ETag: \"c\"\r\n"), 60), "relay: fits-nothing");
	ck_assert_int_eq(respond(), 304);
	answer(GET("If-None-Match: \"c\"\r\n"), 60);
	ck_assert_str_eq(receive(NOT_MODIFIED("ETag: \"a\"\r\n"), 60), "update: not-modified");
	ck_assert_int_eq(respond(), 200);
	answer(GET("If-None-Match: \"a\"\r\n"), 60);
	ck_assert_str_eq(receive(NOT_MODIFIED("ETag: \"a\"\r\n"), 60), "update: not-modified, own-condition");
	ck_assert_int_eq(respond(), 304);
}
END_TEST

/* RFC 9111, 4.3.2: Date stands in for Last-Modified, and the update makes it a later one. */
START_TEST(a_condition_that_was_answered_stays_answered_after_the_update)
{
	store(GET(""), OK("Cache-Control: max-age=60\r\nETag: \"a\"\r\n"));
	answer(GET("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n"), 60);
	ck_assert_str_eq(
		receive("HTTP/1.1 304 Not Modified\r\nDate: Sun, 06 Nov 1994 08:50:37 GMT\r\nETag: \"a\"\r\n\r\n", 60),
		"update: not-modified, own-condition");
	ck_assert_int_eq(httpstatus_cache_update(cache, stored[0], said), 1);
	ck_assert_int_eq(respond(), 304);
	ck_assert_int_eq(httpstatus_lookup_content(lookup, NULL, NULL), 0);
}
END_TEST

START_TEST(a_304_to_what_was_only_forwarded_is_relayed)
{
	answer(GET("If-None-Match: \"c\"\r\n"), 60);
	ck_assert_str_eq(receive(NOT_MODIFIED("ETag: \"c\"\r\n"), 60), "relay: fits-nothing");
}
END_TEST

START_TEST(a_304_that_nobody_asked_for_is_asked_for_again_once)
{
	answer(GET(""), 60);
	ck_assert_str_eq(receive(NOT_MODIFIED("ETag: \"c\"\r\n"), 60), "repeat: fits-nothing");
	ck_assert_str_eq(receive(NOT_MODIFIED("ETag: \"c\"\r\n"), 60), "relay: fits-nothing");
	answer("POST /page HTTP/1.1\r\nHost: example.com\r\n\r\n", 60);
	ck_assert_str_eq(receive(NOT_MODIFIED(""), 60), "relay: method");
}
END_TEST

/* RFC 9111, 5.2.1.5: nothing of a response to such a request is stored. */
START_TEST(nothing_is_updated_for_a_request_with_no_store)
{
	store(GET(""), STALE);
	answer(GET("Cache-Control: no-store\r\n"), 60);
	ck_assert_str_eq(receive(NOT_MODIFIED("ETag: \"a\"\r\n"), 60), "update: not-modified");
	ck_assert_ptr_null(httpstatus_lookup_selected(lookup, 0));
	ck_assert_ptr_eq(httpstatus_lookup_stored(lookup), stored[0]);
}
END_TEST

/* ---- any other response ---- */

START_TEST(a_full_response_is_relayed)
{
	store(GET(""), STALE);
	answer(GET(""), 60);
	ck_assert_str_eq(receive(OK("ETag: \"b\"\r\n"), 60), "relay: stale");
	ck_assert_ptr_null(httpstatus_lookup_stored(lookup));
	answer(GET(""), 60);
	ck_assert_str_eq(receive("HTTP/1.1 404 Not Found\r\n\r\n", 60), "relay: stale");
	ck_assert_int_eq(httpstatus_lookup_receive(lookup, said, NOW), HTTPSTATUS_ERROR_STATE);
}
END_TEST

START_TEST(an_error_is_relayed_and_no_answer_refused)
{
	store(GET(""), STALE);
	answer(GET(""), 60);
	ck_assert_str_eq(receive("HTTP/1.1 503 X\r\n\r\n", 60), "relay: stale, error");
	ck_assert_int_eq(respond(), 503);
	answer(GET(""), 60);
	ck_assert_str_eq(receive(NULL, 60), "refuse: stale, error");
	ck_assert_int_eq(respond(), 504);
	answer("POST /page HTTP/1.1\r\nHost: example.com\r\n\r\n", 60);
	ck_assert_str_eq(receive(NULL, 60), "refuse: method, error");
}
END_TEST

START_TEST(interim_responses_alone_are_no_answer)
{
	store(GET(""), STALE);
	answer(GET(""), 60);
	httpstatus_lookup_request(lookup, made);
	ck_assert_int_eq(httpstatus_exchange_add_interim(made, 103), 0);
	ck_assert_str_eq(in_words(httpstatus_lookup_receive(lookup, made, NOW + 60)), "refuse: stale, error");
}
END_TEST

/* RFC 5861, 4: 500, 502, 503 and 504. */
START_TEST(stale_if_error_serves_in_place_of_an_error)
{
	const int codes[] = {500, 502, 503, 504, 0};
	char head[64];

	store(GET(""), OK("Cache-Control: max-age=60, stale-if-error=30\r\nETag: \"a\"\r\n"));
	for (int i = 0; i < 5; i++) {
		snprintf(head, sizeof head, "HTTP/1.1 %d X\r\n\r\n", codes[i]);
		answer(GET(""), 90);
		ck_assert_str_eq(receive(codes[i] ? head : NULL, 90), "serve-stale: stale, error, stale-if-error");
	}
	answer(GET(""), 90);
	ck_assert_str_eq(receive("HTTP/1.1 501 X\r\n\r\n", 90), "relay: stale, error");
	answer(GET(""), 90);
	ck_assert_str_eq(receive("HTTP/1.1 404 X\r\n\r\n", 90), "relay: stale");
	answer(GET(""), 90);
	ck_assert_str_eq(receive("HTTP/1.1 500 X\r\n\r\n", 91), "relay: stale, error");
}
END_TEST

START_TEST(the_request_can_allow_that_too)
{
	store(GET(""), STALE);
	answer(GET("Cache-Control: stale-if-error=30\r\n"), 90);
	ck_assert_str_eq(receive("HTTP/1.1 500 X\r\n\r\n", 90), "serve-stale: stale, error, stale-if-error");
}
END_TEST

START_TEST(a_response_without_a_validator_can_stand_in_for_an_error_too)
{
	store(GET(""), OK("Cache-Control: max-age=60, stale-if-error=30\r\n"));
	ck_assert_str_eq(answer(GET(""), 90), "forward: stale");
	ck_assert_str_eq(receive("HTTP/1.1 500 X\r\n\r\n", 90), "serve-stale: stale, error, stale-if-error");
	ck_assert_ptr_eq(httpstatus_lookup_stored(lookup), stored[0]);
}
END_TEST

START_TEST(a_cache_that_serves_stale_does_so_for_an_error)
{
	cache_is(HTTPSTATUS_CACHE_PROPERTY_SERVES_STALE, 1);
	store(GET(""), STALE);
	answer(GET(""), 90);
	ck_assert_str_eq(receive("HTTP/1.1 501 X\r\n\r\n", 90), "serve-stale: stale, error");
	answer(GET("Cache-Control: no-cache\r\n"), 90);
	ck_assert_str_eq(receive("HTTP/1.1 500 X\r\n\r\n", 90), "relay: stale, request-no-cache, error");
}
END_TEST

START_TEST(what_must_be_validated_is_not_served_for_an_error)
{
	cache_is(HTTPSTATUS_CACHE_PROPERTY_SERVES_STALE, 1);
	store(GET(""), OK("Cache-Control: max-age=60, stale-if-error=99, must-revalidate\r\nETag: \"a\"\r\n"));
	answer(GET("Cache-Control: stale-if-error=99\r\n"), 90);
	ck_assert_str_eq(receive("HTTP/1.1 500 X\r\n\r\n", 90), "relay: stale, error, stale-forbidden");
	answer(GET(""), 90);
	ck_assert_str_eq(receive(NULL, 90), "refuse: stale, error, stale-forbidden");
}
END_TEST

START_TEST(what_is_validated_behind_the_clients_back_leaves_its_wishes_out)
{
	store(GET(""), OK("Cache-Control: max-age=60, stale-while-revalidate=30\r\nETag: \"a\"\r\n"));
	answer(GET("If-None-Match: \"c\"\r\nRange: bytes=0-1\r\nX: y\r\n"), 70);
	ck_assert_str_eq(asked_field("If-None-Match"), "\"a\"");
	ck_assert_ptr_null(asked_field("Range"));
	ck_assert_str_eq(asked_field("X"), "y");
	ck_assert_int_eq(respond(), 200);
	ck_assert_str_eq(receive(NOT_MODIFIED("ETag: \"a\"\r\n"), 70), "update: not-modified");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("cache: the server");

	add_test(suite, both_validators_are_sent);
	add_test(suite, a_date_alone_is_sent);
	add_test(suite, what_is_no_validator_is_not_sent);
	add_test(suite, the_tags_of_all_candidates_are_sent);
	add_test(suite, the_clients_own_tags_go_along);
	add_test(suite, a_star_is_forwarded_as_it_is);
	add_test(suite, a_broken_list_does_not_go_along);
	add_test(suite, the_clients_own_date_gives_way);
	add_test(suite, what_is_forwarded_keeps_its_conditions_and_ranges);
	add_test(suite, a_cache_that_answers_ranges_asks_for_the_whole);
	add_test(suite, a_proxy_does_not_forward_what_is_about_the_connection);
	add_test(suite, the_request_has_limits_of_its_own);
	add_test(suite, where_the_server_is_not_to_be_asked_there_is_no_request);
	add_test(suite, a_304_with_the_tag_updates);
	add_test(suite, a_strong_tag_selects_all_that_have_it);
	add_test(suite, a_weak_tag_selects_the_most_recent_that_has_it);
	add_test(suite, a_304_with_another_tag_is_asked_for_again_without_conditions);
	add_test(suite, a_304_without_validators_is_about_the_only_one_that_was_asked_for);
	add_test(suite, a_304_is_for_the_client_where_its_own_tag_is_named);
	add_test(suite, a_condition_that_was_answered_stays_answered_after_the_update);
	add_test(suite, a_304_to_what_was_only_forwarded_is_relayed);
	add_test(suite, a_304_that_nobody_asked_for_is_asked_for_again_once);
	add_test(suite, nothing_is_updated_for_a_request_with_no_store);
	add_test(suite, a_full_response_is_relayed);
	add_test(suite, an_error_is_relayed_and_no_answer_refused);
	add_test(suite, interim_responses_alone_are_no_answer);
	add_test(suite, stale_if_error_serves_in_place_of_an_error);
	add_test(suite, the_request_can_allow_that_too);
	add_test(suite, a_response_without_a_validator_can_stand_in_for_an_error_too);
	add_test(suite, a_cache_that_serves_stale_does_so_for_an_error);
	add_test(suite, what_must_be_validated_is_not_served_for_an_error);
	add_test(suite, what_is_validated_behind_the_clients_back_leaves_its_wishes_out);
	return tap_main(suite);
}

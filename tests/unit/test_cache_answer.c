/* What to do about a request: RFC 9111, 4; RFC 5861; RFC 8246. SPDX-License-Identifier: MIT */
#include "lookups.h"

#define FRESH_MINUTE OK("Cache-Control: max-age=60\r\nETag: \"a\"\r\nContent-Length: 3\r\n")

/* ---- odd input ---- */

START_TEST(a_lookup_that_has_not_started_answers_nothing)
{
	ck_assert_int_eq(httpstatus_lookup_answer(lookup), HTTPSTATUS_ERROR_STATE);
	ck_assert_int_eq(httpstatus_lookup_receive(lookup, made, NOW), HTTPSTATUS_ERROR_STATE);
	ck_assert_int_eq(httpstatus_lookup_request(lookup, made), HTTPSTATUS_ERROR_STATE);
	ck_assert_int_eq(httpstatus_lookup_respond(lookup, made), HTTPSTATUS_ERROR_STATE);
	ck_assert_int_eq(httpstatus_lookup_offer(lookup, made), HTTPSTATUS_ERROR_STATE);
	ck_assert_int_eq(httpstatus_lookup_content(lookup, NULL, NULL), -1);
	ck_assert_int_eq(httpstatus_lookup_reason(lookup, 0), -1);
	ck_assert_ptr_null(httpstatus_lookup_stored(lookup));
	ck_assert_ptr_null(httpstatus_lookup_selected(lookup, 0));
}
END_TEST

START_TEST(no_lookup_is_an_error)
{
	int64_t first = 1, last = 1;

	ck_assert_int_eq(httpstatus_lookup_start(NULL, made, NOW), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_lookup_start(lookup, NULL, NOW), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_lookup_set(NULL, 0, 1), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_lookup_offer(NULL, made), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_lookup_offer(lookup, NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_lookup_answer(NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_lookup_receive(NULL, made, NOW), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_lookup_receive(lookup, NULL, NOW), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_lookup_request(NULL, made), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_lookup_request(lookup, NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_lookup_respond(NULL, made), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_lookup_respond(lookup, NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_lookup_content(NULL, &first, &last), -1);
	ck_assert(first == HTTPSTATUS_UNKNOWN && last == HTTPSTATUS_UNKNOWN);
	ck_assert_int_eq(httpstatus_lookup_reason(NULL, 0), -1);
	ck_assert_ptr_null(httpstatus_lookup_stored(NULL));
	ck_assert_ptr_null(httpstatus_lookup_selected(NULL, 0));
	httpstatus_lookup_free(NULL);
}
END_TEST

START_TEST(a_request_without_a_method_does_not_start)
{
	start(GET(""), NOW);
	ck_assert_int_eq(httpstatus_lookup_start(lookup, made, NOW), HTTPSTATUS_ERROR_STATE);
	ck_assert_int_eq(httpstatus_lookup_answer(lookup), HTTPSTATUS_ERROR_STATE);
}
END_TEST

START_TEST(a_lookup_has_two_properties)
{
	ck_assert_int_eq(httpstatus_lookup_set(lookup, -1, 1), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(httpstatus_lookup_set(lookup, 2, 1), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(httpstatus_lookup_set(lookup, 0, 2), HTTPSTATUS_ERROR_VALUE);
	ck_assert_int_eq(httpstatus_lookup_set(lookup, 0, -1), HTTPSTATUS_ERROR_VALUE);
	ck_assert_int_eq(httpstatus_lookup_set(lookup, 0, HTTPSTATUS_UNKNOWN), 0);
}
END_TEST

START_TEST(nothing_is_offered_after_the_answer)
{
	store(GET(""), FRESH_MINUTE);
	answer(GET(""), 0);
	ck_assert_int_eq(httpstatus_lookup_offer(lookup, stored[0]), HTTPSTATUS_ERROR_STATE);
}
END_TEST

START_TEST(what_has_no_response_is_passed_over)
{
	start(GET(""), NOW);
	ck_assert_int_eq(httpstatus_lookup_offer(lookup, asking), 0);
	ck_assert_str_eq(in_words(httpstatus_lookup_answer(lookup)), "forward: nothing-stored");
}
END_TEST

/* ---- which stored response: RFC 9111, 4 ---- */

START_TEST(a_fresh_response_is_served)
{
	store(GET(""), FRESH_MINUTE);
	ck_assert_str_eq(answer(GET(""), 59), "serve: fresh");
	ck_assert_ptr_eq(httpstatus_lookup_stored(lookup), stored[0]);
}
END_TEST

START_TEST(the_answer_can_be_asked_for_again)
{
	store(GET(""), FRESH_MINUTE);
	answer(GET(""), 59);
	ck_assert_str_eq(in_words(httpstatus_lookup_answer(lookup)), "serve: fresh");
}
END_TEST

START_TEST(where_nothing_is_stored_the_request_is_forwarded)
{
	ck_assert_str_eq(answer(GET(""), 0), "forward: nothing-stored");
	ck_assert_ptr_null(httpstatus_lookup_stored(lookup));
}
END_TEST

START_TEST(those_of_other_targets_are_passed_over)
{
	store("GET /other HTTP/1.1\r\nHost: example.com\r\n\r\n", FRESH_MINUTE);
	ck_assert_str_eq(answer(GET(""), 0), "forward: nothing-stored");
}
END_TEST

/* RFC 9110, 4.2.3: the usual port is 80 of http and 443 of https, and nobody said which of them it is. */
START_TEST(where_the_scheme_is_unknown_a_port_can_be_the_usual_one)
{
	static const struct {
		const char *host, *answer;
	} hosts[] = {
		{"example.com", "serve: fresh"},
		{"EXAMPLE.COM", "serve: fresh"},
		{"example.com:80", "forward: nothing-stored"},
		{"example.com:443", "forward: nothing-stored"},
		{"example.com:8080", "forward: nothing-stored"},
		{"example.org", "forward: nothing-stored"},
	};

	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
		char request[128];

		snprintf(request, sizeof request, "GET / HTTP/1.1\r\nHost: %s\r\n\r\n", hosts[i].host);
		store("GET / HTTP/1.1\r\nHost: example.com\r\n\r\n", FRESH_MINUTE);
		start(request, NOW + 1);
		set(stored[0], HTTPSTATUS_PROPERTY_SECURED, HTTPSTATUS_UNKNOWN);
		set(asking, HTTPSTATUS_PROPERTY_SECURED, HTTPSTATUS_UNKNOWN);
		ck_assert_int_eq(httpstatus_lookup_start(lookup, asking, NOW + 1), 0);
		ck_assert_int_eq(httpstatus_lookup_offer(lookup, stored[0]), 0);
		ck_assert_str_eq(in_words(httpstatus_lookup_answer(lookup)), hosts[i].answer);
		clean_up();
		prepare();
	}
}
END_TEST

START_TEST(an_unsafe_method_is_forwarded)
{
	store(GET(""), FRESH_MINUTE);
	ck_assert_str_eq(answer("POST /page HTTP/1.1\r\nHost: example.com\r\n\r\n", 0), "forward: method");
	/* RFC 9111, 4: also where the request wants nothing but what is stored. */
	ck_assert_str_eq(answer("POST /page HTTP/1.1\r\nHost: example.com\r\nCache-Control: only-if-cached\r\n\r\n", 0),
		"forward: method");
	ck_assert_str_eq(answer("OPTIONS /page HTTP/1.1\r\nHost: example.com\r\n\r\n", 0), "forward: method");
}
END_TEST

START_TEST(head_is_answered_by_get_and_get_not_by_head)
{
	store(GET(""), FRESH_MINUTE);
	ck_assert_str_eq(answer(HEAD(""), 0), "serve: fresh");
	clean_up();
	prepare();
	store(HEAD(""), FRESH_MINUTE);
	ck_assert_str_eq(answer(HEAD(""), 0), "serve: fresh");
	ck_assert_str_eq(answer(GET(""), 0), "forward: method");
}
END_TEST

START_TEST(the_most_recent_by_date_is_chosen)
{
	store(GET(""), "HTTP/1.1 200 OK\r\nDate: " DAY_BEFORE "\r\nCache-Control: max-age=600000\r\n\r\n");
	store(GET(""), FRESH_MINUTE);
	store(GET(""), "HTTP/1.1 200 OK\r\nDate: " DAY_BEFORE "\r\nCache-Control: max-age=600000\r\n\r\n");
	answer(GET(""), 0);
	ck_assert_ptr_eq(httpstatus_lookup_stored(lookup), stored[1]);
}
END_TEST

START_TEST(one_with_vary_is_preferred_to_a_newer_one_without)
{
	store(GET("Accept: a\r\n"),
		"HTTP/1.1 200 OK\r\nDate: " DAY_BEFORE "\r\nCache-Control: max-age=600000\r\nVary: accept\r\n\r\n");
	store(GET("Accept: a\r\n"), FRESH_MINUTE);
	answer(GET("Accept: a\r\n"), 0);
	ck_assert_ptr_eq(httpstatus_lookup_stored(lookup), stored[0]);
	answer(GET("Accept: b\r\n"), 0);
	ck_assert_ptr_eq(httpstatus_lookup_stored(lookup), stored[1]);
}
END_TEST

START_TEST(what_vary_names_has_to_match)
{
	store(GET("Accept: a\r\n"), OK("Cache-Control: max-age=60\r\nETag: \"a\"\r\nVary: accept\r\n"));
	ck_assert_str_eq(answer(GET("ACCEPT: a\r\n"), 0), "serve: fresh");
	ck_assert_str_eq(answer(GET("Accept: b\r\n"), 0), "forward: vary");
	ck_assert_str_eq(answer(GET(""), 0), "forward: vary");
}
END_TEST

START_TEST(what_must_not_have_been_stored_does_not_answer)
{
	store(GET(""), OK("Cache-Control: max-age=60, no-store\r\n"));
	ck_assert_str_eq(answer(GET(""), 0), "forward: not-storable");
	clean_up();
	prepare();
	store(GET("Authorization: Basic x\r\n"), FRESH_MINUTE);
	ck_assert_str_eq(answer(GET("Authorization: Basic x\r\n"), 0), "forward: not-storable");
}
END_TEST

START_TEST(what_a_condition_or_range_came_to_does_not_answer)
{
	const char *const heads[] = {"HTTP/1.1 412 X\r\n" DATE "Cache-Control: max-age=60\r\n\r\n",
		"HTTP/1.1 416 X\r\n" DATE "Cache-Control: max-age=60\r\n\r\n",
		"HTTP/1.1 304 X\r\n" DATE "Cache-Control: max-age=60\r\n\r\n"};

	cache_is(HTTPSTATUS_CACHE_PROPERTY_UNDERSTANDS, 1);
	for (int i = 0; i < 3; i++)
		store(GET(""), heads[i]);
	ck_assert_str_eq(answer(GET(""), 0), "forward: not-storable");
}
END_TEST

START_TEST(what_is_unknown_is_not_served)
{
	store(GET(""), FRESH_MINUTE);
	set(stored[0], HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE, 1);
	ck_assert_str_eq(answer(GET(""), 0), "forward: unknown");
	set(stored[0], HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE, 0);
	set(stored[0], HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 1);
	ck_assert_str_eq(answer(GET(""), 0), "forward: unknown");
}
END_TEST

START_TEST(a_request_of_which_fields_are_unknown_is_not_served)
{
	store(GET(""), FRESH_MINUTE);
	start(GET(""), NOW);
	set(asking, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 1);
	ck_assert_int_eq(httpstatus_lookup_start(lookup, asking, NOW), 0);
	ck_assert_int_eq(httpstatus_lookup_offer(lookup, stored[0]), 0);
	ck_assert_str_eq(in_words(httpstatus_lookup_answer(lookup)), "validate: unknown");
}
END_TEST

START_TEST(a_request_whose_target_is_unknown_is_forwarded)
{
	ck_assert_str_eq(answer("GET /page HTTP/1.1\r\n\r\n", 0), "forward: unknown");
}
END_TEST

/* RFC 9111, 4: a cache without a clock validates every time. */
START_TEST(without_a_clock_nothing_is_fresh)
{
	store(GET(""), FRESH_MINUTE);
	start(GET(""), HTTPSTATUS_UNKNOWN);
	ck_assert_str_eq(in_words(httpstatus_lookup_answer(lookup)), "validate: unknown");
}
END_TEST

START_TEST(a_response_of_no_known_time_is_not_fresh)
{
	store(GET(""), "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nETag: \"a\"\r\n\r\n");
	set(stored[0], HTTPSTATUS_PROPERTY_RESPONSE_TIME, HTTPSTATUS_UNKNOWN);
	ck_assert_int_eq(httpstatus_exchange_set_field(stored[0], HTTPSTATUS_PART_RESPONSE, "Date", 4, NULL, 0), 0);
	ck_assert_str_eq(answer(GET(""), 0), "validate: unknown");
}
END_TEST

/* ---- fresh, stale, wanted ---- */

START_TEST(a_stale_response_is_validated)
{
	store(GET(""), FRESH_MINUTE);
	ck_assert_str_eq(answer(GET(""), 60), "validate: stale");
	ck_assert_ptr_eq(httpstatus_lookup_stored(lookup), stored[0]);
}
END_TEST

START_TEST(without_a_validator_the_request_is_forwarded)
{
	store(GET(""), OK("Cache-Control: max-age=60\r\n"));
	ck_assert_str_eq(answer(GET(""), 60), "forward: stale");
	ck_assert_ptr_null(httpstatus_lookup_stored(lookup));
}
END_TEST

START_TEST(without_a_lifetime_a_response_is_stale_at_once)
{
	store(GET(""), OK("ETag: \"a\"\r\n"));
	ck_assert_str_eq(answer(GET(""), 0), "validate: stale");
}
END_TEST

START_TEST(no_cache_has_to_be_validated)
{
	store(GET(""), OK("Cache-Control: max-age=60, no-cache\r\nETag: \"a\"\r\n"));
	ck_assert_str_eq(answer(GET(""), 0), "validate: no-cache");
	ck_assert_str_eq(answer(GET("Cache-Control: max-stale\r\n"), 60), "validate: no-cache, stale");
}
END_TEST

START_TEST(the_request_can_want_something_better)
{
	store(GET(""), FRESH_MINUTE);
	ck_assert_str_eq(answer(GET("Cache-Control: no-cache\r\n"), 0), "validate: request-no-cache");
	ck_assert_str_eq(answer(GET("Pragma: no-cache\r\n"), 0), "validate: request-no-cache");
	ck_assert_str_eq(answer(GET("Pragma: no-cache\r\nCache-Control: max-age=9\r\n"), 0), "serve: fresh");
	ck_assert_str_eq(answer(GET("Cache-Control: max-age=10\r\n"), 10), "serve: fresh");
	ck_assert_str_eq(answer(GET("Cache-Control: max-age=10\r\n"), 11), "validate: request-max-age");
	ck_assert_str_eq(answer(GET("Cache-Control: min-fresh=20\r\n"), 40), "serve: fresh");
	ck_assert_str_eq(answer(GET("Cache-Control: min-fresh=20\r\n"), 41), "validate: request-min-fresh");
}
END_TEST

START_TEST(the_request_can_allow_a_stale_one)
{
	store(GET(""), FRESH_MINUTE);
	ck_assert_str_eq(answer(GET("Cache-Control: max-stale=10\r\n"), 70), "serve: stale, request-max-stale");
	ck_assert_str_eq(answer(GET("Cache-Control: max-stale=10\r\n"), 71), "validate: stale");
	ck_assert_str_eq(answer(GET("Cache-Control: max-stale\r\n"), 99999), "serve: stale, request-max-stale");
}
END_TEST

START_TEST(a_response_can_forbid_to_be_stale)
{
	store(GET(""), OK("Cache-Control: max-age=60, must-revalidate\r\nETag: \"a\"\r\n"));
	ck_assert_str_eq(answer(GET("Cache-Control: max-stale\r\n"), 60), "validate: stale");
	clean_up();
	prepare();
	store(GET(""), OK("Cache-Control: max-age=60, proxy-revalidate\r\nETag: \"a\"\r\n"));
	ck_assert_str_eq(answer(GET("Cache-Control: max-stale\r\n"), 60), "validate: stale");
	cache_is(HTTPSTATUS_CACHE_PROPERTY_SHARED, 0);
	ck_assert_str_eq(answer(GET("Cache-Control: max-stale\r\n"), 60), "serve: stale, request-max-stale");
}
END_TEST

/* RFC 5861, 3. */
START_TEST(a_stale_one_can_be_served_while_it_is_validated)
{
	store(GET(""), OK("Cache-Control: max-age=60, stale-while-revalidate=30\r\nETag: \"a\"\r\n"));
	ck_assert_str_eq(answer(GET(""), 90), "serve-and-validate: stale, stale-while-revalidate");
	ck_assert_str_eq(answer(GET(""), 91), "validate: stale");
	/* RFC 9111, 5.2.1.1: without max-stale, a client that says max-age does not want a stale response. */
	ck_assert_str_eq(answer(GET("Cache-Control: max-age=100\r\n"), 90), "validate: stale");
}
END_TEST

/* RFC 9111, 5.2.2.10. */
START_TEST(s_maxage_forbids_that_to_a_shared_cache)
{
	store(GET(""), OK("Cache-Control: s-maxage=60, stale-while-revalidate=30\r\nETag: \"a\"\r\n"));
	ck_assert_str_eq(answer(GET(""), 90), "validate: stale");
}
END_TEST

/* ---- immutable: RFC 8246 ---- */

#define IMMUTABLE OK("Cache-Control: max-age=60, immutable\r\nETag: \"a\"\r\nContent-Length: 3\r\n")

START_TEST(what_is_immutable_spares_a_reload)
{
	store(GET(""), IMMUTABLE);
	ck_assert_str_eq(answer(GET("Cache-Control: max-age=0\r\n"), 59), "serve: fresh, immutable");
	ck_assert_str_eq(answer(GET("Cache-Control: max-age=0\r\n"), 60), "validate: stale, request-max-age");
}
END_TEST

/* 2.1: a signal from the client that a validation is necessary. */
START_TEST(but_not_a_forced_one)
{
	store(GET(""), IMMUTABLE);
	ck_assert_str_eq(answer(GET("Cache-Control: no-cache\r\n"), 59), "validate: request-no-cache");
}
END_TEST

/* 3. */
START_TEST(without_tls_or_a_length_immutable_does_not_count)
{
	store(GET(""), OK("Cache-Control: max-age=60, immutable\r\nETag: \"a\"\r\n"));
	ck_assert_str_eq(answer(GET("Cache-Control: max-age=0\r\n"), 59), "validate: request-max-age");
	clean_up();
	prepare();
	store(GET(""), IMMUTABLE);
	set(stored[0], HTTPSTATUS_PROPERTY_SECURED, 0);
	start(GET("Cache-Control: max-age=0\r\n"), NOW + 1);
	set(asking, HTTPSTATUS_PROPERTY_SECURED, 0);
	ck_assert_int_eq(httpstatus_lookup_start(lookup, asking, NOW + 1), 0);
	ck_assert_int_eq(httpstatus_lookup_offer(lookup, stored[0]), 0);
	ck_assert_str_eq(in_words(httpstatus_lookup_answer(lookup)), "validate: request-max-age");
}
END_TEST

/* ---- only-if-cached and a server that cannot be asked ---- */

START_TEST(only_if_cached_is_refused_where_the_server_would_be_asked)
{
	ck_assert_str_eq(answer(GET("Cache-Control: only-if-cached\r\n"), 0), "refuse: nothing-stored, only-if-cached");
	store(GET(""), FRESH_MINUTE);
	ck_assert_str_eq(answer(GET("Cache-Control: only-if-cached\r\n"), 0), "serve: fresh");
	ck_assert_str_eq(answer(GET("Cache-Control: only-if-cached\r\n"), 60), "refuse: stale, only-if-cached");
}
END_TEST

START_TEST(a_cache_that_is_cut_off_refuses_unless_it_serves_stale)
{
	store(GET(""), FRESH_MINUTE);
	ck_assert_str_eq(answer_cut_off(GET(""), 59), "serve: fresh");
	ck_assert_str_eq(answer_cut_off(GET(""), 60), "refuse: stale, cut-off");
	cache_is(HTTPSTATUS_CACHE_PROPERTY_SERVES_STALE, 1);
	ck_assert_str_eq(answer_cut_off(GET(""), 60), "serve-stale: stale, cut-off");
	ck_assert_ptr_eq(httpstatus_lookup_stored(lookup), stored[0]);
	ck_assert_str_eq(answer(GET(""), 60), "validate: stale");
}
END_TEST

START_TEST(must_revalidate_is_refused_even_then)
{
	cache_is(HTTPSTATUS_CACHE_PROPERTY_SERVES_STALE, 1);
	store(GET(""), OK("Cache-Control: max-age=60, must-revalidate\r\nETag: \"a\"\r\n"));
	ck_assert_str_eq(answer_cut_off(GET(""), 60), "refuse: stale, cut-off, stale-forbidden");
	ck_assert_str_eq(answer_cut_off(GET(""), 59), "serve: fresh");
}
END_TEST

START_TEST(stale_if_error_lets_it_be_served_when_it_is_cut_off)
{
	store(GET(""), OK("Cache-Control: max-age=60, stale-if-error=30\r\nETag: \"a\"\r\n"));
	ck_assert_str_eq(answer_cut_off(GET(""), 90), "serve-stale: stale, cut-off, stale-if-error");
	ck_assert_str_eq(answer_cut_off(GET(""), 91), "refuse: stale, cut-off");
	ck_assert_str_eq(answer_cut_off(GET("Cache-Control: stale-if-error=60\r\n"), 120),
		"serve-stale: stale, cut-off, stale-if-error");
}
END_TEST

START_TEST(nothing_stored_and_cut_off_is_refused)
{
	ck_assert_str_eq(answer_cut_off(GET(""), 0), "refuse: nothing-stored, cut-off");
	ck_assert_str_eq(
		answer_cut_off("POST /page HTTP/1.1\r\nHost: example.com\r\n\r\n", 0), "refuse: method, cut-off");
}
END_TEST

START_TEST(being_cut_off_is_forgotten_at_the_next_start)
{
	answer_cut_off(GET(""), 0);
	ck_assert_str_eq(answer(GET(""), 0), "forward: nothing-stored");
}
END_TEST

/* ---- the client's own conditions: RFC 9111, 4.3.2 ---- */

START_TEST(a_condition_for_the_server_is_forwarded)
{
	const char *const requests[] = {GET("If-Match: \"a\"\r\n"), GET("If: (<urn:x>)\r\n"),
		GET("If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n")};

	store(GET(""), FRESH_MINUTE);
	for (int i = 0; i < 3; i++)
		ck_assert_str_eq(answer(requests[i], 0), "forward: other-condition");
}
END_TEST

START_TEST(the_clients_own_condition_is_answered_from_the_store)
{
	store(GET(""), FRESH_MINUTE);
	ck_assert_str_eq(answer(GET("If-None-Match: \"a\"\r\n"), 0), "serve: fresh, own-condition");
	ck_assert_str_eq(answer(GET("If-None-Match: W/\"a\"\r\n"), 0), "serve: fresh, own-condition");
	ck_assert_str_eq(answer(GET("If-None-Match: *\r\n"), 0), "serve: fresh, own-condition");
	ck_assert_str_eq(answer(GET("If-None-Match: \"b\"\r\n"), 0), "serve: fresh");
	ck_assert_str_eq(answer(GET("If-None-Match: \"b\"\r\n"), 60), "validate: stale");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("cache: answers");

	add_test(suite, a_lookup_that_has_not_started_answers_nothing);
	add_test(suite, no_lookup_is_an_error);
	add_test(suite, a_request_without_a_method_does_not_start);
	add_test(suite, a_lookup_has_two_properties);
	add_test(suite, nothing_is_offered_after_the_answer);
	add_test(suite, what_has_no_response_is_passed_over);
	add_test(suite, a_fresh_response_is_served);
	add_test(suite, the_answer_can_be_asked_for_again);
	add_test(suite, where_nothing_is_stored_the_request_is_forwarded);
	add_test(suite, those_of_other_targets_are_passed_over);
	add_test(suite, where_the_scheme_is_unknown_a_port_can_be_the_usual_one);
	add_test(suite, an_unsafe_method_is_forwarded);
	add_test(suite, head_is_answered_by_get_and_get_not_by_head);
	add_test(suite, the_most_recent_by_date_is_chosen);
	add_test(suite, one_with_vary_is_preferred_to_a_newer_one_without);
	add_test(suite, what_vary_names_has_to_match);
	add_test(suite, what_must_not_have_been_stored_does_not_answer);
	add_test(suite, what_a_condition_or_range_came_to_does_not_answer);
	add_test(suite, what_is_unknown_is_not_served);
	add_test(suite, a_request_of_which_fields_are_unknown_is_not_served);
	add_test(suite, a_request_whose_target_is_unknown_is_forwarded);
	add_test(suite, without_a_clock_nothing_is_fresh);
	add_test(suite, a_response_of_no_known_time_is_not_fresh);
	add_test(suite, a_stale_response_is_validated);
	add_test(suite, without_a_validator_the_request_is_forwarded);
	add_test(suite, without_a_lifetime_a_response_is_stale_at_once);
	add_test(suite, no_cache_has_to_be_validated);
	add_test(suite, the_request_can_want_something_better);
	add_test(suite, the_request_can_allow_a_stale_one);
	add_test(suite, a_response_can_forbid_to_be_stale);
	add_test(suite, a_stale_one_can_be_served_while_it_is_validated);
	add_test(suite, s_maxage_forbids_that_to_a_shared_cache);
	add_test(suite, what_is_immutable_spares_a_reload);
	add_test(suite, but_not_a_forced_one);
	add_test(suite, without_tls_or_a_length_immutable_does_not_count);
	add_test(suite, only_if_cached_is_refused_where_the_server_would_be_asked);
	add_test(suite, a_cache_that_is_cut_off_refuses_unless_it_serves_stale);
	add_test(suite, must_revalidate_is_refused_even_then);
	add_test(suite, stale_if_error_lets_it_be_served_when_it_is_cut_off);
	add_test(suite, nothing_stored_and_cut_off_is_refused);
	add_test(suite, being_cut_off_is_forgotten_at_the_next_start);
	add_test(suite, a_condition_for_the_server_is_forwarded);
	add_test(suite, the_clients_own_condition_is_answered_from_the_store);
	return tap_main(suite);
}

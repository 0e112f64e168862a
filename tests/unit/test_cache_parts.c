/* Parts: stored, served, completed and combined: RFC 9111, 3.3 and 3.4; RFC 9110, 14 and 15.3.7.3. SPDX-License-Identifier: MIT */
#include "lookups.h"

#define TAG "ETag: \"a\"\r\n"
#define MINUTE "Cache-Control: max-age=60\r\n"

static void do_parts(void)
{
	prepare();
	cache_is(HTTPSTATUS_CACHE_PROPERTY_PARTS, 1);
}

/* The first 4 of 10 octets, of which the rest did not come. */
static void store_cut(void)
{
	store_content(GET(""), OK(MINUTE TAG "Content-Length: 10\r\n"), 4, HTTPSTATUS_ENDING_CUT);
}

static void store_part(const char *range)
{
	char head[256];

	snprintf(head, sizeof head, PART(MINUTE TAG "Content-Range: bytes %s\r\n"), range);
	store(GET("Range: bytes=2-5\r\n"), head);
}

/* ---- storing ---- */

static int may_store(const char *request, const char *response, int64_t seen, int ending)
{
	struct httpstatus_exchange *exchange = exchange_of(request, response);

	set(exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN, seen);
	set(exchange, HTTPSTATUS_PROPERTY_ENDING, ending);
	int state = httpstatus_cache_may_store(cache, exchange);
	httpstatus_exchange_free(exchange);
	return state;
}

START_TEST(a_cut_response_may_be_stored_by_a_cache_that_does_parts)
{
	const char *const head = OK(MINUTE TAG "Content-Length: 10\r\n");

	ck_assert_int_eq(may_store(GET(""), head, 4, HTTPSTATUS_ENDING_CUT), 1);
	cache_is(HTTPSTATUS_CACHE_PROPERTY_PARTS, 0);
	ck_assert_int_eq(may_store(GET(""), head, 4, HTTPSTATUS_ENDING_CUT), 0);
	ck_assert_int_eq(may_store(GET(""), head, 10, HTTPSTATUS_ENDING_COMPLETE), 1);
	cache_is(HTTPSTATUS_CACHE_PROPERTY_PARTS, HTTPSTATUS_UNKNOWN);
	ck_assert_int_eq(may_store(GET(""), head, 4, HTTPSTATUS_ENDING_CUT), -1);
}
END_TEST

START_TEST(only_a_200_to_get_may_be_cut)
{
	ck_assert_int_eq(may_store(GET(""), "HTTP/1.1 404 X\r\n" MINUTE "\r\n", 4, HTTPSTATUS_ENDING_CUT), 0);
	ck_assert_int_eq(may_store("POST /page HTTP/1.1\r\nHost: example.com\r\n\r\n",
				 OK(MINUTE "Content-Location: /page\r\n"), 4, HTTPSTATUS_ENDING_CUT),
		0);
	ck_assert_int_eq(may_store(HEAD(""), OK(MINUTE "Content-Length: 10\r\n"), 0, HTTPSTATUS_ENDING_COMPLETE), 1);
}
END_TEST

START_TEST(a_part_of_another_unit_is_not_stored)
{
	ck_assert_int_eq(
		may_store(GET(""), PART(MINUTE "Content-Range: lines 0-1/2\r\n"), 4, HTTPSTATUS_ENDING_COMPLETE), 0);
	ck_assert_int_eq(
		may_store(GET(""), PART(MINUTE "Content-Range: bytes 0-3/9\r\n"), 4, HTTPSTATUS_ENDING_COMPLETE), 1);
}
END_TEST

/* ---- serving ---- */

START_TEST(a_range_within_a_part_is_served)
{
	store_part("2-5/10");
	ck_assert_str_eq(answer(GET("Range: bytes=3-4\r\n"), 0), "serve: fresh");
	ck_assert_int_eq(respond(), 206);
	ck_assert_str_eq(field_of(made, "Content-Range"), "bytes 3-4/10");
	ck_assert_str_eq(field_of(made, "Content-Length"), "2");
	int64_t first, last;
	ck_assert_int_eq(httpstatus_lookup_content(lookup, &first, &last), 1);
	ck_assert_int_eq(first, 1);
	ck_assert_int_eq(last, 2);
}
END_TEST

START_TEST(a_part_whose_whole_is_unknown_is_served_too)
{
	store_part("2-5/*");
	ck_assert_str_eq(answer(GET("Range: bytes=2-5\r\n"), 0), "serve: fresh");
	ck_assert_int_eq(respond(), 206);
	ck_assert_str_eq(field_of(made, "Content-Range"), "bytes 2-5/*");
	ck_assert_str_eq(answer(GET("Range: bytes=-2\r\n"), 0), "forward: incomplete");
}
END_TEST

START_TEST(nothing_else_is_served_from_a_part)
{
	store_part("2-5/10");
	ck_assert_str_eq(answer(GET(""), 0), "forward: incomplete");
	ck_assert_str_eq(answer(HEAD(""), 0), "forward: incomplete");
	ck_assert_str_eq(answer(GET("Range: bytes=2-3, 4-5\r\n"), 0), "forward: incomplete");
	ck_assert_str_eq(answer(GET("Range: bytes=3-4\r\nIf-Range: \"b\"\r\n"), 0), "forward: incomplete");
}
END_TEST

START_TEST(a_cache_that_does_no_parts_serves_none)
{
	store_part("2-5/10");
	cache_is(HTTPSTATUS_CACHE_PROPERTY_PARTS, 0);
	ck_assert_str_eq(answer(GET("Range: bytes=3-4\r\n"), 0), "forward: not-storable");
}
END_TEST

START_TEST(the_beginning_of_a_cut_response_is_served)
{
	store_cut();
	ck_assert_str_eq(answer(GET("Range: bytes=0-3\r\n"), 0), "serve: fresh");
	ck_assert_int_eq(respond(), 206);
	ck_assert_str_eq(field_of(made, "Content-Range"), "bytes 0-3/10");
}
END_TEST

START_TEST(a_part_that_is_all_is_served_as_a_200)
{
	store_part("0-9/10");
	ck_assert_str_eq(answer(GET(""), 0), "serve: fresh");
	ck_assert_int_eq(respond(), 200);
	ck_assert_ptr_null(field_of(made, "Content-Range"));
	ck_assert_str_eq(field_of(made, "Content-Length"), "10");
}
END_TEST

START_TEST(a_whole_response_is_preferred_to_a_newer_part)
{
	store(GET(""), "HTTP/1.1 200 OK\r\nDate: " DAY_BEFORE "\r\nCache-Control: max-age=600000\r\n\r\n");
	store_part("2-5/10");
	ck_assert_str_eq(answer(GET(""), 0), "serve: fresh");
	ck_assert_ptr_eq(httpstatus_lookup_stored(lookup), stored[0]);
}
END_TEST

/* RFC 9111, 4.3.2. */
START_TEST(the_tag_of_a_part_is_not_named_for_the_whole)
{
	store(GET(""), OK(MINUTE "ETag: \"whole\"\r\n"));
	store_part("2-5/10");
	answer(GET(""), 60);
	ck_assert_str_eq(asked_field("If-None-Match"), "\"whole\"");
}
END_TEST

/* ---- completing ---- */

START_TEST(what_is_missing_is_asked_for)
{
	store_cut();
	ck_assert_str_eq(answer(GET(""), 0), "complete: incomplete");
	ck_assert_ptr_eq(httpstatus_lookup_stored(lookup), stored[0]);
	ck_assert_str_eq(asked_field("Range"), "bytes=4-");
	ck_assert_str_eq(asked_field("If-Range"), "\"a\"");
	answer(GET("Range: bytes=2-7\r\nX: y\r\n"), 0);
	ck_assert_str_eq(asked_field("Range"), "bytes=4-7");
	ck_assert_str_eq(asked_field("X"), "y");
}
END_TEST

START_TEST(what_is_missing_before_a_part_is_asked_for)
{
	store_part("2-5/10");
	ck_assert_str_eq(answer(GET("Range: bytes=0-3\r\n"), 0), "complete: incomplete");
	ck_assert_str_eq(asked_field("Range"), "bytes=0-1");
	ck_assert_str_eq(answer(GET("Range: bytes=0-8\r\n"), 0), "forward: incomplete");
	ck_assert_str_eq(answer(GET("Range: bytes=7-8\r\n"), 0), "forward: incomplete");
	ck_assert_str_eq(answer(GET("Range: bytes=6-8\r\n"), 0), "complete: incomplete");
	ck_assert_str_eq(asked_field("Range"), "bytes=6-8");
}
END_TEST

/* RFC 9110, 13.1.5: no weak tag in If-Range; a date where it is strong, and no tag. */
START_TEST(only_a_strong_validator_lets_it_be_completed)
{
	store_content(GET(""), OK(MINUTE "ETag: W/\"a\"\r\nContent-Length: 10\r\n"), 4, HTTPSTATUS_ENDING_CUT);
	ck_assert_str_eq(answer(GET(""), 0), "forward: incomplete");
	clean_up();
	do_parts();
	store_content(GET(""), OK(MINUTE MODIFIED "Content-Length: 10\r\n"), 4, HTTPSTATUS_ENDING_CUT);
	ck_assert_str_eq(answer(GET(""), 0), "complete: incomplete");
	ck_assert_str_eq(asked_field("If-Range"), DAY_BEFORE);
	clean_up();
	do_parts();
	store_content(GET(""), OK(MINUTE "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 10\r\n"), 4,
		HTTPSTATUS_ENDING_CUT);
	ck_assert_str_eq(answer(GET(""), 0), "forward: incomplete");
}
END_TEST

START_TEST(nothing_is_completed_for_a_request_with_no_store)
{
	store_cut();
	ck_assert_str_eq(answer(GET("Cache-Control: no-store\r\n"), 0), "forward: incomplete");
}
END_TEST

START_TEST(the_part_that_was_asked_for_is_combined_and_all_is_served)
{
	store_cut();
	answer(GET(""), 0);
	ck_assert_str_eq(
		receive(PART(TAG "Content-Range: bytes 4-9/10\r\nContent-Length: 6\r\n"), 0), "combine: incomplete");
	ck_assert_int_eq(httpstatus_lookup_respond(lookup, made), HTTPSTATUS_ERROR_STATE);
	ck_assert_int_eq(httpstatus_cache_combine(cache, stored[0], said), 1);
	ck_assert_int_eq(respond(), 200);
	ck_assert_str_eq(field_of(made, "Content-Length"), "10");
	ck_assert_ptr_null(field_of(made, "Content-Range"));
	ck_assert_int_eq(httpstatus_lookup_content(lookup, NULL, NULL), 1);
	ck_assert_str_eq(answer(GET(""), 0), "serve: fresh");
}
END_TEST

START_TEST(a_part_that_does_not_fit_is_asked_for_again)
{
	store_cut();
	answer(GET(""), 0);
	ck_assert_str_eq(receive(PART("ETag: \"b\"\r\nContent-Range: bytes 4-9/10\r\n"), 0), "repeat: fits-nothing");
	ck_assert_ptr_null(asked_field("Range"));
	answer(GET(""), 0);
	ck_assert_str_eq(receive("HTTP/1.1 416 X\r\n\r\n", 0), "repeat: fits-nothing");
	answer(GET(""), 0);
	ck_assert_str_eq(receive(OK("ETag: \"b\"\r\n"), 0), "relay: incomplete");
}
END_TEST

/* RFC 9110, 15.3.7: a server may send less than was asked for, or what is there already. */
START_TEST(a_part_that_leaves_something_missing_is_asked_for_again)
{
	store_cut();
	answer(GET(""), 0);
	ck_assert_str_eq(receive(PART(MINUTE TAG "Content-Range: bytes 4-6/10\r\n"), 0), "repeat: fits-nothing");
	answer(GET(""), 0);
	ck_assert_str_eq(receive(PART(MINUTE TAG "Content-Range: bytes 0-3/10\r\n"), 0), "repeat: fits-nothing");
	answer(GET("Range: bytes=2-5\r\n"), 0);
	ck_assert_str_eq(receive(PART(MINUTE TAG "Content-Range: bytes 4-6/10\r\n"), 0), "combine: incomplete");
}
END_TEST

START_TEST(a_part_that_the_client_asked_for_is_relayed)
{
	ck_assert_str_eq(answer(GET("Range: bytes=0-1\r\n"), 0), "forward: nothing-stored");
	ck_assert_str_eq(receive(PART("Content-Range: bytes 0-1/10\r\n"), 0), "relay: nothing-stored");
	ck_assert_int_eq(respond(), 206);
}
END_TEST

/* ---- combining ---- */

/* Combines the stored response with a part; "status range length seen" of what it is then, or "no". */
static const char *combine(const char *part)
{
	static char text[128];
	char head[256];

	snprintf(head, sizeof head, PART("%s"), part);
	httpstatus_exchange_free(said);
	said = exchange_at(GET("Range: bytes=0-\r\n"), head, NOW + 10);
	int state = httpstatus_cache_combine(cache, stored[0], said);
	if (state != 1) {
		ck_assert_int_eq(state, 0);
		return "no";
	}
	const char *range = field_of(stored[0], "Content-Range"), *length = field_of(stored[0], "Content-Length");
	snprintf(text, sizeof text, "%d %s %s %lld", httpstatus_exchange_status(stored[0]), range ? range : "-",
		length ? length : "-", (long long)httpstatus_exchange_get(stored[0], HTTPSTATUS_PROPERTY_CONTENT_SEEN));
	return text;
}

#define RANGE(range) TAG "Content-Range: bytes " range "\r\n"

START_TEST(two_parts_are_one)
{
	store_part("2-5/10");
	ck_assert_str_eq(combine(RANGE("6-7/10")), "206 bytes 2-7/10 6 6");
	ck_assert_str_eq(combine(RANGE("0-3/10")), "206 bytes 0-7/10 8 8");
	ck_assert_str_eq(combine(RANGE("5-9/10")), "200 - 10 10");
	ck_assert_ptr_null(httpstatus_exchange_line(stored[0], HTTPSTATUS_LINE_REASON, NULL));
	ck_assert_int_eq(httpstatus_exchange_get(stored[0], HTTPSTATUS_PROPERTY_ENDING), HTTPSTATUS_ENDING_COMPLETE);
	ck_assert_str_eq(combine(RANGE("0-3/10")), "no");
}
END_TEST

START_TEST(a_cut_response_grows)
{
	store_cut();
	ck_assert_str_eq(combine(RANGE("4-6/10")), "200 - 10 7");
	ck_assert_int_eq(httpstatus_exchange_get(stored[0], HTTPSTATUS_PROPERTY_ENDING), HTTPSTATUS_ENDING_CUT);
	ck_assert_str_eq(combine(RANGE("7-9/*")), "200 - 10 10");
}
END_TEST

START_TEST(a_length_that_was_unknown_is_learnt)
{
	store_content(GET(""), OK(MINUTE TAG), 4, HTTPSTATUS_ENDING_CUT);
	ck_assert_str_eq(combine(RANGE("4-6/*")), "200 - - 7");
	ck_assert_str_eq(combine(RANGE("7-9/10")), "200 - 10 10");
}
END_TEST

START_TEST(what_is_missing_or_another_does_not_fit)
{
	const char *const parts[] = {RANGE("7-8/10"), RANGE("0-0/10"), RANGE("6-7/11"),
		"ETag: \"b\"\r\nContent-Range: bytes 6-7/10\r\n", "Content-Range: bytes 6-7/10\r\n",
		"ETag: W/\"a\"\r\nContent-Range: bytes 6-7/10\r\n", TAG, RANGE("7-6/10"), RANGE("6-10/10"),
		TAG "Content-Range: lines 6-7/10\r\n", RANGE("*/10"), RANGE("6-7/10") RANGE("6-7/10"),
		RANGE("6-7/10") "Cache-Control: no-store\r\n"};

	store_part("2-5/10");
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		ck_assert_str_eq(combine(parts[i]), "no");
	ck_assert_str_eq(field_of(stored[0], "Content-Range"), "bytes 2-5/10");
	ck_assert_str_eq(combine(RANGE("6-7/10")), "206 bytes 2-7/10 6 6");
}
END_TEST

START_TEST(a_part_that_was_cut_gives_what_came)
{
	store_part("2-5/10");
	said = exchange_at(GET(""), PART(RANGE("6-9/10")), NOW);
	set(said, HTTPSTATUS_PROPERTY_CONTENT_SEEN, 2);
	set(said, HTTPSTATUS_PROPERTY_ENDING, HTTPSTATUS_ENDING_CUT);
	ck_assert_int_eq(httpstatus_cache_combine(cache, stored[0], said), 1);
	ck_assert_str_eq(field_of(stored[0], "Content-Range"), "bytes 2-7/10");
	set(said, HTTPSTATUS_PROPERTY_CONTENT_SEEN, HTTPSTATUS_UNKNOWN);
	ck_assert_int_eq(httpstatus_cache_combine(cache, stored[0], said), 0);
}
END_TEST

START_TEST(without_a_tag_a_strong_date_does)
{
	store(GET(""), PART(MINUTE MODIFIED "Content-Range: bytes 0-3/10\r\n"));
	ck_assert_str_eq(combine(MODIFIED "Content-Range: bytes 4-9/10\r\n"), "200 - 10 10");
	clean_up();
	do_parts();
	store(GET(""), PART(MINUTE "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Range: bytes 0-3/10\r\n"));
	ck_assert_str_eq(
		combine("Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Range: bytes 4-9/10\r\n"), "no");
}
END_TEST

/* RFC 9111, 3.4: the fields are updated as after a 304. */
START_TEST(the_fields_of_the_part_count)
{
	store_cut();
	ck_assert_str_eq(
		combine(RANGE("4-9/10") "X: y\r\nCache-Control: max-age=5\r\nContent-Length: 6\r\n"), "200 - 10 10");
	ck_assert_str_eq(field_of(stored[0], "X"), "y");
	ck_assert_str_eq(field_of(stored[0], "Cache-Control"), "max-age=5");
	ck_assert_int_eq(httpstatus_exchange_get(stored[0], HTTPSTATUS_PROPERTY_RESPONSE_TIME), NOW + 10);
}
END_TEST

START_TEST(a_cache_that_does_no_parts_combines_none)
{
	store_part("2-5/10");
	cache_is(HTTPSTATUS_CACHE_PROPERTY_PARTS, 0);
	ck_assert_str_eq(combine(RANGE("6-7/10")), "no");
	ck_assert_int_eq(httpstatus_cache_combine(cache, NULL, said), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_cache_combine(cache, stored[0], NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_cache_combine(cache, made, made), 0);
}
END_TEST

START_TEST(the_largest_numbers_do_not_overflow)
{
	store_part("0-9223372036854775807/*");
	ck_assert_str_eq(answer(GET("Range: bytes=0-9223372036854775807\r\n"), 0), "forward: incomplete");
	ck_assert_str_eq(combine(RANGE("1-9223372036854775806/9223372036854775807")), "no");
	clean_up();
	do_parts();
	store_part("0-1/9223372036854775807");
	ck_assert_str_eq(combine(RANGE("2-9223372036854775806/9223372036854775807")),
		"200 - 9223372036854775807 9223372036854775807");
}
END_TEST

/* RFC 9110, 14.1.2: no number is written that is another than the one that was read. */
START_TEST(a_length_that_is_too_large_to_count_is_not_known)
{
	store_part("0-1/9223372036854775808");
	ck_assert_str_eq(combine(RANGE("2-3/9223372036854775808")), "206 bytes 0-3/* 4 4");
}
END_TEST

static void add_part_test(Suite *suite, const TTest *test)
{
	TCase *tcase = tcase_create(test->name);

	tcase_add_checked_fixture(tcase, do_parts, clean_up);
	tcase_add_test(tcase, test);
	suite_add_tcase(suite, tcase);
}

int main(void)
{
	Suite *suite = suite_create("cache: parts");

	add_part_test(suite, a_cut_response_may_be_stored_by_a_cache_that_does_parts);
	add_part_test(suite, only_a_200_to_get_may_be_cut);
	add_part_test(suite, a_part_of_another_unit_is_not_stored);
	add_part_test(suite, a_range_within_a_part_is_served);
	add_part_test(suite, a_part_whose_whole_is_unknown_is_served_too);
	add_part_test(suite, nothing_else_is_served_from_a_part);
	add_part_test(suite, a_cache_that_does_no_parts_serves_none);
	add_part_test(suite, the_beginning_of_a_cut_response_is_served);
	add_part_test(suite, a_part_that_is_all_is_served_as_a_200);
	add_part_test(suite, a_whole_response_is_preferred_to_a_newer_part);
	add_part_test(suite, the_tag_of_a_part_is_not_named_for_the_whole);
	add_part_test(suite, what_is_missing_is_asked_for);
	add_part_test(suite, what_is_missing_before_a_part_is_asked_for);
	add_part_test(suite, only_a_strong_validator_lets_it_be_completed);
	add_part_test(suite, nothing_is_completed_for_a_request_with_no_store);
	add_part_test(suite, the_part_that_was_asked_for_is_combined_and_all_is_served);
	add_part_test(suite, a_part_that_does_not_fit_is_asked_for_again);
	add_part_test(suite, a_part_that_leaves_something_missing_is_asked_for_again);
	add_part_test(suite, a_part_that_the_client_asked_for_is_relayed);
	add_part_test(suite, two_parts_are_one);
	add_part_test(suite, a_cut_response_grows);
	add_part_test(suite, a_length_that_was_unknown_is_learnt);
	add_part_test(suite, what_is_missing_or_another_does_not_fit);
	add_part_test(suite, a_part_that_was_cut_gives_what_came);
	add_part_test(suite, without_a_tag_a_strong_date_does);
	add_part_test(suite, the_fields_of_the_part_count);
	add_part_test(suite, a_cache_that_does_no_parts_combines_none);
	add_part_test(suite, the_largest_numbers_do_not_overflow);
	add_part_test(suite, a_length_that_is_too_large_to_count_is_not_known);
	return tap_main(suite);
}

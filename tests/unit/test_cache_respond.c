/* The head of the answer: RFC 9111, 4, 4.3.2 and 5.1; RFC 9110, 13 to 15; RFC 9211. SPDX-License-Identifier: MIT */
#include "lookups.h"

#define WHOLE                                                                                                  \
	OK("Cache-Control: max-age=60\r\nETag: \"a\"\r\nContent-Type: text/plain\r\nContent-Length: 10\r\nX: " \
	   "y\r\n" MODIFIED)

static void store_whole(void)
{
	store_content(GET(""), WHOLE, 10, HTTPSTATUS_ENDING_COMPLETE);
}

/* Which octets of the stored content go: "first-last", "all", "none", "none yet". */
static const char *content(void)
{
	static char text[64];
	int64_t first, last;
	int state = httpstatus_lookup_content(lookup, &first, &last);

	if (state == 1 && last != HTTPSTATUS_UNKNOWN)
		snprintf(text, sizeof text, "%lld-%lld", (long long)first, (long long)last);
	else
		strcpy(text, state == 1 ? "all" : state == 0 ? "none" : "none yet");
	ck_assert(first == (state == 1 ? first : HTTPSTATUS_UNKNOWN) && (state == 1 || last == HTTPSTATUS_UNKNOWN));
	return text;
}

/* ---- a stored response ---- */

START_TEST(a_hit_has_an_age)
{
	store_whole();
	answer(GET(""), 42);
	ck_assert_int_eq(respond(), 200);
	ck_assert_str_eq(field_of(made, "Age"), "42");
	ck_assert_str_eq(field_of(made, "X"), "y");
	ck_assert_str_eq(field_of(made, "Content-Length"), "10");
	ck_assert_str_eq(field_of(made, "Date"), "Sun, 06 Nov 1994 08:49:37 GMT");
	ck_assert_str_eq(httpstatus_exchange_line(made, HTTPSTATUS_LINE_METHOD, NULL), "GET");
	ck_assert_str_eq(content(), "all");
}
END_TEST

START_TEST(an_age_of_before_is_replaced)
{
	store(GET(""), OK("Cache-Control: max-age=60\r\nAge: 30\r\n"));
	answer(GET(""), 5);
	respond();
	ck_assert_str_eq(field_of(made, "Age"), "35");
}
END_TEST

START_TEST(there_is_no_answer_before_the_server_said_something)
{
	answer(GET(""), 0);
	ck_assert_int_eq(httpstatus_lookup_respond(lookup, made), HTTPSTATUS_ERROR_STATE);
	ck_assert_str_eq(content(), "none yet");
	store_whole();
	answer(GET(""), 60);
	ck_assert_int_eq(httpstatus_lookup_respond(lookup, made), HTTPSTATUS_ERROR_STATE);
}
END_TEST

START_TEST(head_is_answered_without_content)
{
	store_whole();
	answer(HEAD(""), 1);
	ck_assert_int_eq(respond(), 200);
	ck_assert_str_eq(field_of(made, "Content-Length"), "10");
	ck_assert_str_eq(content(), "none");
}
END_TEST

/* A stored response that was not made by httpstatus_cache_keep: what must not be stored is not sent either. */
START_TEST(what_must_not_be_stored_is_not_sent)
{
	stored[stored_count++] = exchange_at(GET(""),
		OK("Cache-Control: max-age=60, private=\"Set-Cookie\", no-cache=\"Y\"\r\nSet-Cookie: a\r\nY: z\r\n"
		   "Connection: X\r\nX: y\r\nKeep-Alive: 5\r\n"),
		NOW);
	answer(GET(""), 0);
	ck_assert_int_eq(respond(), 200);
	ck_assert_ptr_null(field_of(made, "Set-Cookie"));
	ck_assert_ptr_null(field_of(made, "Y"));
	ck_assert_ptr_null(field_of(made, "X"));
	ck_assert_ptr_null(field_of(made, "Connection"));
	ck_assert_ptr_null(field_of(made, "Keep-Alive"));
	ck_assert_ptr_nonnull(field_of(made, "Cache-Control"));
}
END_TEST

START_TEST(the_version_is_the_clients)
{
	store_whole();
	set(stored[0], HTTPSTATUS_PROPERTY_RESPONSE_VERSION, 20);
	answer(GET(""), 0);
	respond();
	ck_assert_int_eq(httpstatus_exchange_get(made, HTTPSTATUS_PROPERTY_RESPONSE_VERSION), 11);
	ck_assert_int_gt(httpstatus_exchange_write_response(made, NULL, 0), 0);
}
END_TEST

START_TEST(a_limit_of_the_response_is_an_error)
{
	store_whole();
	answer(GET(""), 0);
	set(made, HTTPSTATUS_PROPERTY_MOST_FIELDS, 2);
	ck_assert_int_eq(httpstatus_lookup_respond(lookup, made), HTTPSTATUS_ERROR_LIMIT);
	ck_assert_int_eq(httpstatus_exchange_status(made), 0);
}
END_TEST

/* ---- the client's own condition ---- */

START_TEST(a_304_has_what_tells_which_representation_it_is)
{
	store_whole();
	answer(GET("If-None-Match: \"a\"\r\n"), 5);
	ck_assert_int_eq(respond(), 304);
	ck_assert_str_eq(field_of(made, "ETag"), "\"a\"");
	ck_assert_str_eq(field_of(made, "Cache-Control"), "max-age=60");
	ck_assert_str_eq(field_of(made, "Age"), "5");
	ck_assert_ptr_nonnull(field_of(made, "Date"));
	ck_assert_ptr_null(field_of(made, "Content-Type"));
	ck_assert_ptr_null(field_of(made, "Content-Length"));
	ck_assert_ptr_null(field_of(made, "Last-Modified"));
	ck_assert_ptr_null(httpstatus_exchange_line(made, HTTPSTATUS_LINE_REASON, NULL));
	ck_assert_str_eq(content(), "none");
}
END_TEST

START_TEST(a_304_without_a_tag_has_last_modified)
{
	store(GET(""), OK("Cache-Control: max-age=60\r\n" MODIFIED));
	answer(GET("If-Modified-Since: " DAY_BEFORE "\r\n"), 5);
	ck_assert_int_eq(respond(), 304);
	ck_assert_str_eq(field_of(made, "Last-Modified"), DAY_BEFORE);
}
END_TEST

START_TEST(an_earlier_date_gets_all)
{
	store(GET(""), OK("Cache-Control: max-age=60\r\n" MODIFIED));
	answer(GET("If-Modified-Since: Fri, 04 Nov 1994 08:49:37 GMT\r\n"), 5);
	ck_assert_int_eq(respond(), 200);
}
END_TEST

/* RFC 9111, 4.3.2: Date, or when it came, stands in for Last-Modified. */
START_TEST(without_last_modified_date_decides)
{
	store(GET(""), OK("Cache-Control: max-age=60\r\n"));
	answer(GET("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n"), 5);
	ck_assert_int_eq(respond(), 304);
	answer(GET("If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT\r\n"), 5);
	ck_assert_int_eq(respond(), 200);
}
END_TEST

/* RFC 9110, 13.1.3. */
START_TEST(a_tag_goes_before_a_date)
{
	store_whole();
	answer(GET("If-None-Match: \"b\"\r\nIf-Modified-Since: " DAY_BEFORE "\r\n"), 5);
	ck_assert_int_eq(respond(), 200);
}
END_TEST

/* RFC 9110, 13.2.1: only where the answer would be the representation. */
START_TEST(a_condition_does_not_count_for_a_404)
{
	store(GET(""), "HTTP/1.1 404 Not Found\r\n" DATE "Cache-Control: max-age=60\r\nETag: \"a\"\r\n\r\n");
	answer(GET("If-None-Match: \"a\"\r\n"), 5);
	ck_assert_int_eq(respond(), 404);
	ck_assert_str_eq(content(), "all");
}
END_TEST

/* ---- ranges: RFC 9110, 14.2 ---- */

START_TEST(a_range_of_a_whole_response_is_a_206)
{
	cache_is(HTTPSTATUS_CACHE_PROPERTY_PARTS, 1);
	store_whole();
	answer(GET("Range: bytes=2-4\r\n"), 5);
	ck_assert_int_eq(respond(), 206);
	ck_assert_str_eq(field_of(made, "Content-Range"), "bytes 2-4/10");
	ck_assert_str_eq(field_of(made, "Content-Length"), "3");
	ck_assert_str_eq(field_of(made, "Content-Type"), "text/plain");
	ck_assert_str_eq(field_of(made, "Age"), "5");
	ck_assert_str_eq(content(), "2-4");
	answer(GET("Range: bytes=-3\r\n"), 5);
	respond();
	ck_assert_str_eq(field_of(made, "Content-Range"), "bytes 7-9/10");
	answer(GET("Range: bytes=8-99\r\n"), 5);
	respond();
	ck_assert_str_eq(field_of(made, "Content-Range"), "bytes 8-9/10");
}
END_TEST

START_TEST(a_cache_that_does_not_do_ranges_sends_all)
{
	store_whole();
	answer(GET("Range: bytes=2-4\r\n"), 5);
	ck_assert_int_eq(respond(), 200);
	ck_assert_ptr_null(field_of(made, "Content-Range"));
	ck_assert_str_eq(content(), "all");
}
END_TEST

START_TEST(several_ranges_get_all)
{
	cache_is(HTTPSTATUS_CACHE_PROPERTY_PARTS, 1);
	store_whole();
	answer(GET("Range: bytes=0-1, 4-5\r\n"), 5);
	ck_assert_int_eq(respond(), 200);
	answer(GET("Range: bytes=0-1, 40-50\r\n"), 5);
	ck_assert_int_eq(respond(), 206);
}
END_TEST

START_TEST(a_range_that_is_not_there_is_a_416)
{
	cache_is(HTTPSTATUS_CACHE_PROPERTY_PARTS, 1);
	store_whole();
	answer(GET("Range: bytes=10-\r\n"), 5);
	ck_assert_int_eq(respond(), 416);
	ck_assert_str_eq(field_of(made, "Content-Range"), "bytes */10");
	ck_assert_str_eq(field_of(made, "Content-Length"), "0");
	ck_assert_ptr_null(field_of(made, "Cache-Control"));
	ck_assert_ptr_null(field_of(made, "ETag"));
	ck_assert_str_eq(content(), "none");
}
END_TEST

START_TEST(a_range_that_does_not_count_gets_all)
{
	const char *const requests[] = {GET("Range: lines=1-2\r\n"), GET("Range: bytes=2-1\r\n"),
		HEAD("Range: bytes=0-1\r\n"), GET("Range: bytes=0-1\r\nIf-Range: \"b\"\r\n"),
		GET("Range: bytes=0-1\r\nIf-Range: W/\"a\"\r\n"),
		GET("Range: bytes=0-1\r\nIf-Range: Sun, 06 Nov 1994 08:49:37 GMT\r\n")};

	cache_is(HTTPSTATUS_CACHE_PROPERTY_PARTS, 1);
	store_whole();
	for (int i = 0; i < 6; i++) {
		answer(requests[i], 5);
		ck_assert_int_eq(respond(), 200);
	}
}
END_TEST

/* RFC 9110, 15.3.7: the client has the other fields already. */
START_TEST(with_if_range_a_206_is_short)
{
	cache_is(HTTPSTATUS_CACHE_PROPERTY_PARTS, 1);
	store_whole();
	answer(GET("Range: bytes=0-1\r\nIf-Range: \"a\"\r\n"), 5);
	ck_assert_int_eq(respond(), 206);
	ck_assert_ptr_null(field_of(made, "Content-Type"));
	ck_assert_ptr_null(field_of(made, "Last-Modified"));
	ck_assert_str_eq(field_of(made, "ETag"), "\"a\"");
	ck_assert_str_eq(field_of(made, "Content-Range"), "bytes 0-1/10");
	answer(GET("Range: bytes=0-1\r\nIf-Range: " DAY_BEFORE "\r\n"), 5);
	ck_assert_int_eq(respond(), 206);
}
END_TEST

START_TEST(a_condition_goes_before_a_range)
{
	cache_is(HTTPSTATUS_CACHE_PROPERTY_PARTS, 1);
	store_whole();
	answer(GET("Range: bytes=0-1\r\nIf-None-Match: \"a\"\r\n"), 5);
	ck_assert_int_eq(respond(), 304);
}
END_TEST

START_TEST(a_length_that_nobody_knows_has_no_ranges)
{
	cache_is(HTTPSTATUS_CACHE_PROPERTY_PARTS, 1);
	store(GET(""), OK("Cache-Control: max-age=60\r\n"));
	answer(GET("Range: bytes=0-1\r\n"), 5);
	ck_assert_int_eq(respond(), 200);
	ck_assert_ptr_null(field_of(made, "Content-Length"));
}
END_TEST

START_TEST(the_length_of_what_came_in_chunks_is_known)
{
	struct httpstatus_exchange *exchange =
		exchange_at(GET(""), OK("Cache-Control: max-age=60\r\nTransfer-Encoding: chunked\r\n"), NOW);

	set(exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN, 7);
	set(exchange, HTTPSTATUS_PROPERTY_ENDING, HTTPSTATUS_ENDING_COMPLETE);
	ck_assert_int_eq(httpstatus_cache_keep(cache, exchange, exchange), 0);
	stored[stored_count++] = exchange;
	answer(GET(""), 5);
	respond();
	ck_assert_str_eq(field_of(made, "Content-Length"), "7");
	ck_assert_ptr_null(field_of(made, "Transfer-Encoding"));
}
END_TEST

/* ---- after the server said something ---- */

START_TEST(what_was_validated_has_no_age)
{
	store_whole();
	answer(GET(""), 60);
	receive(NOT_MODIFIED("ETag: \"a\"\r\nX: z\r\n"), 60);
	ck_assert_int_eq(httpstatus_cache_update(cache, stored[0], said), 1);
	ck_assert_int_eq(respond(), 200);
	ck_assert_ptr_null(field_of(made, "Age"));
	ck_assert_str_eq(field_of(made, "X"), "z");
	ck_assert_str_eq(field_of(made, "Content-Length"), "10");
	ck_assert_str_eq(field_of(made, "Content-Type"), "text/plain");
	ck_assert_str_eq(content(), "all");
}
END_TEST

START_TEST(but_that_of_a_cache_behind_this_one)
{
	store_whole();
	answer(GET(""), 60);
	receive("HTTP/1.1 304 X\r\nDate: Sun, 06 Nov 1994 08:50:37 GMT\r\nETag: \"a\"\r\nAge: 7\r\n\r\n", 60);
	ck_assert_int_eq(httpstatus_cache_update(cache, stored[0], said), 1);
	respond();
	ck_assert_str_eq(field_of(made, "Age"), "7");
}
END_TEST

/* The head is the same before the stored response is updated and after it; a second update changes nothing. */
START_TEST(the_answer_has_what_the_304_said_anyway)
{
	static char before[1024], after[1024];

	store_whole();
	answer(GET(""), 60);
	receive(NOT_MODIFIED("ETag: \"a\"\r\nX: z\r\nCache-Control: max-age=9\r\n"), 60);
	respond();
	ck_assert_int_gt(httpstatus_exchange_write_response(made, before, sizeof before), 0);
	ck_assert_int_eq(httpstatus_cache_update(cache, stored[0], said), 1);
	respond();
	ck_assert_int_gt(httpstatus_exchange_write_response(made, after, sizeof after), 0);
	ck_assert_str_eq(before, after);
}
END_TEST

/* RFC 9111, 5.2.2.4 and 5.2.2.7: it may go to this client, and nowhere else. */
START_TEST(what_must_not_be_stored_of_a_304_goes_to_the_client)
{
	store_whole();
	answer(GET(""), 60);
	receive(NOT_MODIFIED("ETag: \"a\"\r\nCache-Control: private=\"Set-Cookie\"\r\nSet-Cookie: c\r\n"), 60);
	ck_assert_int_eq(httpstatus_cache_update(cache, stored[0], said), 1);
	ck_assert_ptr_null(field_of(stored[0], "Set-Cookie"));
	respond();
	ck_assert_str_eq(field_of(made, "Set-Cookie"), "c");
}
END_TEST

START_TEST(what_is_relayed_loses_what_is_about_the_connection)
{
	answer(GET(""), 0);
	receive("HTTP/1.1 200 Fine\r\nConnection: X\r\nX: y\r\nUpgrade: h2c\r\nTransfer-Encoding: chunked\r\nY: "
		"z\r\n\r\n",
		0);
	ck_assert_int_eq(respond(), 200);
	ck_assert_ptr_null(field_of(made, "X"));
	ck_assert_ptr_null(field_of(made, "Upgrade"));
	ck_assert_ptr_null(field_of(made, "Transfer-Encoding"));
	ck_assert_str_eq(field_of(made, "Y"), "z");
	ck_assert_str_eq(httpstatus_exchange_line(made, HTTPSTATUS_LINE_REASON, NULL), "Fine");
	ck_assert_str_eq(field_of(made, "Date"), "Sun, 06 Nov 1994 08:49:37 GMT");
	ck_assert_ptr_null(field_of(made, "Age"));
	ck_assert_str_eq(content(), "none");
}
END_TEST

/* RFC 9112, 6.3. */
START_TEST(the_length_that_chunks_take_the_place_of_is_not_relayed)
{
	answer(GET(""), 0);
	receive(OK("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"), 0);
	ck_assert_int_eq(respond(), 200);
	ck_assert_ptr_null(field_of(made, "Transfer-Encoding"));
	ck_assert_ptr_null(field_of(made, "Content-Length"));
}
END_TEST

/* RFC 9110, 8.6: servers do send it. */
START_TEST(a_204_is_relayed_without_a_length)
{
	answer(GET(""), 0);
	receive("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n", 0);
	ck_assert_int_eq(respond(), 204);
	ck_assert_ptr_null(field_of(made, "Content-Length"));
	ck_assert_int_gt(httpstatus_exchange_write_response(made, NULL, 0), 0);
}
END_TEST

/* RFC 9110, 7.8, 15 and 15.6.3; RFC 9112, 6.3. */
START_TEST(what_is_no_valid_response_is_a_502)
{
	static const char *const invalid[] = {"HTTP/1.1 999 Odd\r\n\r\n",
		"HTTP/1.1 101 Switching Protocols\r\nUpgrade: foo\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"};

	for (size_t i = 0; i < sizeof invalid / sizeof invalid[0]; i++) {
		answer(GET(""), 0);
		ck_assert_str_eq(receive(invalid[i], 0), "refuse: nothing-stored, error");
		ck_assert_int_eq(respond(), 502);
		answer(GET(""), 0);
		receive(NULL, 0);
		ck_assert_int_eq(respond(), 504);
	}
}
END_TEST

START_TEST(a_switch_that_was_asked_for_is_relayed)
{
	cache_is(HTTPSTATUS_CACHE_PROPERTY_SHARED, 0); /* a proxy would not ask for it */
	answer(GET("Connection: upgrade\r\nUpgrade: foo\r\n"), 0);
	ck_assert_str_eq(receive("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: foo\r\n\r\n", 0),
		"relay: nothing-stored");
}
END_TEST

START_TEST(a_refusal_is_a_504)
{
	answer(GET("Cache-Control: only-if-cached\r\n"), 0);
	ck_assert_int_eq(respond(), 504);
	ck_assert_str_eq(field_of(made, "Content-Length"), "0");
	ck_assert_str_eq(field_of(made, "Date"), "Sun, 06 Nov 1994 08:49:37 GMT");
	ck_assert_str_eq(content(), "none");
}
END_TEST

/* ---- Cache-Status: RFC 9211 ---- */

START_TEST(a_cache_without_a_name_does_not_tell)
{
	store_whole();
	answer(GET(""), 0);
	respond();
	ck_assert_ptr_null(field_of(made, "Cache-Status"));
}
END_TEST

static const char *told(void)
{
	respond();
	return field_of(made, "Cache-Status");
}

START_TEST(a_hit_is_told)
{
	cache_says(HTTPSTATUS_CACHE_TEXT_NAME, "ExampleCache");
	store_whole();
	answer(GET(""), 10);
	ck_assert_str_eq(told(), "ExampleCache; hit; ttl=50");
	answer(GET("If-None-Match: \"a\"\r\n"), 10);
	ck_assert_str_eq(told(), "ExampleCache; hit; ttl=50");
	answer(GET("Cache-Control: max-stale\r\n"), 70);
	ck_assert_str_eq(told(), "ExampleCache; hit; ttl=-10; detail=request-max-stale");
}
END_TEST

START_TEST(why_it_went_forward_is_told)
{
	cache_says(HTTPSTATUS_CACHE_TEXT_NAME, "ExampleCache");
	answer(GET(""), 0);
	receive(OK("Cache-Control: no-store\r\n"), 0);
	ck_assert_str_eq(told(), "ExampleCache; fwd=uri-miss");
	answer(GET(""), 0);
	receive(OK("Cache-Control: max-age=5\r\n"), 0);
	ck_assert_str_eq(told(), "ExampleCache; fwd=uri-miss; stored; ttl=5");
	store_whole();
	answer(GET(""), 60);
	receive("HTTP/1.1 304 X\r\nDate: Sun, 06 Nov 1994 08:50:37 GMT\r\nETag: \"a\"\r\n\r\n", 60);
	ck_assert_int_eq(httpstatus_cache_update(cache, stored[0], said), 1);
	ck_assert_str_eq(told(), "ExampleCache; fwd=stale; fwd-status=304; ttl=60");
	answer(GET("Cache-Control: no-cache\r\n"), 70);
	receive("HTTP/1.1 500 X\r\n\r\n", 70);
	ck_assert_str_eq(told(), "ExampleCache; fwd=request; detail=error");
	answer("POST /page HTTP/1.1\r\nHost: example.com\r\n\r\n", 0);
	receive("HTTP/1.1 204 X\r\n\r\n", 0);
	ck_assert_str_eq(told(), "ExampleCache; fwd=method");
}
END_TEST

START_TEST(whether_it_was_stored_can_be_said)
{
	static const struct {
		int64_t said;
		const char *value;
	} cases[] = {
		{HTTPSTATUS_UNKNOWN, "Test; fwd=uri-miss; stored; ttl=60"},
		{1, "Test; fwd=uri-miss; stored; ttl=60"},
		{0, "Test; fwd=uri-miss; ttl=60"},
	};

	cache_says(HTTPSTATUS_CACHE_TEXT_NAME, "Test");
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		answer(GET(""), 0);
		receive(OK("Cache-Control: max-age=60\r\n"), 0);
		ck_assert_int_eq(httpstatus_lookup_set(lookup, HTTPSTATUS_LOOKUP_PROPERTY_STORED, cases[i].said), 0);
		ck_assert_int_eq(respond(), 200);
		ck_assert_str_eq(field_of(made, "Cache-Status"), cases[i].value);
	}
	answer(GET(""), 0);
	ck_assert_int_eq(httpstatus_lookup_set(lookup, HTTPSTATUS_LOOKUP_PROPERTY_STORED, 1), 0);
	receive(OK("Cache-Control: no-store\r\n"), 0);
	respond();
	ck_assert_str_eq(field_of(made, "Cache-Status"), "Test; fwd=uri-miss; stored");
	ck_assert_int_eq(httpstatus_lookup_set(lookup, HTTPSTATUS_LOOKUP_PROPERTY_STORED, 2), HTTPSTATUS_ERROR_VALUE);
	ck_assert_int_eq(
		httpstatus_lookup_set(lookup, HTTPSTATUS_LOOKUP_PROPERTY_STORED + 1, 1), HTTPSTATUS_ERROR_PROPERTY);
}
END_TEST

START_TEST(a_name_that_is_no_token_is_quoted)
{
	cache_says(HTTPSTATUS_CACHE_TEXT_NAME, "The \"best\" \\ cache");
	store_whole();
	answer(GET(""), 10);
	ck_assert_str_eq(told(), "\"The \\\"best\\\" \\\\ cache\"; hit; ttl=50");
}
END_TEST

/* RFC 9211, 2: the cache closest to the origin comes first. */
START_TEST(those_of_other_caches_come_before)
{
	cache_says(HTTPSTATUS_CACHE_TEXT_NAME, "Here");
	store(GET(""), OK("Cache-Control: max-age=60\r\nCache-Status: There; hit\r\n"));
	answer(GET(""), 0);
	ck_assert_str_eq(told(), "There; hit, Here; hit; ttl=60");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("cache: the head of the answer");

	add_test(suite, a_hit_has_an_age);
	add_test(suite, an_age_of_before_is_replaced);
	add_test(suite, there_is_no_answer_before_the_server_said_something);
	add_test(suite, head_is_answered_without_content);
	add_test(suite, what_must_not_be_stored_is_not_sent);
	add_test(suite, the_version_is_the_clients);
	add_test(suite, a_limit_of_the_response_is_an_error);
	add_test(suite, a_304_has_what_tells_which_representation_it_is);
	add_test(suite, a_304_without_a_tag_has_last_modified);
	add_test(suite, an_earlier_date_gets_all);
	add_test(suite, without_last_modified_date_decides);
	add_test(suite, a_tag_goes_before_a_date);
	add_test(suite, a_condition_does_not_count_for_a_404);
	add_test(suite, a_range_of_a_whole_response_is_a_206);
	add_test(suite, a_cache_that_does_not_do_ranges_sends_all);
	add_test(suite, several_ranges_get_all);
	add_test(suite, a_range_that_is_not_there_is_a_416);
	add_test(suite, a_range_that_does_not_count_gets_all);
	add_test(suite, with_if_range_a_206_is_short);
	add_test(suite, a_condition_goes_before_a_range);
	add_test(suite, a_length_that_nobody_knows_has_no_ranges);
	add_test(suite, the_length_of_what_came_in_chunks_is_known);
	add_test(suite, what_was_validated_has_no_age);
	add_test(suite, but_that_of_a_cache_behind_this_one);
	add_test(suite, the_answer_has_what_the_304_said_anyway);
	add_test(suite, what_must_not_be_stored_of_a_304_goes_to_the_client);
	add_test(suite, what_is_relayed_loses_what_is_about_the_connection);
	add_test(suite, the_length_that_chunks_take_the_place_of_is_not_relayed);
	add_test(suite, a_204_is_relayed_without_a_length);
	add_test(suite, what_is_no_valid_response_is_a_502);
	add_test(suite, a_switch_that_was_asked_for_is_relayed);
	add_test(suite, a_refusal_is_a_504);
	add_test(suite, a_cache_without_a_name_does_not_tell);
	add_test(suite, a_hit_is_told);
	add_test(suite, why_it_went_forward_is_told);
	add_test(suite, whether_it_was_stored_can_be_said);
	add_test(suite, a_name_that_is_no_token_is_quoted);
	add_test(suite, those_of_other_caches_come_before);
	return tap_main(suite);
}

/* Which octets a response has, and which stored responses a newer one makes superfluous: RFC 9111, 3.3, 4 and 4.1. SPDX-License-Identifier: MIT */
#include "lookups.h"

/* ---- which octets ---- */

/* "1 0-9/10": whether it is all, the first, the last, how many in the whole; "?" for what nobody knows. */
static const char *extent(const struct httpstatus_exchange *exchange)
{
	static char text[128];
	int64_t numbers[3];
	int state = httpstatus_cache_extent(cache, exchange, &numbers[0], &numbers[1], &numbers[2]);
	int used = snprintf(text, sizeof text, "%d ", state);

	for (int i = 0; i < 3; i++) {
		if (numbers[i] == HTTPSTATUS_UNKNOWN)
			used += snprintf(text + used, sizeof text - (size_t)used, "?");
		else
			used += snprintf(text + used, sizeof text - (size_t)used, "%lld", (long long)numbers[i]);
		used += snprintf(text + used, sizeof text - (size_t)used, "%s", &"-\0/\0\0"[2 * i]);
	}
	return text;
}

START_TEST(a_whole_response_has_all)
{
	ck_assert_str_eq(extent(store_content(GET(""), OK("Content-Length: 10\r\n"), 10, HTTPSTATUS_ENDING_COMPLETE)),
		"1 0-9/10");
	ck_assert_str_eq(extent(store(GET(""), OK("Content-Length: 10\r\n"))), "1 0-9/10");
	ck_assert_str_eq(extent(store(GET(""), OK(""))), "1 0-?/?");
	ck_assert_str_eq(extent(store_content(GET(""), OK(""), 7, HTTPSTATUS_ENDING_COMPLETE)), "1 0-6/7");
}
END_TEST

START_TEST(one_without_content_has_no_octets)
{
	ck_assert_str_eq(extent(store(HEAD(""), OK("Content-Length: 10\r\n"))), "1 ?-?/10");
	ck_assert_str_eq(extent(store(GET(""), "HTTP/1.1 204 No Content\r\n\r\n")), "1 ?-?/?");
}
END_TEST

START_TEST(a_part_says_which)
{
	ck_assert_str_eq(
		extent(store(GET("Range: bytes=2-5\r\n"), PART("Content-Range: bytes 2-5/10\r\n"))), "0 2-5/10");
	ck_assert_str_eq(extent(store(GET("Range: bytes=2-5\r\n"), PART("Content-Range: bytes 2-5/*\r\n"))), "0 2-5/?");
	ck_assert_str_eq(
		extent(store(GET("Range: bytes=0-9\r\n"), PART("Content-Range: bytes 0-9/10\r\n"))), "1 0-9/10");
	ck_assert_str_eq(extent(store(GET("Range: bytes=2-5\r\n"), PART(""))), "-1 ?-?/?");
}
END_TEST

START_TEST(what_was_cut_has_what_came)
{
	ck_assert_str_eq(
		extent(store_content(GET(""), OK("Content-Length: 10\r\n"), 4, HTTPSTATUS_ENDING_CUT)), "0 0-3/10");
	ck_assert_str_eq(extent(store_content(GET(""), OK(""), 4, HTTPSTATUS_ENDING_CUT)), "0 0-3/?");
	ck_assert_str_eq(extent(store_content(GET(""), OK(""), 0, HTTPSTATUS_ENDING_CUT)), "0 ?-?/?");
	ck_assert_str_eq(
		extent(store_content(GET(""), PART("Content-Range: bytes 2-5/10\r\n"), 2, HTTPSTATUS_ENDING_CUT)),
		"0 2-3/10");
}
END_TEST

START_TEST(nothing_has_no_extent)
{
	struct httpstatus_exchange *exchange = exchange_of(GET(""), NULL);

	ck_assert_str_eq(extent(NULL), "-1 ?-?/?");
	ck_assert_str_eq(extent(exchange), "-1 ?-?/?");
	ck_assert_int_eq(httpstatus_cache_extent(NULL, exchange, NULL, NULL, NULL), -1);
	httpstatus_exchange_free(exchange);
}
END_TEST

/* ---- which ones are superfluous ---- */

#define FRESH "Cache-Control: max-age=60\r\n"
#define LATER "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:47 GMT\r\n"

static int replaces(const char *request, const char *response, const char *by_request, const char *by_response)
{
	const struct httpstatus_exchange *before = store(request, response);

	return httpstatus_cache_replaces(cache, store(by_request, by_response), before);
}

START_TEST(a_newer_one_for_the_same_request_replaces)
{
	ck_assert_int_eq(replaces(GET(""), OK(FRESH), GET(""), LATER FRESH "\r\n"), 1);
	ck_assert_int_eq(replaces(GET(""), OK(FRESH), GET(""), OK(FRESH)), 1);
	ck_assert_int_eq(replaces(GET(""), OK(FRESH), GET(""), "HTTP/1.1 404 Not Found\r\n" DATE FRESH "\r\n"), 1);
}
END_TEST

START_TEST(an_older_one_does_not)
{
	ck_assert_int_eq(replaces(GET(""), LATER FRESH "\r\n", GET(""), OK(FRESH)), 0);
}
END_TEST

START_TEST(what_must_not_be_stored_replaces_nothing)
{
	ck_assert_int_eq(replaces(GET(""), OK(FRESH), GET(""), OK("Cache-Control: no-store\r\n")), 0);
	ck_assert_int_eq(replaces(GET(""), OK(FRESH), GET("Authorization: Basic eDp5\r\n"), OK(FRESH)), 0);
	ck_assert_int_eq(
		replaces(GET(""), OK(FRESH), "DELETE /page HTTP/1.1\r\nHost: example.com\r\n\r\n", OK(FRESH)), 0);
}
END_TEST

START_TEST(nor_does_what_is_about_another_target)
{
	ck_assert_int_eq(
		replaces(GET(""), OK(FRESH), "GET /other HTTP/1.1\r\nHost: example.com\r\n\r\n", OK(FRESH)), 0);
}
END_TEST

START_TEST(head_does_not_replace_content)
{
	ck_assert_int_eq(replaces(GET(""), OK(FRESH), HEAD(""), OK(FRESH)), 0);
	ck_assert_int_eq(replaces(HEAD(""), OK(FRESH), HEAD(""), OK(FRESH)), 1);
	ck_assert_int_eq(replaces(HEAD(""), OK(FRESH), GET(""), OK(FRESH)), 1);
}
END_TEST

#define BY_LANGUAGE FRESH "Vary: Accept-Language\r\n"

START_TEST(what_vary_names_has_to_be_the_same)
{
	const char *of_en = GET("Accept-Language: en\r\n");

	ck_assert_int_eq(replaces(of_en, OK(BY_LANGUAGE), of_en, OK(BY_LANGUAGE)), 1);
	ck_assert_int_eq(replaces(of_en, OK(BY_LANGUAGE), GET("Accept-Language: de\r\n"), OK(BY_LANGUAGE)), 0);
	ck_assert_int_eq(replaces(of_en, OK(BY_LANGUAGE), GET(""), OK(BY_LANGUAGE)), 0);
	ck_assert_int_eq(replaces(of_en, OK(BY_LANGUAGE), of_en, OK(FRESH "vary: accept-language\r\n")), 1);
}
END_TEST

START_TEST(another_vary_leaves_it_for_others)
{
	const char *of_en = GET("Accept-Language: en\r\n");

	ck_assert_int_eq(replaces(of_en, OK(BY_LANGUAGE), of_en, OK(FRESH)), 0);
	ck_assert_int_eq(replaces(of_en, OK(FRESH), of_en, OK(BY_LANGUAGE)), 0);
	ck_assert_int_eq(replaces(of_en, OK(BY_LANGUAGE), of_en, OK(FRESH "Vary: Accept-Language, Cookie\r\n")), 0);
}
END_TEST

#define PART_OF(range, tag) PART(FRESH "Content-Range: bytes " range "\r\nETag: " tag "\r\n")

START_TEST(a_part_replaces_one_that_lies_within_it)
{
	const char *ranged = GET("Range: bytes=0-9\r\n");

	cache_is(HTTPSTATUS_CACHE_PROPERTY_PARTS, 1);
	ck_assert_int_eq(replaces(ranged, PART_OF("2-5/90", "\"a\""), ranged, PART_OF("0-9/90", "\"a\"")), 1);
	ck_assert_int_eq(replaces(ranged, PART_OF("0-9/90", "\"a\""), ranged, PART_OF("2-5/90", "\"a\"")), 0);
	ck_assert_int_eq(replaces(ranged, PART_OF("0-9/90", "\"a\""), ranged, PART_OF("20-29/90", "\"a\"")), 0);
	ck_assert_int_eq(replaces(ranged, PART_OF("0-9/90", "\"a\""), ranged, PART_OF("20-29/90", "\"b\"")), 1);
}
END_TEST

START_TEST(a_part_does_not_replace_the_whole)
{
	cache_is(HTTPSTATUS_CACHE_PROPERTY_PARTS, 1);
	ck_assert_int_eq(replaces(GET(""), OK(FRESH), GET("Range: bytes=0-9\r\n"), PART_OF("0-9/90", "\"b\"")), 0);
	ck_assert_int_eq(replaces(GET("Range: bytes=0-9\r\n"), PART_OF("0-9/90", "\"b\""), GET(""), OK(FRESH)), 1);
}
END_TEST

START_TEST(what_is_unknown_is_not_told)
{
	struct httpstatus_exchange *plain = exchange_of(GET(""), OK(FRESH)); /* over TLS or not, nobody said */
	const struct httpstatus_exchange *before = store(GET(""), OK(FRESH));

	ck_assert_int_eq(httpstatus_cache_replaces(cache, plain, before), -1);
	ck_assert_int_eq(httpstatus_cache_replaces(cache, before, NULL), -1);
	ck_assert_int_eq(httpstatus_cache_replaces(cache, NULL, before), -1);
	cache_is(HTTPSTATUS_CACHE_PROPERTY_PARTS, HTTPSTATUS_UNKNOWN);
	ck_assert_int_eq(replaces(GET(""), PART_OF("0-9/90", "\"a\""), GET(""), PART_OF("0-9/90", "\"a\"")), -1);
	httpstatus_exchange_free(plain);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("cache: replace");

	add_test(suite, a_whole_response_has_all);
	add_test(suite, one_without_content_has_no_octets);
	add_test(suite, a_part_says_which);
	add_test(suite, what_was_cut_has_what_came);
	add_test(suite, nothing_has_no_extent);
	add_test(suite, a_newer_one_for_the_same_request_replaces);
	add_test(suite, an_older_one_does_not);
	add_test(suite, what_must_not_be_stored_replaces_nothing);
	add_test(suite, nor_does_what_is_about_another_target);
	add_test(suite, head_does_not_replace_content);
	add_test(suite, what_vary_names_has_to_be_the_same);
	add_test(suite, another_vary_leaves_it_for_others);
	add_test(suite, a_part_replaces_one_that_lies_within_it);
	add_test(suite, a_part_does_not_replace_the_whole);
	add_test(suite, what_is_unknown_is_not_told);
	return tap_main(suite);
}

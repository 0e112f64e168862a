/* How fresh: RFC 9111, 4.2; RFC 5861; RFC 9213. The plain cases are in tests/data/freshness.csv. SPDX-License-Identifier: MIT */
#include "lookups.h"

#include <limits.h>

/* A time of a response that was received at NOW, so many seconds later. */
static int64_t time_of(const char *fields, int time, int64_t after)
{
	char response[512];

	snprintf(response, sizeof response, OK("%s"), fields);
	struct httpstatus_exchange *exchange = exchange_at(GET(""), response, NOW);
	int64_t seconds = httpstatus_cache_time(cache, exchange, time, NOW + after);
	httpstatus_exchange_free(exchange);
	return seconds;
}

static int64_t lifetime(const char *fields)
{
	return time_of(fields, HTTPSTATUS_CACHE_TIME_LIFETIME, 0);
}

START_TEST(without_a_response_there_is_no_time)
{
	for (int time = -1; time <= HTTPSTATUS_CACHE_TIME_STALE_IF_ERROR + 1; time++) {
		ck_assert(httpstatus_cache_time(cache, NULL, time, NOW) == HTTPSTATUS_UNKNOWN);
		ck_assert(httpstatus_cache_time(NULL, made, time, NOW) == HTTPSTATUS_UNKNOWN);
	}
	ck_assert(time_of("", -1, 0) == HTTPSTATUS_UNKNOWN);
	ck_assert(time_of("", INT_MAX, 0) == HTTPSTATUS_UNKNOWN);
	ck_assert_int_eq(httpstatus_cache_freshness(cache, NULL), -1);
	ck_assert_int_eq(httpstatus_cache_is_fresh(cache, made, NOW), -1);
}
END_TEST

START_TEST(what_is_left_is_the_lifetime_without_the_age)
{
	const char *const fields = "Cache-Control: max-age=60\r\nAge: 10\r\n";

	ck_assert_int_eq(time_of(fields, HTTPSTATUS_CACHE_TIME_AGE, 5), 15);
	ck_assert_int_eq(time_of(fields, HTTPSTATUS_CACHE_TIME_FRESH_FOR, 5), 45);
	ck_assert_int_eq(time_of(fields, HTTPSTATUS_CACHE_TIME_FRESH_FOR, 95), -45);
	ck_assert(time_of("", HTTPSTATUS_CACHE_TIME_FRESH_FOR, 5) == HTTPSTATUS_UNKNOWN);
}
END_TEST

/* ---- heuristics: RFC 9111, 4.2.2 ---- */

START_TEST(a_guess_is_a_tenth_unless_said)
{
	ck_assert_int_eq(lifetime(MODIFIED), 8640);
	cache_is(HTTPSTATUS_CACHE_PROPERTY_HEURISTIC_PERCENT, 25);
	ck_assert_int_eq(lifetime(MODIFIED), 21600);
	cache_is(HTTPSTATUS_CACHE_PROPERTY_HEURISTIC_PERCENT, 100);
	ck_assert_int_eq(lifetime(MODIFIED), 86400);
	ck_assert_int_eq(lifetime("Cache-Control: max-age=5\r\n" MODIFIED), 5);
}
END_TEST

START_TEST(a_cache_may_guess_nothing)
{
	cache_is(HTTPSTATUS_CACHE_PROPERTY_HEURISTIC_PERCENT, 0);
	ck_assert(lifetime(MODIFIED) == HTTPSTATUS_UNKNOWN);
}
END_TEST

START_TEST(a_guess_has_a_limit)
{
	cache_is(HTTPSTATUS_CACHE_PROPERTY_HEURISTIC_MOST, 100);
	ck_assert_int_eq(lifetime(MODIFIED), 100);
	ck_assert_int_eq(lifetime("Cache-Control: max-age=500\r\n" MODIFIED), 500);
	cache_is(HTTPSTATUS_CACHE_PROPERTY_HEURISTIC_MOST, 0);
	ck_assert_int_eq(lifetime(MODIFIED), 0);
}
END_TEST

/* ---- stale responses: RFC 5861 ---- */

static void check_allowance(int time, const char *name)
{
	const struct {
		const char *control;
		int64_t shared, private;
	} rows[] = {{"%s=1200", 1200, 1200}, {"%s", 0, 0}, {"max-age=1", 0, 0}, {"%s=5, must-revalidate", 0, 0},
		{"%s=5, no-cache", 0, 0}, {"%s=5, no-cache=\"x\"", 5, 5}, {"%s=5, proxy-revalidate", 0, 5},
		{"%s=5, s-maxage=1", 0, 5}, {"%s=x", 0, 0}};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char control[64], fields[96];
		const char *mark = strchr(rows[i].control, '%');

		snprintf(control, sizeof control, "%s%s", mark ? name : "", mark ? mark + 2 : rows[i].control);
		snprintf(fields, sizeof fields, "Cache-Control: %s\r\n", control);
		cache_is(HTTPSTATUS_CACHE_PROPERTY_SHARED, 1);
		ck_assert_int_eq(time_of(fields, time, 0), rows[i].shared);
		cache_is(HTTPSTATUS_CACHE_PROPERTY_SHARED, 0);
		ck_assert_int_eq(time_of(fields, time, 0), rows[i].private);
	}
}

START_TEST(what_allows_a_stale_answer_can_be_forbidden)
{
	check_allowance(HTTPSTATUS_CACHE_TIME_STALE_IF_ERROR, "stale-if-error");
	check_allowance(HTTPSTATUS_CACHE_TIME_STALE_WHILE_REVALIDATE, "stale-while-revalidate");
}
END_TEST

/* ---- s-maxage ---- */

START_TEST(a_cache_of_which_nothing_was_said_is_shared)
{
	struct httpstatus_exchange *exchange =
		exchange_at(GET(""), OK("Cache-Control: max-age=1, s-maxage=60\r\n"), NOW);
	const struct httpstatus_cache *const of_nobody[] = {NULL, cache};

	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(
			httpstatus_cache_time(of_nobody[i], exchange, HTTPSTATUS_CACHE_TIME_LIFETIME, NOW), 60);
		ck_assert_int_eq(httpstatus_cache_is_fresh(of_nobody[i], exchange, NOW + 1), 1);
		ck_assert_int_eq(httpstatus_cache_is_fresh(of_nobody[i], exchange, NOW + 60), 0);
	}
	ck_assert_int_eq(httpstatus_cache_is_fresh(PRIVATE, exchange, NOW + 1), 0);
	ck_assert_int_eq(httpstatus_cache_is_fresh(SHARED, exchange, HTTPSTATUS_UNKNOWN), -1);
	httpstatus_exchange_free(exchange);
}
END_TEST

/* ---- targeted fields: RFC 9213 ---- */

static void obey(void)
{
	prepare();
	cache_says(HTTPSTATUS_CACHE_TEXT_TARGETS, "Here-Cache-Control, CDN-Cache-Control");
}

START_TEST(a_targeted_field_takes_the_place_of_cache_control_and_expires)
{
	ck_assert_int_eq(lifetime("Cache-Control: max-age=5\r\nCDN-Cache-Control: max-age=600\r\n"), 600);
	ck_assert(lifetime("Cache-Control: max-age=5\r\nExpires: Sun, 06 Nov 1994 09:49:37 GMT\r\n"
			   "CDN-Cache-Control: none\r\n") == HTTPSTATUS_UNKNOWN);
	ck_assert_int_eq(lifetime("Cache-Control: max-age=5\r\nCDN-Cache-Control: none\r\n" MODIFIED), 8640);
}
END_TEST

START_TEST(the_first_of_the_list_counts)
{
	const char *const both = "CDN-Cache-Control: max-age=600\r\nHere-Cache-Control: max-age=7\r\n";

	ck_assert_int_eq(lifetime(both), 7);
	cache_says(HTTPSTATUS_CACHE_TEXT_TARGETS, "cdn-cache-control,Here-Cache-Control");
	ck_assert_int_eq(lifetime(both), 600);
}
END_TEST

START_TEST(without_a_list_no_targeted_field_counts)
{
	ck_assert_int_eq(httpstatus_cache_set_text(cache, HTTPSTATUS_CACHE_TEXT_TARGETS, NULL, 0), 0);
	ck_assert_int_eq(lifetime("Cache-Control: max-age=5\r\nCDN-Cache-Control: max-age=600\r\n"), 5);
	ck_assert_int_eq(lifetime("Cache-Control: max-age=5\r\nOther-Cache-Control: max-age=600\r\n"), 5);
}
END_TEST

/* 2.1: what is empty or broken is as if it were not there, and then the next one counts. */
START_TEST(an_empty_or_broken_field_does_not_count)
{
	const char *const broken[] = {"", "max-age=600,", "max-age =600", "Max-Age=600", "max-age=600 public",
		"max-age=600;", "max-age=\"600", "max-age=600, x=1.2345", "max-age==600", ",max-age=600", "max-age=@x"};

	for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
		char fields[128];

		snprintf(fields, sizeof fields, "Cache-Control: max-age=5\r\nCDN-Cache-Control: %s\r\n", broken[i]);
		ck_assert_int_eq(lifetime(fields), 5);
		snprintf(fields, sizeof fields, "Here-Cache-Control: %s\r\nCDN-Cache-Control: max-age=600\r\n",
			broken[i]);
		ck_assert_int_eq(lifetime(fields), 600);
	}
}
END_TEST

START_TEST(parameters_and_other_directives_are_passed_over)
{
	ck_assert_int_eq(lifetime("CDN-Cache-Control: x, max-age=600;a=1;b, y=(1 2);c=\"d\", z=:YQ==:\r\n"), 600);
	ck_assert_int_eq(lifetime("CDN-Cache-Control: x\r\nCDN-Cache-Control: max-age=600\r\n"), 600);
}
END_TEST

/* RFC 9213, 2.1: a value of another type is not used; RFC 9111, 4.2.1: then the response is stale. */
START_TEST(a_number_of_another_type_is_none)
{
	const char *const values[] = {"\"600\"", "600.0", "x600", "-600", "?1", "(600)", ":NjAw:", "@600"};

	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
		char fields[128];

		snprintf(fields, sizeof fields, "CDN-Cache-Control: max-age=%s\r\n" MODIFIED, values[i]);
		ck_assert_int_eq(lifetime(fields), 0);
	}
}
END_TEST

/* RFC 9651, 3.2. */
START_TEST(the_last_of_several_counts)
{
	ck_assert_int_eq(lifetime("CDN-Cache-Control: max-age=5, max-age=6\r\n"), 6);
	ck_assert_int_eq(lifetime("Cache-Control: max-age=5, max-age=6\r\n"), 5);
}
END_TEST

START_TEST(s_maxage_counts_there_too)
{
	ck_assert_int_eq(lifetime("CDN-Cache-Control: max-age=5, s-maxage=6\r\n"), 6);
	cache_is(HTTPSTATUS_CACHE_PROPERTY_SHARED, 0);
	ck_assert_int_eq(lifetime("CDN-Cache-Control: max-age=5, s-maxage=6\r\n"), 5);
}
END_TEST

static uint64_t obstacles(const char *fields)
{
	char response[256];

	snprintf(response, sizeof response, OK("%s"), fields);
	struct httpstatus_exchange *exchange = exchange_of(GET(""), response);
	uint64_t found = obstacles_of(cache, exchange);
	httpstatus_exchange_free(exchange);
	return found;
}

START_TEST(a_targeted_field_decides_on_storing)
{
	ck_assert_uint_eq(obstacles("Cache-Control: no-store\r\nCDN-Cache-Control: max-age=600\r\n"), 0);
	ck_assert_uint_eq(obstacles("Cache-Control: no-store\r\nCDN-Cache-Control: none\r\n"), 0);
	ck_assert_uint_eq(
		obstacles("Cache-Control: no-store\r\nCDN-Cache-Control:\r\n"), BIT(HTTPSTATUS_OBSTACLE_NO_STORE));
	ck_assert_uint_eq(obstacles("Cache-Control: max-age=9\r\nCDN-Cache-Control: no-store\r\n"),
		BIT(HTTPSTATUS_OBSTACLE_NO_STORE));
	ck_assert_uint_eq(obstacles("CDN-Cache-Control: private\r\n"), BIT(HTTPSTATUS_OBSTACLE_PRIVATE));
	ck_assert_uint_eq(obstacles("CDN-Cache-Control: private=\"a\"\r\n"), 0);
	ck_assert_uint_eq(obstacles("CDN-Cache-Control: private=5\r\n"), BIT(HTTPSTATUS_OBSTACLE_PRIVATE));
	ck_assert_uint_eq(obstacles("CDN-Cache-Control: private=?0, no-store=?0\r\n"), 0);
}
END_TEST

static void add_targeted_test(Suite *suite, const TTest *test)
{
	TCase *tcase = tcase_create(test->name);

	tcase_add_checked_fixture(tcase, obey, clean_up);
	tcase_add_test(tcase, test);
	suite_add_tcase(suite, tcase);
}

int main(void)
{
	Suite *suite = suite_create("cache: freshness");

	add_test(suite, without_a_response_there_is_no_time);
	add_test(suite, what_is_left_is_the_lifetime_without_the_age);
	add_test(suite, a_guess_is_a_tenth_unless_said);
	add_test(suite, a_cache_may_guess_nothing);
	add_test(suite, a_guess_has_a_limit);
	add_test(suite, what_allows_a_stale_answer_can_be_forbidden);
	add_test(suite, a_cache_of_which_nothing_was_said_is_shared);
	add_targeted_test(suite, a_targeted_field_takes_the_place_of_cache_control_and_expires);
	add_targeted_test(suite, the_first_of_the_list_counts);
	add_targeted_test(suite, without_a_list_no_targeted_field_counts);
	add_targeted_test(suite, an_empty_or_broken_field_does_not_count);
	add_targeted_test(suite, parameters_and_other_directives_are_passed_over);
	add_targeted_test(suite, a_number_of_another_type_is_none);
	add_targeted_test(suite, the_last_of_several_counts);
	add_targeted_test(suite, s_maxage_counts_there_too);
	add_targeted_test(suite, a_targeted_field_decides_on_storing);
	return tap_main(suite);
}

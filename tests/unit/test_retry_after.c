/* Retry-After: RFC 9110, 10.2.3. SPDX-License-Identifier: MIT */
#include "tap.h"
#include "values.h"

#include <string.h>

enum { EXAMPLE = 784111777 }; /* Sun, 06 Nov 1994 08:49:37 GMT */

static struct retry_after retry_at(const char *text, int64_t now)
{
	struct retry_after read = {.seconds = -1};

	ck_assert_msg(retry_after_read(span_of(text), now, &read), "\"%s\" is valid", text);
	return read;
}

static struct retry_after retry_of(const char *text)
{
	return retry_at(text, EXAMPLE);
}

static bool is_valid(const char *text)
{
	struct retry_after read;

	return retry_after_read(span_of(text), EXAMPLE, &read);
}

START_TEST(the_example_of_a_delay_is_two_minutes)
{
	struct retry_after got = retry_of("120");

	ck_assert_int_eq(got.seconds, 120);
	ck_assert(!got.is_date);
	ck_assert(!got.weekday_wrong);
	ck_assert(!got.obsolete_form);
}
END_TEST

START_TEST(the_example_of_a_date_is_waited_for)
{
	struct retry_after got = retry_at("Fri, 31 Dec 1999 23:59:59 GMT", 946684799 - 3600);

	ck_assert_int_eq(got.seconds, 3600);
	ck_assert(got.is_date);
	ck_assert(!got.weekday_wrong);
	ck_assert(!got.obsolete_form);
}
END_TEST

START_TEST(a_delay_is_digits)
{
	ck_assert_int_eq(retry_of("0").seconds, 0);
	ck_assert_int_eq(retry_of("00").seconds, 0);
	ck_assert_int_eq(retry_of("0120").seconds, 120);
	ck_assert_int_eq(retry_of("9223372036854775806").seconds, INT64_MAX - 1);
	ck_assert_int_eq(retry_of("9223372036854775807").seconds, INT64_MAX);
}
END_TEST

START_TEST(a_delay_does_not_depend_on_the_clock)
{
	ck_assert_int_eq(retry_at("120", INT64_MIN).seconds, 120);
	ck_assert_int_eq(retry_at("120", INT64_MAX).seconds, 120);
}
END_TEST

START_TEST(a_delay_too_long_to_count_saturates)
{
	ck_assert_int_eq(retry_of("9223372036854775808").seconds, INT64_MAX);
	ck_assert_int_eq(retry_of("18446744073709551616").seconds, INT64_MAX);
	ck_assert_int_eq(retry_of("99999999999999999999999999999999999999999").seconds, INT64_MAX);
	ck_assert_int_eq(retry_of("00000000000000000000000000000000000000120").seconds, 120);
}
END_TEST

START_TEST(what_is_not_digits_is_no_delay)
{
	static const char *const values[] = {"120s", "1e3", "120, 60", "120,", ",120", "-1", "+1", "1.5", "0x10",
		"120 60", " 120", "120 ", "\t120", "\"120\"", "120;", "1_000", "a", "\xd9\xa1", "99999999999999999999x",
		"120 seconds", "PT2M"};

	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
		ck_assert_msg(!is_valid(values[i]), "\"%s\"", values[i]);
}
END_TEST

START_TEST(nothing_is_invalid)
{
	struct retry_after read;

	ck_assert(!is_valid(""));
	ck_assert(!retry_after_read((struct span){NULL, 0}, EXAMPLE, &read));
	ck_assert(!retry_after_read(SPAN("120\0"), EXAMPLE, &read));
}
END_TEST

START_TEST(a_date_is_waited_for_from_now_on)
{
	ck_assert_int_eq(retry_of("Sun, 06 Nov 1994 08:49:38 GMT").seconds, 1);
	ck_assert_int_eq(retry_of("Sun, 06 Nov 1994 09:49:37 GMT").seconds, 3600);
	ck_assert_int_eq(retry_of("Sun, 06 Nov 1994 08:49:60 GMT").seconds, 23);
}
END_TEST

START_TEST(a_past_date_is_not_waited_for)
{
	ck_assert_int_eq(retry_of("Sun, 06 Nov 1994 08:49:37 GMT").seconds, 0);
	ck_assert_int_eq(retry_of("Sun, 06 Nov 1994 08:49:36 GMT").seconds, 0);
	ck_assert_int_eq(retry_of("Sat, 01 Jan 0000 00:00:00 GMT").seconds, 0);
	ck_assert_int_eq(retry_at("Sun, 06 Nov 1994 08:49:37 GMT", INT64_MAX).seconds, 0);
	ck_assert_int_eq(retry_at("Sat, 01 Jan 0000 00:00:00 GMT", INT64_MAX).seconds, 0);
	ck_assert(retry_of("Sun, 06 Nov 1994 08:49:36 GMT").is_date);
}
END_TEST

START_TEST(a_wait_too_long_to_count_saturates)
{
	ck_assert_int_eq(retry_at("Thu, 01 Jan 1970 00:00:00 GMT", INT64_MIN).seconds, INT64_MAX);
	ck_assert_int_eq(retry_at("Thu, 01 Jan 1970 00:00:00 GMT", -INT64_MAX).seconds, INT64_MAX);
	ck_assert_int_eq(retry_at("Thu, 01 Jan 1970 00:00:01 GMT", -INT64_MAX).seconds, INT64_MAX);
	ck_assert_int_eq(retry_at("Wed, 31 Dec 1969 23:59:59 GMT", INT64_MIN).seconds, INT64_MAX);
	ck_assert_int_eq(retry_at("Wed, 31 Dec 1969 23:59:59 GMT", -INT64_MAX).seconds, INT64_MAX - 1);
	ck_assert_int_eq(retry_at("Wed, 31 Dec 1969 23:59:58 GMT", INT64_MIN).seconds, INT64_MAX - 1);
}
END_TEST

START_TEST(an_obsolete_form_is_told)
{
	struct retry_after rfc850 = retry_of("Sunday, 06-Nov-94 08:50:37 GMT"),
			   asctime = retry_of("Sun Nov  6 08:50:37 1994");

	ck_assert_int_eq(rfc850.seconds, 60);
	ck_assert(rfc850.is_date && rfc850.obsolete_form && !rfc850.weekday_wrong);
	ck_assert_int_eq(asctime.seconds, 60);
	ck_assert(asctime.is_date && asctime.obsolete_form && !asctime.weekday_wrong);
}
END_TEST

START_TEST(a_wrong_weekday_is_told)
{
	struct retry_after got = retry_of("Mon, 06 Nov 1994 08:50:37 GMT");

	ck_assert_int_eq(got.seconds, 60);
	ck_assert(got.weekday_wrong);
	ck_assert(!got.obsolete_form);
}
END_TEST

/* RFC 9111, 4.2 relaxes dates for caches only. */
START_TEST(case_matters_in_a_date)
{
	ck_assert(!is_valid("sun, 06 nov 1994 08:49:37 gmt"));
}
END_TEST

START_TEST(two_values_are_none)
{
	ck_assert(!is_valid("Sun, 06 Nov 1994 08:49:37 GMT, 120"));
	ck_assert(!is_valid("Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT"));
	ck_assert(!is_valid("120,120"));
}
END_TEST

START_TEST(what_is_invalid_says_nothing)
{
	struct retry_after read = {.is_date = true, .seconds = 42, .weekday_wrong = true, .obsolete_form = true};

	ck_assert(!retry_after_read(SPAN("120s"), EXAMPLE, &read));
	ck_assert(!retry_after_read(SPAN("99999999999999999999s"), EXAMPLE, &read));
	ck_assert_int_eq(read.seconds, 42);
	ck_assert(read.is_date && read.weekday_wrong && read.obsolete_form);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("retry_after");

	suite_add(suite, the_example_of_a_delay_is_two_minutes);
	suite_add(suite, the_example_of_a_date_is_waited_for);
	suite_add(suite, a_delay_is_digits);
	suite_add(suite, a_delay_does_not_depend_on_the_clock);
	suite_add(suite, a_delay_too_long_to_count_saturates);
	suite_add(suite, what_is_not_digits_is_no_delay);
	suite_add(suite, nothing_is_invalid);
	suite_add(suite, a_date_is_waited_for_from_now_on);
	suite_add(suite, a_past_date_is_not_waited_for);
	suite_add(suite, a_wait_too_long_to_count_saturates);
	suite_add(suite, an_obsolete_form_is_told);
	suite_add(suite, a_wrong_weekday_is_told);
	suite_add(suite, case_matters_in_a_date);
	suite_add(suite, two_values_are_none);
	suite_add(suite, what_is_invalid_says_nothing);
	return tap_main(suite);
}

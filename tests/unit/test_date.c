/* HTTP-date: RFC 9110, 5.6.7. SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE /* timegm() */
#include "tap.h"
#include "values.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { TEXT_SIZE = 64, DAY = 86400 };

/* The time of the specification's examples, Sun, 06 Nov 1994 08:49:37 GMT, as RFC 9110, 5.6.7 has it; seconds by date(1). */
enum { EXAMPLE = 784111777 };

static const char *const weekdays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
static const char *const months[] = {
	"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static bool is_date(const char *text)
{
	struct date date;

	return date_read(span_of(text), EXAMPLE, &date);
}

static bool is_date_in_any_case(const char *text)
{
	struct date date;

	return date_read_ignoring_case(span_of(text), EXAMPLE, &date);
}

static struct date date_at(const char *text, int64_t now)
{
	struct date date = {.seconds = INT64_MIN};

	ck_assert_msg(date_read(span_of(text), now, &date), "\"%s\" is a date", text);
	return date;
}

static struct date date_of(const char *text)
{
	return date_at(text, EXAMPLE);
}

/* By the C library. */
static int64_t utc(int year, int month, int day, int hour, int minute, int second)
{
	struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day};

	tm.tm_hour = hour;
	tm.tm_min = minute;
	tm.tm_sec = second;
	return timegm(&tm);
}

/* The year that a two-digit one is for somebody who reads it at @now. */
static int year_at(const char *text, int64_t now)
{
	time_t seconds = date_at(text, now).seconds;
	struct tm tm;

	gmtime_r(&seconds, &tm);
	return tm.tm_year + 1900;
}

START_TEST(the_three_examples_are_one_time)
{
	ck_assert_int_eq(date_of("Sun, 06 Nov 1994 08:49:37 GMT").seconds, EXAMPLE);
	ck_assert_int_eq(date_of("Sunday, 06-Nov-94 08:49:37 GMT").seconds, EXAMPLE);
	ck_assert_int_eq(date_of("Sun Nov  6 08:49:37 1994").seconds, EXAMPLE);
}
END_TEST

START_TEST(the_form_is_told)
{
	ck_assert_int_eq(date_of("Sun, 06 Nov 1994 08:49:37 GMT").form, DATE_IMF);
	ck_assert_int_eq(date_of("Sunday, 06-Nov-94 08:49:37 GMT").form, DATE_RFC850);
	ck_assert_int_eq(date_of("Sun Nov  6 08:49:37 1994").form, DATE_ASCTIME);
}
END_TEST

/* RFC 9110, 10.2.3; RFC 9111, 5.3. */
START_TEST(other_examples_are_dates)
{
	ck_assert_int_eq(date_of("Fri, 31 Dec 1999 23:59:59 GMT").seconds, 946684799);
	ck_assert_int_eq(date_of("Thu, 01 Dec 1994 16:00:00 GMT").seconds, 786297600);
	ck_assert_int_eq(date_of("Thu, 01 Jan 1970 00:00:00 GMT").seconds, 0);
}
END_TEST

static bool is_time(const char *text, int64_t seconds, enum date_form form)
{
	struct date date;

	return date_read(span_of(text), seconds, &date) && date.seconds == seconds && date.form == form &&
	       !date.weekday_wrong;
}

static bool is_written_as(int64_t seconds, const char *text)
{
	char written[DATE_SIZE];

	return date_write(seconds, written) && strcmp(written, text) == 0;
}

/* These two assert only where something is wrong: Check takes its time for each assertion. */
static void is_imf_date(time_t seconds)
{
	char text[TEXT_SIZE];
	struct tm tm;

	gmtime_r(&seconds, &tm);
	sprintf(text, "%.3s, %02d %s %04d %02d:%02d:%02d GMT", weekdays[tm.tm_wday], tm.tm_mday, months[tm.tm_mon],
		tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
	if (!is_written_as(seconds, text) || !is_time(text, seconds, DATE_IMF))
		ck_abort_msg("%s", text);
}

static void is_obsolete_date(time_t seconds)
{
	char rfc850[TEXT_SIZE], asctime[TEXT_SIZE];
	struct tm tm;

	gmtime_r(&seconds, &tm);
	sprintf(rfc850, "%s, %02d-%s-%02d %02d:%02d:%02d GMT", weekdays[tm.tm_wday], tm.tm_mday, months[tm.tm_mon],
		(tm.tm_year + 1900) % 100, tm.tm_hour, tm.tm_min, tm.tm_sec);
	sprintf(asctime, "%.3s %s %2d %02d:%02d:%02d %04d", weekdays[tm.tm_wday], months[tm.tm_mon], tm.tm_mday,
		tm.tm_hour, tm.tm_min, tm.tm_sec, tm.tm_year + 1900);
	if (!is_time(rfc850, seconds, DATE_RFC850) || !is_time(asctime, seconds, DATE_ASCTIME))
		ck_abort_msg("%s", asctime);
}

START_TEST(every_day_of_the_years_1_to_9999_is_as_the_c_library_has_it)
{
	time_t first = utc(1, 1, 1, 0, 0, 0), last = utc(9999, 12, 31, 0, 0, 0);
	int second = 0;

	ck_assert_int_eq((last - first) / DAY, 3652058); /* 9999 years have 3652059 days */
	for (time_t day = first; day <= last; day += DAY) {
		is_imf_date(day + second);
		second = (second + 7919) % DAY;
	}
}
END_TEST

START_TEST(every_fifth_day_is_the_same_in_the_obsolete_forms)
{
	time_t last = utc(9999, 12, 31, 0, 0, 0);
	int second = 0;

	for (time_t day = utc(1, 1, 1, 0, 0, 0); day <= last; day += 5 * DAY) {
		is_obsolete_date(day + second);
		second = (second + 7919) % DAY;
	}
}
END_TEST

START_TEST(every_second_of_a_leap_day_is_as_the_c_library_has_it)
{
	time_t first = utc(2000, 2, 29, 0, 0, 0);

	for (int second = 0; second < DAY; second++) {
		is_imf_date(first + second);
		is_obsolete_date(first + second);
	}
}
END_TEST

START_TEST(the_year_0_is_before_the_year_1_and_a_leap_year)
{
	ck_assert_int_eq(date_of("Sat, 01 Jan 0000 00:00:00 GMT").seconds, utc(1, 1, 1, 0, 0, 0) - 366LL * DAY);
	ck_assert(is_date("Tue, 29 Feb 0000 00:00:00 GMT"));
}
END_TEST

START_TEST(february_has_29_days_in_leap_years_only)
{
	ck_assert(is_date("Tue, 29 Feb 2000 00:00:00 GMT"));
	ck_assert(is_date("Thu, 29 Feb 1996 00:00:00 GMT"));
	ck_assert(is_date("Thu Feb 29 00:00:00 1996"));
	ck_assert(!is_date("Thu, 29 Feb 1900 00:00:00 GMT"));
	ck_assert(!is_date("Mon, 29 Feb 2100 00:00:00 GMT"));
	ck_assert(!is_date("Wed, 29 Feb 1995 00:00:00 GMT"));
	ck_assert(!is_date("Wed Feb 29 00:00:00 1995"));
	ck_assert(!is_date("Fri, 30 Feb 1996 00:00:00 GMT"));
	ck_assert(!is_date("Sunday, 29-Feb-95 00:00:00 GMT"));
}
END_TEST

START_TEST(a_day_that_the_month_does_not_have_is_invalid)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	for (int month = 0; month < 12; month++) {
		for (int day = 0; day < 100; day++) {
			char text[TEXT_SIZE];

			sprintf(text, "Sun, %02d %s 1995 00:00:00 GMT", day, months[month]);
			ck_assert_msg(is_date(text) == (day >= 1 && day <= days[month]), "%s", text);
		}
	}
}
END_TEST

START_TEST(an_hour_is_0_to_23)
{
	ck_assert(is_date("Sun, 06 Nov 1994 00:49:37 GMT"));
	ck_assert(is_date("Sun, 06 Nov 1994 23:49:37 GMT"));
	ck_assert(!is_date("Sun, 06 Nov 1994 24:00:00 GMT"));
	ck_assert(!is_date("Sunday, 06-Nov-94 24:00:00 GMT"));
	ck_assert(!is_date("Sun Nov  6 24:00:00 1994"));
	ck_assert(!is_date("Sun, 06 Nov 1994 99:49:37 GMT"));
}
END_TEST

START_TEST(a_minute_is_0_to_59)
{
	ck_assert(is_date("Sun, 06 Nov 1994 08:59:37 GMT"));
	ck_assert(!is_date("Sun, 06 Nov 1994 08:60:37 GMT"));
	ck_assert(!is_date("Sun, 06 Nov 1994 08:99:37 GMT"));
}
END_TEST

/* RFC 9110, 5.6.7: 00:00:00 - 23:59:60 (leap second); there was one at the end of 1998. */
START_TEST(a_leap_second_is_the_next_minutes_first)
{
	ck_assert_int_eq(
		date_of("Thu, 31 Dec 1998 23:59:60 GMT").seconds, date_of("Fri, 01 Jan 1999 00:00:00 GMT").seconds);
	ck_assert_int_eq(date_of("Thursday, 31-Dec-98 23:59:60 GMT").seconds, 915148800);
	ck_assert_int_eq(date_of("Thu Dec 31 23:59:60 1998").seconds, 915148800);
	ck_assert_int_eq(date_of("Fri, 31 Dec 9999 23:59:60 GMT").seconds, utc(10000, 1, 1, 0, 0, 0));
}
END_TEST

START_TEST(a_leap_second_is_of_the_day_that_it_ends)
{
	ck_assert(!date_of("Thu, 31 Dec 1998 23:59:60 GMT").weekday_wrong);
	ck_assert(date_of("Fri, 31 Dec 1998 23:59:60 GMT").weekday_wrong);
}
END_TEST

START_TEST(there_is_no_second_61)
{
	ck_assert(!is_date("Thu, 31 Dec 1998 23:59:61 GMT"));
	ck_assert(!is_date("Thursday, 31-Dec-98 23:59:61 GMT"));
	ck_assert(!is_date("Thu Dec 31 23:59:61 1998"));
	ck_assert(!is_date("Thu, 31 Dec 1998 23:59:99 GMT"));
}
END_TEST

START_TEST(case_matters)
{
	ck_assert(!is_date("sun, 06 Nov 1994 08:49:37 GMT"));
	ck_assert(!is_date("SUN, 06 Nov 1994 08:49:37 GMT"));
	ck_assert(!is_date("Sun, 06 nov 1994 08:49:37 GMT"));
	ck_assert(!is_date("Sun, 06 NOV 1994 08:49:37 GMT"));
	ck_assert(!is_date("Sun, 06 Nov 1994 08:49:37 gmt"));
	ck_assert(!is_date("SUNDAY, 06-Nov-94 08:49:37 GMT"));
	ck_assert(!is_date("Sunday, 06-nov-94 08:49:37 GMT"));
	ck_assert(!is_date("sun Nov  6 08:49:37 1994"));
	ck_assert(!is_date("Sun nov  6 08:49:37 1994"));
}
END_TEST

/* RFC 9111, 4.2. */
START_TEST(case_does_not_matter_to_a_cache)
{
	ck_assert(is_date_in_any_case("Sun, 06 Nov 1994 08:49:37 GMT"));
	ck_assert(is_date_in_any_case("sun, 06 nov 1994 08:49:37 gmt"));
	ck_assert(is_date_in_any_case("SUNDAY, 06-NOV-94 08:49:37 GMT"));
	ck_assert(is_date_in_any_case("sUN nOV  6 08:49:37 1994"));
}
END_TEST

START_TEST(nothing_but_case_is_looser_for_a_cache)
{
	ck_assert(!is_date_in_any_case("0")); /* RFC 9111, 5.3 */
	ck_assert(!is_date_in_any_case("Sun, 06 Nov 1994 08:49:37 UTC"));
	ck_assert(!is_date_in_any_case("Sun,\r06\rNov 1994 08:49:37 GMT"));
	ck_assert(!is_date_in_any_case("Sun, 06 Nov 1994 24:49:37 GMT"));
	ck_assert(!is_date_in_any_case("Sun, 31 Feb 1994 08:49:37 GMT"));
	ck_assert(!is_date_in_any_case(" Sun, 06 Nov 1994 08:49:37 GMT"));
}
END_TEST

/* RFC 9110, 5.6.7; RFC 9111, 4.2. */
START_TEST(every_zone_but_gmt_is_invalid)
{
	static const char *const zones[] = {"UTC", "UT", "Z", "EST", "PDT", "BST", "+0000", "-0000", "GMT+0", "GMTT",
		"GM", "", "GNT", "GMT;", "(GMT)"};

	for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
		char text[TEXT_SIZE];

		sprintf(text, "Sun, 06 Nov 1994 08:49:37 %s", zones[i]);
		ck_assert_msg(!is_date(text), "%s", text);
		sprintf(text, "Sunday, 06-Nov-94 08:49:37 %s", zones[i]);
		ck_assert_msg(!is_date(text), "%s", text);
	}
	ck_assert(!is_date("Sun, 06 Nov 1994 08:49:37"));
	ck_assert(!is_date("Sun Nov  6 08:49:37 1994 GMT"));
	ck_assert(!is_date("Sun Nov  6 08:49:37 GMT 1994"));
}
END_TEST

START_TEST(a_day_has_two_digits_and_only_in_asctime_a_space_for_the_first)
{
	ck_assert_int_eq(date_of("Sun Nov 06 08:49:37 1994").seconds, EXAMPLE);
	ck_assert(is_date("Wed Nov 16 08:49:37 1994"));
	ck_assert(!is_date("Sun Nov 6 08:49:37 1994"));
	ck_assert(!is_date("Sun Nov   6 08:49:37 1994"));
	ck_assert(!is_date("Sun Nov  06 08:49:37 1994"));
	ck_assert(!is_date("Sun Nov  0 08:49:37 1994"));
	ck_assert(!is_date("Sun, 6 Nov 1994 08:49:37 GMT"));
	ck_assert(!is_date("Sun,  6 Nov 1994 08:49:37 GMT"));
	ck_assert(!is_date("Sunday, 6-Nov-94 08:49:37 GMT"));
	ck_assert(!is_date("Sunday,  6-Nov-94 08:49:37 GMT"));
	ck_assert(!is_date("Sun, 006 Nov 1994 08:49:37 GMT"));
}
END_TEST

START_TEST(other_numbers_have_all_their_digits)
{
	ck_assert(!is_date("Sun, 06 Nov 94 08:49:37 GMT"));
	ck_assert(!is_date("Sun, 06 Nov 994 08:49:37 GMT"));
	ck_assert(!is_date("Sun, 06 Nov 01994 08:49:37 GMT"));
	ck_assert(!is_date("Sunday, 06-Nov-1994 08:49:37 GMT"));
	ck_assert(!is_date("Sun Nov  6 08:49:37 94"));
	ck_assert(!is_date("Sun Nov  6 08:49:37 19940"));
	ck_assert(!is_date("Sun, 06 Nov 1994 8:49:37 GMT"));
	ck_assert(!is_date("Sun, 06 Nov 1994 08:49 GMT"));
	ck_assert(!is_date("Sun, 06 Nov 1994 08:49:7 GMT"));
	ck_assert(!is_date("Sun, 06 Nov 1994 08:49:37.5 GMT"));
	ck_assert(!is_date("Sun, 06 Nov 1994 +8:49:37 GMT"));
	ck_assert(!is_date("Sun, 06 Nov -994 08:49:37 GMT"));
	ck_assert(!is_date("Sun, 06 11 1994 08:49:37 GMT"));
}
END_TEST

START_TEST(the_forms_do_not_mix)
{
	ck_assert(!is_date("Sunday, 06 Nov 1994 08:49:37 GMT"));
	ck_assert(!is_date("Sun, 06-Nov-94 08:49:37 GMT"));
	ck_assert(!is_date("Sun, 06-Nov-1994 08:49:37 GMT")); /* Netscape's cookies had it */
	ck_assert(!is_date("Sunday Nov  6 08:49:37 1994"));
	ck_assert(!is_date("Sun, Nov  6 08:49:37 1994"));
	ck_assert(!is_date("Sun, 06 November 1994 08:49:37 GMT"));
	ck_assert(!is_date("06 Nov 1994 08:49:37 GMT"));
	ck_assert(!is_date("1994-11-06T08:49:37Z"));
	ck_assert(!is_date("784111777"));
	ck_assert(!is_date("0"));
	ck_assert(!is_date("-1"));
}
END_TEST

START_TEST(spaces_are_where_the_grammar_has_them)
{
	ck_assert(!is_date(" Sun, 06 Nov 1994 08:49:37 GMT"));
	ck_assert(!is_date("Sun, 06 Nov 1994 08:49:37 GMT "));
	ck_assert(!is_date("Sun,06 Nov 1994 08:49:37 GMT"));
	ck_assert(!is_date("Sun,  06 Nov 1994 08:49:37 GMT"));
	ck_assert(!is_date("Sun,\t06 Nov 1994 08:49:37 GMT"));
	ck_assert(!is_date("Sun, 06  Nov 1994 08:49:37 GMT"));
	ck_assert(!is_date("Sun, 06 Nov 1994  08:49:37 GMT"));
	ck_assert(!is_date("Sun, 06 Nov 1994 08:49:37  GMT"));
	ck_assert(!is_date("Sun, 06 Nov 1994 08:49:37GMT"));
	ck_assert(!is_date("Sunday, 06-Nov-94 08:49:37 GMT "));
	ck_assert(!is_date("Sun Nov  6 08:49:37 1994\n")); /* as asctime() itself ends it */
	ck_assert(!is_date("\"Sun, 06 Nov 1994 08:49:37 GMT\""));
}
END_TEST

START_TEST(a_wrong_weekday_is_told_and_does_not_matter)
{
	for (int i = 0; i < 7; i++) {
		char text[TEXT_SIZE];

		sprintf(text, "%.3s, 06 Nov 1994 08:49:37 GMT", weekdays[i]);
		ck_assert_int_eq(date_of(text).seconds, EXAMPLE);
		ck_assert_int_eq(date_of(text).weekday_wrong, i != 0);
		sprintf(text, "%s, 06-Nov-94 08:49:37 GMT", weekdays[i]);
		ck_assert_int_eq(date_of(text).seconds, EXAMPLE);
		ck_assert_int_eq(date_of(text).weekday_wrong, i != 0);
		sprintf(text, "%.3s Nov  6 08:49:37 1994", weekdays[i]);
		ck_assert_int_eq(date_of(text).seconds, EXAMPLE);
		ck_assert_int_eq(date_of(text).weekday_wrong, i != 0);
	}
}
END_TEST

START_TEST(what_is_no_weekday_is_invalid)
{
	ck_assert(!is_date("Son, 06 Nov 1994 08:49:37 GMT"));
	ck_assert(!is_date("Tues, 06 Nov 1994 08:49:37 GMT"));
	ck_assert(!is_date("Funday, 06-Nov-94 08:49:37 GMT"));
	ck_assert(!is_date(", 06 Nov 1994 08:49:37 GMT"));
}
END_TEST

START_TEST(exactly_50_years_ahead_is_not_more_than_50)
{
	int64_t now = utc(2024, 6, 15, 12, 0, 0);

	ck_assert_int_eq(year_at("Friday, 15-Jun-74 12:00:00 GMT", now), 2074);
	ck_assert_int_eq(year_at("Friday, 15-Jun-74 12:00:01 GMT", now), 1974);
	ck_assert_int_eq(year_at("Friday, 15-Jun-74 11:59:60 GMT", now), 2074);
	ck_assert_int_eq(year_at("Friday, 16-Jun-74 00:00:00 GMT", now), 1974);
	ck_assert_int_eq(year_at("Friday, 14-Jun-74 23:59:59 GMT", now), 2074);
	ck_assert_int_eq(year_at("Friday, 31-Dec-73 23:59:59 GMT", now), 2073);
	ck_assert_int_eq(year_at("Friday, 01-Jan-75 00:00:00 GMT", now), 1975);
}
END_TEST

START_TEST(a_two_digit_year_is_in_the_century_that_the_clock_makes_it)
{
	ck_assert_int_eq(year_at("Sunday, 06-Nov-94 08:49:37 GMT", utc(1994, 11, 6, 0, 0, 0)), 1994);
	ck_assert_int_eq(year_at("Sunday, 06-Nov-94 08:49:37 GMT", utc(2024, 1, 1, 0, 0, 0)), 1994);
	ck_assert_int_eq(year_at("Sunday, 06-Nov-94 08:49:37 GMT", utc(2044, 11, 6, 8, 49, 36)), 1994);
	ck_assert_int_eq(year_at("Sunday, 06-Nov-94 08:49:37 GMT", utc(2044, 11, 6, 8, 49, 37)), 2094);
	ck_assert_int_eq(year_at("Sunday, 06-Nov-94 08:49:37 GMT", utc(2101, 1, 1, 0, 0, 0)), 2094);
	ck_assert_int_eq(year_at("Saturday, 01-Jan-00 00:00:00 GMT", utc(1999, 12, 31, 0, 0, 0)), 2000);
	ck_assert_int_eq(year_at("Friday, 31-Dec-99 23:59:59 GMT", utc(2000, 1, 1, 0, 0, 0)), 1999);
	ck_assert_int_eq(year_at("Friday, 31-Dec-99 23:59:59 GMT", 0), 1999);
	ck_assert_int_eq(year_at("Thursday, 01-Jan-70 00:00:00 GMT", 0), 1970);
	ck_assert_int_eq(year_at("Wednesday, 01-Jan-20 00:00:00 GMT", 0), 2020);
	ck_assert_int_eq(year_at("Thursday, 01-Jan-20 00:00:01 GMT", 0), 1920);
	ck_assert_int_eq(year_at("Thursday, 01-Jan-20 00:00:00 GMT", -1), 1920);
}
END_TEST

/* The weekday of the year that the date turns out to be in: 6 November was a Sunday in 1994 and is a Saturday in 2094. */
START_TEST(the_century_decides_on_the_weekday)
{
	ck_assert(!date_at("Sunday, 06-Nov-94 08:49:37 GMT", utc(2024, 1, 1, 0, 0, 0)).weekday_wrong);
	ck_assert(date_at("Sunday, 06-Nov-94 08:49:37 GMT", utc(2064, 1, 1, 0, 0, 0)).weekday_wrong);
	ck_assert(!date_at("Saturday, 06-Nov-94 08:49:37 GMT", utc(2064, 1, 1, 0, 0, 0)).weekday_wrong);
}
END_TEST

START_TEST(the_century_decides_on_the_leap_day)
{
	struct span leap_day = span_of("Tuesday, 29-Feb-00 12:00:00 GMT");
	struct date date;

	ck_assert(date_read(leap_day, utc(1994, 11, 6, 0, 0, 0), &date));
	ck_assert_int_eq(date.seconds, utc(2000, 2, 29, 12, 0, 0));
	ck_assert(date_read(leap_day, utc(2050, 2, 27, 0, 0, 0), &date));
	ck_assert_int_eq(date.seconds, utc(2000, 2, 29, 12, 0, 0));
	ck_assert(!date_read(leap_day, utc(2060, 1, 1, 0, 0, 0), &date));
	ck_assert(!date_read(leap_day, utc(1940, 1, 1, 0, 0, 0), &date));
}
END_TEST

START_TEST(on_a_leap_day_50_years_end_when_march_has_begun)
{
	int64_t now = utc(2024, 2, 29, 12, 0, 0);

	ck_assert_int_eq(year_at("Wednesday, 28-Feb-74 23:59:59 GMT", now), 2074);
	ck_assert_int_eq(year_at("Thursday, 01-Mar-74 12:00:01 GMT", now), 1974);
}
END_TEST

START_TEST(only_two_digit_years_depend_on_the_clock)
{
	static const int64_t clocks[] = {INT64_MIN, -1, 0, EXAMPLE, INT64_MAX};

	for (size_t i = 0; i < sizeof clocks / sizeof clocks[0]; i++) {
		ck_assert_int_eq(date_at("Sun, 06 Nov 1994 08:49:37 GMT", clocks[i]).seconds, EXAMPLE);
		ck_assert_int_eq(date_at("Sun Nov  6 08:49:37 1994", clocks[i]).seconds, EXAMPLE);
	}
}
END_TEST

START_TEST(at_the_ends_of_time_a_two_digit_year_is_still_one_of_four_digits)
{
	ck_assert_int_eq(year_at("Sunday, 06-Nov-94 08:49:37 GMT", INT64_MAX), 9994);
	ck_assert_int_eq(year_at("Friday, 31-Dec-99 23:59:59 GMT", INT64_MAX), 9999);
	ck_assert_int_eq(year_at("Sunday, 06-Nov-94 08:49:37 GMT", utc(9999, 12, 31, 0, 0, 0)), 9994);
	ck_assert_int_eq(year_at("Sunday, 06-Nov-20 08:49:37 GMT", utc(9999, 12, 31, 0, 0, 0)), 9920);
	ck_assert_int_eq(year_at("Sunday, 06-Nov-94 08:49:37 GMT", INT64_MIN), 94);
	ck_assert_int_eq(year_at("Sunday, 06-Nov-00 08:49:37 GMT", INT64_MIN), 0);
	ck_assert_int_eq(year_at("Saturday, 01-Jan-00 00:00:00 GMT", INT64_MAX), 9900);
	ck_assert_int_eq(year_at("Friday, 31-Dec-99 23:59:60 GMT", INT64_MAX), 9900); /* 9899's last */
	ck_assert_int_eq(year_at("Thursday, 31-Dec-99 23:59:59 GMT", INT64_MIN), 99);
	ck_assert_int_eq(year_at("Friday, 01-Jan-00 00:00:00 GMT", INT64_MIN), 100);
}
END_TEST

/* In a block of its own, so that what reads past the end is found out. */
static bool octets_are_date(const char *octets, size_t length)
{
	char *block = malloc(length);
	struct date date;

	memcpy(block, octets, length);
	bool read = date_read((struct span){block, length}, EXAMPLE, &date);
	free(block);
	return read;
}

START_TEST(every_part_of_a_date_and_every_octet_more_is_invalid)
{
	static const char *const dates[] = {
		"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"};

	for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
		size_t length = strlen(dates[i]);
		char more[TEXT_SIZE];

		for (size_t part = 1; part < length; part++) {
			ck_assert(!octets_are_date(dates[i], part));
			ck_assert(!octets_are_date(dates[i] + part, length - part));
		}
		memcpy(more, dates[i], length);
		for (int octet = 0; octet < 256; octet++) {
			more[length] = (char)octet;
			ck_assert(!octets_are_date(more, length + 1));
		}
	}
}
END_TEST

START_TEST(a_nul_is_no_end)
{
	struct date date;

	ck_assert(!date_read(SPAN("Sun, 06 Nov 1994 08:49:37 GMT\0"), EXAMPLE, &date));
	ck_assert(!date_read(SPAN("Sun, 06 Nov\0 1994 08:49:37 GMT"), EXAMPLE, &date));
}
END_TEST

START_TEST(nothing_is_no_date)
{
	struct date date;

	ck_assert(!date_read((struct span){NULL, 0}, EXAMPLE, &date));
	ck_assert(!date_read(SPAN(""), EXAMPLE, &date));
	ck_assert(!date_read_ignoring_case((struct span){NULL, 0}, EXAMPLE, &date));
}
END_TEST

START_TEST(what_is_invalid_says_nothing)
{
	struct date date = {.seconds = 42, .form = DATE_ASCTIME, .weekday_wrong = true};

	ck_assert(!date_read(SPAN("Sun, 31 Feb 1994 08:49:37 GMT"), EXAMPLE, &date));
	ck_assert_int_eq(date.seconds, 42);
	ck_assert_int_eq(date.form, DATE_ASCTIME);
	ck_assert(date.weekday_wrong);
}
END_TEST

START_TEST(a_time_is_written_in_the_form_to_be_sent)
{
	char written[DATE_SIZE];

	ck_assert(date_write(EXAMPLE, written));
	ck_assert_str_eq(written, "Sun, 06 Nov 1994 08:49:37 GMT");
	ck_assert(date_write(0, written));
	ck_assert_str_eq(written, "Thu, 01 Jan 1970 00:00:00 GMT");
	ck_assert(date_write(-1, written));
	ck_assert_str_eq(written, "Wed, 31 Dec 1969 23:59:59 GMT");
}
END_TEST

START_TEST(a_year_outside_of_0_to_9999_is_not_written)
{
	int64_t first = utc(1, 1, 1, 0, 0, 0) - 366LL * DAY, end = utc(10000, 1, 1, 0, 0, 0);
	char written[DATE_SIZE];

	ck_assert(date_write(first, written));
	ck_assert_str_eq(written, "Sat, 01 Jan 0000 00:00:00 GMT");
	ck_assert(date_write(end - 1, written));
	ck_assert_str_eq(written, "Fri, 31 Dec 9999 23:59:59 GMT");
	ck_assert(!date_write(first - 1, written));
	ck_assert(!date_write(end, written));
	ck_assert(!date_write(INT64_MIN, written));
	ck_assert(!date_write(INT64_MAX, written));
	ck_assert_str_eq(written, "Fri, 31 Dec 9999 23:59:59 GMT");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("date");

	suite_add(suite, the_three_examples_are_one_time);
	suite_add(suite, the_form_is_told);
	suite_add(suite, other_examples_are_dates);
	suite_add(suite, every_day_of_the_years_1_to_9999_is_as_the_c_library_has_it);
	suite_add(suite, every_fifth_day_is_the_same_in_the_obsolete_forms);
	suite_add(suite, every_second_of_a_leap_day_is_as_the_c_library_has_it);
	suite_add(suite, the_year_0_is_before_the_year_1_and_a_leap_year);
	suite_add(suite, february_has_29_days_in_leap_years_only);
	suite_add(suite, a_day_that_the_month_does_not_have_is_invalid);
	suite_add(suite, an_hour_is_0_to_23);
	suite_add(suite, a_minute_is_0_to_59);
	suite_add(suite, a_leap_second_is_the_next_minutes_first);
	suite_add(suite, a_leap_second_is_of_the_day_that_it_ends);
	suite_add(suite, there_is_no_second_61);
	suite_add(suite, case_matters);
	suite_add(suite, case_does_not_matter_to_a_cache);
	suite_add(suite, nothing_but_case_is_looser_for_a_cache);
	suite_add(suite, every_zone_but_gmt_is_invalid);
	suite_add(suite, a_day_has_two_digits_and_only_in_asctime_a_space_for_the_first);
	suite_add(suite, other_numbers_have_all_their_digits);
	suite_add(suite, the_forms_do_not_mix);
	suite_add(suite, spaces_are_where_the_grammar_has_them);
	suite_add(suite, a_wrong_weekday_is_told_and_does_not_matter);
	suite_add(suite, what_is_no_weekday_is_invalid);
	suite_add(suite, exactly_50_years_ahead_is_not_more_than_50);
	suite_add(suite, a_two_digit_year_is_in_the_century_that_the_clock_makes_it);
	suite_add(suite, the_century_decides_on_the_weekday);
	suite_add(suite, the_century_decides_on_the_leap_day);
	suite_add(suite, on_a_leap_day_50_years_end_when_march_has_begun);
	suite_add(suite, only_two_digit_years_depend_on_the_clock);
	suite_add(suite, at_the_ends_of_time_a_two_digit_year_is_still_one_of_four_digits);
	suite_add(suite, every_part_of_a_date_and_every_octet_more_is_invalid);
	suite_add(suite, a_nul_is_no_end);
	suite_add(suite, nothing_is_no_date);
	suite_add(suite, what_is_invalid_says_nothing);
	suite_add(suite, a_time_is_written_in_the_form_to_be_sent);
	suite_add(suite, a_year_outside_of_0_to_9999_is_not_written);
	return tap_main(suite);
}

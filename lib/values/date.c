/*
 * Dates: the form that HTTP has, the two that it had, and the days between them and 1970.
 *
 * SPDX-License-Identifier: MIT
 */
#include "values.h"

#include <string.h>

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };
enum { DAYS_TO_1970 = 719528 }; /* from 1 January 0000 */
enum { YEAR_MOST = 9999 };
enum { SHORT_NAME = 3 }; /* octets of a name's short form, which it begins with */

/* What a date says; the numbers may be too large until fields_are_real(). */
struct fields {
	int year, month, day; /* January is 0, the first day 1 */
	int hour, minute, second;
	int weekday; /* Sunday is 0 */
};

/* Rows of equal width, not pointers, which would have to be relocated. */
static const char weekdays[][10] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

enum { WEEKDAYS = sizeof weekdays / sizeof weekdays[0], MONTHS = sizeof months / sizeof months[0] };

/* ---- the calendar ---- */

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_of_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 1 && is_leap(year) ? 29 : days[month];
}

/* Days from 1 January 0000, a leap year, to that of @year. */
static int days_before_year(int year)
{
	return year * 365 + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
}

static int days_of(const struct fields *date)
{
	int days = days_before_year(date->year) + date->day - 1;

	for (int month = 0; month < date->month; month++)
		days += days_of_month(date->year, month);
	return days;
}

static int64_t seconds_of(const struct fields *date)
{
	int64_t days = (int64_t)days_of(date) - DAYS_TO_1970;

	return days * DAY + date->hour * HOUR + date->minute * MINUTE + date->second;
}

static int weekday_of(int days)
{
	return (days + 6) % WEEKDAYS; /* 1 January 0000 was a Saturday */
}

/* For the years 0000 to 9999 only. */
static struct fields fields_of(int64_t seconds)
{
	int64_t since = seconds + (int64_t)DAYS_TO_1970 * DAY;
	int days = (int)(since / DAY), second = (int)(since % DAY);
	struct fields date = {.hour = second / HOUR, .minute = second % HOUR / MINUTE, .second = second % MINUTE};

	date.weekday = weekday_of(days);
	date.year = days / 366;
	while (days_before_year(date.year + 1) <= days)
		date.year++;
	days -= days_before_year(date.year);
	while (days >= days_of_month(date.year, date.month))
		days -= days_of_month(date.year, date.month++);
	date.day = days + 1;
	return date;
}

static int64_t year_begins(int year)
{
	return seconds_of(&(struct fields){.year = year, .day = 1});
}

/* RFC 5322, 3.3, which RFC 9110 refers to: the days that the month has, and no time after 23:59:60. */
static bool fields_are_real(const struct fields *date)
{
	return date->day >= 1 && date->day <= days_of_month(date->year, date->month) && date->hour <= 23 &&
	       date->minute <= 59 && date->second <= 60;
}

/* ---- reading ---- */

struct reader {
	struct span rest;
	bool any_case;
};

static bool take_text(struct reader *reader, struct span text)
{
	struct span head = span_first(reader->rest, text.length);

	if (!(reader->any_case ? span_equals_ignoring_case(head, text) : span_equals(head, text)))
		return false;
	reader->rest = span_from(reader->rest, text.length);
	return true;
}

static bool take_digits(struct reader *reader, size_t count, int *number)
{
	struct span digits = span_first(reader->rest, count);
	int64_t read;

	if (digits.length < count || !span_number(digits, &read))
		return false;
	*number = (int)read;
	reader->rest = span_from(reader->rest, count);
	return true;
}

/* One of @count names, which lie in rows of @width, of which only the first @most octets are looked at. */
static bool take_name(struct reader *reader, const char *names, size_t width, int count, size_t most, int *index)
{
	for (*index = 0; *index < count; ++*index) {
		const char *name = names + (size_t)*index * width;

		if (take_text(reader, span_first((struct span){name, strlen(name)}, most)))
			return true;
	}
	return false;
}

static bool take_weekday(struct reader *reader, int *weekday)
{
	return take_name(reader, weekdays[0], sizeof weekdays[0], WEEKDAYS, SIZE_MAX, weekday);
}

static bool take_short_weekday(struct reader *reader, int *weekday)
{
	return take_name(reader, weekdays[0], sizeof weekdays[0], WEEKDAYS, SHORT_NAME, weekday);
}

static bool take_month(struct reader *reader, int *month)
{
	return take_name(reader, months[0], sizeof months[0], MONTHS, SHORT_NAME, month);
}

static bool take_time(struct reader *reader, struct fields *date)
{
	return take_digits(reader, 2, &date->hour) && take_text(reader, SPAN(":")) &&
	       take_digits(reader, 2, &date->minute) && take_text(reader, SPAN(":")) &&
	       take_digits(reader, 2, &date->second);
}

/* Sun, 06 Nov 1994 08:49:37 GMT */
static bool take_imf(struct reader *reader, struct fields *date)
{
	return take_short_weekday(reader, &date->weekday) && take_text(reader, SPAN(", ")) &&
	       take_digits(reader, 2, &date->day) && take_text(reader, SPAN(" ")) && take_month(reader, &date->month) &&
	       take_text(reader, SPAN(" ")) && take_digits(reader, 4, &date->year) && take_text(reader, SPAN(" ")) &&
	       take_time(reader, date) && take_text(reader, SPAN(" GMT"));
}

/* Sunday, 06-Nov-94 08:49:37 GMT */
static bool take_rfc850(struct reader *reader, struct fields *date)
{
	return take_weekday(reader, &date->weekday) && take_text(reader, SPAN(", ")) &&
	       take_digits(reader, 2, &date->day) && take_text(reader, SPAN("-")) && take_month(reader, &date->month) &&
	       take_text(reader, SPAN("-")) && take_digits(reader, 2, &date->year) && take_text(reader, SPAN(" ")) &&
	       take_time(reader, date) && take_text(reader, SPAN(" GMT"));
}

/* date3 has " 6" for "06", but may have "06", too. */
static bool take_asctime_day(struct reader *reader, int *day)
{
	return take_text(reader, SPAN(" ")) ? take_digits(reader, 1, day) : take_digits(reader, 2, day);
}

/* Sun Nov  6 08:49:37 1994 */
static bool take_asctime(struct reader *reader, struct fields *date)
{
	return take_short_weekday(reader, &date->weekday) && take_text(reader, SPAN(" ")) &&
	       take_month(reader, &date->month) && take_text(reader, SPAN(" ")) &&
	       take_asctime_day(reader, &date->day) && take_text(reader, SPAN(" ")) && take_time(reader, date) &&
	       take_text(reader, SPAN(" ")) && take_digits(reader, 4, &date->year);
}

static bool take_date(struct reader *reader, enum date_form form, struct fields *date)
{
	switch (form) {
	case DATE_IMF:
		return take_imf(reader, date);
	case DATE_RFC850:
		return take_rfc850(reader, date);
	default:
		return take_asctime(reader, date);
	}
}

static bool take_form(struct reader reader, enum date_form form, struct fields *date)
{
	return take_date(&reader, form, date) && reader.rest.length == 0;
}

/* RFC 9110, 5.6.7: of the years with these last two digits the latest in which the date is not more than 50 years ahead. A clock that would
 * lead out of the years 0000 to 9999 is taken for the nearest that does not. */
static int full_year(struct fields date, int64_t now)
{
	int64_t first = year_begins(50), last = year_begins(YEAR_MOST - 49) - 1;
	struct fields limit = fields_of(now < first ? first : now > last ? last : now);

	limit.year += 50;
	date.year += limit.year - limit.year % 100;
	return seconds_of(&date) > seconds_of(&limit) ? date.year - 100 : date.year;
}

static bool date_of_form(struct reader reader, enum date_form form, int64_t now, struct date *out)
{
	struct fields date;

	if (!take_form(reader, form, &date))
		return false;
	if (form == DATE_RFC850)
		date.year = full_year(date, now);
	if (!fields_are_real(&date))
		return false;
	out->seconds = seconds_of(&date);
	out->form = form;
	out->weekday_wrong = date.weekday != weekday_of(days_of(&date));
	return true;
}

static bool date_of_reader(struct reader reader, int64_t now, struct date *out)
{
	return date_of_form(reader, DATE_IMF, now, out) || date_of_form(reader, DATE_RFC850, now, out) ||
	       date_of_form(reader, DATE_ASCTIME, now, out);
}

bool date_read(struct span value, int64_t now, struct date *out)
{
	return date_of_reader((struct reader){value, false}, now, out);
}

bool date_read_ignoring_case(struct span value, int64_t now, struct date *out)
{
	return date_of_reader((struct reader){value, true}, now, out);
}

/* ---- writing ---- */

static void write_digits(char *out, int count, int number)
{
	for (; count > 0; number /= 10)
		out[--count] = (char)('0' + number % 10);
}

bool date_write(int64_t seconds, char out[DATE_SIZE])
{
	if (seconds < year_begins(0) || seconds >= year_begins(YEAR_MOST + 1))
		return false;
	struct fields date = fields_of(seconds);

	memcpy(out, "Day, 00 Mon 0000 00:00:00 GMT", DATE_SIZE);
	memcpy(out, weekdays[date.weekday], SHORT_NAME);
	write_digits(out + 5, 2, date.day);
	memcpy(out + 8, months[date.month], SHORT_NAME);
	write_digits(out + 12, 4, date.year);
	write_digits(out + 17, 2, date.hour);
	write_digits(out + 20, 2, date.minute);
	write_digits(out + 23, 2, date.second);
	return true;
}

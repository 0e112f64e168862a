/*
 * Judges of dates.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

/* The date of a field of the response, where it has one. Without the time, a year of two digits means nothing: see the form. */
static bool date_of(const struct subject *subject, struct span name, struct date *date)
{
	struct span line;

	return exchange_first_line(subject->exchange, subject->part, name, &line) && date_read(line, 0, date);
}

static bool any_date(const struct subject *subject, bool (*holds)(struct date date))
{
	static const char names[][16] = {"Date", "Expires", "Last-Modified", "Retry-After"};
	struct date date;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (date_of(subject, span_of(names[i]), &date) && holds(date))
			return points_at(subject, span_of(names[i]));
	return false;
}

static bool is_obsolete(struct date date)
{
	return date.form != DATE_IMF;
}

static bool weekday_is_wrong(struct date date)
{
	return date.weekday_wrong && date.form != DATE_RFC850;
}

bool judge_date_is_obsolete(const struct subject *subject)
{
	return any_date(subject, is_obsolete);
}

bool judge_date_weekday_is_wrong(const struct subject *subject)
{
	return any_date(subject, weekday_is_wrong);
}

bool judge_modified_after_date(const struct subject *subject)
{
	struct date modified, date;

	return date_of(subject, SPAN("Last-Modified"), &modified) && date_of(subject, SPAN("Date"), &date) &&
	       modified.form != DATE_RFC850 && date.form != DATE_RFC850 && modified.seconds > date.seconds;
}

static bool is_no_date(const struct subject *subject, struct span name)
{
	struct span line;
	struct date date;

	return exchange_first_line(subject->exchange, subject->part, name, &line) && !date_read(line, 0, &date);
}

bool judge_clock_is_denied(const struct subject *subject)
{
	return is_declared(subject, HTTPSTATUS_CHECKER_PROPERTY_NO_CLOCK);
}

bool judge_date_is_invalid(const struct subject *subject)
{
	return is_no_date(subject, SPAN("Date"));
}

bool judge_last_modified_is_invalid(const struct subject *subject)
{
	return is_no_date(subject, SPAN("Last-Modified"));
}

bool judge_retry_after_is_invalid(const struct subject *subject)
{
	struct retry_after retry_after;
	struct span line;

	return exchange_first_line(subject->exchange, subject->part, SPAN("Retry-After"), &line) &&
	       !retry_after_read(line, 0, &retry_after);
}

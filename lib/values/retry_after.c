/*
 * Retry-After: how long to wait, however it is said.
 *
 * SPDX-License-Identifier: MIT
 */
#include "values.h"

/* From @now to @then: nothing where it is past, and the longest we can count where it is longer. */
static int64_t seconds_until(int64_t then, int64_t now)
{
	if (then <= now)
		return 0;
	if (now < 0 && then > INT64_MAX + now)
		return INT64_MAX;
	return then - now;
}

/* A delay too long to count is the longest we can count: a client must not come back early. */
static bool retry_after_delay(struct span value, struct retry_after *out)
{
	int64_t seconds;

	if (!span_number(value, &seconds))
		return false;
	*out = (struct retry_after){.seconds = seconds};
	return true;
}

static bool retry_after_date(struct span value, int64_t now, struct retry_after *out)
{
	struct date date;

	if (!date_read(value, now, &date))
		return false;
	*out = (struct retry_after){
		.is_date = true,
		.seconds = seconds_until(date.seconds, now),
		.weekday_wrong = date.weekday_wrong,
		.obsolete_form = date.form != DATE_IMF,
	};
	return true;
}

bool retry_after_read(struct span value, int64_t now, struct retry_after *out)
{
	return retry_after_delay(value, out) || retry_after_date(value, now, out);
}

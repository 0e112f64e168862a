/*
 * Byte ranges that can be sent (RFC 9110, 14.1.2, 14.2).
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

/* Makes of a range what there is of it. False where there is nothing: it is not satisfiable. */
static bool range_fit(struct range_spec *spec, int64_t complete)
{
	if (spec->first == NUMBER_NONE) {
		if (spec->last == 0)
			return false;
		spec->first = spec->last < complete ? complete - spec->last : 0;
		spec->last = complete - 1;
		return true;
	}
	if (spec->last == NUMBER_NONE || spec->last >= complete)
		spec->last = complete - 1;
	return spec->first < complete;
}

/* Who asks for more means no good, and may be sent the whole (RFC 9110, 14.2, 17.15). */
enum { RANGES_MOST = 200 };

/* Whether Range counts: then its set of ranges. */
static bool range_counts(const struct httpstatus_exchange *request, int64_t complete, struct span *set)
{
	struct span value;
	struct range range;

	if (!request || complete < 0 || !method_has_ranges(exchange_line(request, HTTPSTATUS_LINE_METHOD)) ||
		!exchange_value(request, HTTPSTATUS_PART_REQUEST, SPAN("Range"), &value) || !range_read(value, &range))
		return false;
	*set = range.set;
	return span_equals_ignoring_case(range.unit, SPAN("bytes"));
}

/* Finds the range at @i among those that can be sent. All have to be looked at, since one can make the field as a whole not count. */
static int range_find(struct span set, int64_t complete, size_t i, struct range_spec *found)
{
	struct range_spec spec;
	size_t asked = 0, count = 0;

	while (range_next(&set, &spec)) {
		if (++asked > RANGES_MOST)
			return -1;
		if (!range_fit(&spec, complete))
			continue;
		if (complete == 0) /* the end of nothing is satisfiable, and no Content-Range can say so */
			return -1;
		if (count++ == i)
			*found = spec;
	}
	return i < count;
}

int httpstatus_exchange_range(
	const struct httpstatus_exchange *request, int64_t complete, size_t i, int64_t *first, int64_t *last)
{
	struct range_spec range = {HTTPSTATUS_UNKNOWN, HTTPSTATUS_UNKNOWN};
	struct span set;
	int answer = range_counts(request, complete, &set) ? range_find(set, complete, i, &range) : -1;

	if (first)
		*first = answer == 1 ? range.first : HTTPSTATUS_UNKNOWN;
	if (last)
		*last = answer == 1 ? range.last : HTTPSTATUS_UNKNOWN;
	return answer;
}

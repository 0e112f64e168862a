/*
 * Byte ranges that can be sent (RFC 9110, 14.1.2, 14.2).
 *
 * SPDX-License-Identifier: MIT
 */
#include "choose.h"

#include <string.h>

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

/* Counts the ranges that can be sent, and gives the one at @i. HTTPSTATUS_UNKNOWN where Range does not count. */
static int64_t ranges_read(
	const struct httpstatus_exchange *request, int64_t complete, size_t i, struct range_spec *wanted)
{
	struct span value;
	struct range range;
	struct range_spec spec;
	int64_t count = 0;
	size_t asked = 0;

	if (!request || complete < 0 || !span_equals(exchange_line(request, HTTPSTATUS_LINE_METHOD), SPAN("GET")) ||
		!exchange_value(request, HTTPSTATUS_PART_REQUEST, SPAN("Range"), &value) ||
		!range_read(value, &range) || !span_equals_ignoring_case(range.unit, SPAN("bytes")))
		return HTTPSTATUS_UNKNOWN;
	while (range_next(&range.set, &spec)) {
		if (++asked > RANGES_MOST)
			return HTTPSTATUS_UNKNOWN;
		if (!range_fit(&spec, complete))
			continue;
		if (complete == 0) /* the end of nothing is satisfiable, and no Content-Range can say so */
			return HTTPSTATUS_UNKNOWN;
		if ((size_t)count == i)
			*wanted = spec;
		count++;
	}
	return count;
}

int64_t httpstatus_range_count(const struct httpstatus_exchange *request, int64_t complete)
{
	struct range_spec none;

	return ranges_read(request, complete, SIZE_MAX, &none);
}

int64_t httpstatus_range_first(const struct httpstatus_exchange *request, int64_t complete, size_t i)
{
	struct range_spec spec = {.first = HTTPSTATUS_UNKNOWN};

	ranges_read(request, complete, i, &spec);
	return spec.first;
}

int64_t httpstatus_range_last(const struct httpstatus_exchange *request, int64_t complete, size_t i)
{
	struct range_spec spec = {.last = HTTPSTATUS_UNKNOWN};

	ranges_read(request, complete, i, &spec);
	return spec.last;
}

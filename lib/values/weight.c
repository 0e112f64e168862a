/*
 * Weights of preferences.
 *
 * SPDX-License-Identifier: MIT
 */
#include "values.h"

/* What is no weight must not refuse anything. Digits past the third are worth nothing: nobody may send them. A parameter's value may have quotes
 * (RFC 9110, 5.6.6). */
int weight_read(struct span value)
{
	int weight = 0, worth = WEIGHT_MOST;

	value = span_without_quotes(value);
	if (span_equals(value, SPAN("0")))
		return WEIGHT_NONE;
	if (!span_equals(span_first(value, 2), SPAN("0.")))
		return WEIGHT_MOST;
	for (size_t i = 2; i < value.length; i++) {
		if (!is_digit(value.bytes[i]))
			return WEIGHT_MOST;
		worth /= 10;
		weight += worth * (value.bytes[i] - '0');
	}
	return weight;
}

/*
 * Weights of preferences.
 *
 * SPDX-License-Identifier: MIT
 */
#include "values.h"

/* A number of more digits than a weight may have is understood all the same. False where it is none, or above 1. */
static bool decimal_read(struct span value, int *thousandths)
{
	struct span whole = span_first(value, 0), fraction = whole;
	int64_t ones = 0;
	int worth = WEIGHT_MOST, read = 0;

	while (whole.length < value.length && is_digit(value.bytes[whole.length]))
		whole.length++;
	if (whole.length < value.length && value.bytes[whole.length] == '.')
		fraction = span_from(value, whole.length + 1);
	else if (whole.length < value.length)
		return false;
	if (whole.length + fraction.length == 0 || (fraction.length > 0 && !span_is_digits(fraction)))
		return false;
	span_number(whole, &ones);
	for (size_t i = 0; i < fraction.length; i++) {
		worth /= 10;
		read += worth * (fraction.bytes[i] - '0');
		if (ones == 1 && fraction.bytes[i] != '0')
			return false;
	}
	*thousandths = ones == 1 ? WEIGHT_MOST : read;
	return ones <= 1;
}

/* RFC 9110, 12.4.2. Who sends a weight does not want what has it most, or says nothing: so what cannot be understood is the least that is still
 * acceptable, for it must not refuse anything either. Old clients leave the zero out (".2"). Digits past the third are worth nothing: nobody may send
 * them. A parameter's value may have quotes (5.6.6). */
int weight_read(struct span value)
{
	int weight;

	return decimal_read(span_without_quotes(value), &weight) ? weight : WEIGHT_LEAST;
}

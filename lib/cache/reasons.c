/*
 * Why the last answer is what it is.
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

void lookup_reason_add(struct httpstatus_lookup *lookup, int reason)
{
	for (size_t i = 0; i < lookup->reason_count; i++)
		if (lookup->reasons[i] == reason)
			return;
	lookup->reasons[lookup->reason_count++] = reason;
}

void lookup_reasons_clear(struct httpstatus_lookup *lookup)
{
	lookup->reason_count = 0;
}

bool lookup_has_reason(const struct httpstatus_lookup *lookup, int reason)
{
	for (size_t i = 0; i < lookup->reason_count; i++)
		if (lookup->reasons[i] == reason)
			return true;
	return false;
}

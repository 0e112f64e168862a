/*
 * How long to wait.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

#include <httpstatus/status.h>

/* What time it was when the response came, for a Retry-After that is a date. */
static int64_t time_of(const struct situation *situation)
{
	int64_t received = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_RESPONSE_TIME);

	if (situation->input->now != HTTPSTATUS_UNKNOWN)
		return situation->input->now;
	return received == HTTPSTATUS_UNKNOWN ? httpstatus_exchange_date(situation->exchange) : received;
}

static bool is_heeded(const struct situation *situation, struct span value)
{
	const struct httpstatus_policy *policy = &situation->chain->policy;

	if (httpstatus_class(situation->status) == 3)
		return policy_number(policy, SETTING_REDIRECT_WAIT) == REDIRECT_WAIT_HEED;
	switch (policy_number(policy, SETTING_RETRY_AFTER)) {
	case RETRY_AFTER_SECONDS:
		return span_is_digits(value);
	case RETRY_AFTER_IGNORED:
		return false;
	default:
		return true;
	}
}

void wait_read(const struct situation *situation, struct wait *out)
{
	const struct httpstatus_policy *policy = &situation->chain->policy;
	int64_t cap = policy_number(policy, SETTING_WAIT_CAP);
	struct span value;

	*out = (struct wait){.seconds = 0};
	if (!exchange_value(situation->exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Retry-After"), &value))
		return;
	out->invalid = httpstatus_exchange_defects(situation->exchange) & defect_bit(HTTPSTATUS_DEFECT_RETRY_AFTER);
	if (out->invalid || !is_heeded(situation, value))
		return;
	int64_t seconds = httpstatus_exchange_retry_after(situation->exchange, time_of(situation));
	out->told = true;
	out->seconds = seconds == HTTPSTATUS_UNKNOWN ? 0 : seconds;
	out->refused = seconds == HTTPSTATUS_UNKNOWN || seconds > cap;
	if (out->refused && seconds != HTTPSTATUS_UNKNOWN &&
		policy_number(policy, SETTING_OVER_WAIT_CAP) == OVER_WAIT_CAP_SHORTEN) {
		out->seconds = cap;
		out->refused = false;
	}
}

int64_t backoff_seconds(const struct situation *situation, int64_t n)
{
	const struct httpstatus_policy *policy = &situation->chain->policy;
	int64_t wait = policy_number(policy, SETTING_BACKOFF), cap = policy_number(policy, SETTING_BACKOFF_CAP);

	while (n-- > 0 && wait > 0 && wait < cap)
		wait *= 2;
	if (wait > cap)
		wait = cap;
	/* Up to half of it is left to chance, so that clients that failed together do not come back together. */
	uint64_t span = (uint64_t)wait / 2 + 1;
	return wait - (int64_t)(situation->input->random % span);
}

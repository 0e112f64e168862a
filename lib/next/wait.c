/*
 * How long to wait.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

/* What time it was when the response came, for a Retry-After that is a date. */
static int64_t time_of(const struct situation *situation)
{
	int64_t now = situation->chain->said[HTTPSTATUS_CHAIN_PROPERTY_NOW];
	int64_t received = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_RESPONSE_TIME);

	if (now != HTTPSTATUS_UNKNOWN)
		return now;
	return received == HTTPSTATUS_UNKNOWN ? httpstatus_exchange_date(situation->exchange) : received;
}

static bool is_heeded(const struct situation *situation, struct span value)
{
	const struct httpstatus_policy *policy = &situation->chain->policy;

	if (httpstatus_class(situation->code) == 3)
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

/* A wait too long to count is the longest that can be counted: a client must not come back early. */
static int64_t ms_of(int64_t seconds)
{
	return seconds > INT64_MAX / 1000 ? INT64_MAX : seconds * 1000;
}

void wait_read(const struct situation *situation, struct wait *out)
{
	const struct httpstatus_policy *policy = &situation->chain->policy;
	int64_t cap = policy_number(policy, SETTING_WAIT_CAP_MS);
	struct span value;

	*out = (struct wait){.ms = 0};
	if (!exchange_value(situation->exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Retry-After"), &value))
		return;
	out->invalid = exchange_defects(situation->exchange) & defect_bit(HTTPSTATUS_DEFECT_RETRY_AFTER);
	if (out->invalid)
		return;
	int64_t seconds = httpstatus_exchange_retry_after(situation->exchange, time_of(situation));
	out->given = true;
	out->asked_ms = seconds == HTTPSTATUS_UNKNOWN ? HTTPSTATUS_UNKNOWN : ms_of(seconds);
	if (!is_heeded(situation, value))
		return;
	out->told = true;
	out->ms = out->asked_ms == HTTPSTATUS_UNKNOWN ? 0 : out->asked_ms;
	out->refused = out->asked_ms == HTTPSTATUS_UNKNOWN || out->ms > cap;
	if (out->ms > cap && policy_number(policy, SETTING_OVER_WAIT_CAP) == OVER_WAIT_CAP_SHORTEN) {
		out->ms = cap;
		out->refused = false;
	}
}

/* Numbers of any kind, few and small ones too, spread over all that there are; 0 stays 0. (The finalizer of MurmurHash3, which Austin Appleby has put
 * in the public domain.) */
static uint64_t spread(uint64_t number)
{
	number = (number ^ number >> 33) * UINT64_C(0xff51afd7ed558ccd);
	number = (number ^ number >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
	return number ^ number >> 33;
}

int64_t backoff_ms(const struct situation *situation)
{
	const struct httpstatus_chain *chain = situation->chain;
	int64_t wait = policy_number(&chain->policy, SETTING_BACKOFF_MS);
	int64_t cap = policy_number(&chain->policy, SETTING_BACKOFF_CAP_MS);
	int64_t random = chain->said[HTTPSTATUS_CHAIN_PROPERTY_RANDOM];

	for (int64_t n = chain->memory.retries; n > 0 && wait > 0 && wait < cap; n--)
		wait = wait > cap / 2 ? cap : wait * 2;
	if (wait > cap)
		wait = cap;
	/* Up to half of it is left to chance, so that clients that failed together do not come back together. */
	uint64_t span = (uint64_t)wait / 2 + 1;
	uint64_t less = random == HTTPSTATUS_UNKNOWN ? 0 : spread((uint64_t)random) % span;
	return wait - (int64_t)less;
}

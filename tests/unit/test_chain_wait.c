/* How long a chain has its caller wait. SPDX-License-Identifier: MIT */
#include "chains.h"

static const char unavailable[] = "HTTP/1.1 503 S\r\nContent-Length: 0\r\n\r\n";
static const char most[] = "9223372036854775807"; /* INT64_MAX, which is no cap */

static void change(struct httpstatus_policy *policy, const char *setting, const char *value)
{
	ck_assert_int_eq(httpstatus_policy_set(policy, setting, value, strlen(value)), 0);
}

/* A 503 that asks to wait. */
static const struct httpstatus_step *told_step(struct httpstatus_chain *chain, const char *retry_after)
{
	struct httpstatus_exchange *exchange = plain_exchange_of(get_request, unavailable);

	add(exchange, HTTPSTATUS_PART_RESPONSE, "Retry-After", retry_after);
	ck_assert_int_eq(httpstatus_chain_next(chain, exchange), 0);
	httpstatus_exchange_free(exchange);
	return httpstatus_chain_step(chain, 0);
}

/* ---- the policy's wait ---- */

START_TEST(backoff_doubles_and_leaves_up_to_half_of_it_to_chance)
{
	static const int64_t randoms[] = {0, 1, 2, 3, 1000, -1, INT64_MAX, HTTPSTATUS_UNKNOWN + 1};
	struct httpstatus_policy *policy = policy_with("retries", "9");

	change(policy, "backoff-ms", "4000");
	change(policy, "backoff-cap-ms", "20000");
	for (size_t i = 0; i < sizeof randoms / sizeof randoms[0]; i++) {
		struct httpstatus_chain *chain = httpstatus_chain_new(policy);

		for (int64_t whole = 4000; whole <= 32000; whole *= 2) {
			int64_t longest = whole < 20000 ? whole : 20000;

			said(chain, HTTPSTATUS_CHAIN_PROPERTY_RANDOM, randoms[i]);
			const struct httpstatus_step *step = first_step(chain, get_request, unavailable);
			ck_assert_int_eq(httpstatus_step_delay_source(step), HTTPSTATUS_DELAY_SOURCE_BACKOFF);
			ck_assert_int_le(httpstatus_step_delay_ms(step), longest);
			ck_assert_int_ge(httpstatus_step_delay_ms(step), longest / 2);
			if (randoms[i] == 0)
				ck_assert_int_eq(httpstatus_step_delay_ms(step), longest);
			ck_assert_int_eq(httpstatus_chain_take(chain, 0, NULL), 0);
		}
		httpstatus_chain_free(chain);
	}
	httpstatus_policy_free(policy);
}
END_TEST

/* Marsaglia's xorshift: uniform over 64 bits. */
static int64_t uniform(int i)
{
	static uint64_t state = UINT64_C(88172645463325252);

	(void)i;
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (int64_t)state;
}

static int64_t in_turn(int i)
{
	return i;
}

enum { NUMBERS = 2000, BUCKETS = 10 };

/* How unevenly delays fall into the range from half the wait to the whole: the sum of the squares of what each bucket has too much or too little, in
 * units of what it should have. */
static double chi_square(const char *backoff, int64_t whole, int64_t (*random)(int i))
{
	struct httpstatus_policy *policy = policy_with("backoff-ms", backoff);
	struct httpstatus_chain *chain = httpstatus_chain_new(policy);
	struct httpstatus_exchange *exchange = plain_exchange_of(get_request, unavailable);
	int64_t least = whole - whole / 2, range = whole / 2 + 1;
	double wanted = (double)NUMBERS / (double)BUCKETS, sum = 0;
	int buckets[BUCKETS] = {0};

	for (int i = 0; i < NUMBERS; i++) {
		said(chain, HTTPSTATUS_CHAIN_PROPERTY_RANDOM, random(i));
		ck_assert_int_eq(httpstatus_chain_next(chain, exchange), 0);
		int64_t delay = httpstatus_step_delay_ms(httpstatus_chain_step(chain, 0));
		ck_assert_int_ge(delay, least);
		ck_assert_int_le(delay, whole);
		buckets[(delay - least) * BUCKETS / range]++;
	}
	for (int i = 0; i < BUCKETS; i++)
		sum += (buckets[i] - wanted) * (buckets[i] - wanted) / wanted;
	httpstatus_exchange_free(exchange);
	httpstatus_chain_free(chain);
	httpstatus_policy_free(policy);
	return sum;
}

/* With nine degrees of freedom, chance alone comes to more than 39 once in a hundred thousand times. */
START_TEST(chance_spreads_the_waits_evenly_over_half_of_them)
{
	static const struct {
		const char *backoff;
		int64_t ms;
	} waits[] = {{"300", 300}, {"500", 500}, {"1000", 1000}, {"8000", 8000}, {"60000", 60000}};

	ck_assert(chi_square(waits[_i].backoff, waits[_i].ms, uniform) < 39);
	ck_assert(chi_square(waits[_i].backoff, waits[_i].ms, in_turn) < 39);
}
END_TEST

START_TEST(the_default_waits_half_a_second_to_a_second)
{
	struct httpstatus_policy *policy = httpstatus_policy_new();

	ck_assert_str_eq(httpstatus_policy_get(policy, "backoff-ms", NULL), "1000");
	httpstatus_policy_free(policy);
	ck_assert(chi_square("1000", 1000, uniform) < 39);
}
END_TEST

START_TEST(no_wait_is_none)
{
	struct httpstatus_policy *policy = policy_with("backoff-ms", "0");
	struct httpstatus_chain *chain = httpstatus_chain_new(policy);
	const struct httpstatus_step *step = first_step(chain, get_request, unavailable);

	ck_assert_int_eq(httpstatus_step_action(step), HTTPSTATUS_ACTION_RETRY);
	ck_assert_int_eq(httpstatus_step_delay_ms(step), 0);
	ck_assert_int_eq(httpstatus_step_delay_source(step), HTTPSTATUS_DELAY_SOURCE_NONE);
	httpstatus_chain_free(chain);
	httpstatus_policy_free(policy);
}
END_TEST

START_TEST(waits_that_double_without_a_cap_do_not_overflow)
{
	static const int64_t waits[] = {
		INT64_C(3000000000000000000), INT64_C(6000000000000000000), INT64_MAX, INT64_MAX};
	struct httpstatus_policy *policy = policy_with("retries", "9");

	change(policy, "backoff-ms", "3000000000000000000");
	change(policy, "backoff-cap-ms", most);
	struct httpstatus_chain *chain = httpstatus_chain_new(policy);
	for (size_t i = 0; i < sizeof waits / sizeof waits[0]; i++) {
		ck_assert_int_eq(httpstatus_step_delay_ms(first_step(chain, get_request, unavailable)), waits[i]);
		ck_assert_int_eq(httpstatus_chain_take(chain, 0, NULL), 0);
	}
	said(chain, HTTPSTATUS_CHAIN_PROPERTY_RANDOM, -1);
	int64_t delay = httpstatus_step_delay_ms(first_step(chain, get_request, unavailable));
	ck_assert_int_ge(delay, INT64_MAX / 2);
	httpstatus_chain_free(chain);
	httpstatus_policy_free(policy);
}
END_TEST

/* ---- the server's wait ---- */

START_TEST(a_wait_is_never_shortened)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	const struct httpstatus_step *step = told_step(chain, "60");

	ck_assert_int_eq(httpstatus_step_delay_ms(step), 60000);
	ck_assert_int_eq(httpstatus_step_delay_source(step), HTTPSTATUS_DELAY_SOURCE_RETRY_AFTER);
	step = told_step(chain, "61");
	ck_assert_int_eq(httpstatus_step_action(step), HTTPSTATUS_ACTION_FINAL);
	ck_assert_str_eq(httpstatus_step_reason(step), "wait-too-long");
	step = told_step(chain, "99999999999999999999");
	ck_assert_int_eq(httpstatus_step_action(step), HTTPSTATUS_ACTION_FINAL);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(chance_takes_nothing_off_what_the_server_asks_for)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	for (int i = 0; i < NUMBERS; i++) {
		said(chain, HTTPSTATUS_CHAIN_PROPERTY_RANDOM, i % 2 ? uniform(i) : i);
		ck_assert_int_eq(httpstatus_step_delay_ms(told_step(chain, "5")), 5000);
	}
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(a_wait_too_long_to_count_is_the_longest)
{
	static const char *const values[] = {
		"9223372036854775", "9223372036854776", "9223372036854775807", "99999999999999999999"};
	static const int64_t waits[] = {INT64_C(9223372036854775000), INT64_MAX, INT64_MAX, INT64_MAX};
	struct httpstatus_policy *policy = policy_with("wait-cap-ms", most);
	struct httpstatus_chain *chain = httpstatus_chain_new(policy);
	const struct httpstatus_step *step = told_step(chain, values[_i]);

	ck_assert_int_eq(httpstatus_step_action(step), HTTPSTATUS_ACTION_RETRY);
	ck_assert_int_eq(httpstatus_step_delay_ms(step), waits[_i]);
	ck_assert_int_eq(httpstatus_step_delay_source(step), HTTPSTATUS_DELAY_SOURCE_RETRY_AFTER);
	httpstatus_chain_free(chain);
	httpstatus_policy_free(policy);
}
END_TEST

START_TEST(a_client_that_shortens_waits_for_as_long_as_its_cap)
{
	struct httpstatus_policy *policy = policy_with("over-wait-cap", "shorten");

	change(policy, "wait-cap-ms", "1500");
	struct httpstatus_chain *chain = httpstatus_chain_new(policy);
	ck_assert_int_eq(httpstatus_step_delay_ms(told_step(chain, "1")), 1000);
	ck_assert_int_eq(httpstatus_step_delay_ms(told_step(chain, "2")), 1500);
	ck_assert_int_eq(httpstatus_step_delay_ms(told_step(chain, "99999999999999999999")), 1500);
	httpstatus_chain_free(chain);
	httpstatus_policy_free(policy);
}
END_TEST

START_TEST(a_date_is_counted_from_now)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	said(chain, HTTPSTATUS_CHAIN_PROPERTY_NOW, 784111777); /* RFC 9110, 5.6.7: Sun, 06 Nov 1994 08:49:37 GMT */
	ck_assert_int_eq(httpstatus_step_delay_ms(told_step(chain, "Sun, 06 Nov 1994 08:49:47 GMT")), 10000);
	said(chain, HTTPSTATUS_CHAIN_PROPERTY_NOW, 784111797);
	ck_assert_int_eq(httpstatus_step_delay_ms(told_step(chain, "Sun, 06 Nov 1994 08:49:47 GMT")), 0);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(a_date_far_from_now_does_not_overflow)
{
	struct httpstatus_policy *policy = policy_with("wait-cap-ms", most);
	struct httpstatus_chain *chain = httpstatus_chain_new(policy);

	said(chain, HTTPSTATUS_CHAIN_PROPERTY_NOW, HTTPSTATUS_UNKNOWN + 1);
	ck_assert_int_eq(httpstatus_step_delay_ms(told_step(chain, "Fri, 31 Dec 9999 23:59:59 GMT")), INT64_MAX);
	said(chain, HTTPSTATUS_CHAIN_PROPERTY_NOW, INT64_MAX);
	ck_assert_int_eq(httpstatus_step_delay_ms(told_step(chain, "Fri, 31 Dec 9999 23:59:59 GMT")), 0);
	httpstatus_chain_free(chain);
	httpstatus_policy_free(policy);
}
END_TEST

/* ---- well-known clients ---- */

/* How long a client waits before its first retry, and the longest of its waits, as its source has it (lib/next/clients.toml says where). */
static const struct {
	const char *client;
	int64_t backoff, cap;
} clients[] = {
	{"default", 1000, 60000},
	{"curl", 1000, 600000},
	{"undici", 500, 30000},
	{"ky", 300, 2147483647},
	{"got", 1000, 2147483647},
	{"go-retryablehttp", 1000, 30000},
	{"botocore", 1000, 20000},
	{"wget", 1000, 10000},
	{"apache", 1000, 1000},
};

START_TEST(a_client_backs_off_as_its_source_says)
{
	struct httpstatus_policy *policy = httpstatus_policy_new();

	ck_assert_int_eq(httpstatus_policy_imitate(policy, httpstatus_client_find(clients[_i].client)), 0);
	change(policy, "retries", "60");
	change(policy, "retry", "503");
	change(policy, "retry-methods", "any");
	struct httpstatus_chain *chain = httpstatus_chain_new(policy);
	int64_t whole = clients[_i].backoff;
	for (int i = 0; i < 40; i++) {
		ck_assert_int_eq(httpstatus_step_delay_ms(first_step(chain, get_request, unavailable)), whole);
		ck_assert_int_eq(httpstatus_chain_take(chain, 0, NULL), 0);
		whole = whole * 2 < clients[_i].cap ? whole * 2 : clients[_i].cap;
	}
	httpstatus_chain_free(chain);
	httpstatus_policy_free(policy);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("chain wait");
	TCase *loops = tcase_create("loops");

	suite_add(suite, backoff_doubles_and_leaves_up_to_half_of_it_to_chance);
	tcase_add_loop_test(loops, chance_spreads_the_waits_evenly_over_half_of_them, 0, 5);
	tcase_add_loop_test(loops, a_wait_too_long_to_count_is_the_longest, 0, 4);
	tcase_add_loop_test(loops, a_client_backs_off_as_its_source_says, 0, (int)(sizeof clients / sizeof clients[0]));
	tcase_set_timeout(loops, 120);
	suite_add_tcase(suite, loops);
	suite_add(suite, the_default_waits_half_a_second_to_a_second);
	suite_add(suite, no_wait_is_none);
	suite_add(suite, waits_that_double_without_a_cap_do_not_overflow);
	suite_add(suite, a_wait_is_never_shortened);
	suite_add(suite, chance_takes_nothing_off_what_the_server_asks_for);
	suite_add(suite, a_client_that_shortens_waits_for_as_long_as_its_cap);
	suite_add(suite, a_date_is_counted_from_now);
	suite_add(suite, a_date_far_from_now_does_not_overflow);
	return tap_main(suite);
}

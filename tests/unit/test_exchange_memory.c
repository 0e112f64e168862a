/* An exchange without memory, and how much of it one needs. SPDX-License-Identifier: MIT */
#include "scarce.h"
#include "tap.h"

#include <httpstatus/httpstatus.h>
#include <string.h>

/* ---- what is filled and asked ---- */

static const char request[] =
	"POST /a/long/path/that/takes/some/octets HTTP/1.1\r\nHost: example.com\r\nA: 1\r\n 2\r\n\r\n";
static const char response[] = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
			       "HTTP/1.1 401 Unauthorized\r\n"
			       "WWW-Authenticate: Basic realm=\"a\", Digest nonce=\"b\", c=d\r\n"
			       "WWW-Authenticate: Negotiate abc==\r\n"
			       "Proxy-Authenticate: Basic realm=\"p\"\r\n"
			       "Location: other\r\nContent-Location: third\r\n\r\n";

enum outcome { WENT_WELL, GAVE_UP, LEFT_TRACES };

/* Whether a refused call told so. */
static enum outcome outcome_of(int error, bool as_it_was)
{
	if (error == 0)
		return WENT_WELL;
	return error == HTTPSTATUS_ERROR_MEMORY && as_it_was ? GAVE_UP : LEFT_TRACES;
}

/* Each step says one thing, and looks whether a refusal leaves the exchange as it was. */

static bool request_is_unknown(const struct httpstatus_exchange *exchange)
{
	return !httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL) &&
	       !httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL) &&
	       !httpstatus_exchange_field_name(exchange, HTTPSTATUS_PART_REQUEST, 0, NULL) &&
	       httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION) == HTTPSTATUS_UNKNOWN &&
	       httpstatus_exchange_defects(exchange) == 0;
}

static enum outcome say_request(struct httpstatus_exchange *exchange)
{
	int error = httpstatus_exchange_read_request(exchange, request, strlen(request), NULL);

	return outcome_of(error, request_is_unknown(exchange));
}

static bool response_is_unknown(const struct httpstatus_exchange *exchange)
{
	return httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS) == HTTPSTATUS_UNKNOWN &&
	       !httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_REASON, NULL) &&
	       !httpstatus_exchange_field_name(exchange, HTTPSTATUS_PART_RESPONSE, 0, NULL) &&
	       httpstatus_exchange_interim(exchange, 0) == 0;
}

static enum outcome say_response(struct httpstatus_exchange *exchange)
{
	int error = httpstatus_exchange_read_response(exchange, response, strlen(response), NULL);

	return outcome_of(error, response_is_unknown(exchange));
}

static enum outcome say_target(struct httpstatus_exchange *exchange)
{
	static const char target[] =
		"http://example.com/the/uri/of/the/target/which/is/longer/than/what/was/said/before/of/it"
		"?and=a&query=to&fill=the&octets=that&are=there";
	int error = httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_TARGET, target, strlen(target));

	return outcome_of(error, strcmp(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL),
					 "/a/long/path/that/takes/some/octets") == 0);
}

static enum outcome say_trailers(struct httpstatus_exchange *exchange)
{
	for (int i = 0; i < 100; i++) {
		int error = httpstatus_exchange_add_field(exchange, HTTPSTATUS_PART_TRAILERS, "Digest", 6, "value", 5);

		if (error)
			return outcome_of(error,
				!httpstatus_exchange_field_name(exchange, HTTPSTATUS_PART_TRAILERS, (size_t)i, NULL));
	}
	return WENT_WELL;
}

static enum outcome say_interims(struct httpstatus_exchange *exchange)
{
	for (size_t i = 1; i < 90; i++) {
		int error = httpstatus_exchange_add_interim(exchange, 103);

		if (error)
			return outcome_of(error, httpstatus_exchange_interim(exchange, i) == 0);
	}
	return WENT_WELL;
}

/* Answers that need memory are NULL where there is none, and right where there is. */
static enum outcome answer_is(const char *answer, const char *right)
{
	if (!answer)
		return GAVE_UP;
	return strcmp(answer, right) == 0 ? WENT_WELL : LEFT_TRACES;
}

static enum outcome ask_location(struct httpstatus_exchange *exchange)
{
	return answer_is(
		httpstatus_exchange_location(exchange, NULL), "http://example.com/a/long/path/that/takes/some/other");
}

static enum outcome ask_origin(struct httpstatus_exchange *exchange)
{
	int64_t crosses = httpstatus_exchange_location_is_cross_origin(exchange);

	if (crosses == HTTPSTATUS_UNKNOWN)
		return GAVE_UP;
	return crosses == 0 ? WENT_WELL : LEFT_TRACES;
}

static enum outcome ask_challenges(struct httpstatus_exchange *exchange)
{
	enum outcome outcome = answer_is(httpstatus_exchange_challenge_value(exchange, false, 1, 1), "d");

	return outcome != WENT_WELL ? outcome
				    : answer_is(httpstatus_exchange_challenge_token68(exchange, false, 2), "abc==");
}

static enum outcome ask_proxy_challenges(struct httpstatus_exchange *exchange)
{
	return answer_is(httpstatus_exchange_challenge_scheme(exchange, true, 0), "Basic");
}

static enum outcome ask_invalidated(struct httpstatus_exchange *exchange)
{
	httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_STATUS, 201);
	return answer_is(
		httpstatus_exchange_invalidated(exchange, 2), "http://example.com/a/long/path/that/takes/some/third");
}

static enum outcome (*const steps[])(struct httpstatus_exchange *exchange) = {say_request, say_response, ask_location,
	ask_origin, ask_challenges, ask_proxy_challenges, ask_invalidated, say_target, say_trailers, say_interims};

enum { STEPS = sizeof steps / sizeof steps[0] };

/* Goes through the steps up to @last; what is refused goes no further. */
static enum outcome walk(struct httpstatus_exchange *exchange, int last)
{
	for (int step = 0; step <= last; step++) {
		enum outcome outcome = steps[step](exchange);

		if (outcome != WENT_WELL)
			return outcome;
	}
	return WENT_WELL;
}

/* ---- the tests ---- */

START_TEST(an_exchange_without_memory_is_null)
{
	for (int left = 0; left < 2; left++) {
		allocations_left = left;
		struct httpstatus_exchange *exchange = httpstatus_exchange_new();
		allocations_left = NEVER;
		ck_assert_ptr_null(exchange);
	}
}
END_TEST

/* A refused step can be done again when there is memory, as if nothing had been. */
static enum outcome refuse_and_repeat(int step, int left)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	enum outcome before = walk(exchange, step - 1);

	httpstatus_exchange_limit(exchange, HTTPSTATUS_LIMIT_INTERIM, 1000); /* for those that come twice */
	allocations_left = left;
	enum outcome outcome = steps[step](exchange);
	allocations_left = NEVER;
	if (outcome == GAVE_UP && steps[step](exchange) != WENT_WELL)
		outcome = LEFT_TRACES;
	httpstatus_exchange_free(exchange);
	return before == WENT_WELL ? outcome : LEFT_TRACES;
}

START_TEST(every_allocation_can_be_refused)
{
	int refusals = 0;

	for (int step = 0; step < STEPS; step++) {
		enum outcome outcome = GAVE_UP;

		for (int left = 0; outcome == GAVE_UP && left < 100; left++, refusals++)
			outcome = refuse_and_repeat(step, left);
		ck_assert_msg(outcome == WENT_WELL, "step %d", step);
	}
	ck_assert_int_gt(refusals, 25);
}
END_TEST

START_TEST(a_warm_exchange_allocates_nothing)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	enum outcome cold = walk(exchange, STEPS - 1), warm = cold;
	int before = allocations;

	for (int round = 0; round < 3 && warm == WENT_WELL; round++) {
		httpstatus_exchange_clear(exchange);
		warm = walk(exchange, STEPS - 1);
	}
	int needed = allocations - before;
	httpstatus_exchange_free(exchange);
	ck_assert_int_eq(cold, WENT_WELL);
	ck_assert_int_eq(warm, WENT_WELL);
	ck_assert_int_eq(needed, 0);
	ck_assert_int_gt(before, 8);
}
END_TEST

/* Asks all that gives a number. */
static void ask_numbers(const struct httpstatus_exchange *exchange)
{
	httpstatus_exchange_treat_as(exchange);
	httpstatus_exchange_interim_matters(exchange, 0);
	httpstatus_exchange_content_kind(exchange);
	httpstatus_exchange_content_length(exchange);
	httpstatus_exchange_persistence(exchange);
	httpstatus_exchange_retry_after(exchange, 0);
	httpstatus_exchange_defects(exchange);
	for (int cache = HTTPSTATUS_PRIVATE_CACHE; cache <= HTTPSTATUS_SHARED_CACHE; cache++) {
		httpstatus_exchange_obstacles(exchange, cache);
		httpstatus_exchange_freshness(exchange, cache);
		httpstatus_exchange_lifetime(exchange, cache, 0);
		httpstatus_exchange_reuse_obstacles(exchange, exchange, cache, 0);
	}
	httpstatus_exchange_age(exchange, 0);
	httpstatus_exchange_stale_if_error(exchange, HTTPSTATUS_SHARED_CACHE);
	httpstatus_exchange_selects(exchange, exchange);
}

START_TEST(numbers_and_limits_need_no_memory)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	enum outcome outcome = walk(exchange, STEPS - 1);
	int before = allocations;

	ask_numbers(exchange);
	httpstatus_exchange_limit(exchange, HTTPSTATUS_LIMIT_OCTETS, 5);
	httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_SECURED, 1);
	httpstatus_exchange_clear(exchange);
	int needed = allocations - before;
	httpstatus_exchange_free(exchange);
	ck_assert_int_eq(outcome, WENT_WELL);
	ck_assert_int_eq(needed, 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("exchange_memory");

	suite_add(suite, an_exchange_without_memory_is_null);
	suite_add(suite, every_allocation_can_be_refused);
	suite_add(suite, a_warm_exchange_allocates_nothing);
	suite_add(suite, numbers_and_limits_need_no_memory);
	return tap_main(suite);
}

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
	       httpstatus_exchange_defects(exchange, NULL, 0) == 0;
}

static enum outcome say_request(struct httpstatus_exchange *exchange)
{
	int error = httpstatus_exchange_read_request(exchange, request, strlen(request), NULL);

	return outcome_of(error, request_is_unknown(exchange));
}

static bool final_response_is_unknown(const struct httpstatus_exchange *exchange)
{
	return httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS) == HTTPSTATUS_UNKNOWN &&
	       !httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_REASON, NULL) &&
	       !httpstatus_exchange_field_name(exchange, HTTPSTATUS_PART_RESPONSE, 0, NULL) &&
	       !httpstatus_exchange_location(exchange, NULL) &&
	       !httpstatus_exchange_challenge(exchange, HTTPSTATUS_CHALLENGER_ORIGIN, 0);
}

/* A whole interim head may be there, and then it is counted. */
static enum outcome say_response(struct httpstatus_exchange *exchange)
{
	static size_t used; /* by the refused call before this one */
	size_t more;
	int error;

	if (!httpstatus_exchange_interim(exchange, 0))
		used = 0;
	error = httpstatus_exchange_read_response(exchange, response + used, strlen(response) - used, &more);
	used += more;
	return outcome_of(error,
		final_response_is_unknown(exchange) && (used > 0) == (httpstatus_exchange_interim(exchange, 0) == 103));
}

static enum outcome say_target(struct httpstatus_exchange *exchange)
{
	static const char target[] =
		"http://example.com/the/uri/of/the/target/which/is/longer/than/what/was/said/before/of/it"
		"?and=a&query=to&fill=the&octets=that&are=there";
	int error = httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_TARGET, target, strlen(target));

	return outcome_of(error, strcmp(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL),
					 "/a/long/path/that/takes/some/octets") == 0 &&
					 strcmp(httpstatus_exchange_location(exchange, NULL),
						 "http://example.com/a/long/path/that/takes/some/other") == 0);
}

static enum outcome say_trailers(struct httpstatus_exchange *exchange)
{
	for (int i = 0; i < 100; i++) {
		int error = httpstatus_exchange_add_field(
			exchange, HTTPSTATUS_PART_RESPONSE_TRAILERS, "Digest", 6, "value", 5);

		if (error)
			return outcome_of(error, !httpstatus_exchange_field_name(
							 exchange, HTTPSTATUS_PART_RESPONSE_TRAILERS, (size_t)i, NULL));
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

static enum outcome say_challenge(struct httpstatus_exchange *exchange)
{
	int error = httpstatus_exchange_set_field(exchange, HTTPSTATUS_PART_RESPONSE, "WWW-Authenticate", 16,
		"Bearer realm=\"a longer one than those that were there before\", e=f, g=h, i=j", 70);
	const struct httpstatus_challenge *third =
		httpstatus_exchange_challenge(exchange, HTTPSTATUS_CHALLENGER_ORIGIN, 2);

	return outcome_of(error, third && strcmp(httpstatus_challenge_token68(third, NULL), "abc==") == 0);
}

static enum outcome take_location(struct httpstatus_exchange *exchange)
{
	int error = httpstatus_exchange_set_field(exchange, HTTPSTATUS_PART_RESPONSE, "Location", 8, NULL, 0);

	return outcome_of(error, httpstatus_exchange_location(exchange, NULL));
}

static enum outcome say_copy(struct httpstatus_exchange *exchange)
{
	static struct httpstatus_exchange *copy; /* of the refused call before this one */
	int left = allocations_left;

	allocations_left = NEVER;
	if (!copy)
		copy = httpstatus_exchange_new();
	httpstatus_exchange_set(copy, HTTPSTATUS_PROPERTY_MOST_INTERIM, 1000);
	allocations_left = left;
	enum outcome outcome = outcome_of(httpstatus_exchange_copy(copy, exchange),
		httpstatus_exchange_status(copy) == 0 && !httpstatus_exchange_line(copy, HTTPSTATUS_LINE_METHOD, NULL));
	if (outcome == WENT_WELL) {
		httpstatus_exchange_free(copy);
		copy = NULL;
	}
	return outcome;
}

static enum outcome (*const steps[])(struct httpstatus_exchange *exchange) = {
	say_request, say_response, say_target, say_trailers, say_interims, say_challenge, take_location, say_copy};

enum {
	STEPS = sizeof steps / sizeof steps[0],
	SAYING = STEPS - 2 /* the last makes an exchange, and who takes a field away gives its room to another */
};

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
	allocations_left = 0;
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	allocations_left = NEVER;
	ck_assert_ptr_null(exchange);
}
END_TEST

/* A refused step can be done again when there is memory, as if nothing had been. */
static enum outcome refuse_and_repeat(int step, int left)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	enum outcome before = walk(exchange, step - 1);

	httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_MOST_INTERIM, 1000); /* for those that come twice */
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
	enum outcome cold = walk(exchange, SAYING - 1), warm = cold;

	/* What is worked out, and what it replaces, take turns: after two rounds both have their room. */
	httpstatus_exchange_clear(exchange);
	cold = cold == WENT_WELL ? walk(exchange, SAYING - 1) : cold;
	int before = allocations;

	for (int round = 0; round < 3 && warm == WENT_WELL; round++) {
		httpstatus_exchange_clear(exchange);
		warm = walk(exchange, SAYING - 1);
	}
	int needed = allocations - before;
	httpstatus_exchange_free(exchange);
	ck_assert_int_eq(cold, WENT_WELL);
	ck_assert_int_eq(warm, WENT_WELL);
	ck_assert_int_eq(needed, 0);
	ck_assert_int_gt(before, 8);
}
END_TEST

/* Asks all that there is to ask. */
static void ask_all(const struct httpstatus_exchange *exchange, const struct httpstatus_cache *cache)
{
	char room[64];
	int list[4];

	httpstatus_exchange_treat_as(exchange, NULL);
	httpstatus_exchange_interim_matters(exchange, 0);
	httpstatus_exchange_content_kind(exchange);
	httpstatus_exchange_content_length(exchange);
	httpstatus_exchange_persistence(exchange);
	httpstatus_exchange_retry_after(exchange, 0);
	httpstatus_exchange_defects(exchange, list, 4);
	httpstatus_exchange_location(exchange, NULL);
	httpstatus_exchange_target_uri(exchange, NULL);
	httpstatus_exchange_location_is_cross_origin(exchange);
	httpstatus_exchange_value(exchange, HTTPSTATUS_PART_RESPONSE_TRAILERS, "Digest", 6, NULL);
	httpstatus_exchange_challenge(exchange, HTTPSTATUS_CHALLENGER_ORIGIN, 0);
	httpstatus_exchange_json(exchange, 0, room, sizeof room);
	httpstatus_exchange_write_request(exchange, room, sizeof room);
	httpstatus_exchange_write_response(exchange, room, sizeof room);
	httpstatus_cache_obstacles(cache, exchange, list, 4);
	httpstatus_cache_freshness(cache, exchange);
	httpstatus_cache_is_fresh(cache, exchange, 0);
	httpstatus_cache_left_out(cache, exchange, 0, NULL);
	httpstatus_cache_vary_key(cache, exchange, exchange, room, sizeof room);
	httpstatus_cache_invalidated(cache, exchange, 0, NULL);
	httpstatus_cache_invalidates(cache, exchange, exchange);
	httpstatus_cache_json(cache, exchange, 0, room, sizeof room);
}

START_TEST(to_ask_needs_no_memory)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	enum outcome outcome = walk(exchange, STEPS - 1);
	int before = allocations;

	ask_all(exchange, NULL);
	httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_MOST_OCTETS, 5);
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
	suite_add(suite, to_ask_needs_no_memory);
	return tap_main(suite);
}

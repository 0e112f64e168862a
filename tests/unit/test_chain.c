/* Chains as objects: odd input, what a step says, taking steps, and memory over several hops. Which steps there are when is tested in
 * tests/next/. SPDX-License-Identifier: MIT */
#include "messages.h"

static const char get_request[] = "GET /a HTTP/1.1\r\nHost: a.example\r\n\r\n";
static const char post_request[] = "POST /a HTTP/1.1\r\nHost: a.example\r\nAuthorization: Basic x\r\nContent-Type: "
				   "text/plain\r\nContent-Length: 3\r\n\r\n";

static struct httpstatus_next_input input_with(uint32_t abilities)
{
	return (struct httpstatus_next_input){
		.size = sizeof(struct httpstatus_next_input), .abilities = abilities, .now = HTTPSTATUS_UNKNOWN};
}

/* An exchange in the clear. */
static struct httpstatus_exchange *plain_exchange_of(const char *request, const char *response)
{
	struct httpstatus_exchange *exchange = exchange_of(request, response);

	set(exchange, HTTPSTATUS_PROPERTY_SECURED, 0);
	return exchange;
}

/* What comes next after a response, in a chain of its own. */
static const struct httpstatus_step *first_step(
	struct httpstatus_chain *chain, const char *request, const char *response)
{
	struct httpstatus_exchange *exchange = plain_exchange_of(request, response);

	ck_assert_int_eq(httpstatus_next(chain, exchange, NULL), 0);
	httpstatus_exchange_free(exchange);
	return httpstatus_chain_step(chain, 0);
}

/* The next request after a response to it: the first step is taken. */
static void answer_and_take(struct httpstatus_chain *chain, struct httpstatus_exchange *exchange, const char *response)
{
	ck_assert_int_eq(read_response(exchange, response), 0);
	ck_assert_int_eq(httpstatus_next(chain, exchange, NULL), 0);
	ck_assert_int_eq(httpstatus_chain_take(chain, 0, exchange), 0);
}

static bool has_field(const struct httpstatus_exchange *exchange, const char *name)
{
	return httpstatus_exchange_field(exchange, HTTPSTATUS_PART_REQUEST, name, strlen(name), 0, NULL);
}

/* ---- odd input ---- */

START_TEST(next_needs_a_chain_and_an_exchange)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	ck_assert_int_eq(httpstatus_next(NULL, exchange, NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_next(chain, NULL, NULL), HTTPSTATUS_ERROR_HANDLE);
	httpstatus_exchange_free(exchange);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(an_input_that_cannot_be_is_refused_and_leaves_no_step)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_exchange *exchange = plain_exchange_of(get_request, "HTTP/1.1 200 OK\r\n\r\n");
	struct httpstatus_next_input inputs[6];

	for (int i = 0; i < 6; i++)
		inputs[i] = input_with(0);
	inputs[0].size--;
	inputs[1].role = 2;
	inputs[2].abilities = UINT32_C(1) << 6;
	inputs[3].circumstances = UINT32_C(1) << 4;
	inputs[4].reserved = 1;
	inputs[5].more[2] = 1;
	for (int i = 0; i < 6; i++) {
		ck_assert_int_eq(httpstatus_next(chain, exchange, NULL), 0);
		ck_assert_int_eq(httpstatus_next(chain, exchange, &inputs[i]),
			i == 0 ? HTTPSTATUS_ERROR_SIZE : HTTPSTATUS_ERROR_ARGUMENT);
		ck_assert_ptr_null(httpstatus_chain_step(chain, 0));
		ck_assert_uint_eq(httpstatus_chain_facts(chain), 0);
	}
	httpstatus_exchange_free(exchange);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(null_answers_like_an_error_without_anything)
{
	size_t length = 7;

	ck_assert_ptr_null(httpstatus_chain_step(NULL, 0));
	ck_assert_uint_eq(httpstatus_chain_facts(NULL), 0);
	ck_assert_int_eq(httpstatus_step_action(NULL), HTTPSTATUS_ACTION_ERROR);
	ck_assert_int_eq(httpstatus_step_level(NULL), HTTPSTATUS_LEVEL_POLICY);
	ck_assert_ptr_null(httpstatus_step_section(NULL));
	ck_assert_ptr_null(httpstatus_step_reason(NULL));
	ck_assert_ptr_null(httpstatus_step_text(NULL));
	ck_assert_ptr_null(httpstatus_step_method(NULL, &length));
	ck_assert_uint_eq(length, 0);
	ck_assert_ptr_null(httpstatus_step_target(NULL, NULL));
	ck_assert_int_eq(httpstatus_step_content(NULL), HTTPSTATUS_NEXT_CONTENT_NONE);
	ck_assert_ptr_null(httpstatus_step_drop_field(NULL, 0));
	ck_assert_ptr_null(httpstatus_step_add_field(NULL, 0));
	ck_assert_ptr_null(httpstatus_step_add_value(NULL, 0));
	ck_assert_int_eq(httpstatus_step_delay(NULL), 0);
	ck_assert_int_eq(httpstatus_step_delay_source(NULL), HTTPSTATUS_DELAY_NONE);
	ck_assert_int_eq(httpstatus_step_connection(NULL), HTTPSTATUS_NEXT_CONNECTION_CLOSE);
	ck_assert(!httpstatus_step_avoids_early_data(NULL));
}
END_TEST

START_TEST(actions_have_words_and_six_of_them_send_a_request)
{
	int requests = 0;

	ck_assert_str_eq(httpstatus_action_name(HTTPSTATUS_ACTION_CONTINUE_READING), "continue-reading");
	ck_assert_str_eq(httpstatus_action_name(HTTPSTATUS_ACTION_ERROR), "error");
	ck_assert_ptr_null(httpstatus_action_name(HTTPSTATUS_ACTION_ERROR + 1));
	ck_assert_ptr_null(httpstatus_action_name(-1));
	for (int action = -1; action <= HTTPSTATUS_ACTION_ERROR + 1; action++)
		requests += httpstatus_action_requests(action);
	ck_assert_int_eq(requests, 6);
	ck_assert(httpstatus_action_requests(HTTPSTATUS_ACTION_FOLLOW));
	ck_assert(!httpstatus_action_requests(HTTPSTATUS_ACTION_USE_STORED));
	ck_assert_str_eq(httpstatus_chain_fact_name(HTTPSTATUS_CHAIN_TARGET_VISITED), "target-visited");
	ck_assert_ptr_null(httpstatus_chain_fact_name(HTTPSTATUS_CHAIN_UPGRADE_MISSING + 1));
}
END_TEST

START_TEST(an_exchange_without_anything_waits)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	ck_assert_int_eq(httpstatus_step_action(first_step(chain, NULL, NULL)), HTTPSTATUS_ACTION_CONTINUE_READING);
	ck_assert_ptr_null(httpstatus_chain_step(chain, 1));
	ck_assert_ptr_null(httpstatus_chain_step(chain, SIZE_MAX));
	httpstatus_chain_free(chain);
}
END_TEST

/* ---- taking steps ---- */

START_TEST(only_steps_that_are_there_can_be_taken)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	ck_assert_int_eq(httpstatus_chain_take(NULL, 0, NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_chain_take(chain, 0, NULL), HTTPSTATUS_ERROR_ARGUMENT);
	first_step(chain, get_request, "HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n");
	ck_assert_int_eq(httpstatus_chain_take(chain, 99, NULL), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_chain_take(chain, 0, NULL), 0);
	ck_assert_int_eq(httpstatus_chain_take(chain, 0, NULL), HTTPSTATUS_ERROR_ARGUMENT); /* it lies behind */
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(an_exchange_becomes_the_next_request)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_exchange *exchange = plain_exchange_of(post_request, NULL);

	answer_and_take(chain, exchange, "HTTP/1.1 303 See Other\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n");
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL), "GET");
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL), "http://a.example/b");
	ck_assert(has_field(exchange, "Host") && has_field(exchange, "Authorization"));
	ck_assert(!has_field(exchange, "Content-Type") && !has_field(exchange, "Content-Length"));
	ck_assert(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS) == HTTPSTATUS_UNKNOWN);
	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT),
		HTTPSTATUS_REQUEST_CONTENT_NONE);
	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION), 11);
	httpstatus_exchange_free(exchange);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(a_step_that_sends_nothing_leaves_the_exchange)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_exchange *exchange = plain_exchange_of(get_request, "HTTP/1.1 200 OK\r\n\r\n");

	ck_assert_int_eq(httpstatus_next(chain, exchange, NULL), 0);
	ck_assert_int_eq(httpstatus_chain_take(chain, 0, exchange), 0);
	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS), 200);
	httpstatus_exchange_free(exchange);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(an_exchange_that_is_too_small_changes_nothing)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_exchange *small = httpstatus_exchange_new(), *large = httpstatus_exchange_new();

	httpstatus_exchange_limit(small, HTTPSTATUS_LIMIT_OCTETS, 20);
	first_step(chain, get_request, "HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n");
	ck_assert_int_eq(httpstatus_chain_take(chain, 0, small), HTTPSTATUS_ERROR_LIMIT);
	is_like_new(small);
	ck_assert_int_eq(httpstatus_chain_take(chain, 0, large), 0);
	ck_assert_str_eq(httpstatus_exchange_line(large, HTTPSTATUS_LINE_TARGET, NULL), "http://a.example/b");
	httpstatus_exchange_free(small);
	httpstatus_exchange_free(large);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(texts_of_steps_outlive_the_exchange)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	const struct httpstatus_step *step =
		first_step(chain, post_request, "HTTP/1.1 301 Moved\r\nLocation: http://b.example/\r\n\r\n");

	ck_assert_str_eq(httpstatus_step_method(step, NULL), "GET");
	ck_assert_str_eq(httpstatus_step_target(step, NULL), "http://b.example/");
	ck_assert_str_eq(httpstatus_step_drop_field(step, 0), "Host");
	ck_assert_str_eq(httpstatus_step_drop_field(step, 1), "Authorization");
	ck_assert_ptr_null(httpstatus_step_drop_field(step, 4));
	ck_assert_str_eq(httpstatus_step_section(step), "RFC 9110, 15.4.2");
	ck_assert_str_eq(httpstatus_step_reason(step), "moved-permanently");
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(a_method_may_have_any_octets)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_exchange *exchange = plain_exchange_of(NULL, "HTTP/1.1 307 T\r\nLocation: http://b/\r\n\r\n");
	size_t length;

	httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_METHOD, "A\0B", 3);
	ck_assert_int_eq(httpstatus_next(chain, exchange, NULL), 0);
	const char *method = httpstatus_step_method(httpstatus_chain_step(chain, 0), &length);
	ck_assert_uint_eq(length, 3);
	ck_assert_mem_eq(method, "A\0B", 4);
	httpstatus_exchange_free(exchange);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(a_path_stays_one_where_nobody_said_the_scheme)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_exchange *exchange = exchange_of(post_request, NULL);

	answer_and_take(chain, exchange, "HTTP/1.1 307 T\r\nLocation: /b\r\n\r\n");
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL), "/b");
	ck_assert(has_field(exchange, "Host") && has_field(exchange, "Authorization"));
	answer_and_take(chain, exchange, "HTTP/1.1 307 T\r\nLocation: http://a.example/c\r\n\r\n");
	ck_assert(!has_field(exchange, "Authorization")); /* it may have been https */
	httpstatus_exchange_free(exchange);
	httpstatus_chain_free(chain);
}
END_TEST

/* ---- memory ---- */

START_TEST(credentials_that_were_dropped_stay_dropped_over_three_hops)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_exchange *exchange = plain_exchange_of(post_request, NULL);

	answer_and_take(chain, exchange, "HTTP/1.1 307 T\r\nLocation: http://b.example/\r\n\r\n");
	ck_assert(!has_field(exchange, "Authorization"));
	add(exchange, HTTPSTATUS_PART_REQUEST, "Authorization", "Basic x"); /* a caller that puts its own fields back */
	answer_and_take(chain, exchange, "HTTP/1.1 307 T\r\nLocation: /c\r\n\r\n");
	ck_assert(!has_field(exchange, "Authorization"));
	add(exchange, HTTPSTATUS_PART_REQUEST, "authorization", "Basic x");
	answer_and_take(chain, exchange, "HTTP/1.1 307 T\r\nLocation: http://a.example/a\r\n\r\n");
	ck_assert(!has_field(exchange, "Authorization"));
	ck_assert(has_field(exchange, "Content-Type"));
	httpstatus_exchange_free(exchange);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(content_that_was_dropped_does_not_come_back)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_exchange *exchange = plain_exchange_of(post_request, NULL);

	answer_and_take(chain, exchange, "HTTP/1.1 303 See Other\r\nLocation: /b\r\n\r\n");
	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT, HTTPSTATUS_REQUEST_CONTENT_ONE_SHOT);
	answer_and_take(chain, exchange, "HTTP/1.1 308 P\r\nLocation: /c\r\n\r\n");
	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT),
		HTTPSTATUS_REQUEST_CONTENT_NONE);
	httpstatus_exchange_free(exchange);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(a_chain_that_is_cleared_has_forgotten)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	static const char unavailable[] = "HTTP/1.1 503 S\r\nContent-Length: 0\r\n\r\n";

	ck_assert_int_eq(httpstatus_step_action(first_step(chain, get_request, unavailable)), HTTPSTATUS_ACTION_RETRY);
	ck_assert_int_eq(httpstatus_chain_take(chain, 0, NULL), 0);
	ck_assert_int_eq(httpstatus_step_action(first_step(chain, get_request, unavailable)), HTTPSTATUS_ACTION_FINAL);
	httpstatus_chain_clear(chain);
	ck_assert_ptr_null(httpstatus_chain_step(chain, 0));
	ck_assert_int_eq(httpstatus_step_action(first_step(chain, get_request, unavailable)), HTTPSTATUS_ACTION_RETRY);
	httpstatus_chain_free(chain);
	httpstatus_chain_clear(NULL);
	httpstatus_chain_free(NULL);
}
END_TEST

START_TEST(looking_does_not_change_memory)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	for (int i = 0; i < 50; i++)
		ck_assert_int_eq(httpstatus_step_action(
					 first_step(chain, get_request, "HTTP/1.1 302 F\r\nLocation: /b\r\n\r\n")),
			HTTPSTATUS_ACTION_FOLLOW);
	httpstatus_chain_free(chain);
}
END_TEST

/* ---- waiting ---- */

START_TEST(backoff_doubles_and_leaves_up_to_half_of_it_to_chance)
{
	static const uint64_t randoms[] = {0, 1, 2, 3, 1000, UINT64_MAX};
	struct httpstatus_policy *policy = httpstatus_policy_new(NULL);
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	struct httpstatus_next_input input = input_with(0);

	httpstatus_policy_set(policy, "retries", "9", 1);
	httpstatus_policy_set(policy, "backoff", "4", 1);
	httpstatus_policy_set(policy, "backoff-cap", "20", 2);
	for (size_t i = 0; i < sizeof randoms / sizeof randoms[0]; i++) {
		struct httpstatus_chain *chain = httpstatus_chain_new(policy);

		input.random = randoms[i];
		for (int64_t whole = 4; whole <= 32; whole *= 2) {
			int64_t most = whole < 20 ? whole : 20;

			httpstatus_exchange_clear(exchange);
			read_request(exchange, get_request);
			read_response(exchange, "HTTP/1.1 503 S\r\nContent-Length: 0\r\n\r\n");
			ck_assert_int_eq(httpstatus_next(chain, exchange, &input), 0);
			const struct httpstatus_step *step = httpstatus_chain_step(chain, 0);
			ck_assert_int_eq(httpstatus_step_delay_source(step), HTTPSTATUS_DELAY_BACKOFF);
			ck_assert_int_le(httpstatus_step_delay(step), most);
			ck_assert_int_ge(httpstatus_step_delay(step), most - most / 2);
			if (randoms[i] == 0)
				ck_assert_int_eq(httpstatus_step_delay(step), most);
			ck_assert_int_eq(httpstatus_chain_take(chain, 0, NULL), 0);
		}
		httpstatus_chain_free(chain);
	}
	httpstatus_exchange_free(exchange);
	httpstatus_policy_free(policy);
}
END_TEST

START_TEST(a_wait_is_never_shortened)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	const struct httpstatus_step *step =
		first_step(chain, get_request, "HTTP/1.1 503 S\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n");

	ck_assert_int_eq(httpstatus_step_delay(step), 60);
	ck_assert_int_eq(httpstatus_step_delay_source(step), HTTPSTATUS_DELAY_RETRY_AFTER);
	step = first_step(chain, get_request, "HTTP/1.1 503 S\r\nRetry-After: 61\r\nContent-Length: 0\r\n\r\n");
	ck_assert_int_eq(httpstatus_step_action(step), HTTPSTATUS_ACTION_FINAL);
	ck_assert_str_eq(httpstatus_step_reason(step), "wait-too-long");
	step = first_step(
		chain, get_request, "HTTP/1.1 503 S\r\nRetry-After: 99999999999999999999\r\nContent-Length: 0\r\n\r\n");
	ck_assert_int_eq(httpstatus_step_action(step), HTTPSTATUS_ACTION_FINAL);
	httpstatus_chain_free(chain);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("chain");

	suite_add(suite, next_needs_a_chain_and_an_exchange);
	suite_add(suite, an_input_that_cannot_be_is_refused_and_leaves_no_step);
	suite_add(suite, null_answers_like_an_error_without_anything);
	suite_add(suite, actions_have_words_and_six_of_them_send_a_request);
	suite_add(suite, an_exchange_without_anything_waits);
	suite_add(suite, only_steps_that_are_there_can_be_taken);
	suite_add(suite, an_exchange_becomes_the_next_request);
	suite_add(suite, a_step_that_sends_nothing_leaves_the_exchange);
	suite_add(suite, an_exchange_that_is_too_small_changes_nothing);
	suite_add(suite, texts_of_steps_outlive_the_exchange);
	suite_add(suite, a_method_may_have_any_octets);
	suite_add(suite, a_path_stays_one_where_nobody_said_the_scheme);
	suite_add(suite, credentials_that_were_dropped_stay_dropped_over_three_hops);
	suite_add(suite, content_that_was_dropped_does_not_come_back);
	suite_add(suite, a_chain_that_is_cleared_has_forgotten);
	suite_add(suite, looking_does_not_change_memory);
	suite_add(suite, backoff_doubles_and_leaves_up_to_half_of_it_to_chance);
	suite_add(suite, a_wait_is_never_shortened);
	return tap_main(suite);
}

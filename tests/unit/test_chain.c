/* Chains as objects: odd input, what a step says, taking steps, and memory over several hops. What their caller says is tested in
 * test_chain_set.c, and which steps there are when in tests/next/. SPDX-License-Identifier: MIT */
#include "chains.h"

/* The next request after a response to it: the first step is taken. */
static void answer_and_take(struct httpstatus_chain *chain, struct httpstatus_exchange *exchange, const char *response)
{
	ck_assert_int_eq(read_response(exchange, response), 0);
	ck_assert_int_eq(httpstatus_chain_next(chain, exchange), 0);
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

	ck_assert_int_eq(httpstatus_chain_next(NULL, exchange), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_chain_next(chain, NULL), HTTPSTATUS_ERROR_HANDLE);
	httpstatus_exchange_free(exchange);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(without_an_exchange_there_is_no_step)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	first_step(chain, get_request, "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");
	ck_assert_int_eq(httpstatus_chain_next(chain, NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_ptr_null(httpstatus_chain_step(chain, 0));
	ck_assert_int_eq(httpstatus_chain_fact(chain, 0), -1);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(null_answers_like_nothing_at_all)
{
	size_t length = 7;

	ck_assert_ptr_null(httpstatus_chain_step(NULL, 0));
	ck_assert_int_eq(httpstatus_chain_fact(NULL, 0), -1);
	ck_assert_int_eq(httpstatus_step_action(NULL), -1);
	ck_assert(!httpstatus_step_requests(NULL));
	ck_assert_int_eq(httpstatus_step_level(NULL), -1);
	ck_assert_ptr_null(httpstatus_step_reference(NULL));
	ck_assert_ptr_null(httpstatus_step_reason(NULL));
	ck_assert_ptr_null(httpstatus_step_text(NULL));
	ck_assert_ptr_null(httpstatus_step_method(NULL, &length));
	ck_assert_uint_eq(length, 0);
	ck_assert_ptr_null(httpstatus_step_target(NULL, NULL));
	ck_assert_int_eq(httpstatus_step_content(NULL), -1);
	ck_assert_ptr_null(httpstatus_step_drop_field(NULL, 0, NULL));
	ck_assert_ptr_null(httpstatus_step_add_field(NULL, 0, NULL));
	ck_assert_ptr_null(httpstatus_step_add_value(NULL, 0, NULL));
	ck_assert(httpstatus_step_delay_ms(NULL) == HTTPSTATUS_UNKNOWN);
	ck_assert_int_eq(httpstatus_step_delay_source(NULL), -1);
	ck_assert_int_eq(httpstatus_step_connection(NULL), -1);
	ck_assert(!httpstatus_step_avoids_early_data(NULL));
}
END_TEST

START_TEST(there_is_no_fact_about_null_and_none_that_is_none)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	first_step(chain, get_request, "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");
	for (int fact = -2; fact < 40; fact++) {
		ck_assert(!httpstatus_chain_has_fact(NULL, fact));
		ck_assert_int_eq(
			httpstatus_chain_has_fact(chain, fact), fact == HTTPSTATUS_CHAIN_FACT_REMOVE_FROM_INDEX);
	}
	ck_assert(!httpstatus_chain_has_fact(chain, INT_MIN));
	ck_assert(!httpstatus_chain_has_fact(chain, INT_MAX));
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(facts_are_a_list_in_their_order)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	first_step(chain, post_request, "HTTP/1.1 301 M\r\nLocation: http://b.example/\r\nRetry-After: x\r\n\r\n");
	ck_assert_int_eq(httpstatus_chain_fact(chain, 0), HTTPSTATUS_CHAIN_FACT_PERMANENT);
	ck_assert_int_eq(httpstatus_chain_fact(chain, 1), HTTPSTATUS_CHAIN_FACT_CREDENTIALS_DROPPED);
	ck_assert_int_eq(httpstatus_chain_fact(chain, 2), HTTPSTATUS_CHAIN_FACT_CONTENT_DROPPED);
	ck_assert_int_eq(httpstatus_chain_fact(chain, 3), HTTPSTATUS_CHAIN_FACT_RETRY_AFTER_INVALID);
	ck_assert_int_eq(httpstatus_chain_fact(chain, 4), -1);
	ck_assert_int_eq(httpstatus_chain_fact(chain, SIZE_MAX), -1);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(facts_are_about_the_last_response_only)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	first_step(chain, get_request, "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");
	first_step(chain, get_request, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
	ck_assert_int_eq(httpstatus_chain_fact(chain, 0), -1);
	httpstatus_chain_free(chain);
}
END_TEST

/* Actions that send a request. */
static bool is_sent(int action)
{
	return action == HTTPSTATUS_ACTION_FOLLOW || action == HTTPSTATUS_ACTION_RETRY ||
	       action == HTTPSTATUS_ACTION_AUTHENTICATE || action == HTTPSTATUS_ACTION_MAKE_CONDITIONAL ||
	       action == HTTPSTATUS_ACTION_UPGRADE || action == HTTPSTATUS_ACTION_RESUME;
}

START_TEST(six_actions_send_a_request_and_no_other)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_exchange *exchange = plain_exchange_of(get_request, NULL);
	const struct httpstatus_step *step;
	int seen[2] = {0, 0};

	add(exchange, HTTPSTATUS_PART_RESPONSE, "Location", "/b");
	add(exchange, HTTPSTATUS_PART_RESPONSE, "WWW-Authenticate", "Basic realm=a");
	for (int status = 101; status < 600; status++) {
		set(exchange, HTTPSTATUS_PROPERTY_STATUS, status);
		ck_assert_int_eq(httpstatus_chain_next(chain, exchange), 0);
		for (size_t i = 0; (step = httpstatus_chain_step(chain, i)); i++) {
			bool sends = httpstatus_step_requests(step);

			ck_assert_int_eq(sends, is_sent(httpstatus_step_action(step)));
			ck_assert_int_eq(sends, httpstatus_step_method(step, NULL) != NULL);
			seen[sends]++;
		}
	}
	ck_assert_int_gt(seen[true], 10);
	ck_assert_int_ge(seen[false], 499);
	httpstatus_exchange_free(exchange);
	httpstatus_chain_free(chain);
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
	ck_assert_int_eq(httpstatus_chain_take(chain, 0, NULL), HTTPSTATUS_ERROR_INDEX);
	first_step(chain, get_request, "HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n");
	ck_assert_int_eq(httpstatus_chain_take(chain, 99, NULL), HTTPSTATUS_ERROR_INDEX);
	ck_assert_int_eq(httpstatus_chain_take(chain, 0, NULL), 0);
	ck_assert_int_eq(httpstatus_chain_take(chain, 0, NULL), HTTPSTATUS_ERROR_INDEX); /* it lies behind */
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

	ck_assert_int_eq(httpstatus_chain_next(chain, exchange), 0);
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

	set(small, HTTPSTATUS_PROPERTY_MOST_OCTETS, 20);
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
	ck_assert_str_eq(httpstatus_step_drop_field(step, 0, NULL), "Host");
	ck_assert_str_eq(httpstatus_step_drop_field(step, 1, NULL), "Authorization");
	ck_assert_ptr_null(httpstatus_step_drop_field(step, 4, NULL));
	ck_assert_str_eq(httpstatus_step_reference(step), "RFC 9110, 15.4.2");
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
	ck_assert_int_eq(httpstatus_chain_next(chain, exchange), 0);
	const char *method = httpstatus_step_method(httpstatus_chain_step(chain, 0), &length);
	ck_assert_uint_eq(length, 3);
	ck_assert_mem_eq(method, "A\0B", 4);
	httpstatus_exchange_free(exchange);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(texts_of_steps_have_a_length)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	size_t length = 0;
	const struct httpstatus_step *step = first_step(
		chain, post_request, "HTTP/1.1 401 U\r\nWWW-Authenticate: Basic realm=a\r\nContent-Length: 0\r\n\r\n");

	ck_assert_str_eq(httpstatus_step_drop_field(step, 0, &length), "Authorization");
	ck_assert_uint_eq(length, 13);
	ck_assert_ptr_null(httpstatus_step_drop_field(step, 1, &length));
	ck_assert_uint_eq(length, 0);
	ck_assert_str_eq(httpstatus_step_add_field(step, 0, &length), "Authorization");
	ck_assert_uint_eq(length, 13);
	ck_assert_ptr_null(httpstatus_step_add_value(step, 0, &length)); /* only the caller can know it */
	ck_assert_uint_eq(length, 0);
	ck_assert_ptr_null(httpstatus_step_add_field(step, 1, &length));
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(a_value_that_the_chain_knows_has_a_length)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_exchange *exchange =
		plain_exchange_of(get_request, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nETag: \"v\"\r\n\r\n");
	size_t length = 0;

	set(exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN, 4);
	set(exchange, HTTPSTATUS_PROPERTY_ENDING, HTTPSTATUS_ENDING_CUT);
	ck_assert_int_eq(httpstatus_chain_next(chain, exchange), 0);
	const struct httpstatus_step *step = httpstatus_chain_step(chain, 0);
	ck_assert_int_eq(httpstatus_step_action(step), HTTPSTATUS_ACTION_RESUME);
	ck_assert_str_eq(httpstatus_step_add_value(step, 0, &length), "bytes=4-");
	ck_assert_uint_eq(length, 8);
	ck_assert_str_eq(httpstatus_step_add_value(step, 1, &length), "\"v\"");
	ck_assert_uint_eq(length, 3);
	httpstatus_exchange_free(exchange);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(a_reason_is_a_word_of_the_vocabulary_with_its_text)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	const struct httpstatus_step *step =
		first_step(chain, get_request, "HTTP/1.1 404 N\r\nContent-Length: 0\r\n\r\n");
	int reason = httpstatus_word_find(HTTPSTATUS_VOCABULARY_REASON, "not-found", 9);

	ck_assert_int_ge(reason, 0);
	ck_assert_str_eq(httpstatus_step_reason(step), "not-found");
	ck_assert_str_eq(httpstatus_step_text(step), "Nothing is here now, or nobody is to know. It may come back.");
	ck_assert_str_eq(httpstatus_step_text(step), httpstatus_word_text(HTTPSTATUS_VOCABULARY_REASON, reason));
	ck_assert_int_eq(httpstatus_step_level(step), HTTPSTATUS_LEVEL_POLICY);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(a_request_to_a_proxy_stays_one)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_exchange *exchange = plain_exchange_of(get_request, NULL);

	set(exchange, HTTPSTATUS_PROPERTY_TO_PROXY, 1);
	answer_and_take(chain, exchange, "HTTP/1.1 302 F\r\nLocation: http://b.example/\r\n\r\n");
	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_TO_PROXY), 1);
	httpstatus_exchange_free(exchange);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(where_an_exchange_was_found_is_not_where_the_next_is)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_exchange *exchange = plain_exchange_of(get_request, NULL);

	say(exchange, HTTPSTATUS_LINE_SOURCE, "session.har");
	set(exchange, HTTPSTATUS_PROPERTY_ENTRY, 7);
	answer_and_take(chain, exchange, "HTTP/1.1 302 F\r\nLocation: /b\r\n\r\n");
	ck_assert_ptr_null(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_SOURCE, NULL));
	ck_assert(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_ENTRY) == HTTPSTATUS_UNKNOWN);
	httpstatus_exchange_free(exchange);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(the_next_request_can_be_asked_at_once)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_exchange *exchange = plain_exchange_of(get_request, NULL);

	answer_and_take(chain, exchange, "HTTP/1.1 302 F\r\nLocation: HTTP://B.example:80/c/../d\r\n\r\n");
	ck_assert_str_eq(httpstatus_exchange_target_uri(exchange, NULL), "http://b.example/d");
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

/* ---- a browser (Fetch, CORS) ---- */

static const char preflight[] = "OPTIONS /a HTTP/1.1\r\nHost: a.example\r\nOrigin: http://b.example\r\n"
				"Access-Control-Request-Method: PUT\r\n\r\n";

START_TEST(only_a_browser_follows_no_redirect_of_a_preflight)
{
	static const char redirect[] = "HTTP/1.1 307 Temporary Redirect\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n";
	struct httpstatus_policy *policy = policy_with("cors", "check");
	struct httpstatus_chain *browser = httpstatus_chain_new(policy), *other = httpstatus_chain_new(NULL);

	ck_assert_str_eq(httpstatus_step_reason(first_step(other, preflight, redirect)), "temporary-redirect");
	ck_assert_str_eq(httpstatus_step_reason(first_step(browser, preflight, redirect)), "preflight-not-ok");
	ck_assert_ptr_null(httpstatus_chain_step(browser, 1));
	httpstatus_policy_free(policy);
	httpstatus_chain_free(browser);
	httpstatus_chain_free(other);
}
END_TEST

START_TEST(on_the_way_to_a_third_origin_there_is_none)
{
	struct httpstatus_policy *policy = policy_with("cors", "check");
	struct httpstatus_chain *chain = httpstatus_chain_new(policy);
	struct httpstatus_exchange *exchange =
		plain_exchange_of("GET /a HTTP/1.1\r\nHost: a.example\r\nOrigin: http://b.example\r\n\r\n", NULL);
	size_t length;

	answer_and_take(chain, exchange,
		"HTTP/1.1 302 Found\r\nLocation: http://c.example/\r\nAccess-Control-Allow-Origin: *\r\n\r\n");
	const char *origin = httpstatus_exchange_field(exchange, HTTPSTATUS_PART_REQUEST, "Origin", 6, 0, &length);
	ck_assert_ptr_nonnull(origin);
	ck_assert_uint_eq(length, 4);
	ck_assert_int_eq(memcmp(origin, "null", 4), 0);
	ck_assert_ptr_null(httpstatus_exchange_field(exchange, HTTPSTATUS_PART_REQUEST, "Origin", 6, 1, NULL));
	httpstatus_policy_free(policy);
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

int main(void)
{
	Suite *suite = suite_create("chain");

	suite_add(suite, next_needs_a_chain_and_an_exchange);
	suite_add(suite, without_an_exchange_there_is_no_step);
	suite_add(suite, null_answers_like_nothing_at_all);
	suite_add(suite, there_is_no_fact_about_null_and_none_that_is_none);
	suite_add(suite, facts_are_a_list_in_their_order);
	suite_add(suite, facts_are_about_the_last_response_only);
	suite_add(suite, six_actions_send_a_request_and_no_other);
	suite_add(suite, an_exchange_without_anything_waits);
	suite_add(suite, only_steps_that_are_there_can_be_taken);
	suite_add(suite, an_exchange_becomes_the_next_request);
	suite_add(suite, a_step_that_sends_nothing_leaves_the_exchange);
	suite_add(suite, an_exchange_that_is_too_small_changes_nothing);
	suite_add(suite, texts_of_steps_outlive_the_exchange);
	suite_add(suite, a_method_may_have_any_octets);
	suite_add(suite, texts_of_steps_have_a_length);
	suite_add(suite, a_value_that_the_chain_knows_has_a_length);
	suite_add(suite, a_reason_is_a_word_of_the_vocabulary_with_its_text);
	suite_add(suite, a_request_to_a_proxy_stays_one);
	suite_add(suite, where_an_exchange_was_found_is_not_where_the_next_is);
	suite_add(suite, the_next_request_can_be_asked_at_once);
	suite_add(suite, a_path_stays_one_where_nobody_said_the_scheme);
	suite_add(suite, credentials_that_were_dropped_stay_dropped_over_three_hops);
	suite_add(suite, content_that_was_dropped_does_not_come_back);
	suite_add(suite, only_a_browser_follows_no_redirect_of_a_preflight);
	suite_add(suite, on_the_way_to_a_third_origin_there_is_none);
	suite_add(suite, a_chain_that_is_cleared_has_forgotten);
	suite_add(suite, looking_does_not_change_memory);
	return tap_main(suite);
}

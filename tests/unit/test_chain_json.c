/* What can be done next, as JSON: its shape, which httpstatus-json(5) describes, and how it is given. SPDX-License-Identifier: MIT */
#include "chains.h"

/* All of it, in room of its own that is just large enough. */
static char *json_of(const struct httpstatus_chain *chain)
{
	size_t length = httpstatus_chain_json(chain, NULL, 0);
	char *text = malloc(length + 1);

	ck_assert_uint_eq(httpstatus_chain_json(chain, text, length + 1), length);
	ck_assert_uint_eq(strlen(text), length);
	return text;
}

static void json_is(const struct httpstatus_chain *chain, const char *wanted)
{
	char *text = json_of(chain);

	ck_assert_str_eq(text, wanted);
	free(text);
}

static void json_has(const struct httpstatus_chain *chain, const char *wanted)
{
	char *text = json_of(chain);

	ck_assert_msg(strstr(text, wanted), "%s\nis not in\n%s", wanted, text);
	free(text);
}

#define NOTHING                                                                                                 \
	"{\"file\":null,\"entry\":null,\"method\":null,\"target\":null,\"status\":null,\"client\":\"default\"," \
	"\"client_version\":\"\",\"steps\":[],\"facts\":[]}"

START_TEST(null_is_null)
{
	json_is(NULL, "null");
}
END_TEST

START_TEST(a_chain_that_was_not_asked_has_nothing_to_say)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	json_is(chain, NOTHING);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(a_step_without_a_request)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	first_step(chain, get_request, "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");
	json_is(chain,
		"{\"file\":null,\"entry\":null,\"method\":\"GET\",\"target\":\"/"
		"a\",\"status\":410,\"client\":\"default\","
		"\"client_version\":\"\",\"steps\":[{\"action\":\"final\",\"level\":\"policy\",\"reference\":\"RFC "
		"9110, "
		"15.5.11\",\"reason\":\"gone\",\"text\":\"Gone on purpose, and not expected back: take the link out "
		"and do not "
		"ask "
		"again.\",\"requests\":false,\"method\":null,\"target\":null,\"content\":\"none\",\"drop_fields\":[],"
		"\"add_fields\":[],\"delay_ms\":0,\"delay_source\":null,\"connection\":\"reuse\",\"avoids_early_data\":"
		"false,\"declined_by\":[]}],"
		"\"facts\":[\"remove-from-index\"]}");
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(a_step_with_a_request)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	first_step(chain, post_request,
		"HTTP/1.1 301 M\r\nLocation: http://b.example/\"\r\nRetry-After: 2\r\nContent-Length: 0\r\n\r\n");
	json_has(chain,
		"\"steps\":[{\"action\":\"follow\",\"level\":\"may\",\"reference\":\"RFC 9110, 15.4.2\","
		"\"reason\":\"moved-permanently\",\"text\":\"The resource has moved for good: go there, and mend the "
		"link.\",\"requests\":true,\"method\":\"GET\",\"target\":\"http://b.example/%22\",\"content\":\"drop\","
		"\"drop_fields\":[\"Host\",\"Authorization\",\"Content-Type\",\"Content-Length\"],\"add_fields\":[],"
		"\"delay_ms\":2000,\"delay_source\":\"retry-after\",\"connection\":\"new\",\"avoids_early_data\":false,"
		"\"declined_by\":[]},{\"action\":\"final\",");
	json_has(chain, "\"facts\":[\"permanent\",\"credentials-dropped\",\"content-dropped\"]}");
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(fields_are_added_with_their_value_where_it_is_known)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	ck_assert_int_eq(httpstatus_chain_set_protocols(chain, "h2c", 3), 0);
	first_step(chain, get_request, "HTTP/1.1 426 U\r\nUpgrade: h2c\r\nContent-Length: 0\r\n\r\n");
	json_has(chain, "\"add_fields\":[{\"name\":\"Upgrade\",\"value\":\"h2c\"},{\"name\":\"Connection\",\"value\":"
			"\"Upgrade\"}]");
	first_step(
		chain, get_request, "HTTP/1.1 401 U\r\nWWW-Authenticate: Basic realm=a\r\nContent-Length: 0\r\n\r\n");
	json_has(chain, "\"add_fields\":[{\"name\":\"Authorization\",\"value\":null}]");
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(a_wait_without_retry_after_is_the_policys)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	first_step(chain, get_request, "HTTP/1.1 503 S\r\nContent-Length: 0\r\n\r\n");
	json_has(chain, "\"delay_ms\":1000,\"delay_source\":\"backoff\"");
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(what_the_policy_declines_tells_by_which_settings)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	first_step(chain, post_request, "HTTP/1.1 429 T\r\nRetry-After: 61\r\nContent-Length: 0\r\n\r\n");
	json_has(chain, "\"delay_ms\":61000,\"delay_source\":\"retry-after\",\"connection\":\"reuse\","
			"\"avoids_early_data\":true,\"declined_by\":[\"retry-methods\",\"wait-cap-ms\"]}]");
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(a_wait_that_nobody_can_tell_is_null)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	first_step(chain, get_request,
		"HTTP/1.1 429 T\r\nRetry-After: Sun, 06 Nov 1994 08:49:47 GMT\r\nContent-Length: 0\r\n\r\n");
	json_has(chain, "\"delay_ms\":null,\"delay_source\":\"retry-after\"");
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(it_tells_which_exchange_it_is_about)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_exchange *exchange = exchange_of(NULL, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

	say(exchange, HTTPSTATUS_LINE_SOURCE, "session.har");
	set(exchange, HTTPSTATUS_PROPERTY_ENTRY, 17);
	say(exchange, HTTPSTATUS_LINE_METHOD, "\xff");
	ck_assert_int_eq(httpstatus_chain_next(chain, exchange), 0);
	json_has(chain,
		"{\"file\":\"session.har\",\"entry\":17,\"method\":\"\xc3\xbf\",\"target\":null,\"status\":200,");
	httpstatus_exchange_free(exchange);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(it_tells_whom_the_policy_was_last_made_like)
{
	struct httpstatus_policy *policy = policy_with("hops", "3");

	ck_assert_int_eq(httpstatus_policy_imitate(policy, httpstatus_client_find("curl")), 0);
	ck_assert_int_eq(httpstatus_policy_set(policy, "hops", "4", 1), 0);
	struct httpstatus_chain *chain = httpstatus_chain_new(policy);
	ck_assert_int_eq(httpstatus_policy_imitate(policy, httpstatus_client_find("go")), 0);
	httpstatus_policy_free(policy);
	json_has(chain, "\"client\":\"curl\",\"client_version\":\"7.88.1\",");
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(a_chain_that_is_cleared_has_nothing_to_say)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	first_step(chain, get_request, "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");
	httpstatus_chain_clear(chain);
	json_is(chain, NOTHING);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(steps_that_lie_behind_are_told_no_more)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	first_step(chain, get_request, "HTTP/1.1 308 P\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n");
	ck_assert_int_eq(httpstatus_chain_take(chain, 0, NULL), 0);
	json_has(chain, "\"status\":308,\"client\":\"default\",\"client_version\":\"\",\"steps\":[],\"facts\":["
			"\"permanent\"]}");
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(room_that_is_too_small_gets_what_fits_and_the_whole_length)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	const size_t length = strlen(NOTHING);
	char text[sizeof NOTHING + 8];

	for (size_t size = 0; size <= length + 2; size++) {
		size_t fits = size <= length ? size : length + 1; /* with the NUL */

		memset(text, '~', sizeof text);
		ck_assert_uint_eq(httpstatus_chain_json(chain, text, size), length);
		ck_assert_int_eq(text[fits], '~');
		if (fits == 0)
			continue;
		ck_assert_mem_eq(text, NOTHING, fits - 1);
		ck_assert_int_eq(text[fits - 1], '\0');
	}
	ck_assert_uint_eq(httpstatus_chain_json(chain, NULL, 99), length);
	httpstatus_chain_free(chain);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("chain json");

	suite_add(suite, null_is_null);
	suite_add(suite, a_chain_that_was_not_asked_has_nothing_to_say);
	suite_add(suite, a_step_without_a_request);
	suite_add(suite, a_step_with_a_request);
	suite_add(suite, fields_are_added_with_their_value_where_it_is_known);
	suite_add(suite, a_wait_without_retry_after_is_the_policys);
	suite_add(suite, what_the_policy_declines_tells_by_which_settings);
	suite_add(suite, a_wait_that_nobody_can_tell_is_null);
	suite_add(suite, it_tells_which_exchange_it_is_about);
	suite_add(suite, it_tells_whom_the_policy_was_last_made_like);
	suite_add(suite, a_chain_that_is_cleared_has_nothing_to_say);
	suite_add(suite, steps_that_lie_behind_are_told_no_more);
	suite_add(suite, room_that_is_too_small_gets_what_fits_and_the_whole_length);
	return tap_main(suite);
}

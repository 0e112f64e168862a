/* Checkers as objects: odd input, findings, and what is remembered. What each rule finds is tested in tests/check/.
 * SPDX-License-Identifier: MIT */
#include "messages.h"

static const char post_request[] = "POST /a HTTP/1.1\r\nHost: a.example\r\nContent-Length: 0\r\n\r\n";
static const char get_request[] = "GET /b HTTP/1.1\r\nHost: a.example\r\n\r\n";
static const char redirect[] = "HTTP/1.1 307 Temporary Redirect\r\nDate: Sun, 22 Nov 2026 12:00:00 GMT\r\n"
			       "Location: /b\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n";
static const char answer[] = "HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 12:00:00 GMT\r\nETag: \"v\"\r\n"
			     "Last-Modified: Sat, 21 Nov 2026 12:00:00 GMT\r\nContent-Type: text/plain\r\n"
			     "Content-Length: 5\r\nCache-Control: max-age=60\r\n\r\n";

/* Checks a message; gives the id of the first finding, NULL where there is none. */
static const char *check(struct httpstatus_checker *checker, const char *request, const char *response)
{
	struct httpstatus_exchange *exchange = exchange_of(request, response);

	set(exchange, HTTPSTATUS_PROPERTY_SECURED, 0);
	ck_assert_int_eq(httpstatus_check(checker, exchange), 0);
	httpstatus_exchange_free(exchange);
	return httpstatus_rule_id(httpstatus_finding_rule(httpstatus_checker_finding(checker, 0)));
}

START_TEST(a_check_needs_a_checker_and_an_exchange)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	ck_assert_int_eq(httpstatus_check(NULL, exchange), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_check(checker, NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_check(checker, exchange), 0);
	ck_assert_ptr_null(httpstatus_checker_finding(checker, 0));
	ck_assert_ptr_null(httpstatus_checker_finding(NULL, 0));
	ck_assert_ptr_null(httpstatus_finding_message(NULL));
	ck_assert(httpstatus_finding_rule(NULL) == SIZE_MAX);
	httpstatus_exchange_free(exchange);
	httpstatus_checker_free(checker);
	httpstatus_checker_free(NULL);
}
END_TEST

START_TEST(what_is_declared_or_ignored_has_to_exist)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();

	ck_assert_int_eq(httpstatus_checker_declare(NULL, "clock", true), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_checker_declare(checker, NULL, true), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_checker_declare(checker, "clocks", true), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_checker_declare(checker, "clock", true), 0);
	ck_assert_int_eq(httpstatus_checker_ignore(NULL, "follow-307-method"), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_checker_ignore(checker, NULL), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_checker_ignore(checker, "follow"), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_checker_remember(NULL, 1), HTTPSTATUS_ERROR_HANDLE);
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(findings_have_a_rule_and_a_message)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();

	ck_assert_ptr_null(check(checker, post_request, redirect));
	ck_assert_str_eq(check(checker, get_request, answer), "follow-307-method");
	const struct httpstatus_finding *finding = httpstatus_checker_finding(checker, 0);
	size_t rule = httpstatus_finding_rule(finding);
	ck_assert_str_eq(httpstatus_finding_message(finding), "the 307 before leads here, and is followed with GET");
	ck_assert_int_eq(httpstatus_rule_level(rule), HTTPSTATUS_LEVEL_MUST_NOT);
	ck_assert_str_eq(httpstatus_rule_section(rule), "RFC 9110, 15.4.8");
	ck_assert_str_eq(httpstatus_rule_binds(rule), "client");
	ck_assert(httpstatus_rule_is_about_request(rule));
	ck_assert_uint_eq(httpstatus_rule_find("follow-307-method"), rule);
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(what_is_declared_can_be_taken_back)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	static const char forbidden[] = "HTTP/1.1 403 Forbidden\r\nDate: Sun, 22 Nov 2026 12:00:00 GMT\r\n"
					"Content-Type: text/plain\r\nContent-Length: 5\r\n\r\n";

	httpstatus_checker_declare(checker, "automatic", true);
	check(checker, get_request, forbidden);
	ck_assert_str_eq(check(checker, get_request, forbidden), "retry-403-same-credentials");
	httpstatus_checker_declare(checker, "automatic", false);
	ck_assert_ptr_null(check(checker, get_request, forbidden));
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(weaker_findings_than_asked_for_are_left_out)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();

	ck_assert_int_eq(httpstatus_checker_only(NULL, HTTPSTATUS_LEVEL_MUST), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_checker_only(checker, HTTPSTATUS_LEVEL_EXPECTED), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_checker_only(checker, -1), HTTPSTATUS_ERROR_ARGUMENT);
	check(checker, post_request, redirect);
	ck_assert_int_eq(httpstatus_checker_only(checker, HTTPSTATUS_LEVEL_MUST), 0);
	ck_assert_str_eq(check(checker, get_request, answer), "follow-307-method"); /* must-not */
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(findings_are_written_as_json)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	char text[2000], cut[10] = "xxxxxxxxx";

	ck_assert_uint_eq(httpstatus_checker_json(NULL, text, sizeof text), 2);
	ck_assert_str_eq(text, "[]");
	check(checker, post_request, redirect);
	check(checker, get_request, answer);
	size_t length = httpstatus_checker_json(checker, text, sizeof text);
	ck_assert_uint_eq(length, strlen(text));
	ck_assert_ptr_nonnull(strstr(text, "[{\"id\":\"follow-307-method\",\"level\":\"must-not\","));
	ck_assert_ptr_nonnull(strstr(text, "\"field\":null,\"part\":\"request\""));
	ck_assert_uint_eq(httpstatus_checker_json(checker, NULL, 0), length);
	ck_assert_uint_eq(httpstatus_checker_json(checker, cut, sizeof cut), length);
	ck_assert_str_eq(cut, "[{\"id\":\"f");
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(a_message_shows_no_control_characters)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	struct httpstatus_exchange *exchange =
		exchange_of(NULL, "HTTP/1.1 200 OK\r\nTransfer-Encoding: \033[1m\177\r\n\r\n");
	size_t shown = 0;

	ck_assert_int_eq(httpstatus_check(checker, exchange), 0);
	for (size_t i = 0; httpstatus_checker_finding(checker, i); i++) {
		const char *message = httpstatus_finding_message(httpstatus_checker_finding(checker, i));

		ck_assert_ptr_null(strpbrk(message, "\033\177"));
		shown += strstr(message, "?[1m?") != NULL;
	}
	ck_assert_uint_eq(shown, 1);
	httpstatus_exchange_free(exchange);
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(rules_and_declarations_end)
{
	size_t rules = 0, declarations = 0;

	for (; httpstatus_rule_id(rules); rules++) {
		ck_assert_uint_eq(httpstatus_rule_find(httpstatus_rule_id(rules)), rules);
		ck_assert_ptr_nonnull(httpstatus_rule_title(rules));
		ck_assert_ptr_nonnull(httpstatus_rule_text(rules));
		ck_assert_ptr_nonnull(httpstatus_rule_section(rules));
	}
	for (; httpstatus_declaration_name(declarations); declarations++)
		continue;
	ck_assert_ptr_null(httpstatus_rule_title(rules));
	ck_assert_ptr_null(httpstatus_rule_text(rules));
	ck_assert_ptr_null(httpstatus_rule_section(rules));
	ck_assert_ptr_null(httpstatus_rule_binds(rules));
	ck_assert_ptr_null(httpstatus_rule_field(rules));
	ck_assert(!httpstatus_rule_is_about_request(rules));
	ck_assert_int_eq(httpstatus_rule_level(SIZE_MAX), HTTPSTATUS_LEVEL_ADVICE);
	ck_assert(httpstatus_rule_find(NULL) == SIZE_MAX && httpstatus_rule_find("") == SIZE_MAX);
	ck_assert_uint_gt(declarations, 5);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("checker");

	suite_add(suite, a_check_needs_a_checker_and_an_exchange);
	suite_add(suite, what_is_declared_or_ignored_has_to_exist);
	suite_add(suite, findings_have_a_rule_and_a_message);
	suite_add(suite, what_is_declared_can_be_taken_back);
	suite_add(suite, weaker_findings_than_asked_for_are_left_out);
	suite_add(suite, findings_are_written_as_json);
	suite_add(suite, a_message_shows_no_control_characters);
	suite_add(suite, rules_and_declarations_end);
	return tap_main(suite);
}

/* Checkers as objects: odd input, findings, and what is remembered. What each rule finds is tested in tests/check/.
 * SPDX-License-Identifier: MIT */
#include "messages.h"

#include <limits.h>

static const char post_request[] = "POST /a HTTP/1.1\r\nHost: a.example\r\nContent-Length: 0\r\n\r\n";
static const char get_request[] = "GET /b HTTP/1.1\r\nHost: a.example\r\n\r\n";
static const char get_with_credentials[] = "GET /b HTTP/1.1\r\nHost: a.example\r\nAuthorization: Basic dTpw\r\n\r\n";
static const char redirect[] = "HTTP/1.1 307 Temporary Redirect\r\nDate: Sun, 22 Nov 2026 12:00:00 GMT\r\n"
			       "Location: /b\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n";
static const char answer[] = "HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 12:00:00 GMT\r\nETag: \"v\"\r\n"
			     "Last-Modified: Sat, 21 Nov 2026 12:00:00 GMT\r\nContent-Type: text/plain\r\n"
			     "Content-Length: 5\r\nCache-Control: max-age=60\r\n\r\n";
static const char forbidden[] = "HTTP/1.1 403 Forbidden\r\nDate: Sun, 22 Nov 2026 12:00:00 GMT\r\n"
				"Content-Type: text/plain\r\nContent-Length: 5\r\n\r\n";

enum { DECLARATIONS = HTTPSTATUS_CHECKER_PROPERTY_DATES_UNASSIGNED + 1 };

static const char *first_id(const struct httpstatus_checker *checker)
{
	return httpstatus_rule_id(httpstatus_finding_rule(httpstatus_checker_finding(checker, 0)));
}

/* Checks a message; gives the id of the first finding, NULL where there is none. */
static const char *check(struct httpstatus_checker *checker, const char *request, const char *response)
{
	struct httpstatus_exchange *exchange = exchange_of(request, response);

	set(exchange, HTTPSTATUS_PROPERTY_SECURED, 0);
	ck_assert_int_eq(httpstatus_checker_check(checker, exchange), 0);
	httpstatus_exchange_free(exchange);
	return first_id(checker);
}

/* Checks an answer that has this code and is otherwise right. */
static const char *check_code(struct httpstatus_checker *checker, int code)
{
	char response[200];

	snprintf(response, sizeof response,
		"HTTP/1.1 %d \r\nDate: Sun, 22 Nov 2026 12:00:00 GMT\r\n"
		"Content-Type: text/plain\r\nContent-Length: 5\r\n\r\n",
		code);
	return check(checker, get_request, response);
}

static void say_to(struct httpstatus_checker *checker, int property, int64_t value)
{
	ck_assert_int_eq(httpstatus_checker_set(checker, property, value), 0);
}

static void says(const struct httpstatus_checker *checker, int property, int64_t value)
{
	ck_assert(httpstatus_checker_get(checker, property) == value);
}

START_TEST(a_check_needs_a_checker_and_an_exchange)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	ck_assert_int_eq(httpstatus_checker_check(NULL, exchange), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_checker_check(checker, NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_checker_check(checker, exchange), 0);
	ck_assert_ptr_null(httpstatus_checker_finding(checker, 0));
	ck_assert_ptr_null(httpstatus_checker_finding(NULL, 0));
	ck_assert_ptr_null(httpstatus_finding_message(NULL));
	ck_assert_ptr_null(httpstatus_finding_rule(NULL));
	httpstatus_exchange_free(exchange);
	httpstatus_checker_free(checker);
	httpstatus_checker_free(NULL);
	httpstatus_checker_clear(NULL);
}
END_TEST

START_TEST(a_check_that_fails_leaves_no_findings)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();

	ck_assert_str_eq(check_code(checker, 573), "status-unregistered");
	ck_assert_int_eq(httpstatus_checker_check(checker, NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_ptr_null(httpstatus_checker_finding(checker, 0));
	httpstatus_checker_free(checker);
}
END_TEST

/* ---- what is said ---- */

START_TEST(what_is_said_has_to_be_a_property)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	static const int none[] = {INT_MIN, -1, DECLARATIONS, 63, 64, HTTPSTATUS_CHECKER_PROPERTY_LEVEL - 1,
		HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED + 1, INT_MAX};

	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
		ck_assert_int_eq(httpstatus_checker_set(checker, none[i], 1), HTTPSTATUS_ERROR_PROPERTY);
		says(checker, none[i], HTTPSTATUS_UNKNOWN);
	}
	ck_assert_int_eq(httpstatus_checker_set(NULL, HTTPSTATUS_CHECKER_PROPERTY_CLOCK, 1), HTTPSTATUS_ERROR_HANDLE);
	says(NULL, HTTPSTATUS_CHECKER_PROPERTY_CLOCK, HTTPSTATUS_UNKNOWN);
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(a_declaration_is_0_or_1)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	static const int64_t none[] = {-1, 2, INT64_MAX, INT64_MIN + 1};

	say_to(checker, HTTPSTATUS_CHECKER_PROPERTY_CLOCK, 1);
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		ck_assert_int_eq(httpstatus_checker_set(checker, HTTPSTATUS_CHECKER_PROPERTY_CLOCK, none[i]),
			HTTPSTATUS_ERROR_VALUE);
	says(checker, HTTPSTATUS_CHECKER_PROPERTY_CLOCK, 1);
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(each_declaration_is_read_back_alone)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();

	for (int declaration = 0; declaration < DECLARATIONS; declaration++) {
		say_to(checker, declaration, 1);
		for (int other = 0; other < DECLARATIONS; other++)
			says(checker, other, other == declaration ? 1 : HTTPSTATUS_UNKNOWN);
		say_to(checker, declaration, declaration % 2 ? 0 : HTTPSTATUS_UNKNOWN);
		says(checker, declaration, HTTPSTATUS_UNKNOWN);
	}
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(what_is_declared_can_be_taken_back)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();

	for (int i = 0; i < 2; i++) {
		say_to(checker, HTTPSTATUS_CHECKER_PROPERTY_AUTOMATIC, 1);
		check(checker, get_with_credentials, forbidden);
		ck_assert_str_eq(check(checker, get_with_credentials, forbidden), "retry-403-same-credentials");
		say_to(checker, HTTPSTATUS_CHECKER_PROPERTY_AUTOMATIC, i ? 0 : HTTPSTATUS_UNKNOWN);
		ck_assert_ptr_null(check(checker, get_with_credentials, forbidden));
	}
	httpstatus_checker_free(checker);
}
END_TEST

/* What was declared of a request is what was declared when it was checked. RFC 9110, 9.2.2. */
START_TEST(both_retries_have_to_be_declared_automatic)
{
	static const bool automatic[][2] = {{true, true}, {false, true}, {true, false}};

	for (int i = 0; i < 3; i++) {
		struct httpstatus_checker *checker = httpstatus_checker_new();

		ck_assert_ptr_null(check_code(checker, 502));
		say_to(checker, HTTPSTATUS_CHECKER_PROPERTY_AUTOMATIC, automatic[i][0]);
		ck_assert_ptr_null(check_code(checker, 502));
		say_to(checker, HTTPSTATUS_CHECKER_PROPERTY_AUTOMATIC, automatic[i][1]);
		ck_assert_pstr_eq(check_code(checker, 502), i ? NULL : "retry-of-a-retry");
		httpstatus_checker_free(checker);
	}
}
END_TEST

/* Between must and should, though its number is the last: 304-content and 304-extra-metadata (should-not). */
START_TEST(what_cannot_be_ranks_between_must_and_should)
{
	static const struct {
		int level;
		size_t count;
	} table[] = {{HTTPSTATUS_LEVEL_MUST, 0}, {HTTPSTATUS_LEVEL_CANNOT, 1}, {HTTPSTATUS_LEVEL_SHOULD, 2},
		{HTTPSTATUS_LEVEL_MAY, 2}, {HTTPSTATUS_LEVEL_ADVICE, 2}};
	struct httpstatus_checker *checker = httpstatus_checker_new();
	struct httpstatus_exchange *exchange = exchange_of("GET /a HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"v\"\r\n\r\n",
		"HTTP/1.1 304 Not Modified\r\nETag: \"v\"\r\nContent-Type: text/plain\r\n\r\n");
	size_t count;

	httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN, 5);
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		say_to(checker, HTTPSTATUS_CHECKER_PROPERTY_LEVEL, table[i].level);
		ck_assert_int_eq(httpstatus_checker_check(checker, exchange), 0);
		for (count = 0; httpstatus_checker_finding(checker, count); count++)
			continue;
		ck_assert_uint_eq(count, table[i].count);
	}
	const struct httpstatus_rule *worst = httpstatus_finding_rule(httpstatus_checker_finding(checker, 0));
	ck_assert_int_eq(httpstatus_rule_level(worst), HTTPSTATUS_LEVEL_CANNOT);
	httpstatus_exchange_free(exchange);
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(a_level_is_read_back_and_has_to_be_a_rules)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	static const int levels[] = {HTTPSTATUS_LEVEL_MUST, HTTPSTATUS_LEVEL_MUST_NOT, HTTPSTATUS_LEVEL_SHOULD,
		HTTPSTATUS_LEVEL_SHOULD_NOT, HTTPSTATUS_LEVEL_MAY, HTTPSTATUS_LEVEL_CANNOT, HTTPSTATUS_LEVEL_ADVICE};
	static const int64_t none[] = {HTTPSTATUS_LEVEL_EXPECTED, HTTPSTATUS_LEVEL_UNEXPECTED, HTTPSTATUS_LEVEL_POLICY,
		-1, INT64_C(0x100000000) + HTTPSTATUS_LEVEL_MUST};

	says(checker, HTTPSTATUS_CHECKER_PROPERTY_LEVEL, HTTPSTATUS_UNKNOWN);
	for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
		say_to(checker, HTTPSTATUS_CHECKER_PROPERTY_LEVEL, levels[i]);
		says(checker, HTTPSTATUS_CHECKER_PROPERTY_LEVEL, levels[i]);
	}
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		ck_assert_int_eq(httpstatus_checker_set(checker, HTTPSTATUS_CHECKER_PROPERTY_LEVEL, none[i]),
			HTTPSTATUS_ERROR_VALUE);
	says(checker, HTTPSTATUS_CHECKER_PROPERTY_LEVEL, HTTPSTATUS_LEVEL_ADVICE);
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(weaker_findings_than_asked_for_are_left_out)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();

	ck_assert_str_eq(check_code(checker, 573), "status-unregistered"); /* advice */
	say_to(checker, HTTPSTATUS_CHECKER_PROPERTY_LEVEL, HTTPSTATUS_LEVEL_MAY);
	ck_assert_ptr_null(check_code(checker, 573));
	say_to(checker, HTTPSTATUS_CHECKER_PROPERTY_LEVEL, HTTPSTATUS_UNKNOWN);
	ck_assert_str_eq(check_code(checker, 573), "status-unregistered");
	check(checker, post_request, redirect);
	say_to(checker, HTTPSTATUS_CHECKER_PROPERTY_LEVEL, HTTPSTATUS_LEVEL_MUST);
	ck_assert_str_eq(check(checker, get_request, answer), "follow-307-method"); /* must-not */
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(how_many_are_remembered_is_read_back_and_not_below_0)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();

	says(checker, HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED, HTTPSTATUS_UNKNOWN);
	say_to(checker, HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED, INT64_MAX);
	says(checker, HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED, INT64_MAX);
	ck_assert_int_eq(
		httpstatus_checker_set(checker, HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED, -1), HTTPSTATUS_ERROR_VALUE);
	says(checker, HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED, INT64_MAX);
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(to_say_how_many_are_remembered_forgets_them)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();

	check(checker, post_request, redirect);
	say_to(checker, HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED, 64);
	ck_assert_ptr_null(check(checker, get_request, answer));
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(a_checker_that_remembers_none_judges_each_alone)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();

	say_to(checker, HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED, 0);
	check(checker, post_request, redirect);
	ck_assert_ptr_null(check(checker, get_request, answer));
	say_to(checker, HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED, HTTPSTATUS_UNKNOWN);
	check(checker, post_request, redirect);
	ck_assert_str_eq(check(checker, get_request, answer), "follow-307-method");
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(what_is_ignored_has_to_exist)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();

	ck_assert_int_eq(httpstatus_checker_ignore(NULL, httpstatus_rule_at(0), true), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_checker_ignore(checker, NULL, true), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(
		httpstatus_checker_ignore(checker, httpstatus_rule_find("follow"), true), HTTPSTATUS_ERROR_HANDLE);
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(a_rule_is_ignored_until_it_is_taken_in_again)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	const struct httpstatus_rule *rule = httpstatus_rule_find("status-unregistered");

	ck_assert_int_eq(httpstatus_checker_ignore(checker, rule, true), 0);
	ck_assert_ptr_null(check_code(checker, 573));
	ck_assert_str_eq(check_code(checker, 700), "status-out-of-range");
	ck_assert_int_eq(httpstatus_checker_ignore(checker, rule, false), 0);
	ck_assert_str_eq(check_code(checker, 573), "status-unregistered");
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(any_rule_can_be_ignored)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	const struct httpstatus_rule *rule;

	for (size_t i = 0; (rule = httpstatus_rule_at(i)); i++)
		ck_assert_int_eq(httpstatus_checker_ignore(checker, rule, true), 0);
	check(checker, post_request, redirect);
	ck_assert_ptr_null(check(checker, get_request, answer));
	ck_assert_ptr_null(check_code(checker, 700));
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(clearing_forgets_exchanges_and_findings)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();

	check(checker, post_request, redirect);
	httpstatus_checker_clear(checker);
	ck_assert_ptr_null(check(checker, get_request, answer));
	ck_assert_str_eq(check_code(checker, 573), "status-unregistered");
	httpstatus_checker_clear(checker);
	ck_assert_ptr_null(httpstatus_checker_finding(checker, 0));
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(clearing_forgets_nothing_that_was_said)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();

	say_to(checker, HTTPSTATUS_CHECKER_PROPERTY_PROXY, 1);
	say_to(checker, HTTPSTATUS_CHECKER_PROPERTY_LEVEL, HTTPSTATUS_LEVEL_MAY);
	say_to(checker, HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED, 2);
	httpstatus_checker_ignore(checker, httpstatus_rule_find("follow-307-method"), true);
	httpstatus_checker_clear(checker);
	says(checker, HTTPSTATUS_CHECKER_PROPERTY_PROXY, 1);
	says(checker, HTTPSTATUS_CHECKER_PROPERTY_LEVEL, HTTPSTATUS_LEVEL_MAY);
	says(checker, HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED, 2);
	check(checker, post_request, redirect);
	ck_assert_ptr_null(check(checker, get_request, answer));
	httpstatus_checker_free(checker);
}
END_TEST

/* ---- registries ---- */

START_TEST(a_registry_can_be_said_and_taken_back)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, "own");

	ck_assert_int_eq(httpstatus_registry_add(registry, 573, "Odd", 3), 0);
	ck_assert_int_eq(httpstatus_checker_set_registry(NULL, registry), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_checker_set_registry(checker, registry), 0);
	ck_assert_ptr_null(check_code(checker, 573));
	ck_assert_str_eq(check_code(checker, 574), "status-unregistered");
	ck_assert_int_eq(httpstatus_checker_set_registry(checker, NULL), 0);
	ck_assert_str_eq(check_code(checker, 573), "status-unregistered");
	httpstatus_checker_free(checker);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(a_code_of_an_own_registry_is_no_vendors)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, "own");

	ck_assert_str_eq(check_code(checker, 520), "status-vendor");
	ck_assert_str_eq(check_code(checker, 495), "status-internal-leaked");
	ck_assert_str_eq(check_code(checker, 444), "444-499-on-wire");
	ck_assert_int_eq(httpstatus_registry_add(registry, 520, "Ours", 4), 0);
	ck_assert_int_eq(httpstatus_registry_add(registry, 495, "Ours As Well", 12), 0);
	ck_assert_int_eq(httpstatus_registry_add(registry, 444, "Third", 5), 0);
	httpstatus_checker_set_registry(checker, registry);
	ck_assert_ptr_null(check_code(checker, 520));
	ck_assert_ptr_null(check_code(checker, 495));
	ck_assert_ptr_null(check_code(checker, 444));
	httpstatus_checker_free(checker);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(a_vendors_registry_makes_its_codes_known_but_not_what_it_never_sends)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();

	httpstatus_checker_set_registry(checker, httpstatus_registry_by_name("cloudflare"));
	ck_assert_ptr_null(check_code(checker, 520));
	httpstatus_checker_set_registry(checker, httpstatus_registry_by_name("nginx"));
	ck_assert_str_eq(check_code(checker, 520), "status-vendor");
	ck_assert_str_eq(check_code(checker, 494), "status-internal-leaked");
	ck_assert_str_eq(check_code(checker, 444), "444-499-on-wire");
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(no_registry_makes_a_code_valid)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, "own");

	ck_assert_int_eq(httpstatus_registry_add(registry, 700, "Beyond", 6), 0);
	httpstatus_checker_set_registry(checker, registry);
	ck_assert_str_eq(check_code(checker, 700), "status-out-of-range");
	httpstatus_checker_free(checker);
	httpstatus_registry_free(registry);
}
END_TEST

/* ---- findings ---- */

START_TEST(findings_have_a_rule_and_a_message)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();

	ck_assert_ptr_null(check(checker, post_request, redirect));
	ck_assert_str_eq(check(checker, get_request, answer), "follow-307-method");
	const struct httpstatus_finding *finding = httpstatus_checker_finding(checker, 0);
	const struct httpstatus_rule *rule = httpstatus_finding_rule(finding);
	ck_assert_str_eq(httpstatus_finding_message(finding), "the 307 before leads here, and is followed with GET");
	ck_assert_int_eq(httpstatus_rule_level(rule), HTTPSTATUS_LEVEL_MUST_NOT);
	ck_assert_str_eq(httpstatus_rule_reference(rule), "RFC 9110, 15.4.8");
	ck_assert_int_eq(httpstatus_rule_binds(rule), HTTPSTATUS_BINDS_CLIENT);
	ck_assert_int_eq(httpstatus_rule_part(rule), HTTPSTATUS_PART_REQUEST);
	ck_assert_ptr_eq(httpstatus_rule_find("follow-307-method"), rule);
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(a_message_shows_no_control_characters)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	struct httpstatus_exchange *exchange =
		exchange_of(NULL, "HTTP/1.1 200 OK\r\nTransfer-Encoding: \033[1m\177\r\n\r\n");
	size_t shown = 0;

	ck_assert_int_eq(httpstatus_checker_check(checker, exchange), 0);
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

/* Whether an exchange in HTTP/2 that has a field in some part breaks a rule. */
static bool is_broken_by(int part, const char *field, const char *rule)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	const struct httpstatus_finding *finding;
	bool broken = false;

	set(exchange, HTTPSTATUS_PROPERTY_STATUS, 200);
	set(exchange, HTTPSTATUS_PROPERTY_RESPONSE_VERSION, 20);
	ck_assert_int_eq(httpstatus_exchange_add_interim(exchange, 103), 0);
	add(exchange, part, field, "a");
	ck_assert_int_eq(httpstatus_checker_check(checker, exchange), 0);
	for (size_t i = 0; (finding = httpstatus_checker_finding(checker, i)); i++)
		if (httpstatus_finding_rule(finding) == httpstatus_rule_find(rule))
			broken = true;
	httpstatus_exchange_free(exchange);
	httpstatus_checker_free(checker);
	return broken;
}

static void is_about_all_but_the_request(const char *field, const char *rule)
{
	ck_assert(is_broken_by(HTTPSTATUS_PART_RESPONSE, field, rule));
	ck_assert(is_broken_by(HTTPSTATUS_PART_RESPONSE_TRAILERS, field, rule));
	ck_assert(is_broken_by(HTTPSTATUS_PART_INTERIM, field, rule));
	ck_assert(!is_broken_by(HTTPSTATUS_PART_REQUEST, field, rule));
	ck_assert(!is_broken_by(HTTPSTATUS_PART_REQUEST_TRAILERS, field, rule));
}

START_TEST(a_field_of_the_connection_is_sought_in_all_parts_of_the_response)
{
	is_about_all_but_the_request("Upgrade", "h2-connection-field");
}
END_TEST

START_TEST(a_bad_field_name_is_sought_in_all_parts_of_the_response)
{
	is_about_all_but_the_request("X Y", "field-name-syntax");
}
END_TEST

/* ---- JSON ---- */

START_TEST(no_checker_is_null_in_json)
{
	char text[8];

	ck_assert_uint_eq(httpstatus_checker_json(NULL, text, sizeof text), 4);
	ck_assert_str_eq(text, "null");
}
END_TEST

static const char nothing[] =
	"{\"file\":null,\"entry\":null,\"method\":null,\"target\":null,\"status\":null,\"findings\":[]}";

START_TEST(before_any_check_json_has_no_exchange_and_no_findings)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	char text[200];

	ck_assert_uint_eq(httpstatus_checker_json(checker, text, sizeof text), strlen(nothing));
	ck_assert_str_eq(text, nothing);
	check(checker, get_request, answer);
	httpstatus_checker_clear(checker);
	httpstatus_checker_json(checker, text, sizeof text);
	ck_assert_str_eq(text, nothing);
	check(checker, get_request, answer);
	httpstatus_checker_check(checker, NULL);
	httpstatus_checker_json(checker, text, sizeof text);
	ck_assert_str_eq(text, nothing);
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(json_says_which_exchange_it_was_though_none_is_remembered)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	struct httpstatus_exchange *exchange = exchange_of(NULL, forbidden);
	static const char right[] = "{\"file\":\"a \\\"b\\\".har\",\"entry\":3,\"method\":\"GET\","
				    "\"target\":\"http://a.example/b\",\"status\":403,\"findings\":[]}";
	char text[300];

	say(exchange, HTTPSTATUS_LINE_SOURCE, "a \"b\".har");
	say(exchange, HTTPSTATUS_LINE_METHOD, "GET");
	say(exchange, HTTPSTATUS_LINE_TARGET, "http://a.example/b");
	set(exchange, HTTPSTATUS_PROPERTY_ENTRY, 3);
	say_to(checker, HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED, 0);
	ck_assert_int_eq(httpstatus_checker_check(checker, exchange), 0);
	httpstatus_exchange_free(exchange);
	ck_assert_uint_eq(httpstatus_checker_json(checker, text, sizeof text), sizeof right - 1);
	ck_assert_str_eq(text, right);
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(findings_are_written_as_json)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	const struct httpstatus_rule *rule = httpstatus_rule_find("follow-307-method");
	char text[2000], finding[2000];

	check(checker, post_request, redirect);
	check(checker, get_request, answer);
	ck_assert_uint_eq(httpstatus_checker_json(checker, text, sizeof text), strlen(text));
	snprintf(finding, sizeof finding,
		",\"status\":200,\"findings\":[{\"id\":\"follow-307-method\",\"level\":\"must-not\","
		"\"reference\":\"RFC 9110, 15.4.8\","
		"\"message\":\"the 307 before leads here, and is followed with GET\",\"field\":null,"
		"\"part\":\"request\",\"binds\":\"client\",\"title\":\"%s\",\"remedy\":\"%s\"}",
		httpstatus_rule_title(rule), httpstatus_rule_text(rule));
	ck_assert_ptr_nonnull(strstr(text, finding));
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(json_has_the_field_where_a_rule_is_about_one)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	char text[4000];

	ck_assert_str_eq(check_code(checker, 405), "405-no-allow");
	httpstatus_checker_json(checker, text, sizeof text);
	ck_assert_ptr_nonnull(strstr(text, "\"field\":\"Allow\",\"part\":\"response\",\"binds\":\"origin\""));
	httpstatus_checker_free(checker);
}
END_TEST

START_TEST(json_is_cut_to_its_room_and_counted_in_full)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	char cut[10] = "xxxxxxxxx";

	ck_assert_uint_eq(httpstatus_checker_json(checker, NULL, 0), strlen(nothing));
	ck_assert_uint_eq(httpstatus_checker_json(checker, cut, sizeof cut), strlen(nothing));
	ck_assert_str_eq(cut, "{\"file\":n");
	httpstatus_checker_free(checker);
}
END_TEST

/* ---- rules ---- */

START_TEST(every_rule_has_its_texts_and_is_found_by_its_id)
{
	const struct httpstatus_rule *rule;
	size_t rules = 0;

	for (; (rule = httpstatus_rule_at(rules)); rules++) {
		ck_assert_ptr_eq(httpstatus_rule_find(httpstatus_rule_id(rule)), rule);
		ck_assert_ptr_nonnull(httpstatus_rule_title(rule));
		ck_assert_ptr_nonnull(httpstatus_rule_text(rule));
		ck_assert_ptr_nonnull(httpstatus_rule_reference(rule));
		ck_assert_ptr_nonnull(httpstatus_word(HTTPSTATUS_VOCABULARY_LEVEL, httpstatus_rule_level(rule)));
		ck_assert_ptr_nonnull(httpstatus_word(HTTPSTATUS_VOCABULARY_BINDS, httpstatus_rule_binds(rule)));
		ck_assert(httpstatus_rule_part(rule) == HTTPSTATUS_PART_REQUEST ||
			  httpstatus_rule_part(rule) == HTTPSTATUS_PART_RESPONSE);
	}
	ck_assert_uint_gt(rules, 300);
	ck_assert_ptr_null(httpstatus_rule_at(SIZE_MAX));
}
END_TEST

START_TEST(no_rule_has_nothing)
{
	ck_assert_ptr_null(httpstatus_rule_find(NULL));
	ck_assert_ptr_null(httpstatus_rule_find(""));
	ck_assert_ptr_null(httpstatus_rule_find("405-no-allow "));
	ck_assert_ptr_null(httpstatus_rule_id(NULL));
	ck_assert_ptr_null(httpstatus_rule_title(NULL));
	ck_assert_ptr_null(httpstatus_rule_text(NULL));
	ck_assert_ptr_null(httpstatus_rule_reference(NULL));
	ck_assert_ptr_null(httpstatus_rule_field(NULL));
	ck_assert_int_eq(httpstatus_rule_level(NULL), -1);
	ck_assert_int_eq(httpstatus_rule_binds(NULL), -1);
	ck_assert_int_eq(httpstatus_rule_part(NULL), -1);
}
END_TEST

START_TEST(a_rule_says_which_field_and_message_it_is_about)
{
	const struct httpstatus_rule *rule = httpstatus_rule_find("405-no-allow");

	ck_assert_str_eq(httpstatus_rule_field(rule), "Allow");
	ck_assert_int_eq(httpstatus_rule_part(rule), HTTPSTATUS_PART_RESPONSE);
	ck_assert_int_eq(httpstatus_rule_binds(rule), HTTPSTATUS_BINDS_ORIGIN);
	ck_assert_ptr_null(httpstatus_rule_field(httpstatus_rule_find("follow-307-method")));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("checker");

	suite_add(suite, a_check_needs_a_checker_and_an_exchange);
	suite_add(suite, a_check_that_fails_leaves_no_findings);
	suite_add(suite, what_is_said_has_to_be_a_property);
	suite_add(suite, a_declaration_is_0_or_1);
	suite_add(suite, each_declaration_is_read_back_alone);
	suite_add(suite, what_is_declared_can_be_taken_back);
	suite_add(suite, both_retries_have_to_be_declared_automatic);
	suite_add(suite, a_level_is_read_back_and_has_to_be_a_rules);
	suite_add(suite, what_cannot_be_ranks_between_must_and_should);
	suite_add(suite, weaker_findings_than_asked_for_are_left_out);
	suite_add(suite, how_many_are_remembered_is_read_back_and_not_below_0);
	suite_add(suite, to_say_how_many_are_remembered_forgets_them);
	suite_add(suite, a_checker_that_remembers_none_judges_each_alone);
	suite_add(suite, what_is_ignored_has_to_exist);
	suite_add(suite, a_rule_is_ignored_until_it_is_taken_in_again);
	suite_add(suite, any_rule_can_be_ignored);
	suite_add(suite, clearing_forgets_exchanges_and_findings);
	suite_add(suite, clearing_forgets_nothing_that_was_said);
	suite_add(suite, a_registry_can_be_said_and_taken_back);
	suite_add(suite, a_code_of_an_own_registry_is_no_vendors);
	suite_add(suite, a_vendors_registry_makes_its_codes_known_but_not_what_it_never_sends);
	suite_add(suite, no_registry_makes_a_code_valid);
	suite_add(suite, findings_have_a_rule_and_a_message);
	suite_add(suite, a_message_shows_no_control_characters);
	suite_add(suite, a_field_of_the_connection_is_sought_in_all_parts_of_the_response);
	suite_add(suite, a_bad_field_name_is_sought_in_all_parts_of_the_response);
	suite_add(suite, no_checker_is_null_in_json);
	suite_add(suite, before_any_check_json_has_no_exchange_and_no_findings);
	suite_add(suite, json_says_which_exchange_it_was_though_none_is_remembered);
	suite_add(suite, findings_are_written_as_json);
	suite_add(suite, json_has_the_field_where_a_rule_is_about_one);
	suite_add(suite, json_is_cut_to_its_room_and_counted_in_full);
	suite_add(suite, every_rule_has_its_texts_and_is_found_by_its_id);
	suite_add(suite, no_rule_has_nothing);
	suite_add(suite, a_rule_says_which_field_and_message_it_is_about);
	return tap_main(suite);
}

/* Fields said anew, taken away and joined; copies; challenges as handles. SPDX-License-Identifier: MIT */
#include "messages.h"

static struct httpstatus_exchange *exchange;

static void begin(void)
{
	exchange = httpstatus_exchange_new();
}

static void end(void)
{
	httpstatus_exchange_free(exchange);
}

enum { RESPONSE = HTTPSTATUS_PART_RESPONSE, REQUEST = HTTPSTATUS_PART_REQUEST };

static void say_field(int part, const char *name, const char *value)
{
	ck_assert_int_eq(
		httpstatus_exchange_set_field(exchange, part, name, strlen(name), value, value ? strlen(value) : 0), 0);
}

static const char *joined(int part, const char *name)
{
	size_t length;
	const char *value = httpstatus_exchange_value(exchange, part, name, strlen(name), &length);

	ck_assert_uint_eq(value ? strlen(value) : 0, length);
	return value;
}

/* All lines of a part: "a: 1, b: 2". */
static const char *all(int part)
{
	static char text[512];
	const char *name;

	text[0] = '\0';
	for (size_t i = 0; (name = name_at(exchange, part, i)); i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s: %s", i ? ", " : "", name,
			value_at(exchange, part, i));
	return text;
}

/* ---- joined ---- */

START_TEST(the_lines_of_a_field_are_joined_by_a_comma_and_a_space)
{
	add(exchange, RESPONSE, "Via", "a");
	ck_assert_str_eq(joined(RESPONSE, "via"), "a");
	add(exchange, RESPONSE, "Vary", "x");
	add(exchange, RESPONSE, "VIA", "");
	add(exchange, RESPONSE, "via", "b, c");
	ck_assert_str_eq(joined(RESPONSE, "Via"), "a, , b, c");
	ck_assert_str_eq(joined(RESPONSE, "Vary"), "x");
	ck_assert_ptr_null(joined(REQUEST, "Via"));
	ck_assert_ptr_null(joined(RESPONSE, "Vi"));
	ck_assert_ptr_null(joined(RESPONSE, ""));
	ck_assert_ptr_null(httpstatus_exchange_value(exchange, RESPONSE, NULL, 3, NULL));
	ck_assert_ptr_null(joined(-1, "Via"));
}
END_TEST

START_TEST(values_that_were_joined_stay_apart)
{
	add(exchange, RESPONSE, "A", "1");
	add(exchange, RESPONSE, "B", "3");
	add(exchange, RESPONSE, "A", "2");
	add(exchange, RESPONSE, "B", "4");
	const char *a = joined(RESPONSE, "A"), *b = joined(RESPONSE, "B");
	ck_assert_str_eq(a, "1, 2");
	ck_assert_str_eq(b, "3, 4");
}
END_TEST

START_TEST(a_folded_line_is_joined_whole)
{
	ck_assert_int_eq(read_response(exchange, "HTTP/1.1 200 OK\r\nA: 1\r\nA: 2\r\n 3\r\nB: 4\r\n 5\r\n\r\n"), 0);
	ck_assert_str_eq(joined(RESPONSE, "A"), "1, 2 3");
	ck_assert_str_eq(joined(RESPONSE, "B"), "4 5");
}
END_TEST

START_TEST(a_thousand_lines_of_many_names_are_found_and_joined)
{
	for (int i = 0; i < 1000; i++) {
		char name[16], value[16];

		snprintf(name, sizeof name, i % 2 ? "X-%d" : "x-%d", i % 250);
		snprintf(value, sizeof value, "%d", i);
		add(exchange, RESPONSE, name, value);
	}
	ck_assert_str_eq(joined(RESPONSE, "X-7"), "7, 257, 507, 757");
	ck_assert_str_eq(joined(RESPONSE, "x-249"), "249, 499, 749, 999");
	ck_assert_str_eq(httpstatus_exchange_field(exchange, RESPONSE, "X-0", 3, 3, NULL), "750");
	ck_assert_ptr_null(httpstatus_exchange_field(exchange, RESPONSE, "X-0", 3, 4, NULL));
}
END_TEST

/* ---- said anew, and taken away ---- */

START_TEST(a_field_said_anew_has_one_line_where_its_first_was)
{
	add(exchange, RESPONSE, "A", "1");
	add(exchange, RESPONSE, "B", "2");
	add(exchange, REQUEST, "b", "of the request");
	add(exchange, RESPONSE, "C", "3");
	add(exchange, RESPONSE, "b", "4");
	say_field(RESPONSE, "B", "a longer value than there was");
	ck_assert_str_eq(all(RESPONSE), "A: 1, B: a longer value than there was, C: 3");
	ck_assert_str_eq(all(REQUEST), "b: of the request");
	ck_assert_str_eq(joined(RESPONSE, "b"), "a longer value than there was");
	ck_assert_ptr_null(httpstatus_exchange_field(exchange, RESPONSE, "B", 1, 1, NULL));
}
END_TEST

START_TEST(a_field_that_is_not_there_is_added)
{
	say_field(RESPONSE, "A", "1");
	say_field(RESPONSE, "B", "");
	ck_assert_str_eq(all(RESPONSE), "A: 1, B: ");
}
END_TEST

START_TEST(null_takes_a_field_away)
{
	add(exchange, RESPONSE, "A", "1");
	add(exchange, RESPONSE, "B", "2");
	add(exchange, RESPONSE, "a", "3");
	say_field(RESPONSE, "A", NULL);
	ck_assert_str_eq(all(RESPONSE), "B: 2");
	ck_assert_ptr_null(joined(RESPONSE, "A"));
	ck_assert_str_eq(joined(RESPONSE, "B"), "2");
	say_field(RESPONSE, "A", NULL);
	add(exchange, RESPONSE, "A", "4");
	add(exchange, RESPONSE, "A", "5");
	ck_assert_str_eq(joined(RESPONSE, "A"), "4, 5");
	ck_assert_str_eq(all(RESPONSE), "B: 2, A: 4, A: 5");
}
END_TEST

START_TEST(lines_that_were_said_stay_when_fields_change)
{
	say(exchange, HTTPSTATUS_LINE_METHOD, "GET");
	add(exchange, REQUEST, "A", "1");
	say(exchange, HTTPSTATUS_LINE_TARGET, "/x");
	say_field(REQUEST, "A", NULL);
	say_field(REQUEST, "B", "2");
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL), "GET");
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL), "/x");
	ck_assert_str_eq(all(REQUEST), "B: 2");
}
END_TEST

START_TEST(a_value_of_the_exchange_can_be_said_to_it)
{
	size_t length;

	add(exchange, RESPONSE, "A", "one value");
	add(exchange, RESPONSE, "B", "another value");
	for (int i = 0; i < 100; i++) {
		const char *value = httpstatus_exchange_value(exchange, RESPONSE, i % 2 ? "A" : "B", 1, &length);

		ck_assert_int_eq(
			httpstatus_exchange_set_field(exchange, RESPONSE, i % 2 ? "B" : "A", 1, value, length), 0);
	}
	ck_assert_str_eq(all(RESPONSE), "A: another value, B: another value");
}
END_TEST

START_TEST(a_field_is_said_anew_for_ever)
{
	add(exchange, RESPONSE, "B", "2");
	for (int i = 0; i < 100000; i++) {
		say_field(RESPONSE, "A", i % 3 ? "a value" : NULL);
		say_field(RESPONSE, "B", i % 2 ? "x" : "a longer one");
	}
	ck_assert_str_eq(joined(RESPONSE, "B"), "x");
}
END_TEST

START_TEST(bad_calls_change_nothing)
{
	add(exchange, RESPONSE, "A", "1");
	ck_assert_int_eq(httpstatus_exchange_set_field(exchange, RESPONSE, NULL, 1, "x", 1), HTTPSTATUS_ERROR_VALUE);
	ck_assert_int_eq(httpstatus_exchange_set_field(exchange, RESPONSE, "A", 0, "x", 1), HTTPSTATUS_ERROR_VALUE);
	ck_assert_int_eq(httpstatus_exchange_set_field(exchange, HTTPSTATUS_PART_INTERIM, "A", 1, "x", 1),
		HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(httpstatus_exchange_set_field(exchange, -1, "A", 1, "x", 1), HTTPSTATUS_ERROR_PROPERTY);
	set(exchange, HTTPSTATUS_PROPERTY_MOST_OCTETS, 3);
	ck_assert_int_eq(httpstatus_exchange_set_field(exchange, RESPONSE, "A", 1, "123", 3), HTTPSTATUS_ERROR_LIMIT);
	ck_assert_int_eq(
		httpstatus_exchange_set_field(exchange, RESPONSE, "A", 1, "12", SIZE_MAX), HTTPSTATUS_ERROR_LIMIT);
	say_field(RESPONSE, "A", "12");
	ck_assert_str_eq(all(RESPONSE), "A: 12");
}
END_TEST

/* ---- what follows from fields follows at once ---- */

START_TEST(what_follows_is_right_after_every_change)
{
	say(exchange, HTTPSTATUS_LINE_TARGET, "/dir/page");
	add(exchange, RESPONSE, "Location", "other");
	ck_assert_ptr_null(httpstatus_exchange_location(exchange, NULL));
	add(exchange, REQUEST, "Host", "a.example");
	set(exchange, HTTPSTATUS_PROPERTY_SECURED, 1);
	ck_assert_str_eq(httpstatus_exchange_location(exchange, NULL), "https://a.example/dir/other");
	say_field(REQUEST, "host", "b.example");
	ck_assert_str_eq(httpstatus_exchange_location(exchange, NULL), "https://b.example/dir/other");
	ck_assert_str_eq(httpstatus_exchange_target_uri(exchange, NULL), "https://b.example/dir/page");
	say_field(RESPONSE, "Location", "/root#f");
	ck_assert_str_eq(httpstatus_exchange_location(exchange, NULL), "https://b.example/root#f");
	add(exchange, RESPONSE, "Location", "/elsewhere");
	ck_assert_ptr_null(httpstatus_exchange_location(exchange, NULL));
	say_field(RESPONSE, "Location", "/root");
	say(exchange, HTTPSTATUS_LINE_TARGET, "http://c.example:8080/");
	ck_assert_str_eq(httpstatus_exchange_location(exchange, NULL), "http://c.example:8080/root");
	say_field(RESPONSE, "Location", NULL);
	ck_assert_ptr_null(httpstatus_exchange_location(exchange, NULL));
	say(exchange, HTTPSTATUS_LINE_TARGET, "/x");
	say_field(REQUEST, "Host", NULL);
	ck_assert_ptr_null(httpstatus_exchange_target_uri(exchange, NULL));
	add(exchange, REQUEST, ":authority", "d.example");
	ck_assert_str_eq(httpstatus_exchange_target_uri(exchange, NULL), "https://d.example/x");
	say_field(REQUEST, ":authority", "e.example");
	ck_assert_str_eq(httpstatus_exchange_target_uri(exchange, NULL), "https://e.example/x");
}
END_TEST

/* ---- challenges ---- */

static const struct httpstatus_challenge *challenge(int challenger, size_t i)
{
	return httpstatus_exchange_challenge(exchange, challenger, i);
}

static const char *parameter(const struct httpstatus_challenge *of, const char *name)
{
	return httpstatus_challenge_parameter(of, name, strlen(name), NULL);
}

START_TEST(challenges_are_handles_that_tell_by_name)
{
	size_t length;

	add(exchange, RESPONSE, "WWW-Authenticate", "Basic REALM=\"a\\\"b\", Negotiate abc==");
	add(exchange, RESPONSE, "Proxy-Authenticate", "Bearer realm=p, scope=\"x y\", realm=q");
	const struct httpstatus_challenge *basic = challenge(HTTPSTATUS_CHALLENGER_ORIGIN, 0),
					  *negotiate = challenge(HTTPSTATUS_CHALLENGER_ORIGIN, 1),
					  *bearer = challenge(HTTPSTATUS_CHALLENGER_PROXY, 0);
	ck_assert_ptr_null(challenge(HTTPSTATUS_CHALLENGER_ORIGIN, 2));
	ck_assert_ptr_null(challenge(HTTPSTATUS_CHALLENGER_PROXY, 1));
	ck_assert_str_eq(httpstatus_challenge_scheme(basic, &length), "Basic");
	ck_assert_uint_eq(length, 5);
	ck_assert_ptr_null(httpstatus_challenge_token68(basic, &length));
	ck_assert_uint_eq(length, 0);
	ck_assert_str_eq(httpstatus_challenge_name(basic, 0, &length), "realm");
	ck_assert_ptr_null(httpstatus_challenge_name(basic, 1, &length));
	ck_assert_str_eq(parameter(basic, "realm"), "a\"b");
	ck_assert_str_eq(parameter(basic, "Realm"), "a\"b");
	ck_assert_ptr_null(parameter(basic, "real"));
	ck_assert_ptr_null(httpstatus_challenge_parameter(basic, NULL, 5, &length));
	ck_assert_str_eq(httpstatus_challenge_token68(negotiate, &length), "abc==");
	ck_assert_ptr_null(httpstatus_challenge_name(negotiate, 0, NULL));
	ck_assert_str_eq(parameter(bearer, "realm"), "p");
	ck_assert_str_eq(parameter(bearer, "scope"), "x y");
	ck_assert_str_eq(httpstatus_challenge_name(bearer, 1, NULL), "scope");
	ck_assert_str_eq(httpstatus_challenge_value(bearer, 0, &length), "p");
	ck_assert_uint_eq(length, 1);
	ck_assert_str_eq(httpstatus_challenge_value(bearer, 1, NULL), "x y");
	ck_assert_ptr_null(httpstatus_challenge_value(bearer, 2, &length));
	ck_assert_uint_eq(length, 0);
}
END_TEST

START_TEST(of_parameters_with_one_name_the_first_is_kept)
{
	static char value[500000], name[16];
	size_t used = (size_t)sprintf(value, "Digest realm=x");

	/* As many as the limit lets through: in a square of them this would take minutes. */
	for (int i = 0; i < 40000; i++)
		used += (size_t)sprintf(value + used, ",%05x=%d", (unsigned)i % 30000, i / 30000);
	add(exchange, RESPONSE, "WWW-Authenticate", value);
	const struct httpstatus_challenge *digest = challenge(HTTPSTATUS_CHALLENGER_ORIGIN, 0);

	for (size_t i = 1; i <= 30000; i++) {
		sprintf(name, "%05x", (unsigned)i - 1);
		ck_assert_str_eq(httpstatus_challenge_name(digest, i, NULL), name);
		ck_assert_str_eq(httpstatus_challenge_value(digest, i, NULL), "0");
	}
	ck_assert_ptr_null(httpstatus_challenge_name(digest, 30001, NULL));
	ck_assert_ptr_null(httpstatus_challenge_name(digest, SIZE_MAX, NULL));
}
END_TEST

START_TEST(lines_that_are_added_are_not_read_again_with_each)
{
	static char value[300001];

	for (size_t i = 0; i + 1 < sizeof value; i++)
		value[i] = i % 2 ? ',' : 'a';
	static const char *const names[] = {"WWW-Authenticate", "Proxy-Authenticate"};
	for (int challenger = 0; challenger < 2; challenger++) {
		add(exchange, RESPONSE, names[challenger], value);
		for (int i = 0; i < 400; i++)
			add(exchange, RESPONSE, names[challenger], "B");
		ck_assert_str_eq(httpstatus_challenge_scheme(challenge(challenger, 149999), NULL), "a");
		ck_assert_str_eq(httpstatus_challenge_scheme(challenge(challenger, 150399), NULL), "B");
		ck_assert_ptr_null(challenge(challenger, 150400));
	}
}
END_TEST

START_TEST(of_no_challenge_there_is_nothing_to_tell)
{
	size_t length = 7;

	ck_assert_ptr_null(httpstatus_challenge_scheme(NULL, &length));
	ck_assert_uint_eq(length, 0);
	ck_assert_ptr_null(httpstatus_challenge_token68(NULL, NULL));
	ck_assert_ptr_null(httpstatus_challenge_name(NULL, 0, NULL));
	ck_assert_ptr_null(httpstatus_challenge_value(NULL, 0, NULL));
	ck_assert_ptr_null(parameter(NULL, "realm"));
}
END_TEST

START_TEST(challenges_are_of_the_final_response)
{
	ck_assert_int_eq(httpstatus_exchange_add_interim(exchange, 103), 0);
	add(exchange, HTTPSTATUS_PART_INTERIM, "WWW-Authenticate", "Basic realm=x");
	add(exchange, HTTPSTATUS_PART_RESPONSE_TRAILERS, "WWW-Authenticate", "Basic realm=x");
	add(exchange, REQUEST, "Proxy-Authenticate", "Basic realm=x");
	ck_assert_ptr_null(challenge(HTTPSTATUS_CHALLENGER_ORIGIN, 0));
	ck_assert_ptr_null(challenge(HTTPSTATUS_CHALLENGER_PROXY, 0));
}
END_TEST

/* ---- copies ---- */

static const char *json_of(const struct httpstatus_exchange *of)
{
	static char texts[2][4096];
	static int turn;
	char *text = texts[turn = !turn];

	ck_assert_uint_lt(httpstatus_exchange_json(of, 784111777, text, sizeof texts[0]), sizeof texts[0]);
	return text;
}

START_TEST(a_copy_says_what_the_other_says)
{
	struct httpstatus_exchange *copy = httpstatus_exchange_new();

	ck_assert_int_eq(read_request(exchange, "GET /a HTTP/1.1\r\nHost: h\r\nA: 1\r\nA: 2\r\n\r\n"), 0);
	ck_assert_int_eq(read_response(exchange, "HTTP/1.1 103 X\r\nLink: <a>\r\n\r\nHTTP/1.1 401 No\nLocation: b\r\n"
						 "WWW-Authenticate: Basic realm=r\r\nRetry-After: 7\r\n\r\n"),
		0);
	add(exchange, HTTPSTATUS_PART_REQUEST_TRAILERS, "T", "t");
	say(exchange, HTTPSTATUS_LINE_SOURCE, "some.har");
	add(copy, RESPONSE, "Something", "else");
	ck_assert_int_eq(httpstatus_exchange_copy(copy, exchange), 0);
	ck_assert_str_eq(json_of(copy), json_of(exchange));
	ck_assert_uint_eq(defects_of(copy), BIT(HTTPSTATUS_DEFECT_LINE_FEED));
	ck_assert_str_eq(value_at(copy, HTTPSTATUS_PART_REQUEST_TRAILERS, 0), "t");
	ck_assert_str_eq(httpstatus_exchange_value(copy, REQUEST, "A", 1, NULL), "1, 2");
	ck_assert_ptr_null(httpstatus_exchange_value(copy, RESPONSE, "Something", 9, NULL));
	httpstatus_exchange_clear(exchange);
	ck_assert_str_eq(httpstatus_exchange_location(copy, NULL), "http://h/b");
	ck_assert_str_eq(parameter(httpstatus_exchange_challenge(copy, HTTPSTATUS_CHALLENGER_ORIGIN, 0), "realm"), "r");
	httpstatus_exchange_free(copy);
}
END_TEST

START_TEST(a_copy_over_the_limits_changes_nothing)
{
	struct httpstatus_exchange *copy = httpstatus_exchange_new();

	add(exchange, RESPONSE, "A", "1");
	add(exchange, RESPONSE, "A", "2");
	say(copy, HTTPSTATUS_LINE_METHOD, "PUT");
	set(copy, HTTPSTATUS_PROPERTY_MOST_FIELDS, 1);
	ck_assert_int_eq(httpstatus_exchange_copy(copy, exchange), HTTPSTATUS_ERROR_LIMIT);
	ck_assert_str_eq(httpstatus_exchange_line(copy, HTTPSTATUS_LINE_METHOD, NULL), "PUT");
	set(copy, HTTPSTATUS_PROPERTY_MOST_FIELDS, 2);
	ck_assert_int_eq(httpstatus_exchange_copy(copy, exchange), 0);
	ck_assert_ptr_null(httpstatus_exchange_line(copy, HTTPSTATUS_LINE_METHOD, NULL));
	ck_assert(httpstatus_exchange_get(copy, HTTPSTATUS_PROPERTY_MOST_FIELDS) == 2);
	httpstatus_exchange_free(copy);
}
END_TEST

START_TEST(a_copy_of_itself_is_itself)
{
	add(exchange, RESPONSE, "A", "1");
	ck_assert_int_eq(httpstatus_exchange_copy(exchange, exchange), 0);
	ck_assert_str_eq(all(RESPONSE), "A: 1");
}
END_TEST

/* ---- json ---- */

START_TEST(json_tells_its_length_before_there_is_room)
{
	char text[1024];

	ck_assert_int_eq(read_response(exchange, "HTTP/1.1 200 OK\r\nLocation: \"\\\x01\xff\r\n\r\n"), 0);
	size_t length = httpstatus_exchange_json(exchange, HTTPSTATUS_UNKNOWN, NULL, 0);
	for (size_t size = 0; size < length + 3; size++) {
		memset(text, '#', sizeof text);
		ck_assert_uint_eq(httpstatus_exchange_json(exchange, HTTPSTATUS_UNKNOWN, text, size), length);
		if (size)
			ck_assert_uint_eq(strlen(text), size > length ? length : size - 1);
		ck_assert_int_eq(text[size], '#');
	}
	ck_assert_ptr_nonnull(strstr(text, "\"reference\":\"\\\"\\\\\\u0001\xc3\xbf\""));
	ck_assert_uint_eq(httpstatus_exchange_json(NULL, 0, text, sizeof text), 4);
	ck_assert_str_eq(text, "null");
}
END_TEST

static void add_test(Suite *suite, const TTest *test)
{
	TCase *tcase = tcase_create(test->name);

	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_test(tcase, test);
	tcase_set_timeout(tcase, 60);
	suite_add_tcase(suite, tcase);
}

int main(void)
{
	Suite *suite = suite_create("fields");

	add_test(suite, the_lines_of_a_field_are_joined_by_a_comma_and_a_space);
	add_test(suite, values_that_were_joined_stay_apart);
	add_test(suite, a_folded_line_is_joined_whole);
	add_test(suite, a_thousand_lines_of_many_names_are_found_and_joined);
	add_test(suite, a_field_said_anew_has_one_line_where_its_first_was);
	add_test(suite, a_field_that_is_not_there_is_added);
	add_test(suite, null_takes_a_field_away);
	add_test(suite, lines_that_were_said_stay_when_fields_change);
	add_test(suite, a_value_of_the_exchange_can_be_said_to_it);
	add_test(suite, a_field_is_said_anew_for_ever);
	add_test(suite, bad_calls_change_nothing);
	add_test(suite, what_follows_is_right_after_every_change);
	add_test(suite, challenges_are_handles_that_tell_by_name);
	add_test(suite, of_parameters_with_one_name_the_first_is_kept);
	add_test(suite, lines_that_are_added_are_not_read_again_with_each);
	add_test(suite, of_no_challenge_there_is_nothing_to_tell);
	add_test(suite, challenges_are_of_the_final_response);
	add_test(suite, a_copy_says_what_the_other_says);
	add_test(suite, a_copy_over_the_limits_changes_nothing);
	add_test(suite, a_copy_of_itself_is_itself);
	add_test(suite, json_tells_its_length_before_there_is_room);
	return tap_main(suite);
}

/* Lists, parameters and quoted strings. SPDX-License-Identifier: MIT */
#include "tap.h"
#include "values.h"

#include <stdio.h>
#include <string.h>

static struct span text(const char *string)
{
	return (struct span){string, strlen(string)};
}

static void assert_span(struct span got, const char *expected)
{
	ck_assert_msg(
		span_equals(got, text(expected)), "\"%.*s\" instead of \"%s\"", (int)got.length, got.bytes, expected);
}

enum { SHOWN_SIZE = 256 };

static void show(char shown[SHOWN_SIZE], const char *before, struct span span, const char *after)
{
	size_t length = strlen(shown);

	snprintf(shown + length, SHOWN_SIZE - length, "%s%.*s%s", before, (int)span.length, span.bytes, after);
}

/* Whether the elements of @list are the @expected, each between brackets, and nothing is left then. */
static void assert_elements(const char *list, const char *expected)
{
	struct span rest = text(list), element;
	char shown[SHOWN_SIZE] = "";

	while (list_next(&rest, &element))
		show(shown, "[", element, "]");
	ck_assert_str_eq(shown, expected);
	ck_assert_uint_eq(rest.length, 0);
}

START_TEST(the_lists_of_rfc_9110_5_6_1_2_have_their_elements)
{
	assert_elements("foo,bar", "[foo][bar]");
	assert_elements("foo ,bar,", "[foo][bar]");
	assert_elements("foo , ,bar,charlie", "[foo][bar][charlie]");
	assert_elements("", "");
	assert_elements(",", "");
	assert_elements(",   ,", "");
}
END_TEST

START_TEST(elements_have_no_white_space_around_them)
{
	assert_elements(" \t a \t,\t b c \t", "[a][b c]");
	assert_elements(" \t ", "");
	assert_elements("\na,b\r", "[\na][b\r]"); /* 5.6.3: only SP and HTAB */
}
END_TEST

START_TEST(a_comma_in_a_quoted_string_separates_nothing)
{
	assert_elements("\"a,b\",c", "[\"a,b\"][c]");
	assert_elements("a=\"b,c\" , d", "[a=\"b,c\"][d]");
	assert_elements("\"a\\\",b\",c", "[\"a\\\",b\"][c]");
	assert_elements("\"a\\\\\",b", "[\"a\\\\\"][b]");
	assert_elements("\"\",\"\"", "[\"\"][\"\"]");
}
END_TEST

START_TEST(a_backslash_escapes_only_in_a_quoted_string)
{
	assert_elements("a\\,b", "[a\\][b]");
	assert_elements("a\\\"b,c\"", "[a\\\"b,c\"]");
}
END_TEST

START_TEST(a_quoted_string_without_an_end_goes_to_the_end_of_the_value)
{
	assert_elements("a,\"b,c", "[a][\"b,c]");
	assert_elements("a,\"b,c\\", "[a][\"b,c\\]");
	assert_elements("a,\"b,c\\\"", "[a][\"b,c\\\"]");
	assert_elements("\"", "[\"]");
}
END_TEST

START_TEST(a_list_of_no_octets_at_no_address_is_empty)
{
	struct span rest = {NULL, 0}, element;

	ck_assert(!list_next(&rest, &element));
	ck_assert(list_skip(&rest));
	ck_assert(list_is_tokens(rest));
	ck_assert(!list_has_token(rest, SPAN("a")));
	ck_assert(!list_has_token(rest, rest));
	ck_assert(!list_has_exactly(rest, rest));
}
END_TEST

START_TEST(only_the_octets_of_the_length_are_read)
{
	struct span rest = {"a,b,c", 3}, element;

	ck_assert(list_next(&rest, &element) && list_next(&rest, &element));
	assert_span(element, "b");
	ck_assert(!list_next(&rest, &element));
	ck_assert(list_has_token((struct span){"irc/6", 3}, SPAN("irc")));
	ck_assert(!span_is_quoted_string((struct span){"\"a\"", 2}));
	ck_assert(!value_has_word(SPAN("nexts"), (struct span){"nexts", 4}));
}
END_TEST

/* Where a skip stops, and whether an element may end there. */
static void assert_skip(const char *from, const char *to, bool ends)
{
	struct span rest = text(from);

	ck_assert_msg(list_skip(&rest) == ends, "\"%s\"", from);
	assert_span(rest, to);
}

START_TEST(between_elements_there_is_a_comma_or_the_end)
{
	assert_skip("", "", true);
	assert_skip(" \t", "", true);
	assert_skip(",", "", true);
	assert_skip(" ,\t, a ,", "a ,", true);
	assert_skip(" a", "a", false);
	assert_skip("a", "a", false);
	assert_skip(";", ";", false);
}
END_TEST

/* Whether @parameters has the @expected, each between brackets, and then leaves @left, whoever asks again. */
static void assert_parameters(const char *parameters, const char *expected, const char *left)
{
	struct span rest = text(parameters);
	struct parameter got;
	char shown[SHOWN_SIZE] = "";

	while (parameter_next(&rest, &got)) {
		show(shown, "[", got.name, got.has_value ? "=" : "");
		show(shown, "", got.value, "]");
	}
	ck_assert_str_eq(shown, expected);
	assert_span(rest, left);
	ck_assert(!parameter_next(&rest, &got));
	assert_span(rest, left);
}

START_TEST(a_parameter_has_a_token_or_a_quoted_string)
{
	/* RFC 9110, 8.3.1 */
	assert_parameters(";charset=utf-8", "[charset=utf-8]", "");
	assert_parameters("; charset=\"utf-8\"", "[charset=\"utf-8\"]", "");
	assert_parameters("; a=b;c=\"d;\\\"e\"\t;f=g ", "[a=b][c=\"d;\\\"e\"][f=g]", "");
	assert_parameters(";a=\"\"", "[a=\"\"]", "");
	assert_parameters(
		";!#$%&'*+-.^_`|~09azAZ=!#$%&'*+-.^_`|~09azAZ", "[!#$%&'*+-.^_`|~09azAZ=!#$%&'*+-.^_`|~09azAZ]", "");
}
END_TEST

START_TEST(empty_parameters_are_skipped)
{
	assert_parameters(";;a=b; ;\t;c=d;", "[a=b][c=d]", "");
	assert_parameters(" ; ", "", "");
	assert_parameters("", "", "");
	assert_parameters(" \t", "", "");
}
END_TEST

START_TEST(white_space_around_the_equals_sign_is_read)
{
	assert_parameters("; a =b; c= d; e \t=\t\"f\"", "[a=b][c=d][e=\"f\"]", "");
}
END_TEST

START_TEST(a_parameter_may_have_no_value)
{
	assert_parameters("; a; b ;c", "[a][b][c]", "");
}
END_TEST

START_TEST(what_is_no_parameter_is_left)
{
	assert_parameters("a=b", "", "a=b");
	assert_parameters(" a=b", "", "a=b");
	assert_parameters("; a=", "", "a=");
	assert_parameters("; a= ; b=c", "", "a= ; b=c");
	assert_parameters("; =b", "", "=b");
	assert_parameters("; a=@", "", "a=@");
	assert_parameters("; \"a\"=b", "", "\"a\"=b");
	assert_parameters("; a=\"b", "", "a=\"b");
	assert_parameters("; a=\"b\\", "", "a=\"b\\");
	assert_parameters("; a=\"b\\\"", "", "a=\"b\\\"");
	assert_parameters("; a=b c=d", "[a=b]", "c=d");
	assert_parameters("; a c=d", "[a]", "c=d");
	assert_parameters("; a=\"b\"c", "[a=\"b\"]", "c");
	assert_parameters("; a=b, c", "[a=b]", ", c");
	assert_parameters("; a=b; , c", "[a=b]", ", c");
}
END_TEST

START_TEST(a_lone_parameter_leaves_what_follows_it)
{
	struct span rest = SPAN("a = b, c");
	struct parameter got;

	ck_assert(parameter_read(&rest, &got));
	assert_span(got.name, "a");
	assert_span(got.value, "b");
	assert_span(rest, ", c");
	rest = text("a  b");
	ck_assert(parameter_read(&rest, &got) && !got.has_value);
	assert_span(rest, "  b");
}
END_TEST

START_TEST(only_the_octets_of_a_parameters_length_are_read)
{
	struct span rest = {"a=b", 1};
	struct parameter got;

	ck_assert(parameter_read(&rest, &got) && !got.has_value);
	rest = (struct span){"a  =b", 2};
	ck_assert(parameter_read(&rest, &got) && !got.has_value);
	ck_assert_uint_eq(rest.length, 1);
	rest = (struct span){"a=b", 2};
	ck_assert(!parameter_read(&rest, &got));
	rest = (struct span){"a=\"b\"", 4};
	ck_assert(!parameter_read(&rest, &got));
	rest = (struct span){";a", 1};
	ck_assert(!parameter_next(&rest, &got));
}
END_TEST

START_TEST(what_is_no_lone_parameter_stays)
{
	static const char *const wrong[] = {"", " a", ";a", "a=", "a = ", "a==", "a=\"", "=", "\xe4=b"};
	struct parameter got;

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct span rest = text(wrong[i]);

		ck_assert_msg(!parameter_read(&rest, &got), "\"%s\"", wrong[i]);
		assert_span(rest, wrong[i]);
	}
}
END_TEST

START_TEST(parameters_of_no_octets_at_no_address_are_none)
{
	struct span rest = {NULL, 0};
	struct parameter got;

	ck_assert(!parameter_next(&rest, &got));
	ck_assert(!parameter_read(&rest, &got));
	ck_assert(!span_is_quoted_string(rest));
	ck_assert(parameter_value_is(rest, rest));
	ck_assert(parameter_value_is(SPAN("\"\""), rest));
	ck_assert(!parameter_value_is(SPAN("a"), rest));
	ck_assert(!parameter_value_is(rest, SPAN("a")));
	ck_assert(!value_has_word(rest, SPAN("a")));
	ck_assert_uint_eq(value_unquote(rest, NULL, 0), 0);
}
END_TEST

START_TEST(a_quoted_string_goes_from_quote_to_quote)
{
	ck_assert(span_is_quoted_string(SPAN("\"\"")));
	ck_assert(span_is_quoted_string(SPAN("\"a \tb\"")));
	ck_assert(span_is_quoted_string(SPAN("\"\\\"\"")));
	ck_assert(span_is_quoted_string(SPAN("\"\\\\\"")));
	ck_assert(span_is_quoted_string(SPAN("\"\\a\\\t\\ \\\x80\"")));
	ck_assert(span_is_quoted_string(SPAN("\"!#[]~\x80\xff\"")));
	ck_assert(!span_is_quoted_string(SPAN("")));
	ck_assert(!span_is_quoted_string(SPAN("a")));
	ck_assert(!span_is_quoted_string(SPAN("\"")));
	ck_assert(!span_is_quoted_string(SPAN("\"\\\"")));
	ck_assert(!span_is_quoted_string(SPAN("\"\\")));
	ck_assert(!span_is_quoted_string(SPAN("\"\"\"")));
	ck_assert(!span_is_quoted_string(SPAN("\"a\"b")));
	ck_assert(!span_is_quoted_string(SPAN(" \"a\"")));
	ck_assert(!span_is_quoted_string(SPAN("\"a\" ")));
	ck_assert(!span_is_quoted_string(SPAN("'a'")));
}
END_TEST

START_TEST(a_quoted_string_has_no_control_characters)
{
	char bare[] = "\"?\"", escaped[] = "\"\\?\"";

	for (int c = 0; c < 256; c++) {
		bool control = (c < ' ' && c != '\t') || c == 0x7f;

		bare[1] = escaped[2] = (char)c;
		ck_assert_msg(span_is_quoted_string(SPAN(bare)) == (!control && c != '"' && c != '\\'), "%02x", c);
		ck_assert_msg(span_is_quoted_string(SPAN(escaped)) == !control, "\\%02x", c);
	}
}
END_TEST

START_TEST(token_and_quoted_string_are_the_same_value)
{
	/* RFC 9110, 5.6.6: "The quoted and unquoted values are equivalent." */
	ck_assert(parameter_value_is(SPAN("utf-8"), SPAN("UTF-8")));
	ck_assert(parameter_value_is(SPAN("\"utf-8\""), SPAN("UTF-8")));
	ck_assert(parameter_value_is(SPAN("\"\\u\\tf-8\""), SPAN("UTF-8")));
	ck_assert(parameter_value_is(SPAN("\"\\\"\\\\\""), SPAN("\"\\")));
	ck_assert(!parameter_value_is(SPAN("\"utf-8\""), SPAN("\"utf-8\"")));
	ck_assert(!parameter_value_is(SPAN("utf-8"), SPAN("utf-88")));
	ck_assert(!parameter_value_is(SPAN("utf-88"), SPAN("utf-8")));
	ck_assert(!parameter_value_is(SPAN("\"utf-8 \""), SPAN("utf-8")));
	ck_assert(!parameter_value_is(SPAN("\xc4"), SPAN("\xe4"))); /* no case outside ASCII */
}
END_TEST

START_TEST(what_is_no_quoted_string_stands_for_itself)
{
	ck_assert(parameter_value_is(SPAN("\"a"), SPAN("\"A")));
	ck_assert(parameter_value_is(SPAN("a\\b"), SPAN("A\\B")));
	ck_assert(!parameter_value_is(SPAN("\"a"), SPAN("a")));
}
END_TEST

START_TEST(unquoting_takes_quotes_and_escapes_away)
{
	char out[32];
	size_t length = value_unquote(SPAN("\"Login to \\\"apps\\\"\""), out, sizeof out);

	assert_span((struct span){out, length}, "Login to \"apps\"");
	length = value_unquote(SPAN("\"\\\\\\a\""), out, sizeof out);
	assert_span((struct span){out, length}, "\\a");
	length = value_unquote(SPAN("a\\b"), out, sizeof out);
	assert_span((struct span){out, length}, "a\\b");
	length = value_unquote(SPAN("\"a\\\""), out, sizeof out);
	assert_span((struct span){out, length}, "\"a\\\"");
}
END_TEST

START_TEST(unquoting_writes_no_more_than_fits_and_tells_the_length)
{
	char out[] = "....";

	ck_assert_uint_eq(value_unquote(SPAN("\"a\\bcd\""), out, 2), 4);
	ck_assert_str_eq(out, "ab..");
	ck_assert_uint_eq(value_unquote(SPAN("xyz"), out, 0), 3);
	ck_assert_uint_eq(value_unquote(SPAN("xyz"), NULL, 0), 3);
	ck_assert_str_eq(out, "ab..");
	ck_assert_uint_eq(value_unquote(SPAN("\"\""), NULL, 0), 0);
}
END_TEST

START_TEST(a_word_is_what_stands_between_white_space)
{
	ck_assert(value_has_word(SPAN("next"), SPAN("NEXT")));
	ck_assert(value_has_word(SPAN("\"prev next\""), SPAN("prev")));
	ck_assert(value_has_word(SPAN("\"prev next\""), SPAN("next")));
	ck_assert(value_has_word(SPAN("\" \t prev \t\tnext \""), SPAN("next")));
	ck_assert(value_has_word(SPAN("\"pre\\v\\ next\""), SPAN("prev")));
	ck_assert(!value_has_word(SPAN("\"prev next\""), SPAN("prev next")));
	ck_assert(!value_has_word(SPAN("\"prefetch nextx xnext nex\""), SPAN("next")));
	ck_assert(!value_has_word(SPAN("\"ne xt\""), SPAN("next")));
	ck_assert(!value_has_word(SPAN("\"\""), SPAN("")));
	ck_assert(!value_has_word(SPAN("\" \""), SPAN("")));
	ck_assert(!value_has_word(SPAN("\" \""), SPAN(" ")));
}
END_TEST

START_TEST(connection_options_are_found_in_any_case)
{
	ck_assert(list_has_token(SPAN("keep-alive, Upgrade"), SPAN("upgrade")));
	ck_assert(list_has_token(SPAN(",,CLOSE ,"), SPAN("close")));
	ck_assert(!list_has_token(SPAN("closed, clos, x close"), SPAN("close")));
	ck_assert(!list_has_token(SPAN("\"a, close, b\""), SPAN("close")));
	ck_assert(!list_has_token(SPAN("trailers;q=0"), SPAN("trailers"))); /* RFC 9110, 10.1.4: no weight there */
	ck_assert(!list_has_token(SPAN(""), SPAN("")));
}
END_TEST

START_TEST(the_version_of_a_protocol_does_not_count)
{
	/* RFC 9110, 7.8 */
	ck_assert(list_has_token(SPAN("HTTP/2.0, SHTTP/1.3, IRC/6.9, RTA/x11"), SPAN("irc")));
	ck_assert(list_has_token(SPAN("websocket"), SPAN("websocket")));
	ck_assert(!list_has_token(SPAN("IRC/6.9"), SPAN("6.9")));
	ck_assert(!list_has_token(SPAN("SHTTP/1.3"), SPAN("http")));
	ck_assert(!list_has_token(SPAN("IRC/, IRC /6, IRC/6/9, IRC/ 6"), SPAN("irc")));
	ck_assert(!list_has_token(SPAN("/6.9"), SPAN("")));
}
END_TEST

START_TEST(methods_are_found_in_their_case_only)
{
	ck_assert(list_has_exactly(SPAN("GET, HEAD, PUT"), SPAN("HEAD"))); /* RFC 9110, 10.2.1 */
	ck_assert(!list_has_exactly(SPAN("GET, head, PUT"), SPAN("HEAD")));
	ck_assert(!list_has_exactly(SPAN("GET, HEAD/1"), SPAN("HEAD")));
	ck_assert(!list_has_exactly(SPAN(", ,"), SPAN("")));
}
END_TEST

START_TEST(a_list_of_tokens_has_nothing_else)
{
	ck_assert(list_is_tokens(SPAN("")));
	ck_assert(list_is_tokens(SPAN(" , ")));
	ck_assert(list_is_tokens(SPAN("GET, HEAD,,PUT ,")));
	ck_assert(list_is_tokens(SPAN("*")));
	ck_assert(!list_is_tokens(SPAN("GET, HE AD")));
	ck_assert(!list_is_tokens(SPAN("GET; HEAD")));
	ck_assert(!list_is_tokens(SPAN("GET, \"HEAD\"")));
	ck_assert(!list_is_tokens(SPAN("GET, H\xc4\x84")));
	ck_assert(!list_is_tokens(SPAN("GET, H\0D")));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("list");

	suite_add(suite, the_lists_of_rfc_9110_5_6_1_2_have_their_elements);
	suite_add(suite, elements_have_no_white_space_around_them);
	suite_add(suite, a_comma_in_a_quoted_string_separates_nothing);
	suite_add(suite, a_backslash_escapes_only_in_a_quoted_string);
	suite_add(suite, a_quoted_string_without_an_end_goes_to_the_end_of_the_value);
	suite_add(suite, a_list_of_no_octets_at_no_address_is_empty);
	suite_add(suite, only_the_octets_of_the_length_are_read);
	suite_add(suite, between_elements_there_is_a_comma_or_the_end);
	suite_add(suite, a_parameter_has_a_token_or_a_quoted_string);
	suite_add(suite, empty_parameters_are_skipped);
	suite_add(suite, white_space_around_the_equals_sign_is_read);
	suite_add(suite, a_parameter_may_have_no_value);
	suite_add(suite, what_is_no_parameter_is_left);
	suite_add(suite, a_lone_parameter_leaves_what_follows_it);
	suite_add(suite, only_the_octets_of_a_parameters_length_are_read);
	suite_add(suite, what_is_no_lone_parameter_stays);
	suite_add(suite, parameters_of_no_octets_at_no_address_are_none);
	suite_add(suite, a_quoted_string_goes_from_quote_to_quote);
	suite_add(suite, a_quoted_string_has_no_control_characters);
	suite_add(suite, token_and_quoted_string_are_the_same_value);
	suite_add(suite, what_is_no_quoted_string_stands_for_itself);
	suite_add(suite, unquoting_takes_quotes_and_escapes_away);
	suite_add(suite, unquoting_writes_no_more_than_fits_and_tells_the_length);
	suite_add(suite, a_word_is_what_stands_between_white_space);
	suite_add(suite, connection_options_are_found_in_any_case);
	suite_add(suite, the_version_of_a_protocol_does_not_count);
	suite_add(suite, methods_are_found_in_their_case_only);
	suite_add(suite, a_list_of_tokens_has_nothing_else);
	return tap_main(suite);
}

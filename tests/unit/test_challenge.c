/* Challenges and their parameters. SPDX-License-Identifier: MIT */
#include "tap.h"
#include "values.h"

#include <stdio.h>
#include <string.h>

enum { SHOWN_SIZE = 512 };

static void show(char shown[SHOWN_SIZE], const char *before, struct span span)
{
	size_t length = strlen(shown);

	snprintf(
		shown + length, SHOWN_SIZE - length, "%s%.*s", before, (int)span.length, span.length ? span.bytes : "");
}

static void show_challenge(char shown[SHOWN_SIZE], struct challenge challenge)
{
	struct parameter parameter;

	show(shown, "[", challenge.scheme);
	if (challenge.token68.length > 0)
		show(shown, " ", challenge.token68);
	while (challenge_parameter_next(&challenge.parameters, &parameter)) {
		ck_assert(parameter.has_value);
		show(shown, "|", parameter.name);
		show(shown, "=", parameter.value);
	}
	ck_assert_uint_eq(challenge.parameters.length, 0);
	show(shown, "]", (struct span){NULL, 0});
}

/* Whether @value has the challenges that @expected shows, as [Scheme token68] and [Scheme|name=value|name=value], and then leaves @left, whoever
 * asks again. */
static void assert_challenges(const char *value, const char *expected, const char *left)
{
	struct span rest = {value, strlen(value)};
	struct challenge challenge;
	char shown[SHOWN_SIZE] = "";

	while (challenge_next(&rest, &challenge))
		show_challenge(shown, challenge);
	ck_assert_str_eq(shown, expected);
	for (int again = 0; again < 2; again++) {
		ck_assert_msg(span_equals(rest, (struct span){left, strlen(left)}), "\"%s\" leaves \"%.*s\"", value,
			(int)rest.length, rest.bytes);
		ck_assert(!challenge_next(&rest, &challenge));
	}
}

START_TEST(the_example_of_rfc_9110_11_6_1_has_two_challenges)
{
	assert_challenges("Basic realm=\"simple\", Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\"",
		"[Basic|realm=\"simple\"][Newauth|realm=\"apps\"|type=1|title=\"Login to \\\"apps\\\"\"]", "");
}
END_TEST

START_TEST(the_example_of_rfc_7235_4_1_has_two_challenges)
{
	assert_challenges("Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\", Basic realm=\"simple\"",
		"[Newauth|realm=\"apps\"|type=1|title=\"Login to \\\"apps\\\"\"][Basic|realm=\"simple\"]", "");
}
END_TEST

START_TEST(a_scheme_may_stand_alone)
{
	assert_challenges("Basic", "[Basic]", "");
	assert_challenges("Negotiate", "[Negotiate]", "");
	assert_challenges(" Negotiate ", "[Negotiate]", "");
	assert_challenges("Negotiate, NTLM", "[Negotiate][NTLM]", "");
	assert_challenges("Negotiate,NTLM", "[Negotiate][NTLM]", "");
	assert_challenges("Negotiate , NTLM", "[Negotiate][NTLM]", "");
	assert_challenges("!#$%&'*+-.^_`|~1aZ", "[!#$%&'*+-.^_`|~1aZ]", "");
}
END_TEST

START_TEST(a_scheme_alone_may_stand_before_and_behind_parameters)
{
	assert_challenges("Negotiate, Basic realm=\"a\"", "[Negotiate][Basic|realm=\"a\"]", "");
	assert_challenges("Basic realm=\"a\", Negotiate", "[Basic|realm=\"a\"][Negotiate]", "");
	assert_challenges(
		"Digest a=b, c=d, Negotiate, Basic realm=e", "[Digest|a=b|c=d][Negotiate][Basic|realm=e]", "");
}
END_TEST

START_TEST(a_token68_has_any_of_its_characters_and_padding)
{
	assert_challenges("Negotiate YII=", "[Negotiate YII=]", "");
	assert_challenges("Negotiate a==, Basic realm=b", "[Negotiate a==][Basic|realm=b]", "");
	assert_challenges("A abc, B ===", "[A abc]", "B ===");
	assert_challenges("A azAZ09-._~+/", "[A azAZ09-._~+/]", "");
	assert_challenges("A   b=====", "[A b=====]", "");
	assert_challenges("A /, B +=", "[A /][B +=]", "");
	assert_challenges("A b , ,C d=", "[A b][C d=]", "");
}
END_TEST

START_TEST(a_token68_has_no_other_characters)
{
	assert_challenges("A b!", "", "A b!");
	assert_challenges("A b*=", "", "A b*=");
	assert_challenges("A b=c=", "", "A b=c=");
	assert_challenges("A b= =", "", "A b= =");
	assert_challenges("A b c", "", "A b c");
	assert_challenges("A \"b\"", "", "A \"b\"");
	assert_challenges("A b:c", "", "A b:c");
	assert_challenges("A \xc3\xa4", "", "A \xc3\xa4");
}
END_TEST

START_TEST(padding_without_a_value_is_a_token68_and_with_one_a_parameter)
{
	assert_challenges("A b=", "[A b=]", "");
	assert_challenges("A b= ", "[A b=]", "");
	assert_challenges("A b=c", "[A|b=c]", "");
	assert_challenges("A b= c", "[A|b=c]", "");
	assert_challenges("A b =", "", "A b =");
}
END_TEST

START_TEST(a_token68_takes_no_parameters)
{
	assert_challenges("A b=, c=d", "[A b=]", "c=d");
	assert_challenges("A b, c=d", "[A b]", "c=d");
	assert_challenges("A b=c, D e=, F", "[A|b=c][D e=][F]", "");
}
END_TEST

START_TEST(white_space_around_the_equals_sign_is_read)
{
	assert_challenges("A b =c", "[A|b=c]", "");
	assert_challenges("A b= c, d\t=\t\"e\" , f = g", "[A|b=c|d=\"e\"|f=g]", "");
	assert_challenges("A b=c, D =e", "[A|b=c|D=e]", "");
}
END_TEST

START_TEST(commas_in_quoted_strings_separate_nothing)
{
	assert_challenges("A b=\"c, D e=f\", g=h", "[A|b=\"c, D e=f\"|g=h]", "");
	assert_challenges("A b=\"c\\\", D\", E", "[A|b=\"c\\\", D\"][E]", "");
	assert_challenges("A b=\"\", c=\",\"", "[A|b=\"\"|c=\",\"]", "");
}
END_TEST

START_TEST(empty_elements_may_stand_anywhere)
{
	assert_challenges("", "", "");
	assert_challenges(" ", "", "");
	assert_challenges(",", "", "");
	assert_challenges(" ,\t, ", "", "");
	assert_challenges(",A b=c,,\t, d=e ,, , F,,", "[A|b=c|d=e][F]", "");
	assert_challenges(", A,, B ,", "[A][B]", "");
}
END_TEST

START_TEST(parameters_may_start_with_an_empty_element)
{
	/* RFC 9110, 5.6.1.2 and 11.3: 1*SP [ auth-param ] *( OWS "," OWS [ auth-param ] ) */
	assert_challenges("A ,b=c", "[A|b=c]", "");
	assert_challenges("A , , b=c, d=e, F", "[A|b=c|d=e][F]", "");
	assert_challenges("A \t,b=c", "[A|b=c]", "");
}
END_TEST

START_TEST(parameters_need_a_space_behind_the_scheme)
{
	assert_challenges("A,b=c", "[A]", "b=c");
	assert_challenges("A, b=c", "[A]", "b=c");
	assert_challenges("A\t, b=c", "[A]", "b=c");
	assert_challenges("A\tb=c", "", "A\tb=c");
	assert_challenges("A \tb=c", "", "A \tb=c");
	assert_challenges("A \tb", "", "A \tb");
	assert_challenges("A\"b\"", "", "A\"b\"");
}
END_TEST

START_TEST(what_is_no_challenge_is_left)
{
	assert_challenges("b=c", "", "b=c");
	assert_challenges(", \"A\"", "", "\"A\"");
	assert_challenges("A b=c d=e, F", "", "A b=c d=e, F");
	assert_challenges("A b=c, d=e f=g, H", "[A|b=c]", "d=e f=g, H");
	assert_challenges("A b=c, d=, H", "[A|b=c]", "d=, H");
	assert_challenges("A b=c; d=e", "", "A b=c; d=e");
	assert_challenges("A b=\"c", "", "A b=\"c");
	assert_challenges("A b=\"c\"d", "", "A b=\"c\"d");
	assert_challenges("A b=\"c\\\", D", "", "A b=\"c\\\", D");
	assert_challenges("A b=c, D@", "[A|b=c]", "D@");
	assert_challenges("Basic realm='a b'", "", "Basic realm='a b'");
	assert_challenges("A, =b", "[A]", "=b");
	assert_challenges("A =b", "", "A =b");
	assert_challenges("A B c=d", "", "A B c=d");
	assert_challenges("\xc3\x84", "", "\xc3\x84");
}
END_TEST

START_TEST(the_parts_are_empty_where_they_are_not_there)
{
	struct span rest = SPAN("A, B c, D e=f");
	struct challenge challenge;

	ck_assert(challenge_next(&rest, &challenge));
	ck_assert(challenge.token68.length == 0 && challenge.parameters.length == 0);
	ck_assert(challenge_next(&rest, &challenge));
	ck_assert(challenge.token68.length == 1 && challenge.parameters.length == 0);
	ck_assert(challenge_next(&rest, &challenge));
	ck_assert(challenge.token68.length == 0 && span_equals(challenge.parameters, SPAN("e=f")));
}
END_TEST

START_TEST(no_octets_at_no_address_are_no_challenge)
{
	struct span rest = {NULL, 0};
	struct challenge challenge;
	struct parameter parameter;

	ck_assert(!challenge_next(&rest, &challenge));
	ck_assert(!challenge_parameter_next(&rest, &parameter));
	ck_assert_uint_eq(rest.length, 0);
}
END_TEST

START_TEST(only_the_octets_of_the_length_are_read)
{
	struct span rest = {"A b=cd", 5};
	struct challenge challenge;

	ck_assert(challenge_next(&rest, &challenge));
	ck_assert(span_equals(challenge.parameters, SPAN("b=c")));
	rest = (struct span){"A b", 1};
	ck_assert(challenge_next(&rest, &challenge));
	ck_assert_uint_eq(challenge.token68.length, 0);
}
END_TEST

START_TEST(a_parameter_without_a_value_is_no_auth_param)
{
	struct span rest = SPAN(", a=b, c, d=e");
	struct parameter parameter;

	ck_assert(challenge_parameter_next(&rest, &parameter));
	ck_assert(!challenge_parameter_next(&rest, &parameter));
	ck_assert(!challenge_parameter_next(&rest, &parameter));
	ck_assert(span_equals(rest, SPAN("c, d=e")));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("challenge");

	suite_add(suite, the_example_of_rfc_9110_11_6_1_has_two_challenges);
	suite_add(suite, the_example_of_rfc_7235_4_1_has_two_challenges);
	suite_add(suite, a_scheme_may_stand_alone);
	suite_add(suite, a_scheme_alone_may_stand_before_and_behind_parameters);
	suite_add(suite, a_token68_has_any_of_its_characters_and_padding);
	suite_add(suite, a_token68_has_no_other_characters);
	suite_add(suite, padding_without_a_value_is_a_token68_and_with_one_a_parameter);
	suite_add(suite, a_token68_takes_no_parameters);
	suite_add(suite, white_space_around_the_equals_sign_is_read);
	suite_add(suite, commas_in_quoted_strings_separate_nothing);
	suite_add(suite, empty_elements_may_stand_anywhere);
	suite_add(suite, parameters_may_start_with_an_empty_element);
	suite_add(suite, parameters_need_a_space_behind_the_scheme);
	suite_add(suite, what_is_no_challenge_is_left);
	suite_add(suite, the_parts_are_empty_where_they_are_not_there);
	suite_add(suite, no_octets_at_no_address_are_no_challenge);
	suite_add(suite, only_the_octets_of_the_length_are_read);
	suite_add(suite, a_parameter_without_a_value_is_no_auth_param);
	return tap_main(suite);
}

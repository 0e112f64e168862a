/* Cache-Control and Age: RFC 9111, 5.1, 5.2; RFC 5861; RFC 8246. SPDX-License-Identifier: MIT */
#include "tap.h"
#include "values.h"

#include <string.h>

static struct cache_control control_of(const char *value)
{
	struct cache_control control;

	memset(&control, 0x55, sizeof control);
	cache_control_read(span_of(value), &control);
	return control;
}

/* How many of the directives without seconds are there. */
static int flags(struct cache_control control)
{
	return control.no_store + control.no_cache + control.private_ + control.public_ + control.must_revalidate +
	       control.proxy_revalidate + control.must_understand + control.no_transform + control.only_if_cached +
	       control.immutable + control.no_cache_fields + control.private_fields + control.max_stale_any;
}

/* How many of those with seconds are there. */
static int numbers(struct cache_control control)
{
	return (control.max_age != NUMBER_NONE) + (control.s_maxage != NUMBER_NONE) +
	       (control.stale_while_revalidate != NUMBER_NONE) + (control.stale_if_error != NUMBER_NONE) +
	       (control.max_stale != NUMBER_NONE) + (control.min_fresh != NUMBER_NONE);
}

static bool says_nothing(struct cache_control control)
{
	return flags(control) == 0 && numbers(control) == 0 && !control.repeated;
}

static int64_t age(const char *value)
{
	int64_t seconds = -1;

	return age_read(span_of(value), &seconds) ? seconds : -1;
}

START_TEST(nothing_says_nothing)
{
	struct cache_control control = {.no_store = true};

	cache_control_read((struct span){NULL, 0}, &control);
	ck_assert(says_nothing(control) && !control.invalid);
	ck_assert(says_nothing(control_of("")) && !control_of("").invalid);
	ck_assert(says_nothing(control_of(" \t, ,,")) && !control_of(" \t, ,,").invalid);
}
END_TEST

START_TEST(each_directive_sets_its_own_and_nothing_else)
{
	ck_assert(control_of("no-store").no_store);
	ck_assert(control_of("no-cache").no_cache);
	ck_assert(control_of("private").private_);
	ck_assert(control_of("public").public_);
	ck_assert(control_of("must-revalidate").must_revalidate);
	ck_assert(control_of("proxy-revalidate").proxy_revalidate);
	ck_assert(control_of("must-understand").must_understand);
	ck_assert(control_of("no-transform").no_transform);
	ck_assert(control_of("only-if-cached").only_if_cached);
	ck_assert(control_of("immutable").immutable);
	ck_assert(control_of("max-stale").max_stale_any);
	ck_assert_int_eq(control_of("max-age=5").max_age, 5);
	ck_assert_int_eq(control_of("s-maxage=5").s_maxage, 5);
	ck_assert_int_eq(control_of("stale-while-revalidate=5").stale_while_revalidate, 5);
	ck_assert_int_eq(control_of("stale-if-error=5").stale_if_error, 5);
	ck_assert_int_eq(control_of("max-stale=5").max_stale, 5);
	ck_assert_int_eq(control_of("min-fresh=5").min_fresh, 5);
}
END_TEST

START_TEST(a_directive_alone_sets_one_thing)
{
	static const char *const directives[] = {"no-store", "no-cache", "private", "public", "must-revalidate",
		"proxy-revalidate", "must-understand", "no-transform", "only-if-cached", "immutable", "max-stale",
		"max-age=5", "s-maxage=5", "stale-while-revalidate=5", "stale-if-error=5", "max-stale=5", "min-fresh=5",
		"private=\"a\"", "no-cache=\"a\""};

	for (size_t i = 0; i < sizeof directives / sizeof directives[0]; i++) {
		struct cache_control control = control_of(directives[i]);

		ck_assert_msg(flags(control) + numbers(control) == 1, "%s", directives[i]);
		ck_assert_msg(!control.invalid && !control.repeated, "%s", directives[i]);
	}
}
END_TEST

/* RFC 5861, 3.1 and 4.1; RFC 8246, 2; RFC 9111, 5.2.1.1 and 5.2.3. */
START_TEST(the_examples_of_the_specifications)
{
	struct cache_control control = control_of("max-age=600, stale-while-revalidate=30");

	ck_assert_int_eq(control.max_age, 600);
	ck_assert_int_eq(control.stale_while_revalidate, 30);
	control = control_of("max-age=600, stale-if-error=1200");
	ck_assert_int_eq(control.max_age, 600);
	ck_assert_int_eq(control.stale_if_error, 1200);
	control = control_of("max-age=31536000, immutable");
	ck_assert_int_eq(control.max_age, 31536000);
	ck_assert(control.immutable);
	control = control_of("private, community=\"UCI\"");
	ck_assert(control.private_ && flags(control) == 1 && numbers(control) == 0 && !control.invalid);
}
END_TEST

START_TEST(case_does_not_matter)
{
	ck_assert(control_of("NO-STORE").no_store);
	ck_assert(control_of("Private").private_);
	ck_assert_int_eq(control_of("MAX-Age=60").max_age, 60);
	ck_assert(control_of("NO-CACHE=\"Set-Cookie\"").no_cache_fields);
}
END_TEST

START_TEST(a_name_is_the_whole_name)
{
	ck_assert(says_nothing(
		control_of("x-max-age=5, max-age2=5, max-ag=5, maxage=5, max_age=5, no-stores, no-stor, xno-store")));
	ck_assert(!control_of("x-max-age=5").invalid);
}
END_TEST

START_TEST(a_directive_in_a_quoted_string_is_none)
{
	ck_assert_int_eq(control_of("extension=\"a, max-age=5\", max-age=60").max_age, 60);
	ck_assert_int_eq(control_of("extension=\"a\\\", max-age=5\", max-age=60").max_age, 60);
	ck_assert(says_nothing(control_of("extension=\"no-store, max-age=5\"")));
	ck_assert(!control_of("extension=\"no-store, max-age=5\"").invalid);
}
END_TEST

START_TEST(unknown_directives_are_ignored)
{
	ck_assert(says_nothing(control_of("foo, bar=1, baz=\"q\", pre-check=0, foo, bar=2")));
	ck_assert(!control_of("foo, bar=1, baz=\"q\", pre-check=0, foo, bar=2").invalid);
	ck_assert_int_eq(control_of("extension=5, max-age=60").max_age, 60);
}
END_TEST

/* RFC 9111, 5.2: recipients ought to accept both forms; RFC 9110, 5.6.4: a quoted pair is the octet behind its backslash. */
START_TEST(a_number_may_be_quoted)
{
	ck_assert_int_eq(control_of("max-age=\"60\"").max_age, 60);
	ck_assert_int_eq(control_of("max-age=\"\\6\\0\"").max_age, 60);
	ck_assert(!control_of("max-age=\"\\6\\0\"").invalid);
	ck_assert_int_eq(control_of("max-stale=\"60\"").max_stale, 60);
}
END_TEST

/* RFC 9111, 1.2.2. */
START_TEST(a_number_has_any_length_and_too_large_a_one_saturates)
{
	ck_assert_int_eq(control_of("max-age=0").max_age, 0);
	ck_assert_int_eq(control_of("max-age=060").max_age, 60);
	ck_assert_int_eq(control_of("max-age=000000000000000000000000000000000000000060").max_age, 60);
	ck_assert_int_eq(control_of("max-age=2147483648").max_age, 2147483648);
	ck_assert_int_eq(control_of("max-age=4294967297").max_age, 4294967297);
	ck_assert_int_eq(control_of("max-age=9223372036854775806").max_age, INT64_MAX - 1);
	ck_assert_int_eq(control_of("max-age=9223372036854775807").max_age, INT64_MAX);
	ck_assert_int_eq(control_of("max-age=9223372036854775808").max_age, INT64_MAX);
	ck_assert_int_eq(control_of("max-age=18446744073709551617").max_age, INT64_MAX);
	ck_assert_int_eq(control_of("max-age=\"99999999999999999999999999999999999999999\"").max_age, INT64_MAX);
	ck_assert(!control_of("max-age=9223372036854775808").invalid);
}
END_TEST

/* RFC 9111, 4.2.1. */
START_TEST(what_is_no_number_is_stale)
{
	static const char *const values[] = {"max-age", "max-age=", "max-age=abc", "max-age=-60", "max-age=+60",
		"max-age=1.5", "max-age=60s", "max-age=0x3c", "max-age='60'", "max-age=\"\"", "max-age=\" 60\"",
		"max-age=\"60 \"", "max-age=\"-60\"", "max-age=\"60", "max-age=60\"", "max-age=\"60\"\"",
		"max-age=\"6\"0", "max-age=\"\\\"", "max-age=\"", "max-age =60", "max-age= 60", "max-age = 60",
		"max-age 60", "max-age=60 no-transform", "max-age=60;", "max-age:60", "max-age==60",
		"max-age=99999999999999999999x", "max-age=\"60, no-transform", "max-age=\xd9\xa1"};

	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
		struct cache_control control = control_of(values[i]);

		ck_assert_msg(control.max_age == 0, "%s", values[i]);
		ck_assert_msg(control.invalid, "%s", values[i]);
		ck_assert_msg(numbers(control) == 1 && flags(control) == 0, "%s", values[i]);
	}
}
END_TEST

START_TEST(every_directive_with_seconds_is_0_where_they_are_invalid)
{
	struct cache_control control =
		control_of("max-age=x, s-maxage=x, stale-while-revalidate=x, stale-if-error, max-stale=x, min-fresh=");

	ck_assert_int_eq(control.max_age, 0);
	ck_assert_int_eq(control.s_maxage, 0);
	ck_assert_int_eq(control.stale_while_revalidate, 0);
	ck_assert_int_eq(control.stale_if_error, 0);
	ck_assert_int_eq(control.max_stale, 0);
	ck_assert_int_eq(control.min_fresh, 0);
	ck_assert(control.invalid);
	ck_assert(!control.max_stale_any);
}
END_TEST

START_TEST(the_first_of_several_counts)
{
	ck_assert_int_eq(control_of("max-age=60, max-age=3600").max_age, 60);
	ck_assert_int_eq(control_of("max-age=3600, max-age=60").max_age, 3600);
	ck_assert_int_eq(control_of("max-age=60, max-age=abc").max_age, 60);
	ck_assert_int_eq(control_of("max-age=abc, max-age=60").max_age, 0);
	ck_assert_int_eq(control_of("s-maxage=60, s-maxage=600, max-age=10").s_maxage, 60);
	ck_assert_int_eq(control_of("max-age=9999999999999999999, max-age=1").max_age, INT64_MAX);
}
END_TEST

START_TEST(different_numbers_are_told)
{
	ck_assert(control_of("max-age=60, max-age=3600").repeated);
	ck_assert(control_of("max-age=60, s-maxage=1, MAX-AGE=61").repeated);
	ck_assert(control_of("max-age=60, max-age=abc").repeated);
	ck_assert(control_of("max-age=60, max-age=abc").invalid);
	ck_assert(control_of("min-fresh=1, min-fresh=2").repeated);
}
END_TEST

START_TEST(the_same_number_again_is_not_told)
{
	ck_assert(!control_of("max-age=60, max-age=60").repeated);
	ck_assert(!control_of("max-age=60, max-age=\"060\"").repeated);
	ck_assert(!control_of("max-age=60, s-maxage=61").repeated);
	ck_assert(!control_of("no-store, no-store, private, private=\"a\", private=\"b\"").repeated);
}
END_TEST

/* RFC 9111, 5.2.1.2. */
START_TEST(max_stale_without_a_value_is_any)
{
	struct cache_control control = control_of("max-stale");

	ck_assert(control.max_stale_any);
	ck_assert_int_eq(control.max_stale, NUMBER_NONE);
	ck_assert(!control.invalid);
}
END_TEST

START_TEST(the_first_max_stale_counts_with_a_value_or_without)
{
	struct cache_control any = control_of("max-stale, max-stale=60"), some = control_of("max-stale=60, max-stale");

	ck_assert(any.max_stale_any && any.max_stale == NUMBER_NONE && any.repeated);
	ck_assert(!some.max_stale_any && some.max_stale == 60 && some.repeated);
	ck_assert(!control_of("max-stale, max-stale").repeated);
	ck_assert(control_of("max-stale, max-stale=x").invalid);
}
END_TEST

START_TEST(max_stale_with_a_bad_value_is_not_any)
{
	ck_assert(!control_of("max-stale=").max_stale_any);
	ck_assert_int_eq(control_of("max-stale=").max_stale, 0);
	ck_assert(!control_of("max-stale 60").max_stale_any);
	ck_assert_int_eq(control_of("max-stale=\"\"").max_stale, 0);
}
END_TEST

/* RFC 9111, 5.2.2.4 and 5.2.2.7. */
START_TEST(no_cache_and_private_may_be_for_some_fields_only)
{
	static const char *const arguments[] = {"\"set-cookie\"", "\"Set-Cookie, X-A\"", "\",, a ,\"", "\"\\s\\e\\t\"",
		"set-cookie", "\"a,b\"", "\"\ta\t\"", "\"a\\,b\""};

	for (size_t i = 0; i < sizeof arguments / sizeof arguments[0]; i++) {
		char value[64];

		strcat(strcpy(value, "private="), arguments[i]);
		ck_assert_msg(
			control_of(value).private_fields && !control_of(value).private_ && !control_of(value).invalid,
			"%s", value);
		strcat(strcpy(value, "no-cache="), arguments[i]);
		ck_assert_msg(
			control_of(value).no_cache_fields && !control_of(value).no_cache && !control_of(value).invalid,
			"%s", value);
	}
}
END_TEST

START_TEST(with_and_without_fields_both_are_told)
{
	struct cache_control control = control_of("private=\"a\", private, no-cache, no-cache=\"b\"");

	ck_assert(control.private_ && control.private_fields);
	ck_assert(control.no_cache && control.no_cache_fields);
}
END_TEST

START_TEST(an_argument_that_names_no_field_restricts_all)
{
	static const char *const arguments[] = {"\"\"", "\" \"", "\",\"", "\"a b\"", "\"a;b\"", "\"a, b c\"", "\"a:\"",
		"\"\\\"a\\\"\"", "\"set-cookie", "", "set cookie"};

	for (size_t i = 0; i < sizeof arguments / sizeof arguments[0]; i++) {
		char value[64];

		strcat(strcpy(value, "private="), arguments[i]);
		ck_assert_msg(control_of(value).private_ && !control_of(value).private_fields, "%s", value);
		strcat(strcpy(value, "no-cache="), arguments[i]);
		ck_assert_msg(control_of(value).no_cache && !control_of(value).no_cache_fields, "%s", value);
	}
}
END_TEST

/* RFC 8246, 2. */
START_TEST(an_argument_where_none_is_allowed_has_no_meaning)
{
	ck_assert(control_of("immutable=1").immutable);
	ck_assert(control_of("no-store=\"a\"").no_store);
	ck_assert(control_of("public=x").public_);
	ck_assert(!control_of("immutable=1").invalid);
}
END_TEST

START_TEST(what_is_no_directive_is_told)
{
	static const char *const values[] = {"=5", "=", "\"no-store\"", "@", "foo bar", "foo=", "foo =1", "foo= 1",
		"foo=\"a", "foo=\"a\"b", "foo=a b", "foo;bar", "foo=a=b", "foo:1", "\x80", "foo=\x80", "{}",
		"foo=\"\x01\"", "foo/1", "no-transform, =5"};

	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
		ck_assert_msg(control_of(values[i]).invalid, "%s", values[i]);
}
END_TEST

START_TEST(what_is_no_directive_allows_nothing)
{
	ck_assert(says_nothing(
		control_of("public foo, immutable;, must-understand =1, must-revalidate:, only-if-cached=")));
	ck_assert(says_nothing(control_of("\"max-age=60\", =60, (max-age=60), \"no-store\"")));
}
END_TEST

START_TEST(what_is_no_directive_may_forbid)
{
	ck_assert(control_of("no-store foo").no_store);
	ck_assert(control_of("no-store; max-age=60").no_store);
	ck_assert(control_of("no-cache no-store").no_cache);
	ck_assert(control_of("private =\"a\"").private_);
}
END_TEST

START_TEST(white_space_and_empty_elements_around_directives_do_not_matter)
{
	struct cache_control control = control_of(" ,\t,no-store\t ,,  max-age=60 ,\t");

	ck_assert(control.no_store);
	ck_assert_int_eq(control.max_age, 60);
	ck_assert(!control.invalid);
}
END_TEST

START_TEST(other_white_space_is_none)
{
	ck_assert(control_of("max-age=60\n").invalid);
	ck_assert(control_of("\rno-store").invalid);
	ck_assert(control_of("no-store\v").invalid);
}
END_TEST

START_TEST(a_nul_is_no_end)
{
	struct cache_control control;

	cache_control_read(SPAN("no-transform\0, max-age=60"), &control);
	ck_assert(control.invalid);
	ck_assert_int_eq(control.max_age, 60);
	cache_control_read(SPAN("max-age=60\0"), &control);
	ck_assert_int_eq(control.max_age, 0);
}
END_TEST

START_TEST(a_million_octets_are_read)
{
	static char value[1 << 20];
	struct cache_control control;

	memset(value, '9', sizeof value);
	memcpy(value, "max-age=", 8);
	cache_control_read((struct span){value, sizeof value}, &control);
	ck_assert_int_eq(control.max_age, INT64_MAX);
	memset(value, '"', sizeof value);
	cache_control_read((struct span){value, sizeof value}, &control);
	ck_assert(control.invalid);
}
END_TEST

/* RFC 9111, 5.1, 1.2.2. */
START_TEST(age_is_a_number)
{
	ck_assert_int_eq(age("0"), 0);
	ck_assert_int_eq(age("30"), 30);
	ck_assert_int_eq(age("010"), 10);
	ck_assert_int_eq(age("9223372036854775807"), INT64_MAX);
	ck_assert_int_eq(age("99999999999999999999999999999999999999999"), INT64_MAX);
}
END_TEST

START_TEST(of_a_list_the_first_age_counts)
{
	ck_assert_int_eq(age("10, 20"), 10);
	ck_assert_int_eq(age("20,10"), 20);
	ck_assert_int_eq(age("10, abc"), 10);
	ck_assert_int_eq(age(", 10"), 10);
	ck_assert_int_eq(age("10,"), 10);
	ck_assert_int_eq(age(" 10 "), 10);
}
END_TEST

START_TEST(what_is_no_age_is_invalid)
{
	static const char *const values[] = {"", " ", ",", "abc", "abc, 10", "-10", "+10", "1.5", "10s", "\"10\"",
		"10 20", "10;", "0x10", "99999999999999999999x", "-99999999999999999999"};

	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
		ck_assert_msg(age(values[i]) == -1, "\"%s\"", values[i]);
}
END_TEST

START_TEST(no_age_says_nothing)
{
	int64_t seconds = 42;

	ck_assert(!age_read((struct span){NULL, 0}, &seconds));
	ck_assert(!age_read(SPAN("abc"), &seconds));
	ck_assert(!age_read(SPAN("10\0"), &seconds));
	ck_assert_int_eq(seconds, 42);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("cache_control");

	suite_add(suite, nothing_says_nothing);
	suite_add(suite, each_directive_sets_its_own_and_nothing_else);
	suite_add(suite, a_directive_alone_sets_one_thing);
	suite_add(suite, the_examples_of_the_specifications);
	suite_add(suite, case_does_not_matter);
	suite_add(suite, a_name_is_the_whole_name);
	suite_add(suite, a_directive_in_a_quoted_string_is_none);
	suite_add(suite, unknown_directives_are_ignored);
	suite_add(suite, a_number_may_be_quoted);
	suite_add(suite, a_number_has_any_length_and_too_large_a_one_saturates);
	suite_add(suite, what_is_no_number_is_stale);
	suite_add(suite, every_directive_with_seconds_is_0_where_they_are_invalid);
	suite_add(suite, the_first_of_several_counts);
	suite_add(suite, different_numbers_are_told);
	suite_add(suite, the_same_number_again_is_not_told);
	suite_add(suite, max_stale_without_a_value_is_any);
	suite_add(suite, the_first_max_stale_counts_with_a_value_or_without);
	suite_add(suite, max_stale_with_a_bad_value_is_not_any);
	suite_add(suite, no_cache_and_private_may_be_for_some_fields_only);
	suite_add(suite, with_and_without_fields_both_are_told);
	suite_add(suite, an_argument_that_names_no_field_restricts_all);
	suite_add(suite, an_argument_where_none_is_allowed_has_no_meaning);
	suite_add(suite, what_is_no_directive_is_told);
	suite_add(suite, what_is_no_directive_allows_nothing);
	suite_add(suite, what_is_no_directive_may_forbid);
	suite_add(suite, white_space_and_empty_elements_around_directives_do_not_matter);
	suite_add(suite, other_white_space_is_none);
	suite_add(suite, a_nul_is_no_end);
	suite_add(suite, a_million_octets_are_read);
	suite_add(suite, age_is_a_number);
	suite_add(suite, of_a_list_the_first_age_counts);
	suite_add(suite, what_is_no_age_is_invalid);
	suite_add(suite, no_age_says_nothing);
	return tap_main(suite);
}

/* Links, their parameters and relations. SPDX-License-Identifier: MIT */
#include "tap.h"
#include "values.h"

#include <stdio.h>
#include <string.h>

enum { SHOWN_SIZE = 512 };

static struct span text(const char *string)
{
	return (struct span){string, strlen(string)};
}

static void show(char shown[SHOWN_SIZE], const char *before, struct span span)
{
	size_t length = strlen(shown);

	snprintf(
		shown + length, SHOWN_SIZE - length, "%s%.*s", before, (int)span.length, span.length ? span.bytes : "");
}

static void show_link(char shown[SHOWN_SIZE], struct link link)
{
	struct parameter parameter;

	show(shown, "[", link.target);
	while (parameter_next(&link.parameters, &parameter)) {
		show(shown, "|", parameter.name);
		show(shown, parameter.has_value ? "=" : "", parameter.value);
	}
	ck_assert_uint_eq(link.parameters.length, 0);
	show(shown, "]", (struct span){NULL, 0});
}

/* Whether @value has the links that @expected shows, as [target|name=value|name], and then leaves @left, whoever asks again. */
static void assert_links(const char *value, const char *expected, const char *left)
{
	struct span rest = text(value);
	struct link link;
	char shown[SHOWN_SIZE] = "";

	while (link_next(&rest, &link))
		show_link(shown, link);
	ck_assert_str_eq(shown, expected);
	for (int again = 0; again < 2; again++) {
		ck_assert_msg(
			span_equals(rest, text(left)), "\"%s\" leaves \"%.*s\"", value, (int)rest.length, rest.bytes);
		ck_assert(!link_next(&rest, &link));
	}
}

/* Whether the link that @value has first has a relation. */
static bool has_relation(const char *value, const char *relation)
{
	struct span rest = text(value);
	struct link link = {0};

	ck_assert_msg(link_next(&rest, &link), "\"%s\" is no link", value);
	return link_has_relation(link, text(relation));
}

START_TEST(the_examples_of_rfc_8288_3_5_are_links)
{
	assert_links("<http://example.com/TheBook/chapter2>; rel=\"previous\"; title=\"previous chapter\"",
		"[http://example.com/TheBook/chapter2|rel=\"previous\"|title=\"previous chapter\"]", "");
	assert_links("</>; rel=\"http://example.net/foo\"", "[/|rel=\"http://example.net/foo\"]", "");
	assert_links("</terms>; rel=\"copyright\"; anchor=\"#foo\"", "[/terms|rel=\"copyright\"|anchor=\"#foo\"]", "");
	assert_links("</TheBook/chapter2>; rel=\"previous\"; title*=UTF-8'de'letztes%20Kapitel, "
		     "</TheBook/chapter4>; rel=\"next\"; title*=UTF-8'de'n%c3%a4chstes%20Kapitel",
		"[/TheBook/chapter2|rel=\"previous\"|title*=UTF-8'de'letztes%20Kapitel]"
		"[/TheBook/chapter4|rel=\"next\"|title*=UTF-8'de'n%c3%a4chstes%20Kapitel]",
		"");
	assert_links("<https://example.org/>; rel=\"start\", <https://example.org/index>; rel=\"index\"",
		"[https://example.org/|rel=\"start\"][https://example.org/index|rel=\"index\"]", "");
}
END_TEST

START_TEST(a_link_may_have_no_parameters)
{
	assert_links("<a>", "[a]", "");
	assert_links("<a>,<b>", "[a][b]", "");
	assert_links(" <a>\t, <b> ", "[a][b]", "");
	assert_links("<>", "[]", "");
}
END_TEST

START_TEST(parameters_have_any_of_their_forms)
{
	/* RFC 8288, 3: token BWS [ "=" BWS ( token / quoted-string ) ] */
	assert_links("<a>;b;c=d;e=\"f\"", "[a|b|c=d|e=\"f\"]", "");
	assert_links("<a> ; b ; c = d\t;\te =\"\"", "[a|b|c=d|e=\"\"]", "");
	assert_links("<a>; b , <c>; d = e , <f>", "[a|b][c|d=e][f]", "");
}
END_TEST

START_TEST(commas_in_targets_and_quoted_strings_separate_nothing)
{
	assert_links("<a,b>, <c>", "[a,b][c]", "");
	assert_links("<a>; b=\"c, <d>; e\", <f>", "[a|b=\"c, <d>; e\"][f]", "");
	assert_links("<a>; b=\"c\\\", <d>\", <f>", "[a|b=\"c\\\", <d>\"][f]", "");
	assert_links("<a;b=\",c>; d=e", "[a;b=\",c|d=e]", "");
}
END_TEST

START_TEST(the_first_bracket_ends_a_target)
{
	/* RFC 8288, B.2, 4 */
	assert_links("<a<b>", "[a<b]", "");
	assert_links("<\"a>; b=\">\"", "[\"a|b=\">\"]", "");
	assert_links("<a>b>", "", "<a>b>");
}
END_TEST

START_TEST(empty_elements_may_stand_anywhere)
{
	assert_links("", "", "");
	assert_links(" \t", "", "");
	assert_links(", ,\t,", "", "");
	assert_links(",<a> , ,, <b>;c ,", "[a][b|c]", "");
}
END_TEST

START_TEST(empty_parameters_are_skipped)
{
	/* Not in RFC 8288, 3, but in B.3 and in RFC 9110, 5.6.6. */
	assert_links("<a>;", "[a]", "");
	assert_links("<a>;;b; ;c; , <d>;,<e>", "[a|b|c][d][e]", "");
}
END_TEST

START_TEST(what_is_no_link_is_left)
{
	assert_links("a", "", "a");
	assert_links("<a", "", "<a");
	assert_links("<", "", "<");
	assert_links(">", "", ">");
	assert_links(", a>", "", "a>");
	assert_links("<a>, b", "[a]", "b");
	assert_links("<a> b", "", "<a> b");
	assert_links("<a> <b>", "", "<a> <b>");
	assert_links("<a>;b c", "", "<a>;b c");
	assert_links("<a>;b=", "", "<a>;b=");
	assert_links("<a>;b=, <c>", "", "<a>;b=, <c>");
	assert_links("<a>;=b", "", "<a>;=b");
	assert_links("<a>;b=\"c", "", "<a>;b=\"c");
	assert_links("<a>;b=\"c\"d", "", "<a>;b=\"c\"d");
	assert_links("<a>;b=\"\x01\"", "", "<a>;b=\"\x01\"");
	assert_links("<a>;b, <c>;rel=http://d/", "[a|b]", "<c>;rel=http://d/");
	assert_links("\"<a>\"", "", "\"<a>\"");
}
END_TEST

START_TEST(no_octets_at_no_address_are_no_link)
{
	struct span rest = {NULL, 0};
	struct link link;

	ck_assert(!link_next(&rest, &link));
	ck_assert_uint_eq(rest.length, 0);
	ck_assert(!link_has_relation((struct link){0}, SPAN("next")));
}
END_TEST

START_TEST(only_the_octets_of_the_length_are_read)
{
	struct span rest = {"<a>;b=cd", 7};
	struct link link;

	ck_assert(link_next(&rest, &link));
	ck_assert(span_equals(link.parameters, SPAN(";b=c")));
	rest = (struct span){"<a>", 2};
	ck_assert(!link_next(&rest, &link));
}
END_TEST

START_TEST(relations_are_separated_by_spaces)
{
	/* RFC 8288, 3.5 */
	static const char link[] = "<http://example.org/>; rel=\"start http://example.net/relation/other\"";

	ck_assert(has_relation(link, "start"));
	ck_assert(has_relation(link, "http://example.net/relation/other"));
	ck_assert(!has_relation(link, "other"));
	ck_assert(!has_relation(link, "start http://example.net/relation/other"));
	ck_assert(has_relation("<a>; rel=\" next  prev \"", "prev"));
}
END_TEST

START_TEST(the_case_of_a_relation_does_not_matter)
{
	ck_assert(has_relation("<a>; rel=Preload", "preload"));
	ck_assert(has_relation("<a>; REL=\"preload\"", "PRELOAD"));
	ck_assert(has_relation("<a>; rel=\"pre\\load\"", "preload"));
}
END_TEST

START_TEST(only_the_first_rel_counts)
{
	ck_assert(!has_relation("<a>; rel=next; rel=prev", "prev"));
	ck_assert(has_relation("<a>; rel=next; rel=prev", "next"));
	ck_assert(!has_relation("<a>; rel; rel=prev", "prev"));
	ck_assert(!has_relation("<a>; rel=\"\"; rel=prev", "prev"));
}
END_TEST

START_TEST(only_rel_tells_the_relation)
{
	ck_assert(!has_relation("<a>", "next"));
	ck_assert(!has_relation("<a>; rev=next; rel*=next; title=\"rel=next\"", "next"));
	ck_assert(!has_relation("<a>; next", "next"));
	ck_assert(has_relation("<a>; title=\";rel=prev\"; as=style; rel=next", "next"));
	ck_assert(!has_relation("<a>; rel=\"\"", ""));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("link");

	suite_add(suite, the_examples_of_rfc_8288_3_5_are_links);
	suite_add(suite, a_link_may_have_no_parameters);
	suite_add(suite, parameters_have_any_of_their_forms);
	suite_add(suite, commas_in_targets_and_quoted_strings_separate_nothing);
	suite_add(suite, the_first_bracket_ends_a_target);
	suite_add(suite, empty_elements_may_stand_anywhere);
	suite_add(suite, empty_parameters_are_skipped);
	suite_add(suite, what_is_no_link_is_left);
	suite_add(suite, no_octets_at_no_address_are_no_link);
	suite_add(suite, only_the_octets_of_the_length_are_read);
	suite_add(suite, relations_are_separated_by_spaces);
	suite_add(suite, the_case_of_a_relation_does_not_matter);
	suite_add(suite, only_the_first_rel_counts);
	suite_add(suite, only_rel_tells_the_relation);
	return tap_main(suite);
}
